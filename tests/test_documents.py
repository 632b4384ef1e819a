"""The pages of the project, and what it gives to continuous integration, run as people run them.

The `console` examples of a page run one after the other in one directory: an empty one, or a copy
of what the page names in a comment (`<!-- in a copy of tests/example -->`). With
JTAI_REWRITE_GOLDEN=1 (`make golden`) the pages are rewritten with what came out.
"""

from __future__ import annotations

import doctest
import json
import os
import re
import shlex
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
import yaml

import jtai_cli

if TYPE_CHECKING:
    from jtai_cli.rules import Rules
    from tests.conftest import Jtai

TOP = Path(__file__).parents[1]
BIN = str(Path(sys.executable).parent)
# Read once, for the tests see an environment without it.
REWRITE = os.environ.get("JTAI_REWRITE_GOLDEN") == "1"
PAGES = (TOP / "README.md", *sorted(TOP.glob("docs/*.md")))
EXAMPLE = re.compile(r"^```console\n(.*?)^```$", re.MULTILINE | re.DOTALL)
COPIED = re.compile(r"^<!-- in a copy of (\S+) -->$", re.MULTILINE)
SHOWN_FILE = re.compile(r"^<!-- the file (\S+) -->\n\n```\w*\n(.*?)^```$", re.MULTILINE | re.DOTALL)


def directory_of(page: str) -> None:
    """Put what a page's examples work on into the test's own directory."""
    for copied in COPIED.findall(page):
        shutil.copytree(TOP / copied, Path.cwd(), dirs_exist_ok=True)


def shown(commands: str, jtai: Jtai) -> str:
    """Run the commands of an example, and return what should stand in it."""
    text = ""
    for line in commands.splitlines():
        if line.startswith("$ "):
            program, *argv = shlex.split(line.removeprefix("$ "))
            assert program == "jtai", f"not an example of jtai: {line}"
            ran = jtai(*argv)
            text += f"{line}\n{ran.text}{ran.err}"
    return text


def test_the_pages_of_the_example_are_up_to_date_golden(
    jtai: Jtai, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(TOP / "tests" / "example")
    ran = jtai("docs", "update" if REWRITE else "check")
    assert (ran.status, ran.err) == (0, ""), ran.text


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(TOP).as_posix())
def test_the_examples_of_a_page_golden(jtai: Jtai, page: Path) -> None:
    written = page.read_text("utf-8")
    directory_of(written)

    run = EXAMPLE.sub(lambda example: f"```console\n{shown(example[1], jtai)}```", written)

    if REWRITE:
        page.write_text(run, "utf-8", newline="\n")
        assert jtai("docs", "update", str(page)).status == 0
    else:
        assert run == written


def test_a_page_shows_files_as_they_are() -> None:
    files = [found for page in PAGES for found in SHOWN_FILE.findall(page.read_text("utf-8"))]
    assert len(files) > 1
    for name, content in files:
        assert content == (TOP / name).read_text("utf-8"), name


