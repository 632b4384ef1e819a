"""Markdown (GitHub's) that prettier and mdformat leave as it is.

Both agree on how little has to be escaped: a sign is escaped only where it would mean something.
"""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from html.entities import html5
from unicodedata import category
from urllib.parse import quote

from jtai_cli.formats.text import KEPT, is_web_address, plain, tidy, width
from jtai_cli.report import model
from jtai_cli.report.model import Cell, Link

# What GitHub makes a link of by itself, before the signs that may end a sentence are cut off.
_ADDRESS = re.compile(
    r"(?<![^\s*_~(])(?:"
    r"(?:https?://|www\.)(?P<domain>[\w-]+(?:\.[\w-]+)+)[^\s<]*"
    r"|(?!www\.)(?:mailto:)?(?P<email>[\w.+-]+@[\w-]+(?:\.[\w-]+)+))",
    re.ASCII,
)
_AFTER_ADDRESS = re.compile(r"(?:[?!.,:*_~\\]|&[a-zA-Z0-9]+;)+$")
_IN_ADDRESS = ":/?#@!$&'*+,;=%~"
_NO_ESCAPE = re.compile(r"%(?![0-9A-Fa-f]{2})")

_MARKS = re.compile(r"[\\`*_\[\]]|~~|<(?! )|&#?[A-Za-z0-9]+;")
_PAIR = re.compile(r"\[[^\[\]]*\](?![:(])")
_NUMBERED = re.compile(r"&#(?:\d{1,7}|[Xx][0-9A-Fa-f]{1,6});", re.ASCII)
_FIRST = re.compile(r"#{1,6}(?= |$)|>|[-+](?= |$)|=(?==*$)")
_NUMBER = re.compile(r"(\d+)([.)])(?= |$)")
_TICK_BOX = re.compile(r"^\[([ xX])\]")
_RULE = re.compile(r"[|: ]*-[-|: ]*")
_BEHIND = " "
"""Leads a text that goes on behind bold words, whose first sign then stands between blanks."""


def write(report: model.Report) -> str:
    """Write a report as a page, under its title."""
    return _written((model.Heading(report.title, level=1),) if report.title else (), report)


def fragment(report: model.Report) -> str:
    """Write what stands under the title, for a page of someone's own."""
    return _written((), report)


def _written(title: tuple[model.Block, ...], report: model.Report) -> str:
    written: list[str] = []
    neighbours = 0
    for block in (*title, *report.blocks_in("markdown", without=(model.Bars,))):
        # One list behind another has other marks, or both would be one list.
        neighbours = neighbours + 1 if isinstance(block, model.Bullets | model.Facts) else 0
        if shown := "\n".join(_block(block, "*" if neighbours % 2 == 0 else "-")):
            written.append(f"{shown}\n")
    return "\n".join(written)


def _block(block: model.Block, mark: str) -> Iterator[str]:
    match block:
        case model.Heading(text, level):
            written = re.sub("#$", r"\\#", _inline((text,)))  # which would close the heading
            yield f"{'#' * level} {written}"
        case model.Paragraph(parts, tone):
            written = _inline(parts)
            yield f"**{written}**" if tone is model.Tone.STRONG and written else _opening(written)
        case model.Bullets(texts, is_numbered, start):
            for number, one in enumerate(texts, start=start):
                # Numbered in bold, for formatters number lists in a way of their own.
                written = f"**{number}.**{_inline((one,), _BEHIND)}" if is_numbered else _line(one)
                yield f"{mark} {written}".rstrip()
        case model.Facts(facts):
            for label, cells in facts:
                first = _cell(cells[0], _BEHIND) if len(cells) == 1 else ""
                yield f"{mark} **{_inline((f'{label}:',))}**{first}".rstrip()
                yield from (f"  - {_line(cell)}" for cell in cells if len(cells) > 1)
        case model.Table():
            yield from _table(block)
        case model.Bars():  # the dates stand in tables
            return


def _table(table: model.Table) -> Iterator[str]:
    """Pad the cells of each column to one width; the heading of a section is a row."""
    rows = [[_measured(column.head) for column in table.columns]]
    for section in table.sections:
        if section.heading is not None:
            heading, wide = _measured(section.heading)
            rows.append([(f"**{heading}**", wide + 4), *[("", 0)] * (len(table.columns) - 1)])
        rows += ([_measured(cell) for cell in row.cells] for row in section.rows)
    widths = [max(3, *(wide for _, wide in cells)) for cells in zip(*rows, strict=True)]
    sides = [(wide, one.is_right) for wide, one in zip(widths, table.columns, strict=True)]
    rows.insert(1, [(f"{'-' * (wide - 1)}{':' if right else '-'}", wide) for wide, right in sides])
    for row in rows:
        padded = []
        for (cell, used), (wide, right) in zip(row, sides, strict=True):
            blanks = " " * (wide - used)
            padded.append(blanks + cell if right else cell + blanks)
        yield f"| {' | '.join(padded)} |"


