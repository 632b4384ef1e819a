"""What `from jtai_cli import ...` gives: read rules and plans, date inspections, write them.

Arguments have the names of options on the command line, and mean the same.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from functools import partial
from itertools import chain
from os import PathLike
from pathlib import Path

from jtai_cli.bankholidays import Calendars, Division
from jtai_cli.errors import DateError, JtaiError, UnknownNameError
from jtai_cli.explain import Explanation, explain
from jtai_cli.files import plans, refuse_unprintable, rules as rules_files
from jtai_cli.files.others import load_bank_holidays
from jtai_cli.formats import Answer, Page, format_named, write
from jtai_cli.notes import annotate
from jtai_cli.plan import Inspection, Known, Plan
from jtai_cli.report import documents, timeline
from jtai_cli.rules import Rules
from jtai_cli.timeline import DatedMilestone, DateIs, Note, Timeline, resolve
from jtai_cli.workingdays import Period

__all__ = [
    "DateIs", "DatedInspection", "DatedMilestone", "Division", "Explanation", "Inspection",
    "JtaiError", "Known", "Note", "Period", "Plan", "Rules", "Timeline",
    "date_inspection", "explain_date", "load_plan", "load_rules", "write_timeline",
]  # fmt: skip


@dataclass(frozen=True)
class DatedInspection:
    """An inspection's timeline, with the rules that it was dated by."""

    timeline: Timeline
    rules: Rules

    def milestone(self, key: str) -> DatedMilestone:
        """Return a dated milestone by its key, such as "publication".

        Raises:
            UnknownNameError: the inspection's timetable has no such milestone.
        """
        return self.timeline.dated(key)


def load_rules(path: str | PathLike[str] | None = None) -> Rules:
    """Read the rules of a file; without one, those that come with jtai.

    Raises:
        FileError: the file cannot be read.
        FaultyFileError: it does not hold valid rules; `faults` lists all that is wrong.
    """
    return rules_files.load_rules(None if path is None else Path(path))


def load_plan(path: str | PathLike[str], rules: Rules) -> Plan:
    """Read an area's `jtai.toml`, which names themes, timetables and milestones of the rules.

    Raises:
        FileError: the file cannot be read.
        FaultyFileError: it does not hold a valid plan; `faults` lists all that is wrong.
    """
    return plans.load_plan(Path(path), rules)


def date_inspection(
    inspection: Inspection,
    rules: Rules,
    *,
    division: Division | None = None,
    bank_holidays: str | PathLike[str] | None = None,
    extra_bank_holidays: Collection[date] = (),
) -> DatedInspection:
    """Date every milestone of an inspection, and note what the reader should know about the dates.

    Without a division, the timetable's own is used. `bank_holidays` is a file such as GOV.UK's
    `bank-holidays.json`, which replaces the bank holidays that jtai knows.

    Raises:
        DateError: a day is not a `datetime.date`, or has a time.
        UnknownNameError: there is no such theme, timetable, milestone or division.
        NotAWorkingDayError: the known date is at a weekend, a bank holiday or in a closure.
        AmbiguousError: no fieldwork, or more than one, gives the known date; or no timetable, or
            more than one, was in force.
        OutOfRangeError: the count leaves the years whose bank holidays are known.
        UsageError: the facts do not go together; an extra bank holiday is one already; a
            text has characters that cannot be shown.
        FileError: the file of bank holidays cannot be read, or is faulty.
    """
    known, stated, closed = inspection.known, inspection.stated, chain(*inspection.closures)
    last = () if known.last is None else (known.last,)
    for day in (known.first, *last, *stated.values(), *closed, *extra_bank_holidays):
        # A type checker accepts a datetime as a date.
        if type(day) is not date:
            raise DateError(f"{day!r} is not a datetime.date", "date.fromisoformat('2025-03-03')")
    if division is not None and division not in list(Division):
        raise UnknownNameError("division", division, Division)
    texts = (inspection.name, inspection.area, inspection.principal_authority, inspection.contact)
    for text in filter(None, texts):
        refuse_unprintable(text, "a text of the inspection")
    listed = None if bank_holidays is None else load_bank_holidays(Path(bank_holidays))
    calendars = Calendars(division, listed, tuple(extra_bank_holidays))
    return DatedInspection(annotate(resolve(rules, inspection, calendars), rules), rules)


def explain_date(dated: DatedInspection, milestone: str) -> Explanation:
    """Explain why a milestone falls when it does: the days counted, the anchors, other readings.

    Raises:
        UnknownNameError: the inspection's timetable has no such milestone.
    """
    return explain(dated.timeline, milestone)


def write_timeline(dated: DatedInspection, format_name: str, *, columns: int = 80) -> bytes:
    """Write a timeline in a format of the command line: "json", "markdown", "xlsx", "ics".

    Texts are UTF-8; `columns` is the width of a table.

    Raises:
        UnknownNameError: there is no such format.
    """
    line, rules = dated.timeline, dated.rules
    report, data = partial(timeline.report, line, rules), partial(timeline.data, line, rules)
    calendar = partial(documents.calendar, line, rules)
    sheets = partial(documents.sheets, line, rules)
    briefing = partial(documents.briefing, line, rules)
    answer = Answer(report, data, made={"ics": calendar, "xlsx": sheets, "docx": briefing})
    return write(answer, format_named(format_name), Page(columns))
