"""`jtai timeline`: every date, from one known date."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated

from jtai_cli import load
from jtai_cli.cli import asked, console, options, shape
from jtai_cli.cli.question import Question, asks
from jtai_cli.errors import UsageError
from jtai_cli.records import dataclass
from jtai_cli.render.page import Page

if TYPE_CHECKING:
    from jtai_cli.bankholidays import Division
    from jtai_cli.dated import Timeline
    from jtai_cli.evidence import Outlook
    from jtai_cli.explain import Explanation
    from jtai_cli.frameworks import Frameworks

ENDINGS = {
    "csv": "csv",
    "ics": "ics",
    "html": "html",
    "mermaid": "mmd",
    "svg": "svg",
}
FORMATS_SHOWN = ("table", "plain", "json", "csv", "markdown", "ics", "html", "mermaid", "svg")
VIEWS = ("table", "gantt", "month")
EXPLAINED = ("table", "json")
LIKELY = ("table", "json", "markdown")
EXAMPLE = "jtai timeline --fieldwork 2025-03-03 --theme front-door"


@asks
def timeline(
    question: Question,
    *,
    format_name: Annotated[str | None, options.formats(*FORMATS_SHOWN)] = None,
    view: options.View = "table",
    explain: options.Explain = False,
    likely: options.Likely = False,
    strict: options.Strict = False,
    output: options.Output = None,
    force: options.Force = False,
    color: options.Color = "auto",
) -> int:
    """Print every date, from one known date."""
    format_name = asked.format_of(format_name, output, FORMATS_SHOWN)
    _refuse_shape(format_name, view, explain=explain, likely=likely)
    page = console.page(color, output)
    rules = question.rules()
    dated, division = question.timeline(rules)
    shown = _Shown(
        dated,
        rules,
        division,
        reasons=_reasons(dated) if explain else (),
        outlook=_outlook(dated, rules) if likely else None,
    )
    if view == "table":
        text = _rendered(format_name, shown, page)
    else:
        text = _viewed(view, dated, rules, page)
    if format_name == "csv" and not console.is_stdout(output):
        from jtai_cli.cli.formats import BOM

        text = BOM + text
    console.emit(text, output, force=force)
    if dated.inspection.accepted is not None:
        from jtai_cli.cli import drifted

        drifted.warn(dated)
    if strict and dated.notes:
        codes = ", ".join(dict.fromkeys(note.code for note in dated.notes))
        console.warn(f"--strict says no, for there are notes: {codes}")
        return 1
    return 0


@dataclass(frozen=True, slots=True)
class _Shown:
    """What is shown: a timeline, and what was asked for beside it."""

    dated: "Timeline"
    rules: "Frameworks"
    division: "Division"
    reasons: "Sequence[Explanation]"
    outlook: "Outlook | None"


def _refuse_shape(format_name: str, view: str, *, explain: bool, likely: bool) -> None:
    """Refuse unknown shapes, and what a shape has no room for.

    Raises:
        UnknownNameError: there is no such view.
        UsageError: they do not go together.
    """
    if explain and format_name not in EXPLAINED:
        raise UsageError(
            f"--explain goes with a table or JSON, not with {format_name}", "--format json"
        )
    if likely and format_name not in LIKELY:
        raise UsageError(
            f"--likely goes with a table, JSON or Markdown, not with {format_name}",
            "--format json",
        )
    asked.named("view", view, VIEWS, "--view")
    if view != "table" and (format_name != "table" or explain or likely):
        raise UsageError(f"--view {view} is a table of its own kind", f"only --view {view}")


def _reasons(dated: "Timeline") -> "Sequence[Explanation]":
    from jtai_cli.explain import explain_all

    return explain_all(dated)


def _outlook(dated: "Timeline", rules: "Frameworks") -> "Outlook":
    """Count what published inspections say: by jtai's own list of bank holidays, whatever is asked.

    Raises:
        OutOfRangeError: a day lies outside the years whose bank holidays are known.
    """
    from jtai_cli.evidence import distribution, outlook

    sample, faults = load.inspections(None)
    assert not faults, "jtai's own inspections are as they should be"
    counting = asked.Counting(None, None, (), (), asked.Dates(None))
    return outlook(dated, sample, distribution(sample, rules, counting))


def _rendered(format_name: str, shown: _Shown, page: Page) -> str:
    dated, rules, division = shown.dated, shown.rules, shown.division
    match format_name:
        case "json":
            from jtai_cli.render import to_json

            return to_json.timeline(dated, division, shown.reasons, shown.outlook)
        case "plain":
            from jtai_cli.render import to_plain

            return to_plain.timeline(dated)
        case "table":
            from jtai_cli.render import to_table

            table = to_table.timeline(dated, rules, division, page=page, outlook=shown.outlook)
            if not shown.reasons:
                return table
            from jtai_cli.render import to_explained_text

            return f"{table}\n{to_explained_text.lines(shown.reasons, page=page)}"
        case "markdown":
            from jtai_cli.render import to_timeline_markdown

            return to_timeline_markdown.timeline(dated, rules, division, shown.outlook)
        case _:
            from jtai_cli.cli.formats import FORMATS, REHEARSAL, Pack, stamp

            name = dated.inspection.name or REHEARSAL
            pack = Pack(dated, rules, division, name, stamp(rules))
            return FORMATS[ENDINGS[format_name]].made(pack).decode()


def _viewed(view: str, dated: "Timeline", rules: "Frameworks", page: Page) -> str:
    if view == "gantt":
        from jtai_cli.render import to_gantt

        return to_gantt.gantt(dated, rules, page=page)
    from jtai_cli.render import to_months

    return to_months.months(dated, rules, page=page)


app = shape.alone(timeline, EXAMPLE)
