"""Dates as they stand in running text: found, read, and written anew in the same way."""

from datetime import date, timedelta
from itertools import pairwise
from time import process_time

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from jtai_cli.documents import written
from jtai_cli.documents.found import Code
from jtai_cli.documents.written import Written


def d(text: str) -> date:
    return date.fromisoformat(text)


def only(text: str) -> Written:
    (found,) = written.find(text)
    return found


def spans(text: str) -> list[tuple[str, str, str]]:
    """Tell what was found: the text of each date, and its days."""
    return [(one.text, str(one.first), str(one.last)) for one in written.find(text)]


# Reading one date


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("3 March 2025", "2025-03-03", id="words"),
        pytest.param("03 March 2025", "2025-03-03", id="two-digits"),
        pytest.param("Mon 3 Mar 2025", "2025-03-03", id="short"),
        pytest.param("Mon. 3 Mar. 2025", "2025-03-03", id="short-with-full-stops"),
        pytest.param("Monday, 3 March 2025", "2025-03-03", id="comma-behind-the-weekday"),
        pytest.param("Monday, 3 March, 2025", "2025-03-03", id="two-commas"),
        pytest.param("Tues 4 March 2025", "2025-03-04", id="tues"),
        pytest.param("Weds 5 March 2025", "2025-03-05", id="weds"),
        pytest.param("Thur 6 March 2025", "2025-03-06", id="thur"),
        pytest.param("Thurs 6 Sept 2029", "2029-09-06", id="thurs-and-sept"),
        pytest.param("3rd March 2025", "2025-03-03", id="ordinal"),
        pytest.param("the 3rd of March 2025", "2025-03-03", id="of"),
        pytest.param("MONDAY 3RD MARCH 2025", "2025-03-03", id="upper-case"),
        pytest.param("monday 3 march 2025", "2025-03-03", id="lower-case"),
        pytest.param("3 may 2025", "2025-05-03", id="may-as-a-month"),
        pytest.param("Thursday 10\nApril 2025", "2025-04-10", id="over-a-line-end"),
        pytest.param(
            "Thursday 10  \r\n  April 2025", "2025-04-10", id="over-a-line-end-and-blanks"
        ),
        pytest.param("Thursday\n10\nApril\n2025", "2025-04-10", id="over-three-line-ends"),
        pytest.param("3\u00a0March\u202f2025", "2025-03-03", id="blanks-that-do-not-break"),
        pytest.param("3&nbsp;March&#160;2025", "2025-03-03", id="entities"),
        pytest.param("2025-03-03", "2025-03-03", id="iso"),
        pytest.param("Mon 2025-03-03", "2025-03-03", id="iso-with-its-weekday"),
        pytest.param("2025-03-03T10:00", "2025-03-03", id="iso-before-a-time"),
        pytest.param("2025-03-03 10:00", "2025-03-03", id="iso-before-a-blank-and-a-time"),
        pytest.param("03/03/2025", "2025-03-03", id="slashes"),
        pytest.param("3/4/2025", "2025-04-03", id="slashes-in-uk-order"),
        pytest.param("Thursday 3/4/2025", "2025-04-03", id="slashes-with-the-weekday"),
        pytest.param("the 3 March 2025 letter", "2025-03-03", id="inside-a-sentence"),
        pytest.param("(3 March 2025)", "2025-03-03", id="in-brackets"),
        pytest.param("“3 March 2025”.", "2025-03-03", id="in-quotes"),
        pytest.param("By 2025-03-03.", "2025-03-03", id="at-the-end-of-a-sentence"),
        pytest.param("On 3 March 2025: fieldwork", "2025-03-03", id="before-a-colon"),
        pytest.param("29 February 2024", "2024-02-29", id="leap-day"),
        pytest.param("1 January 0001", "0001-01-01", id="the-first-day-there-is"),
        pytest.param("31 December 9999", "9999-12-31", id="the-last-day-there-is"),
    ],
)
def test_a_date_is_found_and_read(text: str, expected: str) -> None:
    found = only(text)
    assert (found.first, found.last) == (d(expected), d(expected))
    assert (found.code, found.fault) == (None, None)
    assert text[found.start : found.end] == found.text


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        pytest.param("3 to 7 March 2025", "2025-03-03", "2025-03-07", id="one-month"),
        pytest.param("3–7 March 2025", "2025-03-03", "2025-03-07", id="dash"),
        pytest.param("3-7 March 2025", "2025-03-03", "2025-03-07", id="hyphen"),
        pytest.param("3 &ndash; 7 March 2025", "2025-03-03", "2025-03-07", id="entity"),
        pytest.param("3 until 7 March 2025", "2025-03-03", "2025-03-07", id="until"),
        pytest.param("3rd till 7th March 2025", "2025-03-03", "2025-03-07", id="till"),
        pytest.param("24 February to 14 March 2025", "2025-02-24", "2025-03-14", id="two-months"),
        pytest.param("24 February–14 March 2025", "2025-02-24", "2025-03-14", id="two-months-dash"),
        pytest.param("3\nto 7 March 2025", "2025-03-03", "2025-03-07", id="over-a-line-end"),
        pytest.param(
            "Monday 3 March to Friday 7 March 2025", "2025-03-03", "2025-03-07", id="weekdays"
        ),
        pytest.param(
            "Monday 3 to Friday 7 March 2025", "2025-03-03", "2025-03-07", id="weekdays-month-once"
        ),
        pytest.param(
            "3 March 2025 to 7 March 2025", "2025-03-03", "2025-03-07", id="two-whole-dates"
        ),
        pytest.param(
            "3 to Friday 7 March 2025", "2025-03-03", "2025-03-07", id="weekday-of-the-last-alone"
        ),
        pytest.param(
            "3&nbsp;to&nbsp;Fri 7 March 2025", "2025-03-03", "2025-03-07", id="weekday-and-entities"
        ),
        pytest.param(
            "28 April–Friday 2 May 2025", "2025-04-28", "2025-05-02", id="weekday-and-two-months"
        ),
        pytest.param(
            "29 December 2025 to 2 January 2026", "2025-12-29", "2026-01-02", id="two-years"
        ),
        # Only so is it a run at all.
        pytest.param(
            "29 December to 2 January 2026",
            "2025-12-29",
            "2026-01-02",
            id="over-new-year-year-once",
        ),
        pytest.param("2025-03-03 to 2025-03-07", "2025-03-03", "2025-03-07", id="iso"),
        pytest.param("2025-03-03/2025-03-07", "2025-03-03", "2025-03-07", id="iso-slash"),
        pytest.param("2025-03-03..2025-03-07", "2025-03-03", "2025-03-07", id="iso-dots"),
        pytest.param("3/3/2025 – 7/3/2025", "2025-03-03", "2025-03-07", id="slashes"),
        pytest.param("03/03/2025-07/03/2025", "2025-03-03", "2025-03-07", id="slashes-and-hyphen"),
    ],
)
def test_a_run_of_days_is_found_and_read(text: str, first: str, last: str) -> None:
    found = only(text)
    assert (found.text, found.first, found.last) == (text, d(first), d(last))
    assert (found.code, found.fault) == (None, None)


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("Thursday 10 April", id="no-year"),
        pytest.param("10 April 25", id="year-of-two-digits"),
        pytest.param("10 March 20255", id="year-of-five-digits"),
        pytest.param("we may 2025 times", id="may-as-a-verb"),
        pytest.param("March 2025", id="no-day"),
        pytest.param("March 3, 2025", id="american-order"),
        pytest.param("110 March 2025", id="day-of-three-digits"),
        pytest.param("3 Marchmont 2025", id="no-month"),
        pytest.param("10\n\nApril 2025", id="over-an-empty-line"),
        pytest.param("10&amp;April 2025", id="another-entity"),
        pytest.param("version 1.3 March 2025", id="version"),
        pytest.param("£3 March 2025", id="sum-of-money"),
        pytest.param("31 March 2025-26", id="financial-year"),
        pytest.param("3 March 2025.1", id="number-behind-a-point"),
        pytest.param("12025-03-03", id="longer-number"),
        pytest.param("2025-03-031", id="longer-number-behind"),
        pytest.param("/2025-03-03/", id="path"),
        pytest.param("notes/3/3/2025", id="path-with-slashes"),
        pytest.param("?d=2025-03-03", id="query"),
        pytest.param("file-2025-03-03.md", id="name-of-a-file"),
        pytest.param("2025-03-03.md", id="name-that-begins-with-it"),
        pytest.param("v2025-03-03", id="tag"),
        pytest.param("2025-03-03Z", id="letter-behind"),
        pytest.param("2025-03-03Tx", id="no-time-behind"),
        pytest.param("978-0-19-852663-6", id="isbn"),
        pytest.param("0000-00-00", id="no-date-of-a-database"),
        pytest.param("case 1234-56-78", id="number-of-a-case"),
        pytest.param("1/2/20255", id="slashes-and-five-digits"),
        pytest.param("", id="nothing"),
    ],
)
def test_what_is_no_date_is_left_alone(text: str) -> None:
    assert spans(text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            "On 3 March 2025, 2025-03-04 and 5/3/2025.",
            [
                ("3 March 2025", "2025-03-03", "2025-03-03"),
                ("2025-03-04", "2025-03-04", "2025-03-04"),
                ("5/3/2025", "2025-03-05", "2025-03-05"),
            ],
            id="several-ways",
        ),
        pytest.param(
            "3 and 7 March 2025", [("7 March 2025", "2025-03-07", "2025-03-07")], id="and-is-no-run"
        ),
        pytest.param(
            "10 to 3 March 2025",
            [("3 March 2025", "2025-03-03", "2025-03-03")],
            id="a-run-that-would-end-before-it-begins",
        ),
        pytest.param(
            "24 December 2025 to 2 January 2025",
            [
                ("24 December 2025", "2025-12-24", "2025-12-24"),
                ("2 January 2025", "2025-01-02", "2025-01-02"),
            ],
            id="two-dates-the-later-first",
        ),
        pytest.param(
            "Week 2 – Monday 24 February 2025",
            [("Monday 24 February 2025", "2025-02-24", "2025-02-24")],
            id="the-number-of-a-week",
        ),
        pytest.param(
            "item 40 - 3 March 2025",
            [("3 March 2025", "2025-03-03", "2025-03-03")],
            id="a-number-that-is-no-day",
        ),
        pytest.param(
            "v1.2 - 3 March 2025",
            [("3 March 2025", "2025-03-03", "2025-03-03")],
            id="a-version-before-a-date",
        ),
        pytest.param(
            "Monday" + " " * 300 + "4 March 2025",
            [("4 March 2025", "2025-03-04", "2025-03-04")],
            id="a-weekday-far-away",
        ),
        pytest.param(
            "- 3 March 2025\r\n  - 7 March 2025",
            [
                ("3 March 2025", "2025-03-03", "2025-03-03"),
                ("7 March 2025", "2025-03-07", "2025-03-07"),
            ],
            id="entries-of-a-list",
        ),
        pytest.param(
            "- 2025-03-03\n- 2025-03-07\n",
            [
                ("2025-03-03", "2025-03-03", "2025-03-03"),
                ("2025-03-07", "2025-03-07", "2025-03-07"),
            ],
            id="entries-of-a-list-in-iso",
        ),
        pytest.param(
            "Monday to Friday, 3 to 7 March 2025",
            [("3 to 7 March 2025", "2025-03-03", "2025-03-07")],
            id="two-weekdays-before-a-run",
        ),
        pytest.param(
            "Monday to Friday, 1 April to 30 June 2025",
            [("1 April to 30 June 2025", "2025-04-01", "2025-06-30")],
            id="weekdays-of-every-week",
        ),
        pytest.param(
            "Monday to Friday 7 March 2025",
            [("Friday 7 March 2025", "2025-03-07", "2025-03-07")],
            id="two-weekdays-before-a-day",
        ),
    ],
)
def test_dates_are_told_apart(text: str, expected: list[tuple[str, str, str]]) -> None:
    assert spans(text) == expected


