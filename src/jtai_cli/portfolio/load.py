"""What falls together: how many inspections have each milestone in each week."""

from collections import Counter
from collections.abc import Iterator, Mapping
from datetime import date, timedelta

from jtai_cli.dated import Days
from jtai_cli.milestones import Basis, Edge, Fieldwork, Milestone, WorkingDays
from jtai_cli.records import dataclass, field

_WEEK = timedelta(weeks=1)


@dataclass(frozen=True, slots=True)
class Week:
    """A week from its Monday on: how many inspections have each milestone in it.

    `over` are the milestones of which there are more than their limit.
    """

    monday: date
    counts: Mapping[str, int]
    over: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Load:
    """Counts milestones by week as days are added, and keeps no more than the counts.

    `milestones` are those that are counted; `limits` how many of one a week may have.
    """

    milestones: Mapping[str, Milestone]
    limits: Mapping[str, int]
    _counts: dict[date, Counter[str]] = field(default_factory=dict, init=False, compare=False)

    def add(self, days: Mapping[str, Days]) -> None:
        """Count the milestones of an inspection, each in every week that it touches."""
        for key in self.milestones:
            if key in days:
                first, last = days[key].day(Edge.FIRST), days[key].last
                monday = first - timedelta(days=first.weekday())
                while monday <= last:
                    self._counts.setdefault(monday, Counter())[key] += 1
                    monday += _WEEK

    def weeks(self) -> Iterator[Week]:
        """Give every week from the first to the last that has anything, empty ones between too."""
        monday = min(self._counts)
        while monday <= max(self._counts):
            counted = self._counts.get(monday, Counter())
            counts = {key: counted[key] for key in self.milestones}
            over = tuple(key for key, most in self.limits.items() if counts[key] > most)
            yield Week(monday, counts, over)
            monday += _WEEK


def told(milestones: Mapping[str, Milestone]) -> Mapping[str, Milestone]:
    """Choose what a load tells of: fieldwork, and the official milestones of one day."""
    return {
        key: one
        for key, one in milestones.items()
        if isinstance(one.rule, Fieldwork | WorkingDays) and one.basis is not Basis.LOCAL
    }
