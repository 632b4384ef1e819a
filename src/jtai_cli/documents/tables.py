"""Tables of Markdown that are aligned, as formatters do it: they stay so when a cell changes.

A table whose cells are not padded to the width of their column is left as it stands.
"""

import re
from collections import deque
from collections.abc import Sequence
from unicodedata import combining, east_asian_width

from jtai_cli.documents.edits import Edit, edited
from jtai_cli.documents.lines import Line, Lines
from jtai_cli.records import dataclass

_BAR = re.compile(r"(?<!\\)\|")
_RULE = re.compile(r"(?P<left>:?)-+(?P<right>:?)")
_LEAD = " \t>"
_LEAST = 3
"""How wide a column is at least."""


@dataclass(frozen=True, slots=True)
class _Rows:
    """The rows of a table, one below another."""

    rows: Sequence[Line]

    @classmethod
    def around(cls, lines: Lines, line: Line) -> "_Rows":
        """Find the rows above and below one."""
        above, below = [line], []
        while (row := lines.above(above[-1])) is not None and _is_row(row):
            above.append(row)
        row = line
        while row.after > row.end and _is_row(row := lines.holding(row.after)):
            below.append(row)
        return cls((*reversed(above), *below))

    @property
    def end(self) -> int:
        """Where the last row ends."""
        return self.rows[-1].end

    def edits(self, edits: Sequence[Edit]) -> list[Edit]:
        """Return the edits that make those given, and align what was aligned."""
        before = [row.text for row in self.rows]
        if _aligned(before) != before:
            return list(edits)
        after: list[str] = []
        pending = deque(edits)
        for row in self.rows:
            moved = []
            while pending and pending[0].start < row.after:
                edit = pending.popleft()
                if edit.end > row.end:
                    return list(edits)  # no table holds what goes over the end of a row
                moved.append(Edit(edit.start - row.start, edit.end - row.start, edit.text))
            after.append(edited(row.text, moved))
        rows = zip(self.rows, _aligned(after), strict=True)
        return [Edit(row.start, row.end, text) for row, text in rows if text != row.text]


def aligned(text: str, edits: Sequence[Edit]) -> list[Edit]:
    """Return edits inside lines, in their order, with those that keep tables aligned."""
    lines, kept, index = Lines(text), [], 0
    while index < len(edits):
        line = lines.holding(edits[index].start)
        if not _is_row(line) or edits[index].end > line.end:
            kept.append(edits[index])
            index += 1
            continue
        rows = _Rows.around(lines, line)
        first = index
        while index < len(edits) and edits[index].end <= rows.end:
            index += 1
        kept += rows.edits(edits[first:index])
    return kept


def _is_row(line: Line) -> bool:
    return line.text.lstrip(_LEAD).startswith("|")


def _aligned(rows: Sequence[str]) -> list[str]:
    """Align a table; nothing for what is no table, or one without a bar at each end."""
    lead = rows[0].partition("|")[0]
    table = [_cells(row.removeprefix(lead)) for row in rows]
    if len(rows) == 1 or not table[0] or any(len(row) != len(table[0]) for row in table):
        return []
    sides = [_RULE.fullmatch(cell) for cell in table.pop(1)]
    columns = [
        _column(cells, side["left"], side["right"])
        for side, cells in zip(sides, zip(*table, strict=True), strict=True)
        if side is not None
    ]
    if len(columns) < len(sides):
        return []
    return [f"{lead}| {' | '.join(row)} |" for row in zip(*columns, strict=True)]


def _cells(row: str) -> list[str]:
    first, *cells, last = _BAR.split(row) if "|" in row else ("no row",) * 2
    return [] if first or last else [cell.strip(" ") for cell in cells]


def _column(cells: Sequence[str], left: str, right: str) -> list[str]:
    """Align the cells of a column, the rule's below the first, to its two sides."""
    width = max(_LEAST, *(_width(cell) for cell in cells))
    rule = f"{left}{'-' * (width - len(left) - len(right))}{right}"
    padded = []
    for cell in cells:
        blanks = width - _width(cell)
        before = (blanks // 2 if left else blanks) if right else 0
        padded.append(f"{' ' * before}{cell}{' ' * (blanks - before)}")
    padded.insert(1, rule)
    return padded


def _width(text: str) -> int:
    """Return how many columns a text takes."""
    if text.isascii():
        return len(text)
    return sum(0 if combining(sign) else 1 + (east_asian_width(sign) in "WF") for sign in text)
