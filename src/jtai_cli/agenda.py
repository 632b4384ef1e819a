"""What is overdue or should have come, what falls today and what comes next."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import NamedTuple

from jtai_cli.bankholidays import Calendars
from jtai_cli.kinds import Edge, Unit
from jtai_cli.rules import Basis
from jtai_cli.timeline import DatedMilestone, DateIs, Timeline
from jtai_cli.workingdays import Period, WorkingCalendar


class State(StrEnum):
    """Where a milestone stands.

    `overdue` is what the partnership owes and has not marked as done, `expected` a letter that
    should have come and is not stated; the last day of both has passed.
    """

    OVERDUE = "overdue"
    EXPECTED = "expected"
    TODAY = "today"
    NEXT = "next"


class Entry(NamedTuple):
    """A milestone of an agenda.

    `working_days` counts from today to its first day, 0 while it lasts; when that has passed,
    to its last day, negative.
    """

    timeline: Timeline
    dated: DatedMilestone
    state: State
    working_days: int


@dataclass(frozen=True, slots=True)
class Agenda:
    """What is overdue, expected, today and next, in this order and each by date."""

    today: date
    entries: tuple[Entry, ...]


def agenda(
    timelines: Sequence[Timeline], today: date, *, count: int, calendars: Calendars
) -> Agenda:
    """Gather what a day asks of several inspections; `count` is how many of the next to give.

    What the partnership owes is overdue only where the inspection says what is done. What only
    looks back, over months or without a beginning, is left out: it is nobody's to do on a day.
    `calendars` are those that the timelines were counted on.
    """
    entries = [entry for one in timelines for entry in _entries(one, today, calendars)]
    entries.sort(key=lambda entry: (list(State).index(entry.state), entry.dated.day(Edge.FIRST)))
    behind = [entry for entry in entries if entry.state is not State.NEXT]
    ahead = [entry for entry in entries if entry.state is State.NEXT]
    return Agenda(today, tuple(behind + ahead[:count]))


def _entries(timeline: Timeline, today: date, calendars: Calendars) -> Iterator[Entry]:
    between, done = _clock(timeline, today, calendars).between, timeline.inspection.done
    came = _came(timeline, today)
    for one in timeline.milestones:
        milestone, rule = one.milestone, one.milestone.rule
        looks_back = rule.lasts and rule.unit is Unit.NOTHING
        if looks_back or one.key in (done or ()):
            continue
        is_letter = milestone.skips_closures and milestone.basis is not Basis.LOCAL
        if one.last >= today:
            first = max(one.day(Edge.FIRST), today)
            state = State.NEXT if today < first else State.TODAY
            yield Entry(timeline, one, state, between(today, first))
        elif milestone.owed and done is not None:
            yield Entry(timeline, one, State.OVERDUE, between(today, one.last))
        elif is_letter and not milestone.owed and one.key not in came:
            yield Entry(timeline, one, State.EXPECTED, between(today, one.last))


def _came(timeline: Timeline, today: date) -> set[str]:
    """Return what has come: what is given or done, and all that it is counted from."""
    came: set[str] = set()
    for one in timeline.milestones:
        # A letter that asks for something by a day has come, whenever that day is.
        is_given = one.date_is is not DateIs.COMPUTED and (
            one.last <= today or one.milestone.conditional
        )
        key: str | None = one.key
        if is_given or key in (timeline.inspection.done or ()):
            while key is not None and key not in came:
                came.add(key)
                key = timeline.timetable.milestones[key].anchor
    return came


def _clock(timeline: Timeline, today: date, calendars: Calendars) -> WorkingCalendar:
    """Return the timeline's calendar, or one that knows today too."""
    calendar = timeline.calendar
    if calendar.first <= today <= calendar.last:
        return calendar
    inspection = timeline.inspection
    span = Period(min(today, calendar.first), max(today, calendar.last))
    calendars = calendars.adjusted(inspection.extra_bank_holidays, inspection.without_bank_holidays)
    return calendars.calendar(timeline.division, span)
