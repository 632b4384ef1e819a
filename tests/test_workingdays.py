"""Working days: examples counted by hand, laws, and numpy's busday functions as the oracle."""

from collections.abc import Callable, Sequence
from contextlib import suppress
from datetime import date, timedelta
from functools import cache
from itertools import product

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from jtai_cli import bankholidays
from jtai_cli.bankholidays import Division
from jtai_cli.errors import OutOfRangeError
from jtai_cli.workingdays import Period, WorkingCalendar

ENGLAND = bankholidays.table().calendar()
# Fewer years make the closures of a law faster; these are enough to shift twice as far.
NEAR = bankholidays.table().in_years(2020, 2031).calendar()
EVERY_DAY = [date(2014, 1, 1) + timedelta(days=number) for number in range(25 * 365)]

days = st.dates(date(2023, 1, 1), date(2028, 12, 31))
offsets = st.integers(-250, 250)
closures = st.lists(
    st.builds(
        lambda first, more: Period(first, first + timedelta(days=more)), days, st.integers(0, 60)
    ),
    max_size=3,
)
calendars = closures.map(NEAR.with_closures)


def d(text: str) -> date:
    return date.fromisoformat(text)


def period(text: str) -> Period:
    first, last = text.split("..")
    return Period(d(first), d(last))


def small(
    span: str,
    *,
    bank_holidays: Sequence[tuple[str, str]] = (),
    closed: Sequence[str] = (),
) -> WorkingCalendar:
    """Make a calendar of a few days, by hand."""
    return WorkingCalendar(
        period(span),
        bank_holidays={d(day): name for day, name in bank_holidays},
        published_to=period(span).last,
        closures=[period(text) for text in closed],
    )


# Examples counted by hand


@pytest.mark.parametrize(
    ("day", "working_days", "expected"),
    [
        # Easter 2025: Good Friday 18 April, Easter Monday 21 April.
        pytest.param("2025-04-17", 1, "2025-04-22", id="over-easter"),
        pytest.param("2025-04-22", -1, "2025-04-17", id="back-over-easter"),
        pytest.param("2025-04-10", 7, "2025-04-23", id="seven-over-easter"),
        pytest.param("2025-04-18", 1, "2025-04-22", id="from-good-friday"),
        pytest.param("2025-04-18", -1, "2025-04-17", id="back-from-good-friday"),
        # Christmas Day 2026 is a Friday, and Boxing Day a Saturday: Monday 28 stands in for it.
        pytest.param("2026-12-24", 1, "2026-12-29", id="over-christmas"),
        pytest.param("2026-12-24", 5, "2027-01-05", id="over-christmas-and-new-year"),
        pytest.param("2027-01-04", -3, "2026-12-29", id="back-over-new-year"),
        pytest.param("2022-09-16", 1, "2022-09-20", id="over-the-state-funeral"),
        pytest.param("2022-09-20", -1, "2022-09-16", id="back-over-the-state-funeral"),
        # Thursday 2 and Friday 3 June 2022.
        pytest.param("2022-06-01", 1, "2022-06-06", id="over-the-jubilee"),
        pytest.param("2022-06-06", -2, "2022-05-31", id="back-over-the-jubilee"),
        pytest.param("2023-05-05", 1, "2023-05-09", id="over-the-coronation"),
        pytest.param("2025-03-08", 1, "2025-03-10", id="from-saturday"),
        pytest.param("2025-03-08", -1, "2025-03-07", id="back-from-saturday"),
        pytest.param("2025-03-09", 1, "2025-03-10", id="from-sunday"),
        pytest.param("2025-03-09", -1, "2025-03-07", id="back-from-sunday"),
        pytest.param("2025-03-08", 6, "2025-03-17", id="six-from-saturday"),
        pytest.param("2025-03-03", -10, "2025-02-17", id="a-fortnight-of-notice"),
        pytest.param("2025-03-07", 15, "2025-03-28", id="three-plain-weeks"),
        pytest.param("2025-04-23", 70, "2025-08-01", id="seventy-over-two-bank-holidays"),
        pytest.param("2025-03-03", 0, "2025-03-03", id="zero-moves-nothing"),
        pytest.param("2025-03-08", 0, "2025-03-08", id="zero-leaves-a-saturday"),
        pytest.param("2025-04-18", 0, "2025-04-18", id="zero-leaves-a-bank-holiday"),
    ],
)
def test_shift_counts_from_day_zero(day: str, working_days: int, expected: str) -> None:
    assert ENGLAND.shift(d(day), working_days) == d(expected)


