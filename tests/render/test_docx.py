"""The briefing, opened with python-docx."""

import sys
from dataclasses import replace
from datetime import UTC, date, datetime
from io import BytesIO
from zipfile import ZipFile

import docx
import pytest
from docx.document import Document
from docx.oxml.ns import qn

from jtai_cli import dating
from jtai_cli.cli import asked
from jtai_cli.dated import Timeline
from jtai_cli.errors import UsageError
from jtai_cli.frameworks import Frameworks
from jtai_cli.plan import Inspection, Known, LocalMilestone
from jtai_cli.render import to_docx
from jtai_cli.render.to_docx import contents
from jtai_cli.workingdays import Period

STAMP = datetime(2026, 11, 22, 9, 30, tzinfo=UTC)
CURRENT = (
    "front-door", "criminal-exploitation", "early-help", "serious-youth-violence",
    "domestic-abuse", "child-sexual-abuse",
)  # fmt: skip
HOSTILE = (
    "=cmd|'/c calc'!A1", "+1", "-1", "@x", "<script>alert(1)</script>", "[/x]", "&amp; ]]>",
    "two\nlines", "\u202eright to left\u200f", "x" * 10_000, "👩\u200d👧 ❤", "https://example.org",
)  # fmt: skip


def d(text: str) -> date:
    return date.fromisoformat(text)


def inspection(fieldwork: str = "2025-03-03") -> Inspection:
    return Inspection(Known("fieldwork", d(fieldwork)))


FULL = replace(
    inspection("2026-01-05"),
    theme="child-sexual-abuse",
    area="Northshire",
    principal_authority="NHS Northshire",
    stated={"publication": d("2026-03-14"), "statement-of-proposed-action": d("2026-06-25")},
    closures=(Period(d("2026-02-16"), d("2026-02-20")),),
    local={"own": LocalMilestone("own", "Audit workshop", "notification", 6, who="Quality")},
)


def dated(rules: Frameworks, inspection: Inspection) -> Timeline:
    counting = asked.Counting(None, None, (), (), asked.Dates(None))
    timeline, _ = dating.dated(rules, inspection, counting)
    return timeline


def written(rules: Frameworks, inspection: Inspection) -> bytes:
    return to_docx.briefing(dated(rules, inspection), rules, stamp=STAMP)


def opened(rules: Frameworks, inspection: Inspection) -> Document:
    return docx.Document(BytesIO(written(rules, inspection)))


def headings(of: Document) -> list[str]:
    return [p.text for p in of.paragraphs if p.style is not None and p.style.name == "Heading 1"]


def cells(of: Document) -> list[list[str]]:
    (table,) = of.tables
    return [[cell.text for cell in row.cells] for row in table.rows]


def texts(of: Document) -> list[str]:
    return [paragraph.text for paragraph in of.paragraphs]


def test_it_tells_what_who_dates_points_and_what_staff_may_expect(rules: Frameworks) -> None:
    of = opened(rules, FULL)
    assert of.paragraphs[0].text == "JTAI briefing: child sexual abuse in the family environment"
    assert of.paragraphs[0].style is not None
    assert of.paragraphs[0].style.name == "Title"
    assert headings(of) == [
        "What it is",
        "Who",
        "Dates",
        "What inspectors look at",
        "What staff may be asked to do",
        "The support they are owed",
        "Where the rules come from",
    ]
    assert {"Area: Northshire", "Principal authority: NHS Northshire"} <= set(texts(of))


def test_the_same_stamp_gives_the_same_bytes(rules: Frameworks) -> None:
    assert written(rules, FULL) == written(rules, FULL)


def test_the_dates_are_a_table_whose_head_is_repeated(rules: Frameworks) -> None:
    of = opened(rules, inspection())
    head, *held = cells(of)
    assert tuple(head) == contents.HEAD
    assert len(held) == 17
    assert ["Fri 28 Mar 2025", "Draft letter for factual accuracy", "Letters", "Inspectorates",
            "Computed"] in held  # fmt: skip
    rows = list(of.element.body.iter(qn("w:tr")))
    repeated = [row for row in rows if row.find(f".//{qn('w:tblHeader')}") is not None]
    assert repeated == rows[:1]
    assert len([row for row in rows if row.find(f".//{qn('w:cantSplit')}") is not None]) == 18
    (alt,) = of.element.body.iter(qn("w:tblCaption"))
    assert alt.get(qn("w:val")) == "Every date of the inspection, a row each"


