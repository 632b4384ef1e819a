"""Who else counts working days, and how each is asked.

Each peer is given dates of its own type, made beforehand, and whatever it can prepare once.
"""

import operator
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Any

from jtai_cli import bankholidays

TOGETHER = 10_000
"""How many days numpy moves in one call, where it is asked for many at once."""

Call = tuple[Callable[[Any, Any], Any], Any, Any]
"""A function and the two arguments that it is called with."""


@dataclass(frozen=True, slots=True)
class Peer:
    """Somebody who counts working days, and on whose bank holidays.

    `shift` and `between` give a function and its two arguments, which answers when it is called;
    `day` and `number` turn the answer into a date, and into working days from a working day to a
    later one, the first not counted. `at_once` is how many answers one call gives.
    """

    name: str
    data: str
    shift: Callable[[date, int], Call]
    between: Callable[[date, date], Call]
    day: Callable[[Any], date] = lambda answer: answer
    number: Callable[[Any], int] = int
    at_once: int = 1


class _Nothing:
    """Methods that are called and answer without looking: no arithmetic in Python is faster."""

    def shift(self, day: date, working_days: int) -> date:  # noqa: ARG002 - that is the point
        return day


def all_peers() -> Sequence[Peer]:
    """Give ourselves, the floor and all peers; ourselves first."""
    return (
        _ours(), _floor(), _numpy(), _numpy_together(), _pandas(), _holidays(), _workalendar(),
        _bizdays(), _lexdays(),
    )  # fmt: skip


def _ours() -> Peer:
    calendar = bankholidays.table().calendar()
    return Peer(
        "jtai",
        "its own, generated from holidays",
        lambda day, n: (calendar.shift, day, n),
        lambda first, last: (calendar.between, first, last),
    )


def _floor() -> Peer:
    nothing = _Nothing()
    return Peer(
        "a method that does nothing",
        "none",
        lambda day, n: (nothing.shift, day, n),
        lambda first, last: (nothing.shift, first, last),
    )


def _days_of_numpy() -> tuple[Any, Any, Any]:
    """Give numpy's two functions on our bank holidays, and its type of date."""
    import numpy as np

    days = np.busdaycalendar(holidays=[*bankholidays.table().days])
    return (
        partial(np.busday_offset, roll="backward", busdaycal=days),
        partial(np.busday_count, busdaycal=days),
        partial(np.datetime64),
    )


def _numpy() -> Peer:
    offset, count, own = _days_of_numpy()
    return Peer(
        "numpy",
        "jtai's list",
        lambda day, n: (offset, own(day), n),
        lambda first, last: (count, own(first), own(last)),
        day=lambda answer: date.fromisoformat(str(answer)),
    )


def _numpy_together() -> Peer:
    import numpy as np

    offset, count, own = _days_of_numpy()

    def many(day: date) -> Any:  # noqa: ANN401 - an array of numpy's
        return np.full(TOGETHER, own(day))

    return Peer(
        f"numpy, {TOGETHER:,} days in one call",
        "jtai's list",
        lambda day, n: (offset, many(day), n),
        lambda first, last: (count, many(first), many(last)),
        day=lambda answer: date.fromisoformat(str(answer[0])),
        number=lambda answer: int(answer[0]),
        at_once=TOGETHER,
    )


def _pandas() -> Peer:
    import pandas as pd

    def step(n: int) -> Any:  # noqa: ANN401 - an offset of pandas'
        return pd.offsets.CustomBusinessDay(n, holidays=[*bankholidays.table().days])

    one = step(1)
    return Peer(
        "pandas",
        "jtai's list",
        lambda day, n: (operator.add, pd.Timestamp(day), step(n)),
        lambda first, last: (
            lambda start, end: len(pd.date_range(start, end, freq=one)) - 1,
            pd.Timestamp(first),
            pd.Timestamp(last),
        ),
        day=lambda answer: date(answer.year, answer.month, answer.day),
    )


def _holidays() -> Peer:
    from holidays import country_holidays

    own = country_holidays("GB", subdiv="ENG", years=range(2018, 2029))
    return Peer(
        "holidays",
        "its own",
        lambda day, n: (own.get_nth_working_day, day, n),
        lambda first, last: (own.get_working_days_count, first, last),
        number=lambda answer: int(answer) - 1,  # it counts both ends
    )


def _workalendar() -> Peer:
    from workalendar.europe import UnitedKingdom

    own = UnitedKingdom()
    return Peer(
        "workalendar",
        "its own",
        lambda day, n: (own.add_working_days, day, n),
        lambda first, last: (own.get_working_days_delta, first, last),
    )


def _bizdays() -> Peer:
    from bizdays import Calendar

    own = Calendar.load("PMC/LSE")
    return Peer(
        "bizdays",
        "the London Stock Exchange's, of pandas_market_calendars",
        lambda day, n: (own.offset, day, n),
        lambda first, last: (own.bizdays, first, last),
    )


def _lexdays() -> Peer:
    from lexdays import calendar

    own = calendar("gb-eaw")
    return Peer(
        "lexdays",
        "its own",
        lambda day, n: (own.add_business_days, day, n),
        lambda first, last: (own.business_days_between, first, last),
    )
