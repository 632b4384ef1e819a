"""Dates to avoid, laid beside the weeks of a look-ahead."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import timedelta

from jtai_cli.dated import DatedMilestone
from jtai_cli.lookahead.weeks import LocalDate, LookAhead, Touch, Week
from jtai_cli.milestones import Edge
from jtai_cli.workingdays import WorkingCalendar

_DAY = timedelta(days=1)


def beside(ahead: LookAhead, local: Iterable[LocalDate]) -> LookAhead:
    """Lay dates to avoid beside the weeks: each week tells which of its milestones they touch.

    They touch a milestone when they share a working day with any day of it.
    """
    held = sorted(set(local))
    weeks = tuple(replace(week, touches=tuple(_touches(week, held))) for week in ahead.weeks)
    touching = {touch.local for week in weeks for touch in week.touches}
    return replace(ahead, weeks=weeks, local=tuple(sorted(touching)))


def _touches(week: Week, local: Sequence[LocalDate]) -> Iterator[Touch]:
    span, milestones = week.span, week.milestones
    for one in local:
        if one.first <= span.last and one.last >= span.first:
            calendar = week.timeline.calendar
            held = tuple(dated for dated in milestones if _shares(dated, one, calendar))
            if held:
                yield Touch(one, held)


def _shares(dated: DatedMilestone, local: LocalDate, calendar: WorkingCalendar) -> bool:
    first, last = max(dated.day(Edge.FIRST), local.first), min(dated.last, local.last)
    return first <= last and calendar.between(first - _DAY, last) > 0
