"""Themes and rules for the terminal: text as wide as the page, but web addresses left whole."""

from collections.abc import Iterable, Sequence
from itertools import groupby

from rich.console import Group, RenderableType
from rich.text import Text

from jtai_cli.frameworks import Frameworks, Timetable
from jtai_cli.milestones import Milestone
from jtai_cli.render import facts, habits, words
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
from jtai_cli.themes import FoundPoint, Theme

_HEADS = ("In force", "Theme", "Inspectorates", "Status")
_IN_FORCE, _INSPECTORATES, _STATUS = 18, 13, 16
"""Columns that the cells of the list are given; those of a status, at least."""

Cells = tuple[str, str, str, str]


def themes(themes: Sequence[Theme], frameworks: Frameworks, *, heading: str, page: Page) -> str:
    """Draw a list of themes, by series; under a title stands the key that names the theme.

    Where the page is too narrow for a table, the cells are stacked.
    """
    widths = _widths([_cells(theme, frameworks) for theme in themes], page)
    blocks: Blocks = [[bold(heading)], [] if widths is None else [_head(widths)]]
    for series, group in groupby(themes, key=lambda theme: theme.series):
        blocks[-1].append(bold(words.SERIES[series]))
        for row in (_cells(theme, frameworks) for theme in group):
            blocks[-1].append(_stacked(row) if widths is None else _row(row, widths))
            blocks.append([])
    return drawn(parted(blocks), page)


def theme(theme: Theme, frameworks: Frameworks, *, page: Page) -> str:
    """Draw everything known of a theme: facts, points by heading, sources, published findings."""
    blocks: Blocks = [
        [bold(f"{theme.title} ({theme.key})"), *_if_any(theme.official_title)],
        [fact_grid([facts.in_force(theme), *facts.of_theme(theme, frameworks)])],
    ]
    for heading, group in groupby(theme.points(), key=lambda point: point[1]):
        numbered = _numbered((number, point) for number, _, point in group)
        blocks.append([bold(heading), numbered])
    if not theme.groups:
        blocks.append([Text(facts.NO_POINTS)])
    if url := facts.own_address(theme, frameworks):
        blocks.append([bold("Framework"), address(url)])
    held = facts.sources(theme, frameworks)
    blocks.append([bold("Sources"), *(_entry([one.title], one.url) for one in held)])
    if theme.findings:
        told = (_entry([f"{one.area}, {one.when}"], one.url) for one in theme.findings)
        blocks.append([bold(facts.FINDINGS), *told])
    return drawn(parted(blocks), page)


def found(points: Sequence[FoundPoint], *, page: Page) -> str:
    """Draw the points that a search found, under their themes and headings."""
    blocks: Blocks = []
    for theme, of_theme in groupby(points, key=lambda found: found.theme):
        block: list[RenderableType] = [bold(f"{theme.title} ({theme.key})")]
        for heading, group in groupby(of_theme, key=lambda found: found.heading):
            block.append(indented(Text(heading)))
            block.append(_numbered((one.number, one.point) for one in group))
        blocks.append(block)
    return drawn(parted(blocks), page)


def frameworks(frameworks: Frameworks, *, page: Page) -> str:
    """Draw the rules: timetables by milestone, the days to watch, the habits, the sources."""
    edition = words.day(frameworks.edition)
    blocks: Blocks = [
        [
            bold(f"Rules of joint targeted area inspections, as of {edition}"),
            Text(facts.DAY_ZERO),
            Text(f"Basis: {facts.BASES}."),
        ]
    ]
    for timetable in frameworks.timetables.values():
        title = bold(f"{timetable.title} ({timetable.key})")
        blocks.append([title, fact_grid(facts.of_timetable(timetable))])
        blocks += (_milestone(m, timetable, frameworks) for m in timetable.milestones.values())
    if watched := facts.of_days_to_watch(frameworks):
        blocks.append([bold("Days to watch"), fact_grid(watched)])
    if (preparation := frameworks.preparation) is not None:
        blocks.append([bold(habits.HEADING), Text(habits.introduction(preparation))])
        for habit in preparation.habits.values():
            told = fact_grid(habits.told(habit, frameworks))
            blocks.append([indented(bold(f"{habit.title} ({habit.key})")), indented(told)])
    blocks.append([bold("Sources")])
    for source in frameworks.sources.values():
        lines = [f"{source.key}: {source.title}", *filter(None, [source.note])]
        blocks[-1].append(_entry(lines, source.url))
    return drawn(parted(blocks), page)


def _cells(theme: Theme, frameworks: Frameworks) -> Cells:
    inspectorates = (frameworks.inspectorates[key].title for key in theme.inspectorates)
    return (
        "\n".join(words.sentence(time) for time in words.ran(theme)),
        f"{theme.title}\n{theme.key}",
        "\n".join(inspectorates),
        words.sentence(theme.status or ""),
    )


def _widths(rows: Iterable[Cells], page: Page) -> Sequence[int] | None:
    """Share the width out, so that no key is broken; None where statuses would be too narrow."""
    told = [_HEADS, *(row for row in rows if _is_full(row))]
    keys, asked = (widest(row[column].split("\n")[-1] for row in told) for column in (1, 3))
    left = page.width - _IN_FORCE - _INSPECTORATES - 4 * GAP
    status = min(asked, left - keys)
    if status < min(asked, _STATUS):
        return None
    return _IN_FORCE, left - status, _INSPECTORATES, status


def _is_full(cells: Cells) -> bool:
    """Tell whether there is more than a title and times, which is all of an earlier series."""
    return any(cells[2:])


def _head(widths: Sequence[int]) -> RenderableType:
    return indented(grid([_HEADS, ["-" * width for width in widths]], widths))


def _row(cells: Cells, widths: Sequence[int]) -> RenderableType:
    if _is_full(cells):
        return indented(grid([cells], widths))
    first, *others = widths
    return indented(grid([cells[:2]], (first, sum(others) + GAP * (len(others) - 1))))


def _stacked(cells: Cells) -> RenderableType:
    in_force, theme, inspectorates, status = cells
    title, key = theme.split("\n")
    lines = [key, *in_force.split("\n"), inspectorates.replace("\n", ", "), status]
    told = Text("\n".join(line for line in lines if line))
    return Group(indented(Text(title)), indented(indented(told)))


def _numbered(points: Iterable[tuple[int, str]]) -> RenderableType:
    return indented(grid(((f"{number:2}.", point) for number, point in points), (3, None), gap=1))


def _milestone(
    milestone: Milestone, timetable: Timetable, frameworks: Frameworks
) -> list[RenderableType]:
    told = facts.of_rule(milestone, timetable, frameworks)
    return [
        indented(bold(f"{milestone.title} ({milestone.key})")),
        indented(fact_grid([*told, *facts.beside_rule(milestone, timetable)])),
    ]


def _entry(lines: Iterable[str], url: str | None) -> RenderableType:
    """Set an entry of a list, with its web address under it."""
    told = indented(grid([("-", "\n".join(lines))], (1, None), gap=1))
    return Group(told, address(url)) if url else told


def _if_any(text: str | None) -> list[RenderableType]:
    return [Text(text)] if text else []
