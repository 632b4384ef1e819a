"""Timelines: worked examples, every milestone there and back, every kind of rule, and refusals."""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jtai_cli import bankholidays
from jtai_cli.bankholidays import Division
from jtai_cli.dated import DatedMilestone, DateIs, Days, Note, Timeline
from jtai_cli.errors import AmbiguousError, JtaiError, NotAWorkingDayError, OutOfRangeError
from jtai_cli.frameworks import Frameworks, Timetable
from jtai_cli.milestones import (
    Basis,
    CalendarDays,
    Edge,
    Fieldwork,
    Milestone,
    Months,
    Reading,
    ReadingRule,
    Rule,
    UpTo,
    Window,
    WorkingDays,
)
from jtai_cli.plan import Inspection, Known
from jtai_cli.retrace import Clocks, fieldwork_of
from jtai_cli.themes import InForce
from jtai_cli.timeline import days_of, resolve
from jtai_cli.workingdays import Period

ENGLAND = bankholidays.table().in_years(2020, 2031).calendar()
CHRISTMAS = Period(date(2025, 12, 24), date(2025, 12, 31))
EVERY_CHRISTMAS = tuple(
    Period(date(year, 12, 24), date(year, 12, 31)) for year in range(2021, 2029)
)
LETTERS = (
    "draft-letter",
    "comments-due",
    "final-letter",
    "publication",
    "statement-of-proposed-action",
)
BEFORE_FIELDWORK = (
    "notification",
    "set-up-discussion",
    "information-request",
    "case-selection",
    "inspection-planning",
    "case-audits",
    "off-site-analysis",
    "off-site-meetings",
    "fieldwork-timetable",
)
COUNTED_IN_WORKING_DAYS = (*BEFORE_FIELDWORK, "fieldwork", *LETTERS)

Dates = Callable[[Inspection], Timeline]


def d(text: str) -> date:
    return date.fromisoformat(text)


def period(text: str) -> Period:
    first, last = text.split("..")
    return Period(d(first), d(last))


def of(text: str, *, timetable: str | None = None, closures: Sequence[Period] = ()) -> Inspection:
    """Make an inspection from what is typed: "publication=2025-04-28", "fieldwork=A..B"."""
    milestone, _, days = text.partition("=")
    first, _, last = days.partition("..")
    known = Known(milestone, d(first), d(last) if last else None)
    return Inspection(known, timetable=timetable, closures=tuple(closures))


def firsts(timeline: Timeline, *keys: str) -> list[str]:
    """The first days of some milestones."""
    return [str(timeline.dated(key).first) for key in keys]


def readings(timeline: Timeline) -> dict[str, str]:
    """The other readings of the statement, by key."""
    statement = timeline.dated("statement-of-proposed-action")
    return {dated.reading.key: str(dated.day) for dated in statement.readings}


def computed(timeline: Timeline) -> list[tuple[object, ...]]:
    """Everything that is counted, whatever was known."""
    return [
        (one.milestone.key, one.first, one.last, one.computed, one.counted, one.readings)
        for one in timeline.milestones
    ]


# The worked example: fieldwork on Monday 3 March 2025


@pytest.mark.parametrize(
    ("key", "first", "last"),
    [
        pytest.param("evidence-window", "2024-08-17", "2025-02-17", id="evidence-window"),
        pytest.param("notification", "2025-02-17", "2025-02-17", id="notification"),
        pytest.param("set-up-discussion", "2025-02-17", "2025-02-21", id="set-up-discussion"),
        pytest.param("information-request", "2025-02-17", "2025-02-21", id="information-request"),
        pytest.param("case-selection", "2025-02-17", "2025-02-21", id="case-selection"),
        pytest.param("inspection-planning", "2025-02-17", "2025-02-21", id="inspection-planning"),
        pytest.param("case-audits", "2025-02-24", "2025-02-28", id="case-audits"),
        pytest.param("off-site-analysis", "2025-02-24", "2025-02-28", id="off-site-analysis"),
        pytest.param("off-site-meetings", "2025-02-24", "2025-02-28", id="off-site-meetings"),
        pytest.param("fieldwork-timetable", "2025-02-24", "2025-02-28", id="fieldwork-timetable"),
        pytest.param("fieldwork", "2025-03-03", "2025-03-07", id="fieldwork"),
        pytest.param("draft-letter", "2025-03-28", "2025-03-28", id="draft-letter"),
        pytest.param("comments-due", "2025-04-10", "2025-04-10", id="comments-due"),
        pytest.param("final-letter", "2025-04-23", "2025-04-23", id="final-letter"),
        pytest.param("publication", "2025-04-28", "2025-04-28", id="publication"),
        pytest.param("statement-of-proposed-action", "2025-08-01", "2025-08-01", id="statement"),
    ],
)
def test_every_milestone_of_the_worked_example_falls_where_it_should(
    dated: Dates, key: str, first: str, last: str
) -> None:
    one = dated(of("fieldwork=2025-03-03")).dated(key)
    assert (one.first, one.last, one.computed) == (d(first), d(last), d(first))


