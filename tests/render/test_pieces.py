"""Texts that people write, in every language of pages: none of them does harm there."""

import re
from collections.abc import Callable, Sequence
from configparser import ConfigParser
from datetime import date
from html.parser import HTMLParser

import mdformat
import pytest
import yaml
from markdown_it import MarkdownIt

from jtai_cli.errors import UsageError
from jtai_cli.render.pieces import (
    Bullets,
    Dates,
    Drawing,
    Entry,
    Facts,
    Heading,
    Listing,
    Paragraph,
    Piece,
    Syntax,
    Table,
    to_asciidoc,
    to_html,
    to_ini,
    to_latex,
    to_markdown,
    to_rest,
    to_text,
    to_yaml,
)
from jtai_cli.render.pieces.tidy import lines, tidied, width

WRITERS = [
    pytest.param(to_asciidoc.written, id="asciidoc"),
    pytest.param(to_html.written, id="html"),
    pytest.param(to_ini.written, id="ini"),
    pytest.param(to_latex.written, id="latex"),
    pytest.param(to_markdown.written, id="markdown"),
    pytest.param(to_rest.written, id="rest"),
    pytest.param(to_text.written, id="text"),
    pytest.param(to_yaml.written, id="yaml"),
]
Writer = Callable[[Sequence[Piece]], str]
DAY = date(2025, 4, 10)

HOSTILE = [
    pytest.param("<!-- jtai:end -->", id="marker"),
    pytest.param("# jtai:end", id="marker-after-hash"),
    pytest.param("JTAI:END", id="marker-in-capitals"),
    pytest.param("-->", id="end-of-comment"),
    pytest.param("```", id="fence"),
    pytest.param("~~~~", id="other-fence"),
    pytest.param("a | b", id="cell"),
    pytest.param("\\| a \\", id="backslashes"),
    pytest.param("two\r\n\r\nlines\u2028and\tmore", id="lines"),
    pytest.param("<script>alert(1)</script>", id="script"),
    pytest.param("<b", id="half-tag"),
    pytest.param("a < b << c", id="less-than"),
    pytest.param("&lt;b&gt; &#42; AT&T", id="references"),
    pytest.param("*a* _b_ __c__ `d` [e](f) ![g](h)", id="markdown"),
    pytest.param("snake_case a_b@example.org _c@example.org www.a_b.org", id="underscores"),
    pytest.param("_", id="underscore"),
    pytest.param("1. one", id="number"),
    pytest.param("# heading #", id="heading"),
    pytest.param("- item", id="item"),
    pytest.param("> quote", id="quote"),
    pytest.param("---", id="rule"),
    pytest.param("====", id="underline"),
    pytest.param(".. note:: a", id="directive"),
    pytest.param(":field: `role`_ |sub| a::", id="rest"),
    pytest.param("A. Smith", id="enumerator"),
    pytest.param("include::/etc/passwd[]", id="include"),
    pytest.param("NOTE: a:: b;; {c} <<d>> +e+ ^f^", id="asciidoc"),
    pytest.param("|===", id="end-of-table"),
    pytest.param("!;", id="reference-before-semicolon"),
    pytest.param("\\end{verbatim} \\input{a} % $x$ & # ^ ~ {", id="latex"),
    pytest.param("[a] *b", id="option-of-a-row"),
    pytest.param("yes", id="boolean"),
    pytest.param("null", id="nothing"),
    pytest.param("12", id="integer"),
    pytest.param("2025-01-01", id="date"),
    pytest.param("a: b # c", id="mapping"),
    pytest.param("{a: [b, !!python/object c]}", id="flow"),
    pytest.param("[section]", id="section"),
    pytest.param("a = b ; c", id="value"),
    pytest.param("%(a)s ${b}", id="interpolation"),
    pytest.param("{{ a }} {% b %}", id="template"),
    pytest.param('"quoted" ‘so’ “too” – and — …', id="quotes"),
    pytest.param("\u202eturned \u200bhidden", id="direction"),
    pytest.param("漢字 🦊 é", id="wide"),
    pytest.param("x" * 300, id="long"),
]


