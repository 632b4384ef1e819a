"""What was found on pages, in every format in which it is told."""

import json
from difflib import unified_diff

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jtai_cli import __version__
from jtai_cli.render import (
    findings,
    to_docs_azure,
    to_docs_diff,
    to_docs_github,
    to_docs_json,
    to_docs_list,
    to_docs_text,
)
from jtai_cli.render.findings import Finding, Marker, Tally
from jtai_cli.render.page import Page

PAGE = Page(80)
TALLY = Tally(files=4, blocks=3, marked=12)
STALE = Finding("docs/plan.md", 12, "stale-block", "is stale", "jtai docs update")
WEEKDAY = Finding("docs/plan.md", 40, "weekday", "18 April 2023 is a Tuesday, not a Friday")
DOUBT = Finding("rota.yaml", 3, "date-mismatch", "'comments' is due then", None, is_warning=True)
ODD = Finding(
    "50%, a:b;c]\n.md", 1, "bad-marker", "100% wrong:\r\nno, really; [x]\x1b[31m", "a\nb, 5%"
)


@pytest.mark.parametrize(
    ("tally", "found", "told"),
    [
        pytest.param(TALLY, [], "4 files, 3 blocks, 12 dates: all true", id="true"),
        pytest.param(
            Tally(4, 3, 9, sentences=3), [], "4 files, 3 blocks, 12 dates: nothing wrong",
            id="in-sentences",
        ),
        pytest.param(
            Tally(1, 0, 0), [], "1 file, 0 blocks, 0 dates: nothing wrong", id="no-markers"
        ),
        pytest.param(
            TALLY, [STALE, STALE], "4 files, 3 blocks, 12 dates: 2 stale", id="stale"
        ),
        pytest.param(
            TALLY,
            [STALE, WEEKDAY, DOUBT],
            "4 files, 3 blocks, 12 dates: 1 stale, 1 other error, 1 warning",
            id="of-each",
        ),
        pytest.param(
            TALLY,
            [WEEKDAY, WEEKDAY, DOUBT, DOUBT],
            "4 files, 3 blocks, 12 dates: 2 errors, 2 warnings",
            id="nothing-stale",
        ),
        pytest.param(TALLY, [DOUBT], "4 files, 3 blocks, 12 dates: 1 warning", id="warning"),
    ],
)  # fmt: skip
def test_a_check_is_summed_up(tally: Tally, found: list[Finding], told: str) -> None:
    assert findings.checked(tally, found) == told


@pytest.mark.parametrize(
    ("files", "found", "told"),
    [
        pytest.param(0, [], "nothing to update", id="nothing"),
        pytest.param(1, [], "1 file updated", id="one"),
        pytest.param(2, [WEEKDAY, DOUBT], "2 files updated, 1 error, 1 warning", id="with-more"),
    ],
)
def test_an_update_is_summed_up(files: int, found: list[Finding], told: str) -> None:
    assert findings.updated(TALLY, found, files=files) == f"4 files, 3 blocks, 12 dates: {told}"


def test_text_has_a_line_a_problem_and_its_hint() -> None:
    assert to_docs_text.problems([STALE, WEEKDAY, DOUBT, ODD]) == (
        "docs/plan.md:12: stale-block: is stale\n"
        "  Try: jtai docs update\n"
        "docs/plan.md:40: weekday: 18 April 2023 is a Tuesday, not a Friday\n"
        "rota.yaml:3: date-mismatch: warning: 'comments' is due then\n"
        "50%, a:b;c]\\n.md:1: bad-marker: 100% wrong:\\r\\nno, really; [x]\\x1b[31m\n"
        "  Try: a\\nb, 5%\n"
    )


def test_github_is_told_in_its_own_escapes() -> None:
    assert to_docs_github.problems([STALE, DOUBT, ODD]) == (
        "::error file=docs/plan.md,line=12,title=stale-block::is stale%0ATry: jtai docs update\n"
        "::warning file=rota.yaml,line=3,title=date-mismatch::'comments' is due then\n"
        "::error file=50%25%2C a%3Ab;c]\\n.md,line=1,title=bad-marker::"
        "100%25 wrong:\\r\\nno, really; [x]\\x1b[31m%0ATry: a\\nb, 5%25\n"
    )


