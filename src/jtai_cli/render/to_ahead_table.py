"""A look-ahead for the terminal: a line a week, what its marks mean and what to watch beneath."""

from collections.abc import Iterator, Sequence
from itertools import groupby

from rich.console import RenderableType
from rich.text import Text

from jtai_cli.dated import DatedMilestone
from jtai_cli.dates import say_short
from jtai_cli.frameworks import Frameworks
from jtai_cli.lookahead import LookAhead, Sort, Week
from jtai_cli.milestones import Edge
from jtai_cli.render import ahead as telling
from jtai_cli.render import words
from jtai_cli.render.page import Page
from jtai_cli.render.sheet import Blocks, bold, drawn, grid, indented, parted, widest
from jtai_cli.render.texts import for_terminal

_NARROW = 66
"""Columns below which the dates of a week are stacked."""
_MARKS = "Marks"
_PROVISIONAL = "*"
_BETWEEN = 1
"""Columns between dates, so that a year's weeks stand beside their dates on 80."""
_YEARS = {0: "", 1: "+", -1: "-"}

Row = tuple[str, ...]
Parts = list[RenderableType]


def look_ahead(ahead: LookAhead, frameworks: Frameworks, *, sort: Sort, page: Page) -> str:
    """Draw a look-ahead; where the page is too narrow for a line a week, dates are stacked.

    A date in another year than its fieldwork is followed by + (the year after) or - (the year
    before), a provisional one by *.
    """
    told = telling.of(ahead, frameworks)
    blocks: Blocks = [[bold(told.title), Text(told.summary)]]
    if ahead.weeks:
        blocks.append(_weeks(told, sort, page))
    if signs := list(_signs(told)):
        widths = (widest(sign for sign, _ in signs), None)
        blocks.append([bold(_MARKS), indented(grid(signs, widths))])
    for heading, lines in told.sections:
        blocks.append([bold(heading), *(indented(_line(line)) for line in lines)])
    blocks.append([Text(words.CAUTION)] if ahead.weeks else [])
    return drawn(parted(blocks), page)


def _line(text: str) -> RenderableType:
    return Text(for_terminal(text))


def _weeks(told: telling.Told, sort: Sort, page: Page) -> Parts:
    rows = {week.first: _row(week, told) for week in told.ahead.weeks}
    heads = (*told.heads.values(), _MARKS)
    widths = _widths(heads, list(rows.values()), page)
    parts: Parts = []
    if widths is not None:
        parts = [grid([heads, ["-" * width for width in widths]], widths, gap=_BETWEEN)]
    for heading, group in groupby(told.ahead.weeks, key=lambda week: _heading(week, sort)):
        held = [rows[week.first] for week in group]
        parts.append(bold(heading))
        if widths is None:
            parts += [part for row in held for part in _stacked(heads, row)]
        else:
            parts.append(grid(held, widths, gap=_BETWEEN))
    return parts


def _widths(heads: Row, rows: Sequence[Row], page: Page) -> list[int] | None:
    """Share the width out: dates get what they ask, marks what is left; None where it is little."""
    *dates, marks = [
        max(widest(head.split()), widest(column))
        for head, column in zip(heads, zip(*rows, strict=True), strict=True)
    ]
    room = page.width - sum(dates) - _BETWEEN * len(dates)
    least = widest(word for row in rows for word in (_MARKS, *row[-1].split()))
    if page.width < _NARROW or room < least:
        return None
    return [*dates, min(room, marks)]


def _heading(week: Week, sort: Sort) -> str:
    match sort:
        case Sort.DATE:
            return str(week.first.year)
        case Sort.TROUBLES:
            troubles = words.count(week.troubles, "trouble") if week.troubles else "No trouble"
            return f"{troubles}, {week.first.year}"


def _row(week: Week, told: telling.Told) -> Row:
    dates = (_cell(telling.cell(week, key), week) for key in told.ahead.columns)
    return (*dates, " ".join(mark.sign for mark in told.marks(week)))


def _cell(dated: DatedMilestone | None, week: Week) -> str:
    if dated is None:
        return ""
    day = dated.day(Edge.FIRST)
    told = say_short(day).removesuffix(f" {day.year:04d}")
    if dated.milestone.weekday is None:
        told = told[len("Mon ") :]
    return (
        f"{told}{_year_sign(day.year - week.first.year)}{_PROVISIONAL if dated.provisional else ''}"
    )


def _stacked(heads: Row, row: Row) -> Iterator[RenderableType]:
    first, *dates, marks = row
    yield indented(Text("  ".join(filter(None, (first, marks)))))
    told = (
        f"{head} {' '.join(cell.split())}"
        for head, cell in zip(heads[1:-1], dates, strict=True)
        if cell
    )
    yield indented(indented(Text(", ".join(told))))


def _signs(told: telling.Told) -> Iterator[tuple[str, str]]:
    """Give every sign that is used, and what it means."""
    for mark in told.legend:
        yield mark.sign, for_terminal(mark.meaning)
    cells = [
        (dated, dated.day(Edge.FIRST).year - week.first.year)
        for week in told.ahead.weeks
        for key in told.heads
        if (dated := telling.cell(week, key)) is not None
    ]
    for years in sorted({years for _, years in cells if years}, reverse=True):
        count = "in the year" if abs(years) == 1 else f"{abs(years)} years"
        way = "after" if years > 0 else "before"
        yield _year_sign(years), f"after a date: {count} {way} its fieldwork's"
    if any(dated.provisional for dated, _ in cells):
        yield _PROVISIONAL, "after a date: provisional"


def _year_sign(years: int) -> str:
    """Say how many years a date is from its fieldwork: "+", "-", "+2"; nothing for the same."""
    return _YEARS.get(years, f"{years:+d}")
