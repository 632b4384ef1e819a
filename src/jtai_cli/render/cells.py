"""A dated milestone as cells of a row, and cells that no spreadsheet takes for a formula."""

import csv
from collections.abc import Iterable, Iterator, Sequence

from jtai_cli.dated import DatedMilestone, Timeline
from jtai_cli.dates import weekday_name

_FORMULA = ("=", "+", "-", "@", "\t", "\r")
COLUMNS = (
    "key", "title", "phase", "first", "last", "weekday", "who", "basis", "source", "date_is",
    "provisional", "notes",
)  # fmt: skip


def of_milestone(dated: DatedMilestone, timeline: Timeline) -> Sequence[str]:
    """Tell a milestone under `COLUMNS`; several parties or notes are divided by "; "."""
    milestone = dated.milestone
    notes = timeline.notes_on(milestone.key)
    return (
        milestone.key,
        defused(milestone.title),
        milestone.phase,
        dated.first.isoformat() if dated.first else "",
        dated.last.isoformat(),
        weekday_name(dated.first) if dated.first else "",
        defused("; ".join(milestone.who)),
        milestone.basis,
        milestone.source,
        dated.date_is,
        "true" if dated.provisional else "false",
        "; ".join(f"{note.code}: {note.text}" for note in notes),
    )


def defused(cell: str) -> str:
    """Return a text that people wrote so that no spreadsheet takes it for a formula."""
    return f"'{cell}" if cell.startswith(_FORMULA) else cell


def lines(rows: Iterable[Sequence[str]], divider: str = ",") -> Iterator[str]:
    """Write rows as comma-separated values, line by line."""
    writer = csv.writer(_Lines(), delimiter=divider, lineterminator="\n")
    for row in rows:
        yield writer.writerow(row)


class _Lines:
    """Hands each line back to the one who writes it."""

    def write(self, line: str) -> str:
        return line
