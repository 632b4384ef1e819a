"""Markers: a comment is a command, what stands between is kept right, the rest is left alone."""

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, strategies as st

from jtai_cli.pages import check, diff
from jtai_cli.pages.markers import Runner
from jtai_cli.pages.results import Checked, Found
from tests.conftest import Golden, Jtai

Page = Callable[..., Checked]
CLOSE = "<!-- /jtai -->"
TOP = Path(__file__).parents[2]


def block(words: str) -> str:
    return f"<!-- jtai {words} -->\n\n| Words |\n| ----- |\n| {words} |\n\n{CLOSE}\n"


def updated(page: Page, text: str, name: str = "page.md") -> str:
    """What an update makes of a page; a second one changes nothing."""
    checked = page(text, name)
    assert not checked.is_broken, checked.problems
    again = page(checked.after, name)
    assert not again.is_outdated
    assert not [one for one in again.problems if one.code.value.startswith("stale")]
    return checked.after


# What stands between markers


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (f"- a\n\n  <!-- jtai about -->\n  {CLOSE}\n",
         f"- a\n\n  <!-- jtai about -->\n\n  | Words |\n  | ----- |\n  | about |\n\n  {CLOSE}\n"),
        (f"10. <!-- jtai about -->\n    {CLOSE}\n",
         ("10. <!-- jtai about -->\n\n    | Words |\n    | ----- |\n    | about |\n\n"
          f"    {CLOSE}\n")),
        (f"> <!-- jtai about -->\n> {CLOSE}\n",
         f"> <!-- jtai about -->\n>\n> | Words |\n> | ----- |\n> | about |\n>\n> {CLOSE}\n"),
        (f"a\r\n\r\n<!-- jtai about -->\r\n{CLOSE}\r\n",
         ("a\r\n\r\n<!-- jtai about -->\r\n\r\n| Words |\r\n| ----- |\r\n| about |\r\n\r\n"
          f"{CLOSE}\r\n")),
        (f"<!-- jtai about -->\r{CLOSE}",
         f"<!-- jtai about -->\r\r| Words |\r| ----- |\r| about |\r\r{CLOSE}"),
        (f"<!-- jtai\n     timeline\n  --theme 'front  door' -->\n{CLOSE}",
         ("<!-- jtai\n     timeline\n  --theme 'front  door' -->\n\n| Words |\n| ----- |\n"
          f"| timeline --theme front  door |\n\n{CLOSE}")),
    ],
)  # fmt: skip
def test_a_block_stands_as_its_marker_does(page: Page, text: str, expected: str) -> None:
    assert updated(page, text) == expected


def test_in_html_a_block_is_html_and_a_marker_may_stand_anywhere(page: Page) -> None:
    text = f"<div>\n  <!-- jtai about -->\n  {CLOSE}\n</div><td><!-- jtai next -->x{CLOSE}</td>"
    assert updated(page, text, "page.html") == (
        f"<div>\n  <!-- jtai about -->\n<p>about</p>\n  {CLOSE}\n</div>"
        f"<td><!-- jtai next -->\n<p>next</p>\n{CLOSE}</td>"
    )


@pytest.mark.parametrize(
    ("key", "now", "expected"),
    [
        ("comments-due", "Friday 11 April 2025", "Thursday 10 April 2025"),
        ("comments-due", "2025-04-11", "2025-04-10"),
        ("comments-due", "", "Thursday 10 April 2025"),
        ("comments-due", "TBC", "Thursday 10 April 2025"),
        ("comments-due", "4/4/25", "Thursday 10 April 2025"),
        ("comments-due", "**Fri 11 Apr 2025**", "**Thu 10 Apr 2025**"),
        ("comments-due", "w/c 14 April 2025", "w/c 7 April 2025"),
        ("comments-due", "w/c 10 April 2025", "w/c 7 April 2025"),
        ("fieldwork", "10–14 March 2025", "3–7 March 2025"),
        ("fieldwork", "10 March 2025", "3 March 2025"),
        ("pre-inspection-analysis", "1 May 2025", "17 February 2025"),
        pytest.param(
            "final-letter", "1 May 2025 or 2 May 2025", "Wednesday 23 April 2025", id="two"
        ),
    ],
)
def test_a_date_keeps_the_way_it_is_written(page: Page, key: str, now: str, expected: str) -> None:
    text = "It is <!-- jtai date {} -->{}<!-- /jtai -->, they say.\n"
    assert updated(page, text.format(key, now)) == text.format(key, expected)


