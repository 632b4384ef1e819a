"""`jtai doctor`: what a report of a fault needs to know."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from jtai_cli import __version__, bankholidays, load
from jtai_cli.cli import asked, console, options, shape
from jtai_cli.errors import JtaiError

if TYPE_CHECKING:
    from jtai_cli.installation import Installation, RulesInUse

FORMATS = ("text", "json")
EXAMPLE = "jtai doctor"
PACKAGES = (
    "typer", "rich", "pydantic", "PyYAML", "holidays", "python-dateutil", "icalendar", "Jinja2",
    "tomlkit", "XlsxWriter",
)  # fmt: skip
"""What jtai depends upon."""
EXTRAS = {"docx": ("python-docx",)}
"""What each extra brings."""


def doctor(
    *,
    today: options.Today = None,
    frameworks: options.Frameworks = None,
    strict: Annotated[
        bool,
        typer.Option(
            "--strict",
            help="Exit with status 1 when there is a warning.",
            rich_help_panel="Output",
        ),
    ] = False,
    format_name: Annotated[str | None, options.formats(*FORMATS)] = None,
    output: options.Output = None,
    force: options.Force = False,
) -> int:
    """Tell what a report of a fault needs to know.

    Versions, rules, bank holidays, the terminal; no paths, and no names of people. Warns when
    less than twelve months of published bank holidays are left.
    """
    format_name = asked.format_of(format_name, output, FORMATS)
    dates = asked.Dates(today)
    held = _installation(frameworks)
    warnings = held.warnings(dates.current())
    from jtai_cli.render import to_doctor_json, to_doctor_text

    if format_name == "json":
        text = to_doctor_json.installation(held, warnings)
    else:
        text = to_doctor_text.installation(held)
    console.emit(text, output, force=force)
    for one in warnings:
        console.warn(one.text, one.hint)
    return int(strict and bool(warnings))


def _installation(frameworks: Path | None) -> "Installation":
    # Imported here: help and completion need none of them.
    import platform

    from jtai_cli.installation import Installation, Stdout

    packages = {name: _version(name) for name in PACKAGES}
    brought = {name: _version(name) for names in EXTRAS.values() for name in names}
    extras = {name: all(brought[one] for one in names) for name, names in EXTRAS.items()}
    return Installation(
        __version__,
        f"{platform.python_version()}, {platform.python_implementation()}",
        platform.platform(),
        packages | brought,
        extras,
        _rules(frameworks),
        bankholidays.table(),
        Stdout(getattr(sys.stdout, "encoding", None), console.is_terminal(None)),
    )


def _version(package: str) -> str | None:
    from importlib import metadata

    try:
        return metadata.version(package)
    except metadata.PackageNotFoundError:
        return None


def _rules(path: Path | None) -> "RulesInUse":
    """Look at the rules; faulty ones are part of the answer, for they may be what is reported."""
    from jtai_cli.installation import RulesInUse

    name = None if path is None else path.name
    is_shipped = path is None and load.is_as_shipped()
    try:
        return RulesInUse(name, load.frameworks(path).edition, is_shipped)
    except JtaiError:
        return RulesInUse(name, None, is_shipped)


app = shape.alone(doctor, EXAMPLE)
