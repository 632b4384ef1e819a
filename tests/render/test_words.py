"""How rules, counts and lists are worded."""

from datetime import date

import pytest

from jtai_cli.bankholidays import Division
from jtai_cli.dated import DatedMilestone, DatedReading, DateIs
from jtai_cli.frameworks import Timetable
from jtai_cli.milestones import (
    Basis,
    CalendarDays,
    Edge,
    Fieldwork,
    Milestone,
    Months,
    Reading,
    Rule,
    UpTo,
    Window,
    WorkingDays,
)
from jtai_cli.render import words
from jtai_cli.themes import InForce


def milestone(key: str, rule: Rule) -> Milestone:
    return Milestone(key, key, f"the {key}", "phase", rule, Basis.LOCAL, "source")


def reading(days: int) -> Reading:
    rule = CalendarDays("calendar-days", "letter", days)
    return Reading("calendar", "calendar", rule, "source", Basis.LOCAL)


LETTER = milestone("letter", WorkingDays("working-days", "fieldwork", 15))
TIMETABLE = Timetable(
    "made-up",
    "Made up",
    "Visit",
    InForce(date(2025, 1, 1)),
    Division.ENGLAND,
    {
        "fieldwork": milestone("fieldwork", Fieldwork("fieldwork", 5)),
        "letter": LETTER,
        "week": milestone("week", Window("window", "letter", 0, 4)),
    },
)


@pytest.mark.parametrize(
    ("of", "expected"),
    [
        pytest.param(milestone("a", Fieldwork("fieldwork", 1)), "1 working day", id="fieldwork"),
        pytest.param(
            LETTER, "15 working days after the last day of the fieldwork", id="after-a-last-day"
        ),
        pytest.param(
            milestone("a", WorkingDays("working-days", "fieldwork", -1, Edge.FIRST)),
            "1 working day before the first day of the fieldwork",
            id="before-a-first-day",
        ),
        pytest.param(
            milestone("a", WorkingDays("working-days", "letter", 0)), "on the letter", id="zero"
        ),
        pytest.param(
            milestone("a", Window("window", "letter", 0, 4)),
            "from the letter to 4 working days after it",
            id="window-from-zero",
        ),
        pytest.param(
            milestone("a", Window("window", "letter", 5, 9)),
            "from 5 to 9 working days after the letter",
            id="window",
        ),
        pytest.param(
            milestone("a", WorkingDays("working-days", "week", 2)),
            "2 working days after the last day of the week",
            id="after-a-window",
        ),
        pytest.param(
            milestone("a", Months("months", "letter", -6)),
            "from 6 calendar months before the letter, to the letter",
            id="months",
        ),
        pytest.param(milestone("a", UpTo("up-to", "letter")), "up to the letter", id="up-to"),
        pytest.param(reading(70), "70 calendar days after the letter", id="calendar-days"),
    ],
)
def test_a_rule_is_said_in_words(of: Milestone | Reading, expected: str) -> None:
    assert words.rule(of, TIMETABLE) == expected


@pytest.mark.parametrize(
    ("held", "expected"),
    [
        pytest.param(["Ofsted"], "Ofsted", id="one"),
        pytest.param(["Ofsted", "CQC"], "Ofsted and CQC", id="two"),
        pytest.param(["Ofsted", "CQC", "HMICFRS"], "Ofsted, CQC and HMICFRS", id="three"),
    ],
)
def test_words_are_listed_as_a_sentence_does(held: list[str], expected: str) -> None:
    assert words.listed(held) == expected


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        pytest.param("Front door", "front door", id="lowered"),
        pytest.param("SEND", "SEND", id="letters-that-stand-for-words"),
        pytest.param("A", "a", id="one-letter"),
    ],
)
def test_a_title_is_put_inside_a_sentence(title: str, expected: str) -> None:
    assert words.lowered(title) == expected


def test_bank_holidays_of_two_years_are_named_with_the_year() -> None:
    held = [(date(2025, 12, 26), "Boxing Day"), (date(2026, 1, 1), "New Year’s Day")]

    assert words.bank_holidays(held) == "Boxing Day 26 Dec 2025, New Year’s Day 1 Jan 2026"


def stated(day: date, agrees: bool) -> DatedMilestone:
    return DatedMilestone(
        milestone=LETTER,
        first=day,
        last=day,
        date_is=DateIs.STATED,
        computed=date(2025, 8, 1),
        counted=None,
        provisional=False,
        readings=(DatedReading(reading(70), date(2025, 8, 6), provisional=False, agrees=agrees),),
    )


@pytest.mark.parametrize(
    ("dated", "expected"),
    [
        pytest.param(stated(date(2025, 8, 1), agrees=False), "agrees with the rule", id="rule"),
        pytest.param(stated(date(2025, 8, 6), agrees=True), "agrees with calendar", id="reading"),
        pytest.param(
            stated(date(2025, 8, 1), agrees=True), "agrees with the rule and calendar", id="both"
        ),
        pytest.param(
            stated(date(2025, 8, 7), agrees=False),
            "agrees with none of these readings",
            id="none",
        ),
    ],
)
def test_a_stated_date_tells_what_it_agrees_with(dated: DatedMilestone, expected: str) -> None:
    assert words.agreement(dated) == expected
