"""GitHub's Markdown, written so that prettier and mdformat leave it unchanged."""

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache
from html.entities import html5
from unicodedata import category
from urllib.parse import quote

from jtai_cli.formats.text import KEPT, is_web_address, plain, tidy, width
from jtai_cli.report import model
from jtai_cli.report.model import Cell, Link

# What GitHub turns into a link by itself, without closing punctuation or a lone bracket.
_ADDRESS = re.compile(
    r"(?<![^\s*_~(])(?:"
    r"(?:https?://|www\.)(?P<domain>[\w-]+(?:\.[\w-]+)+)"
    r"(?:(?:\([^\s<()]*\)|[^\s<()])*(?<![?!.,:*_~\\]))?"
    r"|(?!www\.)(?:mailto:)?(?P<email>[\w.+-]+@[\w-]+(?:\.[\w-]+)+))",
    re.ASCII,
)
_IN_ADDRESS = ":/?#@!$&'*+,;=%~"

_MARKS = re.compile(
    r"(?<! )[*_]|[*_](?! )|[\\`\[\]]|~~|<(?! )"
    r"|&(?:#[0-9]{1,7}|#[Xx][0-9A-Fa-f]{1,6}|[A-Za-z0-9]+);"
)
_PAIR = re.compile(r"\[(?:(?!<<|<!--)[^\[\]])*\](?![:(])")
_TICK_BOX = re.compile(r"^\[([ xX])\](?!\()")
# The text before the sign that would open a rule, table, heading, quotation or list.
_OPENING = re.compile(
    r"^(?:[|: ]*(?=-[-|: ]*$)|(?=#{1,6}(?: |$)|>|[-+](?: |$)|=+$)|\d+(?=[.)](?: |$)))"
)


def write(report: model.Report) -> str:
    """Write a report as a page, under its title."""
    return fragment(replace(report, blocks=(model.Heading(report.title, 1), *report.blocks)))


def fragment(report: model.Report) -> str:
    """Write what is below the title, for use inside someone's page."""
    written: list[str] = []
    neighbours = 0
    for block in report.blocks_in("document"):
        # A list right after another has a different mark, or the two would become one list.
        neighbours = neighbours + 1 if isinstance(block, model.Bullets | model.Facts) else 0
        written += ["", *_block(block, "*" if neighbours % 2 == 0 else "-")]
    return "".join(f"{line}\n" for line in written[1:])


def _block(block: model.Block, mark: str) -> Iterator[str]:
    match block:
        case model.Heading(text, level):
            written = re.sub("#$", r"\\#", _inline(text))  # a last "#" would close the heading
            yield f"{'#' * level} {written}"
        case model.Paragraph(parts, tone):
            written = _inline(*parts)
            yield f"**{written}**" if tone is model.Tone.STRONG and written else _opening(written)
        case model.Bullets(texts, is_numbered, start):
            for number, one in enumerate(texts, start=start):
                # The numbers are bold text, because formatters renumber real lists.
                numbered = f"**{number}.**{_inline(one, lead=' ')}"
                yield f"{mark} {numbered if is_numbered else _opening(_inline(one))}".rstrip()
        case model.Facts(facts):
            for label, cells in facts:
                first = _inline(cells[0], lead=" ") if len(cells) == 1 else ""
                yield f"{mark} **{_inline(f'{label}:')}**{first}".rstrip()
                yield from (f"  - {_opening(_inline(cell))}" for cell in cells if len(cells) > 1)
        case model.Table():
            yield from _table(block)
        case model.Bars():  # the dates stand in tables
            return


def _table(table: model.Table) -> Iterator[str]:
    """Pad the cells of each column to one width; the heading of a section is a row."""
    rows = [[_inline(column.head) for column in table.columns]]
    for section in table.sections:
        if section.heading is not None:
            rows.append([f"**{_inline(section.heading)}**", *[""] * (len(table.columns) - 1)])
        rows += ([*map(_inline, row.cells)] for row in section.rows)
    rows = [[cell.replace("|", "\\|") for cell in row] for row in rows]
    widths = [max(3, *map(width, cells)) for cells in zip(*rows, strict=True)]
    sides = [(wide, one.is_right) for wide, one in zip(widths, table.columns, strict=True)]
    rows.insert(1, [f"{'-' * (wide - 1)}{':' if right else '-'}" for wide, right in sides])
    for row in rows:
        padded = []
        for cell, (wide, right) in zip(row, sides, strict=True):
            blanks = " " * (wide - width(cell))
            padded.append(blanks + cell if right else cell + blanks)
        yield f"| {' | '.join(padded)} |"


def _opening(written: str) -> str:
    """Escape what would turn a line into a heading, a list, a quotation, a rule or a table."""
    return _OPENING.sub(r"\g<0>\\", _TICK_BOX.sub(r"\\[\1\\]", written))


def _inline(*parts: Cell, lead: str = "") -> str:
    """Write cells on one line; `lead` is the space between bold words and the first cell."""
    texts, links = [""], []
    for part in parts:
        if isinstance(part, Link) and is_web_address(part.url):
            links.append(part)
            texts.append("")
        else:
            texts[-1] += "; ".join(part) if isinstance(part, tuple) else plain(part)
    texts[-1] = texts[-1].rstrip()
    written = _text(lead + texts[0].lstrip())
    for link, text in zip(links, texts[1:], strict=True):
        written = re.sub("!$", r"\\!", written)  # "![" would make it a picture
        written += _linked(link.text or link.url, link.url) + _text(text)
    return written


@lru_cache(maxsize=KEPT)
def _text(text: str) -> str:
    """Write a text with its addresses as links: bare, or spelled out if they need escapes."""
    text = re.sub(" {2,}", " ", tidy(text))
    written, place = "", 0
    for found in _ADDRESS.finditer(text):
        address = found[0]
        domain = "".join((found["domain"] or "").rsplit(".", 2)[-2:])
        if "_" in domain or (found["email"] and address[-1] in "-_"):
            continue  # GitHub does not link it
        written += _escaped(text[place : found.start()])
        if _escaped(address) == address and address[-1] != "#":
            written += address
        else:
            scheme = "" if ":" in address else "mailto:" if found["email"] else "http://"
            written += _linked(address, scheme + address)
        place = found.end()
    return written + _escaped(text[place:])


def _linked(text: str, url: str) -> str:
    address = quote(url, safe=_IN_ADDRESS)
    address = re.sub("%(?![0-9A-Fa-f]{2})", "%25", address)
    address = re.sub("&(?=#?[A-Za-z0-9]+;)", "%26", address)
    return f"[{_escaped(' '.join(tidy(text).split()))}]({address})"


def _escaped(text: str) -> str:
    """Escape each sign that Markdown would act on where it stands, and no others."""
    pairs = {place for pair in _PAIR.finditer(text) for place in (pair.start(), pair.end() - 1)}

    def mark(found: re.Match[str]) -> str:
        sign, start, end = found[0], *found.span()
        is_text = start in pairs
        if sign == "_":
            around = text[max(0, start - 1) : start], text[end : end + 1]
            is_text = not any(one in {"", " "} or category(one)[0] in "PS" for one in around)
        elif sign[0] == "&":
            is_text = sign[1] != "#" and sign[1:] not in html5
        # Formatters remove the escape from the second of two adjacent angle brackets, and a
        # comment could be taken for a marker, escaped or not.
        apart = "<!-- -->" if sign == "<" and text.startswith(("<", "!--"), end) else ""
        return sign if is_text else f"\\{sign}{apart}"

    return _MARKS.sub(mark, text)
