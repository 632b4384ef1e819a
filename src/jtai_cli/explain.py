"""One date explained: its rule, the chain back to the date that is given, and the count day by day.

Days are counted one by one, not looked up, which proves the answers of the calendar's look-ups.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import NamedTuple

from jtai_cli.kinds import Edge, ReadingRule, Rule, Unit
from jtai_cli.timeline import DatedMilestone, DatedReading, DateIs, Timeline
from jtai_cli.workingdays import Period, WorkingCalendar

_DAY = timedelta(days=1)


class CountedDay(NamedTuple):
    """A day of a count: its number from 1, or why it has none ("weekend", "Good Friday")."""

    day: date
    counted: int | None
    why: str | None


class Count(NamedTuple):
    """The days after `first` up to `last`, as they are counted; `counted` is negative backwards."""

    first: date
    last: date
    counted: int
    days: tuple[CountedDay, ...]


def count(first: date, last: date, calendar: WorkingCalendar | None) -> Count:
    """Count from one day to another, day by day; without a calendar every day counts."""
    sign = -1 if last < first else 1
    days: list[CountedDay] = []
    number, day = 0, first
    while day != last:
        day += sign * _DAY
        why = None if calendar is None else calendar.why_not(day)
        number += why is None
        days.append(CountedDay(day, number if why is None else None, why))
    return Count(first, last, sign * number, tuple(days))


class ChainLink(NamedTuple):
    """A date, and its count from its anchor by the rule, if days are counted."""

    dated: DatedMilestone
    count: Count | None  # type: ignore[assignment]  # the tuple's own `count` is not needed


class RestsOn(NamedTuple):
    """A bank holiday that a date depends on, published or projected."""

    day: date
    name: str
    is_projected: bool


@dataclass(frozen=True)
class Explanation:
    """Why a milestone falls when it does.

    `chain` goes from the milestone, anchor by anchor, to the known date or the nearest that a
    letter stated; if fieldwork was found, it goes on from fieldwork to the known date. `count` is
    from the anchor to the first day that the rule gives, if it counts days; `length` counts the
    days of a milestone that lasts several working days. `readings` come with their counts.
    `rests_on` are the bank holidays on the whole way to the rule's date, in order.
    """

    timeline: Timeline
    dated: DatedMilestone
    chain: tuple[ChainLink, ...]
    count: Count | None
    length: Count | None
    readings: tuple[tuple[DatedReading, Count | None], ...]
    rests_on: tuple[RestsOn, ...]


def explain(timeline: Timeline, key: str) -> Explanation:
    """Explain the date of a milestone, or raise UnknownNameError."""
    dated, calendar = timeline.dated(key), timeline.calendar
    rule, length = dated.milestone.rule, None
    if rule.lasts and rule.unit is Unit.WORKING_DAYS:
        before = dated.day(Edge.FIRST) - _DAY  # so that the first day counts too
        length = count(before, dated.last, timeline.clock(dated.milestone))
    each = ((one, one.reading.rule) for one in dated.readings)
    readings = tuple((one, _counted(rule, one.day, calendar, timeline)) for one, rule in each)
    chain, by_rule = tuple(_chain(dated, timeline)), _link(dated, timeline).count
    rests_on = _rests_on(dated, timeline)
    return Explanation(timeline, dated, chain, by_rule, length, readings, rests_on)


def count_all(timeline: Timeline) -> tuple[ChainLink, ...]:
    """Count every date from its own anchor, in the order of the timeline."""
    return tuple(_link(one, timeline) for one in timeline.milestones)


def _link(dated: DatedMilestone, timeline: Timeline) -> ChainLink:
    day, clock = dated.computed or dated.last, timeline.clock(dated.milestone)
    return ChainLink(dated, _counted(dated.milestone.rule, day, clock, timeline))


def _counted(
    rule: Rule | ReadingRule, day: date, clock: WorkingCalendar, timeline: Timeline
) -> Count | None:
    start = timeline.start_of(rule)
    if start is None or rule.unit is None:
        return None
    by, over = rule.offsets.last, rule.counted_over(start, day)
    if by.before is not None and over is not None:  # the count begins at a day of its own
        start = over.first - _DAY if by.number > 0 else over.last + _DAY
    return count(start, day, clock if rule.unit is Unit.WORKING_DAYS else None)


def _chain(one: DatedMilestone, timeline: Timeline) -> Iterator[ChainLink]:
    """Give the chain back to a given date; if fieldwork was found, on to the known date."""
    seen: list[str] = []
    # A stated date is explained too, as the rule may give another one.
    while one.date_is is DateIs.COMPUTED or (one.date_is is DateIs.STATED and not seen):
        seen.append(one.key)
        yield _link(one, timeline)
        if (anchor := one.milestone.rule.anchor) is None:
            for known in reversed(timeline.timetable.chain(timeline.inspection.known.milestone)):
                if known.key not in seen:
                    yield _link(timeline.dated(known.key), timeline)
            return
        one = timeline.dated(anchor)
    yield ChainLink(one, None)


def _rests_on(dated: DatedMilestone, timeline: Timeline) -> tuple[RestsOn, ...]:
    """Return the bank holidays passed on the way to a milestone's first and last day."""
    walked: list[Period | None] = []
    ways = [(dated, edge) for edge in Edge]
    while ways:
        one, edge = ways.pop()
        rule, is_last = one.milestone.rule, edge is Edge.LAST
        by_rule = one is dated and one.date_is is DateIs.STATED and not is_last
        stays_as_counted = is_last and rule.offsets.stated_last is None
        if one.date_is is DateIs.COMPUTED or by_rule or stays_as_counted:
            if rule.anchor is not None:
                day = one.last if is_last else one.computed or one.last
                walked.append(rule.counted_over(timeline.start_of(rule), day))
                ways.append((timeline.dated(rule.anchor), rule.edge))
            else:
                walked += _way_to_fieldwork(edge, timeline)
        elif (
            is_last
            and one.first != one.last
            and (timeline.inspection.known.last is None or rule.anchor is not None)
        ):
            walked.append(rule.counted_over(one.day(Edge.FIRST), one.last))
    calendar, spans = timeline.calendar, filter(None, walked)
    passed = {one for span in spans for one in calendar.bank_holidays_within(span)}
    return tuple(RestsOn(day, name, calendar.is_projected(day)) for day, name in sorted(passed))


def _way_to_fieldwork(wanted: Edge, timeline: Timeline) -> Iterator[Period | None]:
    """Give the days passed from the known date back to an edge of fieldwork."""
    edge = Edge.FIRST
    for milestone in timeline.timetable.chain(timeline.inspection.known.milestone):
        rule, one = milestone.rule, timeline.dated(milestone.key)
        if rule.anchor is not None:
            yield rule.counted_over(timeline.start_of(rule), one.day(edge))
            edge = rule.edge
        elif edge is not wanted:  # the whole of fieldwork is passed too
            yield rule.counted_over(one.day(Edge.FIRST), one.last)
