"""Reads YAML and TOML as plain values with their lines, and makes the domain's objects of them."""

import json
import re
import tomllib
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import fields, is_dataclass
from functools import cache
from itertools import pairwise, takewhile
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar

from jtai_cli.errors import DateError, Fault, nearest_name, quoted
from jtai_cli.files import MOST_FAULTS, faulty, hidden, shown

if TYPE_CHECKING:
    from pydantic import TypeAdapter
    from pydantic_core import ErrorDetails

_T = TypeVar("_T")
Steps = tuple[str | int, ...]  # the keys and places that lead to a value, from the top of its file
Keys = tuple[str, ...]

_KEYED: dict[Steps, str] = dict.fromkeys((
    ("sources",), ("phases",), ("parties",), ("inspectorates",), ("themes",), ("guidance",),
    ("timetables",), ("timetables", "*", "milestones"), ("preparation", "*"),
    ("timetables", "*", "milestones", "*", "readings"), ("inspections", "*", "local"),
), "key")  # fmt: skip
_KEYED["inspections",] = "name"
"""The mappings whose entries get their own key as a field, and the name of that field."""
_KEBAB_CASE = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_DEEPEST, _MOST_VALUES = 40, 100_000
_PLAIN_NUMBER = re.compile(r"-?(0|[1-9][0-9]{0,8})")
_WEB_ADDRESS = re.compile(r"https?://[^\s/]\S*")
_RANGES: dict[Steps, tuple[int, int, str]] = {
    ("kind: fieldwork", "working_days"): (1, 2000, ""),
    ("pre_election_period", "working_days"): (-2000, -1, ""),
    ("kind: months", "months"): (-240, -1, "; no kind of rule gives a date so many months later"),
    ("revision",): (1, 10**9, ""),
    (): (-2000, 2000, ""),
}
"""The least and the greatest number allowed, by kind of rule or by the last keys; and why."""
_KEY = r"""(?:"(?:[^"\\]|\\.)*"|'[^']*'|[A-Za-z0-9_-]+)"""
_KEYS = rf"{_KEY}(?:[ \t]*\.[ \t]*{_KEY})*"
_HEADER_OR_PAIR = re.compile(rf"[ \t]*(\[?)\[?[ \t]*({_KEYS})[ \t]*[\]=]")
# Strings and comments are matched whole, so that brackets and line ends in them do not count.
_TOKEN = re.compile(
    r'"""(?:[^\\]|\\.)*?"""+|\'\'\'.*?\'\'\'+|"(?:[^"\\\n]|\\.)*"|\'[^\'\n]*\'|#[^\n]*|[][{}\n]|\Z',
    re.DOTALL,
)
_DEEP_KEY = rf"(?<![\w\"'-])(?:[\w\"'-]++[ \t]*+\.[ \t]*+){{{_DEEPEST}}}"
_TOO_MUCH = re.compile(rf"{_DEEP_KEY}|0[xob]\w{{999}}")


