"""The document, opened with python-docx."""

from datetime import UTC, datetime
from io import BytesIO
from zipfile import ZipFile

import docx
import pytest
from docx.document import Document
from docx.oxml.ns import qn

from jtai_cli.formats.docx import write
from jtai_cli.report import model
from jtai_cli.report.model import Bullets, Column, Heading, Paragraph, Report, Row, Section, Table
from tests.conftest import d

LETTER = model.Link("Letter of findings", "https://files.ofsted.gov.uk/v1/file/50178868?a=1&b=2")


TABLE = Table(
    (Column("date", "Date", is_whole=True), Column("what", "What happens"),
     Column("days", "Days", is_right=True), Column("key", "Key", media=frozenset({"workbook"}))),
    (Section((Row((model.Span(d("2025-02-17"), d("2025-02-21")), "Set-up", 5, "k")),), "Week 1"),
     Section((Row((d("2025-08-01"), ("Statement", "if asked"), None, "k"), model.Tone.BAD),
              Row((model.Span(None, d("2025-02-17")), LETTER, 70, "k"))),
             "Letters")),
    caption="Every date",
)  # fmt: skip
BRIEFING = Report(
    "Kingston: JTAI briefing",
    (model.Facts((("Fieldwork", ("3 to 7 March 2025",)), ("Whom to ask", ("Priya", LETTER)))),
     Paragraph.of("These dates are calculated.", tone=model.Tone.STRONG),
     Paragraph.of("For terminals.", media=frozenset({"terminal"})), Heading("Dates"), TABLE,
     model.Bars((model.Bar("Set-up", d("2025-02-17"), d("2025-02-21"), "Week 1"),)),
     Heading("Points", 3), Bullets(("first", "second"), is_numbered=True),
     Bullets(("third", LETTER), is_numbered=True, start=3), Bullets(("plain",)),
     Paragraph.of("See ", LETTER, " and ", model.Link("no", "javascript:alert(1)"), ".")),
    subject="the timetable",
)  # fmt: skip


def opened(*blocks: model.Block) -> Document:
    return docx.Document(BytesIO(write(Report("Title", blocks))))


@pytest.fixture(scope="module")
def briefing() -> Document:
    return docx.Document(BytesIO(write(BRIEFING)))


def styled(of: Document, style: str) -> list[str]:
    return [p.text for p in of.paragraphs if p.style is not None and p.style.name == style]


def test_it_has_real_headings_and_lists(briefing: Document) -> None:
    assert styled(briefing, "Title") == ["Kingston: JTAI briefing"]
    assert styled(briefing, "Heading 1") == ["Dates"]
    assert styled(briefing, "Heading 2") == ["Points"]
    assert styled(briefing, "List Bullet") == ["plain"]
    assert styled(briefing, "List Number") == ["first", "second", "third", "Letter of findings"]
    normal = styled(briefing, "Normal")
    assert normal[:3] == [
        "Fieldwork\t3 to 7 March 2025", "Whom to ask\tPriya\nLetter of findings",
        "These dates are calculated.",
    ]  # fmt: skip
    assert "See Letter of findings and no." in normal
    assert not {"For terminals."} & set(normal)


def test_each_numbered_list_counts_from_its_own_start(briefing: Document) -> None:
    used = [one.get(qn("w:val")) for one in briefing.element.body.iter(qn("w:numId"))]
    assert used[0] == used[1] != used[2] == used[3]
    numbering = briefing.part.numbering_part.element
    starts = [
        numbering.num_having_numId(int(number)).find(f".//{qn('w:startOverride')}")
        for number in (used[0], used[2])
    ]
    assert [one.get(qn("w:val")) for one in starts] == ["1", "3"]


def test_a_table_repeats_its_head_and_is_described(briefing: Document) -> None:
    (table,) = briefing.tables
    assert [[cell.text for cell in row.cells] for row in table.rows] == [
        ["Date", "What happens", "Days"],
        ["Week 1"] * 3,
        ["17–21 Feb 2025", "Set-up", "5"],
        ["Letters"] * 3,
        ["Fri 1 Aug 2025", "Statement\nif asked", ""],
        ["to 17 Feb 2025", "Letter of findings", "70"],
    ]
    rows = list(briefing.element.body.iter(qn("w:tr")))
    assert [row.find(f".//{qn('w:tblHeader')}") is not None for row in rows] == [True] + [False] * 5
    assert all(row.find(f".//{qn('w:cantSplit')}") is not None for row in rows)
    (caption,) = briefing.element.body.iter(qn("w:tblCaption"))
    assert caption.get(qn("w:val")) == "Every date"
    assert sum(column.width.mm for column in table.columns if column.width) == pytest.approx(174, 1)
    assert str(table.rows[2].cells[2].paragraphs[0].alignment) == "RIGHT (2)"


def test_links_lead_only_where_they_may(briefing: Document) -> None:
    links = list(briefing.element.body.iter(qn("w:hyperlink")))
    targets = {briefing.part.rels[one.get(qn("r:id"))].target_ref for one in links}
    assert targets == {LETTER.url}
    assert len(links) == 4
    content = write(BRIEFING)
    with ZipFile(BytesIO(content)) as archive:
        assert not [name for name in archive.namelist() if b"javascript" in archive.read(name)]


def test_it_is_a4_in_british_english_with_fixed_properties(briefing: Document) -> None:
    section = briefing.sections[0]
    assert section.page_width is not None
    assert section.page_height is not None
    assert (round(section.page_width.mm), round(section.page_height.mm)) == (210, 297)
    languages = {one.get(qn("w:val")) for one in briefing.styles.element.iter(qn("w:lang"))}
    assert languages == {"en-GB"}
    properties = briefing.core_properties
    assert (properties.title, properties.subject, properties.author, properties.language) == (
        "Kingston: JTAI briefing", "the timetable", "jtai", "en-GB",
    )  # fmt: skip
    assert properties.created == properties.modified == datetime(2000, 1, 1, tzinfo=UTC)
    foot = section.footer.paragraphs[0]
    assert foot.text == "Kingston: JTAI briefing – page  of "
    codes = [one.get(qn("w:instr")) for one in section.footer.part.element.iter(qn("w:fldSimple"))]
    assert codes == ["PAGE", "NUMPAGES"]
