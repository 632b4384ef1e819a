"""How options are declared: their panels in the help, and what shells complete for their values."""

import re
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import typer

from jtai_cli.errors import JtaiError, UnknownNameError

KNOWN = "One known date (exactly one of)"
RULES = "What is inspected, by which rules"
COUNTING = "How days are counted"
OUTPUT = "Output"
PANELS = (KNOWN, RULES, COUNTING, OUTPUT)
"""The panels that commands share, in the order of the help; a command's own stand above them."""
_KEYED = {"THEME", "TIMETABLE", "NAME", "MILESTONE", "MILESTONE=DATE", "MILESTONE=N"}
"""What stands for a key in the help, which shells complete."""
_KEY = re.compile(r"[a-z0-9][a-z0-9-]*")


def option(
    metavar: str,
    help_text: str,
    *names: str,
    panel: str | None = OUTPUT,
    default: object = None,
    complete: Iterable[str] = (),
    **more: Any,  # noqa: ANN401 - what Typer takes
) -> Any:  # noqa: ANN401 - what Typer makes of it
    """Declare an option with a value; without names it is called like its parameter.

    `complete` are the words that it may have, where its metavar does not name a kind of key.
    """

    def completed(ctx: typer.Context) -> list[str]:
        return list(complete) or _keys(metavar, ctx)

    more |= {"metavar": metavar, "help": help_text, "rich_help_panel": panel}
    if complete or metavar.rstrip("S") in _KEYED:
        more["autocompletion"] = completed
    return (typer.Option if panel else typer.Argument)(default, *names, **more)


def switch(name: str, help_text: str, panel: str = OUTPUT) -> Any:  # noqa: ANN401 - as above
    """Declare an option without a value."""
    return typer.Option(False, name, help=help_text, rich_help_panel=panel)


def argument(metavar: str, help_text: str, *, default: object = ...) -> Any:  # noqa: ANN401 - as above
    """Declare an argument, which is required unless it has a default."""
    return option(metavar, help_text, panel=None, default=default)


def named(kind: str, name: str, known: Mapping[str, Any] | Iterable[str], command: str = "") -> str:
    """Return the key that is typed: capitals do not matter, and a title stands for its key.

    `known` has things with a title, or the title itself, by key; or keys alone.
    """
    titles = known if isinstance(known, Mapping) else dict.fromkeys(known, "")
    wanted = name.strip().lower()
    for key, one in titles.items():
        title = one if isinstance(one, str) else one.title
        if wanted in {key.lower(), title.lower()}:
            return key
    raise UnknownNameError.among(kind, name, titles, command=command or f"--{kind}")


def _keys(metavar: str, ctx: typer.Context) -> list[str]:
    """Return keys alone, never titles or people's text: a shell runs those."""
    # Imported here: only a shell that completes a value asks for keys.
    from jtai_cli.files.plans import find_plan, load_plan  # noqa: PLC0415 - see above
    from jtai_cli.files.rules import load_rules  # noqa: PLC0415 - see above

    try:
        rules = load_rules(ctx.params.get("frameworks"))
        path: Path | None = ctx.params.get("plan") or find_plan()
        keys: Iterable[str]
        if metavar == "NAME":
            keys = load_plan(path, rules).inspections if path else ()
        elif metavar in {"THEME", "TIMETABLE"}:
            keys = rules.themes if metavar == "THEME" else rules.timetables
        else:
            keys = dict.fromkeys(k for t in rules.timetables.values() for k in t.milestones)
    except JtaiError:
        return []
    end = "=" if "=" in metavar else ""
    return [f"{key}{end}" for key in keys if _KEY.fullmatch(key)]
