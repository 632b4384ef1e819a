"""Pieces as HTML: plain elements, two blanks a step, everything escaped."""

import re
from collections.abc import Iterable, Iterator, Sequence
from html import escape

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
from jtai_cli.render.pieces.tidy import lines, tidied

_BREAK = re.compile(r"\r\n?|\n(?!<)|[\u2028\u2029]")


def written(pieces: Sequence[Piece]) -> str:
    """Write pieces one under another. No line is blank, but within a listing.

    Raises:
        UsageError: a text holds a control character.
    """
    return "".join(f"{line}\n" for piece in pieces for line in _lines(piece))


def _lines(piece: Piece) -> Iterator[str]:
    match piece:
        case Heading(text, level):
            yield _element(f"h{level}", text)
        case Paragraph(text, is_strong):
            told = _element("p", text)
            yield told.replace(">", "><strong>", 1)[:-4] + "</strong></p>" if is_strong else told
        case Bullets(texts):
            yield from _within("ul", (_element("li", text) for text in texts))
        case Facts(facts):
            yield from _within("dl", _facts(facts))
        case Table():
            yield from _within("table", _table(piece))
        case Dates(shown):
            yield from _lines(shown)
        case Listing(text, syntax):
            # A line end behind the tag is not shown, so that all lines are set in alike.
            yield "<pre>" if syntax is Syntax.TEXT else f'<pre class="{syntax}">'
            yield from (escape(line, quote=False) for line in lines(text))
            yield "</pre>"
        case Drawing(svg):
            # An element begins each line; another line end is one that people wrote.
            yield from ("<figure>", *_BREAK.sub(" ", svg).split("\n"), "</figure>")


def _facts(facts: Iterable[tuple[str, tuple[str, ...]]]) -> Iterator[str]:
    for label, texts in facts:
        yield _element("dt", label)
        yield from (_element("dd", text) for text in texts)


def _table(table: Table) -> Iterator[str]:
    if table.caption:
        yield _element("caption", table.caption)
    head = [_element("th", cell, ' scope="col"') for cell in table.head]
    yield from _within("thead", _within("tr", head))
    rows = ([_element("td", cell) for cell in row] for row in table.rows)
    yield from _within("tbody", (line for row in rows for line in _within("tr", row)))


def _within(name: str, told: Iterable[str]) -> Iterator[str]:
    yield f"<{name}>"
    yield from (f"  {line}" for line in told)
    yield f"</{name}>"


def _element(name: str, text: str, attributes: str = "") -> str:
    return f"<{name}{attributes}>{escape(tidied(text), quote=False)}</{name}>"
