"""Look-aheads: rows counted by hand, a year as numpy has it, laws, dates to avoid."""

import json
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from functools import cache
from importlib.resources import files
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from jtai_cli import dating, load
from jtai_cli.cli import asked
from jtai_cli.errors import AmbiguousError, OutOfRangeError
from jtai_cli.frameworks import Frameworks, PollingDay, Quiet
from jtai_cli.lookahead import (
    Asked,
    LocalDate,
    LookAhead,
    Sort,
    Week,
    beside,
    in_order,
    look_ahead,
    watched,
)
from jtai_cli.milestones import Basis, Edge, WorkingDays
from jtai_cli.plan import Inspection, Known
from jtai_cli.workingdays import Period

KEYS = (
    "notification", "draft-letter", "comments-due", "final-letter", "publication",
    "statement-of-proposed-action",
)  # fmt: skip
COUNTING = asked.Counting(None, None, (), (), asked.Dates(None))
RULES = load.frameworks(None)


def d(text: str) -> date:
    return date.fromisoformat(text)


def period(text: str) -> Period:
    first, _, last = text.partition("..")
    return Period(d(first), d(last or first))


def ahead(text: str, *, rules: Frameworks = RULES, **also: object) -> LookAhead:
    """Look ahead over a period: "2026-01-01..2026-12-31"."""
    return look_ahead(rules, replace(Asked(period(text)), **also), COUNTING)  # type: ignore[arg-type]  # names of fields


def local(text: str, title: str = "Leave") -> LocalDate:
    days = period(text)
    return LocalDate(days.first, days.last, title)


def dates(week: Week) -> list[str]:
    return [week.timeline.dated(key).day(Edge.FIRST).isoformat() for key in KEYS]


def codes(week: Week) -> set[str]:
    return set(week.kinds)


def firsts(held: LookAhead) -> list[str]:
    return [week.first.isoformat() for week in held.weeks]


# Counted by hand


@pytest.mark.parametrize(
    ("fieldwork", "expected", "troubles"),
    [
        pytest.param(
            "2026-01-05",
            ["2025-12-17", "2026-01-30", "2026-02-12", "2026-02-23", "2026-02-26", "2026-06-05"],
            {"notification-not-monday"},
            id="after-new-year",
        ),
        pytest.param(
            "2026-01-19",
            ["2026-01-05", "2026-02-13", "2026-02-26", "2026-03-09", "2026-03-12", "2026-06-19"],
            set(),
            id="no-trouble",
        ),
        pytest.param(
            # Monday 30 March to Tuesday 7 April: Good Friday and Easter Monday lie in it.
            "2026-03-30",
            ["2026-03-16", "2026-04-28", "2026-05-12", "2026-05-21", "2026-05-27", "2026-08-28"],
            {"bank-holiday-in-fieldwork", "fieldwork-not-one-week"},
            id="over-easter",
        ),
        pytest.param(
            # Draft: 4 days to 18 December, 4 to the 24th, 3 from the 29th, 3 in January, ...
            "2026-12-07",
            ["2026-11-23", "2027-01-06", "2027-01-19", "2027-01-28", "2027-02-02", "2027-05-11"],
            {"letters-over-christmas"},
            id="over-christmas",
        ),
        pytest.param(
            # The period of Thursday 6 May 2027 begins on Wednesday 31 March.
            "2027-02-08",
            ["2027-01-25", "2027-03-05", "2027-03-18", "2027-03-31", "2027-04-05", "2027-07-09"],
            {"pre-election-period"},
            id="before-the-poll-of-2027",
        ),
    ],
)
def test_a_week_is_dated_and_told_of(
    fieldwork: str, expected: list[str], troubles: set[str]
) -> None:
    (week,) = ahead(fieldwork).weeks

    assert (week.first, dates(week), codes(week)) == (d(fieldwork), expected, troubles)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            "2026-01-01..2026-12-31",
            [
                ("2026-04-06", "Easter Monday"),
                ("2026-05-04", "Early May bank holiday"),
                ("2026-05-25", "Spring bank holiday"),
                ("2026-08-31", "Summer bank holiday"),
                ("2026-12-28", "Boxing Day (substitute day)"),
            ],
            id="bank-holidays-of-a-year",
        ),
        pytest.param(
            "2021-12-27..2022-01-10",
            [
                ("2021-12-27", "no timetable was in force"),
                ("2022-01-03", "New Year’s Day (substitute day)"),
            ],
            id="before-the-timetable",
        ),
        pytest.param("2026-01-06..2026-01-11", [], id="no-monday"),
    ],
)
def test_mondays_that_are_no_week_say_why(text: str, expected: list[tuple[str, str]]) -> None:
    held = ahead(text)

    assert [(one.day.isoformat(), one.why) for one in held.impossible] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("2026-01-05..2026-01-12", ["2026-01-05", "2026-01-12"], id="both-ends"),
        pytest.param("2026-01-06..2026-01-11", [], id="between-mondays"),
        pytest.param("2026-04-06..2026-04-07", ["2026-04-07"], id="after-easter-monday"),
        pytest.param("2026-04-07..2026-04-07", ["2026-04-07"], id="monday-outside"),
        pytest.param("2026-04-06..2026-04-06", [], id="tuesday-outside"),
        pytest.param(
            # Christmas Day and Boxing Day are kept on Monday and Tuesday.
            "2027-12-27..2028-01-04",
            ["2027-12-29", "2028-01-04"],
            id="over-christmas",
        ),
    ],
)
def test_weeks_may_start_after_a_bank_holiday_monday(text: str, expected: list[str]) -> None:
    assert firsts(ahead(text, after_bank_holidays=True)) == expected