def test_the_analysis_before_notification_has_no_first_day(dated: Dates) -> None:
    one = dated(of("fieldwork=2025-03-03")).dated("pre-inspection-analysis")
    assert (one.first, one.last, one.computed) == (None, d("2025-02-17"), None)


def test_the_statement_has_its_other_readings(dated: Dates) -> None:
    assert readings(dated(of("fieldwork=2025-03-03"))) == {
        "from-publication": "2025-08-06",
        "calendar-days": "2025-07-02",
        "calendar-days-from-publication": "2025-07-07",
    }


@pytest.mark.parametrize(
    ("key", "expected"),
    [
        pytest.param("evidence-window", None, id="months-are-not-counted"),
        pytest.param("pre-inspection-analysis", None, id="without-a-first-day"),
        pytest.param("notification", -10, id="notification-from-the-first-day"),
        pytest.param("set-up-discussion", -10, id="week-1-from-the-first-day"),
        pytest.param("case-audits", -5, id="week-2-from-the-first-day"),
        pytest.param("fieldwork", None, id="fieldwork-is-counted-from"),
        pytest.param("draft-letter", 15, id="draft-from-the-last-day"),
        pytest.param("comments-due", 24, id="comments-from-the-last-day"),
        pytest.param("final-letter", 31, id="final-letter-from-the-last-day"),
        pytest.param("publication", 34, id="publication-from-the-last-day"),
        pytest.param("statement-of-proposed-action", 70, id="statement-from-the-final-letter"),
    ],
)
@pytest.mark.parametrize("fieldwork", ["2025-03-03", "2022-08-30", "2026-11-30"])
def test_dates_are_shown_counted_from_fieldwork_or_from_the_final_letter(
    dated: Dates, fieldwork: str, key: str, expected: int | None
) -> None:
    assert dated(of(f"fieldwork={fieldwork}")).dated(key).counted == expected


def test_a_closure_is_left_out_of_the_count_shown(dated: Dates) -> None:
    timeline = dated(of("fieldwork=2025-11-24", closures=[CHRISTMAS]))
    counted = [timeline.dated(key).counted for key in LETTERS]
    assert counted == [15, 24, 31, 34, 70]


def test_milestones_stand_by_phase_then_date_then_as_in_the_file(dated: Dates) -> None:
    keys = [one.milestone.key for one in dated(of("fieldwork=2025-03-03")).milestones]
    assert keys == [
        "evidence-window",
        "pre-inspection-analysis",
        *BEFORE_FIELDWORK,
        "fieldwork",
        *LETTERS,
    ]


def test_bank_holidays_are_those_from_notification_to_the_statement(dated: Dates) -> None:
    assert dated(of("fieldwork=2025-03-03")).bank_holidays == (
        (d("2025-04-18"), "Good Friday"),
        (d("2025-04-21"), "Easter Monday"),
        (d("2025-05-05"), "Early May bank holiday"),
        (d("2025-05-26"), "Spring bank holiday"),
    )


# More worked examples


@pytest.mark.parametrize(
    ("fieldwork", "expected"),
    [
        pytest.param(
            "2024-07-15",
            ["2024-07-01", "2024-08-09", "2024-08-22", "2024-09-03", "2024-09-06", "2024-12-10"],
            id="richmond-over-the-summer-bank-holiday",
        ),
        pytest.param(
            "2026-01-05",
            ["2025-12-17", "2026-01-30", "2026-02-12", "2026-02-23", "2026-02-26", "2026-06-05"],
            id="notified-before-christmas",
        ),
        pytest.param(
            "2022-08-30",
            ["2022-08-15", "2022-09-27", "2022-10-10", "2022-10-19", "2022-10-24", "2023-01-30"],
            id="over-the-state-funeral",
        ),
        pytest.param(
            "2026-11-30",
            ["2026-11-16", "2026-12-29", "2027-01-12", "2027-01-21", "2027-01-26", "2027-05-04"],
            id="letters-over-christmas",
        ),
        pytest.param(
            "2025-11-24",
            ["2025-11-10", "2025-12-19", "2026-01-06", "2026-01-15", "2026-01-20", "2026-04-27"],
            id="comments-over-christmas",
        ),
    ],
)
def test_worked_examples_come_out_to_the_day(
    dated: Dates, fieldwork: str, expected: list[str]
) -> None:
    timeline = dated(of(f"fieldwork={fieldwork}"))
    assert firsts(timeline, "notification", *LETTERS) == expected


