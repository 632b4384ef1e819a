"""What YAML and TOML say: plain values whose lines are known, made into the domain's objects."""

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import fields, is_dataclass
from datetime import date, time
from functools import cache, reduce
from operator import getitem
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from jtai_cli.errors import DateError, Fault, quoted
from jtai_cli.files.text import MOST_FAULTS, faulty, hidden, instead

if TYPE_CHECKING:
    from pydantic import TypeAdapter
    from pydantic_core import ErrorDetails

_T = TypeVar("_T")
Steps = tuple[str | int, ...]
"""The keys and places that lead to a value, from the top of its file."""
Lines = Mapping[Steps, int]

KEBAB_CASE = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_DEEPEST, _MOST_VALUES, _LARGEST_NUMBER = 40, 100_000, 10**9
_PLAIN_NUMBER = re.compile(r"-?(0|[1-9][0-9]{0,8})")
_WEB_ADDRESS = re.compile(r"https?://[^\s/]\S*")
_KEY = r"""(?:"(?:[^"\\]|\\.)*"|'[^']*'|[A-Za-z0-9_-]+)"""
_KEYS = rf"{_KEY}(?:[ \t]*\.[ \t]*{_KEY})*"
TOML_HEADER = re.compile(rf"[ \t]*\[\[?[ \t]*({_KEYS})[ \t]*\]")
TOML_PAIR = re.compile(rf"[ \t]*({_KEYS})[ \t]*=[ \t]*")
# Parts that no search begins inside of, nor goes back into, for a file may be one long key.
_DEEP_KEY = re.compile(rf"(?<![\w\"'-])(?:[\w\"'-]++[ \t]*+\.[ \t]*+){{{_DEEPEST}}}")


