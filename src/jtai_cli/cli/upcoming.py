"""`jtai next`: what falls today and next, and what is overdue."""

from functools import partial

from jtai_cli.agenda import agenda
from jtai_cli.cli.commands import INSPECTION, KINDS, KNOWN_DATE, LETTERS, WORDS, Call, command
from jtai_cli.cli.parsing import option
from jtai_cli.errors import UsageError
from jtai_cli.report import plan as reports


@command(
    "Print what falls today and next, and what is overdue: for one inspection or, without a "
    "known date, for all in the plan.",
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
    if any(getattr(call, name) is not None for name in KNOWN_DATE):
        timelines = [call.timeline]
    else:
        for name in (*KINDS, *LETTERS):
            if getattr(call, name) is not None:
                problem = f"--{name.replace('_', '-')} needs a known date"
                raise UsageError(problem, "--inspection NAME or --fieldwork DATE beside it")
        call.plan_path("jtai next --notified today")
        timelines = list(map(call.dated, call.planned().inspections.values()))
        if not timelines:
            raise UsageError("the plan has no inspection", "jtai plan set NAME fieldwork=DATE")
    today = call.current_day
    found = agenda(timelines, today, calendars=call.calendars, count=count)
    report = partial(reports.agenda_report, found, today, call.rules)
    call.emit(report, partial(reports.agenda_data, found, today))
