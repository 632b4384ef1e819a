"""Many inspections: date the rows of a file one by one, keeping none; count dates by week."""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import NamedTuple, TypeVar

from jtai_cli.errors import JtaiError
from jtai_cli.plan import Inspection
from jtai_cli.rules import FIELDWORK, Milestone, Rules
from jtai_cli.timeline import Dating

_T = TypeVar("_T")
_WEEK = timedelta(weeks=1)

# The options that errors suggest, reworded for the cells of a file.
_AS_CELLS = (
    (re.compile(r"--fieldwork DATE"), "its day under fieldwork, instead of this one"),
    (re.compile(r"--known ([^ =]+)=DATE"), r"\1 as the known date"),
    (re.compile(r"(--timetable .+)"), r"\1 under timetable"),
    (re.compile(r"--(?:fieldwork |notified |timetable |known [^ =]+=)"), ""),
)


class AreaRow(NamedTuple):
    """An inspection from a file: its line (from 1), its cells, the column of its known date."""

    line: int
    cells: Sequence[str]
    known_column: str
    inspection: Inspection


class RejectedRow(NamedTuple):
    """A row that gives no inspection, or none that can be dated: why, and what to do."""

    line: int
    cells: Sequence[str]
    problem: str
    remedy: str | None = None


def date_rows(
    rows: Iterable[AreaRow | RejectedRow], dated: Callable[[Inspection], _T]
) -> Iterator[tuple[AreaRow, _T] | RejectedRow]:
    """Date row after row, in order; a row that cannot be dated comes back rejected."""
    for row in rows:
        if isinstance(row, RejectedRow):
            yield row
            continue
        try:
            yield row, dated(row.inspection)
        except JtaiError as error:
            remedy = error.hint
            for option, cell in _AS_CELLS:
                remedy = remedy and option.sub(cell, remedy)
            # An error about a stated date names its milestone.
            keys = (key for key in row.inspection.stated if key in error.message)
            column = next((f"stated.{key}" for key in keys), row.known_column)
            yield RejectedRow(row.line, row.cells, f"{column}: {error.message}", remedy)


def portfolio_milestones(rules: Rules, timetable: str | None) -> Mapping[str, Milestone]:
    """Return the milestones of one timetable or all, worded as in the first, by phase."""
    every: dict[str, Milestone] = {}
    for one in rules.timetables.values() if timetable is None else [rules.timetable(timetable)]:
        every = {**every, **one.milestones, **every}
    phases = list(rules.phases)
    return dict(sorted(every.items(), key=lambda pair: phases.index(pair[1].phase)))


@dataclass(frozen=True)
class Load:
    """Counts `milestones` by week, and keeps only the counts; `limits` are the most in a week."""

    milestones: Mapping[str, Milestone]
    limits: Mapping[str, int] = field(default_factory=dict)
    _counts: Counter[tuple[date, str]] = field(default_factory=Counter, init=False, compare=False)

    def add(self, days: Mapping[str, Dating]) -> None:
        """Count the milestones of an inspection, each in every week in which it has a day."""
        for key in self.milestones.keys() & days.keys():
            first, last = days[key].first or days[key].last, days[key].last
            monday = first - timedelta(days=first.weekday())
            while monday <= last:
                self._counts[monday, key] += 1
                monday += _WEEK

    def weeks(self) -> Iterator[tuple[date, Mapping[str, int], Sequence[str]]]:
        """Give every week from the first with dates to the last: counts, and those over a limit."""
        mondays = sorted({monday for monday, _ in self._counts})
        for week in range((mondays[-1] - mondays[0]) // _WEEK + 1 if mondays else 0):
            monday = mondays[0] + week * _WEEK
            counts = {key: self._counts[monday, key] for key in self.milestones}
            yield monday, counts, [key for key, most in self.limits.items() if counts[key] > most]


def load_milestones(milestones: Mapping[str, Milestone]) -> Mapping[str, Milestone]:
    """Choose what a load counts: fieldwork and the official one-day milestones."""
    return {k: one for k, one in milestones.items() if k == FIELDWORK or one.is_official_day}
