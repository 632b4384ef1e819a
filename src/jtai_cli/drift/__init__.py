"""Which dates have moved since they were accepted, and why, when the cause can be found.

A change is a cause of a date's move when the date would be another one without that change: the
timeline is resolved again, each time with one change undone.
"""

from collections.abc import Collection, Mapping
from datetime import date

from jtai_cli.dated import Timeline
from jtai_cli.drift.changes import (
    BankHolidayChanged,
    Change,
    ClosureChanged,
    KnownChanged,
    StatedChanged,
    TimetableChanged,
    changes,
)
from jtai_cli.errors import JtaiError
from jtai_cli.milestones import Milestone
from jtai_cli.plan import Accepted, Inspection
from jtai_cli.records import dataclass, replace
from jtai_cli.timeline import resolve
from jtai_cli.workingdays import Period, WorkingCalendar


@dataclass(frozen=True, slots=True)
class Moved:
    """A date that has moved: its first day as accepted, and now.

    `now` and `milestone` are None when the timetable no longer has it. No causes: none of the
    changes that can be seen explains it, so that its rule may be another one.
    """

    key: str
    milestone: Milestone | None
    accepted: date
    now: date | None
    causes: tuple[Change, ...]


def since_accepted(timeline: Timeline, accepted: Accepted) -> tuple[Moved, ...]:
    """Tell which dates have moved since they were accepted, in the order of the timeline."""
    now = first_days(timeline)
    order = [*now, *(key for key in accepted.dates if key not in now)]
    keys = [key for key in order if accepted.dates.get(key, now.get(key)) != now.get(key)]
    if not keys:
        return ()
    causes = _Causes(changes(timeline, accepted), timeline)
    return tuple(
        Moved(
            key=key,
            milestone=timeline.timetable.milestones.get(key),
            accepted=accepted.dates[key],
            now=now.get(key),
            causes=causes.of(key, accepted.dates[key], now.get(key)),
        )
        for key in keys
    )


class _Causes:
    """Finds which of the changes has moved a date."""

    def __init__(self, found: tuple[Change, ...], timeline: Timeline) -> None:
        self._found = found
        self._timeline = timeline
        self._dates: dict[tuple[Change, ...], Mapping[str, date]] = {}

    def of(self, key: str, accepted: date, now: date | None) -> tuple[Change, ...]:
        """Return the changes that have moved a date; none where it cannot be seen."""
        causes = {one for one in self._found if self._matters(one, key, now)}
        explained = self._without(*self._found).get(key) == accepted
        if explained and self._without(*self._ordered(causes)).get(key) != accepted:
            # Of several any one would do: each that would have moved the date by itself.
            others = {one: [o for o in self._found if o != one] for one in self._found}
            causes |= {one for one in others if self._without(*others[one]).get(key) != accepted}
        return self._ordered(causes)

    def _matters(self, change: Change, key: str, now: date | None) -> bool:
        """Tell whether a date would be another one, or none could be told, without a change."""
        dates = self._without(change)
        return not dates or dates.get(key) != now

    def _ordered(self, causes: Collection[Change]) -> tuple[Change, ...]:
        return tuple(one for one in self._found if one in causes)

    def _without(self, *undone: Change) -> Mapping[str, date]:
        if undone not in self._dates:
            self._dates[undone] = _without(undone, self._timeline)
        return self._dates[undone]


def first_days(timeline: Timeline) -> Mapping[str, date]:
    """Return the first day of every milestone that has one, by its key."""
    return {one.milestone.key: one.first for one in timeline.milestones if one.first is not None}


def acceptance(timeline: Timeline) -> Accepted:
    """Return what a plan keeps of a timeline that is accepted."""
    inspection = timeline.inspection
    return Accepted(
        timetable=timeline.timetable.key,
        known=inspection.known.milestone,
        dates=first_days(timeline),
        fieldwork_last=inspection.known.last,
        bank_holidays=tuple(day for day, _ in timeline.bank_holidays),
        stated=inspection.stated,
        closures=tuple(f"{one.first}..{one.last}" for one in inspection.closures),
    )


def _without(undone: tuple[Change, ...], timeline: Timeline) -> Mapping[str, date]:
    """Return the first days as they would be without those changes; none where there are none."""
    inspection = timeline.inspection
    days = dict(timeline.calendar.bank_holidays)
    for change in undone:
        match change:
            case TimetableChanged():
                return {}  # the other timetable may be there no longer
            case KnownChanged(accepted=known):
                inspection = replace(inspection, known=known)
            case StatedChanged(milestone=key, accepted=day):
                kept = {k: d for k, d in inspection.stated.items() if k != key}
                inspection = replace(inspection, stated=kept if day is None else {**kept, key: day})
            case ClosureChanged(closure=closure, is_over=is_over):
                others = tuple(one for one in inspection.closures if one != closure)
                closures = (*others, closure) if is_over else others
                inspection = replace(inspection, closures=closures)
            case BankHolidayChanged(day=day, name=None):
                days[day] = "bank holiday"
            case BankHolidayChanged(day=day):
                del days[day]
    return _dates(timeline, inspection, days)


def _dates(
    timeline: Timeline, inspection: Inspection, bank_holidays: Mapping[date, str]
) -> Mapping[str, date]:
    old = timeline.calendar
    calendar = WorkingCalendar(
        Period(old.first, old.last), bank_holidays=bank_holidays, published_to=old.published_to
    )
    phases = tuple(dict.fromkeys(one.milestone.phase for one in timeline.milestones))
    try:
        return first_days(resolve(timeline.timetable, inspection, calendar, phases=phases))
    except JtaiError:
        return {}  # without the change nothing could be dated, so it is a cause of everything
