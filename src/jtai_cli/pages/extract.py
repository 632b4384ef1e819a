"""The words of a page without its markup: paragraphs, entries, headings, rows and definitions.

Markdown and Word documents become HTML whose tags carry line numbers, and one reader takes that
apart. Struck-out text is left out, and a character of its own stands for code.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator
from enum import Enum
from functools import cache
from html import escape
from html.parser import HTMLParser
from io import BytesIO
from itertools import accumulate, count
from operator import itemgetter
from typing import Any, NamedTuple

from markdown_it import MarkdownIt

from jtai_cli.dates import normalised
from jtai_cli.errors import FileError
from jtai_cli.files import shown

WALL = "\ufffc"  # stands for what is not read: code, and what a marker holds
BREAK = "\n\n"  # separates the paragraphs of a cell, and lines that <br> divides
_LINE = "data-jtai-line"
_NO_WORDS = re.compile(r"(?<=[^\n])\[(?:\^[^\[\]\n]+|[ xX]|[0-9]{1,2})\](?![(\[])")
_RAISED = re.compile(r"\^(st|nd|rd|th)\^")
_TAGS = {"tbl": "table", "tr": "tr", "tc": "td"}
_SIGNS = {"tab": " ", "noBreakHyphen": "-", "br": "<br>", "cr": "<br>"}
# Settings, text deleted or moved away, and what older programs show instead of a drawing.
_GONE = frozenset({"pPr", "rPr", "del", "moveFrom", "Fallback"})
_DECLARATION = re.compile(r"<[!?][^<>]*+>")
_NO_TAG = re.compile(r"<(?!/?[a-zA-Z][^<>]*+>)")
_URL = re.compile(r"(?:\b(?:https?|ftp|file|mailto|urn):|\bwww\.)[^\s<>|\"\])]++", re.IGNORECASE)
_BLOCK = re.compile(
    "address|article|aside|blockquote|body|caption|center|details|div|fieldset|figcaption|figure"
    "|footer|form|h[1-6r]|header|li|main|nav|ol|option|p|section|summary|title|ul"
)
_CODE = frozenset({"pre", "code", "kbd", "samp", "script", "style", "textarea", "svg", "math"})
_STRUCK = frozenset({"s", "strike", "del"})
_EMPTY = frozenset({"br", "hr", "img", "input", "col", "wbr", "meta", "link"})
_ORDINALS = frozenset({"st", "nd", "rd", "th"})
_TABLES = frozenset({"table", "dl"})
_CELLS = frozenset({"td", "th", "dt", "dd"})


class Markup(Enum):
    """The markup of a page, by file ending. Markers work in Markdown and HTML; all are read."""

    MARKDOWN = ("md", "markdown")
    HTML = ("html", "htm")
    WORD = ("docx",)
    TEXT = ()


class Cell(NamedTuple):
    """A text, and each offset in it at which a line of the page begins, with that line's number."""

    text: str
    starts: tuple[tuple[int, int], ...]

    def line_at(self, offset: int) -> int:
        """Return the line of the page that an offset lies on."""
        return self.starts[bisect_right(self.starts, offset, key=itemgetter(0)) - 1][1]


class Passage(NamedTuple):
    """What is read together: one text, the cells of a row, or a term with its definition.

    `heads` are the cells that head the columns of a table. `above` are the headings, the line
    ending in a colon and the list entry without digits that the passage stands under.
    """

    cells: tuple[Cell, ...]
    heads: tuple[str, ...] = ()
    above: tuple[str, ...] = ()


@cache
def markdown(markup: Markup) -> MarkdownIt:
    """Return a parser of Markdown; in plain text, indented lines are not code."""
    parser = MarkdownIt("commonmark", {"maxNesting": 100}).enable(["table", "strikethrough"])
    return parser if markup is Markup.MARKDOWN else parser.disable("code")