# What is wrong with a date


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        pytest.param(
            "31 February 2025",
            "31 February 2025 does not exist: February 2025 has 28 days",
            id="words",
        ),
        pytest.param(
            "Monday 31st Apr 2025",
            "31st Apr 2025 does not exist: April 2025 has 30 days",
            id="short",
        ),
        pytest.param(
            "0 March 2025", "0 March 2025 does not exist: March 2025 has 31 days", id="zero"
        ),
        pytest.param(
            "2025-02-31", "2025-02-31 does not exist: February 2025 has 28 days", id="iso"
        ),
        pytest.param(
            "2025-31-12", "2025-31-12 does not exist: there is no month 31", id="iso-month"
        ),
        pytest.param(
            "31/02/2025", "31/02/2025 does not exist: February 2025 has 28 days", id="slashes"
        ),
        pytest.param(
            "03/13/2025",
            "03/13/2025 does not exist: there is no month 13 (slashes are read day/month/year)",
            id="slashes-month",
        ),
        pytest.param("3 March 0000", "3 March 0000 does not exist: there is no year 0", id="year"),
        pytest.param(
            "30 to 31 April 2025", "31 April 2025 does not exist: April 2025 has 30 days", id="last"
        ),
        pytest.param(
            "31 February to 3 March 2025",
            "31 February 2025 does not exist: February 2025 has 28 days",
            id="first-of-a-run",
        ),
    ],
)
def test_a_day_that_does_not_exist_has_no_days(text: str, fault: str) -> None:
    found = only(text)
    assert (found.first, found.last, found.code) == (None, None, Code.NO_SUCH_DATE)
    assert (found.fault, found.meant()) == (fault, ())


