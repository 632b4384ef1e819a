"""The facts as shipped: timetables, themes, polls, guidance; and other rules, for ILACS."""

import csv
import json
import re
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from _pytest.mark import ParameterSet

from jtai_cli.bankholidays import Calendars, Division
from jtai_cli.errors import AmbiguousError, FaultyFileError
from jtai_cli.files.rules import load_rules
from jtai_cli.notes import annotate
from jtai_cli.plan import Inspection, Known
from jtai_cli.rules import Basis, InForce, Poll, Rules, Series
from jtai_cli.timeline import Timeline, resolve
from jtai_cli.workingdays import Period
from tests.conftest import d

if TYPE_CHECKING:
    from tests.conftest import Jtai

TOP = Path(__file__).parents[1]
ROWS = list(csv.DictReader((TOP / "inspections.csv").read_text("utf-8").splitlines()))
STATEMENT = "statement-of-proposed-action"


def fieldwork(day: str, timetable: str | None = None) -> Inspection:
    return Inspection(Known("fieldwork", d(day)), timetable=timetable)


def firsts(timeline: Timeline, *keys: str) -> list[str]:
    return [str(timeline.dated(key).first) for key in keys]


# Real inspections


def explanations() -> list[ParameterSet]:
    return [
        pytest.param(row, *text.strip().split(": "), id=f"{row['area']} {text}".split(":")[0])
        for row in ROWS
        for text in filter(None, row["explained_by"].split(";"))
    ]


@pytest.mark.parametrize(("row", "column", "options"), explanations())
def test_an_explanation_gives_the_day_of_the_letter(
    jtai: "Jtai", row: dict[str, str], column: str, options: str
) -> None:
    milestone = {"published": "publication", "statement_due": STATEMENT}[column]
    ran = jtai("timeline", *options.split(), "--format", "json")
    assert ran.status == 0, ran.err
    (found,) = (one for one in json.loads(ran.text)["milestones"] if one["key"] == milestone)
    assert row[column] in [found["first"], *(reading["date"] for reading in found["readings"])]


def test_the_file_has_44_inspections_and_13_explanations() -> None:
    with_fieldwork = [row for row in ROWS if row["fieldwork_start"]]
    with_due = [row for row in ROWS if row["statement_due"]]
    assert (len(ROWS), len(with_fieldwork), len(with_due)) == (44, 38, 37)
    assert len(explanations()) == 13


# Themes


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        # Five, as the briefing of that month says.
        ("2024-10-15",
         "front-door criminal-exploitation early-help serious-youth-violence domestic-abuse"),
        ("2022-03-28", "front-door criminal-exploitation"),
        ("2018-04-01", "domestic-abuse-2016 gangs-2018"),
        ("2017-04-15", ""),
        ("2021-06-07", ""),
    ],
)  # fmt: skip
def test_these_themes_were_in_force(rules: Rules, day: str, expected: str) -> None:
    found = [key for key, theme in rules.themes.items() if theme.is_in_force(d(day))]
    assert found == expected.split()


def test_a_current_theme_has_its_points_and_no_last_day(rules: Rules) -> None:
    current = [one for one in rules.themes.values() if one.series is Series.CURRENT]
    assert [
        f"{one.key} {[len(group.points) for group in one.groups]} {one.in_force[0].first}"
        for one in current
    ] == [
        "front-door [6] 2022-03-28",
        "criminal-exploitation [5, 1] 2022-03-28",
        "early-help [7] 2022-10-07",
        "serious-youth-violence [6, 3, 5] 2023-09-01",
        "domestic-abuse [4, 3] 2024-09-12",
        "child-sexual-abuse [4, 1] 2025-09-10",
    ]
    assert {time.last for one in current for time in one.in_force} == {None}


# Polls, quiet days and one-off bank holidays


