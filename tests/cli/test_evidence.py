"""`jtai evidence` and `jtai timeline --likely`."""

from __future__ import annotations

import csv
import json
import shlex
from importlib.resources import files
from io import StringIO
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from jtai_cli import load
from jtai_cli.cli import asked
from jtai_cli.evidence import Case, Explanation, evidence

if TYPE_CHECKING:
    from tests.cli.conftest import Golden, Jtai

TOP = Path(__file__).parents[2]
INSPECTIONS = (TOP / "inspections.csv").read_text("utf-8").splitlines()
HEADER = (
    "area,theme,notification,fieldwork_start,fieldwork_end,published,statement_due,source_url,notes"
)
KINGSTON = "Kingston,front-door,,2025-03-03,2025-03-07,2025-05-06,2025-08-09,,\n"
OVER_CHRISTMAS = (
    *("timeline", "--fieldwork", "2026-12-07", "--closure", "2026-12-24..2026-12-31"),
    "--likely",
)
TIMELINE = ("timeline", "--fieldwork", "2025-03-03", "--likely")


@pytest.mark.parametrize(
    ("argv", "name"),
    [
        pytest.param(("--format", "csv"), "evidence.csv", id="csv"),
        pytest.param(("--format", "json"), "evidence.json", id="json"),
        pytest.param(("--format", "markdown"), "evidence.md", id="markdown"),
        pytest.param(
            ("--area", "wirral", "--area", "Lancashire"), "evidence-areas.txt", id="areas"
        ),
        pytest.param(("--help",), "help-evidence.txt", id="help"),
    ],
)
def test_evidence_golden(jtai: Jtai, golden: Golden, argv: tuple[str, ...], name: str) -> None:
    ran = jtai("evidence", *argv)

    assert (ran.status, ran.err) == (0, "")
    golden(name, ran.out)


@pytest.mark.parametrize("width", ["50", "80", "120"])
def test_no_line_is_wider_than_the_page_golden(jtai: Jtai, golden: Golden, width: str) -> None:
    ran = jtai("evidence", environment={"COLUMNS": width})

    assert (ran.status, ran.err) == (0, "")
    assert max(len(line) for line in ran.out.decode().splitlines()) <= int(width)
    golden(f"evidence-{width}.txt", ran.out)


# Explanations, each reproduced by what it says to type


def explanations() -> list[tuple[Case, Explanation]]:
    counting = asked.Counting(None, None, (), (), asked.Dates(None))
    found, _ = evidence(load.inspections(None)[0], load.frameworks(None), counting)
    return [(case, one) for case in found.cases for one in case.explanations if one.options]


@pytest.mark.parametrize(
    ("case", "one"),
    [
        pytest.param(case, one, id=f"{case.letter.area}: {', '.join(one.causes)}")
        for case, one in explanations()
    ],
)
def test_what_an_explanation_says_to_type_gives_the_real_day(
    jtai: Jtai, case: Case, one: Explanation
) -> None:
    ran = jtai("timeline", *one.options, "--format", "json")

    told = json.loads(ran.out)["milestones"]
    (milestone,) = (found for found in told if found["key"] == one.milestone)
    days = {reading["key"]: reading["date"] for reading in milestone["readings"]}
    real = {found.milestone: found.real for found in case.measured()}[one.milestone]
    assert days.get(one.reading or "", milestone["first"]) == str(real)


