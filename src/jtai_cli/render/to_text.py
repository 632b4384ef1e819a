"""Themes and rules for the terminal: text as wide as the page, but web addresses left whole."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from jtai_cli.frameworks import Frameworks, Timetable
from jtai_cli.milestones import Milestone
from jtai_cli.render import facts, words
from jtai_cli.render.page import Page
from jtai_cli.render.sheet import drawn, widest
from jtai_cli.themes import FoundPoint, Theme

_GAP = 2
_HEADS = ("In force", "Theme", "Inspectorates", "Status")
_IN_FORCE, _INSPECTORATES, _STATUS = 18, 13, 16
"""Columns that the cells of the list are given; those of a status, at least."""

Blocks = list[list[RenderableType]]
Cells = tuple[str, str, str, str]


def themes(themes: Sequence[Theme], frameworks: Frameworks, *, heading: str, page: Page) -> str:
    """Draw a list of themes, by series; under a title stands the key that names the theme.

    Where the page is too narrow for a table, the cells are stacked.
    """
    widths = _widths([_cells(theme, frameworks) for theme in themes], page)
    blocks: Blocks = [[_bold(heading)], [] if widths is None else [_head(widths)]]
    for series, group in groupby(themes, key=lambda theme: theme.series):
        blocks[-1].append(_bold(words.SERIES[series]))
        for row in (_cells(theme, frameworks) for theme in group):
            blocks[-1].append(_stacked(row) if widths is None else _row(row, widths))
            blocks.append([])
    return drawn(_parted(blocks), page)


def theme(theme: Theme, frameworks: Frameworks, *, page: Page) -> str:
    """Draw everything known of a theme: facts, points by heading, sources, published findings."""
    blocks: Blocks = [
        [_bold(f"{theme.title} ({theme.key})"), *_if_any(theme.official_title)],
        [_facts([facts.in_force(theme), *facts.of_theme(theme, frameworks)])],
    ]
    for heading, group in groupby(theme.points(), key=lambda point: point[1]):
        numbered = _numbered((number, point) for number, _, point in group)
        blocks.append([_bold(heading), numbered])
    if not theme.groups:
        blocks.append([Text(facts.NO_POINTS)])
    if url := facts.own_address(theme, frameworks):
        blocks.append([_bold("Framework"), _address(url)])
    held = facts.sources(theme, frameworks)
    blocks.append([_bold("Sources"), *(_entry([one.title], one.url) for one in held)])
    if theme.findings:
        told = (_entry([f"{one.area}, {one.when}"], one.url) for one in theme.findings)
        blocks.append([_bold(facts.FINDINGS), *told])
    return drawn(_parted(blocks), page)


def found(points: Sequence[FoundPoint], *, page: Page) -> str:
    """Draw the points that a search found, under their themes and headings."""
    blocks: Blocks = []
    for theme, of_theme in groupby(points, key=lambda found: found.theme):
        block: list[RenderableType] = [_bold(f"{theme.title} ({theme.key})")]
        for heading, group in groupby(of_theme, key=lambda found: found.heading):
            block.append(_indented(Text(heading)))
            block.append(_numbered((one.number, one.point) for one in group))
        blocks.append(block)
    return drawn(_parted(blocks), page)


def frameworks(frameworks: Frameworks, *, page: Page) -> str:
    """Draw the rules: timetables milestone by milestone, the days to watch, the sources."""
    edition = words.day(frameworks.edition)
    blocks: Blocks = [
        [
            _bold(f"Rules of joint targeted area inspections, as of {edition}"),
            Text(facts.DAY_ZERO),
            Text(f"Basis: {facts.BASES}."),
        ]
    ]
    for timetable in frameworks.timetables.values():
        title = _bold(f"{timetable.title} ({timetable.key})")
        blocks.append([title, _facts(facts.of_timetable(timetable))])
        blocks += (_milestone(m, timetable, frameworks) for m in timetable.milestones.values())
    if watched := facts.of_days_to_watch(frameworks):
        blocks.append([_bold("Days to watch"), _facts(watched)])
    blocks.append([_bold("Sources")])
    for source in frameworks.sources.values():
        lines = [f"{source.key}: {source.title}", *filter(None, [source.note])]
        blocks[-1].append(_entry(lines, source.url))
    return drawn(_parted(blocks), page)


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
    left = page.width - _IN_FORCE - _INSPECTORATES - 4 * _GAP
    status = min(asked, left - keys)
    if status < min(asked, _STATUS):
        return None
    return _IN_FORCE, left - status, _INSPECTORATES, status


def _is_full(cells: Cells) -> bool:
    """Tell whether there is more than a title and times, which is all of an earlier series."""
    return any(cells[2:])


def _head(widths: Sequence[int]) -> RenderableType:
    return _indented(_grid([_HEADS, ["-" * width for width in widths]], widths))


def _row(cells: Cells, widths: Sequence[int]) -> RenderableType:
    if _is_full(cells):
        return _indented(_grid([cells], widths))
    first, *others = widths
    return _indented(_grid([cells[:2]], (first, sum(others) + _GAP * (len(others) - 1))))


def _stacked(cells: Cells) -> RenderableType:
    in_force, theme, inspectorates, status = cells
    title, key = theme.split("\n")
    lines = [key, *in_force.split("\n"), inspectorates.replace("\n", ", "), status]
    told = Text("\n".join(line for line in lines if line))
    return Group(_indented(Text(title)), _indented(_indented(told)))


def _grid(rows: Iterable[Sequence[str]], widths: Iterable[int | None], *, gap: int = _GAP) -> Table:
    """Set rows in columns of those widths, with gaps between; None is what the cells ask for."""
    table = Table.grid(padding=(0, gap, 0, 0), pad_edge=False)
    for width in widths:
        table.add_column(width=width, overflow="fold")
    for row in rows:
        table.add_row(*(Text(cell) for cell in row))
    return table


def _facts(told: Sequence[facts.Fact]) -> RenderableType:
    rows = [(label, "\n".join(words.sentence(line) for line in lines)) for label, lines in told]
    return _indented(_grid(rows, (widest(label for label, _ in rows), None)))


def _numbered(points: Iterable[tuple[int, str]]) -> RenderableType:
    return _indented(_grid(((f"{number:2}.", point) for number, point in points), (3, None), gap=1))


def _milestone(
    milestone: Milestone, timetable: Timetable, frameworks: Frameworks
) -> list[RenderableType]:
    told = facts.of_rule(milestone, timetable, frameworks)
    return [
        _indented(_bold(f"{milestone.title} ({milestone.key})")),
        _indented(_facts([*told, *facts.beside_rule(milestone, timetable)])),
    ]


def _entry(lines: Iterable[str], url: str | None) -> RenderableType:
    """Set an entry of a list, with its web address under it."""
    told = _indented(_grid([("-", "\n".join(lines))], (1, None), gap=1))
    return Group(told, _address(url)) if url else told


def _address(url: str) -> RenderableType:
    """Keep a web address on one line, whatever the width, so that it can be followed."""
    return Text(" " * len("  - ") + url, no_wrap=True, overflow="ignore")


def _if_any(text: str | None) -> list[RenderableType]:
    return [Text(text)] if text else []


def _bold(text: str) -> Text:
    return Text(text, style="bold")


def _indented(part: RenderableType) -> Padding:
    return Padding(part, (0, 0, 0, _GAP), expand=False)


def _parted(blocks: Iterable[Sequence[RenderableType]]) -> Iterator[RenderableType]:
    """Put a blank line between the blocks, of which some may be empty."""
    for number, block in enumerate(filter(None, blocks)):
        if number:
            yield Text()
        yield from block
