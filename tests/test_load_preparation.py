"""The part `preparation` of a file of rules: read, and its faults told with line and remedy."""

from dataclasses import replace
from pathlib import Path

import pytest

from jtai_cli import load
from jtai_cli.bankholidays import Division
from jtai_cli.errors import Fault
from jtai_cli.frameworks import Frameworks
from jtai_cli.habits import AfterHabit, DryRun, Habit, Month, Preparation
from jtai_cli.milestones import Basis, Weekday

COMPLETE = (Path(__file__).parent / "rules.yaml").read_text("utf-8")
BEFORE = COMPLETE.count("\n")
HABITS = """\
preparation:
  division: england
  habits:
    meeting:
      title: Meeting
      name: the meeting
      rule:
        {kind: weekday-of-month, every_months: 3, first_month: january, week: 2, weekday: tuesday}
      who: [dcs]
      why: So that people meet.
      basis: local
      source: overview
    fifteenth:
      title: Fifteenth
      name: the fifteenth
      rule: {kind: day-of-month, every_months: 12, first_month: may, day: 15}
      why: So that it is done.
      basis: local
      source: overview
    review:
      title: Review
      name: the review
      rule: {kind: framework-change, edge: first, working_days: 10}
      why: So that it is known.
      basis: local
      source: overview
    dry-run:
      title: Dry run
      name: the dry run
      rule: {kind: dry-run, every_months: 6, first_month: june, week: -1, weekday: monday}
      why: So that it is learnt.
      basis: local
      source: overview
    lessons:
      title: Lessons
      name: the lessons
      rule: {kind: working-days, anchor: dry-run, milestone: draft-letter, working_days: 5}
      who: [dcs]
      why: So that it is kept.
      detail: [Write them down]
      commands: [jtai plan accept NAME]
      basis: local
      source: letters
"""


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "rules.yaml"


def test_habits_are_read_as_they_are_written(file: Path) -> None:
    file.write_text(COMPLETE + HABITS, "utf-8")

    preparation = load.frameworks(file).preparation

    assert preparation is not None
    assert (preparation.division, list(preparation.habits)) == (
        Division.ENGLAND,
        ["meeting", "fifteenth", "review", "dry-run", "lessons"],
    )
    assert preparation.habits["dry-run"].rule == DryRun(
        "dry-run", 6, Month.JUNE, -1, Weekday.MONDAY
    )
    assert preparation.habits["lessons"] == Habit(
        key="lessons",
        title="Lessons",
        name="the lessons",
        rule=AfterHabit("working-days", "dry-run", 5, "draft-letter"),
        why="So that it is kept.",
        basis=Basis.LOCAL,
        source="letters",
        who=("dcs",),
        detail=("Write them down",),
        commands=("jtai plan accept NAME",),
    )


def test_rules_without_habits_are_read_as_before(file: Path) -> None:
    file.write_text(COMPLETE, "utf-8")
    without = load.frameworks(file)
    file.write_text(COMPLETE + HABITS, "utf-8")

    assert without.preparation is None
    assert replace(load.frameworks(file), preparation=None) == without


def test_there_may_be_no_habits(file: Path) -> None:
    file.write_text(f"{COMPLETE}preparation: {{division: wales}}\n", "utf-8")

    assert load.frameworks(file).preparation == Preparation(Division.WALES)


def test_the_shipped_habits_are_local_and_have_a_source_that_says_so(rules: Frameworks) -> None:
    assert rules.preparation is not None
    habits = rules.preparation.habits.values()
    assert {(habit.basis, habit.source) for habit in habits} == {(Basis.LOCAL, "planning-habits")}
    assert (rules.sources["planning-habits"].note or "").startswith("No guidance asks for them.")


