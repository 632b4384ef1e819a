"""The polling days and the quiet days of the year that the letters of some weeks fall in."""

from collections.abc import Iterator
from datetime import timedelta

from jtai_cli.frameworks import Frameworks, PollingDay
from jtai_cli.lookahead.weeks import LookAhead, Week
from jtai_cli.milestones import Edge
from jtai_cli.records import dataclass
from jtai_cli.workingdays import Period

_DAY = timedelta(days=1)
_POLLS, _QUIET = "pre-election-period", "letters-over-christmas"
"""The codes of the timelines' own notes."""


@dataclass(frozen=True, slots=True)
class Watched:
    """Days to watch, and the weeks whose letters they catch; `poll` ends a pre-election period."""

    days: Period
    weeks: tuple[Week, ...]
    poll: PollingDay | None = None


def watched(ahead: LookAhead, rules: Frameworks) -> tuple[Watched, ...]:
    """Give the days to watch that catch letters of any week, by date."""
    found = [*_polls(ahead, rules), *_quiet_days(ahead, rules)]
    held = (one for one in found if one.weeks)
    return tuple(sorted(held, key=lambda one: one.days.first))


def _polls(ahead: LookAhead, rules: Frameworks) -> Iterator[Watched]:
    caught = list(ahead.with_kind(_POLLS))
    period = rules.pre_election_period
    if not caught:
        return
    assert period is not None, "notes tell of it"
    for poll in rules.polling_days:
        # Half of all days may be closed: what lies further off cannot be in a counted period.
        earliest = poll.period_first or poll.day + 2 * period.working_days * _DAY
        near = [week for week in caught if _is_held(week, Period(earliest, poll.day))]
        if not near:
            continue
        calendar = near[0].timeline.calendar
        first = poll.period_first or calendar.shift(poll.day, period.working_days)
        days = Period(first, poll.day)
        yield Watched(days, tuple(week for week in near if _is_held(week, days)), poll)


def _is_held(week: Week, days: Period) -> bool:
    return any(
        one.milestone.held_before_polls and one.day(Edge.FIRST) in days for one in week.milestones
    )


def _quiet_days(ahead: LookAhead, rules: Frameworks) -> Iterator[Watched]:
    caught = list(ahead.with_kind(_QUIET))
    if not caught:
        return
    assert rules.christmas is not None, "notes tell of it"
    for year in range(ahead.span.first.year - 1, ahead.span.last.year + 1):
        days = rules.christmas.in_year(year)
        yield Watched(days, tuple(week for week in caught if _crosses(week, days)))


def _crosses(week: Week, days: Period) -> bool:
    """Tell whether the letters of a week are under way in days that its notes tell of."""
    letters = [one.last for one in week.milestones if one.milestone.skips_closures]
    after_fieldwork = week.timeline.fieldwork.last + _DAY
    return after_fieldwork <= days.last and max(letters) >= days.first
