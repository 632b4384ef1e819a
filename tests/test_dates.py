"""The one grammar of dates: options, files and prose; dates in words, months, recurring days."""

from contextlib import suppress
from datetime import date, datetime, timedelta
from functools import partial

import pytest
from dateutil.relativedelta import relativedelta
from hypothesis import given, strategies as st
from pydantic import TypeAdapter, ValidationError

from jtai_cli import dates
from jtai_cli.dates import Day, FoundDate, Span, find_dates, read, read_span, recurring
from jtai_cli.errors import DateError, OutOfRangeError
from jtai_cli.workingdays import Period

EXAMPLES = 'a date such as 2025-03-03, "3 March 2025", "Mon 3 Mar 2025" or 3/3/2025'
MONDAY = date(2025, 3, 3)
BLANKS = "\t\xa0\u1680\u2002\u2003\u2009\u200a\u200b\u202f\u205f\u2060\u3000\ufeff"
DASHES = "-\u2010\u2011\u2012\u2013\u2212\ufe63\uff0d"


def each(texts: str) -> list[str]:
    """Split a list of texts at its bars and line ends."""
    return [one.strip() for one in texts.replace("\n", "|").split("|") if one.strip()]


# Every one of them is Monday 3 March 2025.
WRITTEN = each("""
    2025-03-03 | 2025-03-03T00:00 | 2025-03-03 00:00:00 | 2025-03-03T00:00:00.000 | Mon 2025-03-03
    3 March 2025 | 03 March 2025 | 3 MARCH 2025 | 3 march 2025 | 3 March, 2025 | 3   March   2025
    3rd March 2025 | 3rd of March 2025 | the 3rd of March 2025 | 3 rd March 2025 | 3ʳᵈ March 2025
    Monday 3 March 2025 | Monday, 3 March 2025 | Monday the 3rd of March 2025 | mon 3 mar 2025
    Mon. 3 Mar. 2025 | Mon., 3rd Mar. 2025 | 3 Mar 2025 | 3 March 2025 (Monday) | 3 Mar 2025 (Mon)
    3 March 2025 (a Monday) | 3\u200brd March 2025
    03-Mar-2025 | 3-March-2025 | Mon 03-Mar-2025 | 3/Mar/2025
    3/3/2025 | 03/03/2025 | 03.03.2025 | 3.3.2025 | 03-03-2025 | Mon 3/3/2025 | 03/03/2025 00:00
""")


def d(text: str) -> date:
    return date.fromisoformat(text)


def refused(text: str, reader: object = read) -> tuple[str, str | None]:
    with pytest.raises(DateError) as refusal:
        reader(text)  # type: ignore[operator]  # each reader takes a text
    return refusal.value.message, refusal.value.hint


# Read


@pytest.mark.parametrize("text", WRITTEN)
def test_a_date_is_read_as_people_write_it(text: str) -> None:
    assert read(text) == read(f"  {text}\n") == MONDAY


@pytest.mark.parametrize("blank", BLANKS, ids=lambda one: f"{ord(one):04x}")
def test_a_date_is_read_with_any_blank(blank: str) -> None:
    assert read(f"{blank}Mon{blank}3{blank} March{blank}2025{blank}") == MONDAY


@pytest.mark.parametrize("dash", DASHES, ids=lambda one: f"{ord(one):04x}")
def test_a_date_is_read_with_any_dash(dash: str) -> None:
    assert read(f"2025{dash}03{dash}03") == read(f"03{dash}Mar{dash}2025") == MONDAY


@pytest.mark.parametrize("blanks", [87, 88, 500])
def test_a_date_has_at_most_100_characters(blanks: int) -> None:
    text = f"  03{' ' * blanks}March 2025{' ' * blanks}"
    if blanks <= 100 - len("03March 2025"):
        assert read(text) == MONDAY
    else:
        refused(text)
    refused(f"3 March 2025{' ' * blanks}or not")


def test_marks_of_direction_that_excel_writes_are_passed_over() -> None:
    assert read("\u200e03\u200e/\u200e03/\u200e2025") == MONDAY


