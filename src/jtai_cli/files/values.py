"""What YAML and TOML say: plain values whose lines are known, made into the domain's objects."""

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import fields, is_dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar

from jtai_cli.errors import DateError, Fault, quoted
from jtai_cli.files.text import MOST_FAULTS, faulty, hidden, instead

if TYPE_CHECKING:
    from pydantic import TypeAdapter
    from pydantic_core import ErrorDetails

_T = TypeVar("_T")
Steps = tuple[str | int, ...]
"""The keys and places that lead to a value, from the top of its file."""
Keys = tuple[str, ...]
Lines = Callable[[], Mapping[Steps, int]]

KEBAB_CASE = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_DEEPEST, _MOST_VALUES, _LARGEST_NUMBER = 40, 100_000, 10**9
_PLAIN_NUMBER = re.compile(r"-?(0|[1-9][0-9]{0,8})")
_WEB_ADDRESS = re.compile(r"https?://[^\s/]\S*")


class Values:
    """The plain values of a file by the path that leads to each, and all that is wrong with them.

    `lines` gives the line of each path, when one is needed. `keyed` are the mappings whose
    entries get the key that they stand under, and the field for it; "*" is for any key.
    """

    def __init__(
        self, place: str | Path, plain: object, lines: Lines, keyed: Mapping[Steps, str]
    ) -> None:
        self._place, self._lines = place, lines
        self._faults: list[Fault] = []
        self._broken: set[Steps] = set()
        self.at: dict[Steps, Any] = dict(walk(plain))
        for path, value in self.at.items():
            pattern = tuple("*" if at % 2 else step for at, step in enumerate(path))
            if isinstance(value, str | int):
                self._check(path, value)
            elif isinstance(value, dict) and pattern in keyed:
                for key in value:
                    self._fill_key((*path, key), key, keyed[pattern])

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

    def made(self, kind: type[_T]) -> _T:
        """Return the object of a class that the values make; refuse them if they make none."""
        import json

        from pydantic import ValidationError

        made: dict[str, _T] = {}
        maker = adapter(kind)  # type: ignore[arg-type]  # a class can be hashed
        try:
            # As JSON, in which lists stand for tuples and texts for dates and names.
            text = json.dumps({"": self.at[()]}, default=lambda day: day.isoformat())
            made = maker.validate_json(text)
        except ValidationError as error:
            schema = maker.json_schema()
            for one in error.errors(include_url=False):
                self._unfit(one, schema)
        self.refuse()
        return made[""]

    def check_names(self, part: object, path: Steps, known: Mapping[str, Collection[str]]) -> None:
        """Check what the fields of a part name, given the names that each of them may have."""
        for field, names in known.items():
            named = getattr(part, field, None)
            for steps, key in walk({k: k for k in named} if isinstance(named, Mapping) else named):
                if isinstance(key, str) and key not in names:
                    here = (*path, field, *steps)
                    where = "among those above it" if field == "anchor" else "known here"
                    problem = f"{name(here)} names '{quoted(key)}', which is not {where}"
                    self.wrong(here, problem, instead(key, tuple(names)))

    def check_number(self, path: Steps, number: object, low: int, high: int, why: str = "") -> None:
        """Check that a number, if it is one, lies between two others."""
        if isinstance(number, int) and not low <= number <= high:
            self.wrong(path, f"{name(path)} is {number}{why}", f"from {low} to {high}")

    def _check(self, path: Steps, value: str | int) -> None:
        problem, remedy = "", None
        if isinstance(value, int):
            if abs(value) >= _LARGEST_NUMBER:
                problem = "is no plain number of at most nine digits"
        elif not value.strip():
            problem, remedy = "is an empty text", "write it, or leave its key out"
        elif found := hidden(value):
            problem = f"holds {found}"
            remedy = "begin the text with >-" if found == "a line break" else "delete it"
        elif path[-1:] == ("url",) and not _WEB_ADDRESS.fullmatch(value):
            problem, remedy = "is not a web address", "write it from https:// on"
        if problem:
            self.wrong(path, f"{name(path)} {problem}", remedy)

    def _fill_key(self, path: Steps, key: str, field: str) -> None:
        if not KEBAB_CASE.fullmatch(key):
            problem = f"the key '{quoted(key)}' is not in lower case with hyphens"
            self.wrong(path, problem, "a key such as draft-letter")
        if (*path, field) in self.at:
            self.wrong((*path, field), f"unknown key '{field}'", "delete it")
        if isinstance(self.at[path], dict):
            self.at[path][field] = key

    def _unfit(self, error: "ErrorDetails", schema: Mapping[str, Any]) -> None:
        """Word one complaint of pydantic, at the value where one should look."""
        path: Steps = ()
        way = error["loc"][1:]
        for before, step in zip(("", *way), way, strict=False):
            # After a rule comes its kind, to which nothing in the file answers.
            if before != "rule" and (*path, step) in self.at:
                path = (*path, step)
        if path in self._broken:
            return
        found, cause = error["input"], error.get("ctx", {}).get("error")
        problem, remedy = f"{name(path)} {error['msg'].removeprefix('Input ')}", None
        if error["type"] in {"missing", "union_tag_not_found"}:
            missing = "kind" if error["type"] == "union_tag_not_found" else way[-1]
            problem, remedy = f"'{missing}' is missing", f"add it to {name(path)}"
        elif error["type"] == "unexpected_keyword_argument":
            beside = self.at[path[:-1]].keys()
            root = schema["additionalProperties"]["$ref"].rpartition("/")[2]
            shapes = (schema["$defs"][root], *schema["$defs"].values())
            every = (shape.get("properties", {}).keys() for shape in shapes)
            best = max(every, key=lambda known: len(known & beside))
            # A key that was filled in is no one's to write.
            keys = [key for key in best if key not in beside or (*path[:-1], key) in self.at]
            problem, remedy = f"unknown key {name(path)}", instead(str(path[-1]), keys)
        elif isinstance(cause, DateError):
            problem, remedy = f"{name(path)}: {cause.message}", cause.hint
        elif isinstance(found, str | int):
            problem += f", not {quoted(str(found).lower() if found is True else str(found))}"
        self.wrong(path, problem, remedy)


