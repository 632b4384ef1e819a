"""From one known date back to fieldwork: its days, and the timetable that they fall under.

Going back uses the rules alone: what letters stated moves later dates, never earlier ones.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from jtai_cli import counting
from jtai_cli.bankholidays import with_article
from jtai_cli.dates import say, weekday_name
from jtai_cli.errors import (
    AmbiguousError,
    JtaiError,
    NotAWorkingDayError,
    UnknownNameError,
    UsageError,
)
from jtai_cli.frameworks import Frameworks, Timetable, only_one
from jtai_cli.milestones import (
    CalendarDays,
    Edge,
    Fieldwork,
    Milestone,
    Months,
    ReadingRule,
    Rule,
    UpTo,
    Window,
    WorkingDays,
)
from jtai_cli.plan import Inspection, Known
from jtai_cli.workingdays import Period, WorkingCalendar

_MOST_TOLD = 3
"""How many days that may be meant are told one by one."""
_LONGEST = 4
"""How many times its usual length fieldwork can be; more is a slip of the hand."""


@dataclass(frozen=True, slots=True)
class Clocks:
    """The two calendars of an inspection: the statutory one, and the letters' with its closures."""

    statutory: WorkingCalendar
    letters: WorkingCalendar

    @classmethod
    def of(cls, inspection: Inspection, calendar: WorkingCalendar) -> "Clocks":
        """Make the clocks of an inspection from the calendar of its division."""
        return cls(calendar, calendar.with_closures(inspection.closures))

    def of_milestone(self, milestone: Milestone) -> WorkingCalendar:
        """Return the calendar that a milestone is counted on."""
        return self.letters if milestone.skips_closures else self.statutory


def fieldwork_of(timetable: Timetable, known: Known, clocks: Clocks) -> Period:
    """Walk back from the known date to the first and last day of fieldwork.

    Raises:
        UnknownNameError: the timetable has no such milestone.
        NotAWorkingDayError: the known date is a weekend, a bank holiday or closed.
        AmbiguousError: no fieldwork gives that date, or more than one.
        UsageError: a last day was given for another milestone, or it is before the first.
        OutOfRangeError: the count leaves the calendar.
    """
    milestone = timetable.milestone(known.milestone)
    if isinstance(milestone.rule, UpTo):
        raise UsageError(
            f"{milestone.key} has no date of its own to start from",
            f"--known {milestone.rule.anchor}=DATE",
        )
    if not isinstance(milestone.rule, Months):
        _refuse_first_day_off(milestone, known, clocks)
    if known.last is not None:
        return _given_span(milestone, known, known.last, clocks)
    first = _first_day(timetable, known, clocks)
    clock = clocks.of_milestone(timetable.fieldwork)
    return Period(first, counting.forwards(timetable.fieldwork.rule, first, clock)[1])


def way_back(timetable: Timetable, key: str) -> tuple[Milestone, ...]:
    """Return the anchors from a milestone to fieldwork, both included, nearest first.

    Raises:
        UnknownNameError: the timetable has no such milestone.
    """
    way = [timetable.milestone(key)]
    while not isinstance(rule := way[-1].rule, Fieldwork):
        way.append(timetable.milestone(rule.anchor))
    return tuple(way)


def timetable_of(
    frameworks: Frameworks,
    inspection: Inspection,
    calendar_of: Callable[[Timetable], WorkingCalendar],
) -> Timetable:
    """Return the timetable that an inspection names, or the one its fieldwork falls under.

    Raises:
        UnknownNameError: there is no such timetable, or none has the known milestone.
        AmbiguousError: the fieldwork found falls under none, or under more than one.
        JtaiError: the known date fits no timetable; the first one's reason is given.
    """
    if inspection.timetable is not None:
        return frameworks.timetable(inspection.timetable)
    known = inspection.known
    having = [t for t in frameworks.timetables.values() if known.milestone in t.milestones]
    if not having:
        keys = dict.fromkeys(key for t in frameworks.timetables.values() for key in t.milestones)
        raise UnknownNameError.among("milestone", known.milestone, keys)
    found, refusals = [], []
    for timetable in having:
        clocks = Clocks.of(inspection, calendar_of(timetable))
        try:
            fieldwork = fieldwork_of(timetable, known, clocks)
        except JtaiError as refusal:
            refusals.append(refusal)
            continue
        if fieldwork.first in timetable.in_force:
            found.append(timetable)
    if not found and refusals:
        raise refusals[0]
    return only_one(found, having, f"{known.milestone} on {known.first.isoformat()}")


