"""`jtai timeline`: every date, from one known date."""

from collections.abc import Mapping
from functools import partial
from typing import TYPE_CHECKING, Any

from jtai_cli.bankholidays import Calendars
from jtai_cli.cli import console
from jtai_cli.cli.commands import CALENDARS, INSPECTION, KINDS, LETTERS, Call, command
from jtai_cli.cli.parsing import option, switch
from jtai_cli.errors import UsageError
from jtai_cli.formats import FORMATS, Answer
from jtai_cli.report import timeline as reports
from jtai_cli.rules import Rules
from jtai_cli.timeline import Timeline

if TYPE_CHECKING:
    from jtai_cli.formats import Wording

_DRAWN, _FOR_PROGRAMS = ("gantt", "mermaid", "svg"), ("csv", "plain", "ics")
_MADE = ("json", "ics", "xlsx", "docx")
_NO_EFFECT_IN = {
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
    for name, formats in _NO_EFFECT_IN.items():
        if name in call.typed and chosen in formats:
            raise UsageError(f"{name} has no effect in {chosen}", f"leave out {name}")
    parts = {"phases": phases, "columns": columns}
    parted = {key: [one.strip() for one in text.split(",")] for key, text in parts.items() if text}
    answer = answer_of(timeline, rules, is_likely=likely, in_full=explain, parts=parted)
    data = partial(reports.dates_only, timeline) if dates_only else answer.data
    call.emit(answer.report, data, made=answer.made)
    accepted, called = timeline.inspection.accepted, timeline.inspection.name
    is_tried_out = any(getattr(call, option) for option in (*KINDS, *LETTERS, *CALENDARS))
    if accepted is not None and call.page is None and not is_tried_out:
        from jtai_cli.agenda import first_days  # noqa: PLC0415 - only for accepted dates

        if not accepted.dates.items() <= first_days(timeline).items():
            problem = f"{called}: dates have moved since they were accepted"
            console.warn(problem, f"jtai plan check {called}")
    if not (strict and timeline.notes):
        return 0
    keys = ", ".join(dict.fromkeys(note.code for note in timeline.notes))
    console.warn(f"failing because the timeline has notes (--strict): {keys}")
    return 1


# Modules that few timelines need are imported where they are used: with them at the top,
# `--format json` took 1.58 times as long as the smallest program, not 1.45 times.


def answer_of(
    timeline: Timeline, rules: Rules, *, is_likely: bool, in_full: bool, parts: Mapping[str, Any]
) -> Answer:
    """Return a timeline ready to be written, with content of its own for files to send round.

    How late published letters came is always counted with jtai's own bank holidays.
    """
    added: dict[str, Any] = {}
    if in_full:
        from jtai_cli.explain import count_all  # noqa: PLC0415 - only for --explain

        added["counts"] = count_all(timeline)
    if is_likely:
        from jtai_cli.evidence import likely, measure  # noqa: PLC0415 - only for --likely
        from jtai_cli.files.others import load_inspections  # noqa: PLC0415 - the same

        calendars = Calendars()
        summaries = measure(load_inspections(None), rules, calendars).summaries
        added["outlook"] = likely(timeline, summaries, rules, calendars)

    def made(name: str) -> "Wording":
        from jtai_cli.report import documents  # noqa: PLC0415 - only for files to send round

        if name == "ics":
            return documents.calendar(timeline, rules)
        document = documents.briefing if name == "docx" else documents.sheets
        return document(timeline, rules, outlook=added.get("outlook"))

    shown = partial(reports.report, timeline, rules, **added, **parts)
    data = partial(reports.data, timeline, rules, **added)
    return Answer(shown, data, made={name: partial(made, name) for name in ("ics", "xlsx", "docx")})
