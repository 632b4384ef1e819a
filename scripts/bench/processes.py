"""Whole processes: run, and measured by the system itself."""

import os
import resource
import subprocess
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from time import perf_counter
from typing import NamedTuple

_KIB_PER_MIB = 1024
_NOWHERE = os.open(os.devnull, os.O_RDWR)


class Run(NamedTuple):
    """What a process took: seconds on the wall, seconds of a core, MiB of memory at its peak.

    Linux never tells a peak below that of the process which started it, so that a peak is None
    where it is not above our own.
    """

    wall: float
    cpu: float
    peak: float | None


@dataclass(frozen=True, slots=True)
class Program:
    """A command to measure, with what it finds in its environment besides the usual."""

    key: str
    name: str
    command: tuple[str, ...]
    told: Mapping[str, str] = field(default_factory=dict)

    def environment(self) -> dict[str, str]:
        """Give the environment that it runs in: the same on every machine."""
        return {"PATH": os.defpath, "HOME": str(Path.cwd()), "LANG": "C.UTF-8", **self.told}

    def says_something(self) -> bool:
        """Tell whether it ends well, and writes anything."""
        done = subprocess.run(  # noqa: S603 - programs that this project chose
            self.command, env=self.environment(), capture_output=True, check=False
        )
        return done.returncode == 0 and done.stdout.strip() != b""

    def run(self) -> Run:
        """Run it once; what it writes goes nowhere.

        Raises:
            ChildProcessError: it does not end with status 0.
        """
        nowhere = [(os.POSIX_SPAWN_DUP2, _NOWHERE, stream) for stream in (0, 1, 2)]
        begun = perf_counter()
        process = os.posix_spawn(
            self.command[0], self.command, self.environment(), file_actions=nowhere
        )
        _, status, used = os.wait4(process, 0)
        wall = perf_counter() - begun
        if status:
            raise ChildProcessError(f"{' '.join(self.command)} ends with status {status}")
        peak = used.ru_maxrss / _KIB_PER_MIB
        own = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / _KIB_PER_MIB
        return Run(wall, used.ru_utime + used.ru_stime, peak if peak > own else None)


def in_turn(
    programs: Sequence[Program], rounds: int, *, thrown_away: int = 1
) -> dict[str, list[Run]]:
    """Run all programs in turn, so many times over; each round begins with another one.

    The rounds that come before them and are thrown away fill the system's caches.
    """
    runs: dict[str, list[Run]] = {program.key: [] for program in programs}
    for number in range(rounds + thrown_away):
        first = number % len(programs)
        for program in (*programs[first:], *programs[:first]):
            run = program.run()
            if number >= thrown_away:
                runs[program.key].append(run)
    return runs