class Values:
    """The plain values of a file by the path that leads to each, and what is wrong with them."""

    def __init__(self, place: str | Path, plain: object, lines: Mapping[Steps, int]) -> None:
        self._place, self._lines = place, lines
        self._faults: list[Fault] = []
        self.at: dict[Steps, Any] = dict(walk(plain))
        for path, value in self.at.items():
            field = _KEYED.get(tuple("*" if at % 2 else step for at, step in enumerate(path)), "")
            match value:
                case str() if not value.strip():
                    self.wrong(path, f"{name(path)} is an empty text", "write it, or leave it out")
                case str() if found := hidden(value):
                    remedy = "begin the text with >-" if found == "a line break" else "delete it"
                    self.wrong(path, f"{name(path)} holds {found}", remedy)
                case str() if path[-1:] == ("url",) and not _WEB_ADDRESS.fullmatch(value):
                    problem = f"{name(path)} is not a web address"
                    self.wrong(path, problem, "write it from https:// on")
            for key, below in value.items() if field and isinstance(value, dict) else ():
                if not _KEBAB_CASE.fullmatch(key):
                    problem = f"the key '{quoted(key)}' is not in lower case with hyphens"
                    self.wrong((*path, key), problem, "a key such as draft-letter")
                if isinstance(below, dict):
                    if field in below:
                        self.wrong((*path, key, field), f"unknown key '{field}'", "delete it")
                    below[field] = key

    def wrong(self, path: Steps, problem: str, remedy: str | None = None) -> None:
        """Record what is wrong with the value at a path; after a hundred faults, raise them."""
        while path and path not in self._lines:
            path = path[:-1]
        self._faults.append(Fault(self._lines.get(path), problem, remedy))
        if len(self._faults) > MOST_FAULTS:
            self.refuse()

    def refuse(self) -> None:
        """Raise the faults, if there are any."""
        if self._faults:
            raise faulty(self._place, self._faults)

    def made(self, kind: type[_T]) -> _T:
        """Make an object of a class from the values, or raise what is wrong with them."""
        from pydantic import ValidationError

        made: dict[str, _T] = {}
        maker = adapter(kind)  # type: ignore[arg-type]  # a class can be hashed
        try:
            # As JSON, in which lists stand for tuples and texts for dates and names.
            text = json.dumps({"": self.at[()]}, default=lambda day: day.isoformat())
            made = maker.validate_json(text)
        except ValidationError as error:
            shapes = maker.json_schema()["$defs"].values()
            known = {key for shape in shapes for key in shape.get("properties", {})}
            for one in error.errors(include_url=False):
                self._unfit(one, known)
        self.refuse()
        for path, value in self.at.items():
            if isinstance(value, int):
                of_kind = f"kind: {self.at.get((*path[:-1], 'kind'))}"
                ends = (of_kind, path[-1]), path[-2:], path[-1:], ()
                low, high, why = next(_RANGES[one] for one in ends if one in _RANGES)
                if not low <= value <= high:
                    problem = f"{name(path)} is {quoted(str(value))}{why}"
                    self.wrong(path, problem, f"from {low} to {high}")
        return made[""]

    def check_names(self, part: object, path: Steps, known: Mapping[str, Collection[str]]) -> None:
        """Check that the fields of a part hold only names that are `known` for each of them."""
        for field, names in known.items():
            named = getattr(part, field, None)
            for steps, key in walk({k: k for k in named} if isinstance(named, Mapping) else named):
                if isinstance(key, str) and key not in names:
                    here = (*path, field, *steps)
                    where = "among those above it" if field == "anchor" else "known here"
                    problem = f"{name(here)} names '{quoted(key)}', which is not {where}"
                    self.wrong(here, problem, instead(key, names))

    def _unfit(self, error: "ErrorDetails", known: set[str]) -> None:
        """Record an error of pydantic in plain words, at the value to look at."""
        path: Steps = ()
        for before, step in pairwise(error["loc"]):
            # After a rule, pydantic names its kind, which is no step in the file.
            if before != "rule" and (*path, step) in self.at:
                path = (*path, step)
        found, cause = error["input"], error.get("ctx", {}).get("error")
        *_, last = "", *error["loc"]
        problem, remedy = f"{name(path)} {error['msg'].removeprefix('Input ')}", None
        if error["type"] in {"missing", "union_tag_not_found"}:
            missing = "kind" if last == "rule" else last
            problem, remedy = f"'{missing}' is missing", f"add it to {name(path)}"
        elif error["type"] == "unexpected_keyword_argument":
            nearest = nearest_name(str(last), known - {last})
            problem = f"unknown key {name(path)}"
            remedy = f"write '{nearest}'" if nearest else "delete it"
        elif isinstance(cause, DateError):
            problem, remedy = f"{name(path)}: {cause.message}", cause.hint
        elif isinstance(found, str | int):
            problem += f", not {quoted(str(found))}"
        self.wrong(path, problem, remedy)


@cache
def adapter(kind: type) -> "TypeAdapter[Any]":
    """Return what makes an object from JSON, in which names have no "is_" before them."""
    from pydantic import ConfigDict, TypeAdapter

    config = ConfigDict(
        strict=True, extra="forbid", alias_generator=lambda f: f.removeprefix("is_")
    )
    # The adapter of a bare dataclass takes no configuration, so a mapping is put around it.
    return TypeAdapter(dict[str, kind], config=config)  # type: ignore[valid-type]  # known at run time


def name(path: Steps) -> str:
    """Name a value by its path: "'themes.front-door.title'", "'avoid.2'"."""
    steps = (str(step + 1) if isinstance(step, int) else quoted(step) for step in path)
    return f"'{'.'.join(steps)}'" if path else "the file"


def instead(name: str, known: Iterable[str]) -> str:
    """Suggest the nearest known name or, when none is near, all of them."""
    nearest, every = nearest_name(name, known), ", ".join(known)
    all_of_them = f"one of: {shown(every)}" if every else "leave it out"
    return f"write '{quoted(nearest)}'" if nearest else all_of_them


def walk(value: Any, path: Steps = ()) -> Iterator[tuple[Steps, Any]]:  # noqa: ANN401 - any value
    """Give a value and all that is in it, each with the path that leads to it."""
    yield path, value
    if is_dataclass(value):
        value = {field.name: getattr(value, field.name) for field in fields(value)}
    elif isinstance(value, list | tuple):
        value = dict(enumerate(value))
    for step, one in value.items() if isinstance(value, Mapping) else ():
        yield from walk(one, (*path, step))


