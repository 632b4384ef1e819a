"""Count working days as other engines do, on every day and by every offset, and compare.

`make differential` counts all there is to count and exits with 1 where an engine says otherwise;
`tests/test_differential.py` counts a part of it with the slow engines, and all with the fast ones.
"""

import sys
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache, partial
from importlib.metadata import version
from itertools import groupby
from time import perf_counter
from typing import Any, Literal, NamedTuple

import holidays
import numpy as np
from govuk_bank_holidays.bank_holidays import BankHolidays
from workalendar.europe import UnitedKingdom

from jtai_cli import bankholidays, england
from jtai_cli.errors import OutOfRangeError
from jtai_cli.workingdays import WorkingCalendar

OFFSETS = range(-200, 201)
DAY = timedelta(days=1)
_EPOCH = date(1970, 1, 1).toordinal()
CORONATION = date(2023, 5, 8)
"""The one bank holiday of these years that workalendar 17.0.0 lacks; it is told of it."""

Days = Sequence[date]


@dataclass(frozen=True, slots=True)
class Engine:
    """Something that counts England's working days, by the conventions of `WorkingCalendar`.

    `open_days` tells which of some days are working days, `shifts` moves each by a number of
    working days, `counts` counts from each to the day so many calendar days later. It is asked
    about the years up to `last_year`; by zero only where zero `stays`.
    """

    name: str
    open_days: Callable[[Days], list[bool]]
    shifts: Callable[[Days, int], list[date]]
    counts: Callable[[Days, int], list[int]]
    last_year: int = england.LAST_YEAR
    stays: bool = True

    def calendar(self) -> WorkingCalendar:
        """Return jtai's own calendar of the years that the engine knows."""
        return bankholidays.table().in_years(england.FIRST_YEAR, self.last_year).calendar()


class Told(NamedTuple):
    """How many sums were compared, and those that differ, each in words."""

    sums: int
    differences: tuple[str, ...]


def every_day(calendar: WorkingCalendar) -> list[date]:
    """List the days of a calendar."""
    length = (calendar.last - calendar.first).days + 1
    return [calendar.first + timedelta(days=number) for number in range(length)]


def compare_days(engine: Engine) -> Told:
    """Compare which of all days are working days."""
    calendar = engine.calendar()
    days = every_day(calendar)
    ours = [calendar.is_working_day(day) for day in days]
    return _told([("is a working day", days, ours, engine.open_days(days))])


def compare_shifts(engine: Engine, days: Days, offsets: Iterable[int]) -> Told:
    """Compare where days are moved to; what leaves the calendar must be refused."""
    calendar = engine.calendar()
    return _told(
        _shifted(engine, calendar, some, offset)
        for some in _in_years(days)
        for offset in offsets
        if offset or engine.stays
    )


def compare_counts(engine: Engine, days: Days, distances: Iterable[int]) -> Told:
    """Compare the working days from each day to the one so many calendar days later."""
    calendar = engine.calendar()
    return _told(_counted(engine, calendar, days, distance) for distance in distances)


def _in_years(days: Days) -> list[Days]:
    """Part days by their year, so that those near the ends of a calendar stand apart."""
    return [list(some) for _, some in groupby(days, lambda day: day.year)]


def _shifted(
    engine: Engine, calendar: WorkingCalendar, days: Days, offset: int
) -> tuple[str, Days, Sequence[date | None], Sequence[date | None]]:
    what, theirs = f"{offset:+d} wd", engine.shifts(days, offset)
    if calendar.first <= min(theirs) and max(theirs) <= calendar.last:
        return what, days, [calendar.shift(day, offset) for day in days], theirs
    refused = [_shift(calendar, day, offset) for day in days]
    return what, days, refused, [_within(calendar, day) for day in theirs]


def _counted(
    engine: Engine, calendar: WorkingCalendar, days: Days, distance: int
) -> tuple[str, Days, list[int], list[int]]:
    ahead = timedelta(days=distance)
    days = [day for day in days if _within(calendar, day + ahead)]
    ours = [calendar.between(day, day + ahead) for day in days]
    return f"to {distance:+d} days", days, ours, engine.counts(days, distance)


def _told(parts: Iterable[tuple[str, Days, Sequence[object], Sequence[object]]]) -> Told:
    sums, differences = 0, []
    for what, days, ours, theirs in parts:
        sums += len(days)
        if ours != theirs:
            rows = zip(days, ours, theirs, strict=True)
            differences += [f"{day} {what}: {x}, not {y}" for day, x, y in rows if x != y]
    return Told(sums, tuple(differences))


def _shift(calendar: WorkingCalendar, day: date, offset: int) -> date | None:
    try:
        return calendar.shift(day, offset)
    except OutOfRangeError:
        return None


def _within(calendar: WorkingCalendar, day: date) -> date | None:
    return day if calendar.first <= day <= calendar.last else None


# The engines


