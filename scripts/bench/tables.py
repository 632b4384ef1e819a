"""Tables in Markdown, set as the formatters of Markdown set them."""

from collections.abc import Sequence


def table(head: Sequence[str], rows: Sequence[Sequence[str]], *, words: int = 1) -> str:
    """Set a table; its first columns hold words, the others figures, which stand on the right."""
    widths = [max(3, *(len(row[place]) for row in (head, *rows))) for place in range(len(head))]
    rule = [
        "-" * width if place < words else f"{'-' * (width - 1)}:"
        for place, width in enumerate(widths)
    ]
    lines = [_line(head, widths, words), _line(rule, widths, words)]
    return "\n".join([*lines, *(_line(row, widths, words) for row in rows)])


def _line(cells: Sequence[str], widths: Sequence[int], words: int) -> str:
    set_out = (
        cell.ljust(width) if place < words else cell.rjust(width)
        for place, (cell, width) in enumerate(zip(cells, widths, strict=True))
    )
    return f"| {' | '.join(set_out)} |"
