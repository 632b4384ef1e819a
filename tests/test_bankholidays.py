"""Bank holidays: GOV.UK's published list as the oracle, the years known, lists changed."""

import json
import runpy
from functools import cache
from importlib.resources import files
from pathlib import Path

import pytest

from jtai_cli.bankholidays import (
    Calendars,
    Division,
    changed,
    differences,
    from_package,
    in_years,
    table,
)
from jtai_cli.errors import OutOfRangeError, UsageError
from jtai_cli.generated import england
from jtai_cli.workingdays import Period, WorkingCalendar
from tests.conftest import d

ENGLAND = table()
PROJECT = Path(__file__).parents[1]


def period(text: str) -> Period:
    first, last = text.split("..")
    return Period(d(first), d(last))


SPRING = period("2025-03-03..2025-06-30")


@cache
def govuk(division: str) -> dict[str, str]:
    """GOV.UK's list as its page prints it: day to name, what stands in brackets included."""
    text = files("govuk_bank_holidays").joinpath("bank-holidays.json").read_text("utf-8")
    return {
        event["date"]: f"{event['title']} ({event['notes'].lower()})".removesuffix(" ()")
        for event in json.loads(text)[division]["events"]
    }


def listed(bank_holidays: WorkingCalendar, first_year: int, last_year: int) -> dict[str, str]:
    """The days and names of some years."""
    return {
        day.isoformat(): name
        for day, name in bank_holidays.bank_holidays.items()
        if first_year <= day.year <= last_year
    }


# England's table


def test_the_table_is_what_the_script_generates_byte_for_byte() -> None:
    generated: str = runpy.run_path(str(PROJECT / "scripts" / "england.py"))["generate"]()
    assert Path(england.__file__).read_bytes() == generated.encode()


def test_the_table_is_govuks_list_every_day_and_every_name() -> None:
    assert listed(ENGLAND, 2012, 2028) == govuk("england-and-wales")
    assert d(max(govuk("england-and-wales"))).year == england.PUBLISHED_TO


def test_the_table_and_the_package_do_not_differ() -> None:
    assert differences(ENGLAND, from_package(Division.ENGLAND, 2012, 2040)) == ()


# The installed package

SUBSTITUTE_2012 = {"2012-06-04": ("Spring bank holiday (substitute day)", "Spring bank holiday")}
VE_DAY = {"2020-05-08": ("Early May bank holiday (VE day)", "Early May bank holiday")}
BOTH_ON_MONDAY = ("2nd January", "2nd January; New Year’s Day (substitute day)")
TUESDAY_AFTER = ("New Year’s Day (substitute day)", "2nd January (substitute day)")


@pytest.mark.parametrize(
    ("division", "published", "expected"),
    [
        (Division.ENGLAND, "england-and-wales", SUBSTITUTE_2012 | VE_DAY),
        (Division.WALES, "england-and-wales", SUBSTITUTE_2012 | VE_DAY),
        (Division.NORTHERN_IRELAND, "northern-ireland", VE_DAY),
        (Division.SCOTLAND, "scotland",
         {# The package gives both days that fall on a Monday, and GOV.UK one of them.
          "2012-01-02": BOTH_ON_MONDAY, "2012-01-03": TUESDAY_AFTER, "2017-01-02": BOTH_ON_MONDAY,
          "2017-01-03": TUESDAY_AFTER,
          "2023-01-02": ("New Year’s Day (substitute day)",
                         "2nd January; New Year’s Day (substitute day)"),
          # Proclaimed after GOV.UK's list was taken into its package.
          "2026-06-15": (None, "World Cup bank holiday"), **SUBSTITUTE_2012, **VE_DAY}),
    ],
)  # fmt: skip
def test_the_package_differs_from_govuk_in_these_days_only(
    division: Division, published: str, expected: dict[str, tuple[str | None, str | None]]
) -> None:
    theirs, ours = govuk(published), listed(from_package(division, 2012, 2028), 2012, 2028)
    different = {day: (theirs.get(day), ours.get(day)) for day in theirs | ours}
    assert {day: pair for day, pair in different.items() if pair[0] != pair[1]} == expected


@pytest.mark.parametrize(
    "example",
    # "none": what a division does not have, and what falls on a Saturday.
    """
    england 1978-05-01 Early May bank holiday
    england 1978-01-02 New Year’s Day (substitute day)
    england 2033-01-03 New Year’s Day (substitute day)
    england 2099-12-28 Boxing Day (substitute day)
    england 2025-01-02 none
    england 2026-12-26 none
    wales 2025-04-21 Easter Monday
    wales 2025-03-17 none
    scotland 2025-01-02 2nd January
    scotland 2022-01-04 2nd January (substitute day)
    scotland 2025-08-04 Summer bank holiday
    scotland 2025-12-01 St Andrew’s Day (substitute day)
    scotland 2025-08-25 none
    northern-ireland 2025-03-17 St Patrick’s Day
    northern-ireland 2025-07-14 Battle of the Boyne (Orangemen’s Day) (substitute day)
    northern-ireland 2025-08-25 Summer bank holiday
    """.strip().splitlines(),
)
def test_the_package_is_worded_as_govuk_words_it(example: str) -> None:
    division, day, name = example.split(maxsplit=2)
    assert from_package(Division(division), 1978, 2099).bank_holidays.get(d(day), "none") == name


