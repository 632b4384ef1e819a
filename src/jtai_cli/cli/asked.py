"""What options say, as objects: dates, runs of days, which days are bank holidays, names."""

from collections.abc import Iterable, Sequence
from datetime import date
from pathlib import Path

from jtai_cli import bankholidays, dates
from jtai_cli.bankholidays import BankHolidays, Division
from jtai_cli.cli import console
from jtai_cli.errors import UnknownNameError, UsageError
from jtai_cli.records import dataclass, field
from jtai_cli.workingdays import Period, WorkingCalendar


@dataclass(frozen=True, slots=True)
class Dates:
    """Reads the dates of one command, for which today is one and the same day."""

    today: str | None
    _current: list[date] = field(default_factory=list, init=False, compare=False)

    def __post_init__(self) -> None:
        """Refuse a today that is no date, even where nothing asks for it.

        Raises:
            DateError: it cannot be read, or does not exist.
        """
        if self.today is not None:
            self._current.append(dates.read(self.today))

    def one(self, text: str) -> date:
        """Read a date.

        Raises:
            DateError: it cannot be read, or does not exist.
        """
        return dates.read(text, self.current)

    def period(self, text: str) -> Period:
        """Read a run of days, "A..B", both included, or one day.

        Raises:
            DateError: a date cannot be read, or does not exist.
            UsageError: it ends before it begins, or lacks one of its days.
        """
        first_text, dots, last_text = text.partition("..")
        if dots and not (first_text and last_text):
            raise UsageError(f"'{text}' lacks one of its two days", "FIRST..LAST, or one day")
        first = self.one(first_text)
        last = self.one(last_text) if dots else first
        if last < first:
            raise UsageError(f"{text} ends before it begins", f"{last}..{first}")
        return Period(first, last)

    def current(self) -> date:
        """Return today: the day that was given for it, else the system's date, asked once."""
        if not self._current:  # kept, or a command that runs at midnight would know two
            self._current.append(date.today())
        return self._current[0]


@dataclass(frozen=True, slots=True)
class Counting:
    """Which days are bank holidays, as the options say."""

    division: str | None
    file: Path | None
    extra: Sequence[str]
    without: Sequence[str]
    dates: Dates
    _made: dict[tuple[Division, date, date], WorkingCalendar] = field(
        default_factory=dict, init=False, compare=False
    )

    def division_or(self, default: Division) -> Division:
        """Return the division asked for, or the default.

        Raises:
            UnknownNameError: there is no such division.
        """
        if self.division is None:
            return default
        return Division(named("division", self.division, list(Division), "--division"))

    def calendar(self, division: Division, span: Period) -> WorkingCalendar:
        """Return the working days of a division, for a span of days at least.

        Raises:
            JtaiError: as for `bank_holidays`.
        """
        needed = bankholidays.within_known(span)
        for (of, first, last), made in self._made.items():
            holds = first <= needed.first and needed.last <= last
            if of is division and (holds or self.file is not None):
                return made
        made = self.bank_holidays(division, span).calendar()
        self._made[division, made.first, made.last] = made
        return made

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


_BY_ENDING = {
    ".csv": "csv", ".html": "html", ".ics": "ics", ".json": "json", ".md": "markdown",
    ".mmd": "mermaid", ".svg": "svg", ".xlsx": "xlsx", ".htm": "html", ".markdown": "markdown",
}  # fmt: skip
_NEVER_TEXT = {".doc", ".docx", ".jpg", ".ods", ".odt", ".pdf", ".png", ".ppt", ".pptx", ".xls"}


def format_of(name: str | None, output: Path | None, formats: Sequence[str]) -> str:
    """Return the format that is named, else the one of the file's ending, else the first.

    Raises:
        UnknownNameError: there is no such format.
        UsageError: the ending is that of a format that this command does not write, or a
            terminal would show what is no text.
    """
    if name is not None:
        named("format", name, formats, "--format")
        console.refuse_to_show(name, output, f"--output FILE.{name}")
        return name
    ending = "" if output is None else output.suffix.lower()
    told = _BY_ENDING.get(ending)
    if told is None and ending not in _NEVER_TEXT:
        return formats[0]
    if told is not None and told in formats:
        return told
    written = {of: one for one, of in reversed(_BY_ENDING.items()) if of in formats}
    raise UsageError(
        f"{output}: no {ending} is written by this command",
        f"another ending ({', '.join(sorted(written.values()))}), or --format {formats[0]}",
    )


def named(kind: str, name: str, names: Iterable[str], command: str) -> str:
    """Return a name that is known; `command` stands before the nearest one in the hint.

    Raises:
        UnknownNameError: it is not known.
    """
    names = list(names)
    if name not in names:
        raise UnknownNameError.among(kind, name, names, command=command)
    return name
