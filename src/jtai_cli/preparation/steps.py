"""Steps: each habit's turns, rolled to working days or counted from those of another habit."""

from collections.abc import Iterator, Mapping
from datetime import date

from jtai_cli.dated import DatedMilestone
from jtai_cli.dates import days_of_months, say, weekdays_of_months
from jtai_cli.errors import UsageError
from jtai_cli.frameworks import Frameworks
from jtai_cli.habits import (
    AfterHabit,
    DayOfMonth,
    DryRun,
    FrameworkChange,
    Habit,
    WeekdayOfMonth,
    months,
)
from jtai_cli.milestones import Edge, Weekday
from jtai_cli.preparation import reach
from jtai_cli.preparation.dryruns import DryRuns, Rehearsal, turn
from jtai_cli.records import dataclass, replace
from jtai_cli.workingdays import Period, WorkingCalendar


@dataclass(frozen=True, slots=True)
class Step:
    """Something to do on one day.

    `occurrence` names the turn for good, whatever its day: by the month of the habit that it
    rests on ("2027-06"), or by the framework that changes, which `of` then entitles. `by_rule` is
    the day that the rule gives, and `passed` why that is no day for it (None where it is the
    day). `counted_from` is the day of what it is counted from. `provisional` days rest on bank
    holidays that are not published yet.
    """

    habit: Habit
    occurrence: str
    day: date
    by_rule: date
    passed: str | None
    provisional: bool
    counted_from: date | None = None
    of: str | None = None


@dataclass(frozen=True, slots=True)
class Steps:
    """Finds the steps of habits; `clock` is the calendar that habits run on."""

    rules: Frameworks
    habits: Mapping[str, Habit]
    clock: WorkingCalendar
    runs: DryRuns | None

    def within(self, habit: Habit, period: Period) -> Iterator[Step]:
        """Give the steps of a habit that fall in a period.

        Raises:
            OutOfRangeError: days lie outside the calendar.
            JtaiError: a dry run cannot be dated.
        """
        roots = reach.of(habit, self.rules).before(period)
        yield from (step for step in self._resting_on(roots, habit) if step.day in period)

    def rehearsal(self, step: Step) -> Rehearsal:
        """Return the dry run that a step is."""
        return self._runs.held(step.occurrence, step.day)

    @property
    def _runs(self) -> DryRuns:
        assert self.runs is not None, "where there is a habit of dry runs, there are dry runs"
        return self.runs

    def _resting_on(self, roots: Period, habit: Habit) -> Iterator[Step]:
        """Give the steps of a habit that all begin with a day in a span, and a planned dry run."""
        match habit.rule:
            case WeekdayOfMonth() as rule:
                weekday = list(Weekday).index(rule.weekday)
                days = weekdays_of_months(roots, months(rule), week=rule.week, weekday=weekday)
                yield from (self._rolled(habit, turn(day), day) for day in days)
            case DayOfMonth() as rule:
                days = days_of_months(roots, months(rule), day=rule.day)
                yield from (self._rolled(habit, turn(day), day) for day in days)
            case DryRun():
                yield from (
                    self._rolled(habit, turn(day), day) for day in self._runs.proposals(roots)
                )
                yield from self._planned(habit)
            case FrameworkChange() as rule:
                yield from self._changes(roots, habit, rule)
            case AfterHabit() as rule:
                anchors = self._resting_on(roots, self.habits[rule.anchor])
                yield from (self._after(anchor, habit, rule) for anchor in anchors)

    def _rolled(self, habit: Habit, occurrence: str, by_rule: date) -> Step:
        """Make a step on the first working day from the one that the rule gives."""
        day = self.clock.roll_forward(by_rule)
        return Step(
            habit=habit,
            occurrence=occurrence,
            day=day,
            by_rule=by_rule,
            passed=self.clock.why_not(by_rule),
            provisional=self.clock.is_projected(day),
        )

    def _planned(self, habit: Habit) -> Iterator[Step]:
        if (planned := self._runs.planned) is not None:
            first, projected = planned.first, self.clock.is_projected(planned.first)
            yield Step(habit, planned.occurrence, first, first, passed=None, provisional=projected)

    def _changes(self, roots: Period, habit: Habit, rule: FrameworkChange) -> Iterator[Step]:
        """Give a step for each time that a theme or timetable comes into force, or that ends."""
        rules = self.rules
        times = [(one.key, one.title, one.in_force) for one in rules.themes.values()]
        times += [(one.key, one.title, (one.in_force,)) for one in rules.timetables.values()]
        for key, title, in_force in times:
            for number, time in enumerate(in_force, start=1):
                changed = time.first if rule.edge is Edge.FIRST else time.last
                if changed is not None and changed in roots:
                    by_rule = self.clock.shift(changed, rule.working_days)
                    step = self._rolled(habit, f"{key} {number}", by_rule)
                    yield replace(step, counted_from=changed, of=title)

    def _after(self, anchor: Step, habit: Habit, rule: AfterHabit) -> Step:
        counted_from, provisional = anchor.day, anchor.provisional
        if rule.milestone is not None:
            dated = self._milestone(anchor, habit, rule.milestone)
            counted_from, provisional = dated.last, provisional or dated.provisional
        by_rule = self.clock.shift(counted_from, rule.working_days)
        step = self._rolled(habit, anchor.occurrence, by_rule)
        provisional = provisional or step.provisional
        return replace(step, counted_from=counted_from, of=anchor.of, provisional=provisional)

    def _milestone(self, anchor: Step, habit: Habit, key: str) -> DatedMilestone:
        timeline = self.rehearsal(anchor).timeline
        if key not in timeline.timetable.milestones:
            raise UsageError(
                f"'{habit.title}' is counted from {key}, which the timetable of the dry run of "
                f"{say(anchor.day)}, {timeline.timetable.key}, does not have",
                "another milestone for it in the rules, or later days",
            )
        return timeline.dated(key)