@pytest.mark.parametrize(
    ("text", "fault", "meant"),
    [
        # A published letter printed it.
        pytest.param(
            "Friday 18 April 2023",
            "18 April 2023 is a Tuesday, not a Friday",
            ("Tuesday 18 April 2023", "Friday 21 April 2023"),
            id="a-real-letter",
        ),
        pytest.param(
            "Friday the 18th of April 2023",
            "18th April 2023 is a Tuesday, not a Friday",
            ("Tuesday the 18th of April 2023", "Friday the 21st of April 2023"),
            id="with-an-article",
        ),
        pytest.param(
            "Fri 18/04/2023",
            "18/04/2023 is a Tuesday, not a Friday",
            ("Tue 18/04/2023", "Fri 21/04/2023"),
            id="slashes",
        ),
        pytest.param(
            "sunday 2025-03-03",
            "2025-03-03 is a Monday, not a Sunday",
            ("monday 2025-03-03", "sunday 2025-03-02"),
            id="the-day-before",
        ),
        pytest.param(
            "Monday 3 to Thursday 7 March 2025",
            "7 March 2025 is a Friday, not a Thursday",
            ("Monday 3 to Friday 7 March 2025", "Monday 3 to Thursday 6 March 2025"),
            id="last-of-a-run",
        ),
        pytest.param(
            "Tuesday 3 to 7 March 2025",
            "3 March 2025 is a Monday, not a Tuesday",
            ("Monday 3 to 7 March 2025", "Tuesday 4 to 7 March 2025"),
            id="first-of-a-run",
        ),
        pytest.param(
            "Tuesday 3 March to Thursday 7 March 2025",
            "3 March 2025 is a Monday, not a Tuesday; 7 March 2025 is a Friday, not a Thursday",
            (
                "Monday 3 March to Friday 7 March 2025",
                "Tuesday 4 March to Thursday 6 March 2025",
            ),
            id="both",
        ),
        # Its nearest Sunday would be in the year 0.
        pytest.param(
            "Sunday 1 January 0001",
            "1 January 0001 is a Monday, not a Sunday",
            ("Monday 1 January 0001", "Monday 1 January 0001"),
            id="the-first-day-there-is",
        ),
    ],
)
def test_a_wrong_weekday_keeps_the_days(text: str, fault: str, meant: tuple[str, ...]) -> None:
    found = only(text)
    assert (found.code, found.fault, found.meant()) == (Code.WEEKDAY, fault, meant)
    assert found.first is not None


