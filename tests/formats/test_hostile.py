"""Texts that people write, in every format: each comes through as text and does nothing.

A new format fails here until it says how it is read.
"""

import csv
import json
import re
from collections.abc import Callable
from datetime import date
from functools import cache
from html.parser import HTMLParser
from io import BytesIO, StringIO
from pathlib import Path
from typing import NamedTuple, NoReturn
from xml.etree import ElementTree as ET

import docx
import icalendar
import pytest
from docx.oxml.ns import qn
from markdown_it import MarkdownIt
from openpyxl import load_workbook

from jtai_cli.errors import UsageError
from jtai_cli.formats import FORMATS, Answer, Page, fragment, write
from jtai_cli.pages import check, results
from jtai_cli.pages.markers import Runner
from jtai_cli.pages.results import Found
from jtai_cli.report import model
from jtai_cli.report.model import Bar, Bullets, Column, Link, Paragraph, Row, Section, Span, Tone
from tests.conftest import Jtai

pytestmark = pytest.mark.uncovered

DAY, LAST = date(2025, 3, 3), date(2025, 3, 7)
HARMLESS = "Zebra"
HOSTILE = [
    pytest.param("=cmd|'/c calc'!A1 Zebra", id="formula"),
    pytest.param("Zebra\r=6+41;=6+41,=6+41\t=6+41\n@sum(a) \uff1d1", id="cells"),
    pytest.param("-2 Zebra [bold]x[/bold] [link=https://x.example]x[/link] [/x] 漢字", id="rich"),
    pytest.param(
        "# Zebra [a](https://x.example) ![b](c) *d* `e` | f ~~g~~ <!-- /jtai --> <script>h",
        id="markdown-and-html",
    ),
    pytest.param("\"'/><img src=x onerror=a()> Zebra &lt; ]]> ;LANGUAGE=x:a\\nEND:VCALENDAR\\, ,",
                 id="attributes-and-properties"),
    pytest.param("two\r\nBEGIN:VALARM\nZebra\u2028END:VEVENT\nATTACH:file:///x", id="calendar"),
    pytest.param("Zebra :done, a, 2025-01-01, 1d %%{init: {}}%% ; click x href \n section y",
                 id="mermaid"),
    pytest.param("{{ 7 * 7 }} Zebra {% raw %} ${d} %(c)s", id="templates"),
    pytest.param("::error file=x::Zebra\n::add-mask::y ##vso[task.complete] ##[error]z", id="logs"),
    pytest.param("Zebra \u202eturned\u200b \U000e0041 \u2066", id="hidden"),
    pytest.param("Zebra 👩\u200d💻 ❤\ufe0f e\u0301 \u0300\u0301\u0302", id="joined"),
    pytest.param("Zebra " + "x" * 3000 + " y" * 900, id="long"),
]  # fmt: skip
CONTROL = ["\x1b]8;;https://x.example\x1b\\x", "\x9b31m", "a\0b", "\ud800", "\ufffe"]


def answer(text: str) -> Answer:
    """A result with a text wherever people can put one."""
    columns = (Column("a", text), Column("b", "B", is_whole=True))
    address = "https://a.b/" + re.sub(r"[\s\\]", "", text)
    report = model.Report(
        text,
        (
            model.Facts(((text, (text, Link(text, "https://a.b/c"))), ("Label", (text,)))),
            model.Heading(text),
            Paragraph.of(text),
            Paragraph.of("See ", Link(text, address), f" {text}", tone=Tone.STRONG),
            Paragraph.of(Link("Label", f"javascript:{text}")),
            Bullets((text, Link(text, "mailto:a_b@c.d"))),
            Bullets((text,), is_numbered=True, start=7),
            model.Table(
                columns,
                (
                    Section((Row((text, DAY)), Row(((text, text), None), Tone.BAD)), text),
                    Section((Row((Link(text, text), Span(DAY, LAST))),), "More"),
                    Section((Row((model.Marked(DAY, text), model.Marked(text, "!"))),)),
                ),
                caption=text,
            ),
            model.Bars(
                (Bar(text, DAY, LAST, text), Bar("Label", LAST, LAST, "More", is_given=True)),
                ((date(2025, 3, 4), text),),
                ((text, Span(DAY, LAST)),),
            ),
        ),
        (model.Event(text, text, DAY, LAST, text, text, (text,), (date(2025, 2, 28),)),),
        sheet=text,
        subject=text,
    )
    return Answer(lambda: report, lambda: {"a": text, "b": [text, {"c": text}]})


class Read(NamedTuple):
    """What a reader of a format finds: its shape, which no text may change, and its texts."""

    shape: object
    text: str


