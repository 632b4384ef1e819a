"""One date counted day by day: the rule, the anchors back to the known date, the count itself."""

from collections.abc import Sequence
from datetime import date

from jtai_cli.dated import DatedMilestone, DatedReading, DateIs, Timeline
from jtai_cli.explain.counts import CLOSURE, DAY, WEEKEND, Count, CountedDay, count, pass_by, walk
from jtai_cli.milestones import CalendarDays, Edge, Fieldwork, Window, WorkingDays
from jtai_cli.records import dataclass
from jtai_cli.retrace import Clocks, way_back


@dataclass(frozen=True, slots=True)
class Link:
    """A step of the way from a milestone back to the known date.

    `count` are the days from its anchor to its first day by the rule: None where no days are
    counted, or where the date is given and the way ends there.
    """

    dated: DatedMilestone
    count: Count | None


@dataclass(frozen=True, slots=True)
class ExplainedReading:
    """Another reading of a rule, with its count."""

    dated: DatedReading
    count: Count


@dataclass(frozen=True, slots=True)
class RestsOn:
    """A bank holiday that a date rests on, published or projected."""

    day: date
    name: str
    is_projected: bool


@dataclass(frozen=True, slots=True)
class Explanation:
    """Why a milestone falls when it does.

    `chain` goes from the milestone, by what each is counted from, to the known date or to the
    first that a letter stated. Where the known date is not on the way to fieldwork, fieldwork
    was counted back from it; what lies between stands after fieldwork, if it has not stood
    before. `count` are the days from the anchor to the first day that the rule gives; None
    where no days are counted: fieldwork, calendar months, and what runs up to its anchor.
    `length` are the days of what lasts several working days, its first and last included.
    `rests_on` are the bank holidays that the rule's date rests on by the whole chain, by date.
    """

    timeline: Timeline
    dated: DatedMilestone
    chain: tuple[Link, ...]
    count: Count | None
    length: Count | None
    readings: tuple[ExplainedReading, ...]
    rests_on: tuple[RestsOn, ...]


def explain(timeline: Timeline, key: str) -> Explanation:
    """Explain the date of a milestone.

    Raises:
        UnknownNameError: the timeline's timetable has no such milestone.
    """
    timeline.timetable.milestone(key)
    return _Explaining(timeline).explained(timeline.dated(key))


def explain_all(timeline: Timeline) -> tuple[Explanation, ...]:
    """Explain every date, in the order of the timeline."""
    explaining = _Explaining(timeline)
    return tuple(explaining.explained(dated) for dated in timeline.milestones)


class _Explaining:
    """Explains the dates of one timeline, whose clocks are made once."""

    def __init__(self, timeline: Timeline) -> None:
        self.timeline = timeline
        self.clocks = Clocks.of(timeline.inspection, timeline.calendar)

    def explained(self, dated: DatedMilestone) -> Explanation:
        way, onward = self._ways(dated)
        beyond = [one for one in reversed(onward) if one not in way]
        return Explanation(
            timeline=self.timeline,
            dated=dated,
            chain=tuple(
                Link(one, None if self._ends(one, way) else self._count(one))
                for one in (*way, *beyond)
            ),
            count=self._count(dated),
            length=self._length(dated),
            readings=tuple(
                ExplainedReading(reading, self._count_reading(reading))
                for reading in dated.readings
            ),
            rests_on=self._rests_on(way, onward),
        )

    def _ways(
        self, dated: DatedMilestone
    ) -> tuple[tuple[DatedMilestone, ...], tuple[DatedMilestone, ...]]:
        """Return the way back, to what is given or to fieldwork; and from the known one to there.

        The second is empty unless fieldwork itself was counted back.
        """
        way: list[DatedMilestone] = []
        for one in self._way_back(dated.milestone.key):
            way.append(one)
            # What is stated is explained all the same: the rule gives another date perhaps.
            if one.date_is is DateIs.KNOWN or (one.date_is is DateIs.STATED and one is not dated):
                return tuple(way), ()
        return tuple(way), self._way_back(self.timeline.inspection.known.milestone)

    def _way_back(self, key: str) -> tuple[DatedMilestone, ...]:
        way = way_back(self.timeline.timetable, key)
        return tuple(self.timeline.dated(milestone.key) for milestone in way)

    @staticmethod
    def _ends(one: DatedMilestone, way: Sequence[DatedMilestone]) -> bool:
        """Tell whether the way ends at a date that is given, so that its rule is not used."""
        return one is way[-1] and one.date_is is not DateIs.COMPUTED

    def _count(self, dated: DatedMilestone) -> Count | None:
        """Count a milestone's own rule; None where it counts no days."""
        rule = dated.milestone.rule
        match rule:
            case WorkingDays(working_days=number) | Window(first_working_day=number):
                start = self.timeline.dated(rule.anchor).day(rule.edge)
                return walk(start, number, self.clocks.of_milestone(dated.milestone))
            case _:
                return None

    def _length(self, dated: DatedMilestone) -> Count | None:
        if not isinstance(dated.milestone.rule, Fieldwork | Window):
            return None
        # The first day is one of them, so the count sets out the day before.
        clock = self.clocks.of_milestone(dated.milestone)
        return count(dated.day(Edge.FIRST) - DAY, dated.last, clock)

    def _count_reading(self, dated: DatedReading) -> Count:
        rule = dated.reading.rule
        start = self.timeline.dated(rule.anchor).day(rule.edge)
        match rule:
            case WorkingDays(working_days=number):
                return walk(start, number, self.timeline.calendar)
            case CalendarDays(calendar_days=number):
                return pass_by(start, number)

    def _rests_on(
        self, way: Sequence[DatedMilestone], onward: Sequence[DatedMilestone]
    ) -> tuple[RestsOn, ...]:
        # The milestone itself rests on the days to both its ends; the known date is a first day.
        back, on = _with_edges(way, None), _with_edges(onward, Edge.FIRST)
        days = {day for one, edge in (*back, *on) for day in self._walked(one, edge, way)}
        if on and back[-1][1] is not on[-1][1]:
            # Fieldwork that was counted back is crossed from one end to the other.
            days |= self._length_days(way[-1])
        calendar = self.timeline.calendar
        return tuple(
            RestsOn(day.day, day.why, calendar.is_projected(day.day))
            for day in sorted(days, key=lambda day: day.day)
            if day.why is not None and day.why not in {WEEKEND, CLOSURE}
        )

    def _walked(
        self, one: DatedMilestone, edge: Edge | None, way: Sequence[DatedMilestone]
    ) -> set[CountedDay]:
        """Return the days that are walked from what one is counted from to an edge of it."""
        count = None if self._ends(one, way) else self._count(one)
        days = set(count.days) if count is not None else set()
        is_counted_back = isinstance(one.milestone.rule, Fieldwork) and not self._ends(one, way)
        if edge is not Edge.FIRST and not is_counted_back:
            days |= self._length_days(one)
        return days

    def _length_days(self, one: DatedMilestone) -> set[CountedDay]:
        known = self.timeline.inspection.known
        has_given_last = known.milestone == one.milestone.key and known.last is not None
        length = None if has_given_last else self._length(one)
        return set(length.days) if length is not None else set()


def _with_edges(
    way: Sequence[DatedMilestone], edge: Edge | None
) -> list[tuple[DatedMilestone, Edge | None]]:
    """Say of each on a way which edge of it what stands before is counted from."""
    told = []
    for one in way:
        told.append((one, edge))
        if not isinstance(one.milestone.rule, Fieldwork):
            edge = one.milestone.rule.edge
    return told
