"""Comma-separated values: the rows of a report, the keys of its columns first."""

from collections.abc import Iterable

from jtai_cli.files.tables import csv_line
from jtai_cli.formats.text import iso, refuse_control
from jtai_cli.report.model import Cell, Report


def write(report: Report) -> str:
    """Write the tables of a report that have columns here; where their heads are the same, once."""
    written: list[str] = []
    above: tuple[str, ...] = ()
    for table in report.tables():
        shown = table.shown_in("csv")
        if keys := tuple(column.key for column in shown.columns):
            if keys != above:
                written.append(line(keys))
            written += (line(row.cells) for row in shown.rows())
            above = keys
    return "".join(written)


def line(cells: Iterable[Cell], divider: str = ",") -> str:
    """Write one row: no spreadsheet takes a cell for a formula, or part of it for another cell."""
    texts = [iso(cell) for cell in cells]
    for text in texts:
        refuse_control(text)
    return csv_line(texts, divider)