@cache
def adapter(kind: type) -> "TypeAdapter[Any]":
    """Return what makes an object of JSON; a switch is written without its "is_"."""
    # Imported here, for it is slow, and the shipped rules need no check.
    from pydantic import ConfigDict, TypeAdapter

    config = ConfigDict(
        strict=True, extra="forbid", alias_generator=lambda field: field.removeprefix("is_")
    )
    # The adapter of a bare dataclass takes no configuration, so a mapping is put around it.
    return TypeAdapter(dict[str, kind], config=config)  # type: ignore[valid-type]  # known at run time


def name(path: Steps) -> str:
    """Name a value by its path: "'themes.front-door.title'", "entry 2 of 'inspectorates'"."""
    if not path:
        return "the file"
    if isinstance(path[-1], int):
        return f"entry {path[-1] + 1} of {name(path[:-1])}"
    steps = (str(step + 1) if isinstance(step, int) else quoted(step) for step in path)
    return f"'{'.'.join(steps)}'"


def walk(value: object, path: Steps = ()) -> Iterator[tuple[Steps, Any]]:
    """Give a value and all that is in it, each with the path that leads to it."""
    yield path, value
    below: Iterable[tuple[str | int, object]] = ()
    if is_dataclass(value):
        below = ((field.name, getattr(value, field.name)) for field in fields(value))
    elif isinstance(value, Mapping):
        below = value.items()
    elif isinstance(value, list | tuple):
        below = enumerate(value)
    for step, one in below:
        yield from walk(one, (*path, step))


# YAML.


