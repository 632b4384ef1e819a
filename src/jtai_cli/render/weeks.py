"""The weeks that a bar chart shows: which milestones stand in them, and in which column."""

from collections.abc import Iterable, Iterator
from datetime import date, timedelta

from jtai_cli.dated import DatedMilestone, Timeline
from jtai_cli.milestones import Edge, Fieldwork, Milestone, Months, UpTo
from jtai_cli.records import dataclass
from jtai_cli.workingdays import SATURDAY, Period

WEEK = 5
"""The columns of a week, Monday to Friday."""
_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Weeks:
    """Whole weeks, a column a weekday; `first` is a Monday and `last` a Friday."""

    first: date
    last: date

    @classmethod
    def around(cls, milestones: Iterable[DatedMilestone]) -> "Weeks":
        """Return the weeks that milestones fall in, of which there is one at least."""
        milestones = tuple(milestones)
        first = min(dated.day(Edge.FIRST) for dated in milestones)
        last = max(dated.last for dated in milestones)
        return cls(first - first.weekday() * _DAY, last + (SATURDAY - 1 - last.weekday()) * _DAY)

    @property
    def columns(self) -> int:
        """How many weekdays there are."""
        return self.column(self.last) + 1

    def column(self, day: date) -> int:
        """Return the column of a day, from 0; a day of the weekend stands on its Friday."""
        return (day - self.first).days // 7 * WEEK + min(day.weekday(), SATURDAY - 1)

    def columns_of(self, first: date, last: date) -> range:
        """Return the columns that a run of days takes here: none where it lies elsewhere."""
        end = self.last + 2 * _DAY  # the weekend, which stands on its Friday
        if last < self.first or first > end:
            return range(0)
        return range(self.column(max(first, self.first)), self.column(min(last, end)) + 1)

    def blocks(self, weeks: int) -> Iterator["Weeks"]:
        """Divide these weeks into blocks of so many, the last one shorter where need be."""
        first = self.first
        while first <= self.last:
            yield Weeks(first, min(self.last, first + (7 * weeks - 3) * _DAY))
            first += 7 * weeks * _DAY

    def mondays(self) -> Iterator[tuple[int, date]]:
        """Give the first day of each week, with its column."""
        for week in range(self.columns // WEEK):
            yield week * WEEK, self.first + 7 * week * _DAY

    def days_within(self, period: Period) -> Iterator[date]:
        """Give the weekdays of a period that lie in these weeks."""
        day = max(period.first, self.first)
        while day <= min(period.last, self.last):
            if day.weekday() < SATURDAY:
                yield day
            day += _DAY


def divided(timeline: Timeline) -> tuple[list[DatedMilestone], list[DatedMilestone]]:
    """Divide the milestones into those in the weeks to publication and those that lie outside.

    Outside lie runs of months, what has no first day, what happens only if the letter asks for
    it, and what is anchored to one of these.
    """
    inside: list[DatedMilestone] = []
    outside: list[DatedMilestone] = []
    for dated in timeline.milestones:
        (outside if _is_outside(dated.milestone, timeline) else inside).append(dated)
    return inside, outside


def _is_outside(milestone: Milestone, timeline: Timeline) -> bool:
    rule = milestone.rule
    if isinstance(rule, Months | UpTo) or milestone.conditional:
        return True
    return not isinstance(rule, Fieldwork) and _is_outside(
        timeline.timetable.milestone(rule.anchor), timeline
    )