def test_each_date_is_shown_for_what_it_is(rules: Frameworks) -> None:
    of = opened(rules, FULL)
    marks = {row[1]: row[4] for row in cells(of)}
    assert marks["Fieldwork"] == "Known"
    assert marks["Audit workshop"] == "Computed; local"
    assert marks["Letter published [2]"] == "Stated; by the rule 5 March 2026; 6 working days later"
    told = texts(of)
    assert "Saturday 23 May 2026: 70 calendar days from publication (a Saturday)" in told
    assert "The stated date agrees with 70 working days from publication." in told
    assert "Left out of the letters' clock: Monday 16 February to Friday 20 February 2026" in told
    assert "DCS: Director of children's services" in told
    assert any(text.startswith("Bank holidays skipped: Christmas Day") for text in told)
    assert told.count("Dates are computed. The letters you receive take priority.") == 1


def test_provisional_dates_are_marked(rules: Frameworks) -> None:
    of = opened(rules, inspection("2028-09-04"))
    assert cells(of)[-1][4] == "Computed; provisional; if the letter asks for it"
    assert any(text.startswith("GOV.UK has published") for text in texts(of))


@pytest.mark.parametrize("key", CURRENT)
def test_every_point_of_a_theme_is_listed(rules: Frameworks, key: str) -> None:
    of = opened(rules, replace(inspection(), theme=key))
    listed = [
        p.text.casefold()
        for p in of.paragraphs
        if p.style is not None and p.style.name == "List Number"
    ]
    assert listed == [point.casefold() for _, _, point in rules.theme(key).points()]
    assert f"Theme: {rules.theme(key).official_title}" in texts(of)


def test_without_a_theme_it_says_so(rules: Frameworks) -> None:
    of = opened(rules, inspection())
    assert of.paragraphs[0].text == "JTAI briefing"
    assert "What inspectors look at" not in headings(of)
    assert any("The theme is not given here." in text for text in texts(of))


def test_an_earlier_series_has_no_points(rules: Frameworks) -> None:
    of = opened(rules, replace(inspection("2017-06-05"), theme="neglect-2017"))
    assert "What inspectors look at" not in headings(of)
    assert len(cells(of)) == 6
    assert any("earlier timetable" in text for text in texts(of))


def test_it_is_a4_in_british_english(rules: Frameworks) -> None:
    of = opened(rules, FULL)
    section = of.sections[0]
    assert section.page_width is not None
    assert section.page_height is not None
    assert (round(section.page_width.mm), round(section.page_height.mm)) == (210, 297)
    languages = {one.get(qn("w:val")) for one in of.styles.element.iter(qn("w:lang"))}
    assert languages == {"en-GB"}
    properties = of.core_properties
    assert (properties.language, properties.author) == ("en-GB", "jtai")
    assert properties.created == properties.modified == STAMP
    foot = section.footer.paragraphs[0]
    assert foot.text == "Dates are computed. The letters you receive take priority.  Page  of "


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_stays_text(rules: Frameworks, text: str) -> None:
    own = LocalMilestone("own", text, "notification", 1, who=text)
    book = written(rules, replace(inspection(), area=text, local={"own": own}))
    of = docx.Document(BytesIO(book))
    row = next(row for row in cells(of) if row[4] == "Computed; local")
    assert [row[1], row[3]] == [text, text]
    assert f"Area: {text}" in texts(of)
    with ZipFile(BytesIO(book)) as archive:
        assert b"w:hyperlink " not in archive.read("word/document.xml")


@pytest.mark.parametrize("character", ["\0", "\x1b", "\ufffe", "\ud800"])
def test_a_character_that_cannot_be_shown_is_refused(rules: Frameworks, character: str) -> None:
    with pytest.raises(UsageError, match="control character"):
        written(rules, replace(inspection(), area=f"Lee{character}ds"))


def test_lines_end_in_line_feeds(rules: Frameworks) -> None:
    assert "Area: a\nb" in texts(opened(rules, replace(inspection(), area="a\r\nb")))


def test_a_missing_python_docx_names_the_command_that_installs_it(
    rules: Frameworks, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "docx", None)
    with pytest.raises(UsageError) as refused:
        written(rules, inspection())
    assert refused.value.message == "a .docx file needs python-docx"
    assert refused.value.hint == "python -m pip install python-docx"
