"""TOML to nodes, with the lines that Python's own reader of TOML does not keep.

The reader proves the text; then the places of its keys are found in what is known to be right.
"""

import re
import tomllib
from collections.abc import Iterator, Mapping
from datetime import date, datetime, time

from jtai_cli.errors import Fault
from jtai_cli.load.nodes import Kind, Node
from jtai_cli.load.places import Path, places
from jtai_cli.load.words import quoted, short

REMEDIES: dict[object, tuple[str, str]] = {
    int: ("a whole number", "write a number, such as 10"),
    date: ("a date", "write it as year-month-day: 2025-03-03"),
    tuple: ("a list", 'write it as ["one", "two"]'),
    str: ("text", 'write it in quotes: "text"'),
    Mapping: ("a table", 'write it as { key = "value" }, or under a header of its own'),
}
"""What may stand in a plan, and how it is written in TOML."""

_DEEPEST = 40
_MOST_NODES = 50_000
_MOST_DIGITS = 9
_QUOTED = re.compile(r"\"(?:[^\"\\]|\\.)*\"|'[^']*'")
_PLACE = re.compile(r" \(at (?:line ([0-9]+), column [0-9]+|end of document)\)")
_CLOSED = "a table is written a second time, or added to where it is closed"
_TOGETHER = "put its keys in one place"
_COMPLAINTS = (
    ("Expected '=' after a key", "a key has no equals sign", 'key = "value"'),
    ("Invalid statement", "this is neither a key nor a header", 'key = "value"'),
    ("Invalid initial character for a key", "a key is missing or cannot begin so", "key = value"),
    (
        "Invalid value",
        "this is no value: no date, number, list, or text in quotes",
        'put a text in quotes: "front-door"',
    ),
    (
        "Expected newline or end of document",
        "something stands after the value, or after the header",
        "end the line there; put a text in quotes; a date is 2025-03-03",
    ),
    ("Cannot overwrite a value", "a key stands here a second time", "keep one of them"),
    ("Duplicate inline table key", "a key stands here a second time", "keep one of them"),
    ("Cannot declare", _CLOSED, _TOGETHER),
    ("Cannot redefine namespace", _CLOSED, _TOGETHER),
    ("Cannot mutate immutable namespace", _CLOSED, _TOGETHER),
    ("Unclosed array", "a list is not closed, or lacks a comma", '["one", "two"]'),
    ("Unclosed inline table", "a table is not closed, or lacks a comma", "{ one = 1, two = 2 }"),
    ("at the end of a table declaration", "a header is not closed", "[inspections.kingston-2025]"),
    ("Illegal character '\\n'", "a quotation mark is never closed", "close it on the same line"),
    ("Unterminated string", "a quotation mark is never closed", "close it on the same line"),
    ('Expected "\'"', "a quotation mark is never closed", "close it on the same line"),
    ("Expected \"'''\"", "a quotation mark is never closed", "close it where the text ends"),
    ("Illegal character", "a character stands here that does not show", "delete it"),
    ("Found invalid character", "a character stands here that does not show", "delete it"),
    ("in a string", "a backslash begins no escape that is known", "put the text in single quotes"),
    ("Invalid date", "there is no such date", "a day that the month has"),
)


class _StoppedError(Exception):
    """Reading goes no further: the fault says why."""

    def __init__(self, fault: Fault) -> None:
        super().__init__(fault.problem)
        self.fault = fault


def compose(text: str) -> tuple[Node | None, tuple[Fault, ...]]:
    """Turn TOML into nodes, and tell what is wrong with it as TOML.

    There is no node when the text cannot be read to its end.
    """
    try:
        composer = _Composer(_parsed(text))
        return composer.root(text), tuple(composer.faults)
    except _StoppedError as stopped:
        return None, (stopped.fault,)


def _parsed(text: str) -> dict[str, object]:
    if long := next(_long_keys(text), None):
        raise _StoppedError(Fault(long, _too_deep(), "a file of fewer levels"))
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise _StoppedError(_fault(str(error), text)) from None
    except RecursionError:
        raise _StoppedError(Fault(None, _too_deep(), "a file of fewer levels")) from None
    except ValueError:  # so Python refuses a number of very many digits
        problem = "a number is too long to be read"
        raise _StoppedError(Fault(None, problem, "a smaller number")) from None


