"""The doors by which files of strangers come in, each as a function of bytes.

A door takes whatever comes: it returns, or refuses with a `JtaiError`. Anything else that leaves
it is a fault of the program. `scripts/fuzz.py` throws bytes at them, and the tests all that was
kept of them in `tests/corpus`.
"""

import os
import sys
from collections.abc import Callable, Mapping, Sequence
from contextlib import chdir, suppress
from datetime import date
from io import BytesIO, TextIOWrapper
from pathlib import Path
from tempfile import TemporaryDirectory

from jtai_cli import dates, dating, documents, load
from jtai_cli.__main__ import main
from jtai_cli.bankholidays import Division
from jtai_cli.cli import asked
from jtai_cli.documents import Language, Page, Reference
from jtai_cli.errors import JtaiError
from jtai_cli.evidence import evidence
from jtai_cli.load.avoided import avoid
from jtai_cli.load.portfolio import portfolio
from jtai_cli.plan import Inspection, Known, Plan, PlannedInspection
from jtai_cli.workingdays import Period

Door = Callable[[bytes], None]

RULES = load.frameworks(None)
COUNTING = asked.Counting(None, None, (), (), asked.Dates(None))
PLAN = Plan({"kingston": PlannedInspection("kingston", fieldwork=date(2025, 3, 3))})
WITHIN = Period(date(2021, 1, 1), date(2021, 12, 31))
LANGUAGES = (None, *Language)
# No check is among them, so none may say no; what they read is called `file`.
COMMANDS = (
    ("frameworks", "validate", "file"),
    ("timeline", "--fieldwork", "2025-03-03", "--frameworks", "file"),
    ("timeline", "--fieldwork", "2025-03-03", "--bank-holidays", "file"),
    ("plan", "show", "--plan", "file"),
    ("timeline", "--inspection", "a", "--plan", "file", "--format", "json"),
    ("portfolio", "file", "--wide", "--keep-going", "--rejected", "rejected", "--force"),
    ("portfolio", "file", "--load"),
    ("look-ahead", "--year", "2026", "--avoid", "file.ics"),
    ("look-ahead", "--year", "2026", "--avoid", "file.csv"),
    ("evidence", "--file", "file"),
    ("docs", "list", "file"),
)


def _file(content: bytes, read: Callable[[Path], object], name: str = "file") -> None:
    """Give a file of some content to what reads it."""
    with TemporaryDirectory(prefix="jtai-") as directory, suppress(JtaiError):
        file = Path(directory, name)
        file.write_bytes(content)
        read(file)


def _date(content: bytes) -> None:
    # Options may hold surrogates, and nothing of a file does.
    text = content.decode(errors="surrogateescape")
    for read in (dates.read, dates.read_iso):
        with suppress(JtaiError):
            read(text)


def _frameworks(content: bytes) -> None:
    _file(content, load.frameworks)


def _plan(content: bytes) -> None:
    def read(file: Path) -> None:
        for one in load.plan(file, RULES).inspections.values():
            with suppress(JtaiError):
                dating.dated(RULES, one.inspection(), COUNTING)

    _file(content, read)


def _portfolio(content: bytes) -> None:
    with suppress(JtaiError):
        defaults = Inspection(Known("", date.min))
        list(portfolio(BytesIO(content), RULES, defaults, place="file").rows())


def _bank_holidays(content: bytes) -> None:
    _file(content, lambda file: load.bank_holidays(file, Division.ENGLAND))


def _calendar(content: bytes) -> None:
    _file(content, lambda file: avoid(file, WITHIN), "file.ics")


def _dates_to_avoid(content: bytes) -> None:
    _file(content, lambda file: avoid(file, WITHIN), "file.csv")


def _inspections(content: bytes) -> None:
    _file(content, lambda file: evidence(load.inspections(file)[0], RULES, COUNTING))


def _page(content: bytes) -> None:
    """Read a page; its first byte chooses the language."""
    language = LANGUAGES[(content[0] if content else 0) % len(LANGUAGES)]
    with suppress(JtaiError):
        page = Page("page", load.page_in(content[1:], place="page"), language)
        once = documents.refresh(page, Reference(RULES, PLAN, COUNTING))
        twice = documents.refresh(
            Page("page", once.text, language), Reference(RULES, PLAN, COUNTING)
        )
        assert twice.text == once.text, "a second update changes nothing"


def _program(content: bytes) -> None:
    """Run a whole command; the first byte chooses it, and the rest is the file that it reads."""
    argv = COMMANDS[(content[0] if content else 0) % len(COMMANDS)]
    name = next(word for word in argv if word.startswith("file"))

    def run(file: Path) -> None:
        with chdir(file.parent):
            status = _quietly(argv)
        assert status in {0, 2}, f"the status is {status}"

    _file(content[1:], run, name)


def _quietly(argv: Sequence[str]) -> int:
    """Run a command; what it says is not looked at, and a fault of its own is raised."""
    streams, environment = (sys.stdout, sys.stderr), dict(os.environ)
    os.environ["JTAI_DEBUG"] = "1"
    sys.stdout, sys.stderr = (TextIOWrapper(BytesIO(), "utf-8") for _ in streams)
    try:
        return main(argv)
    finally:
        sys.stdout, sys.stderr = streams
        os.environ.clear()
        os.environ.update(environment)


DOORS: Mapping[str, Door] = {
    "dates": _date,
    "frameworks": _frameworks,
    "plan": _plan,
    "portfolio": _portfolio,
    "bank-holidays": _bank_holidays,
    "avoid-ics": _calendar,
    "avoid-csv": _dates_to_avoid,
    "inspections": _inspections,
    "pages": _page,
    "program": _program,
}
"""The doors by name; `tests/corpus` holds a directory for each."""
