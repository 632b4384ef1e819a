"""`jtai days`: sums of working days."""

import re
from datetime import date

from jtai_cli.bankholidays import Division
from jtai_cli.cli.commands import Output, alone
from jtai_cli.cli.options import COUNTING, argument, option
from jtai_cli.cli.question import DAYS, Question
from jtai_cli.dates import normalised
from jtai_cli.explain import count
from jtai_cli.report import days as reports
from jtai_cli.workingdays import Period

_NUMBER = re.compile(r"[+-]?[0-9]{1,5}")


@alone(
    "Add working days to a date, or count those between two. The day counted from is day zero; "
    "between two days the first is not counted and the last is.",
    "jtai days 2025-03-07 +15",
    takes=DAYS,
)
def app(
    question: Question,
    output: Output,
    first: str = argument("DATE", "The day counted from."),
    to: str = argument("DAYS|DATE", "Working days to add, or the day counted to."),
    closure: list[str] | None = option(
        "DATE..DATE", "Days to leave out too. Repeatable.", COUNTING
    ),
) -> None:
    calendars = question.calendars
    division = calendars.division_or(Division.ENGLAND)
    start, number = question.day(first), _number(to)
    end = question.day(to) if number is None else start
    calendar = calendars.calendar(division, _span(start, end, number or 0))
    calendar = calendar.with_closures(map(question.period, closure or ()))
    if number is not None:
        end = calendar.shift(start, number)
    counted = count(start, end, calendar)
    output.emit(
        lambda: reports.report(counted, calendar, division, is_shift=number is not None),
        lambda: reports.data(counted, calendar, division),
    )


def _number(text: str) -> int | None:
    """Read a number of working days; None for what must be a date."""
    plain = normalised(text.strip())
    return int(plain) if _NUMBER.fullmatch(plain) else None


def _span(start: date, end: date, number: int) -> Period:
    """Return days that surely include the count: half of all days may be closed, and a year."""
    reach = 2 * abs(number) + 366
    first = max(min(start, end).toordinal() - reach, date.min.toordinal())
    last = min(max(start, end).toordinal() + reach, date.max.toordinal())
    return Period(date.fromordinal(first), date.fromordinal(last))