def yaml_values(text: str, place: Path) -> Values:
    """Read YAML that is not nested deeply and does not refer to itself."""
    import yaml

    events = yaml.parse(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
    nodes = (event for event in events if isinstance(event, yaml.NodeEvent))
    fault = Fault(None, "is empty", "jtai frameworks schema says what it holds")
    lines: dict[Steps, int] = {}
    try:
        plain = [_plain(event, (), events, lines) for event in nodes]
        if plain not in ([], [None]):
            return Values(place, plain[0], lines)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        line = None if mark is None else min(mark.line, text.rstrip().count("\n")) + 1
        problem = f"this is not YAML: {quoted(getattr(error, 'problem', None) or str(error))}"
        fault = Fault(line, problem, "look at the quotes, colons and indents here")
    raise faulty(place, [fault])


def _plain(event: Any, path: Steps, events: Any, lines: dict[Steps, int]) -> object:  # noqa: ANN401 - PyYAML has no types
    """Return the plain value that begins with an event, and record the lines of what is in it."""
    import yaml

    problem = ""
    if getattr(event, "anchor", None) or getattr(event, "tag", None):
        problem = "an anchor, alias or tag is refused"
    elif len(path) > _DEEPEST or len(lines) > _MOST_VALUES:
        problem = f"more than {_DEEPEST} levels, or {_MOST_VALUES:,} values"
    elif lines and not path:
        problem = "there is more than one document"
    if problem:
        raise yaml.MarkedYAMLError(problem=problem, problem_mark=event.start_mark)
    lines.setdefault(path, event.start_mark.line + 1)
    if isinstance(event, yaml.ScalarEvent):
        tag: Any = yaml.SafeLoader("").resolve(yaml.ScalarNode, event.value, event.implicit)  # type: ignore[no-untyped-call]  # PyYAML's
        kind = tag.rpartition(":")[2]
        if kind == "int" and _PLAIN_NUMBER.fullmatch(event.value):
            return int(event.value)  # others, such as 0x1F and 1:30, are meant as text
        others = {"bool": event.value.lower() in {"yes", "true", "on"}, "null": None}
        return others.get(kind, event.value)
    below = takewhile(lambda one: not isinstance(one, yaml.CollectionEndEvent), events)
    if isinstance(event, yaml.SequenceStartEvent):
        return [_plain(one, (*path, at), events, lines) for at, one in enumerate(below)]
    found: dict[str, object] = {}
    for one in below:
        key = _plain(one, (*path, ""), events, lines)
        if not isinstance(key, str) or key in found:
            written = quoted(getattr(one, "value", "this"))
            problem = f"{written} cannot be a key, or stands here twice"
            raise yaml.MarkedYAMLError(problem=problem, problem_mark=one.start_mark)
        lines[*path, key] = one.start_mark.line + 1
        found[key] = _plain(next(events), (*path, key), events, lines)
    return found


class Statement(NamedTuple):
    """A header (`path` is its table), a key and value (longer `path`) or a comment (no `path`)."""

    text: str
    table: Keys
    path: Keys = ()

    def comments(self) -> list["Statement"]:
        """Return the comments in it, each on a line of its own."""
        found = _TOKEN.findall(self.text)
        return [Statement(f"{x.rstrip()}\n", self.table) for x in found if x.startswith("#")]


def toml_values(text: str, place: str | Path) -> Values:
    """Read TOML."""
    line, problem = None, "is nested too deep, or holds a number that is too long"
    try:
        if not _TOO_MUCH.search(text):
            plain, number = tomllib.loads(text), 1
            lines: dict[Steps, int] = {(): number}
            for one in statements(text):
                for end in range(1, len(one.path) + 1):
                    lines.setdefault(one.path[:end], number)
                number += one.text.count("\n")
            return Values(place, plain, lines)
    except tomllib.TOMLDecodeError as error:
        found = re.search(r".*\(at line ([0-9]+)", str(error))
        line = int(found[1]) if found else text.rstrip().count("\n") + 1
        problem = f"this is not TOML: {quoted(str(error))}"
    except (RecursionError, ValueError):  # a ValueError comes from a number
        pass
    raise faulty(place, [Fault(line, problem, "look at the quotes and brackets here")])


def statements(text: str) -> Iterator[Statement]:
    """Split the text of a valid TOML file into statements."""
    table: Keys = ()
    start = depth = 0
    for token in _TOKEN.finditer(text):
        depth += (token[0] in {"[", "{"}) - (token[0] in {"]", "}"})
        if depth or token[0] not in {"\n", ""} or start == token.end():
            continue
        line, start = text[start : token.end()], token.end()
        keys: Keys = ()
        if match := _HEADER_OR_PAIR.match(line):
            parts = re.findall(_KEY, match[2])
            keys = tuple(next(iter(tomllib.loads(f"{p}=0"))) if p[0] in "\"'" else p for p in parts)
            table = keys if match[1] else table
            keys = keys if match[1] else (*table, *keys)
        yield Statement(line, table, keys)
