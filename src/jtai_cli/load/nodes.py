"""What a file says, as a light tree that knows the line and the name of each of its parts."""

from collections.abc import Iterator, Mapping
from enum import Enum, auto

from jtai_cli.load.words import quoted, short
from jtai_cli.records import dataclass, field


class Kind(Enum):
    """What a part of a file is; a broken one has been complained of already."""

    TEXT = auto()
    WHOLE = auto()
    FRACTION = auto()
    BOOLEAN = auto()
    NULL = auto()
    DATE = auto()
    TIME = auto()
    LIST = auto()
    MAPPING = auto()
    BROKEN = auto()


@dataclass(frozen=True, slots=True)
class Node:
    """A part of a file.

    `line` is that of its key, or its own in a list. `name` is what a message calls it:
    "'title'" or "entry 2 of 'who'". `text` is a scalar as written, without its quotes; of a
    mapping it is what the language of the file calls one.
    """

    kind: Kind
    line: int
    name: str
    text: str = ""
    elements: tuple["Node", ...] = ()
    entries: Mapping[str, "Node"] = field(default_factory=dict)

    def child(self, key: str) -> "Node":
        """Return what stands under a key; where there is nothing, a broken node."""
        return self.entries.get(key, ABSENT)

    def below(self) -> Iterator["Node"]:
        """Give the node itself and everything in it, in the order of the file."""
        yield self
        for node in (*self.elements, *self.entries.values()):
            yield from node.below()

    @property
    def texts(self) -> tuple["Node", ...]:
        """The text itself, or the texts of a list; what is no text is left out."""
        return tuple(n for n in (self, *self.elements) if n.kind is Kind.TEXT)

    @property
    def number(self) -> int | None:
        """The whole number, or None when it is not one."""
        return int(self.text) if self.kind is Kind.WHOLE else None

    @property
    def shown(self) -> str:
        """What was written, as a message shows it: "'10'" for a text, "10" for a number."""
        match self.kind:
            case Kind.TEXT:
                return quoted(self.text)
            case Kind.NULL:
                return "left empty"
            case Kind.LIST:
                return "a list"
            case Kind.MAPPING:
                return self.text or "a mapping"
            case _:
                return short(self.text)


ABSENT = Node(Kind.BROKEN, 0, "")
