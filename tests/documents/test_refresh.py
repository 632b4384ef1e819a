"""Pages refreshed: blocks written anew, all else kept to the byte, and every fault told."""

from collections.abc import Callable
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jtai_cli import documents
from jtai_cli.cli import asked
from jtai_cli.documents import Code, Language, Page, Reference, Refreshed, Severity, differences
from jtai_cli.errors import FileError
from jtai_cli.frameworks import Frameworks
from jtai_cli.plan import Plan, PlannedInspection

Refresh = Callable[[str, str], Refreshed]
Told = Callable[[Refreshed], list[str]]

DUE = "Comments due back: Thursday 10 April 2025 (9 working days after the draft letter)."
ASKED = "jtai:begin milestone comments-due inspection=kingston-2025"
UPDATE = "milestone comments-due of kingston-2025"
PATHS = ["a.md", "a.html", "a.rst", "a.adoc", "a.tex", "a.yaml", "a.ini", "a.txt", "-"]


def block(content: str = "", ending: str = "\n") -> str:
    text = f"<!-- {ASKED} -->\n{content}<!-- jtai:end -->\n"
    return text.replace("\n", ending)


def fresh(ending: str = "\n") -> str:
    return block(f"\n{DUE}\n\n", ending)


COMMENTS = {
    "a.md": "<!-- {} -->", "a.html": "<!-- {} -->", "a.rst": ".. {}", "a.adoc": "// {}",
    "a.tex": "% {}", "a.yaml": "# {}", "a.ini": "; {}", "a.txt": "# {}", "-": "<!-- {} -->",
}  # fmt: skip


@pytest.mark.parametrize("path", PATHS)
@pytest.mark.parametrize("ending", [pytest.param("\n", id="lf"), pytest.param("\r\n", id="crlf")])
def test_a_page_of_each_language_goes_stale_and_is_refreshed(
    by_two: Refresh, told: Told, path: str, ending: str
) -> None:
    begin, end = COMMENTS[path].format(ASKED), COMMENTS[path].format("jtai:end")
    text = ending.join(("Plan", "", begin, end, "", "End"))
    stale = by_two(path, text)
    assert told(stale) == [f"3: stale-block: {UPDATE} is empty | jtai docs update {path}"]
    assert stale.text.startswith(ending.join(("Plan", "", begin, "")))
    assert stale.text.endswith(ending.join(("", end, "", "End")))
    assert "10" in stale.text
    again = by_two(path, stale.text)
    assert (again.text, again.problems) == (stale.text, ())


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("\ufeff" + block(), "\ufeff" + fresh(), id="bom"),
        pytest.param(block("", "\r\n"), fresh("\r\n"), id="crlf"),
        pytest.param(block("", "\r"), fresh("\r"), id="cr"),
        pytest.param(
            "a\r" + block("old\n", "\r\n") + "b\nc", "a\r" + fresh("\r\n") + "b\nc", id="mixed"
        ),
        pytest.param(block()[:-1], fresh()[:-1], id="no-final-newline"),
        pytest.param("a\x0bb\x0c\u2028\x00\n" + block(), "a\x0bb\x0c\u2028\x00\n" + fresh(),
                     id="signs-that-end-no-line"),
        pytest.param(block("a\x0bb\n"), fresh(), id="signs-that-end-no-line-in-a-block"),
    ],
)  # fmt: skip
def test_all_but_the_block_is_kept(by_two: Refresh, text: str, expected: str) -> None:
    assert by_two("a.md", text).text == expected


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(fresh(), id="lf"),
        pytest.param(fresh("\r\n"), id="crlf"),
        pytest.param(fresh().replace("\n\n", "\r\n\r"), id="mixed"),
        pytest.param("\ufeff" + fresh()[:-1], id="bom-and-no-final-newline"),
        pytest.param("", id="empty"),
        pytest.param("\ufeff", id="bom-alone"),
        pytest.param("No marker, no date.", id="no-marker"),
    ],
)
def test_a_page_that_is_right_is_kept_as_it_is(by_two: Refresh, text: str) -> None:
    refreshed = by_two("a.md", text)
    assert (refreshed.text, refreshed.problems) == (text, ())


