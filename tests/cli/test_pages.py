"""Every example of README.md and the pages in docs/, run, and compared with what comes out.

The examples of a page run one after the other in one directory: an empty one, or a copy of what
the page names in a comment (`<!-- in a copy of tests/example -->`). With JTAI_REWRITE_GOLDEN=1
(`make golden`) the pages are written anew.
"""

from __future__ import annotations

import os
import re
import shlex
import shutil
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.cli.conftest import Jtai

TOP = Path(__file__).parents[2]
INDEX = TOP / "docs" / "README.md"  # it has no example
PAGES = [
    pytest.param(page, id=page.stem)
    for page in (TOP / "README.md", *sorted(TOP.glob("docs/*.md")))
    if page != INDEX
]
EXAMPLE = re.compile(r"^```console\n(.*?)^```$", re.MULTILINE | re.DOTALL)
COPIED = re.compile(r"^<!-- in a copy of (\S+) -->$", re.MULTILINE)
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


@pytest.mark.parametrize("page", PAGES)
def test_page_golden(jtai: Jtai, page: Path) -> None:
    written = page.read_text("utf-8")
    if copied := COPIED.search(written):
        shutil.copytree(TOP / copied[1], Path.cwd(), dirs_exist_ok=True)

    run = EXAMPLE.sub(lambda example: f"```console\n{_run(example[1], jtai)}```", written)

    if REWRITE:
        page.write_text(run, "utf-8", newline="\n")
        written = run
    assert EXAMPLE.search(written) is not None
    assert run == written
