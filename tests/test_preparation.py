"""What a partnership does before any call: counted by hand, by laws, and walked day by day."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given, settings, strategies as st

from jtai_cli.bankholidays import Calendars, Division
from jtai_cli.errors import OutOfRangeError, UsageError
from jtai_cli.files.rules import load_rules
from jtai_cli.kinds import Edge
from jtai_cli.plan import Inspection, Known
from jtai_cli.preparation import Programme, programme
from jtai_cli.report.plan import preparation
from jtai_cli.rules import (
    AfterHabit,
    Basis,
    DryRun,
    FrameworkChange,
    Habit,
    HabitRule,
    Preparation,
    Recurring,
    Rules,
)
from jtai_cli.workingdays import Period
from tests.conftest import d

# Hypothesis needs rules outside fixtures.
RULES = load_rules(None)
DAY = timedelta(days=1)
JUNE = DryRun(rrule="FREQ=YEARLY;BYMONTH=6;BYDAY=3MO")
HOLIDAYS = """
2026-01-01 2026-04-03 2026-04-06 2026-05-04 2026-05-25 2026-08-31 2026-12-25 2026-12-28
2027-01-01 2027-03-26 2027-03-29 2027-05-03 2027-05-31 2027-08-30 2027-12-27 2027-12-28
2028-01-03 2028-04-14 2028-04-17 2028-05-01 2028-05-29 2028-08-28 2028-12-25 2028-12-26
2029-01-01 2029-03-30 2029-04-02 2029-05-07 2029-05-28 2029-08-27 2029-12-25 2029-12-26
"""
"""England's bank holidays, copied from GOV.UK by hand; those of 2029 follow the same rules."""


def span(first: str, last: str) -> Period:
    return Period(d(first), d(last))


YEAR = span("2027-01-01", "2027-12-31")


def laid(
    period: Period,
    inspection: Inspection | None = None,
    *,
    rules: Rules = RULES,
    calendars: Calendars | None = None,
    avoided: tuple[tuple[str, Period], ...] = (),
) -> Programme:
    like = inspection or Inspection(Known("fieldwork", period.first), name="dry-run")
    return programme(rules, period, like, calendars or Calendars(), avoided)


def with_habits(**rules: HabitRule) -> Rules:
    """The shipped rules, with other habits."""
    habits = {
        key: Habit(key, key.title(), f"the {key}", rule, "why", Basis.LOCAL, "planning-habits")
        for key, rule in rules.items()
    }
    return replace(RULES, preparation=Preparation(Division.ENGLAND, habits))


def meeting(rrule: str) -> Rules:
    return with_habits(meeting=Recurring(rrule=rrule))


def days(found: Programme, key: str) -> list[str]:
    return [str(step.day) for step in found.steps if step.habit.key == key]


def planned(fieldwork: str) -> Inspection:
    known = Known("fieldwork", d(fieldwork))
    return Inspection(known, theme="front-door", name="dry-run", is_rehearsal=True)


# By hand


def test_the_year_2027_is_this() -> None:
    found = laid(span("2026-12-01", "2027-12-31"))

    assert [(str(step.day), step.habit.key) for step in found.steps] == [
        # Ten back from 12 January: 11, 8 to 4 January; the quiet days and New Year; 23 to 21, 18.
        ("2026-12-18", "self-assessment"),
        ("2027-01-05", "other-areas"),
        ("2027-01-12", "preparation-meeting"),
        ("2027-01-19", "plan-update"),
        # Ten back from 13 April: 12, 9 to 5, 2, 1 April, 31, 30 March; the 29th is Easter Monday.
        ("2027-03-30", "self-assessment"),
        ("2027-04-06", "other-areas"),
        ("2027-04-13", "preparation-meeting"),
        ("2027-04-20", "plan-update"),
        # Ten back from the call of 7 June: 4 to 1 June, 28 to 24, 21 May; the 31st is a day off.
        ("2027-05-21", "dry-run-roles"),
        ("2027-06-21", "dry-run"),
        ("2027-06-29", "self-assessment"),
        ("2027-07-02", "dry-run-debrief"),
        ("2027-07-06", "other-areas"),
        ("2027-07-13", "preparation-meeting"),
        ("2027-07-20", "plan-update"),
        # The comments are due on 29 July: 24 working days after 25 June.
        ("2027-08-05", "lessons"),
        ("2027-09-28", "self-assessment"),
        ("2027-10-05", "other-areas"),
        ("2027-10-12", "preparation-meeting"),
        ("2027-10-19", "plan-update"),
        # For the meeting of 11 January 2028: 3 January is a substitute day.
        ("2027-12-17", "self-assessment"),
    ]
    (run,) = found.rehearsals
    assert (run.fieldwork.first, run.inspection.is_rehearsal) == (d("2027-06-21"), True)


