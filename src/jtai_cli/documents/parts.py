"""The parts of a page that markers make: blocks, inline dates, and markers by themselves."""

from jtai_cli.documents.markers import Marker
from jtai_cli.errors import JtaiError
from jtai_cli.records import dataclass

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Block:
    """A block: what stands on the lines between its two markers is written anew."""

    begin: Marker
    end: Marker

    @property
    def content(self) -> Span:
        """Where the lines between the markers stand."""
        return self.begin.line.after, self.end.line.start


@dataclass(frozen=True, slots=True)
class Inline:
    """A date inside a line, or over the end of one, between its two markers."""

    begin: Marker
    end: Marker

    @property
    def content(self) -> Span:
        """Where the text between the markers stands."""
        return self.begin.end, self.end.start


Part = Block | Inline | Marker
"""A block, an inline date, or a marker that works by itself: on those below it, or on prose."""


@dataclass(frozen=True, slots=True)
class Outline:
    """A page's parts in their order, its faults, and the spans whose prose is not read.

    A fault has the number of its line. The spans are in order, and apart from one another.
    """

    parts: tuple[Part, ...]
    faults: tuple[tuple[int, JtaiError], ...]
    masked: tuple[Span, ...]
