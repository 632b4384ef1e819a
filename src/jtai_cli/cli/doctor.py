"""`jtai doctor`: details for a bug report."""

import platform
import re
import sys
from collections.abc import Iterator, Mapping
from contextlib import suppress
from importlib import metadata

from jtai_cli import __version__, bankholidays
from jtai_cli.cli import console
from jtai_cli.cli.commands import FRAMEWORKS, TODAY, WORDS, Call, command
from jtai_cli.cli.parsing import switch
from jtai_cli.dates import add_months, say
from jtai_cli.errors import JtaiError
from jtai_cli.report import model

LEAST_MONTHS = 12
"""How many months of published bank holidays there should be: a timeline lasts half a year."""


@command(
    "Print details for a bug report: versions, rules, bank holidays, the terminal; no paths, and "
    "no names of people. Warns when less than twelve months of published bank holidays are left.",
    "jtai doctor",
    takes=(*FRAMEWORKS, *TODAY),
    formats=WORDS,
)
def app(call: Call, strict: bool = switch("Exit with status 1 when there is a warning.")) -> int:
    edition, warnings = None, []
    file, table, today = call.frameworks, bankholidays.table(), call.current_day
    needed: list[str] = []
    with suppress(metadata.PackageNotFoundError):  # of a copy that is not installed
        needed = [one for one in metadata.requires("jtai") or () if "extra ==" not in one]
    packages: dict[str, str | None] = {re.split("[^A-Za-z0-9._-]", one)[0]: None for one in needed}
    for name in packages:
        with suppress(metadata.PackageNotFoundError):
            packages[name] = metadata.version(name)
    if missing := ", ".join(name for name, version in packages.items() if version is None):
        hint = "install jtai again, with everything that it depends on"
        warnings.append(("not-installed", f"not installed: {missing}", hint))
    try:
        edition = call.rules.edition
    except (JtaiError, ImportError):  # faulty rules are part of the answer
        name = file.name if file else "jtai"
        problem = f"the rules of {name} are faulty, or cannot be read"
        warnings.append(("faulty-rules", problem, f"jtai frameworks validate {name}"))
    if add_months(table.published_to, -LEAST_MONTHS) < today:
        problem = (
            f"bank holidays are published only to {say(table.published_to)}, which is less than "
            f"{LEAST_MONTHS} months after {say(today)}"
        )
        hint = "a newer jtai, or --bank-holidays FILE with GOV.UK's newest bank-holidays.json"
        warnings.append(("bank-holidays", problem, hint))
    known = {"first": table.first, "last": table.last, "published_to": table.published_to}
    encoding = getattr(sys.stdout, "encoding", None)
    data: dict[str, object] = {
        "schema": "jtai.doctor/1",
        "jtai": __version__,
        "python": f"{platform.python_version()}, {platform.python_implementation()}",
        "platform": platform.platform(),
        "packages": packages,
        "rules": {"file": file and file.name, "edition": edition},
        "bank_holidays": {"division": "england", **known},
        "stdout": {"encoding": encoding, "terminal": console.is_terminal()},
        "warnings": [dict(zip(("code", "text", "hint"), one, strict=True)) for one in warnings],
    }
    shown = data | {"packages": {name: one or "not installed" for name, one in packages.items()}}
    facts = model.Facts.of(_facts(shown))
    call.emit(lambda: model.Report("Details for a bug report", (facts,), data=data))
    for _, problem, hint in warnings:
        console.warn(problem, hint)
    return int(strict and bool(warnings))


def _facts(data: Mapping[str, object], above: str = "") -> Iterator[tuple[str, str]]:
    """Give the contents of the JSON as labels and values."""
    for key, value in data.items():
        label = f"{above} {key}".strip().replace("_", " ")
        if isinstance(value, Mapping):
            yield from _facts(value, "" if key == "packages" else label)
        elif key not in ("schema", "warnings"):
            words = {True: "yes", False: "no", None: "none"}
            yield label, words[value] if value is None or isinstance(value, bool) else str(value)