def everything(text: str) -> list[Piece]:
    """A page on which a text stands in each place that one can have."""
    entry = Entry(text, DAY, DAY, (("what", text),))
    return [
        Heading(text, 3),
        Paragraph(text),
        Paragraph(text, is_strong=True),
        Bullets((text, text)),
        Paragraph("between"),
        Facts(((text, (text,)), (text, (text, text)), ("Label", (text,)))),
        Table((text, "Other"), ((text, ""), ("", text)), caption=text),
        Dates(Paragraph(text), (entry,)),
        Listing(f"{text}\n  {text}"),
        Listing(text, Syntax.MERMAID),
        Drawing("<svg/>", text),
    ]


class Tags(HTMLParser):
    """The tags of a page as they are opened and closed, and its texts."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.told: list[str] = []
        self.seen: set[str] = set()

    def handle_starttag(self, tag: str, _: list[tuple[str, str | None]]) -> None:
        self.seen.add(tag)
        self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_startendtag(self, tag: str, _: list[tuple[str, str | None]]) -> None:
        self.seen.add(tag)

    def handle_data(self, data: str) -> None:
        self.told.append(data)


def parsed(page: str) -> Tags:
    tags = Tags()
    tags.feed(page)
    tags.close()
    return tags


def tokens(page: str) -> list[str]:
    read = MarkdownIt("gfm-like", {"linkify": False}).parse(page)
    inline = [child.type for token in read for child in token.children or ()]
    return [*(token.type for token in read if not token.hidden), *inline]


HARMLESS = {
    "Markdown": tokens(to_markdown.written(everything("harmless"))),
    "HTML": parsed(to_html.written(everything("harmless"))).seen,
}


@pytest.mark.parametrize("text", HOSTILE)
def test_markdown_reads_as_if_the_text_were_harmless(text: str) -> None:
    assert tokens(to_markdown.written(everything(text))) == HARMLESS["Markdown"]


@pytest.mark.parametrize("text", HOSTILE)
def test_mdformat_leaves_markdown_alone(text: str) -> None:
    page = f"<!-- a -->\n{to_markdown.written(everything(text))}<!-- b -->\n"
    assert mdformat.text(page, extensions={"gfm"}) == page


@pytest.mark.parametrize("text", HOSTILE)
def test_html_holds_the_text_and_no_tag_of_its(text: str) -> None:
    tags = parsed(to_html.written(everything(text)))
    assert tags.open == []
    assert tags.seen == HARMLESS["HTML"]
    assert tags.told.count(tidied(text)) == 16


@pytest.mark.parametrize("text", HOSTILE)
def test_yaml_holds_the_date_under_its_key(text: str) -> None:
    assert yaml.safe_load(to_yaml.written(everything(text))) == {tidied(text): DAY}


@pytest.mark.parametrize("text", HOSTILE)
def test_yaml_holds_texts_as_texts(text: str) -> None:
    entry = Entry(text, DAY, DAY, (("what", text), ("who", "")))
    page = to_yaml.written([Paragraph(text), Dates(Bullets((text,)), (entry,)), Bullets((text,))])
    told = tidied(text)
    assert yaml.safe_load(page) == [{"key": told, "date": DAY, "what": told, "who": ""}]


@pytest.mark.parametrize("text", HOSTILE)
def test_ini_holds_one_value(text: str) -> None:
    ini = ConfigParser(inline_comment_prefixes=(";", "#"))
    ini.read_string(f"[dates]\n{to_ini.written(everything(text))}")
    assert ini.sections() == ["dates"]
    assert list(ini["dates"].values()) == ["2025-04-10"]


@pytest.mark.parametrize("text", HOSTILE)
def test_latex_has_the_commands_of_a_harmless_text_only(text: str) -> None:
    page = to_latex.written(everything(text))
    verbatim = r"\\begin\{verbatim\}.*?\\end\{verbatim\}\n"
    assert len(re.findall(verbatim, page, re.DOTALL)) == page.count(r"\end{verbatim}") == 2
    rest = re.sub(verbatim, "", page, flags=re.DOTALL)
    written = to_latex.written([Paragraph(text)]).removesuffix("\n")
    blank = re.sub(
        r"\$-\$|\$\\times\$|\\text\w+\{\}|\\ldots\{\}|\{\[\}|\{\]\}|\{\*\}|-\{\}", "", written
    )
    assert re.search(r"(?<!\\)(?:\\\\)*[{}&%$#_~^]|\\[^{}&%$#_]", blank) is None
    assert rest.count(r"\tabularnewline") == 3
    assert rest.count("\n\n") == 10


@pytest.mark.parametrize("written", [to_asciidoc.written, to_rest.written], ids=["adoc", "rst"])
@pytest.mark.parametrize("text", HOSTILE)
def test_a_text_adds_no_line(text: str, written: Writer) -> None:
    # That docutils and Asciidoctor find nothing else in it was tried by hand.
    told, harmless = (
        written([piece for piece in everything(one) if not isinstance(piece, Listing)])
        for one in (text, "harmless")
    )
    assert [len(line) > 0 for line in told.split("\n")] == [
        len(line) > 0 for line in harmless.split("\n")
    ]


@pytest.mark.parametrize("text", HOSTILE)
def test_plain_text_has_no_line_over_eighty_columns(text: str) -> None:
    pieces = [piece for piece in everything(text) if not isinstance(piece, Listing)]
    widest = max(len(line) for line in to_text.written(pieces).split("\n"))
    assert widest <= 80


@pytest.mark.parametrize("written", WRITERS)
@pytest.mark.parametrize(
    "piece", [Paragraph("bell\a"), Listing("\x1b[31mred")], ids=["text", "listing"]
)
def test_what_no_page_can_show_is_refused(written: Writer, piece: Piece) -> None:
    with pytest.raises(UsageError, match="holds the control character U\\+00"):
        written([piece])


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("plain", "plain", id="plain"),
        pytest.param("a[b]{c}", "a(b)(c)", id="brackets"),
        pytest.param("* a*", "\u2217 a\u2217", id="stars"),
        pytest.param("1) one", "1\\) one", id="number"),
        pytest.param("1.5 days", "1.5 days", id="no-number"),
        pytest.param("#1", "#1", id="no-heading"),
        pytest.param("# 1", "\uff03 1", id="heading"),
        pytest.param("-5 days", "-5 days", id="no-item"),
        pytest.param("<5 < 6 <", "\\<5 < 6 \\<", id="less-than"),
        pytest.param("AT&T &amp; &", "AT&T \uff06amp; &", id="references"),
        pytest.param("a_b _c_ d__e", "a_b \\_c\\_ d\\_\\_e", id="underscores"),
        pytest.param("(a_b@c.org), x_@c", "(a_b@c.org), x\uff3f@c", id="addresses"),
        pytest.param("jtai:end, JTAI: a", "jtai'end, JTAI: a", id="markers"),
        pytest.param("jtai end a=b", "jtai \u2013 end a:b", id="setting"),
    ],
)
def test_markdown_escapes_what_it_must(text: str, expected: str) -> None:
    assert to_markdown.written([Paragraph(text)]) == f"\n{expected}\n\n"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("plain", "plain", id="plain"),
        pytest.param("- item", "\\- item", id="item"),
        pytest.param("1. one", "1\\. one", id="number"),
        pytest.param("A. Smith", "A\\. Smith", id="initial"),
        pytest.param("name_ *a* `b` |c|", "name\\_ \\*a\\* \\`b\\` \\|c\\|", id="inline"),
        pytest.param("so:: it is::", "so:\\: it is:\\:", id="literal"),
        pytest.param("\\", "\\\\", id="backslash"),
        pytest.param(".. jtai:end", "\\.. jtai'end", id="comment"),
    ],
)
def test_rest_escapes_what_it_must(text: str, expected: str) -> None:
    assert to_rest.written([Paragraph(text)]) == f"\n{expected}\n\n"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("plain", "plain", id="plain"),
        pytest.param("- item", "&#45; item", id="item"),
        pytest.param("1. one", "1&#46; one", id="number"),
        pytest.param("NOTE: a", "NOTE&#58; a", id="admonition"),
        pytest.param("*a* {b}", "&#42;a&#42; &#123;b&#125;", id="inline"),
        pytest.param("a:: b;; c", "a&#58;&#58; b&#59;&#59; c", id="descriptions"),
        pytest.param("*;", "&#42;&#59;", id="semicolon"),
        pytest.param("AT&T &amp;", "AT&T &#38;amp;", id="references"),
        pytest.param("// jtai:end", "&#47;/ jtai'end", id="comment"),
    ],
)
def test_asciidoc_refers_to_what_has_a_meaning(text: str, expected: str) -> None:
    assert to_asciidoc.written([Paragraph(text)]) == f"\n{expected}\n\n"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("50% & #1 _a_ $", "50\\% \\& \\#1 \\_a\\_ \\$", id="specials"),
        pytest.param("\\a{b}", "\\textbackslash{}a\\{b\\}", id="command"),
        pytest.param("17–21, a -- b --- c", "17--21, a -{}- b -{}-{}- c", id="dashes"),
        pytest.param('‘a’ “b” "c"', "`a' ``b'' ''c''", id="quotes"),
        pytest.param("[a] *", "{[}a{]} {*}", id="options"),
    ],
)
def test_latex_escapes_what_it_must(text: str, expected: str) -> None:
    assert to_latex.written([Paragraph(text)]) == f"{expected}\n"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("a", ["[subs=specialchars]", "----", "a", "----"], id="plain"),
        pytest.param(
            "----\n-----",
            ["[subs=specialchars]", "------", "----", "-----", "------"],
            id="dashes",
        ),
        pytest.param(
            "include::a[]\n  endif::b[]",
            ["[subs=specialchars]", "----", "\\include::a[]", "  endif::b[]", "----"],
            id="directives",
        ),
    ],
)
def test_asciidoc_lists_lines_as_they_are(text: str, expected: list[str]) -> None:
    assert to_asciidoc.written([Listing(text)]).split("\n")[1:-2] == expected


def test_a_fence_is_longer_than_what_it_holds() -> None:
    assert to_markdown.written([Listing("a\n````\n```")]) == (
        "\n`````text\na\n````\n```\n`````\n\n"
    )


@pytest.mark.parametrize(
    ("level", "expected"),
    [
        pytest.param(1, "A\n=\n", id="first"),
        pytest.param(3, "A\n-\n", id="third"),
    ],
)
def test_a_heading_of_plain_text_is_underlined(level: int, expected: str) -> None:
    assert to_text.written([Heading("A", level)]) == expected


def test_the_line_under_a_heading_is_as_long_as_what_stands_above() -> None:
    assert to_rest.written([Heading("漢字 ‘a’ _", 2)]) == "\n漢字 ‘a’ \\_\n-----------\n\n"


@pytest.mark.parametrize(
    ("entry", "in_yaml", "in_ini"),
    [
        pytest.param(Entry("a", DAY, DAY), "a: 2025-04-10\n", "a = 2025-04-10\n", id="day"),
        pytest.param(
            Entry("a-b", DAY, date(2025, 4, 11), (("what", "A"), ("who", "B"))),
            "a-b: { first: 2025-04-10, last: 2025-04-11 } # A; B\n",
            "; A; B\na-b = 2025-04-10..2025-04-11\n",
            id="days",
        ),
        pytest.param(
            Entry("a", None, DAY),
            "a: { first: null, last: 2025-04-10 }\n",
            "a = ..2025-04-10\n",
            id="no-beginning",
        ),
        pytest.param(
            Entry("no", DAY, DAY), '"no": 2025-04-10\n', "no = 2025-04-10\n", id="boolean"
        ),
        pytest.param(Entry("=", DAY, DAY), '"=": 2025-04-10\n', "date = 2025-04-10\n", id="sign"),
    ],
)
def test_dates_are_entries_of_data(entry: Entry, in_yaml: str, in_ini: str) -> None:
    pieces = [Dates(Paragraph("A"), (entry,))]
    assert (to_yaml.written(pieces), to_ini.written(pieces)) == (in_yaml, in_ini)


def test_a_list_of_dates_is_a_sequence_or_a_comment() -> None:
    entry = Entry("a", None, DAY, (("what", 'A "b"'),))
    pieces = [Dates(Bullets(("up to Thursday",)), (entry,))]
    assert to_yaml.written(pieces) == (
        '- key: a\n  first: null\n  last: 2025-04-10\n  what: "A \\"b\\""\n'
    )
    assert to_ini.written(pieces) == "; - up to Thursday\n"


def test_wide_texts_are_lined_up() -> None:
    table = Table(("A", "B"), (("漢字", "1"), ("e\u0301", "2"), ("a\ufe0f", "3")))
    assert to_text.written([table]) == "A     B\n----  -\n漢字  1\né     2\na\ufe0f     3\n"


def test_a_table_of_plain_text_is_wrapped() -> None:
    table = Table(("Day", "What"), (("1", "word " * 20), ("2", "x" * 90)))
    assert to_text.written([table]) == (
        "Day  What\n"
        f"---  {'-' * 75}\n"
        f"1    {'word ' * 14}word\n"
        "     word word word word word\n"
        f"2    {'x' * 75}\n"
        f"     {'x' * 15}\n"
    )


def test_a_table_of_many_columns_keeps_eight_for_each() -> None:
    table = Table(("A" * 20,) * 12, (("B" * 8,) * 12,))
    first, *_ = to_text.written([table]).split("\n")
    assert first == "  ".join(["A" * 8] * 12)


def test_a_table_without_a_caption_has_none() -> None:
    table = to_html.written([Table(("A",), (("b",),))])
    assert re.sub(r"\s+", "", table) == (
        '<table><thead><tr><thscope="col">A</th></tr></thead>'
        "<tbody><tr><td>b</td></tr></tbody></table>"
    )


def test_facts_with_several_lines_are_nested() -> None:
    facts = Facts((("A", ("1", "2")), ("B", ("3",)), ("C", ("4", "5")), ("D", ("6", "7"))))
    assert to_rest.written([facts]) == (
        "\n- **A:**\n\n  - 1\n  - 2\n\n- **B:** 3\n- **C:**\n\n  - 4\n  - 5\n\n"
        "- **D:**\n\n  - 6\n  - 7\n\n"
    )
    assert to_text.written([facts]) == (
        "- A:\n  - 1\n  - 2\n- B: 3\n- C:\n  - 4\n  - 5\n- D:\n  - 6\n  - 7\n"
    )


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(" two  blanks\n", "two blanks", id="blanks"),
        pytest.param("e\u0301", "é", id="composed"),
        pytest.param("no\u00a0break", "no break", id="no-break"),
        pytest.param("a\u202eb", "a\\u202eb", id="turned"),
        pytest.param("👩\u200d💻", "👩\u200d💻", id="joined"),
        pytest.param("/jtai:date", "/jtai'date", id="marker"),
        pytest.param("jati : begin", "jati'begin", id="misspelt-marker"),
        pytest.param("jtai.toml", "jtai.toml", id="no-marker"),
        pytest.param("JTAI timeline: front door", "JTAI timeline: front door", id="title"),
    ],
)
def test_a_text_is_tidied(text: str, expected: str) -> None:
    assert tidied(text) == expected


def test_the_lines_of_a_listing_keep_their_blanks() -> None:
    assert lines("a  b\n\n  jtai:end\n") == ["a  b", "", "  jtai'end"]


def test_a_text_is_as_wide_as_it_looks() -> None:
    assert [width(text) for text in ("ab", "漢字", "é", "🦊\u200d")] == [2, 4, 1, 2]
