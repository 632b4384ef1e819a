"""Notes: each in its whole wording, when it is given and when it is not."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

import pytest

from jtai_cli.bankholidays import Calendars, Division
from jtai_cli.errors import UnknownNameError
from jtai_cli.files.rules import load_rules
from jtai_cli.kinds import Edge, Fieldwork, Rule, WorkingDays
from jtai_cli.notes import annotate, title
from jtai_cli.plan import MOST_LOCAL, Inspection, Known, LocalMilestone
from jtai_cli.rules import Basis, InForce, Milestone, Rules, Timetable, Weekday
from jtai_cli.timeline import Timeline, resolve
from jtai_cli.workingdays import Period

RULES = load_rules(None)
STATEMENT = "statement-of-proposed-action"
DRAFT = "fieldwork=2025-03-03"


def d(text: str) -> date:
    return date.fromisoformat(text)


def of(text: str, *stated: str, closures: Sequence[str] = (), **named: str) -> Inspection:
    """An inspection as it is typed: "publication=2025-04-28", "fieldwork=A..B", what is stated."""
    milestone, _, days = text.partition("=")
    first, _, last = days.partition("..")
    inspection = Inspection(
        Known(milestone, d(first), d(last) if last else None),
        stated={one.split("=")[0]: d(one.split("=")[1]) for one in stated},
        closures=tuple(Period(*map(d, one.split(".."))) for one in closures),
    )
    return replace(inspection, **named)  # type: ignore[arg-type]  # theme and timetable


def noted(inspection: Inspection, rules: Rules = RULES) -> Timeline:
    return annotate(resolve(rules, inspection, Calendars()), rules)


def codes(timeline: Timeline) -> list[str]:
    return [note.code for note in timeline.notes]


def texts(timeline: Timeline, *codes: str) -> str:
    """The texts of the notes with these codes, a line each."""
    return "\n".join(note.text for note in timeline.notes if note.code in codes)


# All notes together


@pytest.mark.parametrize(
    ("inspection", "expected"),
    [
        (of("fieldwork=2025-09-15"), []),
        (
            of("fieldwork=2025-03-03", theme="front-door"),
            [("pre-election-period", "publication")],
        ),
        (
            of("fieldwork=2025-04-14"),
            [
                ("fieldwork-not-one-week", "fieldwork"),
                ("bank-holiday-in-fieldwork", "fieldwork"),
                ("bank-holiday-in-fieldwork", "fieldwork"),
            ],
        ),
        (
            of("fieldwork=2029-12-05", theme="gangs-2018", timetable="jtai-2016"),
            [
                ("earlier-timetable", "fieldwork"),
                ("timetable-not-in-force", "fieldwork"),
                ("theme-not-in-force", "fieldwork"),
                ("provisional", None),
                ("letters-over-christmas", "draft-letter"),
                ("caveat", "notification"),
                ("notification-not-monday", "notification"),
                ("fieldwork-not-one-week", "fieldwork"),
                ("polling-days-unknown", "publication"),
            ],
        ),
    ],
)
def test_a_timeline_has_these_notes_on_these_milestones_in_this_order(
    inspection: Inspection, expected: list[tuple[str, str | None]]
) -> None:
    timeline = noted(inspection)
    assert [(note.code, note.milestone) for note in timeline.notes] == expected
    assert timeline.milestones == resolve(RULES, inspection, Calendars()).milestones


def test_only_hints_name_options_and_keys() -> None:
    stated = ("publication=2029-04-28", "comments-due=2029-05-01", "notification=2029-04-10")
    inspection = of("fieldwork=2029-02-05", *stated, theme="gangs-2018", timetable="jtai-2016")
    inspections = (inspection, of("fieldwork=2026-11-30"), of(DRAFT, "publication=2025-05-08"))
    notes = [note for one in inspections for note in noted(one).notes]
    assert {(note.code, note.milestone, note.hint) for note in notes if note.hint} == {
        (
            "letters-over-christmas",
            "draft-letter",
            "--closure 2026-12-24..2026-12-31 leaves them out",
        ),
        ("receipt-computed", STATEMENT, "--stated final-letter=DATE, once you know it"),
    }
    words = " ".join(note.text for note in notes)
    assert [key for key in ("--", "jtai-", "final-letter", "gangs-2018") if key in words] == []


# Fieldwork and the weekday of notification


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("fieldwork=2026-01-05",
         ("Notification falls on Wednesday 17 December 2025, not on a Monday. The Monday of that "
          "week is 15 December 2025; no source says which of the two is used.")),
        ("fieldwork=2025-05-12",
         ("Notification falls on Friday 25 April 2025, not on a Monday. The Monday of that week, "
          "21 April 2025, is Easter Monday.")),
        ("notification=2025-02-18",
         ("Notification falls on Tuesday 18 February 2025, not on a Monday. The Monday of that "
          "week is 17 February 2025.")),
        ("notification=2025-05-06",
         ("Notification falls on Tuesday 6 May 2025, not on a Monday. The Monday of that week, "
          "5 May 2025, is the Early May bank holiday.")),
    ],
)  # fmt: skip
def test_notification_on_another_day_than_monday_is_noted_with_that_monday(
    text: str, expected: str
) -> None:
    assert texts(noted(of(text)), "notification-not-monday") == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("fieldwork=2025-03-03", ""),
        ("fieldwork=2025-03-03..2025-03-07", ""),
        ("fieldwork=2025-03-03..2025-03-14",
         ("Fieldwork is Monday 3 March to Friday 14 March 2025, not Monday to Friday of one "
          "week.")),
        ("fieldwork=2025-04-14",
         ("Fieldwork is Monday 14 April to Tuesday 22 April 2025, not Monday to Friday of one "
          "week.\n"
          "Good Friday, Friday 18 April 2025, falls within fieldwork.\n"
          "Easter Monday, Monday 21 April 2025, falls within fieldwork.")),
    ],
)  # fmt: skip
def test_fieldwork_of_other_days_than_one_week_or_over_a_bank_holiday_is_noted(
    text: str, expected: str
) -> None:
    about = ("fieldwork-not-one-week", "bank-holiday-in-fieldwork")
    assert texts(noted(of(text)), *about) == expected


# Letters before elections

DELAYED = (
    "Letters delayed by a poll came 3 to 4 working days after it in 2016 to 2019 and 5 to 10 since "
    "2024, never on the first two days."
)


@pytest.mark.parametrize(
    ("publication", "expected"),
    [
        ("2024-03-25", 0),
        ("2024-03-26", 1),
        ("2024-05-03", 0),
        # Given as days in the rules, for Parliament was dissolved later.
        ("2024-05-24", 0),
        ("2024-05-28", 1),
        ("2024-07-04", 1),
        ("2019-11-05", 0),
        ("2019-11-06", 1),
        # Local elections on 4 May and the general election on 8 June.
        ("2017-05-04", 2),
        ("2026-02-26", 0),
    ],
)
def test_publication_from_the_first_day_of_the_period_to_polling_day_is_noted(
    publication: str, expected: int
) -> None:
    timeline = noted(of(f"publication={publication}"))
    assert codes(timeline).count("pre-election-period") == expected


@pytest.mark.parametrize(
    ("publication", "expected"),
    [
        ("2025-04-28",
         ("Publication on Monday 28 April 2025 falls in the pre-election period of the local "
          "elections on Thursday 1 May 2025, which begins by Tuesday 25 March 2025. It may be "
          "delayed if your area votes.")),
        ("2024-06-28",
         ("Publication on Friday 28 June 2024 falls in the pre-election period of the general "
          "election on Thursday 4 July 2024, which begins on Saturday 25 May 2024. It may be "
          "delayed.")),
    ],
)  # fmt: skip
def test_a_letter_before_an_election_may_be_delayed(publication: str, expected: str) -> None:
    timeline = noted(of(f"publication={publication}"))
    assert texts(timeline, "pre-election-period") == f"{expected} {DELAYED}"


def test_a_letter_that_has_a_date_is_not_delayed() -> None:
    assert codes(noted(of(DRAFT, "final-letter=2025-04-23", "publication=2025-04-28"))) == []


def test_past_the_last_known_polling_day_nothing_is_sure() -> None:
    assert texts(noted(of("publication=2029-05-03")), "polling-days-unknown") == ""
    assert texts(noted(of("publication=2029-05-04")), "polling-days-unknown") == (
        "Publication on Friday 4 May 2029 may fall in a pre-election period: polling days are "
        "known to Thursday 3 May 2029."
    )


def test_rules_without_elections_delay_no_letter() -> None:
    assert codes(noted(of(DRAFT), replace(RULES, pre_election_period=None))) == []
    assert codes(noted(of(DRAFT), replace(RULES, polling_days=()))) == []


# Letters over Christmas


@pytest.mark.parametrize(
    ("inspection", "expected"),
    [
        (of("fieldwork=2026-11-30"), "draft-letter"),
        (of("fieldwork=2025-11-24"), "comments-due"),
        (of("publication=2026-12-23"), None),
        (of("publication=2026-12-24"), "publication"),
        # 21 to 24 and 29 December: two days of Christmas are left.
        (of("fieldwork=2026-12-21"), "draft-letter"),
        (of("fieldwork=2026-12-23"), None),
        # Only the statement crosses it, or only notice.
        (of("fieldwork=2025-09-01"), None),
        (of("fieldwork=2026-01-05"), None),
        (of("fieldwork=2018-11-19"), "comments-due"),
        (of("fieldwork=2026-11-30", closures=["2026-12-24..2026-12-31"]), None),
        # Bank holidays and weekends need no closing.
        (of("fieldwork=2026-11-30",
            closures=["2026-12-24..2026-12-24", "2026-12-29..2026-12-31"]), None),
        (of("fieldwork=2026-11-30", closures=["2026-12-24..2026-12-30"]), "draft-letter"),
        # What a letter stated was not counted.
        (of("fieldwork=2026-11-30", "draft-letter=2027-01-04"), None),
        (of("fieldwork=2026-11-30", "draft-letter=2026-12-18"), "comments-due"),
    ],
)  # fmt: skip
def test_letters_counted_over_christmas_are_noted_unless_it_is_closed(
    inspection: Inspection, expected: str | None
) -> None:
    found = [note for note in noted(inspection).notes if note.code == "letters-over-christmas"]
    assert [note.milestone for note in found] == ([] if expected is None else [expected])


def test_what_has_come_is_not_noted_as_counted_over_christmas() -> None:
    assert codes(noted(of("fieldwork=2026-11-30", f"{STATEMENT}=2027-05-05"))) == []
    late = noted(of("fieldwork=2026-11-30", "publication=2027-01-28"))
    assert "letters-over-christmas" not in codes(late)


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        ("pre-election-period", "Publication may be delayed by an election"),
        ("fieldwork-not-one-week", "Fieldwork is not Monday to Friday"),
        ("our-call-not-friday", "Our call is not on a Friday"),
        ("theme-not-in-force", "Theme not in force"),
    ],
)
def test_a_code_has_a_title_in_plain_words(code: str, expected: str) -> None:
    assert title(code) == expected


def test_the_note_on_christmas_says_what_letters_did() -> None:
    assert RULES.christmas is not None
    for note, words in ((None, ""), ("None came on time.", "None came on time. ")):
        rules = replace(RULES, christmas=replace(RULES.christmas, note=note))
        [found] = noted(of("fieldwork=2026-11-30"), rules).notes
        assert found.text == (
            "These dates are counted over Christmas, Thursday 24 December to Thursday 31 December "
            f"2026. {words}Days over Christmas were not left out of this count."
        )


def test_quiet_days_may_end_in_the_next_year_and_may_not_be_there() -> None:
    assert RULES.christmas is not None
    longer = replace(RULES.christmas, last="01-05", note=None, name="the holidays")
    # Fieldwork ends on Thursday 31 December 2026, and the letters cross 4 and 5 January.
    timeline = noted(of("fieldwork=2026-12-23"), replace(RULES, christmas=longer))
    assert texts(timeline, "letters-over-christmas") == (
        "These dates are counted over the holidays, Thursday 24 December 2026 to Tuesday 5 January "
        "2027. Days over the holidays were not left out of this count."
    )
    assert codes(noted(of("fieldwork=2026-11-30"), replace(RULES, christmas=None))) == []


# Provisional dates


@pytest.mark.parametrize(
    ("fieldwork", "expected"),
    [
        # The statement falls on 28 December 2028, and 70 days from publication on 3 January 2029.
        ("2028-07-31", ""),
        ("2028-09-04",
         " Projected bank holidays among those days: New Year’s Day, Monday 1 January 2029."),
        ("2028-12-04",
         (" Projected bank holidays among those days: New Year’s Day, Monday 1 January 2029; "
          "Good Friday, Friday 30 March 2029; Easter Monday, Monday 2 April 2029; "
          "Early May bank holiday, Monday 7 May 2029.")),
    ],
)  # fmt: skip
def test_provisional_dates_are_noted_with_the_projected_bank_holidays(
    fieldwork: str, expected: str
) -> None:
    assert texts(noted(of(f"fieldwork={fieldwork}")), "provisional") == (
        "GOV.UK has published bank holidays to Sunday 31 December 2028. Dates counted over later "
        f"days are provisional.{expected}"
    )


# Themes and timetables


@pytest.mark.parametrize(
    ("inspection", "expected"),
    [
        (of(DRAFT, theme="front-door"), ""),
        # The last letter seen is of May 2023, and none says that the framework was withdrawn.
        (of("fieldwork=2025-09-15", theme="early-help"), ""),
        (of("fieldwork=2022-01-10", theme="front-door"),
         ("The theme ‘Front door’ is not in force on Monday 10 January 2022, when fieldwork "
          "starts, but from Monday 28 March 2022.")),
        (of("fieldwork=2017-06-05", theme="domestic-abuse-2016"),
         ("The theme ‘Children living with domestic abuse’ is not in force on Monday 5 June "
          "2017, when fieldwork starts, but from Thursday 1 September 2016 to Friday 31 March "
          "2017 and from Thursday 1 February 2018 to Sunday 30 September 2018.")),
    ],
)  # fmt: skip
def test_a_theme_used_before_it_was_published_is_noted(
    inspection: Inspection, expected: str
) -> None:
    assert texts(noted(inspection), "theme-not-in-force") == expected


def test_an_unknown_theme_is_refused() -> None:
    with pytest.raises(UnknownNameError) as refusal:
        noted(of(DRAFT, theme="frontdoor"))
    assert (refusal.value.message, refusal.value.hint) == (
        "no theme called 'frontdoor'", "front-door",
    )  # fmt: skip


def test_a_timetable_that_has_ended_is_noted_with_its_own_note() -> None:
    follow = (
        "These dates follow the JTAI timetable of 2016 to 2020, in force from Monday 1 February "
        "2016 to Tuesday 31 March 2020."
    )
    own = (
        "Of the steps between fieldwork and publication only the draft letter and the comments are "
        "known, from one inspection."
    )
    timeline = noted(of("fieldwork=2019-06-17"))
    assert texts(timeline, "earlier-timetable") == f"{follow} {own}"
    plain = replace(timeline, timetable=replace(timeline.timetable, note=None))
    assert texts(annotate(plain, RULES), "earlier-timetable") == follow
    assert texts(timeline, "caveat").startswith("For some themes notice was 9 working days")


def test_a_timetable_named_out_of_its_time_is_noted() -> None:
    for key, time in (("jtai-2022", "since 2022"), ("jtai-2016", "of 2016 to 2020")):
        note = texts(noted(of("fieldwork=2021-06-07", timetable=key)), "timetable-not-in-force")
        when = "on Monday 7 June 2021, when fieldwork starts"
        assert note == f"The JTAI timetable {time} is not in force {when}."
    assert codes(noted(of(DRAFT, timetable="jtai-2022"))) == ["pre-election-period"]


# Dates that letters stated


@pytest.mark.parametrize(
    ("inspection", "expected"),
    [
        (of(DRAFT, "draft-letter=2025-04-04"), ""),
        (of("fieldwork=2018-03-19", "publication=2018-05-09", f"{STATEMENT}=2018-08-18"),
         ("stated-not-working-day: Statement of proposed action due: Saturday 18 August 2018 "
          "is at the weekend. The date is kept as stated.")),
        (of(DRAFT, "final-letter=2025-05-05"),
         ("stated-not-working-day: Final letter, under embargo: Monday 5 May 2025 is the "
          "Early May bank holiday. The date is kept as stated.")),
        (of(DRAFT, "evidence-window=2024-09-01"), ""),
        (of(DRAFT, "comments-due=2025-03-27"),
         ("stated-before-anchor: Comments due back is stated as Thursday 27 March 2025, "
          "before the draft letter on Friday 28 March 2025, from which it is counted.")),
        (of("fieldwork=2025-06-30", "notification=2025-07-07"),
         ("stated-after-anchor: Notification is stated as Monday 7 July 2025, after "
          "fieldwork on Monday 30 June 2025, from which it is counted.")),
        (of(DRAFT, "case-audits=2025-02-14"),
         ("stated-before-anchor: Case audits and audit workshop is stated as Friday 14 "
          "February 2025, before notification on Monday 17 February 2025, from which it is "
          "counted.")),
        # On the very day that they are counted from.
        (of(DRAFT, "set-up-discussion=2025-02-17"), ""),
        (of(DRAFT, "notification=2025-03-03"), ""),
        (of(DRAFT, "comments-due=2025-05-01", "publication=2025-04-30"),
         ("stated-before-anchor: Letter published is stated as Wednesday 30 April 2025, "
          "before the final letter on Tuesday 13 May 2025, from which it is counted.\n"
          "stated-out-of-order: Letter published is stated as Wednesday 30 April 2025, "
          "before the comments, stated as Thursday 1 May 2025.\n"
          "receipt-computed: Statement of proposed action due is counted from the final "
          "letter on Tuesday 13 May 2025. That date is only calculated, though publication "
          "is stated.")),
        (of(DRAFT, "publication=2025-05-08"),
         ("receipt-computed: Statement of proposed action due is counted from the final "
          "letter on Wednesday 23 April 2025. That date is only calculated, though "
          "publication is stated.")),
        (of(DRAFT, "publication=2025-05-08", "final-letter=2025-05-02"), ""),
        (of("final-letter=2025-04-23", "publication=2025-05-08"), ""),
        (of(DRAFT, "publication=2025-05-08", f"{STATEMENT}=2025-08-06"), ""),
        # Fieldwork is no letter that could be stated.
        (of("notification=2019-06-03", "draft-letter=2019-07-15"), ""),
    ],
)  # fmt: skip
def test_stated_dates_are_remarked_on(inspection: Inspection, expected: str) -> None:
    notes = noted(inspection).notes
    about = [f"{n.code}: {n.text}" for n in notes if n.code.startswith(("stated", "receipt"))]
    assert "\n".join(about) == expected


# Other people's rules


def visit(working_days: int, *milestones: Milestone) -> Rules:
    """A timetable of fieldwork from a Monday, and some milestones more."""
    rule = Fieldwork(working_days=working_days)
    fieldwork = milestone("fieldwork", rule, Weekday.MONDAY)
    made = {one.key: one for one in (fieldwork, *milestones)}
    since = InForce(d("2022-01-01"))
    timetable = Timetable("visit", "Visits", "Visit", since, Division.ENGLAND, made)
    return replace(RULES, timetables={"visit": timetable})


def milestone(key: str, rule: Rule, weekday: Weekday) -> Milestone:
    made = Milestone(key, key.title(), f"the {key}", "letters", rule, Basis.LOCAL, "polls")
    return replace(made, weekday=weekday)


def test_any_milestone_may_be_expected_on_any_weekday() -> None:
    rule = WorkingDays(anchor="fieldwork", edge=Edge.FIRST, working_days=-5)
    briefing = milestone("briefing", rule, Weekday.FRIDAY)
    assert texts(noted(of(DRAFT), visit(5, briefing)), "briefing-not-friday") == (
        "Briefing falls on Monday 24 February 2025, not on a Friday. The Friday of that week is 28 "
        "February 2025; no source says which of the two is used."
    )
    on_a_friday = codes(noted(of("fieldwork=2025-03-07"), visit(5, briefing)))
    assert on_a_friday == ["fieldwork-not-one-week"]


def test_fieldwork_of_other_rules_may_last_whole_weeks_or_a_part_of_one() -> None:
    assert codes(noted(of(DRAFT), visit(10))) == []
    assert codes(noted(of("fieldwork=2025-03-04"), visit(3))) == []
    assert texts(noted(of("fieldwork=2025-03-04"), visit(10)), "fieldwork-not-one-week") == (
        "Fieldwork is Tuesday 4 March to Monday 17 March 2025, not Monday to Friday of 2 weeks."
    )


def test_as_many_local_milestones_as_there_may_be_are_noted_at_once() -> None:
    keys = [f"local-{number}" for number in range(MOST_LOCAL)]
    chain = zip(keys, ["draft-letter", *keys], strict=False)
    local = {key: LocalMilestone(key, key, anchor, 1) for key, anchor in chain}
    stated = {key: d("2025-04-01") for key in keys}
    timeline = noted(replace(of(DRAFT), local=local, stated=stated))
    assert len(timeline.milestones) == 17 + MOST_LOCAL
    assert codes(timeline) == ["pre-election-period"]