def span_needed(timetable: Timetable, inspection: Inspection) -> Period:
    """Return days that surely hold every date of an inspection: generous by a year at least."""
    reach = sum((_reach(rule) for rule in timetable.rules()), timedelta(days=366))
    reach += sum((c.last - c.first for c in inspection.closures), timedelta())
    known = inspection.known
    days = [known.first, known.last or known.first, *inspection.stated.values()]
    first = max(date.min.toordinal(), min(days).toordinal() - reach.days)
    last = min(date.max.toordinal(), max(days).toordinal() + reach.days)
    return Period(date.fromordinal(first), date.fromordinal(last))


def _reach(rule: Rule | ReadingRule) -> timedelta:
    """Return more days than a rule can move a date by; half of all days may be closed."""
    match rule:
        case WorkingDays() | Fieldwork():
            return timedelta(days=2 * abs(rule.working_days))
        case Window():
            return timedelta(days=2 * max(abs(rule.first_working_day), abs(rule.last_working_day)))
        case Months():
            return timedelta(days=31 * abs(rule.months))
        case CalendarDays():
            return timedelta(days=abs(rule.calendar_days))
        case UpTo():
            return timedelta()


def _first_day(timetable: Timetable, known: Known, clocks: Clocks) -> date:
    """Walk up the anchors, from the known milestone's first day to that of fieldwork.

    All that may lie on the way is followed, for what is ambiguous at one step may not be in
    the end.
    """
    milestone, edge, days = timetable.milestone(known.milestone), Edge.FIRST, {known.first}
    while not isinstance(rule := milestone.rule, Fieldwork):
        days = _turned_round(milestone, edge, days, clocks)
        milestone, edge = timetable.milestone(rule.anchor), rule.edge
        if not isinstance(milestone.rule, Months):
            days = {day for day in days if clocks.of_milestone(milestone).is_working_day(day)}
    clock = clocks.of_milestone(milestone)
    days = _turned_round(milestone, edge, days, clocks)
    return _only_one({day for day in days if clock.is_working_day(day)}, known)


def _turned_round(milestone: Milestone, edge: Edge, days: set[date], clocks: Clocks) -> set[date]:
    clock = clocks.of_milestone(milestone)
    return {found for day in days for found in counting.backwards(milestone.rule, edge, day, clock)}


def _only_one(days: set[date], known: Known) -> date:
    if len(days) == 1:
        return days.pop()
    problem = "no working day leads to that date"
    if days:
        told = [say(day) for day in sorted(days)]
        listed = " or ".join(told)
        if len(told) > _MOST_TOLD:
            listed = f"one of {len(told)} days from {told[0]} to {told[-1]}"
        problem = f"it may start on {listed}"
    raise AmbiguousError(
        f"{known.milestone} on {say(known.first)} does not tell when fieldwork is: {problem}",
        "--fieldwork DATE",
    )


def _given_span(milestone: Milestone, known: Known, last: date, clocks: Clocks) -> Period:
    if not isinstance(milestone.rule, Fieldwork):
        raise UsageError(f"only fieldwork is given a last day, not {milestone.key}")
    if last < known.first:
        raise UsageError(f"fieldwork cannot end on {say(last)}, before it starts")
    length = clocks.of_milestone(milestone).between(known.first, last) + 1
    if length > _LONGEST * milestone.rule.working_days:
        raise UsageError(
            f"fieldwork from {say(known.first)} to {say(last)} would be {length} working days long",
            "the year of its last day",
        )
    _refuse_day_off(milestone, last, clocks, verb="end", typed=f"--fieldwork {known.first}..{{}}")
    return Period(known.first, last)


def _refuse_first_day_off(milestone: Milestone, known: Known, clocks: Clocks) -> None:
    verb, typed = "fall", f"--known {milestone.key}={{}}"
    if isinstance(milestone.rule, Fieldwork):
        verb, typed = "start", "--fieldwork {}" + (f"..{known.last}" if known.last else "")
    _refuse_day_off(milestone, known.first, clocks, verb=verb, typed=typed)


def _refuse_day_off(
    milestone: Milestone, day: date, clocks: Clocks, *, verb: str, typed: str
) -> None:
    """Refuse a day off, with the working days on either side; `typed` has a place for one."""
    clock = clocks.of_milestone(milestone)
    why = clock.why_not(day)
    if why is None:
        return
    reason = {"weekend": "at the weekend", "closure": "in a closure"}.get(why, with_article(why))
    after, before = clock.shift(day, 1), clock.shift(day, -1)
    raise NotAWorkingDayError(
        f"{say(day)} is {reason}, so {milestone.name} cannot {verb} then",
        f"{typed.format(after)} ({weekday_name(after)}) or "
        f"{typed.format(before)} ({weekday_name(before)})",
    )
