"""What is overdue or should have come, what falls today and what comes next."""

from collections.abc import Iterator, Sequence
from datetime import date
from enum import StrEnum
from typing import NamedTuple

from jtai_cli.bankholidays import Calendars
from jtai_cli.kinds import Edge
from jtai_cli.rules import Basis
from jtai_cli.timeline import DatedMilestone, DateIs, Timeline
from jtai_cli.workingdays import Period

State = StrEnum("State", "OVERDUE EXPECTED TODAY NEXT")
"""Where a milestone stands.

`overdue` is what the partnership owes and has not marked as done, `expected` a letter that should
have come and is not stated; the last day of both has passed.
"""


class Entry(NamedTuple):
    """A milestone of an agenda.

    `working_days` counts from today to its first day, 0 while it lasts; when that has passed,
    to its last day, negative.
    """

    timeline: Timeline
    dated: DatedMilestone
    state: State
    working_days: int


def agenda(
    timelines: Sequence[Timeline], today: date, *, count: int, calendars: Calendars
) -> Sequence[Entry]:
    """Gather what a day asks of several inspections, by state, then date; of the next, `count`.

    What the partnership owes is overdue only where the inspection says what is done. What only
    looks back, over months or without a beginning, is left out: it is nobody's to do on a day.
    `calendars` are those that the timelines were counted on.
    """
    entries = [entry for one in timelines for entry in _entries(one, today, calendars)]
    entries.sort(key=lambda entry: (list(State).index(entry.state), entry.dated.day(Edge.FIRST)))
    behind = sum(entry.state is not State.NEXT for entry in entries)
    return entries[: behind + count]


def _entries(timeline: Timeline, today: date, calendars: Calendars) -> Iterator[Entry]:
    inspection, known = timeline.inspection, timeline.calendar
    span = Period(min(today, known.first), max(today, known.last))
    extra, without = inspection.extra_bank_holidays, inspection.without_bank_holidays
    between = calendars.calendar(timeline.division, span, extra, without).between
    done = inspection.done or ()
    # A letter that asks for something by a day has come, whenever that day is; and what is given
    # or done says that all it is counted from has come too.
    given = (
        one.key
        for one in timeline.milestones
        if one.key in done
        or (one.date_is is not DateIs.COMPUTED and (one.last <= today or one.milestone.conditional))
    )
    came = {link.key for key in given for link in timeline.timetable.chain(key)}
    for one in timeline.milestones:
        milestone = one.milestone
        if not milestone.rule.is_task or one.key in done:
            continue
        is_letter = milestone.skips_closures and milestone.basis is not Basis.LOCAL
        if one.last >= today:
            first = max(one.day(Edge.FIRST), today)
            state = State.NEXT if today < first else State.TODAY
            yield Entry(timeline, one, state, between(today, first))
        elif milestone.owed and inspection.done is not None:
            yield Entry(timeline, one, State.OVERDUE, between(today, one.last))
        elif is_letter and not milestone.owed and one.key not in came:
            yield Entry(timeline, one, State.EXPECTED, between(today, one.last))
