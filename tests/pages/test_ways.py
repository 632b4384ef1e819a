"""A date between markers is replaced by another one that is written in the same way."""

from datetime import date, timedelta

import pytest
from hypothesis import example, given, strategies as st

from jtai_cli.kinds import Days
from jtai_cli.pages import check
from jtai_cli.pages.markers import Runner
from jtai_cli.pages.results import Found
from tests.conftest import d

MARKER, CLOSE = "<!-- jtai date fieldwork -->", "<!-- /jtai -->"


def written(text: str, first: date, last: date) -> str:
    """What an update makes of a date; a second one changes nothing."""
    days = Days(first, last)
    runner = Runner(lambda *_: ("not kept", days), lambda _: None)
    page = f"{MARKER}{text}{CLOSE}"
    (once,) = check([Found("p.md", content=page.encode())], runner)
    (twice,) = check([Found("p.md", content=once.after.encode())], runner)
    assert twice.after == once.after
    return once.after.removeprefix(MARKER).removesuffix(CLOSE)


@pytest.mark.parametrize(
    ("text", "first", "expected"),
    [
        ("2025-03-03", "2025-04-10", "2025-04-10"),
        ("3 March 2025", "2025-04-10", "10 April 2025"),
        ("13 March 2025", "2025-04-01", "1 April 2025"),
        ("03 March 2025", "2025-04-01", "01 April 2025"),
        ("Monday, 3 March 2025", "2025-04-10", "Thursday, 10 April 2025"),
        ("Mon 3 Mar 2025", "2025-04-10", "Thu 10 Apr 2025"),
        ("Mon. 3 Mar. 2025", "2025-04-10", "Thu. 10 Apr. 2025"),
        ("Tues 4 Mar 2025", "2025-04-10", "Thurs 10 Apr 2025"),
        ("Thurs 6 Mar 2025", "2025-04-07", "Mon 7 Apr 2025"),
        ("3 Mar. 2025", "2025-05-05", "5 May 2025"),
        ("1 Sept 2025", "2026-09-02", "2 Sept 2026"),
        ("1 Sept 2025", "2026-10-02", "2 Oct 2026"),
        ("5 May 2025", "2025-04-10", "10 April 2025"),
        ("Mon 5 May 2025", "2025-04-10", "Thu 10 Apr 2025"),
        ("3RD MAR 2025", "2025-04-22", "22ND APR 2025"),
        ("monday 3 march 2025", "2025-04-10", "thursday 10 april 2025"),
        ("3rd of March 2025", "2025-04-11", "11th of April 2025"),
        ("3rd March 2025", "2025-04-21", "21st April 2025"),
        ("3<sup>rd</sup> March 2025", "2025-04-22", "22<sup>nd</sup> April 2025"),
        ("3^rd^ March 2025", "2025-04-24", "24^th^ April 2025"),
        ("3\u00a0March&nbsp;2025", "2025-04-10", "10\u00a0April&nbsp;2025"),
        ("3\nMarch 2025", "2025-04-10", "10\nApril 2025"),
        ("03/03/2025", "2025-04-10", "10/04/2025"),
        ("3/3/2025", "2025-04-01", "1/4/2025"),
        ("13/3/2025", "2025-04-01", "1/4/2025"),
        ("13/12/2025", "2025-04-01", "01/04/2025"),
        ("Mon 3/3/2025", "2025-04-10", "Thu 10/4/2025"),
        ("03.03.2025", "2025-04-10", "10.04.2025"),
        ("03-Mar-2025", "2025-04-10", "10-Apr-2025"),
        ("3 March 2025 (Monday)", "2025-04-10", "10 April 2025 (Thursday)"),
        ("Friday 18 April 2023", "2023-04-18", "Tuesday 18 April 2023"),
        ("31 February 2025", "2025-02-28", "28 February 2025"),
        ("w/c 3 March 2025", "2025-04-10", "w/c 7 April 2025"),
        ("W/C Mon 3 Mar 2025", "2025-04-10", "W/C Mon 7 Apr 2025"),
        ("week commencing 3/3/2025", "2025-04-10", "week commencing 7/4/2025"),
        ("week ending 7 March 2025", "2025-04-10", "week ending 11 April 2025"),
        ("w/e Sunday 9 March 2025", "2025-04-10", "w/e Sunday 13 April 2025"),
        ("~~3~~ 3 March 2025", "2025-04-10", "~~3~~ 10 April 2025"),
    ],
)  # fmt: skip
def test_another_day_is_written_in_the_same_way(text: str, first: str, expected: str) -> None:
    assert written(text, d(first), d(first)) == expected


