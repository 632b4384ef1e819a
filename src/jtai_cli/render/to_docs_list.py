"""The markers and dates of pages, as a list to read and as lines for scripts."""

from collections.abc import Iterable
from itertools import groupby

from jtai_cli.errors import printable
from jtai_cli.render.findings import Marker
from jtai_cli.render.page import Page
from jtai_cli.render.sheet import Blocks, bold, drawn, grid, indented, parted


def text(markers: Iterable[Marker], *, page: Page) -> str:
    """Draw those of each page under its path: line, name, what it says or is set to."""
    blocks: Blocks = []
    for path, beneath in groupby(markers, key=lambda one: one.path):
        rows = [(f"{one.line:>4}", printable(one.name), printable(_facts(one))) for one in beneath]
        blocks.append([bold(printable(path)), indented(grid(rows, (None, None, None)))])
    return drawn(parted(blocks), page)


def plain(markers: Iterable[Marker]) -> str:
    """Write a line a marker, tabs between: path, line, kind, name, settings, date."""
    return "".join(
        "\t".join(
            printable(str(cell))
            for cell in (one.path, one.line, one.kind, one.name, one.settings, one.says)
        )
        + "\n"
        for one in markers
    )


def _facts(one: Marker) -> str:
    return ", ".join(filter(None, (one.says, one.settings)))
