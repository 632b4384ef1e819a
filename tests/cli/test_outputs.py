"""What every command prints, whole, as golden files: `make golden` rewrites them."""

import json
import shlex
from pathlib import Path
from typing import Any

import pytest
import typer

from tests.cli.conftest import TODAY
from tests.conftest import Golden, Jtai

FW = "--fieldwork 2025-03-03"
LATE = "--stated draft-letter=2025-04-04 --closure 2025-04-07..2025-04-11"
TRANSCRIPTS = {
    "timeline": [
        f"timeline {FW} --theme front-door",
        f"timeline {FW} {LATE} --explain --likely",
        "timeline --inspection kingston-2025 --phases letters,statement --columns date,what,owner",
        f"timeline {FW} --format plain",
        f"timeline {FW} --format gantt",
    ],
    "timeline-markdown": [f"timeline {FW} {LATE} --likely --format markdown"],
    "timeline-json": [
        f"timeline {FW} {LATE} --format json", f"timeline {FW} --dates-only --format json",
    ],
    "timeline-csv": [f"timeline {FW} --format csv"],
    "timeline-ics": [f"timeline {FW} --theme front-door --format ics"],
    "timeline-mermaid": [f"timeline {FW} --format mermaid"],
    "date": [
        f"date comments-due {FW}", f"date comments-due {FW} --style short",
        f"date comments-due {FW} --style iso", f"date comments-due {FW} --style span",
        "date fieldwork --inspection kingston-2025 --style span",
        f"date pre-inspection-analysis {FW}",
    ],
    "explain": [
        f"explain comments-due {FW}",
        f"explain evidence-window {FW}",
        f"explain draft-letter {FW} {LATE}",
        f"explain publication {FW} --days --format markdown",
    ],
    "explain-json": [f"explain set-up-discussion {FW} --format json"],
    "next": [
        f"next --today {TODAY}",
        f"next --inspection kingston-2025 --today {TODAY} --count 2 --format markdown",
        f"next {FW} --today 2025-02-17 --format json",
        f"next {FW} --today 2030-01-01",
    ],
    "export": [
        f"export {FW} --name Kingston --all pack",
        f"export {FW} --split invitations own.mmd own.json",
        f"export {FW} - --format mermaid",
    ],
    "look-ahead": [
        "look-ahead --from 2026-03-01 --to 2026-03-31",
        "look-ahead --from 2026-03-01 --to 2026-03-31 --sort clashes --format markdown",
        "look-ahead --from 2026-03-01 --to 2026-03-31 --format csv",
        "look-ahead --why 2026-03-03",
        "look-ahead --why 2026-03-02",
    ],
    "look-ahead-json": ["look-ahead --from 2026-03-01 --to 2026-03-20 --format json"],
    "portfolio": [
        "portfolio areas.csv --wide",
        "portfolio areas.csv --load --limit draft-letter=1",
        "portfolio areas.csv --wide --format json",
    ],
    "evidence": [
        "evidence --area Islington",
        "evidence --by month",
    ],
    "plan": [
        "plan show",
        "plan check",
        "plan show sutton-2025 --format json",
        "plan check kingston-2025 --format markdown",
        "plan set Sutton-2025 area='Sutton' closures=2025-12-24..2025-12-31",
        "plan set kingston-2025 stated.draft-letter=2025-04-02 theme=",
        "plan done kingston-2025 set-up-discussion",
        "plan accept kingston-2025",
        "plan check kingston-2025",
        "plan init --plan other.toml",
    ],
    "plan-prepare": ["plan prepare kingston-2025 --from 2025-05-01 --months 3"],
    "docs": [
        "docs check",
        "docs check --diff page.md",
        "docs check --format json",
        "docs check --format github",
        "docs check --format azure",
        "docs list",
        "docs update",
        "docs update",
    ],
    "themes": [
        "themes list",
        "themes list --on 2024-10-15 --format markdown",
        "themes show front-door",
        "themes show front-door --format json",
        "themes search early help",
    ],
    "frameworks": ["frameworks show jtai-2016", "frameworks validate"],
    "days": [
        "days 2025-03-07 +15",
        "days 2025-03-03 -10",
        "days 2025-03-07 2025-03-28",
        "days 2025-04-14 +5 --closure 2025-04-22..2025-04-25 --format json",
        "days 2025-03-07 +0 --format markdown",
    ],
    "bank-holidays": [
        "bank-holidays list --year 2025",
        "bank-holidays list --year 2029 --division scotland --format csv",
        "bank-holidays list --year 2025 --format json",
        "bank-holidays list --year 2025 --format markdown",
        "bank-holidays check",
        "bank-holidays check bank-holidays.json",
    ],
    "about": ["about"],
}  # fmt: skip