# Writing other days in the same way


@pytest.mark.parametrize(
    ("text", "first", "last", "expected"),
    [
        pytest.param("2025-03-03", "2025-04-10", "2025-04-10", "2025-04-10", id="iso"),
        pytest.param("3 March 2025", "2025-04-10", "2025-04-10", "10 April 2025", id="words"),
        pytest.param("13 March 2025", "2025-04-01", "2025-04-01", "1 April 2025", id="one-digit"),
        pytest.param("03 March 2025", "2025-04-01", "2025-04-01", "01 April 2025", id="padded"),
        pytest.param(
            "Monday, 3 March 2025",
            "2025-04-10",
            "2025-04-10",
            "Thursday, 10 April 2025",
            id="comma",
        ),
        pytest.param("Mon 3 Mar 2025", "2025-04-10", "2025-04-10", "Thu 10 Apr 2025", id="short"),
        pytest.param("Tues 4 Mar 2025", "2025-04-10", "2025-04-10", "Thurs 10 Apr 2025", id="tues"),
        pytest.param("Thurs 6 Mar 2025", "2025-04-07", "2025-04-07", "Mon 7 Apr 2025", id="thurs"),
        pytest.param("3 Mar. 2025", "2025-04-10", "2025-04-10", "10 Apr. 2025", id="full-stop"),
        pytest.param("3 Mar. 2025", "2025-05-05", "2025-05-05", "5 May 2025", id="may-is-whole"),
        pytest.param("1 Sept 2025", "2026-09-02", "2026-09-02", "2 Sept 2026", id="sept"),
        pytest.param("1 Sept 2025", "2026-10-02", "2026-10-02", "2 Oct 2026", id="not-sept"),
        pytest.param("5 May 2025", "2025-04-10", "2025-04-10", "10 April 2025", id="may"),
        pytest.param("Mon 5 May 2025", "2025-04-10", "2025-04-10", "Thu 10 Apr 2025", id="mon-may"),
        pytest.param("3RD MAR 2025", "2025-04-22", "2025-04-22", "22ND APR 2025", id="upper-case"),
        pytest.param(
            "monday 3 march 2025", "2025-04-10", "2025-04-10", "thursday 10 april 2025", id="lower"
        ),
        pytest.param(
            "3rd of March 2025", "2025-04-11", "2025-04-11", "11th of April 2025", id="of"
        ),
        pytest.param("3rd March 2025", "2025-04-21", "2025-04-21", "21st April 2025", id="21st"),
        pytest.param(
            "3\u00a0March 2025", "2025-04-10", "2025-04-10", "10\u00a0April 2025", id="nbsp"
        ),
        pytest.param("3\nMarch 2025", "2025-04-10", "2025-04-10", "10\nApril 2025", id="line-end"),
        pytest.param("03/03/2025", "2025-04-10", "2025-04-10", "10/04/2025", id="slashes"),
        pytest.param("3/3/2025", "2025-04-01", "2025-04-01", "1/4/2025", id="slashes-one-digit"),
        pytest.param(
            "13/3/2025", "2025-04-01", "2025-04-01", "1/4/2025", id="slashes-as-the-other"
        ),
        pytest.param("13/12/2025", "2025-04-01", "2025-04-01", "01/04/2025", id="slashes-in-doubt"),
        pytest.param("Mon 3/3/2025", "2025-04-10", "2025-04-10", "Thu 10/4/2025", id="slashes-day"),
        pytest.param(
            "3 March 2025", "2025-04-10", "2025-04-11", "10 April 2025", id="the-first-of-two"
        ),
        pytest.param(
            "3 to 7 March 2025", "2025-04-10", "2025-04-10", "10 April 2025", id="one-day"
        ),
        pytest.param(
            "3 to 7 March 2025", "2025-04-07", "2025-04-11", "7 to 11 April 2025", id="run"
        ),
        pytest.param(
            "3–7 March 2025", "2025-03-31", "2025-04-04", "31 March–4 April 2025", id="month-needed"
        ),
        pytest.param(
            "3 to 7 March 2025",
            "2025-12-29",
            "2026-01-02",
            "29 December 2025 to 2 January 2026",
            id="year-needed",
        ),
        pytest.param(
            "24 February to 14 March 2025",
            "2025-03-03",
            "2025-03-07",
            "3 to 7 March 2025",
            id="month-no-longer-needed",
        ),
        pytest.param(
            "29 December 2025 to 2 January 2026",
            "2025-03-03",
            "2025-04-04",
            "3 March to 4 April 2025",
            id="year-no-longer-needed",
        ),
        pytest.param(
            "3 March to 7 March 2025",
            "2025-04-07",
            "2025-04-11",
            "7 April to 11 April 2025",
            id="month-twice",
        ),
        pytest.param(
            "3 March 2025 to 7 March 2025",
            "2025-04-07",
            "2025-04-11",
            "7 April 2025 to 11 April 2025",
            id="year-twice",
        ),
        pytest.param(
            "Monday 24 February to Friday 14 March 2025",
            "2025-03-03",
            "2025-03-07",
            "Monday 3 March to Friday 7 March 2025",
            id="weekdays-month-kept",
        ),
        # Without its month the first would be any number before a dash.
        pytest.param(
            "28 April – Friday 2 May 2025",
            "2025-03-03",
            "2025-03-07",
            "3 March – Friday 7 March 2025",
            id="weekday-of-the-last-alone-month-kept",
        ),
        pytest.param(
            "3 to Friday 7 March 2025",
            "2025-04-28",
            "2025-05-02",
            "28 April to Friday 2 May 2025",
            id="weekday-of-the-last-alone-month-needed",
        ),
        pytest.param(
            "Mon 3 to Fri 7 May 2027",
            "2025-03-03",
            "2025-03-07",
            "Mon 3 to Fri 7 Mar 2025",
            id="run-in-may",
        ),
        pytest.param(
            "03 to 07\nMarch\n2025",
            "2025-12-29",
            "2026-01-02",
            "29 December 2025 to 02\nJanuary\n2026",
            id="line-end-kept-once",
        ),
        pytest.param(
            "3 to 7\n  March 2025",
            "2025-03-31",
            "2025-04-04",
            "31 March to 4\n  April 2025",
            id="blanks-kept",
        ),
        pytest.param(
            "2025-03-03/2025-03-07",
            "2025-04-07",
            "2025-04-11",
            "2025-04-07/2025-04-11",
            id="iso-run",
        ),
        pytest.param(
            "3/3/2025 – 7/3/2025",
            "2025-04-07",
            "2025-04-11",
            "7/4/2025 – 11/4/2025",
            id="slash-run",
        ),
        pytest.param(
            "Friday 18 April 2023",
            "2023-04-18",
            "2023-04-18",
            "Tuesday 18 April 2023",
            id="weekday-mended",
        ),
        pytest.param(
            "31 February 2025", "2025-02-28", "2025-02-28", "28 February 2025", id="no-such-date"
        ),
    ],
)
def test_other_days_are_written_in_the_same_way(
    text: str, first: str, last: str, expected: str
) -> None:
    assert only(text).anew(d(first), d(last)) == expected


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("3  March  2025", id="blanks"),
        pytest.param("03 March to 7 MARCH 2025", id="mixed"),
        pytest.param("29 December to 2 January 2026", id="over-new-year-year-once"),
        pytest.param("3/03/2025", id="slashes"),
    ],
)
def test_its_own_days_give_its_own_text(text: str) -> None:
    found = only(text)
    assert found.first is not None
    assert found.last is not None
    assert found.anew(found.first, found.last) == text


