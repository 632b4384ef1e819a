"""Every example of README.md, run, and the page compared with what comes out.

With JTAI_REWRITE_GOLDEN=1 (`make golden`) the page is written anew.
"""

from __future__ import annotations

import os
import re
import shlex
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tests.cli.conftest import Jtai


README = Path(__file__).parents[2] / "README.md"
EXAMPLE = re.compile(r"^```console\n(.*?)^```$", re.MULTILINE | re.DOTALL)
REWRITE = os.environ.get("JTAI_REWRITE_GOLDEN") == "1"  # read before the tests clear it


def _run(block: str, jtai: Jtai) -> str:
    """Run the commands of a block; the text that should stand in it."""
    shown = []
    for line in block.splitlines():
        if line.startswith("$ "):
            program, *argv = shlex.split(line[2:])
            assert program == "jtai", "examples run jtai, or are not examples"
            result = jtai(*argv)
            shown.append(f"{line}\n{result.out.decode()}{result.err}")
    return "".join(shown)


def test_readme_golden(jtai: Jtai) -> None:
    page = README.read_text("utf-8")

    run = EXAMPLE.sub(lambda example: f"```console\n{_run(example[1], jtai)}```", page)

    if REWRITE:
        README.write_text(run, "utf-8", newline="\n")
        page = run
    assert EXAMPLE.search(page) is not None
    assert run == page
