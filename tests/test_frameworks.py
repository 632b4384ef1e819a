"""The frameworks as written: what is found in them by name or by day, and what is refused."""

from dataclasses import replace
from datetime import date

import pytest

from jtai_cli.bankholidays import Division
from jtai_cli.errors import AmbiguousError, DateError, UnknownNameError
from jtai_cli.frameworks import Frameworks, Poll, Quiet, Timetable
from jtai_cli.milestones import Basis, Months, WorkingDays
from jtai_cli.themes import InForce
from jtai_cli.workingdays import Period

BOTH = "--timetable jtai-2022 or --timetable jtai-2016"
LETTERS = ("draft-letter", "comments-due", "final-letter", "publication")


def d(text: str) -> date:
    return date.fromisoformat(text)


def quiet(first: str, last: str) -> Quiet:
    return Quiet(first, last, name="Christmas", basis=Basis.DERIVED, source="ofsted-letters")


def without_end(timetable: Timetable) -> Timetable:
    return replace(timetable, in_force=InForce(timetable.in_force.first))


# The timetable of a day


@pytest.mark.parametrize(
    ("fieldwork", "expected"),
    [
        pytest.param("2016-02-01", "jtai-2016", id="the-first-day-of-2016"),
        pytest.param("2019-06-17", "jtai-2016", id="in-2019"),
        pytest.param("2020-03-31", "jtai-2016", id="the-last-day-before-the-pause"),
        pytest.param("2022-01-01", "jtai-2022", id="the-first-day-after-the-pause"),
        pytest.param("2022-01-10", "jtai-2022", id="solihull"),
        pytest.param("2099-06-01", "jtai-2022", id="far-ahead"),
    ],
)
def test_a_day_of_fieldwork_has_its_timetable(
    rules: Frameworks, fieldwork: str, expected: str
) -> None:
    assert rules.timetable_on(d(fieldwork)).key == expected


@pytest.mark.parametrize(
    ("fieldwork", "message"),
    [
        pytest.param(
            "2016-01-29",
            "no timetable was in force for fieldwork on 2016-01-29",
            id="before-the-first",
        ),
        pytest.param(
            "2020-04-01",
            "no timetable was in force for fieldwork on 2020-04-01",
            id="the-first-day-of-the-pause",
        ),
        pytest.param(
            "2021-12-31",
            "no timetable was in force for fieldwork on 2021-12-31",
            id="the-last-day-of-the-pause",
        ),
    ],
)
def test_a_day_without_a_timetable_is_refused(
    rules: Frameworks, fieldwork: str, message: str
) -> None:
    with pytest.raises(AmbiguousError) as refusal:
        rules.timetable_on(d(fieldwork))
    assert (refusal.value.message, refusal.value.hint) == (message, BOTH)


def test_a_day_with_two_timetables_is_refused(rules: Frameworks) -> None:
    endless = {key: without_end(timetable) for key, timetable in rules.timetables.items()}
    with pytest.raises(AmbiguousError) as refusal:
        replace(rules, timetables=endless).timetable_on(d("2025-03-03"))
    assert (refusal.value.message, refusal.value.hint) == (
        "more than one timetable is possible for fieldwork on 2025-03-03: jtai-2022 and jtai-2016",
        BOTH,
    )


# Names


def test_a_milestone_a_theme_and_a_timetable_are_found_by_key(rules: Frameworks) -> None:
    timetable = rules.timetable("jtai-2022")
    found = (timetable, timetable.milestone("publication"), rules.theme("front-door"))
    assert [one.key for one in found] == ["jtai-2022", "publication", "front-door"]


def test_an_unknown_milestone_is_refused_with_the_nearest(rules: Frameworks) -> None:
    with pytest.raises(UnknownNameError) as refusal:
        rules.timetable("jtai-2022").milestone("final-leter")
    assert (refusal.value.message, refusal.value.hint) == (
        "no milestone called 'final-leter'",
        "final-letter",
    )


def test_a_milestone_of_another_timetable_is_refused(rules: Frameworks) -> None:
    with pytest.raises(UnknownNameError) as refusal:
        rules.timetable("jtai-2016").milestone("draft-letter")
    assert (refusal.value.message, refusal.value.hint) == (
        "no milestone called 'draft-letter'",
        (
            "one of: notification, evidence-window, fieldwork, publication, "
            "statement-of-proposed-action"
        ),
    )


def test_an_unknown_theme_is_refused_with_the_nearest(rules: Frameworks) -> None:
    with pytest.raises(UnknownNameError) as refusal:
        rules.theme("frontdoor")
    assert (refusal.value.message, refusal.value.hint) == (
        "no theme called 'frontdoor'",
        "front-door",
    )


def test_an_unknown_timetable_is_refused_with_the_nearest(rules: Frameworks) -> None:
    with pytest.raises(UnknownNameError) as refusal:
        rules.timetable("jtai-2012")
    assert (refusal.value.message, refusal.value.hint) == (
        "no timetable called 'jtai-2012'",
        "jtai-2022",
    )


