"""`jtai frameworks`: rules shown, files of rules checked, the schema printed."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from jtai_cli import load

if TYPE_CHECKING:
    from jtai_cli.frameworks import Frameworks
    from tests.cli.conftest import Golden, Jtai

COMPLETE = (Path(__file__).parents[1] / "rules.yaml").read_text("utf-8")


# Show


@pytest.mark.parametrize("columns", ["50", "80"])
def test_the_rules_are_shown_as_in_the_golden_file_of_that_width(
    jtai: Jtai, golden: Golden, columns: str
) -> None:
    ran = jtai("frameworks", "show", environment={"COLUMNS": columns})
    assert (ran.status, ran.err) == (0, "")
    golden(f"frameworks-show-{columns}.txt", ran.out)


@pytest.mark.parametrize(
    ("name", "suffix"),
    [pytest.param("json", "json", id="json"), pytest.param("markdown", "md", id="markdown")],
)
def test_the_rules_are_shown_as_in_the_golden_file_of_that_format(
    jtai: Jtai, golden: Golden, name: str, suffix: str
) -> None:
    ran = jtai("frameworks", "show", "--format", name)
    assert (ran.status, ran.err) == (0, "")
    golden(f"frameworks-show.{suffix}", ran.out)


@pytest.mark.parametrize("key", ["jtai-2022", "jtai-2016"])
def test_one_timetable_is_shown_with_the_sources_that_it_names(
    jtai: Jtai, rules: Frameworks, key: str
) -> None:
    told = json.loads(jtai("frameworks", "show", key, "--format", "json").out)
    [timetable] = told["timetables"]
    milestones = timetable["milestones"]
    readings = [reading for milestone in milestones for reading in milestone["readings"]]
    watched = [told["pre_election_period"], told["christmas"], *told["polling_days"]]
    assert timetable["key"] == key
    assert [one["key"] for one in milestones] == list(rules.timetables[key].milestones)
    assert {source["key"] for source in told["sources"]} == {
        one["source"] for one in (*milestones, *readings, *watched)
    }


def test_one_timetable_is_shown_as_in_its_golden_file(jtai: Jtai, golden: Golden) -> None:
    golden("frameworks-show-jtai-2016.txt", jtai("frameworks", "show", "jtai-2016").out)


def test_every_rule_and_every_source_is_shown(jtai: Jtai, rules: Frameworks) -> None:
    text = jtai("frameworks", "show").out.decode()
    shown = set(re.findall(r"\(([a-z0-9-]+)\)$", text, re.MULTILINE))
    keys = {key for timetable in rules.timetables.values() for key in timetable.milestones}
    assert shown >= keys | set(rules.timetables)
    assert set(re.findall(r"^  - ([a-z0-9-]+): ", text, re.MULTILINE)) == set(rules.sources)


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        pytest.param("table", "frameworks-show-least.txt", id="table"),
        pytest.param("json", "frameworks-show-least.json", id="json"),
        pytest.param("markdown", "frameworks-show-least.md", id="markdown"),
    ],
)
def test_the_least_that_rules_can_be_is_shown_as_in_its_golden_file(
    jtai: Jtai, golden: Golden, tmp_path: Path, name: str, expected: str
) -> None:
    (tmp_path / "least.yaml").write_text(
        "edition: 2026-11-22\n"
        "sources: {us: {title: Our own}}\n"
        "phases: {fieldwork: {title: Fieldwork}}\n"
        "parties: {}\n"
        "timetables:\n"
        "  ours:\n"
        "    {title: Ours, name: Visit, in_force: {first: 2027-01-01}, division: wales,\n"
        "    milestones: {fieldwork: {title: Fieldwork, name: fieldwork, phase: fieldwork,\n"
        "    rule: {kind: fieldwork, working_days: 1}, basis: local, source: us}}}\n"
    )
    ran = jtai("frameworks", "show", "--frameworks", "least.yaml", "--format", name)
    assert (ran.status, ran.err) == (0, "")
    golden(expected, ran.out)


def test_colours_only_make_titles_bold(jtai: Jtai) -> None:
    coloured = jtai("frameworks", "show", "--color", "always").out
    assert coloured.startswith(b"\x1b[1m")
    assert re.sub(rb"\x1b\[[0-9]+m", b"", coloured) == jtai("frameworks", "show").out


# Validate


def test_the_rules_in_use_are_without_faults(jtai: Jtai) -> None:
    ran = jtai("frameworks", "validate")
    assert (ran.status, ran.err) == (0, "")
    assert ran.out.decode() == (
        "jtai's own rules: 2 timetables, 13 themes, 22 milestones, 20 sources, "
        "10 planning habits: no faults\n"
    )


@pytest.mark.parametrize(
    ("argv", "environment"),
    [
        pytest.param(("mine.yaml",), {}, id="the-file-that-is-named"),
        pytest.param(("--frameworks", "mine.yaml"), {}, id="that-of-the-option"),
        pytest.param((), {"JTAI_FRAMEWORKS": "mine.yaml"}, id="that-of-the-environment"),
        pytest.param(("mine.yaml",), {"JTAI_FRAMEWORKS": "no.yaml"}, id="before-all-others"),
    ],
)
def test_a_file_without_faults_is_told_by_what_it_holds(
    jtai: Jtai, tmp_path: Path, argv: tuple[str, ...], environment: dict[str, str]
) -> None:
    (tmp_path / "mine.yaml").write_text(COMPLETE)
    ran = jtai("frameworks", "validate", *argv, environment=environment)
    assert (ran.status, ran.err) == (0, "")
    assert ran.out == b"mine.yaml: 1 timetable, 1 theme, 7 milestones, 2 sources: no faults\n"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            COMPLETE.replace("source: overview", "source: overveiw", 1),
            "jtai: error: mine.yaml:23: 'source' names 'overveiw', which is not under 'sources'\n"
            "Try: add it under 'sources', or write 'overview'\n"
            "jtai: error: mine.yaml: 1 fault\n",
            id="one",
        ),
        pytest.param(
            COMPLETE.replace("division: england", "division: englnd").replace(
                "working_days: -10", "working_days: yes"
            ),
            "jtai: error: mine.yaml:15: 'division' is 'englnd'; one of england, wales, scotland, "
            "northern-ireland\n"
            "Try: write 'england'\n"
            "jtai: error: mine.yaml:21: 'working_days' should be a whole number, not yes\n"
            "Try: write a number, such as 10\n"
            "jtai: error: mine.yaml: 2 faults\n",
            id="two",
        ),
        pytest.param(
            "",
            "jtai: error: mine.yaml: is empty\n"
            "Try: `jtai frameworks schema` prints what stands in such a file\n"
            "jtai: error: mine.yaml: 1 fault\n",
            id="an-empty-file",
        ),
    ],
)
def test_all_faults_are_told_with_line_and_remedy(
    jtai: Jtai, tmp_path: Path, text: str, expected: str
) -> None:
    (tmp_path / "mine.yaml").write_text(text)
    ran = jtai("frameworks", "validate", "mine.yaml")
    assert (ran.status, ran.out, ran.err) == (2, b"", expected)


# Schema


def test_the_schema_is_printed(jtai: Jtai) -> None:
    ran = jtai("frameworks", "schema")
    assert (ran.status, ran.err) == (0, "")
    assert json.loads(ran.out) == load.schema()
    assert ran.out.endswith(b"}\n")


def test_the_schema_is_written_to_a_file(jtai: Jtai, tmp_path: Path) -> None:
    ran = jtai("frameworks", "schema", "-o", "schema.json")
    assert (ran.status, ran.out, ran.err) == (0, b"", "")
    assert (tmp_path / "schema.json").read_bytes() == jtai("frameworks", "schema").out


# Refusals and help


@pytest.mark.parametrize(
    ("argv", "expected"),
    [
        pytest.param(
            ("show", "jtai-2023"),
            "no timetable called 'jtai-2023'\nTry: jtai frameworks show jtai-2022",
            id="a-timetable",
        ),
        pytest.param(
            ("show", "--format", "plain"),
            "no format called 'plain'\nTry: one of: table, json, markdown",
            id="a-format",
        ),
        pytest.param(
            ("show", "--frameworks", "no.yaml"),
            "no.yaml: there is no such file\nTry: a file that exists",
            id="a-file-to-show",
        ),
        pytest.param(
            ("validate", "no.yaml"),
            "no.yaml: there is no such file\nTry: a file that exists",
            id="a-file-to-validate",
        ),
        pytest.param(
            ("validate", "."),
            ".: is a directory, not a file\nTry: name a regular file",
            id="a-directory",
        ),
        pytest.param(
            ("shema",),
            "no command called 'shema'\nTry: jtai frameworks schema",
            id="a-command",
        ),
    ],
)
def test_what_cannot_be_done_is_refused_with_its_reason(
    jtai: Jtai, argv: tuple[str, ...], expected: str
) -> None:
    ran = jtai("frameworks", *argv)
    assert (ran.status, ran.out, ran.err) == (2, b"", f"jtai: error: {expected}\n")


@pytest.mark.parametrize(
    ("command", "example"),
    [
        pytest.param("show", "jtai frameworks show jtai-2022", id="show"),
        pytest.param("validate", "jtai frameworks validate frameworks.yaml", id="validate"),
        pytest.param("schema", "jtai frameworks schema -o frameworks.schema.json", id="schema"),
    ],
)
def test_help_ends_with_an_example_that_works(
    jtai: Jtai, tmp_path: Path, command: str, example: str
) -> None:
    (tmp_path / "frameworks.yaml").write_text(COMPLETE)
    told = jtai("frameworks", command, "--help").out.decode()
    assert told.endswith(f"\n  Example: {example}\n")
    ran = jtai(*example.split()[1:])
    assert (ran.status, ran.err) == (0, "")


def test_the_schema_beside_the_file_is_the_one_printed(jtai: Jtai) -> None:
    beside = Path(__file__).parents[2] / "frameworks.schema.json"
    assert beside.read_bytes() == jtai("frameworks", "schema").out
