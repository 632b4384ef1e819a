"""Plain text for scripts: a line a row, tabs between its cells, no heads."""

import re

from jtai_cli.formats.text import iso, refuse_control
from jtai_cli.report.model import Cell, Report

_DIVIDES = re.compile(r"[\t\r\n\v\f\x1c-\x1e\x85\u2028\u2029]+")


def write(report: Report) -> str:
    """Write the rows of a report's tables. A tab or a line break in a text becomes a blank."""
    tables = (table.shown_in("plain") for table in report.tables())
    rows = (row.cells for table in tables if table.columns for row in table.rows())
    return "".join("\t".join(map(_text, cells)) + "\n" for cells in rows)


def _text(cell: Cell) -> str:
    text = iso(cell)
    refuse_control(text)
    return _DIVIDES.sub(" ", text)
