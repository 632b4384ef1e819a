"""`jtai evidence`: what published inspections did, beside the rules."""

import shlex
from functools import partial
from pathlib import Path

from jtai_cli.cli.commands import DAYS, FRAMEWORKS, TABLES, Call, command
from jtai_cli.cli.parsing import named, option
from jtai_cli.errors import FaultyFileError, UsageError
from jtai_cli.evidence import measure
from jtai_cli.files.others import load_inspections
from jtai_cli.report import evidence as reports

_option = partial(option, panel="Which inspections")
_BY = ("area", "month")


@command(
    "Compare published inspections with the rules: when each letter came and its statement was "
    "due, by the rule and in fact. The summary covers every inspection in the file.",
    "jtai evidence --area Lancashire",
    takes=(*FRAMEWORKS, *DAYS),
    formats=TABLES,
)
def app(
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
    kept = tuple(case for case in found.cases if case.inspection.area in wanted)
    shown = found._replace(cases=kept)
    report = partial(reports.report, shown, call.rules, in_full=bool(area))
    if order == "month":
        report = partial(reports.months, shown)
    call.emit(report, inputs=[file])
