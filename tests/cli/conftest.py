"""What tests of the command line share: a directory to work in, and every command."""

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import typer

from jtai_cli import cli

TESTS = Path(__file__).parents[1]
TODAY = "2025-04-11"
PLAN = """\
# What we know.
avoid = ["avoid.csv"]

[inspections.kingston-2025]
# from the phone call
fieldwork = 2025-03-03  # by Ofsted
area = "Kingston"
theme = "front-door"
contact = "Quality assurance team"
done = ["notification"]
stated.draft-letter = 2025-03-31
owners.comments-due = "Business manager"
local.our-call = {title = "Call with the lead", anchor = "publication", working_days = -2}

[inspections.kingston-2025.accepted]
timetable = "jtai-2022"
known = "fieldwork"
bank_holidays = [2025-04-18, 2025-04-21, 2025-05-05, 2025-05-26]
dates.draft-letter = 2025-03-28
dates.publication = 2025-04-28

[inspections.sutton-2025]
known.publication = 2025-10-10

[docs]
files = ["page.md"]
"""
PAGE = """\
# Our inspection

<!-- jtai timeline --inspection kingston-2025 --phases letters --columns date,what -->
<!-- /jtai -->

Comments: <!-- jtai date comments-due --inspection kingston-2025 -->9 April 2025<!-- /jtai -->.
We meet on Friday 3 March 2025.
"""


@pytest.fixture
def workplace(tmp_path: Path) -> Path:
    """A directory with a plan, a page, areas and days to avoid."""
    shutil.copy(TESTS / "portfolio-example" / "areas.csv", tmp_path)
    (tmp_path / "jtai.toml").write_text(PLAN, "utf-8")
    (tmp_path / "page.md").write_text(PAGE, "utf-8")
    (tmp_path / "avoid.csv").write_text(
        "first,last,title\n2026-03-30,2026-04-10,Easter holidays\n2026-06-22,2026-06-22,Gala\n"
    )
    return tmp_path


@pytest.fixture(scope="session")
def every_command() -> dict[str, Any]:
    """Every command and group, by its name: "themes", "themes show"."""
    return dict(_commands(typer.main.get_command(cli.app), ()))


def _commands(command: Any, path: tuple[str, ...]) -> Iterator[tuple[str, Any]]:  # noqa: ANN401 - Typer's own type is private
    yield " ".join(path), command
    if hasattr(command, "list_commands"):
        context = typer.Context(command)
        for name in command.list_commands(context):
            _, found, _ = command.resolve_command(context, [name])
            yield from _commands(found, (*path, name))
