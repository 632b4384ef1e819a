"""Every kind of rule: its days counted by hand, its words, what it rests on, and its laws."""

from dataclasses import asdict
from datetime import date, timedelta
from typing import get_args

import pytest
from dateutil.relativedelta import relativedelta
from hypothesis import given, strategies as st
from pydantic import TypeAdapter, ValidationError

from jtai_cli.bankholidays import table
from jtai_cli.dates import add_months
from jtai_cli.errors import OutOfRangeError
from jtai_cli.kinds import (
    CalendarDays,
    Fieldwork,
    Kind,
    Months,
    Offset,
    ReadingRule,
    Rule,
    Unit,
    UpTo,
    Window,
    WorkingDays,
    offset,
)
from jtai_cli.workingdays import Period, WorkingCalendar

ENGLAND = table()
CLOSED = ENGLAND.with_closures((Period(date(2025, 12, 24), date(2025, 12, 31)),))
UP_TO = UpTo(anchor="anchor")

days = st.dates(date(2022, 1, 1), date(2028, 12, 31))


def d(text: str) -> date:
    return date.fromisoformat(text)


def fieldwork(working_days: int) -> Fieldwork:
    return Fieldwork(working_days=working_days)


def shifted(working_days: int) -> WorkingDays:
    return WorkingDays(anchor="anchor", working_days=working_days)


def window(first: int, last: int) -> Window:
    return Window(anchor="anchor", first_working_day=first, last_working_day=last)


def months(number: int) -> Months:
    return Months(anchor="anchor", months=number)


def calendar_days(number: int) -> CalendarDays:
    return CalendarDays(anchor="anchor", calendar_days=number)


EVERY_KIND: dict[type[Kind], st.SearchStrategy[Kind]] = {
    Fieldwork: st.integers(1, 20).map(fieldwork),
    WorkingDays: st.integers(-100, 100).map(shifted),
    Window: st.tuples(st.integers(-30, 30), st.integers(0, 30)).map(lambda x: window(x[0], sum(x))),
    Months: st.integers(-24, 24).map(months),
    CalendarDays: st.integers(-100, 100).map(calendar_days),
    UpTo: st.just(UP_TO),
}
kinds = st.one_of(*EVERY_KIND.values())


def test_the_laws_hold_for_every_kind() -> None:
    assert EVERY_KIND.keys() == {*get_args(get_args(Rule)[0]), *get_args(get_args(ReadingRule)[0])}


@pytest.mark.parametrize(
    ("rule", "start", "first", "last"),
    [
        (fieldwork(5), "2025-03-03", "2025-03-03", "2025-03-07"),
        # Good Friday 18 and Easter Monday 21 April are not counted.
        (fieldwork(5), "2025-04-14", "2025-04-14", "2025-04-22"),
        (fieldwork(1), "2025-03-03", "2025-03-03", "2025-03-03"),
        (shifted(15), "2025-03-07", "2025-03-28", "2025-03-28"),
        (shifted(-10), "2025-03-03", "2025-02-17", "2025-02-17"),
        (shifted(0), "2025-03-08", "2025-03-08", "2025-03-08"),
        (window(5, 9), "2025-02-17", "2025-02-24", "2025-02-28"),
        (window(-2, 1), "2025-03-03", "2025-02-27", "2025-03-04"),
        (months(-6), "2025-02-17", "2024-08-17", "2025-02-17"),
        # February has no 31st, so the run begins on its last day.
        (months(-6), "2025-08-31", "2025-02-28", "2025-08-31"),
        (calendar_days(70), "2025-04-23", "2025-07-02", "2025-07-02"),
        # Calendar days run on, over bank holidays and to a Sunday.
        (calendar_days(3), "2025-04-17", "2025-04-20", "2025-04-20"),
        (calendar_days(-1), "2025-04-17", "2025-04-16", "2025-04-16"),
        (UP_TO, "2025-02-17", None, "2025-02-17"),
    ],
)
def test_a_rule_gives_its_first_and_last_day(
    rule: Kind, start: str, first: str | None, last: str
) -> None:
    assert rule.days(d(start), ENGLAND) == (first and d(first), d(last))


