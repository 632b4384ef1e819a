"""Working days: counted, shifted and told apart in constant time.

The day counted from is day zero and the next working day is one; zero moves nothing.
"""

from array import array
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import accumulate, compress

from jtai_cli.errors import OutOfRangeError

SATURDAY = 5
_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Period:
    """A run of days, both ends included; `last` is never before `first`."""

    first: date
    last: date

    def __contains__(self, day: date) -> bool:
        """Tell whether a day lies in the period, its ends included."""
        return self.first <= day <= self.last


class WorkingCalendar:
    """The working days of a span of years.

    A day is a working day unless it is a Saturday, a Sunday, one of `bank_holidays` (day to
    name) or inside one of `closures`. Bank holidays after `published_to` are projected: the
    government has not published them yet. Days outside `first` to `last`, both included, are
    unknown, and asking about one raises OutOfRangeError.
    """

    __slots__ = (
        "_base", "_ordinals", "_ranks",
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
        for day in self._closed_days():
            if day in span:
                flags[day.toordinal() - base] = 0
        # _ranks[i]: how many working days there are up to and including day i of the span.
        self._ranks = array("i", accumulate(flags))
        self._ordinals = array("i", compress(range(base, base + length), flags))

    def _closed_days(self) -> Iterable[date]:
        yield from self.bank_holidays
        for closure in self.closures:
            day = max(closure.first, self.first)
            while day <= min(closure.last, self.last):
                yield day
                day += _DAY

    def with_closures(self, closures: Iterable[Period]) -> "WorkingCalendar":
        """Return the calendar on which the closures' days are not working days either."""
        added = tuple(closures)
        if not added:
            return self
        return WorkingCalendar(
            Period(self.first, self.last),
            bank_holidays=self.bank_holidays,
            published_to=self.published_to,
            closures=self.closures + added,
        )

    def is_working_day(self, day: date) -> bool:
        """Tell whether a day is a working day.

        Raises:
            OutOfRangeError: the day lies outside the calendar.
        """
        rank = self._rank(day)
        return rank > 0 and self._ordinals[rank - 1] == day.toordinal()

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
        rank = self._rank(day)
        if working_days > 0:
            index = rank + working_days - 1
        elif working_days < 0:
            # A day that is no working day stands after the last one it has passed.
            at_work = rank > 0 and self._ordinals[rank - 1] == day.toordinal()
            index = rank + working_days - (1 if at_work else 0)
        else:
            return day
        if 0 <= index < len(self._ordinals):
            return date.fromordinal(self._ordinals[index])
        raise self._out_of_range(f"{working_days:+d} working days from {day.isoformat()}")

    def between(self, first: date, last: date) -> int:
        """Count the working days from one day to another, signed.

        Forwards the first day is not counted and the last is. Backwards the days before the
        first are counted, down to and including the last, as a negative number. So
        `between(day, shift(day, n))` is n from any working day.

        Raises:
            OutOfRangeError: either day lies outside the calendar.
        """
        if last >= first:
            return self._rank(last) - self._rank(first)
        return self._rank_before(last) - self._rank_before(first)

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
        return tuple(
            (day, name)
            for day, name in sorted(self.bank_holidays.items())
            if day in period and day.weekday() < SATURDAY
        )

    def is_projected(self, day: date) -> bool:
        """Tell whether the bank holidays of that time are not published yet."""
        return day > self.published_to

    def _rank(self, day: date) -> int:
        index = day.toordinal() - self._base
        if 0 <= index < len(self._ranks):
            return self._ranks[index]
        raise self._out_of_range(day.isoformat())

    def _rank_before(self, day: date) -> int:
        return self._rank(day) - self.is_working_day(day)

    def _out_of_range(self, what: str) -> OutOfRangeError:
        return OutOfRangeError(
            f"{what} lies outside the years whose bank holidays are known: "
            f"{self.first.year} to {self.last.year}",
            "a count that stays within those years; with --bank-holidays FILE those are the file's",
        )
