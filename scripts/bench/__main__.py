"""Measure everything in one run, and write `docs/benchmarks.md`: `make bench`.

This process stays small, because Linux reports no peak of memory below that of the parent.
"""

import json
import os
import platform
import re
import tomllib
from collections.abc import Iterable, Mapping, Sequence
from itertools import product
from statistics import median
from typing import Any

from scripts.bench import commands
from scripts.bench.commands import HERE, PLACE, ROOT, ROWS, Run, in_turn, run

LISTED = {"jtai", "typer", "rich", "numpy", "bizdays", "holidays", "workalendar", "lexdays"}
COMMANDS = tomllib.loads((HERE / "commands.toml").read_text("utf-8"))
Runs = Mapping[str, Sequence[Run]]


def page(figures: Mapping[str, Any], starts: Runs, loads: Runs, load: float) -> str:
    """Return the page: the text of `benchmarks.md`, with its placeholders filled in."""
    speeds, runs = figures["speeds"], {**starts, **loads}
    seconds = {name: median(taken for taken, _ in some) for name, some in runs.items()}
    memory = {name: median(peak for _, peak in some) / 1024 for name, some in runs.items()}
    times = {
        f"{one}/{other}": median(a / b for (a, _), (b, _) in zip(some, others, strict=True))
        for (one, some), (other, others) in product(starts.items(), repeat=2)
    }
    listed = run("python", "-m", "pip", "list", "--format", "freeze").split()
    words = (HERE / "benchmarks.md").read_text("utf-8")
    text = words.format(
        machine=f"{os.cpu_count()} cores, {platform.system()} {platform.machine()}",
        load=load,
        versions=", ".join(one for one in listed if one.split("==")[0] in LISTED),
        shift=max(speeds["jtai"]),
        flat=max(speeds["jtai"]) / min(speeds["jtai"]),
        nothing=min(speeds["doing nothing"]),
        timelines=figures["timelines"],
        shifts=1e9 / 17 / min(speeds["jtai"]),
        times=times,
        seconds=seconds,
        rows=ROWS / seconds["portfolio"],
        copied=ROWS / seconds["copy"],
        memory=memory,
        twice=memory["twice"] / memory["portfolio"],
        speeds=rows(
            [name, *map("{:,.0f}".format, some), f"{some[1] / speeds['jtai'][1]:,.2f}"]
            for name, some in speeds.items()
        ),
        answers=rows(figures["answers"]),
        commands=rows(
            [f"`{command}`", f"{seconds[name]:.3f}", f"{times[f'{name}/word']:.2f}"]
            for name, command in COMMANDS["starts"].items()
        ),
    )
    return re.sub(r"(?m)(?:^\|.*\n)+", aligned, text)


def rows(cells: Iterable[Sequence[str]]) -> str:
    """Write rows of a table."""
    return "\n".join(f"|{'|'.join(row)}|" for row in cells)


def aligned(table: re.Match[str]) -> str:
    """Align the cells of a table, and say which ceilings are met."""
    lines = [[cell.strip() for cell in line[1:-1].split("|")] for line in table[0].splitlines()]
    for line in lines:
        if line[1][0] in "≤≥":
            bound, found = (float(re.sub("[^0-9.]", "", cell)) for cell in line[1:3])
            is_met = found <= bound if line[1][0] == "≤" else found >= bound
            line[3] = "met" if is_met else "not met"
    widths = [max(3, *map(len, column)) for column in zip(*lines, strict=True)]
    lines[1] = ["-" * width for width in widths]
    return "".join(f"| {' | '.join(map(str.ljust, line, widths))} |\n" for line in lines)


if __name__ == "__main__":
    load = os.getloadavg()[0]
    commands.make_environments()
    figures = json.loads(run("python", "-m", "scripts.bench.in_process"))
    commands.write_files(PLACE / "files", figures["days"])
    os.chdir(PLACE / "files")
    starts, loads = in_turn(COMMANDS["starts"], 25), in_turn(COMMANDS["loads"], 3)
    (ROOT / "docs" / "benchmarks.md").write_text(page(figures, starts, loads, load), "utf-8")
