"""A portfolio: a table with one row per inspection, read row after row, and its rejected rows."""

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import chain
from typing import Any, BinaryIO, NamedTuple

from jtai_cli.dates import read, read_span
from jtai_cli.errors import Fault, JtaiError, nearest_name, quoted
from jtai_cli.files.tables import REASON, TableRow, csv_line, read_cell, read_table
from jtai_cli.files.text import MEBIBYTE, faulty, hidden, instead
from jtai_cli.plan import Inspection, Known
from jtai_cli.portfolio import AreaRow, RejectedRow
from jtai_cli.rules import Rules

_LARGEST = 256 * MEBIBYTE
_SAME = {"fieldwork": "known.fieldwork", "notified": "known.notification"}
_ON_ONE_LINE = ("area", "name", "principal_authority", "contact")
_TEXTS = (*_ON_ONE_LINE, "theme", "timetable", "closures")
_A_REASON = re.compile(r"line [0-9]+: ")


class OpenPortfolio(NamedTuple):
    """A portfolio whose rows can be read once; `doubtful` columns with what each may mean."""

    heads: tuple[str, ...]
    divider: str
    doubtful: tuple[tuple[str, str], ...]
    rows: Iterator[AreaRow | RejectedRow]


def read_portfolio(
    file: BinaryIO, rules: Rules, defaults: Inspection, *, place: str
) -> OpenPortfolio:
    """Read the column names of a portfolio; what a row leaves out is taken from `defaults`."""
    keys = tuple(dict.fromkeys(key for t in rules.timetables.values() for key in t.milestones))
    meaning = {*_TEXTS, *_SAME, *(f"{kind}.{key}" for kind in ("known", "stated") for key in keys)}
    table = read_table(file, place, limit=_LARGEST, is_head=meaning.__contains__)
    line, doubtful = table.heads_line, tuple(_doubtful(table.heads, meaning, keys))
    dates: list[_Dates] = []
    faults = []
    for name, at in table.places.items():
        kind, dot, key = _SAME.get(name, name).partition(".")
        if dot and kind in {"known", "stated"}:
            dates.append(_Dates(kind, key, table.heads[at], at))
            if key not in keys:
                problem = f"'{quoted(name)}': there is no milestone '{quoted(key)}'"
                faults.append(Fault(line, problem, instead(key, keys)))
    if not faults and not any(one.kind == "known" for one in dates):
        meant = next((f"'{quoted(one)}' as '{other}'" for one, other in doubtful), None)
        remedy = meant or "a column fieldwork, notified or known.MILESTONE"
        faults.append(Fault(line, "no column has a known date", remedy))
    if faults:
        raise faulty(place, faults)
    texts = {name: at for name, at in table.places.items() if name in _TEXTS}
    reader = _Reader(rules, defaults, dates, texts, table.places.get(REASON))
    rows = map(reader.row, table.rows)
    first = next(rows, None)
    if first is None:
        raise faulty(place, [Fault(line, "there is no row below the column names")])
    return OpenPortfolio(table.heads, table.divider, doubtful, chain((first,), rows))


def rejected_heads(heads: Sequence[str], divider: str) -> str:
    """Write the heads of a table of rejected rows: those of the file, and `reason`."""
    return csv_line(_with_reason(heads), divider)


def rejected_line(row: RejectedRow, heads: Sequence[str], divider: str) -> str:
    """Write a rejected row, with the reason, so that it can be mended there and read again."""
    columns, width = _with_reason(heads), len(heads)
    cells = [*row.cells[: width - 1], divider.join(row.cells[width - 1 :])]
    cells += [""] * (len(columns) - len(cells))
    place = [column.casefold() for column in columns].index(REASON)
    if not _A_REASON.match(cells[place]):
        remedy = f" (try: {row.remedy})" if row.remedy else ""
        before = f" (the cell was: {cells[place]})" if cells[place].strip() else ""
        cells[place] = f"line {row.line}: {row.problem}{remedy}{before}"
    return csv_line(cells, divider)


def _with_reason(heads: Sequence[str]) -> Sequence[str]:
    return heads if REASON in map(str.casefold, heads) else (*heads, REASON)


def _doubtful(
    heads: Sequence[str], meaning: Collection[str], keys: Sequence[str]
) -> Iterator[tuple[str, str]]:
    """Give the columns that mean nothing, and are named almost like one that does."""
    for head in heads:
        name = head.casefold()
        if name in meaning or name in keys or name == REASON:
            continue
        if name.startswith("fieldwork"):
            yield head, "fieldwork"
        elif nearest := nearest_name(name, meaning, cutoff=0.8):
            yield head, nearest


class _Dates(NamedTuple):
    """A column of dates: known or stated ones of a milestone."""

    kind: str
    key: str
    head: str
    place: int


class _Reader(NamedTuple):
    """Reads rows, given the places of the columns that have a meaning."""

    rules: Rules
    defaults: Inspection
    dates: Sequence[_Dates]
    texts: Mapping[str, int]
    reason: int | None

    def row(self, row: TableRow) -> AreaRow | RejectedRow:
        """Read a row, or say what is wrong with it."""
        line, cells, fault = row
        if fault is not None:
            return RejectedRow(line, cells, fault.problem, fault.remedy)
        if self.reason is not None and _A_REASON.match(cells[self.reason]):
            problem = f"the column {REASON} still says why the row was rejected"
            return RejectedRow(line, cells, problem, "mend the row, and empty that cell")
        try:
            filled = [one for one in self.dates if cells[one.place].strip()]
            column, known = self._known([one for one in filled if one.kind == "known"], cells)
            stated = {
                one.key: read_cell(read, one.head, cells[one.place])
                for one in filled
                if one.kind == "stated"
            }
            texts = {name: cells[place].strip() for name, place in self.texts.items()}
            inspection = replace(self._inspection(texts), known=known, stated=stated)
            return AreaRow(line, cells, column, inspection)
        except JtaiError as error:
            return RejectedRow(line, cells, error.message, error.hint)

    def _known(self, filled: Sequence[_Dates], cells: Sequence[str]) -> tuple[str, Known]:
        """Return the head of the one column that has the known date, and the date."""
        if not filled:
            heads = " or ".join(one.head for one in self.dates if one.kind == "known")
            raise JtaiError("there is no known date", f"a date under {heads}")
        if len(filled) > 1:
            heads = " and ".join(one.head for one in filled)
            raise JtaiError(f"give only one known date, not {heads}", f"only {filled[0].head}")
        _, key, head, place = filled[0]
        days = read_cell(read_span, head, cells[place])
        return head, Known(key, *(days if ".." in cells[place] else days[:1]))

    def _inspection(self, texts: Mapping[str, str]) -> Inspection:
        """Return the inspection of a row, but for its dates."""
        for name in _ON_ONE_LINE:
            if found := hidden(texts.get(name, "")):
                raise JtaiError(f"{name}: the cell holds {found}", "the text without it")
        given: dict[str, Any] = {name: texts.get(name) or None for name in _ON_ONE_LINE}
        if theme := texts.get("theme"):
            given["theme"] = self.rules.theme(theme).key
        if timetable := texts.get("timetable"):
            given["timetable"] = self.rules.timetable(timetable).key
        closures = filter(str.strip, texts.get("closures", "").split(";"))
        added = (read_cell(read_span, "closures", text) for text in closures)
        given["closures"] = (*self.defaults.closures, *added)
        return replace(self.defaults, **given)