@pytest.mark.parametrize(
    "text",
    each("""
    3 March 2025, Monday = 2025-03-03 | 4th March 2025 = 2025-03-04 | 1 January 0001 = 0001-01-01
    Wed 1 Jan 2025 = 2025-01-01 | Weds 1 January 2025 = 2025-01-01 | 1 Sept. 2025 = 2025-09-01
    Tues 4 Mar 2025 = 2025-03-04 | Thur 1 May 2025 = 2025-05-01 | Thurs. 1 May 2025 = 2025-05-01
    Sun 1st June 2025 = 2025-06-01 | Sat 2nd Aug. 2025 = 2025-08-02 | 31/12/2025 = 2025-12-31
    29 Feb 2024 = 2024-02-29 | 0001-01-01 = 0001-01-01 | 31 December 9999 = 9999-12-31
    """),
)
def test_days_and_months_have_short_names(text: str) -> None:
    written, expected = text.split(" = ")
    assert read(written) == d(expected)


def test_today_and_tomorrow_are_dates_where_today_is_given() -> None:
    found = [read(text, lambda: d("2025-02-28")) for text in ("today", " Tomorrow ", "2025-03-03")]
    assert found == [d("2025-02-28"), d("2025-03-01"), MONDAY]
    assert refused("today") == ("'today' cannot be read as a date", EXAMPLES)
    unknown = partial(read, "today")  # today, on a page
    assert (
        refused("3 March", partial(read, today=unknown))[1]
        == "3 March and the year, in four digits"
    )
    with pytest.raises(DateError, match="there is no tomorrow after 9999-12-31"):
        read("tomorrow", lambda: date.max)


@pytest.mark.parametrize(
    ("text", "message", "hint"),
    [
        # The first two are examples of the contract.
        ("31/02/2025", "31/02/2025 is not a date: February 2025 has 28 days", None),
        ("Tuesday 3 March 2025", "3 March 2025 is a Monday, not a Tuesday", None),
        ("Tue 3/3/2025", "3 March 2025 is a Monday, not a Tuesday", None),
        ("3 March 2025 (Tue)", "3 March 2025 is a Monday, not a Tuesday", None),
        ("2025-02-29", "2025-02-29 is not a date: February 2025 has 28 days", None),
        ("29 Feb 1900", "29 Feb 1900 is not a date: February 1900 has 28 days", None),
        ("0 March 2025", "0 March 2025 is not a date: March 2025 has 31 days", None),
        ("32-Dec-9999", "32-Dec-9999 is not a date: December 9999 has 31 days", None),
        ("2025-13-01", "2025-13-01 is not a date: there is no month 13", None),
        ("0000-01-01", "0000-01-01 is not a date: there is no year 0", None),
        (
            "3/13/2025",
            "3/13/2025 is not a date: there is no month 13 (dates are read day/month/year)",
            None,
        ),
        ("3/3/25", "'3/3/25' has no four-digit year", EXAMPLES),
        ("25-03-03", "'25-03-03' has no four-digit year", EXAMPLES),
        ("3 March 25", "'3 March 25' has no four-digit year", EXAMPLES),
        ("3 March", "'3 March' has no year", "3 March and the year, in four digits"),
        ("Mon 3 March", "'Mon 3 March' has no year", "Mon 3 March and the year, in four digits"),
        ("2025-03-03T09:00", "'2025-03-03T09:00' has a time of day", "the date alone"),
        ("3 March 2025 17:30", "'3 March 2025 17:30' has a time of day", "the date alone"),
        ("31\xa0Feb\u20112025", "'31 Feb-2025' cannot be read as a date", EXAMPLES),
        ("", "the date is empty", EXAMPLES),
        (" \u200b\xa0", "the date is empty", EXAMPLES),
        ("3\x1bMarch", r"'3\x1bMarch' cannot be read as a date", EXAMPLES),
        ("9" * 10**6, f"'{'9' * 79}…' cannot be read as a date", EXAMPLES),
    ],
    ids=lambda text: str(text)[:30],
)
def test_what_is_no_date_is_refused_with_the_reason(
    text: str, message: str, hint: str | None
) -> None:
    assert refused(text) == (message, hint)


