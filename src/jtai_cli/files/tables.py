"""Reads tables (CSV) row by row, however a spreadsheet saved them."""

import csv
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from io import BufferedReader, TextIOWrapper
from itertools import chain
from pathlib import Path
from typing import BinaryIO, Generic, NamedTuple, TypeVar

from jtai_cli.errors import CONTROL, Fault, JtaiError, quoted
from jtai_cli.files import MEBIBYTE, faulty, hidden, opened

_T = TypeVar("_T")

REASON = "reason"  # the column that says why a row was rejected
_DIVIDERS = {",": "comma", ";": "semicolon", "\t": "tab", "|": "bar"}
_GIVEN_DIVIDER = re.compile(r"(?:sep=([,;\t|]))?\s*", re.IGNORECASE)
"""The line that tells Excel what divides the cells, or a blank line."""
_LONGEST_LINE, _MOST_COLUMNS, _MOST_ROWS = MEBIBYTE, 1_000, 5_000
_FORMULA = re.compile("[\t\r\n]|\\s*[=+\\-@\uff1d\uff0b\uff0d\uff20]")
_NUMBER = re.compile(r"[+-][0-9][0-9,]*(\.[0-9]+)?%?")
_SPECIAL = re.compile('[\r\n,;\t|"]')
_AS_UTF_8 = "save the file as CSV UTF-8"


class TableRow(NamedTuple):
    """A row: the line on which it begins, its cells, one per head, and its fault, if any."""

    line: int
    cells: Sequence[str]
    fault: Fault | None = None


class OpenTable(NamedTuple, Generic[_T]):
    """A table to read once; `places` by lower-case head; `doubtful` heads and what they mean."""

    heads: tuple[str, ...]
    heads_line: int
    divider: str
    places: Mapping[str, int]
    rows: Iterator[_T]
    doubtful: tuple[tuple[str, str], ...] = ()


def read_whole_table(
    path: Path, columns: Sequence[str], read: Callable[[int, Mapping[str, str]], _T]
) -> tuple[_T, ...]:
    """Read every row of a small table, by its line and cells, or report every bad row."""
    found: list[_T] = []
    with opened(path) as file:
        table = read_table(file, str(path), limit=MEBIBYTE, is_head=columns.__contains__)
        line, heads = table.heads_line, f"heads: {','.join(columns)}"
        missing = (column for column in columns if column not in table.places)
        faults = [Fault(line, f"there is no column '{column}'", heads) for column in missing]
        for number, row in enumerate(() if faults else table.rows):
            if number == _MOST_ROWS:
                raise faulty(path, [Fault(row.line, f"there are more than {_MOST_ROWS:,} rows")])
            cells = {name: row.cells[place].strip() for name, place in table.places.items()}
            try:
                found.append(read(row.line, cells))
                faults += [row.fault] if row.fault else []
            except JtaiError as error:
                faults.append(row.fault or Fault(row.line, error.message, error.hint))
    if faults:
        raise faulty(path, faults)
    return tuple(found)


def read_table(
    file: BinaryIO, place: str, *, limit: int, is_head: Callable[[str], bool]
) -> OpenTable[TableRow]:
    """Read the heads of a table of at most `limit` characters; its rows are read afterwards.

    The divider is the one that gives the most heads known to `is_head`, in lower case.
    """

    def known_heads(divider: str) -> tuple[int, int]:
        cells = [cell.strip(' \t\r\n"').casefold() for cell in first.split(divider)]
        return sum(map(is_head, cells)), len(cells)

    lines = _lines(file, place, limit)
    first, line, divider = next(lines, ""), 1, None
    while first and (given := _GIVEN_DIVIDER.fullmatch(first)):
        divider = given[1] or divider
        first, line = next(lines, ""), line + 1
    divider = divider or max(_DIVIDERS, key=known_heads)
    rows = _rows(chain((first,), lines), divider, line, place)
    line, cells = next(rows, (line, []))
    heads = tuple(map(str.strip, cells))
    while heads and not heads[-1]:
        heads = heads[:-1]
    places = {head.casefold(): number for number, head in enumerate(heads)}
    faults = []
    if not heads:
        faults.append(Fault(None, "is empty", "a row of column names, and one row per entry"))
    if len(heads) - (REASON in places) > _MOST_COLUMNS:
        faults.append(Fault(line, f"there are more than {_MOST_COLUMNS:,} columns"))
    for number, head in enumerate(heads):
        if not head or hidden(head):
            problem = f"holds {hidden(head)}" if head else "is empty"
            faults.append(Fault(line, f"the name of column {number + 1} {problem}"))
        elif places[head.casefold()] != number:
            faults.append(Fault(line, f"there are two columns '{quoted(head)}'"))
    if faults:
        raise faulty(place, faults)
    shaped = (_shaped(line, cells, heads, divider) for line, cells in rows)
    return OpenTable(heads, line, divider, places, shaped)