def test_the_page_s_inspection_is_added_where_a_marker_names_none(page: Page) -> None:
    use = "<!-- jtai use --inspection kingston-2025 -->\n\n"
    assert updated(page, f"{use}<!-- jtai timeline -->\n{CLOSE}\n") == use + block(
        "timeline --inspection kingston-2025"
    ).replace("<!-- jtai timeline --inspection kingston-2025 -->", "<!-- jtai timeline -->")
    for words in ("timeline --fieldwork=2026-01-05", "about", "themes show front-door"):
        assert updated(page, f"{use}<!-- jtai {words} -->\n{CLOSE}\n") == use + block(words)


# What is wrong


BAD = [
    f"a\n\n<!-- jtai timline --fieldwork 2025-03-03 -->\n{CLOSE}",
    f"<!-- jtia timeline -->\n{CLOSE}", f"<!-- JTAI timeline --phases letters -->\n{CLOSE}",
    f"<!-- jtai themes list -->\n{CLOSE}", "<!-- jtai about -->\n<!-- jtai/ -->\n", f"a\n{CLOSE}",
    "<!-- jtai about -->\nx\n", f"<!-- jtai date final-letter -->\n\n10 April 2025{CLOSE}",
    f"{block('about')[:-15]}{block('about')}",
    "<!-- jtai use --inspection a -->\n<!-- jtai use --inspection b -->", "<!-- jtai use -->",
    "a\n<!-- jtai use --inspection nowhere -->", f"<!-- jtai timeline --theme 'x -->\n{CLOSE}",
    f"<!-- jtai about ->\nx\n{CLOSE}", f"a <!-- jtai about -->\n{CLOSE}",
    f"<!-- jtai about -->\n{CLOSE} a", f"\r\n<!-- jtai timeline --nowhere -->\r\n{CLOSE}",
]  # fmt: skip


def test_bad_markers_are_reported_with_their_lines_golden(page: Page, golden: Golden) -> None:
    shown = ""
    for text in BAD:
        checked = page(text)
        assert checked.is_broken, text
        assert {one.code.value for one in checked.problems} == {"bad-marker"}, text
        shown += f"{text!a}\n"
        shown += "".join(f"  {p.line}: {p.message} ({p.hint})\n" for p in checked.problems)
    golden("pages/bad-markers.txt", shown.encode())


@pytest.mark.parametrize(
    "text",
    [
        "<!-- jtai is a tool that we use a lot -->", "<!-- JTAI timeline -->",
        "<!-- run jtai docs update first -->", "<!-- The JTAI date is on the front page -->",
        "<!-- todo: ask jta about it -->", "<!-- end -->",
    ],
)  # fmt: skip
def test_a_comment_that_speaks_of_the_program_is_a_comment(page: Page, text: str) -> None:
    assert page(text).problems == ()


@pytest.mark.parametrize(
    "text",
    [
        ("```md\n{}\n```"), ("1. a\n\n   ~~~\n   {}\n   ~~~\n"), ("> ```\n> {}\n"),
        ("Code:\n\n    {}\n"), ("Use `{}` here"), ("Use ``a ` {}`` here"), ("<pre>{}</pre>"),
        ("<p><code>{}</code>"), ("---\ntitle: x # {}\n---\n"), ("<!-- old: {} "),
    ],
)  # fmt: skip
def test_markers_in_code_are_left_alone(page: Page, text: str) -> None:
    checked = page(text.format("<!-- jtai timeline --nowhere -->"))
    assert (checked.problems, checked.marks, checked.is_outdated) == ((), (), False)


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        pytest.param("Mon 4 March 2025 <!-- jtai ignore -->\nMon 5 March 2025", [2], id="line"),
        pytest.param(
            f"<!-- jtai ignore -->\nMonday 4 March 2025\n{CLOSE}\nMonday 5 March 2025", [4],
            id="lines",
        ),
        pytest.param(
            f"On <!-- jtai ignore -->Monday 4 March 2025{CLOSE} or Monday 5 March 2025", [1],
            id="words",
        ),
        pytest.param("| Monday 4 March 2025 | <!-- jtai ignore it's theirs -->", [], id="row"),
        pytest.param(f"<!-- jtai ignore -->\n```\n{CLOSE}\n```\n{CLOSE}\n", [], id="code"),
    ],
)  # fmt: skip
def test_what_is_ignored_is_not_read(page: Page, text: str, lines: list[int]) -> None:
    checked = page(text)
    assert [one.line for one in checked.problems] == lines
    assert checked.count("sentence") == len(lines)


