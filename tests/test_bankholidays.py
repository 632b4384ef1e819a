"""Bank holidays: GOV.UK's published list as the oracle, the years known, single days changed."""

import json
from collections.abc import Callable
from datetime import date
from functools import cache
from importlib.resources import files

import pytest

from jtai_cli import bankholidays, england
from jtai_cli.bankholidays import (
    EXTRA,
    BankHolidays,
    Difference,
    Division,
    differences,
    with_article,
)
from jtai_cli.errors import OutOfRangeError, UsageError
from jtai_cli.workingdays import Period

ENGLAND = bankholidays.table()


def d(text: str) -> date:
    return date.fromisoformat(text)


def period(text: str) -> Period:
    first, last = text.split("..")
    return Period(d(first), d(last))


@cache
def govuk(division: str) -> dict[str, str]:
    """GOV.UK's list as its page prints it: day to name, what stands in brackets included."""
    text = files("govuk_bank_holidays").joinpath("bank-holidays.json").read_text("utf-8")
    return {
        event["date"]: f"{event['title']} ({event['notes'].lower()})".removesuffix(" ()")
        for event in json.loads(text)[division]["events"]
    }


def held(bank_holidays: BankHolidays, first_year: int, last_year: int) -> dict[str, str]:
    """The days and names of some years."""
    return {
        day.isoformat(): name
        for day, name in bank_holidays.days.items()
        if first_year <= day.year <= last_year
    }


def renamed(division: Division, published: str) -> dict[str, tuple[str | None, str | None]]:
    """Where the package and GOV.UK differ in day or name, 2012 to 2028: GOV.UK's and ours."""
    theirs, ours = govuk(published), held(bankholidays.asked(division, 2012, 2028), 2012, 2028)
    both = sorted(theirs | ours)
    return {
        day: (theirs.get(day), ours.get(day)) for day in both if theirs.get(day) != ours.get(day)
    }


# England's table


def test_the_table_is_govuks_list_every_day_and_every_name() -> None:
    assert held(ENGLAND, 2012, 2028) == govuk("england-and-wales")


def test_the_table_is_published_to_the_last_year_of_govuks_list() -> None:
    last_day = max(govuk("england-and-wales"))
    assert d(last_day).year == england.PUBLISHED_TO


@pytest.mark.parametrize(
    ("day", "name"),
    [
        pytest.param(
            "2012-06-05", "Queen’s Diamond Jubilee (extra bank holiday)", id="jubilee-2012"
        ),
        pytest.param("2020-05-08", "Early May bank holiday (VE day)", id="ve-day"),
        pytest.param("2022-06-03", "Platinum Jubilee bank holiday", id="jubilee-2022"),
        pytest.param(
            "2022-09-19",
            "Bank Holiday for the State Funeral of Queen Elizabeth II",
            id="state-funeral",
        ),
        pytest.param(
            "2023-05-08",
            "Bank holiday for the coronation of King Charles III",
            id="coronation",
        ),
        pytest.param("2022-12-27", "Christmas Day (substitute day)", id="substitute-published"),
        pytest.param("2025-04-21", "Easter Monday", id="easter-monday"),
        pytest.param("2025-08-25", "Summer bank holiday", id="summer"),
        pytest.param("2033-01-03", "New Year’s Day (substitute day)", id="substitute-projected"),
        pytest.param("2040-12-26", "Boxing Day", id="the-last-day"),
    ],
)
def test_the_table_names_days_as_govuk_does(day: str, name: str) -> None:
    assert ENGLAND.days[d(day)] == name


def test_the_table_gives_whole_years_published_to_the_end_of_one() -> None:
    assert (ENGLAND.first, ENGLAND.last, ENGLAND.published_to) == (
        d("2012-01-01"),
        d("2040-12-31"),
        d("2028-12-31"),
    )


def test_the_calendar_takes_over_days_years_and_what_is_published() -> None:
    calendar = ENGLAND.calendar()
    assert (
        calendar.first,
        calendar.last,
        calendar.published_to,
        calendar.bank_holidays,
        calendar.closures,
    ) == (ENGLAND.first, ENGLAND.last, ENGLAND.published_to, ENGLAND.days, ())


# The package, asked live