@lru_cache(maxsize=KEPT, typed=True)
def _measured(cell: Cell) -> tuple[str, int]:
    """Write a cell of a table, and measure it."""
    written = _cell(cell).replace("|", "\\|")
    return written, width(written)


def _cell(cell: Cell, lead: str = "") -> str:
    if isinstance(cell, Link):
        return _inline((cell,), lead)
    return _inline(("; ".join(cell) if isinstance(cell, tuple) else plain(cell),), lead)


def _line(cell: Cell) -> str:
    """Write a cell with which a line begins."""
    return _cell(cell) if isinstance(cell, Link) else _opening(_cell(cell))


def _opening(written: str) -> str:
    """Escape what would make a heading, a list, a quotation, a rule or a table of a line."""
    written = _TICK_BOX.sub(r"\\[\1\\]", written)
    if _RULE.fullmatch(written):
        return written.replace("-", "\\-", 1)
    if _FIRST.match(written):
        return f"\\{written}"
    return _NUMBER.sub(r"\1\\\2", written, count=1) if _NUMBER.match(written) else written


@lru_cache(maxsize=KEPT)
def _inline(parts: Sequence[str | Link], lead: str = "") -> str:
    """Write texts and links in one line, its blanks single, behind what leads them."""
    texts, links = [""], []
    for part in parts:
        if isinstance(part, Link) and is_web_address(part.url):
            links.append(part)
            texts.append("")
        else:
            texts[-1] += part if isinstance(part, str) else part.text
    texts[-1] = texts[-1].rstrip()
    texts[0] = lead + texts[0].lstrip()
    written = _text(_single(texts[0]))
    for link, text in zip(links, texts[1:], strict=True):
        written = re.sub("!$", r"\\!", written)  # or it would be a picture
        written += _linked(link.text or link.url, link.url) + _text(_single(text))
    return written


def _single(text: str) -> str:
    return re.sub(" {2,}", " ", tidy(text))


@lru_cache(maxsize=KEPT)
def _text(text: str) -> str:
    """Write a text, in which addresses are links: by themselves, or where they hold marks."""
    written, place = "", 0
    for found in _ADDRESS.finditer(text):
        address = found[0] if found["email"] else _trimmed(found[0])
        domain = "".join((found["domain"] or "").rsplit(".", 2)[-2:])
        if "_" in domain or (found["email"] and address[-1] in "-_"):
            continue  # GitHub takes it for a text
        written += _escaped(text[place : found.start()])
        if _escaped(address) == address and address[-1] != "#":
            written += address
        else:
            scheme = "" if ":" in address else "mailto:" if found["email"] else "http://"
            written += _linked(address, scheme + address)
        place = found.start() + len(address)
    return written + _escaped(text[place:])


def _trimmed(address: str) -> str:
    """Cut the signs off that may end a sentence, and a bracket that was opened before."""
    while True:
        cut = _AFTER_ADDRESS.sub("", address)
        if cut.endswith(")") and cut.count("(") < cut.count(")"):
            cut = cut[:-1]
        if cut == address:
            return address
        address = cut


def _linked(text: str, url: str) -> str:
    address = _NO_ESCAPE.sub("%25", quote(url, safe=_IN_ADDRESS))
    address = re.sub("&(?=#?[A-Za-z0-9]+;)", "%26", address)
    return f"[{_escaped(_single(text).strip())}]({address})"


def _escaped(text: str) -> str:
    """Escape each sign that would mean something where it stands, and no other one."""
    # Formatters take the escape from the second of two angle brackets that touch, and a comment
    # could be taken for a marker, escaped or not.
    return "<!-- -->".join(map(_marked, re.split("(?<=<)(?=<|!--)", text)))


def _marked(text: str) -> str:
    pairs = {place for pair in _PAIR.finditer(text) for place in (pair.start(), pair.end() - 1)}

    def mark(found: re.Match[str]) -> str:
        sign, start, end = found[0], *found.span()
        around = text[max(0, start - 1) : start], text[end : end + 1]
        match sign[0]:
            case "*":
                is_text = around == (" ", " ")
            case "_":
                ends_word = (one in {"", " "} or category(one)[0] in "PS" for one in around)
                is_text = around == (" ", " ") or not any(ends_word)
            case "[" | "]":
                is_text = start in pairs
            case "&":
                is_text = not (sign[1:] in html5 or _NUMBERED.fullmatch(sign))
            case _:
                is_text = False
        return sign if is_text else f"\\{sign}"

    return _MARKS.sub(mark, text)