def test_a_week_without_any_working_day_has_no_later_start() -> None:
    extra = [f"2026-04-{day:02d}" for day in (7, 8, 9, 10)]
    counting = asked.Counting(None, None, extra, (), asked.Dates(None))

    held = look_ahead(
        RULES, Asked(period("2026-04-06..2026-04-12"), after_bank_holidays=True), counting
    )

    assert (held.weeks, [one.day for one in held.impossible]) == ((), [d("2026-04-06")])


# As numpy has it


@cache
def bank_holidays() -> Mapping[str, str]:
    """GOV.UK's own list of 2012 to 2028."""
    text = files("govuk_bank_holidays").joinpath("bank-holidays.json").read_text("utf-8")
    events = json.loads(text)["england-and-wales"]["events"]
    return {event["date"]: event["title"] for event in events}


def shifted(day: np.datetime64, working_days: int) -> np.datetime64:
    days_off = np.array(list(bank_holidays()), dtype="datetime64[D]")
    found: np.datetime64 = np.busday_offset(day, working_days, "preceding", holidays=days_off)
    return found


def numpy_row(monday: np.datetime64) -> tuple[list[str], set[str]]:
    """Date a week, and tell its troubles, by numpy alone."""
    end = shifted(monday, 4)
    draft, final = shifted(end, 15), shifted(end, 31)
    publication, notification = shifted(end, 34), shifted(monday, -10)
    told = [notification, draft, shifted(end, 24), final, publication, shifted(final, 70)]
    one_week = end == monday + 4
    polls = [
        np.datetime64(day)
        for day in ("2024-05-02", "2024-07-04", "2025-05-01", "2026-05-07", "2027-05-06")
    ]
    years = {str(day)[:4] for day in (end, publication)}
    quiet = [
        shifted(np.datetime64(f"{year}-12-31"), 0)
        for year in years
        if end < np.datetime64(f"{year}-12-31") and publication >= np.datetime64(f"{year}-12-24")
    ]
    crosses = any(end < day for day in quiet)
    troubles = {
        "notification-not-monday": notification.astype(object).weekday() != 0,
        "fieldwork-not-one-week": not one_week,
        "bank-holiday-in-fieldwork": not one_week,
        "letters-over-christmas": crosses,
        "pre-election-period": any(shifted(poll, -25) <= publication <= poll for poll in polls),
    }
    return [str(day) for day in told], {code for code, is_so in troubles.items() if is_so}


@pytest.mark.parametrize("year", [2024, 2025, 2026, 2027])
def test_every_week_of_a_year_is_as_numpy_has_it(year: int) -> None:
    held = ahead(f"{year}-01-01..{year}-12-31")

    every_day = np.arange(f"{year}-01-01", f"{year + 1}-01-01", dtype="datetime64[D]")
    days_off = np.array(list(bank_holidays()), dtype="datetime64[D]")
    mondays = every_day[np.is_busday(every_day, weekmask="1000000", holidays=days_off)]
    expected = {str(monday): numpy_row(monday) for monday in mondays}
    assert {week.first.isoformat(): (dates(week), codes(week)) for week in held.weeks} == expected


# Laws