@pytest.mark.parametrize(
    ("old", "message"),
    [
        ("\n", ": '' should be '| Words |'"),
        ("| Words |\n", ": '' should be '| about |'"),
        ("| Words |\n| --- |\n| old |\n\n", ": '| old |' should be '| about |'"),
        ("\n| Words |\n| ----- |\n| about |\nx\n", ": 'x' should be ''"),
        ("| Words |\n| ----- |\n| about |\n", ""),
    ],
)
def test_a_block_that_is_out_of_date_says_how(page: Page, old: str, message: str) -> None:
    (problem,) = page(f"a\n\n<!-- jtai about -->\n{old}{CLOSE}\n").problems
    assert problem[:4] == (
        3, "stale-block", f"jtai about is out of date{message}", "jtai docs update",
    )  # fmt: skip
    assert problem.severity == "error"


def test_on_the_command_line_a_date_has_its_style_and_the_rules_that_are_named(
    jtai: Jtai, tmp_path: Path
) -> None:
    date = "<!-- jtai date comments-due --fieldwork 2025-03-03{} -->{}<!-- /jtai -->\n"
    (tmp_path / "rules.yaml").write_text(
        (TOP / "frameworks.yaml")
        .read_text("utf-8")
        .replace("edge: last, working_days: 15}", "edge: last, working_days: 16}")
    )
    for rules, iso, full in (
        ({}, "2025-04-10", "Thursday 10 April 2025"),
        ({"JTAI_FRAMEWORKS": "rules.yaml"}, "2025-04-11", "Friday 11 April 2025"),
    ):
        for name in ("a.md", "a.html"):
            page = tmp_path / name
            page.write_text(date.format(" --style iso", "x") + date.format("", "x"))
            assert jtai("docs", "update", name, environment=rules).status == 0
            assert page.read_text() == date.format(" --style iso", iso) + date.format("", full)


def test_a_difference_is_shown_as_a_unified_diff(page: Page) -> None:
    checked = page(f"<!-- jtai date final-letter -->\n24 April 2025{CLOSE}")
    assert diff(checked) == (
        "--- page.md\n+++ page.md (updated)\n@@ -1,2 +1,2 @@\n <!-- jtai date final-letter -->\n"
        f"-24 April 2025{CLOSE}\n+23 April 2025{CLOSE}\n"
    )
    assert diff(page("x")) == ""


def test_what_would_be_a_marker_itself_is_not_written(runner: Runner) -> None:
    hostile = runner._replace(run=lambda *_: ("x\n<!-- /jtai -->\n", None))
    (checked,) = check([Found("page.md", content=block("about").encode())], hostile)
    assert [one.message for one in checked.problems] == [
        "jtai about prints a marker, which no page can hold"
    ]


PIECES = (
    "<!-- jtai about -->", "<!-- jtai date final-letter -->", "<!-- jtai ignore -->", CLOSE,
    "<!-- jtai use --inspection kingston-2025 -->", "\n", "\n\n", "\r\n", "- ", "> ", "    ", "`",
    "```", "<pre>", "</pre>", "<!--", "-->", "Friday 24 April 2025", "Draft letter: ", "|",
)  # fmt: skip


@given(st.lists(st.sampled_from(PIECES), max_size=14), st.sampled_from(["page.md", "page.html"]))
def test_any_page_is_read_and_an_update_of_one_that_is_not_broken_is_the_last(
    page: Page, pieces: list[str], name: str
) -> None:
    checked = page("".join(pieces), name)
    if not checked.is_broken:
        again = page(checked.after, name)
        assert not again.is_broken
        assert again.after == checked.after
