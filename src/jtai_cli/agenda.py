"""How inspections stand on a day: what is due or overdue, and which accepted dates have moved.

A change has moved a date if undoing the change would give another date. To find out, the timeline
is resolved again, each time with one change undone.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from enum import StrEnum
from functools import cache, partial
from typing import Any, NamedTuple

from jtai_cli.bankholidays import Calendars
from jtai_cli.dates import say, say_span
from jtai_cli.errors import JtaiError
from jtai_cli.kinds import Edge, ReadingRule, Rule, Unit
from jtai_cli.plan import Accepted, Known
from jtai_cli.rules import Basis, Milestone, Rules
from jtai_cli.timeline import DatedMilestone, DateIs, Timeline, resolve
from jtai_cli.workingdays import Period

_Change = tuple[str, str, frozenset[Any]]
"""What has changed since acceptance, in words; the kind of fact; the facts new or gone."""

State = StrEnum("State", "OVERDUE EXPECTED TODAY NEXT")
"""Where a milestone stands. When its last day has passed, it is overdue if the partnership owes it
and has not marked it as done, and expected if it is a letter that is not stated.
"""


class Entry(NamedTuple):
    """A milestone; `working_days` to its first day, 0 while it lasts, then negative to its last."""

    timeline: Timeline
    dated: DatedMilestone
    state: State
    working_days: int


def agenda(
    timelines: Sequence[Timeline], today: date, *, count: int, calendars: Calendars
) -> Sequence[Entry]:
    """List what is on a day in several inspections, by state, then date; `count` of the next.

    What the partnership owes is overdue only if the inspection records what is done. Milestones
    that only mark a stretch of time are left out, as nobody has to do them on a day.
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
    # A stated due date means that its letter has come, however late the date; and what is given
    # or done means that everything it is counted from has come too.
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


class Moved(NamedTuple):
    """A date that has moved: its first day as accepted and now, None if it is gone.

    Without `reasons`, no visible change explains the move: its rule may have changed. If `now` is
    the accepted day, nothing has moved: it is a due date in a letter, to ask about.
    """

    key: str
    milestone: Milestone | None
    accepted: date
    now: date | None
    reasons: tuple[str, ...]


def acceptance(timeline: Timeline) -> Accepted:
    """Return what a plan keeps of an accepted timeline."""
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
    now, changes = first_days(timeline), tuple(_changes(timeline, accepted, rules))
    without = cache(partial(_days_without, timeline, rules))

    def causes(key: str, then: date, day: date | None) -> Iterator[str]:
        # Without a change that matters, the date would be another one or there would be none.
        found = [one for one in changes if without(one).get(key, then) != day]
        if without(*changes).get(key) == then != without(*found).get(key):
            # If any one of several was enough, they are those that alone would have moved the date.
            beside = [(one, [other for other in changes if other != one]) for one in changes]
            found += [one for one, others in beside if without(*others).get(key) != then]
        return (one[0] for one in changes if one in found)

    stated = {one.key: one for one in timeline.milestones if one.date_is is DateIs.STATED}
    moved = []
    for key in dict.fromkeys((*now, *accepted.dates)):
        day, then = now.get(key), accepted.dates.get(key) or now[key]
        reasons = list(causes(key, then, day)) if then != day else []
        if key in stated:
            reasons += _doubts(stated[key], timeline, accepted, rules)
        if then != day or reasons:
            milestone = timeline.timetable.milestones.get(key)
            moved.append(Moved(key, milestone, then, day, tuple(reasons)))
    return tuple(moved)


def _doubts(
    one: DatedMilestone, timeline: Timeline, accepted: Accepted, rules: Rules
) -> Iterator[str]:
    """Say if a due date in a letter was counted without bank holidays that are new since then."""
    announced = {o.day: f" (announced {say(o.proclaimed)})" for o in rules.one_off_bank_holidays}
    day, between = one.day(Edge.FIRST), timeline.clock(one.milestone).between
    counts: list[tuple[Rule | ReadingRule, date | None]] = [(one.milestone.rule, one.computed)]
    counts += [(each.reading.rule, each.day) for each in one.readings]
    for rule, computed in counts if one.milestone.owed else ():
        start = timeline.start_of(rule)
        if rule.unit is Unit.WORKING_DAYS and start is not None and computed is not None:
            passed = (each for each, _ in timeline.bank_holidays if start < each <= day)
            new = [each for each in passed if each not in accepted.bank_holidays]
            if new and between(day, computed) == len(new):
                days = " and ".join(f"{say(each)}{announced.get(each, '')}" for each in new)
                yield f"it was counted before {days} became a bank holiday: ask the inspectorate"
                return