def test_fieldwork_runs_over_a_bank_holiday(dated: Dates) -> None:
    fieldwork = dated(of("fieldwork=2022-08-30")).fieldwork
    assert (fieldwork.first, fieldwork.last) == (d("2022-08-30"), d("2022-09-05"))


def test_the_timetable_of_2016_counts_thirty_days_and_seventy_from_publication(
    dated: Dates,
) -> None:
    timeline = dated(of("fieldwork=2019-06-17"))
    keys = ("evidence-window", "notification", "publication", "statement-of-proposed-action")
    assert timeline.timetable.key == "jtai-2016"
    assert firsts(timeline, *keys) == ["2018-12-03", "2019-06-03", "2019-08-02", "2019-11-11"]
    assert [timeline.dated(key).counted for key in keys] == [None, -10, 30, 70]
    assert readings(timeline) == {"calendar-days-from-publication": "2019-10-11"}


def test_fieldwork_of_another_length_moves_what_follows_it(dated: Dates) -> None:
    # Hounslow, Tuesday 21 to Friday 24 March 2017.
    four = dated(of("fieldwork=2017-03-21..2017-03-24"))
    five = dated(of("fieldwork=2017-03-20"))
    assert firsts(four, "notification") == ["2017-03-07"]
    assert firsts(four, "publication") == firsts(five, "publication") == ["2017-05-10"]


# Closures


@pytest.mark.parametrize(
    ("closures", "expected"),
    [
        pytest.param(
            [],
            ["2025-12-19", "2026-01-06", "2026-01-15", "2026-01-20", "2026-04-27"],
            id="without",
        ),
        pytest.param(
            [CHRISTMAS],
            ["2025-12-19", "2026-01-12", "2026-01-21", "2026-01-26", "2026-05-01"],
            id="with",
        ),
        pytest.param(
            [period("2025-12-24..2025-12-28"), period("2025-12-29..2025-12-31")],
            ["2025-12-19", "2026-01-12", "2026-01-21", "2026-01-26", "2026-05-01"],
            id="in-two-parts",
        ),
    ],
)
def test_a_closure_moves_the_letters_and_what_follows_them(
    dated: Dates, closures: list[Period], expected: list[str]
) -> None:
    timeline = dated(of("fieldwork=2025-11-24", closures=closures))
    assert firsts(timeline, *LETTERS) == expected


@pytest.mark.parametrize(
    "fieldwork",
    [
        # Only the 70 days, which the statute counts, cross the closure.
        pytest.param("2025-09-01", id="statement-crosses-it"),
        # Notification on 17 December, so that the fortnight of notice crosses it.
        pytest.param("2026-01-05", id="notice-crosses-it"),
        pytest.param("2025-12-29", id="fieldwork-falls-in-it"),
    ],
)
def test_a_closure_moves_neither_notice_nor_fieldwork_nor_the_statutory_days(
    dated: Dates, fieldwork: str
) -> None:
    with_closure = dated(of(f"fieldwork={fieldwork}", closures=[CHRISTMAS]))
    before = ("notification", "case-audits", "fieldwork")
    without = dated(of(f"fieldwork={fieldwork}"))
    assert firsts(with_closure, *before) == firsts(without, *before)
    assert with_closure.dated("statement-of-proposed-action").counted == 70


def test_a_closure_that_only_the_statutory_days_cross_moves_nothing(dated: Dates) -> None:
    with_closure = dated(of("fieldwork=2025-09-01", closures=[CHRISTMAS]))
    assert computed(with_closure) == computed(dated(of("fieldwork=2025-09-01")))


