"""`docs/commands.md`: the help of every command, and of nothing else.

With JTAI_REWRITE_GOLDEN=1 (`make golden`) the page is written anew.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from tests.cli.conftest import Jtai

PAGE = Path(__file__).parents[2] / "docs" / "commands.md"
REWRITE = os.environ.get("JTAI_REWRITE_GOLDEN") == "1"  # read before the tests clear it
HEAD = """# Commands

What `jtai --help`, `jtai COMMAND --help` and `jtai help` tell; `make golden` writes this page.
"""


def _section(jtai: Jtai, title: str, typed: str) -> str:
    _, *argv = typed.split()
    shown = jtai(*argv).out.decode()
    return f"\n## {title}\n\n```console\n$ {typed}\n{shown}```\n"


def test_the_reference_golden(jtai: Jtai, every_command: Mapping[str, Any]) -> None:
    sections = [
        _section(jtai, "All commands", "jtai --help"),
        *(_section(jtai, f"`jtai {name}`", f"jtai {name} --help") for name in every_command),
        _section(jtai, "Longer answers", "jtai help"),
    ]

    page = "".join([HEAD, *sections])

    if REWRITE:
        PAGE.write_text(page, "utf-8", newline="\n")
    assert page == PAGE.read_text("utf-8")
