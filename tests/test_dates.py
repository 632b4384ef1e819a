"""Dates as people write them, as data files hold them, as GOV.UK says them; and months counted."""

from datetime import date, datetime

import pytest
from dateutil.relativedelta import relativedelta
from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter, ValidationError

from jtai_cli import dates
from jtai_cli.dates import Day
from jtai_cli.errors import DateError

EXAMPLES = 'a date such as 2025-03-03, "3 March 2025", "Mon 3 Mar 2025" or 3/3/2025'
NO_HINT = None


def d(text: str) -> date:
    return date.fromisoformat(text)


def was_read(text: str) -> bool:
    """Tell whether a text was read as a date or refused; anything else that is raised escapes."""
    try:
        dates.read(text)
    except DateError:
        return False
    return True


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("2025-03-03", "2025-03-03", id="iso"),
        pytest.param("3 March 2025", "2025-03-03", id="words"),
        pytest.param("03 March 2025", "2025-03-03", id="words-two-digits"),
        pytest.param("3 Mar 2025", "2025-03-03", id="month-short"),
        pytest.param("3 Mar. 2025", "2025-03-03", id="month-short-with-a-full-stop"),
        pytest.param("1 Sept 2025", "2025-09-01", id="month-in-four-letters"),
        pytest.param("Mon 3 Mar 2025", "2025-03-03", id="weekday-short"),
        pytest.param("Monday 3 March 2025", "2025-03-03", id="weekday"),
        pytest.param("Monday, 3 March 2025", "2025-03-03", id="weekday-with-a-comma"),
        pytest.param("Tues 4 March 2025", "2025-03-04", id="weekday-in-four-letters"),
        pytest.param("Weds 5 March 2025", "2025-03-05", id="wednesday-in-four-letters"),
        pytest.param("Thurs 6 March 2025", "2025-03-06", id="weekday-in-five-letters"),
        pytest.param("mon 3 march 2025", "2025-03-03", id="lower-case"),
        pytest.param("MONDAY 3 MARCH 2025", "2025-03-03", id="upper-case"),
        pytest.param("3 March, 2025", "2025-03-03", id="comma-before-the-year"),
        pytest.param("1st March 2025", "2025-03-01", id="first"),
        pytest.param("2nd March 2025", "2025-03-02", id="second"),
        pytest.param("3rd March 2025", "2025-03-03", id="third"),
        pytest.param("Monday 31st March 2025", "2025-03-31", id="thirty-first"),
        pytest.param("Monday  3  March  2025", "2025-03-03", id="several-spaces"),
        pytest.param("3/3/2025", "2025-03-03", id="slashes"),
        pytest.param("03/03/2025", "2025-03-03", id="slashes-two-digits"),
        # Day before month, as in the United Kingdom.
        pytest.param("3/4/2025", "2025-04-03", id="slashes-uk-order"),
        pytest.param("  2025-03-03\n", "2025-03-03", id="spaces-around"),
        pytest.param(" 3 March 2025 ", "2025-03-03", id="spaces-around-words"),
        pytest.param("2024-02-29", "2024-02-29", id="leap-day"),
        pytest.param("29/2/2024", "2024-02-29", id="leap-day-with-slashes"),
        pytest.param("29 February 2000", "2000-02-29", id="leap-day-of-a-century"),
        pytest.param("0001-01-01", "0001-01-01", id="the-first-day-there-is"),
        pytest.param("0001-12-25", "0001-12-25", id="december-of-the-first-year"),
        pytest.param("9999-12-31", "9999-12-31", id="the-last-day-there-is"),
    ],
)
def test_a_date_is_read_as_people_write_it(text: str, expected: str) -> None:
    assert dates.read(text) == d(expected)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("today", "2025-02-28", id="today"),
        pytest.param("tomorrow", "2025-03-01", id="tomorrow"),
        pytest.param(" TODAY ", "2025-02-28", id="upper-case-and-spaces"),
        pytest.param("2025-03-03", "2025-03-03", id="another-day"),
    ],
)
def test_today_and_tomorrow_are_told_by_the_day_given(text: str, expected: str) -> None:
    assert dates.read(text, lambda: d("2025-02-28")) == d(expected)


@pytest.mark.parametrize("text", ["today", "tomorrow"])
def test_today_is_not_known_where_no_day_is_given(text: str) -> None:
    with pytest.raises(DateError) as refusal:
        dates.read(text)
    assert (refusal.value.message, refusal.value.hint) == (
        f"'{text}' is not a date that can be read",
        EXAMPLES,
    )


def test_there_is_no_tomorrow_after_the_last_day_there_is() -> None:
    with pytest.raises(DateError) as refusal:
        dates.read("tomorrow", lambda: date.max)
    assert refusal.value.message == "there is no tomorrow after 9999-12-31"


