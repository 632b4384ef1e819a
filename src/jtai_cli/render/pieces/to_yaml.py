"""Pieces as YAML: dates as entries where a mapping or a sequence stands, all else as comments."""

import json
import re
from collections.abc import Iterator, Sequence
from datetime import date
from itertools import groupby

from jtai_cli.render.pieces import Bullets, Dates, Entry, Piece
from jtai_cli.render.pieces.plain import comments
from jtai_cli.render.pieces.tidy import tidied

_PLAIN = re.compile(r"[a-z][a-z0-9]*(?:-[a-z0-9]+)*")
_OTHERWISE = {"y", "n", "yes", "no", "on", "off", "true", "false", "null"}
"""What YAML would not take for a text."""


def written(pieces: Sequence[Piece]) -> str:
    """Write pieces. Dates shown as a list are a sequence of mappings, others entries of one.

    Raises:
        UsageError: a text holds a control character.
    """
    return "".join(f"{line}\n" for line in _lines(pieces))


def _lines(pieces: Sequence[Piece]) -> Iterator[str]:
    for is_data, group in groupby(pieces, key=lambda piece: isinstance(piece, Dates)):
        held = tuple(group)
        if not is_data:
            yield from comments(held, "#")
        for piece in held:
            if isinstance(piece, Dates):
                yield from _data(piece)


def _data(dates: Dates) -> Iterator[str]:
    for entry in dates.entries:
        if isinstance(dates.shown, Bullets):
            yield from _mapping(entry)
        else:
            yield _entry(entry)


def _entry(entry: Entry) -> str:
    if entry.first == entry.last:
        told = entry.last.isoformat()
    else:
        told = f"{{ first: {_day(entry.first)}, last: {entry.last} }}"
    texts = tidied("; ".join(text for _, text in entry.texts if text))
    return f"{_key(entry.key)}: {told}" + (f" # {texts}" if texts else "")


def _mapping(entry: Entry) -> Iterator[str]:
    yield f"- key: {_key(entry.key)}"
    if entry.first == entry.last:
        yield f"  date: {entry.last}"
    else:
        yield from (f"  first: {_day(entry.first)}", f"  last: {entry.last}")
    yield from (f"  {name}: {_quoted(text)}" for name, text in entry.texts)


def _day(day: date | None) -> str:
    return "null" if day is None else day.isoformat()


def _key(key: str) -> str:
    return key if _PLAIN.fullmatch(key) and key not in _OTHERWISE else _quoted(key)


def _quoted(text: str) -> str:
    # JSON is YAML, and what is quoted is never taken for another type.
    return json.dumps(tidied(text), ensure_ascii=False)
