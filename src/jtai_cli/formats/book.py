"""Building a workbook: sheets that print well, in which no text acts as formula or command."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, date, datetime
from io import BytesIO
from itertools import chain, count
from textwrap import wrap
from typing import Any

import xlsxwriter  # type: ignore[import-untyped]  # it has no types

from jtai_cli.errors import UsageError, quoted
from jtai_cli.formats.archive import repacked
from jtai_cli.formats.text import is_web_address, plain, refuse_control
from jtai_cli.report.model import Cell, Link, Marked, Span

Look = Mapping[str, object]  # what XlsxWriter calls the properties of a format
Part = tuple[Cell, float, Look]  # a cell's content, the width that it needs, how it looks

_INK, _LINK = "#1B2733", "#0B4F8A"
TEXT: Look = {"text_wrap": True, "valign": "top"}
STRONG: Look = {**TEXT, "bold": True}
TITLE: Look = {**STRONG, "font_size": 16}
HEADING: Look = {**STRONG, "font_size": 12}
CELL: Look = {**TEXT, "border": 1, "border_color": "#B4BDC7"}
HEAD: Look = {**CELL, "bold": True, "bg_color": "#DDE4EC", "valign": "vcenter"}
INPUT: Look = {**CELL, "bg_color": "#FFF6CC", "locked": False}  # to type into
DAY: Look = {"num_format": "ddd d mmm yyyy", "align": "left"}

_CREATED = datetime(2000, 1, 1, tzinfo=UTC)  # fixed, so that the bytes never change
_TINTS = ("#EEF1F4", "#E6F0F7", "#E9F3EC", "#FBF3DF", "#F1ECF6", "#F9EBE8")  # for sections
_LINE, _ROOM = 12.9, 1.12  # points per line; letters of Arial per character of width
# Excel's limits: points of a row; characters in a cell (UTF-16), link, name of a sheet, property.
_HIGHEST, _LONGEST_TEXT, _LONGEST_URL, _LONGEST_NAME, _LONGEST = 409, 32_767, 2_000, 31, 255
_LONGEST_FOOTER = 100
_NOT_IN_NAMES = str.maketrans(dict.fromkeys("[]:*?/\\", " "))
_FORMULA_SIGNS = ("=", "+", "-", "@", "\t", "'")


class Book:
    """A workbook, of which `raw` is XlsxWriter's; the same content gives the same bytes."""

    def __init__(self, title: str, subject: str) -> None:
        self._bytes = BytesIO()
        font = {"font_name": "Arial", "font_size": 10}
        options = {"in_memory": True, "default_format_properties": font}
        self.raw = xlsxwriter.Workbook(self._bytes, options)
        about = {"title": fitting(title)[:_LONGEST], "subject": fitting(subject)[:_LONGEST]}
        self.raw.set_properties({**about, "author": "jtai", "created": _CREATED})
        self._looks: dict[tuple[tuple[str, object], ...], Any] = {}
        self._tints: dict[str, str] = {}

    def look(self, look: Look) -> Any:  # noqa: ANN401 - XlsxWriter has no types
        """Return a format; cells that look alike share one."""
        key = tuple(sorted(look.items()))
        if key not in self._looks:
            self._looks[key] = self.raw.add_format({"font_color": _INK, **look})
        return self._looks[key]

    def tint(self, section: str) -> str:
        """Return the background colour of a section, the same on every sheet."""
        return self._tints.setdefault(section, _TINTS[len(self._tints) % len(_TINTS)])

    def finished(self) -> bytes:
        """Close the workbook and return its bytes."""
        self.raw.close()
        return repacked(self._bytes.getvalue())


