"""Which dates have moved since they were accepted, and why, where the cause can be found.

A change is a cause of a date's move when the date would be another one without that change: the
timeline is resolved again, each time with one change undone.
"""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date
from functools import lru_cache
from typing import NamedTuple

from jtai_cli.bankholidays import EXTRA, BankHolidays, Calendars
from jtai_cli.dates import say, say_span
from jtai_cli.errors import JtaiError
from jtai_cli.kinds import Anchored, Edge, Kind, Unit
from jtai_cli.plan import Accepted, Known
from jtai_cli.rules import Milestone, Rules
from jtai_cli.timeline import DatedMilestone, DateIs, Timeline, resolve
from jtai_cli.workingdays import Period, WorkingCalendar


class Moved(NamedTuple):
    """A date that has moved: its first day as accepted and now, None where it is gone.

    Without reasons nothing that can be seen explains the move: its rule may be another one. Where
    `now` is the accepted day, nothing has moved: it is a due date in a letter, to be asked about.
    """

    key: str
    milestone: Milestone | None
    accepted: date
    now: date | None
    reasons: tuple[str, ...]


class _Change(NamedTuple):
    """What is other than when the dates were accepted, and what undoes it, if anything can.

    `known` was known then, `stated` was stated; a closure or a bank holiday is new or gone.
    """

    reason: str
    known: Known | None = None
    stated: tuple[str, date | None] | None = None
    closure: Period | None = None
    bank_holiday: date | None = None


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
        closures=inspection.closures,
    )


def first_days(timeline: Timeline) -> dict[str, date]:
    """Return the first day of every milestone that has one, by its key."""
    return {one.key: one.first for one in timeline.milestones if one.first is not None}


def since_accepted(timeline: Timeline, accepted: Accepted, rules: Rules) -> tuple[Moved, ...]:
    """Return the dates that have moved since they were accepted, and due dates to ask about."""
    now, causes = first_days(timeline), _Causes(timeline, accepted, rules)
    stated = [one for one in timeline.milestones if one.date_is is DateIs.STATED]
    doubts = {one.key: _doubts(one, timeline, accepted, rules) for one in stated}
    found = []
    for key in dict.fromkeys((*now, *accepted.dates)):
        day, reasons = now.get(key), doubts.get(key, ())
        then = accepted.dates.get(key, day)
        if then is not None and then != day:
            reasons = (*causes.of(key, then, day), *reasons)
        if then is not None and (then != day or reasons):
            found.append(Moved(key, timeline.timetable.milestones.get(key), then, day, reasons))
    return tuple(found)


def _doubts(
    one: DatedMilestone, timeline: Timeline, accepted: Accepted, rules: Rules
) -> tuple[str, ...]:
    """Say that a due date in a letter was counted without bank holidays that are new since."""
    announced = {o.day: f" (announced {say(o.proclaimed)})" for o in rules.one_off_bank_holidays}
    day, between = one.day(Edge.FIRST), timeline.clock(one.milestone).between
    counts: list[tuple[Kind, date | None]] = [(one.milestone.rule, one.computed)]
    counts += [(each.reading.rule, each.day) for each in one.readings]
    for rule, computed in counts if one.milestone.owed else ():
        if isinstance(rule, Anchored) and rule.unit is Unit.WORKING_DAYS and computed is not None:
            start = timeline.dated(rule.anchor).day(rule.edge)
            listed = [each for each, _ in timeline.bank_holidays if start < each <= day]
            new = [each for each in listed if each not in accepted.bank_holidays]
            if new and between(day, computed) == len(new):
                days = " and ".join(f"{say(each)}{announced.get(each, '')}" for each in new)
                return (
                    f"it was counted before {days} became a bank holiday: ask the inspectorate",
                )
    return ()


class _Causes:
    """Finds which of the changes has moved a date; what several dates share is resolved once."""

    def __init__(self, timeline: Timeline, accepted: Accepted, rules: Rules) -> None:
        self._timeline, self._rules = timeline, rules
        self._changes = tuple(_changes(timeline, accepted, rules))
        self._resolved: dict[tuple[_Change, ...], dict[str, date]] = {}

    def of(self, key: str, accepted: date, now: date | None) -> tuple[str, ...]:
        """Return the reasons for which a date has moved; none where they cannot be seen."""
        every = self._changes
        # Without a change that matters the date would be another one, or none could be given.
        causes = [one for one in every if self._without(one).get(key, accepted) != now]
        if self._without(*every).get(key) == accepted != self._without(*causes).get(key):
            # Of several any one would do: each that would have moved the date by itself.
            for one in every:
                others = [other for other in every if other != one]
                if one not in causes and self._without(*others).get(key) != accepted:
                    causes.append(one)
        return tuple(one.reason for one in every if one in causes)

    def _without(self, *undone: _Change) -> dict[str, date]:
        if undone not in self._resolved:
            self._resolved[undone] = _days_without(undone, self._timeline, self._rules)
        return self._resolved[undone]