@pytest.mark.parametrize(
    ("area", "argv"),
    [
        pytest.param(
            "Hampshire",
            ("--extra-bank-holiday", "2017-01-10", "--extra-bank-holiday", "11 January 2017"),
            id="extra-bank-holiday",
        ),
        pytest.param(
            "Stockton-on-Tees",
            ("--extra-bank-holiday", "2018-01-02", "--without-bank-holiday", "2018-01-01"),
            id="without-bank-holiday",
        ),
        pytest.param("Shropshire", ("--division", "wales"), id="division"),
        pytest.param("Islington", ("--bank-holidays", "bank holidays.json"), id="bank-holidays"),
        pytest.param("Shropshire", ("--frameworks", "our 'rules'.yaml"), id="frameworks"),
    ],
)
def test_what_it_says_to_type_counts_as_it_was_asked_to(
    jtai: Jtai, area: str, argv: tuple[str, ...]
) -> None:
    listed = files("govuk_bank_holidays").joinpath("bank-holidays.json").read_bytes()
    Path("bank holidays.json").write_bytes(listed)
    Path("our 'rules'.yaml").write_bytes((TOP / "frameworks.yaml").read_bytes())
    Path("mine.csv").write_text("\n".join((HEADER, row_of(area))), "utf-8")

    ran = jtai("evidence", "--file", "mine.csv", *argv, "--format", "json")

    (case,) = json.loads(ran.out)["cases"]
    (closed,) = (one for one in case["explanations"] if one["causes"] == ["christmas-closure"])
    _, *typed = shlex.split(closed["command"])
    told = json.loads(jtai(*typed, "--format", "json").out)["milestones"]
    assert tuple(typed[-len(argv) :]) == argv
    assert case["publication"]["real"] in {
        one["first"] for one in told if one["key"] == "publication"
    }


def test_a_fact_that_gives_no_day_has_no_command(jtai: Jtai) -> None:
    ran = jtai("evidence", "--area", "Leeds", "--division", "england", "--format", "json")

    (leeds,) = json.loads(ran.out)["cases"]
    assert [one["command"] for one in leeds["explanations"]] == [None]


def row_of(area: str) -> str:
    (row,) = (row for row in INSPECTIONS if row.startswith(f"{area},"))
    return row


def test_these_explanations_are_reproduced() -> None:
    assert [(case.letter.area, *one.causes) for case, one in explanations()] == [
        ("Wokingham", "planned-publication"),
        ("Stockton-on-Tees", "christmas-closure"),
        ("Stockton-on-Tees", "planned-publication", "every-weekday"),
        ("Shropshire", "christmas-closure"),
        ("Islington", "christmas-closure"),
        ("Solihull", "embargoed-copy"),
        ("Solihull", "every-weekday"),
        ("Kirklees", "late-bank-holiday"),
        ("Wirral", "planned-publication", "missed-bank-holiday"),
        ("Bedford", "planned-publication", "every-weekday"),
        ("Surrey", "missed-bank-holiday"),
        ("Lancashire", "planned-publication"),
        ("Blackpool", "embargoed-copy"),
        ("Blackpool", "every-weekday"),
    ]


# A file of one's own


def test_a_file_of_ones_own_golden(jtai: Jtai, golden: Golden) -> None:
    Path("mine.csv").write_text(
        f"{HEADER}\n{KINGSTON}=Northshire,,,,,2025-09-01,2025-11-17,https://example.org,a | b\n",
        "utf-8",
    )

    ran = jtai("evidence", "--file", "mine.csv", "--area", "kingston")

    assert (ran.status, ran.err) == (0, "")
    golden("evidence-own.txt", ran.out)


def test_a_cell_that_looks_like_a_formula_is_defused(jtai: Jtai) -> None:
    Path("mine.csv").write_text(f"{HEADER}\n{KINGSTON.replace('Kingston', '=Kingston')}", "utf-8")

    ran = jtai("evidence", "--file", "mine.csv", "--format", "csv")

    (row,) = csv.DictReader(StringIO(ran.out.decode()))
    assert (row["area"], row["explained_by"]) == (
        "'=Kingston",
        "pre-election-period; not-a-working-day",
    )


def test_a_csv_file_is_written_for_excel(jtai: Jtai) -> None:
    ran = jtai("evidence", "--format", "csv", "-o", "evidence.csv")

    written = Path("evidence.csv").read_bytes()
    assert (ran.status, ran.out, written[:7]) == (0, b"", b"\xef\xbb\xbfarea")