FAULTS = [
    pytest.param(
        "every_months: 3",
        "every_months: 5",
        (8, "'every_months' is 5; it can be 1, 2, 3, 4, 6 or 12, so that every year is the same"),
        "write one of these",
        id="months-that-do-not-part-a-year",
    ),
    pytest.param(
        "week: 2",
        "week: 5",
        (8, "'week' is 5; it can be 1 to 4, or -1 for the last, which every month has"),
        "write one of these",
        id="week",
    ),
    pytest.param(
        "day: 15",
        "day: 31",
        (16, "'day' is 31; it can be 1 to 28, which every month has"),
        "write one of these",
        id="day",
    ),
    pytest.param(
        "first_month: may",
        "first_month: mai",
        (
            16,
            (
                "'first_month' is 'mai'; one of january, february, march, april, may, june, "
                "july, august, september, october, november, december"
            ),
        ),
        "write 'may'",
        id="month",
    ),
    pytest.param(
        "weekday: tuesday",
        "weekday: saturday",
        (8, "'weekday' is 'saturday'; one of monday, tuesday, wednesday, thursday, friday"),
        "write 'thursday'",
        id="weekday",
    ),
    pytest.param(
        "kind: day-of-month, every_months: 12",
        "kind: weekday-of-month, every_months: 12, week: 1, weekday: monday",
        (16, "unknown key 'day'"),
        "write 'weekday'",
        id="key-of-another-kind",
    ),
    pytest.param(
        "kind: framework-change",
        "kind: frameworks-change",
        (
            23,
            (
                "'kind' is 'frameworks-change'; one of weekday-of-month, day-of-month, "
                "dry-run, framework-change, working-days"
            ),
        ),
        "write 'framework-change'",
        id="kind",
    ),
    pytest.param(
        "working_days: 10}",
        "working_days: 3000}",
        (23, "'working_days' is 3000, further than any inspection reaches"),
        "a number from -2000 to 2000",
        id="too-far",
    ),
    pytest.param(
        "{kind: framework-change, edge: first, working_days: 10}",
        "{kind: working-days, anchor: lessons, working_days: 10}",
        (23, "'review' is anchored to 'lessons', which is not a habit above it"),
        "put 'lessons' above 'review'",
        id="anchor-below",
    ),
    pytest.param(
        "{kind: framework-change, edge: first, working_days: 10}",
        "{kind: working-days, anchor: review, working_days: 10}",
        (23, "'review' is anchored to 'review', which is not a habit above it"),
        "one of: meeting, fifteenth",
        id="anchored-to-itself",
    ),
    pytest.param(
        "anchor: dry-run, milestone: draft-letter",
        "anchor: dryrun",
        (37, "'lessons' is anchored to 'dryrun', which is not a habit above it"),
        "write 'dry-run'",
        id="anchor-unknown",
    ),
    pytest.param(
        "anchor: dry-run, milestone",
        "anchor: meeting, milestone",
        (37, "'lessons' names a milestone, but 'meeting' is no dry run"),
        "leave it out",
        id="milestone-of-no-dry-run",
    ),
    pytest.param(
        "milestone: draft-letter",
        "milestone: draft",
        (37, "'milestone' is 'draft', which is a milestone of no timetable"),
        "write 'draft-letter'",
        id="milestone-unknown",
    ),
    pytest.param(
        "{kind: framework-change, edge: first, working_days: 10}",
        "{kind: dry-run, every_months: 12, first_month: may, week: 1, weekday: monday}",
        (30, "'dry-run' is a second dry run, after 'review'"),
        "keep one; every_months makes it come more often",
        id="second-dry-run",
    ),
    pytest.param(
        "source: letters\n",
        "source: letter\n",
        (43, "'source' names 'letter', which is not under 'sources'"),
        "add it under 'sources', or write 'letters'",
        id="source",
    ),
    pytest.param(
        "who: [dcs]\n      why: So that it is kept.",
        "who: [dsc]\n      why: So that it is kept.",
        (38, "entry 1 of 'who' names 'dsc', which is not under 'parties'"),
        "add it under 'parties', or write 'dcs'",
        id="party",
    ),
    pytest.param(
        "      why: So that people meet.\n",
        "",
        (4, "'why' is missing"),
        "add it to 'meeting'",
        id="without-a-reason",
    ),
    pytest.param(
        "    meeting:\n",
        "    Meeting:\n",
        (4, "the key 'Meeting' is not in lower case with hyphens"),
        "a key such as draft-letter",
        id="key",
    ),
    pytest.param(
        "anchor: dry-run, milestone: draft-letter",
        "anchor: 3, milestone: draft-letter",
        (37, "'anchor' should be text, not 3"),
        'write it in quotes: "3"',
        id="anchor-that-is-no-text",
    ),
    pytest.param(
        "  division: england\n",
        "",
        (1, "'division' is missing"),
        "add it to 'preparation'",
        id="without-a-division",
    ),
]


@pytest.mark.parametrize(("old", "new", "expected", "remedy"), FAULTS)
def test_a_fault_of_the_habits_is_told(
    file: Path, old: str, new: str, expected: tuple[int, str], remedy: str
) -> None:
    assert HABITS.count(old) == 1, f"{old!r} should stand in the text once"
    file.write_text(COMPLETE + HABITS.replace(old, new), "utf-8")

    line, problem = expected
    assert load.faults(file) == (Fault(BEFORE + line, problem, remedy),)
