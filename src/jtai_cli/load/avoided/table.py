"""Dates to avoid out of a table: a row a run of days, under the heads first, last and title."""

import csv
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from io import StringIO

from jtai_cli import dates
from jtai_cli.errors import DateError, Fault
from jtai_cli.load.words import MOST_FAULTS, invisible, nearest, quoted
from jtai_cli.lookahead import LocalDate

COLUMNS = ("first", "last", "title")
_DIVIDERS = ",;\t"
"""What may stand between cells: Excel writes semicolons where a comma is the decimal sign."""
_TOLD_DIVIDER = re.compile(r"sep=([,;\t|])\r?\n", re.IGNORECASE)
"""The line by which Excel is told what stands between cells."""
_EXAMPLE = "first,last,title"
_ISO = "a date such as 2025-03-03"

Row = tuple[int, Sequence[str]]
"""The line that a row begins on, and its cells."""
Read = tuple[list[LocalDate], list[Fault]]


def read(content: str) -> Read:
    """Read a table, and tell of everything that is wrong with it; other columns are passed over."""
    told = _TOLD_DIVIDER.match(content)
    line = 2 if told else 1
    body = content[told.end() :] if told else content
    divider = told[1] if told else _divider(body)
    faults: list[Fault] = []
    rows = list(_rows(body, divider, line, faults))
    if not rows:
        return [], faults or [Fault(None, "is empty", f"a first line that says {_EXAMPLE}")]
    (line, heads), *below = rows
    names = [head.strip().lower() for head in heads]
    if wrong := list(_in_heads(names, line)):
        return [], wrong
    found: list[LocalDate] = []
    for row in below:
        faults += _in_row(row, names, found)
        if len(faults) > MOST_FAULTS:
            break
    return found, faults


def _divider(body: str) -> str:
    """Return what divides the heads into the most that are known; a comma where none does."""
    first = body.partition("\n")[0].lower()

    def known(divider: str) -> int:
        cells = [cell.strip(' \r"') for cell in first.split(divider)]
        return sum(column in cells for column in COLUMNS)

    return max(_DIVIDERS, key=known)


def _rows(body: str, divider: str, line: int, faults: list[Fault]) -> Iterator[Row]:
    """Give the rows that are not blank, up to one that is no row; `line` is that of the first."""
    above = line
    reader = csv.reader(StringIO(body, newline=""), delimiter=divider, strict=True)
    try:
        for cells in reader:
            if any(cell.strip() for cell in cells):
                yield above, cells
            above = line + reader.line_num
    except csv.Error as error:
        problem = f"this is no row of a table: {error}"
        faults.append(Fault(above, problem, "mend the quotation marks, or save it as CSV anew"))


def _in_heads(names: Sequence[str], line: int) -> Iterator[Fault]:
    others = [name for name in names if name not in COLUMNS]
    for column in COLUMNS:
        if column not in names:
            close = nearest(column, filter(None, others))
            remedy = f"write '{column}' for {quoted(close)}" if close else f"heads: {_EXAMPLE}"
            yield Fault(line, f"there is no column '{column}'", remedy)
        elif Counter(names)[column] > 1:
            yield Fault(line, f"there are two columns '{column}'", "keep one of them")


def _in_row(row: Row, names: Sequence[str], found: list[LocalDate]) -> Iterator[Fault]:
    """Add what a row says to what is found, or tell what is wrong with it."""
    line, cells = row
    if len(cells) > len(names) and any(cell.strip() for cell in cells[len(names) :]):
        problem = f"there are {len(cells)} cells under {len(names)} heads"
        yield Fault(line, problem, "put a text that holds a comma in quotation marks")
        return
    told = {name: cell.strip() for name, cell in zip(names, cells, strict=False)}
    faults: list[Fault] = []
    first = _day(told, "first", line, faults)
    last = _day(told, "last", line, faults) if told.get("last") else first
    title = _title(told, line, faults)
    if first and last and last < first:
        problem = f"'last' is {last}, before 'first', which is {first}"
        faults.append(Fault(line, problem, "put the earlier day first"))
    if first and last and not faults:
        found.append(LocalDate(first, last, title))
    yield from faults


def _day(told: Mapping[str, str], column: str, line: int, faults: list[Fault]) -> date | None:
    cell = told.get(column, "")
    if not cell:
        faults.append(Fault(line, f"'{column}' is empty", f"a date such as {dates.EXAMPLES}"))
        return None
    try:
        return dates.read(cell)
    except DateError as error:
        faults.append(Fault(line, f"'{column}': {error.message}", error.hint or _ISO))
        return None


def _title(told: Mapping[str, str], line: int, faults: list[Fault]) -> str:
    title = " ".join(told.get("title", "").split())
    if not title:
        faults.append(Fault(line, "'title' is empty", "what is to be avoided, such as Half-term"))
    elif found := invisible(title):
        faults.append(Fault(line, f"'title' holds {found}", "delete it"))
    return title
