"""Markdown, kept in one place: what pages are put together from.

Formatters such as prettier and mdformat leave it as it is.
"""

import re
from collections.abc import Iterable, Sequence

from jtai_cli.render import facts, words
from jtai_cli.render.texts import one_line

_SPECIAL = re.compile(r"[\\*_\[\]<|`~]|&(?=#?\w+;)|^[#>+-](?=\s)")
_CODE = re.compile(r"(`[^`|]+`)")
_NUMBER = re.compile(r"^(\d+)([.)])(?=\s)")


def page(blocks: Iterable[str]) -> str:
    """Set blocks under one another, a blank line between."""
    return "\n\n".join(blocks) + "\n"


def fact_list(told: Iterable[facts.Fact]) -> str:
    """List facts, a bullet a label; several lines stand under theirs."""
    return bullets(_fact(label, lines) for label, lines in told)


def bullets(lines: Iterable[str]) -> str:
    """List lines that are Markdown already."""
    return "\n".join(f"- {line}" for line in lines)


def table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Pad the cells of a column to one width; a column with nothing under its head is left out."""
    columns = [
        [escaped(name), *(escaped(cell) for cell in cells)]
        for name, *cells in zip(head, *rows, strict=True)
        if any(cells)
    ]
    padded = []
    for column in columns:
        width = max(3, *(len(cell) for cell in column))
        name, *cells = (cell.ljust(width) for cell in column)
        padded.append([name, "-" * width, *cells])
    return "\n".join(f"| {' | '.join(row)} |" for row in zip(*padded, strict=True))


def link(text: str, url: str | None) -> str:
    """Link a text, where there is an address."""
    return f"[{escaped(text)}]({url})" if url else escaped(text)


def escaped(text: str) -> str:
    """Set a text on one line, and take their meaning in Markdown from characters that have one."""
    return _taken(one_line(text).strip())


def with_code(text: str) -> str:
    """Escape a text of the rules, in which what stands between backticks is code."""
    parts = _CODE.split(one_line(text).strip())
    return "".join(one if place % 2 else _taken(one) for place, one in enumerate(parts))


def _taken(text: str) -> str:
    return _NUMBER.sub(r"\1\\\2", _SPECIAL.sub(r"\\\g<0>", text))


def _fact(label: str, lines: Sequence[str]) -> str:
    name = escaped(label)
    told = [with_code(line if label == "Key" else words.sentence(line)) for line in lines]
    match told:
        case [line]:
            return f"**{name}:** {line}"
        case _:
            return "\n".join([f"**{name}:**", *(f"  - {line}" for line in told)])
