"""`jtai bank-holidays`: which days are bank holidays, and whether the lists agree."""

from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from jtai_cli import bankholidays
from jtai_cli.bankholidays import BankHolidays, Division
from jtai_cli.cli import asked, console, options, shape
from jtai_cli.errors import OutOfRangeError, UsageError, printable
from jtai_cli.workingdays import Period

FORMATS = ("text", "plain", "json", "csv")
app = shape.app("Which days are bank holidays, and whether the lists agree.")


@shape.command(app, "list", "jtai bank-holidays list --year 2025")
def listed(
    *,
    year: Annotated[
        int | None, typer.Option(metavar="YEAR", help="One year, 1978 to 2099; else all at hand.")
    ] = None,
    bank_holidays: options.BankHolidays = None,
    division: options.Division = None,
    format_name: Annotated[str | None, options.formats(*FORMATS)] = None,
    output: options.Output = None,
    force: options.Force = False,
) -> int:
    """List bank holidays, published or projected.

    Those on weekdays, by the names that GOV.UK prints.
    """
    format_name = asked.format_of(format_name, output, FORMATS)
    counting = asked.Counting(division, bank_holidays, (), (), asked.Dates(None))
    where = counting.division_or(Division.ENGLAND)
    table = bankholidays.table()
    span = Period(table.first, table.last) if year is None else _year(year)
    held = counting.bank_holidays(where, span)
    if year is not None:
        held = held.in_years(year, year)
    elif bank_holidays is None:
        held = held.in_years(span.first.year, span.last.year)
    console.emit(_rendered(format_name, held, where), output, force=force)
    return 0


@shape.command(app, "check", "jtai bank-holidays check")
def check(
    file: Annotated[
        Path | None,
        typer.Argument(metavar="[FILE]", help="GOV.UK's bank-holidays.json; else `holidays`."),
    ] = None,
    *,
    division: options.Division = None,
    output: options.Output = None,
    force: options.Force = False,
) -> int:
    """Compare jtai's list with another one.

    With the installed `holidays` package, or with GOV.UK's own file.

    Exits with status 1 where they differ.
    """
    counting = asked.Counting(division, None, (), (), asked.Dates(None))
    where = counting.division_or(Division.ENGLAND)
    table = bankholidays.table()
    ours = bankholidays.known(where, Period(table.first, table.last))
    if file is None and where is not Division.ENGLAND:
        raise UsageError(
            f"jtai has no list of its own for {where}, so there is nothing to compare",
            f"jtai bank-holidays check bank-holidays.json --division {where}",
        )
    if file is None:
        theirs, name = bankholidays.asked(where, table.first.year, table.last.year), "holidays"
    else:
        from jtai_cli import load

        theirs, name = load.bank_holidays(file, where), printable(str(file))
    found = bankholidays.differences(ours, theirs)

    from jtai_cli.render import to_sentences

    text = to_sentences.differences(found, ours, theirs, name=name)
    console.emit(text, output, force=force)
    return 1 if found else 0


def _year(year: int) -> Period:
    if not bankholidays.FIRST_YEAR <= year <= bankholidays.LAST_YEAR:
        raise OutOfRangeError(
            f"no bank holidays are known in {year}: only from {bankholidays.FIRST_YEAR} to "
            f"{bankholidays.LAST_YEAR}"
        )
    return Period(date(year, 1, 1), date(year, 12, 31))


def _rendered(format_name: str, held: BankHolidays, division: Division) -> str:
    match format_name:
        case "json":
            from jtai_cli.render import to_json

            return to_json.bank_holidays(held, division)
        case "csv":
            from jtai_cli.render import to_csv

            return to_csv.bank_holidays(held)
        case "plain":
            from jtai_cli.render import to_plain

            return to_plain.bank_holidays(held)
        case _:
            from jtai_cli.render import to_sentences

            return to_sentences.bank_holidays(held, division)
