"""Notes: each in its whole wording, when it is given and when it is not."""

import json
from dataclasses import replace
from typing import TYPE_CHECKING

from jtai_cli.bankholidays import Calendars, Division
from jtai_cli.files.rules import load_rules
from jtai_cli.kinds import Edge, Fieldwork, Rule, WorkingDays
from jtai_cli.notes import annotate
from jtai_cli.plan import Inspection, Known
from jtai_cli.rules import Basis, InForce, Milestone, Rules, Timetable, Weekday
from jtai_cli.timeline import Timeline, resolve
from tests.conftest import d

if TYPE_CHECKING:
    from tests.conftest import Golden, Jtai

RULES = load_rules(None)
STATEMENT = "statement-of-proposed-action"
# What `jtai timeline` is asked, a line each; the golden file has the notes below each.
ASKED = """
# In order: of rules, then of dates; none.
--fieldwork 2025-09-15
--fieldwork 2025-03-03 --theme front-door
--fieldwork 2029-12-05 --theme gangs-2018 --timetable jtai-2016

# Notification on another day than Monday; the Monday of that week, which may be a bank holiday.
--fieldwork 2026-01-05
--fieldwork 2025-05-12
--notified 2025-02-18
--notified 2025-05-06

# Fieldwork of other days than one week, or over bank holidays.
--fieldwork 2025-03-03..2025-03-07
--fieldwork 2025-03-03..2025-03-14
--fieldwork 2025-04-14

# Publication from the first day of a pre-election period to polling day, and beside it.
--known publication=2024-03-25
--known publication=2024-03-26
--known publication=2024-05-03
# Of the general election, whose days are given, for Parliament was dissolved later.
--known publication=2024-05-24
--known publication=2024-05-28
--known publication=2024-06-28
--known publication=2024-07-04
--known publication=2019-11-05
--known publication=2019-11-06
# Local elections on 4 May and the general election on 8 June.
--known publication=2017-05-04
--known publication=2026-02-26
# A letter that has a date is not delayed.
--fieldwork 2025-03-03 --stated final-letter=2025-04-23 --stated publication=2025-04-28
# Past the last known polling day nothing is sure.
--known publication=2029-05-03
--known publication=2029-05-04

# Letters counted over Christmas.
--fieldwork 2026-11-30
--fieldwork 2025-11-24
--known publication=2026-12-23
--known publication=2026-12-24
# 21 to 24 and 29 December: two days of Christmas are left.
--fieldwork 2026-12-21
--fieldwork 2026-12-23
# Only the statement crosses it, or only notice.
--fieldwork 2025-09-01
--fieldwork 2018-11-19
# It is closed; bank holidays and weekends need no closing.
--fieldwork 2026-11-30 --closure 2026-12-24..2026-12-31
--fieldwork 2026-11-30 --closure 2026-12-24 --closure 2026-12-29..2026-12-31
--fieldwork 2026-11-30 --closure 2026-12-24..2026-12-30
# What a letter stated was not counted, and what has come was not.
--fieldwork 2026-11-30 --stated draft-letter=2027-01-04
--fieldwork 2026-11-30 --stated draft-letter=2026-12-18
--fieldwork 2026-11-30 --stated STATEMENT=2027-05-05
--fieldwork 2026-11-30 --stated publication=2027-01-28

# Provisional: the statement on 28 December 2028, and 70 days from publication on 3 January 2029.
--fieldwork 2028-07-31
--fieldwork 2028-09-04
--fieldwork 2028-12-04

# Themes before they were published; the last letter seen of early help is of May 2023.
--fieldwork 2025-09-15 --theme early-help
--fieldwork 2022-01-10 --theme front-door
--fieldwork 2017-06-05 --theme domestic-abuse-2016

# Timetables that have ended, or are named out of their time.
--fieldwork 2019-06-17
--fieldwork 2021-06-07 --timetable jtai-2022
--fieldwork 2021-06-07 --timetable jtai-2016
--fieldwork 2025-03-03 --timetable jtai-2022

# Dates that letters stated: on days off, out of order, or on the very day they are counted from.
--fieldwork 2025-03-03 --stated draft-letter=2025-04-04
--fieldwork 2018-03-19 --stated publication=2018-05-09 --stated STATEMENT=2018-08-18
--fieldwork 2025-03-03 --stated final-letter=2025-05-05
--fieldwork 2025-03-03 --stated evidence-window=2024-09-01
--fieldwork 2025-03-03 --stated comments-due=2025-03-27
--fieldwork 2025-06-30 --stated notification=2025-07-07
--fieldwork 2025-03-03 --stated case-audits=2025-02-14
--fieldwork 2025-03-03 --stated set-up-discussion=2025-02-17
--fieldwork 2025-03-03 --stated notification=2025-03-03
--fieldwork 2025-03-03 --stated comments-due=2025-05-01 --stated publication=2025-04-30
--fieldwork 2025-03-03 --stated publication=2025-05-08
--fieldwork 2025-03-03 --stated publication=2025-05-08 --stated final-letter=2025-05-02
--known final-letter=2025-04-23 --stated publication=2025-05-08
--fieldwork 2025-03-03 --stated publication=2025-05-08 --stated STATEMENT=2025-08-06
--notified 2019-06-03 --stated draft-letter=2019-07-15
"""