def test_only_working_days_skip_a_closure() -> None:
    # From Tuesday 23 December: Christmas Eve to New Year's Day are off.
    found = [rule.days(d("2025-12-23"), CLOSED)[1] for rule in (shifted(1), calendar_days(1))]
    assert found == [d("2026-01-02"), d("2025-12-24")]


@pytest.mark.parametrize(
    ("rule", "start"),
    [
        (shifted(70), "2040-12-03"),
        (window(0, 70), "2040-12-03"),
        (fieldwork(70), "2040-12-03"),
        (months(-6), "0001-03-31"),
        (months(10**9), "2025-03-03"),
        (calendar_days(1), "9999-12-31"),
        (calendar_days(10**12), "2025-03-03"),
    ],
)
def test_a_count_that_leaves_the_calendar_is_refused(rule: Kind, start: str) -> None:
    with pytest.raises(OutOfRangeError, match=r"\d .*outside the years"):
        rule.days(d(start), ENGLAND)


@pytest.mark.parametrize(
    ("rule", "expected"),
    [
        (fieldwork(5), "5 working days"),
        (shifted(15), "15 working days after the draft"),
        (shifted(-10), "10 working days before the draft"),
        (shifted(0), "on the draft"),
        (window(0, 4), "from the draft to 4 working days after it"),
        (window(1, 1), "from 1 to 1 working day after the draft"),
        (window(5, 9), "from 5 to 9 working days after the draft"),
        (window(-10, -6), "from 10 to 6 working days before the draft"),
        (window(-2, 1), "from 2 working days before the draft to 1 working day after it"),
        (window(-2, 0), "from 2 working days before the draft, to the draft"),
        (months(-6), "from 6 calendar months before the draft, to the draft"),
        (UP_TO, "up to the draft"),
        (calendar_days(70), "70 calendar days after the draft"),
    ],
)
def test_a_rule_words_itself(rule: Kind, expected: str) -> None:
    assert rule.words("the draft") == expected


@pytest.mark.parametrize(
    ("rule", "start", "day", "expected"),
    [
        (shifted(15), "2025-03-07", "2025-03-28", ("2025-03-08", "2025-03-28")),
        (shifted(-10), "2025-03-03", "2025-02-17", ("2025-02-17", "2025-03-02")),
        (shifted(0), "2025-03-03", "2025-03-03", None),
        (window(5, 9), "2025-02-17", "2025-02-28", ("2025-02-18", "2025-02-28")),
        (fieldwork(5), "2025-03-03", "2025-03-07", ("2025-03-04", "2025-03-07")),
        (fieldwork(1), "9999-12-31", "9999-12-31", None),
        (months(-6), "2025-02-17", "2024-08-17", None),
        (calendar_days(70), "2025-04-23", "2025-07-02", None),
        (UP_TO, "2025-02-17", "2025-02-17", None),
    ],
)
def test_a_count_walks_over_the_days_after_day_zero(
    rule: Kind, start: str, day: str, expected: tuple[str, str] | None
) -> None:
    walked = rule.counted_over(d(start), d(day))
    assert walked == (expected and Period(*map(d, expected)))


# Laws


@given(kinds, days, st.integers(0, 40), st.sampled_from([ENGLAND, CLOSED]))
def test_no_rule_gets_earlier_as_its_anchor_gets_later(
    rule: Kind, start: date, more: int, clock: WorkingCalendar
) -> None:
    earlier, later = rule.days(start, clock), rule.days(start + timedelta(days=more), clock)
    assert (earlier[0] or earlier[1]) <= (later[0] or later[1])
    assert earlier[1] <= later[1]