SINGLE = (
    "3 March 2025", "03 March 2025", "3rd March 2025", "3rd of Mar 2025", "Mon 3 Mar 2025",
    "Mon. 3 Mar. 2025", "Monday, 3 March, 2025", "MONDAY 3 MARCH 2025", "tues 4 sept 2029",
    "Monday 5 May 2025", "Mon 5 May 2025", "3&nbsp;March\u00a02025", "3\nMarch 2025",
    "2025-03-03", "Mon 2025-03-03", "3/3/2025", "03/03/2025", "13/3/2025", "Mon 03/3/2025",
)  # fmt: skip
RUNS = (
    "3 to 7 March 2025", "3–7 March 2025", "3-7 Mar 2025", "03 - 07 March 2025",
    "24 February to 14 March 2025", "3 March until 7 March 2025", "Mon 3 to Fri 7 May 2027",
    "Monday 3 March to Friday 7 March 2025", "3rd to 7th of\nMarch 2025",
    "29 December 2025 to 2 January 2026", "29 Dec. to 2 Jan. 2026", "1 Sept–2 Oct 2025",
    "3 March 2025 – 7 March 2025", "2025-03-03 to 2025-03-07", "2025-03-03/2025-03-07",
    "28 April to Friday 2 May 2025", "3 to Friday 7 March 2025", "3rd until Fri, 7th of Mar. 2025",
    "3 March&ndash;Monday, 7 Sept 2025", "3rd of Sept. - Thurs, 7th of Mar. 2025",
    "3 March 2025 – Friday 7 March 2025", "29 Dec.\nto Fri. 2 Jan. 2026",
    "Monday 3 – 7 March 2025", "3 May-Fri 7 May 2027", "2025-03-03..Fri 2025-03-07",
    "3/3/2025-Fri 7/3/2025",
    "Mon 2025-03-03 – Fri 2025-03-07", "3/3/2025 to 7/3/2025", "03/03/2025–07/03/2025",
)  # fmt: skip