@pytest.mark.parametrize(
    ("text", "message", "hint"),
    [
        # The first two are examples of CLI.md.
        pytest.param(
            "31/02/2025",
            "31/02/2025 is not a date: February 2025 has 28 days",
            NO_HINT,
            id="no-such-day",
        ),
        pytest.param(
            "Tuesday 3 March 2025",
            "3 March 2025 is a Monday, not a Tuesday",
            NO_HINT,
            id="another-weekday",
        ),
        pytest.param(
            "Monday 9 March 2025",
            "9 March 2025 is a Sunday, not a Monday",
            NO_HINT,
            id="an-earlier-weekday",
        ),
        pytest.param(
            "Tue 3 Mar 2025",
            "3 March 2025 is a Monday, not a Tuesday",
            NO_HINT,
            id="another-weekday-short",
        ),
        pytest.param(
            "2025-02-29",
            "2025-02-29 is not a date: February 2025 has 28 days",
            NO_HINT,
            id="no-leap-day",
        ),
        pytest.param(
            "29 February 1900",
            "29 February 1900 is not a date: February 1900 has 28 days",
            NO_HINT,
            id="no-leap-day-in-a-century",
        ),
        pytest.param(
            "Sat 31 April 2025",
            "Sat 31 April 2025 is not a date: April 2025 has 30 days",
            NO_HINT,
            id="no-such-day-with-a-weekday",
        ),
        pytest.param(
            "0 March 2025",
            "0 March 2025 is not a date: March 2025 has 31 days",
            NO_HINT,
            id="day-zero",
        ),
        pytest.param(
            "2025-13-01",
            "2025-13-01 is not a date: there is no month 13",
            NO_HINT,
            id="no-such-month",
        ),
        pytest.param(
            "2025-00-10",
            "2025-00-10 is not a date: there is no month 0",
            NO_HINT,
            id="month-zero",
        ),
        pytest.param(
            "3/13/2025",
            "3/13/2025 is not a date: there is no month 13 (slashes are read day/month/year)",
            NO_HINT,
            id="us-order",
        ),
        pytest.param(
            "0000-01-01",
            "0000-01-01 is not a date: there is no year 0",
            NO_HINT,
            id="year-zero",
        ),
        pytest.param("3/3/25", "'3/3/25' has no four-digit year", EXAMPLES, id="two-digit-year"),
        pytest.param(
            "3 March 25", "'3 March 25' has no four-digit year", EXAMPLES, id="two-digit-year-words"
        ),
        pytest.param(
            "3/3/02025", "'3/3/02025' has no four-digit year", EXAMPLES, id="five-digit-year"
        ),
        pytest.param(
            "3 March",
            "'3 March' has no year",
            "3 March and its year, in four digits",
            id="no-year",
        ),
        pytest.param(
            "Monday 3 March",
            "'Monday 3 March' has no year",
            "Monday 3 March and its year, in four digits",
            id="no-year-with-a-weekday",
        ),
        pytest.param(
            "3 Marsh 2025",
            "'3 Marsh 2025' is not a date: there is no month 'Marsh'",
            NO_HINT,
            id="unknown-month",
        ),
        # March or May.
        pytest.param(
            "3 Ma 2025",
            "'3 Ma 2025' is not a date: there is no month 'Ma'",
            NO_HINT,
            id="month-in-two-letters",
        ),
        pytest.param(
            "Mo 3 March 2025",
            "'Mo 3 March 2025' is not a date: there is no weekday 'Mo'",
            NO_HINT,
            id="weekday-in-two-letters",
        ),
        pytest.param(
            "Mittwoch 3 March 2025",
            "'Mittwoch 3 March 2025' is not a date: there is no weekday 'Mittwoch'",
            NO_HINT,
            id="unknown-weekday",
        ),
        pytest.param("", "'' is not a date that can be read", EXAMPLES, id="nothing"),
        pytest.param("soon", "'soon' is not a date that can be read", EXAMPLES, id="a-word"),
        pytest.param(
            "March 3, 2025",
            "'March 3, 2025' is not a date that can be read",
            EXAMPLES,
            id="us-words",
        ),
        pytest.param(
            "2025/03/03", "'2025/03/03' is not a date that can be read", EXAMPLES, id="year-first"
        ),
        pytest.param(
            "25-03-03", "'25-03-03' is not a date that can be read", EXAMPLES, id="iso-short-year"
        ),
        pytest.param(
            "2025-3-3", "'2025-3-3' is not a date that can be read", EXAMPLES, id="iso-short"
        ),
        pytest.param(
            "20250303",
            "'20250303' is not a date that can be read",
            EXAMPLES,
            id="iso-without-dashes",
        ),
        pytest.param(
            "2025-W10-1", "'2025-W10-1' is not a date that can be read", EXAMPLES, id="iso-week"
        ),
        pytest.param(
            "2025-03-03T09:00",
            "'2025-03-03T09:00' is not a date that can be read",
            EXAMPLES,
            id="with-a-time",
        ),
        pytest.param(
            "-2025-03-03", "'-2025-03-03' is not a date that can be read", EXAMPLES, id="negative"
        ),
        pytest.param(
            "2025-03-03..2025-03-07",
            "'2025-03-03..2025-03-07' is not a date that can be read",
            EXAMPLES,
            id="a-period",
        ),
        # Python's own int() would take these digits.
        pytest.param(
            "٢٠٢٥-٠٣-٠٣",
            "'٢٠٢٥-٠٣-٠٣' is not a date that can be read",
            EXAMPLES,
            id="arabic-indic-digits",
        ),
        pytest.param(
            "9" * 100, f"'{'9' * 100}' is not a date that can be read", EXAMPLES, id="100-digits"
        ),
        # Sixty characters of it are shown.
        pytest.param(
            "9" * 101, f"'{'9' * 60}…' is not a date that can be read", EXAMPLES, id="101-digits"
        ),
    ],
)
def test_what_is_no_date_is_refused_with_the_reason(
    text: str, message: str, hint: str | None
) -> None:
    with pytest.raises(DateError) as refusal:
        dates.read(text)
    assert (refusal.value.message, refusal.value.hint) == (message, hint)


