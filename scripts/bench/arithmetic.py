"""How long one shift, and one count between two days, takes us and each peer.

Ours and a peer's are measured in turn, and the ratio is the median of those of the pairs. The
loop and the call are counted on both sides.
"""

import json
import sys
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from itertools import repeat
from statistics import median
from time import perf_counter_ns

from jtai_cli import bankholidays
from scripts.bench.agreement import agreements
from scripts.bench.peers import Call, Peer, all_peers

DISTANCES = (10, 70, 1000)
FIRST = date(2020, 3, 2)  # a Monday; 1,000 working days later all peers still have bank holidays
_LEAST_NS = 5_000_000


@dataclass(frozen=True, slots=True)
class Speed:
    """What a call takes at best, and how many times longer than ours it takes."""

    peer: str
    what: str
    distance: int
    nanoseconds: float
    ratio: float


def speeds(peers: Sequence[Peer], rounds: int) -> Iterator[Speed]:
    """Measure all peers against the first of them, which comes last."""
    ours, *others = peers
    for distance in DISTANCES:
        for what in ("shift", "between"):
            own = _call(ours, what, distance)
            best = []
            for peer in others:
                first, second = _pairs(own, _call(peer, what, distance), rounds)
                each = [nanoseconds / peer.at_once for nanoseconds in second]
                ratio = median(b / a for a, b in zip(first, each, strict=True))
                best.append(min(first))
                yield Speed(peer.name, what, distance, min(each), ratio)
            yield Speed(ours.name, what, distance, min(best), 1)


def sameness(ours: Peer, what: str, rounds: int) -> float:
    """Measure ours for the longest distance against the shortest: the ratio."""
    short, *_, long = DISTANCES
    pairs = _pairs(_call(ours, what, short), _call(ours, what, long), rounds)
    return median(b / a for a, b in zip(*pairs, strict=True))


def _call(peer: Peer, what: str, distance: int) -> Call:
    """Give what a peer is asked: a shift, or a count to the day that a shift arrives at."""
    if what == "shift":
        return peer.shift(FIRST, distance)
    return peer.between(FIRST, bankholidays.table().calendar().shift(FIRST, distance))


def _pairs(one: Call, other: Call, rounds: int) -> tuple[list[float], list[float]]:
    """Measure two calls in turn, so many times over: nanoseconds a call."""
    times, other_times = _times(one), _times(other)
    taken: tuple[list[float], list[float]] = ([], [])
    for _ in range(rounds):
        taken[0].append(_loop(one, times) / times)
        taken[1].append(_loop(other, other_times) / other_times)
    return taken


def _times(call: Call) -> int:
    """Find how often a call fits into the least time that can be measured well."""
    number = 1
    while (taken := _loop(call, number)) < _LEAST_NS:
        number = max(2 * number, number * _LEAST_NS // max(taken, 1))
    return number


def _loop(asked: Call, number: int) -> int:
    call, first, second = asked
    begun = perf_counter_ns()
    for _ in repeat(None, number):
        call(first, second)
    return perf_counter_ns() - begun


def main(rounds: int) -> None:
    """Measure, and print it as JSON."""
    peers = all_peers()
    found = {
        "speeds": [asdict(speed) for speed in speeds(peers, rounds)],
        "sameness": {what: sameness(peers[0], what, 2 * rounds) for what in ("shift", "between")},
        "agreements": [asdict(one) for one in agreements(peers)],
    }
    print(json.dumps(found))


if __name__ == "__main__":
    main(int(sys.argv[1]))