@pytest.mark.parametrize(
    ("day", "working_days", "expected"),
    [
        pytest.param("2025-12-23", 1, "2026-01-02", id="over-it"),
        pytest.param("2026-01-02", -1, "2025-12-23", id="back-over-it"),
        pytest.param("2025-12-29", 1, "2026-01-02", id="from-inside"),
        pytest.param("2025-12-29", -1, "2025-12-23", id="back-from-inside"),
        pytest.param("2025-12-29", 0, "2025-12-29", id="zero-inside"),
        pytest.param("2025-12-19", 9, "2026-01-12", id="kingston-comments"),
    ],
)
def test_a_closure_is_not_counted(day: str, working_days: int, expected: str) -> None:
    calendar = ENGLAND.with_closures([period("2025-12-24..2025-12-31")])
    assert calendar.shift(d(day), working_days) == d(expected)


@pytest.mark.parametrize(
    ("first", "last", "expected"),
    [
        pytest.param("2025-03-07", "2025-03-28", 15, id="three-plain-weeks"),
        pytest.param("2025-03-28", "2025-03-07", -15, id="backwards"),
        pytest.param("2025-04-17", "2025-04-22", 1, id="over-easter"),
        pytest.param("2025-04-22", "2025-04-17", -1, id="back-over-easter"),
        pytest.param("2025-03-03", "2025-03-03", 0, id="the-same-day"),
        pytest.param("2025-03-08", "2025-03-08", 0, id="the-same-saturday"),
        pytest.param("2025-03-07", "2025-03-09", 0, id="friday-to-sunday"),
        # The days before Sunday are counted, down to Friday and with it.
        pytest.param("2025-03-09", "2025-03-07", -1, id="sunday-back-to-friday"),
        pytest.param("2025-03-08", "2025-03-10", 1, id="saturday-to-monday"),
        pytest.param("2025-03-10", "2025-03-08", 0, id="monday-back-to-saturday"),
        pytest.param("2026-12-24", "2027-01-05", 5, id="over-christmas-and-new-year"),
    ],
)
def test_between_counts_the_last_day_and_not_the_first(
    first: str, last: str, expected: int
) -> None:
    assert ENGLAND.between(d(first), d(last)) == expected


@pytest.mark.parametrize(
    ("day", "forward", "back"),
    [
        pytest.param("2025-03-07", "2025-03-07", "2025-03-07", id="a-working-day-stays"),
        pytest.param("2025-03-08", "2025-03-10", "2025-03-07", id="saturday"),
        pytest.param("2025-03-09", "2025-03-10", "2025-03-07", id="sunday"),
        pytest.param("2025-04-19", "2025-04-22", "2025-04-17", id="easter-saturday"),
        pytest.param("2026-12-25", "2026-12-29", "2026-12-24", id="christmas-day"),
    ],
)
def test_rolling_goes_to_the_nearest_working_day_on_that_side(
    day: str, forward: str, back: str
) -> None:
    assert (ENGLAND.roll_forward(d(day)), ENGLAND.roll_back(d(day))) == (d(forward), d(back))


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        pytest.param("2025-03-03", None, id="a-working-day"),
        pytest.param("2025-03-08", "weekend", id="saturday"),
        pytest.param("2025-03-09", "weekend", id="sunday"),
        pytest.param("2025-04-18", "Good Friday", id="a-bank-holiday"),
        pytest.param("2026-12-28", "Boxing Day (substitute day)", id="a-substitute-day"),
        pytest.param("2025-12-24", "closure", id="the-first-day-closed"),
        pytest.param("2025-12-31", "closure", id="the-last-day-closed"),
        pytest.param("2025-12-25", "Christmas Day", id="a-bank-holiday-in-a-closure"),
        pytest.param("2025-12-27", "weekend", id="a-weekend-in-a-closure"),
        pytest.param("2025-12-23", None, id="the-day-before-a-closure"),
        pytest.param("2026-01-02", None, id="the-day-after-a-closure-and-new-year"),
    ],
)
def test_a_day_off_says_why(day: str, expected: str | None) -> None:
    calendar = ENGLAND.with_closures([period("2025-12-24..2025-12-31")])
    assert calendar.why_not(d(day)) == expected


