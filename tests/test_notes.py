"""Notes: each in its whole wording, when it is given and when it is not."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date

import pytest

from jtai_cli import bankholidays
from jtai_cli.bankholidays import Division
from jtai_cli.dated import Timeline
from jtai_cli.errors import UnknownNameError
from jtai_cli.frameworks import Frameworks, Timetable
from jtai_cli.milestones import Basis, Edge, Fieldwork, Milestone, Weekday, WorkingDays
from jtai_cli.notes import annotate
from jtai_cli.plan import Inspection, Known
from jtai_cli.themes import InForce
from jtai_cli.timeline import resolve
from jtai_cli.workingdays import Period

ENGLAND = bankholidays.table().calendar()
CHRISTMAS_2026 = "2026-12-24..2026-12-31"

Dates = Callable[[Inspection], Timeline]


def d(text: str) -> date:
    return date.fromisoformat(text)


def period(text: str) -> Period:
    first, last = text.split("..")
    return Period(d(first), d(last))


def of(
    text: str,
    *,
    theme: str | None = None,
    timetable: str | None = None,
    closures: Sequence[str] = (),
) -> Inspection:
    """Make an inspection from what is typed: "publication=2025-04-28", "fieldwork=A..B"."""
    milestone, _, days = text.partition("=")
    first, _, last = days.partition("..")
    known = Known(milestone, d(first), d(last) if last else None)
    return Inspection(
        known,
        theme=theme,
        timetable=timetable,
        closures=tuple(period(closure) for closure in closures),
    )


def codes(timeline: Timeline) -> list[str]:
    return [note.code for note in timeline.notes]


def texts(timeline: Timeline, code: str) -> list[str]:
    return [note.text for note in timeline.notes if note.code == code]


# All notes together


@pytest.mark.parametrize(
    ("inspection", "expected"),
    [
        pytest.param(of("fieldwork=2025-09-15"), [], id="none"),
        pytest.param(
            of("fieldwork=2025-03-03", theme="front-door"),
            ["pre-election-period"],
            id="the-worked-example",
        ),
        pytest.param(
            of("fieldwork=2026-01-05"), ["notification-not-monday"], id="notified-at-christmas"
        ),
        pytest.param(
            of("fieldwork=2026-11-30"), ["letters-over-christmas"], id="letters-over-christmas"
        ),
        pytest.param(
            of("fieldwork=2022-08-30"), ["fieldwork-not-one-week"], id="tuesday-to-monday"
        ),
        pytest.param(
            of("fieldwork=2025-04-14"),
            [
                "fieldwork-not-one-week",
                "bank-holiday-in-fieldwork",
                "bank-holiday-in-fieldwork",
            ],
            id="fieldwork-over-easter",
        ),
        pytest.param(of("fieldwork=2019-06-17"), ["earlier-timetable", "caveat"], id="of-2019"),
        pytest.param(
            of("fieldwork=2028-09-04"),
            ["provisional", "notification-not-monday", "polling-days-unknown"],
            id="statement-in-2029",
        ),
        pytest.param(
            of("fieldwork=2028-12-05", theme="gangs-2018", timetable="jtai-2016"),
            [
                "earlier-timetable",
                "timetable-not-in-force",
                "theme-not-in-force",
                "provisional",
                "letters-over-christmas",
                "caveat",
                "notification-not-monday",
                "fieldwork-not-one-week",
                "polling-days-unknown",
            ],
            id="all-at-once-in-their-order",
        ),
    ],
)
def test_a_timeline_has_these_notes_in_this_order(
    dated: Dates, inspection: Inspection, expected: list[str]
) -> None:
    assert codes(dated(inspection)) == expected


@pytest.mark.parametrize(
    ("inspection", "code", "expected"),
    [
        pytest.param(
            of("fieldwork=2026-01-05"), "notification-not-monday", "notification", id="notification"
        ),
        pytest.param(of("fieldwork=2019-06-17"), "caveat", "notification", id="caveat"),
        pytest.param(
            of("fieldwork=2022-08-30"), "fieldwork-not-one-week", "fieldwork", id="fieldwork"
        ),
        pytest.param(
            of("fieldwork=2025-04-14"), "bank-holiday-in-fieldwork", "fieldwork", id="bank-holiday"
        ),
        pytest.param(
            of("fieldwork=2025-03-03"), "pre-election-period", "publication", id="publication"
        ),
        # The first letter that crosses the days, or falls among them.
        pytest.param(
            of("fieldwork=2026-11-30"), "letters-over-christmas", "draft-letter", id="christmas"
        ),
        pytest.param(
            of("fieldwork=2025-11-24"),
            "letters-over-christmas",
            "comments-due",
            id="christmas-after-the-draft",
        ),
        pytest.param(of("fieldwork=2028-09-04"), "provisional", None, id="provisional"),
        pytest.param(
            of("fieldwork=2019-06-17"), "earlier-timetable", "fieldwork", id="earlier-timetable"
        ),
        pytest.param(
            of("fieldwork=2021-06-07", timetable="jtai-2022"),
            "timetable-not-in-force",
            "fieldwork",
            id="timetable-not-in-force",
        ),
        pytest.param(
            of("fieldwork=2022-01-10", theme="front-door"),
            "theme-not-in-force",
            "fieldwork",
            id="theme",
        ),
    ],
)
def test_a_note_names_the_milestone_it_is_about(
    dated: Dates, inspection: Inspection, code: str, expected: str | None
) -> None:
    about = {note.milestone for note in dated(inspection).notes if note.code == code}
    assert about == {expected}


def test_notes_move_no_date(dated: Dates, rules: Frameworks) -> None:
    with_notes = dated(of("fieldwork=2028-12-05", theme="gangs-2018", timetable="jtai-2016"))
    without = resolve(
        with_notes.timetable,
        with_notes.inspection,
        with_notes.calendar,
        phases=tuple(rules.phases),
    )
    assert with_notes.milestones == without.milestones


# Notification


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("fieldwork=2025-03-03", [], id="a-monday"),
        # Christmas Day, Boxing Day and New Year's Day are in the fortnight.
        pytest.param(
            "fieldwork=2026-01-05",
            [
                (
                    "Notification falls on Wednesday 17 December 2025, not on a Monday. The Monday "
                    "of that week is 15 December 2025; no source says which of the two is kept."
                )
            ],
            id="a-wednesday",
        ),
        pytest.param(
            "fieldwork=2025-05-12",
            [
                (
                    "Notification falls on Friday 25 April 2025, not on a Monday. The Monday of "
                    "that week is 21 April 2025; no source says which of the two is kept."
                )
            ],
            id="a-friday-whose-monday-is-a-bank-holiday",
        ),
        pytest.param(
            "notification=2025-02-18",
            [
                (
                    "Notification falls on Tuesday 18 February 2025, not on a Monday. The Monday "
                    "of that week is 17 February 2025; no source says which of the two is kept."
                )
            ],
            id="a-tuesday-that-is-known",
        ),
    ],
)
def test_notification_on_another_day_than_monday_is_noted_with_that_monday(
    dated: Dates, text: str, expected: list[str]
) -> None:
    assert texts(dated(of(text)), "notification-not-monday") == expected


# Fieldwork


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("fieldwork=2025-03-03", [], id="monday-to-friday"),
        pytest.param("fieldwork=2025-03-03..2025-03-07", [], id="monday-to-friday-given"),
        pytest.param(
            "fieldwork=2022-08-30",
            [
                (
                    "Fieldwork runs Tuesday 30 August to Monday 5 September 2022, "
                    "not Monday to Friday of one week."
                )
            ],
            id="tuesday-to-monday",
        ),
        pytest.param(
            "fieldwork=2017-03-21..2017-03-24",
            [
                (
                    "Fieldwork runs Tuesday 21 March to Friday 24 March 2017, "
                    "not Monday to Friday of one week."
                )
            ],
            id="tuesday-to-friday",
        ),
        pytest.param(
            "fieldwork=2025-03-03..2025-03-06",
            [
                (
                    "Fieldwork runs Monday 3 March to Thursday 6 March 2025, "
                    "not Monday to Friday of one week."
                )
            ],
            id="monday-to-thursday",
        ),
        pytest.param(
            "fieldwork=2025-03-03..2025-03-14",
            [
                (
                    "Fieldwork runs Monday 3 March to Friday 14 March 2025, "
                    "not Monday to Friday of one week."
                )
            ],
            id="monday-to-friday-of-two-weeks",
        ),
        pytest.param(
            "fieldwork=2024-12-27",
            [
                (
                    "Fieldwork runs Friday 27 December 2024 to Friday 3 January 2025, "
                    "not Monday to Friday of one week."
                )
            ],
            id="over-new-year",
        ),
    ],
)
def test_fieldwork_of_other_days_than_one_week_is_noted(
    dated: Dates, text: str, expected: list[str]
) -> None:
    assert texts(dated(of(text)), "fieldwork-not-one-week") == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("fieldwork=2025-03-03", [], id="none"),
        pytest.param("fieldwork=2025-04-07", [], id="the-week-before-easter-week"),
        pytest.param(
            "fieldwork=2025-04-14",
            [
                "Good Friday, Friday 18 April 2025, falls within fieldwork.",
                "Easter Monday, Monday 21 April 2025, falls within fieldwork.",
            ],
            id="easter",
        ),
        pytest.param("fieldwork=2022-09-12", [], id="the-week-before-the-state-funeral"),
    ],
)
def test_each_bank_holiday_in_fieldwork_is_noted(
    dated: Dates, text: str, expected: list[str]
) -> None:
    assert texts(dated(of(text)), "bank-holiday-in-fieldwork") == expected


# Letters before elections


@pytest.mark.parametrize(
    ("publication", "expected"),
    [
        pytest.param("2024-03-25", 0, id="the-day-before-the-local-period"),
        pytest.param("2024-03-26", 1, id="the-first-day-of-the-local-period"),
        pytest.param("2024-05-02", 1, id="local-polling-day"),
        pytest.param("2024-05-03", 0, id="the-day-after-local-polling-day"),
        pytest.param("2024-05-29", 0, id="the-day-before-the-general-period"),
        pytest.param("2024-05-30", 1, id="the-first-day-of-the-general-period"),
        pytest.param("2024-07-04", 1, id="general-polling-day"),
        pytest.param("2024-07-05", 0, id="the-day-after-general-polling-day"),
        # Counted, the period would begin on the 7th; it began with the dissolution.
        pytest.param("2019-11-05", 0, id="the-day-before-the-dissolution-of-2019"),
        pytest.param("2019-11-06", 1, id="the-dissolution-of-2019"),
        pytest.param("2019-12-12", 1, id="polling-day-of-2019"),
        pytest.param("2019-12-13", 0, id="the-day-after-polling-day-of-2019"),
        # Local elections on 4 May and the general election on 8 June.
        pytest.param("2017-05-04", 2, id="two-periods-in-2017"),
        pytest.param("2026-02-26", 0, id="long-before"),
    ],
)
def test_publication_from_the_first_day_of_the_period_to_polling_day_is_noted(
    dated: Dates, publication: str, expected: int
) -> None:
    timeline = dated(of(f"publication={publication}"))
    assert codes(timeline).count("pre-election-period") == expected


@pytest.mark.parametrize(
    ("publication", "expected"),
    [
        pytest.param(
            "2025-04-28",
            [
                (
                    "Letter published on Monday 28 April 2025 falls in the pre-election period of "
                    "the local elections of Thursday 1 May 2025, which begins on Tuesday 25 March "
                    "2025. It may be held if your area votes; the first working day after polling "
                    "day is Friday 2 May 2025."
                )
            ],
            id="local",
        ),
        pytest.param(
            "2024-06-28",
            [
                (
                    "Letter published on Friday 28 June 2024 falls in the pre-election period of "
                    "the general election of Thursday 4 July 2024, which begins on Thursday 30 May "
                    "2024. It may be held; the first working day after polling day is Friday 5 "
                    "July 2024."
                )
            ],
            id="general",
        ),
        pytest.param(
            "2019-11-06",
            [
                (
                    "Letter published on Wednesday 6 November 2019 falls in the pre-election "
                    "period of the general election of Thursday 12 December 2019, which begins on "
                    "Wednesday 6 November 2019. It may be held; the first working day after "
                    "polling day is Friday 13 December 2019."
                )
            ],
            id="general-with-a-first-day-of-its-own",
        ),
    ],
)
def test_a_letter_before_an_election_may_be_held(
    dated: Dates, publication: str, expected: list[str]
) -> None:
    assert texts(dated(of(f"publication={publication}")), "pre-election-period") == expected


def test_only_publication_is_held(dated: Dates) -> None:
    # The final letter falls on 25 March 2025, the first day of the period, and publication in it.
    timeline = dated(of("final-letter=2025-03-25"))
    about = [note.milestone for note in timeline.notes if note.code == "pre-election-period"]
    assert about == ["publication"]


def test_a_period_with_a_first_day_of_its_own_may_be_long(dated: Dates, rules: Frameworks) -> None:
    poll = replace(rules.polling_days[-1], day=d("2025-10-30"), period_first=d("2025-07-01"))
    timeline = annotate(dated(of("publication=2025-07-07")), replace(rules, polling_days=(poll,)))
    assert codes(timeline).count("pre-election-period") == 1


@pytest.mark.parametrize(
    "change",
    [
        pytest.param(lambda rules: replace(rules, pre_election_period=None), id="no-period"),
        pytest.param(lambda rules: replace(rules, polling_days=()), id="no-polling-days"),
    ],
)
def test_rules_without_elections_hold_no_letter(
    dated: Dates, rules: Frameworks, change: Callable[[Frameworks], Frameworks]
) -> None:
    timeline = annotate(dated(of("fieldwork=2025-03-03")), change(rules))
    assert codes(timeline) == []


# Letters over Christmas


@pytest.mark.parametrize(
    ("inspection", "expected"),
    [
        pytest.param(of("fieldwork=2026-11-30"), 1, id="letters-cross-it"),
        pytest.param(of("publication=2026-12-23"), 0, id="published-the-day-before"),
        pytest.param(of("publication=2026-12-24"), 1, id="published-on-its-first-day"),
        # 21 to 24 and 29 December: two days of Christmas are left.
        pytest.param(of("fieldwork=2026-12-21"), 1, id="fieldwork-ends-within-it"),
        pytest.param(of("fieldwork=2026-12-23"), 0, id="fieldwork-ends-on-its-last-day"),
        pytest.param(of("fieldwork=2025-09-01"), 0, id="only-the-statement-crosses-it"),
        pytest.param(of("fieldwork=2026-01-05"), 0, id="only-notice-crosses-it"),
        pytest.param(
            of("fieldwork=2026-11-30", closures=[CHRISTMAS_2026]), 0, id="all-of-it-closed"
        ),
        # Bank holidays and weekends need no closing.
        pytest.param(
            of(
                "fieldwork=2026-11-30",
                closures=["2026-12-24..2026-12-24", "2026-12-29..2026-12-31"],
            ),
            0,
            id="all-its-working-days-closed",
        ),
        pytest.param(
            of("fieldwork=2026-11-30", closures=["2026-12-24..2026-12-30"]), 1, id="partly-closed"
        ),
        pytest.param(
            of("fieldwork=2026-11-30", closures=["2025-12-24..2025-12-31"]),
            1,
            id="another-christmas-closed",
        ),
        pytest.param(of("fieldwork=2018-11-19"), 1, id="shropshire-by-the-timetable-of-2016"),
    ],
)
def test_letters_that_cross_christmas_are_noted_unless_it_is_closed(
    dated: Dates, inspection: Inspection, expected: int
) -> None:
    assert codes(dated(inspection)).count("letters-over-christmas") == expected


@pytest.mark.parametrize(
    ("note", "expected"),
    [
        pytest.param(
            None,
            (
                "The letters cross Thursday 24 December to Thursday 31 December 2026. "
                "With --closure 2026-12-24..2026-12-31 their clock leaves those days out."
            ),
            id="without-what-letters-did",
        ),
        pytest.param(
            "None came on time.",
            (
                "The letters cross Thursday 24 December to Thursday 31 December 2026. "
                "None came on time. "
                "With --closure 2026-12-24..2026-12-31 their clock leaves those days out."
            ),
            id="with-what-letters-did",
        ),
    ],
)
def test_letters_over_christmas_are_told_the_closure_to_try(
    dated: Dates, rules: Frameworks, note: str | None, expected: str
) -> None:
    assert rules.christmas is not None
    changed = replace(rules, christmas=replace(rules.christmas, note=note))
    timeline = annotate(dated(of("fieldwork=2026-11-30")), changed)
    assert texts(timeline, "letters-over-christmas") == [expected]


def test_quiet_days_that_began_last_year_are_crossed_too(dated: Dates, rules: Frameworks) -> None:
    assert rules.christmas is not None
    longer = replace(rules, christmas=replace(rules.christmas, last="01-05", note=None))
    # Fieldwork ends on Thursday 31 December 2026, and the letters cross 4 and 5 January.
    timeline = annotate(dated(of("fieldwork=2026-12-23")), longer)
    assert texts(timeline, "letters-over-christmas") == [
        (
            "The letters cross Thursday 24 December 2026 to Tuesday 5 January 2027. "
            "With --closure 2026-12-24..2027-01-05 their clock leaves those days out."
        )
    ]


def test_rules_without_quiet_days_note_none(dated: Dates, rules: Frameworks) -> None:
    timeline = annotate(dated(of("fieldwork=2026-11-30")), replace(rules, christmas=None))
    assert codes(timeline) == []


# Provisional dates


@pytest.mark.parametrize(
    ("fieldwork", "expected"),
    [
        pytest.param("2025-03-03", [], id="all-published"),
        pytest.param(
            "2028-09-04",
            [
                (
                    "GOV.UK has published bank holidays to Sunday 31 December 2028. Later "
                    "dates, and those counted from them, are provisional; the bank holidays "
                    "projected among them: New Year’s Day, Monday 1 January 2029."
                )
            ],
            id="one-projected",
        ),
        pytest.param(
            "2028-12-04",
            [
                (
                    "GOV.UK has published bank holidays to Sunday 31 December 2028. Later "
                    "dates, and those counted from them, are provisional; the bank holidays "
                    "projected among them: New Year’s Day, Monday 1 January 2029; Good Friday, "
                    "Friday 30 March 2029; "
                    "Easter Monday, Monday 2 April 2029; Early May bank holiday, Monday 7 May 2029."
                )
            ],
            id="several-projected",
        ),
    ],
)
def test_provisional_dates_are_noted_with_what_they_rest_on(
    dated: Dates, fieldwork: str, expected: list[str]
) -> None:
    assert texts(dated(of(f"fieldwork={fieldwork}")), "provisional") == expected


def test_a_reading_that_is_provisional_is_noted_too(dated: Dates) -> None:
    # The statement falls on 28 December 2028, and 70 days from publication on 3 January 2029.
    assert "provisional" in codes(dated(of("fieldwork=2028-07-31")))


@pytest.mark.parametrize(
    ("publication", "expected"),
    [
        pytest.param("2028-05-04", [], id="on-the-last-known-polling-day"),
        pytest.param(
            "2028-05-05",
            [
                (
                    "Polling days are known to Thursday 4 May 2028: whether publication on Friday "
                    "5 May 2028 falls in a pre-election period cannot be told."
                )
            ],
            id="the-day-after",
        ),
    ],
)
def test_past_the_last_known_polling_day_silence_is_not_kept(
    dated: Dates, publication: str, expected: list[str]
) -> None:
    assert texts(dated(of(f"publication={publication}")), "polling-days-unknown") == expected


# Themes


@pytest.mark.parametrize(
    ("inspection", "expected"),
    [
        pytest.param(of("fieldwork=2025-03-03"), [], id="no-theme"),
        pytest.param(of("fieldwork=2025-03-03", theme="front-door"), [], id="in-force"),
        pytest.param(
            of("fieldwork=2022-01-10", theme="front-door"),
            [
                (
                    "The theme front-door was in force from Monday 28 March 2022, "
                    "not on Monday 10 January 2022."
                )
            ],
            id="before-it-was-solihull",
        ),
        pytest.param(
            of("fieldwork=2025-09-15", theme="domestic-abuse"),
            [
                (
                    "The theme domestic-abuse was in force from Thursday 12 September 2024 to "
                    "Sunday 31 August 2025, not on Monday 15 September 2025."
                )
            ],
            id="after-it-was",
        ),
        pytest.param(
            of("fieldwork=2017-06-05", theme="domestic-abuse-2016"),
            [
                (
                    "The theme domestic-abuse-2016 was in force from Thursday 1 September 2016 to "
                    "Friday 31 March 2017 and from Thursday 1 February 2018 to Sunday 30 September "
                    "2018, not on Monday 5 June 2017."
                )
            ],
            id="between-its-two-times",
        ),
    ],
)
def test_a_theme_out_of_force_is_noted_with_its_dates(
    dated: Dates, inspection: Inspection, expected: list[str]
) -> None:
    assert texts(dated(inspection), "theme-not-in-force") == expected


def test_an_unknown_theme_is_refused(dated: Dates) -> None:
    with pytest.raises(UnknownNameError) as refusal:
        dated(of("fieldwork=2025-03-03", theme="frontdoor"))
    assert (refusal.value.message, refusal.value.hint) == (
        "no theme called 'frontdoor'",
        "front-door",
    )


# Timetables


@pytest.mark.parametrize(
    ("inspection", "expected"),
    [
        pytest.param(of("fieldwork=2025-03-03"), [], id="the-current-one"),
        pytest.param(
            of("fieldwork=2019-06-17"),
            [
                (
                    "These dates follow jtai-2016, an earlier timetable in force Monday 1 February "
                    "2016 to Tuesday 31 March 2020. The draft, comments and embargo steps of that "
                    "time are not known, so they are not there."
                )
            ],
            id="the-one-of-2016",
        ),
    ],
)
def test_an_earlier_timetable_is_noted_with_its_own_note(
    dated: Dates, inspection: Inspection, expected: list[str]
) -> None:
    assert texts(dated(inspection), "earlier-timetable") == expected


def test_an_earlier_timetable_may_have_no_note_of_its_own(dated: Dates, rules: Frameworks) -> None:
    timeline = dated(of("fieldwork=2019-06-17"))
    plain = replace(timeline, timetable=replace(timeline.timetable, note=None))
    assert texts(annotate(plain, rules), "earlier-timetable") == [
        (
            "These dates follow jtai-2016, an earlier timetable in force Monday 1 February 2016 to "
            "Tuesday 31 March 2020."
        )
    ]


@pytest.mark.parametrize(
    ("inspection", "expected"),
    [
        pytest.param(of("fieldwork=2022-01-10"), [], id="in-force"),
        pytest.param(
            of("fieldwork=2022-01-10", timetable="jtai-2022"), [], id="in-force-and-named"
        ),
        pytest.param(
            of("fieldwork=2021-06-07", timetable="jtai-2022"),
            ["jtai-2022 was not in force when fieldwork starts, on Monday 7 June 2021."],
            id="named-in-the-pause",
        ),
        pytest.param(
            of("fieldwork=2025-03-03", timetable="jtai-2016"),
            ["jtai-2016 was not in force when fieldwork starts, on Monday 3 March 2025."],
            id="named-after-its-time",
        ),
    ],
)
def test_a_timetable_named_out_of_its_time_is_noted(
    dated: Dates, inspection: Inspection, expected: list[str]
) -> None:
    assert texts(dated(inspection), "timetable-not-in-force") == expected


def test_a_milestones_caveat_stands_beside_every_date_of_it(dated: Dates) -> None:
    assert texts(dated(of("fieldwork=2019-06-17")), "caveat") == [
        "Notice was 9 working days for some themes, until it was made 10 for all by February 2020."
    ]


# Made-up rules


def made_up(text: str, *milestones: Milestone) -> Timeline:
    """Date a timetable of fieldwork, three days long, and some milestones more."""
    fieldwork = Milestone(
        key="fieldwork",
        title="Fieldwork",
        name="fieldwork",
        phase="all",
        rule=Fieldwork("fieldwork", 3),
        basis=Basis.LOCAL,
        source="made-up",
        weekday=Weekday.WEDNESDAY,
    )
    timetable = Timetable(
        key="made-up",
        title="Made up",
        name="Rehearsal",
        in_force=InForce(d("2022-01-01")),
        division=Division.ENGLAND,
        milestones={one.key: one for one in (fieldwork, *milestones)},
    )
    return resolve(timetable, of(text), ENGLAND, phases=("all",))


BRIEFING = Milestone(
    key="briefing",
    title="First briefing",
    name="the first briefing",
    phase="all",
    rule=WorkingDays("working-days", "fieldwork", -5, Edge.FIRST),
    basis=Basis.LOCAL,
    source="made-up",
    weekday=Weekday.FRIDAY,
)


@pytest.mark.parametrize(
    ("fieldwork", "expected"),
    [
        pytest.param("2025-03-07", [], id="a-friday"),
        pytest.param(
            "2025-03-03",
            [
                (
                    "First briefing falls on Monday 24 February 2025, not on a Friday. The Friday "
                    "of that week is 28 February 2025; no source says which of the two is kept."
                )
            ],
            id="a-monday",
        ),
    ],
)
def test_any_milestone_may_be_expected_on_any_weekday(
    rules: Frameworks, fieldwork: str, expected: list[str]
) -> None:
    timeline = annotate(made_up(f"fieldwork={fieldwork}", BRIEFING), rules)
    assert texts(timeline, "briefing-not-friday") == expected


def test_a_timetable_without_letters_has_none_over_christmas(rules: Frameworks) -> None:
    timeline = annotate(made_up("fieldwork=2026-12-21", BRIEFING), rules)
    assert "letters-over-christmas" not in codes(timeline)


def test_provisional_dates_may_rest_on_no_projected_bank_holiday(rules: Frameworks) -> None:
    timeline = annotate(made_up("fieldwork=2029-02-05"), rules)
    assert texts(timeline, "provisional") == [
        (
            "GOV.UK has published bank holidays to Sunday 31 December 2028. Later dates, and "
            "those counted from them, are provisional; the bank holidays projected among them: "
            "none."
        )
    ]