@pytest.mark.parametrize(
    "text",
    each("""
    soon | March 3, 2025 | 2025/03/03 | 2025-3-3 | 20250303 | 2025-W10-1 | -2025-03-03
    3 Ma 2025 | 3 Marsh 2025 | Mo 3 March 2025 | 2025-03-03..2025-03-07 | ٢٠٢٥-٠٣-٠٣ | 3/3.2025
    3 March. 2025 | 3March 2025 | Monday. 3 March 2025 | 3 May March 2025 | of March 2025
    1741000000 | 3 March 2025 BC | 2 3 March 2025 | X3 March 2025X
    """),
)
def test_what_is_no_date_at_all_is_refused_with_examples(text: str) -> None:
    assert refused(text) == (f"'{text}' cannot be read as a date", EXAMPLES)


@given(st.dates())
def test_a_date_is_read_as_it_is_said(day: date) -> None:
    four_digits = f"{dates.say(day).rpartition(' ')[0]} {day.year:04d}"
    numbers = f"{day.day}/{day.month}/{day.year:04d}"
    for text in (day.isoformat(), dates.say_short(day), four_digits, numbers):
        assert read(text) == day


@given(st.text("0123456789/-., MonSaturdyMchMayof\u200b\n()T:"))
def test_any_text_is_a_date_or_refused(text: str) -> None:
    with suppress(DateError):
        assert type(read(text)) is date


# Runs of days


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2025-03-03..2025-03-07", "2025-03-03", "2025-03-07"),
        ("3 March 2025 .. Fri 7 March 2025", "2025-03-03", "2025-03-07"),
        ("2025-03-03", "2025-03-03", "2025-03-03"),
        ("today..tomorrow", "2025-02-28", "2025-03-01"),
    ],
)
def test_a_run_of_days_has_both_its_ends(text: str, first: str, last: str) -> None:
    assert read_span(text, lambda: d("2025-02-28")) == Period(d(first), d(last))


@pytest.mark.parametrize(
    ("text", "message", "hint"),
    [
        (
            "2025-03-07..2025-03-03",
            "'2025-03-07..2025-03-03' ends before it begins",
            "2025-03-03..2025-03-07",
        ),
        ("2025-03-07..", "'2025-03-07..' needs both a start and an end date", "FIRST..LAST"),
        (" ..2025-03-07", "' ..2025-03-07' needs both a start and an end date", "FIRST..LAST"),
        ("..", "'..' needs both a start and an end date", "FIRST..LAST"),
        ("", "the date is empty", EXAMPLES),
    ],
    ids=lambda text: str(text)[:30],
)
def test_what_is_no_run_of_days_is_refused(text: str, message: str, hint: str) -> None:
    assert refused(text, read_span) == (message, hint)


# Data files


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (MONDAY, MONDAY),
        ("Mon 3 Mar 2025", MONDAY),
        (datetime(2025, 3, 3), MONDAY),  # noqa: DTZ001 - as TOML has it
        (datetime(2025, 3, 3, 9, 30), "'2025-03-03 09:30:00' has a time of day"),  # noqa: DTZ001 - the same
        # A number of seconds, or anything else, is never a date.
        ("1740960000", "'1740960000' cannot be read as a date"),
        (20250303, "20250303 is not a date"),
        (True, "True is not a date"),
        (None, "None is not a date"),
        ("2025-02-30", "2025-02-30 is not a date: February 2025 has 28 days"),
    ],
)
def test_a_day_in_a_file_is_a_date_or_a_text(value: object, expected: date | str) -> None:
    day, span = TypeAdapter(Day), TypeAdapter(Span)
    if isinstance(expected, date):
        assert day.validate_python(value, strict=True) == expected
        assert span.validate_python(value, strict=True) == Period(expected, expected)
    else:
        for of_file in (day, span):
            with pytest.raises(ValidationError) as refusal:
                of_file.validate_python(value)
            (error,) = refusal.value.errors()
            assert expected in error["msg"]
            if expected.endswith(" is not a date"):
                assert error["ctx"]["error"].hint == EXAMPLES