class Sheet:
    """A sheet, written from the top down: rows and columns count from 0, `row` is the next row."""

    def __init__(self, book: Book, name: str, widths: Sequence[float], footer: str) -> None:
        """Add a sheet with columns of these widths, to be printed on A4 landscape."""
        clean = " ".join(fitting(name).translate(_NOT_IN_NAMES).split())
        taken = "History", *book.raw.sheetnames  # Excel reserves "History"
        clean = clean[: _LONGEST_NAME - 5].strip("' ") or "Sheet"
        raw = book.raw.add_worksheet(unique(clean, taken))
        foot = " ".join(fitting(footer).split())[:_LONGEST_FOOTER].replace("&", "&&")
        raw.set_footer(f"&L&8 {foot}&R&8 Page &P of &N")
        for column, width in enumerate(widths):
            raw.set_column(column, column, width)
        raw.set_paper(9)  # A4
        raw.set_landscape()
        raw.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.6)
        raw.fit_to_pages(1, 0)
        raw.hide_gridlines(2)
        self.book, self.raw, self.row, self._widths = book, raw, 0, widths

    def cell(self, column: int, cell: Cell, look: Look) -> None:
        """Write a cell of the row: dates as dates, numbers as numbers, texts only as texts."""
        at = self.row, column
        if isinstance(cell, Marked) and not isinstance(cell.cell, str):
            # The mark goes into the number format, so that a day stays a day.
            number = DAY["num_format"] if isinstance(cell.cell, date) else "General"
            mark = fitting(cell.mark).replace('"', "")
            look, cell = {**look, "num_format": f'{number} "{mark}"'}, cell.cell
        if isinstance(cell, Span) and cell.first == cell.last:
            cell = cell.last
        if isinstance(cell, date | int):
            shape = DAY if isinstance(cell, date) else {}
            self.raw.write(*at, cell, self.book.look({**shape, **look}))
        elif not (text := fitting(plain(cell))):
            self.raw.write_blank(*at, None, self.book.look(look))
        elif isinstance(cell, Link) and is_web_address(cell.url) and len(cell.url) < _LONGEST_URL:
            linked = self.book.look({**look, "font_color": _LINK, "underline": 1})
            self.raw.write_url(*at, cell.url, linked, string=text)
        else:
            # Otherwise text would become a formula once someone edits the cell.
            quote: Look = {"quote_prefix": True} if text.startswith(_FORMULA_SIGNS) else {}
            self.raw.write_string(*at, text, self.book.look({**look, **quote}))

    def line(self, *cells: Part) -> int:
        """Write cells, each across as many columns as it needs; return where the last begins."""
        parts, first, stop = list[Part](), 0, 0
        for most, (cell, wanted, look) in enumerate(cells, len(self._widths) - len(cells) + 1):
            first, stop = stop, stop + 1
            while stop < most and sum(self._widths[first:stop]) < wanted - 1:
                stop += 1
            if stop > first + 1:
                self.raw.merge_range(self.row, first, self.row, stop - 1, "", self.book.look(look))
            self.cell(first, cell, look)
            parts.append((cell, sum(self._widths[first:stop]), look))
        self.end(parts)
        return first

    def end(self, cells: Iterable[Part]) -> None:
        """End the row, and make it high enough for cells of these widths."""
        high = 1.0
        for cell, width, look in cells:
            size = float(str(look.get("font_size", 10))) / 10
            room = max(1, int(width / size * _ROOM))
            texts = plain(cell).split("\n")
            wrapped = (1 if len(one) <= room else len(wrap(one, room)) for one in texts)
            high = max(high, size * sum(wrapped))
        self.raw.set_row(self.row, min(_HIGHEST, 3 + _LINE * high))
        self.row += 1

    def take_dates(self, *cells: object, **words: str) -> None:
        """Allow only dates in cells, which are given by their numbers or by a reference."""
        any_date = {"validate": "date", "criteria": ">", "value": date(1900, 1, 1)}
        words["error_message"] = "Type a date, such as 3/3/2025."
        self.raw.data_validation(*cells, any_date | words)

    def shade(self, cells: tuple[int, ...], look: Look, **condition: str) -> None:
        """Shade the cells (first row, first column, last row, last column) on a condition."""
        style = self.book.raw.add_format({**look})  # only what the condition changes
        self.raw.conditional_format(*cells, {"type": "formula", "format": style, **condition})


def fitting(text: str) -> str:
    """Return a text as a cell can hold it: no control characters, LF line ends, not too long."""
    refuse_control(text)
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    if len(text.encode("utf-16-le")) // 2 > _LONGEST_TEXT:
        problem = f"a cell of a workbook holds {_LONGEST_TEXT:,} characters, and this text has"
        raise UsageError(f"{problem} {len(text):,}: '{quoted(text)}'", "a shorter text")
    return text


def unique(name: str, taken: Iterable[str]) -> str:
    """Return a name, with a number added if it is taken; capitals make no difference."""
    folded = {one.casefold() for one in taken}
    names = chain([name], (f"{name} {number}" for number in count(2)))
    return next(one for one in names if one.casefold() not in folded)