@given(kinds, days)
def test_no_rule_moves_a_date_further_than_it_reaches(rule: Kind, start: date) -> None:
    first, last = rule.days(start, ENGLAND)
    # Of a few working days Christmas or Easter can be most; nobody relies on less than a week.
    reach = timedelta(days=rule.reach_days + 7)
    assert start - reach <= (first or last)
    assert last <= start + reach


@given(kinds, days, st.sampled_from([ENGLAND, CLOSED]))
def test_the_days_of_a_rule_are_those_that_its_offsets_lead_to(
    rule: Kind, start: date, clock: WorkingCalendar
) -> None:
    def moved(by: Offset) -> date:
        begin = start if by.before is None else moved(by.before)
        match by.unit:
            case Unit.WORKING_DAYS:
                return clock.shift(begin, by.number)
            case Unit.CALENDAR_DAYS:
                return begin + timedelta(days=by.number)
            case Unit.MONTHS:
                return add_months(begin, by.number)
            case Unit.MONTH_ENDS:
                return begin + relativedelta(months=by.number, day=31)

    first, last, _ = rule.offsets
    assert rule.days(start, clock) == (first and moved(first), moved(last))


@pytest.mark.parametrize(
    ("start", "months", "day"),
    [
        ("2025-05-12", 0, "2025-05-30"),  # 31 May is a Saturday
        ("2025-05-31", 0, "2025-05-30"),
        ("2025-11-03", 1, "2025-12-31"),
        ("2024-01-31", 1, "2024-02-29"),
        ("2025-05-12", -2, "2025-03-31"),
    ],
)
def test_offsets_that_follow_one_another_reach_the_last_working_day_of_a_month(
    start: str, months: int, day: str
) -> None:
    month_end = Offset(months, Unit.MONTH_ENDS)
    offset = Offset(-1, before=Offset(1, Unit.CALENDAR_DAYS, before=month_end))
    assert offset.day(d(start), ENGLAND) == d(day)
    assert offset.formula("day", "off") == f"WORKDAY(EOMONTH(day,{months})+1,-1,off)"
    assert abs(d(day) - d(start)) <= timedelta(days=offset.reach_days)


def test_an_offset_is_words_a_day_and_a_formula_of_named_cells() -> None:
    assert Offset(15).formula("last_fieldwork", "off") == "WORKDAY(last_fieldwork,15,off)"
    assert Offset(-6, Unit.MONTHS).formula("day", "off") == "EDATE(day,-6)"
    assert Offset(70, Unit.CALENDAR_DAYS).formula("day", "off") == "day+70"
    assert Offset(0).formula("day", "off") == "day"
    assert Offset(1, before=Offset(2)).formula("day", "off") == "WORKDAY(WORKDAY(day,2,off),1,off)"
    assert Offset(1, before=Offset(2)).day(d("2025-03-03"), ENGLAND) == d("2025-03-06")
    assert [offset(number, "day") for number in (-1, 0)] == ["1 day before", "0 days after"]


@given(kinds, days)
def test_the_days_walked_over_are_the_ones_counted(rule: Kind, start: date) -> None:
    found = rule.days(start, ENGLAND)[1]
    walked = rule.counted_over(start, found)
    if walked is not None and rule.offsets.last.before is None:
        assert start not in walked
        assert found in walked
        assert ENGLAND.between(start, found) == (1 if found > start else -1) * sum(
            ENGLAND.is_working_day(walked.first + timedelta(days=number))
            for number in range((walked.last - walked.first).days + 1)
        )


# In files


def test_a_rule_in_a_file_is_read_by_its_kind() -> None:
    read = TypeAdapter(Rule).validate_python
    written = {"kind": "working-days", "anchor": "draft-letter", "working_days": 9}
    found = read(written)
    assert asdict(found) == asdict(WorkingDays(anchor="draft-letter", working_days=9))
    assert type(found) is WorkingDays
    with pytest.raises(ValidationError) as refusal:
        read(written | {"working_days": "nine"})
    assert [error["loc"] for error in refusal.value.errors()] == [("working-days", "working_days")]
