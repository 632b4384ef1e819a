"""What was measured, as one object that is kept in a file and asked by the page."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from statistics import median
from typing import Any

from scripts.bench.processes import Run


@dataclass(frozen=True, slots=True)
class Figures:
    """The raw figures of one run of everything, by what was measured."""

    told: dict[str, Any]

    def nanoseconds(self, peer: str, what: str) -> Sequence[float]:
        """Give what a call takes at best, for each distance."""
        return [one["nanoseconds"] for one in self._speeds(peer, what)]

    def ratios(self, peer: str, what: str) -> Sequence[float]:
        """Give how many times longer than ours a peer takes, for each distance."""
        return [one["ratio"] for one in self._speeds(peer, what)]

    def peers(self) -> Sequence[str]:
        """Name those whose arithmetic was measured, in the order of measuring; ourselves last."""
        return list(dict.fromkeys(one["peer"] for one in self.told["speeds"]))

    def runs(self, program: str) -> Sequence[Run]:
        """Give the runs of a program; nothing, if it could not be asked for what is meant."""
        return [Run(*run) for run in self.told["startup"].get(program, ())]

    def against(
        self, program: str, other: str, of: Callable[[Run], float | None] = lambda run: run.wall
    ) -> float | None:
        """Compare two programs in pairs: the median of the ratios, None where one is missing."""
        pairs = [
            (of(one), of(another))
            for one, another in zip(self.runs(program), self.runs(other), strict=False)
        ]
        ratios = [one / another for one, another in pairs if one and another]
        return median(ratios) if ratios else None

    def _speeds(self, peer: str, what: str) -> Sequence[dict[str, Any]]:
        return [one for one in self.told["speeds"] if (one["peer"], one["what"]) == (peer, what)]


def middle(runs: Sequence[Sequence[Any]], of: Callable[[Run], float | None]) -> float | None:
    """Give the median of something over runs, None where no run tells it."""
    found = [one for run in runs if (one := of(Run(*run))) is not None]
    return median(found) if found else None


def seconds(runs: Sequence[Sequence[Any]]) -> float:
    """Give the median of the seconds on the wall."""
    return median(Run(*run).wall for run in runs)