def test_what_is_generated_is_indented_as_its_marker(by_two: Refresh) -> None:
    text = f"- a\n\n \t<!-- {ASKED} -->\n  <!-- jtai:end -->\n"
    assert by_two("a.md", text).text == (
        f"- a\n\n \t<!-- {ASKED} -->\n\n \t{DUE}\n\n  <!-- jtai:end -->\n"
    )


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(f"<!DOCTYPE html>\n<!-- {ASKED} -->\n<!-- jtai:end -->", f"<p>{DUE}</p>\n",
                     id="html"),
        pytest.param(f"<p>\n<!-- {ASKED} -->\n<!-- jtai:end -->", f"\n{DUE}\n\n", id="markdown"),
        pytest.param(f".. {ASKED}\n.. jtai:end", f"\n{DUE}\n\n", id="rest"),
    ],
)  # fmt: skip
def test_of_a_page_not_known_the_comment_tells_the_language(
    by_two: Refresh, text: str, expected: str
) -> None:
    before, _, after = text.rpartition("\n")
    assert by_two("-", text).text == f"{before}\n{expected}{after}"


AMBIGUOUS = "the page's language is not known, and such a comment is of several"


@pytest.mark.parametrize(
    ("comment", "language"),
    [
        pytest.param("# {}", "text", id="hash"),
        pytest.param("; {}", "ini", id="semicolon"),
        pytest.param("// {}", "asciidoc", id="slashes"),
    ],
)
def test_of_a_page_not_known_a_comment_of_several_languages_tells_none(
    by_two: Refresh, told: Told, comment: str, language: str
) -> None:
    text = f"{comment.format(ASKED)}\nold\n{comment.format('jtai:end')}\n"
    refreshed = by_two("-", text)
    assert refreshed.text == text
    assert told(refreshed) == [
        f"1: bad-marker: {AMBIGUOUS} | --language {language}, or a file whose ending tells it"
    ]


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        pytest.param("-", "comments-due: 2025-04-10", id="piped"),
        pytest.param("a.cnf", "comments-due: 2025-04-10", id="unknown-ending"),
        pytest.param("a.ini", "comments-due = 2025-04-10", id="known-ending"),
    ],
)
def test_a_language_that_is_named_speaks_where_the_ending_does_not(
    two: Reference, path: str, expected: str
) -> None:
    page = Page(path, f"# {ASKED}\n# jtai:end\n", Language.YAML)
    assert expected in documents.refresh(page, two).text


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        pytest.param(["", " "], ["a"], "is empty", id="empty"),
        pytest.param(["a", "b"], ["a", "c"], "is out of date: 'b' should be 'c'", id="one-line"),
        pytest.param(
            ["a", "b", "c"], ["a", "x", "y"],
            "is out of date: 'b' should be 'x', and 1 more line", id="two-lines",
        ),
        pytest.param(
            ["a", "b", "c"], ["x", "y", "z"],
            "is out of date: 'a' should be 'x', and 2 more lines", id="three-lines",
        ),
        pytest.param(["a"], ["a", "b"], "is out of date: 'b' is missing", id="missing"),
        pytest.param(["a", "b"], ["a"], "is out of date: 'b' should not be there", id="too-many"),
        pytest.param(
            ["a", "", "b "], ["a", "b"],
            "is out of date: blanks or empty lines are not as they should be", id="blanks",
        ),
        pytest.param(
            ["a\x1b" + "b" * 99], ["c"],
            r"is out of date: 'a\x1b" + "b" * 55 + "…' should be 'c'", id="long",
        ),
    ],
)  # fmt: skip
def test_a_difference_is_told_in_a_few_words(old: list[str], new: list[str], expected: str) -> None:
    assert differences.told(old, new) == expected


