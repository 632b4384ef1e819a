"""From one known date back to fieldwork: its days, and the timetable that they fall under.

Going back uses the rules alone: what letters stated moves later dates, never earlier ones.
"""

from collections.abc import Callable, Iterable
from datetime import date
from typing import NamedTuple

from jtai_cli import counting
from jtai_cli.bankholidays import with_article
from jtai_cli.course import course_of
from jtai_cli.dates import say, weekday_name
from jtai_cli.errors import (
    AmbiguousError,
    JtaiError,
    NotAWorkingDayError,
    UnknownNameError,
    UsageError,
)
from jtai_cli.frameworks import Frameworks, Timetable, only_one
from jtai_cli.milestones import Edge, Fieldwork, Milestone, Months, UpTo
from jtai_cli.plan import Inspection, Known
from jtai_cli.workingdays import Period, WorkingCalendar

_MOST_TOLD = 3
"""How many days that may be meant are told one by one."""
_LONGEST = 4
"""How many times its usual length fieldwork can be; more is a slip of the hand."""


class Clocks(NamedTuple):
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
    fieldwork = course_of(timetable).fieldwork
    clock = clocks.of_milestone(fieldwork)
    return Period(first, counting.forwards(fieldwork.rule, first, clock)[1])


def way_back(timetable: Timetable, key: str) -> tuple[Milestone, ...]:
    """Return the anchors from a milestone to fieldwork, both included, nearest first.

    Raises:
        UnknownNameError: the timetable has no such milestone.
    """
    return course_of(timetable).ways[timetable.milestone(key).key]


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
    return found(frameworks, inspection, calendar_of)[0]


def found(
    frameworks: Frameworks,
    inspection: Inspection,
    calendar_of: Callable[[Timetable], WorkingCalendar],
) -> tuple[Timetable, Period | None]:
    """Return the timetable as `timetable_of` does, and fieldwork where that was found for it.

    Raises:
        JtaiError: as for `timetable_of`.
    """
    if inspection.timetable is not None:
        return frameworks.timetable(inspection.timetable), None
    known = inspection.known
    having = [t for t in frameworks.timetables.values() if known.milestone in t.milestones]
    if not having:
        keys = dict.fromkeys(key for t in frameworks.timetables.values() for key in t.milestones)
        raise UnknownNameError.among("milestone", known.milestone, keys)
    fitting, _ = _fitting([t for t in having if _may_fit(t, known)], inspection, calendar_of)
    if not fitting:
        fitting, refusals = _fitting(having, inspection, calendar_of)
        if not fitting and refusals:
            raise refusals[0]
    if len(fitting) != 1:
        subject = f"{known.milestone} on {known.first.isoformat()}"
        only_one([timetable for timetable, _ in fitting], having, subject)  # refuses
    return fitting[0]


def _may_fit(timetable: Timetable, known: Known) -> bool:
    """Tell whether a known date may fall under a timetable: of fieldwork that is plain to see."""
    is_fieldwork = known.milestone == course_of(timetable).fieldwork.key
    return known.first in timetable.in_force if is_fieldwork else True


def _fitting(
    possible: Iterable[Timetable],
    inspection: Inspection,
    calendar_of: Callable[[Timetable], WorkingCalendar],
) -> tuple[list[tuple[Timetable, Period]], list[JtaiError]]:
    """Return the timetables that the fieldwork found falls under, and why others give none."""
    fitting, refusals = [], []
    for timetable in possible:
        clocks = Clocks.of(inspection, calendar_of(timetable))
        try:
            fieldwork = fieldwork_of(timetable, inspection.known, clocks)
        except JtaiError as refusal:
            refusals.append(refusal)
            continue
        if fieldwork.first in timetable.in_force:
            fitting.append((timetable, fieldwork))
    return fitting, refusals


def span_needed(timetable: Timetable, inspection: Inspection) -> Period:
    """Return days that surely hold every date of an inspection: generous by a year at least."""
    reach, known = course_of(timetable).reach, inspection.known
    first, last = known.first, known.last or known.first
    for closure in inspection.closures:
        reach += closure.last - closure.first
    for day in inspection.stated.values():
        first, last = min(first, day), max(last, day)
    return Period(first - min(reach, first - date.min), last + min(reach, date.max - last))


def _first_day(timetable: Timetable, known: Known, clocks: Clocks) -> date:
    """Walk up the anchors, from the known milestone's first day to that of fieldwork.

    All that may lie on the way is followed, for what is ambiguous at one step may not be in
    the end.
    """
    milestone, *anchors = way_back(timetable, known.milestone)
    if not anchors:
        return known.first
    edge, days = Edge.FIRST, {known.first}
    for anchor in anchors:
        rule = milestone.rule
        assert not isinstance(rule, Fieldwork), "the way back ends at fieldwork"
        days = _turned_round(milestone, edge, days, clocks)
        milestone, edge = anchor, rule.edge
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
    if clocks.of_milestone(milestone).is_working_day(known.first):
        return
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
