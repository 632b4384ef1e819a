"""YAML to nodes: events walked one by one, so that no file can crash or exhaust the program.

`yaml.compose` would overflow the stack on nested brackets, keep the last of duplicate keys and
follow aliases.
"""

import re
from collections.abc import Iterator
from itertools import islice
from typing import Any

import yaml
from yaml.resolver import Resolver

from jtai_cli.errors import Fault
from jtai_cli.load import syntax
from jtai_cli.load.nodes import Kind, Node
from jtai_cli.load.words import MOST_FAULTS, quoted, short

_DEEPEST = 40
_MOST_NODES = 50_000

_PLAIN_NUMBER = re.compile(r"-?(0|[1-9][0-9]{0,8})")
_INDENTING_TAB = re.compile(r"^ *\t", re.MULTILINE)
# What YAML does not take, and its own line ends that editors do not count; once a line.
_UNREADABLE = re.compile(
    "[^\t\n\r\x20-\x7e\xa0-\u2027\u202a-\ufefe\uff00-\ufffd\U00010000-\U0010ffff].*"
)
_KINDS = {
    "tag:yaml.org,2002:int": Kind.WHOLE,
    "tag:yaml.org,2002:float": Kind.FRACTION,
    "tag:yaml.org,2002:bool": Kind.BOOLEAN,
    "tag:yaml.org,2002:null": Kind.NULL,
}


class _StoppedError(Exception):
    """Reading goes no further: the fault says why."""

    def __init__(self, fault: Fault) -> None:
        super().__init__(fault.problem)
        self.fault = fault


def compose(text: str) -> tuple[Node | None, tuple[Fault, ...]]:
    """Turn YAML into nodes, and tell what is wrong with it as YAML.

    There is no node when the text cannot be read to its end.
    """
    if misplaced := tuple(_misplaced(text)):
        return None, misplaced
    composer = _Composer(text)
    try:
        return composer.document(), tuple(composer.faults)
    except _StoppedError as stopped:
        last = stopped.fault
    except yaml.MarkedYAMLError as error:
        last = syntax.fault(error, text)
    return None, (*composer.faults, last)


def _misplaced(text: str) -> Iterator[Fault]:
    for tab in islice(_INDENTING_TAB.finditer(text), MOST_FAULTS + 1):
        yield syntax.tab(_line(text, tab.start()))
    for found in islice(_UNREADABLE.finditer(text), MOST_FAULTS + 1):
        problem = f"the character U+{ord(found[0][0]):04X} does not show"
        yield Fault(_line(text, found.start()), problem, "delete it")


def _line(text: str, index: int) -> int:
    return text.count("\n", 0, index) + 1


