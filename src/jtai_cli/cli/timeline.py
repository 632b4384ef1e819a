"""`jtai timeline`: every date, from one known date."""

from functools import partial
from typing import TYPE_CHECKING

from jtai_cli.bankholidays import Calendars
from jtai_cli.cli import console
from jtai_cli.cli.commands import CALENDARS, INSPECTION, KINDS, LETTERS, Call, Made, command
from jtai_cli.cli.parsing import option, switch
from jtai_cli.errors import UsageError
from jtai_cli.formats import FORMATS
from jtai_cli.report import timeline as reports
from jtai_cli.report.words import Outlook
from jtai_cli.rules import Rules
from jtai_cli.timeline import Timeline

if TYPE_CHECKING:
    from jtai_cli.formats import Wording

_DRAWN, _FOR_PROGRAMS = ("gantt", "mermaid", "svg"), ("csv", "plain", "ics")
_MADE = ("json", "ics", "xlsx", "docx")
_SAYS_NOTHING_IN = {
    "--phases": _MADE,
    "--columns": (*_MADE, *_DRAWN),
    "--explain": (*_FOR_PROGRAMS, *_DRAWN, "xlsx", "docx"),
    "--likely": (*_FOR_PROGRAMS, *_DRAWN),
    "--dates-only": tuple(name for name in FORMATS if name != "json"),
}


@command(
    "Print every date, from one known date.",
    "jtai timeline --fieldwork 2025-03-03 --theme front-door",
    takes=INSPECTION,
    formats=tuple(FORMATS),
)
def app(
    call: Call,
    phases: str | None = option("PHASES", "Only these phases, with commas: letters,statement."),
    columns: str | None = option("COLUMNS", "Only these columns, with commas: date,what,who,rule."),
    *,
    explain: bool = switch("Show how each date is counted."),
    likely: bool = switch("Show how late the letters of published inspections came."),
    dates_only: bool = switch("Print only keys and days, which no upgrade changes; JSON only."),
    strict: bool = switch("Exit with status 1 when the timeline has notes."),
) -> int:
    timeline, rules, chosen = call.timeline, call.rules, call.chosen
    for name, formats in _SAYS_NOTHING_IN.items():
        if name in call.typed and chosen in formats:
            raise UsageError(f"{name} has no effect in {chosen}", f"leave out {name}")
    outlook = outlook_of(timeline, rules) if likely else None
    report = partial(reports.report, timeline, rules, outlook=outlook)
    data = partial(reports.data, timeline, rules, outlook=outlook)
    if explain:
        from jtai_cli.explain import count_all  # noqa: PLC0415 - see below

        counts = count_all(timeline)
        report, data = partial(report, counts=counts), partial(data, counts=counts)
    if dates_only:
        data = partial(reports.dates_only, timeline)
    parts = {"phases": phases, "columns": columns}
    parted = {key: [one.strip() for one in text.split(",")] for key, text in parts.items() if text}
    call.emit(partial(report, **parted), data, made=sent_round(timeline, rules, outlook))
    accepted, called = timeline.inspection.accepted, timeline.inspection.name
    is_tried_out = any(getattr(call, option) for option in (*KINDS, *LETTERS, *CALENDARS))
    if accepted is not None and call.page is None and not is_tried_out:
        from jtai_cli.progress import first_days  # noqa: PLC0415 - see below

        if not accepted.dates.items() <= first_days(timeline).items():
            problem = f"{called}: dates have moved since they were accepted"
            console.warn(problem, f"jtai plan check {called}")
    if not (strict and timeline.notes):
        return 0
    keys = ", ".join(dict.fromkeys(note.code for note in timeline.notes))
    console.warn(f"failing because the timeline has notes (--strict): {keys}")
    return 1


# What few timelines need is imported where it is needed: with these at the top, `--format json`
# took 1.58 times as long as the smallest program, not 1.45 times.


def sent_round(timeline: Timeline, rules: Rules, outlook: Outlook | None) -> Made:
    """Return what makes the words of the formats that are sent round."""

    def made(name: str) -> "Wording":
        from jtai_cli.report import documents  # noqa: PLC0415 - as above

        if name == "ics":
            return documents.calendar(timeline, rules)
        document = documents.briefing if name == "docx" else documents.sheets
        return document(timeline, rules, outlook=outlook)

    return {name: partial(made, name) for name in ("ics", "xlsx", "docx")}


def outlook_of(timeline: Timeline, rules: Rules) -> Outlook:
    """Say how late published letters came, by jtai's own bank holidays whatever is counted."""
    from jtai_cli.evidence import likely, measure  # noqa: PLC0415 - see above
    from jtai_cli.files.others import load_inspections  # noqa: PLC0415 - see above

    calendars = Calendars()
    summaries = measure(load_inspections(None), rules, calendars).summaries
    return likely(timeline, summaries, rules, calendars)