# The timetables as shipped


@pytest.mark.parametrize(
    ("timetable", "expected"),
    [
        pytest.param(
            "jtai-2022",
            [
                "notification",
                "evidence-window",
                "pre-inspection-analysis",
                "set-up-discussion",
                "information-request",
                "case-selection",
                "inspection-planning",
                "case-audits",
                "off-site-analysis",
                "off-site-meetings",
                "fieldwork-timetable",
                "fieldwork",
                "draft-letter",
                "comments-due",
                "final-letter",
                "publication",
                "statement-of-proposed-action",
            ],
            id="jtai-2022",
        ),
        pytest.param(
            "jtai-2016",
            [
                "notification",
                "evidence-window",
                "fieldwork",
                "publication",
                "statement-of-proposed-action",
            ],
            id="jtai-2016",
        ),
    ],
)
def test_a_timetable_has_these_milestones(
    rules: Frameworks, timetable: str, expected: list[str]
) -> None:
    assert list(rules.timetable(timetable).milestones) == expected


@pytest.mark.parametrize(
    ("key", "anchor", "working_days"),
    [
        pytest.param("notification", "fieldwork", -10, id="notification"),
        pytest.param("draft-letter", "fieldwork", 15, id="draft-letter"),
        pytest.param("comments-due", "draft-letter", 9, id="comments-due"),
        pytest.param("final-letter", "comments-due", 7, id="final-letter"),
        pytest.param("publication", "final-letter", 3, id="publication"),
        pytest.param("statement-of-proposed-action", "final-letter", 70, id="statement"),
    ],
)
def test_the_letters_are_chained(
    rules: Frameworks, key: str, anchor: str, working_days: int
) -> None:
    rule = rules.timetable("jtai-2022").milestone(key).rule
    assert isinstance(rule, WorkingDays)
    assert (rule.anchor, rule.working_days) == (anchor, working_days)


@pytest.mark.parametrize("timetable", ["jtai-2022", "jtai-2016"])
def test_only_letters_skip_closures(rules: Frameworks, timetable: str) -> None:
    milestones = rules.timetable(timetable).milestones
    skipping = [key for key, milestone in milestones.items() if milestone.skips_closures]
    assert skipping == [key for key in milestones if key in LETTERS]


@pytest.mark.parametrize("timetable", ["jtai-2022", "jtai-2016"])
def test_a_timetable_is_englands_and_has_one_fieldwork(rules: Frameworks, timetable: str) -> None:
    found = rules.timetable(timetable)
    assert (found.division, found.fieldwork.key) == (Division.ENGLAND, "fieldwork")


def test_rules_are_those_of_milestones_and_of_their_readings(rules: Frameworks) -> None:
    timetable = rules.timetable("jtai-2016")
    statement = timetable.milestone("statement-of-proposed-action")
    reading = statement.readings["calendar-days-from-publication"]
    of_milestones = [milestone.rule for milestone in timetable.milestones.values()]
    assert list(timetable.rules()) == [*of_milestones, reading.rule]


def test_the_evidence_window_is_the_six_months_before_notification(rules: Frameworks) -> None:
    rule = rules.timetable("jtai-2022").milestone("evidence-window").rule
    assert isinstance(rule, Months)
    assert (rule.anchor, rule.months) == ("notification", -6)


def test_polling_days_are_those_that_were_held_or_are_fixed(rules: Frameworks) -> None:
    days = {
        poll: [held.day.isoformat() for held in rules.polling_days if held.poll is poll]
        for poll in Poll
    }
    assert days == {
        Poll.LOCAL: [
            "2016-05-05",
            "2017-05-04",
            "2018-05-03",
            "2019-05-02",
            "2021-05-06",
            "2022-05-05",
            "2023-05-04",
            "2024-05-02",
            "2025-05-01",
            "2026-05-07",
            "2027-05-06",
            "2028-05-04",
        ],
        Poll.GENERAL: ["2017-06-08", "2019-12-12", "2024-07-04"],
    }


# Quiet days


@pytest.mark.parametrize(
    ("days", "first", "last"),
    [
        pytest.param(quiet("12-24", "12-31"), "2026-12-24", "2026-12-31", id="in-one-year"),
        pytest.param(quiet("12-24", "01-02"), "2026-12-24", "2027-01-02", id="over-new-year"),
        pytest.param(quiet("12-25", "12-25"), "2026-12-25", "2026-12-25", id="one-day"),
    ],
)
def test_quiet_days_begin_in_their_year(days: Quiet, first: str, last: str) -> None:
    assert days.in_year(2026) == Period(d(first), d(last))


def test_quiet_days_that_a_year_lacks_are_refused() -> None:
    with pytest.raises(DateError) as refusal:
        quiet("02-29", "03-01").in_year(2026)
    assert refusal.value.message == "2026-02-29 is not a date: February 2026 has 28 days"