def test_a_run_of_days_in_a_file_is_a_text() -> None:
    text = "2024-12-24..2024-12-31"
    assert TypeAdapter(Span).validate_json(f'"{text}"', strict=True) == read_span(text)
    assert [TypeAdapter(one).json_schema() for one in (Day, Span)] == [{"type": "string"}] * 2


# Dates in running text


def found(text: str) -> list[str]:
    """What is found: the text itself, and its days, why it has none, or that it was not read."""

    def one(date_: FoundDate) -> str:
        days = f"{date_.first}..{date_.last}" if date_.first != date_.last else f"{date_.first}"
        meaning = (date_.missing or days) if date_.form else "not read"
        return f"{text[date_.start : date_.end]} = {meaning}"

    return [one(date_) for date_ in find_dates(text)]


@pytest.mark.parametrize("text", [one for one in WRITTEN if ":" not in one])
def test_a_date_is_found_in_a_text_as_it_is_read_alone(text: str) -> None:
    (one,) = find_dates(f"Comments are due on {text}, at noon")
    assert (one.start, one.end, one.first, one.last) == (20, 20 + len(text), MONDAY, MONDAY)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("on 3–7 March 2025.", ["3–7 March 2025 = 2025-03-03..2025-03-07"]),
        ("17 Feb to 7 Mar 2025", ["17 Feb to 7 Mar 2025 = 2025-02-17..2025-03-07"]),
        ("29 Dec – 2 Jan 2026", ["29 Dec – 2 Jan 2026 = 2025-12-29..2026-01-02"]),
        ("Mon 3 to Fri 7 March 2025", ["Mon 3 to Fri 7 March 2025 = 2025-03-03..2025-03-07"]),
        ("the 3rd until the 7th Mar 2025",
         ["the 3rd until the 7th Mar 2025 = 2025-03-03..2025-03-07"]),
        ("28 April to 2 May 2025", ["28 April to 2 May 2025 = 2025-04-28..2025-05-02"]),
        ("3 to Friday 7 March 2025", ["3 to Friday 7 March 2025 = 2025-03-03..2025-03-07"]),
        ("3/3/2025-7/3/2025", ["3/3/2025-7/3/2025 = 2025-03-03..2025-03-07"]),
        ("2025-03-03..2025-03-07", ["2025-03-03..2025-03-07 = 2025-03-03..2025-03-07"]),
        ("2025-03-03 to\n2025-03-07", ["2025-03-03 to\n2025-03-07 = 2025-03-03..2025-03-07"]),
        # No runs: the wrong way round, two things beside each other, entries of a list.
        ("7 March 2025 - 3 March 2025", ["7 March 2025 = 2025-03-07", "3 March 2025 = 2025-03-03"]),
        ("3..7 March 2025 or 5 March 2025.5", ["7 March 2025 = 2025-03-07", "5 March = not read"]),
        ("Week 2 - Monday 24 February 2025", ["Monday 24 February 2025 = 2025-02-24"]),
        ("40 - 3 March 2025", ["3 March 2025 = 2025-03-03"]),
        ("3 May 2025\n- 7 May 2025", ["3 May 2025 = 2025-05-03", "7 May 2025 = 2025-05-07"]),
        # A full stop after a name in full ends the sentence.
        ("We missed Friday. 3 March 2025 is new", ["3 March 2025 = 2025-03-03"]),
        ("Due 3 March.  2025 begins well", ["3 March = not read"]),
        ("On 3 March 2025.Next", ["3 March 2025 = 2025-03-03"]),
        ("3\r\nMarch 2025 and 3\n\nMarch 2025", ["3\r\nMarch 2025 = 2025-03-03"]),
        ("2025-03-03T10:00", ["2025-03-03 = 2025-03-03"]),
        # Whose weekday it is, and whether it is a date, is left to the caller.
        ("After Good Friday, 22 April 2025", ["Friday, 22 April 2025 = 2025-04-22"]),
        ("Section 47 May 2025", ["47 May 2025 = May 2025 has 31 days"]),
        ("Minute 2025-45-12", ["2025-45-12 = there is no month 45"]),
        ("30 Feb to 3 March 2025", ["30 Feb to 3 March 2025 = February 2025 has 28 days"]),
        # Dates in forms that are not read.
        ("4/4/25 or April 4, 2025", ["4/4/25 = not read", "April 4, 2025 = not read"]),
        ("04-Apr-25 – 05-Apr-25", ["04-Apr-25 = not read", "05-Apr-25 = not read"]),
        ("Thursday 10 April; Mon 3 March 2025",
         ["10 April = not read", "Mon 3 March 2025 = 2025-03-03"]),
        # No dates.
        ("staff 3 may attend in 2025, v1.3 March 2025, £3 March 2025, 2 of 3", []),
        ("docs/2025-03-03/x 2025-03-03.md 12025-03-03 10.03.03.2025 1/2/3", []),
    ],
)  # fmt: skip
def test_dates_are_found_in_running_text(text: str, expected: list[str]) -> None:
    assert found(text) == expected


