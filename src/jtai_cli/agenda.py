"""What falls today, what is overdue and what comes next, in working days from today."""

from collections.abc import Sequence
from datetime import date
from enum import StrEnum

from jtai_cli.dated import DatedMilestone, Timeline
from jtai_cli.milestones import Edge, Months, UpTo
from jtai_cli.records import dataclass


class State(StrEnum):
    """Where a milestone stands: its last day passed undone, a day of it is today, or to come."""

    OVERDUE = "overdue"
    TODAY = "today"
    NEXT = "next"


@dataclass(frozen=True, slots=True)
class Entry:
    """A milestone of an agenda.

    `working_days` counts from today to its first day, 0 while it lasts; overdue, to its last
    day, negative.
    """

    timeline: Timeline
    dated: DatedMilestone
    state: State
    working_days: int


@dataclass(frozen=True, slots=True)
class Agenda:
    """What is overdue, then what is today, then what comes next, each by date."""

    today: date
    entries: tuple[Entry, ...]

    def of(self, state: State) -> tuple[Entry, ...]:
        """Give the entries of one state."""
        return tuple(entry for entry in self.entries if entry.state is state)


def agenda(timelines: Sequence[Timeline], today: date, *, count: int) -> Agenda:
    """Gather what a day asks of several inspections; `count` is how many of the next to give.

    A milestone is overdue only where the inspection keeps what is done. What only looks back,
    over months or without a beginning, is left out: it is nobody's to do on a day.

    Raises:
        OutOfRangeError: today lies outside a calendar.
    """
    entries = [
        entry
        for timeline in timelines
        for dated in timeline.milestones
        if (entry := _entry(dated, timeline, today)) is not None
    ]
    entries.sort(key=lambda entry: (list(State).index(entry.state), entry.dated.day(Edge.FIRST)))
    behind = [entry for entry in entries if entry.state is not State.NEXT]
    ahead = [entry for entry in entries if entry.state is State.NEXT]
    return Agenda(today, tuple(behind + ahead[:count]))


def _entry(dated: DatedMilestone, timeline: Timeline, today: date) -> Entry | None:
    done = timeline.inspection.done
    looks_back = isinstance(dated.milestone.rule, Months | UpTo)
    if looks_back or (done is not None and dated.milestone.key in done):
        return None
    first = dated.day(Edge.FIRST)
    between = timeline.calendar.between
    if dated.last < today:
        if done is None:
            return None
        return Entry(timeline, dated, State.OVERDUE, between(today, dated.last))
    if first <= today:
        return Entry(timeline, dated, State.TODAY, 0)
    return Entry(timeline, dated, State.NEXT, between(today, first))