class Values:
    """The plain values of a file, and everything that is wrong with them.

    `lines` gives the line of each path, when one is needed. `keyed` are the mappings whose
    entries are filled with the key that they stand under; "*" is for any key.
    """

    def __init__(
        self,
        place: str | Path,
        plain: object,
        lines: Callable[[], Lines],
        keyed: Collection[Steps],
    ) -> None:
        self._place, self._lines, self._keyed = place, lines, keyed
        self._faults: list[Fault] = []
        self._broken: set[Steps] = set()
        self.plain: Any = self._checked(plain, ())

    def wrong(self, path: Steps, problem: str, remedy: str | None = None) -> None:
        """Take down what is wrong with the value of a path; past the first hundred, raise it."""
        self._broken.add(path)
        lines = self._lines()
        while path and path not in lines:
            path = path[:-1]
        self._faults.append(Fault(lines.get(path), problem, remedy))
        if len(self._faults) > MOST_FAULTS:
            self.refuse()

    def refuse(self) -> None:
        """Raise what is wrong, if anything is."""
        if self._faults:
            raise faulty(self._place, self._faults)

    def has(self, path: Steps) -> bool:
        """Return whether something is written at a path."""
        try:
            reduce(getitem, path, self.plain)
        except (LookupError, TypeError):
            return False
        return True

    def made(self, adapter: "TypeAdapter[dict[str, _T]]") -> _T:
        """Return the object that the values make; refuse them if they make none."""
        import json

        from pydantic import ValidationError

        made: dict[str, _T] = {}
        try:
            # As JSON, in which lists stand for tuples and texts for dates and names.
            made = adapter.validate_json(json.dumps({"": self.plain}))
        except ValidationError as error:
            for one in error.errors(include_url=False):
                self._unfit(one, adapter)
        self.refuse()
        return made[""]

    def check_names(self, part: object, path: Steps, known: Mapping[str, Collection[str]]) -> None:
        """Check what the fields of a part name, given the names that each of them may have."""
        for field, names in known.items():
            named = getattr(part, field, None)
            given: dict[Steps, str] = {(step,): key for step, key in enumerate(named or ())}
            if isinstance(named, str):
                given = {(): named}
            elif isinstance(named, Mapping):
                given = {(key,): key for key in named}
            for steps, key in given.items():
                if key not in names:
                    here = (*path, field, *steps)
                    where = "among those above it" if field == "anchor" else "known here"
                    problem = f"{name(here)} names '{quoted(key)}', which is not {where}"
                    self.wrong(here, problem, instead(key, tuple(names)))

    def check_number(self, path: Steps, number: object, low: int, high: int, why: str = "") -> None:
        """Check that a number, if it is one, lies between two others."""
        if isinstance(number, int) and not low <= number <= high:
            self.wrong(path, f"{name(path)} is {number}{why}", f"from {low} to {high}")

    def _checked(self, value: object, path: Steps) -> object:
        """Return a value as JSON can hold it; what nothing could take is complained of here."""
        if isinstance(value, dict):
            checked = {key: self._checked(one, (*path, key)) for key, one in value.items()}
            if tuple("*" if at % 2 else step for at, step in enumerate(path)) in self._keyed:
                self._fill_keys(checked, path)
            return checked
        if isinstance(value, list):
            return [self._checked(one, (*path, place)) for place, one in enumerate(value)]
        if isinstance(value, float):
            return 0.5  # nothing takes a fraction, so any will do
        if isinstance(value, int) and abs(value) >= _LARGEST_NUMBER:
            self.wrong(path, f"{name(path)} is no plain number of at most nine digits")
            return 0
        if isinstance(value, str):
            self._check_text(value, path)
        return value.isoformat() if isinstance(value, date | time) else value

    def _check_text(self, text: str, path: Steps) -> None:
        if not text.strip():
            self.wrong(path, f"{name(path)} is an empty text", "write it, or leave its key out")
        elif found := hidden(text):
            remedy = "begin the text with >-" if found == "a line break" else "delete it"
            self.wrong(path, f"{name(path)} holds {found}", remedy)
        elif path[-1:] == ("url",) and not _WEB_ADDRESS.fullmatch(text):
            self.wrong(path, f"{name(path)} is not a web address", "write it from https:// on")

    def _fill_keys(self, entries: dict[str, Any], path: Steps) -> None:
        """Give each entry of a mapping the key that it stands under."""
        for key, one in entries.items():
            if not KEBAB_CASE.fullmatch(key):
                problem = f"the key '{quoted(key)}' is not in lower case with hyphens"
                self.wrong((*path, key), problem, "a key such as draft-letter")
            if isinstance(one, dict):
                if "key" in one:
                    self.wrong((*path, key, "key"), "unknown key 'key'", "delete it")
                one["key"] = key

    def _unfit(self, error: "ErrorDetails", adapter: "TypeAdapter[Any]") -> None:
        """Word one complaint of pydantic, at the value where one should look."""
        path: Steps = ()
        way = error["loc"][1:]
        for before, step in zip(("", *way), way, strict=False):
            # After a rule comes its kind, to which nothing in the file answers.
            if before != "rule" and self.has((*path, step)):
                path = (*path, step)
        if path in self._broken:
            return
        found, cause = error["input"], error.get("ctx", {}).get("error")
        remedy: str | None = None
        if error["type"] in {"missing", "union_tag_not_found"}:
            missing = "kind" if error["type"] == "union_tag_not_found" else way[-1]
            problem, remedy = f"'{missing}' is missing", f"add it to {name(path)}"
        elif error["type"] == "unexpected_keyword_argument":
            beside: Any = reduce(getitem, path[:-1], self.plain)
            keys = max(_classes(adapter), key=lambda known: sum(key in beside for key in known))
            problem, remedy = f"unknown key {name(path)}", instead(str(path[-1]), keys)
        elif isinstance(cause, DateError):
            problem, remedy = f"{name(path)}: {cause.message}", cause.hint
        else:
            problem = f"{name(path)} {error['msg'].removeprefix('Input ')}"
            if isinstance(found, str | int):
                problem += f", not {quoted(str(found).lower() if found is True else str(found))}"
        self.wrong(path, problem, remedy)


@cache
def _classes(adapter: "TypeAdapter[Any]") -> list[list[str]]:
    """Return the keys of each class that an object is made of; those of the whole come first."""
    schema = adapter.json_schema()
    root = schema["additionalProperties"]["$ref"].rpartition("/")[2]
    shapes = [schema["$defs"][root], *schema["$defs"].values()]
    return [list(shape.get("properties", ())) for shape in shapes]


def name(path: Steps) -> str:
    """Name a value by its path: "'themes.front-door.title'", "entry 2 of 'inspectorates'"."""
    if not path:
        return "the file"
    if isinstance(path[-1], int):
        return f"entry {path[-1] + 1} of {name(path[:-1])}"
    steps = (str(step + 1) if isinstance(step, int) else quoted(step) for step in path)
    return f"'{'.'.join(steps)}'"


def parts(value: object, path: Steps = ()) -> Iterator[tuple[Steps, Any]]:
    """Give every dataclass in a value, with the path that leads to it."""
    below: Iterable[tuple[str | int, object]] = ()
    if is_dataclass(value):
        yield path, value
        below = ((field.name, getattr(value, field.name)) for field in fields(value))
    elif isinstance(value, Mapping):
        below = value.items()
    elif isinstance(value, tuple):
        below = enumerate(value)
    for step, one in below:
        yield from parts(one, (*path, step))


# YAML.


