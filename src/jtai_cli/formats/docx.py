"""The document for Word: A4 paper, real headings, lists, links and tables, British English."""

from datetime import datetime
from io import BytesIO

from docx import Document
from docx.document import Document as Doc
from docx.enum.text import WD_PARAGRAPH_ALIGNMENT
from docx.opc.constants import RELATIONSHIP_TYPE as RT
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.shared import Mm, Pt, RGBColor
from docx.table import Table as Grid
from docx.text.paragraph import Paragraph as Lines

from jtai_cli.formats.archive import repacked
from jtai_cli.formats.text import in_line, is_web_address, plain, refuse_control
from jtai_cli.report import model
from jtai_cli.report.model import Cell, Link, Tone

_CREATED = datetime(2000, 1, 1)  # noqa: DTZ001 - fixed, so that the bytes never change
_LANGUAGE, _FONT = "en-GB", "Arial"
_INK, _BLUE, _LINK = (RGBColor.from_string(one) for one in ("1B2733", "1F3A5F", "0B4F8A"))
_RULE, _HEAD, _BAND = "B4BDC7", "DDE4EC", "EEF1F4"
_RULED = "top", "bottom", "insideH"
_TONES = {Tone.MUTED: "59636E", Tone.GOOD: "0F5C2E", Tone.WARNING: "7A4A00", Tone.BAD: "9C1C1C"}
_STYLES = {
    "Normal": (10.5, 0, 4), "Title": (20, 0, 6), "Heading 1": (14, 12, 3),
    "Heading 2": (11.5, 8, 2), "Heading 3": (10.5, 6, 2), "Heading 4": (10.5, 6, 2),
    "Heading 5": (10.5, 6, 2), "List Bullet": (10.5, 0, 2), "List Number": (10.5, 0, 2),
    "Footer": (8.5, 0, 0),
}  # fmt: skip  # the font size, and the space before and after, in points
_SMALL, _LONGEST = Pt(9.5), 255  # characters in a property
_ROOM, _LABEL = 174, 42  # millimetres between the margins, and for the label of a fact
# The most letters that count towards a column's width, the factor for columns that never break,
# and the millimetres that a letter and the margins of a cell take.
_WIDEST, _UNBROKEN, _LETTER, _MARGINS = 40, 1.2, 1.9, 4


def write(report: model.Report) -> bytes:
    """Write a report as a document; charts of weeks are left out."""
    document = Document()
    _prepare(document, report)
    _add(document.add_heading("", 0), report.title)
    for block in report.blocks_in("document"):
        match block:
            case model.Heading(text, level):
                _add(document.add_heading("", level - 1), text)
            case model.Paragraph(parts, tone):
                _add(document.add_paragraph(), *parts, tone=tone)
            case model.Bullets():
                _list(document, block)
            case model.Facts(facts):
                for label, values in facts:
                    paragraph = document.add_paragraph()
                    shape = paragraph.paragraph_format
                    shape.left_indent, shape.first_line_indent = Mm(_LABEL), Mm(-_LABEL)
                    _add(paragraph, f"{label}\t", tone=Tone.STRONG)
                    _add(paragraph, *[part for one in values for part in ("\n", one)][1:])
            case model.Table():
                _table(document, block)
            case model.Bars():
                pass
    content = BytesIO()
    document.save(content)
    return repacked(content.getvalue())


def _prepare(document: Doc, report: model.Report) -> None:
    """Set the paper, the styles, the language, the footer of every page and the properties."""
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin = section.right_margin = Mm((210 - _ROOM) / 2)
    section.top_margin, section.bottom_margin, section.footer_distance = Mm(16), Mm(18), Mm(9)
    for name, (size, before, after) in _STYLES.items():
        style = document.styles[name]
        font, shape, is_head = style.font, style.paragraph_format, name.startswith(("T", "H"))
        font.name = None  # removes the theme's fonts, which would override the named one
        font.name, font.size, font.bold, font.italic = _FONT, Pt(size), is_head, False
        font.color.rgb = _BLUE if is_head else _INK
        shape.space_before, shape.space_after, shape.line_spacing = Pt(before), Pt(after), 1.08
        # Remove the title's rule and its letter spacing.
        for ornament in style.element.xpath("w:pPr/w:pBdr | w:rPr/w:spacing"):
            ornament.getparent().remove(ornament)
    for part in (document.styles, document.settings):
        for language in part.element.iter(qn("w:lang"), qn("w:themeFontLang")):
            language.set(qn("w:val"), _LANGUAGE)
    for setting in document.settings.element.xpath("//*[@w:name='compatibilityMode']"):
        setting.set(qn("w:val"), "15")  # else Word opens it in compatibility mode
    foot = section.footer.paragraphs[0]
    for text, code in ((f"{report.title} – page ", "PAGE"), (" of ", "NUMPAGES")):
        _add(foot, text)
        number = foot.add_run("1").font.element
        foot.paragraph_format.element.append(_element("fldSimple", number, instr=code))
    refuse_control(report.subject)
    about = document.core_properties
    about.title, about.subject = report.title[:_LONGEST], report.subject[:_LONGEST]
    about.author, about.last_modified_by, about.comments = "jtai", "jtai", ""
    about.language, about.created, about.modified = _LANGUAGE, _CREATED, _CREATED


