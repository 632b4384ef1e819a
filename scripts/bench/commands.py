"""Whole commands, from their start to their end: jtai, the smallest programs, and peers."""

import os
import subprocess
import sys
from collections.abc import Mapping, Sequence
from itertools import cycle
from pathlib import Path
from shlex import split
from shutil import copytree, rmtree
from time import perf_counter

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
PLACE = ROOT / "build" / "bench"
PAGES, ROWS, PLANNED = 1000, 100_000, 4000
Run = tuple[float, float]  # seconds, and KiB of memory at the peak


def make_environments() -> None:
    """Make one for each file of requirements, unless it exists; always build and install jtai."""
    rmtree(PLACE / "wheels", ignore_errors=True)
    run(sys.executable, "-m", "pip", "wheel", "-q", "--no-deps", "-w", PLACE / "wheels", ROOT)
    (wheel,) = (PLACE / "wheels").glob("*.whl")
    places = [os.defpath]
    for listed in sorted((HERE / "requirements").glob("*.txt")):
        place = PLACE / listed.stem
        wanted: list[str | Path] = ["--requirement", listed]
        if listed.stem == "peers":
            wanted += ["--constraint", ROOT / "constraints.txt", wheel, HERE / "programs"]
        if not (place / "made.stamp").exists():
            run(sys.executable, "-m", "venv", "--clear", place)
            run(place / "bin" / "python", "-m", "pip", "install", "-q", *wanted)
            (place / "made.stamp").touch()
        places.insert(0, str(place / "bin"))
    os.environ["PATH"] = ":".join(places)  # with that of `peers` first
    run("python", "-m", "pip", "install", "-q", "--force-reinstall", "--no-deps", wheel)


def run(*command: str | Path) -> str:
    """Run a command at the top of the checkout, and return what it prints."""
    return subprocess.check_output(command, cwd=ROOT, text=True)  # noqa: S603 - our own commands


def write_files(place: Path, days: Sequence[str]) -> None:
    """Write what the commands read: pages, portfolios and a plan, with fieldwork on any day."""
    rmtree(place, ignore_errors=True)
    copytree(HERE / "files", place)
    numbered = [*zip(range(2 * ROWS), cycle(days), strict=False)]
    template = (place / "page.md").read_text("utf-8")
    (place / "pages").mkdir()
    for number, day in numbered[:PAGES]:
        text = template.format(number=number, day=day)
        (place / "pages" / f"{number}.md").write_text(text, "utf-8")
    rows = ["area,fieldwork\n", *(f"Area {number},{day}\n" for number, day in numbered)]
    planned = (f"[inspections.a{n}]\nfieldwork = {day}\n" for n, day in numbered[:PLANNED])
    (place / "once.csv").write_text("".join(rows[: ROWS + 1]), "utf-8")
    (place / "twice.csv").write_text("".join(rows), "utf-8")
    (place / "plan.toml").write_text("".join(planned), "utf-8")
    run("jtai", "docs", "update", place / "pages")


def in_turn(commands: Mapping[str, str], turns: int) -> dict[str, list[Run]]:
    """Run all commands in turn, `turns` times; a first turn before those is left out."""
    runs = [[measure(command) for command in commands.values()] for _ in range(turns + 1)]
    return dict(zip(commands, map(list, zip(*runs[1:], strict=True)), strict=True))


def measure(command: str) -> Run:
    """Run a command once in the working directory; what it writes goes nowhere."""
    argv, environment = split(command), {"PATH": os.environ["PATH"], "HOME": str(Path.cwd())}
    nowhere = [(os.POSIX_SPAWN_OPEN, stream, os.devnull, os.O_RDWR, 0) for stream in range(3)]
    begun = perf_counter()
    process = os.posix_spawnp(argv[0], argv, environment, file_actions=nowhere)
    _, status, used = os.wait4(process, 0)
    seconds = perf_counter() - begun
    assert status == 0, f"{command} ended with status {status}"
    return seconds, used.ru_maxrss
