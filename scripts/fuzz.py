"""Feed random bytes to each "door", a function that reads files from others: `make fuzz`.

`python scripts/fuzz.py DOOR SECONDS` starts from `tests/corpus`, which the tests replay, and ends
at the first input that breaks the program. What it finds on the way goes to `build/fuzz`.
"""

import gc
import os
import sys
from collections.abc import Callable, Mapping
from contextlib import chdir, redirect_stderr, redirect_stdout, suppress
from datetime import date
from io import BytesIO, TextIOWrapper
from pathlib import Path
from types import FunctionType

from jtai_cli.__main__ import main
from jtai_cli.cli.docs import page_runner
from jtai_cli.dates import read_span
from jtai_cli.errors import JtaiError
from jtai_cli.files.others import load_avoid, load_bank_holidays, load_inspections
from jtai_cli.files.plans import load_plan
from jtai_cli.files.portfolio import read_portfolio
from jtai_cli.files.rules import load_rules
from jtai_cli.pages import check
from jtai_cli.pages.results import Found
from jtai_cli.plan import Inspection, Known

RULES, DEFAULTS = load_rules(None), Inspection(Known("", date.min))
WITHIN = read_span("2021-01-01..2021-12-31")
COMMANDS = (  # none of them is a check, so none may exit with 1
    "timeline --fieldwork 2025-03-03 --frameworks file.csv",
    "plan show --plan file.csv",
    "portfolio file.csv --wide --keep-going --rejected rejected --force",
    "look-ahead --year 2026 --avoid file.csv",
    "docs list file.csv",
)


def read_page(file: Path) -> None:
    """Refresh a page; refreshing it again must change nothing."""
    for name in ("page.md", "page.html"):
        (once,) = check([Found(name, file)], page_runner((), ()))
        (twice,) = check([Found(name, content=once.after.encode())], page_runner((), ()))
        assert twice.after == once.after


def run(file: Path) -> None:
    """Run a whole command; the first byte chooses it, and the rest is the file that it reads."""
    content = file.read_bytes() or b"\0"
    file.with_name("file.csv").write_bytes(content[1:])
    out, err = TextIOWrapper(BytesIO()), TextIOWrapper(BytesIO())
    with chdir(file.parent), redirect_stdout(out), redirect_stderr(err):
        assert main(COMMANDS[content[0] % len(COMMANDS)].split()) in {0, 2}


DOORS: Mapping[str, Callable[[Path], object]] = {
    "avoid-csv": lambda file: load_avoid(file, WITHIN),
    "avoid-ics": lambda file: load_avoid(file, WITHIN),
    "bank-holidays": load_bank_holidays,
    "dates": lambda file: read_span(file.read_bytes().decode(errors="surrogateescape")),
    "frameworks": load_rules,
    "inspections": load_inspections,
    "pages": read_page,
    "plan": lambda file: load_plan(file, RULES),
    "portfolio": lambda file: list(
        read_portfolio(BytesIO(file.read_bytes()), RULES, DEFAULTS, place="some").rows
    ),
    "program": run,
}
"""Each takes a file of any content, and either returns or raises a JtaiError."""


def knock(door: str, content: bytes, folder: Path) -> None:
    """Give some content to a door, as a file in a folder; any error but a JtaiError is a bug."""
    file = folder / f"some.{door[-3:]}"  # for days to avoid, the ending is the format
    file.write_bytes(content)
    with suppress(JtaiError):
        DOORS[door](file)


if __name__ == "__main__":
    import atheris

    for one in gc.get_objects():
        if isinstance(one, FunctionType) and "/jtai_cli/" in one.__code__.co_filename:
            atheris.instrument_func(one)
    os.environ["JTAI_DEBUG"] = "1"
    door, seconds = sys.argv[1:]
    (found := Path("build/fuzz", door)).mkdir(parents=True, exist_ok=True)
    limits = [f"-max_total_time={seconds}", "-max_len=4096", "-timeout=20"]
    arguments = [*limits, f"-artifact_prefix={found}-", str(found), f"tests/corpus/{door}"]
    atheris.Setup(["fuzz", *arguments], lambda content: knock(door, content, found.parent))
    atheris.Fuzz()