@given(st.dates())
def test_a_date_said_is_read_as_itself(day: date) -> None:
    four_digits = f"{dates.say(day).rpartition(' ')[0]} {day.year:04d}"
    assert dates.read(four_digits) == day


@given(st.dates())
def test_a_date_said_short_is_read_as_itself(day: date) -> None:
    assert dates.read(dates.say_short(day)) == day


@given(st.dates())
def test_an_iso_date_is_read_as_itself(day: date) -> None:
    assert dates.read(day.isoformat()) == dates.read_iso(day.isoformat()) == day


@given(st.text("0123456789/-., MondaySaturdayMarchMay"))
def test_any_text_is_a_date_or_refused(text: str) -> None:
    assert was_read(text) in {True, False}


# Data files


@pytest.mark.parametrize(
    ("value", "message", "hint"),
    [
        pytest.param(
            "3 March 2025",
            "'3 March 2025' is not a date",
            "write it as year-month-day: 2025-03-03",
            id="words",
        ),
        pytest.param(
            " 2025-03-03",
            "' 2025-03-03' is not a date",
            "write it as year-month-day: 2025-03-03",
            id="a-space-before",
        ),
        pytest.param(
            "today", "'today' is not a date", "write it as year-month-day: 2025-03-03", id="today"
        ),
        # Strict JSON alone takes this text for a number of seconds.
        pytest.param(
            "1740960000",
            "'1740960000' is not a date",
            "write it as year-month-day: 2025-03-03",
            id="seconds",
        ),
        pytest.param(
            20250303,
            "20250303 is not a date",
            "write it as year-month-day: 2025-03-03",
            id="number",
        ),
        pytest.param(
            True, "True is not a date", "write it as year-month-day: 2025-03-03", id="truth"
        ),
        pytest.param(
            "2025-02-30",
            "2025-02-30 is not a date: February 2025 has 28 days",
            NO_HINT,
            id="no-such-day",
        ),
    ],
)
def test_a_data_file_takes_iso_dates_only(value: object, message: str, hint: str | None) -> None:
    with pytest.raises(DateError) as refusal:
        dates.read_iso(value)
    assert (refusal.value.message, refusal.value.hint) == (message, hint)


def test_a_day_of_a_data_file_is_read_from_strict_json() -> None:
    assert TypeAdapter(Day).validate_json('"2025-03-03"', strict=True) == d("2025-03-03")


def test_a_day_of_a_data_file_is_never_a_number_of_seconds() -> None:
    with pytest.raises(ValidationError, match="'1740960000' is not a date"):
        TypeAdapter(Day).validate_json('"1740960000"', strict=True)


# Said


@pytest.mark.parametrize(
    ("day", "long", "short"),
    [
        pytest.param("2025-03-03", "Monday 3 March 2025", "Mon  3 Mar 2025", id="one-digit"),
        pytest.param("2025-04-18", "Friday 18 April 2025", "Fri 18 Apr 2025", id="two-digits"),
        pytest.param("2022-09-01", "Thursday 1 September 2022", "Thu  1 Sep 2022", id="september"),
        pytest.param("0987-06-05", "Tuesday 5 June 987", "Tue  5 Jun 0987", id="long-ago"),
    ],
)
def test_a_date_is_said_in_full_and_short(day: str, long: str, short: str) -> None:
    assert (dates.say(d(day)), dates.say_short(d(day))) == (long, short)