@pytest.mark.parametrize(
    ("rrule", "expected"),
    [
        ("FREQ=YEARLY;BYMONTH=3,6,9,12;BYMONTHDAY=25",
         [("2027-01-04", "Christmas Day"), ("2027-03-25", None), ("2027-06-25", None),
          ("2027-09-27", "weekend"),
          # From a Saturday, over the quiet days, New Year's Saturday and its substitute.
          ("2028-01-04", "weekend")]),
        ("FREQ=YEARLY;BYMONTH=12;BYMONTHDAY=24",
         [("2027-01-04", "closure"), ("2028-01-04", "closure")]),
        ("FREQ=YEARLY;BYMONTH=5;BYDAY=1MO", [("2027-05-04", "Early May bank holiday")]),
        ("FREQ=YEARLY;BYMONTH=4,12;BYDAY=-1MO",
         [# From 28 December 2026, a quiet day that is a bank holiday too.
          ("2027-01-04", "Boxing Day (substitute day)"), ("2027-04-26", None),
          ("2028-01-04", "Christmas Day (substitute day)")]),
    ],
)  # fmt: skip
def test_a_meeting_is_never_on_a_day_off(
    rrule: str, expected: list[tuple[str, str | None]]
) -> None:
    found = laid(span("2027-01-01", "2028-01-04"), rules=meeting(rrule))
    assert [(str(step.day), step.passed) for step in found.steps] == expected


@pytest.mark.parametrize(
    ("edge", "working_days", "period", "expected"),
    [
        (Edge.FIRST, 10, span("2025-09-01", "2025-12-31"),
         [("2025-09-24", "2025-09-10", "Child sexual abuse in the family environment")]),
        # From Tuesday 31 March 2020; Good Friday and Easter Monday lie between.
        (Edge.LAST, 10, span("2020-04-01", "2020-04-30"),
         [("2020-04-16", "2020-03-31", "JTAI timetable of 2016 to 2020")]),
        # New Year's Day was a Saturday, and 3 January 2022 its substitute.
        (Edge.FIRST, 0, span("2022-01-01", "2022-01-31"),
         [("2022-01-04", "2022-01-01", "JTAI timetable since 2022")]),
        (Edge.FIRST, 10, YEAR, []),
    ],
)  # fmt: skip
def test_a_framework_that_changes_asks_for_a_review(
    edge: Edge, working_days: int, period: Period, expected: list[tuple[str, str, str]]
) -> None:
    rule = FrameworkChange(edge=edge, working_days=working_days)
    found = laid(period, rules=with_habits(review=rule))
    assert [(str(s.day), str(s.counted_from), s.framework) for s in found.steps] == expected


@pytest.mark.parametrize(
    ("milestone", "working_days", "expected"),
    [
        (None, -1, "2027-06-18"),  # the first day of fieldwork
        ("fieldwork", 1, "2027-06-28"),
        ("notification", 0, "2027-06-07"),
        ("case-audits", 1, "2027-06-21"),
        ("evidence-window", -1, "2027-06-04"),
        ("pre-inspection-analysis", -1, "2027-06-04"),
        ("statement-of-proposed-action", 1, "2027-11-17"),
        ("statement-of-proposed-action", -200, "2027-02-02"),
    ],
)
def test_a_step_is_counted_from_the_timeline_of_the_dry_run(
    milestone: str | None, working_days: int, expected: str
) -> None:
    step = AfterHabit(anchor="run", working_days=working_days, milestone=milestone)
    # One day is enough to find it: nothing that it rests on lies too far away.
    found = laid(span(expected, expected), rules=with_habits(run=JUNE, step=step))
    assert days(found, "step") == [expected]


# A dry run in the plan


@pytest.mark.parametrize(
    ("fieldwork", "expected"),
    [
        ("2027-09-13", ["2027-09-13", "2028-06-19"]),
        ("2027-01-11", ["2027-01-11", "2028-06-19"]),
        # 15 June 2026 is 186 days off, and 21 June 2027 185; a day earlier it is the other way.
        ("2026-12-18", ["2028-06-19"]),
        ("2026-12-17", ["2027-06-21", "2028-06-19"]),
        ("2025-03-03", ["2027-06-21", "2028-06-19"]),
    ],
)
def test_a_planned_dry_run_takes_the_place_of_the_nearest(
    fieldwork: str, expected: list[str]
) -> None:
    found = laid(span("2027-01-01", "2028-12-31"), planned(fieldwork))
    assert days(found, "dry-run") == expected
    assert [str(one.fieldwork.first) for one in found.rehearsals] == expected
    assert found.planned is not None
    assert str(found.planned.fieldwork.first) == fieldwork