class Tags(HTMLParser):
    def __init__(self, page: str) -> None:
        super().__init__()
        self.shape: list[tuple[str, ...]] = []
        self.texts: list[str] = []
        self.feed(page)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.shape.append((tag, *sorted(name for name, _ in attrs)))
        for name, value in attrs:
            assert name not in {"href", "src"} or re.match("https?:|mailto:|data:,$", value or "")
            self.texts.append(value or "")

    def handle_comment(self, data: str) -> None:
        assert data.strip() == ""

    def handle_data(self, data: str) -> None:
        self.texts.append(data)


def html(page: bytes) -> Read:
    drawing = re.search("<svg.*</svg>", page.decode(), re.DOTALL)
    tags = Tags(page.decode().replace(drawing[0], "") if drawing else page.decode())
    drawn = svg(drawing[0].encode()) if drawing else Read(None, "")
    # A text is no address, so that a cell which leads to one is no link.
    return Read((tags.shape, drawn.shape), " ".join([*tags.texts, drawn.text]))


def markdown(page: bytes) -> Read:
    reader = MarkdownIt("commonmark").enable(["table", "strikethrough"])
    outside_code = re.sub(r"(?ms)^(`{3,})text\n.*?^\1$", "", page.decode())
    assert re.search(r"<!--\s*/?jtai", outside_code) is None
    return html(str(reader.render(page.decode())).encode())


def svg(drawing: bytes) -> Read:
    root = ET.fromstring(drawing)  # noqa: S314 - our own drawing
    # A long text takes more lines, each an element.
    shape = {(one.tag, *sorted(set(one.attrib) - {"x"})) for one in root.iter()}
    return Read(shape, " ".join("".join(one.itertext()) for one in root.iter()))


def json_(document: bytes) -> Read:
    read = json.loads(document)
    return Read([type(one) for one in read.values()], str(read))


def cells_of(document: bytes) -> Read:
    rows = list(csv.reader(StringIO(document.decode(), newline=""), strict=True))
    cells = [cell for row in rows for cell in row]
    assert [one for one in cells if re.match(r"\s*[=+@\uff1d]|[\t\r]|-(?!\d+$)", one)] == []
    return Read([len(row) for row in rows], " ".join(cells))


def tabs(document: bytes) -> Read:
    lines = document.decode().split("\n")
    return Read([line.count("\t") for line in lines], document.decode())


def terminal(drawing: bytes) -> Read:
    text = drawing.decode()
    assert [one for one in text if not one.isprintable() and one not in "\n\u200d"] == []
    return Read(None, text)


def mermaid(chart: bytes) -> Read:
    lines = chart.decode().split("\n")
    # Each task has one colon, and no line has a sign or begins with another word of the language.
    shape = [
        (*map(line.count, (":", ";", "#", "<", "%%")), re.findall(r"^ *(?:title|section)", line))
        for line in lines
    ]
    return Read(shape, chart.decode())


def calendar(file: bytes) -> Read:
    read = list(icalendar.Calendar.from_ical(file).walk())
    shape = [
        (one.name, sorted(name for name, _ in one.property_items(recursive=False))) for one in read
    ]
    return Read(shape, " ".join(str(one.get("SUMMARY", "")) for one in read))


def workbook(file: bytes) -> Read:
    book = load_workbook(BytesIO(file))
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row if cell.value]
    assert {cell.data_type for cell in cells} <= {"s", "d", "n"}
    links = [str(cell.hyperlink.target) for cell in cells if cell.hyperlink]
    assert [one for one in links if not one.startswith(("https://a.b/", "mailto:"))] == []
    return Read(len(book.sheetnames), " ".join(str(cell.value) for cell in cells))


def document(file: bytes) -> Read:
    read = docx.Document(BytesIO(file))
    shape = {one.tag for one in read.element.body.iter()} - {
        qn("w:br"),
        qn("w:lastRenderedPageBreak"),
    }
    return Read(shape, " ".join(one.text or "" for one in read.element.body.iter(qn("w:t"))))


READERS: dict[str, Callable[[bytes], Read]] = {
    "table": terminal, "plain": tabs, "json": json_, "csv": cells_of, "markdown": markdown,
    "html": html, "ics": calendar, "mermaid": mermaid, "svg": svg, "gantt": terminal,
    "xlsx": workbook, "docx": document,
}  # fmt: skip


@pytest.mark.parametrize("name", FORMATS)
def test_the_same_result_gives_the_same_bytes(name: str) -> None:
    assert write(answer(HARMLESS), name, Page()) == write(answer(HARMLESS), name, Page())


@cache
def harmless(name: str) -> object:
    return READERS[name](write(answer(HARMLESS), name, Page())).shape


@pytest.mark.parametrize("name", FORMATS)
@pytest.mark.parametrize("text", HOSTILE)
def test_a_text_changes_nothing_but_the_text(name: str, text: str) -> None:
    read = READERS[name](write(answer(text), name, Page()))
    assert read.shape == harmless(name)
    assert HARMLESS in read.text


