"""How long `jtai docs check` takes on many pages: each of its own inspection, with three blocks.

`jtai docs update` writes the pages beforehand, so that nothing on them is stale.
"""

import subprocess
from collections.abc import Sequence
from pathlib import Path
from shutil import rmtree

from scripts.bench.environments import OURS
from scripts.bench.processes import Program, Run, in_turn

BLOCKS = 3
_PAGE = """\
# Inspection {number}

<!-- jtai:begin timeline fieldwork={day} phases=letters columns=date,what,rule -->
<!-- jtai:end -->

The letters are these, and their readings stand below.

<!-- jtai:begin milestone publication fieldwork={day} -->
<!-- jtai:end -->

<!-- jtai:begin timeline fieldwork={day} -->
<!-- jtai:end -->

Comments go back by <!-- jtai:date comments-due fieldwork={day} --><!-- /jtai:date -->.
"""


def checked(place: Path, days: Sequence[str], *, pages: int, rounds: int) -> Sequence[Run]:
    """Write so many pages, and check all of them in one process, so many times."""
    folder = place / "pages"
    rmtree(folder, ignore_errors=True)
    folder.mkdir()
    files = [folder / f"page-{number}.md" for number in range(pages)]
    for number, file in enumerate(files):
        text = _PAGE.format(number=number, day=days[number % len(days)])
        file.write_text(text, "utf-8")
    listed = sorted(map(str, files))
    jtai = OURS.program("jtai")
    subprocess.run(  # noqa: S603 - our own program
        (jtai, "docs", "update", *listed), check=True, stdout=subprocess.DEVNULL
    )
    program = Program("check", "docs check", (jtai, "docs", "check", *listed))
    return in_turn([program], rounds)["check"]
