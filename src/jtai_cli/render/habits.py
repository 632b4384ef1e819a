"""How habits are worded, the same in every format: their rules, who acts, what to type."""

import re

from jtai_cli.dates import MONTHS
from jtai_cli.frameworks import Frameworks
from jtai_cli.habits import (
    MONTHS_OF_A_YEAR,
    AfterHabit,
    DayOfMonth,
    DryRun,
    FrameworkChange,
    Habit,
    Preparation,
    Recurring,
    WeekdayOfMonth,
    months,
)
from jtai_cli.milestones import Edge, WorkingDays
from jtai_cli.render import words

HEADING = "Preparation before any call"
FRAMEWORKS = "a theme or a timetable"
"""What a rule calls the framework that changes."""
_WEEKS = {1: "first", 2: "second", 3: "third", 4: "fourth", -1: "last"}
_ENDINGS = {1: "st", 2: "nd", 3: "rd", 21: "st", 22: "nd", 23: "rd"}
_NAME = re.compile(r"\bNAME\b")


def introduction(preparation: Preparation) -> str:
    """Say what habits are, and whose bank holidays they leave out."""
    where = words.division(preparation.division)
    return (
        f"Planning habits, not rules. A day that is no working day in {where}, or a quiet one, is "
        "moved on to the next."
    )


def rule(habit: Habit, frameworks: Frameworks) -> str:
    """Say a rule in words: "the second Tuesday of January, April, July and October"."""
    match habit.rule:
        case WeekdayOfMonth() as of:
            return f"the {_weekday(of)}"
        case DryRun() as of:
            return f"fieldwork from the {_weekday(of)}"
        case DayOfMonth(day=day) as of:
            return f"the {day}{_ENDINGS.get(day, 'th')} of {_months(of)}"
        case FrameworkChange(edge=edge, working_days=days):
            first = edge is Edge.FIRST
            ends = (
                "day on which {} comes into force" if first else "last day on which {} is in force"
            )
            return f"{_offset(days)} the {ends.format(FRAMEWORKS)}"
        case AfterHabit(working_days=days) as of:
            return f"{_offset(days)} {_anchor(of, frameworks)}"


def who(habit: Habit, frameworks: Frameworks) -> str:
    """Name who acts: "Director of children's social care, Partnership"."""
    return ", ".join(frameworks.parties[key].title for key in habit.who)


def commands(habit: Habit, name: str) -> tuple[str, ...]:
    """List what to type for a dry run of that name."""
    return tuple(_NAME.sub(lambda _: name, command) for command in habit.commands)


def told(habit: Habit, frameworks: Frameworks) -> list[tuple[str, tuple[str, ...]]]:
    """Tell of a habit label by label: rule, why, detail, who, what to type, basis."""
    facts = (
        ("Rule", (rule(habit, frameworks),)),
        ("Why", (habit.why,)),
        ("Detail", habit.detail),
        ("Who", tuple(filter(None, [who(habit, frameworks)]))),
        ("Type", tuple(f"`{command}`" for command in habit.commands)),
        ("Basis", (f"{habit.basis}: {habit.source}",)),
    )
    return [(label, lines) for label, lines in facts if lines]


def _weekday(of: WeekdayOfMonth | DryRun) -> str:
    return f"{_WEEKS[of.week]} {words.sentence(of.weekday)} of {_months(of)}"


def _months(of: Recurring) -> str:
    named = months(of)
    if len(named) == MONTHS_OF_A_YEAR:
        return "every month"
    return words.listed(MONTHS[month - 1] for month in named)


def _offset(working_days: int) -> str:
    return words.offset(working_days, "working day") if working_days else "on"


def _anchor(of: AfterHabit, frameworks: Frameworks) -> str:
    assert frameworks.preparation is not None, "a habit is one of them"
    name = frameworks.preparation.habits[of.anchor].name
    if of.milestone is None:
        return name
    having = (t for t in frameworks.timetables.values() if of.milestone in t.milestones)
    milestone = next(having).milestones[of.milestone]
    one_day = isinstance(milestone.rule, WorkingDays)
    return f"{'' if one_day else 'the last day of '}{milestone.name} of {name}"
