"""Do to jtai what power cuts, full disks and many hands do: nothing may be lost.

    unshare --map-root-user --mount python scripts/torture.py [ORDEAL]... [--times N]

Prints a line of figures an ordeal, and stops at the first loss with the status 1. A full and a
read-only disk are mounted, which is why this has a namespace of its own.
"""

import argparse
import os
import random
import subprocess
import sys
import tempfile
import tomllib
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from itertools import chain, cycle
from pathlib import Path
from time import perf_counter

PLAN = b"""\
# Kept by the business manager; ask before you change it.

[inspections.kingston-2025]  # the first of ours
# told on the phone
fieldwork = 2025-03-03  # by the lead inspector
theme = "front-door"
"""
PAGE = b"""\
# Our plan

<!-- jtai:begin timeline inspection=kingston-2025 -->
stale
<!-- jtai:end -->
"""
AREAS = b"area,fieldwork\n" + b"".join(b"Area %d,2025-03-03\n" % number for number in range(200))
GIVEN = {"jtai.toml": PLAN, "page.md": PAGE, "areas.csv": AREAS}
TYPED = b"what somebody typed\n"
PACK = ("jtai.ics", "plan.xlsx", "plan.html", "plan.csv")
FILLER = "filler"
DISK, ROOM, STEP = "512k", 96 * 1024, 4096
REFUSED = 2


@dataclass(frozen=True, slots=True)
class Deed:
    """A command that writes, and what its files hold before it; None: there is no such file."""

    argv: Sequence[str]
    before: Mapping[str, bytes | None]

    def prepared(self, directory: Path) -> None:
        """Put everything as it is before the command; what killed ones left stays."""
        for name, content in {**dict.fromkeys(PACK), **GIVEN, **self.before}.items():
            if content is None:
                (directory / name).unlink(missing_ok=True)
            else:
                (directory / name).write_bytes(content)

    def begun(self, directory: Path) -> subprocess.Popen[str]:
        """Start the command."""
        return subprocess.Popen(  # noqa: S603 - our own program
            (sys.executable, "-m", "jtai_cli", *self.argv),
            cwd=directory,
            env={**os.environ, "TMPDIR": str(directory)},
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            text=True,
        )

    def held(self, directory: Path) -> dict[str, bytes | None]:
        """Read what its files hold now."""
        files = {name: directory / name for name in self.before}
        return {name: file.read_bytes() if file.exists() else None for name, file in files.items()}

    def demand(self, truth: object, what: str) -> None:
        """Stop where something is not true."""
        if not truth:
            sys.exit(f"{' '.join(self.argv[:2])}: {what}")


SET = Deed(
    ("plan", "set", "kingston-2025", "stated.draft-letter=2025-04-04", "area=Kingston"),
    {"jtai.toml": PLAN},
)
DEEDS = (
    SET,
    Deed(("docs", "update", "page.md"), {"page.md": PAGE}),
    Deed(("export", "--fieldwork", "2025-03-03", *PACK), dict.fromkeys(PACK)),
    Deed(("export", "--inspection", "kingston-2025", "--force", *PACK), dict.fromkeys(PACK, TYPED)),
    Deed(("portfolio", "areas.csv", "--wide", "--force", "-o", "all.csv"), {"all.csv": TYPED}),
)


@dataclass(frozen=True, slots=True)
class Known:
    """What the files of a deed hold after it, and how long it takes."""

    after: Mapping[str, bytes | None]
    seconds: float


def _known(deed: Deed, directory: Path) -> Known:
    """Let a command end, which it must do well, and leave nothing beside its files."""
    deed.prepared(directory)
    start = perf_counter()
    process = deed.begun(directory)
    said = process.communicate(timeout=60)[1]
    seconds = perf_counter() - start
    deed.demand(process.returncode == 0, f"status {process.returncode}: {said}")
    deed.demand(not _left(directory), f"left {_left(directory)}")
    after = deed.held(directory)
    deed.demand(all(after[name] != deed.before[name] for name in after), "wrote nothing")
    return Known(after, seconds)


def _look(deed: Deed, known: Known, directory: Path) -> None:
    """Demand that every file is as before or as after, and that nothing strange stands there."""
    for name, content in deed.held(directory).items():
        deed.demand(content in (deed.before[name], known.after[name]), f"half of {name}")
    ours = {*GIVEN, FILLER, *chain(*(one.before for one in DEEDS)), *_left(directory)}
    strange = {path.name for path in directory.iterdir()} - ours
    deed.demand(not strange, f"left {strange}")


def _left(directory: Path) -> list[str]:
    """Name what is there only while something is written, or where a writer was killed."""
    names = [".*.lock", ".jtai-" + "[0-9a-f]" * 16 + ".tmp"]
    return [path.name for path in chain.from_iterable(map(directory.glob, names))]


