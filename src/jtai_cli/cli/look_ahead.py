"""`jtai look-ahead`: the possible fieldwork weeks of a period, side by side."""

from collections.abc import Callable, Sequence
from datetime import date, timedelta
from functools import partial
from pathlib import Path

from jtai_cli.bankholidays import FIRST_YEAR, LAST_YEAR, with_article
from jtai_cli.cli import console
from jtai_cli.cli.commands import DAYS, FRAMEWORKS, KINDS, PLAN, TABLES, Call, command
from jtai_cli.cli.parsing import named, option, switch
from jtai_cli.dates import add_months, say
from jtai_cli.errors import UsageError
from jtai_cli.files.others import load_avoid
from jtai_cli.lookahead import Avoided, LookAhead, look_ahead
from jtai_cli.plan import Known
from jtai_cli.report import look_ahead as reports
from jtai_cli.report.model import Report, listed
from jtai_cli.workingdays import Period

MOST_YEARS = 5
_WEEKS = "Which weeks"
_ORDERS = ("date", "clashes")
_option = partial(option, panel=_WEEKS)
_DAY = timedelta(days=1)
AVOID = _option(
    "FILE", "Days to avoid: .csv (first, last, title) or .ics; else those of the plan. Repeatable."
)


@command(
    "Compare the possible fieldwork weeks of a period: the dates of each, its notes, and its "
    "clashes with days to avoid.",
    "jtai look-ahead --year 2027 --avoid school-holidays.csv",
    takes=(*PLAN, *KINDS, *FRAMEWORKS, *DAYS),
    formats=TABLES,
)
def app(
    call: Call,
    first: str | None = _option("DATE", "First day.", "--from"),
    last: str | None = _option("DATE", "Last day, included.", "--to"),
    year: int | None = _option(
        "YEAR", "A whole year, instead of --from and --to.", min=FIRST_YEAR, max=LAST_YEAR
    ),
    *,
    after_bank_holidays: bool = switch(
        "Also start on the first working day after a bank holiday Monday.", panel=_WEEKS
    ),
    avoid: list[Path] | None = AVOID,
    sort: str = _option(
        "ORDER", "date, or clashes: lightest first.", complete=_ORDERS, default="date"
    ),
    why: str | None = _option("DATE", "Explain the week that starts then, or why none does."),
) -> None:
    order = named("sort", sort, _ORDERS)
    day = None if why is None else call.day(why)
    period, rules = _period(call, first, last, year, day), call.rules
    like = call.like(Known("fieldwork", period.first))
    ahead = look_ahead(rules, period, like, call.calendars, after_bank_holidays=after_bank_holidays)
    files, days = avoided(call, avoid, ahead.span)
    ahead = ahead.beside(days, lightest_first=order == "clashes")
    report = _why(day, ahead) if day else partial(reports.report, ahead, rules)
    call.emit(report, lambda: reports.data(ahead, rules), inputs=files)


def _period(
    call: Call, first: str | None, last: str | None, year: int | None, day: date | None
) -> Period:
    """Return the period that is meant; without any, the one day to be explained."""
    if year is not None:
        if first or last:
            problem = f"--year cannot be combined with {'--from' if first else '--to'}"
            raise UsageError(problem, f"only --year {year}")
        return Period(date(year, 1, 1), date(year, 12, 31))
    if day is not None and not (first or last):
        return Period(day, day)
    if first is None or last is None:
        raise UsageError(
            "a look-ahead needs both a first and a last day",
            f"--year {call.current_day.year + 1}, or --from DATE --to DATE",
        )
    start, end = call.period(f"{first}..{last}")
    if end.year - start.year >= MOST_YEARS and end >= add_months(start, 12 * MOST_YEARS):
        latest = add_months(start, 12 * MOST_YEARS) - _DAY
        raise UsageError(f"{start} to {end} is more than {MOST_YEARS} years", f"--to {latest}")
    return Period(start, end)


def avoided(
    call: Call, given: Sequence[Path] | None, within: Period
) -> tuple[Sequence[Path], tuple[Avoided, ...]]:
    """Return the files of days to avoid, typed or else of the plan, and their days in a period."""
    files, found = given or [], list[Avoided]()
    if not given and call.found_plan is not None:
        files = [call.found_plan.parent / name for name in call.planned().avoid]
    for file in files:
        days = load_avoid(file, within)
        if not days and given:
            console.warn(f"{file}: has no days to avoid in this period")
        found += days
    return files, tuple(found)


def _why(day: date, ahead: LookAhead) -> Callable[[], Report]:
    """Return what explains one week, or why no week starts on a day."""
    for week in ahead.weeks:
        if week.first == day:
            return partial(reports.week_report, week)
    reason = next((one for one in ahead.impossible if one.day == day), None)
    if reason is not None:
        text = f"It is {with_article(reason.why)}" if reason.refusal is None else reason.why
    elif day not in ahead.period:
        first, last = map(say, ahead.period)
        text = f"It lies outside the period from {first} to {last}"
    else:
        monday = say(day - day.weekday() * _DAY)
        text = f"Fieldwork starts on a Monday; in that week it is {monday}"
    return lambda: Report(f"No fieldwork week starts on {say(day)}", listed(f"{text}."))
