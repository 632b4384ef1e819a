"""`jtai plan prepare`: what a partnership does before any call, and its dry run."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import TYPE_CHECKING, Annotated

import typer

from jtai_cli import load
from jtai_cli.cli import asked, console, options
from jtai_cli.cli.formats import stamp
from jtai_cli.dates import add_months
from jtai_cli.errors import OutOfRangeError, UsageError
from jtai_cli.render.page import Page
from jtai_cli.workingdays import Period

if TYPE_CHECKING:
    # Imported by what is called, so that help and completion do not wait for them.
    from jtai_cli.frameworks import Frameworks
    from jtai_cli.preparation import Programme

FORMATS = ("table", "json", "ics", "xlsx", "markdown")
EXAMPLE = "jtai plan prepare northshire-dry-run --from 2027-01-01"
_DAYS = "Which days"
_MONTHS = 12


def prepare(
    name: Annotated[
        str,
        typer.Argument(
            metavar="NAME",
            help="The dry run's name, in the plan or not yet.",
            autocompletion=options.completed("inspections"),
        ),
    ],
    *,
    from_day: Annotated[
        str | None,
        typer.Option(
            "--from", metavar="DATE", help="The first day; else today.", rich_help_panel=_DAYS
        ),
    ] = None,
    to_day: Annotated[
        str | None,
        typer.Option("--to", metavar="DATE", help="The last day.", rich_help_panel=_DAYS),
    ] = None,
    months: Annotated[
        int | None,
        typer.Option(
            min=1,
            max=120,
            metavar="N",
            help="How many months, in place of --to; else 12.",
            rich_help_panel=_DAYS,
        ),
    ] = None,
    plan: options.Plan = None,
    extra_bank_holiday: options.ExtraBankHoliday = None,
    without_bank_holiday: options.WithoutBankHoliday = None,
    bank_holidays: options.BankHolidays = None,
    division: options.Division = None,
    today: options.Today = None,
    frameworks: options.Frameworks = None,
    format_name: Annotated[str | None, options.formats(*FORMATS)] = None,
    output: options.Output = None,
    force: options.Force = False,
    color: options.Color = "auto",
) -> int:
    """Lay out what a partnership does before any call.

    Preparation meetings, self-assessment, reviews of new frameworks, a dry run with a timeline
    of its own, and its lessons put back into the plan. The dry run is on the date that the plan
    gives for NAME, else on one that the rules propose.
    """
    from jtai_cli.cli import prepared
    from jtai_cli.preparation import programme

    chosen = asked.format_of(format_name, output, FORMATS)
    page = console.page(color, output)
    dates = asked.Dates(today)
    period = _period(dates, from_day, to_day, months)
    counting = asked.Counting(
        division, bank_holidays, extra_bank_holiday or (), without_bank_holiday or (), dates
    )
    rules = load.frameworks(frameworks)
    held = prepared.found(name, plan, rules, counting)
    laid = programme(rules, name, held.inspection, period=period, calendars=counting)
    made = _rendered(chosen, laid, rules, [*held.following(laid)], page)
    console.emit(made, output, force=force)
    held.warn()
    return 0


def _period(
    dates: asked.Dates, from_day: str | None, to_day: str | None, months: int | None
) -> Period:
    """Return the days that are asked for: a year, unless told otherwise.

    Raises:
        DateError: a day cannot be read, or does not exist.
        UsageError: they end before they begin, or in two ways.
        OutOfRangeError: they end after all dates there are.
    """
    first = dates.current() if from_day is None else dates.one(from_day)
    if to_day is None:
        return Period(first, _last(first, _MONTHS if months is None else months))
    if months is not None:
        raise UsageError("--to and --months both say where the days end", f"only --to {to_day}")
    last = dates.one(to_day)
    if last < first:
        problem = f"--to {last} is before the first day, {first}"
        raise UsageError(problem, f"--from {last} --to {first}")
    return Period(first, last)


def _last(first: date, months: int) -> date:
    if first.year + months // _MONTHS >= date.max.year:
        raise OutOfRangeError(f"there are no dates {months} months after {first}", "an earlier day")
    return add_months(first, months) - timedelta(days=1)


def _rendered(
    chosen: str, laid: "Programme", rules: "Frameworks", following: Sequence[str], page: Page
) -> str | bytes:
    match chosen:
        case "json":
            from jtai_cli.render import to_preparation_json

            return to_preparation_json.programme(laid, rules)
        case "markdown":
            from jtai_cli.render import to_preparation_markdown

            return to_preparation_markdown.programme(laid, rules)
        case "ics":
            from jtai_cli.render import to_ics

            return to_ics.programme(laid, rules, stamp=stamp(rules))
        case "xlsx":
            from jtai_cli.render import to_xlsx

            return to_xlsx.programme(laid, rules, stamp=stamp(rules))
        case _:
            from jtai_cli.render import to_preparation_text

            return "".join([to_preparation_text.programme(laid, rules, page=page), *following])
