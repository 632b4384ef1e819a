"""Working days counted by four engines besides this one: numpy, GOV.UK's list, two packages.

numpy counts every day of 2012 to 2040 by every offset here; those that walk from day to day are
asked of some days, all of them by `make differential`.
"""

import runpy
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from workalendar.europe import UnitedKingdom

from jtai_cli import bankholidays

SCRIPT = Path(__file__).parent.parent / "scripts" / "differential.py"
DIFFERENTIAL: dict[str, Any] = runpy.run_path(str(SCRIPT))
EVERY, SOME = 1, 401
"""Of how many days one is taken. 401 is a prime, so that every weekday has its turn."""
SHIFTED = {"numpy": EVERY, "GOV.UK's": SOME, "holidays": SOME, "workalendar": SOME}

ENGINES: dict[str, Any] = {one.name.split()[0]: one for one in DIFFERENTIAL["engines"]()}

engines = pytest.mark.parametrize("name", ENGINES)


def days_of(name: str, step: int) -> list[date]:
    days: list[date] = DIFFERENTIAL["every_day"](ENGINES[name].calendar())
    return days[::step]


@engines
def test_every_day_is_a_working_day_or_not_as_another_engine_says(name: str) -> None:
    told = DIFFERENTIAL["compare_days"](ENGINES[name])
    assert (told.sums, told.differences) == (len(days_of(name, EVERY)), ())


@engines
def test_days_are_shifted_by_every_offset_as_another_engine_shifts_them(name: str) -> None:
    days, offsets = days_of(name, SHIFTED[name]), DIFFERENTIAL["OFFSETS"]
    told = DIFFERENTIAL["compare_shifts"](ENGINES[name], days, offsets)
    by = len(offsets) if ENGINES[name].stays else len(offsets) - 1
    assert (told.sums, told.differences) == (len(days) * by, ())


@engines
def test_days_are_counted_between_as_another_engine_counts_them(name: str) -> None:
    days = days_of(name, 101)
    told = DIFFERENTIAL["compare_counts"](ENGINES[name], days, range(-200, 201, 25))
    assert told.differences == ()
    assert told.sums > 16 * len(days)


def test_a_difference_is_told_in_words() -> None:
    engine = ENGINES["workalendar"]
    (day,) = (day for day in days_of("workalendar", EVERY) if str(day) == "2023-05-05")
    wrong = DIFFERENTIAL["Engine"](
        "wrong", engine.open_days, lambda days, _: list(days), engine.counts
    )
    told = DIFFERENTIAL["compare_shifts"](wrong, [day], [1])
    assert told == (1, ("2023-05-05 +1 wd: 2023-05-09, not 2023-05-05",))


def test_workalendar_lacks_one_bank_holiday_of_these_years() -> None:
    # When a new one has it, the engine need not be told of it any more.
    told, calendar = UnitedKingdom(), bankholidays.table().calendar()
    days = DIFFERENTIAL["every_day"](calendar)
    lacking = [day for day in days if told.is_working_day(day) is not calendar.is_working_day(day)]
    assert lacking == [DIFFERENTIAL["CORONATION"]]
