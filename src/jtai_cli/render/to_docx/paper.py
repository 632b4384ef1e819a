"""python-docx, kept in one place: A4 paper, real headings and lists, British English."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from docx.document import Document
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.shared import Mm, Pt, RGBColor
from docx.styles.style import ParagraphStyle
from docx.table import _Row
from docx.text.paragraph import Paragraph

from jtai_cli.render import texts, words

_FONT = "Arial"
_INK, _RULE, _HEAD = RGBColor(0x1B, 0x27, 0x33), "9AA5B1", "DDE4EC"
_LANGUAGE = "en-GB"
_SIZES = {
    "Normal": 10, "Title": 18, "Heading 1": 13, "Heading 2": 10.5, "List Bullet": 10,
    "List Number": 10, "Footer": 8,
}  # fmt: skip
_GAPS = {
    "Normal": (0, 3), "Title": (0, 2), "Heading 1": (8, 2), "Heading 2": (5, 1),
    "List Bullet": (0, 1), "List Number": (0, 1), "Footer": (0, 0),
}  # fmt: skip
"""The space before and after a paragraph, in points."""
_SMALL = Pt(9)


class Paper:
    """A document in the making."""

    def __init__(self, document: Document, title: str, stamp: datetime) -> None:
        self.document = document
        section = document.sections[0]
        section.page_width, section.page_height = Mm(210), Mm(297)
        section.left_margin = section.right_margin = Mm(18)
        section.top_margin, section.bottom_margin = Mm(14), Mm(15)
        section.footer_distance = Mm(8)
        for name, size in _SIZES.items():
            self._style(name, size)
        self._speak_british()
        self._properties(title, stamp)
        section.footer.paragraphs[0].add_run(words.CAUTION)
        (foot,) = section.footer.part.element.iter(qn("w:p"))
        for text, code in (("  Page ", "PAGE"), (" of ", "NUMPAGES")):
            section.footer.paragraphs[0].add_run(text)
            foot.append(_field(code))

    def heading(self, text: str, level: int) -> None:
        """Write a heading; level 0 is the title."""
        self.document.add_heading(shown(text), level)

    def paragraph(self, text: str, style: str | None = None) -> Paragraph:
        """Write a paragraph."""
        return self.document.add_paragraph(shown(text), style)

    def fact(self, label: str, text: str) -> None:
        """Write a label in bold, and what is told of it."""
        paragraph = self.document.add_paragraph()
        paragraph.add_run(f"{label}: ").bold = True
        paragraph.add_run(shown(text))
        paragraph.paragraph_format.space_after = Pt(1)

    def listed(self, lines: Iterable[str], *, style: str) -> None:
        """Write a list: "List Bullet", or "List Number", which counts on from list to list."""
        for line in lines:
            self.paragraph(line, style)

    def table(
        self, head: Sequence[str], rows: Sequence[Sequence[str]], *, widths: Sequence[int], alt: str
    ) -> None:
        """Write a table whose head is repeated on each page; widths are in millimetres."""
        table = self.document.add_table(0, len(head), "Table Grid")
        table.autofit = False
        table.alignment = WD_TABLE_ALIGNMENT.LEFT
        for column, width in zip(table.columns, widths, strict=True):
            column.width = Mm(width)
        for number, cells in enumerate((head, *rows)):
            row = table.add_row()
            _fill(row, cells, widths, is_head=not number)
        *_, drawn = self.document.element.body.iter(qn("w:tbl"))
        _frame(drawn, alt)

    def _style(self, name: str, size: float) -> None:
        style = self.document.styles[name]
        assert isinstance(style, ParagraphStyle), "these are styles of paragraphs"
        style.font.name, style.font.size, style.font.color.rgb = _FONT, Pt(size), _INK
        fonts = style.element.rPr.rFonts
        for kind in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
            # A theme's font would win over the one that is named.
            fonts.attrib.pop(qn(f"w:{kind}"), None)
        style.font.bold = name.startswith(("Title", "Heading"))
        before, after = _GAPS[name]
        shape = style.paragraph_format
        shape.space_before, shape.space_after, shape.line_spacing = Pt(before), Pt(after), 1.0
        for name_of, held in (("pBdr", style.element.pPr), ("spacing", style.element.rPr)):
            # The title is underlined, and its letters are spaced out.
            for ornament in held.findall(qn(f"w:{name_of}")):
                held.remove(ornament)

    def _speak_british(self) -> None:
        for language in self.document.styles.element.iter(qn("w:lang")):
            language.set(qn("w:val"), _LANGUAGE)
        settings = self.document.settings.element
        for language in settings.iter(qn("w:themeFontLang")):
            language.set(qn("w:val"), _LANGUAGE)
        for setting in settings.iter(qn("w:compatSetting")):
            if setting.get(qn("w:name")) == "compatibilityMode":
                # Or Word calls the document one of an earlier version.
                setting.set(qn("w:val"), "15")

    def _properties(self, title: str, stamp: datetime) -> None:
        properties = self.document.core_properties
        properties.title, properties.author, properties.language = title, "jtai", _LANGUAGE
        properties.last_modified_by, properties.comments = "jtai", words.CAUTION
        properties.created = properties.modified = stamp.replace(tzinfo=None)


def shown(text: str) -> str:
    """Return a text as a document shows it.

    Raises:
        UsageError: it holds a control character.
    """
    texts.refuse_unshowable([text])
    return text.replace("\r\n", "\n")


def _fill(row: _Row, cells: Sequence[str], widths: Sequence[int], *, is_head: bool) -> None:
    for cell, text, width in zip(row.cells, cells, widths, strict=True):
        cell.width = Mm(width)
        (paragraph,) = cell.paragraphs
        paragraph.paragraph_format.space_after = Pt(0)
        run = paragraph.add_run(shown(text))
        run.font.size, run.bold = _SMALL, is_head


def _frame(table: BaseOxmlElement, alt: str) -> None:
    """Say what a table is to those who hear it, repeat its head, draw its lines in grey."""
    properties = table.find(qn("w:tblPr"))
    borders = _element("tblBorders")
    for side in ("top", "left", "bottom", "right", "insideH", "insideV"):
        borders.append(_element(side, val="single", sz="4", space="0", color=_RULE))
    # Word reads these in one order only (ECMA-376, 17.4.60).
    properties.find(qn("w:tblLayout")).addprevious(borders)
    properties.find(qn("w:tblLook")).addnext(_element("tblCaption", val=alt))
    head, *_ = rows = table.findall(qn("w:tr"))
    for row in rows:
        row.get_or_add_trPr().append(_element("cantSplit"))
    head.get_or_add_trPr().append(_element("tblHeader"))
    for cell in head.findall(qn("w:tc")):
        cell.get_or_add_tcPr().append(_element("shd", val="clear", color="auto", fill=_HEAD))


def _element(name: str, **attributes: str) -> BaseOxmlElement:
    element = OxmlElement(f"w:{name}")
    for key, value in attributes.items():
        element.set(qn(f"w:{key}"), value)
    return element


def _field(code: str) -> BaseOxmlElement:
    """Make a number that Word keeps right."""
    field, run, text = _element("fldSimple", instr=code), _element("r"), _element("t")
    text.text = "1"
    run.append(text)
    field.append(run)
    return field
