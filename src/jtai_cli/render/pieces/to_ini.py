"""Pieces as INI: dates as values in the section they stand in, all else as comments."""

import re
from collections.abc import Iterator, Sequence
from itertools import groupby

from jtai_cli.render.pieces import Bullets, Dates, Entry, Piece
from jtai_cli.render.pieces.plain import comments
from jtai_cli.render.pieces.tidy import tidied

_NOT_IN_KEY = re.compile(r"[^\w.-]+")


def written(pieces: Sequence[Piece]) -> str:
    """Write pieces. Dates shown as a list are comments too, for INI has no lists.

    Raises:
        UsageError: a text holds a control character.
    """
    return "".join(f"{line}\n" for line in _lines(pieces))


def _lines(pieces: Sequence[Piece]) -> Iterator[str]:
    for is_data, group in groupby(pieces, key=_is_data):
        held = tuple(group)
        if not is_data:
            yield from comments(held, ";")
        for piece in held:
            if isinstance(piece, Dates) and is_data:
                yield from (line for entry in piece.entries for line in _entry(entry))


def _is_data(piece: Piece) -> bool:
    return isinstance(piece, Dates) and not isinstance(piece.shown, Bullets)


def _entry(entry: Entry) -> Iterator[str]:
    """Write a value, its texts above it: many programs know no comment behind a value."""
    if texts := tidied("; ".join(text for _, text in entry.texts if text)):
        yield f"; {texts}"
    first = "" if entry.first is None else entry.first.isoformat()
    span = str(entry.last) if entry.first == entry.last else f"{first}..{entry.last}"
    yield f"{_NOT_IN_KEY.sub('-', tidied(entry.key)).strip('-') or 'date'} = {span}"
