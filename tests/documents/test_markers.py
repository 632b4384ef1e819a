"""Markers: found in the comments of each language, left alone in code, refused with a remedy."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jtai_cli.documents.language import Language
from jtai_cli.documents.lines import Lines
from jtai_cli.documents.markers import Marker, Verb
from jtai_cli.documents.outline import outline
from jtai_cli.documents.parts import Block, Inline, Part

MD, TEXT, REST, ADOC = Language.MARKDOWN, Language.TEXT, Language.REST, Language.ASCIIDOC
HTML, LATEX, YAML, INI = Language.HTML, Language.LATEX, Language.YAML, Language.INI


def said(part: Part) -> str:
    match part:
        case Block():
            return f"{part.begin.line.number}-{part.end.line.number} block {part.begin.rest}"
        case Inline():
            return f"{part.begin.line.number}-{part.end.line.number} date {part.begin.rest}"
        case _:
            return f"{part.line.number} use {part.rest}"


def seen(text: str, language: Language | None = MD) -> list[str]:
    """Tell what an outline found: parts in their order, but what only ignores; then faults."""
    found = outline(text, language)
    parts = [part for part in found.parts if isinstance(part, Block | Inline) or is_use(part)]
    faults = [f"{line}! {fault.message} | {fault.hint}" for line, fault in found.faults]
    return [said(part) for part in parts] + faults


def is_use(marker: Marker) -> bool:
    return marker.verb is Verb.USE


def masked(text: str, language: Language | None = MD) -> list[str]:
    return [text[first:last] for first, last in outline(text, language).masked]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        pytest.param(MD, "<!-- jtai:begin timeline -->\n<!-- jtai:end -->", id="markdown"),
        pytest.param(MD, "<!--jtai:begin timeline-->\n<!--jtai:end-->\n", id="without-blanks"),
        pytest.param(MD, "  <!-- jtai:begin timeline --> \n\t<!-- jtai:end -->", id="indented"),
        pytest.param(MD, "<!-- jtai:begin timeline -->\r<!-- jtai:end -->\r", id="cr"),
        pytest.param(MD, "<!-- jtai:begin timeline -->\r\n<!-- jtai:end -->\r\n", id="crlf"),
        pytest.param(MD, "<!--\tjtai:begin\ttimeline -->\n<!-- jtai:end -->", id="tabs"),
        pytest.param(MD, "[//]: # (jtai:begin timeline)\n[//]: # (jtai:end)\n", id="link"),
        pytest.param(MD, "[//]: # \"jtai:begin timeline\"\n[//]: # 'jtai:end'\n", id="link-quoted"),
        pytest.param(MD, "[comment]: <> (jtai:begin timeline)\n[//]: # (jtai:end)", id="link-2"),
        pytest.param(HTML, "<!-- jtai:begin timeline -->\n<!-- jtai:end -->", id="html"),
        pytest.param(REST, ".. jtai:begin timeline\n.. jtai:end\n", id="rest"),
        pytest.param(ADOC, "// jtai:begin timeline\n//jtai:end\n", id="asciidoc"),
        pytest.param(LATEX, "% jtai:begin timeline\n%% jtai:end\n", id="latex"),
        pytest.param(YAML, "# jtai:begin timeline\n## jtai:end\n", id="yaml"),
        pytest.param(INI, "; jtai:begin timeline\n# jtai:end\n", id="ini"),
        pytest.param(TEXT, "; jtai:begin timeline\n.. jtai:end\n", id="text-takes-any"),
        pytest.param(None, "% jtai:begin timeline\n<!-- jtai:end -->\n", id="unknown-takes-any"),
    ],
)
def test_a_block_stands_between_two_comments_of_its_language(
    language: Language | None, text: str
) -> None:
    assert seen(text, language) == ["1-2 block timeline"]


def test_what_begins_and_ends_is_masked_with_all_between() -> None:
    text = "a\n<!-- jtai:begin timeline -->\nb\n<!-- jtai:end -->\nc\n"
    assert masked(text) == ["<!-- jtai:begin timeline -->\nb\n<!-- jtai:end -->\n"]


def test_what_else_stands_in_a_block_is_not_looked_at() -> None:
    inside = "<!-- jtai:date x -->\n<!-- jtai:use -->\n```\n"
    assert seen(f"<!-- jtai:begin a -->\n{inside}<!-- jtai:end -->") == ["1-5 block a"]


def test_use_and_dates_are_found_in_their_order() -> None:
    text = (
        "<!-- jtai:use inspection=a -->\n"
        "By <!-- jtai:date x -->1<!-- /jtai:date -->, <!-- jtai:date y edge=last -->**2\n"
        "3**<!-- /jtai:date -->.\n"
    )
    assert seen(text) == ["1 use inspection=a", "2-2 date x", "2-3 date y edge=last"]
    assert masked(text) == [
        "<!-- jtai:use inspection=a -->",
        "<!-- jtai:date x -->1<!-- /jtai:date -->",
        "<!-- jtai:date y edge=last -->**2\n3**<!-- /jtai:date -->",
    ]


BEGIN, END = "<!-- jtai:begin b -->", "<!-- jtai:end -->"


@pytest.mark.parametrize(
    ("language", "text"),
    [
        pytest.param(MD, f"```\n{BEGIN}\n```\n", id="fence"),
        pytest.param(MD, f"~~~~ md\n{BEGIN}\n~~~\n{END}\n~~~~~\n", id="fence-longer"),
        pytest.param(MD, f"```\n{BEGIN}\n     ```\n{END}\n```", id="fence-end-too-far-in"),
        pytest.param(MD, f"> ```\n> {BEGIN}\n> ```\n", id="fence-in-a-quote"),
        pytest.param(MD, f"- ```\n  {BEGIN}\n  ```\n", id="fence-in-a-list"),
        pytest.param(MD, f"1. a\n\n   ```\n   {BEGIN}\n   ```\n", id="fence-below-a-list"),
        pytest.param(MD, f"a `{BEGIN}` b ``{END} ` ``", id="code-in-a-line"),
        pytest.param(MD, f"a \\{BEGIN}", id="backslash"),
        pytest.param(MD, f"a\n\n    {BEGIN}\n\n    {END}\n", id="indented-code"),
        pytest.param(MD, f"a\n\n\t{BEGIN}\r\n\t{END}\r\n", id="indented-code-by-a-tab"),
        pytest.param(MD, f"    {BEGIN}\n", id="indented-code-at-the-top"),
        pytest.param(MD, f"<!--\n{BEGIN[5:-4]}\n[//]: # (jtai:end)\n-->\n", id="comment"),
        pytest.param(REST, "Example::\n\n    .. jtai:begin b\n\n\n  .. jtai:end\n", id="literal"),
        pytest.param(REST, "- Example::\n\n    .. jtai:begin b\n", id="literal-in-a-list"),
        pytest.param(REST, ".. code-block:: rst\n\n   .. jtai:begin b", id="code-block"),
        pytest.param(REST, "..\n   .. jtai:begin b", id="rest-comment"),
        pytest.param(REST, ".. See\n   .. jtai:begin b", id="rest-comment-with-text"),
        pytest.param(ADOC, "----\n// jtai:begin b\n---\n----\n", id="listing"),
        pytest.param(ADOC, "```rst\n// jtai:begin b\n```\n", id="asciidoc-fence"),
        pytest.param(ADOC, "////\n// jtai:begin b\n////", id="asciidoc-comment"),
        pytest.param(LATEX, "\\begin{verbatim}\n% jtai:begin b\n\\end{verbatim}\n", id="verbatim"),
        pytest.param(
            LATEX, "\\begin{lstlisting}[a]\n% jtai:end\n\\end{lstlisting}", id="lstlisting"
        ),
        pytest.param(TEXT, f"```\n{BEGIN}\n```\n", id="fence-in-text"),
        pytest.param(None, f"```\n{BEGIN}\n```\n", id="fence-in-a-page-not-known"),
    ],
)
def test_what_stands_in_code_is_left_alone(language: Language | None, text: str) -> None:
    assert seen(text, language) == []


NEVER = "jtai:begin stands in code or a comment that begins on line {} and is never closed"
ABOVE = "jtai:begin stands in front matter | put it below the front matter"


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        pytest.param(MD, f"```\n{BEGIN}\n```x\n{END}\n", (2, 1), id="fence"),
        pytest.param(MD, f"a\n~~~\nb\n{BEGIN}\n{END}\n", (4, 2), id="tildes"),
        pytest.param(MD, "a\n<!--\njtai:begin b\n", (3, 2), id="comment"),
        pytest.param(HTML, "<p>\n<!-- a\njtai:begin b\n", (3, 2), id="html-comment"),
        pytest.param(ADOC, "....\n// jtai:begin b\n", (2, 1), id="literal"),
        pytest.param(TEXT, "```\n# jtai:begin b\n", (2, 1), id="text"),
    ],
)
def test_a_marker_in_code_that_is_never_closed_is_told(
    language: Language, text: str, expected: tuple[int, int]
) -> None:
    line, begins = expected
    assert seen(text, language) == [f"{line}! {NEVER.format(begins)} | close it"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("---\n# jtai:begin b\n---\n", [f"2! {ABOVE}"], id="comment"),
        pytest.param("---\na: b\n# jtai:begin b\n...", [f"3! {ABOVE}"], id="dots"),
        pytest.param(f"---\nmy key: b\n{BEGIN}\n{END}\n---", [f"3! {ABOVE}"], id="html"),
        pytest.param("---\n---\n", [], id="empty"),
        pytest.param("---\na: b\n# jtai:ignore\n---\n", [], id="ignore"),
    ],
)
def test_a_marker_in_front_matter_is_told(text: str, expected: list[str]) -> None:
    assert seen(text) == expected


@pytest.mark.parametrize(
    ("language", "text", "line"),
    [
        pytest.param(MD, "``` a ` b\n{}", 2, id="backticks-that-begin-no-fence"),
        pytest.param(MD, "~~~\na\n~~~\n{}", 4, id="behind-a-fence"),
        pytest.param(MD, "- ```\n  a\n\nb\n{}", 5, id="behind-the-list-of-a-fence"),
        pytest.param(MD, "> ```\n> a\nb\n{}", 4, id="behind-the-quote-of-a-fence"),
        pytest.param(MD, "- a\n\n    {}", 3, id="in-a-list"),
        pytest.param(MD, "1. a\nb\n\n    {}", 4, id="in-a-list-of-two-lines"),
        pytest.param(MD, " a\n\n    {}", 3, id="below-what-is-indented"),
        pytest.param(MD, "!!! note\n\n    b\n\n    {}", 5, id="in-an-admonition"),
        pytest.param(MD, "a\n    {}", 2, id="in-a-paragraph"),
        pytest.param(MD, "a\n    b\n\n    c\n    {}", 5, id="below-a-paragraph"),
        pytest.param(MD, "<!-- a\nb -->\n{}", 3, id="behind-a-comment"),
        pytest.param(MD, "a <!-- b\n{}", 2, id="behind-what-begins-no-comment"),
        pytest.param(MD, "<!-- b\n{}", 2, id="in-a-comment-that-another-ends"),
        pytest.param(TEXT, "a <!-- b\nc <!-- d\ne `<!-- `\n# {}", 4, id="behind-several-such"),
        pytest.param(MD, "a `<!--`\n{}", 2, id="behind-a-comment-in-code"),
        pytest.param(MD, "---\n\na\n\n---\n{}", 6, id="between-two-rules"),
        pytest.param(MD, "---\na: b\n{}", 3, id="behind-a-rule"),
        pytest.param(MD, "---\nWe meet.\n\n{}\n\n---", 4, id="between-rules-with-text"),
        pytest.param(MD, "---\n- https://a.example\n{}\n---", 3, id="between-rules-with-a-list"),
        pytest.param(ADOC, "Handbook\n--------\n\n{}", 4, id="below-a-title"),
        pytest.param(ADOC, "a\n\n[#id]\nHandbook\n------\n{}", 6, id="below-a-shorter-line"),
        pytest.param(HTML, "<pre>\n{}\n</pre>", 2, id="in-pre"),
        pytest.param(REST, "a::\n\n  b\n\n{}", 5, id="behind-a-literal"),
        pytest.param(REST, ".. note::\n\n   {}", 3, id="in-a-note"),
        pytest.param(REST, ".. [1] a\n\n   {}", 3, id="in-a-footnote"),
        pytest.param(REST, "..\n\n   {}", 3, id="behind-an-empty-comment"),
        pytest.param(ADOC, "---- a\n{}", 2, id="behind-what-is-no-listing"),
        pytest.param(ADOC, "----\na\n----\n{}", 4, id="behind-a-listing"),
        pytest.param(LATEX, "% \\begin{{verbatim}}\n{}", 2, id="behind-a-comment-of-code"),
        pytest.param(LATEX, "\\begin{{verbatim}}\n{}", 2, id="behind-code-without-an-end"),
        pytest.param(TEXT, "Plan\n~~~~\n# {}", 3, id="below-a-heading"),
    ],
)
def test_what_stands_in_no_code_is_found(language: Language, text: str, line: int) -> None:
    use = {REST: ".. {}", ADOC: "// {}", LATEX: "% {}", TEXT: "{}"}.get(language, "<!-- {} -->")
    assert seen(text.format(use.format("jtai:use a=b")), language) == [f"{line} use a=b"]


def test_a_date_before_a_comment_of_several_lines_is_found() -> None:
    text = "<!-- jtai:date x -->1<!-- /jtai:date --> <!-- a\nb --> <!-- jtai:ignore -->\nc"
    assert seen(text) == ["1-1 date x"]


def test_a_marker_behind_a_comment_of_several_lines_is_not_on_a_line_of_its_own() -> None:
    assert seen("<!-- a\nb --> <!-- jtai:use a=b -->\n") == [
        "2 use a=b",
        "2! jtai:use stands on a line of its own | put what stands beside jtai:use on another line",
    ]


HTML_DATE = "<!-- jtai:date x -->1<!-- /jtai:date -->"


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        pytest.param(
            MD, "<!-- jtai:beginn x -->\n<!-- jtai:ende -->",
            ["1! 'jtai:beginn' is no marker | jtai:begin",
             "2! 'jtai:ende' is no marker | jtai:end"],
            id="misspelt",
        ),
        pytest.param(
            MD, "<!-- jtai:stop -->", ["1! 'jtai:stop' is no marker | jtai:end"], id="stop"
        ),
        pytest.param(
            MD, "<!-- JTAI:begin x -->\n<!-- Jtai:End -->",
            ["1! 'JTAI:begin' is no marker | jtai:begin",
             "2! 'Jtai:End' is no marker | jtai:end"],
            id="capitals",
        ),
        pytest.param(
            MD, "<!-- jtai begin timeline -->\n<!-- jtai end -->",
            ["1! 'jtai begin' is no marker | jtai:begin",
             "2! 'jtai end' is no marker | jtai:end"],
            id="without-a-colon",
        ),
        pytest.param(
            MD, "<!-- jtai:use_ a=b -->", ["1 use a=b", "1! 'jtai:use_' is no marker | jtai:use"],
            id="use",
        ),
        pytest.param(
            MD, "<!-- jtia:begin a -->\n<!-- jtai:end -->",
            ["1! 'jtia:begin' is no marker | jtai:begin"], id="transposed",
        ),
        pytest.param(
            MD, "<!-- tjai:begin a -->\n<!-- jait:end -->",
            ["1! 'tjai:begin' is no marker | jtai:begin",
             "2! 'jait:end' is no marker | jtai:end"], id="transposed-otherwise",
        ),
        pytest.param(
            MD, "<!-- begin jtai:timeline -->\n<!-- /end jtai: timeline -->",
            ["1! 'begin jtai:timeline' is no marker | jtai:begin timeline",
             "2! '/end jtai: timeline' is no marker | jtai:end timeline"], id="turned",
        ),
        pytest.param(
            MD, "<!-- date jtai:x -->1<!-- /date jtai:x -->",
            ["1! 'date jtai:x' is no marker | jtai:date x",
             "1! '/date jtai:x' is no marker | /jtai:date x"], id="turned-date",
        ),
        pytest.param(
            MD, "<!-- \u200bjtai:begin a -->\n<!-- jtai:\u00adend -->",
            ["1! what cannot be seen stands in or before jtai:begin | jtai:begin a",
             "2! what cannot be seen stands in or before jtai:end | jtai:end"], id="unseen",
        ),
        pytest.param(
            REST, "By .. jtai:date x .. 1",
            [("1! reStructuredText has no comments inside a line, so jtai:date cannot stand in it"
             " | a block: .. jtai:begin milestone …")], id="date-in-a-line-of-rest",
        ),
        pytest.param(
            ADOC, "By // jtai:date x // 1",
            [("1! AsciiDoc has no comments inside a line, so jtai:date cannot stand in it"
             " | a block: // jtai:begin milestone …")], id="date-in-a-line-of-asciidoc",
        ),
        pytest.param(
            MD, "<!-- jtai use inspection=a -->",
            ["1 use inspection=a", "1! 'jtai use' is no marker | jtai:use"],
            id="use-with-a-setting",
        ),
        pytest.param(
            MD, "<!-- jtai:dates x=y -->\n<!-- jtai:date-end -->",
            ["1! 'jtai:dates' is no marker | jtai:date",
             "2! 'jtai:date-end' is no marker | jtai:date",
             ],
            id="dates",
        ),
        pytest.param(
            MD, "<!-- jtai:date x -->1<!-- jtai:/date -->",
            ["1! 'jtai:/date' is no marker | /jtai:date"], id="slash",
        ),
        pytest.param(
            MD, "<!-- jtai:banana -->",
            [("1! 'jtai:banana' is no marker | one of: jtai:begin, jtai:end, jtai:use, jtai:date, "
             "/jtai:date, jtai:ignore, jtai:ignore-start, jtai:ignore-stop")],
            id="nothing-near",
        ),
        pytest.param(
            MD, "<!-- jtai:" + "a" * 31 + " -->",
            ["1! 'jtai:" + "a" * 31 + "' is no marker | one of: jtai:begin, jtai:end, jtai:use, "
             "jtai:date, /jtai:date, jtai:ignore, jtai:ignore-start, jtai:ignore-stop"],
            id="too-long-to-be-near",
        ),
        pytest.param(
            MD, "<!-- jtai: -->",
            [("1! 'jtai:' is no marker | one of: jtai:begin, jtai:end, jtai:use, jtai:date, "
             "/jtai:date, jtai:ignore, jtai:ignore-start, jtai:ignore-stop")],
            id="nothing",
        ),
        pytest.param(
            MD, "# jtai:begin a\n# jtai:end",
            ["1! in Markdown jtai:begin stands in another comment | <!-- jtai:begin a -->",
             "2! in Markdown jtai:end stands in another comment | <!-- jtai:end -->"],
            id="comment-of-yaml-in-markdown",
        ),
        pytest.param(
            YAML, "<!-- jtai:begin a -->\n# jtai:end",
            ["1! in YAML jtai:begin stands in another comment | # jtai:begin a"],
            id="comment-of-html-in-yaml",
        ),
        pytest.param(
            REST, "a <!-- jtai:ignore -->",
            ["1! in reStructuredText jtai:ignore stands in another comment | .. jtai:ignore"],
            id="comment-of-html-in-rest",
        ),
        pytest.param(
            MD, "<!-- jtai:begin a\n b=c -->\n<!-- jtai:end -->",
            ["1! jtai:begin does not end on its line | <!-- jtai:begin a -->"],
            id="over-two-lines",
        ),
        pytest.param(
            MD, "<!-- jtai:begin a --> b\n<!-- jtai:end --> c",
            [("1! jtai:begin stands on a line of its own"
             " | put what stands beside jtai:begin on another line"),
             ("2! jtai:end stands on a line of its own"
             " | put what stands beside jtai:end on another line")],
            id="text-behind",
        ),
        pytest.param(
            MD, "> <!-- jtai:use a=b -->",
            ["1 use a=b", ("1! jtai:use stands on a line of its own"
             " | put what stands beside jtai:use on another line")],
            id="in-a-quote",
        ),
        pytest.param(
            YAML, "a: b # jtai:begin c\n# jtai:end",
            [("1! jtai:begin stands on a line of its own"
             " | put what stands beside jtai:begin on another line")],
            id="behind-a-value",
        ),
        pytest.param(
            MD, "<!-- jtai:begin a -->\n<!-- jtai:end a -->",
            ["1-2 block a", "2! jtai:end takes nothing behind it: 'a' | <!-- jtai:end -->"],
            id="end-with-a-name",
        ),
        pytest.param(
            MD, "<!-- jtai:begin a -->",
            ["1! jtai:begin has no jtai:end | <!-- jtai:end -->"], id="unclosed",
        ),
        pytest.param(
            MD,
            "<!-- jtai:begin a -->\n<!-- jtai:begin b -->\n<!-- jtai:end -->\n<!-- jtai:end -->",
            ["2-3 block b",
             "1! jtai:begin has no jtai:end before the next, on line 2 | <!-- jtai:end -->",
             ("4! jtai:end stands here without a jtai:begin above it"
             " | delete it, or put <!-- jtai:begin --> above it")],
            id="nested",
        ),
        pytest.param(
            MD, "<!-- jtai:begin a -->\n```\n<!-- jtai:end -->\n```\n",
            ["1! jtai:begin has no jtai:end: the one on line 3 stands in code | <!-- jtai:end -->"],
            id="end-in-code",
        ),
        pytest.param(
            MD, "<!-- jtai:begin a -->\n\nb\n\n    <!-- jtai:end -->\n",
            ["1! jtai:begin has no jtai:end: the one on line 5 stands in code | <!-- jtai:end -->"],
            id="end-in-indented-code",
        ),
        pytest.param(
            MD, "<!-- jtai:begin a -->\n```\nb\n```\njta\n```\nc\n<!-- jtai:end -->\n",
            ["1-8 block a"], id="end-in-a-fence-that-nothing-closes",
        ),
        pytest.param(
            MD,
            "<!-- jtai:date x -->\n\n<!-- jtai:begin a -->\n<!-- jtai:end -->\n"
            "<!-- /jtai:date -->",
            ["3-4 block a",
             "1! jtai:date x is not closed before the block on line 3 | <!-- /jtai:date -->",
             ("5! /jtai:date stands here without a jtai:date above it"
             " | delete it, or put <!-- jtai:date --> above it")],
            id="crossed",
        ),
        pytest.param(
            MD, "<!-- jtai:date x --> <!-- jtai:date y -->1<!-- /jtai:date -->",
            ["1-1 date y",
             "1! jtai:date x is not closed before the next, on line 1 | <!-- /jtai:date -->"],
            id="date-in-a-date",
        ),
        pytest.param(
            MD, "<!-- jtai:date x -->",
            ["1! jtai:date x is not closed | <!-- /jtai:date -->"], id="date-unclosed",
        ),
        pytest.param(
            MD, "<!-- jtai:date x -->1\n2\n3<!-- /jtai:date -->",
            [("1! jtai:date is closed only on line 3; a date stands on one line, or on two"
             " | <!-- /jtai:date -->")],
            id="date-over-three-lines",
        ),
        pytest.param(
            MD, "[//]: # (jtai:date x)\n[//]: # (/jtai:date)",
            ["1! jtai:date stands in <!-- and --> | <!-- jtai:date -->",
             "2! /jtai:date stands in <!-- and --> | <!-- /jtai:date -->"],
            id="date-in-a-link",
        ),
        pytest.param(
            ADOC, HTML_DATE,
            [("1! AsciiDoc has no comments inside a line, so jtai:date cannot stand in it"
             " | a block: // jtai:begin milestone …"),
             ("1! AsciiDoc has no comments inside a line, so /jtai:date cannot stand in it"
             " | a block: // jtai:begin milestone …")],
            id="date-where-none-can-be",
        ),
        pytest.param(
            YAML, "# jtai:date x",
            [("1! YAML has no comments inside a line, so jtai:date cannot stand in it"
             " | a block: # jtai:begin milestone …")],
            id="date-on-a-line",
        ),
        pytest.param(
            MD, "jtai:begin a\njtai:end",
            ["1! 'jtai:begin' stands in no comment of a Markdown page | <!-- jtai:begin a -->",
             "2! 'jtai:end' stands in no comment of a Markdown page | <!-- jtai:end -->"],
            id="in-no-comment",
        ),
        pytest.param(
            None, "{/* jtai:use a=b */}",
            ["1 use a=b",
             "1! 'jtai:use' stands in no comment of a page | <!-- jtai:use a=b -->"],
            id="in-another-comment",
        ),
        pytest.param(
            MD, "<!— jtai:begin a —>",
            ["1! 'jtai:begin' stands in no comment of a Markdown page | <!-- jtai:begin a -->"],
            id="in-a-comment-with-a-dash",
        ),
        pytest.param(
            MD, "[//]: # (jtai:foo",
            ["1! 'jtai:foo' stands in no comment of a Markdown page | <!-- jtai:begin … -->"],
            id="in-half-a-link",
        ),
        pytest.param(
            REST, "..jtai:end",
            ["1! 'jtai:end' stands in no comment of a reStructuredText page | .. jtai:end"],
            id="rest-without-a-blank",
        ),
    ],
)  # fmt: skip
def test_what_looks_like_a_marker_is_refused(
    language: Language | None, text: str, expected: list[str]
) -> None:
    assert seen(text, language) == expected


@pytest.mark.parametrize(
    ("language", "text"),
    [
        pytest.param(YAML, "# jtai: the dates of inspections", id="name-and-colon"),
        pytest.param(YAML, "# jtai use in CI", id="prose"),
        pytest.param(YAML, "# jtai end of this part", id="prose-with-end"),
        pytest.param(YAML, "# jtai docs update", id="command"),
        pytest.param(YAML, "# jtai dates", id="near"),
        pytest.param(YAML, "# use jtai:begin above it", id="prose-with-a-marker"),
        pytest.param(REST, "Write ``.. jtai:date x`` here", id="date-in-code-of-rest"),
        pytest.param(ADOC, "[source]\n--------\n// jtai:end\n--------", id="listing-with-a-kind"),
        pytest.param(ADOC, "a\n\nb\nHandbook\n--------\n// jtai:end\n--------", id="paragraph"),
        pytest.param(MD, "# jtai", id="heading"),
        pytest.param(MD, "<!-- about jtai:begin -->", id="not-first"),
        pytest.param(MD, "<!-- jta:toc -->", id="another-program"),
        pytest.param(MD, "The `jtai:begin` marker begins a block.", id="in-code"),
        pytest.param(MD, "It is jtai:begin that begins a block.", id="in-text"),
        pytest.param(TEXT, "Write # jtai:begin above it.", id="sign-in-text"),
        pytest.param(LATEX, "50\\% jtai:begin", id="percent-sign"),
        pytest.param(YAML, "a: b#jtai:begin", id="no-comment"),
    ],
)
def test_what_only_names_the_program_is_left_alone(language: Language, text: str) -> None:
    assert seen(text, language) == []


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        pytest.param(MD, "a <!-- jtai:ignore -->\nb", ["a <!-- jtai:ignore -->\n"], id="html"),
        pytest.param(
            MD, "a\n<!-- jtai:ignore -->\nb\nc", ["<!-- jtai:ignore -->\nb\n"], id="line-below"
        ),
        pytest.param(
            MD, "[//]: # (jtai:ignore)\nb\nc", ["[//]: # (jtai:ignore)\nb\n"], id="link"
        ),
        pytest.param(MD, "<!-- jtai:ignore -->", ["<!-- jtai:ignore -->"], id="nothing-below"),
        pytest.param(REST, ".. jtai:ignore\nb\nc", [".. jtai:ignore\nb\n"], id="rest"),
        pytest.param(LATEX, "a\nb% jtai:ignore\nc", ["b% jtai:ignore\n"], id="latex"),
        pytest.param(YAML, "a: '#' # jtai:ignore\nb", ["a: '#' # jtai:ignore\n"], id="yaml"),
        pytest.param(INI, "a = b ; jtai:ignore\nb", ["a = b ; jtai:ignore\n"], id="ini"),
        pytest.param(TEXT, "a # jtai:ignore\nb", ["a # jtai:ignore\n"], id="text"),
        pytest.param(None, "a <!-- jtai:ignore -->\nb", ["a <!-- jtai:ignore -->\n"], id="any"),
        pytest.param(
            MD, "a\n<!-- jtai:ignore-start -->\nb\n<!-- jtai:ignore-stop -->\nc",
            ["<!-- jtai:ignore-start -->\nb\n<!-- jtai:ignore-stop -->\n"], id="region",
        ),
        pytest.param(
            MD, "a\n```\nb\n```\nc", ["```\nb\n```\n"], id="code",
        ),
        pytest.param(MD, "---\na: b\n---\nc", ["---\na: b\n---\n"], id="front-matter"),
    ],
)  # fmt: skip
def test_prose_is_left_out_where_it_is_ignored(
    language: Language | None, text: str, expected: list[str]
) -> None:
    assert seen(text, language) == []
    assert masked(text, language) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            "<!-- jtai:ignore-start -->\na",
            ["1! jtai:ignore-start has no jtai:ignore-stop | <!-- jtai:ignore-stop -->"],
            id="unclosed",
        ),
        pytest.param(
            "a\n<!-- jtai:ignore-stop -->",
            [("2! jtai:ignore-stop stands here without a jtai:ignore-start above it"
             " | delete it, or put <!-- jtai:ignore-start --> above it")],
            id="unopened",
        ),
        pytest.param(
            "<!-- jtai:ignore-start -->\n<!-- jtai:ignore-start -->\n<!-- jtai:ignore-stop -->",
            [("2! jtai:ignore-start stands below that of line 1, which goes on"
             " | <!-- jtai:ignore-stop -->")],
            id="nested",
        ),
        pytest.param(
            "a <!-- jtai:ignore as printed -->",
            ["1! jtai:ignore takes nothing behind it: 'as printed' | <!-- jtai:ignore -->"],
            id="with-words",
        ),
        pytest.param(
            "<!-- jtai:ignore-end -->",
            ["1! 'jtai:ignore-end' is no marker | jtai:ignore-stop"], id="end",
        ),
    ],
)  # fmt: skip
def test_ignoring_that_does_not_begin_or_end_is_refused(text: str, expected: list[str]) -> None:
    assert seen(text) == expected


def test_markers_work_where_prose_is_ignored() -> None:
    text = f"<!-- jtai:ignore-start -->\n{HTML_DATE}\n<!-- jtai:ignore-stop -->\n"
    assert seen(text) == ["2-2 date x"]
    assert masked(text) == [text]


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("a\x0bb\x0cc\x1cd\x85e\u2028f\u2029<!-- jtai:end --> g", id="in-a-line"),
    ],
)
def test_only_line_ends_end_lines(text: str) -> None:
    line = Lines(text).holding(10)
    assert (line.number, line.start, line.end, line.after) == (1, 0, len(text), len(text))


@given(st.text(st.sampled_from("a\n\r"), max_size=30), st.lists(st.integers(0, 40), min_size=1))
def test_a_line_is_numbered_whatever_was_asked_before(text: str, places: list[int]) -> None:
    lines = Lines(text)
    plain = text.replace("\r\n", "a\n").replace("\r", "\n")
    found = [lines.holding(min(place, len(text))) for place in places]
    assert [one.number for one in found] == [1 + plain.count("\n", 0, one.start) for one in found]
    assert ["\n" in one.text or "\r" in one.text for one in found] == [False] * len(found)


def test_a_line_above_a_long_one_is_found() -> None:
    lines = Lines("a\r\n" + "b" * 2000 + "\nc")
    last = lines.holding(2004)
    above = lines.above(last)
    assert above is not None
    first = lines.above(above)
    assert first is not None
    assert [last.number, above.number, first.number] == [3, 2, 1]
    assert first.text == "a"
    assert lines.above(first) is None