def test_the_parts_of_a_date_have_names() -> None:
    one, run = find_dates("By 3rd Mar 2025 (Mon), else Thurs 27 Feb – Fri 7 Mar 2025")
    names = ("weekday", "day", "ordinal", "month", "year", "behind")
    assert [one.parts[name] for name in names] == [None, "3", "rd", "Mar", "2025", "Mon"]
    names = ("weekday_first", "day_first", "month_first", "year_first", "join", "weekday")
    assert [run.parts[name] for name in names] == ["Thurs", "27", "Feb", None, " - ", "Fri"]


@given(st.text("0123456789/-.,– MonSaturdyMchMayofto\u200b\n()"))
def test_dates_found_do_not_overlap_and_stand_in_order(text: str) -> None:
    places = [place for one in find_dates(text) for place in (one.start, one.end)]
    assert places == sorted(places)
    assert len(dates.normalised(text)) == len(text)


def test_a_wrong_weekday_is_named() -> None:
    wrong = "3 March 2025 is a Monday, not a Thursday"
    found = [dates.wrong_weekday(MONDAY, name) for name in ("mon", "Monday", "Thurs", "THURSDAY")]
    assert found == [None, None, wrong, wrong]


# Dates in words


@pytest.mark.parametrize(
    ("day", "long", "short"),
    [
        ("2025-03-03", "Monday 3 March 2025", "Mon  3 Mar 2025"),
        ("2025-04-18", "Friday 18 April 2025", "Fri 18 Apr 2025"),
        ("2022-09-01", "Thursday 1 September 2022", "Thu  1 Sep 2022"),
        ("0987-06-05", "Tuesday 5 June 987", "Tue  5 Jun 0987"),
    ],
)
def test_a_date_is_said_in_full_and_short(day: str, long: str, short: str) -> None:
    assert (dates.say(d(day)), dates.say_short(d(day))) == (long, short)
    assert dates.say_brief(d(day)) == short[4:].strip()
    assert f"{dates.weekday_name(d(day))} {dates.say_plain(d(day))}" == long


@pytest.mark.parametrize(
    ("first", "last", "expected"),
    [
        ("2025-03-03", "2025-03-07", "Monday 3 March to Friday 7 March 2025"),
        ("2025-12-29", "2026-01-02", "Monday 29 December 2025 to Friday 2 January 2026"),
        ("2025-03-03", "2025-03-03", "Monday 3 March 2025"),
    ],
)
def test_a_span_is_said_with_a_shared_year_once(first: str, last: str, expected: str) -> None:
    assert dates.say_span(d(first), d(last)) == expected


# Months, and days that recur


@given(st.dates(date(1900, 1, 1), date(2100, 1, 1)), st.integers(-1200, 1200))
def test_months_keep_the_day_or_take_the_months_last(day: date, months: int) -> None:
    moved = dates.add_months(day, months)
    assert moved == day + relativedelta(months=months)
    assert (moved.year * 12 + moved.month) - (day.year * 12 + day.month) == months
    assert moved.day == day.day or (
        moved.day < day.day and (moved + relativedelta(days=1)).day == 1
    )