def test_a_bank_holiday_at_the_weekend_is_a_weekend() -> None:
    calendar = small("2026-12-21..2026-12-31", bank_holidays=[("2026-12-26", "Boxing Day")])
    assert calendar.why_not(d("2026-12-26")) == "weekend"


@pytest.mark.parametrize("first", EVERY_DAY[:7], ids=lambda day: f"{day:%A}".lower())
def test_a_calendar_may_begin_on_any_weekday(first: date) -> None:
    span = Period(first, first + timedelta(days=16))
    calendar = WorkingCalendar(span, bank_holidays={}, published_to=span.last)
    of_span = [first + timedelta(days=number) for number in range(17)]
    assert [calendar.is_working_day(day) for day in of_span] == [
        day.weekday() < 5 for day in of_span
    ]


def test_bank_holidays_within_a_period_include_both_its_ends() -> None:
    assert ENGLAND.bank_holidays_within(period("2025-04-18..2025-05-05")) == (
        (d("2025-04-18"), "Good Friday"),
        (d("2025-04-21"), "Easter Monday"),
        (d("2025-05-05"), "Early May bank holiday"),
    )


def test_bank_holidays_within_a_period_without_any_are_none() -> None:
    assert ENGLAND.bank_holidays_within(period("2025-03-03..2025-04-17")) == ()


def test_bank_holidays_within_a_period_are_those_on_weekdays_by_date() -> None:
    given_unsorted = [
        ("2026-12-28", "Boxing Day (substitute day)"),
        ("2026-12-26", "Boxing Day"),
        ("2026-12-25", "Christmas Day"),
    ]
    calendar = small("2026-12-21..2026-12-31", bank_holidays=given_unsorted)
    assert calendar.bank_holidays_within(period("2026-12-21..2026-12-31")) == (
        (d("2026-12-25"), "Christmas Day"),
        (d("2026-12-28"), "Boxing Day (substitute day)"),
    )


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        pytest.param("2028-12-26", False, id="the-last-bank-holiday-published"),
        pytest.param("2028-12-31", False, id="the-last-day-published"),
        pytest.param("2029-01-01", True, id="the-day-after"),
    ],
)
def test_days_are_projected_after_the_last_year_published(day: str, expected: bool) -> None:
    assert ENGLAND.is_projected(d(day)) is expected


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        pytest.param("2025-03-02", False, id="the-day-before"),
        pytest.param("2025-03-03", True, id="the-first-day"),
        pytest.param("2025-03-07", True, id="the-last-day"),
        pytest.param("2025-03-08", False, id="the-day-after"),
    ],
)
def test_a_period_holds_both_its_ends(day: str, expected: bool) -> None:
    assert (d(day) in period("2025-03-03..2025-03-07")) is expected


# Closures make a new calendar


def test_no_closures_leave_the_calendar_as_it_is() -> None:
    assert ENGLAND.with_closures([]) is ENGLAND


