"""The sheet *Plan*: a row a milestone, to be filtered, given to people and ticked off."""

from jtai_cli.milestones import WorkingDays
from jtai_cli.render import beneath, words
from jtai_cli.render.account import Account, Row
from jtai_cli.render.to_xlsx.book import Book, Sheet
from jtai_cli.render.to_xlsx.looks import CELL, PLAIN, SUBHEADING, Column, Look

COLUMNS = (
    Column("Phase", 18),
    Column("First day", 16),
    Column("Last day", 16),
    Column("What happens", 31),
    Column("Who", 18),
    Column("Counted", 10),
    Column("The date is", 22),
    Column("Owner", 16),
    Column("Status", 12),
    Column("Notes", 30),
)
DONE = "Done"
STATUSES = ("Not started", "In progress", DONE, "Not needed")
_PHASE, _FIRST, _LAST, _COUNTED, _MARKS, _STATUS = 0, 1, 2, 5, 6, 8
_WORKING_DAYS: Look = {**CELL, "num_format": '+0 "wd";-0 "wd";0 "wd"'}


def draw(book: Book, told: Account) -> None:
    """Draw the plan, and under it what else is to be known of its dates."""
    sheet = book.sheet("Plan")
    head = sheet.opening(title(told, "plan"), told.facts)
    rows = [(phase, row) for phase, rows in told.phases for row in rows]
    sheet.table(head, COLUMNS, len(rows), alt="Every date of the inspection, a row each")
    for number, (phase, row) in enumerate(rows, start=head + 1):
        _draw_row(sheet, number, phase, row, told)
    last = head + len(rows)
    sheet.choice((head + 1, last), _STATUS, STATUSES, of="Status")
    below = max(_readings(sheet, last + 2, told), _bank_holidays(sheet, last + 2, told))
    _notes(sheet, below + 1, told)


def title(told: Account, what: str) -> str:
    """Head a sheet of an account: "JTAI plan: front door"."""
    theme = "" if told.theme is None else f": {words.lowered(told.theme.title)}"
    return f"{told.timeline.timetable.name} {what}{theme}"


def _draw_row(sheet: Sheet, number: int, phase: str, row: Row, told: Account) -> None:
    dated, key = row.dated, row.dated.milestone.key
    status = DONE if key in (told.timeline.inspection.done or ()) else ""
    marks = words.sentence("; ".join(mark for mark in row.marks if mark != "done"))
    cells = (
        phase,
        "",
        "",
        f"{row.title}{row.references}",
        row.who,
        "",
        marks,
        row.owner,
        status,
        "",
    )
    sheet.texts(number, cells, CELL)
    sheet.day(number, _FIRST, dated.first, CELL)
    sheet.day(number, _LAST, dated.last, CELL)
    if isinstance(dated.milestone.rule, WorkingDays) and dated.counted is not None:
        sheet.number(number, _COUNTED, dated.counted, _WORKING_DAYS)
    widths = (column.width for column in COLUMNS)
    sheet.high(number, zip(cells, widths, strict=True))


def _readings(sheet: Sheet, row: int, told: Account) -> int:
    """Write the other readings and the closures on the left; return the next row."""
    for readings in told.readings:
        sheet.text(row, _PHASE, readings.heading, SUBHEADING)
        for day, what in readings.days:
            row += 1
            sheet.day(row, _PHASE, day, PLAIN)
            sheet.text(row, _FIRST, what, PLAIN)
        if readings.agreement is not None:
            row += 1
            sheet.text(row, _PHASE, readings.agreement, PLAIN)
        row += 2
    if closures := told.timeline.inspection.closures:
        sheet.text(row, _PHASE, beneath.CLOSURE, SUBHEADING)
        for closure in closures:
            row += 1
            sheet.day(row, _PHASE, closure.first, PLAIN)
            sheet.text(row, _FIRST, "to", {"align": "center"})
            sheet.day(row, _LAST, closure.last, PLAIN)
        row += 2
    return row


def _bank_holidays(sheet: Sheet, row: int, told: Account) -> int:
    """Write the bank holidays on the right; return the next row."""
    timeline = told.timeline
    sheet.text(row, _MARKS, "Bank holidays skipped", SUBHEADING)
    if not timeline.bank_holidays:
        row += 1
        sheet.text(row, _MARKS, "None", PLAIN)
    for day, name in timeline.bank_holidays:
        row += 1
        projected = " (projected)" if timeline.calendar.is_projected(day) else ""
        sheet.day(row, _MARKS, day, PLAIN)
        sheet.text(row, _MARKS + 1, f"{name}{projected}", PLAIN)
    return row + 2


def _notes(sheet: Sheet, row: int, told: Account) -> None:
    sheet.text(row, _PHASE, "Notes", SUBHEADING)
    notes = [text if number is None else f"[{number}] {text}" for number, text in told.notes]
    for note in [*notes, _legend(told)]:
        row += 1
        sheet.across(row, COLUMNS, note)


def _legend(told: Account) -> str:
    """Say what the numbers of working days are counted from."""
    timeline = told.timeline
    others = "".join(
        f"; {dated.milestone.name} after {timeline.timetable.milestone(key).name}"
        for dated in timeline.milestones
        if (key := dated.milestone.counted_from) is not None
    )
    return (
        f"wd: working days before the first day of fieldwork or after its last{others}. "
        "The sheet How counted explains each date."
    )
