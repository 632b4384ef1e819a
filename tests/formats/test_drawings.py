"""Bars as SVG, as a Mermaid chart and in the terminal."""

import re
from collections.abc import Callable
from xml.etree import ElementTree as ET

import pytest

from jtai_cli.formats import Page, drawings, terminal
from jtai_cli.formats.text import tidy, width
from jtai_cli.report import model
from jtai_cli.report.model import Bar, Bars, Bullets, Facts, Heading, Paragraph, Report, Row, Span
from tests.conftest import Golden, d

SVG = "{http://www.w3.org/2000/svg}"


def bar(label: str, first: str, last: str = "", section: str = "Letters") -> Bar:
    return Bar(label, d(first), d(last or first), section, is_given=label == "Published")


BARS = Bars(
    (bar("Notification", "2025-02-17", section="Week 1: off site"),
     bar("Set-up discussion", "2025-02-17", "2025-02-21", "Week 1: off site"),
     bar("Fieldwork", "2025-03-03", "2025-03-07", "Fieldwork"), bar("Draft letter", "2025-03-28"),
     bar("Window", "2025-04-05", "2025-04-08"), bar("Published", "2025-05-03")),
    ((d("2025-04-18"), "Good Friday"), (d("2025-04-21"), "Easter Monday")),
    apart=(("Statement", Span(d("2025-08-01"), d("2025-08-01"))),
           ("Analysis", Span(None, d("2025-02-17")))),
)  # fmt: skip
REPORT = Report(
    "Kingston: JTAI timeline",
    (Facts((("Area", ("Kingston",)),)),
     Paragraph.of("The letters take priority.", tone=model.Tone.STRONG), BARS, Heading("Dates"),
     model.Table.of([model.Column("a", "In the table alone")], [Row(("x",))]), Heading("Notes"),
     Bullets(("first", "second"), is_numbered=True),
     Paragraph.of("For pages.", media=frozenset({"page"}))),
)  # fmt: skip


def of(*bars: Bar) -> Report:
    return Report("Bars", (Bars(bars),))


def in_terminal(report: Report, columns: int = 80) -> str:
    return terminal.write_gantt(report, Page(columns))


Writer = Callable[[Report], str]
WRITERS = {"svg": drawings.write_svg, "mermaid": drawings.write_mermaid, "gantt": in_terminal}
every_drawing = pytest.mark.parametrize("write", WRITERS.values(), ids=list(WRITERS))


def text_of(drawn: str) -> str:
    """The text that a reader sees, its blanks left out."""
    if drawn.startswith("<?xml"):
        drawn = "".join(ET.fromstring(drawn).itertext())  # noqa: S314 - our own drawing
    return re.sub(r"\s+", "", drawn)


@every_drawing
def test_a_drawing_shows_bars_with_their_days_and_what_stands_around_them(write: Writer) -> None:
    found = text_of(write(REPORT)).replace("–", "-").replace("\u2236", ":")
    wanted = [
        "Kingston", "The letters take priority.", "Week 1", "Notification", "Mon 17 Feb 2025",
        "17-21 Feb 2025", "3-7 Mar 2025", "Fri 28 Mar 2025", "5-8 Apr 2025", "Sat 3 May 2025",
        "Fri 1 Aug 2025", "to 17 Feb 2025", "Notes", "1. first", "2. second",
    ]  # fmt: skip
    assert [one for one in wanted if text_of(one) not in found] == []
    assert not [one for one in ("Dates", "table", "pages") if one in found]


HOSTILE = [
    "=cmd|'/c calc'!A1", "<script>alert(1)</script>", '"><img src=x onerror=alert(1)>',
    "&lt;b&gt; ]]> &amp; <!-- -->", "[bold]x[/bold]", "{{ 7 * 7 }} {% raw %}", "# heading",
    "%%{init: {}}%% click x href", ":done, a, 2025-01-01, 1d", "section two", "two\nlines",
    "three\r\nreal\u2028lines", "a\ttab", "\u202eright to left\u200f", "👩\u200d👧 🦊 ❤",
    "漢字かな", "x" * 3_000, "many words " * 300 + "end", "2025-03-04 call", "W" * 200,
]  # fmt: skip


