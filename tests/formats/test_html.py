"""HTML: a page on its own, and blocks for the pages of others."""

import re
from datetime import date

from jtai_cli.formats.html import fragment, write
from jtai_cli.report import model
from jtai_cli.report.model import Bar, Bars, Bullets, Link, Paragraph, Report, Row, Span, Tone
from tests.conftest import Golden

DAY = date(2025, 3, 3)
TABLE = model.Table(
    (model.Column("date", "Date", is_whole=True), model.Column("days", "Days", is_right=True)),
    (
        model.Section(
            (
                Row((Span(date(2025, 2, 17), date(2025, 2, 21)), 5)),
                Row((DAY, ("a", "b")), Tone.MUTED),
            ),
            "Letters",
        ),
        model.Section((Row((Span(None, DAY), None)),)),
    ),
    caption="Every date",
)  # fmt: skip
REPORT = Report(
    "Kingston & Richmond",
    (
        model.Facts((("Fieldwork", (DAY,)), ("Who", ("A", Link("b@c.d", "mailto:b@c.d"))))),
        Paragraph.of("Calculated.", tone=Tone.STRONG),
        Paragraph.of("Mind ", Link("this", "https://a.b/?c&d"), ".", tone=Tone.WARNING),
        model.Heading("Every date"),
        TABLE,
        Bars((Bar("Fieldwork", DAY, date(2025, 3, 7), "Week 3", is_given=True),
              Bar("Letter", date(2025, 4, 28), date(2025, 4, 28), "Letters")),
             apart=(("Statement", Span(date(2025, 8, 1), date(2025, 8, 1))),)),
        model.Heading("Deep", 4),
        Bullets(("one", Link("two", "javascript:alert(1)"))),
        Bullets(("seven",), is_numbered=True, start=7),
    ),
    subject="Joint targeted area inspection",
)  # fmt: skip


def attributes(page: str, name: str) -> list[str]:
    return re.findall(rf' {name}="([^"]*)"', page)


def test_a_fragment_is_of_plain_elements_two_blanks_a_step_golden(golden: Golden) -> None:
    golden("formats/fragment.html", fragment(REPORT).encode())


def test_a_page_asks_for_nothing_and_runs_nothing() -> None:
    page = write(REPORT)
    tags = set(re.findall(r"<(\w+)", page))
    assert tags & {"script", "iframe", "object", "embed", "form", "base", "img"} == set()
    assert re.search(r"@import|url\(|\bon[a-z]+=|src=", page) is None
    assert attributes(page, "href") == ["data:,", "mailto:b@c.d", "https://a.b/?c&amp;d"]
    assert "default-src 'none'" in page


def test_a_page_says_what_it_is_to_those_who_cannot_see_it() -> None:
    page = write(REPORT)
    assert page.startswith('<!DOCTYPE html>\n<html lang="en-GB">\n')
    assert "<title>Kingston &amp; Richmond</title>" in page
    assert re.findall(r"<(h[1-6])>", page) == ["h1", "h2", "h3"]
    roles = {"table", "rowgroup", "row", "columnheader", "rowheader", "cell", "img"}
    assert set(attributes(page, "role")) == roles
    assert attributes(page, "data-head") == ["Date", "Days"] * 3
    chart = "chart-title", "Chart of weeks", "chart-description", "The table has every date."
    assert re.findall(r'<(?:title|desc) id="([^"]+)">([^<]+)<', page) == [chart[:2], chart[2:]]
    assert attributes(page, "aria-labelledby") + attributes(page, "aria-describedby") == [
        "chart-title", "chart-description",
    ]  # fmt: skip


def test_bars_are_drawn_with_their_days_and_what_lies_apart_is_named() -> None:
    page = write(REPORT)
    drawn = page[page.index("<svg") : page.index("</svg>")]
    assert re.findall(r">([^<\n]+)</text>", drawn) == [
        "3 Mar", "10 Mar", "17 Mar", "24 Mar", "31 Mar", "7 Apr", "14 Apr", "21 Apr", "28 Apr",
        "Week 3", "Fieldwork", "3–7 Mar 2025", "Letters", "Letter", "Mon 28 Apr 2025",
        "Known, or stated by a letter", "Calculated",
    ]  # fmt: skip
    assert "<figcaption>Other dates: Statement: Fri 1 Aug 2025</figcaption>" in page
    assert "figure" not in fragment(REPORT)
