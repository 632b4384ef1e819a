"""What each command imports: only what it needs, so that none pays for another.

Each runs in an interpreter of its own, and what it has imported at its end is compared with what
it may import of what is slow.
"""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from jtai_cli import cli

SLOW = (
    "dataclasses", "dateutil", "docx", "email", "holidays", "icalendar", "importlib.metadata",
    "jinja2", "openpyxl", "pydantic", "rich", "tomlkit", "xlsxwriter", "yaml", "zoneinfo",
)  # fmt: skip
OURS = "jtai_cli.cli."
COMMANDS_OF_ALL = [module for module, _ in cli.COMMANDS.values()]
RUN = """
import json, sys
from jtai_cli.__main__ import main
status = main(sys.argv[1:])
print(json.dumps([status, sorted(sys.modules)]), file=sys.stderr)
"""
DATED = ("--fieldwork", "2025-03-03")
COMMANDS = [
    pytest.param(("--version",), set(), id="version"),
    pytest.param(("--help",), set(), id="help"),
    pytest.param(("timeline", "--help"), set(), id="timeline-help"),
    pytest.param(("timeline", *DATED, "--format", "json"), set(), id="timeline-json"),
    pytest.param(("timeline", *DATED, "--format", "plain"), set(), id="timeline-plain"),
    pytest.param(("timeline", *DATED, "--format", "csv"), set(), id="timeline-csv"),
    pytest.param(("timeline", *DATED), {"dataclasses", "rich"}, id="timeline"),
    pytest.param(
        ("timeline", *DATED, "--format", "html"), {"dataclasses", "jinja2"}, id="timeline-html"
    ),
    pytest.param(("explain", "publication", *DATED), {"dataclasses", "rich"}, id="explain"),
    pytest.param(("next", *DATED, "--format", "json"), set(), id="next-json"),
    pytest.param(("themes", "show", "front-door", "--format", "plain"), set(), id="themes-plain"),
    pytest.param(
        ("themes", "search", "early", "--format", "json"), {"dataclasses"}, id="themes-json"
    ),
    pytest.param(("themes", "list"), {"dataclasses", "rich"}, id="themes-list"),
    pytest.param(("days", "2025-03-07", "+15"), set(), id="days"),
    pytest.param(("bank-holidays", "list", "--year", "2027"), set(), id="bank-holidays"),
    pytest.param(("look-ahead", "--year", "2026", "--format", "csv"), set(), id="look-ahead-csv"),
    pytest.param(("evidence", "--format", "json"), set(), id="evidence-json"),
]


def _imported(argv: tuple[str, ...], directory: Path) -> set[str]:
    ran = subprocess.run(
        [sys.executable, "-c", RUN, *argv], capture_output=True, cwd=directory, check=True
    )
    status, modules = json.loads(ran.stderr.splitlines()[-1])
    assert status == 0
    return set(modules)


@pytest.mark.parametrize(("argv", "slow"), COMMANDS)
def test_a_command_imports_what_it_needs_and_nothing_slow_beside(
    argv: tuple[str, ...], slow: set[str], tmp_path: Path
) -> None:
    imported = _imported(argv, tmp_path)
    assert {name for name in SLOW if name in imported} == slow


@pytest.mark.parametrize(
    ("argv", "modules"),
    [
        pytest.param(("--version",), {"console", "shape"}, id="none"),
        pytest.param(
            ("days", "2025-03-07", "+15"),
            {"asked", "console", "days", "options", "shape"},
            id="days",
        ),
        pytest.param(
            ("timeline", *DATED, "--format", "json"),
            {"asked", "console", "options", "question", "shape", "timeline"},
            id="timeline",
        ),
    ],
)
def test_a_command_imports_no_other(
    argv: tuple[str, ...], modules: set[str], tmp_path: Path
) -> None:
    imported = {name.removeprefix(OURS) for name in _imported(argv, tmp_path) if OURS in name}
    assert imported == modules


