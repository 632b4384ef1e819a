"""What people ask, from options to objects: dates, closures, one known date, the rules to use."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from jtai_cli import bankholidays, dates, notes, retrace
from jtai_cli.bankholidays import BankHolidays, Division
from jtai_cli.errors import UnknownNameError, UsageError
from jtai_cli.frameworks import Frameworks, Timetable
from jtai_cli.plan import Inspection, Known
from jtai_cli.timeline import Timeline, resolve
from jtai_cli.workingdays import Period, WorkingCalendar


@dataclass(frozen=True, slots=True)
class Dates:
    """Reads the dates of one command, for which today is one and the same day."""

    today: str | None

    def one(self, text: str) -> date:
        """Read a date.

        Raises:
            DateError: it cannot be read, or does not exist.
        """
        return dates.read(text, self._today)

    def period(self, text: str) -> Period:
        """Read a run of days, "A..B", both included, or one day.

        Raises:
            DateError: a date cannot be read, or does not exist.
            UsageError: it ends before it begins.
        """
        first_text, _, last_text = text.partition("..")
        first = self.one(first_text)
        last = self.one(last_text) if last_text else first
        if last < first:
            raise UsageError(f"{text} ends before it begins", f"{last}..{first}")
        return Period(first, last)

    def _today(self) -> date:
        return dates.read(self.today) if self.today else date.today()


@dataclass(frozen=True, slots=True)
class Counting:
    """Which days are bank holidays, as the options say."""

    division: str | None
    file: Path | None
    extra: Sequence[str]
    without: Sequence[str]
    dates: Dates

    def division_or(self, default: Division) -> Division:
        """Return the division asked for, or the default.

        Raises:
            UnknownNameError: there is no such division.
        """
        if self.division is None:
            return default
        return Division(named("division", self.division, list(Division), "--division"))

    def bank_holidays(self, division: Division, span: Period) -> BankHolidays:
        """Return the bank holidays of a division, for a span of days at least.

        Raises:
            OutOfRangeError: they are not known for that time.
            DateError, UsageError: a day to add or take away is not one that can be.
            FileError: the file cannot be read, or is faulty.
        """
        if self.file is None:
            held = bankholidays.known(division, span)
        else:
            from jtai_cli import load

            held = load.bank_holidays(self.file, division)
        for text in self.extra:
            held = held.plus(self.dates.one(text))
        for text in self.without:
            held = held.minus(self.dates.one(text))
        return held


def known(
    fieldwork: str | None, notified: str | None, milestone: str | None, dates: Dates
) -> Known:
    """Read the one known date.

    Raises:
        UsageError: there is none, or more than one.
        DateError: it cannot be read, or does not exist.
    """
    given = {
        "--fieldwork": fieldwork and f"fieldwork={fieldwork}",
        "--notified": notified and f"notification={notified}",
        "--known": milestone,
    }
    asked = {option: text for option, text in given.items() if text is not None}
    match list(asked.items()):
        case [(_, text)]:
            return _known(text, dates)
        case []:
            raise UsageError(
                "a timeline needs one known date",
                "--fieldwork DATE, --notified DATE or --known MILESTONE=DATE",
            )
        case _:
            raise UsageError(
                f"{' and '.join(asked)} are two known dates, and one is counted from",
                f"only {next(iter(asked))}",
            )


def _known(text: str, dates: Dates) -> Known:
    milestone, equals, day = text.partition("=")
    if not equals:
        raise UsageError(f"'{text}' is not MILESTONE=DATE", "--known publication=2025-04-28")
    if ".." in day:
        period = dates.period(day)
        return Known(milestone.strip(), period.first, period.last)
    return Known(milestone.strip(), dates.one(day))


def named(kind: str, name: str, names: Iterable[str], command: str) -> str:
    """Return a name that is known; `command` stands before the nearest one in the hint.

    Raises:
        UnknownNameError: it is not known.
    """
    names = list(names)
    if name not in names:
        raise UnknownNameError.among(kind, name, names, command=command)
    return name


def timeline(
    frameworks: Frameworks, inspection: Inspection, counting: Counting
) -> tuple[Timeline, Division]:
    """Date an inspection, with its notes; tell also whose bank holidays were counted.

    Raises:
        JtaiError: the inspection, or what the options say of it, cannot be dated.
    """
    calendars: dict[str, WorkingCalendar] = {}

    def calendar_of(timetable: Timetable) -> WorkingCalendar:
        if timetable.key not in calendars:
            division = counting.division_or(timetable.division)
            span = retrace.span_needed(timetable, inspection)
            calendars[timetable.key] = counting.bank_holidays(division, span).calendar()
        return calendars[timetable.key]

    keys = dict.fromkeys(key for t in frameworks.timetables.values() for key in t.milestones)
    named("milestone", inspection.known.milestone, keys, "--known")
    timetable = retrace.timetable_of(frameworks, inspection, calendar_of)
    phases = tuple(frameworks.phases)
    dated = resolve(timetable, inspection, calendar_of(timetable), phases=phases)
    return notes.annotate(dated, frameworks), counting.division_or(timetable.division)
