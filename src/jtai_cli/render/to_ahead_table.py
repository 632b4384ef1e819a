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
from jtai_cli.render.ahead import whole
from jtai_cli.render.page import Page
from jtai_cli.render.sheet import (
    GAP,
    Blocks,
    bold,
    drawn,
    grid,
    indented,
    parted,
    side_by_side,
    widest,
)
from jtai_cli.render.texts import for_terminal

_MARKS = "Marks"
_LABELS = ("Days to watch", "Not possible")
_BESIDE = 66
"""Columns from which the marks and what else stands beneath the weeks are beside their headings."""
_PROVISIONAL = "*"
_BETWEEN = 1
"""Columns between dates, so that a year's weeks stand beside their dates on 80."""
_MOST = 26
"""How many weeks stand in one column where there is room for two, so that a year fits a screen."""
_YEARS = {0: "", 1: "+", -1: "-"}

Row = tuple[str, ...]
Parts = list[RenderableType]


def look_ahead(ahead: LookAhead, frameworks: Frameworks, *, sort: Sort, page: Page) -> str:
    """Draw a look-ahead; where the page is too narrow for a line a week, dates are stacked.

    A date in another year than its fieldwork is followed by + (the year after) or - (the year
    before), a provisional one by *.
    """
    told = telling.of(ahead, frameworks)
    blocks: Blocks = [[bold(told.title), _line(told.summary)]]
    if ahead.weeks:
        blocks.append(_weeks(told, sort, page))
    sections = [(_MARKS, legend)] if (legend := tuple(_legend(told))) else []
    blocks += _sections([*sections, *told.sections], page)
    blocks.append([Text(words.CAUTION)] if ahead.weeks else [])
    return whole.unglued(drawn(parted(blocks), page))


def _sections(sections: Sequence[tuple[str, Sequence[str]]], page: Page) -> Blocks:
    """Set what stands beneath the weeks beside its headings; beneath them where it is narrow."""
    if page.width >= _BESIDE:
        labels = widest(_LABELS)
        rows = [
            (heading if number == 0 else "", whole.glued(for_terminal(line)))
            for heading, lines in sections
            for number, line in enumerate(lines)
        ]
        table = grid(rows, (labels, page.width - labels - GAP))
        table.columns[0].style = "bold"
        return [[table]] if rows else []
    return [
        [bold(heading), *(indented(_line(line)) for line in lines)] for heading, lines in sections
    ]


def _line(text: str) -> RenderableType:
    return Text(whole.glued(for_terminal(text)))


def _weeks(told: telling.Told, sort: Sort, page: Page) -> Parts:
    """Set the weeks in lines; many of them in two columns, where the page has room for both."""
    weeks = told.ahead.weeks
    rows = {week.first: _row(week, told) for week in weeks}
    heads = (*told.heads.values(), _MARKS)

    def column(held: Sequence[Week], widths: Sequence[int] | None) -> Iterator[RenderableType]:
        if widths is not None:
            yield grid([heads, ["-" * width for width in widths]], widths, gap=_BETWEEN)
        for heading, group in groupby(held, key=lambda week: _heading(week, told, sort)):
            if heading is not None:
                yield bold(heading)
            cells = [rows[week.first] for week in group]
            if widths is not None:
                yield grid(cells, widths, gap=_BETWEEN)
            else:
                yield from (part for row in cells for part in _stacked(heads, row))

    half = (page.width - GAP) // 2
    if len(weeks) > _MOST and (widths := _widths(heads, list(rows.values()), half)) is not None:
        middle = (len(weeks) + 1) // 2
        halves = (column(held, widths) for held in (weeks[:middle], weeks[middle:]))
        return [side_by_side(halves, half)]
    return list(column(weeks, _widths(heads, list(rows.values()), page.width)))


def _widths(heads: Row, rows: Sequence[Row], width: int) -> list[int] | None:
    """Share the width out: dates get what they ask, marks what is left; None where it is little."""
    *dates, marks = [
        max(widest(head.split()), widest(column))
        for head, column in zip(heads, zip(*rows, strict=True), strict=True)
    ]
    room = width - sum(dates) - _BETWEEN * len(dates)
    least = widest(word for row in rows for word in (_MARKS, *row[-1].split()))
    if room < least:
        return None
    return [*dates, min(room, marks)]


def _heading(week: Week, told: telling.Told, sort: Sort) -> str | None:
    """Say what weeks have in common; nothing for the one year that the period lies in."""
    period = told.ahead.asked.period
    match sort:
        case Sort.DATE:
            return None if period.first.year == period.last.year else str(week.first.year)
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
    yield indented(indented(_line(", ".join(told))))


def _legend(told: telling.Told) -> Iterator[str]:
    """Say what every sign means: kinds of trouble in a line, each date to avoid in its own."""
    kinds = [f"{mark.sign} {mark.short}" for mark in told.kinds.values()]
    if kinds:
        yield "; ".join(kinds)
    for mark in told.local.values():
        yield f"{mark.sign} {mark.short}"
    if after := list(_after_dates(told)):
        yield f"After a date: {'; '.join(after)}"


def _after_dates(told: telling.Told) -> Iterator[str]:
    """Say what each sign after a date means that is used."""
    cells = [
        (dated, dated.day(Edge.FIRST).year - week.first.year)
        for week in told.ahead.weeks
        for key in told.heads
        if (dated := telling.cell(week, key)) is not None
    ]
    years = sorted({years for _, years in cells if years}, reverse=True)
    if told_years := ", ".join(f"{_year_sign(one)} {_year(one)}" for one in years):
        yield f"{told_years} its fieldwork's"
    if any(dated.provisional for dated, _ in cells):
        yield f"{_PROVISIONAL} provisional"


def _year(years: int) -> str:
    """Say where a year is: "the year after", "2 years before"."""
    count = "the year" if abs(years) == 1 else f"{abs(years)} years"
    return f"{count} {'after' if years > 0 else 'before'}"


def _year_sign(years: int) -> str:
    """Say how many years a date is from its fieldwork: "+", "-", "+2"; nothing for the same."""
    return _YEARS.get(years, f"{years:+d}")
