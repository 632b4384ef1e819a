"""Pieces as AsciiDoc. Signs with a meaning are written as character references."""

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
from jtai_cli.render.pieces.tidy import lines, tidied

_SPECIAL = re.compile(r"[*_`#^~+{}\[\]<>|\\]|&(?=#?\w+;)|::+|;;+")
_OPENING = re.compile(r"^[^\w&]")
_LABEL = re.compile(r"^(NOTE|TIP|IMPORTANT|WARNING|CAUTION):")
_NUMBER = re.compile(r"^(\w+)([.)])(?= )")
# The only lines that mean something in a listing, and it is enough to begin them otherwise.
_DIRECTIVE = re.compile(r"^\\*(?:include|ifdef|ifndef|ifeval|endif)::")


def written(pieces: Sequence[Piece]) -> str:
    """Write pieces, a blank line between them and at both ends.

    Raises:
        UsageError: a text holds a control character.
    """
    return "\n" + "".join(f"{line}\n" for piece in pieces for line in (*_lines(piece), ""))


def _lines(piece: Piece) -> Iterator[str]:
    match piece:
        case Heading(text, level):
            yield f"{'=' * level} {_inline(text)}"
        case Paragraph(text, is_strong):
            yield f"*{_inline(text)}*" if is_strong else _opening(text)
        case Bullets(texts):
            yield from (f"* {_opening(text)}" for text in texts)
        case Facts(facts):
            yield from _facts(facts)
        case Table(head, rows):
            yield from ("[%header]", "|===")
            # One line for the head tells how many columns there are.
            yield " ".join(f"| {_opening(cell)}" for cell in head)
            for row in rows:
                yield from ("", *(f"| {_opening(cell)}".rstrip() for cell in row))
            yield "|==="
        case Dates(shown):
            yield from _lines(shown)
        case Listing(text, syntax):
            yield from _listing(lines(text), syntax)
        case Drawing(words=words):
            yield _opening(words)


def _facts(facts: Iterable[tuple[str, tuple[str, ...]]]) -> Iterator[str]:
    for label, texts in facts:
        if len(texts) == 1:
            yield f"* *{_inline(label)}:* {_inline(texts[0])}"
        else:
            yield f"* *{_inline(label)}:*"
            yield from (f"** {_opening(text)}" for text in texts)


def _listing(told: Sequence[str], syntax: Syntax) -> Iterator[str]:
    """Set lines between dashes, of which there are more than in any line of them."""
    dashes = max((len(line) for line in told if set(line) == {"-"}), default=0)
    fence = "-" * max(4, dashes + 1)
    # Otherwise a number in angle brackets would be a callout.
    yield "[subs=specialchars]" if syntax is Syntax.TEXT else f"[{syntax}]"
    yield fence
    yield from (_DIRECTIVE.sub(r"\\\g<0>", line) for line in told)
    yield fence


def _opening(text: str) -> str:
    """Write a text with which a line begins, so that it is no list, title or macro."""
    told = _LABEL.sub(r"\1&#58;", _inline(text))
    told = _NUMBER.sub(lambda found: found[1] + _referred(found[2]), told)
    return _apart(_OPENING.sub(lambda found: _referred(found[0]), told))


def _inline(text: str) -> str:
    return _apart(_SPECIAL.sub(lambda found: _referred(found[0]), tidied(text)))


def _apart(told: str) -> str:
    """Part a semicolon from a reference that ends before it: two would make a description list."""
    return told.replace(";;", f";{_referred(';')}")


def _referred(signs: str) -> str:
    return "".join(f"&#{ord(sign)};" for sign in signs)