def test_closures_add_up_and_leave_the_calendar_before_alone() -> None:
    once = ENGLAND.with_closures([period("2025-03-03..2025-03-04")])
    twice = once.with_closures([period("2025-03-05..2025-03-05")])
    moved = [calendar.shift(d("2025-02-28"), 1) for calendar in (ENGLAND, once, twice)]
    assert moved == [d("2025-03-03"), d("2025-03-05"), d("2025-03-06")]


def test_a_closure_keeps_names_and_what_is_published() -> None:
    closed = ENGLAND.with_closures([period("2025-03-03..2025-03-04")])
    assert (closed.bank_holidays, closed.published_to) == (
        ENGLAND.bank_holidays,
        ENGLAND.published_to,
    )


def test_a_closure_may_reach_beyond_the_calendar() -> None:
    calendar = small(
        "2025-03-03..2025-03-14", closed=["2020-01-01..2025-03-04", "2025-03-13..2040-01-01"]
    )
    assert calendar.shift(d("2025-03-03"), 6) == d("2025-03-12")


def test_the_first_day_of_the_calendar_may_be_closed() -> None:
    calendar = small("2025-03-03..2025-03-14", closed=["2025-03-03..2025-03-03"])
    assert calendar.why_not(d("2025-03-03")) == "closure"


def test_a_bank_holiday_outside_the_calendar_changes_nothing() -> None:
    calendar = small("2025-03-03..2025-03-14", bank_holidays=[("2025-04-18", "Good Friday")])
    assert calendar.shift(d("2025-03-03"), 9) == d("2025-03-14")


# What lies outside is refused


@pytest.mark.parametrize(
    "ask",
    [
        pytest.param(ENGLAND.is_working_day, id="is-working-day"),
        pytest.param(lambda day: ENGLAND.shift(day, 1), id="shift"),
        pytest.param(lambda day: ENGLAND.shift(day, -1), id="shift-back"),
        # Whether the day moves or not, it is not known.
        pytest.param(lambda day: ENGLAND.shift(day, 0), id="shift-by-zero"),
        pytest.param(lambda day: ENGLAND.between(day, d("2025-03-03")), id="between-from"),
        pytest.param(lambda day: ENGLAND.between(d("2025-03-03"), day), id="between-to"),
        pytest.param(ENGLAND.roll_forward, id="roll-forward"),
        pytest.param(ENGLAND.roll_back, id="roll-back"),
        pytest.param(ENGLAND.why_not, id="why-not"),
    ],
)
@pytest.mark.parametrize("day", ["2011-12-31", "2041-01-01"], ids=["before", "after"])
def test_a_day_outside_the_calendar_is_refused(ask: Callable[[date], object], day: str) -> None:
    with pytest.raises(OutOfRangeError) as refusal:
        ask(d(day))
    assert (refusal.value.message, refusal.value.hint) == (
        f"{day} lies outside the years whose bank holidays are known: 2012 to 2040",
        "a count that stays within those years; with --bank-holidays FILE those are the file's",
    )


@pytest.mark.parametrize(
    ("day", "working_days", "message"),
    [
        pytest.param(
            "2040-12-24",
            4,
            "+4 working days from 2040-12-24 lies outside the years whose bank holidays are known: "
            "2012 to 2040",
            id="after-the-last-day",
        ),
        # Monday 2 January 2012 stands in for New Year's Day, so Tuesday 3 is the first.
        pytest.param(
            "2012-01-03",
            -1,
            "-1 working days from 2012-01-03 lies outside the years whose bank holidays are known: "
            "2012 to 2040",
            id="before-the-first-day",
        ),
        pytest.param(
            "2025-03-03",
            10**9,
            "+1000000000 working days from 2025-03-03 lies outside the years whose bank holidays "
            "are known: 2012 to 2040",
            id="absurdly-far",
        ),
    ],
)
def test_a_shift_out_of_the_calendar_is_refused(day: str, working_days: int, message: str) -> None:
    with pytest.raises(OutOfRangeError) as refusal:
        ENGLAND.shift(d(day), working_days)
    assert refusal.value.message == message


