"""Pieces as plain lines of a given width: texts as they are, and comments in data."""

from collections.abc import Iterable, Iterator, Sequence
from textwrap import wrap

from jtai_cli.render.pieces import (
    Bullets,
    Dates,
    Drawing,
    Facts,
    Heading,
    Listing,
    Paragraph,
    Piece,
    Table,
)
from jtai_cli.render.pieces.tidy import lines, padded, tidied, width

COLUMNS = 80
"""The width of a page."""
_GAP = 2
_LEAST = 8
"""Columns that a cell is given at least."""


def plain(pieces: Sequence[Piece], columns: int) -> Iterator[str]:
    """Give the lines of pieces, a blank one between them. Listings are not broken.

    Raises:
        UsageError: a text holds a control character.
    """
    for number, piece in enumerate(pieces):
        if number:
            yield ""
        yield from _lines(piece, columns)


def comments(pieces: Sequence[Piece], sign: str) -> Iterator[str]:
    """Give pieces as lines of a comment that begins with a sign.

    Raises:
        UsageError: a text holds a control character.
    """
    yield from (f"{sign} {line}".rstrip() for line in plain(pieces, COLUMNS - len(sign) - 1))


def _lines(piece: Piece, columns: int) -> Iterator[str]:
    match piece:
        case Heading(text, level):
            told = _wrapped(text, columns)
            yield from told
            yield ("=" if level == 1 else "-") * max(map(width, told))
        case Paragraph(text) | Drawing(words=text):
            yield from _wrapped(text, columns)
        case Bullets(texts):
            for text in texts:
                yield from _wrapped(text, columns, "- ")
        case Facts(facts):
            yield from _facts(facts, columns)
        case Table(head, rows):
            yield from _table([head, *rows], columns)
        case Dates(shown):
            yield from _lines(shown, columns)
        case Listing(text):
            yield from lines(text)


def _facts(facts: Iterable[tuple[str, tuple[str, ...]]], columns: int) -> Iterator[str]:
    for label, texts in facts:
        if len(texts) == 1:
            yield from _wrapped(f"{label}: {texts[0]}", columns, "- ")
        else:
            yield from _wrapped(f"{label}:", columns, "- ")
            for text in texts:
                yield from _wrapped(text, columns, "  - ")


def _table(rows: Sequence[Sequence[str]], columns: int) -> Iterator[str]:
    """Set cells in columns; those that have no room are wrapped, the widest ones first."""
    cells = [[tidied(cell) for cell in row] for row in rows]
    widths = [max(map(width, column)) for column in zip(*cells, strict=True)]
    room = columns - _GAP * (len(widths) - 1)
    while sum(widths) > room and max(widths) > _LEAST:
        widths[widths.index(max(widths))] -= 1
    for number, row in enumerate(cells):
        yield from _row(row, widths)
        if number == 0:
            yield from _row(["-" * columns for columns in widths], widths)


def _row(cells: Sequence[str], widths: Sequence[int]) -> Iterator[str]:
    broken = [_wrapped(cell, columns) for cell, columns in zip(cells, widths, strict=True)]
    for number in range(max(map(len, broken))):
        line = [told[number] if number < len(told) else "" for told in broken]
        yield (" " * _GAP).join(map(padded, line, widths)).rstrip()


def _wrapped(text: str, columns: int, opening: str = "") -> list[str]:
    return wrap(
        tidied(text),
        columns,
        initial_indent=opening,
        subsequent_indent=" " * len(opening),
        break_on_hyphens=False,
    ) or [opening.rstrip()]