def test_azure_is_told_in_its_own_escapes() -> None:
    assert to_docs_azure.problems([STALE, DOUBT, ODD]) == (
        "##vso[task.logissue type=error;sourcepath=docs/plan.md;linenumber=12;code=stale-block]"
        "is stale Try: jtai docs update\n"
        "##vso[task.logissue type=warning;sourcepath=rota.yaml;linenumber=3;code=date-mismatch]"
        "'comments' is due then\n"
        "##vso[task.logissue type=error;sourcepath=50%AZP25, a:b%3Bc%5D\\n.md;linenumber=1;"
        "code=bad-marker]100%AZP25 wrong:\\r\\nno, really; [x]\\x1b[31m Try: a\\nb, 5%AZP25\n"
    )


def test_json_tells_what_a_check_found() -> None:
    assert json.loads(to_docs_json.checked(TALLY, [STALE, DOUBT])) == {
        "schema": "jtai.docs/1",
        "jtai": __version__,
        "files": 4,
        "blocks": 3,
        "dates": 12,
        "problems": [
            {
                "path": "docs/plan.md",
                "line": 12,
                "code": "stale-block",
                "severity": "error",
                "message": "is stale",
                "hint": "jtai docs update",
            },
            {
                "path": "rota.yaml",
                "line": 3,
                "code": "date-mismatch",
                "severity": "warning",
                "message": "'comments' is due then",
                "hint": None,
            },
        ],
    }


MARKERS = [
    Marker("docs/plan.md", 3, "block", "timeline", "inspection=kingston-2025 format=list", ""),
    Marker("docs/plan.md", 140, "date", "comments-due", "", "Thursday 10 April 2025"),
    Marker("rota.yaml", 1, "date", "publication", "inspection=kingston-2025", "2025-04-28"),
]


def test_json_tells_the_markers_whatever_bytes_a_name_has() -> None:
    odd = Marker("caf\udce9\u00a0.md", 1, "date", "fieldwork", "", "3 March 2025")
    assert json.loads(to_docs_json.listed(Tally(2, 1, 2), [MARKERS[0], odd])) == {
        "schema": "jtai.markers/1",
        "jtai": __version__,
        "files": 2,
        "blocks": 1,
        "dates": 2,
        "markers": [
            {
                "path": "docs/plan.md",
                "line": 3,
                "kind": "block",
                "name": "timeline",
                "settings": "inspection=kingston-2025 format=list",
                "date": None,
            },
            {
                "path": "caf\\udce9\u00a0.md",
                "line": 1,
                "kind": "date",
                "name": "fieldwork",
                "settings": "",
                "date": "3 March 2025",
            },
        ],
    }


def test_the_list_has_markers_under_their_pages() -> None:
    assert to_docs_list.text(MARKERS, page=PAGE) == (
        "docs/plan.md\n"
        "     3  timeline      inspection=kingston-2025 format=list\n"
        "   140  comments-due  Thursday 10 April 2025\n"
        "\n"
        "rota.yaml\n"
        "     1  publication  2025-04-28, inspection=kingston-2025\n"
    )


def test_names_are_whole_where_nothing_stands_beside_them() -> None:
    alone = Marker("a.md", 1, "marker", "ignore-start", "", "")
    assert to_docs_list.text([alone], page=PAGE) == "a.md\n     1  ignore-start\n"


def test_the_list_of_nothing_is_empty() -> None:
    assert (to_docs_list.text([], page=PAGE), to_docs_list.plain([])) == ("", "")


def test_the_plain_list_has_a_line_a_marker() -> None:
    odd = Marker("a\tb.md", 2, "block", "theme", 'heading="a\x1b"', "")
    assert to_docs_list.plain([*MARKERS[1:], odd]) == (
        "docs/plan.md\t140\tdate\tcomments-due\t\tThursday 10 April 2025\n"
        "rota.yaml\t1\tdate\tpublication\tinspection=kingston-2025\t2025-04-28\n"
        'a\\tb.md\t2\tblock\ttheme\theading="a\\x1b"\t\n'
    )


def diff(before: str, after: str, *, page: Page = PAGE) -> str:
    return to_docs_diff.diff(before, after, "docs/plan.md", page=page)


def test_there_is_no_diff_of_what_is_alike() -> None:
    assert diff("one\n", "one\n") == ""


LINES = "".join(f"line {number}\n" for number in range(1, 41))