def _changes(timeline: Timeline, accepted: Accepted, rules: Rules) -> Iterator[_Change]:
    """Give what is other than it was when the dates were accepted."""
    inspection, timetable = timeline.inspection, timeline.timetable
    titles = {key: milestone.title for key, milestone in timetable.milestones.items()}
    if timetable.key != accepted.timetable:
        before = rules.timetables.get(accepted.timetable)
        was = accepted.timetable if before is None else before.title
        yield _Change(f"the timetable is now {timetable.title} (was {was})")
    if (day := accepted.dates.get(accepted.known)) is not None:
        known = Known(accepted.known, day, accepted.fieldwork_last)
        if known != inspection.known:
            now, was = (
                f"{titles.get(o.milestone, o.milestone)}, {say_span(o.first, o.last or o.first)}"
                for o in (inspection.known, known)
            )
            yield _Change(f"the known date is now {now} (was {was})", known=known)
    for key in dict.fromkeys((*inspection.stated, *accepted.stated)):
        stated, then = inspection.stated.get(key), accepted.stated.get(key)
        if stated != then:
            what = f"is now stated as {say(stated)}" if stated else "is no longer stated"
            was = f" (was {say(then)})" if then else ""
            yield _Change(f"{titles.get(key, key)} {what}{was}", stated=(key, then))
    for closure in dict.fromkeys((*inspection.closures, *accepted.closures)):
        if (closure in inspection.closures) != (closure in accepted.closures):
            what = "is now" if closure in inspection.closures else "is no longer"
            yield _Change(f"{say_span(*closure)} {what} a closure", closure=closure)
    # Bank holidays were kept from the first to the last date that is counted in working days.
    counted = {o.key for o in timeline.milestones if o.milestone.rule.unit is Unit.WORKING_DAYS}
    days = [day for key, day in accepted.dates.items() if key in counted]
    span = Period(min(days), max(days)) if days else Period(date.max, date.max)
    listed = {day for day, _ in timeline.calendar.bank_holidays_within(span)}
    for day in sorted(listed ^ {day for day in accepted.bank_holidays if day in span}):
        what = "is now" if day in listed else "is no longer"
        yield _Change(f"{say(day)} {what} a bank holiday", bank_holiday=day)


def _days_without(undone: Iterable[_Change], timeline: Timeline, rules: Rules) -> dict[str, date]:
    """Return the first days as they would be without some changes; none where that fails."""
    inspection, toggled = timeline.inspection, set[date]()
    known, stated, closures = inspection.known, dict(inspection.stated), {*inspection.closures}
    for change in undone:
        if change.known is not None:
            known = change.known
        elif change.stated is not None:
            key, day = change.stated
            stated.pop(key, None)
            stated |= {} if day is None else {key: day}
        elif change.closure is not None:
            closures ^= {change.closure}
        elif change.bank_holiday is not None:
            toggled.add(change.bank_holiday)
        else:
            return {}  # the other timetable may be there no longer
    then = replace(
        inspection, known=known, timetable=timeline.timetable.key, stated=stated,
        closures=tuple(sorted(closures)), extra_bank_holidays=(), without_bank_holidays=(),
    )  # fmt: skip
    listed = {timeline.division: _toggled(timeline.calendar, frozenset(toggled))}
    try:
        return first_days(resolve(rules, then, Calendars(timeline.division, listed)))
    except JtaiError:
        return {}  # without the change nothing could be dated, so it is a cause of everything


@lru_cache(maxsize=64)  # inspections often share their bank holidays
def _toggled(calendar: WorkingCalendar, days: frozenset[date]) -> BankHolidays:
    """Return the bank holidays of a calendar, each of some days added or, if there, removed."""
    listed = {day: name for day, name in calendar.bank_holidays.items() if day not in days}
    listed |= {day: EXTRA for day in days if day not in calendar.bank_holidays}
    return BankHolidays(calendar.first, calendar.last, listed, calendar.published_to)
