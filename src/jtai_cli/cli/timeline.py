"""`jtai timeline`: every date, from one known date."""

from collections.abc import Sequence
from typing import Annotated

from jtai_cli.bankholidays import Division
from jtai_cli.cli import asked, console, drifted, options
from jtai_cli.cli.formats import BOM, FORMATS, REHEARSAL, Pack, stamp
from jtai_cli.cli.question import Question, asks
from jtai_cli.dated import Timeline
from jtai_cli.errors import UsageError
from jtai_cli.explain import Explanation, explain_all
from jtai_cli.frameworks import Frameworks
from jtai_cli.render.page import Page

ENDINGS = {
    "csv": "csv",
    "markdown": "md",
    "ics": "ics",
    "html": "html",
    "mermaid": "mmd",
    "svg": "svg",
}
FORMATS_SHOWN = ("table", "plain", "json", *ENDINGS)
VIEWS = ("table", "gantt", "month")
EXPLAINED = ("table", "json")
EXAMPLE = "jtai timeline --fieldwork 2025-03-03 --theme front-door"


@asks
def timeline(
    question: Question,
    *,
    format_name: Annotated[str, options.formats(*FORMATS_SHOWN)] = "table",
    view: options.View = "table",
    explain: options.Explain = False,
    strict: options.Strict = False,
    output: options.Output = None,
    force: options.Force = False,
    color: options.Color = "auto",
) -> int:
    """Print every date, from one known date."""
    asked.named("format", format_name, FORMATS_SHOWN, "--format")
    if explain and format_name not in EXPLAINED:
        raise UsageError(
            f"--explain goes with a table or JSON, not with {format_name}", "--format json"
        )
    asked.named("view", view, VIEWS, "--view")
    if view != "table" and (format_name != "table" or explain):
        raise UsageError(f"--view {view} is a table of its own kind", f"only --view {view}")
    page = console.page(color, output)
    rules = question.rules()
    dated, division = question.timeline(rules)
    reasons = explain_all(dated) if explain else ()
    if view == "table":
        text = _rendered(format_name, dated, reasons, rules, division, page=page)
    else:
        text = _viewed(view, dated, rules, page)
    if format_name == "csv" and not console.is_stdout(output):
        text = BOM + text
    console.emit(text, output, force=force)
    drifted.warn(dated)
    if strict and dated.notes:
        codes = ", ".join(dict.fromkeys(note.code for note in dated.notes))
        console.warn(f"--strict says no, for there are notes: {codes}")
        return 1
    return 0


def _rendered(
    format_name: str,
    dated: Timeline,
    reasons: Sequence[Explanation],
    rules: Frameworks,
    division: Division,
    *,
    page: Page,
) -> str:
    match format_name:
        case "json":
            from jtai_cli.render import to_json

            return to_json.timeline(dated, division, reasons)
        case "plain":
            from jtai_cli.render import to_plain

            return to_plain.timeline(dated)
        case "table":
            from jtai_cli.render import to_explained_text, to_table

            table = to_table.timeline(dated, rules, division, page=page)
            return f"{table}\n{to_explained_text.lines(reasons, page=page)}" if reasons else table
        case _:
            name = dated.inspection.name or REHEARSAL
            pack = Pack(dated, rules, division, name, stamp(rules))
            return FORMATS[ENDINGS[format_name]].made(pack).decode()


def _viewed(view: str, dated: Timeline, rules: Frameworks, page: Page) -> str:
    if view == "gantt":
        from jtai_cli.render import to_gantt

        return to_gantt.gantt(dated, rules, page=page)
    from jtai_cli.render import to_months

    return to_months.months(dated, rules, page=page)
