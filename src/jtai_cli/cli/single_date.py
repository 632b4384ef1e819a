"""`jtai date`: one date, alone on a line, for scripts and pages."""

from jtai_cli.cli import console
from jtai_cli.cli.commands import alone
from jtai_cli.cli.options import argument, one_of, option
from jtai_cli.cli.question import INSPECTION, Question
from jtai_cli.dates import say, say_short, say_span

STYLES = ("full", "short", "iso", "span")


@alone(
    "Print one date, alone on a line.",
    "jtai date comments-due --fieldwork 2025-03-03",
    takes=INSPECTION,
)
def app(
    question: Question,
    milestone: str = argument("MILESTONE", "The milestone, such as comments-due."),
    style: str = option(
        "STYLE", "full, short, iso, or span: first and last day.", complete=STYLES, default="full"
    ),
) -> None:
    chosen = one_of("style", style, STYLES)
    days = question.timeline.dated(question.milestone(milestone, "jtai date")).days
    first = days.first or days.last
    styled = {
        "full": say(first),
        "short": say_short(first).replace("  ", " "),
        "iso": first.isoformat(),
        "span": say_span(first, days.last),
    }
    if question.page is not None:
        question.page.days, question.page.text = days, styled[chosen]
    else:
        console.emit(f"{styled[chosen]}\n".encode())
