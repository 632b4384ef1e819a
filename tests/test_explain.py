"""Explanations: the law that the walk gives the engine's date, the chain, what a date rests on."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from functools import cache

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from jtai_cli import bankholidays, load
from jtai_cli.bankholidays import BankHolidays, Division
from jtai_cli.dated import Timeline
from jtai_cli.errors import UnknownNameError
from jtai_cli.explain import Explanation, explain, explain_all
from jtai_cli.explain.counts import Count, CountedDay, Run, count, pass_by, walk
from jtai_cli.frameworks import Timetable
from jtai_cli.milestones import (
    Basis,
    Edge,
    Fieldwork,
    Milestone,
    Reading,
    Rule,
    UpTo,
    Window,
    WorkingDays,
)
from jtai_cli.plan import Inspection, Known, LocalMilestone, with_local
from jtai_cli.themes import InForce
from jtai_cli.timeline import resolve
from jtai_cli.workingdays import Period

RULES = load.frameworks(None)
PHASES = tuple(RULES.phases)
ENGLAND = bankholidays.table()
DAY = timedelta(days=1)

Dates = Callable[[Inspection], Timeline]


def d(text: str) -> date:
    return date.fromisoformat(text)


@cache
def held(division: Division, year: int) -> BankHolidays:
    """The bank holidays of the years around one; their calendars are made quickly."""
    return _asked(division).in_years(year - 2, year + 2)


@cache
def _asked(division: Division) -> BankHolidays:
    return bankholidays.asked(division, 2008, 2042)


def resolved(timetable: Timetable, inspection: Inspection, days: BankHolidays) -> Timeline:
    return resolve(timetable, inspection, days.calendar(), phases=PHASES)


def of(text: str, **stated: str) -> Inspection:
    milestone, _, day = text.partition("=")
    told = {key.replace("_", "-"): d(stated[key]) for key in stated}
    return Inspection(Known(milestone, d(day)), stated=told)


def chain(explanation: Explanation) -> list[str]:
    return [f"{link.dated.milestone.key} {link.dated.first}" for link in explanation.chain]


def names(explanation: Explanation) -> list[str]:
    return [one.name for one in explanation.rests_on]


# The law

MILESTONES = [
    pytest.param(timetable, key, id=f"{timetable.key}-{key}")
    for timetable in RULES.timetables.values()
    for key in timetable.milestones
]
DAYS = st.dates(d("2012-01-01"), d("2037-12-31"))


@st.composite
def inspections(draw: st.DrawFn) -> tuple[Inspection, BankHolidays]:
    """Fieldwork on a day of 2012 to 2037, with closures and a publication that was stated."""
    day = draw(DAYS)
    days = held(draw(st.sampled_from(Division)), day.year)
    first = days.calendar().roll_forward(day)
    closed = draw(st.lists(st.tuples(st.integers(-40, 200), st.integers(0, 20)), max_size=3))
    slip = draw(st.none() | st.integers(-3, 12))
    inspection = Inspection(
        Known("fieldwork", first),
        closures=tuple(
            Period(first + DAY * start, first + DAY * (start + more)) for start, more in closed
        ),
        stated={} if slip is None else {"publication": first + DAY * (50 + slip)},
    )
    return inspection, days


def is_rightly_counted(count: Count | None, expected: date | None, days: BankHolidays) -> bool:
    """Tell whether a count arrives, counts working days only, all of them, and skips no day."""
    if count is None:
        return True
    step = -DAY if count.last < count.first else DAY
    off = days.calendar().why_not
    return (
        count.last == expected
        and [one.day for one in count.days]
        == [count.first + step * passed for passed in range(1, len(count.days) + 1)]
        and [one.counted for one in count.days if one.counted]
        == list(range(1, abs(count.counted) + 1))
        and all(one.why == (off(one.day) or one.why) for one in count.days)
    )


@pytest.mark.parametrize(("timetable", "key"), MILESTONES)
@given(asked=inspections())
def test_the_count_done_day_by_day_gives_the_date_of_the_engine(
    timetable: Timetable, key: str, asked: tuple[Inspection, BankHolidays]
) -> None:
    inspection, days = asked
    explanation = explain(resolved(timetable, inspection, days), key)
    one = explanation.dated
    assert is_rightly_counted(explanation.count, one.computed, days)
    assert is_rightly_counted(explanation.length, one.last, days)
    assert [told.count.last for told in explanation.readings] == [r.day for r in one.readings]


@given(
    day=DAYS,
    known=st.sampled_from(["fieldwork", "notification", "draft-letter", "publication"]),
    key=st.sampled_from([*RULES.timetable("jtai-2022").milestones]),
    data=st.data(),
)
def test_a_bank_holiday_that_a_date_does_not_rest_on_does_not_move_it(
    day: date, known: str, key: str, data: st.DataObject
) -> None:
    check_rests_on(RULES.timetable("jtai-2022"), Known(known, day), key, data)


def check_rests_on(timetable: Timetable, known: Known, key: str, data: st.DataObject) -> None:
    """Take a bank holiday away that a date does not rest on, and see that it stays."""
    days = held(Division.ENGLAND, known.first.year)
    inspection = Inspection(known._replace(first=days.calendar().roll_forward(known.first)))
    explanation = explain(resolved(timetable, inspection, days), key)
    resting = {one.day for one in explanation.rests_on}
    near = [one for one in days.days if abs(one - known.first) < 200 * DAY and one not in resting]
    assume(near)
    without = days.minus(data.draw(st.sampled_from(near)))
    assert _ends(resolved(timetable, inspection, without), key) == _ends(explanation.timeline, key)


def _ends(timeline: Timeline, key: str) -> tuple[date | None, date]:
    one = timeline.dated(key)
    return one.first, one.last


@given(first=DAYS, number=st.integers(-90, 90), division=st.sampled_from(Division))
def test_runs_hold_every_day_once_and_add_up(first: date, number: int, division: Division) -> None:
    counted = walk(first, number, held(division, first.year).calendar())
    runs = list(counted.runs())
    assert sum((run.last - run.first).days + 1 for run in runs) == len(counted.days)
    assert sum(run.counted for run in runs) == abs(number)
    assert [run.total for run in runs][-1:] == [abs(number)][: len(runs)]
    assert len([run for run in runs if run.why is None and not run.counted + run.weekend_days]) == 0


# Counts


def test_a_count_forward_passes_weekends_and_names_bank_holidays() -> None:
    runs = list(walk(d("2025-04-10"), 7, ENGLAND.calendar()).runs())
    assert runs == [
        Run(d("2025-04-11"), d("2025-04-17"), 5, 2, 5, None),
        Run(d("2025-04-18"), d("2025-04-18"), 0, 0, 5, "Good Friday"),
        Run(d("2025-04-19"), d("2025-04-20"), 0, 2, 5, None),
        Run(d("2025-04-21"), d("2025-04-21"), 0, 0, 5, "Easter Monday"),
        Run(d("2025-04-22"), d("2025-04-23"), 2, 0, 7, None),
    ]


def test_a_count_back_goes_from_the_nearest_day_down() -> None:
    counted = walk(d("2025-03-03"), -10, ENGLAND.calendar())
    assert (counted.days[0].day, counted.last) == (d("2025-03-02"), d("2025-02-17"))
    assert list(counted.runs()) == [Run(d("2025-02-17"), d("2025-03-02"), 10, 4, 10, None)]


@pytest.mark.parametrize(
    ("first", "last", "expected"),
    [
        pytest.param("2025-03-07", "2025-03-28", 15, id="forward"),
        pytest.param("2025-03-03", "2025-02-17", -10, id="back"),
        pytest.param("2025-03-03", "2025-03-03", 0, id="nowhere"),
    ],
)
def test_a_count_between_two_days_is_signed(first: str, last: str, expected: int) -> None:
    assert count(d(first), d(last), ENGLAND.calendar()).counted == expected


@pytest.mark.parametrize(
    ("days", "last", "number"),
    [
        pytest.param(70, "2025-07-02", 70, id="forward"),
        pytest.param(-3, "2025-04-20", 3, id="back"),
        pytest.param(0, "2025-04-23", 0, id="nowhere"),
    ],
)
def test_calendar_days_skip_nothing(days: int, last: str, number: int) -> None:
    passed = pass_by(d("2025-04-23"), days)
    assert (passed.last, len(passed.days), passed.skipped()) == (d(last), number, ())


@pytest.mark.parametrize(
    ("days", "passed"),
    [
        # Easter: what counts calendar days counts these too.
        pytest.param(2, ["2025-04-18", "2025-04-19"], id="forward"),
        pytest.param(-2, ["2025-04-16", "2025-04-15"], id="back"),
    ],
)
def test_calendar_days_are_numbered_as_they_are_passed(days: int, passed: list[str]) -> None:
    assert pass_by(d("2025-04-17"), days) == Count(
        d("2025-04-17"),
        d(passed[1]),
        days,
        (CountedDay(d(passed[0]), 1, None), CountedDay(d(passed[1]), 2, None)),
    )


# Examples


def test_the_statement_counts_70_and_names_the_bank_holidays(dated: Dates) -> None:
    explanation = explain(dated(of("fieldwork=2025-03-03")), "statement-of-proposed-action")
    assert explanation.count is not None
    assert explanation.count.counted == 70
    assert [run.why for run in explanation.count.runs() if run.why] == [
        "Early May bank holiday",
        "Spring bank holiday",
    ]
    assert names(explanation) == [
        "Good Friday",
        "Easter Monday",
        "Early May bank holiday",
        "Spring bank holiday",
    ]


@pytest.mark.parametrize(
    ("inspection", "key", "expected"),
    [
        pytest.param(
            of("fieldwork=2025-03-03"),
            "final-letter",
            [
                "final-letter 2025-04-23",
                "comments-due 2025-04-10",
                "draft-letter 2025-03-28",
                "fieldwork 2025-03-03",
            ],
            id="to-the-known-date",
        ),
        pytest.param(
            of("fieldwork=2025-03-03", draft_letter="2025-04-04"),
            "final-letter",
            ["final-letter 2025-04-30", "comments-due 2025-04-17", "draft-letter 2025-04-04"],
            id="to-a-stated-date",
        ),
        pytest.param(
            of("fieldwork=2025-03-03", draft_letter="2025-04-04"),
            "draft-letter",
            ["draft-letter 2025-04-04", "fieldwork 2025-03-03"],
            id="of-a-stated-date",
        ),
        pytest.param(
            of("comments-due=2025-04-10"),
            "final-letter",
            ["final-letter 2025-04-23", "comments-due 2025-04-10"],
            id="known-on-the-way",
        ),
        pytest.param(
            of("publication=2025-04-28"),
            "comments-due",
            [
                "comments-due 2025-04-10",
                "draft-letter 2025-03-28",
                "fieldwork 2025-03-03",
                "final-letter 2025-04-23",
                "publication 2025-04-28",
            ],
            id="known-further-on",
        ),
        pytest.param(
            of("publication=2025-04-28"),
            "evidence-window",
            [
                "evidence-window 2024-08-17",
                "notification 2025-02-17",
                "fieldwork 2025-03-03",
                "draft-letter 2025-03-28",
                "comments-due 2025-04-10",
                "final-letter 2025-04-23",
                "publication 2025-04-28",
            ],
            id="through-fieldwork",
        ),
        pytest.param(
            of("publication=2025-04-28"),
            "publication",
            ["publication 2025-04-28"],
            id="of-the-known-date",
        ),
    ],
)
def test_the_chain_goes_back_to_what_is_given(
    dated: Dates, inspection: Inspection, key: str, expected: list[str]
) -> None:
    assert chain(explain(dated(inspection), key)) == expected


def test_a_given_date_at_the_end_of_the_chain_is_not_counted(dated: Dates) -> None:
    explanation = explain(
        dated(of("fieldwork=2025-03-03", draft_letter="2025-04-04")), "final-letter"
    )
    assert [link.count and link.count.counted for link in explanation.chain] == [7, 9, None]


@pytest.mark.parametrize(
    ("inspection", "key", "expected"),
    [
        # Monday 5 May lies in the second week of four days.
        pytest.param(of("fieldwork=2025-04-29"), "fieldwork", 1, id="fieldwork"),
        pytest.param(of("fieldwork=2025-04-29"), "draft-letter", 2, id="counted-from-its-last-day"),
        pytest.param(of("fieldwork=2025-04-29"), "notification", 2, id="counted-from-its-first"),
        pytest.param(of("notification=2025-04-11"), "draft-letter", 4, id="crossed"),
        pytest.param(of("draft-letter=2025-05-28"), "comments-due", 0, id="from-the-known-date-on"),
        pytest.param(
            Inspection(Known("fieldwork", d("2025-04-29"), d("2025-05-07"))),
            "fieldwork",
            0,
            id="both-ends-given",
        ),
    ],
)
def test_a_date_rests_on_the_bank_holidays_of_the_way_alone(
    dated: Dates, inspection: Inspection, key: str, expected: int
) -> None:
    assert len(explain(dated(inspection), key).rests_on) == expected


def test_bank_holidays_after_the_last_published_are_projected(dated: Dates) -> None:
    explanation = explain(dated(of("fieldwork=2028-12-11")), "draft-letter")
    assert [(one.name, one.is_projected) for one in explanation.rests_on] == [
        ("Christmas Day", False),
        ("Boxing Day", False),
        ("New Year’s Day", True),
    ]


def test_every_date_is_explained_in_the_order_of_the_timeline(dated: Dates) -> None:
    timeline = dated(of("fieldwork=2025-03-03"))
    assert explain_all(timeline) == tuple(
        explain(timeline, one.milestone.key) for one in timeline.milestones
    )


def test_an_unknown_milestone_is_refused(dated: Dates) -> None:
    with pytest.raises(UnknownNameError, match="no milestone called 'draft'"):
        explain(dated(of("fieldwork=2025-03-03")), "draft")


def test_a_local_milestone_is_explained_like_any_other() -> None:
    local = LocalMilestone("briefing", "First briefing", "notification", 1)
    timetable = with_local(RULES.timetable("jtai-2022"), {"briefing": local})
    explanation = explain(resolved(timetable, of("fieldwork=2025-03-03"), ENGLAND), "briefing")
    assert chain(explanation) == [
        "briefing 2025-02-18",
        "notification 2025-02-17",
        "fieldwork 2025-03-03",
    ]


# Kinds of rule that the shipped timetables do not mix


def made(key: str, rule: Rule) -> Milestone:
    return Milestone(key, key, key, "letters", rule, Basis.LOCAL, "polls")


MADE_UP = Timetable(
    "made-up",
    "Made up",
    "Visit",
    InForce(date(2000, 1, 1)),
    Division.ENGLAND,
    {
        "fieldwork": made("fieldwork", Fieldwork("fieldwork", 5)),
        "week": made("week", Window("window", "fieldwork", 5, 9)),
        "close": made("close", WorkingDays("working-days", "week", 2)),
        "start": made("start", WorkingDays("working-days", "week", 0, Edge.FIRST)),
        "until": made("until", UpTo("up-to", "close")),
    },
)


@pytest.mark.parametrize(
    ("known", "key", "expected"),
    [
        # Fieldwork from 7 to 11 April; the week from 22 to 28 April, over Easter.
        pytest.param("fieldwork=2025-04-07", "close", 2, id="from-the-last-day-of-a-window"),
        pytest.param("fieldwork=2025-04-07", "start", 2, id="from-the-first-day-of-a-window"),
        pytest.param("week=2025-04-22", "close", 0, id="from-a-known-window"),
        pytest.param("week=2025-04-29", "close", 1, id="through-a-known-window"),
        pytest.param("week=2025-04-29", "start", 0, id="from-the-start-of-a-known-window"),
        pytest.param("close=2025-05-08", "fieldwork", 3, id="back-through-a-window"),
        # Fieldwork from 14 to 22 April, over Easter; the week from 29 April to 6 May.
        pytest.param("week=2025-04-29", "fieldwork", 2, id="back-from-the-start-of-a-window"),
        pytest.param("start=2025-04-29", "week", 1, id="from-the-last-day-of-fieldwork"),
    ],
)
def test_a_window_is_crossed_only_where_its_last_day_counts(
    known: str, key: str, expected: int
) -> None:
    explanation = explain(resolved(MADE_UP, of(known), ENGLAND), key)
    assert len(explanation.rests_on) == expected


@pytest.mark.parametrize(
    ("edge", "first", "last"),
    [
        # The week goes from Tuesday 22 to Monday 28 April.
        pytest.param(Edge.FIRST, "2025-04-22", "2025-04-24", id="its-first-day"),
        pytest.param(Edge.LAST, "2025-04-28", "2025-04-30", id="its-last-day"),
    ],
)
def test_a_reading_is_counted_from_the_day_of_its_anchor_that_it_names(
    edge: Edge, first: str, last: str
) -> None:
    rule = WorkingDays("working-days", "week", 2, edge)
    other = Reading("other", "other", rule, "polls", Basis.LOCAL)
    close = replace(MADE_UP.milestones["close"], readings={"other": other})
    timetable = replace(MADE_UP, milestones={**MADE_UP.milestones, "close": close})
    [reading] = explain(resolved(timetable, of("fieldwork=2025-04-07"), ENGLAND), "close").readings
    assert reading.dated.day == d(last)
    assert (reading.count.first, reading.count.last) == (d(first), d(last))


@given(
    day=DAYS,
    known=st.sampled_from(["fieldwork", "week", "close"]),
    key=st.sampled_from([*MADE_UP.milestones]),
    data=st.data(),
)
def test_what_is_counted_over_windows_rests_on_what_it_says(
    day: date, known: str, key: str, data: st.DataObject
) -> None:
    check_rests_on(MADE_UP, Known(known, day), key, data)


def test_a_chain_with_closures_counts_the_letters_on_their_clock(dated: Dates) -> None:
    closed = replace(
        of("fieldwork=2025-11-24"), closures=(Period(d("2025-12-24"), d("2025-12-31")),)
    )
    explanation = explain(dated(closed), "comments-due")
    assert explanation.count is not None
    assert [run.why for run in explanation.count.runs() if run.why] == [
        "closure",
        "Christmas Day",
        "Boxing Day",
        "closure",
        "New Year’s Day",
    ]