READING = """
import collections, json, os, sys
read = collections.Counter()
def hook(event, arguments):
    if event == "open" and isinstance(arguments[0], str):
        name = os.path.basename(arguments[0])
        if name.endswith((".yaml", ".csv", ".toml", ".md", ".json")):
            read[name] += 1
sys.addaudithook(hook)
from jtai_cli.__main__ import main
status = main(sys.argv[1:])
print(json.dumps([status, read]), file=sys.stderr)
"""
PLAN = """
[inspections.kingston-2025]
fieldwork = 2025-03-03
"""
RULES = {"frameworks.yaml": 1}
READ = [
    pytest.param(("--version",), {}, id="version"),
    pytest.param(("days", "2025-03-07", "+15"), {}, id="days"),
    pytest.param(("timeline", *DATED), RULES, id="timeline"),
    pytest.param(("themes", "show", "front-door"), RULES, id="themes"),
    pytest.param(
        ("timeline", "--inspection", "kingston-2025"), {**RULES, "jtai.toml": 1}, id="inspection"
    ),
    pytest.param(("plan", "show"), {**RULES, "jtai.toml": 1}, id="plan"),
    pytest.param(("next", "--today", "2025-03-03"), {**RULES, "jtai.toml": 1}, id="next"),
    pytest.param(("portfolio", "areas.csv"), {**RULES, "areas.csv": 1}, id="portfolio"),
    pytest.param(("evidence",), {**RULES, "inspections.csv": 1}, id="evidence"),
    pytest.param(
        ("timeline", *DATED, "--likely"), {**RULES, "inspections.csv": 1}, id="timeline-likely"
    ),
    pytest.param(
        ("docs", "check", "one.md", "two.md"),
        {**RULES, "jtai.toml": 1, "one.md": 1, "two.md": 1},
        id="docs",
    ),
]


@pytest.mark.parametrize(("argv", "read"), READ)
def test_a_command_reads_each_file_once(
    argv: tuple[str, ...], read: dict[str, int], tmp_path: Path
) -> None:
    (tmp_path / "jtai.toml").write_text(PLAN)
    (tmp_path / "areas.csv").write_text("area,fieldwork\nNorthshire,2025-03-03\n")
    (tmp_path / "one.md").write_text("The draft letter comes on 28 March 2025.\n")
    (tmp_path / "two.md").write_text("The draft letter comes on 28 March 2025.\n")
    ran = subprocess.run(
        [sys.executable, "-c", READING, *argv], capture_output=True, cwd=tmp_path, check=True
    )
    assert json.loads(ran.stderr.splitlines()[-1]) == [0, read]


@pytest.mark.parametrize(
    ("typed", "commands"),
    [
        pytest.param("jtai\nti", set(), id="command"),
        pytest.param("jtai\ntimeline\n--the", {"timeline"}, id="option"),
        pytest.param("jtai\nthemes\nshow\nfr", {"themes"}, id="name"),
    ],
)
def test_completion_imports_the_command_that_is_typed_and_nothing_slow(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, typed: str, commands: set[str]
) -> None:
    monkeypatch.setenv("_JTAI_COMPLETE", "complete_bash")
    monkeypatch.setenv("COMP_WORDS", typed)
    monkeypatch.setenv("COMP_CWORD", str(typed.count("\n")))

    imported = _imported((), tmp_path)

    assert {name for name in SLOW if name in imported} == set()
    assert {name for name in COMMANDS_OF_ALL if f"{OURS}{name}" in imported} == commands


OPTIONS = [
    *(name for name in cli.COMMANDS if name not in {"plan", "docs", "themes", "frameworks"}),
    "plan set", "plan show", "plan prepare", "docs check", "themes list", "frameworks show",
]  # fmt: skip
DOMAIN = ("dating", "drift", "evidence", "frameworks", "load.rules", "lookahead", "preparation")


@pytest.mark.parametrize("command", OPTIONS)
def test_completion_of_options_imports_nothing_that_answers(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, command: str
) -> None:
    typed = f"jtai {command} --"
    monkeypatch.setenv("_JTAI_COMPLETE", "complete_bash")
    monkeypatch.setenv("COMP_WORDS", typed.replace(" ", "\n"))
    monkeypatch.setenv("COMP_CWORD", str(typed.count(" ")))

    imported = _imported((), tmp_path)

    assert {name for name in (*SLOW, "tomllib") if name in imported} == set()
    assert {name for name in DOMAIN if f"jtai_cli.{name}" in imported} == set()
