"""`jtai explain`: one date, counted day by day."""

from typing import TYPE_CHECKING, Annotated

import typer

from jtai_cli.cli import asked, console, options, shape
from jtai_cli.cli.question import Question, asks
from jtai_cli.render.page import Page

if TYPE_CHECKING:
    from jtai_cli.bankholidays import Division
    from jtai_cli.explain import Explanation
    from jtai_cli.frameworks import Frameworks

FORMATS = ("text", "json", "markdown")
EXAMPLE = "jtai explain comments-due --fieldwork 2025-03-03"


@asks
def explain(
    question: Question,
    milestone: Annotated[
        str,
        typer.Argument(
            metavar="MILESTONE",
            help="The milestone, such as comments-due.",
            autocompletion=options.completed("milestones"),
        ),
    ],
    *,
    days: Annotated[
        bool, typer.Option("--days", help="Count with a line a day.", rich_help_panel="Output")
    ] = False,
    format_name: Annotated[str | None, options.formats(*FORMATS)] = None,
    output: options.Output = None,
    force: options.Force = False,
    color: options.Color = "auto",
) -> int:
    """Tell why a date falls when it does: rule, source, count, other readings."""
    format_name = asked.format_of(format_name, output, FORMATS)
    page = console.page(color, output)
    rules = question.rules()
    timeline, division = question.timeline(rules)
    asked.named("milestone", milestone, timeline.timetable.milestones, "jtai explain")
    from jtai_cli.explain import explain as explained

    explanation = explained(timeline, milestone)
    text = _rendered(format_name, explanation, rules, division, page=page, days=days)
    console.emit(text, output, force=force)
    return 0


def _rendered(
    format_name: str,
    explanation: "Explanation",
    rules: "Frameworks",
    division: "Division",
    *,
    page: Page,
    days: bool,
) -> str:
    match format_name:
        case "json":
            from jtai_cli.render import to_explained_json

            return to_explained_json.explanation(explanation, rules, division)
        case "markdown":
            from jtai_cli.render import to_explained_markdown

            if days:
                return to_explained_markdown.in_full(explanation, rules, division)
            return to_explained_markdown.compact(explanation, rules, division)
        case _:
            from jtai_cli.render import to_explained_text

            if days:
                return to_explained_text.in_full(explanation, rules, division, page=page)
            return to_explained_text.compact(explanation, rules, division, page=page)


app = shape.alone(explain, EXAMPLE)
