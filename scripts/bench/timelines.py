"""How many whole timelines one core resolves in a second, and how much of that is arithmetic.

Each inspection is dated once, so that nothing kept from an earlier one helps. The arithmetic is
what the calendar was asked while one was dated, asked again by itself. The library is asked as
a program of somebody else's would ask it.
"""

import json
import sys
from collections.abc import Callable, Sequence
from datetime import date
from itertools import cycle
from statistics import median
from time import perf_counter
from typing import Any

from jtai_cli import bankholidays, date_inspection, dating, load
from jtai_cli.bankholidays import Division
from jtai_cli.plan import Inspection, Known
from jtai_cli.workingdays import Period, WorkingCalendar
from scripts.bench.working_days import working_days

THEMES = ("front-door", "child-sexual-abuse", "domestic-abuse")
FIRST, LAST = date(2022, 1, 4), date(2031, 12, 31)
_REPLAYS = 20

_Asked = tuple[Callable[..., Any], tuple[Any, ...]]


class _Calendars:
    """One calendar for all, whatever is asked."""

    def __init__(self, calendar: WorkingCalendar) -> None:
        self._calendar = calendar

    def division_or(self, default: Division) -> Division:
        return default

    def calendar(self, division: Division, span: Period) -> WorkingCalendar:  # noqa: ARG002 - as the protocol has them
        return self._calendar


class _Listening(WorkingCalendar):
    """A calendar that writes down what arithmetic it is asked for."""

    asked: list[_Asked]

    def shift(self, day: date, working_days: int) -> date:
        self.asked.append((super().shift, (day, working_days)))
        return super().shift(day, working_days)

    def between(self, first: date, last: date) -> int:
        self.asked.append((super().between, (first, last)))
        return super().between(first, last)

    def is_working_day(self, day: date) -> bool:
        self.asked.append((super().is_working_day, (day,)))
        return super().is_working_day(day)


def main(rounds: int) -> None:
    """Measure, and print it as JSON."""
    rules = load.frameworks(None)
    plain = bankholidays.table().calendar()
    listening = _Listening(
        Period(plain.first, plain.last),
        bank_holidays=plain.bank_holidays,
        published_to=plain.published_to,
    )
    inspections = [
        Inspection(Known("fieldwork", day), theme=theme)
        for day, theme in zip(working_days(FIRST, LAST), cycle(THEMES), strict=False)
    ]
    seconds, shares, library = [], [], []
    asked: list[_Asked] = []
    first, _ = dating.dated(rules, inspections[0], _Calendars(plain))
    for number in range(rounds):
        some = inspections[number::rounds]
        whole = _seconds(lambda one: dating.dated(rules, one, _Calendars(plain)), some)
        listening.asked = asked = []
        for one in some:
            dating.dated(rules, one, _Calendars(listening))
        seconds.append(whole / len(some))
        shares.append(_replayed(asked) / whole)
        library.append(_seconds(lambda one: date_inspection(one, rules), some) / len(some))
    found = {
        "a_second": 1 / min(seconds),
        "a_second_median": 1 / median(seconds),
        "share": median(shares),
        "library": 1 / min(library),
        "asked": len(asked) / len(inspections[rounds - 1 :: rounds]),
        "milestones": len(first.milestones),
    }
    print(json.dumps(found))


def _seconds(dated: Callable[[Inspection], object], inspections: Sequence[Inspection]) -> float:
    begun = perf_counter()
    for one in inspections:
        dated(one)
    return perf_counter() - begun


def _replayed(asked: Sequence[_Asked]) -> float:
    """Ask everything again; how long that takes at best."""
    best = float("inf")
    for _ in range(_REPLAYS):
        begun = perf_counter()
        for call, arguments in asked:
            call(*arguments)
        best = min(best, perf_counter() - begun)
    return best


if __name__ == "__main__":
    main(int(sys.argv[1]))