# Any one date may be the known one


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("notification=2025-02-17", id="notification"),
        pytest.param("evidence-window=2024-08-17", id="evidence-window"),
        pytest.param("set-up-discussion=2025-02-17", id="week-1"),
        pytest.param("case-audits=2025-02-24", id="week-2"),
        pytest.param("fieldwork=2025-03-03..2025-03-07", id="both-days-of-fieldwork"),
        pytest.param("draft-letter=2025-03-28", id="draft-letter"),
        pytest.param("comments-due=2025-04-10", id="comments-due"),
        pytest.param("final-letter=2025-04-23", id="final-letter"),
        pytest.param("publication=2025-04-28", id="publication"),
        pytest.param("statement-of-proposed-action=2025-08-01", id="statement"),
    ],
)
def test_any_one_date_gives_the_same_timeline(dated: Dates, text: str) -> None:
    assert computed(dated(of(text))) == computed(dated(of("fieldwork=2025-03-03")))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("fieldwork=2025-03-03", "fieldwork", id="fieldwork"),
        pytest.param("publication=2025-04-28", "publication", id="publication"),
    ],
)
def test_the_known_date_alone_is_marked_as_known(dated: Dates, text: str, expected: str) -> None:
    timeline = dated(of(text))
    known = [one.milestone.key for one in timeline.milestones if one.date_is is DateIs.KNOWN]
    others = {one.date_is for one in timeline.milestones if one.milestone.key != expected}
    assert (known, others) == ([expected], {DateIs.COMPUTED})


# There and back, for every working day from 2022 to 2028


def timelines(rules: Frameworks, closures: Sequence[Period]) -> list[Timeline]:
    """Date an inspection with fieldwork on each working day from 2022 to 2028."""
    days = (d("2022-01-01") + timedelta(days=number) for number in range(7 * 365 + 2))
    timetable = rules.timetable("jtai-2022")
    return [
        resolve(
            timetable,
            Inspection(Known("fieldwork", day), closures=tuple(closures)),
            ENGLAND,
            phases=tuple(rules.phases),
        )
        for day in days
        if ENGLAND.is_working_day(day)
    ]


@pytest.fixture(scope="module")
def seven_years(rules: Frameworks) -> list[Timeline]:
    return timelines(rules, ())


@pytest.fixture(scope="module")
def seven_years_with_closures(rules: Frameworks) -> list[Timeline]:
    return timelines(rules, EVERY_CHRISTMAS)


def homes(timelines: list[Timeline], key: str) -> list[date | None]:
    """Go back to fieldwork from one milestone of each timeline; None where that is refused."""
    clocks = Clocks.of(timelines[0].inspection, ENGLAND)
    return [home(timeline, key, clocks) for timeline in timelines]


def home(timeline: Timeline, key: str, clocks: Clocks) -> date | None:
    known = Known(key, timeline.dated(key).day(Edge.FIRST))
    try:
        return fieldwork_of(timeline.timetable, known, clocks).first
    except AmbiguousError:
        return None


def starts(timelines: list[Timeline]) -> list[date | None]:
    return [timeline.fieldwork.first for timeline in timelines]


def starts_that_drafts_tell(timelines: list[Timeline]) -> list[date | None]:
    """The first days of fieldwork, but None where two fieldworks have one draft letter."""
    drafts = Counter(timeline.dated("draft-letter").first for timeline in timelines)
    return [
        timeline.fieldwork.first if drafts[timeline.dated("draft-letter").first] == 1 else None
        for timeline in timelines
    ]


def test_seven_years_have_all_their_working_days(seven_years: list[Timeline]) -> None:
    first, last = seven_years[0].fieldwork.first, seven_years[-1].fieldwork.first
    assert (first, last, len(seven_years)) == (d("2022-01-04"), d("2028-12-29"), 1766)


@pytest.mark.parametrize("key", COUNTED_IN_WORKING_DAYS)
def test_there_and_back_is_home_from_every_working_day(
    seven_years: list[Timeline], key: str
) -> None:
    assert homes(seven_years, key) == starts(seven_years)


@pytest.mark.parametrize("key", BEFORE_FIELDWORK)
def test_there_and_back_before_fieldwork_is_home_whatever_is_closed(
    seven_years_with_closures: list[Timeline], key: str
) -> None:
    assert homes(seven_years_with_closures, key) == starts(seven_years_with_closures)


@pytest.mark.parametrize("key", LETTERS)
def test_there_and_back_over_a_closure_is_home_or_refused_where_two_fieldworks_share_a_letter(
    seven_years_with_closures: list[Timeline], key: str
) -> None:
    expected = starts_that_drafts_tell(seven_years_with_closures)
    assert homes(seven_years_with_closures, key) == expected