def yaml_values(text: str, place: Path, keyed: Collection[Steps]) -> Values:
    """Read YAML that is neither deep nor refers to itself."""
    import yaml

    # A PyYAML without its C part reads the same, slower.
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    faults: list[Fault] = []
    lines: dict[Steps, int] = {(): 1}
    plain = None
    try:
        faults += _refused(yaml.parse(text, Loader=loader))
        if not faults and (node := yaml.compose(text, Loader=loader)) is not None:
            plain = _plain(node, (), lines, faults)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        line = None if mark is None else min(mark.line, text.rstrip().count("\n")) + 1
        problem = f"this is not YAML: {quoted(getattr(error, 'problem', None) or str(error))}"
        faults.append(Fault(line, problem, "look at the quotes, colons and indents here"))
    if plain is None and not faults:
        faults.append(Fault(None, "is empty", "jtai frameworks schema says what it holds"))
    if faults:
        raise faulty(place, faults)
    return Values(place, plain, lambda: lines, keyed)


def _refused(events: "Iterable[Any]") -> Iterator[Fault]:
    """Give the faults of events that no plain file has; the walk is flat, however deep they are."""
    import yaml

    depth = 0
    for number, event in enumerate(events):
        line = event.start_mark.line + 1
        depth += isinstance(event, yaml.CollectionStartEvent)
        depth -= isinstance(event, yaml.CollectionEndEvent)
        if getattr(event, "anchor", None) or getattr(event, "tag", None):
            yield Fault(line, "an anchor, alias or tag is refused", "write the value out")
        if depth > _DEEPEST or number > _MOST_VALUES:
            problem = f"has more than {_DEEPEST} levels, or {_MOST_VALUES:,} values"
            yield Fault(line, problem, "a smaller file")
            return


def _plain(node: Any, path: Steps, lines: dict[Steps, int], faults: list[Fault]) -> object:  # noqa: ANN401 - a node of PyYAML's, which has no types
    """Return the plain value of a node, whose depth is limited, and note the lines below it."""
    lines.setdefault(path, node.start_mark.line + 1)
    if node.id == "scalar":
        match node.tag.rpartition(":")[2]:
            case "int":  # others, such as 0x1F and 1:30, people write as text
                return int(node.value) if _PLAIN_NUMBER.fullmatch(node.value) else _LARGEST_NUMBER
            case "bool":
                return node.value.lower() in {"yes", "true", "on"}
            case tag:
                return {"float": 0.5, "null": None}.get(tag, node.value)
    if node.id == "sequence":
        return [_plain(one, (*path, i), lines, faults) for i, one in enumerate(node.value)]
    plain: dict[str, object] = {}
    for key_node, value_node in node.value:
        key, line = key_node.value, key_node.start_mark.line + 1
        if not isinstance(key, str) or key_node.tag.rpartition(":")[2] in {"int", "bool", "null"}:
            problem = f"{quoted(key) if isinstance(key, str) else 'this'} cannot be a key"
            faults.append(Fault(line, problem, "one word, in quotes if it is a number"))
        elif key in plain:
            problem = f"'{quoted(key)}' stands here and on line {lines[*path, key]}"
            faults.append(Fault(line, problem, "keep one of them"))
        else:
            lines[*path, key] = line
            plain[key] = _plain(value_node, (*path, key), lines, faults)
    return plain


# TOML.


def toml_values(text: str, place: str | Path, keyed: Collection[Steps]) -> Values:
    """Read TOML."""
    import tomllib

    plain = None
    try:
        if not _DEEP_KEY.search(text):
            plain = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        found = re.search(r" \(at (?:line ([0-9]+).*|end of document)\)", str(error))
        line = int(found[1]) if found and found[1] else text.rstrip().count("\n") + 1
        problem = f"this is not TOML: {quoted(str(error))}"
        raise faulty(
            place, [Fault(line, problem, "look at the quotes and brackets here")]
        ) from None
    except (RecursionError, ValueError):  # a ValueError is about a number
        plain = None
    if plain is None:
        problem = "is nested too deep, or holds a number that is too long"
        raise faulty(place, [Fault(None, problem, "a simpler file")])
    return Values(place, plain, cache(lambda: _toml_lines(text)), keyed)


def toml_keys(text: str) -> tuple[str, ...]:
    """Return the parts of a dotted key, without their quotation marks."""
    import tomllib

    found = re.findall(_KEY, text)
    return tuple(next(iter(tomllib.loads(f"{p}=0"))) if p[0] in "\"'" else p for p in found)


def _toml_lines(text: str) -> Lines:
    """Return the line on which each key first stands, if it begins a line."""
    found: dict[Steps, int] = {(): 1}
    header: tuple[str, ...] = ()
    for number, line in enumerate(text.split("\n"), start=1):
        path: tuple[str, ...] = ()
        if match := TOML_HEADER.match(line):
            path = header = toml_keys(match[1])
        elif match := TOML_PAIR.match(line):
            path = (*header, *toml_keys(match[1]))
        for end in range(1, len(path) + 1):
            found.setdefault(path[:end], number)
    return found