def everywhere(text: str) -> Report:
    """A report with a text wherever people can put one."""
    bars = Bars(
        (Bar(text, d("2025-03-03"), d("2025-03-07"), text),), ((d("2025-03-05"), text),),
        ((text, Span(d("2025-04-01"), d("2025-04-01"))),),
    )  # fmt: skip
    return Report(text, (Facts(((text, (text,)),)), Paragraph.of(text), Heading(text), bars))


# SVG


def shapes(drawn: str) -> list[str]:
    """The elements of a drawing, but for the lines that its texts take."""
    tags = [one.tag for one in ET.fromstring(drawn).iter()]  # noqa: S314 - our own drawing
    return [tag for tag in tags if tag != f"{SVG}text"]


def test_an_svg_has_a_title_and_a_description_that_it_names() -> None:
    root = ET.fromstring(drawings.write_svg(REPORT))  # noqa: S314 - our own drawing
    ids = {one.get("id"): one.text or "" for one in root}
    assert ids[root.get("aria-labelledby")] == "Kingston: JTAI timeline"
    described = ids[root.get("aria-describedby")]
    assert "Notification: Mon 17 Feb 2025. Set-up discussion: 17–21 Feb 2025." in described
    assert root.get("role") == "img"


@pytest.mark.parametrize("text", HOSTILE)
def test_no_text_adds_a_shape_to_an_svg_or_runs_over_its_edge(text: str) -> None:
    drawn = drawings.write_svg(everywhere(text))
    assert shapes(drawn) == shapes(drawings.write_svg(everywhere("Zebra")))
    for one in ET.fromstring(drawn).iter(f"{SVG}text"):  # noqa: S314 - our own drawing
        # No letter of a common sans-serif is wider than 0.95 of its size.
        letters = sum(0.95 if c in "W漢字かな" else 0.6 for c in one.text or "")
        assert float(one.attrib["x"]) + letters * float(one.get("font-size", "13")) <= 960 + 24


@pytest.mark.parametrize("last", ["2025-03-07", "2025-12-19", "2028-05-01"])
def test_however_long_a_bar_is_it_stays_on_the_paper_and_its_days_are_told(last: str) -> None:
    drawn = drawings.write_svg(of(bar("Fieldwork", "2025-03-03", last)))
    for one in ET.fromstring(drawn).iter(f"{SVG}rect"):  # noqa: S314 - our own drawing
        right = float(one.get("x", "0")) + float(one.get("width", "0"))
        assert right <= 984.01
    assert tidy(last[:4]) in text_of(drawn)


# Mermaid


def test_a_mermaid_chart_has_explicit_dates_with_exclusive_ends_golden(golden: Golden) -> None:
    golden("formats/chart.mmd", drawings.write_mermaid(REPORT).encode())


@pytest.mark.parametrize("name", ["section 47", "2025-03-04 call", "Click here", "title"])
def test_a_name_that_mermaid_would_obey_is_quoted(name: str) -> None:
    assert f"    ‘{name}, Tue 4 Mar 2025’ :" in drawings.write_mermaid(of(bar(name, "2025-03-04")))


# The terminal


def test_bars_stand_under_their_weeks_golden(golden: Golden) -> None:
    # A Saturday stands on its Friday.
    golden("formats/gantt.txt", in_terminal(REPORT).encode())


@pytest.mark.parametrize("columns", [20, 30, 49, 50, 66, 80, 120, 200])
@pytest.mark.parametrize("text", ["plain", *HOSTILE])
def test_no_line_is_wider_than_the_page_or_a_command(columns: int, text: str) -> None:
    for report in (REPORT, everywhere(text)):
        lines = in_terminal(report, columns).split("\n")
        assert [line for line in lines if width(line) > columns] == []
        assert [line for line in lines if line != line.rstrip()] == []
        assert [c for line in lines for c in line if not c.isprintable() and c != "\u200d"] == []


def test_weeks_without_bars_are_left_out() -> None:
    drawn = in_terminal(of(bar("First", "2025-03-03"), bar("Published", "2027-03-01")))
    assert len(drawn.splitlines()) < 20
    assert "# Mon 1 Mar 2027" in drawn
