"""`jtai look-ahead`: the possible fieldwork weeks of a period, side by side."""

from collections.abc import Callable, Sequence
from datetime import date, timedelta
from functools import partial
from pathlib import Path

from jtai_cli import __version__, bankholidays
from jtai_cli.bankholidays import with_article
from jtai_cli.cli import console
from jtai_cli.cli.commands import TABLES, Output, alone
from jtai_cli.cli.options import one_of, option, switch
from jtai_cli.cli.question import DAYS, FRAMEWORKS, KINDS, PLAN, Question
from jtai_cli.dates import add_months, say
from jtai_cli.errors import UsageError
from jtai_cli.explain import count_all
from jtai_cli.files.avoid import load_avoid
from jtai_cli.lookahead import Avoided, LookAhead, Sort, look_ahead
from jtai_cli.plan import Inspection, Known
from jtai_cli.report import look_ahead as reports
from jtai_cli.report.model import Report
from jtai_cli.report.words import explained
from jtai_cli.workingdays import Period

MOST_YEARS = 5
MOST_AVOIDED = 2_000
"""How many runs of days to avoid are compared with the weeks: nobody reads a longer list."""
WEEKS = "Which weeks"
_DAY = timedelta(days=1)
AVOID = option(
    "FILE",
    "Days to avoid: .csv (first, last, title) or .ics; else those of the plan. Repeatable.",
    WEEKS,
)


@alone(
    "Compare the possible fieldwork weeks of a period: the dates of each, its notes, and its "
    "clashes with days to avoid.",
    "jtai look-ahead --year 2027 --avoid school-holidays.csv",
    takes=(*PLAN, *KINDS, *FRAMEWORKS, *DAYS),
    formats=TABLES,
)
def app(
    question: Question,
    output: Output,
    *,
    first: str | None = option("DATE", "First day.", WEEKS, "--from"),
    last: str | None = option("DATE", "Last day, included.", WEEKS, "--to"),
    year: int | None = option(
        "YEAR",
        "A whole year, instead of --from and --to.",
        WEEKS,
        min=bankholidays.FIRST_YEAR,
        max=bankholidays.LAST_YEAR,
    ),
    after_bank_holidays: bool = switch(
        "--after-bank-holidays",
        "Also start on the first working day after a bank holiday Monday.",
        WEEKS,
    ),
    avoid: list[Path] | None = AVOID,
    sort: str = option(
        "ORDER", "date, or clashes: fewest first.", WEEKS, complete=Sort, default="date"
    ),
    why: str | None = option(
        "DATE", "Explain one week by its first day, or say why none starts then.", WEEKS
    ),
) -> None:
    order = Sort(one_of("sort", sort, Sort))
    day = None if why is None else question.day(why)
    period, rules = _period(question, first, last, year=year, day=day), question.rules
    like = Inspection(
        Known("fieldwork", period.first),
        theme=question.theme_key,
        timetable=question.timetable_key,
        closures=question.closures,
    )
    look = partial(look_ahead, rules, period, like, question.calendars)
    ahead = look(after_bank_holidays=after_bank_holidays)
    files = avoided_files(avoid, question)
    ahead = ahead.beside(avoided(files, ahead.span, given=avoid)).in_order(order)
    report: Callable[[], Report] = partial(reports.report, ahead, rules)
    if day is not None:
        report = _why(day, ahead, look(after_bank_holidays=True))
    output.emit(report, lambda: reports.data(ahead, rules, __version__), inputs=files)


def _period(
    question: Question, first: str | None, last: str | None, *, year: int | None, day: date | None
) -> Period:
    """Return the period that is meant; without any, the one day to be explained."""
    if year is not None:
        if first is not None or last is not None:
            other = "--from" if first is not None else "--to"
            raise UsageError(f"--year cannot be combined with {other}", f"only --year {year}")
        return Period(date(year, 1, 1), date(year, 12, 31))
    if day is not None and first is None and last is None:
        return Period(day, day)
    if first is None or last is None:
        raise UsageError(
            "a look-ahead needs both a first and a last day",
            f"--year {question.current_day.year + 1}, or --from DATE --to DATE",
        )
    start, end = question.period(f"{first}..{last}")
    if end.year - start.year >= MOST_YEARS and end >= add_months(start, 12 * MOST_YEARS):
        latest = add_months(start, 12 * MOST_YEARS) - _DAY
        raise UsageError(f"{start} to {end} is more than {MOST_YEARS} years", f"--to {latest}")
    return Period(start, end)


def avoided_files(given: Sequence[Path] | None, question: Question) -> list[Path]:
    """Return the files of days to avoid: those that are typed, else those that the plan names."""
    if given or question.found_plan is None:
        return list(given or ())
    return [question.found_plan.parent / name for name in question.planned().avoid]


def avoided(
    files: Sequence[Path], within: Period, *, given: Sequence[Path] | None
) -> tuple[Avoided, ...]:
    """Return the days to avoid of all files; a warning says which that is given has none."""
    found: list[Avoided] = []
    for file in files:
        days = load_avoid(file, within)
        if not days and given:
            console.warn(f"{file}: has no days to avoid in this period")
        found += days
    if len(found) > MOST_AVOIDED:
        raise UsageError(
            f"{len(found):,} runs of days to avoid fall among these weeks, "
            f"and at most {MOST_AVOIDED:,} are compared",
            "a shorter period, or a file of the days that matter",
        )
    return tuple(found)


def _why(day: date, ahead: LookAhead, with_tuesdays: LookAhead) -> Callable[[], Report]:
    """Return what explains one week, or why no week starts on a day."""
    for week in ahead.weeks:
        if week.first == day:
            lines = tuple(explained(one, week.timeline) for one in count_all(week.timeline))
            return partial(reports.week_report, week, lines)
    reason = next((one for one in ahead.impossible if one.day == day), None)
    if reason is not None:
        text = f"It is {with_article(reason.why)}" if reason.refusal is None else reason.why
    elif day not in ahead.period:
        first, last = map(say, ahead.period)
        text = f"It lies outside the period from {first} to {last}"
    elif any(week.first == day for week in with_tuesdays.weeks):
        text = "It follows a bank holiday Monday, and --after-bank-holidays is not given"
    else:
        monday = say(day - day.weekday() * _DAY)
        text = f"Fieldwork starts on a Monday; that week's is {monday}"
    return partial(reports.no_week_report, day, text)
