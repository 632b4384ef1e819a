"""The workbook: a sheet for each report, with real dates and tables to work in."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta
from itertools import zip_longest

from xlsxwriter.utility import xl_rowcol_to_cell  # type: ignore[import-untyped]  # has no types

from jtai_cli.errors import UsageError
from jtai_cli.formats import book, calculator
from jtai_cli.formats.text import in_line, plain, prose, sentence
from jtai_cli.report import model
from jtai_cli.report.calculator import Calculator
from jtai_cli.report.model import Cell, Link, Tone

_TONES: Mapping[Tone, book.Look] = {
    Tone.PLAIN: {}, Tone.STRONG: {"bold": True}, Tone.MUTED: {"font_color": "#59636E"},
    Tone.GOOD: {"bg_color": "#CDE8D0"}, Tone.WARNING: {"bg_color": "#FCE8B2"},
    Tone.BAD: {"bg_color": "#F4C7C3"},
}  # fmt: skip
_LABEL, _PAGE = 24, 118  # widths of a label and a paragraph; all widths are in characters
_DATE_WIDTH, _GROUP_WIDTH, _NARROWEST, _WIDEST = 16, 18, 8, 44
# A table's head stays in sight only above this row; the height of that head, in points.
_TALLEST_HEAD, _TWO_LINES = 14, 29
_MOST_ROWS, _LONGEST_CHOICES, _LONGEST_HEAD = 1_048_576, 255, 250  # Excel's limits
_BAR_COLUMNS, _DAY_WIDTH, _WEEK, _WEEKS_PER_PAGE = (34.0, 21.0), 2.7, 5, 13
_ONE, _MANY, _WEEKEND, _OFF = "●", "■", "►", "×"
_LEGEND = (
    f"{_ONE}  one day      {_MANY}  each weekday of something longer      "
    f"{_WEEKEND}  on the weekend after this Friday      {_OFF}  day off      "
    "darker: known, or stated by a letter"
)
_Lines = list[tuple[book.Part, ...]]
_SMALL: book.Look = {**book.CELL, "font_size": 9, "align": "center", "text_wrap": False}


def write(sheets: model.Report | Sequence[model.Report | Calculator]) -> bytes:
    """Write a sheet for each report, another for its bars, and two for a calculator."""
    reports = (sheets,) if isinstance(sheets, model.Report) else sheets
    workbook = book.Book(reports[0].title, reports[0].subject)
    for report in reports:
        if isinstance(report, Calculator):
            calculator.add(workbook, report)
        else:
            _draw(workbook, report)
            for bars in (one for one in report.blocks if isinstance(one, model.Bars)):
                _draw_bars(workbook, report.title, bars)
    return workbook.finished()


def _grid(workbook: book.Book, table: model.Table) -> tuple[model.Table, _Lines]:
    """Return a table with section headings in a column and no head twice, and its lines."""
    rows = [(section.heading, row) for section in table.sections for row in section.rows]
    grounds = [{} if name is None else {"bg_color": workbook.tint(name)} for name, _ in rows]
    has_group = any(name for name, _ in rows)
    group = [model.Column("group", table.group, width=_GROUP_WIDTH)] * has_group
    columns, drawn = list[model.Column](), list[list[book.Part]]()
    for number, column in enumerate((*group, *table.columns)):
        cells = [((name,) * has_group + row.cells)[number] for name, row in rows]
        head = " ".join(book.fitting(column.head).split())[:_LONGEST_HEAD] or "Column"
        head = book.unique(head, (one.head for one in columns))
        has_days = any(isinstance(cell, date) for cell in cells)
        texts = (plain(cell) for cell in cells if not isinstance(cell, date))
        needed = [_NARROWEST, _DATE_WIDTH if has_days else 0]
        needed += (len(word) + 3 for word in column.head.split())  # and the filter's button
        needed += (len(line) + 2 for text in texts for line in text.split("\n"))
        width = column.width or min(max(needed), _WIDEST)
        columns.append(column._replace(head=head, width=width))
        # A day that is typed in looks like the others.
        shape = {**book.CELL, "align": "left", **(book.DAY if has_days else {})}
        shape |= {"align": "right", "indent": 1} if column.is_right else {}
        shape |= {"locked": False} if column.is_filled_in else {}
        drawn.append([(head, width, book.HEAD)])
        for (_, row), ground, cell in zip(rows, grounds, cells, strict=True):
            tone = cell.tone if isinstance(cell, model.Marked) else row.tone
            own = {} if column.is_filled_in else ground
            drawn[-1].append((cell, width, {**shape, **own, **_TONES[tone]}))
    return table._replace(columns=tuple(columns)), list(zip(*drawn, strict=True))


def _draw(workbook: book.Book, report: model.Report) -> None:
    """Draw the sheet of a report; its first table can be filtered, and its head stays in sight."""
    report = replace(report, blocks=report.blocks_in("workbook"))
    grids = [_grid(workbook, table) for table in report.tables()]
    widths = [column.width or 0.0 for table, _ in grids[:1] for column in table.columns]
    most = max((len(table.columns) for table, _ in grids), default=2)
    widths += [_DATE_WIDTH] * (most - len(widths))
    widths += [_PAGE - sum(widths)] if sum(widths) < _PAGE else []
    sheet = book.Sheet(workbook, report.sheet or report.title, widths, report.title)
    sheet.line((report.title, _PAGE, book.TITLE))
    tables = iter(grids)
    for block in report.blocks:
        is_table = isinstance(block, model.Table)
        sheet.row += is_table or isinstance(block, model.Heading)
        table, lines = next(tables) if is_table else (None, _prose(block))
        if table is not None and table is grids[0][0]:
            _draw_table(sheet, *grids[0])
        else:
            for line in lines:
                sheet.line(*line)
        sheet.row += is_table


def _prose(block: model.Block) -> Iterator[tuple[book.Part, ...]]:
    match block:
        case model.Heading():
            is_first = block.level == model.Heading("").level
            yield ((block.text, _PAGE, book.HEADING if is_first else book.STRONG),)
        case model.Paragraph():
            yield ((_in_one_cell(block.parts), _PAGE, {**book.TEXT, **_TONES[block.tone]}),)
        case model.Bullets():
            for number, text in enumerate(block.lines, block.start):
                sign = f"{number}.  " if block.is_numbered else "•  "
                yield ((_in_one_cell((sign, text)), _PAGE, book.TEXT),)
        case model.Facts():
            for label, values in block.facts:
                for name, value in zip_longest([label], values, fillvalue=""):
                    yield (name, _LABEL, book.STRONG), (value, _PAGE - _LABEL, book.TEXT)
        case model.Table() | model.Bars():  # drawn elsewhere
            return


def _in_one_cell(parts: Sequence[str | Link]) -> Cell:
    """Return a text as a cell. A cell can have one link; of several, all are spelled out."""
    links = [part for part in parts if isinstance(part, Link)]
    if len(links) == 1:
        return replace(links[0], text="".join(map(plain, parts)))
    return sentence(parts)


def _draw_table(sheet: book.Sheet, table: model.Table, drawn: _Lines) -> None:
    """Draw the main table of a sheet: filters, choices, a head on every printed page."""
    raw, columns, (_, *lines) = sheet.raw, table.columns, drawn
    keys = [column.key for column in columns]
    needed, typed_at = (table.overdue, "done"), ""
    if {*needed} <= {*keys}:
        typed = (None, _DATE_WIDTH, {**book.INPUT, **book.DAY})
        place = sheet.line(("Shade what was due before", _LABEL, book.STRONG), typed)
        typed_at = xl_rowcol_to_cell(sheet.row - 1, place, row_abs=True, col_abs=True)
        message = "Type a date. What was due before it and is not done is shaded."
        sheet.take_dates(typed_at, input_message=message)
        sheet.row += 1
    head, right = sheet.row, len(keys) - 1
    first, last = head + 1, head + max(1, len(lines))
    if last >= _MOST_ROWS:
        problem = f"a sheet of a workbook has {_MOST_ROWS:,} rows, and this needs {last + 1:,}"
        raise UsageError(problem, "a part of it, or --format csv")
    look = sheet.book.look(book.HEAD)
    heads = [{"header": column.head, "header_format": look} for column in columns]
    caption = book.fitting(table.caption)
    named = {"style": None, "title": caption, "description": caption, "columns": heads}
    raw.add_table(head, 0, last, right, named)
    raw.set_row(head, _TWO_LINES)
    raw.repeat_rows(head)
    if head < _TALLEST_HEAD:
        raw.freeze_panes(first, 0)
    for number, column in enumerate(columns):
        cells, words = (first, number, last, number), column.choices
        if words and len(",".join(words)) <= _LONGEST_CHOICES:
            refusal = f"Choose from: {', '.join(words)}"[:_LONGEST_CHOICES]
            offer = {"validate": "list", "source": list(words), "error_message": refusal}
            raw.data_validation(*cells, offer)
        for word, tone in column.tones:
            sheet.shade(cells, _TONES[tone], type="cell", criteria="==", value=f'"{word}"')
    sheet.row = first
    for line in lines:
        sheet.line(*line)
    if typed_at:
        day, done = (xl_rowcol_to_cell(first, keys.index(key), col_abs=True) for key in needed)
        passed = f'=AND(ISNUMBER({typed_at}),ISNUMBER({day}),{day}<{typed_at},{done}="")'
        ours = sum(not column.is_filled_in for column in columns) or len(keys)
        sheet.shade((first, 0, last, ours - 1), {"bg_color": "#FBDDBF"}, criteria=passed)
    sheet.row = last + 1


def _draw_bars(workbook: book.Book, title: str, bars: model.Bars) -> None:
    """Draw a chart of characters, one column per weekday; it works in grey and read aloud."""
    left, mondays = len(_BAR_COLUMNS), bars.mondays()
    widths = [*_BAR_COLUMNS, *[_DAY_WIDTH] * len(mondays) * _WEEK]
    sheet = book.Sheet(workbook, "Weeks", widths, title)
    sheet.line((title, _PAGE, book.TITLE))
    sheet.row += 1
    raw = sheet.raw
    days = [monday + timedelta(number) for monday in mondays for number in range(_WEEK)]
    off = {day: name for day, name in bars.days_off if day in days}
    fills: dict[str, book.Look] = {one: {"bg_color": "#E4E4E4"} for one in (_OFF, *off.values())}

    def row(what: str, when: str, look: book.Look, cells: Iterable[Cell], small: book.Look) -> None:
        """Write labels, and a cell for each day, with a line before every week."""
        sheet.cell(0, what, look)
        sheet.cell(1, when, look)
        for column, (day, cell) in enumerate(zip(days, cells, strict=True), left):
            begins = {"left": 2} if day.weekday() == 0 else {}
            fill = fills.get(cell, {}) if isinstance(cell, str) else {}
            sheet.cell(column, cell, {**_SMALL, **small, **fill, **begins})
        sheet.row += 1

    head = sheet.row
    weeks = (in_line(day)[4:] if day in mondays else None for day in days)
    shaded = {"bold": True, "bg_color": book.HEAD["bg_color"]}
    row("", "", book.HEAD, weeks, {**shaded, "align": "left", "border": 0})
    row("What happens", "Days", book.HEAD, days, {**shaded, "num_format": "d"})
    if off:
        raw.set_row(sheet.row, 12 + 4.6 * max(map(len, off.values())))
        row("Days off", "", book.CELL, map(off.get, days), {"rotation": 90, "valign": "bottom"})
    raw.freeze_panes(sheet.row, left)
    raw.repeat_rows(head, sheet.row - 1)
    raw.repeat_columns(0, left - 1)
    raw.fit_to_pages(-(-len(mondays) // _WEEKS_PER_PAGE), 0)
    for section, group in bars.sections():
        sheet.cell(0, section, {**book.STRONG, "font_size": 11, "text_wrap": False})
        sheet.row += 1
        look = {**book.CELL, "bg_color": sheet.book.tint(section)}
        for bar in group:
            fill = {"bg_color": "#8FA9CA" if bar.is_given else "#CBD8E8"}
            fills |= dict.fromkeys((_ONE, _MANY, _WEEKEND), fill)
            marks = [_mark(bar, day, is_off=day in off) for day in days]
            row(bar.label, in_line(bar.span), look, marks, {})
    sheet.row += 1
    for line in (_LEGEND, *prose(bars)):
        sheet.line((line, _PAGE, book.TEXT))


def _mark(bar: model.Bar, day: date, *, is_off: bool) -> str:
    """Return the mark of a bar on a weekday; on most days there is none."""
    first, last = bar.weekdays()
    is_in = first <= day <= last
    if is_in and day < bar.first:
        return _WEEKEND
    if is_in and bar.first == bar.last:
        return _ONE
    return _OFF if is_off else _MANY * is_in
