"""The figures to reach, each beside what was measured and beside its floor."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from statistics import median

from scripts.bench.figures import Figures, middle, seconds

NOTHING = "a method that does nothing"
_NANOSECONDS, _SAME, _TIMES, _TIMES_HOLIDAYS = 250, 1.1, 10, 100
_A_SECOND, _SHARE = 10_000, 0.1
_CHECKED, _ROWS_A_SECOND, _TWICE, _MEMORY = 3, 10_000, 2.1, 150


@dataclass(frozen=True, slots=True)
class Target:
    """One figure to reach: what it is of, the target, what was measured, and the floor in words."""

    what: str
    target: str
    figure: str
    is_met: bool
    floor: str


def targets(figures: Figures) -> Sequence[Target]:
    """List all, in the order of the page."""
    return [
        *_arithmetic(figures, "shift", "A shift"),
        *_arithmetic(figures, "between", "A count between two days"),
        *_timelines(figures),
        *_startup(figures),
        *_documents(figures),
        *_portfolio(figures),
    ]


def _arithmetic(figures: Figures, what: str, name: str) -> Iterator[Target]:
    ours, floor = figures.nanoseconds("jtai", what), figures.nanoseconds(NOTHING, what)
    least = min(floor)
    yield Target(
        f"{name} by 10, 70, 1,000",
        f"≤ {_NANOSECONDS} ns",
        f"{', '.join(f'{one:.0f}' for one in ours)} ns",
        max(ours) <= _NANOSECONDS,
        f"{least:.0f} ns, {NOTHING}",
    )
    same = figures.told["sameness"][what]
    yield Target(
        f"{name} by 1,000 against one by 10", f"≤ {_SAME} ×", f"{same:.2f} ×", same <= _SAME, "1 ×"
    )
    for peer, some, bound, which in (
        ("numpy", slice(None), _TIMES, "least of the three"),
        ("bizdays", slice(None), _TIMES, "least of the three"),
        ("holidays", slice(1), _TIMES_HOLIDAYS, "by 10"),
    ):
        ratio = min(figures.ratios(peer, what)[some])
        most = min(figures.nanoseconds(peer, what)[some]) / least
        yield Target(
            f"{name}: the time of {peer} against ours, {which}",
            f"≥ {bound} ×",
            f"{ratio:.0f} ×",
            ratio >= bound,
            f"{most:.0f} ×, {NOTHING}",
        )


def _timelines(figures: Figures) -> Iterator[Target]:
    told = figures.told["timelines"]
    a_second, share = told["a_second"], told["share"]
    yield Target(
        f"Whole timelines of {told['milestones']} milestones in process, a second",
        f"≥ {_A_SECOND:,}",
        f"{a_second:,.0f}",
        a_second >= _A_SECOND,
        f"{a_second / share:,.0f}, the arithmetic alone",
    )
    yield Target(
        f"Share of the arithmetic in that ({told['asked']:.0f} calls a timeline)",
        f"≤ {_SHARE:.0%}",
        f"{share:.1%}",
        share <= _SHARE,
        f"{told['asked'] * min(figures.nanoseconds(NOTHING, 'shift')) * a_second / 1e9:.1%}, "
        f"as many calls of {NOTHING}",
    )


def _startup(figures: Figures) -> Iterator[Target]:
    names = figures.told["names"]
    for program, other, most in (
        ("timeline", "table", 1.25),
        ("json", "word", 1.15),
        ("themes", "word", 1.15),
        ("help", "word-help", 1.1),
        ("version", "word-version", 1.1),
        ("completion", "word-completion", 1.1),
    ):
        ratio, bare = figures.against(program, other), figures.against("bare", other)
        core = figures.against(program, other, lambda run: run.cpu)
        yield Target(
            f"{names[program]} against {names[other]}",
            f"≤ {most} ×",
            "not there" if ratio is None else f"{ratio:.2f} × (of a core: {core:.2f} ×)",
            ratio is not None and ratio <= most,
            f"{bare:.2f} ×, {names['bare']}",
        )
    peak = figures.against("timeline", "table", lambda run: run.peak)
    yield Target(
        f"Peak memory of {names['timeline']} against {names['table']}",
        "≤ 1.2 ×",
        "not told" if peak is None else f"{peak:.2f} ×",
        peak is not None and peak <= 1.2,  # noqa: PLR2004 - the target, as in its words
        "1 ×, what Typer and Rich take",
    )


def _documents(figures: Figures) -> Iterator[Target]:
    pages, taken = figures.told["much"]["pages"], seconds(figures.told["documents"])
    floor = seconds(figures.runs("word")) + pages / figures.told["timelines"]["a_second"]
    yield Target(
        f"`jtai docs check` of {pages:,} pages with {3 * pages:,} blocks",
        f"≤ {_CHECKED} s",
        f"{taken:.2f} s",
        taken <= _CHECKED,
        f"{floor:.2f} s, the start of Typer and {pages:,} timelines",
    )


def _portfolio(figures: Figures) -> Iterator[Target]:
    rows, told = figures.told["much"]["rows"], figures.told["portfolio"]
    once, twice, copied = (told[key] for key in ("once", "twice", "copied"))
    a_second = rows / seconds(once)
    yield Target(
        f"`jtai portfolio --wide` of {rows:,} rows, rows a second",
        f"≥ {_ROWS_A_SECOND:,}",
        f"{a_second:,.0f}",
        a_second >= _ROWS_A_SECOND,
        f"{rows / seconds(copied):,.0f}, copied by Python's csv",
    )
    ratio = median(b[0] / a[0] for a, b in zip(once, twice, strict=True))
    yield Target("Twice the rows", f"≤ {_TWICE} ×", f"{ratio:.2f} ×", ratio <= _TWICE, "2 ×")
    peak, least = (middle(runs, lambda run: run.peak) for runs in (twice, figures.runs("table")))
    yield Target(
        "Peak memory of twice the rows",
        f"< {_MEMORY} MiB",
        _mebibytes(peak),
        peak is not None and peak < _MEMORY,
        f"{_mebibytes(least)}, what Typer and Rich take",
    )


def _mebibytes(peak: float | None) -> str:
    return "not told" if peak is None else f"{peak:.0f} MiB"
