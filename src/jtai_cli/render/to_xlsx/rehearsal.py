"""The sheet *Dry run*: every date of a rehearsal, marked as one, a row a milestone."""

from jtai_cli.dated import DatedMilestone
from jtai_cli.frameworks import Frameworks
from jtai_cli.preparation import Rehearsal
from jtai_cli.render import steps as told
from jtai_cli.render import words
from jtai_cli.render.to_xlsx.book import Book
from jtai_cli.render.to_xlsx.looks import CELL, SUBHEADING, Column
from jtai_cli.render.to_xlsx.plan import STATUSES

COLUMNS = (
    Column("Phase", 22),
    Column("First day", 16),
    Column("Last day", 16),
    Column("What happens", 38),
    Column("Who", 24),
    Column("The date is", 20),
    Column("Owner", 20),
    Column("Status", 12),
)
_FIRST, _LAST, _STATUS = 1, 2, 7


def draw(book: Book, name: str, rehearsal: Rehearsal, frameworks: Frameworks) -> None:
    """Draw the timeline of a dry run on a sheet of that name, its notes under it."""
    sheet, timeline = book.sheet(name), rehearsal.timeline
    facts = [("Timetable", timeline.timetable.title)]
    if timeline.inspection.theme is not None:
        facts.append(("Theme", frameworks.theme(timeline.inspection.theme).title))
    head = sheet.opening(told.rehearsed(rehearsal), facts)
    sheet.table(
        head, COLUMNS, len(timeline.milestones), alt="Every date of a rehearsal, a row each"
    )
    widths = [column.width for column in COLUMNS]
    row = head
    for row, dated in enumerate(timeline.milestones, start=head + 1):
        cells = _cells(dated, rehearsal, frameworks)
        sheet.texts(row, cells, CELL)
        sheet.day(row, _FIRST, dated.first, CELL)
        sheet.day(row, _LAST, dated.last, CELL)
        sheet.high(row, zip(cells, widths, strict=True))
    sheet.choice((head + 1, row), _STATUS, STATUSES, of="Status")
    if timeline.notes:
        row += 2
        sheet.text(row, 0, "Notes", SUBHEADING)
    for number, note in enumerate(timeline.notes, start=row + 1):
        sheet.across(number, COLUMNS, note.text)


def _cells(dated: DatedMilestone, rehearsal: Rehearsal, frameworks: Frameworks) -> tuple[str, ...]:
    milestone = dated.milestone
    marks = [told.REHEARSAL, *(["provisional"] if dated.provisional else [])]
    return (
        frameworks.phases[milestone.phase].title,
        "",
        "",
        milestone.title,
        words.who(milestone, frameworks),
        ", ".join(marks),
        rehearsal.timeline.inspection.owners.get(milestone.key, ""),
        "",
    )
