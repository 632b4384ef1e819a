"""`jtai timeline`: every date, from one known date."""

from typing import Annotated

from jtai_cli import load
from jtai_cli.bankholidays import Division
from jtai_cli.cli import asked, console, options
from jtai_cli.frameworks import Frameworks
from jtai_cli.plan import Inspection
from jtai_cli.render.page import Page
from jtai_cli.timeline import Timeline

FORMATS = ("table", "plain", "json", "csv")
EXAMPLE = "jtai timeline --fieldwork 2025-03-03 --theme front-door"


def timeline(
    *,
    fieldwork: options.Fieldwork = None,
    notified: options.Notified = None,
    known: options.Known = None,
    theme: options.Theme = None,
    timetable: options.Timetable = None,
    closure: options.Closure = None,
    extra_bank_holiday: options.ExtraBankHoliday = None,
    without_bank_holiday: options.WithoutBankHoliday = None,
    bank_holidays: options.BankHolidays = None,
    division: options.Division = None,
    today: options.Today = None,
    frameworks: options.Frameworks = None,
    format_name: Annotated[str, options.formats(*FORMATS)] = "table",
    strict: options.Strict = False,
    output: options.Output = None,
    force: options.Force = False,
    color: options.Color = "auto",
) -> int:
    """Print every date, from one known date."""
    asked.named("format", format_name, FORMATS, "--format")
    page = console.page(color, output)
    dates = asked.Dates(today)
    known_date = asked.known(fieldwork, notified, known, dates)
    rules = load.frameworks(frameworks)
    if theme is not None:
        asked.named("theme", theme, rules.themes, "--theme")
    if timetable is not None:
        asked.named("timetable", timetable, rules.timetables, "--timetable")
    inspection = Inspection(
        known=known_date,
        theme=theme,
        timetable=timetable,
        closures=tuple(dates.period(text) for text in closure or ()),
    )
    counting = asked.Counting(
        division, bank_holidays, extra_bank_holiday or (), without_bank_holiday or (), dates
    )
    dated, counted = asked.timeline(rules, inspection, counting)
    console.emit(_rendered(format_name, dated, rules, counted, page), output, force=force)
    return 1 if strict and dated.notes else 0


def _rendered(
    format_name: str, dated: Timeline, rules: Frameworks, division: Division, page: Page
) -> str:
    match format_name:
        case "json":
            from jtai_cli.render import to_json

            return to_json.timeline(dated, division)
        case "csv":
            from jtai_cli.render import to_csv

            return to_csv.timeline(dated)
        case "plain":
            from jtai_cli.render import to_plain

            return to_plain.timeline(dated)
        case _:
            from jtai_cli.render import to_table

            return to_table.timeline(dated, rules, division, page=page)
