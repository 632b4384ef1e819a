"""Timelines: examples counted by hand, there and back, stated dates, the timetable, refusals."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date

import pytest

from jtai_cli.bankholidays import Calendars, Division, in_years, table
from jtai_cli.errors import (
    AmbiguousError,
    JtaiError,
    NotAWorkingDayError,
    OutOfRangeError,
    UnknownNameError,
    UsageError,
)
from jtai_cli.files.rules import load_rules
from jtai_cli.kinds import CalendarDays, Edge, Fieldwork, Months, Rule, UpTo, Window, WorkingDays
from jtai_cli.plan import Inspection, Known, LocalMilestone
from jtai_cli.rules import Basis, InForce, Milestone, Phase, Reading, Rules, Timetable
from jtai_cli.timeline import DateIs, Timeline, days_of, resolve
from jtai_cli.workingdays import Period, WorkingCalendar

Dates = Callable[[Inspection], Timeline]

RULES = load_rules(None)
STATEMENT = "statement-of-proposed-action"
LETTERS = ("draft-letter", "comments-due", "final-letter", "publication", STATEMENT)
BEFORE = ("evidence-window", "pre-inspection-analysis", "notification")
WEEK_1 = ("set-up-discussion", "information-request", "case-selection", "inspection-planning")
WEEK_2 = ("case-audits", "off-site-analysis", "off-site-meetings", "fieldwork-timetable")
CHRISTMAS = "2025-12-24..2025-12-31"
BOTH = "--timetable jtai-2022 or --timetable jtai-2016"


def d(text: str) -> date:
    return date.fromisoformat(text)


def period(text: str) -> Period:
    first, last = text.split("..")
    return Period(d(first), d(last))


def of(
    text: str, *stated: str, timetable: str | None = None, closures: Sequence[str] = ()
) -> Inspection:
    """An inspection as it is typed: "publication=2025-04-28", "fieldwork=A..B", what is stated."""
    milestone, _, days = text.partition("=")
    first, _, last = days.partition("..")
    pairs = (one.split("=") for one in stated)
    return Inspection(
        Known(milestone, d(first), d(last) if last else None),
        timetable=timetable,
        stated={key: d(day) for key, day in pairs},
        closures=tuple(map(period, closures)),
    )


def firsts(timeline: Timeline, *keys: str) -> list[str]:
    return [str(timeline.dated(key).first) for key in keys]


def shown(timeline: Timeline) -> list[tuple[str, str, str, int | None]]:
    return [(one.key, str(one.first), str(one.last), one.counted) for one in timeline.milestones]


def readings(timeline: Timeline) -> dict[str, str]:
    return {one.reading.key: str(one.day) for one in timeline.dated(STATEMENT).readings}


def counted(timeline: Timeline) -> list[tuple[object, ...]]:
    """Everything that is counted, whatever was known."""
    return [
        (one.key, one.first, one.last, one.computed, one.counted, one.readings)
        for one in timeline.milestones
    ]


# The worked example: fieldwork on Monday 3 March 2025


def test_every_milestone_of_the_worked_example_falls_where_it_should(dated: Dates) -> None:
    timeline = dated(of("fieldwork=2025-03-03"))
    week_1, week_2 = ("2025-02-17", "2025-02-21", -10), ("2025-02-24", "2025-02-28", -5)
    assert shown(timeline) == [
        ("evidence-window", "2024-08-17", "2025-02-17", None),
        ("pre-inspection-analysis", "None", "2025-02-17", None),
        ("notification", "2025-02-17", "2025-02-17", -10),
        *((key, *week_1) for key in WEEK_1),
        *((key, *week_2) for key in WEEK_2),
        ("fieldwork", "2025-03-03", "2025-03-07", None),
        ("draft-letter", "2025-03-28", "2025-03-28", 15),
        ("comments-due", "2025-04-10", "2025-04-10", 24),
        ("final-letter", "2025-04-23", "2025-04-23", 31),
        ("publication", "2025-04-28", "2025-04-28", 34),
        (STATEMENT, "2025-08-01", "2025-08-01", 70),
    ]  # fmt: skip
    assert [one.computed for one in timeline.milestones] == [o.first for o in timeline.milestones]
    assert readings(timeline) == {
        "from-publication": "2025-08-06",
        "calendar-days": "2025-07-02",
        "calendar-days-from-publication": "2025-07-07",
    }
    assert timeline.bank_holidays == (
        (d("2025-04-18"), "Good Friday"),
        (d("2025-04-21"), "Easter Monday"),
        (d("2025-05-05"), "Early May bank holiday"),
        (d("2025-05-26"), "Spring bank holiday"),
    )


@pytest.mark.parametrize(
    ("fieldwork", "expected"),
    [
        ("2024-07-15", "2024-07-01 2024-08-09 2024-08-22 2024-09-03 2024-09-06 2024-12-10"),
        # Notified before Christmas; over the State Funeral; letters over Christmas.
        ("2026-01-05", "2025-12-17 2026-01-30 2026-02-12 2026-02-23 2026-02-26 2026-06-05"),
        ("2022-08-30", "2022-08-15 2022-09-27 2022-10-10 2022-10-19 2022-10-24 2023-01-30"),
        ("2026-11-30", "2026-11-16 2026-12-29 2027-01-12 2027-01-21 2027-01-26 2027-05-04"),
        # The statement over a bank holiday that is only projected.
        ("2028-09-04", "2028-08-18 2028-09-29 2028-10-12 2028-10-23 2028-10-26 2029-02-01"),
    ],
)
def test_worked_examples_come_out_to_the_day(dated: Dates, fieldwork: str, expected: str) -> None:
    timeline = dated(of(f"fieldwork={fieldwork}"))
    assert firsts(timeline, "notification", *LETTERS) == expected.split()
    assert [timeline.dated(key).counted for key in LETTERS] == [15, 24, 31, 34, 70]


def test_fieldwork_of_another_length_moves_what_follows_it(dated: Dates) -> None:
    # Hounslow, Tuesday 21 to Friday 24 March 2017.
    four, five = dated(of("fieldwork=2017-03-21..2017-03-24")), dated(of("fieldwork=2017-03-20"))
    assert firsts(four, "notification") == ["2017-03-07"]
    assert firsts(four, "publication") == firsts(five, "publication") == ["2017-05-10"]


# Closures


@pytest.mark.parametrize(
    ("closures", "expected"),
    [
        ("", "2025-12-19 2026-01-06 2026-01-15 2026-01-20 2026-04-27"),
        (CHRISTMAS, "2025-12-19 2026-01-12 2026-01-21 2026-01-26 2026-05-01"),
        ("2025-12-24..2025-12-28 2025-12-29..2025-12-31",
         "2025-12-19 2026-01-12 2026-01-21 2026-01-26 2026-05-01"),
        ("2026-01-07..2028-01-06", "2025-12-19 2026-01-06 2028-01-17 2028-01-20 2028-04-26"),
    ],
)  # fmt: skip
def test_a_closure_moves_the_letters_and_what_follows_them(
    dated: Dates, closures: str, expected: str
) -> None:
    timeline = dated(of("fieldwork=2025-11-24", closures=closures.split()))
    assert firsts(timeline, *LETTERS) == expected.split()
    assert [timeline.dated(key).counted for key in LETTERS] == [15, 24, 31, 34, 70]


@pytest.mark.parametrize(
    ("fieldwork", "count"),
    [
        ("2025-09-01", 17),
        # Notification on 17 December, so that the fortnight of notice crosses it.
        ("2026-01-05", 17),
        ("2025-12-29", 12),
    ],
)
def test_a_closure_moves_neither_notice_nor_fieldwork_nor_the_statutory_days(
    dated: Dates, fieldwork: str, count: int
) -> None:
    closed = dated(of(f"fieldwork={fieldwork}", closures=[CHRISTMAS]))
    assert counted(closed)[:count] == counted(dated(of(f"fieldwork={fieldwork}")))[:count]


# Any one date may be the known one


ONE_DATE_EACH = """
    notification=2025-02-17 evidence-window=2024-08-17 set-up-discussion=2025-02-17
    case-audits=2025-02-24 fieldwork=2025-03-03..2025-03-07 draft-letter=2025-03-28
    comments-due=2025-04-10 final-letter=2025-04-23 publication=2025-04-28
    statement-of-proposed-action=2025-08-01
