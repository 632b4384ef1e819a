"""What continuous integration is given: hooks, an action, workflows, run as it runs them."""

from __future__ import annotations

import os
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
import yaml

if TYPE_CHECKING:
    from jtai_cli.frameworks import Frameworks
    from tests.cli.conftest import Jtai

TOP = Path(__file__).parents[2]
EXAMPLE = TOP / "tests" / "example"
BASH = shutil.which("bash")
# So GitHub runs a step whose shell is bash.
SHELL = [str(BASH), "--noprofile", "--norc", "-eo", "pipefail", "-c"]
needs_bash = pytest.mark.skipif(BASH is None, reason="there is no bash to run the steps by")
INTERPOLATED = re.compile(r"\$\{\{")


def read(path: str) -> Any:  # noqa: ANN401 - YAML holds anything
    return yaml.safe_load((TOP / path).read_text("utf-8"))


def steps(path: str) -> list[dict[str, Any]]:
    document = read(path)
    if "runs" in document:
        return list(document["runs"]["steps"])
    return [step for job in document["jobs"].values() for step in job["steps"]]


def script(path: str, name: str) -> str:
    (run,) = [str(step["run"]) for step in steps(path) if step.get("name") == name]
    return run


@pytest.fixture
def example(tmp_path: Path) -> Path:
    """A copy of the example repository."""
    return shutil.copytree(EXAMPLE, tmp_path / "example")


def ran(step: str, at: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run a step as GitHub does, with this environment and `jtai` on the path."""
    kept = {"PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"}
    return subprocess.run(
        [*SHELL, step],
        cwd=at,
        env={**kept, **environment},
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )


OF_THE_EXAMPLE = [
    "tests/example/.pre-commit-config.yaml",
    "tests/example/.github/workflows/documents.yml",
    "tests/example/azure-pipelines.yml",
]
WRITTEN = [
    ".github/ISSUE_TEMPLATE/date-wrong.yml",
    ".github/ISSUE_TEMPLATE/rule-changed.yml",
    ".github/workflows/audit.yml",
    ".github/workflows/bank-holidays.yml",
    ".github/workflows/pack.yml",
    ".pre-commit-hooks.yaml",
    "action.yml",
    *OF_THE_EXAMPLE,
]


@pytest.mark.parametrize("path", WRITTEN)
def test_what_is_given_to_ci_is_yaml(path: str) -> None:
    assert read(path)


SCRIPTS = [
    pytest.param("action.yml", "Install jtai", id="action-install"),
    pytest.param("action.yml", "Check the documents", id="action-check"),
    pytest.param(".github/workflows/bank-holidays.yml", "Ask", id="bank-holidays"),
    pytest.param(".github/workflows/pack.yml", "Install jtai", id="pack-install"),
    pytest.param(".github/workflows/pack.yml", "Write the pack", id="pack-write"),
]


@pytest.mark.parametrize(("path", "name"), SCRIPTS)
def test_nothing_that_people_type_becomes_part_of_a_script(path: str, name: str) -> None:
    assert INTERPOLATED.search(script(path, name)) is None


HOOKS = [pytest.param(hook, id=hook["id"]) for hook in read(".pre-commit-hooks.yaml")]


@pytest.mark.parametrize("hook", HOOKS)
def test_a_hook_runs(
    jtai: Jtai, monkeypatch: pytest.MonkeyPatch, example: Path, hook: dict[str, Any]
) -> None:
    monkeypatch.chdir(example)
    program, *argv = shlex.split(hook["entry"])

    result = jtai(*argv)

    assert program == "jtai"
    assert (result.status, hook["language"], hook["pass_filenames"]) == (0, "python", False)


def test_the_example_asks_for_hooks_that_there_are() -> None:
    asked = read("tests/example/.pre-commit-config.yaml")["repos"][0]["hooks"]
    assert {hook["id"] for hook in asked} == {hook["id"] for hook in read(".pre-commit-hooks.yaml")}


def test_the_example_asks_the_action_for_inputs_that_there_are() -> None:
    (asked,) = [one["with"] for one in steps("tests/example/.github/workflows/documents.yml")[1:]]
    assert asked.keys() <= read("action.yml")["inputs"].keys()


def test_the_examples_name_the_version_of_this_program(jtai: Jtai) -> None:
    version = jtai("--version").out.decode().split()[1]
    texts = [(TOP / path).read_text("utf-8") for path in OF_THE_EXAMPLE]
    named = {found for text in texts for found in re.findall(r"\bv([0-9]+\.[0-9]+\.[0-9]+)", text)}
    assert named == {version}


BIN = str(Path(sys.executable).parent)


@needs_bash
def test_the_action_checks_the_documents_of_the_plan(example: Path) -> None:
    step = script("action.yml", "Check the documents")
    result = ran(step, example, BIN=BIN, FILES="", PLAN="", REQUIRE_MARKERS="true")
    assert (result.returncode, result.stderr) == (0, "")
    assert result.stdout.endswith(": all true\n")


@needs_bash
def test_the_action_checks_the_documents_that_it_is_given(example: Path) -> None:
    (example / "my page.md").write_text("We meet on Friday 18 April 2023.\n")
    (example / "jtai.toml").rename(example / "our plan.toml")
    step = script("action.yml", "Check the documents")
    files = "my page.md\n  docs/*.rst\n\n"
    result = ran(step, example, BIN=BIN, FILES=files, PLAN="our plan.toml", REQUIRE_MARKERS="false")
    assert result.returncode == 1
    assert result.stdout.startswith("::error file=my page.md,line=1,title=weekday::")
    assert "\n2 files, " in result.stdout


@needs_bash
def test_the_action_refuses_what_is_neither_true_nor_false(example: Path) -> None:
    step = script("action.yml", "Check the documents")
    result = ran(step, example, BIN=BIN, FILES="", PLAN="", REQUIRE_MARKERS="yes; rm -rf .")
    assert (result.returncode, result.stdout) == (
        2,
        "::error::require-markers is neither true nor false\n",
    )


@needs_bash
def test_the_action_reads_lines_that_end_as_on_windows(example: Path) -> None:
    step = script("action.yml", "Check the documents")
    files = "notes.txt\r\ndocs/*.rst\r\n"
    result = ran(step, example, BIN=BIN, FILES=files, PLAN="", REQUIRE_MARKERS="false")
    assert (result.returncode, result.stderr) == (0, "")
    assert result.stdout.startswith("2 files, ")


@needs_bash
def test_the_action_refuses_what_would_be_piped_in(example: Path) -> None:
    step = script("action.yml", "Check the documents")
    result = ran(step, example, BIN=BIN, FILES="notes.txt\n -\n", PLAN="", REQUIRE_MARKERS="false")
    assert (result.returncode, result.stdout) == (
        2,
        "::error::files names -, but nothing is piped in\n",
    )


def test_the_dates_of_our_own_pages_are_true(jtai: Jtai, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(TOP / "docs")
    result = jtai("docs", "check", "stated-dates.md", "--require-markers")
    assert (result.status, result.out, result.err) == (
        0,
        b"1 file, 0 blocks, 4 dates: nothing wrong\n",
        "",
    )


PIP = "-m pip install --quiet --disable-pip-version-check"
STUB = """#!/bin/bash
echo "$@" >> "$LOG"
case "$1" in
  -c) exit "$TOO_OLD" ;;
  -m) if [ "$2" = venv ]; then mkdir -p "$3/bin" && cp "$0" "$3/bin/python"; fi ;;
