"""`jtai plan prepare`: a year of preparation, with or without a dry run in the plan."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.cli.conftest import Golden, Jtai

YEAR = ("plan", "prepare", "northshire-dry-run", "--from", "2027-01-01")
PLAN = """\
[inspections.northshire-dry-run]
area = "Northshire"
theme = "front-door"
fieldwork = 2027-09-13
revision = 2
owners = { case-audits = "Quality team" }

[inspections.northshire-dry-run.local.briefing]
title = "Briefing of chief executives"
anchor = "notification"
working_days = 1
who = "DCS"
"""


@pytest.fixture
def plan() -> Path:
    return Path("jtai.toml")


@pytest.fixture
def with_plan(jtai: Jtai, plan: Path) -> Jtai:
    plan.write_text(PLAN, "utf-8")
    return jtai


@pytest.mark.parametrize(
    ("argv", "name"),
    [
        pytest.param(YEAR, "prepare-new.txt", id="new"),
        pytest.param((*YEAR, "--format", "markdown"), "prepare-new.md", id="markdown"),
        pytest.param((*YEAR, "--format", "json"), "prepare-new.json", id="json"),
        pytest.param(("plan", "prepare", "--help"), "help-plan-prepare.txt", id="help"),
    ],
)
def test_a_year_golden(jtai: Jtai, golden: Golden, argv: tuple[str, ...], name: str) -> None:
    ran = jtai(*argv)

    assert (ran.status, ran.err) == (0, "")
    golden(name, ran.out)


@pytest.mark.parametrize(
    ("argv", "name"),
    [
        pytest.param((), "prepare-planned.txt", id="table"),
        pytest.param(("--format", "ics"), "prepare-planned.ics", id="ics"),
        pytest.param(("--months", "24", "--format", "json"), "prepare-planned.json", id="json"),
        pytest.param(("--extra-bank-holiday", "2027-07-13"), "prepare-moved.txt", id="moved"),
    ],
)
def test_a_planned_dry_run_golden(
    with_plan: Jtai, golden: Golden, argv: tuple[str, ...], name: str
) -> None:
    ran = with_plan(*YEAR, *argv)

    assert (ran.status, ran.err) == (0, "")
    golden(name, ran.out)


def test_narrow_golden(with_plan: Jtai, golden: Golden) -> None:
    ran = with_plan(*YEAR, environment={"COLUMNS": "50"})

    assert max(len(line) for line in ran.out.decode().splitlines()) <= 60
    golden("prepare-50.txt", ran.out)


def test_new_and_ended_frameworks_golden(jtai: Jtai, golden: Golden) -> None:
    ran = jtai("plan", "prepare", "autumn", "--from", "2025-09-01", "--to", "2025-09-30")

    assert (ran.status, ran.err) == (0, "")
    golden("prepare-frameworks.txt", ran.out)


def following(out: bytes) -> list[str]:
    return [line for line in out.decode().splitlines() if line.startswith(("Next:", "Then:"))]


@pytest.mark.parametrize(
    ("text", "argv", "expected"),
    [
        pytest.param(
            None,
            (),
            [
                "Next: jtai plan init",
                "Then: jtai plan set northshire-dry-run fieldwork=2027-06-21",
            ],
            id="no-plan-yet",
        ),
        pytest.param(
            "",
            (),
            ["Next: jtai plan set northshire-dry-run fieldwork=2027-06-21"],
            id="not-in-the-plan",
        ),
        pytest.param(
            "",
            ("--to", "2027-02-28"),
            ["Next: jtai plan set northshire-dry-run fieldwork=DATE"],
            id="nothing-proposed",
        ),
        pytest.param(
            "",
            ("--plan", "jtai.toml"),
            [
                "Next: jtai plan set northshire-dry-run fieldwork=2027-06-21 --plan jtai.toml",
            ],
            id="the-plan-is-named",
        ),
        pytest.param(
            PLAN, (), ["Next: jtai timeline --inspection northshire-dry-run"], id="in-the-plan"
        ),
        pytest.param(
            PLAN.replace("2027-09-13", "2026-06-15"),
            (),
            ["Next: jtai plan set northshire-dry-run fieldwork=2027-06-21"],
            id="the-one-of-last-year",
        ),
    ],
)
def test_what_to_type_next_is_told(
    jtai: Jtai, plan: Path, text: str | None, argv: tuple[str, ...], expected: list[str]
) -> None:
    if text is not None:
        plan.write_text(text, "utf-8")

    ran = jtai(*YEAR, *argv)

    assert (ran.status, following(ran.out)) == (0, expected)


def test_what_is_told_next_can_be_typed(jtai: Jtai) -> None:
    first, then = following(jtai(*YEAR).out)

    assert jtai(*first.split()[2:]).status == 0
    assert jtai(*then.split()[2:]).status == 0
    again = jtai(*YEAR)
    assert jtai(*following(again.out)[0].split()[2:]).status == 0
    assert b"as the plan says" in again.out


def test_the_one_of_last_year_is_told_of(jtai: Jtai, plan: Path) -> None:
    plan.write_text(PLAN.replace("2027-09-13", "2026-06-15"), "utf-8")

    out = jtai(*YEAR, "--to", "2027-03-31", "--format", "markdown").out.decode()

    assert (
        "- **Dry run:** Fieldwork Monday 15 June to Friday 19 June 2026, as the plan says; not "
        "within these days\n"
    ) in out


@pytest.mark.parametrize(
    ("argv", "first", "last"),
    [
        pytest.param((), "2026-11-23", "2027-11-22", id="a-year-from-today"),
        pytest.param(("--months", "1"), "2026-11-23", "2026-12-22", id="months"),
        pytest.param(
            ("--from", "31/1/2027", "--months", "1"),
            "2027-01-31",
            "2027-02-27",
            id="end-of-month",
        ),
        pytest.param(("--to", "tomorrow"), "2026-11-23", "2026-11-24", id="to"),
        pytest.param(("--to", "today"), "2026-11-23", "2026-11-23", id="one-day"),
    ],
)
def test_the_days_are_those_asked_for(
    jtai: Jtai, argv: tuple[str, ...], first: str, last: str
) -> None:
    ran = jtai("plan", "prepare", "x", *argv, "--today", "2026-11-23", "--format", "json")

    told = json.loads(ran.out)
    assert (told["first"], told["last"]) == (first, last)


@pytest.mark.parametrize(
    ("name", "begins"),
    [
        pytest.param("year.ics", b"BEGIN:VCALENDAR", id="ics"),
        pytest.param("year.XLSX", b"PK", id="xlsx"),
        pytest.param("year.md", b"# Preparation", id="markdown"),
        pytest.param("year.json", b'{\n  "schema": "jtai.preparation/1"', id="json"),
        pytest.param("year.txt", b"Preparation: ", id="table"),
    ],
)
def test_a_file_is_of_the_format_of_its_ending(jtai: Jtai, name: str, begins: bytes) -> None:
    ran = jtai(*YEAR, "--output", name)

    assert (ran.status, ran.out, ran.err) == (0, b"", "")
    assert Path(name).read_bytes().startswith(begins)


def test_the_format_that_is_asked_for_wins(jtai: Jtai) -> None:
    assert jtai(*YEAR, "--format", "json", "-o", "year.txt").status == 0

    assert json.loads(Path("year.txt").read_text("utf-8"))["schema"] == "jtai.preparation/1"


@pytest.mark.parametrize("argv", [pytest.param((), id="bare"), pytest.param(("-o", "-"), id="-")])
def test_a_workbook_can_be_piped_and_is_not_shown(jtai: Jtai, argv: tuple[str, ...]) -> None:
    piped = jtai(*YEAR, "--format", "xlsx", *argv)
    shown = jtai(*YEAR, "--format", "xlsx", *argv, terminal=True)

    assert (piped.status, piped.out[:2]) == (0, b"PK")
    assert (shown.status, shown.out, shown.err) == (
        2,
        b"",
        "jtai: error: a workbook cannot be shown on a terminal\nTry: --output FILE.xlsx\n",
    )


def test_a_file_that_exists_is_kept(jtai: Jtai) -> None:
    Path("year.ics").write_text("mine", "utf-8")

    ran = jtai(*YEAR, "-o", "year.ics")

    assert (ran.status, ran.err) == (
        2,
        "jtai: error: year.ics: exists already\nTry: --force to replace it\n",
    )
    assert Path("year.ics").read_text("utf-8") == "mine"
    assert jtai(*YEAR, "-o", "year.ics", "--force").status == 0


@pytest.mark.parametrize("name", ["json", "ics", "xlsx", "markdown", "table"])
def test_the_same_command_gives_the_same_bytes(with_plan: Jtai, name: str) -> None:
    argv = (*YEAR, "--format", name, "-o", "-")

    assert with_plan(*argv).out == with_plan(*argv, "--today", "2031-01-01").out


@pytest.mark.parametrize(
    ("text", "name", "expected"),
    [
        pytest.param(
            PLAN,
            "northshre-dry-run",
            "jtai: warning: northshre-dry-run is not in jtai.toml, and is laid out as new\n"
            "Try: jtai plan prepare northshire-dry-run\n",
            id="a-slip-of-the-hand",
        ),
        pytest.param(
            PLAN.replace("northshire-dry-run", "northshire-2026"),
            "northshire-2027",
            "",
            id="another-year-is-no-slip",
        ),
        pytest.param(
            PLAN.replace("revision = 2", "stated = { draft-letter = 2027-10-11 }"),
            "northshire-dry-run",
            "jtai: warning: northshire-dry-run holds dates that letters stated, and is laid out "
            "as a dry run\nTry: a name of its own for the dry run\n",
            id="an-inspection",
        ),
    ],
)
def test_what_may_be_a_slip_is_told(
    jtai: Jtai, plan: Path, text: str, name: str, expected: str
) -> None:
    plan.write_text(text, "utf-8")

    ran = jtai("plan", "prepare", name, "--from", "2027-01-01")

    assert (ran.status, ran.err) == (0, expected)


REFUSED = [
    pytest.param(
        ("x", "--from", "soon"),
        "'soon' is not a date that can be read",
        'a date such as 2025-03-03, "3 March 2025", "Mon 3 Mar 2025" or 3/3/2025',
        id="from",
    ),
    pytest.param(
        ("x", "--from", "2027-02-30"),
        "2027-02-30 is not a date: February 2027 has 28 days",
        None,
        id="no-such-day",
    ),
    pytest.param(
        ("x", "--from", "2027-01-01", "--to", "2026-01-01"),
        "--to 2026-01-01 is before the first day, 2027-01-01",
        "--from 2026-01-01 --to 2027-01-01",
        id="ends-before-it-begins",
    ),
    pytest.param(
        ("x", "--to", "2027-01-01", "--months", "3"),
        "--to and --months both say where the days end",
        "only --to 2027-01-01",
        id="two-ends",
    ),
    pytest.param(
        ("x", "--months", "0"),
        "invalid value for '--months': 0 is not in the range 1<=x<=120",
        "jtai plan prepare --help",
        id="no-months",
    ),
    pytest.param(
        ("x", "--from", "9999-12-31", "--months", "1"),
        "there are no dates 1 months after 9999-12-31",
        "an earlier day",
        id="end-of-time",
    ),
    pytest.param(
        ("x", "--from", "2150-01-01"),
        "no bank holidays are known for that time: only from 1978 to 2099",
        "a date from 1978 to 2099",
        id="far-future",
    ),
    pytest.param(("x", "--format", "csv"), "no format called 'csv'", "--format ics", id="format"),
    pytest.param(
        ("North Shire",),
        "'North Shire' is no name: lower case, digits and hyphens are",
        "north-shire",
        id="name",
    ),
    pytest.param(
        ("!",),
        "'!' is no name: lower case, digits and hyphens are",
        "northshire-dry-run",
        id="no-name",
    ),
    pytest.param(
        ("x", "--plan", "other.toml"),
        "other.toml: there is no such file",
        "a file that exists",
        id="plan",
    ),
    pytest.param(
        ("x", "--division", "englan"),
        "no division called 'englan'",
        "--division england",
        id="division",
    ),
    pytest.param(
        ("x", "--frameworks", "mine.yaml"),
        "these rules say nothing of how a partnership prepares",
        "rules with a part 'preparation', as jtai's own have",
        id="rules-without-preparation",
    ),
    pytest.param((), "missing argument 'NAME'", "jtai plan prepare --help", id="nothing"),
]


@pytest.mark.parametrize(("argv", "problem", "remedy"), REFUSED)
def test_bad_input_is_refused(
    jtai: Jtai, argv: tuple[str, ...], problem: str, remedy: str | None
) -> None:
    rules = Path(__file__).parents[1] / "rules.yaml"
    Path("mine.yaml").write_bytes(rules.read_bytes())

    ran = jtai("plan", "prepare", *argv, "--today", "2026-11-23")

    hint = "" if remedy is None else f"Try: {remedy}\n"
    assert (ran.status, ran.out, ran.err) == (2, b"", f"jtai: error: {problem}\n{hint}")


def test_a_dry_run_on_a_day_off_is_told_with_its_name_and_key(jtai: Jtai, plan: Path) -> None:
    plan.write_text(PLAN.replace("2027-09-13", "2027-08-30"), "utf-8")

    ran = jtai(*YEAR)

    assert (ran.status, ran.out, ran.err) == (
        2,
        b"",
        (
            "jtai: error: northshire-dry-run: Monday 30 August 2027 is the Summer bank holiday, so "
            "fieldwork cannot start then\n"
            "Try: fieldwork=2027-08-31 (Tuesday) or fieldwork=2027-08-27 (Friday)\n"
        ),
    )


def test_a_faulty_plan_is_told_with_its_line(jtai: Jtai, plan: Path) -> None:
    plan.write_text(PLAN.replace("front-door", "frontdoor"), "utf-8")

    ran = jtai(*YEAR)

    assert (ran.status, ran.err.partition("\n")[0]) == (
        2,
        (
            "jtai: error: jtai.toml:3: 'inspections.northshire-dry-run.theme' is 'frontdoor', "
            "which is no theme"
        ),
    )
