"""Markdown: what formatters leave as it is, and readers read as the text that was written."""

import re
from datetime import date
from typing import NamedTuple

import mdformat
import pytest
from hypothesis import given, strategies as st
from markdown_it import MarkdownIt

from jtai_cli.formats.markdown import fragment, write
from jtai_cli.formats.text import tidy
from jtai_cli.report import model
from jtai_cli.report.model import Bullets, Column, Link, Paragraph, Report, Row, Section, Table

SIGNS = (
    "a", "b ", "é", "1", "1. ", "12) ", " ", "*", "**", "_", "__", "`", "```", "~", "~~", "[", "]",
    "(", ")", "](", "!", "<", "<b>", "<<", "</a>", "&", "&amp;", "&#42;", "&nosuch;", "#", "# ",
    "## ", ">", "> ", "-", "- ", "--", "+ ", "=", "==", "|", "|-|", "\\", ":", ".", "www.",
    "http://", "https://a.b/", "a.b.c", "@", "x_y@c.org", "mailto:", "www.x.org/", "?", "$", "<!--",
    "-->", "<!-- /jtai -->", "[x]", "[ ] ", "[^1]", "^[", "漢", "·", "’", "—", '"', "'", "/", ";",
)  # fmt: skip


def everything(text: str, other: str) -> Report:
    """A page on which two texts stand in each place that one can have."""
    joined = "".join(re.findall(r"[^\s\\]", text))
    return Report(
        text,
        (
            model.Heading(text, 3),
            Paragraph.of(text),
            Paragraph.of(text, tone=model.Tone.STRONG),
            Bullets((text, other, Link(f"see {text}", "https://a.b/c"))),
            model.Facts(((text, (other,)), (other, (text, other)))),
            Bullets((other,), is_numbered=True, start=7),
            Paragraph.of(f"{text} ", Link(other, f"https://x.y/{joined}"), f" {other}"),
            Table.of(
                (Column("a", text), Column("b", other, is_right=True)),
                [
                    Row((text, (other, text))), Row((other, "")),
                    Row((Link(text, "mailto:a_b@c.d"), 1)),
                ],
            ),
            Table((Column("a", "A"),), (Section((Row((text,)),), other),)),
            Paragraph.of(other),
        ),
    )  # fmt: skip


class Read(NamedTuple):
    """What a reader finds: its elements but for links, which an address may be; and its text."""

    shape: list[str]
    text: str


def read(markdown: str) -> Read:
    found = MarkdownIt("commonmark").enable(["table", "strikethrough"]).parse(markdown)
    every = [one for token in found for one in (token.children or [token])]
    html = [one.content for one in every if one.type.startswith("html")]
    assert set(html) <= {"<!-- -->"}
    shape = [one.type for one in every if not one.type.startswith(("text", "link", "html"))]
    return Read(shape, "".join(one.content for one in every if one.type != "html_inline"))


HARMLESS = read(write(everything("harmless", "harmless"))).shape


def formatted(markdown: str) -> str:
    return mdformat.text(markdown, extensions={"gfm"})


def one_line(text: str) -> str:
    return " ".join(tidy(text).split())


@given(*[st.lists(st.sampled_from(SIGNS), min_size=1, max_size=7).map("".join) for _ in "ab"])
def test_whatever_a_text_is_made_of_formatters_leave_it(text: str, other: str) -> None:
    text, other = text.strip() or "x", other.strip() or "y"
    markdown = write(everything(text, other))
    assert formatted(markdown) == markdown
    assert read(markdown).shape == HARMLESS
    assert one_line(read(markdown).text).count(one_line(text)) >= 10


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("a_b _c_ d__e", "a_b \\_c\\_ d\\_\\_e", id="underscores"),
        pytest.param("a_b.c@d-e.org", "a_b.c@d-e.org", id="mail"),
        pytest.param("_a@b.org", "[\\_a@b.org](mailto:_a@b.org)", id="mail-with-a-mark"),
        pytest.param("2 * 3 *4*", "2 * 3 \\*4\\*", id="stars"),
        pytest.param("[note 1] [a](b)", "[note 1] \\[a\\](b)", id="brackets"),
        pytest.param("<5 < 6", "\\<5 < 6", id="less-than"),
        pytest.param("<!-- /jtai -->", "\\<<!-- -->!-- /jtai -->", id="marker"),
        pytest.param("AT&T &amp; &no;", "AT&T \\&amp; &no;", id="references"),
        pytest.param("1) a", "1\\) a", id="number"),
        pytest.param("1.5 a", "1.5 a", id="no-number"),
        pytest.param("#1", "#1", id="no-heading"),
        pytest.param("- - -", "\\- - -", id="rule"),
        pytest.param("-5", "-5", id="no-item"),
        pytest.param("(https://a.b/c?d=e&f).", "(https://a.b/c?d=e&f).", id="address"),
        pytest.param(
            "www.a.b/*c*d", "[www.a.b/\\*c\\*d](http://www.a.b/*c*d)", id="address-with-marks"
        ),
    ],
)
def test_a_sign_is_escaped_only_where_it_would_mean_something(text: str, expected: str) -> None:
    assert fragment(Report("", (Paragraph.of(text),))) == f"{expected}\n"


