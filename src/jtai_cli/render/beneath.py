"""What stands under a chart: dates outside it, other readings, notes, days left out."""

from collections.abc import Iterable, Iterator

from jtai_cli.bankholidays import Division
from jtai_cli.dated import DatedMilestone, Timeline
from jtai_cli.dates import say_span
from jtai_cli.render import when, words
from jtai_cli.render.account import Account

CLOSURE = "Left out of the letters' clock"

Section = tuple[str | None, tuple[str, ...]]
"""A heading, where there is one, and the lines under it."""


def sections(
    told: Account, outside: Iterable[DatedMilestone], division: Division | None
) -> Iterator[Section]:
    """Tell what stands under a chart: dates outside it, other readings, notes, what was skipped."""
    yield "Other dates", tuple(_outside(told, outside))
    for readings in told.readings:
        lines = (f"{when.on(day)}: {what}" for day, what in readings.days)
        yield readings.heading, (*lines, *([readings.agreement] if readings.agreement else ()))
    if told.notes:
        numbered = (f"[{number}] {note}" if number else note for number, note in told.notes)
        yield "Notes", tuple(numbered)
    yield None, foot(told.timeline, division)


def _outside(told: Account, outside: Iterable[DatedMilestone]) -> Iterator[str]:
    for dated in outside:
        row = told.row(dated.milestone.key)
        yield f"{when.full(dated)}: {row.name}{row.references}"


def foot(timeline: Timeline, division: Division | None) -> tuple[str, ...]:
    """Give the last lines of a timeline: bank holidays skipped, closures, who has the last word."""
    where = "" if division is None else f" ({words.division(division)})"
    closures = ", ".join(say_span(one.first, one.last) for one in timeline.inspection.closures)
    return (
        f"Bank holidays skipped{where}: {words.bank_holidays(timeline.bank_holidays) or 'none'}",
        *([f"{CLOSURE}: {closures}"] if closures else ()),
        words.CAUTION,
    )
