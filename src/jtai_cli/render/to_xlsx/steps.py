"""The sheet *Preparation*: a row a step, to be filtered, given to people and ticked off."""

from jtai_cli.frameworks import Frameworks
from jtai_cli.preparation import Programme, Step
from jtai_cli.render import habits, words
from jtai_cli.render import steps as told
from jtai_cli.render.to_xlsx.book import Book, Sheet
from jtai_cli.render.to_xlsx.looks import CELL, PLAIN, Column
from jtai_cli.render.to_xlsx.plan import STATUSES

COLUMNS = (
    Column("Date", 16),
    Column("What to do", 26),
    Column("Who", 20),
    Column("How", 40),
    Column("Why", 32),
    Column("How the day is found", 30),
    Column("Source", 24),
    Column("Owner", 16),
    Column("Status", 12),
)
_STATUS = 8


def draw(book: Book, programme: Programme, frameworks: Frameworks) -> None:
    """Draw the steps, and under them what is to be known of them all."""
    sheet = book.sheet("Preparation")
    facts = [(label, words.sentence(line)) for label, line in told.facts(programme, frameworks)]
    row = sheet.opening(told.heading(programme), facts)
    if programme.steps:
        row = _table(sheet, row, programme, frameworks)
    else:
        sheet.widths([one.width for one in COLUMNS])
        sheet.text(row, 0, told.NOTHING, PLAIN)
    for number, line in enumerate(told.closing(programme), start=row + 2):
        sheet.across(number, COLUMNS, line)


def _table(sheet: Sheet, head: int, programme: Programme, frameworks: Frameworks) -> int:
    """Draw the table; return its last row."""
    last = head + len(programme.steps)
    alt = "What to do before any call, a row a step"
    sheet.table(head, COLUMNS, len(programme.steps), alt=alt)
    for row, step in enumerate(programme.steps, start=head + 1):
        cells = _cells(step, programme, frameworks)
        sheet.texts(row, cells, CELL)
        sheet.day(row, 0, step.day, CELL)
        widths = (column.width for column in COLUMNS)
        sheet.high(row, zip(cells, widths, strict=True))
    sheet.choice((head + 1, last), _STATUS, STATUSES, of="Status")
    return last


def _cells(step: Step, programme: Programme, frameworks: Frameworks) -> tuple[str, ...]:
    habit = step.habit
    typed = [f"Type: {command}" for command in habits.commands(habit, programme.name)]
    provisional = ["Provisional: bank holidays are not published yet."] if step.provisional else []
    counted = f"{told.counted(step, programme, frameworks)}."
    return (
        "",
        told.title(step),
        habits.who(habit, frameworks),
        "\n".join([*habit.detail, *typed]),
        habit.why,
        "\n".join([counted, *provisional]),
        f"{frameworks.sources[habit.source].title} ({habit.basis})",
        "",
        "",
    )
