"""SVG, kept in one place: texts, shapes and lines as elements; lengths of text are estimated."""

import unicodedata
from collections.abc import Iterator
from html import escape

from jtai_cli.render.texts import lines

_NARROW, _CAPITAL, _WIDE = 0.6, 0.76, 1.2
"""What a character takes of the size of its font, in any common sans-serif, rather too much."""


def element(name: str, content: str = "", /, **attributes: object) -> str:
    """Write an element; an attribute's underscores stand for hyphens."""
    told = "".join(
        f' {key.replace("_", "-")}="{escape(_number(value))}"' for key, value in attributes.items()
    )
    return f"<{name}{told}>{content}</{name}>" if content else f"<{name}{told}/>"


def text(told: str, x: float, y: float, /, **attributes: object) -> str:
    """Write a text at the place where its baseline begins (or ends, with `text_anchor`)."""
    return element("text", escape(told), x=x, y=y, **attributes)


def length(told: str, size: float) -> float:
    """Estimate how long a text is in a font of a size."""
    return size * sum(_share(character) for character in told)


def wrapped(told: str, room: float, size: float) -> list[str]:
    """Break a text into lines no longer than the room, inside words that are longer than it."""
    return [piece for line in lines(told) for piece in _broken(line, room, size)]


def _broken(line: str, room: float, size: float) -> Iterator[str]:
    held, taken = "", 0.0
    for word in line.split(" "):
        wanted = length(word, size)
        if held and taken + _NARROW * size + wanted > room:
            yield held
            held, taken = "", 0.0
        if held:
            held, taken = f"{held} ", taken + _NARROW * size
        for character in word:
            step = size * _share(character)
            if held and taken + step > room:
                yield held
                held, taken = "", 0.0
            held, taken = held + character, taken + step
    yield held


def _share(character: str) -> float:
    if unicodedata.east_asian_width(character) in "WF":
        return _WIDE
    return _CAPITAL if character.isupper() or character in "mw" else _NARROW


def _number(value: object) -> str:
    return f"{value:.2f}".rstrip("0").rstrip(".") if isinstance(value, float) else str(value)
