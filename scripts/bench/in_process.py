"""Measure what runs inside one process: working days, in jtai and its peers, and timelines.

It runs in the environment of the peers, and prints its figures as JSON.
"""

import json
from collections.abc import Callable, Sequence
from datetime import date, timedelta
from functools import partial
from importlib.resources import files
from time import perf_counter
from timeit import Timer
from typing import Any, NamedTuple

import lexdays
import numpy as np
from bizdays import Calendar
from holidays import country_holidays
from workalendar.europe import UnitedKingdom

from jtai_cli import bankholidays
from jtai_cli.files.rules import load_rules
from jtai_cli.notes import annotate
from jtai_cli.plan import Inspection, Known
from jtai_cli.timeline import resolve

FAR, COMPARED = (10, 70, 1000), (1, 10, 70)
START = date(2020, 3, 2)  # a Monday; 1,000 working days later all peers still know bank holidays
FIRST, LAST, DATED_FROM = date(2018, 1, 1), date(2028, 12, 31), date(2022, 1, 4)
SECONDS, ROUNDS = 0.005, 50


class Peer(NamedTuple):
    """A library that shifts by working days: whose bank holidays it uses, and its type of day."""

    name: str
    bank_holidays: str
    shift: Callable[[Any, int], Any]
    own: Callable[[date], Any] = lambda day: day

    def nanoseconds(self, far: int) -> float:
        """Measure one shift at best, the call included."""
        names = {"shift": self.shift, "day": self.own(START), "far": far}
        timer = Timer("shift(day, far)", globals=names)
        times = int(SECONDS / min(timer.repeat(3, 1))) + 1
        return min(timer.repeat(ROUNDS, times)) / times * 1e9

    def answers(self, working: Sequence[date]) -> Sequence[str]:
        """Count the right answers; name the days wrongly taken, or not taken, for working days."""
        tried = right = refused = 0
        wrong = set[str]()
        days = [*map(self.own, working)]
        for far in COMPARED:
            for first, last in zip(days, days[far:], strict=False):
                tried += 1
                try:
                    reached = self.shift(first, far)
                except Exception:  # noqa: BLE001 - each peer refuses in its own way
                    refused += 1
                    continue
                right += int(reached == last)
                if far == 1 and reached != last:
                    wrong.add(str(min(reached, last)))
        numbers = (f"{number:,}" for number in (tried, right, refused))
        return (self.name, self.bank_holidays, *numbers, ", ".join(sorted(wrong)) or "none")


def peers() -> Sequence[Peer]:
    """Return jtai, the floor (doing nothing) and all peers."""
    ours = bankholidays.table()
    of_numpy = np.busdaycalendar(holidays=[*ours.bank_holidays])
    offset = partial(np.busday_offset, roll="backward", busdaycal=of_numpy)
    england = country_holidays("GB", subdiv="ENG", years=range(FIRST.year, LAST.year + 1))
    return (
        Peer("jtai", "its own", ours.shift),
        Peer("doing nothing", "", lambda day, _: day),
        Peer("numpy", "jtai's", offset, np.datetime64),
        Peer("bizdays", "the London Stock Exchange's", Calendar.load("PMC/LSE").offset),
        Peer("holidays", "its own", england.get_nth_working_day),
        Peer("workalendar", "its own", UnitedKingdom().add_working_days),
        Peer("lexdays", "its own", lexdays.calendar("gb-eaw").add_business_days),
    )


def timelines(days: Sequence[date]) -> float:
    """Date inspections, with notes: how many a second."""
    rules, calendars = load_rules(None), bankholidays.Calendars()
    begun = perf_counter()
    for day in days:
        inspection = Inspection(Known("fieldwork", day), theme="front-door")
        annotate(resolve(rules, inspection, calendars), rules)
    return len(days) / (perf_counter() - begun)


if __name__ == "__main__":
    text = files("govuk_bank_holidays").joinpath("bank-holidays.json").read_text("utf-8")
    listed = {event["date"] for event in json.loads(text)["england-and-wales"]["events"]}
    every_day = (FIRST + timedelta(days=number) for number in range((LAST - FIRST).days + 1))
    working = [day for day in every_day if day.isoweekday() < 6 and str(day) not in listed]  # noqa: PLR2004 - Saturday
    days, measured = [day for day in working if day >= DATED_FROM], peers()
    figures = {
        "speeds": {one.name: [one.nanoseconds(far) for far in FAR] for one in measured},
        "answers": [one.answers(working) for one in measured if one.bank_holidays],
        # Each inspection once, so that no cache from an earlier one helps.
        "timelines": max(timelines(days[number::5]) for number in range(5)),
        "days": [*map(str, days)],
    }
    print(json.dumps(figures))