def numpy_engine(name: str, bank_holidays: Iterable[date], last_year: int) -> Engine:
    """Let numpy count, on a list of bank holidays."""
    calendar = np.busdaycalendar(holidays=_array(bank_holidays))

    def shifts(days: Days, offset: int) -> list[date]:
        # numpy rolls a day off first: forwards back to the day before, so that +1 is the next.
        if offset == 0:
            return list(days)
        roll: Literal["backward", "forward"] = "backward" if offset > 0 else "forward"
        moved = np.busday_offset(_array(days), offset, roll=roll, busdaycal=calendar)
        return list(moved.astype(object))

    def counts(days: Days, distance: int) -> list[int]:
        # numpy counts the first day and not the last.
        held, ahead = _array(days), np.timedelta64(distance, "D")
        if distance < 0:
            told = -np.busday_count(held + ahead, held, busdaycal=calendar)
        else:
            told = np.busday_count(held + 1, held + ahead + 1, busdaycal=calendar)
        return [int(count) for count in told.tolist()]

    def open_days(days: Days) -> list[bool]:
        return [bool(told) for told in np.is_busday(_array(days), busdaycal=calendar).tolist()]

    return Engine(name, open_days, shifts, counts, last_year)


def _array(days: Iterable[date]) -> Any:  # noqa: ANN401 - numpy's types of dates say less than they cost
    # By number, which is ten times as fast as to let numpy read dates.
    numbers = np.fromiter(map(date.toordinal, days), dtype=np.int64)
    return (numbers - _EPOCH).astype("datetime64[D]")


def holidays_engine() -> Engine:
    """Let the package `holidays` count, which walks from day to day; its zero rolls forward."""
    years = range(england.FIRST_YEAR - 1, england.LAST_YEAR + 2)
    told = _remembering(holidays.country_holidays("GB", subdiv="ENG", years=years))

    def counts(days: Days, distance: int) -> list[int]:
        # It counts both ends, and never with a sign.
        ahead = timedelta(days=distance)
        if distance < 0:
            return [-told.get_working_days_count(day + ahead, day - DAY) for day in days]
        if distance == 0:  # its two ends would then be the wrong way round
            return [0] * len(days)
        return [told.get_working_days_count(day + DAY, day + ahead) for day in days]

    return Engine(
        f"holidays {version('holidays')}",
        lambda days: [told.is_working_day(day) for day in days],
        lambda days, offset: [told.get_nth_working_day(day, offset) for day in days],
        counts,
        stays=False,
    )


def workalendar_engine() -> Engine:
    """Let `workalendar` count, which walks too, and has rules of its own for bank holidays."""
    told = UnitedKingdom()
    told.non_computable_holiday_dict = {
        **told.non_computable_holiday_dict,
        CORONATION.year: [(CORONATION, "Coronation")],
    }
    _remembering(told)

    def counts(days: Days, distance: int) -> list[int]:
        # It leaves out the earlier of the two days, whichever is given first.
        ahead = timedelta(days=distance)
        if distance < 0:
            return [-told.get_working_days_delta(day + ahead - DAY, day - DAY) for day in days]
        return [told.get_working_days_delta(day, day + ahead) for day in days]

    return Engine(
        f"workalendar {version('workalendar')}",
        lambda days: [told.is_working_day(day) for day in days],
        lambda days, offset: [told.add_working_days(day, offset) for day in days],
        counts,
    )


def _remembering(engine: Any) -> Any:  # noqa: ANN401 - either package's own type
    """Let an engine keep what it says of a day, for it asks itself so at every step."""
    engine.is_working_day = cache(engine.is_working_day)
    return engine


def engines() -> tuple[Engine, ...]:
    """Return all engines, the fast ones first."""
    kept = BankHolidays(use_cached_holidays=True)  # as the package brings it: no network
    govuk = [one["date"] for one in kept.get_holidays(division="england-and-wales")]
    table = bankholidays.table().days
    return (
        numpy_engine(f"numpy {np.__version__}", table, england.LAST_YEAR),
        numpy_engine("GOV.UK's list, by numpy", govuk, max(govuk).year),
        holidays_engine(),
        workalendar_engine(),
    )


def main() -> int:
    """Compare everything; return 1 where something differs."""
    differing = 0
    for engine in engines():
        begun = perf_counter()
        days = every_day(engine.calendar())
        for what, compare in (
            ("working days told", partial(compare_days, engine)),
            ("days shifted", partial(compare_shifts, engine, days, OFFSETS)),
            ("days counted between", partial(compare_counts, engine, days, OFFSETS)),
        ):
            told = compare()
            differing += len(told.differences)
            print(f"{engine.name:<24} {what:<21} {told.sums:>9,}  {len(told.differences)} differ")
            sys.stdout.writelines(f"  {line}\n" for line in told.differences[:5])
            sys.stdout.flush()
        print(f"{engine.name:<24} {perf_counter() - begun:.0f} s")
    return int(differing > 0)


if __name__ == "__main__":
    sys.exit(main())
