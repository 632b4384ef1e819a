"""Rich, kept in one place: parts drawn one under another as text."""

from collections.abc import Iterable
from io import StringIO

from rich.cells import cell_len
from rich.console import Console, Group, RenderableType

from jtai_cli.render.page import Page


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
