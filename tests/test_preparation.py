"""What a partnership does before any call: counted by hand, by laws, and walked day by day."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jtai_cli import load
from jtai_cli.bankholidays import Division
from jtai_cli.cli import asked
from jtai_cli.errors import AmbiguousError, OutOfRangeError, UsageError
from jtai_cli.frameworks import Frameworks, Quiet
from jtai_cli.habits import (
    AfterHabit,
    DayOfMonth,
    DryRun,
    FrameworkChange,
    Habit,
    HabitRule,
    Month,
    Preparation,
    WeekdayOfMonth,
    months,
)
from jtai_cli.milestones import Basis, Edge, Weekday
from jtai_cli.plan import Inspection, Known, LocalMilestone
from jtai_cli.preparation import Programme, programme
from jtai_cli.preparation.reach import Reach
from jtai_cli.workingdays import Period

# Hypothesis asks for rules outside fixtures.
RULES = load.frameworks(None)
DAY = timedelta(days=1)
JUNE = DryRun("dry-run", every_months=12, first_month=Month.JUNE, week=3, weekday=Weekday.MONDAY)
HOLIDAYS = """
2026-01-01 2026-04-03 2026-04-06 2026-05-04 2026-05-25 2026-08-31 2026-12-25 2026-12-28
2027-01-01 2027-03-26 2027-03-29 2027-05-03 2027-05-31 2027-08-30 2027-12-27 2027-12-28
2028-01-03 2028-04-14 2028-04-17 2028-05-01 2028-05-29 2028-08-28 2028-12-25 2028-12-26
2029-01-01 2029-03-30 2029-04-02 2029-05-07 2029-05-28 2029-08-27 2029-12-25 2029-12-26
"""
"""England's bank holidays, written off GOV.UK; those of 2029 follow from the same rules."""


def d(text: str) -> date:
    return date.fromisoformat(text)


def span(first: str, last: str) -> Period:
    return Period(d(first), d(last))


def laid(
    period: Period,
    inspection: Inspection | None = None,
    *,
    rules: Frameworks = RULES,
    extra: Sequence[str] = (),
    division: str | None = None,
) -> Programme:
    counting = asked.Counting(division, None, extra, (), asked.Dates(None))
    return programme(rules, "dry-run", inspection, period=period, calendars=counting)


def with_habits(**rules: HabitRule) -> Frameworks:
    """The shipped rules, with other habits."""
    habits = {
        key: Habit(key, key.title(), f"the {key}", rule, "why", Basis.LOCAL, "planning-habits")
        for key, rule in rules.items()
    }
    return replace(RULES, preparation=Preparation(Division.ENGLAND, habits))


def days(found: Programme, key: str) -> list[str]:
    return [step.day.isoformat() for step in found.steps if step.habit.key == key]


def planned(fieldwork: str) -> Inspection:
    return Inspection(Known("fieldwork", d(fieldwork)), theme="front-door", name="dry-run")


# By hand


