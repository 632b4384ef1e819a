"""Dates that have moved, and the reasons, in words."""

from collections.abc import Iterable
from datetime import date
from itertools import groupby

from jtai_cli import bankholidays
from jtai_cli.dates import say, say_short, say_span
from jtai_cli.drift import Moved
from jtai_cli.drift.changes import (
    BankHolidayChanged,
    Change,
    ClosureChanged,
    KnownChanged,
    StatedChanged,
    TimetableChanged,
)
from jtai_cli.frameworks import Timetable
from jtai_cli.plan import Known
from jtai_cli.render import words

_NO_DATE = "no longer dated"


def title(moved: Moved) -> str:
    """Name what has moved."""
    return moved.milestone.title if moved.milestone else moved.key


def days(moved: Moved) -> str:
    """Say both dates in a column: "Fri  1 Aug 2025, now Mon  4 Aug 2025"."""
    now = _NO_DATE if moved.now is None else f"now {say_short(moved.now)}"
    return f"{say_short(moved.accepted)}, {now}"


def many(moved: Iterable[Moved]) -> str:
    """Count them in a sentence: "1 date has moved since it was accepted"."""
    match len(tuple(moved)):
        case 0:
            return "no accepted date has moved"
        case 1:
            return "1 date has moved since it was accepted"
        case number:
            return f"{number} dates have moved since they were accepted"


def why(moved: Moved, timetable: Timetable) -> str:
    """Say why a date has moved: "because Monday 16 June 2025 is a bank holiday now"."""
    if not moved.causes:
        return "why cannot be seen here: its rule may have changed"
    told = (_because(change, timetable) for change in moved.causes)
    return f"because {words.listed(told)}"


def sentences(moved: Iterable[Moved], timetable: Timetable) -> tuple[str, ...]:
    """Tell what has moved and why, a sentence for all that has moved for the same reasons."""
    told = []
    for _, alike in groupby(moved, key=lambda one: one.causes):
        together = tuple(alike)
        dates = words.listed(f"{one.key} ({one.accepted}, {_now(one)})" for one in together)
        told.append(f"{many(together)}: {dates}; {why(together[0], timetable)}")
    return tuple(told)


def _now(moved: Moved) -> str:
    return _NO_DATE if moved.now is None else f"now {moved.now}"


def _because(change: Change, timetable: Timetable) -> str:
    match change:
        case TimetableChanged(accepted=before, now=now):
            return f"the timetable is {now} now, not {before}"
        case KnownChanged(accepted=before, now=now):
            if before.milestone == now.milestone:
                return (
                    f"{_name(now.milestone, timetable)} is on {_days(now)} now, not {_days(before)}"
                )
            return f"what is known now is {_known(now, timetable)}, not {_known(before, timetable)}"
        case StatedChanged(milestone=key, accepted=day, now=stated):
            return f"{_name(key, timetable)} is {_stated(day, stated)}"
        case ClosureChanged(closure=closure, is_over=is_over):
            now_or_not = "no longer" if is_over else "now"
            return f"{say_span(closure.first, closure.last)} is a closure {now_or_not}"
        case BankHolidayChanged(day=day, name=None):
            return f"{say(day)} is a bank holiday no longer"
        case BankHolidayChanged(day=day, name=name):
            called = "" if name == bankholidays.EXTRA else f" ({name})"
            return f"{say(day)} is a bank holiday now{called}"


def _stated(before: date | None, now: date | None) -> str:
    if now is None:
        return "stated no longer"
    return f"stated for {say(now)}" + ("" if before is None else f" now, not {say(before)}")


def _name(key: str, timetable: Timetable) -> str:
    return timetable.milestones[key].name if key in timetable.milestones else key


def _days(known: Known) -> str:
    return say(known.first) if known.last is None else say_span(known.first, known.last)


def _known(known: Known, timetable: Timetable) -> str:
    return f"{_name(known.milestone, timetable)} on {_days(known)}"
