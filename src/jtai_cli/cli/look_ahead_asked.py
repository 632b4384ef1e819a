"""What the options of `jtai look-ahead` say: a period, the weeks in it, dates to avoid."""

from collections.abc import Sequence
from datetime import date, timedelta
from pathlib import Path

from jtai_cli import lookahead
from jtai_cli.bankholidays import with_article
from jtai_cli.cli import asked, console
from jtai_cli.cli.question import Question
from jtai_cli.dates import add_months, say
from jtai_cli.errors import JtaiError, UsageError
from jtai_cli.frameworks import Frameworks
from jtai_cli.lookahead import Asked, LocalDate, LookAhead
from jtai_cli.records import replace
from jtai_cli.workingdays import Period

MOST_YEARS = 5
MOST_DATES = 2_000
"""How many dates to avoid are laid beside the weeks: more take a legend that nobody reads."""
_MONTHS = 12 * MOST_YEARS
_DAY = timedelta(days=1)


def period(
    dates: asked.Dates, ends: tuple[str | None, str | None], *, year: int | None, why: date | None
) -> Period:
    """Return the period that is asked about; without any, the one day to be explained.

    Raises:
        DateError: a day cannot be read, or does not exist.
        UsageError: none is named, or more than one; it ends before it begins, or is too long.
    """
    first, last = ends
    if year is not None:
        if first is not None or last is not None:
            option = "--from" if first is not None else "--to"
            raise UsageError(f"--year and {option} are two periods", f"only --year {year}")
        return Period(date(year, 1, 1), date(year, 12, 31))
    if first is None and last is None and why is not None:
        return Period(why, why)
    if first is None or last is None:
        given = {"--from": first, "--to": last}
        missing = [option for option, day in given.items() if day is None]
        raise UsageError(
            f"a look-ahead needs a period, and {' and '.join(missing)} "
            f"{'are' if len(missing) > 1 else 'is'} missing",
            "--year 2026, or --from DATE --to DATE",
        )
    return _between(dates.one(first), dates.one(last))


def _between(first: date, last: date) -> Period:
    if last < first:
        raise UsageError(
            f"the period ends on {say(last)}, before it begins", f"--from {last} --to {first}"
        )
    # Asked first, or five years may lie beyond the last year that there is.
    if last.year - first.year >= MOST_YEARS and last >= (end := add_months(first, _MONTHS)):
        raise UsageError(f"{first} to {last} is more than {MOST_YEARS} years", f"--to {end - _DAY}")
    return Period(first, last)


def weeks(
    question: Question, rules: Frameworks, period: Period, *, after_bank_holidays: bool
) -> Asked:
    """Return what is asked of a look-ahead.

    Raises:
        UnknownNameError: there is no such theme or timetable.
        DateError: a day of a closure cannot be read, or does not exist.
        UsageError: a closure ends before it begins.
    """
    for kind, name, names in (
        ("theme", question.theme, rules.themes),
        ("timetable", question.timetable, rules.timetables),
    ):
        if name is not None:
            asked.named(kind, name, names, f"--{kind}")
    return Asked(
        period,
        theme=question.theme,
        timetable=question.timetable,
        closures=tuple(question.dates.period(text) for text in question.closure or ()),
        after_bank_holidays=after_bank_holidays,
    )


def avoided(files: Sequence[Path], within: Period) -> list[LocalDate] | None:
    """Return the dates to avoid of all files; None where there are faults, all of which are told.

    A file that holds none is told of.

    Raises:
        FileError: a file cannot be read, is not UTF-8 or of another format.
        UsageError: too many of the dates fall among those of the weeks.
    """
    # Imported here: most look at nothing to avoid.
    from jtai_cli.load.avoided import avoid

    found: list[LocalDate] = []
    is_faulty = False
    for file in files:
        read = avoid(file, within)
        found += read.dates
        for fault in read.faults:
            line = "" if fault.line is None else f":{fault.line}"
            console.report(JtaiError(f"{file}{line}: {fault.problem}", fault.remedy))
            is_faulty = True
        if not read.dates and not read.faults:
            console.warn(f"{file}: holds no dates to avoid")
    if is_faulty:
        return None
    near = sum(one.first <= within.last and one.last >= within.first for one in found)
    if near > MOST_DATES:
        raise UsageError(
            f"{near:,} dates to avoid fall among the dates of these weeks: "
            f"more than {MOST_DATES:,} are not told apart",
            "a shorter period, or a file of the dates that matter",
        )
    return found


def why_not(day: date, ahead: LookAhead, rules: Frameworks, counting: asked.Counting) -> str:
    """Say why a day that starts no week of a look-ahead starts none."""
    impossible = next((one for one in ahead.impossible if one.day == day), None)
    if impossible is not None:
        return f"it is {with_article(impossible.why)}" if impossible.is_closed else impossible.why
    within = ahead.asked.period
    if day not in within:
        return f"it lies outside the period asked for, {say(within.first)} to {say(within.last)}"
    alone = replace(ahead.asked, period=Period(day, day), after_bank_holidays=True)
    if lookahead.possible(rules, alone, counting).weeks:
        return "it follows a bank holiday Monday, and --after-bank-holidays is not given"
    monday = day - day.weekday() * _DAY
    return f"fieldwork starts on a Monday; that week's is {say(monday)}"
