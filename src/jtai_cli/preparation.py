"""What a partnership does before any call: the steps of a period, and its dry runs in full.

Every step is on a working day outside the quiet days, but for the fieldwork of a dry run that
the plan dates, which is kept. No dry run is proposed on days to avoid.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from typing import NamedTuple

from jtai_cli.bankholidays import Calendars, Division
from jtai_cli.dates import recurring, say
from jtai_cli.errors import AmbiguousError, UsageError
from jtai_cli.kinds import Edge, Unit
from jtai_cli.notes import annotate
from jtai_cli.plan import Inspection, Known
from jtai_cli.rules import AfterHabit, DryRun, FrameworkChange, Habit, Recurring, Rules
from jtai_cli.timeline import Timeline, resolve
from jtai_cli.workingdays import Period, WorkingCalendar

_DAY, _WEEK, _YEAR = timedelta(days=1), timedelta(weeks=1), timedelta(days=366)
_DAYS_OFF, _LEAP_YEAR = 31, 2000
"""More days off than follow one another anywhere, quiet days left aside; a year with every day."""
_MOST_MOVES = 26
"""Weeks by which a dry run is moved off days to avoid."""


@dataclass(frozen=True, slots=True)
class Preparing:
    """A name, the inspection that the plan has under it, and days to avoid, with their names.

    A rehearsal takes the place of the nearest dry run that the rules propose. All others are
    like the inspection.
    """

    name: str
    inspection: Inspection | None = None
    avoided: tuple[tuple[str, Period], ...] = ()


@dataclass(frozen=True, slots=True)
class Step:
    """Something to do on one day.

    `occurrence` names the turn whatever its day: by the day that the rule gives for what it rests
    on, or by the framework that changes, whose title is `framework`. `passed` says why it is not
    on the day `by_rule`. `counted_from` is the day of what it is counted from. `provisional` days
    rest on bank holidays that are not published yet.
    """

    habit: Habit
    occurrence: str
    day: date
    by_rule: date
    passed: str | None = None
    provisional: bool = False
    counted_from: date | None = None
    framework: str | None = None


class Rehearsal(NamedTuple):
    """A dry run in full: planned, with a date in the plan, or proposed."""

    timeline: Timeline
    is_planned: bool

    @property
    def first(self) -> date:
        """The first day of its fieldwork."""
        return self.timeline.fieldwork.day(Edge.FIRST)


@dataclass(frozen=True, slots=True)
class Programme:
    """What is done in a period, both ends included, by day and then in the order of the file.

    `planned` is the dry run that the plan dates, wherever it lies. `rehearsals` are the dry runs
    whose fieldwork begins in the period.
    """

    preparing: Preparing
    period: Period
    division: Division
    calendar: WorkingCalendar
    steps: tuple[Step, ...]
    rehearsals: tuple[Rehearsal, ...]
    planned: Rehearsal | None

    @property
    def proposed(self) -> date | None:
        """The fieldwork that the rules propose for a dry run, where the plan dates none."""
        if self.planned is not None or not self.rehearsals:
            return None
        return self.rehearsals[0].first


def programme(
    rules: Rules, preparing: Preparing, period: Period, calendars: Calendars
) -> Programme:
    """Lay out what a partnership does in a period, both ends included."""
    if rules.preparation is None:
        raise UsageError(
            "these rules say nothing about how a partnership prepares",
            "rules with a section 'preparation', like jtai's own",
        )
    division = calendars.division_or(rules.preparation.division)
    calendars.calendar(division, period)  # a period that is not known at all goes no further
    habits, planned, replaced = rules.preparation.habits, None, ""
    if preparing.inspection is not None and preparing.inspection.is_rehearsal:
        planned = _timeline(rules, preparing.inspection, calendars)
        replaced = _replaced(habits, planned.fieldwork.day(Edge.FIRST))
    roots = {key: _roots(rules, habits, habit, period) for key, habit in habits.items()}
    days = [day for span in (period, *roots.values()) for day in span]
    days += [one.last for one in planned.milestones] if planned is not None else []
    calendar = calendars.calendar(division, Period(min(days), max(days)))
    if rules.christmas is not None:
        years = range(calendar.first.year - 1, calendar.last.year + 1)
        calendar = calendar.with_closures(rules.christmas.in_year(year) for year in years)
    found = _Steps(rules, habits, preparing, calendars, calendar, planned, replaced)
    steps = [step for key, habit in habits.items() for step in found.of(habit, roots[key])]
    steps = sorted((step for step in steps if step.day in period), key=lambda step: step.day)
    turns = [step.occurrence for step in steps if isinstance(step.habit.rule, DryRun)]
    rehearsals = tuple(Rehearsal(found.dry_runs[turn], turn == replaced) for turn in turns)
    kept = Rehearsal(planned, is_planned=True) if planned is not None else None
    return Programme(preparing, period, division, calendar, tuple(steps), rehearsals, kept)


def _replaced(habits: Mapping[str, Habit], planned: date) -> str:
    """Return the turn that the rules propose nearest to a day; of two as near, the earlier."""
    near = [
        day
        for habit in habits.values()
        if isinstance(habit.rule, DryRun)
        for day in recurring(habit.rule.rrule, Period(planned - _YEAR, planned + _YEAR))
    ]
    return min(near, key=lambda day: (abs(day - planned), day), default=planned).isoformat()


def _timeline(rules: Rules, inspection: Inspection, calendars: Calendars) -> Timeline:
    return annotate(resolve(rules, replace(inspection, is_rehearsal=True), calendars), rules)


def _roots(rules: Rules, habits: Mapping[str, Habit], habit: Habit, period: Period) -> Period:
    """Return days that hold every day on which a step of a period rests, generously."""
    quiet = rules.christmas.in_year(_LEAP_YEAR) if rules.christmas is not None else None
    off = _DAYS_OFF + ((quiet.last - quiet.first).days if quiet is not None else 0)
    days, rule = off, habit.rule
    while isinstance(rule, AfterHabit):
        days += 2 * abs(rule.working_days) + off
        if (key := rule.milestone) is not None:
            chains = [one.chain(key) for one in rules.timetables.values() if key in one.milestones]
            days += max(sum(one.rule.reach_days for one in chain) for chain in chains)
        rule = habits[rule.anchor].rule
    if isinstance(rule, FrameworkChange):
        days += 2 * abs(rule.working_days)
    moved = _MOST_MOVES * _WEEK if isinstance(rule, DryRun) else timedelta()
    return Period(period.first - days * _DAY - moved, period.last + days * _DAY)


@dataclass(frozen=True, slots=True)
class _Steps:
    """Finds the steps of habits, which run on `calendar`, and dates their dry runs on the way.

    `replaced` is the turn that the planned dry run takes.
    """

    rules: Rules
    habits: Mapping[str, Habit]
    preparing: Preparing
    calendars: Calendars
    calendar: WorkingCalendar
    planned: Timeline | None
    replaced: str
    dry_runs: dict[str, Timeline] = field(default_factory=dict)

    def of(self, habit: Habit, roots: Period) -> Iterator[Step]:
        """Give the steps of a habit that rest on a day of a period, or on the planned dry run."""
        match habit.rule:
            case Recurring(rrule=rrule):
                for day in recurring(rrule, roots):
                    yield self._rolled(habit, day.isoformat(), day)
            case DryRun(rrule=rrule):
                yield from self._all_dry_runs(habit, rrule, roots)
            case FrameworkChange() as rule:
                yield from self._changes(habit, rule, roots)
            case AfterHabit() as rule:
                for anchor in self.of(self.habits[rule.anchor], roots):
                    yield self._after(habit, rule, anchor)

    def _rolled(self, habit: Habit, occurrence: str, by_rule: date) -> Step:
        """Make a step on the first working day from the one that the rule gives."""
        day = self.calendar.roll_forward(by_rule)
        passed, projected = self.calendar.why_not(by_rule), self.calendar.is_projected(day)
        return Step(habit, occurrence, day, by_rule, passed, projected)

    def _all_dry_runs(self, habit: Habit, rrule: str, roots: Period) -> Iterator[Step]:
        """Give the planned dry run, and a proposal for every other turn."""
        if self.planned is not None:
            self.dry_runs[self.replaced] = self.planned
            day = self.planned.fieldwork.day(Edge.FIRST)
            yield Step(habit, self.replaced, day, day, None, self.calendar.is_projected(day))
        for day in recurring(rrule, roots):
            # There is nothing to rehearse where no timetable is in force.
            in_force = any(day in one.in_force for one in self.rules.timetables.values())
            if in_force and day.isoformat() != self.replaced:
                yield self._proposed(habit, day)

    def _proposed(self, habit: Habit, by_rule: date) -> Step:
        """Propose a dry run that takes no day to avoid, from its first day to its fieldwork."""
        step = self._rolled(habit, by_rule.isoformat(), by_rule)
        for _ in range(_MOST_MOVES + 1):
            timeline = self._like_the_planned(step.day)
            if (avoided := self._avoided(timeline)) is None:
                self.dry_runs[step.occurrence] = timeline
                return step
            later = self.calendar.roll_forward(step.day - step.day.weekday() * _DAY + _WEEK)
            projected = self.calendar.is_projected(later)
            step = replace(step, day=later, passed=step.passed or avoided, provisional=projected)
        raise UsageError(
            f"no dry run can be proposed from {say(by_rule)} on: all weeks have days to avoid",
            "fewer days to avoid",
        )

    def _avoided(self, timeline: Timeline) -> str | None:
        """Name days to avoid that share a working day with the dry run, if any do."""
        dated = (one for one in timeline.milestones if one.milestone.rule.unit is not Unit.NOTHING)
        begin = min(one.day(Edge.FIRST) for one in dated)
        for name, period in self.preparing.avoided:
            first, last = max(begin, period.first), min(timeline.fieldwork.last, period.last)
            if first <= last and timeline.calendar.between(first - _DAY, last):
                return name
        return None

    def _like_the_planned(self, fieldwork: date) -> Timeline:
        key = next(iter(self.rules.timetables.values())).fieldwork.key
        known, like = Known(key, fieldwork), self.preparing.inspection
        proposed = Inspection(known, name=self.preparing.name)
        if like is not None:
            proposed = replace(
                like, known=known, timetable=None, stated={}, closures=(), done=None, accepted=None
            )
        try:
            return _timeline(self.rules, proposed, self.calendars)
        except AmbiguousError as error:
            # What it offers is an option of other commands.
            raise AmbiguousError(error.message, "rules with one timetable at a time") from None

    def _changes(self, habit: Habit, rule: FrameworkChange, roots: Period) -> Iterator[Step]:
        """Give a step for each time that a theme or timetable comes into force, or ends."""
        times = [(one.key, one.title, one.in_force) for one in self.rules.themes.values()]
        times += [(t.key, t.title, (t.in_force,)) for t in self.rules.timetables.values()]
        for key, title, in_force in times:
            for number, time in enumerate(in_force, start=1):
                changed = time.first if rule.edge is Edge.FIRST else time.last
                if changed is not None and changed in roots:
                    by_rule = self.calendar.shift(changed, rule.working_days)
                    step = self._rolled(habit, f"{key} {number}", by_rule)
                    yield replace(step, counted_from=changed, framework=title)

    def _after(self, habit: Habit, rule: AfterHabit, anchor: Step) -> Step:
        day, provisional = anchor.day, anchor.provisional
        if rule.milestone is not None:
            timeline = self.dry_runs[anchor.occurrence]
            if rule.milestone not in timeline.timetable.milestones:
                raise UsageError(
                    f"'{habit.title}' is counted from {rule.milestone}, which the timetable of "
                    f"the dry run of {say(day)}, {timeline.timetable.key}, does not have",
                    "another milestone for it in the rules, or later days",
                )
            dated = timeline.dated(rule.milestone)
            day, provisional = dated.last, provisional or dated.provisional
        step = self._rolled(habit, anchor.occurrence, self.calendar.shift(day, rule.working_days))
        return replace(
            step,
            counted_from=day,
            framework=anchor.framework,
            provisional=provisional or step.provisional,
        )
