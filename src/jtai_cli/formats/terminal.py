"""Reports for the terminal: uncut tables drawn by Rich; bars with one character per weekday.

Colour and bold only repeat what the words say, and are used only if the page has colour.
"""

from collections import Counter
from collections.abc import Container, Iterator, Sequence
from datetime import date, timedelta
from io import StringIO
from itertools import chain

from rich.box import SIMPLE_HEAD
from rich.color import ColorSystem
from rich.console import Console, JustifyMethod
from rich.style import Style
from rich.table import Table as Grid
from rich.text import Text

from jtai_cli.dates import say_brief
from jtai_cli.formats import Page
from jtai_cli.formats.text import in_line, plain, prose, sentence, tidy, width, wrapped
from jtai_cli.report import model
from jtai_cli.report.model import Tone

_GAP = 2  # columns between the cells of a row
_INDENT = "  "
_LONGEST_WORD = 20  # the least width of a column that has words of this length
_STYLES = {
    Tone.PLAIN: "", Tone.STRONG: "bold", Tone.MUTED: "dim",
    Tone.GOOD: "green", Tone.WARNING: "yellow", Tone.BAD: "red",
}  # fmt: skip
_WEEK, _NO_BREAK = 5, "\u00a0"
_LABELS = 24  # the least width of labels on a page that is at least twice as wide
_GIVEN, _ONE, _MANY, _OFF, _MONDAY = "#", "*", "=", "x", "."
_MEANINGS = {
    _GIVEN: "known, or stated by a letter", _ONE: "calculated, one day",
    _MANY: "calculated, several days", _OFF: "day off", _MONDAY: "Monday",
}  # fmt: skip
_Sides = list[tuple[model.Column, int]]  # columns and their widths


def write(report: model.Report, page: Page, medium: str = "terminal") -> str:
    """Draw a report as wide as the page, with a blank line where something new begins."""
    title = model.Heading(report.title, level=1)
    shown = report.blocks_in(medium)
    lines: list[str] = []
    above: model.Block | None = None
    for block in (title, *shown) if report.title else shown:
        is_apart = above is not None
        if isinstance(above, model.Heading):
            is_apart = above.level == 1 and not isinstance(block, model.Paragraph | model.Facts)
        elif isinstance(above, model.Paragraph) and isinstance(block, model.Paragraph):
            # Short sentences stay together, but a bold one stands alone.
            is_strong = [one.tone is Tone.STRONG for one in (above, block)]
            longest = max(width(sentence(one.parts)) for one in (above, block))
            is_apart = len({*is_strong}) > 1 or longest > page.columns
        lines += [""] * is_apart
        set_in = model.Bullets if above == title else model.Bullets | model.Facts
        lines += _block(block, _INDENT if isinstance(block, set_in) else "", page)
        above = block
    return "".join(f"{line.rstrip()}\n" for line in lines)


def write_gantt(report: model.Report, page: Page) -> str:
    """Draw the bars of a report, with the text around them."""
    return write(report, page, "chart")


