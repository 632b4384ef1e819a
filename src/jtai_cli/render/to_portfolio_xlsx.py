"""A portfolio as a workbook of one sheet, written row after row, none of them kept."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import UTC, date, datetime
from typing import Any, BinaryIO

# XlsxWriter marks no types of its own.
import xlsxwriter  # type: ignore[import-untyped]

from jtai_cli.dated import Days, Timeline
from jtai_cli.errors import UsageError, printable
from jtai_cli.portfolio import Header, Row
from jtai_cli.render import cells, words
from jtai_cli.render.to_xlsx.looks import FONT, HEAD, INK

_MOST_ROWS = 1_048_576
_LONGEST = 32_767
"""The rows of a sheet, and the characters of a cell, counted as UTF-16 does (Excel's limits)."""
_DAY = "ddd d mmm yyyy"
_DAY_WIDTH, _TEXT_WIDTH, _LEAST_WIDTH = 16, 24, 10
_FORMULA_SIGNS = ("=", "+", "-", "@", "\t", "'")
_DAYS_OF_A_TIMELINE = {"first", "last"}

Cell = str | date | None
"""What stands in a cell: a text, a date as Excel knows dates, or nothing."""


def wide(
    file: BinaryIO,
    header: Header,
    keys: Sequence[str],
    dated: Iterable[tuple[Row, Mapping[str, Days]]],
    *,
    stamp: datetime,
) -> None:
    """Write a row an inspection: its own columns, then the first day of each milestone.

    A column that is named like a milestone is filled, not repeated. `stamp`, which has a time
    zone, is when the workbook says it was made.

    Raises:
        UsageError: there are more rows than a sheet holds, or a text cannot stand in a cell.
    """
    names = [name.casefold() for name in header.names]
    filled = [(names.index(key), key) for key in keys if key in names]
    added = [key for key in keys if key not in names]

    def rows() -> Iterator[Sequence[Cell]]:
        for row, days in dated:
            told: list[Cell] = [*row.cells]
            for place, key in filled:
                # A known date with its last day is no date to Excel, and stays as it is.
                if header.names[place] == row.known and ".." in row.cells[place]:
                    continue
                told[place] = _first(days, key)
            yield [*told, *(_first(days, key) for key in added)]

    _write(file, [*header.names, *added], rows(), {*keys}, stamp)


def long(
    file: BinaryIO, header: Header, dated: Iterable[tuple[Row, Timeline]], *, stamp: datetime
) -> None:
    """Write a row a milestone: the inspection's own columns, then those of a timeline.

    Raises:
        UsageError: there are more rows than a sheet holds, or a text cannot stand in a cell.
    """

    def rows() -> Iterator[Sequence[Cell]]:
        for row, timeline in dated:
            for one in timeline.milestones:
                key, title, phase, _, _, *others = cells.of_milestone(one, timeline)
                yield [*row.cells, key, title, phase, one.first, one.last, *others]

    _write(file, [*header.names, *cells.COLUMNS], rows(), _DAYS_OF_A_TIMELINE, stamp)


def _write(
    file: BinaryIO,
    columns: Sequence[str],
    rows: Iterable[Sequence[Cell]],
    days: set[str],
    stamp: datetime,
) -> None:
    book = xlsxwriter.Workbook(
        file,
        {
            "constant_memory": True,
            "strings_to_formulas": False,
            "strings_to_numbers": False,
            "strings_to_urls": False,
            "default_format_properties": dict(FONT),  # XlsxWriter changes it
        },
    )
    try:
        book.set_properties(
            {"title": "JTAI portfolio", "comments": words.CAUTION, "created": stamp.astimezone(UTC)}
        )
        _fill(_Sheet(book), columns, rows, days)
    finally:
        book.close()  # or the files that it keeps its rows in would stay


def _fill(
    sheet: "_Sheet", columns: Sequence[str], rows: Iterable[Sequence[Cell]], days: set[str]
) -> None:
    for place, name in enumerate(columns):
        width = _DAY_WIDTH if name.casefold() in days else min(_TEXT_WIDTH, len(name) + 4)
        sheet.raw.set_column(place, place, max(width, _LEAST_WIDTH))
    sheet.raw.freeze_panes(1, 0)
    sheet.row(0, columns, sheet.head)
    number = 0
    for number, row in enumerate(rows, start=1):
        if number == _MOST_ROWS:
            raise UsageError(
                f"a sheet of a workbook holds {_MOST_ROWS:,} rows, and these are more",
                "--wide, a part of the file, or --format csv",
            )
        sheet.row(number, row, sheet.plain)
    sheet.raw.autofilter(0, 0, number, len(columns) - 1)


class _Sheet:
    """The one sheet of a workbook, in which no text is a formula; `raw` is XlsxWriter's own."""

    def __init__(self, book: Any) -> None:  # noqa: ANN401 - XlsxWriter's, which has no types
        self.raw = book.add_worksheet("Portfolio")
        ink = {**FONT, "font_color": INK}
        self.head = book.add_format({**ink, **HEAD})
        self.plain = book.add_format(ink)
        self._day = book.add_format({**ink, "num_format": _DAY, "align": "left"})
        self._quoted = book.add_format({**ink, "quote_prefix": True})

    def row(self, number: int, told: Sequence[Cell], look: object) -> None:
        """Write the cells of a row, which count from 0 as rows do.

        Raises:
            UsageError: a text is too long.
        """
        for place, cell in enumerate(told):
            match cell:
                case None | "":
                    pass
                case str():
                    # Or it would become a formula once someone edits the cell.
                    shown = self._quoted if cell.startswith(_FORMULA_SIGNS) else look
                    self.raw.write_string(number, place, _fitting(cell), shown)
                case date():
                    self.raw.write_datetime(number, place, cell, self._day)


def _fitting(text: str) -> str:
    if len(text) > _LONGEST // 2 and len(text.encode("utf-16-le")) // 2 > _LONGEST:
        raise UsageError(
            f"a cell of a workbook holds {_LONGEST:,} characters, and this text has {len(text):,}: "
            f"'{printable(text[:30])}…'",
            "a shorter text",
        )
    return text


def _first(days: Mapping[str, Days], key: str) -> date | None:
    return days[key].first if key in days else None