@pytest.mark.parametrize(
    ("division", "published", "expected"),
    [
        pytest.param(
            Division.ENGLAND,
            "england-and-wales",
            {
                "2012-06-04": ("Spring bank holiday (substitute day)", "Spring bank holiday"),
                "2020-05-08": ("Early May bank holiday (VE day)", "Early May bank holiday"),
            },
            id="england",
        ),
        pytest.param(
            Division.WALES,
            "england-and-wales",
            {
                "2012-06-04": ("Spring bank holiday (substitute day)", "Spring bank holiday"),
                "2020-05-08": ("Early May bank holiday (VE day)", "Early May bank holiday"),
            },
            id="wales",
        ),
        pytest.param(
            Division.SCOTLAND,
            "scotland",
            {
                # The package tells both days that fall on a Monday, and GOV.UK one of them.
                "2012-01-02": ("2nd January", "2nd January; New Year’s Day (substitute day)"),
                "2012-01-03": ("New Year’s Day (substitute day)", "2nd January (substitute day)"),
                "2012-06-04": ("Spring bank holiday (substitute day)", "Spring bank holiday"),
                "2017-01-02": ("2nd January", "2nd January; New Year’s Day (substitute day)"),
                "2017-01-03": ("New Year’s Day (substitute day)", "2nd January (substitute day)"),
                "2020-05-08": ("Early May bank holiday (VE day)", "Early May bank holiday"),
                "2023-01-02": (
                    "New Year’s Day (substitute day)",
                    "2nd January; New Year’s Day (substitute day)",
                ),
                # Proclaimed after GOV.UK's list was taken into its package.
                "2026-06-15": (None, "Scotland's participation in the FIFA World Cup final"),
            },
            id="scotland",
        ),
        pytest.param(
            Division.NORTHERN_IRELAND,
            "northern-ireland",
            {"2020-05-08": ("Early May bank holiday (VE day)", "Early May bank holiday")},
            id="northern-ireland",
        ),
    ],
)
def test_the_package_differs_from_govuk_in_these_days_only(
    division: Division, published: str, expected: dict[str, tuple[str | None, str | None]]
) -> None:
    assert renamed(division, published) == expected


@pytest.mark.parametrize(
    ("division", "day", "name"),
    [
        pytest.param(Division.ENGLAND, "1978-05-01", "Early May bank holiday", id="england-1978"),
        pytest.param(
            Division.ENGLAND, "1978-01-02", "New Year’s Day (substitute day)", id="england-first"
        ),
        pytest.param(
            Division.ENGLAND, "2099-12-28", "Boxing Day (substitute day)", id="england-last"
        ),
        pytest.param(Division.WALES, "2025-04-21", "Easter Monday", id="wales-easter"),
        pytest.param(
            Division.WALES, "2026-12-28", "Boxing Day (substitute day)", id="wales-boxing-day"
        ),
        pytest.param(Division.SCOTLAND, "2025-01-02", "2nd January", id="scotland-january"),
        pytest.param(
            Division.SCOTLAND,
            "2022-01-04",
            "2nd January (substitute day)",
            id="scotland-january-substitute",
        ),
        pytest.param(Division.SCOTLAND, "2025-08-04", "Summer bank holiday", id="scotland-august"),
        pytest.param(
            Division.SCOTLAND,
            "2025-12-01",
            "St Andrew’s Day (substitute day)",
            id="scotland-andrew",
        ),
        pytest.param(
            Division.NORTHERN_IRELAND,
            "2025-03-17",
            "St Patrick’s Day",
            id="northern-ireland-patrick",
        ),
        pytest.param(
            Division.NORTHERN_IRELAND,
            "2025-07-14",
            "Battle of the Boyne (Orangemen’s Day) (substitute day)",
            id="northern-ireland-boyne",
        ),
        pytest.param(
            Division.NORTHERN_IRELAND,
            "2025-08-25",
            "Summer bank holiday",
            id="northern-ireland-august",
        ),
    ],
)
def test_the_package_is_worded_as_govuk_words_it(division: Division, day: str, name: str) -> None:
    assert bankholidays.asked(division, 1978, 2099).days[d(day)] == name


@pytest.mark.parametrize(
    ("division", "day"),
    [
        pytest.param(Division.SCOTLAND, "2025-04-21", id="scotland-has-no-easter-monday"),
        pytest.param(Division.SCOTLAND, "2025-08-25", id="scotland-has-no-late-august"),
        pytest.param(Division.ENGLAND, "2025-01-02", id="england-has-no-2nd-january"),
        pytest.param(Division.WALES, "2025-03-17", id="wales-has-no-st-patricks-day"),
        pytest.param(Division.ENGLAND, "2026-12-26", id="a-saturday-is-not-held"),
    ],
)
def test_a_division_has_its_own_days_only(division: Division, day: str) -> None:
    assert d(day) not in bankholidays.asked(division, 1978, 2099).days


def test_what_is_asked_holds_just_the_years_asked_for() -> None:
    two_years = bankholidays.asked(Division.WALES, 2025, 2026)
    assert (two_years.first, two_years.last, two_years.published_to) == (
        d("2025-01-01"),
        d("2026-12-31"),
        d("2028-12-31"),
    )
    assert {day.year for day in two_years.days} == {2025, 2026}


# Which years are known


