"""Which days are bank holidays on weekdays, by what name, published or projected.

England's come from a generated table; other divisions and years from the `holidays` package.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from functools import cache, lru_cache
from typing import NamedTuple

from jtai_cli.errors import OutOfRangeError, UsageError
from jtai_cli.generated import england
from jtai_cli.workingdays import SATURDAY, Period, WorkingCalendar

FIRST_YEAR, LAST_YEAR = 1978, 2099  # `holidays` says nothing, silently, past 2100
EXTRA = "Extra bank holiday"
Status = StrEnum("Status", "PUBLISHED PROJECTED")
"""Whether the government has published a bank holiday, or it is projected from the rules."""


class Division(StrEnum):
    """A part of the United Kingdom with bank holidays of its own."""

    ENGLAND = "england"
    WALES = "wales"
    SCOTLAND = "scotland"
    NORTHERN_IRELAND = "northern-ireland"


_SUBDIVISIONS = dict(zip(Division, ("ENG", "WLS", "SCT", "NIR"), strict=True))
# The names that GOV.UK prints, for those that the package words otherwise.
_GOVUK_NAMES = {
    "New Year Holiday": "2nd January",
    "May Day": "Early May bank holiday",
    "Battle of the Boyne": "Battle of the Boyne (Orangemen’s Day)",
    "Late Summer bank holiday": "Summer bank holiday",
    "Diamond Jubilee of Elizabeth II": "Queen’s Diamond Jubilee (extra bank holiday)",
    "Platinum Jubilee of Elizabeth II": "Platinum Jubilee bank holiday",
    "State Funeral of Queen Elizabeth II": (
        "Bank Holiday for the State Funeral of Queen Elizabeth II"
    ),
    "Coronation of Charles III": "Bank holiday for the coronation of King Charles III",
    "Scotland’s participation in the FIFA World Cup final": "World Cup bank holiday",
}


@dataclass(frozen=True, slots=True, eq=False)
class BankHolidays:
    """The bank holidays, day to name, of whole years; those after `published_to` are projected."""

    first: date
    last: date
    days: Mapping[date, str]
    published_to: date = date(england.PUBLISHED_TO, 12, 31)

    @lru_cache(maxsize=64)  # noqa: B019 - at most 64 lists are kept
    def calendar(self) -> WorkingCalendar:
        """Return the working days of these years; the same list has the same calendar."""
        span = Period(self.first, self.last)
        return WorkingCalendar(span, bank_holidays=self.days, published_to=self.published_to)

    @lru_cache(maxsize=64)  # noqa: B019 - the same
    def changed(self, extra: tuple[date, ...], without: tuple[date, ...]) -> "BankHolidays":
        """Add what is newly proclaimed, and remove some as if they had not been proclaimed yet."""
        self._refuse_outside(*extra, *without)
        days = dict(self.days)
        for day in extra:
            if day.weekday() >= SATURDAY:
                problem = "is a weekend, so a bank holiday changes nothing"
                raise UsageError(f"{day.isoformat()} {problem}")
            if day in days:
                raise UsageError(f"{day.isoformat()} is a bank holiday already: {days[day]}")
            days[day] = EXTRA
        for day in without:
            if days.pop(day, None) is None:
                hint = f"jtai bank-holidays list --year {day.year}"
                raise UsageError(f"{day.isoformat()} is not a bank holiday", hint)
        return replace(self, days=days)

    def in_years(self, first: int, last: int) -> "BankHolidays":
        """Keep those of the years from one to another, both included."""
        years = Period(date(first, 1, 1), date(last, 12, 31))
        self._refuse_outside(*years)
        kept = {day: name for day, name in self.days.items() if day in years}
        return replace(self, first=years.first, last=years.last, days=kept)

    def status(self, day: date) -> Status:
        """Return whether the government has published the bank holidays of that time."""
        return Status.PROJECTED if day > self.published_to else Status.PUBLISHED

    def _refuse_outside(self, *days: date) -> None:
        for day in days:
            if not self.first <= day <= self.last:
                raise OutOfRangeError(
                    f"{day.isoformat()} lies outside the years whose bank holidays are known: "
                    f"{self.first.year} to {self.last.year}"
                )


class Difference(NamedTuple):
    """A day that only one of two lists has as a bank holiday; the other's name is None."""

    day: date
    ours: str | None
    theirs: str | None


