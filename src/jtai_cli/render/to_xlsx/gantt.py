"""The sheet *Gantt*: a column a weekday, as many weeks as the last letter needs.

Its marks are characters, so that it can be read in grey and read out.
"""

from datetime import date
from itertools import groupby

from jtai_cli.dated import DatedMilestone
from jtai_cli.records import dataclass
from jtai_cli.render import beneath, when, words
from jtai_cli.render.account import Account, Row
from jtai_cli.render.to_xlsx.book import Book, Sheet
from jtai_cli.render.to_xlsx.looks import CELL, HEAD, PLAIN, SUBHEADING, Look
from jtai_cli.render.to_xlsx.plan import title
from jtai_cli.render.weeks import WEEK, Weeks, divided
from jtai_cli.workingdays import SATURDAY, Period

_FIRST_COLUMN = 2
"""Before it stand the titles and the days in words."""
_WEEKS_A_PAGE = 13
_ONE, _MANY, _WEEKEND, _BANK_HOLIDAY, _CLOSED = "●", "■", "►", "×", "–"
_FILLS = {
    _ONE: "#B9CBE0", _MANY: "#D8E2EE", _WEEKEND: "#B9CBE0",
    _BANK_HOLIDAY: "#E4E4E4", _CLOSED: "#F1F1F1",
}  # fmt: skip
LEGEND = (
    f"{_ONE}  One day",
    f"{_MANY}  Each working day of something longer",
    f"{_WEEKEND}  On the weekend after this Friday",
    f"{_BANK_HOLIDAY}  Bank holiday",
    f"{_CLOSED}  {beneath.CLOSURE}",
    "[1]  A note on the sheet Plan",
)
_WEEK_BEGINS: Look = {"left": 2}
_SMALL: Look = {"font_size": 9, "align": "center", "text_wrap": False}


@dataclass(frozen=True, slots=True)
class _Chart:
    """The weeks of the chart; `days` are its columns."""

    told: Account
    weeks: Weeks
    days: tuple[date, ...]

    def column(self, day: date) -> int:
        return _FIRST_COLUMN + self.weeks.column(day)

    def mark(self, dated: DatedMilestone, day: date) -> str:
        """Return the mark of a milestone on a weekday, empty on most."""
        first, last = dated.first, dated.last
        if first == last and self.column(last) == self.column(day):
            return _WEEKEND if last.weekday() >= SATURDAY else _ONE
        timeline = self.told.timeline
        if timeline.calendar.why_not(day):
            return _BANK_HOLIDAY
        if first is not None and first <= day <= last:
            return _MANY
        closed = any(day in closure for closure in timeline.inspection.closures)
        return _CLOSED if closed else ""


def draw(book: Book, told: Account) -> None:
    """Draw the chart, and under it the dates that lie outside and what the marks mean."""
    inside, outside = divided(told.timeline)
    weeks = Weeks.around(inside)
    chart = _Chart(told, weeks, tuple(weeks.days_within(Period(weeks.first, weeks.last))))
    sheet = book.sheet("Gantt")
    head = sheet.opening(title(told, "Gantt chart"), told.facts)
    top = _weeks(sheet, head, chart, book)
    row = top
    phases = [(phase, one) for phase, rows in told.phases for one in rows if one.dated in inside]
    for phase, group in groupby(phases, key=lambda pair: pair[0]):
        sheet.text(row, 0, phase, SUBHEADING)
        for _, one in group:
            row += 1
            _draw_row(sheet, row, one, chart)
        row += 1
    row = _outside(sheet, row + 1, [one for one in told.rows() if one.dated in outside])
    sheet.text(row + 1, 0, "Marks", SUBHEADING)
    for line, meaning in enumerate(LEGEND, start=row + 2):
        sheet.text(line, 0, meaning, PLAIN)
    sheet.widths([34, 24, *(2.7 for _ in chart.days)])
    sheet.raw.freeze_panes(top, _FIRST_COLUMN)
    sheet.raw.repeat_rows(head, top - 1)
    sheet.raw.repeat_columns(0, _FIRST_COLUMN - 1)
    sheet.raw.fit_to_pages(-(-weeks.columns // (WEEK * _WEEKS_A_PAGE)), 0)


def _weeks(sheet: Sheet, row: int, chart: _Chart, book: Book) -> int:
    """Write the weeks, the weekdays, the days, the bank holidays; return the next row."""
    for part, heads in enumerate((("", ""), ("", ""), ("What happens", "Days"))):
        sheet.texts(row + part, heads, HEAD)
    small: Look = {**HEAD, **_SMALL}
    for column, monday in chart.weeks.mondays():
        start = _FIRST_COLUMN + column
        look: Look = {**small, **_WEEK_BEGINS, "num_format": '"w/c" d mmm yyyy'}
        sheet.raw.merge_range(row, start, row, start + WEEK - 1, "", book.look(look))
        sheet.day(row, start, monday, look)
    for day in chart.days:
        begins = _begins(day)
        sheet.text(row + 1, chart.column(day), f"{day:%A}"[0], {**small, **begins})
        sheet.day(row + 2, chart.column(day), day, {**small, **begins, "num_format": "d"})
    return _bank_holidays(sheet, row + 3, chart)


def _bank_holidays(sheet: Sheet, row: int, chart: _Chart) -> int:
    """Name the bank holidays over their days, turned on their side; return the next row."""
    span = Period(chart.weeks.first, chart.weeks.last)
    held = dict(chart.told.timeline.calendar.bank_holidays_within(span))
    if not held:
        return row
    sheet.texts(row, ("Bank holidays", ""), {**CELL, "bold": True})
    turned: Look = {**CELL, **_SMALL, "rotation": 90, "valign": "bottom"}
    for day in chart.days:
        fill = {"bg_color": _FILLS[_BANK_HOLIDAY]} if day in held else {}
        look = {**turned, **fill, **_begins(day)}
        sheet.text(row, chart.column(day), held.get(day, ""), look)
    sheet.raw.set_row(row, 12 + 4.4 * max(len(name) for name in held.values()))
    return row + 1


def _draw_row(sheet: Sheet, number: int, row: Row, chart: _Chart) -> None:
    cells = (f"{row.title}{row.references}", when.full(row.dated))
    sheet.texts(number, cells, CELL)
    sheet.high(number, zip(cells, (34, 24), strict=True))
    for day in chart.days:
        mark = chart.mark(row.dated, day)
        fill = {"bg_color": _FILLS[mark]} if mark else {}
        look: Look = {**CELL, **_SMALL, **fill, **_begins(day)}
        sheet.text(number, chart.column(day), mark, look)


def _outside(sheet: Sheet, row: int, rows: list[Row]) -> int:
    """Write the dates that lie outside the weeks; return the next row."""
    sheet.text(row, 0, "Outside these weeks", SUBHEADING)
    for line, one in enumerate(rows, start=row + 1):
        marks = words.sentence("; ".join(one.marks))
        sheet.texts(line, (f"{one.title}{one.references}", when.full(one.dated), marks), PLAIN)
    return row + 1 + len(rows)


def _begins(day: date) -> Look:
    """Draw a line before every Monday, so that weeks can be told apart."""
    return _WEEK_BEGINS if day.weekday() == 0 else {}
