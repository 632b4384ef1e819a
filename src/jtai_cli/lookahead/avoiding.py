"""Dates to avoid, laid beside the weeks of a look-ahead."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from itertools import accumulate

from jtai_cli.dated import DatedMilestone
from jtai_cli.lookahead.weeks import LocalDate, LookAhead, Touch, Week
from jtai_cli.milestones import Edge
from jtai_cli.records import dataclass, replace
from jtai_cli.workingdays import WorkingCalendar

_DAY = timedelta(days=1)


def beside(ahead: LookAhead, local: Iterable[LocalDate]) -> LookAhead:
    """Lay dates to avoid beside the weeks: each week tells which of its milestones they touch.

    They touch a milestone when they share a working day with any day of it.
    """
    held = _ByDay.of(sorted(set(local)))
    weeks = tuple(replace(week, touches=tuple(_touches(week, held))) for week in ahead.weeks)
    touching = {touch.local for week in weeks for touch in week.touches}
    clear = tuple(one for one in held.local if one not in touching)
    return replace(ahead, weeks=weeks, local=tuple(sorted(touching)), clear=clear)


@dataclass(frozen=True, slots=True)
class _ByDay:
    """Dates to avoid by their first days; `ends` are the last days of all up to each."""

    local: Sequence[LocalDate]
    firsts: Sequence[date]
    ends: Sequence[date]

    @classmethod
    def of(cls, local: Sequence[LocalDate]) -> "_ByDay":
        ends = accumulate((one.last for one in local), max)
        return cls(local, [one.first for one in local], list(ends))

    def within(self, first: date, last: date) -> Iterator[LocalDate]:
        """Give those of which a day lies in a period, both its ends included."""
        begin, end = bisect_left(self.ends, first), bisect_right(self.firsts, last)
        return (one for one in self.local[begin:end] if one.last >= first)


def _touches(week: Week, held: _ByDay) -> Iterator[Touch]:
    calendar = week.timeline.calendar
    touched: dict[LocalDate, list[DatedMilestone]] = {}
    for dated in week.milestones:
        for one in held.within(dated.day(Edge.FIRST), dated.last):
            if _shares(dated, one, calendar):
                touched.setdefault(one, []).append(dated)
    for one in sorted(touched):
        yield Touch(one, tuple(touched[one]))


def _shares(dated: DatedMilestone, local: LocalDate, calendar: WorkingCalendar) -> bool:
    first, last = max(dated.day(Edge.FIRST), local.first), min(dated.last, local.last)
    return calendar.between(first - _DAY, last) > 0