def test_some_letters_over_a_closure_tell_fieldwork_and_some_do_not(
    seven_years_with_closures: list[Timeline],
) -> None:
    told = starts_that_drafts_tell(seven_years_with_closures)
    assert (told.count(None), len(told)) == (32, 1766)


@given(
    day=st.dates(date(2023, 1, 1), date(2027, 12, 31)).map(ENGLAND.roll_forward),
    closures=st.lists(
        st.builds(
            lambda first, more: Period(first, first + timedelta(days=more)),
            st.dates(date(2023, 1, 1), date(2028, 12, 31)),
            st.integers(0, 60),
        ),
        max_size=3,
    ),
    key=st.sampled_from(COUNTED_IN_WORKING_DAYS),
)
def test_there_and_back_with_any_closures_is_home_or_refused(
    rules: Frameworks, day: date, closures: list[Period], key: str
) -> None:
    inspection = Inspection(Known("fieldwork", day), closures=tuple(closures))
    timetable = rules.timetable("jtai-2022")
    timeline = resolve(timetable, inspection, ENGLAND, phases=tuple(rules.phases))
    found = home(timeline, key, Clocks.of(inspection, ENGLAND))
    assert found == day or (found is None and closures)


# Provisional dates


def provisional(timeline: Timeline) -> list[str]:
    return [one.milestone.key for one in timeline.milestones if one.provisional]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("fieldwork=2025-03-03", [], id="none"),
        pytest.param("fieldwork=2028-07-31", [], id="statement-on-the-last-days-published"),
        pytest.param(
            "fieldwork=2028-09-04", ["statement-of-proposed-action"], id="statement-in-2029"
        ),
        pytest.param("fieldwork=2028-12-04", list(LETTERS), id="letters-in-2029"),
        pytest.param(
            "fieldwork=2028-12-27",
            ["fieldwork", *LETTERS],
            id="fieldwork-that-ends-in-2029",
        ),
        pytest.param(
            "fieldwork=2028-12-27..2029-01-03",
            list(LETTERS),
            id="fieldwork-that-is-given-to-its-last-day",
        ),
        # Notified on 18 December 2028, if the days after that are counted right.
        pytest.param(
            "fieldwork=2029-01-08",
            [
                "evidence-window",
                "pre-inspection-analysis",
                *BEFORE_FIELDWORK,
                "fieldwork",
                *LETTERS,
            ],
            id="all-counted-back-from-2029",
        ),
    ],
)
def test_dates_that_rest_on_days_not_yet_published_are_provisional(
    dated: Dates, text: str, expected: list[str]
) -> None:
    timeline = dated(of(text))
    assert sorted(provisional(timeline)) == sorted(expected)


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("statement-of-proposed-action=2029-02-01", id="from-the-statement"),
        pytest.param("publication=2029-01-16", id="from-publication"),
        pytest.param("draft-letter=2029-01-03", id="from-the-draft-letter"),
    ],
)
def test_what_is_counted_back_over_days_not_yet_published_is_provisional(
    dated: Dates, text: str
) -> None:
    timeline = dated(of(text))
    counted = [one for one in timeline.milestones if one.date_is is DateIs.COMPUTED]
    assert {one.milestone.key for one in counted} <= set(provisional(timeline))


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("statement-of-proposed-action=2029-02-01", id="in-2029"),
        # Fieldwork from 28 December 2028 to 4 January 2029 follows from it.
        pytest.param("notification=2028-12-12", id="in-2028"),
    ],
)
def test_a_known_date_rests_on_nothing_and_is_not_provisional(dated: Dates, text: str) -> None:
    timeline = dated(of(text))
    assert not timeline.dated(timeline.inspection.known.milestone).provisional