def test_the_year_2027_is_this() -> None:
    found = laid(span("2026-12-01", "2027-12-31"))

    assert [(step.day.isoformat(), step.habit.key) for step in found.steps] == [
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
        # Ten back from the call of 7 June: 4 to 1 June, 28 to 24, 21 May; the 31st is no day.
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
    assert found.proposed == d("2027-06-21")


MEETINGS = [
    pytest.param(
        DayOfMonth("day-of-month", 3, Month.MARCH, 25),
        [
            ("2027-01-04", "Christmas Day"),
            ("2027-03-25", None),
            ("2027-06-25", None),
            ("2027-09-27", "weekend"),  # from a Saturday
            # From a Saturday, over the quiet days, New Year's Saturday and its substitute.
            ("2028-01-04", "weekend"),
        ],
        id="into-christmas",
    ),
    pytest.param(
        DayOfMonth("day-of-month", 12, Month.DECEMBER, 24),
        [("2027-01-04", "closure"), ("2028-01-04", "closure")],
        id="on-the-first-quiet-day",
    ),
    pytest.param(
        WeekdayOfMonth("weekday-of-month", 12, Month.MAY, 1, Weekday.MONDAY),
        [("2027-05-04", "Early May bank holiday")],
        id="on-a-bank-holiday",
    ),
    pytest.param(
        WeekdayOfMonth("weekday-of-month", 4, Month.AUGUST, -1, Weekday.MONDAY),
        [
            # From 28 December 2026, a quiet day that is a bank holiday too.
            ("2027-01-04", "Boxing Day (substitute day)"),
            ("2027-04-26", None),
            ("2027-08-31", "Summer bank holiday"),
            ("2028-01-04", "Christmas Day (substitute day)"),
        ],
        id="the-last-of-the-month",
    ),
    pytest.param(
        WeekdayOfMonth("weekday-of-month", 6, Month.OCTOBER, 4, Weekday.FRIDAY),
        [("2027-04-23", None), ("2027-10-22", None)],
        id="the-fourth-of-the-month",
    ),
]


@pytest.mark.parametrize(("rule", "expected"), MEETINGS)
def test_a_meeting_is_never_on_a_day_off(
    rule: HabitRule, expected: list[tuple[str, str | None]]
) -> None:
    found = laid(span("2027-01-01", "2028-01-04"), rules=with_habits(meeting=rule))

    assert [(step.day.isoformat(), step.passed) for step in found.steps] == expected


@pytest.mark.parametrize(
    ("edge", "working_days", "period", "expected"),
    [
        pytest.param(
            Edge.FIRST,
            10,
            span("2025-09-01", "2025-12-31"),
            [("2025-09-24", "2025-09-10", "Child sexual abuse in the family environment")],
            id="a-new-theme",
        ),
        pytest.param(
            # From Sunday 31 August 2025, so that 1 September counts one.
            Edge.LAST,
            10,
            span("2025-09-01", "2025-12-31"),
            [("2025-09-12", "2025-08-31", "Domestic abuse")],
            id="a-theme-that-ended",
        ),
        pytest.param(
            # New Year's Day was a Saturday, and 3 January 2022 its substitute.
            Edge.FIRST,
            0,
            span("2022-01-01", "2022-01-31"),
            [("2022-01-04", "2022-01-01", "JTAI timetable since 2022")],
            id="a-new-timetable-on-the-day-itself",
        ),
        pytest.param(
            Edge.FIRST,
            -5,
            span("2018-01-01", "2018-01-31"),
            [
                ("2018-01-25", "2018-02-01", "Children living with domestic abuse"),
                (
                    "2018-01-25",
                    "2018-02-01",
                    "Child sexual exploitation, gangs, exploitation and missing",
                ),
            ],
            id="before-themes-of-one-day",
        ),
        pytest.param(Edge.FIRST, 10, span("2027-01-01", "2027-12-31"), [], id="nothing-new"),
    ],
)
def test_a_framework_that_changes_asks_for_a_review(
    edge: Edge, working_days: int, period: Period, expected: list[tuple[str, str, str]]
) -> None:
    rule = FrameworkChange("framework-change", edge, working_days)

    found = laid(period, rules=with_habits(review=rule))

    told = [(str(step.day), str(step.counted_from), step.of) for step in found.steps]
    assert told == expected


def test_what_follows_a_review_is_of_the_same_framework() -> None:
    rules = with_habits(
        review=FrameworkChange("framework-change", Edge.FIRST, 10),
        report=AfterHabit("working-days", "review", 5),
    )

    found = laid(span("2025-09-01", "2025-10-31"), rules=rules)

    assert [(str(step.day), step.of, step.occurrence) for step in found.steps] == [
        ("2025-09-24", "Child sexual abuse in the family environment", "child-sexual-abuse 1"),
        ("2025-10-01", "Child sexual abuse in the family environment", "child-sexual-abuse 1"),
    ]


@pytest.mark.parametrize(
    ("milestone", "working_days", "expected"),
    [
        pytest.param(None, -1, "2027-06-18", id="the-first-day-of-fieldwork"),
        pytest.param("fieldwork", 1, "2027-06-28", id="the-last-day-of-fieldwork"),
        pytest.param("notification", 0, "2027-06-07", id="on-the-day-of-the-call"),
        pytest.param("case-audits", 1, "2027-06-21", id="a-week"),
        pytest.param("evidence-window", -1, "2027-06-04", id="months-end-on-the-call"),
        pytest.param("pre-inspection-analysis", -1, "2027-06-04", id="without-a-beginning"),
        pytest.param("statement-of-proposed-action", 1, "2027-11-17", id="far-away"),
        pytest.param("statement-of-proposed-action", -200, "2027-02-02", id="and-back-again"),
    ],
)
def test_a_step_is_counted_from_the_timeline_of_the_dry_run(
    milestone: str | None, working_days: int, expected: str
) -> None:
    rules = with_habits(
        rehearsal=JUNE, step=AfterHabit("working-days", "rehearsal", working_days, milestone)
    )

    # One day is enough to find it: nothing that it rests on lies too far away.
    assert days(laid(span(expected, expected), rules=rules), "step") == [expected]


# A dry run in the plan


@pytest.mark.parametrize(
    ("fieldwork", "replaced", "expected"),
    [
        pytest.param("2027-09-13", "2027-06", ["2027-09-13", "2028-06-19"], id="later"),
        pytest.param("2027-01-11", "2027-06", ["2027-01-11", "2028-06-19"], id="earlier"),
        # 15 June 2026 is 186 days off, and 21 June 2027 185; a day earlier it is the other way.
        pytest.param("2026-12-18", "2027-06", ["2028-06-19"], id="nearer-to-the-next"),
        pytest.param(
            "2026-12-17", "2026-06", ["2027-06-21", "2028-06-19"], id="nearer-to-the-last"
        ),
        pytest.param("2025-03-03", "2025-06", ["2027-06-21", "2028-06-19"], id="long-over"),
    ],
)
def test_a_planned_dry_run_takes_the_place_of_the_nearest(
    fieldwork: str, replaced: str, expected: list[str]
) -> None:
    found = laid(span("2027-01-01", "2028-12-31"), planned(fieldwork))

    assert found.planned is not None
    assert (found.planned.occurrence, found.planned.is_planned) == (replaced, True)
    assert days(found, "dry-run") == expected
    assert [str(one.first) for one in found.rehearsals] == expected
    assert found.proposed is None


def test_of_two_as_near_the_earlier_is_replaced() -> None:
    # 91 days lie on either side: to Monday 21 June and to Monday 20 December 2027.
    rule = replace(JUNE, every_months=6)
    rules = with_habits(rehearsal=rule)

    found = laid(span("2027-01-01", "2027-12-31"), planned("2027-09-20"), rules=rules)

    assert days(found, "rehearsal") == ["2027-09-20", "2027-12-20"]
    assert found.planned is not None
    assert found.planned.occurrence == "2027-06"


def test_its_steps_move_with_it() -> None:
    found = laid(span("2027-01-01", "2027-12-31"), planned("2027-09-13"))

    told = [(step.habit.key, str(step.day), step.occurrence) for step in found.steps]
    assert [one for one in told if one[2] == "2027-06"] == [
        ("dry-run-roles", "2027-08-13", "2027-06"),
        ("dry-run", "2027-09-13", "2027-06"),
        ("dry-run-debrief", "2027-09-24", "2027-06"),
        ("lessons", "2027-10-28", "2027-06"),
    ]


def test_other_dry_runs_are_like_the_planned_one() -> None:
    local = LocalMilestone("briefing", "Briefing", "notification", 1)
    inspection = replace(
        planned("2027-09-13"),
        area="Northshire",
        owners={"case-audits": "Quality team"},
        local={"briefing": local},
        stated={"draft-letter": d("2027-10-20")},
        done=("notification",),
        revision=3,
    )

    first, second = laid(span("2027-01-01", "2028-12-31"), inspection).rehearsals

    assert (first.timeline.inspection, second.is_planned) == (inspection, False)
    assert second.timeline.inspection == replace(
        inspection, known=Known("fieldwork", d("2028-06-19")), stated={}, done=None
    )
    assert second.timeline.dated("briefing").first == d("2028-06-06")


def test_a_planned_day_is_kept_even_where_it_is_quiet() -> None:
    found = laid(span("2027-12-01", "2027-12-31"), planned("2027-12-29"))

    assert days(found, "dry-run") == ["2027-12-29"]


# Laws


def _is_day_off(day: date) -> bool:
    quiet = day.month == 12 and day.day >= 24
    return day.weekday() >= 5 or day.isoformat() in HOLIDAYS or quiet


def _walked(first: date, last: date) -> Iterator[date]:
    return (first + n * DAY for n in range((last - first).days + 1))


def _rolled(day: date) -> date:
    return next(one for one in _walked(day, day + 30 * DAY) if not _is_day_off(one))


def _asked_for(day: date, rule: WeekdayOfMonth | DayOfMonth) -> bool:
    """Whether a rule asks for a day, found without any arithmetic of months."""
    names = "january february march april may june july august september october november december"
    steps = names.split().index(rule.first_month) + 1
    if (day.month - steps) % rule.every_months:
        return False
    if isinstance(rule, DayOfMonth):
        return day.day == rule.day
    weekdays = ["monday", "tuesday", "wednesday", "thursday", "friday"]
    if weekdays[day.weekday() : day.weekday() + 1] != [rule.weekday]:
        return False
    if rule.week == -1:
        return (day + 7 * DAY).month != day.month
    return (day.day + 6) // 7 == rule.week


PARTS = st.sampled_from([1, 2, 3, 4, 6, 12])
MONTHS = st.sampled_from(list(Month))
RECURRING = st.one_of(
    st.builds(
        WeekdayOfMonth,
        st.just("weekday-of-month"),
        PARTS,
        MONTHS,
        st.sampled_from([1, 2, 3, 4, -1]),
        st.sampled_from(list(Weekday)),
    ),
    st.builds(DayOfMonth, st.just("day-of-month"), PARTS, MONTHS, st.integers(1, 28)),
)
PERIODS = st.builds(
    lambda first, length: Period(first, first + length * DAY),
    st.dates(d("2027-01-01"), d("2028-06-30")),
    st.integers(0, 400),
)


@given(rule=RECURRING, period=PERIODS)
def test_what_recurs_is_what_a_walk_through_the_days_finds(
    rule: WeekdayOfMonth | DayOfMonth, period: Period
) -> None:
    asked_for = (
        day for day in _walked(period.first - 31 * DAY, period.last) if _asked_for(day, rule)
    )
    expected = [str(rolled) for day in asked_for if (rolled := _rolled(day)) in period]

    assert days(laid(period, rules=with_habits(meeting=rule)), "meeting") == expected


@given(period=PERIODS)
@settings(max_examples=25)
def test_every_step_is_on_a_working_day_of_the_period(period: Period) -> None:
    found = laid(period)

    assert not [step for step in found.steps if _is_day_off(step.day) or step.day not in period]
    assert [step.day for step in found.steps] == sorted(step.day for step in found.steps)


@given(period=PERIODS, inspection=st.sampled_from([None, planned("2027-09-13")]))
@settings(max_examples=25)
def test_a_shorter_period_has_the_steps_that_fall_in_it(
    period: Period, inspection: Inspection | None
) -> None:
    longer = laid(span("2026-06-01", "2029-12-01"), inspection)

    assert laid(period, inspection).steps == tuple(s for s in longer.steps if s.day in period)


@given(period=PERIODS, working_days=st.integers(-60, 60))
@settings(max_examples=25)
def test_a_count_comes_home(period: Period, working_days: int) -> None:
    meeting = DayOfMonth("day-of-month", 3, Month.JANUARY, 15)
    rules = with_habits(meeting=meeting, step=AfterHabit("working-days", "meeting", working_days))

    found = laid(period, rules=rules)

    steps = [step for step in found.steps if step.habit.key == "step"]
    counts = {found.calendar.between(s.counted_from, s.day) for s in steps if s.counted_from}
    assert counts <= {working_days}


def test_the_same_turn_keeps_its_name_when_a_bank_holiday_is_proclaimed() -> None:
    before = laid(span("2027-07-01", "2027-07-31"))
    after = laid(span("2027-07-01", "2027-07-31"), extra=["2027-07-13"])

    names = [(step.habit.key, step.occurrence) for step in before.steps]
    assert names == [(step.habit.key, step.occurrence) for step in after.steps]
    assert days(after, "preparation-meeting") == ["2027-07-14"]
    assert days(after, "other-areas") == ["2027-07-06"]


def test_months_wrap_round_the_year() -> None:
    rule = DayOfMonth("day-of-month", 4, Month.DECEMBER, 1)

    assert months(rule) == (4, 8, 12)


def test_far_days_are_provisional_and_so_is_what_rests_on_them() -> None:
    found = laid(span("2028-12-01", "2029-01-31"))

    told = [(step.habit.key, str(step.day), step.provisional) for step in found.steps]
    assert told == [
        ("self-assessment", "2028-12-18", True),
        ("other-areas", "2029-01-02", True),
        ("preparation-meeting", "2029-01-09", True),
        ("plan-update", "2029-01-16", True),
    ]


@pytest.mark.parametrize(
    ("division", "expected"),
    [
        pytest.param(None, "2027-11-30", id="that-of-the-rules"),
        pytest.param("scotland", "2027-12-01", id="with-st-andrews-day"),
    ],
)
def test_the_bank_holidays_are_those_of_the_division(division: str | None, expected: str) -> None:
    # The last Tuesday of November 2027 is the 30th.
    rule = WeekdayOfMonth("weekday-of-month", 12, Month.NOVEMBER, -1, Weekday.TUESDAY)

    found = laid(
        span("2027-11-01", "2027-12-31"), rules=with_habits(meeting=rule), division=division
    )

    assert (found.division, days(found, "meeting")) == (division or "england", [expected])


def test_without_quiet_days_every_working_day_counts() -> None:
    rules = replace(
        with_habits(meeting=DayOfMonth("day-of-month", 12, Month.DECEMBER, 24)), christmas=None
    )

    # 24 December 2026 is a Thursday.
    assert days(laid(span("2026-12-01", "2026-12-31"), rules=rules), "meeting") == ["2026-12-24"]


def test_long_quiet_days_are_looked_past() -> None:
    quiet = Quiet("07-20", "09-05", "Summer", Basis.LOCAL, "planning-habits")
    meeting = DayOfMonth("day-of-month", 12, Month.JULY, 20)
    rules = replace(with_habits(meeting=meeting), christmas=quiet)

    assert days(laid(span("2027-09-06", "2027-09-06"), rules=rules), "meeting") == ["2027-09-06"]


def test_there_may_be_no_habits_and_no_dry_run() -> None:
    found = laid(span("2027-01-01", "2027-12-31"), planned("2027-06-14"), rules=with_habits())

    assert (found.steps, found.rehearsals, found.planned, found.habits) == ((), (), None, ())


def test_nothing_is_rehearsed_where_no_timetable_is_in_force() -> None:
    assert laid(span("2021-01-01", "2021-12-31")).rehearsals == ()


def test_reach_stops_at_the_ends_of_time() -> None:
    far = Reach(-10_000_000, 10_000_000)

    assert far.before(span("2027-01-01", "2027-01-01")) == Period(date.min, date.max)


# Refusals


def test_rules_that_say_nothing_of_preparation_are_refused() -> None:
    with pytest.raises(UsageError) as refusal:
        laid(span("2027-01-01", "2027-12-31"), rules=replace(RULES, preparation=None))

    assert refusal.value.message == "these rules say nothing of how a partnership prepares"
    assert refusal.value.hint == "rules with a part 'preparation', as jtai's own have"


def test_a_milestone_that_the_timetable_lacks_is_refused() -> None:
    with pytest.raises(UsageError) as refusal:
        laid(span("2018-01-01", "2018-12-31"))

    assert refusal.value.message == (
        "'Lessons put back into the plan' is counted from comments-due, which the timetable of "
        "the dry run of Monday 19 June 2017, jtai-2016, does not have"
    )
    assert refusal.value.hint == "another milestone for it in the rules, or later days"


def test_two_timetables_at_once_are_refused_without_an_option_that_is_not_there() -> None:
    later = replace(RULES.timetables["jtai-2022"], key="later")
    rules = replace(RULES, timetables={**RULES.timetables, "later": later})

    with pytest.raises(AmbiguousError) as refusal:
        laid(span("2027-01-01", "2027-12-31"), rules=rules)

    assert "more than one timetable is possible" in refusal.value.message
    assert refusal.value.hint == "timetables one after another"


def test_days_whose_bank_holidays_nobody_knows_are_refused() -> None:
    with pytest.raises(OutOfRangeError):
        laid(span("2099-06-01", "2100-06-01"))
