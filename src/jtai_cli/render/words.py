"""How results are worded, the same in every format: rules, spans of days, people."""

from collections.abc import Iterable
from datetime import date

from jtai_cli.bankholidays import Division
from jtai_cli.dated import DatedMilestone, DateIs
from jtai_cli.dates import MONTHS, days_in, say_short
from jtai_cli.frameworks import Frameworks, Quiet, Timetable
from jtai_cli.milestones import (
    CalendarDays,
    Edge,
    Fieldwork,
    Milestone,
    Months,
    Reading,
    UpTo,
    Window,
    WorkingDays,
)
from jtai_cli.themes import InForce, Series, Theme

_DAYS = 17
"""Columns that a run of days may take."""
CAUTION = "Dates are computed. The letters you receive take priority."
SERIES = {Series.CURRENT: "Frameworks since 2022", Series.EARLIER: "Earlier series"}


def count(number: int, singular: str) -> str:
    """Say a number with its noun: "1 working day", "15 working days"."""
    return f"{number} {singular}" if abs(number) == 1 else f"{number} {singular}s"


def listed(words: Iterable[str], *, last: str = "and") -> str:
    """Join words as a sentence does: "Ofsted, CQC and HMICFRS"."""
    *most, final = words
    return f"{', '.join(most)} {last} {final}" if most else final


def rule(of: Milestone | Reading, timetable: Timetable) -> str:
    """Say a rule in words: "15 working days after the last day of fieldwork"."""
    match of.rule:
        case Fieldwork(working_days=days):
            return count(days, "working day")
        case WorkingDays(working_days=0):
            return f"on {_anchor(of.rule, timetable)}"
        case WorkingDays(working_days=days):
            return f"{offset(days, 'working day')} {_anchor(of.rule, timetable)}"
        case CalendarDays(calendar_days=days):
            return f"{offset(days, 'calendar day')} {_anchor(of.rule, timetable)}"
        case Window(first_working_day=first, last_working_day=last):
            anchor = _anchor(of.rule, timetable)
            if first == 0:
                return f"from {anchor} to {offset(last, 'working day')} it"
            return f"from {first} to {offset(last, 'working day')} {anchor}"
        case Months(months=months):
            anchor = _anchor(of.rule, timetable)
            return f"from {offset(months, 'calendar month')} {anchor}, to {anchor}"
        case UpTo():
            return f"up to {_anchor(of.rule, timetable)}"


def offset(number: int, noun: str) -> str:
    """Say how far something is counted: "15 working days after", "6 months before"."""
    return f"{count(abs(number), noun)} {'before' if number < 0 else 'after'}"


def _anchor(rule: WorkingDays | CalendarDays | Window | Months | UpTo, timetable: Timetable) -> str:
    anchor = timetable.milestone(rule.anchor)
    if isinstance(anchor.rule, WorkingDays):
        return anchor.name
    return f"the {'first' if rule.edge is Edge.FIRST else 'last'} day of {anchor.name}"


def counted(dated: DatedMilestone) -> str:
    """Say in a column how far a single day is counted: "+15 wd"; nothing for a run of days."""
    if isinstance(dated.milestone.rule, WorkingDays):
        return f"{dated.counted:+d} wd"
    return ""


def division(of: Division) -> str:
    """Name a division: "Northern Ireland"."""
    return of.replace("-", " ").title()


def days(dated: DatedMilestone) -> str:
    """Say a milestone's days in a column, at most 17 characters a line.

    "Fri 28 Mar 2025", "17–21 Feb 2025", or two lines where the months differ much.
    """
    first, last = dated.first, dated.last
    if first is None:
        return f"to {_short(last)}"
    if first == last:
        return say_short(first)
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.day}–{_short(last)}"
    start = _short(first) if first.year != last.year else f"{first.day} {_month(first)}"
    one_line = f"{start}–{_short(last)}"
    return one_line if len(one_line) <= _DAYS else f"{start} –\n{_short(last)}"


def _month(day: date) -> str:
    return MONTHS[day.month - 1][:3]


def _short(day: date) -> str:
    return f"{day.day} {_month(day)} {day.year}"


def who(of: Milestone, frameworks: Frameworks) -> str:
    """Name who acts: "Lead inspector, DCS"; a local milestone names people itself."""
    parties = frameworks.parties
    return ", ".join(parties[who].title if who in parties else who for who in of.who)


def moved(dated: DatedMilestone) -> str:
    """Say in brackets what was stated, and how far a date has slipped; nothing for most."""
    told = []
    if dated.date_is is DateIs.STATED:
        told.append("stated")
        if dated.computed is not None and dated.computed != dated.first:
            told.append(f"by the rule {_short(dated.computed)}")
    if dated.slipped:
        way = "later" if dated.slipped > 0 else "earlier"
        told.append(f"{abs(dated.slipped)} wd {way}")
    return f"({', '.join(told)})" if told else ""


def agreement(dated: DatedMilestone) -> str:
    """Say which readings a stated date agrees with: "agrees with 70 working days from …"."""
    agreeing = [r.reading.label.partition(",")[0] for r in dated.readings if r.agrees]
    if dated.computed == dated.first:
        agreeing.insert(0, "the rule")
    return f"agrees with {listed(agreeing) if agreeing else 'none of these readings'}"


def bank_holidays(held: Iterable[tuple[date, str]]) -> str:
    """Name bank holidays with their days; the year stands once it is not the same for all."""
    held = tuple(held)
    years = {day.year for day, _ in held}
    tell = _short if len(years) > 1 else lambda day: f"{day.day} {_month(day)}"
    return ", ".join(f"{name} {tell(day)}" for day, name in held)


def lowered(title: str) -> str:
    """Put a title inside a sentence: "Front door" is "front door", but "SEND" stays."""
    return title if title[1:2].isupper() else title[:1].lower() + title[1:]


def sentence(text: str) -> str:
    """Begin a text with a capital letter: "all" is "All"."""
    return text[:1].upper() + text[1:]


def day(of: date) -> str:
    """Say a date without its weekday: "28 March 2022"."""
    return f"{of.day} {MONTHS[of.month - 1]} {of.year}"


def in_force(period: InForce) -> str:
    """Say a time in force, years once: "from 28 March 2022", "28 March to 30 September 2022"."""
    first, last = day(period.first), period.last
    if last is None:
        return f"from {first}"
    if last.year == period.first.year:
        first = first.removesuffix(f" {last.year}")
    return f"{first} to {day(last)}"


def every_year(of: Quiet) -> str:
    """Say days of every year: "every year from 24 December to 31 December"."""
    leap = of.in_year(2000)  # which has every day that a year can have
    first, last = (f"{one.day} {MONTHS[one.month - 1]}" for one in (leap.first, leap.last))
    return f"every year from {first} to {last}"


def ran(theme: Theme) -> tuple[str, ...]:
    """Say when a theme was in force, a period each.

    Whole months of an earlier series are told as such: "May to December 2017".
    """
    told = _in_months if theme.series is Series.EARLIER else in_force
    return tuple(told(period) for period in theme.in_force)


def _in_months(period: InForce) -> str:
    first, last = period.first, period.last
    if last is None or first.day != 1 or last.day != days_in(last.year, last.month):
        return in_force(period)
    start, end = MONTHS[first.month - 1], f"{MONTHS[last.month - 1]} {last.year}"
    if first.year != last.year:
        return f"{start} {first.year} to {end}"
    return end if first.month == last.month else f"{start} to {end}"
