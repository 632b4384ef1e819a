"""Compare our shifts and counts with those of other libraries: `make differential`.

All start from every day of England's table and use our bank holidays. Exits with 1 if one differs.
"""

import sys
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

import numpy as np
from workalendar.europe import UnitedKingdom

from jtai_cli import bankholidays
from jtai_cli.errors import OutOfRangeError
from jtai_cli.workingdays import SATURDAY

OURS = bankholidays.table()
DAY = timedelta(days=1)
DAYS = [OURS.first + number * DAY for number in range((OURS.last - OURS.first).days + 1)]
FAR = {1, 2, 3, 4, 5, 7, 10, 15, 24, 31, 34, 70, 125}
"""The distances for libraries that step day by day, which is slow; numpy gets every distance."""
NUMPY: Any = {"busdaycal": np.busdaycalendar(holidays=[*OURS.bank_holidays])}
KINGDOM: Any = UnitedKingdom()
KINGDOM.holidays_set = lambda _: OURS.bank_holidays


def walk(day: date, far: int) -> date:
    """Shift by stepping from day to day."""
    step = 1 if far > 0 else -1
    while far:
        day += step * DAY
        if day.weekday() < SATURDAY and day not in OURS.bank_holidays:
            far -= step
    return day


def others(day: date, far: int) -> Iterator[bool]:
    """Give, for each library, whether it agrees with us."""
    # numpy first moves a day off to a working day: here, against the direction of the shift.
    roll: Any = "backward" if far > 0 else "forward"
    shifted = {"numpy": date.fromisoformat(str(np.busday_offset(day, far, roll=roll, **NUMPY)))}
    if abs(far) in FAR:
        shifted |= {"workalendar": KINGDOM.add_working_days(day, far), "by hand": walk(day, far)}
    for reached in shifted.values():
        try:
            yield OURS.shift(day, far) == reached and OURS.between(day, reached) == far
        except OutOfRangeError:
            yield not OURS.first <= reached <= OURS.last
    end = day + far * DAY
    if OURS.first <= end <= OURS.last:
        # numpy counts the first day and not the last.
        ahead = np.busday_count(day + DAY, end + DAY, **NUMPY)
        yield OURS.between(day, end) == (ahead if far > 0 else -np.busday_count(end, day, **NUMPY))


if __name__ == "__main__":
    every = [
        is_same for day in DAYS for far in range(-200, 201) if far for is_same in others(day, far)
    ]
    print(f"{len(every):,} shifts and counts compared, {every.count(False)} differ")
    sys.exit(not all(every))