@pytest.mark.parametrize("name", [name for name, one in FORMATS.items() if not one.needs])
def test_a_format_of_words_leaves_no_block_out(name: str) -> None:
    ant, bee, cow, doe, eel, fox, gnu, hen, jay = words = [f"word{number}" for number in range(9)]
    table = model.Table((Column("a", gnu),), (Section((Row((hen,)),), jay),))
    first = model.Facts(((ant, (bee,)),)), model.Heading(cow), Paragraph.of(doe), Bullets((eel,))
    report = model.Report("Zoo", (*first, Bullets((fox,), is_numbered=True), table))
    read = READERS[name](write(Answer(lambda: report, lambda: {"a": words}), name, Page()))
    assert [one for one in words if one not in read.text] == []


def problems(text: str) -> Answer:
    """What a check finds on a page with a text in its name, and wherever a message repeats it."""

    def refuse(*_: object) -> NoReturn:
        raise UsageError(text, " ".join(text.split()))

    found = Found(f"{text}.md", content=b"<!-- jtai about -->\n<!-- /jtai -->\n")
    pages = check([found], Runner(refuse, lambda _: None))
    listed = list(results.problems(pages))
    report = results.report(pages, listed)
    return Answer(lambda: report, lambda: report.data)


@pytest.mark.parametrize("name", [name for name, one in FORMATS.items() if one.needs != "bars"])
@pytest.mark.parametrize("text", HOSTILE)
def test_a_page_changes_nothing_of_what_is_written_about_it(name: str, text: str) -> None:
    read, like = (READERS[name](write(problems(one), name, Page(200))) for one in (text, HARMLESS))
    assert read.shape == like.shape
    assert HARMLESS in read.text or name == "ics"


@pytest.mark.parametrize("columns", [30, 50, 80, 200])
@pytest.mark.parametrize("name", ["table", "gantt"])
@pytest.mark.parametrize("text", HOSTILE)
def test_no_text_is_a_command_to_a_terminal_of_any_width(
    name: str, text: str, columns: int
) -> None:
    terminal(write(answer(text), name, Page(columns)))


@pytest.mark.parametrize("name", ["table", "gantt", "json", "html"])
@pytest.mark.parametrize("text", HOSTILE)
def test_the_log_of_a_job_obeys_no_text(name: str, text: str) -> None:
    for line in write(answer(text), name, Page()).decode().split("\n"):
        assert re.search(r"^\s*::|##\w*\[", line) is None


@pytest.mark.parametrize("name", [name for name in FORMATS if name != "json"])
@pytest.mark.parametrize("text", CONTROL)
def test_control_characters_are_refused(name: str, text: str) -> None:
    with pytest.raises(UsageError, match="holds the control character"):
        write(answer(text), name, Page())


@pytest.mark.parametrize("text", CONTROL)
def test_json_writes_control_characters_as_escapes(text: str) -> None:
    written = write(answer(text), "json", Page()).decode()
    assert [one for one in written if not one.isprintable() and one != "\n"] == []
    assert json.loads(written)["a"] == text


@pytest.mark.parametrize("text", HOSTILE)
@pytest.mark.parametrize(("name", "read"), [("markdown", markdown), ("html", html)])
def test_a_text_adds_nothing_to_the_page_of_someone_else(
    name: str, read: Callable[[bytes], Read], text: str
) -> None:
    written = fragment(answer(text), name)
    assert read(written.encode()).shape == read(fragment(answer(HARMLESS), name).encode()).shape


@pytest.mark.parametrize("name", ["csv", "table", "markdown", "html", "xlsx", "ics"])
@pytest.mark.parametrize("text", HOSTILE)
def test_a_cell_or_a_column_of_a_portfolio_changes_nothing(
    jtai: Jtai, tmp_path: Path, name: str, text: str
) -> None:
    found = []
    for one in (text, HARMLESS):
        with (tmp_path / "areas.csv").open("w", encoding="utf-8", newline="") as file:
            writer = csv.writer(file)
            head = re.sub("[^ -~]", "", one)[:50]  # other signs are refused there
            writer.writerow(["name", "fieldwork", f"own {head}"])
            writer.writerow(["Ours", "2025-03-03", one])
        ran = jtai("portfolio", "areas.csv", "--format", name)
        assert ran.status == 0, ran.err
        found.append(READERS[name](ran.out.removeprefix(b"\xef\xbb\xbf")))
    assert found[0].shape == found[1].shape
    assert name == "ics" or HARMLESS in found[0].text


@pytest.mark.parametrize("text", ["anna_b.lee@kingston.gov.uk", "Ünal O’Brien–Sûr (acting), 50% *"])
@pytest.mark.parametrize("name", [name for name in FORMATS if name != "mermaid"])
def test_a_name_or_an_address_keeps_its_characters_in_every_format(name: str, text: str) -> None:
    read = READERS[name](write(answer(text), name, Page(200)))
    assert re.sub(r"\s", "", text) in re.sub(r"\s", "", read.text)