def test_timelines_have_these_notes_golden(jtai: "Jtai", golden: "Golden") -> None:
    text = ""
    for line in ASKED.strip().splitlines():
        text += f"{line}\n"
        if line.startswith("--"):
            ran = jtai(
                "timeline", *line.replace("STATEMENT", STATEMENT).split(), "--format", "json"
            )
            assert ran.status == 0, ran.err
            for note in json.loads(ran.out)["notes"]:
                text += f"  {note['code']} [{note['milestone'] or ''}]: {note['text']}\n"
    golden("notes.txt", text.encode())


def of(text: str, *stated: str, **named: str) -> Inspection:
    """An inspection as it is typed: "publication=2025-04-28", and what is stated."""
    milestone, _, day = text.partition("=")
    pairs = (one.split("=") for one in stated)
    inspection = Inspection(Known(milestone, d(day)), stated={key: d(on) for key, on in pairs})
    return replace(inspection, **named)  # type: ignore[arg-type]  # theme and timetable


def noted(inspection: Inspection, rules: Rules = RULES) -> Timeline:
    return annotate(resolve(rules, inspection, Calendars()), rules)


def codes(timeline: Timeline) -> list[str]:
    return [note.code for note in timeline.notes]


def texts(timeline: Timeline, code: str) -> str:
    return "\n".join(note.text for note in timeline.notes if note.code == code)


def test_only_hints_name_options_and_keys() -> None:
    stated = ("publication=2029-04-28", "comments-due=2029-05-01", "notification=2029-04-10")
    inspection = of("fieldwork=2029-02-05", *stated, theme="gangs-2018", timetable="jtai-2016")
    inspections = (
        inspection,
        of("fieldwork=2026-11-30"),
        of("fieldwork=2025-03-03", "publication=2025-05-08"),
    )
    notes = [note for one in inspections for note in noted(one).notes]
    christmas, none = map(noted(inspections[1]).notes_on, ("draft-letter", "publication"))
    assert ([note.code for note in christmas], none) == (["letters-over-christmas"], ())
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
    assert texts(noted(of("fieldwork=2025-03-03"), visit(5, briefing)), "briefing-not-friday") == (
        "Briefing falls on Monday 24 February 2025, not on a Friday. The Friday of that week is 28 "
        "February 2025; no source says which of the two is used."
    )
    on_a_friday = codes(noted(of("fieldwork=2025-03-07"), visit(5, briefing)))
    assert on_a_friday == ["fieldwork-not-one-week"]


def test_fieldwork_of_other_rules_may_last_whole_weeks_or_a_part_of_one() -> None:
    assert codes(noted(of("fieldwork=2025-03-03"), visit(10))) == []
    assert codes(noted(of("fieldwork=2025-03-04"), visit(3))) == []
    assert texts(noted(of("fieldwork=2025-03-04"), visit(10)), "fieldwork-not-one-week") == (
        "Fieldwork is Tuesday 4 March to Monday 17 March 2025, not Monday to Friday of 2 weeks."
    )