@given(st.dates())
def test_a_date_said_short_is_fifteen_characters(day: date) -> None:
    assert len(dates.say_short(day)) == 15


@pytest.mark.parametrize(
    ("first", "last", "expected"),
    [
        pytest.param(
            "2025-03-03", "2025-03-07", "Monday 3 March to Friday 7 March 2025", id="one-year"
        ),
        pytest.param(
            "2025-12-29",
            "2026-01-02",
            "Monday 29 December 2025 to Friday 2 January 2026",
            id="two-years",
        ),
        pytest.param("2025-03-03", "2025-03-03", "Monday 3 March 2025", id="one-day"),
    ],
)
def test_a_span_says_the_year_once(first: str, last: str, expected: str) -> None:
    assert dates.say_span(d(first), d(last)) == expected


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        pytest.param("2025-03-03", "Monday", id="monday"),
        pytest.param("2025-03-04", "Tuesday", id="tuesday"),
        pytest.param("2025-03-05", "Wednesday", id="wednesday"),
        pytest.param("2025-03-06", "Thursday", id="thursday"),
        pytest.param("2025-03-07", "Friday", id="friday"),
        pytest.param("2025-03-08", "Saturday", id="saturday"),
        pytest.param("2025-03-09", "Sunday", id="sunday"),
    ],
)
def test_a_weekday_is_named_in_full(day: str, expected: str) -> None:
    assert dates.weekday_name(d(day)) == expected


# Months


@pytest.mark.parametrize(
    ("day", "months", "expected"),
    [
        pytest.param("2025-02-17", -6, "2024-08-17", id="six-back"),
        pytest.param("2025-08-28", -6, "2025-02-28", id="to-the-28th"),
        pytest.param("2025-08-29", -6, "2025-02-28", id="the-29th-is-not-there"),
        pytest.param("2025-08-31", -6, "2025-02-28", id="the-31st-is-not-there"),
        pytest.param("2024-08-31", -6, "2024-02-29", id="the-31st-in-a-leap-year"),
        pytest.param("2025-02-28", 6, "2025-08-28", id="back-again-is-not-home"),
        pytest.param("2025-10-31", 1, "2025-11-30", id="one-forward"),
        pytest.param("2025-03-03", 0, "2025-03-03", id="none"),
        pytest.param("2025-01-15", -1, "2024-12-15", id="over-new-year"),
    ],
)
def test_months_keep_the_day_or_take_the_months_last(day: str, months: int, expected: str) -> None:
    assert dates.add_months(d(day), months) == d(expected)


@given(st.dates(date(1900, 1, 1), date(2100, 1, 1)), st.integers(-120, 120))
def test_months_never_miss_home_by_more_than_three_days(day: date, months: int) -> None:
    home = dates.add_months(dates.add_months(day, months), -months)
    assert 0 <= (day - home).days <= 3


@given(st.dates(date(1900, 1, 1), date(2100, 1, 1)), st.integers(-1200, 1200))
def test_months_are_those_of_dateutil(day: date, months: int) -> None:
    assert dates.add_months(day, months) == day + relativedelta(months=months)


# Days that come back

MONDAY = datetime(2025, 3, 3, 9)  # noqa: DTZ001 - a recurrence has no time zone


def test_what_comes_back_just_as_often_as_it_may_is_listed() -> None:
    until = MONDAY.replace(day=17)
    assert dates.recurring(MONDAY, "FREQ=WEEKLY", until=until, most=3) == (
        MONDAY,
        MONDAY.replace(day=10),
        until,
    )


@pytest.mark.parametrize(
    ("rule", "message", "hint"),
    [
        pytest.param(
            "FREQ=WEEKLY",
            "the recurrence FREQ=WEEKLY comes back too often",
            "a later start, or fewer events that come back",
            id="once-too-often",
        ),
        pytest.param(
            "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30",
            "the recurrence FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30 never comes back",
            "days that there are",
            id="a-day-that-there-is-not",
        ),
        pytest.param(
            "FREQ=SOMETIMES",
            "the recurrence 'FREQ=SOMETIMES' cannot be read: invalid 'FREQ': SOMETIMES",
            NO_HINT,
            id="no-frequency",
        ),
    ],
)
def test_what_does_not_come_back_as_it_should_is_refused(
    rule: str, message: str, hint: str | None
) -> None:
    with pytest.raises(DateError) as refusal:
        dates.recurring(MONDAY, rule, until=MONDAY.replace(day=17), most=2)
    assert (refusal.value.message, refusal.value.hint) == (message, hint)