def test_a_bank_holiday_that_is_left_out_moves_the_measure(jtai: Jtai) -> None:
    ran = jtai("evidence", "--without-bank-holiday", "2023-05-08", "--format", "json")

    (surrey,) = (one for one in json.loads(ran.out)["cases"] if one["area"] == "Surrey")
    assert (surrey["statement"]["working_days_late"], surrey["explained_by"]) == (0, [])


def test_every_fault_of_a_file_is_told(jtai: Jtai) -> None:
    rows = "A,,,,,2021-06-07,,,\nB,,,,,2025-02-30,,,\nC,,,2025-03-07,2025-03-03,,,,\n"
    Path("mine.csv").write_text(f"{HEADER}\n{KINGSTON}{rows}", "utf-8")

    ran = jtai("evidence", "--file", "mine.csv", "-o", "out.txt")

    assert (ran.status, ran.out, Path("out.txt").exists(), ran.err) == (
        2,
        b"",
        False,
        (
            "jtai: error: mine.csv:3: A: no timetable was in force for publication on 2021-06-07\n"
            "Try: jtai frameworks show, which tells when each timetable was in force\n"
            "jtai: error: mine.csv:4: column 6, 'published': 2025-02-30 is not a date: February "
            "2025 has 28 days\n"
            "Try: a date such as 2025-03-03\n"
            "jtai: error: mine.csv:5: 'fieldwork_end' is 2025-03-03, before 'fieldwork_start', "
            "which is 2025-03-07\n"
            "Try: the day that the letter gives\n"
            "jtai: error: mine.csv: 3 faults\n"
        ),
    )


def test_rules_under_which_the_shipped_letters_fall_nowhere_are_told_of(jtai: Jtai) -> None:
    rules = Path(__file__).parents[1] / "rules.yaml"

    ran = jtai("evidence", "--frameworks", str(rules))

    first, *_, last = ran.err.splitlines()
    assert (ran.status, ran.out) == (2, b"")
    assert first == (
        "jtai: error: inspections.csv:2: South Tyneside: no timetable was in force for fieldwork "
        "on 2016-02-22"
    )
    assert last == "jtai: error: inspections.csv: 27 faults"


@pytest.mark.parametrize(
    ("argv", "expected"),
    [
        pytest.param(
            ("--area", "Lankashire"),
            "jtai: error: no area called 'Lankashire'\nTry: --area Lancashire\n",
            id="area",
        ),
        pytest.param(
            ("--format", "html"),
            "jtai: error: no format called 'html'\nTry: one of: table, csv, json, markdown\n",
            id="format",
        ),
        pytest.param(
            ("--file", "none.csv"),
            "jtai: error: none.csv: there is no such file\nTry: a file that exists\n",
            id="file",
        ),
        pytest.param(
            ("--color", "red"),
            "jtai: error: no colour setting called 'red'\nTry: one of: auto, always, never\n",
            id="color",
        ),
    ],
)
def test_bad_input_is_refused(jtai: Jtai, argv: tuple[str, ...], expected: str) -> None:
    ran = jtai("evidence", *argv)

    assert (ran.status, ran.out, ran.err) == (2, b"", expected)


# Beside a timeline


@pytest.mark.parametrize(
    ("argv", "name"),
    [
        pytest.param((), "evidence-likely.txt", id="table"),
        pytest.param(("--format", "markdown"), "evidence-likely.md", id="markdown"),
        pytest.param(("--explain",), "evidence-likely-explained.txt", id="explained"),
        pytest.param(
            ("--stated", "publication=2025-05-06"), "evidence-likely-stated.txt", id="stated"
        ),
    ],
)
def test_likely_golden(jtai: Jtai, golden: Golden, argv: tuple[str, ...], name: str) -> None:
    ran = jtai(*TIMELINE, *argv)

    assert (ran.status, ran.err) == (0, "")
    golden(name, ran.out)


