"""Evidence as comma-separated values: a row a case, the column names first."""

from collections.abc import Sequence
from datetime import date

from jtai_cli.evidence import Case, Evidence, Measured
from jtai_cli.render import cells

COLUMNS = (
    "area", "theme", "timetable",
    "publication_computed", "publication_real", "publication_working_days_late",
    "statement_computed", "statement_real", "statement_working_days_late",
    "explained_by", "source_url",
)  # fmt: skip


def evidence(evidence: Evidence) -> str:
    """Write the cases, one a row, under `COLUMNS`; several causes are divided by "; "."""
    return "".join(cells.lines([COLUMNS, *(_row(case) for case in evidence.cases)]))


def _row(case: Case) -> Sequence[str]:
    letter = case.letter
    return (
        cells.defused(letter.area),
        cells.defused(letter.theme),
        case.timetable.key,
        *_cells(case.publication),
        *_cells(case.statement),
        "; ".join(case.explained_by),
        cells.defused(letter.source_url),
    )


def _cells(measured: Measured) -> Sequence[str]:
    late = measured.working_days_late
    return _day(measured.computed), _day(measured.real), "" if late is None else str(late)


def _day(day: date | None) -> str:
    return "" if day is None else day.isoformat()
