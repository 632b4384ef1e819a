"""XlsxWriter, kept in one place: sheets that print well and in which no text is a formula."""

from collections.abc import Iterable, Sequence
from datetime import UTC, date, datetime
from io import BytesIO
from typing import Any

# XlsxWriter marks no types of its own.
import xlsxwriter  # type: ignore[import-untyped]
from xlsxwriter.format import Format  # type: ignore[import-untyped]

from jtai_cli.errors import UsageError, printable
from jtai_cli.render import texts, words
from jtai_cli.render.archive import repacked
from jtai_cli.render.to_xlsx.looks import (
    FONT,
    HEAD,
    HEADING,
    INK,
    PLAIN,
    WRAPPED,
    Column,
    Look,
    lines_of,
)

LINE = 12.9
"""The height of a line of text, in points."""
_HIGHEST = 409
"""The height that a row can have, in points (Excel's limits)."""
_LONGEST = 32_767
"""The characters that a cell can hold, counted as UTF-16 does (Excel's limits)."""
_A4 = 9
_DAY = "ddd d mmm yyyy"
_FORMULA_SIGNS = ("=", "+", "-", "@", "\t", "'")


class Book:
    """A workbook in the making."""

    def __init__(self, title: str, stamp: datetime) -> None:
        self._bytes = BytesIO()
        self._workbook = xlsxwriter.Workbook(
            self._bytes,
            {
                "in_memory": True,
                "strings_to_formulas": False,
                "strings_to_numbers": False,
                "strings_to_urls": False,
                "default_format_properties": dict(FONT),  # XlsxWriter changes it
            },
        )
        self._workbook.set_properties(
            {
                "title": title,
                "author": "jtai",
                "comments": words.CAUTION,
                "created": stamp.astimezone(UTC),
            }
        )
        self._looks: dict[str, Format] = {}

    def look(self, look: Look) -> Format:
        """Return a format; cells that look alike share one."""
        key = repr(sorted(look.items()))
        if key not in self._looks:
            self._looks[key] = self._workbook.add_format({**FONT, "font_color": INK, **look})
        return self._looks[key]

    def tint(self, colour: str) -> Format:
        """Return what a condition puts behind a cell."""
        tint: Format = self._workbook.add_format({"bg_color": colour})
        return tint

    def sheet(self, name: str) -> "Sheet":
        """Add a sheet, to be printed on A4 paper turned on its side."""
        return Sheet(self, name, self._workbook.add_worksheet(name))

    def written(self) -> bytes:
        """Close the workbook and return its bytes."""
        self._workbook.close()
        return repacked(self._bytes.getvalue(), _grows)


def _grows(name: str, part: bytes) -> bytes:
    """Let rows grow with what people type: their heights are estimates and not fixed."""
    return part.replace(b' customHeight="1"', b"") if "/worksheets/" in name else part


class Sheet:
    """One sheet. Rows and columns count from 0; `raw` is what XlsxWriter offers beside."""

    def __init__(self, book: Book, name: str, raw: Any) -> None:  # noqa: ANN401 - an untyped sheet
        self._book, self._name, self.raw = book, name, raw
        raw.set_paper(_A4)
        raw.set_landscape()
        raw.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.6)
        raw.fit_to_pages(1, 0)
        raw.hide_gridlines(2)
        raw.set_footer(f"&L&8{words.CAUTION}&R&8&A, page &P of &N")

    def text(self, row: int, column: int, text: str, look: Look) -> None:
        """Write text, which stays text whatever it begins with; without any, the look alone.

        Raises:
            UsageError: it holds a control character, or is too long.
        """
        texts.refuse_unshowable([text])
        told = text.replace("\r\n", "\n").replace("\r", "\n")
        if len(told.encode("utf-16-le")) // 2 > _LONGEST:
            raise UsageError(
                f"a cell of a workbook holds {_LONGEST:,} characters, and this text has "
                f"{len(told):,}: '{printable(told[:30])}…'",
                "a shorter text",
            )
        if told.startswith(_FORMULA_SIGNS):
            # Or it would become a formula once someone edits the cell.
            look = {**look, "quote_prefix": True}
        if told:
            self.raw.write_string(row, column, told, self._book.look(look))
        else:
            self.raw.write_blank(row, column, None, self._book.look(look))

    def texts(self, row: int, cells: Iterable[str], look: Look) -> None:
        """Write the cells of a row, from its first column on.

        Raises:
            UsageError: as for `text`.
        """
        for column, cell in enumerate(cells):
            self.text(row, column, cell, look)

    def day(self, row: int, column: int, day: date | None, look: Look) -> None:
        """Write a date as Excel knows dates; None leaves the cell empty."""
        told = self._book.look({"num_format": _DAY, "align": "left", **look})
        if day is None:
            self.raw.write_blank(row, column, None, told)
        else:
            self.raw.write_datetime(row, column, day, told)

    def number(self, row: int, column: int, number: int, look: Look) -> None:
        """Write a number."""
        self.raw.write_number(row, column, number, self._book.look({"align": "left", **look}))

    def across(self, row: int, columns: Sequence[Column], text: str) -> None:
        """Write text over all the columns of a table, as high as it needs.

        Raises:
            UsageError: as for `text`.
        """
        self.raw.merge_range(row, 0, row, len(columns) - 1, "", self._book.look(WRAPPED))
        self.text(row, 0, text, WRAPPED)
        self.high(row, [(text, sum(column.width for column in columns))])

    def high(self, row: int, cells: Iterable[tuple[str, int]], *, least: int = 1) -> None:
        """Make a row as high as its texts need, each in so many characters, wrapped at words."""
        needed = max(lines_of(text, width) for text, width in cells)
        self.raw.set_row(row, min(_HIGHEST, 2.5 + LINE * max(least, needed)))

    def opening(self, title: str, facts: Iterable[tuple[str, str]]) -> int:
        """Head the sheet: a title, facts label by label, the caution; return the next row."""
        told = [*(f"{label}: {said}" for label, said in facts), words.CAUTION]
        self.text(0, 0, title, HEADING)
        for row, line in enumerate(told, start=1):
            self.text(row, 0, line, PLAIN)
        return len(told) + 2

    def table(self, row: int, columns: Sequence[Column], height: int, *, alt: str) -> None:
        """Make a table with filters of so many rows under a head, and keep the head in sight.

        The cells are written by themselves. Every printed page repeats the head.
        """
        head = self._book.look(HEAD)
        self.raw.add_table(
            row,
            0,
            row + height,
            len(columns) - 1,
            {
                "name": self._name.replace(" ", "_"),
                "style": None,
                "title": self._name,
                "description": alt,
                "columns": [{"header": one.head, "header_format": head} for one in columns],
            },
        )
        self.widths([one.width for one in columns])
        self.high(row, [("", 1)], least=2)
        self.raw.freeze_panes(row + 1, 0)
        self.raw.repeat_rows(row)

    def widths(self, widths: Iterable[float]) -> None:
        """Set the widths of the first columns, in characters."""
        for column, width in enumerate(widths):
            self.raw.set_column(column, column, width)

    def choice(
        self, rows: tuple[int, int], column: int, choices: Sequence[str], *, of: str
    ) -> None:
        """Offer words to choose from in the cells of a column; others are refused."""
        first, last = rows
        listed = ", ".join(choices)
        offer = {
            "validate": "list",
            "source": list(choices),
            "input_title": of,
            "input_message": listed,
            "error_title": of,
            "error_message": f"One of: {listed}",
        }
        self.raw.data_validation(first, column, last, column, offer)