@pytest.mark.parametrize(
    ("day", "working_days", "expected"),
    [
        pytest.param("2040-12-24", 3, "2040-12-31", id="to-the-last-working-day"),
        pytest.param("2012-01-04", -1, "2012-01-03", id="to-the-first-working-day"),
        pytest.param("2012-01-01", 1, "2012-01-03", id="from-the-first-day"),
    ],
)
def test_a_shift_reaches_the_ends_of_the_calendar(
    day: str, working_days: int, expected: str
) -> None:
    assert ENGLAND.shift(d(day), working_days) == d(expected)


@pytest.mark.parametrize(
    ("first", "last", "expected"),
    [
        pytest.param("2025-03-03", "2025-03-14", 9, id="from-the-first-day-to-the-last"),
        pytest.param("2025-03-14", "2025-03-03", -9, id="back-from-the-last-day-to-the-first"),
    ],
)
def test_what_lies_between_the_ends_of_the_calendar_is_counted(
    first: str, last: str, expected: int
) -> None:
    assert small("2025-03-03..2025-03-14").between(d(first), d(last)) == expected


@pytest.mark.parametrize(
    ("first", "last", "named"),
    [
        pytest.param("2025-03-02", "2025-03-03", "2025-03-02", id="from-before-to-the-first-day"),
        pytest.param("2025-03-15", "2025-03-14", "2025-03-15", id="from-after-to-the-last-day"),
        pytest.param("2025-03-03", "2025-03-15", "2025-03-15", id="from-the-first-day-to-after"),
        pytest.param("2025-03-02", "2025-03-01", "2025-03-01", id="both-before"),
        pytest.param("2025-03-15", "2025-03-16", "2025-03-16", id="both-after"),
        pytest.param("2025-03-02", "2025-03-15", "2025-03-15", id="from-before-to-after"),
    ],
)
def test_the_day_that_lies_outside_is_named(first: str, last: str, named: str) -> None:
    with pytest.raises(OutOfRangeError) as refusal:
        small("2025-03-03..2025-03-14").between(d(first), d(last))
    assert refusal.value.message.startswith(f"{named} lies outside")


def everything_found() -> WorkingCalendar:
    """Make a calendar that has been asked for every shift from each of its days."""
    calendar = small("2025-03-03..2025-03-16", closed=["2025-03-05..2025-03-06"])
    for day, working_days in product(range(3, 17), range(-14, 15)):
        with suppress(OutOfRangeError):
            calendar.shift(date(2025, 3, day), working_days)
    return calendar


# A list answers an index below zero too, counted from its end.
@pytest.mark.parametrize("working_days", [*range(-14, 0), *range(1, 15)])
@pytest.mark.parametrize("day", ["2025-02-20", "2025-03-01", "2025-03-02", "2025-03-17"])
def test_what_was_found_before_answers_for_no_day_outside(day: str, working_days: int) -> None:
    calendar = everything_found()
    with pytest.raises(OutOfRangeError, match=f"^{day} lies outside"):
        calendar.shift(d(day), working_days)


@given(closures, days, offsets)
def test_what_was_found_before_changes_no_answer(
    closed: list[Period], day: date, working_days: int
) -> None:
    span = Period(NEAR.first, NEAR.last)
    new = WorkingCalendar(
        span, bank_holidays=NEAR.bank_holidays, published_to=NEAR.published_to, closures=closed
    )
    kept = NEAR.with_closures(closed)
    assert kept.shift(day, working_days) == new.shift(day, working_days)


