"""Evidence as a table for the terminal: two rows a case, then what the cases come to."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby

from rich.console import RenderableType
from rich.padding import Padding
from rich.text import Text

from jtai_cli.evidence import Case, Evidence, Summary
from jtai_cli.frameworks import Frameworks
from jtai_cli.render import measures
from jtai_cli.render.page import Page
from jtai_cli.render.sheet import GAP, Blocks, bold, drawn, grid, indented, parted, widest
from jtai_cli.render.texts import for_terminal

_HEAD = ("Area", "What", "By the rule", "In fact", "Late", "Explained by")
_LEAST = 16
"""Columns that an area is given at least; where there are fewer, its cells are stacked."""


def evidence(evidence: Evidence, frameworks: Frameworks, *, in_full: bool, page: Page) -> str:
    """Draw the cases and their summary; `in_full`, each explanation, and what to type."""
    widths = _widths(evidence, page)
    blocks: Blocks = [[bold(measures.TITLE)]]
    for timetable, cases in groupby(evidence.cases, key=lambda case: case.timetable):
        title = bold(f"{timetable.title} ({timetable.key})")
        blocks.append([title, *_cases(cases, evidence, widths)])
    if in_full:
        blocks += _explanations(evidence)
    blocks += _summaries(evidence)
    meanings = measures.meanings(evidence, frameworks)
    if meanings and not in_full:
        blocks.append([bold("What explains a day"), _legend(meanings)])
    blocks.append([Text(measures.APART), Text(measures.SAMPLE)])
    return drawn(parted(blocks), page)


def _widths(evidence: Evidence, page: Page) -> Sequence[int] | None:
    """Share the width out; None where too little is left for the areas."""
    rows = [_HEAD, *(_row(case, evidence) for case in evidence.cases)]
    area, *others = (widest(column) for column in zip(*rows, strict=True))
    left = page.width - GAP - sum(others) - GAP * len(others)
    return (min(area, left), *others) if left >= _LEAST else None


def _cases(
    cases: Iterable[Case], evidence: Evidence, widths: Sequence[int] | None
) -> Iterator[RenderableType]:
    if widths is None:
        for case in cases:
            yield _set_in(for_terminal(case.letter.area))
            yield from _stacked(case, evidence)
    else:
        rows = [_row(case, evidence) for case in cases]
        yield indented(grid([_HEAD, ["-" * width for width in widths], *rows], widths))


def _row(case: Case, evidence: Evidence) -> tuple[str, ...]:
    """Set a case in cells, a line a milestone, or several where it has more than one cause."""
    lines: list[tuple[str, ...]] = []
    for measured in measures.told(case):
        told = (
            measures.what(measured, evidence),
            measures.day(measured.computed),
            measures.day(measured.real),
            measures.late(measured).removesuffix(" wd").rjust(len("Late")),
        )
        first, *more = measures.causes(case, measured) or [""]
        lines.append((*told, first))
        lines += [("",) * len(told) + (cause,) for cause in more]
    blank = ("",) * (len(_HEAD) - 1)
    columns = ("\n".join(column) for column in zip(*(lines or [blank]), strict=True))
    return (for_terminal(case.letter.area), *columns)


def _stacked(case: Case, evidence: Evidence) -> Iterator[RenderableType]:
    for measured in measures.told(case):
        told = f"{measures.what(measured, evidence)} {measures.day(measured.real).strip()}"
        if measured.working_days_late is not None:
            rule = measures.day(measured.computed).strip()
            told = f"{told}, {measures.late(measured)} (rule: {rule})"
        yield _set_in(told, 2)
        yield from (_set_in(cause, 3) for cause in measures.causes(case, measured))


def _explanations(evidence: Evidence) -> Iterator[list[RenderableType]]:
    for case in evidence.cases:
        block: list[RenderableType] = []
        for one in case.explanations:
            block.append(_set_in(for_terminal(measures.sentence(one, evidence))))
            if one.options:
                block += [
                    _set_in(measures.found(one)),
                    _set_in(for_terminal(measures.command(one)), 2),
                ]
        if case.letter.notes:
            block.append(_set_in(f"The file notes: {for_terminal(case.letter.notes)}"))
        if block:
            yield [bold(for_terminal(case.letter.area)), *block]


def _summaries(evidence: Evidence) -> Iterator[list[RenderableType]]:
    for timetable, of_it in groupby(evidence.summaries, key=lambda one: one.timetable.key):
        block: list[RenderableType] = [bold(f"Summary: {timetable}")]
        for one in of_it:
            block.append(_set_in(f"{measures.heading(one)}: {measures.counted(one)}"))
            block += [_set_in(line, 2) for line in _why(one)]
        yield block


def _why(summary: Summary) -> Iterator[str]:
    if summary.causes:
        yield f"explained {measures.explained(summary)}"
    if summary.unexplained:
        yield f"not explained {for_terminal(measures.unexplained(summary))}"


def _legend(meanings: Mapping[str, str]) -> RenderableType:
    return indented(grid(meanings.items(), (widest(meanings), None)))


def _set_in(text: str, times: int = 1) -> RenderableType:
    return Padding(Text(text), (0, 0, 0, GAP * times))