# Which years are known


@pytest.mark.parametrize(
    ("division", "span", "years"),
    [
        (Division.ENGLAND, "2012-01-01..2040-12-31", (2012, 2040)),
        (Division.ENGLAND, "2011-12-31..2012-01-01", (1978, 2099)),
        (Division.ENGLAND, "2040-12-31..2041-01-01", (1978, 2099)),
        (Division.WALES, "2025-03-03..2025-03-03", (1978, 2099)),
        (Division.SCOTLAND, "1978-01-01..2099-12-31", (1978, 2099)),
        # The answer is narrower than the question; the calendar refuses what it lacks.
        (Division.ENGLAND, "1970-01-01..1978-01-01", (1978, 2099)),
        (Division.ENGLAND, "2099-12-31..2105-01-01", (1978, 2099)),
    ],
)
def test_known_years_include_the_span_as_far_as_they_go(
    division: Division, span: str, years: tuple[int, int]
) -> None:
    found = Calendars().calendar(division, period(span))
    assert (found.first.year, found.last.year) == years
    assert (found is ENGLAND) is (years == (2012, 2040))


@pytest.mark.parametrize("division", list(Division))
@pytest.mark.parametrize("span", ["1977-12-31..1977-12-31", "2100-01-01..2101-06-30"])
def test_a_span_outside_the_known_years_is_refused(division: Division, span: str) -> None:
    with pytest.raises(OutOfRangeError) as refusal:
        Calendars().calendar(division, period(span))
    assert (refusal.value.message, refusal.value.hint) == (
        "no bank holidays are known for that time: only from 1978 to 2099",
        "a date from 1978 to 2099",
    )


# Lists changed and compared


def test_days_are_added_and_removed_in_another_list() -> None:
    before = dict(ENGLAND.bank_holidays)
    found = changed(ENGLAND, (d("2025-06-16"),), (d("2022-09-19"),))
    assert found.why_not(d("2025-06-16")) == "Extra bank holiday"
    assert found.is_working_day(d("2022-09-19"))
    assert changed(found, (), (d("2025-06-16"),)).bank_holidays == {
        day: name for day, name in before.items() if day != d("2022-09-19")
    }
    assert ENGLAND.bank_holidays == before


@pytest.mark.parametrize(
    ("extra", "without", "message"),
    [
        ("2025-06-14", "", "is a weekend, so an extra bank holiday has no effect"),
        ("2025-04-18", "", "is already a bank holiday: Good Friday"),
        ("", "2025-06-16", "is not a bank holiday"),
    ],
)
def test_a_change_that_changes_nothing_is_refused(extra: str, without: str, message: str) -> None:
    with pytest.raises(UsageError) as refusal:
        changed(ENGLAND, tuple(map(d, extra.split())), tuple(map(d, without.split())))
    assert refusal.value.message == f"{extra or without} {message}"


# The calendars of one question


def test_changes_add_up() -> None:
    days = [d("2025-06-16"), d("2025-06-17"), d("2025-04-18")]
    calendars = Calendars(extra=(days[0],))
    once = calendars.calendar(Division.ENGLAND, SPRING)
    twice = calendars.calendar(Division.ENGLAND, SPRING, (days[1],), (days[2],))
    worked = [[calendar.is_working_day(day) for day in days] for calendar in (once, twice)]
    assert worked == [[False, True, False], [False, False, True]]


def test_the_bank_holidays_of_a_file_are_all_that_are_known() -> None:
    two_years = in_years(ENGLAND, 2025, 2026)
    calendars = Calendars(listed={Division.ENGLAND: two_years})
    assert calendars.calendar(Division.ENGLAND, period("2019-01-01..2019-12-31")) is two_years
    with pytest.raises(OutOfRangeError, match="2025 to 2026"):
        calendars.calendar(Division.ENGLAND, SPRING).shift(d("2026-12-31"), 1)
    with pytest.raises(UsageError, match="the file has no bank holidays of wales"):
        calendars.calendar(Division.WALES, SPRING)


@pytest.mark.parametrize(
    ("calendars", "message"),
    [
        (Calendars(extra=(d("2025-06-16"), d("2025-06-16"))), "is already a bank holiday"),
        (Calendars(without=(d("2025-06-16"),)), "is not a bank holiday"),
    ],
    ids=["twice", "none"],
)
def test_changes_of_a_question_that_change_nothing_are_refused(
    calendars: Calendars, message: str
) -> None:
    with pytest.raises(UsageError, match=message):
        calendars.calendar(Division.ENGLAND, SPRING)
