"""The sentences, entries of lists and rows of tables that dates stand in."""

import re
from collections.abc import Iterator, Sequence

from jtai_cli.documents.plain import CELL, WALL
from jtai_cli.documents.written import Written
from jtai_cli.records import dataclass

# The first character alone is looked for, which is quick; then what stands around it.
_END = re.compile(
    rf"[{WALL}.!?;\n]"
    rf"(?:(?<={WALL}){WALL}*+"
    r"|(?<=[.!?])[\"'’”)]*+(?=\s|$)"
    r"|(?<=;)"
    r"|(?<=\n)(?=[ \t]*+(?:[\r\n]|[-*+•][ \t]|[0-9]{1,3}[.)][ \t]|[a-z][.)][ \t]|[#|=]|--)))"
)
_LINE = re.compile(r"[^\r\n]++")
_CELL = re.compile(rf"[^|{CELL}]*+")


@dataclass(frozen=True, slots=True)
class Passage:
    """What stands from `start` to `end` of a text, with its dates, of which there are some."""

    start: int
    end: int
    dates: tuple[Written, ...]


def passages(text: str, dates: Sequence[Written]) -> Iterator[Passage]:
    """Give the passages of a text that hold some of its dates, in order."""
    place = 0
    for start, end in _spans(text, dates):
        held = place
        while place < len(dates) and dates[place].start < end:
            place += 1
        if place > held:
            yield Passage(start, end, tuple(dates[held:place]))


def cells(text: str, passage: Passage) -> tuple[tuple[int, int], ...]:
    """Return where the cells of a row stand; of what is no row, one that is the whole."""
    found = _CELL.finditer(text, passage.start, passage.end)
    return tuple(cell.span() for cell in found)


def _spans(text: str, dates: Sequence[Written]) -> Iterator[tuple[int, int]]:
    """Give the spans between the ends, as far as the last date; a row is a line of its own."""
    start, place = 0, 0
    for first, last in (*(end.span() for end in _END.finditer(text)), (len(text), len(text))):
        while place < len(dates) and dates[place].end <= first:
            place += 1
        if place < len(dates) and dates[place].start < first:
            continue  # a stop inside a date: "Mon. 3 Mar. 2025"
        if text.find("|", start, first) < 0:
            yield start, first
        else:
            yield from (line.span() for line in _LINE.finditer(text, start, first))
        start = last