def read_cell(read: Callable[[str], _T], column: str, cell: str) -> _T:
    """Read a cell, such as a date; an error begins with the name of its column."""
    try:
        return read(cell)
    except JtaiError as error:
        raise JtaiError(f"{column}: {error.message}", error.hint) from None


def csv_line(cells: Iterable[str], divider: str = ",") -> str:
    """Write a row so that no program splits it elsewhere or takes a text for a formula."""
    written = []
    for cell in cells:
        text = f"'{cell}" if _FORMULA.match(cell) and not _NUMBER.fullmatch(cell) else cell
        written.append('"{}"'.format(text.replace('"', '""')) if _SPECIAL.search(text) else text)
    return (divider.join(written) or '""') + "\n"


def _lines(file: BinaryIO, place: str, limit: int) -> Iterator[str]:
    buffered = BufferedReader(file)  # type: ignore[type-var]  # it is read like a raw file
    number, problem = 0, ""
    is_utf_16 = buffered.peek(2)[:2] in {b"\xff\xfe", b"\xfe\xff"}
    # Bytes that are not UTF-8 become surrogates, so that their line is known.
    encoding = ("utf-16", "strict") if is_utf_16 else ("utf-8-sig", "surrogateescape")
    try:
        with TextIOWrapper(buffered, *encoding, newline="") as text:
            while line := text.readline(_LONGEST_LINE):
                limit -= len(line)
                number += 1
                if len(line) == _LONGEST_LINE or limit < 0:
                    problem = "the line, or the file, is larger than can be read"
                elif found := re.search("[\udc80-\udcff]", line):
                    problem = f"the byte 0x{ord(found[0]) - 0xDC00:02x} is not UTF-8"
                if problem:
                    raise faulty(place, [Fault(number, problem, _AS_UTF_8)])
                yield line
    except UnicodeDecodeError:
        raise faulty(place, [Fault(number + 1, "is not UTF-16 to its end", _AS_UTF_8)]) from None


def _rows(
    lines: Iterable[str], divider: str, line: int, place: str
) -> Iterator[tuple[int, list[str]]]:
    reader = csv.reader(lines, delimiter=divider, strict=True)
    begins = line
    try:
        for cells in reader:
            if any(map(str.strip, cells)):
                yield begins, cells
            begins = line + reader.line_num
    except csv.Error as error:
        raise faulty(place, [Fault(begins, str(error), "close its quotation marks")]) from None


def _shaped(line: int, raw: Sequence[str], heads: Sequence[str], divider: str) -> TableRow:
    """Give a row as many cells as there are heads, as people meant them."""
    # `csv_line` puts an apostrophe before what looks like a formula.
    cells = [c[1:] if c[:1] == "'" and _FORMULA.match(c[1:]) else c for c in raw]
    width = len(heads)
    if any(map(str.strip, cells[width:])):
        problem = f"there are {len(cells)} cells under {width} column names"
        remedy = f"put a text that holds a {_DIVIDERS[divider]} in quotation marks"
        return TableRow(line, cells, Fault(line, problem, remedy))
    cells = [*cells[:width], *[""] * (width - len(cells))]
    for head, cell in zip(heads, cells, strict=True):
        if found := CONTROL.search(cell):
            problem = f"{quoted(head)}: the cell holds U+{ord(found[0]):04X}, which does not show"
            return TableRow(line, cells, Fault(line, problem, "delete it"))
    return TableRow(line, cells)
