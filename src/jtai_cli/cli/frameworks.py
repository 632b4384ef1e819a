"""`jtai frameworks`: the rules as they stand, a file of them proved, the schema for editors."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from jtai_cli import load
from jtai_cli.cli import asked, console, options, shape
from jtai_cli.errors import JtaiError, printable
from jtai_cli.records import replace
from jtai_cli.render.page import Page

if TYPE_CHECKING:
    # Imported by what is called, so that help and completion do not wait for it.
    from jtai_cli.frameworks import Frameworks

_FAULTY = 2
FORMATS = ("table", "json", "markdown")
app = shape.app("The rules themselves: shown, checked, and their schema.")


@shape.command(app, "show", "jtai frameworks show jtai-2022")
def show(
    timetable: Annotated[
        str | None,
        typer.Argument(
            metavar="[TIMETABLE]",
            help="One timetable; else all.",
            autocompletion=options.completed("timetables"),
        ),
    ] = None,
    *,
    frameworks: options.Frameworks = None,
    format_name: Annotated[str | None, options.formats(*FORMATS)] = None,
    output: options.Output = None,
    force: options.Force = False,
    color: options.Color = "auto",
) -> int:
    """Show every rule, in words, with its basis and its source."""
    format_name = asked.format_of(format_name, output, FORMATS)
    page = console.page(color, output)
    rules = load.frameworks(frameworks)
    if timetable is not None:
        asked.named("timetable", timetable, rules.timetables, "jtai frameworks show")
        rules = _only(rules, timetable)
    console.emit(_rendered(format_name, rules, page), output, force=force)
    return 0


def _only(rules: "Frameworks", key: str) -> "Frameworks":
    """Leave one timetable, and the sources that it or the days to watch name."""
    timetable = rules.timetable(key)
    watched = (rules.pre_election_period, rules.christmas, *rules.polling_days)
    milestones = timetable.milestones.values()
    readings = (reading for milestone in milestones for reading in milestone.readings.values())
    named = {one.source for one in (*milestones, *readings, *watched) if one is not None}
    sources = {name: source for name, source in rules.sources.items() if name in named}
    return replace(rules, timetables={key: timetable}, sources=sources, preparation=None)


@shape.command(app, "validate", "jtai frameworks validate frameworks.yaml")
def validate(
    file: Annotated[
        Path | None, typer.Argument(metavar="[FILE]", help="The file; else the rules in use.")
    ] = None,
    *,
    frameworks: options.Frameworks = None,
) -> int:
    """Check a file of rules, and tell all its faults.

    Each is told with its line and its remedy. Exits with status 2 where there are any.
    """
    from jtai_cli.render import words

    path = file or frameworks
    name = "jtai's own rules" if path is None else str(path)
    faults = load.faults(path or load.shipped())
    for fault in faults:
        line = "" if fault.line is None else f":{fault.line}"
        console.report(JtaiError(f"{name}{line}: {fault.problem}", fault.remedy))
    if faults:
        console.report(JtaiError(f"{name}: {words.count(len(faults), 'fault')}"))
        return _FAULTY
    console.emit(
        f"{printable(name)}: {_holds(load.frameworks(path))}: no faults\n",
        None,
        force=False,
    )
    return 0


@shape.command(app, "schema", "jtai frameworks schema -o frameworks.schema.json")
def schema(*, output: options.Output = None, force: options.Force = False) -> int:
    """Print the JSON Schema of such files, for editors."""
    from jtai_cli.render.json_text import written

    console.emit(written(load.schema()), output, force=force)
    return 0


def _holds(rules: "Frameworks") -> str:
    """Count what a file holds."""
    from jtai_cli.render import words

    milestones = sum(len(timetable.milestones) for timetable in rules.timetables.values())
    counts = {
        "timetable": len(rules.timetables),
        "theme": len(rules.themes),
        "milestone": milestones,
        "source": len(rules.sources),
    }
    if rules.preparation is not None:
        counts["planning habit"] = len(rules.preparation.habits)
    return ", ".join(words.count(number, noun) for noun, number in counts.items())


def _rendered(format_name: str, rules: "Frameworks", page: Page) -> str:
    match format_name:
        case "json":
            from jtai_cli.render import to_rules_json

            return to_rules_json.frameworks(rules)
        case "markdown":
            from jtai_cli.render import to_markdown

            return to_markdown.frameworks(rules)
        case _:
            from jtai_cli.render import to_text

            return to_text.frameworks(rules, page=page)
