"""What a partnership does before any call, as written: habits, each with the rule that dates it.

They hold what the part `preparation` of `frameworks.yaml` says and count nothing.
"""

from collections.abc import Iterator, Mapping
from enum import StrEnum
from typing import Annotated, Literal

from jtai_cli.bankholidays import Division
from jtai_cli.milestones import Basis, ByKind, Edge, Weekday
from jtai_cli.records import dataclass, field

MONTHS_OF_A_YEAR = 12


class Month(StrEnum):
    """A month of every year."""

    JANUARY = "january"
    FEBRUARY = "february"
    MARCH = "march"
    APRIL = "april"
    MAY = "may"
    JUNE = "june"
    JULY = "july"
    AUGUST = "august"
    SEPTEMBER = "september"
    OCTOBER = "october"
    NOVEMBER = "november"
    DECEMBER = "december"


@dataclass(frozen=True, slots=True)
class WeekdayOfMonth:
    """A weekday of some months of every year; `week` is 1 to 4, or -1 for the last of the month."""

    kind: Literal["weekday-of-month"]
    every_months: int
    first_month: Month
    week: int
    weekday: Weekday


@dataclass(frozen=True, slots=True)
class DayOfMonth:
    """A day of some months of every year, from the 1st to the 28th."""

    kind: Literal["day-of-month"]
    every_months: int
    first_month: Month
    day: int


@dataclass(frozen=True, slots=True)
class DryRun:
    """A rehearsal with a timeline of its own, whose fieldwork begins on such a weekday."""

    kind: Literal["dry-run"]
    every_months: int
    first_month: Month
    week: int
    weekday: Weekday


@dataclass(frozen=True, slots=True)
class FrameworkChange:
    """So many working days after a theme or a timetable comes into force, or after its last day."""

    kind: Literal["framework-change"]
    edge: Edge
    working_days: int


@dataclass(frozen=True, slots=True)
class AfterHabit:
    """So many working days after another habit (before it, when negative).

    Of a dry run, it is counted from the last day of a `milestone`; without one, from the first
    day of fieldwork.
    """

    kind: Literal["working-days"]
    anchor: str
    working_days: int
    milestone: str | None = None


Recurring = WeekdayOfMonth | DayOfMonth | DryRun
HabitRule = Annotated[WeekdayOfMonth | DayOfMonth | DryRun | FrameworkChange | AfterHabit, ByKind()]


def months(rule: Recurring) -> tuple[int, ...]:
    """List the months of a year in which a rule gives a day, 1 to 12.

    >>> months(DayOfMonth("day-of-month", every_months=3, first_month=Month.NOVEMBER, day=1))
    (2, 5, 8, 11)
    """
    first = list(Month).index(rule.first_month)
    found = (first + step for step in range(0, MONTHS_OF_A_YEAR, rule.every_months))
    return tuple(sorted(month % MONTHS_OF_A_YEAR + 1 for month in found))


@dataclass(frozen=True, slots=True)
class Habit:
    """Something that a partnership does again and again, and the rule that dates it.

    `title` heads a row ("Preparation meeting"), `name` stands in a sentence ("the preparation
    meeting"). `who` are keys of parties; `commands` are what to type, with NAME for the name of
    the dry run.
    """

    key: str
    title: str
    name: str
    rule: HabitRule
    why: str
    basis: Basis
    source: str
    who: tuple[str, ...] = ()
    detail: tuple[str, ...] = ()
    commands: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Preparation:
    """The habits, and whose bank holidays they leave out.

    A habit is counted from none or from one that stands above it; one at most is a dry run.
    """

    division: Division
    habits: Mapping[str, Habit] = field(default_factory=dict)

    def above(self, habit: Habit) -> Iterator[Habit]:
        """Give the habits that a habit rests on, nearest first, itself included."""
        yield habit
        while isinstance(habit.rule, AfterHabit):
            habit = self.habits[habit.rule.anchor]
            yield habit
