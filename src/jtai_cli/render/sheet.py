"""Rich, kept in one place: parts drawn one under another as text."""

from collections.abc import Iterable, Iterator, Sequence
from io import StringIO

from rich.cells import cell_len
from rich.console import Console, Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from jtai_cli.render import words
from jtai_cli.render.page import Page

GAP = 2
"""Columns between the cells of a row, and those by which a part is indented."""

Blocks = list[list[RenderableType]]
"""What is drawn, block by block, with a blank line between."""


def drawn(parts: Iterable[RenderableType], page: Page) -> str:
    """Draw the parts one under another; no line ends in blanks.

    A text with `no_wrap` and the overflow "ignore" is left whole where the page is too narrow.
    """
    sheet = StringIO()
    console = Console(
        file=sheet,
        width=page.width,
        force_terminal=page.colours is not None,
        color_system=page.colours,
        legacy_windows=False,
        markup=False,
        emoji=False,
        highlight=False,
        # Rich would otherwise read the terminal, the notebook and CI out of the environment.
        force_interactive=False,
        force_jupyter=False,
        no_color=False,
        _environ={},
    )
    # In a group, or Rich would join texts and forget how each of them wraps.
    console.print(Group(*parts), crop=False)
    return "".join(f"{line.rstrip()}\n" for line in sheet.getvalue().splitlines())


def widest(cells: Iterable[str]) -> int:
    """Return the columns that the widest line of the cells takes."""
    return max(cell_len(line) for cell in cells for line in cell.split("\n"))


def grid(rows: Iterable[Sequence[str]], widths: Iterable[int | None], *, gap: int = GAP) -> Table:
    """Set rows in columns of those widths, with gaps between; None is what the cells ask for.

    A column that asks for nothing is left out, for Rich would take its gap from another one.
    """
    held = list(rows)
    shown = [
        (place, width)
        for place, width in enumerate(widths)
        if width is not None or any(row[place] for row in held)
    ]
    table = Table.grid(padding=(0, gap, 0, 0), pad_edge=False)
    for _, width in shown:
        table.add_column(width=width, overflow="fold")
    for row in held:
        table.add_row(*(Text(row[place]) for place, _ in shown))
    return table


def side_by_side(columns: Iterable[Iterable[RenderableType]], width: int) -> Table:
    """Set columns of parts, each of that width, beside one another."""
    held = [Group(*parts) for parts in columns]
    table = Table.grid(padding=(0, GAP, 0, 0), pad_edge=False)
    for _ in held:
        table.add_column(width=width)
    table.add_row(*held)
    return table


def fact_grid(told: Sequence[tuple[str, Sequence[str]]]) -> RenderableType:
    """Set facts in two columns: labels, and the lines beside them."""
    rows = [(label, "\n".join(words.sentence(line) for line in lines)) for label, lines in told]
    return indented(grid(rows, (widest(label for label, _ in rows), None)))


def address(url: str, *, indent: int = 2 * GAP) -> RenderableType:
    """Keep a web address on one line, whatever the width, so that it can be followed."""
    return Text(" " * indent + url, no_wrap=True, overflow="ignore")


def bold(text: str) -> Text:
    """Make a heading of a text."""
    return Text(text, style="bold")


def indented(part: RenderableType) -> Padding:
    """Set a part in by the width of a gap."""
    return Padding(part, (0, 0, 0, GAP), expand=False)


def parted(blocks: Iterable[Sequence[RenderableType]]) -> Iterator[RenderableType]:
    """Put a blank line between the blocks, of which some may be empty."""
    for number, block in enumerate(filter(None, blocks)):
        if number:
            yield Text()
        yield from block
