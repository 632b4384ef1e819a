"""What a partnership does before any call: the steps of a period, and its dry runs in full.

Every step is on a working day outside the quiet days, except the fieldwork of a dry run that the
plan dates, which is not moved. No dry run is proposed on days to avoid.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from typing import NamedTuple

from jtai_cli.bankholidays import Calendars, Division
from jtai_cli.dates import recurring, say
from jtai_cli.errors import AmbiguousError, UsageError
from jtai_cli.kinds import Edge
from jtai_cli.notes import annotate
from jtai_cli.plan import Inspection, Known
from jtai_cli.rules import FIELDWORK, AfterHabit, DryRun, FrameworkChange, Habit, Recurring, Rules
from jtai_cli.timeline import Timeline, resolve
from jtai_cli.workingdays import Period, WorkingCalendar

_DAY, _WEEK, _YEAR = timedelta(days=1), timedelta(weeks=1), timedelta(days=366)
_DAYS_OFF, _LEAP_YEAR = 31, 2000
"""More days off in a row than there ever are, quiet days aside; a year with a 29 February."""
_MOST_MOVES = 26  # weeks by which a dry run can be moved off days to avoid


class Step(NamedTuple):
    """Something to do on one day.

    `occurrence` identifies it wherever it moves: by the recurring day that it is counted from, as
    the rule gives it, or by the framework that changes, whose title is `framework`. `passed` says
    why it is not on the day `by_rule`. `counted_from` is the day that it is counted from.
    `provisional` days depend on bank holidays that are not published yet.
    """

    habit: Habit
    occurrence: str
    day: date
    by_rule: date
    passed: str | None = None
    provisional: bool = False
    counted_from: date | None = None
    framework: str | None = None


class Programme(NamedTuple):
    """What is done in a period, both ends included, by day and then in the order of the file.

    `planned` is the dry run dated by the plan, even outside the period; `rehearsals` begin in it.
    """

    like: Inspection
    period: Period
    division: Division
    calendar: WorkingCalendar
    steps: tuple[Step, ...]
    rehearsals: tuple[Timeline, ...]
    planned: Timeline | None


def programme(
    rules: Rules,
    period: Period,
    like: Inspection,
    calendars: Calendars,
    avoided: Sequence[tuple[str, Period]] = (),
) -> Programme:
    """Lay out what a partnership does in a period, both ends included.

    Dry runs are `like` one inspection. If that is a rehearsal, it replaces the nearest dry run that
    the rules propose. `avoided` are days to avoid, with their names.
    """
    if rules.preparation is None:
        problem = "these rules say nothing about how a partnership prepares"
        raise UsageError(problem, "rules with a section 'preparation', like jtai's own")
    division, habits = calendars.division or rules.preparation.division, rules.preparation.habits
    calendars.calendar(division, period)  # refuses a period without known bank holidays
    planned = annotate(resolve(rules, like, calendars), rules) if like.is_rehearsal else None
    roots = _roots(rules, habits, period)
    days = [day for span in (period, *roots.values()) for day in span]
    days += [one.last for one in planned.milestones] if planned is not None else []
    calendar = calendars.calendar(division, Period(min(days), max(days)))
    if rules.christmas is not None:
        years = range(calendar.first.year - 1, calendar.last.year + 1)
        calendar = calendar.with_closures(tuple(map(rules.christmas.in_year, years)))
    other = replace(
        like, timetable=None, stated={}, closures=(), done=None, accepted=None, is_rehearsal=True
    )
    found = _Steps(rules, calendars, calendar, other, planned, avoided)
    every: dict[str, list[Step]] = {}
    for key, habit in habits.items():
        every[key] = list(found.of(habit, roots[key], every))
    steps = [step for of in every.values() for step in of if step.day in period]
    steps.sort(key=lambda step: step.day)
    runs = (found.dry_runs[one.occurrence] for one in steps if isinstance(one.habit.rule, DryRun))
    return Programme(like, period, division, calendar, tuple(steps), tuple(runs), planned)


def _roots(rules: Rules, habits: Mapping[str, Habit], period: Period) -> dict[str, Period]:
    """Return, by habit, a generous span of days that steps of a period may be counted from."""
    quiet = rules.christmas.in_year(_LEAP_YEAR) if rules.christmas is not None else None
    off = _DAYS_OFF + ((quiet.last - quiet.first).days if quiet is not None else 0)
    reach, roots = dict.fromkeys(habits, 0), {}
    for key, habit in reversed([*habits.items()]):  # as each is counted from one above it
        rule = habit.rule
        reach[key] += off
        if isinstance(rule, AfterHabit | FrameworkChange):
            reach[key] += 2 * abs(rule.working_days)
        if isinstance(rule, AfterHabit):
            if (milestone := rule.milestone) is not None:
                every = rules.timetables.values()
                chains = (one.chain(milestone) for one in every if milestone in one.milestones)
                reach[key] += max(sum(one.rule.reach_days for one in chain) for chain in chains)
            reach[rule.anchor] = max(reach[rule.anchor], reach[key])
        days = reach[key] * _DAY
        roots[key] = Period(period.first - days - _MOST_MOVES * _WEEK, period.last + days)
    return roots


@dataclass(frozen=True)
class _Steps:
    """Finds the steps of habits, counted on `calendar`, and dates their dry runs on the way."""

    rules: Rules
    calendars: Calendars
    calendar: WorkingCalendar
    like: Inspection
    planned: Timeline | None
    avoided: Sequence[tuple[str, Period]]
    dry_runs: dict[str, Timeline] = field(default_factory=dict)

    def of(self, habit: Habit, roots: Period, above: Mapping[str, list[Step]]) -> Iterator[Step]:
        """Give the steps of a habit, counted from the steps `above` or from days in `roots`."""
        match habit.rule:
            case Recurring(rrule=rrule):
                for day in recurring(rrule, roots):
                    yield self._rolled(habit, day.isoformat(), day)
            case DryRun(rrule=rrule):
                yield from self._all_dry_runs(habit, rrule, roots)
            case FrameworkChange() as rule:
                yield from self._changes(habit, rule, roots)
            case AfterHabit() as rule:
                for anchor in above[rule.anchor]:
                    yield self._after(habit, rule, anchor)

    def _rolled(self, habit: Habit, occurrence: str, by_rule: date) -> Step:
        day = self.calendar.roll_forward(by_rule)
        passed, projected = self.calendar.why_not(by_rule), self.calendar.is_projected(day)
        return Step(habit, occurrence, day, by_rule, passed, projected)

    def _all_dry_runs(self, habit: Habit, rrule: str, roots: Period) -> Iterator[Step]:
        """Give the planned dry run in place of the nearest by the rule, and propose the others."""
        replaced = None
        if self.planned is not None:
            day = self.planned.fieldwork.day(Edge.FIRST)
            near = recurring(rrule, Period(day - _YEAR, day + _YEAR))
            # Of two equally near, the earlier.
            replaced = min(near, key=lambda one: (abs(one - day), one), default=day)
            self.dry_runs[replaced.isoformat()] = self.planned
            yield Step(habit, replaced.isoformat(), day, day, None, self.calendar.is_projected(day))
        for day in recurring(rrule, roots):
            # There is nothing to rehearse where no timetable is in force.
            in_force = any(day in one.in_force for one in self.rules.timetables.values())
            if in_force and day != replaced:
                yield self._proposed(habit, day)

    def _proposed(self, habit: Habit, by_rule: date) -> Step:
        """Propose a dry run without days to avoid from its first day to the end of fieldwork."""
        step = self._rolled(habit, by_rule.isoformat(), by_rule)
        for _ in range(_MOST_MOVES + 1):
            proposed = replace(self.like, known=Known(FIELDWORK, step.day))
            try:
                timeline = annotate(resolve(self.rules, proposed, self.calendars), self.rules)
            except AmbiguousError as error:
                # Its own hint is an option that only other commands have.
                raise AmbiguousError(error.message, "rules with one timetable at a time") from None
            if (avoided := self._avoided(timeline)) is None:
                self.dry_runs[step.occurrence] = timeline
                return step
            monday = step.day - step.day.weekday() * _DAY + _WEEK
            later = self._rolled(habit, step.occurrence, monday)
            step = later._replace(by_rule=by_rule, passed=step.passed or avoided)
        problem = f"no dry run can be proposed from {say(by_rule)} on: all weeks have days to avoid"
        raise UsageError(problem, "fewer days to avoid")

    def _avoided(self, timeline: Timeline) -> str | None:
        """Name days to avoid that share a working day with the dry run, if any do."""
        dated = (one for one in timeline.milestones if one.milestone.rule.is_task)
        begin = min(one.day(Edge.FIRST) for one in dated)
        for name, period in self.avoided:
            first, last = max(begin, period.first), min(timeline.fieldwork.last, period.last)
            if first <= last and timeline.calendar.between(first - _DAY, last):
                return name
        return None

    def _changes(self, habit: Habit, rule: FrameworkChange, roots: Period) -> Iterator[Step]:
        times = [(one.key, one.title, one.in_force) for one in self.rules.themes.values()]
        times += [(t.key, t.title, (t.in_force,)) for t in self.rules.timetables.values()]
        for key, title, in_force in times:
            for number, time in enumerate(in_force, start=1):
                changed = time.first if rule.edge is Edge.FIRST else time.last
                if changed is not None and changed in roots:
                    by_rule = self.calendar.shift(changed, rule.working_days)
                    step = self._rolled(habit, f"{key} {number}", by_rule)
                    yield step._replace(counted_from=changed, framework=title)

    def _after(self, habit: Habit, rule: AfterHabit, anchor: Step) -> Step:
        day, provisional = anchor.day, anchor.provisional
        if rule.milestone is not None:
            dated = self.dry_runs[anchor.occurrence].dated(rule.milestone)
            day, provisional = dated.last, provisional or dated.provisional
        step = self._rolled(habit, anchor.occurrence, self.calendar.shift(day, rule.working_days))
        unsure = provisional or step.provisional
        return step._replace(counted_from=day, framework=anchor.framework, provisional=unsure)
