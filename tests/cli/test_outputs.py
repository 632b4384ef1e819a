"""What every command prints, whole, as golden files: `make golden` rewrites them."""

import json
import re
import shlex
from pathlib import Path
from typing import Any

import docx
import pytest
import typer
from openpyxl import load_workbook

from tests.cli.conftest import TODAY
from tests.conftest import Golden, Jtai

FW = "--fieldwork 2025-03-03"
LATE = "--stated draft-letter=2025-04-04 --closure 2025-04-07..2025-04-11"
STATEMENT = "statement-of-proposed-action"
TRANSCRIPTS = {
    "timeline": [
        f"timeline {FW} --theme front-door",
        f"timeline {FW} {LATE} --explain --likely",
        "timeline --inspection kingston-2025 --phases letters,statement --columns date,what,owner",
        f"timeline {FW} --format plain",
        f"timeline {FW} --format gantt",
    ],
    # What letters state, and what it moves: late, as calculated, early, at the weekend.
    "timeline-stated": [
        *(f"timeline {FW} --stated draft-letter=2025-{day} --phases letters --columns date,what"
          for day in ("04-04", "03-28", "03-27", "03-29")),
        f"timeline {FW} {LATE} --stated publication=2025-05-14 --phases letters --columns what",
        f"timeline {FW} {LATE} --stated comments-due=2025-04-22 --columns what,date",
        "timeline --fieldwork 2025-03-04..2025-03-07 --columns title,rule --format markdown",
    ],
    "timeline-ics-plan": [
        "timeline --inspection kingston-2025 --format ics",
        "timeline --fieldwork 2028-11-27 --stated draft-letter=2028-12-20 --format ics",
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
    "explain-openings": [
        f"explain set-up-discussion {FW}", f"explain pre-inspection-analysis {FW}",
        f"explain fieldwork {FW}", "explain fieldwork --known publication=2025-04-28",
        "explain publication --known publication=2025-04-28", f"explain notification {FW}",
        f"explain draft-letter {FW} --stated draft-letter=2025-03-28",
        f"explain comments-due {FW} --stated draft-letter=2025-04-04",
        f"explain {STATEMENT} {FW} {LATE} --stated {STATEMENT}=2025-08-20",
        "explain draft-letter --fieldwork 2026-12-07 --closure 2026-12-24..2026-12-31",
        "explain final-letter --fieldwork 2028-11-27",
        "explain our-call --inspection kingston-2025",
    ],
    "explain-json": [f"explain set-up-discussion {FW} --format json"],
    "next": [
        f"next --today {TODAY}",
        f"next --inspection kingston-2025 --today {TODAY} --count 2 --format markdown",
        f"next {FW} --today 2025-02-17 --format json",
        f"next {FW} --today 2030-01-01",
    ],
    "next-days": [
        "plan set sutton-2025 fieldwork=2025-03-10", "next --today 2025-04-10 --count 2",
        f"next {FW} --today 2025-04-01 --count 2",
        "next --inspection kingston-2025 --today 2025-02-17 --count 1",
        "next --notified 2025-02-17 --today 2025-02-17 --count 1",
        "next --fieldwork 2025-03-03..2025-03-06 --today 2025-02-17 --count 1",
        "next --known publication=2025-04-28 --today 2025-02-17 --count 1",
        "plan set kingston-2025 done=",
        "next --inspection kingston-2025 --today 2025-04-14 --count 1",
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
        "look-ahead --why 2026-04-06",
        "look-ahead --why 2026-04-07",
    ],
    "look-ahead-marks": [
        "look-ahead --from 2026-11-30 --to 2027-01-04",
        "look-ahead --from 2026-11-30 --to 2027-01-04 --sort clashes",
        "look-ahead --from 2026-03-16 --to 2026-03-30 --format html",
    ],
    "look-ahead-json": ["look-ahead --from 2026-03-01 --to 2026-03-20 --format json"],
    "portfolio": [
        "portfolio areas.csv --wide",
        "portfolio areas.csv --load --limit draft-letter=1",
        "portfolio areas.csv --wide --format json",
        "portfolio areas.csv --wide --timetable jtai-2022 --format table",
    ],
    "evidence-all": ["evidence"],
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
    "plan-moves": [
        f"plan set kingston-2025 stated.draft-letter= stated.{STATEMENT}=2025-08-01",
        "plan set kingston-2025 notes.comments-due='Health first'", "plan accept kingston-2025",
        "plan check kingston-2025 --extra-bank-holiday 2025-06-16",
        "plan set kingston-2025 local.our-call=", "plan show kingston-2025",
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
        "themes search older neglect",
        "themes list --on 2021-01-01",
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


def shown_in(path: Path) -> str:
    """What people see in a workbook, but for the sheets that count, or in a Word document."""
    if path.suffix == ".docx":
        document = docx.Document(str(path))
        rows = [[c.text for c in row.cells] for table in document.tables for row in table.rows]
        return "\n".join([*(one.text for one in document.paragraphs), *map(" | ".join, rows), ""])
    text = ""
    for sheet in load_workbook(path):
        if sheet.title not in {"Weeks", "What if", "Bank holidays"}:
            rows = [[str(one or "").removesuffix(" 00:00:00") for one in row]
                    for row in sheet.values]  # fmt: skip
            text += f"## {sheet.title}\n" + "".join(" | ".join(r) + "\n" for r in rows if any(r))
    return text


def test_the_workbook_and_the_briefing_of_a_plan_read_like_this_golden(
    jtai: Jtai, golden: Golden, workplace: Path
) -> None:
    jtai("plan", "set", "kingston-2025", "notes.comments-due=Health first", "done=notification")
    argv = ("export", "--inspection", "kingston-2025", "--closure", "2025-07-07..2025-07-08")
    assert jtai(*argv, "plan.xlsx", "briefing.docx").status == 0
    for name in ("plan.xlsx", "briefing.docx"):
        text = shown_in(workplace / name)
        assert re.search(r"(?<!\w)--\w|\bjtai [a-z]|\.toml|comments-due|rehearsal", text) is None
        golden(f"cli/export-{Path(name).stem}.txt", text.encode())


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
