"""Working days: count, shift and test them, equally fast at any distance.

The day counted from is day zero, the next working day is one; a shift by zero changes nothing.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Mapping
from datetime import date
from functools import lru_cache
from itertools import accumulate
from typing import NamedTuple

from jtai_cli.errors import OutOfRangeError

SATURDAY = 5
WEEKEND, CLOSURE = "weekend", "closure"  # why a day is off if it is no bank holiday
_from_ordinal = date.fromordinal  # bound once: looked up in each shift, it takes 320 ns, not 265


class Period(NamedTuple):
    """A run of days, both ends included; `last` is never before `first`."""

    first: date
    last: date

    def __contains__(self, day: object) -> bool:
        return isinstance(day, date) and self.first <= day <= self.last


class WorkingCalendar:
    """The working days of a span of years.

    A day is a working day unless it is a Saturday, a Sunday, one of `bank_holidays` (day to
    name) or inside one of `closures`. Bank holidays after `published_to` are projected: the
    government has not published them yet. Days outside `first` to `last`, both included, are
    unknown, and asking about one raises OutOfRangeError.
    """

    def __init__(
        self,
        span: Period,
        *,
        bank_holidays: Mapping[date, str],
        published_to: date,
        closures: tuple[Period, ...] = (),
    ) -> None:
        self.first, self.last = span
        self.bank_holidays = bank_holidays
        self.published_to = published_to
        self.closures = closures
        base = self._base = span.first.toordinal()
        length = span.last.toordinal() - base + 1
        # 1 for a working day. The day with the ordinal 1 is a Monday.
        week = bytes((base - 1 + place) % 7 < SATURDAY for place in range(7))
        flags = bytearray(week * (length // 7 + 1))[:length]
        for first, last in (*((day, day) for day in bank_holidays), *self.closures):
            start = max(first.toordinal() - base, 0)
            end = max(min(last.toordinal() - base + 1, length), start)
            flags[start:end] = bytes(end - start)
        # The working days of the span are numbered from 1: day i of the span has the number of
        # the latest working day up to and including it.
        self._flags, self._numbers = bytes(flags), list(accumulate(flags))
        self._ordinals = [base + index for index, flag in enumerate(flags) if flag]
        self._listed = tuple(o for o in sorted(bank_holidays.items()) if o[0].weekday() < SATURDAY)
        self._listed_days = [day for day, _ in self._listed]

    @lru_cache(maxsize=64)  # noqa: B019 - 64, as inspections often share closures
    def with_closures(self, closures: tuple[Period, ...]) -> "WorkingCalendar":
        """Return this calendar with the days of the closures as days off too."""
        span, every = Period(self.first, self.last), self.closures + closures
        return WorkingCalendar(
            span, bank_holidays=self.bank_holidays, published_to=self.published_to, closures=every
        )

    def is_working_day(self, day: date) -> bool:
        """Return whether a day is a working day."""
        if not self.first <= day <= self.last:
            raise self.out_of_range(day.isoformat())
        return self._flags[day.toordinal() - self._base] == 1

    def shift(self, day: date, working_days: int) -> date:
        """Move by a number of working days; the day counted from is day zero.

        From a Saturday +1 is the Monday and −1 the Friday (where both are working days); zero
        returns the day itself, whatever it is.

        >>> week = Period(date(2025, 3, 3), date(2025, 3, 16))
        >>> calendar = WorkingCalendar(week, bank_holidays={}, published_to=week.last)
        >>> calendar.shift(date(2025, 3, 7), 1).strftime("%A %d %B")  # from a Friday
        'Monday 10 March'
        """
        index = day.toordinal() - self._base
        if not 0 <= index < len(self._numbers):
            raise self.out_of_range(day.isoformat())
        if working_days == 0:
            return day
        number = self._numbers[index] + working_days
        if working_days < 0:
            number += 1 - self._flags[index]
        if not 1 <= number <= len(self._ordinals):
            raise self.out_of_range(f"{working_days:+d} working days from {day.isoformat()}")
        return _from_ordinal(self._ordinals[number - 1])

    def between(self, first: date, last: date) -> int:
        """Return how many working days it is from one day to another; to `shift(day, n)` it is n.

        Forwards, the first day is not counted and the last is. Backwards, the number is negative:
        the days before the first are counted, down to and including the last.
        """
        numbers, flags = self._numbers, self._flags
        start, end = first.toordinal() - self._base, last.toordinal() - self._base
        if not (0 <= start < len(flags) and 0 <= end < len(flags)):
            outside = last if 0 <= start < len(flags) else first
            raise self.out_of_range(outside.isoformat())
        if start <= end:
            return numbers[end] - numbers[start]
        # Backwards: the working days that have passed by the start of each day.
        return numbers[end] - flags[end] - numbers[start] + flags[start]

    def roll_forward(self, day: date) -> date:
        """Return the day itself if it is a working day, else the next one."""
        return day if self.is_working_day(day) else self.shift(day, 1)

    def roll_back(self, day: date) -> date:
        """Return the day itself if it is a working day, else the one before."""
        return day if self.is_working_day(day) else self.shift(day, -1)

    def why_not(self, day: date) -> str | None:
        """Return why a day is off: "weekend", else a bank holiday's name, else "closure"."""
        if self.is_working_day(day):
            return None
        return WEEKEND if day.weekday() >= SATURDAY else self.bank_holidays.get(day, CLOSURE)

    def bank_holidays_within(self, period: Period) -> tuple[tuple[date, str], ...]:
        """List the bank holidays on weekdays in a period, both ends included, by date."""
        begin = bisect_left(self._listed_days, period.first)
        return self._listed[begin : bisect_right(self._listed_days, period.last)]

    def is_projected(self, day: date) -> bool:
        """Return whether a day lies after the years whose bank holidays are published."""
        return day > self.published_to

    def out_of_range(self, what: str) -> OutOfRangeError:
        """Return the error for a day outside the calendar's years."""
        return OutOfRangeError(
            f"{what} lies outside the years whose bank holidays are known: "
            f"{self.first.year} to {self.last.year}",
            "a date within those years; with --bank-holidays FILE, the years in that file",
        )
