"""Make the pictures of one inspection in `docs/pictures`: `make pictures`.

Rich draws the terminal; LibreOffice, pdftoppm and Chromium draw the files.
"""

import os
import re
import subprocess
import sys
from io import StringIO
from pathlib import Path
from shutil import which
from tempfile import TemporaryDirectory

from rich.console import Console
from rich.text import Text

PICTURES = Path(__file__).parents[1] / "docs" / "pictures"
PROGRAMS = ("soffice", "pdftoppm", "chromium")
INSPECTION = ("--fieldwork", "2025-03-03", "--theme", "front-door")
SHOWN = ("next", "--notified", "2025-02-17", "--today", "2025-02-17")
SHEETS = {
    "workbook": ("plan.xlsx", "120", "815"),
    "what-if": ("what-if.xlsx", "120", "880"),
    "briefing": ("plan.docx", "90", "1052"),
}
"""Each picture's document, its dots per inch, and its height in dots."""
LEFT_OUT = re.compile(r"\s*@font-face \{.*?\}|\s*<!--.*?-->|(?<=\n)\s*\n|[ \t]+(?=\n)", re.DOTALL)


def terminal() -> str:
    """Draw what the terminal shows, as SVG that loads no font."""
    console = Console(record=True, width=80, file=StringIO(), color_system="truecolor")
    shown = run(sys.executable, "-m", "jtai_cli", *SHOWN, "--color", "always").rstrip("\n")
    console.print(Text.from_ansi(f"$ jtai {' '.join(SHOWN)}\n{shown}"), soft_wrap=True)
    return LEFT_OUT.sub("", console.export_svg(title="jtai", unique_id="terminal")) + "\n"


def run(*command: str) -> str:
    """Run a program as in a terminal of 80 columns, and return what it prints."""
    environment = {**os.environ, "COLUMNS": "80"}
    return subprocess.run(  # noqa: S603 - chosen here
        command, env=environment, check=True, capture_output=True, encoding="utf-8"
    ).stdout


if __name__ == "__main__":
    if missing := [program for program in PROGRAMS if which(program) is None]:
        sys.exit(f"not installed: {', '.join(missing)}")
    (PICTURES / "terminal.svg").write_text(terminal(), "utf-8", newline="\n")
    with TemporaryDirectory() as folder:
        files = [f"{folder}/plan.{ending}" for ending in ("xlsx", "docx", "html")]
        run(sys.executable, "-m", "jtai_cli", "export", *INSPECTION, *files)
        blank = ("export", "--blank", "--year", "2027", f"{folder}/what-if.xlsx")
        run(sys.executable, "-m", "jtai_cli", *blank)
        for picture, (name, dots, height) in SHEETS.items():
            profile = f"-env:UserInstallation=file://{folder}/profile"
            convert = ("--headless", profile, "--convert-to", "pdf", "--outdir", folder)
            run("soffice", *convert, f"{folder}/{name}")
            size = ("-singlefile", "-png", "-r", dots, "-W", "10000", "-H", height)
            run("pdftoppm", *size, f"{folder}/{Path(name).stem}.pdf", str(PICTURES / picture))
        screen = ("--hide-scrollbars", "--window-size=1000,1180", "--no-sandbox", "--disable-gpu")
        shot = f"--screenshot={PICTURES / 'page.png'}"
        run("chromium", "--headless", *screen, shot, f"file://{folder}/plan.html")