@pytest.mark.parametrize(
    ("division", "span", "expected"),
    [
        pytest.param(
            Division.ENGLAND, "2012-01-01..2040-12-31", "2012 to 2040", id="england-in-the-table"
        ),
        pytest.param(
            Division.ENGLAND, "2025-03-03..2025-03-03", "2012 to 2040", id="england-one-day"
        ),
        pytest.param(
            Division.ENGLAND,
            "2011-12-31..2012-01-01",
            "1978 to 2099",
            id="england-before-the-table",
        ),
        pytest.param(
            Division.ENGLAND, "2040-12-31..2041-01-01", "1978 to 2099", id="england-after-the-table"
        ),
        pytest.param(Division.WALES, "2025-03-03..2025-03-03", "1978 to 2099", id="wales"),
        pytest.param(
            Division.SCOTLAND, "1978-01-01..1978-01-01", "1978 to 2099", id="the-first-year"
        ),
        pytest.param(
            Division.SCOTLAND, "2099-12-31..2099-12-31", "1978 to 2099", id="the-last-year"
        ),
        # The answer is narrower than the question; the calendar refuses what it lacks.
        pytest.param(
            Division.ENGLAND, "1970-01-01..1978-01-01", "1978 to 2099", id="from-before-the-first"
        ),
        pytest.param(
            Division.ENGLAND, "2099-12-31..2105-01-01", "1978 to 2099", id="to-after-the-last"
        ),
    ],
)
def test_known_years_hold_the_span_asked_for_as_far_as_they_go(
    division: Division, span: str, expected: str
) -> None:
    known = bankholidays.known(division, period(span))
    assert f"{known.first.year} to {known.last.year}" == expected


def test_england_in_the_years_of_the_table_is_the_table() -> None:
    assert bankholidays.known(Division.ENGLAND, period("2024-01-01..2026-12-31")) == ENGLAND


@pytest.mark.parametrize("division", list(Division))
@pytest.mark.parametrize(
    ("span", "message"),
    [
        pytest.param(
            "1977-12-31..1977-12-31",
            "no bank holidays are known for that time: only from 1978 to 2099",
            id="the-year-before-the-first",
        ),
        pytest.param(
            "2100-01-01..2101-06-30",
            "no bank holidays are known for that time: only from 1978 to 2099",
            id="the-year-after-the-last",
        ),
    ],
)
def test_a_span_beyond_the_known_years_is_refused(
    division: Division, span: str, message: str
) -> None:
    with pytest.raises(OutOfRangeError) as refusal:
        bankholidays.known(division, period(span))
    assert (refusal.value.message, refusal.value.hint) == (message, "a date from 1978 to 2099")


@pytest.mark.parametrize(
    ("span", "expected"),
    [
        pytest.param("2025-03-03..2025-03-07", "2025-03-03..2025-03-07", id="all-known"),
        pytest.param("1977-06-01..1979-06-30", "1978-01-01..1979-06-30", id="from-before"),
        pytest.param("2098-06-01..2100-06-30", "2098-06-01..2099-12-31", id="to-beyond"),
        pytest.param("1977-06-01..1978-01-01", "1978-01-01..1978-01-01", id="one-day-is-left"),
        pytest.param("1976-06-01..1977-12-31", "1976-06-01..1977-12-31", id="all-before"),
        pytest.param("2100-01-01..2101-06-30", "2100-01-01..2101-06-30", id="all-beyond"),
    ],
)
def test_the_days_of_a_span_below_1978_and_beyond_2099_are_left_out(
    span: str, expected: str
) -> None:
    assert bankholidays.within_known(period(span)) == period(expected)


# Single days changed


def test_plus_adds_a_day_that_is_newly_proclaimed() -> None:
    added = ENGLAND.plus(d("2025-06-16"))
    assert added.days == {**ENGLAND.days, d("2025-06-16"): EXTRA}
    assert added.calendar().why_not(d("2025-06-16")) == "Extra bank holiday"


def test_minus_takes_a_day_away() -> None:
    taken = ENGLAND.minus(d("2022-09-19"))
    assert ENGLAND.days == {**taken.days, d("2022-09-19"): ENGLAND.days[d("2022-09-19")]}
    assert taken.calendar().is_working_day(d("2022-09-19"))


def test_plus_and_minus_leave_the_bank_holidays_before_alone() -> None:
    before = dict(ENGLAND.days)
    ENGLAND.plus(d("2025-06-16")).minus(d("2025-04-18"))
    assert ENGLAND.days == before


def test_minus_undoes_plus() -> None:
    assert ENGLAND.plus(d("2025-06-16")).minus(d("2025-06-16")) == ENGLAND


