"""A report: one result in words, which every format can write.

Texts are kept as they were written; every writer escapes them for its own language. Empty blocks,
and headings over nothing, are not shown. What is shown depends on the medium of a format:
terminal, plain, csv, document, page, workbook, chart or calendar. Most parts are named tuples, for
a fast start, but not what can be a cell, because a tuple in a cell means several lines.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum
from itertools import compress, groupby
from typing import Any, NamedTuple, Self

_DAY = timedelta(days=1)
_FRIDAY = 4
Tone = StrEnum("Tone", "PLAIN STRONG MUTED GOOD WARNING BAD")
"""How a text or a row stands out, never the only sign of what it means."""
Media = frozenset[str] | None
"""The media that show something: None for all of them."""


@dataclass(frozen=True)
class Link:
    """A text that leads to an address."""

    text: str
    url: str


@dataclass(frozen=True)
class Span:
    """A day or a run of days, both ends included; without a first day it runs up to the last."""

    first: date | None
    last: date


@dataclass(frozen=True)
class Marked:
    """A day or number followed by a mark, which people see and programs do not get."""

    cell: date | int | str
    mark: str
    tone: Tone = Tone.WARNING


Cell = str | int | date | Span | Link | Marked | tuple[str, ...] | None
"""What a table holds: a tuple is several lines in one cell, None an empty cell."""
Cells = tuple[Cell, ...]


class Column(NamedTuple):
    """A column of a table: its `key` heads it for programs, `head` for people.

    `is_whole` columns are neither wrapped nor broken. In a workbook, which alone has a `width` in
    characters, people type into an `is_filled_in` column; its cells offer `choices`, and `tones`
    say how some of these stand out. Only `media`, where given, show it.
    """

    key: str
    head: str
    is_right: bool = False
    is_whole: bool = False
    width: int | None = None
    choices: tuple[str, ...] = ()
    media: Media = None
    is_filled_in: bool = False
    tones: tuple[tuple[str, Tone], ...] = ()


def columns(**heads: str | tuple[str, int]) -> tuple[Column, ...]:
    """Make columns that need only a key and a head, and perhaps a width."""
    pairs = ((key, (one, None) if isinstance(one, str) else one) for key, one in heads.items())
    return tuple(Column(key, head, width=width) for key, (head, width) in pairs)


class Row(NamedTuple):
    """The cells of a row, one per column."""

    cells: Cells
    tone: Tone = Tone.PLAIN


class Section(NamedTuple):
    """Rows under a heading, or alone."""

    rows: tuple[Row, ...]
    heading: str | None = None


Headed = Mapping[Any, Iterable[Row | Cells]]


class Table(NamedTuple):
    """Rows under a head. `caption` says what they are, for those who cannot see the page.

    In a workbook the headings of its sections are a column, headed by `group` ("Phase"), and
    a row is shaded once its day in the column with the key `overdue` has passed, until `done` is
    filled in.
    """

    columns: tuple[Column, ...]
    sections: tuple[Section, ...]
    caption: str = ""
    group: str = "Group"
    overdue: str = ""

    @classmethod
    def of(
        cls, columns: Sequence[Column], rows: Iterable[Row | Cells] | Headed, caption: str = ""
    ) -> Self:
        """Make a table of rows, or of rows by heading; a row may be just its cells."""
        headed: Headed = rows if isinstance(rows, Mapping) else {None: rows}
        sections = (
            Section(tuple(one if isinstance(one, Row) else Row(one) for one in those), heading)
            for heading, those in headed.items()
        )
        return cls(tuple(columns), tuple(sections), caption)

    def rows(self) -> Iterator[Row]:
        """Give all rows, of every section."""
        for section in self.sections:
            yield from section.rows

    def shown_in(self, medium: str) -> Self:
        """Return the table with the columns that a medium shows."""
        shown = [one.media is None or medium in one.media for one in self.columns]
        sections = []
        for section in self.sections:
            rows = (Row(tuple(compress(row.cells, shown)), row.tone) for row in section.rows)
            sections.append(section._replace(rows=tuple(rows)))
        columns = tuple(compress(self.columns, shown))
        return self._replace(columns=columns, sections=tuple(sections))


class Heading(NamedTuple):
    """A heading below the report's title, of level 2 to 6."""

    text: str
    level: int = 2


class Paragraph(NamedTuple):
    """Sentences, perhaps with links among the parts. Only `media`, if given, show it."""

    parts: tuple[str | Link, ...]
    tone: Tone = Tone.PLAIN
    media: Media = None

    @classmethod
    def of(cls, *parts: str | Link, tone: Tone = Tone.PLAIN, media: Media = None) -> Self:
        """Make a paragraph of its parts."""
        return cls(parts, tone, media)