@pytest.mark.parametrize(
    ("before", "after"),
    [
        pytest.param(LINES, LINES.replace("line 20\n", "new\n"), id="a-line-replaced"),
        pytest.param(LINES, LINES.replace("line 20\n", ""), id="a-line-taken-away"),
        pytest.param(LINES, LINES.replace("line 20\n", "line 20\nnew\n"), id="a-line-added"),
        pytest.param(LINES, f"new\n{LINES}", id="at-the-top"),
        pytest.param(LINES, f"{LINES}new\n", id="at-the-end"),
        pytest.param("one\n", "two\n", id="all-of-one-line"),
        pytest.param("", "one\n", id="out-of-nothing"),
        pytest.param(
            LINES,
            LINES.replace("line 10\n", "a\nb\n").replace("line 16\n", "").replace("30\n", "c\n"),
            id="two-near-and-one-far",
        ),
        pytest.param(
            LINES, LINES.replace("line 11\n", "a\n").replace("line 12\n", ""), id="two-in-a-row"
        ),
    ],
)  # fmt: skip
def test_a_diff_is_that_of_difflib(before: str, after: str) -> None:
    names = ("a/docs/plan.md", "b/docs/plan.md")
    old, new = before.splitlines(), after.splitlines()
    assert diff(before, after).splitlines() == [*unified_diff(old, new, *names, lineterm="")]


def test_a_last_line_without_an_end_says_so() -> None:
    assert diff("one\ntwo", "one\nthree") == (
        "--- a/docs/plan.md\n"
        "+++ b/docs/plan.md\n"
        "@@ -1,2 +1,2 @@\n"
        " one\n"
        "-two\n"
        "\\ No newline at end of file\n"
        "+three\n"
        "\\ No newline at end of file\n"
    )


def test_line_ends_and_the_byte_order_mark_are_not_shown() -> None:
    assert diff("\ufeffone\r\ntwo\n", "\ufeffone\r\nthree\n") == (
        "--- a/docs/plan.md\n+++ b/docs/plan.md\n@@ -1,2 +1,2 @@\n one\n-two\n+three\n"
    )


def test_what_a_terminal_would_obey_is_escaped_but_for_tabs() -> None:
    page = to_docs_diff.diff("\ta\x1b[2J\n", "\tb\rc\u202e\n", "p\n.md", page=PAGE)
    assert page == ("--- a/p\\n.md\n+++ b/p\\n.md\n@@ -1 +1 @@\n-\ta\\x1b[2J\n+\tb\\rc\\u202e\n")


def test_colours_are_beside_the_signs() -> None:
    assert diff("a\nb\n", "a\nc\n", page=Page(80, "standard")) == (
        "\x1b[1m--- a/docs/plan.md\x1b[0m\n"
        "\x1b[1m+++ b/docs/plan.md\x1b[0m\n"
        "\x1b[36m@@ -1,2 +1,2 @@\x1b[0m\n"
        " a\n"
        "\x1b[31m-b\x1b[0m\n"
        "\x1b[32m+c\x1b[0m\n"
    )


def test_a_change_too_large_to_compare_is_one() -> None:
    old = "".join(f"{number}\n" for number in range(600))
    new = "".join(f"{-number}\n" for number in range(600))
    lines = diff(old, new).splitlines()
    # Line 0 is alike; of the others not one, wherever it stands.
    assert [line[0] for line in lines[3:]] == [" "] + ["-"] * 599 + ["+"] * 599


def patched(old: list[str], lines: list[str]) -> list[str]:
    """Apply a diff, proving on the way that what it takes away or shows is there."""
    made, at = [], 0
    for line in lines:
        if line.startswith("@@"):
            first, _, length = line.split()[1].removeprefix("-").partition(",")
            start = int(first) if length == "0" else int(first) - 1
            made += old[at:start]
            at = start
            continue
        if line[0] in " -":
            assert old[at] == line[1:]
            at += 1
        if line[0] in " +":
            made.append(line[1:])
    return made + old[at:]


WORDS = st.lists(st.sampled_from(["a\n", "b\n", "c\n", "\n", "d\r\n"]), max_size=30)


@given(before=WORDS, after=WORDS)
def test_a_diff_leads_from_one_text_to_the_other(before: list[str], after: list[str]) -> None:
    old, new = ([line.strip() for line in lines] for lines in (before, after))

    lines = diff("".join(before), "".join(after)).splitlines()

    assert patched(old, lines[2:]) == new
