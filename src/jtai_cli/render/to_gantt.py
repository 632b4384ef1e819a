"""A timeline as bars for the terminal: a character a weekday, to publication, nothing cut."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date

from rich.console import RenderableType

from jtai_cli.dated import DatedMilestone, DateIs, Timeline
from jtai_cli.dates import MONTHS
from jtai_cli.frameworks import Frameworks
from jtai_cli.milestones import Edge
from jtai_cli.render import account, when
from jtai_cli.render.account import Phase, Row
from jtai_cli.render.frame import heading, key, sections
from jtai_cli.render.page import Page
from jtai_cli.render.sheet import bold, drawn, grid, parted, widest
from jtai_cli.render.texts import for_terminal
from jtai_cli.render.weeks import WEEK, Weeks, divided

BESIDE = 50
"""Columns below which a label stands above its bar."""
_LABELS = 24
"""Columns that labels are given at least, where they stand beside the bars."""
_INDENT = 2
_BANK_HOLIDAY, _CLOSURE, _MONDAY = "H", "x", "."
_MEANINGS = {
    "#": "known",
    "*": "computed, one day",
    "=": "computed, several days",
    "S": "stated in a letter",
    _BANK_HOLIDAY: "bank holiday",
    _CLOSURE: "closure",
    _MONDAY: "Monday",
}

Line = tuple[str, str]
"""A label, and the characters of the weekdays beside it."""


def gantt(timeline: Timeline, frameworks: Frameworks, *, page: Page) -> str:
    """Draw a timeline as bars, in blocks of as many weeks as there is room for.

    Raises:
        UsageError: a text that people wrote holds a control character.
    """
    told = account.of(timeline, frameworks)
    inside, outside = divided(timeline)
    weeks, phases = Weeks.around(inside), told.among(inside)
    labels = _width_of_labels(phases, weeks, page)
    room = page.width - (labels + 1 if labels else _INDENT)
    charts = [
        _chart(timeline, phases, block, (labels, room)) for block in weeks.blocks(room // WEEK)
    ]
    meanings = key(_meanings(timeline, inside, weeks), page)
    return drawn(parted([heading(told), *charts, meanings, *sections(told, outside)]), page)


def _width_of_labels(phases: Sequence[Phase], weeks: Weeks, page: Page) -> int:
    """Give labels what they ask for where all weeks still stand beside them; 0 is: above."""
    if page.width < BESIDE:
        return 0
    asked = widest(_label(row) for _, rows in phases for row in rows) + _INDENT
    return min(asked, max(_LABELS, page.width - weeks.columns - 1))


def _chart(
    timeline: Timeline, phases: Iterable[Phase], weeks: Weeks, widths: tuple[int, int]
) -> list[RenderableType]:
    """Draw one block of weeks; where nothing falls in them there is nothing to draw."""
    parts: list[RenderableType] = []
    for phase, rows in phases:
        held = [row for row in rows if _columns(row, weeks)]
        if held:
            lines = [_line(row, weeks, widths[1]) for row in held]
            parts += [bold(for_terminal(phase)), _set(lines, *widths)]
    return [_set([*_head(weeks), *_closed(timeline, weeks)], *widths), *parts] if parts else []


def _set(lines: Iterable[Line], labels: int, room: int) -> RenderableType:
    """Set labels beside their bars or, where they have no width, above them."""
    if labels:
        rows = (("", label, bar) for label, bar in lines)
        return grid(rows, (_INDENT - 1, labels - _INDENT, room), gap=1)
    stacked = (("", line) for label, bar in lines for line in (label, bar) if line)
    return grid(stacked, (_INDENT - 1, room), gap=1)


def _head(weeks: Weeks) -> Iterator[Line]:
    """Give the months and the days on which weeks begin."""
    months, days, month = "", "", 0
    for _, monday in weeks.mondays():
        name = MONTHS[monday.month - 1][:3] if monday.month != month else ""
        months, days = f"{months}{name:{WEEK}}", f"{days}{monday.day:<{WEEK}}"
        month = monday.month
    yield "", months.rstrip()
    yield "", days.rstrip()


def _closed(timeline: Timeline, weeks: Weeks) -> Iterator[Line]:
    for label, mark, days in (
        ("Bank holidays", _BANK_HOLIDAY, [day for day, _ in timeline.bank_holidays]),
        ("Closures", _CLOSURE, _shut(timeline, weeks)),
    ):
        marks = {column: mark for day in days for column in weeks.columns_of(day, day)}
        if marks:
            yield label, _cells(weeks, marks)


def _shut(timeline: Timeline, weeks: Weeks) -> list[date]:
    return [day for one in timeline.inspection.closures for day in weeks.days_within(one)]


def _cells(weeks: Weeks, marks: Mapping[int, str]) -> str:
    """Give the characters of the weeks: marks, Mondays, blanks."""
    marked = {**{column: _MONDAY for column, _ in weeks.mondays()}, **marks}
    return "".join(marked.get(column, " ") for column in range(weeks.columns))


def _columns(row: Row, weeks: Weeks) -> range:
    return weeks.columns_of(row.dated.day(Edge.FIRST), row.dated.last)


def _line(row: Row, weeks: Weeks, room: int) -> Line:
    """Draw a bar, its days beside it where there is room, else in the label.

    Where it goes on from an earlier block, the days stand there.
    """
    columns, label, days = _columns(row, weeks), _label(row), when.short(row.dated)
    bar = _cells(weeks, dict.fromkeys(columns, _mark(row.dated)))
    if row.dated.day(Edge.FIRST) < weeks.first:
        return label, bar
    after = columns.stop + 1 + len(days)
    if after <= room:
        return label, f"{bar[: columns.stop]} {days} {bar[after + 1 :]}".rstrip()
    before = columns.start - 1 - len(days)
    if before >= 0:
        return label, f"{bar[: max(before - 1, 0)]:{before}}{days} {bar[columns.start :]}"
    return f"{label}: {days}", bar


def _mark(dated: DatedMilestone) -> str:
    match dated.date_is:
        case DateIs.KNOWN:
            return "#"
        case DateIs.STATED:
            return "S"
        case DateIs.COMPUTED:
            return "*" if dated.first == dated.last else "="


def _label(row: Row) -> str:
    return for_terminal(f"{row.name}{row.references}")


def _meanings(timeline: Timeline, inside: Iterable[DatedMilestone], weeks: Weeks) -> Iterator[str]:
    """Say what the characters mean, of those that are used."""
    used = {_MONDAY, *(_mark(dated) for dated in inside)}
    if any(weeks.columns_of(day, day) for day, _ in timeline.bank_holidays):
        used.add(_BANK_HOLIDAY)
    if _shut(timeline, weeks):
        used.add(_CLOSURE)
    yield from (f"{mark} {told}" for mark, told in _MEANINGS.items() if mark in used)