@given(st.sampled_from(SINGLE + RUNS), st.dates(), st.integers(0, 800))
@example("29 Dec. to 2 Jan. 2026", date(2025, 12, 29), 4)
@example("3–7 March 2025", date(2024, 3, 7), 361)
@example("3rd to 7th of\nMarch 2025", date(2000, 1, 1), 31)
def test_what_is_written_anew_is_read_as_those_days_and_is_not_changed_again(
    text: str, first: date, length: int
) -> None:
    last = first + min(timedelta(length), date.max - first)
    anew = only(text).anew(first, last)
    again = only(anew)
    assert again.text == anew
    assert (again.first, again.last) == (first, last if text in RUNS else first)
    assert again.code is None
    assert again.anew(first, last) == anew


# Of all of these only a number alone before a dash is no day.
LAST_WITH_A_WEEKDAY = st.builds(
    "{}{}{}{}{}".format,
    st.sampled_from(("3", "03", "3rd")),
    st.sampled_from((" March", " of Mar.", " May", "&nbsp;Sept.", "\nMarch 2025")),
    st.sampled_from((" to ", "–", "-", " – ", "&ndash;", "&nbsp;until\n")),
    st.sampled_from(("Fri ", "Friday, ", "THURS. ", "Monday ")),
    st.sampled_from(("7 March 2026", "7th of Sept. 2026", "07&nbsp;May, 2026")),
) | st.builds(
    "3{} to {}7{} March 2026".format,
    st.sampled_from(("", "rd")),
    st.sampled_from(("Fri ", "Friday, ", "Thurs. ")),
    st.sampled_from(("", "th")),
)


