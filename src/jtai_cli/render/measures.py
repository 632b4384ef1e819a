"""How cases, and what they come to, are worded: the same in every format."""

from collections.abc import Iterator, Mapping
from datetime import date

from jtai_cli.dated import DatedMilestone
from jtai_cli.dates import say_short
from jtai_cli.evidence import (
    Case,
    Cause,
    Evidence,
    Explanation,
    Likely,
    Measured,
    Outlook,
    Summary,
)
from jtai_cli.frameworks import Frameworks, Timetable
from jtai_cli.milestones import Reading

LETTER, DUE = "Letter", "Due"
TITLE = "Published inspections against the rules"
SAMPLE = (
    "These are published letters that could be read, not all there are. What they did is no "
    "promise, and tells no cause."
)
APART = (
    "Letter: published, by the rule and in fact; the rule counts from the printed last day of "
    "fieldwork. Due: the statement; the rule counts from the day on which the letter was really "
    "published. wd: working days late, or early with a minus."
)
_SEVERAL = " (one case can have several)"
_MEANINGS: Mapping[str, str] = {
    Cause.CHRISTMAS_CLOSURE: "to the day with Christmas left out of the letters' clock",
    Cause.PRE_ELECTION_PERIOD: "the rule's day fell before a poll, and the letter came after it",
    Cause.OVER_CHRISTMAS: (
        "the letters crossed Christmas and came late, on another day than with it left out"
    ),
    Cause.EMBARGOED_COPY: (
        "to the day by the timetable's own rule, from what comes before publication"
    ),
    Cause.PLANNED_PUBLICATION: (
        "to the day from when the rule would have the letter published, not from when it was"
    ),
    Cause.LATE_BANK_HOLIDAY: "to the day without a bank holiday made known after the letter",
    Cause.MISSED_BANK_HOLIDAY: "to the day without a bank holiday made known before the letter",
    Cause.EVERY_WEEKDAY: "to the day with no bank holiday left out of the count",
    Cause.NOT_A_WORKING_DAY: "the day that is given is a weekend or a bank holiday",
}


def what(measured: Measured, evidence: Evidence) -> str:
    """Name in a column what is measured."""
    return LETTER if measured.milestone == evidence.sample.publication else DUE


def heading(summary: Summary) -> str:
    """Name what a summary is about, by the title of its milestone."""
    return summary.timetable.milestone(summary.milestone).title


def late(measured: Measured) -> str:
    """Say how far a day is from the rule's: "+12 wd", "0 wd"; nothing where it cannot be told."""
    days = measured.working_days_late
    return "" if days is None else f"{days:+d} wd" if days else "0 wd"


def day(of: date | None) -> str:
    """Say a date in a column, without its weekday: "28 Mar 2025"; nothing for none."""
    return "" if of is None else say_short(of)[4:]


def causes(case: Case, measured: Measured) -> list[str]:
    """Name what explains a day, or say that nothing does."""
    if case.is_unexplained(measured):
        return ["not explained"]
    found = (cause for one in case.explaining(measured.milestone) for cause in one.causes)
    return list(dict.fromkeys(found))


def told(case: Case) -> Iterator[Measured]:
    """Give the milestones of which a letter tells the day."""
    return (measured for measured in case.measured() if measured.real is not None)


def sentence(explanation: Explanation, evidence: Evidence) -> str:
    """Say an explanation in full."""
    of_letter = explanation.milestone == evidence.sample.publication
    return f"{LETTER if of_letter else DUE}: {explanation.text}."


def found(explanation: Explanation) -> str:
    """Say where the command gives the day: as the milestone's own, or as a reading of it."""
    if explanation.reading is None:
        return "The day is that of:"
    return f"The day is the reading {explanation.reading} of:"


def command(explanation: Explanation) -> str:
    """Return the command that gives the day, quoted for a shell; nothing where none does."""
    # Imported here, for most that is rendered has no command.
    import shlex

    options = shlex.join(explanation.options)
    return f"jtai timeline {options}" if options else ""


def counted(summary: Summary) -> str:
    """Say how late the cases of a summary were."""
    return (
        f"{summary.to_the_day} of {summary.cases} to the day, {summary.early} early; median "
        f"{summary.median:g} wd late, nine in ten at most {summary.p90}"
    )


def explained(summary: Summary) -> str:
    """Say how many cases of a summary are explained, and how many by each cause."""
    causes = ", ".join(f"{cause} {number}" for cause, number in summary.causes.items())
    more = sum(summary.causes.values()) > summary.explained
    return f"{summary.explained}: {causes}{_SEVERAL if more else ''}"


def unexplained(summary: Summary) -> str:
    """Say which cases of a summary nothing explains."""
    return f"{len(summary.unexplained)}: {', '.join(summary.unexplained)}"


def meanings(evidence: Evidence, frameworks: Frameworks) -> Mapping[str, str]:
    """Say what each cause that was found means, in the order of the alphabet."""
    found = sorted({cause for summary in evidence.summaries for cause in summary.causes})
    labels = {one.key: one.label for one in _readings(frameworks)}
    return {cause: _MEANINGS.get(cause) or f"to the day as {labels[cause]}" for cause in found}


def likely(outlook: Outlook | None, dated: DatedMilestone) -> str:
    """Say what the cases say of a date; nothing where they say nothing."""
    if outlook is None or dated.milestone.key not in outlook.dates:
        return ""
    one = outlook.dates[dated.milestone.key]
    where = "this day" if one.day == dated.first else day(one.day).strip()
    by = f", by the reading {one.reading.key}" if one.reading else ""
    by += ", without closures" if one.is_without_closures else ""
    summary = one.summary
    on_it = f"{summary.to_the_day} of {summary.cases} on {where}{by}"
    return f"{on_it}, {summary.early} earlier; {_nine_in_ten(one)}"


def _nine_in_ten(one: Likely) -> str:
    late, mark = one.summary.p90, " (provisional)" if one.provisional else ""
    if not late:
        return "nine in ten by then"
    when = f"within {late} wd" if late > 0 else f"{-late} wd before"
    return f"nine in ten {when}, by {day(one.by).strip()}{mark}"


def basis(outlook: Outlook, timetable: Timetable) -> str:
    """Say what an outlook rests on, or why there is none."""
    if not outlook.cases:
        return f"Likely: no published inspection of {timetable.key} is on record."
    if not outlook.dates:
        return (
            "Likely: published inspections say nothing of these dates, which are known, stated or "
            "not counted from fieldwork."
        )
    return (
        f"Likely: what {outlook.cases} published inspections of {timetable.key} did; a small "
        "sample, and no promise (jtai evidence)."
    )


def _readings(frameworks: Frameworks) -> Iterator[Reading]:
    for timetable in frameworks.timetables.values():
        for milestone in timetable.milestones.values():
            yield from milestone.readings.values()
