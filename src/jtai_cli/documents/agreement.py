"""Whether a date that is said of a milestone is one of its dates, in any of some timelines."""

from collections.abc import Sequence
from datetime import date, timedelta

from jtai_cli.dated import DatedMilestone, Timeline
from jtai_cli.dates import say_span
from jtai_cli.documents.written import Written
from jtai_cli.records import dataclass
from jtai_cli.render.words import listed, lowered

_NEAR = timedelta(days=366)
"""A date farther away is of another inspection; one that is a year off is a slip of the pen."""
_NAMED = 3
"""How many timelines a message names."""


@dataclass(frozen=True, slots=True)
class Dated:
    """A milestone as one timeline dates it."""

    timeline: Timeline
    dated: DatedMilestone

    @property
    def first(self) -> date:
        """The first day, or the last of what has no first."""
        return self.dated.first or self.dated.last

    @property
    def days(self) -> set[date]:
        """The days that the timeline tells of it: its own, the rule's, those of its readings."""
        dated = self.dated
        own = {dated.last, self.first, dated.computed, dated.unslipped}
        return {day for day in own if day is not None} | {one.day for one in dated.readings}

    def fits(self, first: date, last: date) -> bool:
        """Tell whether days are of the milestone: in its run, or about the one day that it has."""
        if (self.dated.first or date.min) <= first and last <= self.dated.last:
            return True
        is_one = self.first == self.dated.last or first == last
        return is_one and any(first <= day <= last for day in self.days)

    def away(self, first: date, last: date) -> timedelta:
        """Tell how far days lie from the milestone's."""
        return max(self.first - last, first - self.dated.last, timedelta(0))

    def said(self) -> str:
        """Say the days, and of which inspection they are."""
        inspection = self.timeline.inspection
        name = inspection.name or inspection.area
        days = say_span(self.first, self.dated.last)
        until = days if self.dated.first else f"up to {days}"
        return f"{until} in {name}" if name else until


def dated_in(timelines: Sequence[Timeline], milestone: str) -> list[Dated]:
    """Return a milestone as each of the timelines that have it dates it."""
    return [
        Dated(timeline, timeline.dated(milestone))
        for timeline in timelines
        if milestone in timeline.timetable.milestones
    ]


def disagreement(found: Written, dated: Sequence[Dated]) -> tuple[str, str] | None:
    """Say that a date is none of a milestone's, and what to write; None where it is one.

    None, too, where it is too far away to be meant as one.
    """
    first, last = found.first, found.last
    assert first is not None, "what does not exist is told before"
    assert last is not None, "what does not exist is told before"
    if any(one.fits(first, last) for one in dated):
        return None
    near = [one for one in dated if one.away(first, last) <= _NEAR]
    near.sort(key=lambda one: one.away(first, last))
    if not near:
        return None
    nearest = near[:_NAMED]
    title = lowered(near[0].dated.milestone.title.partition(",")[0])
    told = listed([one.said() for one in nearest])
    anew = [found.anew(one.first, one.dated.last) for one in nearest]
    hint = listed(dict.fromkeys(" ".join(text.split()) for text in anew), last="or")
    return f"{title} is {told}, not {say_span(first, last)}", hint
