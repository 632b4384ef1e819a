"""`jtai explain`: one date, counted day by day."""

from jtai_cli.cli.commands import INSPECTION, WORDS, Call, command
from jtai_cli.cli.parsing import argument, named, switch
from jtai_cli.explain import explain
from jtai_cli.report import explanation as reports


@command(
    "Explain why a date falls when it does: rule, source, count, other readings.",
    "jtai explain comments-due --fieldwork 2025-03-03",
    takes=INSPECTION,
    formats=WORDS,
)
def app(
    call: Call,
    milestone: str = argument("MILESTONE", "The milestone, such as comments-due."),
    days: bool = switch("--days", "A line for every day."),
) -> None:
    known = call.timeline.timetable.milestones
    found = explain(call.timeline, named("milestone", milestone, known, "jtai explain"))
    call.emit(
        lambda: reports.report(found, call.rules, every_day=days),
        lambda: reports.data(found, call.rules),
    )
