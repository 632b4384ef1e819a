"""Days counted one by one, so that each that is skipped can be named.

They are walked, not looked up: the walk proves what the look-ups of a calendar answer.
"""

from collections.abc import Iterator
from datetime import date, timedelta
from itertools import groupby

from jtai_cli.records import dataclass
from jtai_cli.workingdays import WorkingCalendar

DAY = timedelta(days=1)
WEEKEND, CLOSURE = "weekend", "closure"


@dataclass(frozen=True, slots=True)
class CountedDay:
    """A day of a count: its number from 1, or why it has none ("weekend", "Good Friday")."""

    day: date
    counted: int | None
    why: str | None


@dataclass(frozen=True, slots=True)
class Run:
    """Days in a row: those counted, with the weekends between them; or days off for one reason.

    `first` is the earlier day and `last` the later one, whichever way the count goes. `counted`
    and `weekend_days` are how many days of the run are which, and `total` how many are counted
    up to its end. `why` names a bank holiday or "closure".
    """

    first: date
    last: date
    counted: int
    weekend_days: int
    total: int
    why: str | None


@dataclass(frozen=True, slots=True)
class Count:
    """The days from one to another, in the order in which they are counted.

    The first is not among `days` and the last is; a count back goes from the nearest day down.
    `counted` is signed: negative back.
    """

    first: date
    last: date
    counted: int
    days: tuple[CountedDay, ...]

    def skipped(self) -> tuple[CountedDay, ...]:
        """Give the days that are not counted."""
        return tuple(day for day in self.days if day.counted is None)

    def runs(self) -> Iterator[Run]:
        """Give the days gathered into runs, in the order in which they are counted."""
        total = 0
        for why, group in groupby(self.days, key=_off_by_name):
            days = tuple(group)
            counted = sum(day.counted is not None for day in days)
            total += counted
            weekend_days = sum(day.why == WEEKEND for day in days)
            ends = sorted((days[0].day, days[-1].day))
            yield Run(ends[0], ends[1], counted, weekend_days, total, why)


def count(first: date, last: date, calendar: WorkingCalendar) -> Count:
    """Count from one day to another, day by day.

    Raises:
        OutOfRangeError: either lies outside the calendar.
    """
    days: list[CountedDay] = []
    step = -DAY if last < first else DAY
    number, day = 0, first
    while day != last:
        day += step
        number = _counted(day, number, days, calendar)
    return Count(first, last, -number if last < first else number, tuple(days))


def walk(first: date, working_days: int, calendar: WorkingCalendar) -> Count:
    """Count a number of working days from a day, day by day; back, when it is negative.

    Raises:
        OutOfRangeError: the count leaves the calendar.
    """
    days: list[CountedDay] = []
    step = -DAY if working_days < 0 else DAY
    number, day = 0, first
    while number < abs(working_days):
        day += step
        number = _counted(day, number, days, calendar)
    return Count(first, day, working_days, tuple(days))


def pass_by(first: date, calendar_days: int) -> Count:
    """Count calendar days from a day; back, when the number is negative. None is skipped."""
    step = -DAY if calendar_days < 0 else DAY
    numbers = range(1, abs(calendar_days) + 1)
    days = tuple(CountedDay(first + step * number, number, None) for number in numbers)
    return Count(first, first + DAY * calendar_days, calendar_days, days)


def _counted(day: date, number: int, days: list[CountedDay], calendar: WorkingCalendar) -> int:
    """Add a day to those walked; return how many are counted with it."""
    why = calendar.why_not(day)
    number += why is None
    days.append(CountedDay(day, number if why is None else None, why))
    return number


def _off_by_name(day: CountedDay) -> str | None:
    return None if day.why == WEEKEND else day.why