def test_every_fault_of_a_page_is_told_in_the_order_of_its_lines(
    by_two: Refresh, told: Told
) -> None:
    text = (
        "Printed on Friday 18 April 2023.\n"
        "<!-- jtai:begin timelin -->\n<!-- jtai:end -->\n"
        f"<!-- {ASKED} -->\nold\n<!-- jtai:end -->\n"
        "<!-- jtai:date comments-due inspection=kingston-2025 -->1 May 2025<!-- /jtai:date -->\n"
        "<!-- jtai:end -->\n"
    )
    refreshed = by_two("a b.md", text)
    assert told(refreshed) == [
        (
            "1: weekday: 18 April 2023 is a Tuesday, not a Friday"
            " | Tuesday 18 April 2023, or Friday 21 April 2023"
        ),
        "2: bad-marker: no block called 'timelin' | jtai:begin timeline",
        (
            f"4: stale-block: {UPDATE} is out of date: 'old' should be "
            f"'{DUE[:60]}…' | jtai docs update 'a b.md'"
        ),
        (
            "7: stale-date: says 1 May 2025, and comments-due of kingston-2025 is "
            "Thursday 10 April 2025 | jtai docs update 'a b.md'"
        ),
        (
            "8: bad-marker: jtai:end stands here without a jtai:begin above it"
            " | delete it, or put <!-- jtai:begin --> above it"
        ),
    ]
    assert refreshed.is_broken
    assert refreshed.text == text


def test_marks_tell_what_is_on_a_page(by_two: Refresh) -> None:
    text = (
        "<!-- jtai:use inspection=kingston-2025 -->\n"
        '<!-- jtai:begin timeline phases=letters heading="The letters" -->\n<!-- jtai:end -->\n'
        "<!-- jtai:date  fieldwork  edge=last --><!-- /jtai:date -->"
        "<!-- jtai:date fieldwrk --><!-- /jtai:date -->\n"
        "We meet on Friday 7\nMarch 2025.\nOn 8 March 2025 we do not. <!-- jtai:ignore -->\n"
        "<!-- jtai:ignore-start -->\nWe meet on 9 March 2025.\n<!-- jtai:ignore-stop -->\n"
        "From 3 to 7 March 2025 we do, and on 30 February 2025.\n"
    )
    marks = [(mark.line, mark.kind, mark.name, mark.settings, mark.says)
             for mark in by_two("a.md", text).marks]  # fmt: skip
    assert marks == [
        (1, "marker", "use", "inspection=kingston-2025", ""),
        (2, "block", "timeline", 'phases=letters heading="The letters"', ""),
        (4, "date", "fieldwork", "edge=last", "Friday 7 March 2025"),
        (4, "date", "fieldwrk", "", ""),
        (5, "sentence", "Friday 7 March 2025", "", "Friday 7 March 2025"),
        (7, "marker", "ignore", "", ""),
        (8, "marker", "ignore-start", "", ""),
        (10, "marker", "ignore-stop", "", ""),
        (11, "sentence", "3 to 7 March 2025", "", "Monday 3 March to Friday 7 March 2025"),
        (11, "sentence", "30 February 2025", "", ""),
    ]


def test_prose_is_held_against_what_the_markers_speak_of(by_two: Refresh, told: Told) -> None:
    wrong = "The draft letter comes on 27 March 2025.\n"
    use = "<!-- jtai:use inspection=kingston-2025 -->\n"
    assert told(by_two("a.md", wrong)) == []
    assert [line[:18] for line in told(by_two("a.md", use + wrong))] == ["2: date-mismatch: "]


def test_without_markers_prose_is_held_against_the_only_inspection(
    by_one: Refresh,
) -> None:
    refreshed = by_one("a.md", "The draft letter comes on 27 March 2025.\n")
    assert [(one.line, one.code, one.severity) for one in refreshed.problems] == [
        (1, Code.DATE_MISMATCH, Severity.WARNING)
    ]
    assert not refreshed.is_broken