class Bullets(NamedTuple):
    """A list with a line for each entry; if `is_numbered`, numbers run from `start`."""

    lines: tuple[str | Link, ...]
    is_numbered: bool = False
    start: int = 1


class Facts(NamedTuple):
    """Labels, each with one or more values beside it."""

    facts: tuple[tuple[str, Cells], ...]

    @classmethod
    def of(cls, facts: Iterable[tuple[str, Cell | Sequence[Cell]]]) -> Self:
        """Make facts, each of one value or a sequence of them; those without any are left out."""
        many = ((label, one if isinstance(one, tuple | list) else (one,)) for label, one in facts)
        shown = ((label, tuple(filter(None, values))) for label, values in many)
        return cls(tuple(fact for fact in shown if fact[1]))


class Bar(NamedTuple):
    """A bar on a chart of weeks, in a section of its bars; `is_given` if it was not counted."""

    label: str
    first: date
    last: date
    section: str
    is_given: bool = False

    @property
    def span(self) -> Span:
        """Its days."""
        return Span(self.first, self.last)

    def weekdays(self) -> tuple[date, date]:
        """Return its first and last weekday, or the Friday before if it has none."""
        last = self.last - max(self.last.weekday() - _FRIDAY, 0) * _DAY
        weekday = self.first.weekday()
        first = self.first + (7 - weekday) * _DAY if weekday > _FRIDAY else self.first
        return min(first, last), last


class Bars(NamedTuple):
    """A chart of weeks, with days off to mark, and dates `apart`, outside its weeks, to list."""

    bars: tuple[Bar, ...]
    days_off: tuple[tuple[date, str], ...] = ()
    apart: tuple[tuple[str, Span], ...] = ()

    def mondays(self) -> tuple[date, ...]:
        """Return the Mondays of the weeks that it shows."""
        first, last = min(bar.first for bar in self.bars), max(bar.last for bar in self.bars)
        first -= first.weekday() * _DAY
        return tuple(first + week * 7 * _DAY for week in range((last - first).days // 7 + 1))

    def sections(self) -> Iterator[tuple[str, tuple[Bar, ...]]]:
        """Give the headings, each with its bars."""
        for heading, bars in groupby(self.bars, key=lambda bar: bar.section):
            yield heading, tuple(bars)


class Event(NamedTuple):
    """An entry of a calendar, over whole days, both included.

    `key` and `scope` identify it for ever; a higher `sequence` replaces earlier ones. `alarms`
    are the days of its reminders, each at 09:00.
    """

    key: str
    scope: str
    first: date
    last: date
    summary: str
    description: str = ""
    categories: tuple[str, ...] = ()
    alarms: tuple[date, ...] = ()
    sequence: int = 0
    is_tentative: bool = False
    is_cancelled: bool = False
    stamp: date | None = None


Block = Heading | Paragraph | Bullets | Facts | Table | Bars
Content = Block | str | None | Iterable["Content"]


def listed(*contents: Content) -> tuple[Block, ...]:
    """Flatten groups of blocks; a text becomes a paragraph, and empty contents are dropped."""
    blocks: list[Block] = []
    for one in contents:
        if isinstance(one, Block):
            blocks.append(one)
        elif one:
            blocks += [Paragraph.of(one)] if isinstance(one, str) else listed(*one)
    return tuple(blocks)


def under(heading: str, lines: Iterable[str | Link], level: int = 2) -> Iterator[Block]:
    """Put lines in a list under a heading; without lines, there is no heading."""
    if bullets := tuple(lines):
        yield Heading(heading, level)
        yield Bullets(bullets)


@dataclass(frozen=True)
class Report:
    """A result in words; `data` is the JSON of a small one, `sheet` and `subject` are for files."""

    title: str
    blocks: tuple[Block, ...]
    events: tuple[Event, ...] = ()
    sheet: str | None = None
    subject: str = ""
    data: Mapping[str, object] = field(default_factory=dict)

    def tables(self) -> Iterator[Table]:
        """Give its tables."""
        return (block for block in self.blocks if isinstance(block, Table))

    def blocks_in(self, medium: str) -> tuple[Block, ...]:
        """Return what a medium shows: either tables or bars, but both on a page."""
        only: dict[str, tuple[type, ...]] = {"chart": (Table,), "calendar": (Table,), "page": ()}
        left_out = only.get(medium, (Bars,))
        found: list[Block] = [Heading("", 1)]
        for one in reversed(self.blocks):
            block = one.shown_in(medium) if isinstance(one, Table) else one
            if isinstance(block, Paragraph):
                is_shown = block.media is None or medium in block.media
            elif isinstance(block, Heading):
                is_shown = not isinstance(below := found[-1], Heading) or below.level > block.level
            else:
                is_shown = any(block[:1])
            if is_shown and not isinstance(block, left_out):
                found.append(block)
        return tuple(reversed(found[1:]))
