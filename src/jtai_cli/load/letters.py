"""`inspections.csv`, or a file like it: what published letters say, a row an inspection."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from io import StringIO
from itertools import islice, pairwise
from pathlib import Path
from typing import Any, NamedTuple

from jtai_cli.dates import read
from jtai_cli.errors import DateError, Fault
from jtai_cli.evidence.letters import Letter, Sample
from jtai_cli.load.files import MEBIBYTE, text
from jtai_cli.load.order import in_order
from jtai_cli.load.rules import shipped
from jtai_cli.load.words import MOST_FAULTS, instead, invisible, quoted

INSPECTIONS = "inspections.csv"
PUBLICATION, STATEMENT = "publication", "statement-of-proposed-action"
"""The milestones whose days the columns `published` and `statement_due` hold."""

_COLUMNS = {
    "area": "area",
    "theme": "theme",
    "notification": "notification",
    "fieldwork_start": "fieldwork_first",
    "fieldwork_end": "fieldwork_last",
    "published": "published",
    "statement_due": "due",
    "source_url": "source_url",
    "notes": "notes",
}
"""The columns, and the fields of a letter that they fill."""
_DAYS = ("notification", "fieldwork_start", "fieldwork_end", "published", "statement_due")
"""The columns of days, in the order in which the days come."""
_TELLING = ("fieldwork_start", "fieldwork_end", "published")
_MOST = 2_000
"""How many inspections are explained: each is dated more than once."""
_ISO = "a date such as 2025-03-03"
_HEADER = f"the first line as: {','.join(_COLUMNS)}"


class _Row(NamedTuple):
    """A row of cells, and the line of the file on which it begins."""

    line: int
    cells: Sequence[str]


def inspections(path: Path | None) -> tuple[Sample, tuple[Fault, ...]]:
    """Read the letters of a file; without one, those that come with the program.

    Rows with faults are not among the letters. More than 100 faults are not told one by one;
    the last one then says so.

    Raises:
        FileError: the file cannot be read.
        FaultyFileError: it is not UTF-8.
    """
    content = text(shipped(INSPECTIONS) if path is None else path, limit=MEBIBYTE)
    letters: list[Letter] = []
    faults = in_order(_faults(content, letters))
    return Sample(tuple(letters), PUBLICATION, STATEMENT), faults


def _faults(content: str, letters: list[Letter]) -> Iterator[Fault]:
    """Fill `letters` from the rows of a file, and tell of what is wrong with it."""
    rows, unread = _rows(content)
    if rows:
        header, *others = rows
        columns = [cell.strip() for cell in header.cells]
        wrong = list(islice(_in_header(columns, header.line), MOST_FAULTS + 1))
        yield from wrong
        if wrong:
            return
        if len(others) > _MOST:
            problem = f"there are more than {_MOST:,} rows"
            yield Fault(others[_MOST].line, problem, "a file of fewer inspections")
            return
        if not others and unread is None:
            yield Fault(header.line, "there is no row under the header", "a row an inspection")
        for row in others:
            yield from _in_row(row, columns, letters)
    elif unread is None:
        yield Fault(1, "there is no header", _HEADER)
    if unread is not None:
        yield unread


def _rows(content: str) -> tuple[list[_Row], Fault | None]:
    """Return the rows that are not blank, and what is wrong where they can be read no further."""
    # Imported here, for most commands read no such file.
    import csv

    reader = csv.reader(StringIO(content, newline=""), strict=True)
    rows: list[_Row] = []
    line = 1
    try:
        for cells in reader:
            if any(cell.strip() for cell in cells):
                rows.append(_Row(line, cells))
            line = reader.line_num + 1
    except csv.Error as error:
        return rows, Fault(line, f"the row is not CSV: {error}", "close its quotation marks")
    return rows, None


def _in_header(columns: Sequence[str], line: int) -> Iterator[Fault]:
    if len(columns) == 1 and ";" in columns[0]:
        yield Fault(line, "the columns are divided by semicolons", "divide them by commas")
        return
    held = set(columns)
    unused = [known for known in _COLUMNS if known not in held]
    for number, name in enumerate(columns, start=1):
        if name not in _COLUMNS:
            yield Fault(line, f"unknown column {number}, {quoted(name)}", instead(name, unused))
        elif name in columns[: number - 1]:
            yield Fault(line, f"column {number} is {quoted(name)} once more", "keep one of them")
    for name in _COLUMNS:
        if name not in held:
            yield Fault(line, f"there is no column {quoted(name)}", _HEADER)


def _in_row(row: _Row, columns: Sequence[str], letters: list[Letter]) -> Iterator[Fault]:
    """Add the letter of a row, or tell what is wrong with it."""
    if len(row.cells) != len(columns):
        yield Fault(
            row.line,
            f"cells in the row: {len(row.cells)}; columns in the header: {len(columns)}",
            "as many commas as in the header; a text that holds one in quotation marks",
        )
        return
    cells = {name: cell.strip() for name, cell in zip(columns, row.cells, strict=True)}
    days: dict[str, date] = {}
    wrong = [*_in_cells(cells, row.line, columns, days), *_in_days(days, row.line)]
    yield from wrong
    if not wrong:
        fields: dict[str, Any] = {
            field: days.get(name) if name in _DAYS else cells[name]
            for name, field in _COLUMNS.items()
        }
        letters.append(Letter(row.line, **fields))


def _in_cells(
    cells: Mapping[str, str], line: int, columns: Sequence[str], days: dict[str, date]
) -> Iterator[Fault]:
    """Fill `days` from the cells, and tell of what is wrong with them one by one."""
    for name, cell in cells.items():
        place = f"column {columns.index(name) + 1}, '{name}'"
        if found := invisible(cell):
            yield Fault(line, f"{place}: the cell holds {found}", "delete it")
        elif name in _DAYS and cell:
            try:
                days[name] = read(cell)
            except DateError as error:
                yield Fault(line, f"{place}: {error.message}", error.hint or _ISO)
        elif name == "area" and not cell:
            yield Fault(line, f"{place}: the cell is empty", "the area that was inspected")
    if not any(cells[name] for name in _TELLING):
        told = ", ".join(f"'{name}'" for name in _TELLING)
        yield Fault(line, f"the row has no day under any of {told}", "one of these days, at least")


def _in_days(days: Mapping[str, date], line: int) -> Iterator[Fault]:
    """Tell of days of a row that are out of their order."""
    for early, late in pairwise(name for name in _DAYS if name in days):
        if days[late] < days[early]:
            yield Fault(
                line,
                f"'{late}' is {days[late]}, before '{early}', which is {days[early]}",
                "the day that the letter gives",
            )
