"""Comma-separated values: a row a milestone, the column names first."""

from jtai_cli.bankholidays import BankHolidays
from jtai_cli.dated import Timeline
from jtai_cli.dates import weekday_name
from jtai_cli.render import cells


def timeline(timeline: Timeline) -> str:
    """Write a timeline, one row a milestone, under `cells.COLUMNS`.

    Several parties or notes in a cell are divided by "; ".
    """
    rows = [cells.of_milestone(dated, timeline) for dated in timeline.milestones]
    return "".join(cells.lines([cells.COLUMNS, *rows]))


def bank_holidays(held: BankHolidays) -> str:
    """Write a list of bank holidays: date, weekday, name, status."""
    rows = [
        (day.isoformat(), weekday_name(day), cells.defused(name), held.status(day))
        for day, name in held.days.items()
    ]
    return "".join(cells.lines([("date", "weekday", "name", "status"), *rows]))
