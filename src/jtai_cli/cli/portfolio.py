"""`jtai portfolio`: many inspections at once, from a CSV file."""

from collections.abc import Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import Annotated

import typer

from jtai_cli.cli import asked, console, options, shape
from jtai_cli.cli.question import Question
from jtai_cli.errors import UsageError

FORMATS = ("csv", "json", "xlsx", "ics")
LOAD_FORMATS = ("table", "csv", "json", "svg")
EXAMPLE = "jtai portfolio areas.csv --wide"
_LOAD = "What falls together"
_ROWS = "Rows"


def portfolio(
    file: Annotated[
        Path, typer.Argument(metavar="FILE", help="A row an inspection, as CSV; - is stdin.")
    ],
    *,
    wide: Annotated[
        bool,
        typer.Option(
            "--wide",
            help="A row an inspection, with the first day of each milestone in a column.",
            rich_help_panel=_ROWS,
        ),
    ] = False,
    keep_going: Annotated[
        bool,
        typer.Option(
            "--keep-going",
            help="Leave bad rows out, and write them to a file with their reasons.",
            rich_help_panel=_ROWS,
        ),
    ] = False,
    rejected: Annotated[
        Path | None,
        typer.Option(
            metavar="FILE",
            help="Where --keep-going writes them; else beside FILE, as FILE-rejected.csv.",
            rich_help_panel=_ROWS,
        ),
    ] = None,
    falls_together: Annotated[
        bool,
        typer.Option(
            "--load",
            help="Tell how many of each milestone fall in each week.",
            rich_help_panel=_LOAD,
        ),
    ] = False,
    limit: Annotated[
        list[str] | None,
        typer.Option(
            metavar="MILESTONE=N",
            help="Mark the weeks with more than N of them. Repeatable.",
            autocompletion=options.completed("milestones="),
            rich_help_panel=_LOAD,
        ),
    ] = None,
    strict: Annotated[
        bool,
        typer.Option(
            "--strict",
            help="Exit with status 1 when a week is over a limit or a row is left out.",
            rich_help_panel=_LOAD,
        ),
    ] = False,
    theme: options.Theme = None,
    timetable: options.Timetable = None,
    frameworks: options.Frameworks = None,
    closure: options.Closure = None,
    extra_bank_holiday: options.ExtraBankHoliday = None,
    without_bank_holiday: options.WithoutBankHoliday = None,
    bank_holidays: options.BankHolidays = None,
    division: options.Division = None,
    today: options.Today = None,
    format_name: Annotated[
        str | None,
        typer.Option(
            "--format",
            metavar="FORMAT",
            help="csv, json, xlsx or ics; with --load table, csv, json or svg.",
            autocompletion=options.one_of("table", "csv", "json", "xlsx", "ics", "svg"),
            rich_help_panel="Output",
        ),
    ] = None,
    output: options.Output = None,
    force: options.Force = False,
    color: options.Color = "auto",
) -> int:
    """Date many inspections at once, from a CSV file, or tell what falls together.

    A row an inspection: one known date under fieldwork, notified or known.MILESTONE; if need be
    area, theme, timetable, closures, stated.MILESTONE; other columns are kept. When a row is
    bad, nothing is written.
    """
    # Imported here, for no other command reads and writes as a stream.
    from jtai_cli.cli import portfolio_load, portfolio_rows
    from jtai_cli.cli.portfolio_work import NOTHING, Rejects, begun

    formats = LOAD_FORMATS if falls_together else FORMATS
    chosen = asked.format_of(format_name, output, formats)
    _refuse_together(wide=wide, falls_together=falls_together, limit=limit, chosen=chosen)
    to = _rejected(file, rejected, output, keep_going=keep_going, falls_together=falls_together)
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
    with ExitStack() as held:
        work = begun(file, question, held, output=output, force=force)
        rejects = Rejects(work, held, to=to, keep_going=keep_going)
        is_over = False
        if falls_together:
            is_over = portfolio_load.tell(work, rejects, limit or (), chosen, page)
        else:
            portfolio_rows.write(work, rejects, chosen, held, wide=wide)
    if rejects.are_fatal:
        return NOTHING
    return int(strict and (is_over or rejects.count > 0))


def _refuse_together(
    *, wide: bool, falls_together: bool, limit: Sequence[str] | None, chosen: str
) -> None:
    if falls_together and wide:
        raise UsageError("--load and --wide are two tables", "only one of them")
    if limit and not falls_together:
        raise UsageError("--limit marks the weeks of --load", "--load with it")
    if wide and chosen == "ics":
        raise UsageError("a calendar has no columns, so it cannot be wide", "leave out --wide")


def _rejected(
    file: Path,
    rejected: Path | None,
    output: Path | None,
    *,
    keep_going: bool,
    falls_together: bool,
) -> Path | None:
    """Return the file for rows that are left out; None where they are not written."""
    if not keep_going:
        if rejected is not None:
            raise UsageError("--rejected goes with --keep-going", "--keep-going with it")
        return None
    replaces = output is not None and not console.is_stdout(output)
    if output is not None and replaces and output.resolve() == file.resolve():
        raise UsageError(f"what is left of {file} would replace it", "another file for -o")
    if rejected is None and falls_together:
        return None
    if rejected is None and console.is_stdout(file):
        raise UsageError("bad rows of stdin need a file to go to", "--rejected FILE")
    to = rejected or file.with_name(f"{file.stem}-rejected.csv")
    if console.is_stdout(to):
        raise UsageError("rows that are left out go to a file, not to stdout", "--rejected FILE")
    if to.resolve() in {one.resolve() for one in (file, output) if one is not None}:
        raise UsageError(f"rows that are left out would replace {to}", "--rejected FILE")
    return to


app = shape.alone(portfolio, EXAMPLE)
