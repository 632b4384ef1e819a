"""What real inspections did, beside what the rules give, and what explains the difference."""

from collections.abc import Callable

from jtai_cli.dating import Calendars
from jtai_cli.errors import AmbiguousError, Fault, JtaiError
from jtai_cli.evidence import publications, statements
from jtai_cli.evidence.cases import Case, Cause, Explanation, Measured
from jtai_cli.evidence.letters import Letter, Sample
from jtai_cli.evidence.likely import Likely, Outlook, outlook
from jtai_cli.evidence.summaries import Summary, summaries
from jtai_cli.evidence.yardstick import Yardstick, yardstick
from jtai_cli.frameworks import Frameworks
from jtai_cli.records import dataclass, replace

__all__ = [
    "Case",
    "Cause",
    "Evidence",
    "Explanation",
    "Letter",
    "Likely",
    "Measured",
    "Outlook",
    "Sample",
    "Summary",
    "distribution",
    "evidence",
    "outlook",
]


@dataclass(frozen=True, slots=True)
class Evidence:
    """Every case of a sample, in the order of its file, and what they come to."""

    sample: Sample
    cases: tuple[Case, ...]
    summaries: tuple[Summary, ...]


def evidence(
    sample: Sample, frameworks: Frameworks, calendars: Calendars
) -> tuple[Evidence, tuple[Fault, ...]]:
    """Set the letters of a sample beside the rules, and explain what differs.

    Letters that the rules cannot be set beside are told as faults, with their line.
    """
    cases, faults = _gathered(sample, frameworks, calendars, _explained)
    return Evidence(sample, cases, summaries(cases)), faults


def distribution(
    sample: Sample, frameworks: Frameworks, calendars: Calendars
) -> tuple[Summary, ...]:
    """Sum up how late the letters of a sample were, without asking why.

    Letters that the rules cannot be set beside are of none of their timetables, and left out.
    """
    cases, _ = _gathered(sample, frameworks, calendars, _as_measured)
    return summaries(cases)


def _gathered(
    sample: Sample,
    frameworks: Frameworks,
    calendars: Calendars,
    finished: Callable[[Case, Yardstick], Case],
) -> tuple[tuple[Case, ...], tuple[Fault, ...]]:
    cases, faults = [], []
    for letter in sample.letters:
        try:
            of_its_time = yardstick(letter, sample, frameworks, calendars)
            cases.append(finished(_measured(letter, of_its_time), of_its_time))
        except JtaiError as refusal:
            faults.append(_fault(letter, refusal))
    return tuple(cases), tuple(faults)


def _measured(letter: Letter, of_its_time: Yardstick) -> Case:
    return Case(
        letter,
        of_its_time.timetable,
        of_its_time.measure_publication(letter),
        of_its_time.measure_statement(letter),
    )


def _as_measured(case: Case, _: Yardstick) -> Case:
    return case


def _explained(case: Case, of_its_time: Yardstick) -> Case:
    explanations = (
        *publications.explained(case.letter, case.publication, of_its_time),
        *statements.explained(case.letter, case.publication, case.statement, of_its_time),
    )
    return replace(case, explanations=explanations)


def _fault(letter: Letter, refusal: JtaiError) -> Fault:
    remedy = refusal.hint
    if isinstance(refusal, AmbiguousError):
        remedy = "jtai frameworks show, which tells when each timetable was in force"
    return Fault(letter.line, f"{letter.area}: {refusal.message}", remedy)
