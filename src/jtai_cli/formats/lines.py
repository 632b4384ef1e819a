"""Output for programs, one line per row: CSV, and plain text with tabs between the cells."""

import re
from collections.abc import Iterable
from datetime import date

from jtai_cli.files.tables import csv_line
from jtai_cli.formats.text import plain, refuse_control
from jtai_cli.report.model import Cell, Link, Marked, Report, Span

_DIVIDES = re.compile(r"[\t\r\n\v\f\x1c-\x1e\x85\u2028\u2029]+")


def write_csv(report: Report) -> str:
    """Write the tables of a report, each under the keys of its columns."""
    written: list[str] = []
    for table in (one.shown_in("csv") for one in report.tables()):
        if table.columns:
            written.append(line(column.key for column in table.columns))
            written += (line(row.cells) for row in table.rows())
    return "".join(written)


def write_plain(report: Report) -> str:
    """Write the rows of a report's tables. A tab or a line break in a text becomes a space."""
    rows = (row.cells for table in report.tables() for row in table.shown_in("plain").rows())
    cells = ((_DIVIDES.sub(" ", iso(cell)) for cell in row) for row in rows if row)
    return "".join("\t".join(row) + "\n" for row in cells)


def line(cells: Iterable[Cell]) -> str:
    """Write a row as CSV; no spreadsheet reads a cell as a formula, or splits it into two."""
    return csv_line(map(iso, cells))


def iso(cell: Cell) -> str:
    """Return a cell as programs read it: days as ISO dates, several lines joined into one."""
    match cell:
        case Span(first, last):
            text = last.isoformat() if first == last else f"{first or ''}..{last}"
        case date():
            return cell.isoformat()
        case Link(words, url):
            text = words if url == words else f"{words} {url}".strip()
        case tuple():
            text = "; ".join(cell)
        case Marked():
            text = iso(cell.cell)
        case _:
            text = plain(cell)
    refuse_control(text)
    return text
