"""`jtai explain`: one date, counted day by day."""

from jtai_cli.cli.commands import Output, alone
from jtai_cli.cli.options import argument, switch
from jtai_cli.cli.question import INSPECTION, Question
from jtai_cli.explain import explain
from jtai_cli.report import explanation as reports


@alone(
    "Explain why a date falls when it does: rule, source, count, other readings.",
    "jtai explain comments-due --fieldwork 2025-03-03",
    takes=INSPECTION,
)
def app(
    question: Question,
    output: Output,
    milestone: str = argument("MILESTONE", "The milestone, such as comments-due."),
    days: bool = switch("--days", "A line for every day."),
) -> None:
    found = explain(question.timeline, question.milestone(milestone, "jtai explain"))
    output.emit(
        lambda: reports.report(found, question.rules, every_day=days),
        lambda: reports.data(found, question.rules),
    )
