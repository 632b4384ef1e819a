"""Many inspections at once: rows of a file dated one after the other, none of them kept.

A row that cannot be dated is handed on with the column that is to blame, and a remedy.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple, TypeVar

from jtai_cli.errors import FileError, JtaiError
from jtai_cli.frameworks import Frameworks
from jtai_cli.milestones import Milestone
from jtai_cli.plan import Inspection
from jtai_cli.records import dataclass, replace

_T = TypeVar("_T")

REASON = "reason"
"""The column that tells why a row was rejected."""
_REASON = re.compile(r"line [0-9]+: ")

# What errors offer as options, said of cells.
_AS_CELLS = (
    (re.compile(r"--fieldwork DATE"), "its day under fieldwork, in place of this one"),
    (re.compile(r"--known ([^ =]+)=DATE"), r"\1 as the known date"),
    (re.compile(r"(--timetable .+)"), r"\1 under timetable"),
    (re.compile(r"--(?:fieldwork |timetable |known [^ =]+=)"), ""),
)


class Row(NamedTuple):
    """One inspection of a file: where it begins (from 1), its cells, and what they tell.

    `known` is the column that holds the known date.
    """

    line: int
    cells: Sequence[str]
    known: str
    inspection: Inspection


class Rejected(NamedTuple):
    """A row that tells of no inspection, or of none that can be dated: why, and what to do."""

    line: int
    cells: Sequence[str]
    problem: str
    remedy: str | None


@dataclass(frozen=True, slots=True)
class Header:
    """The columns of a file, as written, and the character that divides them."""

    names: tuple[str, ...]
    divider: str

    def place(self, name: str) -> int | None:
        """Return where a column stands, from 0, in capitals or not; None where it is not."""
        names = [written.casefold() for written in self.names]
        return names.index(name) if name in names else None


def is_reason(cell: str) -> bool:
    """Tell whether a cell holds a reason for which a row was rejected, as it was written then."""
    return _REASON.match(cell.strip()) is not None


def each_dated(
    rows: Iterable[Row | Rejected],
    dated: Callable[[Inspection], _T],
    rejects: Callable[[Rejected], None],
) -> Iterator[tuple[Row, _T]]:
    """Date row after row; what cannot be dated is handed to `rejects`, and left out.

    Raises:
        FileError: what is counted with, such as a file of bank holidays, cannot be read.
    """
    for row in rows:
        if isinstance(row, Rejected):
            rejects(row)
            continue
        try:
            given = dated(row.inspection)
        except FileError:
            raise  # it is no fault of the row
        except JtaiError as error:
            rejects(_rejected(row, error, dated))
        else:
            yield row, given


def milestones(
    frameworks: Frameworks, timetable: str | None, *, phases: Sequence[str]
) -> Mapping[str, Milestone]:
    """Give the milestones that a portfolio can have, by phase, then as in the file.

    They are those of one timetable, or of all; the first timetable tells how one is called.
    """
    chosen = list(frameworks.timetables.values())
    if timetable is not None:
        chosen = [frameworks.timetable(timetable)]
    every: dict[str, Milestone] = {}
    for one in chosen:
        for key, milestone in one.milestones.items():
            every.setdefault(key, milestone)
    return {one.key: one for one in sorted(every.values(), key=lambda m: phases.index(m.phase))}


def _rejected(row: Row, error: JtaiError, dated: Callable[[Inspection], object]) -> Rejected:
    column = _blamed(row, dated)
    remedy = error.hint
    for option, cell in _AS_CELLS:
        remedy = remedy and option.sub(cell, remedy)
    return Rejected(row.line, row.cells, f"{column}: {error.message}", remedy)


def _blamed(row: Row, dated: Callable[[Inspection], object]) -> str:
    """Name the column without which, or with which alone, it can be dated."""
    inspection = row.inspection
    for key, day in inspection.stated.items():
        if not _can_be(replace(inspection, stated={}), dated):
            break
        if not _can_be(replace(inspection, stated={key: day}), dated):
            return f"stated.{key}"
    return row.known


def _can_be(inspection: Inspection, dated: Callable[[Inspection], object]) -> bool:
    try:
        dated(inspection)
    except JtaiError:
        return False
    return True
