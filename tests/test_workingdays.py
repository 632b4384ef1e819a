"""Working days: examples counted by hand, laws, and numpy's busday functions as the oracle."""

from collections.abc import Callable, Sequence
from datetime import date, timedelta
from functools import cache

import numpy as np
import pytest
from hypothesis import given, strategies as st

from jtai_cli.bankholidays import Division, from_package, in_years, table
from jtai_cli.errors import OutOfRangeError
from jtai_cli.workingdays import Period, WorkingCalendar

ENGLAND = table()
# Fewer years make the closures of a law faster; these are enough to shift twice as far.
NEAR = in_years(table(), 2020, 2031)
EVERY_DAY = [date(2014, 1, 1) + timedelta(days=number) for number in range(25 * 365)]

days = st.dates(date(2023, 1, 1), date(2028, 12, 31))
offsets = st.integers(-250, 250)
closures = st.lists(
    st.builds(
        lambda first, more: Period(first, first + timedelta(days=more)), days, st.integers(0, 60)
    ),
    max_size=3,
).map(tuple)
calendars = st.builds(NEAR.with_closures, closures)


def d(text: str) -> date:
    return date.fromisoformat(text)


def period(text: str) -> Period:
    first, last = text.split("..")
    return Period(d(first), d(last))


CHRISTMAS_CLOSED = ENGLAND.with_closures((period("2025-12-24..2025-12-31"),))


def small(
    span: str, *, bank_holidays: Sequence[tuple[str, str]] = (), closed: Sequence[str] = ()
) -> WorkingCalendar:
    """Make a calendar of a few days, by hand."""
    return WorkingCalendar(
        period(span),
        bank_holidays={d(day): name for day, name in bank_holidays},
        published_to=period(span).last,
        closures=tuple(period(text) for text in closed),
    )


# Examples counted by hand


def each(rows: str) -> list[str]:
    """Split a list of examples at its bars and line ends."""
    return [one.strip() for one in rows.replace("\n", "|").split("|") if one.strip()]


@pytest.mark.parametrize(
    "example",
    # Easter 2025, Christmas 2026 (Monday 28 stands in for Boxing Day), the state funeral, the
    # jubilee, the coronation; from a Saturday; notice, draft and statement of an inspection; zero,
    # which moves nothing; the ends of the calendar.
    each("""
    2025-04-17 +1 = 2025-04-22 | 2025-04-22 -1 = 2025-04-17 | 2025-04-10 +7 = 2025-04-23
    2026-12-24 +1 = 2026-12-29 | 2026-12-24 +5 = 2027-01-05 | 2027-01-04 -3 = 2026-12-29
    2022-09-16 +1 = 2022-09-20 | 2022-06-06 -2 = 2022-05-31 | 2023-05-05 +1 = 2023-05-09
    2025-03-08 +1 = 2025-03-10 | 2025-03-08 -1 = 2025-03-07 | 2025-03-08 +6 = 2025-03-17
    2025-03-03 -10 = 2025-02-17 | 2025-03-07 +15 = 2025-03-28 | 2025-04-23 +70 = 2025-08-01
    2025-03-03 +0 = 2025-03-03 | 2025-03-08 +0 = 2025-03-08 | 2025-04-18 +0 = 2025-04-18
    2040-12-24 +3 = 2040-12-31 | 2012-01-04 -1 = 2012-01-03 | 2012-01-01 +1 = 2012-01-03
    """),
)
def test_shift_counts_from_day_zero(example: str) -> None:
    day, working_days, _, expected = example.split()
    assert ENGLAND.shift(d(day), int(working_days)) == d(expected)


@pytest.mark.parametrize(
    "example",
    each("""
    2025-12-23 +1 = 2026-01-02 | 2026-01-02 -1 = 2025-12-23 | 2025-12-29 +1 = 2026-01-02
    2025-12-29 -1 = 2025-12-23 | 2025-12-29 +0 = 2025-12-29 | 2025-12-19 +9 = 2026-01-12
    """),
)
def test_a_closure_is_not_counted(example: str) -> None:
    day, working_days, _, expected = example.split()
    assert CHRISTMAS_CLOSED.shift(d(day), int(working_days)) == d(expected)


@pytest.mark.parametrize(
    "example",
    # From a Sunday back to a Friday, that Friday is counted.
    each("""
    2025-03-07..2025-03-28 = 15 | 2025-04-22..2025-04-17 = -1 | 2025-03-03..2025-03-03 = 0
    2025-03-07..2025-03-09 = 0 | 2025-03-09..2025-03-07 = -1 | 2025-03-08..2025-03-10 = 1
    2025-03-10..2025-03-08 = 0 | 2026-12-24..2027-01-05 = 5 | 2012-01-04..2012-01-01 = -1
    """),
)
def test_between_counts_the_last_day_and_not_the_first(example: str) -> None:
    span, expected = example.split(" = ")
    assert ENGLAND.between(*period(span)) == int(expected)


