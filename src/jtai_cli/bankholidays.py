"""Bank holidays on weekdays: their days and their names, published or projected."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cache, lru_cache

from jtai_cli.errors import OutOfRangeError, UsageError
from jtai_cli.generated import england
from jtai_cli.workingdays import SATURDAY, WEEKEND, Period, WorkingCalendar

FIRST_YEAR, LAST_YEAR = 1978, 2099  # past 2100 `holidays` gives none, without an error
_TABLED = {*range(england.FIRST_YEAR, england.LAST_YEAR + 1)}
_PUBLISHED_TO = date(england.PUBLISHED_TO, 12, 31)


class Division(StrEnum):
    """A part of the United Kingdom with bank holidays of its own."""

    ENGLAND = "england"
    WALES = "wales"
    SCOTLAND = "scotland"
    NORTHERN_IRELAND = "northern-ireland"


_SUBDIVISIONS = dict(zip(Division, ("ENG", "WLS", "SCT", "NIR"), strict=True))
# GOV.UK's names for the bank holidays that the package names otherwise.
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

Difference = tuple[date, str | None, str | None]
"""A bank holiday in only one of two lists: its day, and its name in each (None if missing)."""


def differences(ours: WorkingCalendar, theirs: WorkingCalendar) -> tuple[Difference, ...]:
    """Compare two lists over the years that both have, by date; names are not compared."""
    shared = Period(max(ours.first, theirs.first), min(ours.last, theirs.last))
    our, their = ours.bank_holidays, theirs.bank_holidays
    days = sorted(day for day in our.keys() ^ their.keys() if day in shared)
    return tuple((day, our.get(day), their.get(day)) for day in days)


def with_article(name: str) -> str:
    """Put a name into a sentence: "the Spring bank holiday", but "Good Friday"."""
    return f"the {name}" if "bank holiday" in name.lower() else name


@cache
def table() -> WorkingCalendar:
    """Return England's calendar from the generated table."""
    days = {date.fromisoformat(day): name for day, name in england.BANK_HOLIDAYS.items()}
    span = Period(date(england.FIRST_YEAR, 1, 1), date(england.LAST_YEAR, 12, 31))
    return WorkingCalendar(span, bank_holidays=days, published_to=_PUBLISHED_TO)


@cache
def from_package(division: Division, first_year: int, last_year: int) -> WorkingCalendar:
    """Return a calendar from the installed package `holidays`, with GOV.UK's names."""
    from holidays import country_holidays  # noqa: PLC0415 - slow: it imports every country

    years = range(first_year, last_year + 1)
    found = country_holidays("GB", subdiv=_SUBDIVISIONS[division], years=years)
    days = {day: _govuk_name(found[day]) for day in sorted(found) if day.weekday() < SATURDAY}
    span = Period(date(first_year, 1, 1), date(last_year, 12, 31))
    return WorkingCalendar(span, bank_holidays=days, published_to=_PUBLISHED_TO)


def in_years(calendar: WorkingCalendar, first: int, last: int) -> WorkingCalendar:
    """Cut a calendar to the years from first to last, both included."""
    span = Period(date(first, 1, 1), date(last, 12, 31))
    for day in span:
        calendar.why_not(day)  # refuses a day outside its years
    days = {day: name for day, name in calendar.bank_holidays.items() if day in span}
    return WorkingCalendar(span, bank_holidays=days, published_to=calendar.published_to)


@lru_cache(maxsize=64)  # 64, as inspections often share their changes
def changed(
    calendar: WorkingCalendar, extra: tuple[date, ...], without: tuple[date, ...]
) -> WorkingCalendar:
    """Add newly proclaimed bank holidays, and remove others as if not proclaimed yet."""
    days = dict(calendar.bank_holidays)
    for day in extra:
        if calendar.why_not(day) == WEEKEND:  # refuses a day outside its years
            raise UsageError(f"{day} is a weekend, so an extra bank holiday has no effect")
        if day in days:
            raise UsageError(f"{day} is already a bank holiday: {days[day]}")
        days[day] = "Extra bank holiday"
    for day in without:
        calendar.why_not(day)
        if days.pop(day, None) is None:
            hint = f"jtai bank-holidays list --year {day.year}"
            raise UsageError(f"{day} is not a bank holiday", hint)
    span = Period(calendar.first, calendar.last)
    return WorkingCalendar(span, bank_holidays=days, published_to=calendar.published_to)


def _govuk_name(name: str) -> str:
    if "; " in name:
        return "; ".join(map(_govuk_name, name.split("; ")))
    if name.endswith(" (observed)"):
        return f"{_govuk_name(name.removesuffix(' (observed)'))} (substitute day)"
    for theirs, govuk in (("'", "’"), ("Saint ", "St "), ("Bank Holiday", "bank holiday")):
        name = name.replace(theirs, govuk)
    return _GOVUK_NAMES.get(name, name)


@dataclass(frozen=True)
class Calendars:
    """What chooses the calendars of a command: its `division`, and those `listed` in its file."""

    division: Division | None = None
    listed: Mapping[Division, WorkingCalendar] | None = None
    extra: tuple[date, ...] = ()
    without: tuple[date, ...] = ()

    def calendar(
        self,
        division: Division,
        span: Period,
        extra: tuple[date, ...] = (),
        without: tuple[date, ...] = (),
    ) -> WorkingCalendar:
        """Return a division's calendar for at least a span, with days added or left out."""
        first, last = span.first.year, span.last.year
        if self.listed is not None:
            if division not in self.listed:
                problem = f"the file has no bank holidays of {division}"
                raise UsageError(problem, "another --division")
            source = self.listed[division]
        elif last < FIRST_YEAR or first > LAST_YEAR:
            years = f"{FIRST_YEAR} to {LAST_YEAR}"
            problem = f"no bank holidays are known for that time: only from {years}"
            raise OutOfRangeError(problem, f"a date from {years}")
        elif division is Division.ENGLAND and {first, last} <= _TABLED:
            source = table()
        else:
            source = from_package(division, FIRST_YEAR, LAST_YEAR)
        extra, without = self.extra + extra, self.without + without
        return changed(source, extra, without) if extra or without else source
