"""The rules shown and checked, and their guidance: `jtai frameworks` and `jtai about`."""

from pathlib import Path

from jtai_cli.cli import console
from jtai_cli.cli.commands import FRAMEWORKS, WORDS, Call, command, group
from jtai_cli.cli.parsing import argument, named
from jtai_cli.errors import FaultyFileError, FileError, UsageError
from jtai_cli.files.rules import SHIPPED, load_rules, rules_schema
from jtai_cli.kinds import counted
from jtai_cli.report import rules as reports
from jtai_cli.report.model import Report

app, subcommand = group("jtai frameworks show jtai-2022", takes=FRAMEWORKS)


@subcommand(
    "Show every rule, in words, with its basis and its source.",
    "jtai frameworks show jtai-2022",
    formats=WORDS,
)
def show(
    call: Call,
    timetable: str | None = argument("TIMETABLE", "One timetable; else all.", default=None),
) -> None:
    rules = call.rules
    if timetable is not None:
        key = named("timetable", timetable, rules.timetables, "jtai frameworks show")
        rules = reports.only(rules, key)
    call.emit(lambda: reports.report(rules), lambda: reports.data(rules))


@subcommand(
    "Check a file of rules and list all its faults, each with its line. Exits with status 2 if "
    "there are any.",
    "jtai frameworks validate frameworks.yaml",
)
def validate(
    call: Call,
    file: Path | None = argument("FILE", "The file; else the rules in use.", default=None),
) -> None:
    path = file or call.frameworks or SHIPPED
    is_asked = path == call.frameworks
    name = "jtai's own rules" if path == SHIPPED else str(path)
    if is_asked and "--frameworks" not in call.typed:
        name = f"JTAI_FRAMEWORKS: {name}"
    try:
        rules = call.rules if is_asked else load_rules(path)
    except FaultyFileError as error:
        for fault in error.faults:
            console.report(fault.in_file(name))
        raise FileError(f"{name}: {counted(len(error.faults), 'fault')}") from None
    console.confirm(f"{name}: {reports.contents(rules)}: no faults\n")


@subcommand(
    "Print the JSON Schema of rules, for editors.",
    "jtai frameworks schema -o frameworks.schema.json",
    takes=(),
    formats=("json",),
)
def schema(call: Call) -> None:
    call.emit(lambda: Report("Schema", ()), rules_schema)


@command(
    "Explain what an inspection is, how you may be involved, how you are supported, and who to "
    "ask, each with its source.",
    "jtai about",
    takes=FRAMEWORKS,
    formats=WORDS,
)
def about(call: Call) -> None:
    rules = call.rules
    if not rules.guidance:
        raise UsageError("these rules have no guidance", "a section `guidance` in their file")
    names = dict.fromkeys(timetable.name for timetable in rules.timetables.values())
    call.emit(lambda: reports.guidance(rules, f"About {' and '.join(names)}"))
