"""Which days are bank holidays, by what name, published by the government or projected.

England's come from a generated table; other divisions and years are asked of the `holidays`
package, which knows them from 1978 to 2099. Only days on weekdays are held, for no other
changes a count.
"""

from collections.abc import Mapping
from datetime import date
from enum import StrEnum
from functools import cache

from jtai_cli import england
from jtai_cli.errors import OutOfRangeError, UsageError
from jtai_cli.records import dataclass, field, replace
from jtai_cli.workingdays import SATURDAY, Period, WorkingCalendar

FIRST_YEAR, LAST_YEAR = 1978, 2099
"""The years that `holidays` can be asked about: it says nothing, silently, past 2100."""

EXTRA = "Extra bank holiday"


class Division(StrEnum):
    """A part of the United Kingdom with bank holidays of its own."""

    ENGLAND = "england"
    WALES = "wales"
    SCOTLAND = "scotland"
    NORTHERN_IRELAND = "northern-ireland"


class Status(StrEnum):
    """Whether the government has published a bank holiday, or it is projected from the rules."""

    PUBLISHED = "published"
    PROJECTED = "projected"


_SUBDIVISIONS = {
    Division.ENGLAND: "ENG",
    Division.WALES: "WLS",
    Division.SCOTLAND: "SCT",
    Division.NORTHERN_IRELAND: "NIR",
}

# The names that GOV.UK prints, for those that the package words otherwise.
_GOVUK_NAMES = {
    "New Year's Day": "New Year’s Day",
    "New Year Holiday": "2nd January",
    "Saint Patrick's Day": "St Patrick’s Day",
    "May Day": "Early May bank holiday",
    "Spring Bank Holiday": "Spring bank holiday",
    "Battle of the Boyne": "Battle of the Boyne (Orangemen’s Day)",
    "Late Summer Bank Holiday": "Summer bank holiday",
    "Summer Bank Holiday": "Summer bank holiday",
    "Saint Andrew's Day": "St Andrew’s Day",
    "Diamond Jubilee of Elizabeth II": "Queen’s Diamond Jubilee (extra bank holiday)",
    "Platinum Jubilee of Elizabeth II": "Platinum Jubilee bank holiday",
    "State Funeral of Queen Elizabeth II": (
        "Bank Holiday for the State Funeral of Queen Elizabeth II"
    ),
    "Coronation of Charles III": "Bank holiday for the coronation of King Charles III",
}


@dataclass(frozen=True, slots=True)
class BankHolidays:
    """The bank holidays of whole years, `first` (1 January) to `last` (31 December).

    `days` gives each one's name; days after `published_to` are projected.
    """

    first: date
    last: date
    days: Mapping[date, str]
    published_to: date
    _calendars: list[WorkingCalendar] = field(default_factory=list, init=False, compare=False)

    def calendar(self) -> WorkingCalendar:
        """Return the working days of these years: one calendar, for it keeps what it has found."""
        if not self._calendars:
            span = Period(self.first, self.last)
            made = WorkingCalendar(span, bank_holidays=self.days, published_to=self.published_to)
            self._calendars.append(made)
        return self._calendars[0]

    def plus(self, day: date) -> "BankHolidays":
        """Add a bank holiday that is newly proclaimed.

        Raises:
            OutOfRangeError: the day lies outside these years.
            UsageError: it is a weekend, or a bank holiday already.
        """
        self._refuse_outside(day)
        if day.weekday() >= SATURDAY:
            raise UsageError(f"{day.isoformat()} is a weekend, so a bank holiday changes nothing")
        if day in self.days:
            raise UsageError(f"{day.isoformat()} is a bank holiday already: {self.days[day]}")
        return replace(self, days={**self.days, day: EXTRA})

    def minus(self, day: date) -> "BankHolidays":
        """Take a bank holiday away, as if it had not been proclaimed yet.

        Raises:
            OutOfRangeError: the day lies outside these years.
            UsageError: it is not a bank holiday.
        """
        self._refuse_outside(day)
        if day not in self.days:
            raise UsageError(
                f"{day.isoformat()} is not a bank holiday",
                f"jtai bank-holidays list --year {day.year}",
            )
        return replace(self, days={d: name for d, name in self.days.items() if d != day})

    def in_years(self, first: int, last: int) -> "BankHolidays":
        """Keep those of the years from one to another, both included.

        Raises:
            OutOfRangeError: the years are not all among these.
        """
        self._refuse_outside(date(first, 1, 1))
        self._refuse_outside(date(last, 12, 31))
        kept = {day: name for day, name in self.days.items() if first <= day.year <= last}
        return replace(self, first=date(first, 1, 1), last=date(last, 12, 31), days=kept)

    def status(self, day: date) -> Status:
        """Tell whether the government has published the bank holidays of that time."""
        return Status.PROJECTED if day > self.published_to else Status.PUBLISHED

    def _refuse_outside(self, day: date) -> None:
        if not self.first <= day <= self.last:
            raise OutOfRangeError(
                f"{day.isoformat()} lies outside the years at hand: "
                f"{self.first.year} to {self.last.year}"
            )