esac
"""


@pytest.fixture
def stub(tmp_path: Path) -> Path:
    """A directory with a `python3` that writes down what it is asked."""
    python = tmp_path / "stub" / "python3"
    python.parent.mkdir()
    python.write_text(STUB)
    python.chmod(0o755)
    return python.parent


@needs_bash
def test_the_action_installs_itself_in_an_environment_of_its_own(
    tmp_path: Path, stub: Path
) -> None:
    temp = tmp_path / "temp with a space"
    result = ran(
        script("action.yml", "Install jtai"),
        tmp_path,
        PATH=f"{stub}{os.pathsep}{os.environ['PATH']}",
        LOG=str(tmp_path / "log"),
        TOO_OLD="0",
        RUNNER_TEMP=str(temp),
        GITHUB_ACTION_PATH=str(TOP),
        GITHUB_OUTPUT=str(tmp_path / "output"),
    )
    assert (result.returncode, result.stdout, result.stderr) == (0, "", "")
    assert (tmp_path / "output").read_text() == f"bin={temp}/jtai/bin\n"
    assert (tmp_path / "log").read_text().splitlines()[1:] == [
        f"-m venv {temp}/jtai",
        f"{PIP} --constraint {TOP}/constraints.txt {TOP}",
    ]


@needs_bash
def test_the_action_says_when_python_is_too_old(tmp_path: Path, stub: Path) -> None:
    result = ran(
        script("action.yml", "Install jtai"),
        tmp_path,
        PATH=f"{stub}{os.pathsep}{os.environ['PATH']}",
        LOG=str(tmp_path / "log"),
        TOO_OLD="1",
    )
    assert (result.returncode, result.stdout) == (
        2,
        "::error::jtai needs Python 3.11 or newer. Try: actions/setup-python in a step before\n",
    )


NOT_KNOWN = "not known yet"


def test_the_pack_offers_every_theme_that_there_is(rules: Frameworks) -> None:
    # YAML 1.1 takes the key `on` for a truth value.
    inputs = read(".github/workflows/pack.yml")[True]["workflow_dispatch"]["inputs"]
    assert inputs["theme"]["options"] == [NOT_KNOWN, *rules.themes]


ASKED = [
    pytest.param(
        "first day of fieldwork",
        "3 March 2025",
        "front-door",
        ["--fieldwork", "3 March 2025", "--theme", "front-door"],
        id="fieldwork",
    ),
    pytest.param(
        "day of the call", "2025-02-17", NOT_KNOWN, ["--notified", "2025-02-17"], id="notified"
    ),
    pytest.param(
        "first day of fieldwork",
        '$(touch made)"; touch made `touch made`',
        NOT_KNOWN,
        ["--fieldwork", '$(touch made)"; touch made `touch made`'],
        id="what-a-shell-would-run",
    ),
]
NOTED = """#!/bin/bash
for argument in "$@"; do echo "$argument"; done
"""


@pytest.fixture
def noted(tmp_path: Path) -> Path:
    """A directory with a `jtai` that writes down what it is asked."""
    program = tmp_path / "bin" / "jtai"
    program.parent.mkdir()
    program.write_text(NOTED)
    program.chmod(0o755)
    return program.parent


@needs_bash
@pytest.mark.parametrize(("known", "date", "theme", "asked"), ASKED)
def test_the_pack_is_asked_for_as_it_is_filled_in(
    noted: Path, known: str, date: str, theme: str, asked: list[str]
) -> None:
    at = noted.parent
    result = ran(
        script(".github/workflows/pack.yml", "Write the pack"),
        at,
        PATH=f"{noted}{os.pathsep}{os.environ['PATH']}",
        KNOWN=known,
        DATE=date,
        THEME=theme,
        NAME="our rehearsal",
        GITHUB_STEP_SUMMARY=str(at / "summary.md"),
    )
    assert (result.returncode, result.stderr) == (0, "")
    assert result.stdout.splitlines() == [
        "export", *asked, "--name", "our rehearsal", "--all", "pack",
    ]  # fmt: skip
    assert (at / "summary.md").read_text().splitlines() == [
        "timeline", *asked, "--format", "markdown",
    ]  # fmt: skip
    assert sorted(path.name for path in at.iterdir()) == ["bin", "pack", "summary.md"]


def test_what_the_pack_asks_for_is_written(jtai: Jtai) -> None:
    Path("pack").mkdir()
    asked = ("--fieldwork", "3 March 2025", "--theme", "front-door")

    result = jtai("export", *asked, "--name", "our rehearsal", "--all", "pack")

    assert (result.status, result.err) == (0, "")
    assert {path.suffix for path in Path("pack").iterdir()} == {
        ".ics", ".xlsx", ".docx", ".html", ".md", ".svg", ".csv",
    }  # fmt: skip


def test_the_page_shows_the_files_of_the_example() -> None:
    page = (TOP / "docs" / "ci.md").read_text("utf-8")
    shown = set(re.findall(r"^```(?:yaml|toml)\n(.*?)^```$", page, re.MULTILINE | re.DOTALL))
    files = [*OF_THE_EXAMPLE, "tests/example/jtai.toml"]
    assert shown == {(TOP / path).read_text("utf-8") for path in files}


@needs_bash
@pytest.mark.parametrize(
    ("status", "errors"),
    [
        pytest.param(0, 0, id="they-last"),
        pytest.param(1, 1, id="they-run-out"),
        pytest.param(2, 1, id="it-is-not-known"),
    ],
)
def test_the_monthly_look_at_bank_holidays_fails_with_what_to_do(
    tmp_path: Path, status: int, errors: int
) -> None:
    program = tmp_path / "jtai"
    program.write_text(f'#!/bin/sh\ntest "$*" = "doctor --strict" && exit {status}\n')
    program.chmod(0o755)

    path = f"{tmp_path}{os.pathsep}{os.environ['PATH']}"
    result = ran(script(".github/workflows/bank-holidays.yml", "Ask"), tmp_path, PATH=path)

    assert (result.returncode, result.stderr) == (status, "")
    told = re.findall("^::error .*docs/maintenance.md", result.stdout, re.MULTILINE)
    assert len(told) == errors


def test_the_page_tells_what_the_monthly_look_says_that_it_tells() -> None:
    (heading,) = re.findall(
        "docs/maintenance.md, '(.*)'\"", script(".github/workflows/bank-holidays.yml", "Ask")
    )
    assert f"## {heading}\n" in (TOP / "docs" / "maintenance.md").read_text("utf-8")
