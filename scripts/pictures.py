"""Make the pictures in docs/pictures anew: the terminal, the workbook, the briefing, the page.

`make pictures` runs it. The terminal is drawn by Rich; the others need LibreOffice, pdftoppm or
Chromium, and where one is missing its pictures are left as they are, which is said.
"""

import os
import re
import shutil
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from io import StringIO
from pathlib import Path

from rich.console import Console
from rich.text import Text

PICTURES = Path(__file__).parents[1] / "docs" / "pictures"
INSPECTION = ("--fieldwork", "2025-03-03", "--theme", "front-door")
TERMINAL = ("next", "--notified", "2025-02-17", "--today", "2025-02-17")
"""The command whose picture stands for the terminal."""
COLUMNS = 80
_FONTS = re.compile(r"\s*@font-face \{.*?\}", re.DOTALL)
_MADE_WITH = re.compile(r"\s*<!--.*?-->")


@dataclass(frozen=True, slots=True)
class Sheet:
    """A page of a document, drawn by LibreOffice: so many dots an inch, so many of them high."""

    picture: str
    document: str
    dots: int
    height: int


SHEETS = (
    Sheet("workbook.png", "plan.xlsx", dots=120, height=815),
    Sheet("briefing.png", "brief.docx", dots=90, height=1052),
)


def main() -> int:
    """Make every picture for which the programs are there."""
    (PICTURES / "terminal.svg").write_text(terminal(), "utf-8", newline="\n")
    with tempfile.TemporaryDirectory() as name:
        directory = Path(name)
        made = [sheet.document for sheet in SHEETS]
        _jtai("export", *INSPECTION, *(str(directory / file) for file in (*made, "plan.html")))
        for sheet in SHEETS:
            if _there("soffice", sheet.picture) and _there("pdftoppm", sheet.picture):
                _drawn(sheet, directory)
        if _there("chromium", "page.png"):
            _photographed(directory / "plan.html", PICTURES / "page.png")
    return 0


def terminal() -> str:
    """Draw what the terminal shows, as SVG that asks nobody for a font."""
    console = Console(record=True, width=COLUMNS, file=StringIO(), color_system="truecolor")
    command = f"$ jtai {' '.join(TERMINAL)}"
    shown = _jtai(*TERMINAL, "--color", "always").rstrip("\n")
    console.print(Text.from_ansi(f"{command}\n{shown}"), soft_wrap=True)
    drawn = console.export_svg(title="jtai", unique_id="terminal")
    drawn = _MADE_WITH.sub("", _FONTS.sub("", drawn), count=1)
    lines = [line.rstrip() for line in drawn.splitlines()]
    return "\n".join(line for line in lines if line) + "\n"


def _jtai(*argv: str) -> str:
    ran = subprocess.run(  # noqa: S603 - our own program
        (sys.executable, "-m", "jtai_cli", *argv),
        env={**os.environ, "COLUMNS": str(COLUMNS)},
        stdout=subprocess.PIPE,
        encoding="utf-8",
        check=True,
    )
    return ran.stdout


def _there(program: str, picture: str) -> bool:
    if shutil.which(program) is not None:
        return True
    print(f"{picture} is left as it is: {program} is not installed")
    return False


def _drawn(sheet: Sheet, directory: Path) -> None:
    """Draw the top of the first page."""
    profile = f"-env:UserInstallation={(directory / 'profile').as_uri()}"
    document = directory / sheet.document
    _run("soffice", "--headless", profile, "--convert-to", "pdf", "--outdir", directory, document)
    dots, height = str(sheet.dots), str(sheet.height)
    first = ("-f", "1", "-l", "1", "-singlefile", "-png", "-r", dots, "-W", "10000", "-H", height)
    picture = (PICTURES / sheet.picture).with_suffix("")
    _run("pdftoppm", *first, document.with_suffix(".pdf"), picture)


def _photographed(page: Path, picture: Path) -> None:
    """Show a page in Chromium, as far as a screen of 1000 by 1180 dots goes."""
    screen = ("--hide-scrollbars", "--window-size=1000,1180", f"--screenshot={picture}")
    _run("chromium", "--headless", "--no-sandbox", "--disable-gpu", *screen, page.as_uri())


def _run(*command: str | Path) -> None:
    # They talk much, of Java and buses that nobody needs.
    quiet = subprocess.DEVNULL
    subprocess.run(command, check=True, stdout=quiet, stderr=quiet)  # noqa: S603 - chosen here


if __name__ == "__main__":
    sys.exit(main())
