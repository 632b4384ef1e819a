"""What a partnership does before any call: the steps of a period, and its dry runs in full.

Every step is on a working day outside the quiet days, but for the fieldwork of a dry run that
the plan dates: what is planned is kept.
"""

from datetime import date

from jtai_cli.bankholidays import Division
from jtai_cli.dating import Calendars
from jtai_cli.errors import UsageError
from jtai_cli.frameworks import Frameworks
from jtai_cli.habits import DryRun, Habit
from jtai_cli.plan import Inspection
from jtai_cli.preparation import reach
from jtai_cli.preparation.dryruns import DryRuns, Rehearsal
from jtai_cli.preparation.steps import Step, Steps
from jtai_cli.records import dataclass
from jtai_cli.workingdays import Period, WorkingCalendar

__all__ = ["Programme", "Rehearsal", "Step", "programme"]


@dataclass(frozen=True, slots=True)
class Programme:
    """What is done in a period, both ends included, by day and then in the order of the file.

    `inspection` is the dry run that the plan dates, and `planned` the same in full, wherever it
    lies; `rehearsals` are those whose fieldwork begins in the period. `published_to` ends the
    days whose bank holidays are published.
    """

    name: str
    inspection: Inspection | None
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

    @property
    def habits(self) -> tuple[Habit, ...]:
        """The habits that have a step, each once, by the day of their first."""
        return tuple({step.habit.key: step.habit for step in self.steps}.values())


def programme(
    rules: Frameworks,
    name: str,
    inspection: Inspection | None,
    *,
    period: Period,
    calendars: Calendars,
) -> Programme:
    """Lay out what a partnership does in a period, both ends included.

    `inspection` is the dry run that the plan dates under that name, None where there is none. It
    takes the place of the nearest that the rules propose, and others are like it.

    Raises:
        UsageError: the rules say nothing of preparation.
        OutOfRangeError: days lie outside the years whose bank holidays are known.
        JtaiError: a dry run cannot be dated.
    """
    if rules.preparation is None:
        raise UsageError(
            "these rules say nothing of how a partnership prepares",
            "rules with a part 'preparation', as jtai's own have",
        )
    habits = rules.preparation.habits
    rule = next((h.rule for h in habits.values() if isinstance(h.rule, DryRun)), None)
    runs = None
    if rule is not None:
        runs = DryRuns(rules, rule, name=name, inspection=inspection, calendars=calendars)
    planned = None if runs is None else runs.planned
    division = calendars.division_or(rules.preparation.division)
    calendar = calendars.calendar(division, reach.span(rules, period, planned))
    found = Steps(rules, habits, _without_quiet_days(rules, calendar), runs)
    steps = [step for habit in habits.values() for step in found.within(habit, period)]
    steps.sort(key=lambda step: step.day)
    return Programme(
        name=name,
        inspection=inspection,
        period=period,
        division=division,
        calendar=found.clock,
        steps=tuple(steps),
        rehearsals=tuple(found.rehearsal(s) for s in steps if isinstance(s.habit.rule, DryRun)),
        planned=planned,
    )


def _without_quiet_days(rules: Frameworks, calendar: WorkingCalendar) -> WorkingCalendar:
    """Return the calendar on which the quiet days of every year are no working days."""
    if rules.christmas is None:
        return calendar
    years = range(calendar.first.year - 1, calendar.last.year + 1)
    return calendar.with_closures(rules.christmas.in_year(year) for year in years)