def test_the_library_does_what_its_page_says(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    page = (TOP / "docs" / "library.md").read_text("utf-8")
    directory_of(page)
    code = "\n".join(re.findall(r"^```pycon\n(.*?)^```$", page, re.MULTILINE | re.DOTALL))
    examples = doctest.DocTestParser().get_doctest(code, {}, "library.md", None, 0)
    assert examples.examples
    assert doctest.DocTestRunner().run(examples).failed == 0


def test_the_pages_link_to_files_that_exist() -> None:
    for page in PAGES:
        text = page.read_text("utf-8")
        for link in re.findall(r"\]\((?!https?:)([^)#]+)(?:#[^)]*)?\)", text):
            assert (page.parent / link).exists(), f"{page.name}: {link}"


def test_pages_name_every_schema_every_key_of_the_rules_and_the_whole_library() -> None:
    schemas = [f"schemas/{path.name}" for path in TOP.glob("docs/schemas/*.json")]
    rules = json.loads((TOP / "frameworks.schema.json").read_text("utf-8"))
    keys = [key for part in (rules, *rules["$defs"].values()) for key in part.get("properties", ())]
    for page, names in {"json": schemas, "own-rules": keys, "library": jtai_cli.__all__}.items():
        text = (TOP / "docs" / f"{page}.md").read_text("utf-8")
        assert {*names} - {*re.findall(r"[\w./-]+", text)} == set(), page


def test_the_dates_on_our_own_pages_are_right(jtai: Jtai, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(TOP)
    names = ["README.md", "DESIGN.md", "CHANGELOG.md", "CONTRIBUTING.md", "docs"]
    ran = jtai("docs", "check", *names)
    assert ran.status == 0, ran.text


def test_what_is_sent_round_from_other_rules_says_nothing_of_jtais(jtai: Jtai) -> None:
    shutil.copytree(TOP / "docs" / "own-rules", Path.cwd(), dirs_exist_ok=True)
    rules = ("--frameworks", "ilacs.yaml", "--timetable", "ilacs-short")
    assert jtai("export", *rules, "--fieldwork", "2026-03-09", "--all", "pack").status == 0

    files = sorted(Path("pack").iterdir())
    for path in files:
        parts = [path.read_bytes()]
        if zipfile.is_zipfile(path):
            with zipfile.ZipFile(path) as archive:
                parts = [archive.read(name) for name in archive.namelist()]
        assert not any(re.search(rb"JTAI|[Tt]argeted area", part) for part in parts), path


# What continuous integration is given.

EXAMPLE_FILES = [
    "tests/example/.pre-commit-config.yaml",
    "tests/example/.github/workflows/documents.yml",
    "tests/example/azure-pipelines.yml",
]
WORKFLOWS = sorted(path.relative_to(TOP).as_posix() for path in TOP.glob(".github/workflows/*.yml"))
BASH = shutil.which("bash")
needs_bash = pytest.mark.skipif(BASH is None, reason="bash, which runs the steps, is not installed")


def read(path: str) -> Any:  # noqa: ANN401 - YAML holds anything
    return yaml.safe_load((TOP / path).read_text("utf-8"))


def steps(path: str) -> list[dict[str, Any]]:
    document = read(path)
    if "runs" in document:
        return list(document["runs"]["steps"])
    return [step for job in document["jobs"].values() for step in job["steps"]]


def script(path: str, name: str) -> str:
    return next(str(step["run"]) for step in steps(path) if step.get("name") == name)


def run_step(step: str, at: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run a step as GitHub does, with this environment, and `jtai` and a stub on the path."""
    path = os.pathsep.join([str(at / "stub"), BIN, os.environ["PATH"]])
    return subprocess.run(
        [str(BASH), "--noprofile", "--norc", "-eo", "pipefail", "-c", step], cwd=at,
        env={"PATH": path, **environment}, capture_output=True, text=True, encoding="utf-8",
        check=False,
    )  # fmt: skip


def stub(at: Path, name: str, content: str) -> None:
    """Put a program of this name before all others on the path."""
    path = at / "stub" / name
    path.parent.mkdir(exist_ok=True)
    path.write_text(f"#!/bin/bash\n{content}")
    path.chmod(0o755)


@pytest.fixture
def example(tmp_path: Path) -> Path:
    """A copy of the example repository."""
    return shutil.copytree(TOP / "tests" / "example", tmp_path / "example")


@pytest.mark.parametrize("path", [*WORKFLOWS, EXAMPLE_FILES[1]])
def test_actions_of_others_are_pinned_by_hash_with_their_version(path: str) -> None:
    uses = re.findall(r"uses: (?!your-organisation/)(.*)", (TOP / path).read_text("utf-8"))
    assert uses
    for one in uses:
        assert re.fullmatch(r"[\w-]+/[\w-]+@[0-9a-f]{40} # v[0-9]+\.[0-9]+\.[0-9]+", one)


@pytest.mark.parametrize("path", ["action.yml", *WORKFLOWS])
def test_nothing_that_people_type_becomes_part_of_a_script(path: str) -> None:
    assert not any("${{" in str(step.get("run")) for step in steps(path))


@pytest.mark.parametrize("hook", read(".pre-commit-hooks.yaml"), ids=lambda hook: hook["id"])
def test_a_hook_runs(
    jtai: Jtai, monkeypatch: pytest.MonkeyPatch, example: Path, hook: dict[str, Any]
) -> None:
    monkeypatch.chdir(example)
    program, *argv = shlex.split(hook["entry"])
    ran = jtai(*argv)
    assert (program, ran.status) == ("jtai", 0), ran.text + ran.err
    assert (hook["language"], hook["pass_filenames"]) == ("python", False)


def test_the_example_asks_for_hooks_inputs_and_a_version_that_exist(jtai: Jtai) -> None:
    hooks = read(EXAMPLE_FILES[0])["repos"][0]["hooks"]
    assert {hook["id"] for hook in hooks} == {hook["id"] for hook in read(".pre-commit-hooks.yaml")}
    (inputs,) = [step["with"] for step in steps(EXAMPLE_FILES[1]) if "jtai@" in step["uses"]]
    assert inputs.keys() <= read("action.yml")["inputs"].keys()
    text = "".join((TOP / path).read_text("utf-8") for path in EXAMPLE_FILES)
    version = jtai("--version").text.split()[1]
    assert set(re.findall(r"(?:@|rev: )v([0-9.]+)", text)) == {version}


CHECK = {"BIN": BIN, "FILES": "", "PLAN": "", "REQUIRE_MARKERS": "false"}
ACTION = [
    pytest.param({"REQUIRE_MARKERS": "true"}, 0, "", ": nothing wrong\n", id="pages-of-the-plan"),
    pytest.param({"FILES": "my page.md\r\n  docs/*.html\r\n\r\n", "PLAN": "our plan.toml"}, 1,
                 "::error file=my page.md,line=1,title=weekday::", "1 error\n",
                 id="pages-that-are-named-in-lines-of-windows"),
    pytest.param({"REQUIRE_MARKERS": "yes; touch made"}, 2,
                 "::error::require-markers must be true or false\n", "",
                 id="neither-true-nor-false"),
    pytest.param({"FILES": "minutes.md\n -\n"}, 2, "::error::files cannot name -", "",
                 id="no-stdin"),
]  # fmt: skip


@needs_bash
@pytest.mark.parametrize(("inputs", "status", "begins", "ends"), ACTION)
def test_the_action_checks_documents(
    example: Path, inputs: dict[str, str], status: int, begins: str, ends: str
) -> None:
    (example / "my page.md").write_text("We meet on Friday 18 April 2023.\n")
    shutil.copy(example / "jtai.toml", example / "our plan.toml")
    step = script("action.yml", "Check the documents")

    ran = run_step(step, example, **{**CHECK, **inputs})

    assert (ran.returncode, ran.stderr) == (status, "")
    assert ran.stdout.startswith(begins)
    assert ran.stdout.endswith(ends)
    assert not (example / "made").exists()


LOGGING_PYTHON = """echo "$@" >> "$LOG"
case "$1" in
  -c) exit "$TOO_OLD" ;;
  -m) if [ "$2" = venv ]; then mkdir -p "$3/bin" && cp "$0" "$3/bin/python"; fi ;;
esac
"""


@needs_bash
@pytest.mark.parametrize("too_old", [0, 1])
def test_the_action_installs_itself_apart_or_says_that_python_is_too_old(
    tmp_path: Path, too_old: int
) -> None:
    stub(tmp_path, "python3", LOGGING_PYTHON)
    temp, log, output = tmp_path / "a temp", tmp_path / "log", tmp_path / "output"
    paths = {"RUNNER_TEMP": temp, "GITHUB_ACTION_PATH": TOP, "GITHUB_OUTPUT": output, "LOG": log}
    given = {"TOO_OLD": str(too_old), **{name: str(path) for name, path in paths.items()}}

    ran = run_step(script("action.yml", "Install jtai"), tmp_path, **given)

    if too_old:
        assert ran.returncode == 2
        assert ran.stdout.startswith("::error::jtai needs Python 3.11 or newer. Try: ")
        return
    assert (ran.returncode, ran.stdout, ran.stderr) == (0, "", "")
    assert output.read_text() == f"bin={temp}/jtai/bin\n"
    venv, install = log.read_text().splitlines()[1:]
    assert venv == f"-m venv {temp}/jtai"
    assert install.endswith(f"--constraint {TOP}/constraints.txt {TOP}")


def test_the_pack_offers_every_theme(rules: Rules) -> None:
    # YAML 1.1 takes the key `on` for a truth value.
    inputs = read(".github/workflows/pack.yml")[True]["workflow_dispatch"]["inputs"]
    assert inputs["theme"]["options"] == ["not known yet", *rules.themes]


HOSTILE = '$(touch made)"; touch made `touch made`'
TYPED = {"KNOWN": "fieldwork begins", "THEME": "not known yet", "NAME": "", "REHEARSAL": "false"}
PACKS = [
    pytest.param({"DATE": "3 March 2025", "THEME": "front-door", "NAME": "Kingston"},
                 ["--fieldwork", "3 March 2025", "--theme", "front-door"], ["--name", "Kingston"],
                 id="fieldwork"),
    pytest.param({"DATE": "2025-02-17", "KNOWN": "the inspectorates call", "REHEARSAL": "true"},
                 ["--notified", "2025-02-17"], ["--rehearsal"], id="call"),
    pytest.param({"DATE": HOSTILE}, ["--fieldwork", HOSTILE], [], id="what-a-shell-would-run"),
]  # fmt: skip


@needs_bash
@pytest.mark.parametrize(("typed", "known", "more"), PACKS)
def test_the_pack_is_made_of_what_is_typed(
    tmp_path: Path, typed: dict[str, str], known: list[str], more: list[str]
) -> None:
    stub(tmp_path, "jtai", 'printf "%s\\n" "$@"\n')
    summary = tmp_path / "summary.md"
    step = script(".github/workflows/pack.yml", "Write the pack")

    ran = run_step(step, tmp_path, GITHUB_STEP_SUMMARY=str(summary), **{**TYPED, **typed})

    assert (ran.returncode, ran.stderr) == (0, "")
    assert ran.stdout.splitlines() == ["export", *known, *more, "--all", "pack"]
    assert summary.read_text().splitlines() == ["timeline", *known, "--format", "markdown"]
    assert not (tmp_path / "made").exists()


@needs_bash
@pytest.mark.parametrize(("status", "errors"), [(0, 0), (1, 1), (2, 1)])
def test_the_monthly_check_fails_with_what_to_do(tmp_path: Path, status: int, errors: int) -> None:
    stub(tmp_path, "jtai", f'test "$*" = "doctor --strict" && exit {status}\n')
    step = script(".github/workflows/bank-holidays.yml", "Check")

    ran = run_step(step, tmp_path)

    assert (ran.returncode, ran.stderr) == (status, "")
    assert ran.stdout.count("::error ") == errors
    (heading,) = re.findall(r"docs/maintenance\.md, '(.*?)'", step)
    assert f"## {heading}\n" in (TOP / "docs" / "maintenance.md").read_text("utf-8")
