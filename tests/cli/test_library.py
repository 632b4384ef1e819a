"""The library: what `jtai_cli` names, what it costs to import, and its page in docs."""

import doctest
import json
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest

import jtai_cli
from jtai_cli import (
    DatedInspection,
    Division,
    Inspection,
    JtaiError,
    Known,
    Period,
    date_inspection,
    explain_date,
    load_frameworks,
    load_plan,
    to_csv,
    to_explained_json,
    to_explained_markdown,
    to_explained_text,
    to_html,
    to_ics,
    to_json,
    to_markdown,
    to_mermaid,
    to_plain,
    to_svg,
    to_table,
)
from tests.cli.conftest import Jtai

TOP = Path(__file__).parents[2]
PAGE = TOP / "docs" / "library.md"
EXAMPLE = re.compile(r"^```pycon\n(.*?)^```$", re.MULTILINE | re.DOTALL)
FRAMEWORKS = load_frameworks()
d = date.fromisoformat
KNOWN = Known("fieldwork", d("2025-03-03"))
DATED = date_inspection(Inspection(KNOWN, theme="front-door"), FRAMEWORKS)
OPTIONS = ("--fieldwork", "2025-03-03", "--theme", "front-door")


def test_every_example_of_the_page_does_what_it_shows(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shutil.copytree(TOP / "tests" / "example", tmp_path, dirs_exist_ok=True)
    monkeypatch.chdir(tmp_path)
    written = "\n".join(EXAMPLE.findall(PAGE.read_text("utf-8")))
    examples = doctest.DocTestParser().get_doctest(written, {}, "docs/library.md", None, 0)
    told: list[str] = []
    ran = doctest.DocTestRunner().run(examples, out=told.append)
    assert (ran.failed, "".join(told)) == (0, "")
    assert ran.attempted > 0


def test_a_strict_type_checker_of_another_project_is_content_with_every_example(
    tmp_path: Path,
) -> None:
    written = "\n".join(EXAMPLE.findall(PAGE.read_text("utf-8")))
    examples = doctest.DocTestParser().get_examples(written)
    program = tmp_path / "program.py"
    program.write_text("".join(one.source for one in examples), "utf-8")
    command = (sys.executable, "-m", "mypy", "--strict", "--cache-dir", tmp_path, program)
    ran = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert ran.stdout == "Success: no issues found in 1 source file\n"


def test_the_page_names_the_whole_library() -> None:
    named = set(re.findall(r"\w+", PAGE.read_text("utf-8")))
    assert set(jtai_cli.__all__) - {"__version__"} <= named


def test_no_name_of_the_library_is_that_of_a_module() -> None:
    # It would be the module's as soon as that is imported.
    modules = {path.stem for path in (TOP / "src" / "jtai_cli").iterdir()}
    assert modules.isdisjoint(jtai_cli.__all__)


@pytest.mark.parametrize("name", jtai_cli.__all__)
def test_every_name_is_there_and_listed(name: str) -> None:
    assert getattr(jtai_cli, name) is not None
    assert name in dir(jtai_cli)


def test_another_name_is_not_there() -> None:
    with pytest.raises(AttributeError, match="module 'jtai_cli' has no attribute 'shift'"):
        _ = jtai_cli.shift  # type: ignore[attr-defined] # that it is not there is the claim


IMPORTED = """
import json, sys
before = set(sys.modules)
import jtai_cli
print(json.dumps(sorted(set(sys.modules) - before)))
"""


def test_to_import_the_package_imports_nothing_else() -> None:
    ran = subprocess.run((sys.executable, "-c", IMPORTED), capture_output=True, check=True)
    assert json.loads(ran.stdout) == ["jtai_cli"]


@pytest.mark.parametrize(
    ("write", "format_name"),
    [
        pytest.param(to_csv, "csv", id="csv"),
        pytest.param(to_html, "html", id="html"),
        pytest.param(to_ics, "ics", id="ics"),
        pytest.param(to_json, "json", id="json"),
        pytest.param(to_markdown, "markdown", id="markdown"),
        pytest.param(to_mermaid, "mermaid", id="mermaid"),
        pytest.param(to_plain, "plain", id="plain"),
        pytest.param(to_svg, "svg", id="svg"),
        pytest.param(to_table, "table", id="table"),
    ],
)
def test_a_text_is_what_the_command_writes(
    jtai: Jtai, write: Callable[[DatedInspection], str], format_name: str
) -> None:
    assert write(DATED).encode() == jtai("timeline", *OPTIONS, "--format", format_name).out


@pytest.mark.parametrize(
    ("write", "format_name"),
    [
        pytest.param(to_explained_json, "json", id="json"),
        pytest.param(to_explained_markdown, "markdown", id="markdown"),
        pytest.param(to_explained_text, "text", id="text"),
    ],
)
def test_an_explanation_is_what_the_command_writes(
    jtai: Jtai, write: Callable[[DatedInspection, str], str], format_name: str
) -> None:
    ran = jtai("explain", "comments-due", *OPTIONS, "--format", format_name)
    assert write(DATED, "comments-due").encode() == ran.out


def test_a_table_is_as_wide_as_it_is_asked_to_be(jtai: Jtai) -> None:
    ran = jtai("timeline", *OPTIONS, environment={"COLUMNS": "50"})
    assert to_table(DATED, width=50).encode() == ran.out


def test_a_calendar_is_named_by_its_inspection_unless_it_is_named() -> None:
    plan = load_plan(str(TOP / "tests" / "example" / "jtai.toml"), FRAMEWORKS)
    dated = date_inspection(plan.inspection("kingston-2025"), FRAMEWORKS)
    assert to_ics(dated) == to_ics(dated, name="kingston-2025")
    assert to_ics(dated) != to_ics(dated, name="kingston")


def test_rules_and_bank_holidays_are_taken_from_files(govuk_file: Path) -> None:
    listed = govuk_file.read_text("utf-8")
    govuk_file.write_text(listed.replace("2025-04-18", "2025-04-17"), "utf-8")
    rules = load_frameworks(str(TOP / "frameworks.yaml"))
    known = Known("comments-due", d("2025-04-16"))
    dated = date_inspection(Inspection(known), rules, bank_holidays=str(govuk_file))
    assert [day for day, _ in dated.timeline.bank_holidays][:2] == [
        d("2025-04-17"), d("2025-04-21"),
    ]  # fmt: skip


UNTYPED: Any = "2025-03-03"  # what no type checker lets pass
WRONG: Any = "walse"


@pytest.mark.parametrize(
    ("ask", "message", "hint"),
    [
        pytest.param(
            lambda: date_inspection(Inspection(Known("fieldwork", UNTYPED)), FRAMEWORKS),
            "'2025-03-03' is not a datetime.date",
            "date.fromisoformat('2025-03-03')",
            id="a-text-for-a-date",
        ),
        pytest.param(
            lambda: date_inspection(
                # The type checker takes a time for a date.
                Inspection(Known("fieldwork", KNOWN.first, datetime(2025, 3, 6))),  # noqa: DTZ001
                FRAMEWORKS,
            ),
            "datetime.datetime(2025, 3, 6, 0, 0) is not a datetime.date",
            "date.fromisoformat('2025-03-03')",
            id="a-time-for-a-date",
        ),
        pytest.param(
            lambda: date_inspection(
                Inspection(KNOWN, closures=(Period(d("2025-12-24"), UNTYPED),)), FRAMEWORKS
            ),
            "'2025-03-03' is not a datetime.date",
            "date.fromisoformat('2025-03-03')",
            id="a-text-in-a-closure",
        ),
        pytest.param(
            lambda: date_inspection(Inspection(KNOWN, theme="frontdoor"), FRAMEWORKS),
            "no theme called 'frontdoor'",
            "front-door",
            id="theme",
        ),
        pytest.param(
            lambda: date_inspection(Inspection(KNOWN, timetable="jtai-2020"), FRAMEWORKS),
            "no timetable called 'jtai-2020'",
            "jtai-2022",
            id="timetable",
        ),
        pytest.param(
            lambda: date_inspection(Inspection(Known("publicaton", KNOWN.first)), FRAMEWORKS),
            "no milestone called 'publicaton'",
            "publication",
            id="known-milestone",
        ),
        pytest.param(
            lambda: date_inspection(Inspection(KNOWN, stated={"draft": KNOWN.first}), FRAMEWORKS),
            "no milestone called 'draft'",
            "draft-letter",
            id="stated-milestone",
        ),
        pytest.param(
            lambda: date_inspection(Inspection(KNOWN), FRAMEWORKS, division=WRONG),
            "no division called 'walse'",
            "wales",
            id="division",
        ),
        pytest.param(
            lambda: date_inspection(Inspection(KNOWN, name="a\nb"), FRAMEWORKS),
            "'a\\nb' holds a line break",
            "the text without it",
            id="a-text-that-does-not-show",
        ),
        pytest.param(
            lambda: DATED.milestone("publicaton"),
            "no milestone called 'publicaton'",
            "publication",
            id="dated-milestone",
        ),
        pytest.param(
            lambda: explain_date(DATED, "publicaton"),
            "no milestone called 'publicaton'",
            "publication",
            id="explained-milestone",
        ),
        pytest.param(
            lambda: to_table(DATED, width=29),
            "29 columns are too few to draw on",
            "width=30",
            id="narrow",
        ),
    ],
)
def test_what_cannot_be_answered_is_refused(
    ask: Callable[[], object], message: str, hint: str
) -> None:
    with pytest.raises(JtaiError) as refused:
        ask()
    assert (refused.value.message, refused.value.hint) == (message, hint)


def test_a_division_of_its_own_is_told() -> None:
    dated = date_inspection(Inspection(KNOWN), FRAMEWORKS, division=Division.SCOTLAND)
    assert dated.division is Division.SCOTLAND