def yaml_values(text: str, place: Path, keyed: Mapping[Steps, str]) -> Values:
    """Read YAML that is neither deep nor refers to itself."""
    import yaml

    # A PyYAML without its C part reads the same, slower.
    loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    events: Iterable[Any] = yaml.parse(text, Loader=loader)
    faults: list[Fault] = []
    lines: dict[Steps, int] = {(): 1}
    plain, depth = None, 0
    try:
        # The walk over events is flat, however deep they are.
        for number, event in enumerate(events):
            line = event.start_mark.line + 1
            depth += isinstance(event, yaml.CollectionStartEvent)
            depth -= isinstance(event, yaml.CollectionEndEvent)
            if getattr(event, "anchor", None) or getattr(event, "tag", None):
                problem = "an anchor, alias or tag is refused"
                faults.append(Fault(line, problem, "write the value out"))
            if depth > _DEEPEST or number > _MOST_VALUES:
                problem = f"has more than {_DEEPEST} levels, or {_MOST_VALUES:,} values"
                faults.append(Fault(line, problem, "a smaller file"))
                break
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

_KEY = r"""(?:"(?:[^"\\]|\\.)*"|'[^']*'|[A-Za-z0-9_-]+)"""
_KEYS = rf"{_KEY}(?:[ \t]*\.[ \t]*{_KEY})*"
_HEADER_OR_PAIR = re.compile(rf"[ \t]*(\[?)\[?[ \t]*({_KEYS})[ \t]*[\]=]")
# Texts and comments are passed over, so that brackets and line ends mean what they seem to.
_TOKEN = re.compile(
    r'"""(?:[^\\]|\\.)*?"""+|\'\'\'.*?\'\'\'+|"(?:[^"\\\n]|\\.)*"|\'[^\'\n]*\'|#[^\n]*|[][{}\n]|\Z',
    re.DOTALL,
)
# Parts that no search begins inside of, nor goes back into, for a file may be one long key.
_DEEP_KEY = rf"(?<![\w\"'-])(?:[\w\"'-]++[ \t]*+\.[ \t]*+){{{_DEEPEST}}}"
_TOO_MUCH = re.compile(rf"{_DEEP_KEY}|0[xob]\w{{999}}")


class Statement(NamedTuple):
    """A header (its `path` is its table), a key with its value (longer), or a comment (none)."""

    text: str
    table: Keys
    path: Keys = ()

    @property
    def line_end(self) -> str:
        """How its lines end."""
        return "\r\n" if self.text.endswith("\r\n") else "\n"


def toml_values(text: str, place: str | Path, keyed: Mapping[Steps, str]) -> Values:
    """Read TOML."""
    import tomllib

    @cache
    def lines() -> Mapping[Steps, int]:
        found: dict[Steps, int] = {(): 1}
        number = 1
        for one in statements(text):
            for end in range(1, len(one.path) + 1):
                found.setdefault(one.path[:end], number)
            number += one.text.count("\n")
        return found

    fault = Fault(None, "is nested too deep, or holds a number that is too long", "a simpler file")
    try:
        if not _TOO_MUCH.search(text):
            return Values(place, tomllib.loads(text), lines, keyed)
    except tomllib.TOMLDecodeError as error:
        found = re.search(r" \(at (?:line ([0-9]+).*|end of document)\)", str(error))
        line = int(found[1]) if found and found[1] else text.rstrip().count("\n") + 1
        problem = f"this is not TOML: {quoted(str(error))}"
        fault = Fault(line, problem, "look at the quotes and brackets here")
    except (RecursionError, ValueError):  # a ValueError is about a number
        pass
    raise faulty(place, [fault])


def statements(text: str) -> Iterator[Statement]:
    """Divide a TOML file, which can be read, into statements."""
    import tomllib

    table: Keys = ()
    start = depth = 0
    for token in _TOKEN.finditer(text):
        depth += (token[0] in {"[", "{"}) - (token[0] in {"]", "}"})
        if depth or token[0] not in {"\n", ""} or start == token.end():
            continue
        line, start = text[start : token.end()], token.end()
        match = _HEADER_OR_PAIR.match(line)
        if match is None:
            yield Statement(line, table)
            continue
        parts = re.findall(_KEY, match[2])
        keys = tuple(next(iter(tomllib.loads(f"{p}=0"))) if p[0] in "\"'" else p for p in parts)
        if match[1]:
            table = keys
        yield Statement(line, table, keys if match[1] else (*table, *keys))
