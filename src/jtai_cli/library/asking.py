"""Rules and plans read, inspections dated, dates explained.

Arguments are called like the options of the command line, and mean the same.
"""

from collections.abc import Collection, Iterable, Iterator
from datetime import date
from os import PathLike
from pathlib import Path

from jtai_cli import bankholidays, dating, load
from jtai_cli.bankholidays import Division
from jtai_cli.dated import DatedMilestone, Timeline
from jtai_cli.errors import DateError, UnknownNameError, UsageError
from jtai_cli.explain import Explanation, explain
from jtai_cli.frameworks import Frameworks
from jtai_cli.load.words import invisible
from jtai_cli.plan import Inspection, Plan
from jtai_cli.records import dataclass
from jtai_cli.workingdays import Period, WorkingCalendar


@dataclass(frozen=True, slots=True)
class DatedInspection:
    """An inspection's timeline, with the rules and the bank holidays that it was dated by.

    `division` is the one whose bank holidays were left out.
    """

    timeline: Timeline
    frameworks: Frameworks
    division: Division

    def milestone(self, key: str) -> DatedMilestone:
        """Return a dated milestone by its key, such as "publication".

        Raises:
            UnknownNameError: the inspection's timetable has no such milestone.
        """
        self.timeline.timetable.milestone(key)
        return self.timeline.dated(key)


def load_frameworks(path: str | PathLike[str] | None = None) -> Frameworks:
    """Read the rules of a file; without one, those that come with jtai.

    Raises:
        FileError: the file cannot be read.
        FaultyFileError: it is not as rules should be; `faults` are all that is wrong.
    """
    return load.frameworks(None if path is None else Path(path))


def load_plan(path: str | PathLike[str], frameworks: Frameworks) -> Plan:
    """Read an area's `jtai.toml`, by the themes, timetables and milestones of the frameworks.

    Raises:
        FileError: the file cannot be read.
        FaultyFileError: it is not as a plan should be; `faults` are all that is wrong.
    """
    return load.plan(Path(path), frameworks)


def date_inspection(
    inspection: Inspection,
    frameworks: Frameworks,
    *,
    division: Division | None = None,
    bank_holidays: str | PathLike[str] | None = None,
    extra_bank_holidays: Collection[date] = (),
) -> DatedInspection:
    """Date every milestone of an inspection, and note what the reader should know of the dates.

    Without a division that of the timetable counts. `bank_holidays` is a file such as GOV.UK's
    `bank-holidays.json`, which takes the place of the bank holidays that jtai knows.

    Raises:
        DateError: a day is no `datetime.date`, or has a time.
        UnknownNameError: there is no such theme, timetable, milestone or division.
        NotAWorkingDayError: the known date is a weekend, a bank holiday or closed.
        AmbiguousError: no fieldwork, or more than one, gives the known date; or no timetable, or
            more than one, was in force.
        OutOfRangeError: the count leaves the years whose bank holidays are known.
        UsageError: what is known does not go together, such as two stated dates and their order;
            an extra bank holiday is one already; a text holds what does not show.
        FileError: the file of bank holidays cannot be read, or is faulty.
    """
    _refuse_no_dates((*_days(inspection), *extra_bank_holidays))
    _refuse_unknown(inspection, frameworks, division)
    _refuse_invisible(inspection)
    file = None if bank_holidays is None else Path(bank_holidays)
    counting = _Counting(division, file, tuple(extra_bank_holidays))
    timeline, counted = dating.dated(frameworks, inspection, counting)
    return DatedInspection(timeline, frameworks, counted)


def explain_date(dated: DatedInspection, milestone: str) -> Explanation:
    """Tell why a milestone falls when it does: the days counted, the anchors, other readings.

    Raises:
        UnknownNameError: the inspection's timetable has no such milestone.
    """
    return explain(dated.timeline, milestone)


@dataclass(frozen=True, slots=True)
class _Counting:
    """Which days are bank holidays, as the caller says."""

    division: Division | None
    file: Path | None
    extra: tuple[date, ...]

    def division_or(self, default: Division) -> Division:
        return default if self.division is None else self.division

    def calendar(self, division: Division, span: Period) -> WorkingCalendar:
        if self.file is None:
            held = bankholidays.known(division, span)
        else:
            held = load.bank_holidays(self.file, division)
        for day in self.extra:
            held = held.plus(day)
        return held.calendar()


def _days(inspection: Inspection) -> Iterator[date]:
    yield inspection.known.first
    if inspection.known.last is not None:
        yield inspection.known.last
    yield from inspection.stated.values()
    for closure in inspection.closures:
        yield from (closure.first, closure.last)


def _refuse_no_dates(days: Iterable[object]) -> None:
    """Refuse what no type checker has seen, or let pass: a time is a date to it."""
    for day in days:
        if type(day) is not date:
            raise DateError(f"{day!r} is not a datetime.date", "date.fromisoformat('2025-03-03')")


def _refuse_unknown(
    inspection: Inspection, frameworks: Frameworks, division: Division | None
) -> None:
    if division is not None and division not in list(Division):
        raise UnknownNameError.among("division", division, Division)
    if inspection.theme is not None:
        frameworks.theme(inspection.theme)
    if inspection.timetable is not None:
        frameworks.timetable(inspection.timetable)
    known = dict.fromkeys(key for t in frameworks.timetables.values() for key in t.milestones)
    known |= dict.fromkeys(inspection.local)
    for key in (inspection.known.milestone, *inspection.stated):
        if key not in known:
            raise UnknownNameError.among("milestone", key, known)


def _refuse_invisible(inspection: Inspection) -> None:
    """Refuse texts that tables would show and a terminal obey."""
    for text in (inspection.name, inspection.area, inspection.principal_authority):
        if text is not None and (problem := invisible(text)) is not None:
            raise UsageError(f"{text!r} holds {problem}", "the text without it")