def test_dates_in_2029_are_counted_all_the_same(dated: Dates) -> None:
    assert firsts(dated(of("fieldwork=2028-09-04")), "notification", *LETTERS) == [
        "2028-08-18",
        "2028-09-29",
        "2028-10-12",
        "2028-10-23",
        "2028-10-26",
        "2029-02-01",
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            "fieldwork=2025-03-03",
            {
                "from-publication": ("2025-08-06", False),
                "calendar-days": ("2025-07-02", False),
                "calendar-days-from-publication": ("2025-07-07", False),
            },
            id="all-published",
        ),
        # The statement itself falls on 28 December 2028.
        pytest.param(
            "fieldwork=2028-07-31",
            {
                "from-publication": ("2029-01-03", True),
                "calendar-days": ("2028-11-28", False),
                "calendar-days-from-publication": ("2028-12-01", False),
            },
            id="one-in-2029",
        ),
        pytest.param(
            "fieldwork=2028-09-04",
            {
                "from-publication": ("2029-02-06", True),
                "calendar-days": ("2029-01-01", True),
                "calendar-days-from-publication": ("2029-01-04", True),
            },
            id="all-in-2029",
        ),
        # What they are counted from was counted back from 2029.
        pytest.param(
            "statement-of-proposed-action=2029-01-05",
            {
                "from-publication": ("2029-01-10", True),
                "calendar-days": ("2028-12-05", True),
                "calendar-days-from-publication": ("2028-12-08", True),
            },
            id="counted-back-from-2029",
        ),
    ],
)
def test_readings_that_rest_on_days_not_yet_published_are_provisional(
    dated: Dates, text: str, expected: dict[str, tuple[str, bool]]
) -> None:
    statement = dated(of(text)).dated("statement-of-proposed-action")
    found = {one.reading.key: (str(one.day), one.provisional) for one in statement.readings}
    assert found == expected


# Made-up rules: every way to anchor one milestone to another


def milestone(
    key: str,
    rule: Rule,
    *,
    phase: str = "first-phase",
    counted_from: str | None = None,
    readings: Sequence[Reading] = (),
) -> Milestone:
    return Milestone(
        key=key,
        title=key.capitalize(),
        name=f"the {key}",
        phase=phase,
        rule=rule,
        basis=Basis.LOCAL,
        source="made-up",
        counted_from=counted_from,
        readings={one.key: one for one in readings},
    )


def reading(key: str, rule: ReadingRule) -> Reading:
    return Reading(key=key, label=key, rule=rule, source="made-up", basis=Basis.LOCAL)


MADE_UP = Timetable(
    key="made-up",
    title="Made up",
    name="Rehearsal",
    in_force=InForce(date(2022, 1, 1)),
    division=Division.ENGLAND,
    milestones={
        one.key: one
        for one in (
            milestone("fieldwork", Fieldwork("fieldwork", 3)),
            milestone("call", WorkingDays("working-days", "fieldwork", -10, Edge.FIRST)),
            milestone("same-day", WorkingDays("working-days", "call", 0)),
            milestone("week", Window("window", "call", 1, 5)),
            milestone("after-first", WorkingDays("working-days", "week", 2, Edge.FIRST)),
            milestone("after-last", WorkingDays("working-days", "week", 2, Edge.LAST)),
            milestone("window-of-window", Window("window", "week", 0, 2, Edge.LAST)),
            milestone("look-back", Months("months", "call", -6)),
            milestone("before-look-back", WorkingDays("working-days", "look-back", -3, Edge.FIRST)),
            milestone("after-look-back", WorkingDays("working-days", "look-back", 4, Edge.LAST)),
            milestone("run-up", UpTo("up-to", "call")),
            milestone(
                "after-run-up",
                WorkingDays("working-days", "run-up", 3, Edge.LAST),
                counted_from="run-up",
            ),
            milestone(
                "before-call",
                WorkingDays("working-days", "call", -2),
                phase="second-phase",
                counted_from="call",
            ),
            milestone("closing", WorkingDays("working-days", "fieldwork", 0, Edge.LAST)),
            milestone(
                "after",
                WorkingDays("working-days", "fieldwork", 10, Edge.LAST),
                readings=[
                    reading("working", WorkingDays("working-days", "week", 3, Edge.FIRST)),
                    reading("working-last", WorkingDays("working-days", "week", 3, Edge.LAST)),
                    reading("same", WorkingDays("working-days", "fieldwork", 10, Edge.LAST)),
                    reading("calendar", CalendarDays("calendar-days", "after", 3)),
                    reading(
                        "calendar-first", CalendarDays("calendar-days", "week", -1, Edge.FIRST)
                    ),
                ],
            ),
        )
    },
)


@pytest.fixture(scope="module")
def made_up() -> Timeline:
    """Fieldwork from Tuesday 4 to Thursday 6 March 2025, by the made-up rules."""
    known = Known("fieldwork", date(2025, 3, 4))
    return resolve(MADE_UP, Inspection(known), ENGLAND, phases=("second-phase", "first-phase"))