def differences(ours: BankHolidays, theirs: BankHolidays) -> tuple[Difference, ...]:
    """Compare two lists over the years that both have, by date; names are not compared."""
    shared = Period(max(ours.first, theirs.first), min(ours.last, theirs.last))
    days = sorted(day for day in ours.days.keys() ^ theirs.days.keys() if day in shared)
    return tuple(Difference(day, ours.days.get(day), theirs.days.get(day)) for day in days)


def with_article(name: str) -> str:
    """Put a name into a sentence: "the Spring bank holiday", but "Good Friday"."""
    return f"the {name}" if "bank holiday" in name.lower() else name


@cache
def table() -> BankHolidays:
    """Return England's bank holidays as generated."""
    days = {date.fromisoformat(day): name for day, name in england.BANK_HOLIDAYS.items()}
    return BankHolidays(date(england.FIRST_YEAR, 1, 1), date(england.LAST_YEAR, 12, 31), days)


@cache
def asked(division: Division, first_year: int, last_year: int) -> BankHolidays:
    """Return what the installed `holidays` knows from 1978 to 2099, by GOV.UK's names."""
    from holidays import country_holidays  # noqa: PLC0415 - slow: it imports every country

    years = range(first_year, last_year + 1)
    found = country_holidays("GB", subdiv=_SUBDIVISIONS[division], years=years)
    days = {day: _govuk_name(found[day]) for day in sorted(found) if day.weekday() < SATURDAY}
    return BankHolidays(date(first_year, 1, 1), date(last_year, 12, 31), days)


def _govuk_name(name: str) -> str:
    if "; " in name:
        return "; ".join(map(_govuk_name, name.split("; ")))
    if name.endswith(" (observed)"):
        return f"{_govuk_name(name.removesuffix(' (observed)'))} (substitute day)"
    for theirs, govuk in (("'", "’"), ("Saint ", "St "), ("Bank Holiday", "bank holiday")):
        name = name.replace(theirs, govuk)
    return _GOVUK_NAMES.get(name, name)


@dataclass(frozen=True, slots=True)
class Calendars:
    """The calendars of one question, by its `division`, if it has one, and its file's `listed`."""

    division: Division | None = None
    listed: Mapping[Division, BankHolidays] | None = None
    extra: tuple[date, ...] = ()
    without: tuple[date, ...] = ()

    def division_or(self, default: Division) -> Division:
        """Return the division of the question, or the default."""
        return default if self.division is None else self.division

    def adjusted(self, extra: tuple[date, ...], without: tuple[date, ...]) -> "Calendars":
        """Return the calendars with more bank holidays added and removed."""
        if not extra and not without:
            return self
        return replace(self, extra=self.extra + extra, without=self.without + without)

    def bank_holidays(self, division: Division, span: Period) -> BankHolidays:
        """Return those of a division for a span and often more; of a file, all that it has."""
        first, last = span.first.year, span.last.year
        source: BankHolidays | None = table()
        if self.listed is not None:
            source = self.listed.get(division)
        elif last < FIRST_YEAR or first > LAST_YEAR:
            years = f"{FIRST_YEAR} to {LAST_YEAR}"
            problem = f"no bank holidays are known for that time: only from {years}"
            raise OutOfRangeError(problem, f"a date from {years}")
        elif (
            division is not Division.ENGLAND
            or first < table().first.year
            or last > table().last.year
        ):
            source = asked(division, FIRST_YEAR, LAST_YEAR)
        if source is None:
            raise UsageError(f"the file has no bank holidays of {division}", "another --division")
        changes = self.extra or self.without
        return source.changed(self.extra, self.without) if changes else source

    def calendar(self, division: Division, span: Period) -> WorkingCalendar:
        """Return the working days that follow from `bank_holidays`; the same list has the same."""
        return self.bank_holidays(division, span).calendar()