def test_the_steps_of_a_dry_run_move_with_it() -> None:
    found = laid(YEAR, planned("2027-09-13"))
    steps = [(one.habit.key, str(one.day)) for one in found.steps if one.occurrence == "2027-06-21"]
    assert steps == [
        ("dry-run-roles", "2027-08-13"),
        ("dry-run", "2027-09-13"),
        ("dry-run-debrief", "2027-09-24"),
        ("lessons", "2027-10-28"),
    ]


def test_an_inspection_that_is_no_rehearsal_is_not_the_dry_run() -> None:
    real = replace(planned("2027-03-01"), area="Northshire", is_rehearsal=False)
    found = laid(YEAR, real)
    (run,) = found.rehearsals

    assert found.planned is None
    assert run.inspection == replace(
        real, known=Known("fieldwork", d("2027-06-21")), is_rehearsal=True
    )
    made = preparation(found, RULES)
    assert made.title == "Preparation: Northshire"
    assert made.events[0].summary == "Northshire: Letters to other areas reviewed"


# Days to avoid


@pytest.mark.parametrize(
    ("avoided", "expected", "passed"),
    [
        (span("2027-07-24", "2027-09-01"), "2027-06-21", None),
        (span("2027-06-26", "2027-06-27"), "2027-06-21", None),  # a weekend
        (span("2027-06-25", "2027-06-25"), "2027-07-12", "Exams"),  # the last day of fieldwork
        (span("2027-06-01", "2027-06-07"), "2027-06-28", "Exams"),  # the call
        # The call of 28 June is the first one after the exams.
        (span("2027-06-14", "2027-06-25"), "2027-07-12", "Exams"),
        # Monday 30 August is a bank holiday; the call comes on 16 August.
        (span("2027-06-14", "2027-08-13"), "2027-08-31", "Exams"),
    ],
)
def test_no_dry_run_is_proposed_on_days_to_avoid(
    avoided: Period, expected: str, passed: str | None
) -> None:
    found = laid(YEAR, avoided=(("Exams", avoided),))
    (step,) = (one for one in found.steps if one.habit.key == "dry-run")
    assert (str(step.day), str(step.by_rule), step.passed) == (expected, "2027-06-21", passed)
    assert [one.fieldwork.first for one in found.rehearsals] == [d(expected)]


def test_a_planned_dry_run_and_meetings_stay_on_days_to_avoid() -> None:
    found = laid(YEAR, planned("2027-06-21"), avoided=(("The year", YEAR),))
    assert days(found, "dry-run") == ["2027-06-21"]
    assert "2027-07-13" in days(found, "preparation-meeting")


def test_a_dry_run_that_finds_no_week_is_refused() -> None:
    with pytest.raises(UsageError, match="no dry run can be proposed from Monday 21 June 2027 on"):
        laid(YEAR, avoided=(("The year", YEAR),))


# Laws


def is_day_off(day: date) -> bool:
    quiet = day.month == 12 and day.day >= 24
    return day.weekday() >= 5 or str(day) in HOLIDAYS or quiet


PERIODS = st.builds(
    lambda first, length: Period(first, first + length * DAY),
    st.dates(d("2027-01-01"), d("2028-06-30")),
    st.integers(0, 400),
)


@given(PERIODS)
@settings(max_examples=20)
def test_every_step_is_on_a_working_day_and_a_shorter_period_has_its_share(period: Period) -> None:
    found = laid(period)
    assert all(step.day in period and not is_day_off(step.day) for step in found.steps)
    half = Period(period.first, period.first + (period.last - period.first) // 2)
    assert laid(half).steps == tuple(step for step in found.steps if step.day in half)


@given(PERIODS, st.integers(-60, 60))
def test_a_count_comes_home(period: Period, working_days: int) -> None:
    rules = with_habits(
        meeting=Recurring(rrule="FREQ=YEARLY;BYMONTH=1,4,7,10;BYDAY=2TU"),
        away=AfterHabit(anchor="meeting", working_days=working_days),
        home=AfterHabit(anchor="away", working_days=-working_days),
    )
    found = laid(period, rules=rules)
    assert days(found, "home") == days(found, "meeting")


# Refusals


@pytest.mark.parametrize(
    "period", [span("2099-06-01", "2100-06-01"), span("0001-01-01", "0001-12-31")]
)
def test_days_whose_bank_holidays_nobody_knows_are_refused(period: Period) -> None:
    with pytest.raises(OutOfRangeError):
        laid(period)
