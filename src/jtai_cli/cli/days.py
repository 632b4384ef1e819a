"""`jtai days`: sums of working days."""

import re
from datetime import date

from jtai_cli.bankholidays import Division
from jtai_cli.cli.commands import DAYS, WORDS, Call, command
from jtai_cli.cli.parsing import COUNTING, argument, option
from jtai_cli.dates import normalised
from jtai_cli.explain import count
from jtai_cli.report import days as reports
from jtai_cli.workingdays import Period


@command(
    "Add working days to a date, or count those between two. The day counted from is day zero; "
    "between two dates the first is not counted, and the last is.",
    "jtai days 2025-03-07 +15",
    takes=DAYS,
    formats=WORDS,
)
def app(
    call: Call,
    first: str = argument("DATE", "The day counted from."),
    to: str = argument("DAYS|DATE", "Working days to add, or the day counted to."),
    closure: list[str] | None = option(
        "DATE..DATE", "Days to leave out too. Repeatable.", panel=COUNTING
    ),
) -> None:
    calendars = call.calendars
    division = calendars.division or Division.ENGLAND
    start, text = call.day(first), normalised(to.strip())
    is_shift = re.fullmatch("[+-]?[0-9]{1,5}", text) is not None
    number, end = (int(text), start) if is_shift else (0, call.day(to))
    # Half of all days may be closed, and a year.
    reach = 2 * abs(number) + 366
    earliest = max(min(start, end).toordinal() - reach, date.min.toordinal())
    latest = min(max(start, end).toordinal() + reach, date.max.toordinal())
    span = Period(date.fromordinal(earliest), date.fromordinal(latest))
    calendar = calendars.calendar(division, span)
    calendar = calendar.with_closures(tuple(map(call.period, closure or ())))
    if is_shift:
        end = calendar.shift(start, number)
    counted = count(start, end, calendar)
    call.emit(
        lambda: reports.report(counted, calendar, division, is_shift=is_shift),
        lambda: reports.data(counted, calendar, division),
    )
