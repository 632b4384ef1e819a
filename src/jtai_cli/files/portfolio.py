"""A portfolio: a table with one row per inspection, read row after row, and its rejected rows."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import chain
from typing import Any, BinaryIO

from jtai_cli.dates import read, read_span
from jtai_cli.errors import Fault, JtaiError, nearest_name, quoted
from jtai_cli.files import MEBIBYTE, faulty, hidden
from jtai_cli.files.tables import REASON, OpenTable, TableRow, csv_line, read_cell, read_table
from jtai_cli.files.values import instead
from jtai_cli.plan import Inspection, Known
from jtai_cli.portfolio import AreaRow, RejectedRow
from jtai_cli.rules import Rules

_SAME = {"fieldwork": "known.fieldwork", "notified": "known.notification"}
_ON_ONE_LINE = ("area", "name", "principal_authority", "contact")
_TEXTS = (*_ON_ONE_LINE, "theme", "timetable", "closures")
OpenPortfolio = OpenTable[AreaRow | RejectedRow]


def read_portfolio(
    file: BinaryIO, rules: Rules, defaults: Inspection, *, place: str
) -> OpenPortfolio:
    """Read the column names of a portfolio; what a row leaves out is taken from `defaults`."""
    keys = tuple(dict.fromkeys(key for t in rules.timetables.values() for key in t.milestones))
    meaning = {*_TEXTS, *_SAME, *(f"{kind}.{key}" for kind in ("known", "stated") for key in keys)}
    table = read_table(file, place, limit=256 * MEBIBYTE, is_head=meaning.__contains__)
    line = table.heads_line
    near = {  # heads that mean nothing, but are almost like one that does
        head: "fieldwork" if name.startswith("fieldwork") else nearest_name(name, meaning, 0.8)
        for name, head in zip(table.places, table.heads, strict=True)
        if name not in {*meaning, *keys, REASON}
    }
    doubtful = tuple((head, meant) for head, meant in near.items() if meant)
    dates: dict[str, dict[str, str]] = {"known": {}, "stated": {}}
    faults = []
    for name in table.places:
        kind, dot, key = _SAME.get(name, name).partition(".")
        if dot and kind in dates:
            dates[kind][name] = key
            if key not in keys:
                problem = f"'{quoted(name)}': there is no milestone '{quoted(key)}'"
                faults.append(Fault(line, problem, instead(key, keys)))
    if not faults and not dates["known"]:
        faults.append(Fault(line, "no column has a known date", "fieldwork or known.MILESTONE"))
    if faults:
        raise faulty(place, faults)

    def read_row(row: TableRow) -> AreaRow | RejectedRow:
        try:
            return _area(row, table, dates, rules, defaults)
        except JtaiError as error:
            return RejectedRow(row.line, row.cells, error.message, error.hint)

    rows = map(read_row, table.rows)
    first = next(rows, None)
    if first is None:
        raise faulty(place, [Fault(line, "there is no row below the column names")])
    return OpenTable(table.heads, line, table.divider, table.places, chain([first], rows), doubtful)


def rejected_heads(heads: Sequence[str], divider: str) -> str:
    """Write the heads of a table of rejected rows: those of the file, and `reason`."""
    return csv_line(heads if REASON in map(str.casefold, heads) else (*heads, REASON), divider)


def rejected_line(row: RejectedRow, heads: Sequence[str], divider: str) -> str:
    """Write a rejected row, with the reason, so that it can be corrected there and read again."""
    width = len(heads)
    cells = [*row.cells[: width - 1], divider.join(row.cells[width - 1 :]), ""]
    place = [*map(str.casefold, heads), REASON].index(REASON)
    remedy = f" (try: {row.remedy})" if row.remedy else ""
    cells[place] = f"line {row.line}: {row.problem}{remedy}"
    return csv_line(cells[: max(width, place + 1)], divider)


def _area(
    row: TableRow,
    table: OpenTable[TableRow],
    dates: Mapping[str, Mapping[str, str]],
    rules: Rules,
    defaults: Inspection,
) -> AreaRow:
    """Read a row; `dates` are the columns of known and of stated dates, each of a milestone."""
    if row.fault is not None:
        raise JtaiError(row.fault.problem, row.fault.remedy)
    cells = {name: text for name, at in table.places.items() if (text := row.cells[at].strip())}
    heads = dict(zip(table.places, table.heads, strict=True))
    filled = [name for name in dates["known"] if name in cells]
    if len(filled) != 1:
        columns = " or ".join(heads[name] for name in filled or dates["known"])
        number = "more than one" if filled else "no"
        raise JtaiError(f"there is {number} known date", f"one date under {columns}")
    column, text = heads[filled[0]], cells[filled[0]]
    days = read_cell(read_span, column, text)
    given: dict[str, Any] = {name: cells.get(name) for name in _ON_ONE_LINE}
    given["known"] = Known(dates["known"][filled[0]], *(days if ".." in text else days[:1]))
    stated = {key: name for name, key in dates["stated"].items() if name in cells}
    given["stated"] = {key: read_cell(read, heads[n], cells[n]) for key, n in stated.items()}
    for name in _ON_ONE_LINE:
        if found := hidden(given[name] or ""):
            raise JtaiError(f"{name}: the cell holds {found}", "the text without it")
    for name, known_by in (("theme", rules.theme), ("timetable", rules.timetable)):
        if name in cells:
            given[name] = known_by(cells[name]).key
    closures = filter(str.strip, cells.get("closures", "").split(";"))
    added = (read_cell(read_span, "closures", text) for text in closures)
    given["closures"] = (*defaults.closures, *added)
    return AreaRow(row.line, row.cells, column, replace(defaults, **given))