def test_a_page_that_names_another_inspection_is_not_held_against_the_only_one(
    by_one: Refresh, told: Told
) -> None:
    use = "<!-- jtai:use fieldwork=2026-01-05 -->\n"
    assert told(by_one("a.md", use + "The draft letter comes on 30 January 2026.\n")) == []
    bad = by_one("a.md", "<!-- jtai:use -->\nThe draft letter comes on 27 March 2025.\n")
    assert [one.code for one in bad.problems] == [Code.BAD_MARKER]


def test_prose_in_code_and_where_it_is_ignored_is_left_alone(by_two: Refresh) -> None:
    text = "```\nFriday 18 April 2023\n```\nFriday 18 April 2023 <!-- jtai:ignore -->\n"
    assert by_two("a.md", text).problems == ()


def test_how_much_prose_matters_is_the_references(
    rules: Frameworks, counting: asked.Counting, one: Reference
) -> None:
    strict = Reference(rules, one.plan, counting, Severity.ERROR)
    refreshed = documents.refresh(Page("a.md", "The draft letter: 27 March 2025.\n"), strict)
    assert [problem.severity for problem in refreshed.problems] == [Severity.ERROR]


def test_an_only_inspection_that_cannot_be_dated_is_no_fault_of_a_page(
    rules: Frameworks, counting: asked.Counting
) -> None:
    closed = PlannedInspection("closed", fieldwork=date(2025, 5, 5))
    reference = Reference(rules, Plan({"closed": closed}), counting)
    refreshed = documents.refresh(Page("a.md", "Friday 3 March 2025"), reference)
    assert [one.code for one in refreshed.problems] == [Code.WEEKDAY]
    assert refreshed.unheld is not None
    assert refreshed.unheld.message == (
        "closed: Monday 5 May 2025 is the Early May bank holiday, so fieldwork cannot start then"
    )


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("The letter: 27 March 2025.", "the plan has 3 inspections", id="a-date"),
        pytest.param("The letter comes late.", "None", id="no-date"),
        pytest.param("27 March 2025 <!-- jtai:ignore -->", "None", id="ignored"),
        pytest.param(
            "<!-- jtai:use inspection=merton-2026 -->\n27 March 2025", "None", id="one-is-named"
        ),
    ],
)
def test_of_several_inspections_a_page_with_dates_must_name_its_own(
    by_two: Refresh, text: str, expected: str
) -> None:
    refreshed = by_two("a.md", text)
    assert (str(refreshed.unheld), refreshed.problems) == (expected, ())


@pytest.mark.parametrize(
    "text", [pytest.param(block(), id="a-block"), pytest.param("3 March 2025", id="a-sentence")]
)
def test_a_file_of_bank_holidays_that_cannot_be_read_is_told_as_it_is(
    rules: Frameworks, one: Reference, tmp_path_factory: pytest.TempPathFactory, text: str
) -> None:
    file = tmp_path_factory.mktemp("empty") / "none.json"
    counting = asked.Counting(None, file, (), (), asked.Dates(None))
    reference = Reference(rules, one.plan, counting)
    with pytest.raises(FileError, match=r"none\.json"):
        documents.refresh(Page("a.md", text), reference)


def test_what_is_asked_for_again_is_written_once(two: Reference) -> None:
    text = block() * 3
    refreshed = documents.refresh(Page("a.md", text), two)
    assert refreshed.text == fresh() * 3


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        pytest.param("a/B.MD", Language.MARKDOWN, id="markdown"),
        pytest.param("a.htm", Language.HTML, id="html"),
        pytest.param("a.yml", Language.YAML, id="yaml"),
        pytest.param("a.md.bak", None, id="another"),
        pytest.param("README", None, id="none"),
    ],
)
def test_the_ending_of_a_path_tells_the_language(path: str, expected: Language | None) -> None:
    assert documents.language_of(path) == expected


