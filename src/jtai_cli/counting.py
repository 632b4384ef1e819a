"""One rule applied: forwards from its anchor's day, or back to the days it may be counted from."""

from datetime import date, timedelta

from jtai_cli.dates import add_months
from jtai_cli.milestones import (
    CalendarDays,
    Edge,
    Fieldwork,
    Months,
    ReadingRule,
    Rule,
    UpTo,
    Window,
    WorkingDays,
)
from jtai_cli.workingdays import WorkingCalendar

_MONTHS_WOBBLE = 3
"""Days by which calendar months, added and taken away again, may miss home (31 to 28)."""


def forwards(
    rule: Rule | ReadingRule, day: date, calendar: WorkingCalendar
) -> tuple[date | None, date]:
    """Apply a rule to a day of its anchor: the first and the last day that follow.

    Fieldwork is counted from its own first day. What lasts up to its anchor has no first day.

    Raises:
        OutOfRangeError: the count leaves the calendar.
    """
    match rule:
        case WorkingDays():
            found = calendar.shift(day, rule.working_days)
            return found, found
        case Window():
            return (
                calendar.shift(day, rule.first_working_day),
                calendar.shift(day, rule.last_working_day),
            )
        case Fieldwork():
            return day, calendar.shift(day, rule.working_days - 1)
        case Months():
            return add_months(day, rule.months), day
        case UpTo():
            return None, day
        case CalendarDays():
            found = day + timedelta(days=rule.calendar_days)
            return found, found


def backwards(rule: Rule, edge: Edge, day: date, calendar: WorkingCalendar) -> tuple[date, ...]:
    """Return every day that a rule may be counted from so that one edge of it falls on `day`.

    A working-day rule has one such working day; on a calendar with closures the days closed
    behind it too. Months may have none or several: six months before 28 to 31 August is one day.

    Raises:
        OutOfRangeError: the count leaves the calendar.
    """
    match rule, edge:
        case Fieldwork(), Edge.FIRST:
            return (day,)
        case Fieldwork(), Edge.LAST:
            return _shifted_to(day, rule.working_days - 1, calendar)
        case WorkingDays(), _:
            return _shifted_to(day, rule.working_days, calendar)
        case Window(), Edge.FIRST:
            return _shifted_to(day, rule.first_working_day, calendar)
        case Window(), Edge.LAST:
            return _shifted_to(day, rule.last_working_day, calendar)
        case Months(), Edge.FIRST:
            near = add_months(day, -rule.months)
            wobble = range(-_MONTHS_WOBBLE, _MONTHS_WOBBLE + 1)
            days = (near + timedelta(days=offset) for offset in wobble)
            return tuple(found for found in days if add_months(found, rule.months) == day)
        case ((Months() | UpTo()), Edge.LAST):
            return (day,)
        case _:
            return ()


def _shifted_to(day: date, working_days: int, calendar: WorkingCalendar) -> tuple[date, ...]:
    """Return the days, working or not, from which the shift arrives at `day`."""
    if working_days == 0:
        return (day,)
    if not calendar.is_working_day(day):
        return ()
    home = calendar.shift(day, -working_days)
    step = timedelta(days=1 if working_days > 0 else -1)
    found = [home]
    while not calendar.is_working_day(found[-1] + step):
        found.append(found[-1] + step)
    return tuple(found)
