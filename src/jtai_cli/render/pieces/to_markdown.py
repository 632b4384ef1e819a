"""Pieces as Markdown that prettier and mdformat (with GFM) leave as it is.

The two agree on how little has to be escaped, but not for every sign: where they differ, and
where extensions (links, mathematics, templates) would see a meaning, a sign that looks alike stands
in its place.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache

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
from jtai_cli.render.pieces.tidy import KEPT, lines, padded, tidied, width

_LOOK_ALIKES = str.maketrans("[]{}`*~$", "()()'\u2217\u223c\uff04")
_AT_EDGE = str.maketrans(">#+-=", "\u203a\uff03\uff0b\u2013\uff1d")
# What a line cannot begin with, or consist of.
_OPENING = re.compile(r"^(?:>|#{1,6}(?= |$)|[-+](?= |$)|=+$|[-:| ]+$)")
_NUMBER = re.compile(r"^(\d+)([.)])(?= |$)")
_CLOSING = re.compile(r"#+$")
_REFERENCE = re.compile(r"&(?=#?\w+;)")
_TAG = re.compile(r"<(?! )")
# An underscore within a word needs no escape, and so must not have one.
_UNDERSCORE = re.compile(r"(?<![^\W_])_|_(?![^\W_])")
_ADDRESS = re.compile(
    r"\(?[A-Za-z0-9.+-]+(?:_[A-Za-z0-9.+-]+)*@[A-Za-z0-9]+(?:[.-][A-Za-z0-9]+)+[),.;:]*"
)
_LINKING = ("@", "www.", "://")


def written(pieces: Sequence[Piece]) -> str:
    """Write pieces, a blank line between them and at both ends.

    Raises:
        UsageError: a text holds a control character.
    """
    return "\n" + "".join(f"{line}\n" for piece in pieces for line in (*_lines(piece), ""))


def _lines(piece: Piece) -> Iterator[str]:
    match piece:
        case Heading(text, level):
            yield f"{'#' * level} {_inline(text)}"
        case Paragraph(text, is_strong):
            yield f"**{_inline(text)}**" if is_strong else _opening(text)
        case Bullets(texts):
            yield from (f"- {_opening(text)}" for text in texts)
        case Facts(facts):
            yield from _facts(facts)
        case Table(head, rows):
            yield from _table([head, *rows])
        case Dates(shown):
            yield from _lines(shown)
        case Listing(text, syntax):
            yield from _fenced(lines(text), syntax)
        case Drawing(words=words):
            yield _opening(words)


def _facts(facts: Iterable[tuple[str, tuple[str, ...]]]) -> Iterator[str]:
    for label, texts in facts:
        if len(texts) == 1:
            yield f"- **{_inline(label)}:** {_inline(texts[0])}"
        else:
            yield f"- **{_inline(label)}:**"
            yield from (f"  - {_opening(text)}" for text in texts)


def _table(rows: Sequence[Sequence[str]]) -> Iterator[str]:
    """Pad the cells of each column to one width."""
    columns = [
        [_inline(cell).replace("|", "\\|") for cell in cells] for cells in zip(*rows, strict=True)
    ]
    widths = [max(3, *map(width, cells)) for cells in columns]
    for number, cells in enumerate(zip(*columns, strict=True)):
        yield f"| {' | '.join(map(padded, cells, widths))} |"
        if number == 0:
            yield f"| {' | '.join('-' * columns for columns in widths)} |"


def _fenced(told: Sequence[str], syntax: str) -> Iterator[str]:
    """Set lines between fences that are longer than any run of backticks in them."""
    runs = (len(run) + 1 for line in told for run in re.findall("`+", line))
    fence = "`" * max(3, *runs, 3)
    yield from (f"{fence}{syntax}", *told, fence)


def _opening(text: str) -> str:
    """Write a text with which a line begins."""
    told = _OPENING.sub(lambda found: found[0].translate(_AT_EDGE), _inline(text))
    return _NUMBER.sub(r"\1\\\2", told)


@lru_cache(maxsize=KEPT)
def _inline(text: str) -> str:
    told = _REFERENCE.sub("\uff06", tidied(text).translate(_LOOK_ALIKES))
    told = told.replace("<<", "\u2039<").replace("\\", "\\\\")
    told = " ".join(_word(word) for word in _TAG.sub("\\<", told).split(" "))
    return _CLOSING.sub(lambda found: found[0].translate(_AT_EDGE), told)


def _word(word: str) -> str:
    """Escape underscores; in what may be taken for a web address no escape would stay one."""
    if "_" not in word or _ADDRESS.fullmatch(word):
        return word
    if word == "_" or any(sign in word for sign in _LINKING):
        return word.replace("_", "\uff3f")
    return _UNDERSCORE.sub(r"\\_", word)