@given(st.dates(d("2022-01-03"), d("2033-12-31")), st.booleans())
def test_a_week_is_what_a_timeline_of_its_day_is(day: date, after: bool) -> None:
    held = look_ahead(RULES, Asked(Period(day, day), after_bank_holidays=after), COUNTING)

    again = [
        dating.dated(RULES, Inspection(Known("fieldwork", week.first)), COUNTING)
        for week in held.weeks
    ]
    assert [(week.timeline, week.division) for week in held.weeks] == again


def test_sorting_changes_no_week() -> None:
    held = beside(ahead("2026-01-01..2026-12-31"), [local("2026-10-26..2026-10-30")])

    by_troubles = in_order(held, Sort.TROUBLES)

    assert sorted(by_troubles.weeks, key=lambda week: week.first) == list(held.weeks)
    assert in_order(by_troubles, Sort.DATE) == held
    told = [(week.troubles, week.first) for week in by_troubles.weeks]
    assert told == sorted(told)


# Timetables


def test_the_columns_are_fieldwork_and_official_days() -> None:
    assert list(ahead("2026-01-05").columns) == ["fieldwork", *KEYS]
    earlier = ahead("2019-01-07").columns
    assert list(earlier) == [
        "fieldwork", "notification", "publication", "statement-of-proposed-action",
    ]  # fmt: skip


def test_where_the_timetable_changes_the_columns_are_of_both() -> None:
    both = ahead("2020-03-23..2022-01-10")

    assert list(both.columns) == [
        "fieldwork", *KEYS,
    ]  # fmt: skip
    assert firsts(both) == ["2020-03-23", "2020-03-30", "2022-01-10"]


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("2021-06-01..2021-06-30", id="between-timetables"),
        pytest.param("2021-12-27..2022-01-09", id="a-bank-holiday-too"),
    ],
)
def test_without_any_week_what_stands_in_the_way_is_told(text: str) -> None:
    with pytest.raises(AmbiguousError, match="no timetable was in force for fieldwork on 2021"):
        ahead(text)


def test_two_timetables_in_force_are_no_week() -> None:
    twice = replace(RULES.timetables["jtai-2022"], key="twin")
    rules = replace(RULES, timetables={**RULES.timetables, "twin": twice})

    with pytest.raises(AmbiguousError, match="more than one timetable is possible"):
        ahead("2026-01-05", rules=rules)


def test_a_timetable_that_is_named_needs_not_be_in_force() -> None:
    (week,) = ahead("2021-06-21", timetable="jtai-2022").weeks

    assert codes(week) == {"timetable-not-in-force"}


def test_a_theme_that_was_not_in_force_is_a_trouble() -> None:
    (week,) = ahead("2026-01-19", theme="criminal-exploitation").weeks

    assert codes(week) == {"theme-not-in-force"}


def test_what_is_known_of_the_rules_is_no_trouble() -> None:
    (week,) = ahead("2029-01-22").weeks

    told = [note.code for note in week.timeline.notes]
    assert (told, week.troubles) == (["provisional", "polling-days-unknown"], 0)
    assert week.provisional == tuple(one.milestone.key for one in week.timeline.milestones)


def test_what_leaves_the_known_bank_holidays_is_no_week(govuk: Path) -> None:
    counting = asked.Counting(None, govuk, (), (), asked.Dates(None))

    held = look_ahead(RULES, Asked(period("2028-07-24..2028-07-31")), counting)

    assert firsts(held) == ["2028-07-24"]
    assert [(one.day, one.why, one.is_closed) for one in held.impossible] == [
        (d("2028-07-31"), "the bank holidays that its dates need are not known", False)
    ]
    with pytest.raises(OutOfRangeError, match="lies outside the years"):
        look_ahead(RULES, Asked(period("2028-07-31")), counting)
    with pytest.raises(OutOfRangeError, match="lies outside the years"):
        look_ahead(RULES, Asked(period("2028-07-31"), timetable="jtai-2022"), counting)


@pytest.fixture
def govuk(tmp_path: Path) -> Path:
    file = tmp_path / "bank-holidays.json"
    listed = files("govuk_bank_holidays").joinpath("bank-holidays.json")
    file.write_text(listed.read_text("utf-8"), "utf-8")
    return file


# Dates to avoid