"""


@pytest.mark.parametrize("text", ONE_DATE_EACH.split())
def test_any_one_date_gives_the_same_timeline_and_is_alone_marked_as_known(
    dated: Dates, text: str
) -> None:
    timeline = dated(of(text))
    assert counted(timeline) == counted(dated(of("fieldwork=2025-03-03")))
    known = [one.key for one in timeline.milestones if one.date_is is DateIs.KNOWN]
    assert known == [text.partition("=")[0]]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("evidence-window=2025-02-28",
         "it may start on Thursday 11 September 2025 or Friday 12 September 2025"),
        ("evidence-window=2024-08-31", "no working day leads to that date"),
        # Fieldwork ends on Tuesday 23 December or on one of the four working days after it.
        ("draft-letter=2026-01-22",
         ("it may start on one of 5 days from Wednesday 17 December 2025 to Tuesday 23 December "
          "2025")),
    ],
)  # fmt: skip
def test_a_date_that_does_not_tell_fieldwork_is_refused_with_the_days_possible(
    dated: Dates, text: str, message: str
) -> None:
    with pytest.raises(AmbiguousError) as refusal:
        dated(of(text, timetable="jtai-2022", closures=[CHRISTMAS]))
    assert refusal.value.message.endswith(f"does not determine fieldwork: {message}")
    assert refusal.value.message.startswith(f"{text.partition('=')[0]} on ")
    assert refusal.value.hint == "--fieldwork DATE"


# Stated dates


def test_a_late_draft_moves_all_that_follows(dated: Dates) -> None:
    timeline = dated(of("fieldwork=2025-03-03", "draft-letter=2025-04-04"))
    assert firsts(timeline, *LETTERS) == [
        "2025-04-04", "2025-04-17", "2025-04-30", "2025-05-06", "2025-08-08",
    ]  # fmt: skip
    assert [one.moved for one in timeline.milestones] == [0] * 12 + [5] * 5
    draft, comments = timeline.dated("draft-letter"), timeline.dated("comments-due")
    assert (draft.date_is, draft.computed, draft.unslipped, draft.working_days_late) == (
        DateIs.STATED, d("2025-03-28"), d("2025-03-28"), 5,
    )  # fmt: skip
    assert (comments.date_is, comments.computed, comments.unslipped, comments.counted) == (
        DateIs.COMPUTED, d("2025-04-17"), d("2025-04-10"), 29,
    )  # fmt: skip
    assert comments.working_days_late is None


def test_a_stated_date_is_late_by_what_the_rule_gives_from_the_dates_above_it(
    dated: Dates,
) -> None:
    # Of a draft five days late publication is computed for 15 February, and one day late on 16.
    stated = ("draft-letter=2027-01-19", "publication=2027-02-16")
    publication = dated(of("fieldwork=2026-11-30", *stated)).dated("publication")
    assert (publication.computed, publication.working_days_late) == (d("2027-02-15"), 1)
    assert (publication.unslipped, publication.moved) == (d("2027-01-26"), 15)


@pytest.mark.parametrize(
    ("stated", "last", "moved"),
    [
        ("draft-letter=2025-03-26", "2025-03-26", -2),
        ("case-audits=2025-02-25", "2025-03-03", 1),
        ("evidence-window=2024-09-02", "2025-02-17", 10),
        ("evidence-window=2024-08-17", "2025-02-17", 0),
    ],
)
def test_a_stated_date_keeps_the_length_of_a_window_and_the_end_of_months(
    dated: Dates, stated: str, last: str, moved: int
) -> None:
    key, _, first = stated.partition("=")
    one = dated(of("fieldwork=2025-03-03", stated)).dated(key)
    assert (one.first, one.last, one.moved) == (d(first), d(last), moved)
    assert (one.date_is, one.provisional) == (DateIs.STATED, False)


def test_a_due_date_printed_in_the_letter_is_kept_and_agrees_with_a_reading(dated: Dates) -> None:
    # Leeds: 70 working days from publication.
    inspection = of("fieldwork=2024-03-04", "publication=2024-05-16", f"{STATEMENT}=2024-08-23")
    statement = dated(inspection).dated(STATEMENT)
    assert statement.first == d("2024-08-23")
    assert [one.agrees for one in statement.readings] == [True, False, False]
    plain = dated(of("fieldwork=2024-03-04")).dated(STATEMENT)
    assert [one.agrees for one in plain.readings] == [False, False, False]


@pytest.mark.parametrize(
    ("text", "stated", "message", "hint"),
    [
        ("fieldwork=2025-03-03", "fieldwork=2025-03-10",
         "fieldwork is known already, so no other date can be stated for it",
         "leave out the stated date, or count from --known fieldwork=DATE"),
        ("publication=2025-04-28", "comments-due=2025-04-11",
         "comments-due is counted back from publication, so no other date can be stated for it",
         "leave out the stated date, or count from --known comments-due=DATE"),
        ("fieldwork=2025-03-03", "draft-letter=2024-08-16",
         ("draft-letter cannot be on Friday 16 August 2024: the first date of the inspection is "
          "Saturday 17 August 2024"),
         "a date from 2024-08-17 on"),
        # It would end before it begins.
        ("fieldwork=2025-03-03", "evidence-window=2025-06-01",
         ("evidence-window cannot begin on Sunday 1 June 2025: it ends on Monday 17 February "
          "2025"),
         "a date up to 2025-02-17"),
        ("fieldwork=2025-03-03", "pre-inspection-analysis=2025-02-10",
         "pre-inspection-analysis has no date of its own to state", "another milestone"),
    ],
)  # fmt: skip
def test_what_cannot_be_stated_is_refused(
    dated: Dates, text: str, stated: str, message: str, hint: str
) -> None:
    with pytest.raises(UsageError) as refusal:
        dated(of(text, stated))
    assert (refusal.value.message, refusal.value.hint) == (message, hint)


# Provisional dates


@pytest.mark.parametrize(
    ("inspection", "expected"),
    [
        (of("fieldwork=2025-03-03"), []),
        # The statement falls on Thursday 28 December 2028.
        (of("fieldwork=2028-07-31"), []),
        (of("fieldwork=2028-09-04"), [STATEMENT]),
        (of("fieldwork=2028-12-04"), list(LETTERS)),
        (of("fieldwork=2028-12-27"), ["fieldwork", *LETTERS]),
        (of("fieldwork=2028-12-27..2029-01-03"), list(LETTERS)),
        # Fieldwork from 28 December 2028 to 4 January 2029; what is before it rests on nothing.
        (of("notification=2028-12-12"), ["fieldwork", *LETTERS]),
        # Calendar months back from a known day walk over no bank holiday.
        (of("notification=2029-02-05"), [*WEEK_1, *WEEK_2, "fieldwork", *LETTERS]),
        # The window goes on to 4 January 2029, over New Year's Day.
        (of("notification=2028-12-18", "set-up-discussion=2028-12-28"),
         ["set-up-discussion", *WEEK_2, "fieldwork", *LETTERS]),
        (of("fieldwork=2028-11-13", "final-letter=2029-01-15"), ["publication", STATEMENT]),
        # All that is counted back from a date in 2029.
        (of("statement-of-proposed-action=2029-02-01"),
         [*BEFORE, *WEEK_1, *WEEK_2, "fieldwork", *LETTERS[:-1]]),
        # A window of months that is given its beginning still ends on notification.
        (of("fieldwork=2029-01-15", "evidence-window=2028-08-01"),
         [*BEFORE, *WEEK_1, *WEEK_2, "fieldwork", *LETTERS]),
    ],
)  # fmt: skip
def test_dates_counted_over_days_not_yet_published_are_provisional(
    dated: Dates, inspection: Inspection, expected: list[str]
) -> None:
    provisional = [one.key for one in dated(inspection).milestones if one.provisional]
    assert sorted(provisional) == sorted(expected)


def test_a_date_on_the_last_published_day_is_not_provisional() -> None:
    days, span = table().bank_holidays, Period(table().first, table().last)
    to_draft = WorkingCalendar(span, bank_holidays=days, published_to=d("2025-03-28"))
    calendars = Calendars(listed={Division.ENGLAND: to_draft})
    timeline = resolve(RULES, of("notification=2025-02-17"), calendars)
    assert [one.key for one in timeline.milestones if one.provisional] == list(LETTERS[1:])


# Made-up rules: every way to anchor one milestone to another


def milestone(key: str, rule: Rule, **fields: object) -> Milestone:
    made = Milestone(key, key, key, "later", rule, Basis.LOCAL, "made-up")
    return replace(made, **fields)  # type: ignore[arg-type]  # names of fields


def after(anchor: str, number: int, edge: Edge = Edge.LAST) -> WorkingDays:
    return WorkingDays(anchor=anchor, edge=edge, working_days=number)


def made_up(*milestones: Milestone, key: str = "made-up") -> Rules:
    since, keyed = InForce(date(2022, 1, 1)), {one.key: one for one in milestones}
    timetable = Timetable(key, key, "Visit", since, Division.ENGLAND, keyed)
    phases = {key: Phase(key, key) for key in ("sooner", "later")}
    return Rules(date(2026, 1, 1), {}, phases, {}, {key: timetable})


CALENDAR_DAYS = CalendarDays(anchor="week", edge=Edge.FIRST, calendar_days=-1)
READING = Reading("other", "other", CALENDAR_DAYS, "x", Basis.LOCAL)
FIRST, LAST = Edge.FIRST, Edge.LAST
MADE_UP = made_up(
    milestone("fieldwork", Fieldwork(working_days=3)),
    milestone("call", after("fieldwork", -10, FIRST)),
    milestone("same-day", after("call", 0)),
    milestone("week", Window(anchor="call", first_working_day=1, last_working_day=5)),
    milestone("after-first", after("week", 2, FIRST)),
    milestone("after-last", after("week", 2)),
    milestone("of-week", Window(anchor="week", first_working_day=0, last_working_day=2)),
    milestone("look-back", Months(anchor="call", months=-6)),
    milestone("before-look-back", after("look-back", -3, FIRST)),
    milestone("run-up", UpTo(anchor="call")),
    milestone("after-run-up", after("run-up", 3), counted_from="run-up"),
    milestone("soon", after("call", -2), counted_from="call", phase="sooner"),
    milestone("closing", after("fieldwork", 0), readings={"other": READING}),
    # The same rule as another's, on the other clock.
    milestone("letter", after("fieldwork", 10), skips_closures=True),
    milestone("after", after("fieldwork", 10)),
)


def test_every_kind_of_rule_and_anchor_is_dated_by_phase_then_date_then_as_in_the_file() -> None:
    # Fieldwork from Tuesday 4 to Thursday 6 March 2025.
    inspection = of("fieldwork=2025-03-04", closures=["2025-03-10..2025-03-11"])
    timeline = resolve(MADE_UP, inspection, Calendars())
    assert shown(timeline) == [
        ("soon", "2025-02-14", "2025-02-14", -2),
        # Three working days before a Sunday.
        ("before-look-back", "2024-08-14", "2024-08-14", -140),
        ("look-back", "2024-08-18", "2025-02-18", None),
        ("call", "2025-02-18", "2025-02-18", -10),
        ("same-day", "2025-02-18", "2025-02-18", -10),
        ("run-up", "None", "2025-02-18", None),
        ("week", "2025-02-19", "2025-02-25", -9),
        ("after-first", "2025-02-21", "2025-02-21", -7),
        ("after-run-up", "2025-02-21", "2025-02-21", 3),
        ("of-week", "2025-02-25", "2025-02-27", -5),
        ("after-last", "2025-02-27", "2025-02-27", -3),
        ("fieldwork", "2025-03-04", "2025-03-06", None),
        ("closing", "2025-03-06", "2025-03-06", 0),
        ("after", "2025-03-20", "2025-03-20", 10),
        ("letter", "2025-03-24", "2025-03-24", 10),
    ]
    assert [one.day for one in timeline.dated("closing").readings] == [d("2025-02-18")]
    week = timeline.dated("week")
    assert (week.day(FIRST), week.day(LAST)) == (week.first, week.last)
    # Three working days before Saturday 17, Sunday 18 and Monday 19 August 2024.
    with pytest.raises(AmbiguousError, match="3 March 2025 or Tuesday 4 March 2025 or Wed"):
        resolve(MADE_UP, of("before-look-back=2024-08-14"), Calendars())


# The timetable


@pytest.mark.parametrize(
    ("inspection", "expected"),
    [
        (of("fieldwork=2025-03-03"), "jtai-2022"),
        (of("fieldwork=2017-03-21..2017-03-24"), "jtai-2016"),
        (of("publication=2025-04-28"), "jtai-2022"),
        (of("publication=2019-08-02"), "jtai-2016"),
        # Notified before the timetable was in force; published in the pause after the other one.
        (of("notification=2021-12-29"), "jtai-2022"),
        (of("publication=2020-05-06"), "jtai-2016"),
        (of("notification=2020-03-16"), "jtai-2016"),  # fieldwork ends on 3 April
        (of("final-letter=2025-04-23"), "jtai-2022"),
        (of("fieldwork=2021-06-07", timetable="jtai-2022"), "jtai-2022"),
        (of("fieldwork=2025-03-03", timetable="jtai-2016"), "jtai-2016"),
    ],
)
def test_the_timetable_is_the_one_named_or_the_one_that_fieldwork_falls_under(
    dated: Dates, inspection: Inspection, expected: str
) -> None:
    assert dated(inspection).timetable.key == expected


def test_a_local_milestone_of_one_timetable_does_not_hinder_another() -> None:
    local = {"call": LocalMilestone("call", "Call", "final-letter", 1)}
    fieldwork = replace(of("fieldwork=2025-03-03"), local=local)
    assert resolve(RULES, fieldwork, Calendars()).timetable.key == "jtai-2022"
    known = replace(of("call=2025-04-24"), local=local)
    assert resolve(RULES, known, Calendars()).fieldwork.first == d("2025-03-03")


# Refusals


@pytest.mark.parametrize(
    ("inspection", "error", "message", "hint"),
    [
        (of("fieldwork=2025-05-05"), NotAWorkingDayError,
         "Monday 5 May 2025 is the Early May bank holiday, so fieldwork cannot start then",
         "--fieldwork 2025-05-06 (Tuesday) or --fieldwork 2025-05-02 (Friday)"),
        (of("fieldwork=2025-03-03..2025-03-08"), NotAWorkingDayError,
         "Saturday 8 March 2025 is at the weekend, so fieldwork cannot end then",
         ("--fieldwork 2025-03-03..2025-03-10 (Monday) or "
          "--fieldwork 2025-03-03..2025-03-07 (Friday)")),
        (of("case-audits=2025-04-18"), NotAWorkingDayError,
         "Friday 18 April 2025 is Good Friday, so case audits cannot fall then",
         "--known case-audits=2025-04-22 (Tuesday) or --known case-audits=2025-04-17 (Thursday)"),
        (of("final-letter=2025-12-29", closures=[CHRISTMAS]), NotAWorkingDayError,
         "Monday 29 December 2025 is in a closure, so the final letter cannot fall then",
         "--known final-letter=2026-01-02 (Friday) or --known final-letter=2025-12-23 (Tuesday)"),
        (of("publication=2025-05-05"), NotAWorkingDayError,
         "Monday 5 May 2025 is the Early May bank holiday, so publication cannot fall then",
         "--known publication=2025-05-06 (Tuesday) or --known publication=2025-05-02 (Friday)"),
        (of("pre-inspection-analysis=2025-02-17"), UsageError,
         "pre-inspection-analysis has no date of its own to start from",
         "--known notification=DATE"),
        (of("fieldwork=2025-03-03..2025-02-28"), UsageError,
         "fieldwork cannot end on Friday 28 February 2025, before it starts", None),
        (of("fieldwork=2025-03-03..2025-03-31"), UsageError,
         ("fieldwork from Monday 3 March 2025 to Monday 31 March 2025 would be 21 working days "
          "long"),
         "check the year of its last day"),
        (of("final-letter=2025-04-28..2025-04-29"), UsageError,
         "only fieldwork is given a last day, not final-letter", None),
        (of("fieldwork=2021-06-07"), AmbiguousError,
         "no timetable was in force for fieldwork on 2021-06-07", BOTH),
        # Only timetables that have the milestone are offered.
        (of("final-letter=2019-07-12"), AmbiguousError,
         "no timetable was in force for final-letter on 2019-07-12", "--timetable jtai-2022"),
        (of("fieldwork=2025-03-03", timetable="jtai-2023"), UnknownNameError,
         "no timetable called 'jtai-2023'", "jtai-2022"),
        (of("draft-leter=2025-03-28"), UnknownNameError,
         "no milestone called 'draft-leter'", "draft-letter"),
        (of("final-letter=2019-07-12", timetable="jtai-2016"), UnknownNameError,
         "no milestone called 'final-letter'", "draft-letter"),
        (of("fieldwork=2025-03-03", "darft-letter=2025-04-04"), UnknownNameError,
         "no milestone called 'darft-letter'", "draft-letter"),
        (of("fieldwork=2400-01-03"), OutOfRangeError,
         "no bank holidays are known for that time: only from 1978 to 2099",
         "a date from 1978 to 2099"),
    ],
)  # fmt: skip
def test_what_cannot_be_dated_is_refused_with_what_to_type(
    dated: Dates, inspection: Inspection, error: type[JtaiError], message: str, hint: str | None
) -> None:
    with pytest.raises(error) as refusal:
        dated(inspection)
    assert (refusal.value.message, refusal.value.hint) == (message, hint)


def test_a_known_date_under_two_timetables_is_refused() -> None:
    endless = {
        key: replace(one, in_force=InForce(one.in_force.first))
        for key, one in RULES.timetables.items()
    }
    for text in ("publication=2025-04-28", "fieldwork=2025-03-03"):
        with pytest.raises(AmbiguousError, match=r"one .* possible .*: .* and jtai") as refusal:
            resolve(replace(RULES, timetables=endless), of(text), Calendars())
        assert refusal.value.hint == BOTH


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("fieldwork=2025-12-30", "+4 working days from 2025-12-30 lies outside"),
        ("publication=2025-01-10",
         "fieldwork that leads to publication on Friday 10 January 2025 lies outside"),
        ("case-audits=2025-12-31",
         "fieldwork that leads to case-audits on Wednesday 31 December 2025 lies outside"),
        ("publication=2026-01-12", "2026-01-12 lies outside"),
    ],
)  # fmt: skip
def test_what_leaves_the_years_of_a_list_of_bank_holidays_is_refused(
    text: str, message: str
) -> None:
    year = in_years(table(), 2025, 2025)
    with pytest.raises(OutOfRangeError) as refusal:
        resolve(RULES, of(text), Calendars(listed={Division.ENGLAND: year}))
    years = "the years whose bank holidays are known: 2025 to 2025"
    assert refusal.value.message == f"{message} {years}"


def test_all_that_is_within_a_short_list_of_bank_holidays_is_dated() -> None:
    year = Calendars(listed={Division.ENGLAND: in_years(table(), 2025, 2025)})
    for rules, text, fieldwork in (
        (RULES, "notification=2025-01-06", "2025-01-20"),
        (RULES, "publication=2025-04-28", "2025-03-03"),
        (MADE_UP, "after=2025-12-31", "2025-12-11"),
    ):
        assert str(resolve(rules, of(text), year).fieldwork.first) == fieldwork


def test_fieldwork_is_found_across_a_closure_of_years(dated: Dates) -> None:
    timeline = dated(of("final-letter=2031-01-15", closures=["2026-01-07..2031-01-06"]))
    assert timeline.fieldwork.first == d("2025-11-24")


def test_the_days_alone_are_those_of_the_timeline(dated: Dates) -> None:
    # A letter may be stated as early as the first day of all.
    timeline = dated(inspection := of("fieldwork=2025-03-03", "draft-letter=2024-08-17"))
    days = {one.key: (one.first, one.last) for one in timeline.milestones}
    found = days_of(RULES, inspection, Calendars())
    assert {key: (one.first, one.last) for key, one in found.items()} == days
    assert timeline.start_of(timeline.dated("notification").milestone.rule) == d("2025-03-03")
