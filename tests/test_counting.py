"""One rule applied: every kind forwards, and back to every day that it may be counted from."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jtai_cli import bankholidays
from jtai_cli.counting import backwards, forwards
from jtai_cli.errors import OutOfRangeError
from jtai_cli.milestones import (
    CalendarDays,
    Edge,
    Fieldwork,
    Months,
    ReadingRule,
    Rule,
    UpTo,
    Window,
    WorkingDays,
)
from jtai_cli.workingdays import Period, WorkingCalendar

ENGLAND = bankholidays.table().calendar()
CLOSURE = Period(date(2025, 12, 24), date(2025, 12, 31))
CLOSED = ENGLAND.with_closures([CLOSURE])

days = st.dates(date(2022, 1, 1), date(2028, 12, 31))


def d(text: str) -> date:
    return date.fromisoformat(text)


def fieldwork(working_days: int) -> Fieldwork:
    return Fieldwork("fieldwork", working_days)


def shifted(working_days: int) -> WorkingDays:
    return WorkingDays("working-days", "anchor", working_days)


def window(first: int, last: int) -> Window:
    return Window("window", "anchor", first, last)


def months(number: int) -> Months:
    return Months("months", "anchor", number)


UP_TO = UpTo("up-to", "anchor")


@pytest.mark.parametrize(
    ("rule", "day", "first", "last"),
    [
        pytest.param(fieldwork(5), "2025-03-03", "2025-03-03", "2025-03-07", id="fieldwork"),
        pytest.param(
            fieldwork(5), "2025-04-14", "2025-04-14", "2025-04-22", id="fieldwork-over-easter"
        ),
        pytest.param(fieldwork(1), "2025-03-03", "2025-03-03", "2025-03-03", id="one-day"),
        pytest.param(shifted(15), "2025-03-07", "2025-03-28", "2025-03-28", id="after"),
        pytest.param(shifted(-10), "2025-03-03", "2025-02-17", "2025-02-17", id="before"),
        pytest.param(shifted(0), "2025-03-03", "2025-03-03", "2025-03-03", id="the-same-day"),
        pytest.param(window(0, 4), "2025-02-17", "2025-02-17", "2025-02-21", id="week-1"),
        pytest.param(window(5, 9), "2025-02-17", "2025-02-24", "2025-02-28", id="week-2"),
        pytest.param(window(-2, 1), "2025-03-03", "2025-02-27", "2025-03-04", id="around"),
        pytest.param(months(-6), "2025-02-17", "2024-08-17", "2025-02-17", id="six-months"),
        # The month has no such day, so it begins on the month's last.
        pytest.param(months(-6), "2025-08-31", "2025-02-28", "2025-08-31", id="no-such-day"),
        pytest.param(
            CalendarDays("calendar-days", "anchor", 70),
            "2025-04-23",
            "2025-07-02",
            "2025-07-02",
            id="calendar-days",
        ),
        # Calendar days run on, over a Sunday and all bank holidays.
        pytest.param(
            CalendarDays("calendar-days", "anchor", 3),
            "2025-04-17",
            "2025-04-20",
            "2025-04-20",
            id="calendar-days-to-a-sunday",
        ),
    ],
)
def test_a_rule_gives_its_first_and_last_day(
    rule: Rule | ReadingRule, day: str, first: str, last: str
) -> None:
    assert forwards(rule, d(day), ENGLAND) == (d(first), d(last))


def test_what_lasts_up_to_its_anchor_has_no_first_day() -> None:
    assert forwards(UP_TO, d("2025-02-17"), ENGLAND) == (None, d("2025-02-17"))


def test_a_rule_that_leaves_the_calendar_is_refused() -> None:
    with pytest.raises(OutOfRangeError) as refusal:
        forwards(shifted(70), d("2040-12-03"), ENGLAND)
    assert refusal.value.message == (
        "+70 working days from 2040-12-03 lies outside the years whose bank holidays are known: "
        "2012 to 2040"
    )


@pytest.mark.parametrize(
    ("rule", "edge", "day", "expected"),
    [
        pytest.param(fieldwork(5), Edge.FIRST, "2025-03-03", ["2025-03-03"], id="fieldwork-first"),
        # Counted from that Monday; the weekend behind it is not between them.
        pytest.param(fieldwork(5), Edge.LAST, "2025-03-07", ["2025-03-03"], id="fieldwork-last"),
        pytest.param(
            fieldwork(1), Edge.LAST, "2025-03-03", ["2025-03-03"], id="fieldwork-of-one-day"
        ),
        pytest.param(
            shifted(15), Edge.FIRST, "2025-03-27", ["2025-03-06"], id="after-from-a-thursday"
        ),
        # From Friday, Saturday or Sunday +15 is the same Friday.
        pytest.param(
            shifted(15),
            Edge.LAST,
            "2025-03-28",
            ["2025-03-07", "2025-03-08", "2025-03-09"],
            id="after-from-a-friday",
        ),
        pytest.param(
            shifted(1),
            Edge.FIRST,
            "2025-04-22",
            ["2025-04-17", "2025-04-18", "2025-04-19", "2025-04-20", "2025-04-21"],
            id="after-over-easter",
        ),
        # From Monday, Sunday or Saturday −10 is the same Monday.
        pytest.param(
            shifted(-10),
            Edge.FIRST,
            "2025-02-17",
            ["2025-03-03", "2025-03-02", "2025-03-01"],
            id="before-from-a-monday",
        ),
        pytest.param(
            shifted(-10), Edge.LAST, "2025-02-18", ["2025-03-04"], id="before-from-a-tuesday"
        ),
        pytest.param(shifted(0), Edge.FIRST, "2025-03-08", ["2025-03-08"], id="the-same-day"),
        pytest.param(shifted(15), Edge.FIRST, "2025-03-29", [], id="never-on-a-saturday"),
        pytest.param(shifted(-1), Edge.LAST, "2025-04-18", [], id="never-on-good-friday"),
        pytest.param(window(0, 4), Edge.FIRST, "2025-02-17", ["2025-02-17"], id="week-1-first"),
        pytest.param(
            window(0, 4),
            Edge.LAST,
            "2025-02-21",
            ["2025-02-17"],
            id="week-1-last",
        ),
        pytest.param(
            window(5, 9),
            Edge.FIRST,
            "2025-02-25",
            ["2025-02-18"],
            id="week-2-first",
        ),
        pytest.param(
            window(5, 9),
            Edge.LAST,
            "2025-03-03",
            ["2025-02-18"],
            id="week-2-last",
        ),
        pytest.param(
            months(-6), Edge.FIRST, "2024-08-17", ["2025-02-17"], id="six-months-from-one-day"
        ),
        pytest.param(
            months(-6),
            Edge.FIRST,
            "2025-02-28",
            ["2025-08-28", "2025-08-29", "2025-08-30", "2025-08-31"],
            id="six-months-from-four-days",
        ),
        pytest.param(
            months(-6),
            Edge.FIRST,
            "2024-02-29",
            ["2024-08-29", "2024-08-30", "2024-08-31"],
            id="six-months-from-three-days-in-a-leap-year",
        ),
        # There is no 31 February to begin it.
        pytest.param(months(-6), Edge.FIRST, "2024-08-31", [], id="six-months-from-no-day"),
        pytest.param(months(-6), Edge.LAST, "2025-02-17", ["2025-02-17"], id="the-end-of-months"),
        pytest.param(UP_TO, Edge.LAST, "2025-02-17", ["2025-02-17"], id="the-end-of-up-to"),
        pytest.param(UP_TO, Edge.FIRST, "2025-02-17", [], id="no-beginning-of-up-to"),
    ],
)
def test_a_rule_goes_back_to_every_day_it_may_be_counted_from(
    rule: Rule, edge: Edge, day: str, expected: list[str]
) -> None:
    assert backwards(rule, edge, d(day), ENGLAND) == tuple(d(text) for text in expected)


def test_days_closed_lead_to_one_day_too() -> None:
    # Christmas Eve to New Year's Day are off: 23 December +1 is Friday 2 January.
    assert backwards(shifted(1), Edge.FIRST, d("2026-01-02"), CLOSED) == tuple(
        d("2025-12-23") + timedelta(days=number) for number in range(10)
    )


def test_no_rule_arrives_in_a_closure() -> None:
    assert backwards(shifted(1), Edge.FIRST, d("2025-12-29"), CLOSED) == ()


@given(days, st.integers(-100, 100).map(shifted), st.sampled_from([ENGLAND, CLOSED]))
def test_back_from_where_a_shift_arrives_is_where_it_began(
    day: date, rule: WorkingDays, calendar: WorkingCalendar
) -> None:
    _, arrived = forwards(rule, day, calendar)
    assert day in backwards(rule, Edge.LAST, arrived, calendar)


@given(days, st.integers(-100, 100).map(shifted), st.sampled_from([ENGLAND, CLOSED]))
def test_every_day_gone_back_to_leads_forward_again(
    day: date, rule: WorkingDays, calendar: WorkingCalendar
) -> None:
    led = {forwards(rule, found, calendar) for found in backwards(rule, Edge.LAST, day, calendar)}
    assert led <= {(day, day)}


@given(days, st.integers(-12, 12).map(months))
def test_months_go_back_to_where_they_were_counted_from(day: date, rule: Months) -> None:
    first, _ = forwards(rule, day, ENGLAND)
    assert first is not None
    assert day in backwards(rule, Edge.FIRST, first, ENGLAND)


@given(days, st.integers(-12, 12).map(months))
def test_months_go_back_to_days_that_lead_forward_again(day: date, rule: Months) -> None:
    found = backwards(rule, Edge.FIRST, day, ENGLAND)
    assert {forwards(rule, one, ENGLAND)[0] for one in found} <= {day}