def _block(block: model.Block, lead: str, page: Page) -> Iterator[str]:
    match block:
        case model.Heading(text):
            yield from _hung(page, lead, [text], "bold")
        case model.Paragraph():
            yield from _hung(page, lead, [sentence(block.parts)], _STYLES[block.tone])
        case model.Bullets():
            last = block.start + len(block.lines) - 1
            for number, line in enumerate(block.lines, block.start):
                mark = f"{number:{len(str(last))}}. " if block.is_numbered else "- "
                yield from _hung(page, lead + mark, _lines(line))
        case model.Facts(facts):
            labels = [tidy(label) for label, _ in facts]
            widest = min(max(map(width, labels)), (page.columns - len(lead)) // 2)
            for label, (_, cells) in zip(labels, facts, strict=True):
                first = label if width(label) <= widest else ""
                yield from _hung(page, lead, [label]) if label != first else ()
                first += " " * (widest + _GAP - width(first))
                yield from _hung(page, lead + first, [*chain(*map(_lines, cells))])
        case model.Table():
            yield from _table(block, page)
        case model.Bars():
            yield from _chart(block, page)


def _hung(page: Page, lead: str, texts: list[str], style: str = "", hang: int = 0) -> Iterator[str]:
    """Wrap texts after `lead`; the lines below are indented by its width, or by `hang`."""
    hang = hang or width(lead)
    colors = ColorSystem.STANDARD if page.has_color else None
    for text in texts or [""]:
        for line in wrapped(tidy(text), max(1, page.columns - hang), _measured):
            yield lead + Style.parse(style).render(line.rstrip(), color_system=colors)
            lead = " " * hang


def _table(table: model.Table, page: Page) -> Iterator[str]:
    """Draw sections under one head; if the columns do not fit, cells below one another."""
    gap, sides = _GAP, _sides(table, _GAP, page.columns)
    if sides is None:
        gap, sides = 1, _sides(table, 1, page.columns)
    if sides is not None:
        yield from _grid(page, sides, gap)
    for section in table.sections:
        if section.heading is not None:
            yield from _hung(page, "", [section.heading], "bold")
        if sides is None:
            yield from chain(*(_stacked(table.columns, row, page) for row in section.rows))
        elif section.rows:
            yield from _grid(page, sides, gap, section.rows)


def _sides(table: model.Table, gap: int, columns: int) -> _Sides | None:
    """Share out the page's width for the fewest lines; None if the least widths do not fit."""
    room = columns - _GAP - gap * (len(table.columns) - 1)
    lengths, widths, least = list[Counter[int]](), list[int](), list[int]()
    for at, column in enumerate(table.columns):
        cells = [row.cells[at] for row in table.rows()]
        texts = [tidy(column.head), *chain(*map(_lines, cells))]
        lengths.append(Counter(map(width, texts)))
        widths.append(min(max(lengths[at]), room))
        # The mark of a cell may stand on the next line.
        marked = (width(plain(cell.cell)) for cell in cells if isinstance(cell, model.Marked))
        words = (width(word) for text in texts for word in text.split())
        longest = max(1, *marked, min(_LONGEST_WORD, max(words, default=0)))
        least.append(max(lengths[at]) if column.is_whole else min(longest, widths[at]))
    if sum(least) > room:
        return None

    def cost(at: int) -> tuple[int, int]:
        wide, counted = widths[at], lengths[at].items()
        more = sum((-(-one // (wide - 1)) + one // -wide) * number for one, number in counted)
        return more, -wide

    while sum(widths) > room:
        widths[min((at for at, wide in enumerate(widths) if wide > least[at]), key=cost)] -= 1
    return list(zip(table.columns, widths, strict=True))


def _grid(page: Page, sides: _Sides, gap: int, rows: Sequence[model.Row] = ()) -> Iterator[str]:
    """Draw rows, or the head if there are none, as a Rich table with columns of these widths."""
    grid = Grid(
        box=SIMPLE_HEAD, show_edge=False, pad_edge=False, padding=(0, gap - 1, 0, 0),
        show_header=not rows, header_style="",
    )  # fmt: skip
    for column, wide in sides:
        side: JustifyMethod = "right" if column.is_right else "left"
        grid.add_column(Text(tidy(column.head)), width=wide, justify=side, overflow="fold")
    for row in rows:
        tones = (one.tone if isinstance(one, model.Marked) else row.tone for one in row.cells)
        # Only the text is styled, not the spaces after it.
        styled = zip(("\n".join(_lines(one)) for one in row.cells), tones, strict=True)
        grid.add_row(*(Text.assemble((text, _STYLES[tone])) for text, tone in styled))
    drawn = StringIO()  # so that stdout's encoding does not matter
    console = Console(
        file=drawn, width=page.columns,
        # What Rich would otherwise take from the environment.
        color_system="standard" if page.has_color else None, force_terminal=page.has_color,
        force_jupyter=False, no_color=False, legacy_windows=False,
    )  # fmt: skip
    console.print(grid, crop=False)
    yield from (_INDENT + line for line in drawn.getvalue().split("\n")[:-1])


def _stacked(columns: Sequence[model.Column], row: model.Row, page: Page) -> Iterator[str]:
    style, (first, *others) = _STYLES[row.tone], map(_lines, row.cells)
    yield from _hung(page, _INDENT, first, style)
    for column, found in zip(columns[1:], others, strict=True):
        if any(found):
            found[0] = f"{tidy(column.head)}: {found[0]}"
            yield from _hung(page, 2 * _INDENT, found, style, 3 * _GAP)


def _measured(text: str) -> int:
    """Return the columns that a text takes, or 0 for a lone address, which is never broken."""
    return 0 if " " not in text and ("://" in text or "@" in text) else width(text)


def _lines(cell: model.Cell) -> list[str]:
    """Return a cell's lines, tidied; an address, or the end of a run across years, has its own."""
    match cell:
        case model.Link(text, url) if text != url:
            found = [text, url]
        case model.Span(first, last) if first is not None and first.year != last.year:
            found = plain(cell).replace("– ", "–\n").split("\n")
        case tuple():
            found = list(cell)
        case _:
            found = [plain(cell)]
    return [tidy(line) for line in found] or [""]


def _chart(bars: model.Bars, page: Page) -> Iterator[str]:
    """Draw the weeks, block by block; a block in which no bar falls is left out."""
    mondays, least = bars.mondays(), min(_LABELS, page.columns // 2)
    longest = max(width(tidy(bar.label)) for bar in bars.bars) + len(_INDENT)
    labels = min(longest, max(least, page.columns - _WEEK * len(mondays) - 1))
    room = page.columns - labels - 1
    weeks = max(1, room // _WEEK)
    off = {day for day, _ in bars.days_off}
    for place in range(0, len(mondays), weeks):
        block = mondays[place : place + weeks]
        days = [monday + timedelta(number) for monday in block for number in range(_WEEK)]
        drawn: list[str] = []
        for section, group in bars.sections():
            found = [line for bar in group for line in _bar(bar, days, labels, room)]
            drawn += _hung(page, "", [section], "bold") if found else ()
            drawn += found
        if drawn:
            months = [say_brief(monday)[-8:-5] for monday in block]
            heads = zip(months, ["", *months], strict=False)
            above = "".join(f"{name if name != last else '':{_WEEK}}" for name, last in heads)
            yield from _beside("", above, labels)
            yield from _beside("", "".join(f"{monday.day:<{_WEEK}}" for monday in block), labels)
            if off.intersection(days):
                yield from _beside("Days off", _line(days, _OFF, off), labels)
            yield from (*drawn, "")
    used = {_MONDAY, *map(_mark, bars.bars), *(_OFF for _ in off)}
    legend = (f"{mark} {what}" for mark, what in _MEANINGS.items() if mark in used)
    # No entry of the legend is broken if it fits the page.
    for line in wrapped("   ".join(one.replace(" ", _NO_BREAK) for one in legend), page.columns):
        yield line.replace(_NO_BREAK, " ").rstrip()
    for text in prose(bars):
        yield from _hung(page, "", [text])


def _beside(label: str, line: str, labels: int) -> Iterator[str]:
    """Set a label beside its bar."""
    first, *others = wrapped(tidy(label), labels - len(_INDENT))
    yield f"{_INDENT}{first}{' ' * (labels - len(_INDENT) - width(first))} {line}".rstrip()
    yield from (f"{_INDENT}{part}" for part in others)


def _line(days: Sequence[date], mark: str, marked: Container[date]) -> str:
    blanks = (_MONDAY if day.weekday() == 0 else " " for day in days)
    return "".join(mark if day in marked else one for day, one in zip(days, blanks, strict=True))


def _bar(bar: model.Bar, days: Sequence[date], labels: int, room: int) -> Iterator[str]:
    """Draw a bar's part of these days; where it begins, add its dates, there or in its label."""
    first, last = bar.weekdays()
    places = [number for number, day in enumerate(days) if first <= day <= last]
    if not places:
        return
    label, text, begin, end = bar.label, in_line(bar.span), places[0], places[-1] + 1
    line = _line(days, _mark(bar), days[begin:end])
    if first >= days[0]:
        if end + 1 + len(text) <= room:
            line = f"{line[:end]} {text} {line[end + len(text) + 2 :]}"
        elif len(text) < begin:
            before = begin - len(text) - 1
            line = f"{line[: max(before - 1, 0)]:{before}}{text} {line[begin:]}"
        else:
            label = f"{label}: {text}"
    yield from _beside(label, line, labels)


def _mark(bar: model.Bar) -> str:
    return _GIVEN if bar.is_given else _ONE if bar.first == bar.last else _MANY
