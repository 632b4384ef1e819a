"""One date alone, one explained, and what falls next: `jtai date`, `explain` and `next`."""

from functools import partial

from jtai_cli.cli import console
from jtai_cli.cli.commands import INSPECTION, KINDS, KNOWN_DATE, LETTERS, WORDS, Call, command
from jtai_cli.cli.parsing import argument, named, option, switch
from jtai_cli.dates import say, say_short, say_span
from jtai_cli.errors import UsageError
from jtai_cli.explain import explain
from jtai_cli.kinds import Days, Edge
from jtai_cli.progress import agenda
from jtai_cli.report import counts, plan

STYLES = ("full", "short", "iso", "span")
_MILESTONE = argument("MILESTONE", "The milestone, such as comments-due.")


@command(
    "Print one date, alone on a line.",
    "jtai date comments-due --fieldwork 2025-03-03",
    takes=INSPECTION,
)
def single(
    call: Call,
    milestone: str = _MILESTONE,
    style: str = option(
        "STYLE", "full, short, iso, or span: first and last day.", complete=STYLES, default="full"
    ),
) -> None:
    chosen = named("style", style, STYLES)
    known = call.timeline.timetable.milestones
    dated = call.timeline.dated(named("milestone", milestone, known, "jtai date"))
    first = dated.day(Edge.FIRST)
    styled = {
        "full": say(first),
        "short": say_short(first).replace("  ", " "),
        "iso": first.isoformat(),
        "span": say_span(first, dated.last),
    }
    if call.page is None:
        console.emit(f"{styled[chosen]}\n".encode())
    else:
        call.page.date = styled[chosen], Days(dated.first, dated.last)


@command(
    "Explain why a date falls when it does: rule, source, count, other readings.",
    "jtai explain comments-due --fieldwork 2025-03-03",
    takes=INSPECTION,
    formats=WORDS,
)
def explained(
    call: Call, milestone: str = _MILESTONE, days: bool = switch("A line for every day.")
) -> None:
    known = call.timeline.timetable.milestones
    found = explain(call.timeline, named("milestone", milestone, known, "jtai explain"))
    report = partial(counts.explained, found, call.rules, every_day=days)
    call.emit(report, partial(counts.explained_data, found, call.rules))


@command(
    "Print what falls today and next, and what is overdue: for one inspection or, without a "
    "known date, for all in the plan.",
    "jtai next --fieldwork 2025-03-03 --today 2025-02-17",
    takes=INSPECTION,
    formats=WORDS,
)
def upcoming(
    call: Call,
    count: int = option("N", "How many next milestones to list.", min=1, max=1000, default=5),
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
    call.emit(lambda: plan.agenda(found, today, call.rules))
