"""What stands on a page, in no language yet: headings, paragraphs, lists, tables, dates.

Each language of pages has a module that writes them, and no module knows another one. People's
texts stand in pieces as they were written; every writer makes them harmless for its language.
"""

from datetime import date
from enum import StrEnum

from jtai_cli.records import dataclass


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading, of level 1 to 6."""

    text: str
    level: int


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Sentences on one line; `is_strong` where they head what follows."""

    text: str
    is_strong: bool = False


@dataclass(frozen=True, slots=True)
class Bullets:
    """A list, a line each."""

    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Facts:
    """Labels and the lines beside them, of which there is one at least."""

    facts: tuple[tuple[str, tuple[str, ...]], ...]


@dataclass(frozen=True, slots=True)
class Table:
    """Rows under a head; `caption` tells what they are, where nothing above them does."""

    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    caption: str = ""


@dataclass(frozen=True, slots=True)
class Entry:
    """A date by the name that programs know it by; `first` is None where it has no beginning.

    `texts` are what stands beside it, each with its name.
    """

    key: str
    first: date | None
    last: date
    texts: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Dates:
    """Dates: how a page for people shows them, and the entries of a page for programs."""

    shown: Table | Bullets | Paragraph
    entries: tuple[Entry, ...]


class Syntax(StrEnum):
    """What a listing is written in."""

    TEXT = "text"
    MERMAID = "mermaid"


@dataclass(frozen=True, slots=True)
class Listing:
    """Lines that stand as they are, each character in its column."""

    text: str
    syntax: Syntax = Syntax.TEXT


@dataclass(frozen=True, slots=True)
class Drawing:
    """A drawing as an SVG element, and what it shows in words, for pages that hold no drawing."""

    svg: str
    words: str


Piece = Heading | Paragraph | Bullets | Facts | Table | Dates | Listing | Drawing
