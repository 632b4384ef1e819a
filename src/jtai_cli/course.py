"""What a timetable says of every inspection alike, worked out once.

A timetable is frozen, so that what follows from its rules alone can be kept beside it.
"""

from collections.abc import Iterable, Iterator, Mapping
from datetime import timedelta
from functools import lru_cache

from jtai_cli.frameworks import Timetable
from jtai_cli.milestones import (
    CalendarDays,
    Fieldwork,
    Milestone,
    Months,
    ReadingRule,
    Rule,
    UpTo,
    Window,
    WorkingDays,
)
from jtai_cli.records import dataclass

_KEPT = 32
"""How many timetables are kept: the official ones, and some with local milestones."""


CountedRule = WorkingDays | Window | Months | UpTo
"""A rule that counts from an anchor."""


@dataclass(frozen=True, slots=True)
class Step:
    """Milestones that one rule dates on one clock: they have the same days."""

    rule: CountedRule
    skips_closures: bool
    milestones: tuple[Milestone, ...]


@dataclass(frozen=True, slots=True)
class Course:
    """The order in which a timetable is dated, and how its milestones hang together.

    `steps` date all but fieldwork, each after what it is counted from. `ways` gives
    the anchors from a milestone to fieldwork, both included, nearest first; `origins` the
    milestone that a count is shown from, for those that have one. `in_working_days` are the
    keys of what no calendar months date. `reach` is longer than any inspection.
    """

    fieldwork: Milestone
    steps: tuple[Step, ...]
    ways: Mapping[str, tuple[Milestone, ...]]
    origins: Mapping[str, str]
    in_working_days: tuple[str, ...]
    reach: timedelta


@lru_cache(maxsize=_KEPT)
def course_of(timetable: Timetable) -> Course:
    """Work out the course of a timetable."""
    fieldwork = timetable.fieldwork
    milestones = timetable.milestones.values()
    return Course(
        fieldwork=fieldwork,
        steps=tuple(_steps(milestones)),
        ways={one.key: tuple(_way(one, timetable)) for one in milestones},
        origins={
            one.key: one.counted_from or fieldwork.key
            for one in milestones
            if isinstance(one.rule, WorkingDays | Window)
        },
        in_working_days=tuple(
            one.key for one in milestones if not isinstance(one.rule, Months | UpTo)
        ),
        reach=sum((_reach(rule) for rule in timetable.rules()), timedelta(days=366)),
    )


def _steps(milestones: Iterable[Milestone]) -> Iterator[Step]:
    alike: dict[tuple[CountedRule, bool], list[Milestone]] = {}
    for one in milestones:
        if not isinstance(one.rule, Fieldwork):
            alike.setdefault((one.rule, one.skips_closures), []).append(one)
    for (rule, skips_closures), dated_alike in alike.items():
        yield Step(rule, skips_closures, tuple(dated_alike))


def _way(milestone: Milestone, timetable: Timetable) -> Iterator[Milestone]:
    yield milestone
    while not isinstance(rule := milestone.rule, Fieldwork):
        milestone = timetable.milestone(rule.anchor)
        yield milestone


def _reach(rule: Rule | ReadingRule) -> timedelta:
    """Return more days than a rule can move a date by; half of all days may be closed."""
    match rule:
        case WorkingDays() | Fieldwork():
            return timedelta(days=2 * abs(rule.working_days))
        case Window():
            return timedelta(days=2 * max(abs(rule.first_working_day), abs(rule.last_working_day)))
        case Months():
            return timedelta(days=31 * abs(rule.months))
        case CalendarDays():
            return timedelta(days=abs(rule.calendar_days))
        case UpTo():
            return timedelta()