@pytest.mark.parametrize(
    ("text", "first", "last", "expected"),
    [
        ("3 March 2025", "2025-04-10", "2025-04-11", "10 April 2025"),
        ("3 to 7 March 2025", "2025-04-10", "2025-04-10", "10 April 2025"),
        ("3 to 7 March 2025", "2025-04-07", "2025-04-11", "7 to 11 April 2025"),
        ("3–7 March 2025", "2025-03-31", "2025-04-04", "31 March–4 April 2025"),
        ("3 to 7 March 2025", "2025-12-29", "2026-01-02", "29 December 2025 to 2 January 2026"),
        ("Mon 3 to Fri 7 May 2027", "2025-03-03", "2025-03-07", "Mon 3 to Fri 7 Mar 2025"),
        ("3rd-7th Mar. 2025", "2025-06-30", "2025-07-04", "30th Jun-4th Jul. 2025"),
        ("2025-03-03/2025-03-07", "2025-04-07", "2025-04-11", "2025-04-07/2025-04-11"),
        ("3/3/2025 – 7/3/2025", "2025-04-07", "2025-04-11", "7/4/2025 – 11/4/2025"),
        ("w/c 3 March 2025", "2025-12-30", "2026-01-05", "w/c 29 December 2025"),
        ("week ending 7 March 2025", "2025-03-31", "2025-04-10", "week ending 11 April 2025"),
    ],
)  # fmt: skip
def test_a_run_of_days_is_written_in_the_same_way(
    text: str, first: str, last: str, expected: str
) -> None:
    assert written(text, d(first), d(last)) == expected


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("3  March  2025", "2025-03-03", "2025-03-03"),
        ("3/03/2025", "2025-03-03", "2025-03-03"),
        ("3 - 7 March 2025", "2025-03-03", "2025-03-07"),
        ("03 March to 7 MARCH 2025", "2025-03-03", "2025-03-07"),
        ("3 March 2025 to 7 March 2025", "2025-03-03", "2025-03-07"),
        ("29 December to 2 January 2026", "2025-12-29", "2026-01-02"),
    ],
)
def test_its_own_days_leave_a_date_as_it_is(text: str, first: str, last: str) -> None:
    assert written(text, d(first), d(last)) == text


WAYS = (
    "3 March 2025", "03 March 2025", "3rd of Mar 2025", "Mon. 3 Mar. 2025", "Monday, 3 March, 2025",
    "tues 4 sept 2029", "Mon 5 May 2025", "3&nbsp;March\u00a02025", "2025-03-03", "Mon 2025-03-03",
    "3/3/2025", "13/3/2025", "Mon 03/3/2025", "03-Mar-2025", "3.3.2025", "w/c 3 March 2025",
    "3 to 7 March 2025", "3–7 March 2025", "3-7 Mar 2025", "24 February to 14 March 2025",
    "Monday 3 March to Friday 7 March 2025", "29 Dec. to 2 Jan. 2026", "1 Sept–2 Oct 2025",
    "3 March 2025 – 7 March 2025", "2025-03-03 to 2025-03-07", "3/3/2025-7/3/2025",
    "28 April to Friday 2 May 2025", "3rd to 7th of\nMarch 2025", "week ending 7 March 2025",
)  # fmt: skip


@given(st.sampled_from(WAYS), st.dates(date(2, 1, 1), date(9990, 1, 1)), st.integers(0, 800))
@example("29 Dec. to 2 Jan. 2026", date(2025, 12, 29), 4)
@example("3–7 March 2025", date(2024, 3, 7), 361)
def test_any_days_are_written_so_that_a_second_update_changes_nothing(
    text: str, first: date, length: int
) -> None:
    assert written(text, first, first + timedelta(length)) != "not kept"
