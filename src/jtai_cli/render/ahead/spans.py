"""Weeks and runs of days as they are said in a line, short."""

from collections.abc import Iterable, Sequence
from datetime import date
from itertools import groupby

from jtai_cli.dates import MONTHS
from jtai_cli.lookahead import LookAhead, Sort, Week, in_order
from jtai_cli.render import words

_FEW = 3
"""How many runs of days are listed one by one."""


def short_day(day: date) -> str:
    """Say a day without its year: "5 Jan"."""
    return f"{day.day} {MONTHS[day.month - 1][:3]}"


def run(first: date, last: date) -> str:
    """Say a run of days: "16 Feb 2026", "16–20 Feb 2026", "21 Dec 2026–1 Jan 2027"."""
    end = f"{short_day(last)} {last.year}"
    if first == last:
        return end
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.day}–{end}"
    year = "" if first.year == last.year else f" {first.year}"
    return f"{short_day(first)}{year}–{end}"


def runs(some: Sequence[tuple[date, date]]) -> str:
    """List runs of days: each where they are few, else how often, the first and the last.

    "16–20 Feb, 25–29 May 2026", "52 times, 6 Jan to 29 Dec 2026".
    """
    if len(some) > _FEW:
        (first, _), last = some[0], max(last for _, last in some)
        start = short_day(first) if first.year == last.year else run(first, first)
        return f"{len(some)} times, {start} to {run(last, last)}"
    told = [run(first, last) for first, last in some]
    if len({day.year for days in some for day in days}) == 1:
        told[:-1] = [one.rpartition(" ")[0] for one in told[:-1]]  # the year stands once
    return ", ".join(told)


def named(some: Iterable[tuple[date, str]]) -> str:
    """Name days, by date, each year once: "Good Friday 3 Apr, Easter Monday 6 Apr 2026"."""
    by_year = groupby(some, key=lambda one: one[0].year)
    return "; ".join(
        f"{', '.join(f'{name} {short_day(day)}' for day, name in held)} {year}"
        for year, held in by_year
    )


def weeks(some: Iterable[Week], ahead: LookAhead) -> str:
    """List some of the weeks by their first days, those that follow one another in one."""
    firsts = {week.first for week in some}
    every = [week.first for week in in_order(ahead, Sort.DATE).weeks]
    if len(firsts) == len(every):
        return "every week" if len(every) > 1 else "this week"
    runs = [list(run) for held, run in groupby(every, key=firsts.__contains__) if held]
    several_years = len({day.year for day in every}) > 1
    told = (_from_to(run[0], run[-1], several_years=several_years) for run in runs)
    return f"{words.count(len(firsts), 'week')}: {', '.join(told)}"


def _from_to(first: date, last: date, *, several_years: bool) -> str:
    """Say from which to which day: "26 Jan–16 Mar", with the year where there are several."""
    year = f" {last.year}" if several_years else ""
    if first == last:
        return f"{short_day(last)}{year}"
    start = f" {first.year}" if several_years and first.year != last.year else ""
    begins = str(first.day) if first.month == last.month and not start else short_day(first)
    return f"{begins}{start}–{short_day(last)}{year}"