@pytest.mark.parametrize(
    ("day", "message"),
    [
        pytest.param(
            "2025-06-14",
            "2025-06-14 is a weekend, so a bank holiday changes nothing",
            id="a-weekend",
        ),
        pytest.param(
            "2025-04-18", "2025-04-18 is a bank holiday already: Good Friday", id="one-already"
        ),
    ],
)
def test_plus_refuses_a_day_that_changes_nothing(day: str, message: str) -> None:
    with pytest.raises(UsageError) as refusal:
        ENGLAND.plus(d(day))
    assert (refusal.value.message, refusal.value.hint) == (message, None)


def test_minus_refuses_a_day_that_is_none() -> None:
    with pytest.raises(UsageError) as refusal:
        ENGLAND.minus(d("2025-06-16"))
    assert (refusal.value.message, refusal.value.hint) == (
        "2025-06-16 is not a bank holiday",
        "jtai bank-holidays list --year 2025",
    )


@pytest.mark.parametrize("day", ["2011-12-30", "2041-01-01"], ids=["before", "after"])
@pytest.mark.parametrize("change", [BankHolidays.plus, BankHolidays.minus], ids=["plus", "minus"])
def test_a_change_outside_the_years_is_refused(
    change: Callable[[BankHolidays, date], BankHolidays], day: str
) -> None:
    with pytest.raises(OutOfRangeError) as refusal:
        change(ENGLAND, d(day))
    assert refusal.value.message == f"{day} lies outside the years at hand: 2012 to 2040"


def test_in_years_keeps_whole_years() -> None:
    kept = ENGLAND.in_years(2029, 2030)
    assert (kept.first, kept.last, kept.published_to) == (
        d("2029-01-01"),
        d("2030-12-31"),
        d("2028-12-31"),
    )
    assert held(kept, 2012, 2040) == held(ENGLAND, 2029, 2030)


def test_in_years_from_the_first_to_the_last_keeps_all() -> None:
    assert ENGLAND.in_years(2012, 2040) == ENGLAND


@pytest.mark.parametrize(
    ("first", "last", "message"),
    [
        pytest.param(
            2011,
            2012,
            "2011-01-01 lies outside the years at hand: 2012 to 2040",
            id="too-early",
        ),
        pytest.param(
            2040,
            2041,
            "2041-12-31 lies outside the years at hand: 2012 to 2040",
            id="too-late",
        ),
    ],
)
def test_years_that_are_not_held_are_refused(first: int, last: int, message: str) -> None:
    with pytest.raises(OutOfRangeError) as refusal:
        ENGLAND.in_years(first, last)
    assert refusal.value.message == message


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        pytest.param("2028-12-31", "published", id="the-last-day-published"),
        pytest.param("2029-01-01", "projected", id="the-day-after"),
    ],
)
def test_a_day_is_published_or_projected(day: str, expected: str) -> None:
    assert ENGLAND.status(d(day)) == expected


# Two lists compared


def test_a_list_does_not_differ_from_itself() -> None:
    assert differences(ENGLAND, ENGLAND) == ()


def test_two_lists_differ_in_the_days_that_only_one_has() -> None:
    changed = ENGLAND.plus(d("2025-06-16")).minus(d("2025-04-18"))
    assert differences(ENGLAND, changed) == (
        Difference(d("2025-04-18"), ours="Good Friday", theirs=None),
        Difference(d("2025-06-16"), ours=None, theirs=EXTRA),
    )


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        pytest.param("2024-12-31", 0, id="the-day-before"),
        pytest.param("2025-01-02", 1, id="in-the-first-week"),
        pytest.param("2026-12-31", 1, id="the-last-day"),
        pytest.param("2027-01-04", 0, id="after-it"),
    ],
)
def test_two_lists_are_compared_over_the_years_that_both_hold(day: str, expected: int) -> None:
    two_years = ENGLAND.in_years(2025, 2026)
    changed = ENGLAND.plus(d(day))
    assert len(differences(two_years, changed)) == len(differences(changed, two_years)) == expected


def test_the_first_day_that_both_lists_hold_is_compared() -> None:
    changed = ENGLAND.minus(d("2025-01-01"))
    assert differences(ENGLAND.in_years(2025, 2026), changed) == (
        Difference(d("2025-01-01"), ours="New Year’s Day", theirs=None),
    )


def test_the_table_and_the_package_do_not_differ() -> None:
    assert differences(ENGLAND, bankholidays.asked(Division.ENGLAND, 2012, 2040)) == ()


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        pytest.param("Early May bank holiday", "the Early May bank holiday", id="bank-holiday"),
        pytest.param(
            "Bank holiday for the coronation of King Charles III",
            "the Bank holiday for the coronation of King Charles III",
            id="bank-holiday-first",
        ),
        pytest.param("Good Friday", "Good Friday", id="a-name-of-its-own"),
        pytest.param(
            "Boxing Day (substitute day)", "Boxing Day (substitute day)", id="a-substitute-day"
        ),
    ],
)
def test_a_name_stands_in_a_sentence_with_its_article(name: str, expected: str) -> None:
    assert with_article(name) == expected
