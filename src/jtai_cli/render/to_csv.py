"""Comma-separated values: a row a milestone, the column names first."""

import csv
from collections.abc import Iterable, Sequence
from io import StringIO

from jtai_cli.bankholidays import BankHolidays
from jtai_cli.dated import DatedMilestone, Timeline
from jtai_cli.dates import weekday_name

_FORMULA = ("=", "+", "-", "@", "\t", "\r")
COLUMNS = (
    "key", "title", "phase", "first", "last", "weekday", "who", "basis", "source", "date_is",
    "provisional", "notes",
)  # fmt: skip


def timeline(timeline: Timeline) -> str:
    """Write a timeline, one row a milestone, under `COLUMNS`.

    Several parties or notes in a cell are divided by "; ".
    """
    return _written([COLUMNS, *(_row(dated, timeline) for dated in timeline.milestones)])


def bank_holidays(held: BankHolidays) -> str:
    """Write a list of bank holidays: date, weekday, name, status."""
    rows = [
        (day.isoformat(), weekday_name(day), name, held.status(day))
        for day, name in held.days.items()
    ]
    return _written([("date", "weekday", "name", "status"), *rows])


def _row(dated: DatedMilestone, timeline: Timeline) -> Sequence[str]:
    milestone = dated.milestone
    notes = timeline.notes_on(milestone.key)
    return (
        milestone.key,
        _defused(milestone.title),
        milestone.phase,
        dated.first.isoformat() if dated.first else "",
        dated.last.isoformat(),
        weekday_name(dated.first) if dated.first else "",
        _defused("; ".join(milestone.who)),
        milestone.basis,
        milestone.source,
        dated.date_is,
        "true" if dated.provisional else "false",
        "; ".join(f"{note.code}: {note.text}" for note in notes),
    )


def _defused(cell: str) -> str:
    """Return a text that people wrote so that no spreadsheet takes it for a formula."""
    return f"'{cell}" if cell.startswith(_FORMULA) else cell


def _written(rows: Iterable[Sequence[str]]) -> str:
    text = StringIO(newline="")
    csv.writer(text, lineterminator="\n").writerows(rows)
    return text.getvalue()