def _add(paragraph: Lines, *parts: Cell, tone: Tone = Tone.PLAIN, size: Pt | None = None) -> None:
    for part in parts:
        refuse_control(in_line(part))
        run = paragraph.add_run(in_line(part).replace("\r\n", "\n"))
        run.font.size, run.font.bold = size, True if tone is Tone.STRONG else None
        if tone in _TONES:
            run.font.color.rgb = RGBColor.from_string(_TONES[tone])
        if isinstance(part, Link) and is_web_address(part.url):
            run.font.color.rgb, run.font.underline = _LINK, True
            link = _element("hyperlink")
            link.set(qn("r:id"), paragraph.part.relate_to(part.url, RT.HYPERLINK, is_external=True))
            run.font.element.addprevious(link)
            link.append(run.font.element)


def _list(document: Doc, bullets: model.Bullets) -> None:
    """Add a list; a numbered one counts from its own start."""
    style = document.styles["List Number" if bullets.is_numbered else "List Bullet"]
    paragraphs = [document.add_paragraph(style=style) for _ in bullets.lines]
    for paragraph, line in zip(paragraphs, bullets.lines, strict=True):
        _add(paragraph, line)
    if bullets.is_numbered:
        numbering = document.part.numbering_part.element
        listed = numbering.num_having_numId(style.element.pPr.numPr.numId.val)
        number = numbering.add_num(listed.abstractNumId.val)
        number.add_lvlOverride(ilvl=0).add_startOverride(bullets.start)
        for paragraph in paragraphs:
            properties = paragraph.paragraph_format.element.get_or_add_pPr()
            properties.get_or_add_numPr().get_or_add_numId().val = number.numId


def _table(document: Doc, table: model.Table) -> None:
    """Draw a table whose head is repeated on each page; a heading takes a row to itself."""
    drawn = document.add_table(0, len(table.columns))
    drawn.autofit = False
    longest, least = [], []  # the longest line, and the longest word
    for number, column in enumerate(table.columns):
        texts = [column.head, *(plain(row.cells[number]) for row in table.rows())]
        letters = min(max(len(line) for text in texts for line in text.split("\n")) + 2, _WIDEST)
        longest.append(letters * (_UNBROKEN if column.is_whole else 1))
        word = max(len(word) for text in texts for word in text.replace("/", "/ ").split() or [""])
        least.append(min(word, _WIDEST) * _LETTER + _MARGINS)
    # A column too narrow for its words takes room from those that have more than they need.
    widths = [_ROOM * share / sum(longest) for share in longest]
    spare = [max(width - need, 0) for width, need in zip(widths, least, strict=True)]
    lacking = min(sum(max(n - w, 0) for w, n in zip(widths, least, strict=True)), sum(spare))
    for place, width, need, more in zip(drawn.columns, widths, least, spare, strict=True):
        place.width = Mm(max(width, need) - (lacking * more / sum(spare) if more else 0))
    heads = tuple(column.head for column in table.columns)
    _row(drawn, table, model.Row(heads, Tone.STRONG), _HEAD).append(_element("tblHeader"))
    for section in table.sections:
        if section.heading:
            _row(drawn, table, model.Row((section.heading,), Tone.STRONG), _BAND)
        for row in section.rows:
            _row(drawn, table, row)
    line = {"val": "single", "sz": "4", "space": "0", "color": _RULE}
    borders = _element("tblBorders", *(_element(one, **line) for one in _RULED))
    margins = _element("tblCellMar", *(_element(one, w="35", type="dxa") for one in _RULED[:2]))
    # Word reads these in one order only (ECMA-376, 17.4.60).
    *_, look = document.element.body.iter(qn("w:tblLook"))
    look.getparent().find(qn("w:tblLayout")).addprevious(borders)
    look.addprevious(margins)
    refuse_control(table.caption)
    look.addnext(_element("tblCaption", val=table.caption))
    document.add_paragraph().paragraph_format.space_after = Pt(2)  # else the next one would join it


def _row(drawn: Grid, table: model.Table, row: model.Row, fill: str = "") -> BaseOxmlElement:
    """Add a row, in which a single cell spans all columns; return the row's properties."""
    places = drawn.add_row().cells  # type: ignore[no-untyped-call]  # python-docx leaves it untyped
    if len(row.cells) < len(places):
        places = (places[0].merge(places[-1]),)
    for place, cell, column in zip(places, row.cells, table.columns, strict=False):
        shape = place.paragraphs[0].paragraph_format
        shape.space_after, shape.keep_with_next = Pt(0), bool(fill)
        if column.is_right:
            shape.alignment = WD_PARAGRAPH_ALIGNMENT.RIGHT
        _add(place.paragraphs[0], cell, tone=row.tone, size=_SMALL)
        if fill:
            shade = _element("shd", val="clear", color="auto", fill=fill)
            shape.element.getparent().get_or_add_tcPr().append(shade)
    of_row = places[0].paragraphs[0].paragraph_format.element.getparent().getparent()
    properties: BaseOxmlElement = of_row.get_or_add_trPr()
    properties.append(_element("cantSplit"))
    return properties


def _element(name: str, *inside: BaseOxmlElement, **attributes: str) -> BaseOxmlElement:
    element = OxmlElement(f"w:{name}", {qn(f"w:{key}"): one for key, one in attributes.items()})
    element.extend(inside)
    return element