@pytest.mark.parametrize(
    "example",
    ["2025-03-07..2025-03-07 2025-03-07", "2025-03-07..2025-03-10 2025-03-08",
     "2026-12-24..2026-12-29 2026-12-25"],
)  # fmt: skip
def test_rolling_goes_to_the_nearest_working_day_on_that_side(example: str) -> None:
    span, day = example.split()
    assert (ENGLAND.roll_back(d(day)), ENGLAND.roll_forward(d(day))) == period(span)


@pytest.mark.parametrize(
    "example",
    each("""
    2025-03-08 = weekend | 2025-04-18 = Good Friday | 2026-12-28 = Boxing Day (substitute day)
    2025-12-24 = closure | 2025-12-31 = closure | 2025-12-25 = Christmas Day | 2025-12-27 = weekend
    2025-03-03 = None | 2025-12-23 = None | 2026-01-02 = None
    """),
)
def test_a_day_off_has_a_reason(example: str) -> None:
    day, expected = example.split(" = ")
    assert str(CHRISTMAS_CLOSED.why_not(d(day))) == expected


@pytest.mark.parametrize("first", EVERY_DAY[:7], ids=lambda day: f"{day:%A}".lower())
def test_a_calendar_may_begin_on_any_weekday(first: date) -> None:
    span = Period(first, first + timedelta(days=16))
    calendar = WorkingCalendar(span, bank_holidays={}, published_to=span.last)
    of_span = [first + timedelta(days=number) for number in range(17)]
    working = [calendar.is_working_day(day) for day in of_span]
    assert working == [day.weekday() < 5 for day in of_span]


@pytest.mark.parametrize(
    ("span", "expected"),
    [
        ("2025-04-18..2025-04-21", {"2025-04-18": "Good Friday", "2025-04-21": "Easter Monday"}),
        ("2025-04-19..2025-04-20", {}),
        ("2025-03-03..2025-04-17", {}),
    ],
)
def test_bank_holidays_within_a_period_include_both_its_ends(
    span: str, expected: dict[str, str]
) -> None:
    found = ENGLAND.bank_holidays_within(period(span))
    assert {day.isoformat(): name for day, name in found} == expected


def test_a_bank_holiday_at_the_weekend_is_a_weekend_and_others_are_listed_by_date() -> None:
    unsorted = [("2026-12-28", "Substitute"), ("2026-12-26", "Boxing"), ("2026-12-25", "Christmas")]
    calendar = small("2026-12-21..2026-12-31", bank_holidays=unsorted)
    assert calendar.why_not(d("2026-12-26")) == "weekend"
    assert calendar.bank_holidays_within(period("2026-12-21..2026-12-31")) == (
        (d("2026-12-25"), "Christmas"),
        (d("2026-12-28"), "Substitute"),
    )


@pytest.mark.parametrize(("day", "expected"), [("2028-12-31", False), ("2029-01-01", True)])
def test_days_are_projected_after_the_last_year_published(day: str, expected: bool) -> None:
    assert ENGLAND.is_projected(d(day)) is expected


def test_a_period_includes_both_its_ends() -> None:
    span, listed = period("2025-03-03..2025-03-07"), ("02", "03", "07", "08")
    assert [d(f"2025-03-{day}") in span for day in listed] == [False, True, True, False]


# Closures make another calendar


def test_closures_add_up_and_leave_the_calendar_before_alone() -> None:
    once = ENGLAND.with_closures((period("2025-03-03..2025-03-04"),))
    twice = once.with_closures((period("2025-03-05..2025-03-05"),))
    moved = [calendar.shift(d("2025-02-28"), 1) for calendar in (ENGLAND, once, twice)]
    assert moved == [d("2025-03-03"), d("2025-03-05"), d("2025-03-06")]
    assert (twice.bank_holidays, twice.published_to) == (
        ENGLAND.bank_holidays,
        ENGLAND.published_to,
    )


def test_closures_and_bank_holidays_may_reach_outside_the_calendar() -> None:
    calendar = small(
        "2025-03-03..2025-03-14",
        bank_holidays=[("2025-04-18", "Good Friday")],
        closed=["2020-01-01..2025-03-04", "2025-03-13..2040-01-01", "2019-01-01..2019-01-02"],
    )
    assert calendar.why_not(d("2025-03-03")) == "closure"
    assert calendar.shift(d("2025-03-03"), 6) == d("2025-03-12")


# What lies outside is refused