@pytest.mark.parametrize(
    ("roll", "day", "message"),
    [
        pytest.param(
            WorkingCalendar.roll_forward,
            "2025-03-15",
            "+1 working days from 2025-03-15 lies outside the years whose bank holidays are known: "
            "2025 to 2025",
            id="forward-from-the-last-weekend",
        ),
        pytest.param(
            WorkingCalendar.roll_back,
            "2025-03-02",
            "-1 working days from 2025-03-02 lies outside the years whose bank holidays are known: "
            "2025 to 2025",
            id="back-from-the-first-weekend",
        ),
    ],
)
def test_rolling_out_of_the_calendar_is_refused(
    roll: Callable[[WorkingCalendar, date], date], day: str, message: str
) -> None:
    with pytest.raises(OutOfRangeError) as refusal:
        roll(small("2025-03-01..2025-03-16"), d(day))
    assert refusal.value.message == message


# Laws, with closures and without


@given(calendars, days, offsets.filter(bool))
def test_a_shift_by_other_than_zero_lands_on_a_working_day(
    calendar: WorkingCalendar, day: date, working_days: int
) -> None:
    assert calendar.is_working_day(calendar.shift(day, working_days))


@given(calendars, days, offsets)
def test_there_and_back_from_a_working_day_is_home(
    calendar: WorkingCalendar, day: date, working_days: int
) -> None:
    home = calendar.roll_forward(day)
    assert calendar.shift(calendar.shift(home, working_days), -working_days) == home


@given(calendars, days, days, offsets)
def test_shift_never_reverses_order(
    calendar: WorkingCalendar, day: date, other: date, working_days: int
) -> None:
    earlier, later = min(day, other), max(day, other)
    assert calendar.shift(earlier, working_days) <= calendar.shift(later, working_days)


@given(calendars, days, st.integers(1, 250), st.integers(1, 250), st.sampled_from([1, -1]))
def test_two_shifts_of_one_sign_are_one_from_any_day(
    calendar: WorkingCalendar, day: date, once: int, again: int, sign: int
) -> None:
    in_two = calendar.shift(calendar.shift(day, sign * once), sign * again)
    assert in_two == calendar.shift(day, sign * (once + again))


@given(calendars, days, offsets, offsets)
def test_two_shifts_are_one_from_a_working_day(
    calendar: WorkingCalendar, day: date, once: int, again: int
) -> None:
    home = calendar.roll_forward(day)
    assert calendar.shift(calendar.shift(home, once), again) == calendar.shift(home, once + again)


@given(calendars, days, offsets)
def test_between_a_working_day_and_its_shift_is_the_offset(
    calendar: WorkingCalendar, day: date, working_days: int
) -> None:
    home = calendar.roll_forward(day)
    assert calendar.between(home, calendar.shift(home, working_days)) == working_days


@given(calendars, days, offsets)
def test_between_any_day_and_its_shift_is_the_offset(
    calendar: WorkingCalendar, day: date, working_days: int
) -> None:
    assert calendar.between(day, calendar.shift(day, working_days)) == working_days


@given(calendars, days, days)
def test_between_working_days_changes_its_sign_backwards(
    calendar: WorkingCalendar, day: date, other: date
) -> None:
    first, last = calendar.roll_forward(day), calendar.roll_forward(other)
    assert calendar.between(first, last) == -calendar.between(last, first)


@given(calendars, st.lists(days, min_size=3, max_size=3).map(sorted))
def test_between_adds_up_along_the_way(calendar: WorkingCalendar, stops: list[date]) -> None:
    first, stop, last = stops
    in_two = calendar.between(first, stop) + calendar.between(stop, last)
    assert in_two == calendar.between(first, last)


@given(closures, days, st.integers(0, 250))
def test_a_closure_never_makes_a_forward_date_earlier(
    closed: list[Period], day: date, working_days: int
) -> None:
    later = NEAR.with_closures(closed).shift(day, working_days)
    assert later >= NEAR.shift(day, working_days)


@given(closures, days, st.integers(-250, 0))
def test_a_closure_never_makes_a_backward_date_later(
    closed: list[Period], day: date, working_days: int
) -> None:
    earlier = NEAR.with_closures(closed).shift(day, working_days)
    assert earlier <= NEAR.shift(day, working_days)


