"""`jtai look-ahead`: the possible fieldwork weeks of a period, side by side."""

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from jtai_cli import bankholidays
from jtai_cli.cli import asked, console, options, shape
from jtai_cli.cli.formats import BOM, stamp
from jtai_cli.cli.question import Question
from jtai_cli.errors import UsageError
from jtai_cli.render.page import Page

if TYPE_CHECKING:
    # Imported by what is called, so that help and completion do not wait for them.
    from jtai_cli.frameworks import Frameworks
    from jtai_cli.lookahead import LookAhead, Sort

FORMATS = ("table", "csv", "json", "markdown", "xlsx", "html")
EXAMPLE = "jtai look-ahead --year 2026 --avoid school-holidays.csv"
_WEEKS = "Which weeks"
_FAULTY = 2


def look_ahead(
    *,
    first: Annotated[
        str | None,
        typer.Option("--from", metavar="DATE", help="First day.", rich_help_panel=_WEEKS),
    ] = None,
    last: Annotated[
        str | None,
        typer.Option("--to", metavar="DATE", help="Last day, included.", rich_help_panel=_WEEKS),
    ] = None,
    year: Annotated[
        int | None,
        typer.Option(
            metavar="YEAR",
            min=bankholidays.FIRST_YEAR,
            max=bankholidays.LAST_YEAR,
            show_default=False,
            help="A whole year, in place of --from and --to.",
            rich_help_panel=_WEEKS,
        ),
    ] = None,
    after_bank_holidays: Annotated[
        bool,
        typer.Option(
            "--after-bank-holidays",
            help="Also start on the first working day after a bank holiday Monday.",
            rich_help_panel=_WEEKS,
        ),
    ] = False,
    avoid: Annotated[
        list[Path] | None,
        typer.Option(
            metavar="FILE",
            help="Dates to avoid: .csv (first, last, title) or .ics. Repeatable.",
            rich_help_panel=_WEEKS,
        ),
    ] = None,
    sort: Annotated[
        str,
        typer.Option(
            metavar="ORDER",
            help="date or troubles, fewest first.",
            autocompletion=options.one_of("date", "troubles"),
            rich_help_panel=_WEEKS,
        ),
    ] = "date",
    why: Annotated[
        str | None,
        typer.Option(
            metavar="DATE",
            help="Explain one week, by its first day of fieldwork, or why it is none.",
            rich_help_panel=_WEEKS,
        ),
    ] = None,
    theme: options.Theme = None,
    timetable: options.Timetable = None,
    frameworks: options.Frameworks = None,
    closure: options.Closure = None,
    extra_bank_holiday: options.ExtraBankHoliday = None,
    without_bank_holiday: options.WithoutBankHoliday = None,
    bank_holidays: options.BankHolidays = None,
    division: options.Division = None,
    today: options.Today = None,
    format_name: Annotated[str | None, options.formats(*FORMATS)] = None,
    output: options.Output = None,
    force: options.Force = False,
    color: options.Color = "auto",
) -> int:
    """Set the possible fieldwork weeks of a period side by side.

    Each with its dates, and what to watch for.
    """
    from jtai_cli import lookahead
    from jtai_cli.cli import look_ahead_asked
    from jtai_cli.lookahead import Sort

    format_name = asked.format_of(format_name, output, FORMATS)
    asked.named("order", sort, list(Sort), "--sort")
    page = console.page(color, output)
    question = Question(
        theme=theme,
        timetable=timetable,
        frameworks=frameworks,
        closure=closure,
        extra_bank_holiday=extra_bank_holiday,
        without_bank_holiday=without_bank_holiday,
        bank_holidays=bank_holidays,
        division=division,
        today=today,
    )
    day = None if why is None else question.dates.one(why)
    if day is not None and format_name != "table":
        raise UsageError(f"--why is told in words, not as {format_name}", "--format table")
    period = look_ahead_asked.period(question.dates, (first, last), year=year, why=day)
    rules = question.rules()
    weeks = look_ahead_asked.weeks(question, rules, period, after_bank_holidays=after_bank_holidays)
    # One day is explained even where it cannot be dated.
    dating = lookahead.look_ahead if day is None else lookahead.possible
    ahead = dating(rules, weeks, question.counting)
    local = look_ahead_asked.avoided(avoid or (), ahead.span)
    if local is None:
        return _FAULTY
    ahead = lookahead.in_order(lookahead.beside(ahead, local), Sort(sort))
    if day is None:
        made = _rendered(format_name, ahead, rules, Sort(sort), page)
    else:
        made = _why(day, ahead, rules, question, page)
    if isinstance(made, str) and format_name == "csv" and not console.is_stdout(output):
        made = BOM + made
    console.emit(made, output, force=force)
    return 0


def _why(day: date, ahead: "LookAhead", rules: "Frameworks", question: Question, page: Page) -> str:
    from jtai_cli.cli import look_ahead_asked
    from jtai_cli.render import to_ahead_why

    week = ahead.starting(day)
    if week is not None:
        return to_ahead_why.week(week, ahead, rules, page=page)
    reason = look_ahead_asked.why_not(day, ahead, rules, question.counting)
    return to_ahead_why.none(day, reason, page=page)


def _rendered(
    format_name: str, ahead: "LookAhead", rules: "Frameworks", sort: "Sort", page: Page
) -> str | bytes:
    match format_name:
        case "csv":
            from jtai_cli.render import to_ahead_csv

            return to_ahead_csv.look_ahead(ahead)
        case "json":
            from jtai_cli.render import to_ahead_json

            return to_ahead_json.look_ahead(ahead, rules)
        case "markdown":
            from jtai_cli.render import to_ahead_markdown

            return to_ahead_markdown.look_ahead(ahead, rules)
        case "xlsx":
            from jtai_cli.render import to_ahead_xlsx

            return to_ahead_xlsx.workbook(ahead, rules, stamp=stamp(rules))
        case "html":
            from jtai_cli.render import to_ahead_html

            return to_ahead_html.page(ahead, rules)
        case _:
            from jtai_cli.render import to_ahead_table

            return to_ahead_table.look_ahead(ahead, rules, sort=sort, page=page)


app = shape.alone(look_ahead, EXAMPLE)
