"""Explanations for the terminal: short enough to be read out, or with a line a day."""

from collections.abc import Callable, Iterable, Iterator, Sequence

from rich.console import RenderableType
from rich.padding import Padding
from rich.text import Text

from jtai_cli.bankholidays import Division
from jtai_cli.dated import DatedReading
from jtai_cli.dates import say_short
from jtai_cli.explain import Explanation
from jtai_cli.explain.counts import Count
from jtai_cli.frameworks import Frameworks
from jtai_cli.milestones import Milestone, Reading
from jtai_cli.render import facts, reasons, tallies, words
from jtai_cli.render.page import Page
from jtai_cli.render.sheet import (
    GAP,
    Blocks,
    address,
    bold,
    drawn,
    fact_grid,
    grid,
    indented,
    parted,
    widest,
)

_NARROW = 66
"""Columns below which the runs of a count are stacked."""
_DATE = 15
_UNDER_SOURCE = GAP + len("Source") + GAP

Parts = list[RenderableType]
Telling = Callable[[Count, Page], Parts]


def compact(
    explanation: Explanation, frameworks: Frameworks, division: Division, *, page: Page
) -> str:
    """Draw an explanation whose count is told in runs of days."""
    return _drawn(explanation, frameworks, division, page, (_runs, _reading_in_short))


def in_full(
    explanation: Explanation, frameworks: Frameworks, division: Division, *, page: Page
) -> str:
    """Draw an explanation whose counts are told a line a day."""
    return _drawn(explanation, frameworks, division, page, (_days, _reading_in_full))


def lines(explanations: Iterable[Explanation], *, page: Page) -> str:
    """Draw a line an explanation, to stand under a table."""
    rows = [("-", reasons.line(one)) for one in explanations]
    return drawn([bold("How each date is counted"), indented(grid(rows, (1, None), gap=1))], page)


def _drawn(
    explanation: Explanation,
    frameworks: Frameworks,
    division: Division,
    page: Page,
    tell: tuple[Telling, Telling],
) -> str:
    """Draw an explanation, with one way to tell its own counts and one for other readings."""
    tell_own, tell_reading = tell
    milestone = explanation.dated.milestone
    blocks: Blocks = [
        [bold(reasons.heading(explanation)), Text(" ".join(reasons.opening(explanation)))],
        _whence(milestone, frameworks),
        [bold(reasons.WAY), indented(grid(reasons.way(explanation), (_DATE, None)))],
    ]
    where = words.division(division)
    for heading, opening, count in reasons.counts(explanation):
        told = tell_own(count, page)
        blocks.append([bold(f"{heading} ({where})"), indented(Text(opening)), *told])
    if explanation.readings:
        blocks.append([bold(reasons.READINGS)])
    for one in explanation.readings:
        blocks[-1] += [_reading(one.dated, frameworks), *tell_reading(one.count, page)]
    resting, *rest = reasons.rests_on(explanation)
    blocks.append([bold(f"{resting} ({where})"), *_listed(rest)])
    if notes := explanation.timeline.notes_on(milestone.key):
        blocks.append([bold("Notes"), *_listed(note.text for note in notes)])
    if known_of := reasons.known_of(milestone):
        blocks.append([bold(reasons.KNOWN_OF), *_listed(known_of)])
    blocks.append([Text(words.CAUTION)])
    return drawn(parted(blocks), page)


def _whence(of: Milestone | Reading, frameworks: Frameworks) -> Parts:
    source = reasons.source(of, frameworks)
    told = fact_grid([("Basis", [facts.BASIS[of.basis]]), ("Source", [source.title])])
    return [told, address(source.url, indent=_UNDER_SOURCE)] if source.url else [told]


def _reading(dated: DatedReading, frameworks: Frameworks) -> RenderableType:
    told = reasons.reading(dated, frameworks)
    return indented(grid([(say_short(dated.day), told)], (_DATE, None)))


def _runs(count: Count, page: Page) -> Parts:
    rows = list(tallies.runs(count))
    if page.width < _NARROW:
        parts = [part for row in rows for part in _stacked(row)]
    else:
        parts = [indented(_table(tallies.RUNS, rows))]
    return [*parts, _closing(count)]


def _stacked(row: tuple[str, str, str, str]) -> Iterator[RenderableType]:
    days, counted, total, skipped = row
    told = f"{counted} counted, {total} in all" if counted else ""
    passed = f"skipped {skipped}" if skipped else ""
    yield indented(Text(days))
    yield indented(indented(Text("; ".join(filter(None, (told, passed))))))


def _days(count: Count, _: Page) -> Parts:
    return [indented(_table(tallies.DAYS, list(tallies.days(count)))), _closing(count)]


def _closing(count: Count) -> RenderableType:
    return indented(Text(f"{words.sentence(tallies.totals(count))}."))


def _reading_in_short(count: Count, _: Page) -> Parts:
    return [_beside_date(f"{tallies.setting_out(count)}: {tallies.totals(count)}.")]


def _reading_in_full(count: Count, page: Page) -> Parts:
    return [_beside_date(f"{tallies.setting_out(count)}."), *_days(count, page), Text()]


def _beside_date(text: str) -> RenderableType:
    return Padding(Text(text), (0, 0, 0, GAP + _DATE + GAP), expand=False)


def _table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> RenderableType:
    """Set rows under a head, numbers to the right; the last column takes what is left."""
    widths = [widest(column) for column in zip(head, *rows, strict=True)]
    aligned = [
        [cell.rjust(width) if cell.isdecimal() else cell for cell, width in pairs]
        for pairs in (tuple(zip(row, widths, strict=True)) for row in rows)
    ]
    return grid([head, ["-" * width for width in widths], *aligned], (*widths[:-1], None))


def _listed(lines: Iterable[str]) -> Parts:
    return [indented(grid([("-", words.sentence(line)) for line in lines], (1, None), gap=1))]
