"""`docs/benchmarks.md`, written from the figures and the words that stand in this folder."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from scripts.bench.environments import OURS, run
from scripts.bench.figures import Figures, middle, seconds
from scripts.bench.tables import table
from scripts.bench.targets import targets

_WORDS = Path(__file__).with_name("benchmarks.md")
_DISTANCES = ("10", "70", "1,000")
_SHOWN = ("days", "2020-03-02", "+10")


def written(told: dict[str, Any]) -> str:
    """Write the page: its words, with the tables in their places."""
    figures = Figures(told)
    tables = {
        "machine": _machine(figures),
        "targets": _targets(figures),
        "shifts": _arithmetic(figures, "shift", "A shift"),
        "counts": _arithmetic(figures, "between", "A count"),
        "example": _example(),
        "agreement": _agreement(figures),
        "startup": _startup(figures),
        "documents": _documents(figures),
        "library": f"{figures.told['timelines']['library']:,.0f}",
    }
    return _WORDS.read_text("utf-8").format_map(tables)


def _machine(figures: Figures) -> str:
    return table(("On", "which"), [*figures.told["machine"].items()], words=2)


def _targets(figures: Figures) -> str:
    rows = [
        (one.what, one.target, one.figure, "met" if one.is_met else "not met", one.floor)
        for one in targets(figures)
    ]
    return table(("What", "Target", "Measured", "", "Floor"), rows, words=5)


def _arithmetic(figures: Figures, what: str, name: str) -> str:
    *others, ours = figures.peers()
    rows = []
    for peer in (ours, *others):
        taken = [f"{one:,.0f}" for one in figures.nanoseconds(peer, what)]
        rows.append((peer, *taken, *map(_times, figures.ratios(peer, what))))
    head = (*(f"{n}, ns" for n in _DISTANCES), *(f"{n}, ×" for n in _DISTANCES))
    return table((name, *head), rows)


def _times(ratio: float) -> str:
    return f"{ratio:,.2f}" if ratio < 10 else f"{ratio:,.0f}"  # noqa: PLR2004 - two figures tell


def _example() -> str:
    answer = run(OURS.program("jtai"), *_SHOWN)
    return f"```console\n$ jtai {' '.join(_SHOWN)}\n{answer}```"


def _agreement(figures: Figures) -> str:
    rows = [
        (
            one["peer"],
            one["data"],
            f"{one['shifts']:,} of {one['asked']:,}",
            f"{one['counts']:,} of {one['asked']:,}",
            f"{one['refused']:,}",
            f"{one['bank_holidays']} of {one['listed']}",
            ", ".join(one["missed"]) or "none",
            ", ".join(one["others"]) or "none",
        )
        for one in figures.told["agreements"]
    ]
    head = (
        "Who", "Whose bank holidays", "Shifts right", "Counts right", "Refused", "Bank holidays",
        "Missed", "Working days taken for one",
    )  # fmt: skip
    return table(head, rows, words=2)


def _startup(figures: Figures) -> str:
    rows = []
    for key, name in figures.told["names"].items():
        runs = figures.runs(key)
        if not runs:
            rows.append((name, "not there", "", "", ""))
            continue
        against = figures.against(key, "word")
        peak = middle(runs, lambda run: run.peak)
        rows.append(
            (
                name,
                f"{seconds(runs):.3f}",
                f"{middle(runs, lambda run: run.cpu):.3f}",
                "" if against is None else f"{against:.2f}",
                "" if peak is None else f"{peak:.0f}",
            )
        )
    return table(("Command", "Wall, s", "Core, s", "×", "Peak, MiB"), rows)


def _documents(figures: Figures) -> str:
    much, told = figures.told["much"], figures.told["portfolio"]
    named: Sequence[tuple[str, Any]] = (
        (f"`jtai docs check`, {much['pages']:,} pages", figures.told["documents"]),
        (f"`jtai portfolio --wide`, {much['rows']:,} rows", told["once"]),
        (f"`jtai portfolio --wide`, {2 * much['rows']:,} rows", told["twice"]),
        (f"{much['rows']:,} rows copied by Python's csv", told["copied"]),
    )
    rows = []
    for name, runs in named:
        peak = middle(runs, lambda run: run.peak)
        core = f"{middle(runs, lambda run: run.cpu):.2f}"
        rows.append((name, f"{seconds(runs):.2f}", core, "" if peak is None else f"{peak:.0f}"))
    return table(("Command", "Wall, s", "Core, s", "Peak, MiB"), rows)