@pytest.mark.parametrize(
    ("link", "expected"),
    [
        pytest.param(Link("a *b*", "https://c.d/e"), "[a \\*b\\*](https://c.d/e)", id="web"),
        pytest.param(Link("a", "mailto:b_c@d.e"), "[a](mailto:b_c@d.e)", id="mail"),
        pytest.param(Link("", "https://a.b/"), "[https://a.b/](https://a.b/)", id="no-text"),
        pytest.param(Link("a", "https://b.c/(d)|é%e"), "[a](https://b.c/%28d%29%7C%C3%A9%25e)",
                     id="signs"),
        pytest.param(Link("a", "https://b.c/?d=e&amp;f%20"), "[a](https://b.c/?d=e%26amp;f%20)",
                     id="reference"),
        pytest.param(Link("a", "javascript:alert(1)"), "a", id="script"),
        pytest.param(Link("a", "https://b.c/ d"), "a", id="no-address"),
    ],
)  # fmt: skip
def test_a_link_leads_to_the_web_or_to_mail(link: Link, expected: str) -> None:
    assert fragment(Report("", (Paragraph.of("See ", link, "!"),))) == f"See {expected}!\n"


DAY = date(2025, 3, 3)


@pytest.mark.parametrize(
    ("blocks", "expected"),
    [
        pytest.param(
            (
                model.Facts((("A", (DAY,)), ("B", ("c", "d")), ("E", ()))),
                Bullets(("f",)), Bullets(("g",)),
            ),
            "- **A:** Mon 3 Mar 2025\n- **B:**\n  - c\n  - d\n- **E:**\n\n* f\n\n- g\n",
            id="lists-side-by-side",
        ),
        pytest.param(
            (Bullets(("a", Link("b", "https://c.d")), is_numbered=True, start=7),),
            "- **7.** a\n- **8.** [b](https://c.d)\n",
            id="numbers",
        ),
        pytest.param(
            (
                Table(
                    (Column("d", "Date"), Column("n", "No", is_right=True), Column("w", "Who")),
                    (
                        Section((Row((model.Span(None, DAY), 1, ("a|b", "c"))),), "Letters"),
                        Section((Row((DAY, 20, None)),)),
                    ),
                ),
            ),
            "| Date           |  No | Who     |\n| -------------- | --: | ------- |\n"
            "| **Letters**    |     |         |\n| to 3 Mar 2025  |   1 | a\\|b; c |\n"
            "| Mon 3 Mar 2025 |  20 |         |\n",
            id="table",
        ),
        pytest.param((Paragraph.of("a!", Link("b", "https://c.d")),), "a\\![b](https://c.d)\n",
                     id="no-picture"),
        pytest.param((model.Bars(()), Paragraph.of("c")), "c\n", id="no-bars"),
        pytest.param((model.Heading("a #", 2), Paragraph.of("b")), "## a \\#\n\nb\n",
                     id="closing-signs"),
    ],
)  # fmt: skip
def test_blocks_are_written_as_formatters_write_them(
    blocks: tuple[model.Block, ...], expected: str
) -> None:
    assert fragment(Report("Title", blocks)) == expected
    assert write(Report("Title", blocks)) == f"# Title\n\n{expected}"
    assert formatted(expected) == expected