@dataclass(frozen=True, slots=True)
class Difference:
    """A day that only one of two lists has as a bank holiday; the other's name is None."""

    day: date
    ours: str | None
    theirs: str | None


def differences(ours: BankHolidays, theirs: BankHolidays) -> tuple[Difference, ...]:
    """Compare two lists over the years that both hold, by date; names are not compared."""
    first, last = max(ours.first, theirs.first), min(ours.last, theirs.last)
    days = sorted(ours.days.keys() ^ theirs.days.keys())
    return tuple(
        Difference(day, ours.days.get(day), theirs.days.get(day))
        for day in days
        if first <= day <= last
    )


def with_article(name: str) -> str:
    """Put a name into a sentence: "the Spring bank holiday", but "Good Friday"."""
    return f"the {name}" if "bank holiday" in name.lower() else name


def within_known(span: Period) -> Period:
    """Leave out the days of a span that lie below 1978 or beyond 2099, if any are left."""
    first = max(span.first, date(FIRST_YEAR, 1, 1))
    last = min(span.last, date(LAST_YEAR, 12, 31))
    return span if last < first else Period(first, last)


def known(division: Division, span: Period) -> BankHolidays:
    """Return the bank holidays of a division: of the days of a span, and of more years.

    Where the span goes below 1978 or beyond 2099 the answer does not.

    Raises:
        OutOfRangeError: no day of the span lies from 1978 to 2099.
    """
    first, last = span.first.year, span.last.year
    if last < FIRST_YEAR or first > LAST_YEAR:
        raise OutOfRangeError(
            f"no bank holidays are known for that time: only from {FIRST_YEAR} to {LAST_YEAR}",
            f"a date from {FIRST_YEAR} to {LAST_YEAR}",
        )
    if division is Division.ENGLAND and first >= england.FIRST_YEAR and last <= england.LAST_YEAR:
        return table()
    return asked(division, FIRST_YEAR, LAST_YEAR)


@cache
def table() -> BankHolidays:
    """Return England's bank holidays as generated, without asking the package."""
    return _of_years(
        england.FIRST_YEAR,
        england.LAST_YEAR,
        {date.fromisoformat(day): name for day, name in england.BANK_HOLIDAYS.items()},
    )


@cache
def asked(division: Division, first_year: int, last_year: int) -> BankHolidays:
    """Return the bank holidays that the installed `holidays` package tells, in GOV.UK's words.

    Both years are included and lie from 1978 to 2099.
    """
    # Imported here: it is the slowest thing that the program could do.
    from holidays import country_holidays

    years = range(first_year, last_year + 1)
    told = country_holidays("GB", subdiv=_SUBDIVISIONS[division], years=years)
    days = {day: _govuk_name(told[day]) for day in sorted(told) if day.weekday() < SATURDAY}
    return _of_years(first_year, last_year, days)


def _of_years(first_year: int, last_year: int, days: Mapping[date, str]) -> BankHolidays:
    return BankHolidays(
        first=date(first_year, 1, 1),
        last=date(last_year, 12, 31),
        days=days,
        published_to=date(england.PUBLISHED_TO, 12, 31),
    )


def _govuk_name(told: str) -> str:
    """Word a name as GOV.UK does; two on one day, joined by "; ", are worded one by one."""
    names = []
    for name in told.split("; "):
        plain = name.removesuffix(" (observed)")
        substitute = " (substitute day)" if plain != name else ""
        names.append(_GOVUK_NAMES.get(plain, plain) + substitute)
    return "; ".join(names)