@pytest.mark.parametrize(
    ("key", "first", "last", "counted"),
    [
        pytest.param("fieldwork", "2025-03-04", "2025-03-06", None, id="fieldwork-of-three-days"),
        pytest.param("call", "2025-02-18", "2025-02-18", -10, id="working-days-before"),
        pytest.param("same-day", "2025-02-18", "2025-02-18", -10, id="zero-working-days"),
        pytest.param("week", "2025-02-19", "2025-02-25", -9, id="window"),
        pytest.param("after-first", "2025-02-21", "2025-02-21", -7, id="from-a-windows-first-day"),
        pytest.param("after-last", "2025-02-27", "2025-02-27", -3, id="from-a-windows-last-day"),
        pytest.param("window-of-window", "2025-02-25", "2025-02-27", -5, id="window-of-a-window"),
        pytest.param("look-back", "2024-08-18", "2025-02-18", None, id="months"),
        # Three working days before a Sunday.
        pytest.param(
            "before-look-back", "2024-08-14", "2024-08-14", -140, id="from-the-first-of-months"
        ),
        pytest.param(
            "after-look-back", "2025-02-24", "2025-02-24", -6, id="from-the-last-of-months"
        ),
        pytest.param(
            "after-run-up", "2025-02-21", "2025-02-21", 3, id="from-what-has-no-first-day"
        ),
        pytest.param("before-call", "2025-02-14", "2025-02-14", -2, id="counted-from-another"),
        pytest.param("closing", "2025-03-06", "2025-03-06", 0, id="on-the-last-day"),
        pytest.param("after", "2025-03-20", "2025-03-20", 10, id="working-days-after"),
    ],
)
def test_every_kind_of_rule_and_anchor_is_dated(
    made_up: Timeline, key: str, first: str, last: str, counted: int | None
) -> None:
    one = made_up.dated(key)
    assert (one.first, one.last, one.counted) == (d(first), d(last), counted)


def test_what_runs_up_to_its_anchor_has_a_last_day_only(made_up: Timeline) -> None:
    one = made_up.dated("run-up")
    assert (one.first, one.last, one.counted) == (None, d("2025-02-18"), None)


def test_nothing_can_ask_for_a_first_day_that_is_not_there(made_up: Timeline) -> None:
    with pytest.raises(AssertionError, match="nothing is anchored to what has no first day"):
        made_up.dated("run-up").day(Edge.FIRST)


def test_readings_are_counted_in_working_days_or_calendar_days(made_up: Timeline) -> None:
    found = {one.reading.key: str(one.day) for one in made_up.dated("after").readings}
    assert found == {
        "working": "2025-02-24",
        "working-last": "2025-02-28",
        "same": "2025-03-20",
        # Thursday 20 March and three days: a Sunday.
        "calendar": "2025-03-23",
        "calendar-first": "2025-02-18",
    }


def test_a_reading_that_gives_the_computed_day_agrees_with_nothing_stated(
    made_up: Timeline,
) -> None:
    after = made_up.dated("after")
    assert [one.day for one in after.readings if one.reading.key == "same"] == [after.first]
    assert [one.agrees for one in after.readings] == [False] * 5


def test_made_up_milestones_stand_by_phase_then_date_then_as_in_the_file(
    made_up: Timeline,
) -> None:
    assert [one.milestone.key for one in made_up.milestones] == [
        "before-call",
        "before-look-back",
        "look-back",
        "call",
        "same-day",
        "run-up",
        "week",
        "after-first",
        "after-run-up",
        "after-look-back",
        "window-of-window",
        "after-last",
        "fieldwork",
        "closing",
        "after",
    ]


def test_a_timeline_without_notes_has_none_on_a_milestone(made_up: Timeline) -> None:
    assert made_up.notes_on("call") == ()


def test_the_notes_on_a_milestone_are_those_about_it() -> None:
    known = Inspection(Known("fieldwork", d("2025-03-04")))
    notes = (
        Note("a", "A", "call"),
        Note("b", "B"),
        Note("c", "C", "after"),
        Note("d", "D", "call"),
    )
    timeline = Timeline(known, MADE_UP, ENGLAND, milestones=(), bank_holidays=(), notes=notes)
    assert timeline.notes_on("call") == (notes[0], notes[3])


def test_a_day_of_a_dated_milestone_is_its_first_or_its_last(made_up: Timeline) -> None:
    week: DatedMilestone = made_up.dated("week")
    assert (week.day(Edge.FIRST), week.day(Edge.LAST)) == (d("2025-02-19"), d("2025-02-25"))


def test_a_window_may_begin_before_the_years_whose_bank_holidays_are_known(
    rules: Frameworks,
) -> None:
    year = bankholidays.table().in_years(2025, 2025).calendar()
    timetable, phases = rules.timetable("jtai-2022"), tuple(rules.phases)
    timeline = resolve(timetable, of("fieldwork=2025-03-03"), year, phases=phases)
    assert firsts(timeline, "evidence-window") == ["2024-08-17"]


