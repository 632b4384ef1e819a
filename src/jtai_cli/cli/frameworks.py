"""The rules, and inspections beside them: `jtai frameworks`, `about`, `themes` and `evidence`."""

import shlex
from functools import partial
from pathlib import Path

from jtai_cli.cli import console
from jtai_cli.cli.commands import DAYS, FRAMEWORKS, TABLES, TODAY, WORDS, Call, command, group
from jtai_cli.cli.parsing import argument, named, option
from jtai_cli.dates import say
from jtai_cli.errors import FaultyFileError, FileError, UsageError, quoted
from jtai_cli.evidence import measure
from jtai_cli.files.others import load_inspections
from jtai_cli.files.rules import SHIPPED, load_rules, rules_schema
from jtai_cli.kinds import counted
from jtai_cli.report import evidence as evidence_reports, rules as reports
from jtai_cli.report.model import Report

app, on_frameworks = group("jtai frameworks show jtai-2022", takes=FRAMEWORKS)
themes, on_themes = group("jtai themes show front-door", takes=FRAMEWORKS, formats=TABLES)
_option = partial(option, panel="Which inspections")
_BY = ("area", "month")


@on_frameworks(
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


@on_frameworks(
    "Check a file of rules and list all its faults, each with its line. Exits with status 2 if "
    "there are any.",
    "jtai frameworks validate frameworks.yaml",
)
def validate(
    call: Call,
    file: Path | None = argument("FILE", "The file; else the rules in use.", default=None),
) -> None:
    path = file or call.frameworks or SHIPPED
    is_in_use = path == call.frameworks
    name = "jtai's own rules" if path == SHIPPED else str(path)
    if is_in_use and "--frameworks" not in call.typed:
        name = f"JTAI_FRAMEWORKS: {name}"
    try:
        rules = call.rules if is_in_use else load_rules(path)
    except FaultyFileError as error:
        for fault in error.faults:
            console.report(fault.in_file(name))
        raise FileError(f"{name}: {counted(len(error.faults), 'fault')}") from None
    console.confirm(f"{name}: {reports.contents(rules)}: no faults\n")


@on_frameworks(
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


@on_themes(
    "List the themes, and since when each has been in force.",
    "jtai themes list --on 2024-10-15",
    takes=(*FRAMEWORKS, *TODAY),
)
def list_(
    call: Call,
    on: str | None = option("DATE", "Only themes in force on that day.", panel="Which themes"),
) -> None:
    day = None if on is None else call.day(on)
    report = reports.themes(call.rules, day)
    call.emit(lambda: report)
    if day is not None and not report.data["themes"]:
        console.warn(f"no theme was in force on {say(day)}", "jtai themes list")


@on_themes(
    "Show everything known about a theme: every point, who inspects, sources, findings.",
    "jtai themes show front-door",
)
def show_(call: Call, key: str = argument("THEME", "The theme, by its key or title.")) -> None:
    rules = call.rules
    theme = rules.themes[named("theme", key, rules.themes, "jtai themes show")]
    call.emit(lambda: reports.theme(theme, rules))


@on_themes(
    "Find every point that has all the words, in any theme.", "jtai themes search early help"
)
def search(
    call: Call, words: list[str] = argument("WORDS", "Words, or the beginnings of words.")
) -> None:
    wanted = reports.words_in(words)
    if not wanted:
        raise UsageError("there is no word to search for", "jtai themes search early help")
    report = reports.search(call.rules, wanted)
    call.emit(lambda: report)
    if not report.data["points"]:
        console.warn(f"no point has {quoted(' and '.join(wanted))}", "jtai themes list")


@command(
    "Compare published inspections with the rules: when each letter came and its statement was "
    "due, by the rule and in fact. The summary covers every inspection in the file.",
    "jtai evidence --area Lancashire",
    takes=(*FRAMEWORKS, *DAYS),
    formats=TABLES,
)
def evidence(
    call: Call,
    file: Path | None = _option(
        "FILE", "A CSV file with the columns of jtai's own; else jtai's own inspections."
    ),
    area: list[str] | None = _option(
        "AREA", "Only the inspections of an area, each in full. Repeatable."
    ),
    by: str = _option(
        "ORDER", "area, or month: when fieldwork and letters fell.", complete=_BY, default="area"
    ),
) -> None:
    order = named("order", by, _BY)
    found = measure(load_inspections(file), call.rules, call.calendars)
    if found.faults and file is None:
        raise UsageError("these rules do not date the published inspections", "--file FILE")
    if found.faults:
        raise FaultyFileError(str(file), found.faults)
    areas = {shlex.quote(one.inspection.area): one.inspection.area for one in found.cases}
    wanted = {areas[named("area", one, areas)] for one in area or areas}
    found = found._replace(cases=tuple(o for o in found.cases if o.inspection.area in wanted))
    report = partial(evidence_reports.report, found, call.rules, in_full=bool(area))
    if order == "month":
        report = partial(evidence_reports.months, found)
    call.emit(report, inputs=[file])