def test_polling_days_are_those_held_or_fixed(rules: Rules) -> None:
    local = [one for one in rules.polling_days if one.poll is Poll.LOCAL]
    assert [str(one.day) for one in local] == [
        "2016-05-05", "2017-05-04", "2018-05-03", "2019-05-02", "2021-05-06", "2022-05-05",
        "2023-05-04", "2024-05-02", "2025-05-01", "2026-05-07", "2027-05-06", "2028-05-04",
        "2029-05-03",
    ]  # fmt: skip
    general = [one for one in rules.polling_days if one.poll is Poll.GENERAL]
    assert [(str(one.day), str(one.period_first), one.basis) for one in general] == [
        ("2017-06-08", "2017-04-22", Basis.DERIVED),
        ("2019-12-12", "2019-11-06", Basis.SOURCED),
        ("2024-07-04", "2024-05-25", Basis.SOURCED),
    ]
    assert {one.day.weekday() for one in rules.polling_days} == {3}


def test_one_off_bank_holidays_were_announced_before_their_day(rules: Rules) -> None:
    days = [one.day for one in rules.one_off_bank_holidays]
    calendar = Calendars().calendar(Division.ENGLAND, Period(min(days), max(days)))
    assert all(calendar.why_not(day) is not None for day in days)
    assert all(one.proclaimed < one.day for one in rules.one_off_bank_holidays)


# Sources, roles and guidance


def found_in(value: object, name: str) -> Iterator[str]:
    """Give the values of all fields of a name in the rules."""
    if isinstance(value, dict):
        value = tuple(value.values())
    if isinstance(value, tuple):
        for one in value:
            yield from found_in(one, name)
    elif is_dataclass(value) and not isinstance(value, type):
        for field in fields(value):
            child = getattr(value, field.name)
            yield from [child] if field.name == name and child else found_in(child, name)


def test_every_rule_names_a_source_that_is_there(rules: Rules) -> None:
    by_theme = {key for theme in rules.themes.values() for key in theme.sources}
    assert {*found_in(rules, "source"), *by_theme} <= set(rules.sources)
    assert all(text.source for section in rules.guidance.values() for text in section.texts)
    assert rules.source("jtai-toml").key == "jtai-toml"


# Other rules


@pytest.fixture(scope="module")
def ilacs() -> Rules:
    return load_rules(TOP / "docs/own-rules/ilacs.yaml")


@pytest.mark.parametrize(
    ("timetable", "expected"),
    [
        # 27 working days after Friday 23 and Friday 30 January 2026; 70 more, over Easter and May.
        ("ilacs-short", ["2026-01-12", "2026-01-23", "2026-03-03", "2026-06-15"]),
        ("ilacs-standard", ["2026-01-12", "2026-01-30", "2026-03-10", "2026-06-22"]),
    ],
)
def test_ilacs_is_dated_by_its_own_rules(ilacs: Rules, timetable: str, expected: list[str]) -> None:
    timeline = annotate(resolve(ilacs, fieldwork("2026-01-19", timetable), Calendars()), ilacs)
    called, published, answered = firsts(timeline, "notification", "publication", "action-plan")
    assert [called, str(timeline.fieldwork.last), published, answered] == expected
    assert {note.code for note in timeline.notes} == {"earlier-timetable"}


def test_ilacs_must_be_told_which_inspection_is_meant(ilacs: Rules) -> None:
    with pytest.raises(AmbiguousError) as refusal:
        resolve(ilacs, fieldwork("2026-01-19"), Calendars())
    assert refusal.value.hint == "--timetable ilacs-short or --timetable ilacs-standard"


def test_the_rules_of_ilacs_end_with_it_and_say_nothing_of_jtais(ilacs: Rules) -> None:
    ends = {one.in_force for one in ilacs.timetables.values()}
    assert ends == {InForce(d("2024-04-01"), d("2027-03-31"), Basis.DERIVED)}
    text = (TOP / "docs/own-rules/ilacs.yaml").read_text("utf-8").lower()
    assert not re.search(r"jtai\b|targeted|statement of proposed|lead safeguarding", text)


def test_a_first_try_is_refused_with_every_line() -> None:
    with pytest.raises(FaultyFileError) as refusal:
        load_rules(TOP / "docs/own-rules/first-try.yaml")
    assert [fault.line for fault in refusal.value.faults] == [30, 37, 39, 44]