def test_fieldwork_whose_both_ends_are_given_is_known_and_not_provisional(dated: Dates) -> None:
    fieldwork = dated(of("fieldwork=2029-03-05..2029-03-09")).dated("fieldwork")
    assert fieldwork.date_is is DateIs.KNOWN
    assert fieldwork.provisional is False


# The first stage alone


def test_the_days_alone_are_those_of_the_timeline(rules: Frameworks, dated: Dates) -> None:
    inspection = replace(
        of("fieldwork=2025-11-24", closures=[CHRISTMAS]), stated={"draft-letter": d("2026-01-07")}
    )
    timeline = dated(inspection)
    assert days_of(rules.timetable("jtai-2022"), inspection, timeline.calendar) == {
        one.milestone.key: Days(one.first, one.last, one.date_is, one.computed, one.provisional)
        for one in timeline.milestones
    }


def test_fieldwork_that_was_found_is_not_looked_for_again() -> None:
    # By the rules it would begin on Tuesday 4 March.
    found = period("2025-03-05..2025-03-07")
    after = of("after=2025-03-20")
    days = days_of(MADE_UP, after, ENGLAND, fieldwork=found)
    phases = ("first-phase", "second-phase")
    timeline = resolve(MADE_UP, after, ENGLAND, phases=phases, fieldwork=found)
    assert days["fieldwork"].first == timeline.dated("fieldwork").first == found.first


# Refusals


@pytest.mark.parametrize(
    ("inspection", "error", "message"),
    [
        pytest.param(
            of("fieldwork=1800-01-01"),
            OutOfRangeError,
            "no bank holidays are known for that time: only from 1978 to 2099",
            id="1800",
        ),
        pytest.param(
            of("fieldwork=2400-01-03"),
            OutOfRangeError,
            "no bank holidays are known for that time: only from 1978 to 2099",
            id="2400",
        ),
        pytest.param(
            of("fieldwork=1978-01-03"),
            AmbiguousError,
            "no timetable was in force for fieldwork on 1978-01-03",
            id="1978",
        ),
        pytest.param(
            of("fieldwork=1978-01-03", timetable="jtai-2022"),
            OutOfRangeError,
            (
                "-10 working days from 1978-01-03 lies outside the years whose bank holidays are "
                "known: 1978 to 2099"
            ),
            id="notice-before-the-first-year",
        ),
        pytest.param(
            of("fieldwork=2099-12-28"),
            NotAWorkingDayError,
            (
                "Monday 28 December 2099 is Boxing Day (substitute day), "
                "so fieldwork cannot start then"
            ),
            id="a-substitute-day-in-2099",
        ),
        pytest.param(
            of("fieldwork=2099-12-29"),
            OutOfRangeError,
            (
                "+4 working days from 2099-12-29 lies outside the years whose bank holidays are "
                "known: 1978 to 2099"
            ),
            id="fieldwork-after-the-last-year",
        ),
        pytest.param(
            of("fieldwork=2099-09-07"),
            OutOfRangeError,
            (
                "+70 working days from 2099-10-26 lies outside the years whose bank holidays are "
                "known: 1978 to 2099"
            ),
            id="statement-after-the-last-year",
        ),
        pytest.param(
            of("fieldwork=2021-06-07"),
            AmbiguousError,
            "no timetable was in force for fieldwork on 2021-06-07",
            id="in-the-pause",
        ),
    ],
)
def test_what_cannot_be_dated_is_refused(
    dated: Dates, inspection: Inspection, error: type[JtaiError], message: str
) -> None:
    with pytest.raises(error) as refusal:
        dated(inspection)
    assert refusal.value.message == message


@pytest.mark.parametrize(
    ("text", "timetable", "expected"),
    [
        pytest.param("fieldwork=2021-06-07", "jtai-2022", "2021-07-29", id="in-the-pause"),
        pytest.param(
            "fieldwork=2019-06-17", "jtai-2022", "2019-08-08", id="before-it-was-in-force"
        ),
        pytest.param("fieldwork=2025-03-03", "jtai-2016", "2025-04-22", id="after-it-was-in-force"),
    ],
)
def test_a_timetable_named_counts_at_any_time(
    dated: Dates, text: str, timetable: str, expected: str
) -> None:
    assert firsts(dated(of(text, timetable=timetable)), "publication") == [expected]
