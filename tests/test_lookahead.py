"""Look-aheads: rows counted by hand, a year as numpy has it, laws, days to avoid."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, strategies as st

from jtai_cli.bankholidays import Calendars, Division, in_years, table
from jtai_cli.errors import AmbiguousError, OutOfRangeError
from jtai_cli.files.rules import load_rules
from jtai_cli.lookahead import (
    Avoided,
    FieldworkWeek,
    LookAhead,
    days_to_watch,
    look_ahead,
)
from jtai_cli.notes import annotate
from jtai_cli.plan import Inspection, Known
from jtai_cli.rules import Rules
from jtai_cli.timeline import resolve
from jtai_cli.workingdays import Period
from tests.conftest import d

LETTERS = ("draft-letter", "comments-due", "final-letter", "publication")
KEYS = ("notification", *LETTERS, "statement-of-proposed-action")
# Hypothesis needs rules outside fixtures.
RULES = load_rules(None)


def period(text: str) -> Period:
    first, _, last = text.partition("..")
    return Period(d(first), d(last or first))


def ahead(
    text: str,
    *,
    rules: Rules = RULES,
    calendars: Calendars | None = None,
    after: bool = False,
    **like: object,
) -> LookAhead:
    """Look ahead over a period: "2026-01-01..2026-12-31"."""
    known = Known("fieldwork", d("2026-01-05"))
    inspection = replace(Inspection(known), **like)  # type: ignore[arg-type]  # names of fields
    days, calendars = period(text), calendars or Calendars()
    return look_ahead(rules, days, inspection, calendars, after_bank_holidays=after)


def avoid(text: str, name: str = "Leave") -> Avoided:
    return Avoided(name, period(text))


def dates(week: FieldworkWeek) -> list[str]:
    return [str(week.timeline.dated(key).first) for key in KEYS]


def firsts(found: LookAhead) -> list[str]:
    return [str(week.first) for week in found.weeks]


def clashing(week: FieldworkWeek) -> dict[str, tuple[bool, int]]:
    """What clashes: inside or not, and the weight."""
    return {one.dated.key: (one.is_inside, one.weight) for one in week.clashes}


# Counted by hand


@pytest.mark.parametrize(
    ("fieldwork", "expected", "marks"),
    [
        ("2026-01-05", "2025-12-17 2026-01-30 2026-02-12 2026-02-23 2026-02-26 2026-06-05",
         "notification-not-monday"),
        ("2026-01-19", "2026-01-05 2026-02-13 2026-02-26 2026-03-09 2026-03-12 2026-06-19", ""),
        # Monday 30 March to Tuesday 7 April: Good Friday and Easter Monday lie in it.
        ("2026-03-30", "2026-03-16 2026-04-28 2026-05-12 2026-05-21 2026-05-27 2026-08-28",
         "bank-holiday-in-fieldwork fieldwork-not-one-week"),
        # Draft: 4 days to 18 December, 4 to the 24th, 3 from the 29th, 3 in January, ...
        ("2026-12-07", "2026-11-23 2027-01-06 2027-01-19 2027-01-28 2027-02-02 2027-05-11",
         "letters-over-christmas"),
        # The period of Thursday 6 May 2027 begins by Wednesday 31 March.
        ("2027-02-08", "2027-01-25 2027-03-05 2027-03-18 2027-03-31 2027-04-05 2027-07-09",
         "pre-election-period"),
    ],
)  # fmt: skip
def test_a_week_has_its_dates_and_marks(fieldwork: str, expected: str, marks: str) -> None:
    (week,) = ahead(fieldwork).weeks
    assert (str(week.first), dates(week)) == (fieldwork, expected.split())
    assert sorted(week.marks) == marks.split()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2026-01-01..2026-12-31",
         [("2026-04-06", "Easter Monday"), ("2026-05-04", "Early May bank holiday"),
          ("2026-05-25", "Spring bank holiday"), ("2026-08-31", "Summer bank holiday"),
          ("2026-12-28", "Boxing Day (substitute day)")]),
        ("2021-12-20..2022-01-10",
         [("2021-12-20", "no timetable was in force"),
          ("2021-12-27", "Christmas Day (substitute day)"),
          ("2022-01-03", "New Year’s Day (substitute day)")]),
        ("2026-01-06..2026-01-11", []),
    ],
)  # fmt: skip
def test_mondays_that_are_no_week_say_why(text: str, expected: list[tuple[str, str]]) -> None:
    assert [(str(one.day), one.why) for one in ahead(text).impossible] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2026-01-05..2026-01-12", ["2026-01-05", "2026-01-12"]),
        ("2026-01-06..2026-01-11", []),
        ("2026-04-06..2026-04-07", ["2026-04-07"]),  # after Easter Monday
        ("2026-04-07", ["2026-04-07"]),
        ("2026-04-06", []),
        # Christmas Day and Boxing Day are kept on Monday and Tuesday.
        ("2027-12-27..2028-01-04", ["2027-12-29", "2028-01-04"]),
    ],
)
def test_weeks_may_start_after_a_bank_holiday_monday(text: str, expected: list[str]) -> None:
    assert firsts(ahead(text, after=True)) == expected


# Laws


@given(st.dates(d("2022-01-03"), d("2033-12-31")), st.booleans())
def test_a_week_is_the_timeline_of_its_first_day(day: date, after: bool) -> None:
    for week in ahead(f"{day}", after=after).weeks:
        inspection = Inspection(Known("fieldwork", week.first))
        assert week.timeline == annotate(resolve(RULES, inspection, Calendars()), RULES)


def test_sorting_changes_no_week() -> None:
    days = [avoid("2026-10-26..2026-10-30")]
    found = ahead("2026-01-01..2026-12-31").beside(days)

    by_clashes = found.beside(days, lightest_first=True)

    assert by_clashes.beside(days) == found
    ranks = [(week.weight, week.first) for week in by_clashes.weeks]
    assert ranks == sorted(ranks)
    assert ranks[0][0] < ranks[-1][0]


# Timetables


def test_without_any_week_the_reason_is_given() -> None:
    with pytest.raises(AmbiguousError, match="no timetable was in force for fieldwork on 2021"):
        ahead("2021-06-01..2021-06-30")
    twice = replace(RULES.timetables["jtai-2022"], key="twin")
    rules = replace(RULES, timetables={**RULES.timetables, "twin": twice})
    with pytest.raises(AmbiguousError, match="more than one timetable is possible"):
        ahead("2026-01-05", rules=rules)


def test_what_leaves_the_known_bank_holidays_is_no_week() -> None:
    calendars = Calendars(listed={Division.ENGLAND: in_years(table(), 2020, 2028)})

    found = ahead("2028-07-24..2028-07-31", calendars=calendars)

    assert firsts(found) == ["2028-07-24"]
    assert [(str(one.day), one.why) for one in found.impossible] == [
        ("2028-07-31", "the bank holidays for its dates are not known")
    ]
    with pytest.raises(OutOfRangeError, match="lies outside the years"):
        ahead("2028-07-31", calendars=calendars)


# Days to avoid


@pytest.mark.parametrize(
    ("days", "expected"),
    [
        ("2026-01-05", "notification week-1"),
        ("2026-01-09..2026-01-12", "week-1 week-2"),
        ("2026-01-10..2026-01-11", ""),  # a weekend
        ("2025-12-01..2026-01-04", ""),  # what only looks back
        ("2026-01-23", "fieldwork"),
        ("2026-02-13", "draft-letter"),
        ("2026-02-14..2026-02-22", ""),
        ("2026-02-23", "comments-due"),  # the Monday of the week in which they are due
        ("2026-02-27", ""),  # the day after
        ("2026-06-15..2026-07-01", "statement-of-proposed-action"),
        ("2026-06-20..2026-07-01", ""),
    ],
)
def test_days_to_avoid_clash_with_what_shares_a_working_day(days: str, expected: str) -> None:
    found = ahead("2026-01-19").beside([avoid(days)])
    (week,) = found.weeks
    phases = {one.key: one.milestone.phase for one in week.milestones}
    clashes = [key if key in found.columns else phases[key] for key in clashing(week)]
    assert list(dict.fromkeys(clashes)) == expected.split()
    assert found.clear == (() if expected else (avoid(days),))


def test_a_bank_holiday_in_fieldwork_is_nothing_to_avoid() -> None:
    (week,) = ahead("2026-03-30").beside([avoid("2026-04-03..2026-04-06")]).weeks
    assert week.clashes == ()


@pytest.mark.parametrize(
    ("days", "expected"),
    [
        ("2026-01-23", {"fieldwork": (False, 4)}),
        ("2026-01-17..2026-01-25", {"fieldwork": (True, 8)}),
        ("2026-02-24", {"comments-due": (False, 3)}),
        ("2026-02-20..2026-02-26", {"comments-due": (True, 6)}),
        ("2026-06-19", {"statement-of-proposed-action": (False, 1)}),
        ("2026-06-01..2026-06-30", {"statement-of-proposed-action": (True, 2)}),
    ],
)
def test_a_clash_weighs_by_its_milestone_and_more_inside(
    days: str, expected: dict[str, tuple[bool, int]]
) -> None:
    (week,) = ahead("2026-01-19").beside([avoid(days)]).weeks
    assert clashing(week) == expected
    assert week.weight == max(weight for _, weight in expected.values())


def test_a_week_weighs_the_worst_clash_of_each_run_and_its_marks() -> None:
    leave = [avoid("2026-02-13"), avoid("2026-01-05..2026-01-09", "School holiday")]

    (week,) = ahead("2026-01-19").beside([*leave, leave[0]]).weeks

    # The call lies inside the school holiday, as do the windows of week 1; a draft letter is one.
    assert week.weight == 6 + 2
    assert [note.code for note in week.notes] == ["avoided-date"] * 2
    assert [(note.milestone, note.text) for note in week.notes[1:]] == [
        ("draft-letter", "Leave, Friday 13 February 2026, clashes with the draft letter."),
    ]


# Days to watch


def watched(found: LookAhead, rules: Rules = RULES) -> list[tuple[str, str, int]]:
    return [
        (str(days.first), str(days.last), len(weeks))
        for days, _, weeks in days_to_watch(found, rules)
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2026-01-01..2027-12-31",
         [("2026-03-30", "2026-05-07", 5), ("2026-12-24", "2026-12-31", 8),
          ("2027-03-31", "2027-05-06", 5), ("2027-12-24", "2027-12-31", 7)]),
        ("2026-06-01..2026-07-31", []),
        ("2019-09-02..2019-10-31", [("2019-11-06", "2019-12-12", 5)]),
        ("2024-01-29..2024-05-20",
         [("2024-03-26", "2024-05-02", 5), ("2024-05-25", "2024-07-04", 4)]),
    ],
)  # fmt: skip
def test_days_to_watch_are_those_that_concern_letters(
    text: str, expected: list[tuple[str, str, int]]
) -> None:
    found = ahead(text)
    assert watched(found) == expected
    codes = {"pre-election-period", "letters-over-christmas"}
    concerned = {week.first for _, _, weeks in days_to_watch(found, RULES) for week in weeks}
    assert concerned == {week.first for week in found.weeks if codes & {*week.marks}}
