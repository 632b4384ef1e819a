"""A look-ahead as a workbook: weeks to filter and sort, their notes in full, what is no week."""

from datetime import datetime

from jtai_cli.frameworks import Frameworks
from jtai_cli.lookahead import LookAhead, Week
from jtai_cli.milestones import Edge
from jtai_cli.render import ahead as telling
from jtai_cli.render.to_xlsx.book import Book, Sheet
from jtai_cli.render.to_xlsx.looks import CELL, PLAIN, SUBHEADING, Column

_DATE, _TROUBLES, _WATCH = 16, 10, 46
_NOTES = (
    Column("Fieldwork", _DATE),
    Column("About", 30),
    Column("On", _DATE),
    Column("Code", 26),
    Column("Note", 76),
)


def workbook(ahead: LookAhead, frameworks: Frameworks, *, stamp: datetime) -> bytes:
    """Write a look-ahead for Excel, whose dates are dates; no text in it is a formula.

    `stamp`, which has a time zone, is when the workbook says it was made: the same stamp gives
    the same bytes.

    Raises:
        UsageError: a title of a date to avoid is too long for a cell.
    """
    told = telling.of(ahead, frameworks)
    book = Book(told.title, stamp)
    _weeks(book.sheet("Weeks"), told)
    if ahead.weeks:
        _notes(book.sheet("Notes"), told)
    return book.written()


def _weeks(sheet: Sheet, told: telling.Told) -> None:
    ahead = told.ahead
    row = sheet.opening(told.title, [("Period", told.summary)])
    if ahead.weeks:
        columns = [
            *(Column(head, _DATE) for head in told.heads.values()),
            Column("Troubles", _TROUBLES),
            Column("What to watch for", _WATCH),
        ]
        sheet.table(row, columns, len(ahead.weeks), alt="The possible fieldwork weeks, a row each")
        for week in ahead.weeks:
            row += 1
            _week(sheet, row, week, told)
        row += 2
    for heading, lines in told.sections:
        sheet.text(row, 0, heading, SUBHEADING)
        for line in lines:
            row += 1
            sheet.text(row, 0, line, PLAIN)
        row += 2


def _week(sheet: Sheet, row: int, week: Week, told: telling.Told) -> None:
    columns = told.ahead.columns
    for column, key in enumerate(columns):
        dated = telling.cell(week, key)
        look = {**CELL, "italic": True} if dated and dated.provisional else CELL
        sheet.day(row, column, dated.day(Edge.FIRST) if dated else None, look)
    phrases = [mark.title for mark in told.marks(week)]
    if week.provisional:
        phrases.append("provisional dates")
    watch = "; ".join(phrases)
    sheet.number(row, len(columns), week.troubles, CELL)
    sheet.text(row, len(columns) + 1, watch, CELL)
    sheet.high(row, [(watch, _WATCH)])


def _notes(sheet: Sheet, told: telling.Told) -> None:
    """Write each note in a row of its own, with the milestone that it is about."""
    rows = [
        (week, note, week.timeline.timetable.milestones.get(note.milestone or ""))
        for week in told.ahead.weeks
        for note in week.notes
    ]
    head = sheet.opening(f"{told.title}: notes", [("Notes", str(len(rows)))])
    if not rows:
        return
    sheet.table(head, _NOTES, len(rows), alt="What to know of each week, a note a row")
    for row, (week, note, about) in enumerate(rows, start=head + 1):
        cells = ("", about.title if about else "", "", note.code, note.text)
        sheet.texts(row, cells, CELL)
        sheet.day(row, 0, week.first, CELL)
        day = week.timeline.dated(about.key).day(Edge.FIRST) if about else None
        sheet.day(row, 2, day, CELL)
        sheet.high(row, zip(cells, (column.width for column in _NOTES), strict=True))