@pytest.mark.parametrize(
    "question",
    [
        ENGLAND.is_working_day,
        lambda day: ENGLAND.shift(day, 1),
        lambda day: ENGLAND.shift(day, -1),
        lambda day: ENGLAND.shift(day, 0),
        lambda day: ENGLAND.between(day, d("2025-03-03")),
        lambda day: ENGLAND.between(d("2025-03-03"), day),
        lambda day: ENGLAND.between(ENGLAND.first, day),
        ENGLAND.roll_forward,
        ENGLAND.roll_back,
        ENGLAND.why_not,
    ],
    ids=["working", "after", "before", "zero", "from", "to", "start", "forward", "back", "why"],
)
@pytest.mark.parametrize("day", ["2011-12-31", "2041-01-01"], ids=["before", "after"])
def test_a_day_outside_the_calendar_is_refused(
    question: Callable[[date], object], day: str
) -> None:
    with pytest.raises(OutOfRangeError) as refusal:
        question(d(day))
    assert (refusal.value.message, refusal.value.hint) == (
        f"{day} lies outside the years whose bank holidays are known: 2012 to 2040",
        "a date within those years; with --bank-holidays FILE, the years in that file",
    )


@pytest.mark.parametrize(
    ("day", "working_days"),
    # Monday 2 January 2012 stands in for New Year's Day, so Tuesday 3 is the first working day.
    [("2040-12-24", 4), ("2012-01-03", -1), ("2025-03-03", 10**9), ("2025-03-03", -(10**9))],
)
def test_a_shift_out_of_the_calendar_is_refused(day: str, working_days: int) -> None:
    with pytest.raises(OutOfRangeError) as refusal:
        ENGLAND.shift(d(day), working_days)
    assert refusal.value.message == (
        f"{working_days:+d} working days from {day} lies outside the years whose bank holidays "
        "are known: 2012 to 2040"
    )


def test_there_is_no_rolling_or_shifting_out_of_the_calendar() -> None:
    weekend = small("2025-03-08..2025-03-09")
    saturday, sunday = d("2025-03-08"), d("2025-03-09")
    for leave in (weekend.roll_forward, weekend.roll_back, lambda day: weekend.shift(day, 1)):
        with pytest.raises(OutOfRangeError, match="1 working days from 2025-03-08 lies outside"):
            leave(saturday)
    assert weekend.between(saturday, sunday) == 0


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


@given(calendars, days, offsets)
def test_between_any_day_and_its_shift_is_the_offset(
    calendar: WorkingCalendar, day: date, working_days: int
) -> None:
    assert calendar.between(day, calendar.shift(day, working_days)) == working_days


@given(calendars, st.lists(days, min_size=3, max_size=3).map(sorted))
def test_between_adds_up_along_the_way(calendar: WorkingCalendar, stops: list[date]) -> None:
    first, stop, last = stops
    in_two = calendar.between(first, stop) + calendar.between(stop, last)
    assert in_two == calendar.between(first, last)


@given(closures, days, offsets)
def test_a_closure_never_brings_a_date_nearer(
    closed: tuple[Period, ...], day: date, working_days: int
) -> None:
    moved, plain = (one.shift(day, working_days) for one in (NEAR.with_closures(closed), NEAR))
    assert abs(moved - day) >= abs(plain - day)


@given(calendars, days)
def test_rolling_passes_over_days_off_only(calendar: WorkingCalendar, day: date) -> None:
    forward, back = calendar.roll_forward(day), calendar.roll_back(day)
    assert calendar.is_working_day(forward)
    assert calendar.is_working_day(back)
    assert calendar.between(back, forward) == (0 if calendar.is_working_day(day) else 1)


# numpy as the oracle


@cache
def division_calendar(
    division: Division, first_year: int = 2012, last_year: int = 2040
) -> WorkingCalendar:
    return from_package(division, first_year, last_year)


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
def test_every_day_is_a_working_day_where_numpy_has_one(division: Division) -> None:
    calendar = division_calendar(division)
    expected = np.is_busday(
        np.array(EVERY_DAY, dtype="datetime64[D]"), busdaycal=numpy_calendar(division)
    )
    assert [calendar.is_working_day(day) for day in EVERY_DAY] == expected.tolist()


@divisions
@given(closed=closures, day=days, working_days=offsets)
def test_shift_is_numpys_busday_offset(
    division: Division, closed: tuple[Period, ...], day: date, working_days: int
) -> None:
    calendar = division_calendar(division, 2020, 2031).with_closures(closed)
    expected = numpy_shift([day], working_days, numpy_calendar(division, closed))
    assert [calendar.shift(day, working_days)] == expected


@divisions
@given(closed=closures, first=days, last=days)
def test_between_is_numpys_busday_count(
    division: Division, closed: tuple[Period, ...], first: date, last: date
) -> None:
    calendar = division_calendar(division, 2020, 2031).with_closures(closed)
    expected = numpy_between(first, last, numpy_calendar(division, closed))
    assert calendar.between(first, last) == expected
