"""A look-ahead as comma-separated values: a row a week, a column a milestone, then its notes."""

import csv
from collections.abc import Sequence
from io import StringIO

from jtai_cli.lookahead import LookAhead, Week
from jtai_cli.render import ahead as telling


def look_ahead(ahead: LookAhead) -> str:
    """Write the weeks under the keys of milestones, `notes` and `provisional`.

    Several notes are divided by "; ", as in a timeline; provisional milestones by a blank. No
    cell begins as a formula does: dates, codes and keys stand first.
    """
    text = StringIO(newline="")
    writer = csv.writer(text, lineterminator="\n")
    columns = list(ahead.columns)
    writer.writerow([*columns, "notes", "provisional"])
    writer.writerows(_row(week, columns) for week in ahead.weeks)
    return text.getvalue()


def _row(week: Week, columns: Sequence[str]) -> Sequence[str]:
    return (
        *(telling.first_day(week, key) or "" for key in columns),
        "; ".join(f"{note.code}: {note.text}" for note in week.notes),
        " ".join(key for key in columns if key in week.provisional),
    )