@pytest.mark.parametrize(
    ("days", "expected"),
    [
        pytest.param("2026-01-05", ["notification", "w1"], id="the-call"),
        pytest.param("2026-01-09..2026-01-12", ["w1", "w2"], id="over-a-weekend"),
        pytest.param("2026-01-10..2026-01-11", [], id="a-weekend-alone"),
        pytest.param("2025-12-01..2026-01-04", [], id="what-only-looks-back"),
        pytest.param("2026-01-23", ["fieldwork"], id="last-day-of-fieldwork"),
        pytest.param("2026-02-13", ["draft-letter"], id="draft"),
        pytest.param("2026-02-14..2026-02-25", [], id="between-letters"),
        pytest.param("2026-06-01..2026-07-01", ["statement-of-proposed-action"], id="statement"),
        pytest.param("2026-06-20..2026-07-01", [], id="after-all"),
    ],
)
def test_a_date_to_avoid_touches_what_shares_a_working_day(days: str, expected: list[str]) -> None:
    held = beside(ahead("2026-01-19"), [local(days)])

    (week,) = held.weeks
    windows = {"week-1": "w1", "week-2": "w2"}
    touched = [
        one.milestone.key
        if isinstance(one.milestone.rule, WorkingDays) or one.milestone.key == "fieldwork"
        else windows[one.milestone.phase]
        for touch in week.touches
        for one in touch.milestones
    ]
    assert list(dict.fromkeys(touched)) == expected
    assert held.local == ((local(days),) if expected else ())


def test_a_bank_holiday_in_fieldwork_is_nothing_to_avoid() -> None:
    (week,) = beside(ahead("2026-03-30"), [local("2026-04-03..2026-04-06")]).weeks

    assert week.touches == ()


def test_each_date_to_avoid_is_a_trouble_and_a_note() -> None:
    leave = [local("2026-02-13", "Leave"), local("2026-01-19..2026-01-20", "Board")]

    (week,) = beside(ahead("2026-01-19"), [*leave, leave[0]]).weeks

    assert week.troubles == 2
    assert [(note.code, note.milestone, note.text) for note in week.notes] == [
        (
            "local-date",
            "fieldwork",
            "Board, Monday 19 January to Tuesday 20 January 2026, touches fieldwork.",
        ),
        ("local-date", "draft-letter", "Leave, Friday 13 February 2026, touches the draft letter."),
    ]


# Days to watch


def told(held: LookAhead, rules: Frameworks = RULES) -> list[tuple[str, str, int]]:
    return [
        (one.days.first.isoformat(), one.days.last.isoformat(), len(one.weeks))
        for one in watched(held, rules)
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            "2026-01-01..2027-12-31",
            [
                ("2026-03-30", "2026-05-07", 5),
                ("2026-12-24", "2026-12-31", 8),
                ("2027-03-31", "2027-05-06", 5),
                ("2027-12-24", "2027-12-31", 7),
            ],
            id="two-years",
        ),
        pytest.param("2026-06-01..2026-07-31", [], id="summer"),
        pytest.param(
            "2019-09-02..2019-10-31", [("2019-11-06", "2019-12-12", 5)], id="period-as-dissolved"
        ),
        pytest.param(
            "2024-01-29..2024-05-20",
            [("2024-03-26", "2024-05-02", 5), ("2024-05-30", "2024-07-04", 4)],
            id="two-polls",
        ),
    ],
)
def test_days_to_watch_are_those_that_catch_letters(
    text: str, expected: list[tuple[str, str, int]]
) -> None:
    assert told(ahead(text)) == expected


def test_a_closure_takes_christmas_away() -> None:
    closed = ahead("2026-11-02..2026-12-31", closures=(period("2026-12-24..2026-12-31"),))

    assert told(closed) == []


def test_quiet_days_may_end_in_the_next_year() -> None:
    quiet = Quiet("12-24", "01-02", "Christmas", Basis.DERIVED, "ofsted-letters")
    rules = replace(RULES, christmas=quiet)

    held = ahead("2026-12-01..2027-01-10", rules=rules)

    assert told(held, rules) == [("2026-12-24", "2027-01-02", 3)]


def test_a_poll_whose_period_begins_later_catches_nothing() -> None:
    # Publication on Monday 15 June 2026 is caught by the first, and near the second.
    polls = tuple(
        PollingDay(d(day), RULES.polling_days[0].poll, "polls")
        for day in ("2026-06-18", "2026-07-30")
    )
    rules = replace(RULES, polling_days=polls)

    held = ahead("2026-04-20", rules=rules)

    assert [last for _, last, _ in told(held, rules)] == ["2026-06-18"]
