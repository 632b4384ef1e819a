r"""Pieces as LaTeX that needs no package: `tabular`, `itemize`, `verbatim`, `\subsection*`.

Characters that LaTeX itself does not know stay as they are: XeLaTeX and LuaLaTeX show them.
"""

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
    Table,
)
from jtai_cli.render.pieces.tidy import lines, tidied, width

_HEADINGS = ("section", "section", "subsection", "subsubsection", "paragraph", "subparagraph")
"""What heads a part, by its level."""
_ESCAPES = {
    "\\": r"\textbackslash{}",
    "{": r"\{",
    "}": r"\}",
    "&": r"\&",
    "%": r"\%",
    "$": r"\$",
    "#": r"\#",
    "_": r"\_",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
    "<": r"\textless{}",
    ">": r"\textgreater{}",
    "|": r"\textbar{}",
    '"': "''",
    "`": r"\textasciigrave{}",
    # After an item or the end of a row they would be an option.
    "[": "{[}",
    "]": "{]}",
    "*": "{*}",
    "\u2018": "`",
    "\u2019": "'",
    "\u201c": "``",
    "\u201d": "''",
    "\u2013": "--",
    "\u2014": "---",
    "\u2212": "$-$",
    "\u00d7": r"$\times$",
    "\u2026": r"\ldots{}",
    # Of two in a row LaTeX would make a dash.
    "-": "-{}",
}
_SPECIAL = re.compile(rf"[{re.escape(''.join(_ESCAPES).replace('-', ''))}]|-(?=-)")
_WHOLE, _BETWEEN, _LEAST = 100, 4, 15
"""A line, what stands between two columns of it, and the least of a column, in hundredths."""
_CHARACTER, _UNBROKEN = 1.6, 50
"""About what a character takes, and what columns that are not broken may take together."""
_WIDEST = 40
"""The widest that a cell counts, so that a long text leaves room for the others."""


def written(pieces: Sequence[Piece]) -> str:
    """Write pieces, a blank line between them.

    Raises:
        UsageError: a text holds a control character.
    """
    return "\n".join("".join(f"{line}\n" for line in _lines(piece)) for piece in pieces)


def _lines(piece: Piece) -> Iterator[str]:
    match piece:
        case Heading(text, level):
            yield f"\\{_HEADINGS[level - 1]}*{{{_escaped(text)}}}"
        case Paragraph(text, is_strong):
            yield rf"\textbf{{{_escaped(text)}}}" if is_strong else _escaped(text)
        case Bullets(texts):
            yield from _itemized(f"\\item {_escaped(text)}" for text in texts)
        case Facts(facts):
            yield from _itemized(_facts(facts))
        case Table(head, rows):
            yield from _table([head, *rows])
        case Dates(shown):
            yield from _lines(shown)
        case Listing(text):
            # Eighty columns find room in the smaller letters.
            yield from (r"{\footnotesize", r"\begin{verbatim}")
            # Nothing but these very characters ends it.
            yield from (line.replace(r"\end{", r"\end {") for line in lines(text))
            yield from (r"\end{verbatim}", "}")
        case Drawing(words=words):
            yield _escaped(words)


def _itemized(items: Iterable[str]) -> Iterator[str]:
    yield r"\begin{itemize}"
    yield from (f"  {line}" for line in items)
    yield r"\end{itemize}"


def _facts(facts: Iterable[tuple[str, tuple[str, ...]]]) -> Iterator[str]:
    for label, texts in facts:
        head = rf"\item \textbf{{{_escaped(label)}:}}"
        if len(texts) == 1:
            yield f"{head} {_escaped(texts[0])}"
        else:
            yield head
            yield from _itemized(f"\\item {_escaped(text)}" for text in texts)


def _table(rows: Sequence[Sequence[str]]) -> Iterator[str]:
    shares = _shares(rows)
    columns = "".join("l" if not share else rf"p{{0.{share:02}\linewidth}}" for share in shares)
    yield rf"\par\medskip\noindent\begin{{tabular}}{{@{{}}{columns}@{{}}}}"
    head, *others = (f"  {_row(row, shares)}" for row in rows)
    yield from (r"  \hline", head, r"  \hline", *others, r"  \hline")
    yield r"\end{tabular}\par\medskip"


def _row(cells: Sequence[str], shares: Sequence[int]) -> str:
    told = (
        rf"\raggedright {_escaped(cell)}" if share and cell else _escaped(cell)
        for cell, share in zip(cells, shares, strict=True)
    )
    # Two backslashes would end a line of the last cell.
    return rf"{' & '.join(told)} \tabularnewline"


def _shares(rows: Sequence[Sequence[str]]) -> list[int]:
    """Share a line out among columns, in hundredths of it; 0 is what its longest cell takes."""
    widest = [max(width(tidied(cell)) for cell in column) for column in zip(*rows, strict=True)]
    taken, unbroken = 0.0, set()
    for number in sorted(range(len(widest)), key=widest.__getitem__):
        taken += widest[number] * _CHARACTER
        if taken > _UNBROKEN:
            taken -= widest[number] * _CHARACTER
            break
        unbroken.add(number)
    room = int(_WHOLE - _BETWEEN * (len(widest) - 1) - taken)
    counted = [0 if n in unbroken else min(_WIDEST, wide) for n, wide in enumerate(widest)]
    return [of and max(_LEAST, room * of // sum(counted)) for of in counted]


def _escaped(text: str) -> str:
    return _SPECIAL.sub(lambda found: _ESCAPES[found[0]], tidied(text))
