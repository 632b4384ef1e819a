"""`jtai next`: what falls today and next, and what is overdue."""

from jtai_cli.agenda import agenda
from jtai_cli.cli.commands import Output, alone
from jtai_cli.cli.options import option
from jtai_cli.cli.question import INSPECTION, Question
from jtai_cli.errors import FileError, UsageError
from jtai_cli.report import plan as reports
from jtai_cli.timeline import Timeline

_MOST = 1000


@command(
    "Print what falls today and next, and what is overdue: of one inspection or, without a known "
    "date, of all in the plan.",
    "jtai next --fieldwork 2025-03-03 --today 2025-02-17",
    takes=INSPECTION,
    formats=WORDS,
)
def app(
    call: Call,
    count: int = option(
        "N", "How many of the next milestones to list.", min=1, max=1000, default=5
    ),
) -> None:
    timelines = [question.timeline] if question.names_one else _planned(question)
    found = agenda(timelines, question.current_day, calendars=question.calendars, count=count)
    output.emit(
        lambda: reports.agenda_report(found, question.rules), lambda: reports.agenda_data(found)
    )


def _planned(question: Question) -> list[Timeline]:
    """Date every inspection of the plan."""
    question.refuse_without_known_date()
    try:
        inspections = question.inspections()
    except FileError as error:
        if question.found_plan is None:
            error.hint = "jtai next --notified today"
        raise
    if not inspections:
        raise UsageError("the plan has no inspection", "jtai plan set NAME fieldwork=DATE")
    return list(map(question.dated, inspections))
