"""How far a step may lie from the day that it all begins with, in days, so that none is missed."""

from datetime import date

from jtai_cli.frameworks import Frameworks, Timetable
from jtai_cli.habits import AfterHabit, FrameworkChange, Habit
from jtai_cli.milestones import Fieldwork, Window, WorkingDays
from jtai_cli.preparation.dryruns import Rehearsal
from jtai_cli.records import dataclass
from jtai_cli.retrace import way_back
from jtai_cli.workingdays import Period

_WOBBLE = 31
"""More days off than follow one another anywhere."""
_LEAP_YEAR = 2000


@dataclass(frozen=True, slots=True)
class Reach:
    """The least and the most days, signed, by which a rule moves a day, generously."""

    least: int = 0
    most: int = 0

    def __add__(self, other: "Reach") -> "Reach":
        """Reach further by another rule."""
        return Reach(self.least + other.least, self.most + other.most)

    def __or__(self, other: "Reach") -> "Reach":
        """Reach as far as either."""
        return Reach(min(self.least, other.least), max(self.most, other.most))

    def before(self, period: Period) -> Period:
        """Return the days from which a period may be reached, as far as there are dates."""
        first = period.first.toordinal() - self.most
        last = period.last.toordinal() - self.least
        return Period(_clamped(first), _clamped(last))


def of(habit: Habit, rules: Frameworks) -> Reach:
    """Tell how far a habit may lie from the day that begins what it rests on."""
    assert rules.preparation is not None, "a habit is one of them"
    quiet = rules.christmas.in_year(_LEAP_YEAR) if rules.christmas else None
    rolled = _WOBBLE + (0 if quiet is None else (quiet.last - quiet.first).days)
    found = Reach(0, rolled)
    for one in rules.preparation.above(habit):
        match one.rule:
            case FrameworkChange(working_days=count):
                found += _shift(count, rolled)
            case AfterHabit(working_days=count, milestone=milestone):
                found += _shift(count, rolled)
                if milestone is not None:
                    having = [t for t in rules.timetables.values() if milestone in t.milestones]
                    found += _furthest([_of_milestone(milestone, one) for one in having])
            case _:
                pass
    return found


def span(rules: Frameworks, period: Period, planned: Rehearsal | None) -> Period:
    """Return days that surely hold all that the steps of a period rest on."""
    assert rules.preparation is not None, "there are steps to reach"
    reaches = [of(habit, rules) for habit in rules.preparation.habits.values()]
    far = max((max(-one.least, one.most) for one in reaches), default=0)
    days = [period.first, period.last]
    if planned is not None:
        days += [planned.first, *(dated.last for dated in planned.timeline.milestones)]
    return Reach(-far, far).before(Period(min(days), max(days)))


def _of_milestone(key: str, timetable: Timetable) -> Reach:
    """Tell how far the last day of a milestone lies from the first day of fieldwork."""
    found = Reach()
    for milestone in way_back(timetable, key):
        match milestone.rule:
            case WorkingDays(working_days=count):
                found += _shift(count, _WOBBLE)
            case Fieldwork(working_days=count):
                found += Reach(0, _shift(count, _WOBBLE).most)
            case Window(first_working_day=first, last_working_day=last):
                found += _shift(first, _WOBBLE) | _shift(last, _WOBBLE)
            case _:
                pass  # what is counted in months, or has no beginning, ends on its anchor
    return found


def _furthest(reaches: list[Reach]) -> Reach:
    found = Reach()
    for one in reaches:
        found |= one
    return found


def _shift(working_days: int, rolled: int) -> Reach:
    """Take three days for each working day, which leaves room for every holiday."""
    far = 3 * abs(working_days) + rolled
    return Reach(-far, 0) if working_days < 0 else Reach(0, far)


def _clamped(ordinal: int) -> date:
    return date.fromordinal(min(max(ordinal, date.min.toordinal()), date.max.toordinal()))
