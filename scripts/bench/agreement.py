"""How often each peer's answer is the one that GOV.UK's list of bank holidays gives.

The right answers are counted here, one day after the other, from the list alone.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from importlib.resources import files

from scripts.bench.peers import Peer

FIRST, LAST = date(2018, 1, 1), date(2028, 12, 31)
DISTANCES = (1, 10, 70)
_SATURDAY = 5


@dataclass(frozen=True, slots=True)
class Agreement:
    """How many shifts and counts a peer was asked for, and how many it gave right, or refused.

    `bank_holidays` is how many of those `listed` on weekdays the peer steps over; `missed` are
    those that it takes for working days, `others` the working days that it steps over. A day
    about which it refuses to answer is neither.
    """

    peer: str
    data: str
    asked: int
    shifts: int
    counts: int
    refused: int
    listed: int
    bank_holidays: int
    missed: Sequence[str]
    others: Sequence[str]


def agreements(peers: Sequence[Peer]) -> list[Agreement]:
    """Ask every peer that gives one answer a call."""
    listed = _bank_holidays()
    days = (FIRST + timedelta(days=number) for number in range((LAST - FIRST).days + 1))
    weekdays = [day for day in days if day.weekday() < _SATURDAY]
    return [_agreement(peer, weekdays, listed) for peer in peers if _answers(peer)]


def _answers(peer: Peer) -> bool:
    return peer.at_once == 1 and peer.data != "none"


def _bank_holidays() -> frozenset[date]:
    """Read GOV.UK's list for England and Wales."""
    text = files("govuk_bank_holidays").joinpath("bank-holidays.json").read_text("utf-8")
    events = json.loads(text)["england-and-wales"]["events"]
    return frozenset(date.fromisoformat(event["date"]) for event in events)


def _agreement(peer: Peer, weekdays: Sequence[date], listed: frozenset[date]) -> Agreement:
    working = [day for day in weekdays if day not in listed]
    asked = shifts = counts = refused = 0
    for distance in DISTANCES:
        for first, last in zip(working, working[distance:], strict=False):
            asked += 1
            shifted = _shifted(peer, first, distance)
            refused += shifted is None
            shifts += shifted == last
            counts += _counted(peer, first, last) == distance
    free, walked = _free(peer, working)
    known = {day for day in weekdays if day in listed and day > working[0]}
    return Agreement(
        peer.name,
        peer.data,
        asked,
        shifts,
        counts,
        refused,
        listed=len(known),
        bank_holidays=len(free & known),
        missed=[*map(str, sorted(walked & known))],
        others=[*map(str, sorted(free - known))],
    )


def _free(peer: Peer, working: Sequence[date]) -> tuple[set[date], set[date]]:
    """Walk from the first working day to the last, one by one: the weekdays stepped over, and on.

    Where the peer refuses, the walk begins again at the next working day.
    """
    over, on, reached = set[date](), set[date](), date.min
    for start in working:
        if start < reached:
            continue
        reached = start
        while reached < working[-1] and (after := _shifted(peer, reached, 1)) is not None:
            between = range(1, (after - reached).days)
            over.update(reached + timedelta(days=number) for number in between)
            on.add(after)
            reached = after
    return {day for day in over if day.weekday() < _SATURDAY}, on


def _shifted(peer: Peer, day: date, distance: int) -> date | None:
    """Ask for a shift; None where the peer refuses."""
    try:
        call, first, second = peer.shift(day, distance)
        return peer.day(call(first, second))
    except Exception:  # noqa: BLE001 - each peer refuses in its own way
        return None


def _counted(peer: Peer, start: date, end: date) -> int | None:
    """Ask for the working days between two days; None where the peer refuses."""
    try:
        call, first, second = peer.between(start, end)
        return peer.number(call(first, second))
    except Exception:  # noqa: BLE001 - each peer refuses in its own way
        return None
