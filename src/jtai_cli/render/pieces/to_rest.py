"""Pieces as reStructuredText that docutils reads without a warning."""

import re
from collections.abc import Iterable, Iterator, Sequence

from jtai_cli.render.pieces import (
    Bullets,
    Dates,
    Drawing,
    Facts,
    Heading,
    Listing,
    Paragraph,
    Piece,
    Syntax,
    Table,
)
from jtai_cli.render.pieces.tidy import lines, tidied, width

_UNDERLINES = "=-~^\"'"
"""What underlines a heading, by its level."""
_STEP = "   "
_SPECIAL = re.compile(r"[\\*`|_]|(?<=:):")
_OPENING = re.compile(r"[^\w\\]")
_ENUMERATOR = re.compile(r"^(\w+)(?=[.)](?: |$))")


def written(pieces: Sequence[Piece]) -> str:
    """Write pieces, a blank line between them and at both ends.

    Raises:
        UsageError: a text holds a control character.
    """
    return "\n" + "".join(f"{line}\n" for piece in pieces for line in (*_lines(piece), ""))


def _lines(piece: Piece) -> Iterator[str]:
    match piece:
        case Heading(text, level):
            told = _opening(text)
            yield from (told, _UNDERLINES[level - 1] * max(4, width(told)))
        case Paragraph(text, is_strong):
            yield f"**{_inline(text)}**" if is_strong else _opening(text)
        case Bullets(texts):
            yield from (f"- {_opening(text)}" for text in texts)
        case Facts(facts):
            yield from _facts(facts)
        case Table(head, rows):
            yield from (".. list-table::", f"{_STEP}:header-rows: 1", "")
            yield from (_STEP + line for row in (head, *rows) for line in _row(row))
        case Dates(shown):
            yield from _lines(shown)
        case Listing(text, syntax):
            yield from ("::" if syntax is Syntax.TEXT else f".. {syntax}::", "")
            yield from ((_STEP + line).rstrip() for line in lines(text))
        case Drawing(words=words):
            yield _opening(words)


def _facts(facts: Iterable[tuple[str, tuple[str, ...]]]) -> Iterator[str]:
    is_nested = False
    for label, texts in facts:
        if is_nested:
            yield ""
        is_nested = len(texts) > 1
        if is_nested:
            yield from (f"- **{_inline(label)}:**", "")
            yield from (f"  - {_opening(text)}" for text in texts)
        else:
            yield f"- **{_inline(label)}:** {_inline(texts[0])}"


def _row(cells: Sequence[str]) -> Iterator[str]:
    for number, cell in enumerate(cells):
        yield f"{'* -' if number == 0 else '  -'} {_opening(cell)}".rstrip(" ")


def _opening(text: str) -> str:
    """Write a text with which a line begins, so that it is no list, field, option or comment."""
    told = _ENUMERATOR.sub(r"\1\\", _inline(text))
    return f"\\{told}" if _OPENING.match(told) else told


def _inline(text: str) -> str:
    return _SPECIAL.sub(r"\\\g<0>", tidied(text))