@pytest.mark.parametrize(
    ("format_name", "name"),
    [
        pytest.param("table", "evidence-likely-closure.txt", id="table"),
        pytest.param("markdown", "evidence-likely-closure.md", id="markdown"),
    ],
)
def test_likely_with_a_closure_golden(
    jtai: Jtai, golden: Golden, format_name: str, name: str
) -> None:
    ran = jtai(*OVER_CHRISTMAS, "--format", format_name)

    assert (ran.status, ran.err) == (0, "")
    golden(name, ran.out)


def test_likely_with_a_closure_in_json(jtai: Jtai) -> None:
    ran = jtai(*OVER_CHRISTMAS, "--format", "json")

    told = likely(json.loads(ran.out))
    assert {key: (one["day"], one["p90_day"]) for key, one in told.items()} == {
        "publication": ("2027-02-02", "2027-03-01"),
        "statement-of-proposed-action": ("2027-05-14", "2027-05-14"),
    }


def test_likely_on_a_narrow_page_golden(jtai: Jtai, golden: Golden) -> None:
    ran = jtai(*TIMELINE, environment={"COLUMNS": "50"})

    assert max(len(line) for line in ran.out.decode().splitlines()) <= 50
    golden("evidence-likely-50.txt", ran.out)


def likely(told: dict[str, Any]) -> dict[str, Any]:
    return {one["key"]: one["likely"] for one in told["milestones"] if one["likely"] is not None}


def test_likely_in_json(jtai: Jtai) -> None:
    ran = jtai("timeline", "--fieldwork", "2028-10-02", "--likely", "--format", "json")

    counted = {"cases": 16, "median": 0}
    assert likely(json.loads(ran.out)) == {
        "publication": {
            **counted,
            "day": "2028-11-23",
            "reading": None,
            "to_the_day": 7,
            "early": 1,
            "median": 0.5,
            "p90": 19,
            "p90_day": "2028-12-20",
            "provisional": False,
        },
        "statement-of-proposed-action": {
            **counted,
            "day": "2029-03-06",
            "reading": "from-publication",
            "to_the_day": 8,
            "early": 7,
            "p90": 0,
            "p90_day": "2029-03-06",
            "provisional": True,
        },
    }


def test_without_likely_json_is_what_it_was(jtai: Jtai) -> None:
    ran = jtai("timeline", "--fieldwork", "2025-03-03", "--format", "json")

    assert b"likely" not in ran.out


@pytest.mark.parametrize(
    ("argv", "expected"),
    [
        pytest.param(
            ("--known", "statement-of-proposed-action=2025-08-01"),
            "Likely: published inspections say nothing of these dates, which are known, stated or "
            "not counted from fieldwork.",
            id="nothing-open",
        ),
        pytest.param(
            ("--fieldwork", "2025-03-03", "--frameworks", "mine.yaml"),
            "Likely: no published inspection of jtai-2022 is on record.",
            id="no-cases",
        ),
    ],
)
def test_where_nothing_can_be_said_it_says_so(
    jtai: Jtai, argv: tuple[str, ...], expected: str
) -> None:
    rules = (Path(__file__).parents[1] / "rules.yaml").read_text("utf-8")
    Path("mine.yaml").write_text(rules, "utf-8")

    table, page = (
        jtai("timeline", *argv, "--likely"),
        jtai("timeline", *argv, "--likely", "--format", "markdown"),
    )

    assert (table.status, page.status) == (0, 0)
    assert expected in " ".join(table.out.decode().split())
    assert expected in page.out.decode()


@pytest.mark.parametrize(
    ("argv", "expected"),
    [
        pytest.param(
            ("--format", "csv"),
            "jtai: error: --likely goes with a table, JSON or Markdown, not with csv\n"
            "Try: --format json\n",
            id="format",
        ),
        pytest.param(
            ("--view", "month"),
            "jtai: error: --view month is a table of its own kind\nTry: only --view month\n",
            id="view",
        ),
    ],
)
def test_likely_is_refused_where_it_cannot_be_shown(
    jtai: Jtai, argv: tuple[str, ...], expected: str
) -> None:
    ran = jtai(*TIMELINE, *argv)

    assert (ran.status, ran.out, ran.err) == (2, b"", expected)