class _Composer:
    """Builds the nodes of one text, and gathers the faults that do not stop it."""

    def __init__(self, text: str) -> None:
        # A PyYAML without its C part reads the same, slower.
        loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
        self._events: Iterator[yaml.Event] = iter(yaml.parse(text, Loader=loader))
        self._resolver: Any = Resolver()
        self._nodes = 0
        self.faults: list[Fault] = []

    def document(self) -> Node:
        """Return the root of the only document."""
        empty = Fault(
            None, "is empty", "`jtai frameworks schema` prints what stands in such a file"
        )
        next(self._events)  # the start of the stream
        if isinstance(next(self._events), yaml.StreamEndEvent):
            raise _StoppedError(empty)
        event = next(self._events)
        root = self._node(event, "the file", line=_line_of(event), depth=1)
        if root.kind is Kind.NULL:
            raise _StoppedError(empty)
        next(self._events)  # the end of the document
        following = next(self._events)
        if isinstance(following, yaml.DocumentStartEvent):
            self._complain(
                _line_of(following), "a second document begins here", "keep one, without the ---"
            )
        return root

    def _node(self, event: yaml.Event, name: str, *, line: int, depth: int) -> Node:
        self._nodes += 1
        if depth > _DEEPEST:
            problem = f"is nested more than {_DEEPEST} deep"
            raise _StoppedError(Fault(_line_of(event), problem, "a file of fewer levels"))
        if self._nodes > _MOST_NODES:
            problem = f"holds more than {_MOST_NODES:,} values"
            raise _StoppedError(Fault(_line_of(event), problem, "a file with fewer"))
        marks = tuple(_marks(event))
        self.faults.extend(marks)
        match event:
            case yaml.SequenceStartEvent():
                return Node(Kind.LIST, line, name, elements=self._elements(name, depth))
            case yaml.MappingStartEvent():
                return Node(Kind.MAPPING, line, name, entries=self._entries(depth))
            case yaml.ScalarEvent() if not marks:
                return self._scalar(event, name, line)
            case _:
                return Node(Kind.BROKEN, line, name)

    def _elements(self, name: str, depth: int) -> tuple[Node, ...]:
        elements: list[Node] = []
        while not isinstance(event := next(self._events), yaml.SequenceEndEvent):
            place = f"entry {len(elements) + 1} of {name}"
            elements.append(self._node(event, place, line=_line_of(event), depth=depth + 1))
        return tuple(elements)

    def _entries(self, depth: int) -> dict[str, Node]:
        entries: dict[str, Node] = {}
        while not isinstance(event := next(self._events), yaml.MappingEndEvent):
            line = _line_of(event)
            key = self._key(self._node(event, "a key", line=line, depth=depth + 1))
            name = quoted(key or "")
            value = self._node(next(self._events), name, line=line, depth=depth + 1)
            if key is not None and key in entries:
                twice = f"{name} stands here and on line {entries[key].line}"
                self._complain(line, twice, "keep one of them")
            elif key is not None:
                entries[key] = value
        return entries

    def _key(self, node: Node) -> str | None:
        match node.kind:
            case Kind.TEXT:
                return node.text
            case Kind.BROKEN:
                pass
            case Kind.LIST | Kind.MAPPING:
                self._complain(node.line, f"{node.shown} cannot be a key", "write one word")
            case Kind.NULL:
                self._complain(node.line, "a key is missing", "write one before the colon")
            case _:
                problem = f"the key {node.shown} is not text"
                self._complain(node.line, problem, f'write it in quotes: "{node.shown}"')
        return None

    def _scalar(self, event: yaml.ScalarEvent, name: str, line: int) -> Node:
        kind = Kind.TEXT
        if event.implicit[0]:
            tag = self._resolver.resolve(yaml.ScalarNode, event.value, event.implicit)
            kind = _KINDS.get(tag, Kind.TEXT)
        if kind is Kind.WHOLE and not _PLAIN_NUMBER.fullmatch(event.value):
            self._complain(
                _line_of(event),
                f"{name} is {short(event.value)}, which is not a plain whole number",
                "write it with at most nine digits, such as 10; in quotes, if it is text",
            )
            kind = Kind.BROKEN
        return Node(kind, line, name, event.value)

    def _complain(self, line: int, problem: str, remedy: str) -> None:
        self.faults.append(Fault(line, problem, remedy))


def _marks(event: yaml.Event) -> Iterator[Fault]:
    """Tell of what makes a value mean something else than it says, or stand elsewhere."""
    line = _line_of(event)
    if isinstance(event, yaml.AliasEvent):
        yield Fault(line, f"the alias {quoted(f'*{event.anchor}')} is not taken", "write it out")
        return
    assert isinstance(event, yaml.ScalarEvent | yaml.CollectionStartEvent), "nothing else has nodes"
    if event.anchor is not None:
        problem = f"the anchor {quoted(f'&{event.anchor}')} is not taken"
        yield Fault(line, problem, "delete it, and write the value wherever it is needed")
    if event.tag is not None:
        tag = event.tag.replace("tag:yaml.org,2002:", "!!")
        yield Fault(line, f"the tag {quoted(tag)} is not taken", "delete it")


def _line_of(event: yaml.Event) -> int:
    assert event.start_mark is not None, "the parser marks all that it reads"
    return event.start_mark.line + 1