def _long_keys(text: str) -> Iterator[int]:
    """Give the lines of keys with very many parts, on which the reader would spend minutes."""
    for number, line in enumerate(text.split("\n"), start=1):
        if line.count(".") > _DEEPEST and not line.lstrip().startswith("#"):
            bare = _QUOTED.sub("_", line)
            key = bare if bare.lstrip().startswith("[") else bare.partition("=")[0]
            if key.count(".") > _DEEPEST:
                yield number


def _too_deep() -> str:
    return f"is nested more than {_DEEPEST} deep"


def _fault(complaint: str, text: str) -> Fault:
    """Word a complaint of the reader, with the line where one should look."""
    place = _PLACE.search(complaint)
    assert place is not None, "the reader tells the place of what it complains of"
    last = len(text.rstrip().splitlines()) or 1
    line = int(place[1]) if place[1] else last
    for part, problem, remedy in _COMPLAINTS:
        if part in complaint:
            return Fault(line, problem, remedy)
    problem = f"this is not TOML: {short(complaint[: place.start()])}"
    return Fault(line, problem, "look at the quotes, brackets and equals signs here")


class _Composer:
    """Builds the nodes of one text, and gathers the faults that do not stop it."""

    def __init__(self, parsed: dict[str, object]) -> None:
        self._parsed = parsed
        self._lines: Mapping[Path, int] = {}
        self._nodes = 0
        self.faults: list[Fault] = []

    def root(self, text: str) -> Node:
        """Return the node of the whole file."""
        self._refuse_depth()
        self._lines = places(text)
        return self._node(self._parsed, (), line=0)

    def _refuse_depth(self) -> None:
        """Refuse what is nested deep before anything is asked to follow it."""
        level: list[object] = [self._parsed]
        for _ in range(_DEEPEST):
            level = [inner for value in level for inner in _inside(value)]
        if level:
            raise _StoppedError(Fault(None, _too_deep(), "a file of fewer levels"))

    def _node(self, value: object, path: Path, line: int) -> Node:
        self._nodes += 1
        line = self._lines.get(path, line)  # what is not found stands near what holds it
        if self._nodes > _MOST_NODES:
            problem = f"holds more than {_MOST_NODES:,} values"
            raise _StoppedError(Fault(line, problem, "a file with fewer"))
        name = _named(path)
        match value:
            case dict():
                entries = {key: self._node(one, (*path, key), line) for key, one in value.items()}
                return Node(Kind.MAPPING, line, name, "a table", entries=entries)
            case list():
                elements = [self._node(one, (*path, i), line) for i, one in enumerate(value)]
                return Node(Kind.LIST, line, name, elements=tuple(elements))
            case str():
                return Node(Kind.TEXT, line, name, value)
            case bool():
                return Node(Kind.BOOLEAN, line, name, str(value).lower())
            case int():
                return self._whole(value, name, line)
            case float():
                return Node(Kind.FRACTION, line, name, str(value))
            case datetime() | time():
                return Node(Kind.TIME, line, name, value.isoformat())
            case _:
                assert isinstance(value, date), "TOML has no other kind of value"
                return Node(Kind.DATE, line, name, value.isoformat())

    def _whole(self, value: int, name: str, line: int) -> Node:
        if abs(value) < 10**_MOST_DIGITS:
            return Node(Kind.WHOLE, line, name, str(value))
        problem = f"{name} has more than nine digits"
        self.faults.append(Fault(line, problem, "a smaller number; in quotes, if it is text"))
        return Node(Kind.BROKEN, line, name)


def _inside(value: object) -> Iterator[object]:
    match value:
        case dict():
            yield from value.values()
        case list():
            yield from value
        case _:
            return


def _named(path: Path) -> str:
    """Name a part of the file by its path: "'inspections.kingston-2025.theme'"."""
    if not path:
        return "the file"
    if isinstance(path[-1], int):
        return f"entry {path[-1] + 1} of {_named(path[:-1])}"
    dotted = ".".join(short(str(part)) for part in path)
    return quoted(dotted) if len(path) == 1 else f"'{dotted}'"