def passages(text: str, markup: Markup) -> list[Passage]:
    """Return the passages of a page, in order."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n")
    if markup is Markup.HTML:
        return _HtmlReader().read(lines)
    parser = markdown(markup)
    tokens = parser.parse(_RAISED.sub(r"\1", _NO_WORDS.sub("", lines) if "[" in lines else lines))
    line = 1
    for token in tokens:
        line = token.map[0] + 1 if token.map else line
        if token.type == "html_block":
            token.content = f'<i {_LINE}="{line}"></i>{token.content}'
        elif token.nesting == 1:
            token.attrSet(_LINE, str(line))
    html = str(parser.renderer.render(tokens, parser.options, {}))
    return _HtmlReader(are_lines_kept=True).read(html)


def word_html(content: bytes, place: str) -> str:
    """Return a Word document as HTML, with the numbers of paragraphs as line numbers."""
    from docx import Document  # noqa: PLC0415 - slow, and few pages are Word documents

    try:
        body = Document(BytesIO(content)).element.body
    except Exception:  # noqa: BLE001 - zip, XML and python-docx share no error
        problem = f"{shown(place)}: is not a Word document"
        raise FileError(problem, "save it again as .docx") from None
    return "".join(_word_html(body, count(1)))


def _word_html(element: Any, numbers: Iterator[int]) -> Iterator[str]:  # noqa: ANN401 - lxml has no types
    for child in element.iterchildren("*"):
        name = child.tag.rpartition("}")[2]
        tag, line = _TAGS.get(name, "span"), ""
        if name == "p":
            line = f' {_LINE}="{next(numbers)}"'
            style = child.find("{*}pPr/{*}pStyle")
            level = re.fullmatch("Heading([1-6])", "".join(() if style is None else style.values()))
            tag = f"h{level[1]}" if level else "p"
        elif name == "r":
            marks = {one.tag.rpartition("}")[2]: one.values() for one in child.iterfind("{*}rPr/*")}
            tag = "sup" if marks.get("vertAlign") == ["superscript"] else "span"
            for mark in ("strike", "dstrike", "vanish"):
                tag = "s" if marks.get(mark, ["0"]) not in (["0"], ["false"]) else tag
        if name not in _GONE:
            yield f"<{tag}{line}>{_SIGNS.get(name, '')}"
            yield escape(child.text or "") if name == "t" else ""
            yield from _word_html(child, numbers)
            yield f"</{tag}>"


class _HtmlReader(HTMLParser):
    """Turns tags into passages. Line ends are kept if the lines of the page mean something.

    A table in a cell ends the row around it.
    """

    def __init__(self, *, are_lines_kept: bool = False) -> None:
        super().__init__()
        self._line_end = "\n" if are_lines_kept else " "
        self._shift = 0
        self._found: list[Passage] = []
        self._texts: list[str] = []
        self._lines: list[int] = []
        self._cells: list[Cell] = []
        self._heads: tuple[str, ...] | None = None
        self._headings: dict[int, str] = {}
        self._lead = self._entry = ""
        self._skipped: list[str] = []
        self._is_cell = self._is_entry = self._is_raised = False

    def read(self, text: str) -> list[Passage]:
        plain = _DECLARATION.sub(lambda found: "\n" * found[0].count("\n"), text)
        self.feed(_NO_TAG.sub("\u2039", plain))
        self.close()
        self._end_row()
        return self._found

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = dict(attrs)
        if line := re.fullmatch("[0-9]{1,9}", values.get(_LINE) or ""):
            self._shift = int(line[0]) - self.getpos()[0]
        is_struck = tag in _STRUCK or "line-through" in (values.get("style") or "")
        if is_struck or tag in _CODE or tag in self._skipped:
            if tag in _CODE and not self._skipped:
                self._add(WALL)
            self._skipped += [tag] if tag not in _EMPTY else []
        elif tag in {"br", "sup"}:
            self._is_raised = tag == "sup"
            self._add(BREAK if tag == "br" else "")
        elif tag in _TABLES:
            self._end_row()
            self._heads = () if tag == "table" else None
        elif tag in _CELLS or tag == "tr":
            if tag in {"tr", "dt"}:
                self._end_row()
            self._end_cell()
            self._is_cell = tag in _CELLS
        elif _BLOCK.fullmatch(tag):
            self._end_text()
            self._is_entry = tag == "li" or (self._is_entry and tag == "p")

    def handle_endtag(self, tag: str) -> None:
        if tag in self._skipped:
            del self._skipped[self._skipped.index(tag) :]
        elif tag == "sup":
            self._is_raised = False
        elif tag in _CELLS:
            self._end_cell()
        elif tag in _TABLES or tag == "tr":
            self._end_row()
        elif _BLOCK.fullmatch(tag):
            self._end_text(int(tag[1]) if re.fullmatch("h[1-6]", tag) else None)

    def handle_data(self, data: str) -> None:
        if not self._skipped:
            if self._is_raised and data.strip().lower() not in _ORDINALS:
                data = " "  # the number of a footnote
            for number, piece in enumerate(data.split("\n")):
                self._add(self._line_end + piece if number else piece, number)

    def _add(self, text: str, lines_below: int = 0) -> None:
        self._texts.append(normalised(text).replace("\u200b", ""))
        self._lines.append(self.getpos()[0] + self._shift + lines_below)

    def _taken(self) -> Cell:
        offsets = accumulate(map(len, self._texts), initial=0)
        starts = tuple(zip(offsets, self._lines or [1], strict=False))
        text = _URL.sub(lambda found: " " * len(found[0]), "".join(self._texts))
        self._texts, self._lines = [], []
        return Cell(text, starts)

    def _above(self) -> tuple[str, ...]:
        return tuple(filter(None, (*self._headings.values(), self._lead, self._entry)))

    def _end_text(self, heading: int | None = None) -> None:
        """End a paragraph; in a cell, add a break before the next one."""
        if self._is_cell:
            if self._texts and self._texts[-1] != BREAK:
                self._add(BREAK)
            return
        cell = self._taken()
        if not (text := " ".join(cell.text.split())):
            return
        self._found.append(Passage((cell,), above=self._above()))
        if heading is not None:
            higher = {level: one for level, one in self._headings.items() if level < heading}
            self._headings = higher | {heading: text}
        elif self._is_entry and not re.search("[0-9]", text):
            self._entry = text
        if not self._is_entry:
            self._lead, self._entry = (text if text.endswith(":") else ""), ""
        self._is_entry = False

    def _end_cell(self) -> None:
        if self._is_cell:
            self._is_cell = False
            self._cells.append(self._taken())
        else:
            self._end_text()

    def _end_row(self) -> None:
        self._end_cell()
        cells, self._cells = tuple(self._cells), []
        if any(cell.text.strip() for cell in cells):
            self._found.append(Passage(cells, self._heads or (), self._above()))
            if self._heads == ():
                self._heads = tuple(" ".join(cell.text.split()) for cell in cells)
