"""The same words in Markdown, HTML, Word and plain text: they are read alike."""

import shutil
import subprocess
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pytest
from docx import Document
from docx.document import Document as WordDocument

from jtai_cli.pages import check
from jtai_cli.pages.markers import Runner
from jtai_cli.pages.results import Checked, Found

MARKDOWN = """\
# Inspection of Kingston

Comments are due by noon on Friday 10^th^ April 2025. The panel sat 3 March 2025.

Draft letter: ~~Monday 4 March 2025~~ Monday 31 March 2025

* Fieldwork: 10–14 March 2025
* Eastshire: fieldwork 13–17 January 2025
* Please reply by 4/4/25.

## Letters

| Milestone | Who | Date |
| --- | --- | --- |
| Comments due back | DCS | Fri 11 Apr 2025 |
| Final letter | Inspectorates | 4^th^ April 2025 |

## Last year's letters

Draft letter: 12 April 2024
"""
HTML = """\
<html><head><style>p { color: red }</style><title>Plan</title></head><body lang=EN-GB>
<h1><span lang=EN-GB>Inspection of Kingston<o:p></o:p></span></h1>
<p class=MsoNormal>Comments are due by noon on Friday&nbsp;10<sup>th</sup>
April 2025. The panel sat <b>3 March</b> 2025.<o:p></o:p></p>
<p class=MsoNormal>Draft letter: <s><span>Monday 4 <i>March</i> 2025</span></s> Monday 31
March 2025</p>
<ul><li><p>Fieldwork: 10&#8211;14 March 2025</p><li>Eastshire: fieldwork 13&ndash;17 January 2025
<li><![if !supportLists]>Please reply<![endif]> by 4/4/25.</ul>
<h2>Letters</h2>
<table border=1><tr><td><p>Milestone</p></td><td><p>Who</p></td><td><p>Date</p></td></tr>
<tr><td><p>Comments due back</p></td><td><p>DCS<p></td><td><p>Fri 11 Apr 2025</p></td></tr>
<tr><td>Final letter<td>Inspectorates<td><p>4<sup>th</sup> April 2025</table>
<h2>Last year&#8217;s letters</h2><!-- <b>Monday 4 March 2025</b> -->
<div>Draft letter: 12 April 2024</div></body></html>
"""


def word_document() -> WordDocument:
    """The same in Word, some of it struck out, raised, or split into runs."""
    document = Document()
    document.add_heading("Inspection of Kingston", 1)
    first = document.add_paragraph("Comments are due by noon on Friday 10")
    first.add_run("th").font.superscript = True
    first.add_run(" April 2025. The panel sat ")
    first.add_run("3 March").bold = True
    first.add_run(" 2025.")
    second = document.add_paragraph("Draft letter: ")
    second.add_run("Monday 4 March 2025").font.strike = True
    second.add_run(" Monday 31 March 2025")
    for text in (
        "Fieldwork: 10–14 March 2025",
        "Eastshire: fieldwork 13–17 January 2025",
        "Please reply by 4/4/25.",
    ):
        document.add_paragraph(text, style="List Bullet")
    document.add_heading("Letters", 2)
    table = document.add_table(3, 3)
    rows = (
        ("Milestone", "Who", "Date"),
        ("Comments due back", "DCS", "Fri 11 Apr 2025"),
        ("Final letter", "Inspectorates", "4"),
    )
    for row, texts in zip(table.rows, rows, strict=True):
        for cell, text in zip(row.cells, texts, strict=True):
            cell.text = text
    last = table.cell(2, 2).paragraphs[0]
    last.add_run("th").font.superscript = True
    last.add_run(" April 2025")
    document.add_heading("Last year’s letters", 2)
    document.add_paragraph("Draft letter: 12 April 2024")
    return document


def reading(checked: Checked) -> tuple[list[str], int, list[str]]:
    """What was read, how much was not, and what was found wrong, without the lines."""
    marks = (mark for mark in checked.marks if mark.kind != "unread")
    dates = [mark.text.replace("–", "-").replace("^", "") for mark in marks]
    return dates, checked.count("unread"), [one.message for one in checked.problems]


@pytest.fixture(scope="session")
def in_markdown(page: Callable[..., Checked]) -> tuple[list[str], int, list[str]]:
    return reading(page(MARKDOWN))


def test_markdown_is_read(in_markdown: tuple[list[str], int, list[str]]) -> None:
    dates, unread, messages = in_markdown
    assert dates == [
        "Friday 10th April 2025", "sat 3 March 2025", "Monday 31 March 2025", "10-14 March 2025",
        "13-17 January 2025", "Fri 11 Apr 2025", "4th April 2025", "12 April 2024",
    ]  # fmt: skip
    assert unread == 1
    assert [message.split(" is ")[0] for message in messages] == [
        "10 April 2025", "‘Draft letter for factual accuracy’", "‘Fieldwork’",
        "‘Comments due back’", "‘Final letter’",
    ]  # fmt: skip


def test_word_s_html_is_read_as_markdown_is(
    page: Callable[..., Checked], in_markdown: tuple[list[str], int, list[str]]
) -> None:
    checked = page(HTML, "page.html")
    assert reading(checked) == in_markdown
    assert [one.line for one in checked.problems] == [3, 5, 7, 11, 12]


def test_a_text_is_read_as_markdown_is_and_has_no_markers(
    page: Callable[..., Checked], in_markdown: tuple[list[str], int, list[str]]
) -> None:
    assert reading(page(f"{MARKDOWN}<!-- jtai timline -->\n", "page.txt")) == in_markdown
    indented = page("Note:\n\n    Monday 4 March 2025\n", "page.txt")
    assert [one.line for one in indented.problems] == [3]


def test_a_word_document_is_read_by_its_paragraphs(
    runner: Runner, in_markdown: tuple[list[str], int, list[str]], tmp_path: Path
) -> None:
    path = tmp_path / "plan.docx"
    word_document().save(str(path))
    before = path.read_bytes()
    (checked,) = check([Found("plan.docx", path)], runner)
    assert reading(checked) == in_markdown
    assert [one.line for one in checked.problems] == [2, 3, 4, 13, 16]
    assert not checked.is_outdated
    assert path.read_bytes() == before


def test_inserted_text_is_read_and_deleted_text_is_not(runner: Runner) -> None:
    document = Document()
    paragraph = document.add_paragraph("Final letter: ")
    for tag, text in (("del", "23 April 2025"), ("ins", "24 April 2025")):
        run = paragraph.add_run(text)._r  # noqa: SLF001 - python-docx makes no tracked changes
        change = run.makeelement(run.tag.replace("}r", f"}}{tag}"))
        run.addprevious(change)
        change.append(run)
    content = BytesIO()
    document.save(content)
    (checked,) = check([Found("plan.docx", content=content.getvalue())], runner)
    assert reading(checked)[0] == ["24 April 2025"]


OFFICE = shutil.which("soffice")


@pytest.mark.skipif(OFFICE is None, reason="LibreOffice is not installed")
def test_a_word_document_saved_as_html_by_libreoffice_is_read_as_markdown_is(
    page: Callable[..., Checked], in_markdown: tuple[list[str], int, list[str]], tmp_path: Path
) -> None:
    word_document().save(str(tmp_path / "plan.docx"))
    subprocess.run(
        [
            str(OFFICE), f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}", "--headless",
            "--convert-to", "html:HTML (StarWriter)", "plan.docx",
        ],
        cwd=tmp_path, check=True, capture_output=True, timeout=240,
    )  # fmt: skip
    text = (tmp_path / "plan.html").read_text("utf-8")
    assert reading(page(text, "plan.html")) == in_markdown
