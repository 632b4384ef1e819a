"""One date counted day by day: the rule, the way back to the date that is given, the count itself.

Days are walked one by one, not looked up: the walk proves what the calendar's look-ups answer.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby
from typing import NamedTuple

from jtai_cli.kinds import Anchored, Edge, Kind, Unit
from jtai_cli.timeline import DatedMilestone, DatedReading, DateIs, Timeline
from jtai_cli.workingdays import WEEKEND, WorkingCalendar

_DAY = timedelta(days=1)


class CountedDay(NamedTuple):
    """A day of a count: its number from 1, or why it has none ("weekend", "Good Friday")."""

    day: date
    counted: int | None
    why: str | None


class Run(NamedTuple):
    """Days in a row, earliest first: counted ones with their weekends, or days off for a reason.

    `total` are counted up to its end.
    """

    first: date
    last: date
    counted: int
    weekend_days: int
    total: int
    why: str | None


@dataclass(frozen=True, slots=True)
class Count:
    """The days after the first up to the last, as they are counted; back, `counted` is negative."""

    first: date
    last: date
    counted: int
    days: tuple[CountedDay, ...]

    def runs(self) -> Iterator[Run]:
        """Give the days gathered into runs, in the order in which they are counted."""
        total = 0
        for why, group in groupby(self.days, lambda day: day.why if day.why != WEEKEND else None):
            days = list(group)
            counted = sum(day.counted is not None for day in days)
            weekend_days = sum(day.why == WEEKEND for day in days)
            total += counted
            first, last = sorted((days[0].day, days[-1].day))
            yield Run(first, last, counted, weekend_days, total, why)


def count(first: date, last: date, calendar: WorkingCalendar | None) -> Count:
    """Count from one day to another, day by day; without a calendar every day counts."""
    step = -_DAY if last < first else _DAY
    days: list[CountedDay] = []
    number, day = 0, first
    while day != last:
        day += step
        why = None if calendar is None else calendar.why_not(day)
        number += why is None
        days.append(CountedDay(day, number if why is None else None, why))
    return Count(first, last, -number if last < first else number, tuple(days))


@dataclass(frozen=True, slots=True)
class ChainLink:
    """A date with its count by the rule, if days are counted to get there from its anchor."""

    dated: DatedMilestone
    count: Count | None


class ExplainedReading(NamedTuple):
    """Another reading of a rule, with its count."""

    dated: DatedReading
    count: Count | None  # type: ignore[assignment]  # a tuple's own `count` is not missed


class RestsOn(NamedTuple):
    """A bank holiday that a date rests on, published or projected."""

    day: date
    name: str
    is_projected: bool


@dataclass(frozen=True, slots=True)
class Explanation:
    """Why a milestone falls when it does.

    `chain` goes from the milestone, by what each is counted from, to the known date or to the
    first that a letter stated; where fieldwork was found, on from fieldwork to the known date.
    `count` are the days from the anchor to the first day by the rule, if it counts any; `length`
    those of what lasts several working days, both ends included. `rests_on` are the bank
    holidays of the whole way to the rule's date, in order.
    """

    timeline: Timeline
    dated: DatedMilestone
    chain: tuple[ChainLink, ...]
    count: Count | None
    length: Count | None
    readings: tuple[ExplainedReading, ...]
    rests_on: tuple[RestsOn, ...]


def explain(timeline: Timeline, key: str) -> Explanation:
    """Explain the date of a milestone; one that is not there is an UnknownNameError."""
    return _Explaining(timeline).explained(timeline.dated(key))


def count_all(timeline: Timeline) -> tuple[ChainLink, ...]:
    """Count every date from its own anchor alone, in the order of the timeline."""
    explaining = _Explaining(timeline)
    return tuple(map(explaining.link, timeline.milestones))


class _Explaining:
    """Explains dates of one timeline; what several of them share is counted once."""

    def __init__(self, timeline: Timeline) -> None:
        self._timeline = timeline
        self._dated = {one.key: one for one in timeline.milestones}
        self._counts: dict[str, Count | None] = {}
        known = timeline.timetable.chain(timeline.inspection.known.milestone)
        self._from_known = [self._dated[milestone.key] for milestone in known]
        self._passed_back = {edge: self._passed_to_fieldwork(edge) for edge in Edge}

    def explained(self, dated: DatedMilestone) -> Explanation:
        timeline, rule = self._timeline, dated.milestone.rule
        length, clock = None, timeline.clock(dated.milestone)
        if rule.lasts and rule.unit is Unit.WORKING_DAYS:
            # The first day is one of them, so the count sets out the day before.
            length = count(dated.day(Edge.FIRST) - _DAY, dated.last, clock)
        readings = tuple(
            ExplainedReading(one, self._counted(one.reading.rule, one.day, timeline.calendar))
            for one in dated.readings
        )
        chain, rests_on = tuple(self._chain(dated)), tuple(self._rests_on(dated))
        return Explanation(timeline, dated, chain, self._count(dated), length, readings, rests_on)

    def link(self, dated: DatedMilestone) -> ChainLink:
        return ChainLink(dated, self._count(dated))

    def _chain(self, one: DatedMilestone) -> Iterator[ChainLink]:
        """Give the way back to what is given; from fieldwork that was found, on to the known."""
        # What is stated is explained all the same: the rule may give another date.
        seen: set[str] = set()
        while one.date_is is DateIs.COMPUTED or (one.date_is is DateIs.STATED and not seen):
            seen.add(one.key)
            yield self.link(one)
            if one.milestone.anchor is None:
                onward = (link for link in reversed(self._from_known) if link.key not in seen)
                yield from map(self.link, onward)
                return
            one = self._dated[one.milestone.anchor]
        yield ChainLink(one, None)

    def _count(self, dated: DatedMilestone) -> Count | None:
        milestone, key = dated.milestone, dated.key
        if key not in self._counts:
            day, clock = dated.computed or dated.last, self._timeline.clock(milestone)
            self._counts[key] = self._counted(milestone.rule, day, clock)
        return self._counts[key]

    def _counted(self, rule: Kind, day: date, clock: WorkingCalendar) -> Count | None:
        if not isinstance(rule, Anchored) or rule.unit is Unit.NOTHING:
            return None
        return count(self._start(rule), day, clock if rule.unit is Unit.WORKING_DAYS else None)

    def _start(self, rule: Anchored) -> date:
        return self._dated[rule.anchor].day(rule.edge)

    def _rests_on(self, dated: DatedMilestone) -> Iterator[RestsOn]:
        """Give the bank holidays that are passed on the way to its first and last day."""
        listed: set[tuple[date, str]] = set()
        ways = [(dated, edge) for edge in Edge]
        while ways:
            one, edge = ways.pop()
            rule, is_last = one.milestone.rule, edge is Edge.LAST
            by_rule = one is dated and one.date_is is DateIs.STATED and not is_last
            if one.date_is is DateIs.COMPUTED or by_rule:
                if isinstance(rule, Anchored):
                    day = one.last if is_last else one.computed or one.last
                    listed |= self._passed(rule, self._start(rule), day)
                    ways.append((self._dated[rule.anchor], rule.edge))
                else:
                    listed |= self._passed_back[edge]
            elif is_last and rule.moves.stated_last is not None:
                if self._timeline.inspection.known.last is None or isinstance(rule, Anchored):
                    listed |= self._passed(rule, one.day(Edge.FIRST), one.last)
            elif is_last and isinstance(rule, Anchored):  # its end stays as counted
                ways.append((self._dated[rule.anchor], rule.edge))
        for day, name in sorted(listed):
            yield RestsOn(day, name, self._timeline.calendar.is_projected(day))

    def _passed_to_fieldwork(self, wanted: Edge) -> set[tuple[date, str]]:
        """Return those passed from the known date back to an edge of fieldwork."""
        edge, passed = Edge.FIRST, set[tuple[date, str]]()
        for one in self._from_known:
            if isinstance(rule := one.milestone.rule, Anchored):
                passed |= self._passed(rule, self._start(rule), one.day(edge))
                edge = rule.edge
            elif edge is not wanted:  # the whole of fieldwork is passed too
                passed |= self._passed(rule, one.day(Edge.FIRST), one.last)
        return passed

    def _passed(self, rule: Kind, start: date, day: date) -> set[tuple[date, str]]:
        passed = rule.counted_over(start, day)
        return set(self._timeline.calendar.bank_holidays_within(passed) if passed else ())
