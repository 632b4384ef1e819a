"""The generated table of England's bank holidays: what the script writes, every day of it right."""

import runpy
from datetime import date, timedelta
from pathlib import Path

import holidays
import pytest

from jtai_cli import england

SCRIPT = Path(__file__).parent.parent / "scripts" / "england.py"


def d(text: str) -> date:
    return date.fromisoformat(text)


def weekdays_of(year: int) -> list[date]:
    """Every Monday to Friday of a year."""
    days = (date(year, 1, 1) + timedelta(days=number) for number in range(366))
    return [day for day in days if day.year == year and day.weekday() < 5]


def test_the_module_is_what_the_script_generates_byte_for_byte() -> None:
    generated: str = runpy.run_path(str(SCRIPT))["generate"]()
    assert Path(england.__file__).read_bytes() == generated.encode()


@pytest.mark.parametrize("year", range(england.FIRST_YEAR, england.LAST_YEAR + 1))
def test_every_day_of_a_year_is_as_the_installed_package_has_it(year: int) -> None:
    told = holidays.country_holidays("GB", subdiv="ENG", years=year)
    in_table = [day for day in weekdays_of(year) if day.isoformat() in england.BANK_HOLIDAYS]
    assert in_table == [day for day in weekdays_of(year) if day in told]


def test_the_table_holds_2012_to_2040() -> None:
    days = [d(text) for text in england.BANK_HOLIDAYS]
    assert (england.FIRST_YEAR, england.LAST_YEAR) == (2012, 2040)
    assert (days[0].year, days[-1].year) == (2012, 2040)


def test_the_table_is_in_order_and_has_weekdays_only() -> None:
    days = [d(text) for text in england.BANK_HOLIDAYS]
    assert days == sorted(set(days))
    assert {day.weekday() for day in days} <= {0, 1, 2, 3, 4}
