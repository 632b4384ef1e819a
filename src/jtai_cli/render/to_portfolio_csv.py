"""A portfolio as comma-separated values, written row after row, none of them kept.

Columns are divided as in the file that was read. Its own cells come first, as they were, but
that no text is left that a spreadsheet would take for a formula; plain numbers are.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from jtai_cli.dated import Days, Timeline
from jtai_cli.portfolio import REASON, Header, Rejected, Row, is_reason
from jtai_cli.portfolio.load import Load
from jtai_cli.render import cells

_NUMBER = re.compile(r"[+-][0-9][0-9,]*(\.[0-9]+)?%?")


def wide(
    header: Header, keys: Sequence[str], dated: Iterable[tuple[Row, Mapping[str, Days]]]
) -> Iterator[str]:
    """Write a row an inspection: its own columns, then the first day of each milestone.

    A column that is named like a milestone is filled, not repeated; the known date stays as it is.
    """
    names = [name.casefold() for name in header.names]
    filled = [(names.index(key), key) for key in keys if key in names]
    added = [key for key in keys if key not in names]

    def row(own: Sequence[str], known: str, days: Mapping[str, Days]) -> Sequence[str]:
        told = [_carried(cell) for cell in own]
        for place, key in filled:
            # What is counted from stays as it was written: its last day too.
            if header.names[place] != known:
                told[place] = _first(days.get(key))
        return told + [_first(days.get(key)) for key in added]

    yield from cells.lines([[*map(_carried, header.names), *added]], header.divider)
    yield from cells.lines((row(one.cells, one.known, days) for one, days in dated), header.divider)


def long(header: Header, dated: Iterable[tuple[Row, Timeline]]) -> Iterator[str]:
    """Write a row a milestone: the inspection's own columns, then those of a timeline."""
    yield from cells.lines([[*map(_carried, header.names), *cells.COLUMNS]], header.divider)
    for row, timeline in dated:
        own = [_carried(cell) for cell in row.cells]
        rows = [[*own, *cells.of_milestone(one, timeline)] for one in timeline.milestones]
        yield from cells.lines(rows, header.divider)


def rejected(header: Header) -> tuple[str, Callable[[Rejected], str]]:
    """Give the header for rows that were rejected, and what writes one with its reason.

    They have the shape of the file, so that they can be mended and read again: a column
    `reason` is filled, or added as the last. What a row has too much stands in its last cell,
    and what stood under `reason` in the new one.
    """
    width = len(header.names)
    names = [name.casefold() for name in header.names]
    place = names.index(REASON) if REASON in names else width
    columns = [*header.names, REASON][: max(width, place + 1)]

    def row(one: Rejected) -> str:
        own = [*one.cells[: width - 1], header.divider.join(one.cells[width - 1 :])]
        told = [_carried(cell) for cell in (*own, *[""] * width)][: len(columns)]
        remedy = f" (try: {one.remedy})" if one.remedy else ""
        held = told[place]
        if not is_reason(held):
            kept = f" (the cell held: {held})" if held.strip() else ""
            told[place] = f"line {one.line}: {one.problem}{remedy}{kept}"
        return "".join(cells.lines([told], header.divider))

    return "".join(cells.lines([[*map(_carried, columns)]], header.divider)), row


def load(load: Load) -> str:
    """Write a row a week: its Monday, how many of each milestone, which are over their limit."""
    rows = [
        [week.monday.isoformat(), *map(str, week.counts.values()), "; ".join(week.over)]
        for week in load.weeks()
    ]
    return "".join(cells.lines([["week", *load.milestones, "over"], *rows]))


def _first(days: Days | None) -> str:
    return "" if days is None or days.first is None else days.first.isoformat()


def _carried(cell: str) -> str:
    """Return a cell as it was, defused unless it is a plain number with its sign."""
    told = cells.defused(cell)
    return told if told is cell or not _NUMBER.fullmatch(cell) else cell
