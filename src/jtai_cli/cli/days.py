"""Working days and bank holidays: `jtai days` and `jtai bank-holidays`."""

import re
from datetime import date
from functools import partial
from pathlib import Path

from jtai_cli import bankholidays
from jtai_cli.bankholidays import Calendars, Division
from jtai_cli.cli.commands import DAYS, TABLES, WORDS, Call, command, group
from jtai_cli.cli.parsing import COUNTING, argument, option
from jtai_cli.dates import normalised
from jtai_cli.errors import UsageError
from jtai_cli.explain import count
from jtai_cli.files.others import load_bank_holidays
from jtai_cli.report import counts as reports
from jtai_cli.workingdays import Period

bank_holidays, subcommand = group("jtai bank-holidays list --year 2027", takes=DAYS, formats=TABLES)


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
    closure: list[str] | None = option("DATE..DATE", "Days to skip. Repeatable.", panel=COUNTING),
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
    call.emit(lambda: reports.days(counted, calendar, division, is_shift=is_shift))


@subcommand(
    "List the bank holidays on weekdays, published or projected, by GOV.UK's names.",
    "jtai bank-holidays list --year 2025",
)
def list_(
    call: Call,
    year: int | None = option("YEAR", "One year, 1978 to 2099; else all.", panel="Which days"),
) -> None:
    calendars, table = call.calendars, bankholidays.table()
    division = calendars.division or Division.ENGLAND
    first, last = (table.first.year, table.last.year) if year is None else (year, year)
    found = calendars.calendar(division, Period(date(first, 1, 1), date(last, 12, 31)))
    if year is not None or call.bank_holidays is None:
        found = bankholidays.in_years(found, first, last)
    call.emit(lambda: reports.bank_holidays(found, division))


@subcommand(
    "Compare jtai's list with the installed `holidays` package, or with GOV.UK's own file. Exits "
    "with status 1 if they differ.",
    "jtai bank-holidays check",
    takes=("division",),
)
def check(
    call: Call,
    file: Path | None = argument(
        "FILE", "GOV.UK's bank-holidays.json; else the `holidays` package.", default=None
    ),
) -> int:
    division, table = call.calendars.division or Division.ENGLAND, bankholidays.table()
    if file is not None:
        theirs = load_bank_holidays(file)[division]
    elif division is Division.ENGLAND:
        theirs = bankholidays.asked(division, table.first.year, table.last.year)
    else:
        raise UsageError(
            f"jtai has no list of its own for {division}, so there is nothing to compare",
            f"jtai bank-holidays check bank-holidays.json --division {division}",
        )
    ours = Calendars().calendar(division, Period(table.first, table.last))
    found, name = bankholidays.differences(ours, theirs), str(file or "holidays")
    report = partial(reports.differences, found, ours, theirs, name=name)
    call.emit(report, inputs=[file])
    return int(bool(found))
