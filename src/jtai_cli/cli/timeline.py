"""`jtai timeline`: every date, from one known date."""

from functools import partial
from typing import TYPE_CHECKING

from jtai_cli.bankholidays import Calendars
from jtai_cli.cli import console
from jtai_cli.cli.commands import Made, Output, alone
from jtai_cli.cli.options import option, switch
from jtai_cli.cli.question import INSPECTION, Question
from jtai_cli.errors import UsageError
from jtai_cli.formats import FORMATS
from jtai_cli.kinds import counted
from jtai_cli.report import timeline as reports
from jtai_cli.report.words import Outlook
from jtai_cli.rules import Rules
from jtai_cli.timeline import Timeline

if TYPE_CHECKING:
    from jtai_cli.explain import ChainLink
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


@alone(
    "Print every date, from one known date.",
    "jtai timeline --fieldwork 2025-03-03 --theme front-door",
    takes=INSPECTION,
    formats=tuple(FORMATS),
)
def app(
    question: Question,
    output: Output,
    *,
    phases: str | None = option("PHASES", "Only these phases, with commas: letters,statement."),
    columns: str | None = option("COLUMNS", "Only these columns, with commas: date,what,who,rule."),
    explain: bool = switch("--explain", "Show how each date is counted."),
    is_likely: bool = switch(
        "--likely", "Show how late the letters of published inspections came."
    ),
    dates_only: bool = switch(
        "--dates-only", "Print keys and days alone, which no upgrade changes; in JSON only."
    ),
    strict: bool = switch("--strict", "Exit with status 1 when the timeline has notes."),
) -> int:
    timeline, rules = question.timeline, question.rules
    given = {
        "--phases": phases,
        "--columns": columns,
        "--explain": explain,
        "--likely": is_likely,
        "--dates-only": dates_only,
    }
    for option_name, formats in _SAYS_NOTHING_IN.items():
        if given[option_name] and output.chosen in formats:
            problem = f"{option_name} changes nothing in {output.chosen}"
            raise UsageError(problem, f"leave out {option_name}")
    outlook = outlook_of(timeline, rules) if is_likely else None
    counts = _counted(timeline) if explain else ()
    report = partial(reports.report, timeline, rules, outlook=outlook)
    data = partial(reports.data, timeline, rules, outlook=outlook, counts=counts)
    output.emit(
        partial(report, counts=counts, phases=parted(phases), columns=parted(columns)),
        partial(reports.dates_only, timeline) if dates_only else data,
        made=sent_round(timeline, rules, outlook),
    )
    if question.page is None:
        _warn_of_moved(timeline)
    if not (strict and timeline.notes):
        return 0
    keys = ", ".join(dict.fromkeys(note.code for note in timeline.notes))
    console.warn(f"--strict exits with status 1, for there are notes: {keys}")
    return 1


def sent_round(timeline: Timeline, rules: Rules, outlook: Outlook | None) -> Made:
    """Return what makes the words of the formats that are sent round."""
    return {
        name: partial(_sent_round, name, timeline, rules, outlook)
        for name in ("ics", "xlsx", "docx")
    }


# What few timelines need is imported where it is needed: with these at the top, `--format json`
# took 1.58 times as long as the smallest program, not 1.45 times.


def _sent_round(name: str, timeline: Timeline, rules: Rules, outlook: Outlook | None) -> "Wording":
    from jtai_cli.report import calendar, documents, what_if  # noqa: PLC0415 - see above

    if name == "ics":
        return calendar.report(timeline, rules)
    if name == "docx":
        return documents.briefing(timeline, rules, outlook=outlook)
    plan, *others = documents.sheets(
        timeline, rules, reports.report(timeline, rules, outlook=outlook)
    )
    return plan, what_if.calculator(timeline, rules), *others


def _warn_of_moved(timeline: Timeline) -> None:
    name, accepted = timeline.inspection.name, timeline.inspection.accepted
    if name is None or accepted is None:
        return
    from jtai_cli.drift import first_days  # noqa: PLC0415 - see above

    now = first_days(timeline)
    if moved := [key for key, day in accepted.dates.items() if now.get(key) != day]:
        problem = f"{name}: {counted(len(moved), 'date')} moved since they were accepted"
        console.warn(problem, f"jtai plan check {name}")


def _counted(timeline: Timeline) -> "tuple[ChainLink, ...]":
    from jtai_cli.explain import count_all  # noqa: PLC0415 - see above

    return count_all(timeline)


def outlook_of(timeline: Timeline, rules: Rules) -> Outlook:
    """Say how late published letters came, by jtai's own bank holidays whatever is counted."""
    from jtai_cli.evidence import likely, measure  # noqa: PLC0415 - see above
    from jtai_cli.files.published import load_inspections  # noqa: PLC0415 - see above

    calendars = Calendars()
    summaries = measure(load_inspections(None), rules, calendars).summaries
    return likely(timeline, summaries, rules, calendars)


def parted(text: str | None) -> tuple[str, ...]:
    """Part a list with commas."""
    return tuple(one.strip() for one in text.split(",")) if text else ()
