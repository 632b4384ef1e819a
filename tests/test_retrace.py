"""Back from one known date to fieldwork: by every kind of rule, to one timetable, or refused."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

import pytest

from jtai_cli import bankholidays
from jtai_cli.bankholidays import Division
from jtai_cli.dated import Timeline
from jtai_cli.errors import (
    AmbiguousError,
    NotAWorkingDayError,
    OutOfRangeError,
    UnknownNameError,
    UsageError,
)
from jtai_cli.frameworks import Frameworks, Timetable
from jtai_cli.milestones import (
    Basis,
    Edge,
    Fieldwork,
    Milestone,
    Months,
    Rule,
    UpTo,
    Window,
    WorkingDays,
)
from jtai_cli.plan import Inspection, Known
from jtai_cli.retrace import Clocks, fieldwork_of, span_needed, timetable_of
from jtai_cli.themes import InForce
from jtai_cli.workingdays import Period, WorkingCalendar

ENGLAND = bankholidays.table().calendar()
CHRISTMAS = Period(date(2025, 12, 24), date(2025, 12, 31))
BOTH = "--timetable jtai-2022 or --timetable jtai-2016"

Dates = Callable[[Inspection], Timeline]


def d(text: str) -> date:
    return date.fromisoformat(text)


def period(text: str) -> Period:
    first, last = text.split("..")
    return Period(d(first), d(last))


def known(text: str) -> Known:
    """Read a known date as it is typed: "publication=2025-04-28", "fieldwork=A..B"."""
    milestone, _, days = text.partition("=")
    first, _, last = days.partition("..")
    return Known(milestone, d(first), d(last) if last else None)


def clocks(*closures: Period, calendar: WorkingCalendar = ENGLAND) -> Clocks:
    return Clocks(calendar, calendar.with_closures(closures))


def of_england(_: Timetable) -> WorkingCalendar:
    return ENGLAND


def milestone(key: str, rule: Rule, *, skips_closures: bool = False) -> Milestone:
    return Milestone(
        key=key,
        title=key.capitalize(),
        name=f"the {key}" if key != "fieldwork" else key,
        phase="all",
        rule=rule,
        basis=Basis.LOCAL,
        source="made-up",
        skips_closures=skips_closures,
    )


def timetable(*milestones: Milestone) -> Timetable:
    return Timetable(
        key="made-up",
        title="Made up",
        name="Rehearsal",
        in_force=InForce(d("2022-01-01")),
        division=Division.ENGLAND,
        milestones={one.key: one for one in milestones},
    )


# Every way to anchor one milestone to another. With fieldwork from Tuesday 4 to Thursday 6 March
# 2025: call on Tuesday 18 February, look-back from 18 August 2024.
FIELDWORK = "2025-03-04..2025-03-06"
MADE_UP = timetable(
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
    milestone("after-run-up", WorkingDays("working-days", "run-up", 3, Edge.LAST)),
    milestone("during", WorkingDays("working-days", "fieldwork", 1, Edge.FIRST)),
    milestone("after", WorkingDays("working-days", "fieldwork", 10, Edge.LAST)),
)


# Back through every kind of rule


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("fieldwork=2025-03-04", id="fieldwork"),
        pytest.param("call=2025-02-18", id="working-days-from-a-first-day"),
        pytest.param("after=2025-03-20", id="working-days-from-a-last-day"),
        pytest.param("during=2025-03-05", id="within-fieldwork"),
        pytest.param("same-day=2025-02-18", id="zero-working-days"),
        pytest.param("week=2025-02-19", id="window"),
        pytest.param("after-first=2025-02-21", id="from-the-first-day-of-a-window"),
        pytest.param("after-last=2025-02-27", id="from-the-last-day-of-a-window"),
        pytest.param("window-of-window=2025-02-25", id="window-from-a-window"),
        pytest.param("look-back=2024-08-18", id="months"),
        pytest.param("after-look-back=2025-02-24", id="from-the-last-day-of-months"),
        pytest.param("after-run-up=2025-02-21", id="from-the-end-of-what-has-no-beginning"),
    ],
)
def test_any_known_date_tells_fieldwork(text: str) -> None:
    assert fieldwork_of(MADE_UP, known(text), clocks()) == period(FIELDWORK)


def test_the_first_day_of_months_may_be_a_day_off() -> None:
    # Three working days before Saturday 17, Sunday 18 or Monday 19 August 2024; six months after
    # them come three working days for the call.
    with pytest.raises(AmbiguousError) as refusal:
        fieldwork_of(MADE_UP, known("before-look-back=2024-08-14"), clocks())
    assert refusal.value.message == (
        "before-look-back on Wednesday 14 August 2024 does not tell when fieldwork is: it may "
        "start on Monday 3 March 2025 or Tuesday 4 March 2025 or Wednesday 5 March 2025"
    )


def test_the_first_day_of_months_may_be_the_only_one() -> None:
    # Three working days before Tuesday 20 August 2024, six months before Thursday 20 February.
    found = fieldwork_of(MADE_UP, known("before-look-back=2024-08-15"), clocks())
    assert found == period("2025-03-06..2025-03-10")


def test_days_that_lead_to_no_call_do_not_count_as_answers() -> None:
    # Three working days before Saturday 15 to Monday 17 February 2025; six months after them come
    # Friday 15 August, a Saturday and a Sunday, and the call falls on a working day.
    found = fieldwork_of(MADE_UP, known("before-look-back=2025-02-12"), clocks())
    assert found == period("2025-09-01..2025-09-03")


@pytest.mark.parametrize(
    ("between", "text", "starts"),
    [
        # A month before Monday 3, Tuesday 4 and Wednesday 5 February come a Friday and a weekend.
        pytest.param(
            [milestone("back", Months("months", "fieldwork", -1, Edge.FIRST)),
             milestone("run-up", UpTo("up-to", "back", Edge.FIRST))],
            "after=2025-01-06",
            "Monday 3 February 2025 or Tuesday 4 February 2025 or Wednesday 5 February 2025",
            id="what-ends-at-a-weekend",
        ),
        # Fieldwork, which runs on in closures, on Monday 31 March or on Tuesday 1 April, closed.
        pytest.param(
            [milestone("run-up", UpTo("up-to", "fieldwork", Edge.FIRST), skips_closures=True)],
            "after=2025-04-02",
            "Monday 31 March 2025 or Tuesday 1 April 2025",
            id="what-ends-in-a-closure",
        ),
    ],
)  # fmt: skip
def test_a_day_off_on_the_way_is_an_answer_too(
    between: list[Milestone], text: str, starts: str
) -> None:
    after = WorkingDays("working-days", "run-up", 1)
    made = timetable(
        milestone("fieldwork", Fieldwork("fieldwork", 1)),
        *between,
        milestone("after", after, skips_closures=True),
    )
    with pytest.raises(AmbiguousError) as refusal:
        fieldwork_of(made, known(text), clocks(period("2025-04-01..2025-04-01")))
    assert refusal.value.message.endswith(
        f"does not tell when fieldwork is: it may start on {starts}"
    )


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("after-look-back=2025-02-27", id="from-the-last-day-of-months"),
        pytest.param("after-run-up=2025-02-26", id="from-the-end-of-what-has-no-beginning"),
    ],
)
def test_what_ends_on_a_working_day_is_not_ambiguous_over_a_weekend(text: str) -> None:
    # Both are counted from the call, which falls on a working day: Friday 21 February.
    assert fieldwork_of(MADE_UP, known(text), clocks()) == period("2025-03-07..2025-03-11")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("evidence-window=2024-08-17", "2025-03-03..2025-03-07", id="one"),
        # Six months before Friday 28 August 2026; 29 and 30 are a weekend, 31 a bank holiday.
        pytest.param("evidence-window=2026-02-28", "2026-09-14..2026-09-18", id="one-of-four-days"),
    ],
)
def test_an_evidence_window_with_one_notification_tells_fieldwork(
    rules: Frameworks, text: str, expected: str
) -> None:
    found = fieldwork_of(rules.timetable("jtai-2022"), known(text), clocks())
    assert found == period(expected)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        pytest.param(
            "evidence-window=2025-02-28",
            "evidence-window on Friday 28 February 2025 does not tell when fieldwork is: "
            "it may start on Thursday 11 September 2025 or Friday 12 September 2025",
            id="several",
        ),
        pytest.param(
            "evidence-window=2024-08-16",
            "evidence-window on Friday 16 August 2024 does not tell when fieldwork is: "
            "no working day leads to that date",
            id="none-for-it-is-a-sunday",
        ),
        pytest.param(
            "evidence-window=2024-08-31",
            "evidence-window on Saturday 31 August 2024 does not tell when fieldwork is: "
            "no working day leads to that date",
            id="none-for-february-is-shorter",
        ),
    ],
)
def test_an_evidence_window_with_no_notification_or_more_than_one_is_refused(
    rules: Frameworks, text: str, message: str
) -> None:
    with pytest.raises(AmbiguousError) as refusal:
        fieldwork_of(rules.timetable("jtai-2022"), known(text), clocks())
    assert (refusal.value.message, refusal.value.hint) == (message, "--fieldwork DATE")


def test_what_has_no_date_of_its_own_is_refused(rules: Frameworks) -> None:
    with pytest.raises(UsageError) as refusal:
        fieldwork_of(
            rules.timetable("jtai-2022"), known("pre-inspection-analysis=2025-02-17"), clocks()
        )
    assert (refusal.value.message, refusal.value.hint) == (
        "pre-inspection-analysis has no date of its own to start from",
        "--known notification=DATE",
    )


def test_a_milestone_that_the_timetable_lacks_is_refused(rules: Frameworks) -> None:
    with pytest.raises(UnknownNameError) as refusal:
        fieldwork_of(rules.timetable("jtai-2022"), known("notificaton=2025-02-17"), clocks())
    assert (refusal.value.message, refusal.value.hint) == (
        "no milestone called 'notificaton'",
        "notification",
    )


# Fieldwork given with its last day


@pytest.mark.parametrize(
    "days",
    [
        pytest.param("2017-03-21..2017-03-24", id="hounslow-tuesday-to-friday"),
        pytest.param("2025-03-03..2025-03-07", id="as-the-rule-has-it"),
        pytest.param("2025-03-03..2025-03-13", id="nine-days"),
        pytest.param("2025-03-03..2025-03-03", id="one-day"),
    ],
)
def test_a_last_day_given_is_the_last_day_of_fieldwork(rules: Frameworks, days: str) -> None:
    found = fieldwork_of(rules.timetable("jtai-2022"), known(f"fieldwork={days}"), clocks())
    assert found == period(days)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        pytest.param(
            "fieldwork=2025-03-03..2025-02-28",
            "fieldwork cannot end on Friday 28 February 2025, before it starts",
            id="before-the-first",
        ),
        pytest.param(
            "fieldwork=2025-03-03..2026-03-06",
            "fieldwork from Monday 3 March 2025 to Friday 6 March 2026 would be 257 working days "
            "long",
            id="a-slip-of-the-hand",
        ),
        pytest.param(
            "publication=2025-04-28..2025-04-29",
            "only fieldwork is given a last day, not publication",
            id="of-another-milestone",
        ),
    ],
)
def test_a_last_day_that_cannot_be_is_refused(rules: Frameworks, text: str, message: str) -> None:
    with pytest.raises(UsageError) as refusal:
        fieldwork_of(rules.timetable("jtai-2022"), known(text), clocks())
    assert refusal.value.message == message


# Days off


@pytest.mark.parametrize(
    ("text", "message", "hint"),
    [
        # An example of CLI.md.
        pytest.param(
            "fieldwork=2025-05-05",
            "Monday 5 May 2025 is the Early May bank holiday, so fieldwork cannot start then",
            "--fieldwork 2025-05-06 (Tuesday) or --fieldwork 2025-05-02 (Friday)",
            id="bank-holiday",
        ),
        pytest.param(
            "fieldwork=2025-04-18",
            "Friday 18 April 2025 is Good Friday, so fieldwork cannot start then",
            "--fieldwork 2025-04-22 (Tuesday) or --fieldwork 2025-04-17 (Thursday)",
            id="bank-holiday-with-a-name-of-its-own",
        ),
        pytest.param(
            "fieldwork=2025-03-08",
            "Saturday 8 March 2025 is at the weekend, so fieldwork cannot start then",
            "--fieldwork 2025-03-10 (Monday) or --fieldwork 2025-03-07 (Friday)",
            id="weekend",
        ),
        pytest.param(
            "fieldwork=2025-03-03..2025-03-08",
            "Saturday 8 March 2025 is at the weekend, so fieldwork cannot end then",
            (
                "--fieldwork 2025-03-03..2025-03-10 (Monday) or "
                "--fieldwork 2025-03-03..2025-03-07 (Friday)"
            ),
            id="last-day-at-a-weekend",
        ),
        pytest.param(
            "fieldwork=2025-05-05..2025-05-09",
            "Monday 5 May 2025 is the Early May bank holiday, so fieldwork cannot start then",
            (
                "--fieldwork 2025-05-06..2025-05-09 (Tuesday) or "
                "--fieldwork 2025-05-02..2025-05-09 (Friday)"
            ),
            id="first-day-with-a-last-day-given",
        ),
        pytest.param(
            "notification=2025-02-16",
            "Sunday 16 February 2025 is at the weekend, so notification cannot fall then",
            "--known notification=2025-02-17 (Monday) or --known notification=2025-02-14 (Friday)",
            id="notification",
        ),
        pytest.param(
            "case-audits=2025-05-26",
            "Monday 26 May 2025 is the Spring bank holiday, so case audits cannot fall then",
            "--known case-audits=2025-05-27 (Tuesday) or --known case-audits=2025-05-23 (Friday)",
            id="window",
        ),
        pytest.param(
            "draft-letter=2025-12-29",
            "Monday 29 December 2025 is in a closure, so the draft letter cannot fall then",
            "--known draft-letter=2026-01-02 (Friday) or --known draft-letter=2025-12-23 (Tuesday)",
            id="closure",
        ),
    ],
)
def test_a_known_date_on_a_day_off_is_refused_with_the_days_on_either_side(
    rules: Frameworks, text: str, message: str, hint: str
) -> None:
    with pytest.raises(NotAWorkingDayError) as refusal:
        fieldwork_of(rules.timetable("jtai-2022"), known(text), clocks(CHRISTMAS))
    assert (refusal.value.message, refusal.value.hint) == (message, hint)


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("notification=2025-12-29", id="notification"),
        pytest.param("fieldwork=2025-12-29", id="fieldwork"),
        pytest.param("statement-of-proposed-action=2025-12-29", id="statement"),
    ],
)
def test_what_does_not_skip_closures_may_fall_in_one(rules: Frameworks, text: str) -> None:
    timetable_ = rules.timetable("jtai-2022")
    with_closure = fieldwork_of(timetable_, known(text), clocks(CHRISTMAS))
    assert with_closure == fieldwork_of(timetable_, known(text), clocks())


# Closures


def test_a_letter_counted_over_a_closure_tells_fieldwork(rules: Frameworks) -> None:
    found = fieldwork_of(
        rules.timetable("jtai-2022"), known("comments-due=2026-01-12"), clocks(CHRISTMAS)
    )
    assert found == period("2025-11-24..2025-11-28")


def test_fieldwork_that_may_have_ended_in_a_closure_is_refused(rules: Frameworks) -> None:
    # The letters' clock stands still from 24 December to New Year's Day, and fieldwork runs on:
    # it ends on Tuesday 23 December or on one of the four working days after it.
    with pytest.raises(AmbiguousError) as refusal:
        fieldwork_of(
            rules.timetable("jtai-2022"), known("draft-letter=2026-01-22"), clocks(CHRISTMAS)
        )
    assert refusal.value.message == (
        "draft-letter on Thursday 22 January 2026 does not tell when fieldwork is: it may start on "
        "one of 5 days from Wednesday 17 December 2025 to Tuesday 23 December 2025"
    )


def test_fieldwork_that_skips_closures_is_found_again() -> None:
    closing = timetable(
        milestone("fieldwork", Fieldwork("fieldwork", 5), skips_closures=True),
        milestone("after", WorkingDays("working-days", "fieldwork", 1), skips_closures=True),
    )
    two_days_closed = clocks(period("2025-03-05..2025-03-06"))
    # Monday 3, Tuesday 4, Friday 7, Monday 10 and Tuesday 11 March; Wednesday 12 comes after.
    spans = [
        fieldwork_of(closing, known(text), two_days_closed)
        for text in ("fieldwork=2025-03-03", "after=2025-03-12")
    ]
    assert spans == [period("2025-03-03..2025-03-11"), period("2025-03-03..2025-03-11")]


def test_clocks_of_an_inspection_close_the_letters_only(rules: Frameworks) -> None:
    inspection = Inspection(known("fieldwork=2025-11-24"), closures=(CHRISTMAS,))
    made = Clocks.of(inspection, ENGLAND)
    milestones = rules.timetable("jtai-2022").milestones
    assert made.of_milestone(milestones["publication"]).closures == (CHRISTMAS,)
    assert made.of_milestone(milestones["statement-of-proposed-action"]) is ENGLAND


# The timetable


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("fieldwork=2025-03-03", "jtai-2022", id="fieldwork-since-2022"),
        pytest.param("fieldwork=2019-06-17", "jtai-2016", id="fieldwork-in-2019"),
        pytest.param("fieldwork=2017-03-21..2017-03-24", "jtai-2016", id="fieldwork-of-four-days"),
        pytest.param("publication=2025-04-28", "jtai-2022", id="publication-since-2022"),
        pytest.param("publication=2019-08-02", "jtai-2016", id="publication-in-2019"),
        # Notified before the timetable was in force, for fieldwork within it.
        pytest.param("notification=2021-12-29", "jtai-2022", id="notified-before-it"),
        # Published in the pause, after fieldwork before it.
        pytest.param("publication=2020-05-06", "jtai-2016", id="published-after-it"),
        pytest.param("final-letter=2025-04-23", "jtai-2022", id="milestone-of-one-timetable"),
    ],
)
def test_the_timetable_is_the_one_that_fieldwork_falls_under(
    rules: Frameworks, text: str, expected: str
) -> None:
    found = timetable_of(rules, Inspection(known(text)), of_england)
    assert found.key == expected


def test_a_timetable_that_refuses_leaves_the_other(rules: Frameworks) -> None:
    # 34 days back stand in the closure, 30 days back after it.
    inspection = Inspection(
        known("publication=2020-02-18"), closures=(period("2019-12-24..2019-12-31"),)
    )
    assert timetable_of(rules, inspection, of_england).key == "jtai-2016"


@pytest.mark.parametrize(
    ("text", "message"),
    [
        pytest.param(
            "fieldwork=2021-06-07",
            "no timetable was in force for fieldwork on 2021-06-07",
            id="fieldwork-in-the-pause",
        ),
        pytest.param(
            "publication=2021-06-07",
            "no timetable was in force for publication on 2021-06-07",
            id="publication-in-the-pause",
        ),
    ],
)
def test_a_known_date_under_no_timetable_is_refused(
    rules: Frameworks, text: str, message: str
) -> None:
    with pytest.raises(AmbiguousError) as refusal:
        timetable_of(rules, Inspection(known(text)), of_england)
    assert (refusal.value.message, refusal.value.hint) == (message, BOTH)


def test_only_timetables_that_have_the_milestone_are_offered(rules: Frameworks) -> None:
    with pytest.raises(AmbiguousError) as refusal:
        timetable_of(rules, Inspection(known("draft-letter=2019-07-12")), of_england)
    assert (refusal.value.message, refusal.value.hint) == (
        "no timetable was in force for draft-letter on 2019-07-12",
        "--timetable jtai-2022",
    )


def test_a_known_date_under_two_timetables_is_refused(rules: Frameworks) -> None:
    endless = {
        key: replace(one, in_force=InForce(one.in_force.first))
        for key, one in rules.timetables.items()
    }
    with pytest.raises(AmbiguousError) as refusal:
        timetable_of(
            replace(rules, timetables=endless),
            Inspection(known("publication=2025-04-28")),
            of_england,
        )
    assert (refusal.value.message, refusal.value.hint) == (
        (
            "more than one timetable is possible for publication on 2025-04-28: "
            "jtai-2022 and jtai-2016"
        ),
        BOTH,
    )


@pytest.mark.parametrize(
    ("key", "text"),
    [
        pytest.param("jtai-2022", "fieldwork=2021-06-07", id="in-the-pause"),
        pytest.param("jtai-2016", "fieldwork=2025-03-03", id="an-earlier-one"),
        pytest.param("jtai-2022", "fieldwork=2019-06-17", id="a-later-one"),
    ],
)
def test_a_timetable_named_is_taken_whenever_fieldwork_is(
    rules: Frameworks, key: str, text: str
) -> None:
    inspection = Inspection(known(text), timetable=key)
    assert timetable_of(rules, inspection, of_england) is rules.timetables[key]


def test_a_timetable_named_that_is_not_there_is_refused(rules: Frameworks) -> None:
    inspection = Inspection(known("fieldwork=2025-03-03"), timetable="jtai-2023")
    with pytest.raises(UnknownNameError) as refusal:
        timetable_of(rules, inspection, of_england)
    assert (refusal.value.message, refusal.value.hint) == (
        "no timetable called 'jtai-2023'",
        "jtai-2022",
    )


def test_a_milestone_of_no_timetable_is_refused_with_the_nearest(rules: Frameworks) -> None:
    with pytest.raises(UnknownNameError) as refusal:
        timetable_of(rules, Inspection(known("draft-leter=2025-03-28")), of_england)
    assert (refusal.value.message, refusal.value.hint) == (
        "no milestone called 'draft-leter'",
        "draft-letter",
    )


def test_a_milestone_of_no_timetable_is_refused_with_every_one_once(rules: Frameworks) -> None:
    with pytest.raises(UnknownNameError) as refusal:
        timetable_of(rules, Inspection(known("xyz=2025-03-28")), of_england)
    names = ", ".join(rules.timetable("jtai-2022").milestones)
    assert refusal.value.hint == f"one of: {names}"


def test_a_known_date_that_fits_no_timetable_is_refused_with_the_first_reason(
    rules: Frameworks,
) -> None:
    with pytest.raises(NotAWorkingDayError) as refusal:
        timetable_of(rules, Inspection(known("publication=2025-05-05")), of_england)
    assert refusal.value.message == (
        "Monday 5 May 2025 is the Early May bank holiday, so publication cannot fall then"
    )


# The years needed


@pytest.mark.parametrize(
    "inspection",
    [
        pytest.param(Inspection(known("fieldwork=2025-03-03")), id="fieldwork"),
        pytest.param(
            Inspection(known("statement-of-proposed-action=2025-08-01")), id="the-last-milestone"
        ),
        pytest.param(Inspection(known("evidence-window=2024-08-17")), id="the-first-milestone"),
        pytest.param(Inspection(known("fieldwork=2025-03-03..2025-03-28")), id="long-fieldwork"),
        pytest.param(
            Inspection(known("fieldwork=2025-03-03"), closures=(period("2025-03-10..2027-03-10"),)),
            id="a-closure-of-two-years",
        ),
        pytest.param(Inspection(known("fieldwork=2019-06-17")), id="of-2016"),
    ],
)
def test_the_span_needed_holds_every_date_and_a_year_more(
    dated: Dates, inspection: Inspection
) -> None:
    timeline = dated(inspection)
    span = span_needed(timeline.timetable, inspection)
    year = timedelta(days=365)
    assert span.first + year <= min(one.first or one.last for one in timeline.milestones)
    assert span.last - year >= max(one.last for one in timeline.milestones)


def test_the_span_needed_of_every_kind_of_rule_is_wide_enough() -> None:
    # 366 and, in the order of the rules, 6, 20, 0, 10, 4, 4, 4, 186, 6, 8, 0, 6, 2 and 20 days.
    span = span_needed(MADE_UP, Inspection(known("fieldwork=2025-03-04..2025-03-06")))
    reach = timedelta(days=366 + 276)
    assert span == Period(d("2025-03-04") - reach, d("2025-03-06") + reach)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("fieldwork=0001-01-01", "0001-01-01", id="the-first-day-there-is"),
        pytest.param("fieldwork=9999-12-31", "9999-12-31", id="the-last-day-there-is"),
    ],
)
def test_the_span_needed_ends_where_dates_end(text: str, expected: str) -> None:
    span = span_needed(MADE_UP, Inspection(known(text)))
    assert d(expected) in {span.first, span.last}


@pytest.mark.parametrize(
    ("text", "message"),
    [
        pytest.param(
            "publication=2012-01-10",
            "-30 working days from 2012-01-10 lies outside the years whose bank holidays are "
            "known: 2012 to 2040",
            id="back-before-the-first",
        ),
        pytest.param(
            "notification=2040-12-28",
            "+10 working days from 2040-12-28 lies outside the years whose bank holidays are "
            "known: 2012 to 2040",
            id="on-after-the-last",
        ),
    ],
)
def test_going_back_out_of_the_calendar_is_refused(
    rules: Frameworks, text: str, message: str
) -> None:
    with pytest.raises(OutOfRangeError) as refusal:
        fieldwork_of(rules.timetable("jtai-2016"), known(text), clocks())
    assert refusal.value.message == message
