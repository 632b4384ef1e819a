"""One date counted day by day."""

from dataclasses import dataclass
from datetime import date, timedelta

from jtai_cli.workingdays import WorkingCalendar


@dataclass(frozen=True, slots=True)
class CountedDay:
    """A day of a count: its number from 1, or why it has none ("weekend", "Good Friday")."""

    day: date
    counted: int | None
    why: str | None


@dataclass(frozen=True, slots=True)
class Count:
    """The days from one to another, in the order in which they are counted.

    The first is not among `days` and the last is; a count back goes from the nearest day down.
    `working_days` is signed: negative back.
    """

    first: date
    last: date
    working_days: int
    days: tuple[CountedDay, ...]

    def skipped(self) -> tuple[CountedDay, ...]:
        """Give the days that are not counted."""
        return tuple(day for day in self.days if day.counted is None)


def count(first: date, last: date, calendar: WorkingCalendar) -> Count:
    """Count from one day to another, day by day.

    Raises:
        OutOfRangeError: either lies outside the calendar.
    """
    back = last < first
    step = timedelta(days=-1 if back else 1)
    days, number, day = [], 0, first
    while day != last:
        day += step
        why = calendar.why_not(day)
        number += why is None
        days.append(CountedDay(day, number if why is None else None, why))
    return Count(first, last, -number if back else number, tuple(days))
