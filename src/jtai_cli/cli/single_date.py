"""`jtai date`: one date, alone on a line, for scripts and pages."""

from jtai_cli.cli import console
from jtai_cli.cli.commands import INSPECTION, Call, command
from jtai_cli.cli.parsing import argument, named, option
from jtai_cli.dates import say, say_short, say_span
from jtai_cli.kinds import Days, Edge

STYLES = ("full", "short", "iso", "span")


@command(
    "Print one date, alone on a line.",
    "jtai date comments-due --fieldwork 2025-03-03",
    takes=INSPECTION,
)
def app(
    call: Call,
    milestone: str = argument("MILESTONE", "The milestone, such as comments-due."),
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
        call.page.days, call.page.text = Days(dated.first, dated.last), styled[chosen]