@given(calendars, days)
def test_rolling_passes_over_days_off_only(calendar: WorkingCalendar, day: date) -> None:
    forward, back = calendar.roll_forward(day), calendar.roll_back(day)
    assert calendar.is_working_day(forward)
    assert calendar.is_working_day(back)
    assert calendar.between(back, forward) == (0 if calendar.is_working_day(day) else 1)


@given(calendars, days)
def test_a_working_day_is_one_without_a_reason_against_it(
    calendar: WorkingCalendar, day: date
) -> None:
    assert calendar.is_working_day(day) is (calendar.why_not(day) is None)


# numpy as the oracle


@cache
def division_calendar(
    division: Division, first_year: int = 2012, last_year: int = 2040
) -> WorkingCalendar:
    return bankholidays.asked(division, first_year, last_year).calendar()


def numpy_calendar(division: Division, closed: Sequence[Period] = ()) -> np.busdaycalendar:
    """What numpy makes of the same bank holidays and closures."""
    days_off = list(division_calendar(division).bank_holidays)
    for one in closed:
        length = (one.last - one.first).days + 1
        days_off += [one.first + timedelta(days=number) for number in range(length)]
    return np.busdaycalendar(holidays=np.array(days_off, dtype="datetime64[D]"))


def numpy_shift(
    days_: Sequence[date], working_days: int, calendar: np.busdaycalendar
) -> list[date]:
    """Shift as numpy does, by the same convention.

    numpy must roll a day off to a working day first. From a Saturday +1 is the Monday, so
    forwards it rolls back to the Friday, and backwards to the Monday. Zero must not roll at all.
    """
    if working_days == 0:
        return list(days_)
    moved = np.busday_offset(
        np.array(days_, dtype="datetime64[D]"),
        working_days,
        roll="backward" if working_days > 0 else "forward",
        busdaycal=calendar,
    )
    return list(moved.astype(object))


def numpy_between(first: date, last: date, calendar: np.busdaycalendar) -> int:
    """Count as numpy does, which counts the first day and not the last."""
    if last < first:
        return -int(np.busday_count(last, first, busdaycal=calendar))
    day = timedelta(days=1)
    return int(np.busday_count(first + day, last + day, busdaycal=calendar))


divisions = pytest.mark.parametrize("division", list(Division))


@divisions
@pytest.mark.parametrize("working_days", [-70, -10, -1, 0, 1, 4, 9, 15, 34, 70])
def test_every_day_is_shifted_as_numpy_shifts_it(division: Division, working_days: int) -> None:
    calendar = division_calendar(division)
    shifted = [calendar.shift(day, working_days) for day in EVERY_DAY]
    assert shifted == numpy_shift(EVERY_DAY, working_days, numpy_calendar(division))


@divisions
def test_every_day_is_a_working_day_where_numpy_says_so(division: Division) -> None:
    calendar = division_calendar(division)
    told = np.is_busday(
        np.array(EVERY_DAY, dtype="datetime64[D]"), busdaycal=numpy_calendar(division)
    )
    assert [calendar.is_working_day(day) for day in EVERY_DAY] == told.tolist()


@divisions
@given(closed=closures, day=days, working_days=offsets)
def test_shift_is_numpys_busday_offset(
    division: Division, closed: list[Period], day: date, working_days: int
) -> None:
    calendar = division_calendar(division, 2020, 2031).with_closures(closed)
    expected = numpy_shift([day], working_days, numpy_calendar(division, closed))
    assert [calendar.shift(day, working_days)] == expected


@divisions
@given(closed=closures, first=days, last=days)
def test_between_is_numpys_busday_count(
    division: Division, closed: list[Period], first: date, last: date
) -> None:
    calendar = division_calendar(division, 2020, 2031).with_closures(closed)
    assert calendar.between(first, last) == numpy_between(
        first, last, numpy_calendar(division, closed)
    )