DAYS = {
    "2025-01-01": "New Year’s Day", "2025-04-18": "Good Friday", "2025-04-21": "Easter Monday",
    "2025-05-05": "Early May bank holiday", "2025-05-26": "Spring bank holiday",
    "2025-06-16": "Bank holiday for the World Cup", "2025-08-25": "Summer bank holiday",
    "2025-12-25": "Christmas Day",
}  # fmt: skip
GOVUK = {
    division: {"events": [{"title": name, "date": day} for day, name in DAYS.items()]}
    for division in ("england-and-wales", "scotland", "northern-ireland")
}


@pytest.mark.parametrize("name", TRANSCRIPTS)
def test_commands_print_this_golden(jtai: Jtai, golden: Golden, workplace: Path, name: str) -> None:
    (workplace / "bank-holidays.json").write_text(json.dumps(GOVUK), "utf-8")
    text = ""
    for line in TRANSCRIPTS[name]:
        ran = jtai(*shlex.split(line))
        status = f"[status {ran.status}]\n" if ran.status else ""
        end = "" if ran.text.endswith("\n") else "\n"
        text += f"$ jtai {line}\n{ran.text}{end}{ran.err}{status}\n"
    golden(f"cli/{name}.txt", text.encode())


@pytest.mark.skipif(
    not typer.__version__.startswith("0.28."), reason="each version words its help in its own way"
)
def test_the_help_of_every_command_and_group_golden(
    jtai: Jtai, golden: Golden, every_command: dict[str, Any]
) -> None:
    text = ""
    for name in every_command:
        ran = jtai(*name.split(), "--help")
        assert (ran.status, ran.err) == (0, "")
        lines = [line.rstrip() for line in ran.text.splitlines()]
        assert max(map(len, lines)) <= 80
        text += "\n".join(
            [f"$ jtai {name} --help".replace("  ", " "), *filter(None, lines), "", ""]
        )
    golden("cli/help.txt", text.encode())


def test_every_example_of_the_help_is_its_own_and_works(
    jtai: Jtai, workplace: Path, every_command: dict[str, Any]
) -> None:
    (workplace / "docs").mkdir()
    for source, name in (
        ("page.md", "README.md"), ("page.md", "docs/page.md"), ("avoid.csv", "school-holidays.csv"),
    ):  # fmt: skip
        (workplace / name).write_bytes((workplace / source).read_bytes())
    repository = Path(__file__).parents[2]
    (workplace / "frameworks.yaml").write_bytes((repository / "frameworks.yaml").read_bytes())
    for name, command in every_command.items():
        if name == "plan init":
            (workplace / "jtai.toml").rename(workplace / "kept.toml")
        example, line = command.epilog.split(": ", 1)
        program, *argv = shlex.split(line)
        assert (example, program, argv[: len(name.split())]) == ("Example", "jtai", name.split())
        ran = jtai(*argv, "--force") if name == "export" else jtai(*argv)
        assert ran.status in {0, 1}, (line, ran.err)
        if name == "plan init":
            (workplace / "kept.toml").rename(workplace / "jtai.toml")
