"""Working days: counted, shifted and told apart, as quickly however far.

The day counted from is day zero and the next working day is one; zero moves nothing.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping
from datetime import date
from functools import lru_cache
from itertools import accumulate
from typing import NamedTuple

from jtai_cli.errors import OutOfRangeError

SATURDAY = 5
_KEPT = 64
"""How many calendars with closures are kept, for inspections often share theirs."""


class Period(NamedTuple):
    """A run of days, both ends included; `last` is never before `first`."""

    first: date
    last: date

    def __contains__(self, day: object) -> bool:
        """Tell whether a day lies in the period, its ends included."""
        return isinstance(day, date) and self.first <= day <= self.last


class WorkingCalendar:
    """The working days of a span of years.

    A day is a working day unless it is a Saturday, a Sunday, one of `bank_holidays` (day to
    name) or inside one of `closures`. Bank holidays after `published_to` are projected: the
    government has not published them yet. Days outside `first` to `last`, both included, are
    unknown, and asking about one raises OutOfRangeError.
    """

    __slots__ = (
        "_base", "_days", "_flags", "_latest", "_listed", "_listed_days",
        "bank_holidays", "closures", "first", "last", "published_to",
    )  # fmt: skip

    def __init__(
        self,
        span: Period,
        *,
        bank_holidays: Mapping[date, str],
        published_to: date,
        closures: Iterable[Period] = (),
    ) -> None:
        self.first, self.last = span.first, span.last
        self.bank_holidays = bank_holidays
        self.published_to = published_to
        self.closures = tuple(closures)
        base = self._base = span.first.toordinal()
        length = span.last.toordinal() - base + 1
        # 1 for a working day; the week turns at the span's first day.
        week = [weekday < SATURDAY for weekday in range(7)]
        turn = span.first.weekday()
        flags = bytearray((week[turn:] + week[:turn]) * (length // 7 + 1))[:length]
        for day in bank_holidays:
            if day in span:
                flags[day.toordinal() - base] = 0
        for closure in self.closures:
            start = max(closure.first.toordinal() - base, 0)
            end = max(min(closure.last.toordinal() - base + 1, length), start)
            flags[start:end] = bytes(end - start)
        # The working days of the span are numbered from 1. For its day i, _latest[i] is the
        # number of the latest that has come by its end.
        self._flags, self._latest = bytes(flags), list(accumulate(flags))
        # The working days by number, as they are met: making them all takes longer than a timeline.
        self._days: dict[int, date] = {}
        self._listed = sorted(
            (day, name) for day, name in bank_holidays.items() if day.weekday() < SATURDAY
        )
        self._listed_days = [day for day, _ in self._listed]

    def with_closures(self, closures: Iterable[Period]) -> "WorkingCalendar":
        """Return the calendar on which the closures' days are not working days either."""
        added = tuple(closures)
        return _closed(self, added) if added else self

    def is_working_day(self, day: date) -> bool:
        """Tell whether a day is a working day.

        Raises:
            OutOfRangeError: the day lies outside the calendar.
        """
        index = self._index(day)
        return self._flags[index] == 1

    def shift(self, day: date, working_days: int) -> date:
        """Move by a number of working days; the day counted from is day zero.

        From a Saturday +1 is the Monday and −1 the Friday (where both are working days); zero
        returns the day itself, whatever it is.

        >>> week = Period(date(2025, 3, 3), date(2025, 3, 16))
        >>> calendar = WorkingCalendar(week, bank_holidays={}, published_to=week.last)
        >>> calendar.shift(date(2025, 3, 7), 1).strftime("%A %d %B")  # from a Friday
        'Monday 10 March'

        Raises:
            OutOfRangeError: the day, or the day arrived at, lies outside the calendar.
        """
        index = day.toordinal() - self._base
        if index >= 0:
            try:
                if working_days > 0:
                    return self._days[self._latest[index] + working_days]
                if working_days < 0:
                    return self._days[self._next(index) + working_days]
            except LookupError:
                pass  # it is not met yet, or there is none
        return self._searched(day, working_days)

    def between(self, first: date, last: date) -> int:
        """Count the working days from one day to another, signed.

        Forwards the first day is not counted and the last is. Backwards the days before the
        first are counted, down to and including the last, as a negative number. So
        `between(day, shift(day, n))` is n from any working day.

        Raises:
            OutOfRangeError: either day lies outside the calendar.
        """
        base = self._base
        start, end = first.toordinal() - base, last.toordinal() - base
        if start >= 0 and end >= 0:
            try:
                # What has passed by the ends of the two days; backwards, by their starts.
                if start <= end:
                    return self._latest[end] - self._latest[start]
                return self._next(end) - self._next(start)
            except IndexError:
                pass  # one of them is not known
        raise self._out_of_range((first if self._holds(end) else last).isoformat())

    def roll_forward(self, day: date) -> date:
        """Return the day itself if it is a working day, else the next one.

        Raises:
            OutOfRangeError: there is none left in the calendar.
        """
        return day if self.is_working_day(day) else self.shift(day, 1)

    def roll_back(self, day: date) -> date:
        """Return the day itself if it is a working day, else the one before.

        Raises:
            OutOfRangeError: there is none left in the calendar.
        """
        return day if self.is_working_day(day) else self.shift(day, -1)

    def why_not(self, day: date) -> str | None:
        """Say why a day is not a working day: "weekend", a bank holiday's name or "closure".

        A working day gives None. A weekend is told first, then a bank holiday.

        Raises:
            OutOfRangeError: the day lies outside the calendar.
        """
        if self.is_working_day(day):
            return None
        if day.weekday() >= SATURDAY:
            return "weekend"
        return self.bank_holidays.get(day, "closure")

    def bank_holidays_within(self, period: Period) -> tuple[tuple[date, str], ...]:
        """List the bank holidays on weekdays of a period, both ends included, by date."""
        start = bisect_left(self._listed_days, period.first)
        return tuple(self._listed[start : bisect_right(self._listed_days, period.last)])

    def is_projected(self, day: date) -> bool:
        """Tell whether the bank holidays of that time are not published yet."""
        return day > self.published_to

    def _searched(self, day: date, working_days: int) -> date:
        """Shift as `shift` does, and keep the day arrived at under its number."""
        index = self._index(day)
        if working_days == 0:
            return day
        number = (self._latest[index] if working_days > 0 else self._next(index)) + working_days
        if not 1 <= number <= self._latest[-1]:
            raise self._out_of_range(f"{working_days:+d} working days from {day.isoformat()}")
        found = date.fromordinal(self._base + bisect_left(self._latest, number))
        self._days[number] = found
        return found

    def _next(self, index: int) -> int:
        """Return the number of the next working day from the start of a day of the span."""
        return self._latest[index] + 1 - self._flags[index]

    def _index(self, day: date) -> int:
        index = day.toordinal() - self._base
        if self._holds(index):
            return index
        raise self._out_of_range(day.isoformat())

    def _holds(self, index: int) -> bool:
        return 0 <= index < len(self._latest)

    def _out_of_range(self, what: str) -> OutOfRangeError:
        return OutOfRangeError(
            f"{what} lies outside the years whose bank holidays are known: "
            f"{self.first.year} to {self.last.year}",
            "a count that stays within those years; with --bank-holidays FILE those are the file's",
        )


@lru_cache(maxsize=_KEPT)
def _closed(calendar: WorkingCalendar, closures: tuple[Period, ...]) -> WorkingCalendar:
    return WorkingCalendar(
        Period(calendar.first, calendar.last),
        bank_holidays=calendar.bank_holidays,
        published_to=calendar.published_to,
        closures=calendar.closures + closures,
    )
