"""`jtai days`: sums of working days."""

import re
from datetime import date
from typing import TYPE_CHECKING, Annotated

import typer

from jtai_cli.bankholidays import Division
from jtai_cli.cli import asked, console, options, shape
from jtai_cli.workingdays import Period, WorkingCalendar

if TYPE_CHECKING:
    # Private to Typer, which is held below 0.29.
    from typer._click import Context

    from jtai_cli.explain.counts import Count

FORMATS = ("text", "json")
EXAMPLE = "jtai days 2025-03-07 +15"
_NUMBER = re.compile(r"[+-]?[0-9]{1,5}")
_MINUS = "−"
"""What stands for the hyphen of a number on its way through Typer, which reads options there."""


class Days(shape.Command):
    """The command, which takes `-10` for a number."""

    def parse_args(self, ctx: "Context", args: list[str]) -> list[str]:
        """Read the arguments, numbers that begin with a hyphen among them."""
        held = [_MINUS + arg[1:] if re.fullmatch(r"-[0-9]+", arg) else arg for arg in args]
        return list(super().parse_args(ctx, held))


def days(
    first: Annotated[str, typer.Argument(metavar="DATE", help="The day counted from.")],
    to: Annotated[
        str,
        typer.Argument(metavar="DAYS|DATE", help="Working days to move, or the day counted to."),
    ],
    *,
    closure: options.ClosedDays = None,
    extra_bank_holiday: options.ExtraBankHoliday = None,
    without_bank_holiday: options.WithoutBankHoliday = None,
    bank_holidays: options.BankHolidays = None,
    division: options.Division = None,
    today: options.Today = None,
    format_name: Annotated[str | None, options.formats(*FORMATS)] = None,
    output: options.Output = None,
    force: options.Force = False,
) -> int:
    """Move by working days, or count those between two days.

    The day counted from is day zero. Between two days the first is not counted and the last is.
    """
    format_name = asked.format_of(format_name, output, FORMATS)
    dates = asked.Dates(today)
    counting = asked.Counting(
        division, bank_holidays, extra_bank_holiday or (), without_bank_holiday or (), dates
    )
    where = counting.division_or(Division.ENGLAND)
    start, number = dates.one(first), _number(to)
    end = start if number is not None else dates.one(to)
    held = counting.bank_holidays(where, _span(start, end, number or 0))
    closures = [dates.period(text) for text in closure or ()]
    calendar = held.calendar().with_closures(closures)
    if number is not None:
        end = calendar.shift(start, number)
    from jtai_cli.explain.counts import count

    counted = count(start, end, calendar)
    console.emit(
        _rendered(format_name, counted, calendar, where, moved=number is not None),
        output,
        force=force,
    )
    return 0


def _number(text: str) -> int | None:
    """Read a number of working days; None for what must be a date."""
    plain = text.replace(_MINUS, "-")
    return int(plain) if _NUMBER.fullmatch(plain) else None


def _span(start: date, end: date, number: int) -> Period:
    """Return days that surely hold the count: half of all days may be closed, and a year more."""
    reach = 2 * abs(number) + 366
    first = max(min(start, end).toordinal() - reach, date.min.toordinal())
    last = min(max(start, end).toordinal() + reach, date.max.toordinal())
    return Period(date.fromordinal(first), date.fromordinal(last))


def _rendered(
    format_name: str,
    counted: "Count",
    calendar: WorkingCalendar,
    division: Division,
    *,
    moved: bool,
) -> str:
    if format_name == "json":
        from jtai_cli.render import to_json

        return to_json.days(counted, calendar, division)
    from jtai_cli.render import to_sentences

    answer = to_sentences.moved if moved else to_sentences.between
    return answer(counted, calendar, division)


app = shape.alone(days, EXAMPLE, cls=Days)