PIECES = st.sampled_from(
    [
        "<!-- ", " -->", "[//]: # (", ")", ".. ", "// ", "# ", "% ", "; ", "-->", "<!--",
        "jtai:begin", "jtai:end", "jtai:use", "jtai:date", "/jtai:date", "jtai:ignore",
        "jtai:ignore-start", "jtai:ignore-stop", "jtai:beginn", "JTAI:", "jtai ", "jtia:use",
        " timeline", " milestone", " comments-due", " theme", " fieldwork", " edge=last",
        " inspection=kingston-2025", " fieldwork=2025-03-03", " heading='a", '"', "=", " x",
        "<!-- jtai:begin milestone comments-due inspection=merton-2026 -->\n",
        "<!-- jtai:end -->\n", "\n<!-- jtai:end -->\r\n",
        "<!-- jtai:date publication inspection=merton-2026 -->", "<!-- /jtai:date -->",
        "\n", "\n", "\r\n", "\r", "\n\n", "    ", "\t", "> ", "- ", "```", "~~~", "`", "::",
        "----", "\\begin{verbatim}", "\\end{verbatim}", "---\n", "| a |", "|\n", "| - |\n",
        "3 March 2025", "Friday 31 February 2025", "3 to 7 March 2025", "2025-03-03", "**", "_",
        "\x00", "\ufeff", "\u2028", "é", "日",
    ]
)  # fmt: skip
WRITTEN = st.sampled_from(
    [
        "", "TBC", "2025-03-03", "**3 March 2025**", "_3 to 7 March 2025_", "Fri 31 Feb 2025",
        "3\nMay 2024", "24 Feb 2024 – 3 Mar 2025", "03/04/2025", "Monday 3rd of March 2025.",
    ]
)  # fmt: skip
DATES = st.builds(
    "<!-- jtai:date {} inspection={} -->{}<!-- /jtai:date -->".format,
    st.sampled_from(["publication", "fieldwork", "fieldwork edge=last", "evidence-window"]),
    st.sampled_from(["kingston-2025", "merton-2026"]),
    WRITTEN,
)
BLOCKS = st.builds(
    "{0}{1}<!-- jtai:begin {2} inspection=kingston-2025 -->{0}{3}{1}<!-- jtai:end -->{0}".format,
    st.sampled_from(["\n", "\r\n", "\r"]),
    st.sampled_from(["", "  ", "\t"]),
    st.sampled_from(["timeline", "gantt", "theme", "next-steps", "timeline format=html"]),
    st.sampled_from(["", "old\n", "```\n", " \n\n", "<!-- x\n"]),
)
ROWS = st.sampled_from(
    ["\n| a   |\n| --- |\n| ", " |\n", "\n\n", "```\n", "a `", "    ", "<!-- c\n"]
)
TEXTS = (
    st.lists(PIECES | st.text(max_size=3), max_size=25)
    | st.lists(DATES | BLOCKS | ROWS, max_size=9)
).map("".join)


@given(text=TEXTS, path=st.sampled_from(PATHS))
def test_a_page_refreshed_is_fresh(two: Reference, text: str, path: str) -> None:
    refreshed = documents.refresh(Page(path, text), two)
    again = documents.refresh(Page(path, refreshed.text), two)
    assert again.text == refreshed.text
    stale = [one for one in again.problems if one.code in {Code.STALE_BLOCK, Code.STALE_DATE}]
    assert refreshed.is_broken or not stale
    assert again.is_broken == refreshed.is_broken


@given(text=TEXTS, path=st.sampled_from(PATHS))
def test_what_is_outside_of_markers_is_kept(two: Reference, text: str, path: str) -> None:
    page = f"{text}\n"
    refreshed = documents.refresh(Page(path, page), two)
    changed = refreshed.text != page
    assert not changed or any(one.code.startswith("stale") for one in refreshed.problems)
    assert [one.line for one in refreshed.problems] == sorted(
        one.line for one in refreshed.problems
    )