def _changes(timeline: Timeline, accepted: Accepted, rules: Rules) -> Iterator[_Change]:
    inspection, timetable = timeline.inspection, timeline.timetable
    titles = {key: milestone.title for key, milestone in timetable.milestones.items()}
    if timetable.key != accepted.timetable:
        before = rules.timetables.get(accepted.timetable)
        was = accepted.timetable if before is None else before.title
        yield f"the timetable is now {timetable.title} (was {was})", "timetable", frozenset()
    if (day := accepted.dates.get(accepted.known)) is not None:
        known = Known(accepted.known, day, accepted.fieldwork_last)
        if known != inspection.known:
            now, was = (
                f"{titles.get(o.milestone, o.milestone)}, {say_span(o.first, o.last or o.first)}"
                for o in (inspection.known, known)
            )
            reason = f"the known date is now {now} (was {was})"
            yield reason, "known", frozenset((known, inspection.known))
    for key in dict.fromkeys((*inspection.stated, *accepted.stated)):
        stated, then = inspection.stated.get(key), accepted.stated.get(key)
        if stated != then:
            what = f"is now stated as {say(stated)}" if stated else "is no longer stated"
            was = f" (was {say(then)})" if then else ""
            reason = f"{titles.get(key, key)} {what}{was}"
            yield reason, "stated", frozenset((key, one) for one in (stated, then) if one)
    for closure in dict.fromkeys((*inspection.closures, *accepted.closures)):
        if (closure in inspection.closures) != (closure in accepted.closures):
            what = "is now" if closure in inspection.closures else "is no longer"
            yield f"{say_span(*closure)} {what} a closure", "closure", frozenset([closure])
    # The plan keeps bank holidays from the first to the last date counted in working days.
    counted = {o.key for o in timeline.milestones if o.milestone.rule.unit is Unit.WORKING_DAYS}
    days = [day for key, day in accepted.dates.items() if key in counted]
    days += accepted.bank_holidays
    span = Period(min(days), max(days)) if days else Period(date.max, date.max)
    listed = {day for day, _ in timeline.calendar.bank_holidays_within(span)}
    for day in sorted(listed ^ {*accepted.bank_holidays}):
        what = "is now" if day in listed else "is no longer"
        yield f"{say(day)} {what} a bank holiday", "bank holiday", frozenset([day])


def _days_without(timeline: Timeline, rules: Rules, *undone: _Change) -> dict[str, date]:
    """Return the first days as they would be without some changes; none if that fails."""
    inspection, listed = timeline.inspection, timeline.calendar
    if any(kind == "timetable" for _, kind, _ in undone):
        return {}  # the other timetable may no longer exist
    facts: dict[str, set[Any]] = {
        "known": {inspection.known},
        "stated": {*inspection.stated.items()},
        "closure": {*inspection.closures},
        "bank holiday": set(),
    }
    for _, kind, toggled in undone:
        facts[kind] ^= toggled
    [known], stated, closures, days = facts.values()
    then = replace(
        inspection, timetable=timeline.timetable.key, known=known, stated=dict(stated),
        closures=tuple(sorted(closures)),
        extra_bank_holidays=tuple(sorted(days - listed.bank_holidays.keys())),
        without_bank_holidays=tuple(sorted(days & listed.bank_holidays.keys())),
    )  # fmt: skip
    try:
        calendars = Calendars(timeline.division, {timeline.division: listed})
        return first_days(resolve(rules, then, calendars))
    except JtaiError:
        return {}  # without the change nothing could be dated, so it is a cause of everything