@given(LAST_WITH_A_WEEKDAY, st.dates(), st.integers(1, 800))
def test_a_run_whose_last_day_alone_has_a_weekday_is_written_anew_as_it_is_read(
    text: str, first: date, length: int
) -> None:
    last = first + min(timedelta(length), date.max - first)
    anew = only(text).anew(first, last)
    again = only(anew)
    assert (again.text, again.first, again.last) == (anew, first, last)
    assert (again.code, again.anew(first, last)) == (None, anew)


@given(st.text(alphabet="0123 -/–.,MonFriMarchApiltse\n&;:T£", max_size=80))
def test_any_text_gives_dates_in_order_and_apart(text: str) -> None:
    found = list(written.find(text))
    assert all(text[one.start : one.end] == one.text for one in found)
    assert all(one.end <= two.start for one, two in pairwise(found))


# Time


def took(text: str) -> float:
    """Tell the seconds that a search of a text takes, the first date and all."""
    start = process_time()
    list(written.find(text))
    return process_time() - start


@pytest.mark.parametrize(
    "part",
    [
        pytest.param("1", id="digits"),
        pytest.param("3 ", id="days"),
        pytest.param(" ", id="blanks"),
        pytest.param("3\n", id="lines"),
        pytest.param("March ", id="months"),
        pytest.param("Mon 3 Mar ", id="dates-without-a-year"),
        pytest.param("3 to ", id="runs-without-an-end"),
        pytest.param("1-", id="hyphens"),
        pytest.param("1/", id="slashes"),
        pytest.param("&nbsp;", id="entities"),
        pytest.param("2025 ", id="years"),
    ],
)
def test_time_grows_with_the_length_of_a_text(part: str) -> None:
    # Quadratic time would take minutes; 40 times what was measured is left for slow machines.
    assert took("3" + part * (250_000 // len(part))) < 4


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        pytest.param(
            "Tuesday to Friday, 3 to 7 March 2025",
            "3 March 2025 is a Monday, not a Tuesday",
            id="the-first-of-two-weekdays-before-a-run",
        ),
        pytest.param(
            "Tuesday to Thursday 3 to 7 March 2025",
            "3 March 2025 is a Monday, not a Tuesday; 7 March 2025 is a Friday, not a Thursday",
            id="two-weekdays-before-a-run",
        ),
    ],
)
def test_two_weekdays_before_a_run_are_those_of_its_ends(text: str, fault: str) -> None:
    (found,) = written.find(text)
    assert (found.code, found.fault) == (Code.WEEKDAY, fault)


def test_two_weekdays_before_a_run_hide_no_day_that_does_not_exist() -> None:
    (found,) = written.find("Monday to Friday, 24 to 30 February 2025")
    assert (found.first, found.code) == (None, Code.NO_SUCH_DATE)