@pytest.mark.parametrize(("day", "months"), [(date.min, -1), (date.max, 1), (MONDAY, 10**9)])
def test_months_outside_the_years_are_refused(day: date, months: int) -> None:
    with pytest.raises(OutOfRangeError, match=f"{months} calendar months from {day} is outside"):
        dates.add_months(day, months)


@pytest.mark.parametrize(
    ("rule", "expected"),
    [
        ("FREQ=YEARLY;BYMONTH=1,7;BYDAY=2TU", "2026-07-14 2027-01-12"),
        ("FREQ=YEARLY;BYMONTH=6;BYDAY=3MO", "2027-06-21"),
        ("FREQ=YEARLY;BYMONTH=6;BYDAY=-1FR", "2026-06-26 2027-06-25"),
        # Every third month from January, whenever the span begins.
        ("FREQ=MONTHLY;INTERVAL=3;BYMONTHDAY=15", "2026-07-15 2026-10-15 2027-01-15 2027-04-15"),
        ("FREQ=YEARLY", "2027-01-01"),
        ("FREQ=YEARLY;BYMONTH=1;BYDAY=MO,TU;BYSETPOS=1", "2027-01-04"),
        (f"FREQ=YEARLY;BYMONTH=11{39 * ',1'}", "2026-11-01 2027-01-01"),  # the longest
    ],
)
def test_a_recurrence_rule_gives_the_days_of_a_span(rule: str, expected: str) -> None:
    span = Period(d("2026-06-22"), d("2027-06-25"))
    assert recurring(rule, span) == tuple(map(d, expected.split()))


@given(st.dates(date(1980, 1, 1), date(2090, 1, 1)), st.integers(0, 400))
def test_the_days_of_a_recurrence_do_not_depend_on_the_span(first: date, more: int) -> None:
    rule, span = "FREQ=WEEKLY;INTERVAL=2;BYDAY=WE", Period(first, first + relativedelta(days=more))
    fortnights = (date(1973, 1, 3) + number * timedelta(weeks=2) for number in range(4000))
    assert list(recurring(rule, span)) == [day for day in fortnights if day in span]


@pytest.mark.parametrize(
    ("rule", "message"),
    [
        ("FREQ=SOMETIMES", "the recurrence rule 'FREQ=SOMETIMES' cannot be read"),
        # What could come more than once a day, for ever, or from elsewhere.
        ("FREQ=DAILY", "the recurrence rule 'FREQ=DAILY' cannot be read"),
        ("FREQ=YEARLY;BYHOUR=1,2", "'FREQ=YEARLY;BYHOUR=1,2' cannot be read"),
        ("FREQ=YEARLY;INTERVAL=0", "'FREQ=YEARLY;INTERVAL=0' cannot be read"),
        ("FREQ=MONTHLY;BYMONTHDAY=15,0", "'FREQ=MONTHLY;BYMONTHDAY=15,0' cannot be read"),
        ("FREQ=YEARLY;BYMONTH=1;BYMONTH=7", "cannot be read"),
        ("FREQ=WEEKLY;BYDAY=2TU", "cannot be read"),
        ("DTSTART:20250303\nRRULE:FREQ=YEARLY", "cannot be read"),
        ("FREQ=YEARLY;BYMONTH=1,", "cannot be read: "),
        ("FREQ=YEARLY;BYDAY=60MO", "cannot be read: "),
        ("FREQ=YEARLY;BYMONTH=" + "1," * 10_000_000, "cannot be read"),
        ("FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30", "never gives a day"),
    ],
    ids=lambda text: text[:30],
)
def test_a_recurrence_rule_that_gives_no_days_is_refused(rule: str, message: str) -> None:
    with pytest.raises(DateError) as refusal:
        recurring(rule, Period(MONDAY, MONDAY))
    assert message in refusal.value.message
    assert refusal.value.hint == "a rule such as FREQ=YEARLY;BYMONTH=1,7;BYDAY=2TU"
