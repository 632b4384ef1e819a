"""`jtai date`, `explain` and `next`, and sums of days: `jtai days` and `jtai bank-holidays`."""

import re
from dataclasses import replace
from datetime import date
from functools import partial
from pathlib import Path

from jtai_cli import bankholidays, explain
from jtai_cli.agenda import agenda
from jtai_cli.bankholidays import Calendars, Division
from jtai_cli.cli import commands, console
from jtai_cli.cli.commands import DAYS, INSPECTION, TABLES, WORDS, Call, command, group
from jtai_cli.cli.parsing import COUNTING, argument, named, option, switch
from jtai_cli.dates import normalised, say, say_short, say_span
from jtai_cli.errors import UsageError
from jtai_cli.kinds import Days, Edge
from jtai_cli.report import counts, plan
from jtai_cli.workingdays import Period

bank_holidays, subcommand = group("jtai bank-holidays list --year 2027", takes=DAYS, formats=TABLES)
STYLES = ("full", "short", "iso", "span")
_MILESTONE = argument("MILESTONE", "The milestone, such as comments-due.")


@command(
    "Print one date, alone on a line.",
    "jtai date comments-due --fieldwork 2025-03-03",
    takes=INSPECTION,
)
def single(
    call: Call,
    milestone: str = _MILESTONE,
    style: str = option(
        "STYLE", "full, short, iso, or span: first and last day.", complete=STYLES, default="full"
    ),
) -> None:
    chosen = named("style", style, STYLES)
    known = call.timeline.timetable.milestones
    dated = call.timeline.dated(named("milestone", milestone, known, "jtai date"))
    first = dated.day(Edge.FIRST)
    styled = {
        "full": say(first),
        "short": say_short(first).replace("  ", " "),
        "iso": first.isoformat(),
        "span": say_span(first, dated.last),
    }
    if call.page is None:
        console.emit(f"{styled[chosen]}\n".encode())
    else:
        call.page.date = styled[chosen], Days(dated.first, dated.last)


@command(
    "Explain why a date falls when it does: rule, source, count, other readings.",
    "jtai explain comments-due --fieldwork 2025-03-03",
    takes=INSPECTION,
    formats=WORDS,
)
def explained(
    call: Call, milestone: str = _MILESTONE, days: bool = switch("A line for every day.")
) -> None:
    known = call.timeline.timetable.milestones
    found = explain.explain(call.timeline, named("milestone", milestone, known, "jtai explain"))
    report = partial(counts.explained, found, call.rules, every_day=days)
    call.emit(report, partial(counts.explained_data, found, call.rules))


@command(
    "Print what falls today and next, and what is overdue: for one inspection or, without a "
    "known date, for all in the plan.",
    "jtai next --fieldwork 2025-03-03 --today 2025-02-17",
    takes=INSPECTION,
    formats=WORDS,
)
def upcoming(
    call: Call,
    count: int = option("N", "How many next milestones to list.", min=1, max=1000, default=5),
) -> None:
    if any(getattr(call, name) is not None for name in commands.KNOWN_DATE):
        timelines = [call.timeline]
    else:
        for name in (*commands.KINDS, *commands.LETTERS):
            if getattr(call, name) is not None:
                problem = f"--{name.replace('_', '-')} needs a known date"
                raise UsageError(problem, "--inspection NAME or --fieldwork DATE beside it")
        call.plan_path("jtai next --notified today")
        timelines = list(map(call.dated, call.planned().inspections.values()))
        if not timelines:
            raise UsageError("the plan has no inspection", "jtai plan set NAME fieldwork=DATE")
    today = call.current_day
    found = agenda(timelines, today, calendars=call.calendars, count=count)
    call.emit(lambda: plan.agenda(found, today, call.rules))


@command(
    "Add working days to a date, or count those between two. The day counted from is day zero; "
    "between two dates the first is not counted, and the last is.",
    "jtai days 2025-03-07 +15",
    takes=DAYS,
    formats=WORDS,
)
def sums(
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
    # Far enough even if half of all days are off, and a year more.
    reach = 2 * abs(number) + 366
    earliest = max(min(start, end).toordinal() - reach, date.min.toordinal())
    latest = min(max(start, end).toordinal() + reach, date.max.toordinal())
    span = Period(date.fromordinal(earliest), date.fromordinal(latest))
    calendar = calendars.calendar(division, span)
    calendar = calendar.with_closures(tuple(map(call.period, closure or ())))
    if is_shift:
        end = calendar.shift(start, number)
    counted = explain.count(start, end, calendar)
    call.emit(lambda: counts.days(counted, calendar, division, is_shift=is_shift))


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
    call.emit(lambda: counts.bank_holidays(found, division))


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
    known = Period(table.first, table.last)
    if file is not None:
        theirs = replace(call, bank_holidays=file).calendars.calendar(division, known)
    elif division is Division.ENGLAND:
        theirs = bankholidays.from_package(division, table.first.year, table.last.year)
    else:
        raise UsageError(
            f"jtai has no list of its own for {division}, so there is nothing to compare",
            f"jtai bank-holidays check bank-holidays.json --division {division}",
        )
    ours = Calendars().calendar(division, known)
    found, name = bankholidays.differences(ours, theirs), str(file or "holidays")
    report = partial(counts.differences, found, ours, theirs, name=name)
    call.emit(report, inputs=[file])
    return int(bool(found))
