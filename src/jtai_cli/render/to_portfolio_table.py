"""What falls together in each week, for the terminal: a line a week, and what is over a limit."""

from collections.abc import Iterator, Sequence
from itertools import groupby

from rich.console import RenderableType
from rich.text import Text

from jtai_cli.dates import MONTHS
from jtai_cli.portfolio.load import Load, Week
from jtai_cli.render import crowding, words
from jtai_cli.render.page import Page
from jtai_cli.render.sheet import GAP, Blocks, bold, drawn, grid, indented, parted, widest

_OVER = "!"
_NARROW = 66
"""Columns below which the milestones of a week are stacked."""
_BETWEEN = 1
_WEEK_OF = "Week of"


def load(load: Load, *, page: Page) -> str:
    """Draw a load; where the page is too narrow for a line a week, its counts are stacked.

    A count over its limit is followed by an exclamation mark, and told in words beneath.
    """
    weeks = list(load.weeks())
    blocks: Blocks = [[bold(crowding.TITLE)], list(_weeks(load, weeks, page))]
    if load.limits:
        over = list(crowding.over(load, weeks))
        heading = f"Over the limit ({_OVER})" if over else "Over the limit"
        blocks.append([bold(heading), *(indented(Text(line)) for line in _told(over))])
    blocks.append([Text(words.CAUTION)])
    return drawn(parted(blocks), page)


def _told(over: Sequence[str]) -> Sequence[str]:
    return over or (crowding.NONE_OVER,)


def _weeks(load: Load, weeks: Sequence[Week], page: Page) -> Iterator[RenderableType]:
    heads = tuple(crowding.heads(load.milestones).values())
    widths = [max(len(_WEEK_OF), 6), *(max(widest(head.split()), 3) for head in heads)]
    is_wide = sum(widths) + _BETWEEN * len(widths) + GAP <= page.width >= _NARROW
    if is_wide:
        lines = [_right(cells, widths) for cells in _head_lines(heads)]
        rule = [f"{'-' * width}" for width in widths]
        yield indented(grid([*lines, rule], widths, gap=_BETWEEN))
    for year, held in groupby(weeks, key=lambda week: week.monday.year):
        yield bold(str(year))
        for empty, run in groupby(held, key=lambda week: not any(week.counts.values())):
            told = list(run)
            if empty:
                yield indented(Text(f"{words.count(len(told), 'week')} without any"))
            elif is_wide:
                rows = [_right(_cells(week), widths) for week in told]
                yield indented(grid(rows, widths, gap=_BETWEEN))
            else:
                yield from _stacked(told, heads)


def _head_lines(heads: Sequence[str]) -> Sequence[Sequence[str]]:
    """Break heads at their words, the last words on one line."""
    broken = [head.split() for head in (_WEEK_OF, *heads)]
    broken[0] = [_WEEK_OF]
    most = max(len(words) for words in broken)
    padded = [[*[""] * (most - len(told)), *told] for told in broken]
    return list(zip(*padded, strict=True))


def _right(cells: Sequence[str], widths: Sequence[int]) -> Sequence[str]:
    """Set numbers to the right of their columns, under the ends of their heads."""
    first, *others = cells
    return [first, *(cell.rjust(width) for cell, width in zip(others, widths[1:], strict=True))]


def _cells(week: Week) -> Sequence[str]:
    counts = (
        f"{count or ''}{_OVER if key in week.over else ''}" for key, count in week.counts.items()
    )
    return [_day(week), *counts]


def _stacked(weeks: Sequence[Week], heads: Sequence[str]) -> Iterator[RenderableType]:
    for week in weeks:
        told = [
            f"{head} {cell}" for head, cell in zip(heads, _cells(week)[1:], strict=True) if cell
        ]
        yield indented(Text(_day(week)))
        yield indented(indented(Text(", ".join(told))))


def _day(week: Week) -> str:
    return f"{week.monday.day:2d} {MONTHS[week.monday.month - 1][:3]}"