def killed(directory: Path, times: int) -> str:
    """Kill commands, at any moment and while they write; then each has to end well."""
    known = [_known(deed, directory) for deed in DEEDS]
    chosen = random.Random()  # noqa: S311 - moments, not secrets
    kills = midway = 0
    for number, (deed, told) in enumerate(cycle(zip(DEEDS, known, strict=True))):
        if kills == times:
            break
        deed.prepared(directory)
        process = deed.begun(directory)
        moment = chosen.uniform(0, told.seconds)
        if number // len(DEEDS) % 2:
            _await_writing(process, directory)
            moment = chosen.uniform(0, 0.003)
        with suppress(subprocess.TimeoutExpired):
            process.wait(moment)
        process.kill()
        process.communicate()
        _look(deed, told, directory)
        kills += process.returncode < 0
        midway += bool(_left(directory))
        for name in _left(directory):
            os.utime(directory / name, (0, 0))
    again = [_known(deed, directory).after for deed in DEEDS]
    SET.demand(again == [told.after for told in known], "no longer writes the same")
    return f"{kills} commands killed, {midway} of them while they wrote; nothing lost"


def _await_writing(process: subprocess.Popen[str], directory: Path) -> None:
    before = set(_left(directory))
    while process.poll() is None and set(_left(directory)) <= before:
        pass


def writers(directory: Path, times: int) -> str:
    """Set inspections of one plan, all at once."""
    SET.prepared(directory)
    names = [f"area-{number}" for number in range(times)]
    deeds = [Deed(("plan", "set", name, "fieldwork=2025-03-03"), {}) for name in names]
    begun = [deed.begun(directory) for deed in deeds]
    refused = [said for one in begun if (said := one.communicate()[1])]
    SET.demand(not refused, f"{len(refused)} were refused, the first one: {refused[:1]}")
    text = (directory / "jtai.toml").read_bytes()
    there = tomllib.loads(text.decode())["inspections"].keys()
    SET.demand(there == {"kingston-2025", *names}, f"{len(there) - 1} are there")
    SET.demand(text.startswith(PLAN), "what stood there has changed")
    SET.demand(not _left(directory), f"left {_left(directory)}")
    return f"{times} commands at once on one plan; all did what they were told"


def full(directory: Path, times: int) -> str:
    """Give every command a disk with no room, and with more and more."""
    known = [_known(deed, directory) for deed in DEEDS]
    refused = done = 0
    with _mounted(directory):
        for room in range(0, ROOM, ROOM // times):
            for deed, told in zip(DEEDS, known, strict=True):
                deed.prepared(directory)
                _fill(directory / FILLER, room)
                is_done = _is_done(deed, told, directory, "the disk is full")
                refused, done = refused + (not is_done), done + is_done
                (directory / FILLER).unlink()
    SET.demand(refused and done, "the disk was never full, or always")
    return f"{refused} commands refused, {done} done; nothing half written"


def read_only(directory: Path, _: int) -> str:
    """Give every command a disk that cannot be written."""
    known = [_known(deed, directory) for deed in DEEDS]
    for deed, told in zip(DEEDS, known, strict=True):
        with _mounted(directory):
            deed.prepared(directory)
            _system("mount", "-o", "remount,ro", str(directory))
            is_done = _is_done(deed, told, directory, "read-only")
            deed.demand(not is_done, "wrote to what is read-only")
    return f"{len(DEEDS)} commands refused"


def _is_done(deed: Deed, known: Known, directory: Path, reason: str) -> bool:
    """Run a command and tell whether it did all; else it has to have done nothing, and say why."""
    process = deed.begun(directory)
    said = process.communicate(timeout=60)[1]
    _look(deed, known, directory)
    deed.demand(not _left(directory), f"left {_left(directory)}")
    held = deed.held(directory)
    if process.returncode == 0:
        deed.demand(held == known.after, "not all is there")
        return True
    deed.demand(held == deed.before, f"some is there: {said}")
    deed.demand(process.returncode == REFUSED and reason in said and "Traceback" not in said, said)
    return False


@contextmanager
def _mounted(directory: Path) -> Iterator[None]:
    _system("mount", "-t", "tmpfs", "-o", f"size={DISK}", "tmpfs", str(directory))
    try:
        yield
    finally:
        _system("umount", str(directory))


def _fill(filler: Path, room: int) -> None:
    """Fill a disk up, but for some room."""
    with suppress(OSError), filler.open("wb", buffering=0) as file:
        while file.write(b"\0" * STEP):
            pass
    os.truncate(filler, filler.stat().st_size - room)


def _system(*argv: str) -> None:
    subprocess.run(argv, check=True)  # noqa: S603 - names and paths of our own


Ordeal = Callable[[Path, int], str]
ORDEALS: Mapping[str, tuple[Ordeal, int]] = {
    "killed": (killed, 500),
    "writers": (writers, 200),
    "full": (full, 24),
    "read-only": (read_only, 1),
}


def main() -> None:
    """Go through the ordeals that are named, or all."""
    asked = argparse.ArgumentParser(description="Do to jtai what power cuts and full disks do.")
    asked.add_argument("ordeals", nargs="*", metavar="ORDEAL", help=", ".join(ORDEALS))
    asked.add_argument("--times", type=int, help="how many kills, writers or sizes")
    told = asked.parse_args()
    for name in told.ordeals or ORDEALS:
        ordeal, times = ORDEALS[name]
        with tempfile.TemporaryDirectory() as directory:
            start = perf_counter()
            figures = ordeal(Path(directory), told.times or times)
            print(f"{name}: {figures} ({perf_counter() - start:.0f} s)", flush=True)


if __name__ == "__main__":
    main()
