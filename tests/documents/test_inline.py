"""Dates inside lines: written in the way that is there, and told when they are stale."""

from collections.abc import Callable

import mdformat
import pytest

from jtai_cli.documents import Refreshed
from jtai_cli.documents.edits import Edit, edited
from jtai_cli.documents.tables import aligned

Refresh = Callable[[str, str], Refreshed]
Told = Callable[[Refreshed], list[str]]

OPEN, CLOSE = "<!-- jtai:date {} -->", "<!-- /jtai:date -->"


def marked(content: str, rest: str = "comments-due") -> str:
    return f"{OPEN.format(rest)}{content}{CLOSE}"


@pytest.mark.parametrize(
    ("rest", "content", "expected"),
    [
        pytest.param("comments-due", "", "Thursday 10 April 2025", id="empty"),
        pytest.param("comments-due", " ", "Thursday 10 April 2025", id="blank"),
        pytest.param("comments-due", "2024-08-22", "2025-04-10", id="iso"),
        pytest.param("comments-due", "22 August 2024", "10 April 2025", id="words"),
        pytest.param("comments-due", "Thu 22 Aug 2024", "Thu 10 Apr 2025", id="short"),
        pytest.param("comments-due", "22/08/2024", "10/04/2025", id="slashes"),
        pytest.param("comments-due", "22nd August 2024", "10th April 2025", id="ordinal"),
        pytest.param("comments-due", "**22 August 2024**", "**10 April 2025**", id="emphasis"),
        pytest.param(
            "comments-due", " by <b>22 August 2024</b>, noon ", " by <b>10 April 2025</b>, noon ",
            id="text-around",
        ),
        pytest.param(
            "comments-due", "Friday 10 April 2025", "Thursday 10 April 2025", id="wrong-weekday"
        ),
        pytest.param("comments-due", "31 February 2025", "10 April 2025", id="no-such-day"),
        pytest.param("comments-due", "2025-02-31", "2025-04-10", id="no-such-iso-day"),
        pytest.param(
            "comments-due", "3 to 7 March 2025", "10 April 2025", id="a-run-for-one-day"
        ),
        pytest.param(
            "fieldwork", "", "Monday 3 March to Friday 7 March 2025", id="run-empty"
        ),
        pytest.param("fieldwork", "10 to 14 March 2025", "3 to 7 March 2025", id="run"),
        pytest.param("fieldwork", "10 March 2025", "3 March 2025", id="first-of-a-run"),
        pytest.param("fieldwork edge=first", "", "Monday 3 March 2025", id="edge-first"),
        pytest.param("fieldwork edge=last", "", "Friday 7 March 2025", id="edge-last"),
        pytest.param("fieldwork edge=last", "10 March 2025", "7 March 2025", id="edge-last-words"),
        pytest.param(
            "fieldwork edge=last", "10 to 14 March 2025", "7 March 2025", id="edge-last-for-a-run"
        ),
        pytest.param(
            "pre-inspection-analysis", "", "Monday 17 February 2025", id="without-a-first-day"
        ),
        pytest.param(
            "evidence-window", "", "Saturday 17 August 2024 to Monday 17 February 2025", id="window"
        ),
    ],
)  # fmt: skip
def test_a_stale_date_is_written_anew_in_the_way_that_is_there(
    by_one: Refresh, rest: str, content: str, expected: str
) -> None:
    refreshed = by_one("a.md", f"Due {marked(content, rest)}.\n")
    assert refreshed.text == f"Due {marked(expected, rest)}.\n"
    assert [(one.line, one.code) for one in refreshed.problems] == [(1, "stale-date")]
    assert by_one("a.md", refreshed.text).problems == ()


@pytest.mark.parametrize(
    ("rest", "content"),
    [
        pytest.param("comments-due", "Thursday 10 April 2025", id="in-full"),
        pytest.param("comments-due", "_Thu 10 Apr 2025_", id="short"),
        pytest.param("comments-due", "10th of April 2025", id="ordinal"),
        pytest.param("comments-due", "Thursday 10\nApril 2025", id="over-a-line-end"),
        pytest.param("comments-due", "\n2025-04-10", id="on-the-next-line"),
        pytest.param("fieldwork", "3 to 7 March 2025", id="run"),
        pytest.param("fieldwork", "Monday 3 March 2025", id="first-of-a-run"),
        pytest.param("fieldwork edge=last", "7 March 2025", id="last-of-a-run"),
    ],
)
def test_a_date_that_is_right_is_left_as_it_is(by_one: Refresh, rest: str, content: str) -> None:
    text = f"Due {marked(content, rest)}.\n"
    refreshed = by_one("a.md", text)
    assert (refreshed.text, refreshed.problems) == (text, ())


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        pytest.param(
            "", "stale-date: says nothing, and comments-due of kingston-2025 is Thursday 10 April "
            "2025 | jtai docs update a.md", id="nothing",
        ),
        pytest.param(
            "22 Aug 2024", "stale-date: says 22 Aug 2024, and comments-due of kingston-2025 is "
            "Thursday 10 April 2025 | jtai docs update a.md", id="another",
        ),
        pytest.param(
            "22\nAug 2024", r"stale-date: says 22\nAug 2024, and comments-due of kingston-2025 is "
            "Thursday 10 April 2025 | jtai docs update a.md", id="on-two-lines",
        ),
        pytest.param(
            "TBC", "bad-marker: 'TBC' holds no date"
            " | leave it empty, and the date is written in full", id="no-date",
        ),
        pytest.param(
            "****", "bad-marker: '****' holds no date"
            " | leave it empty, and the date is written in full", id="only-emphasis",
        ),
        pytest.param(
            "10 April", "bad-marker: '10 April' holds no date"
            " | leave it empty, and the date is written in full", id="no-year",
        ),
        pytest.param(
            "10 April 2025, 2025-04-11", "bad-marker: it holds more than one date: '10 April 2025' "
            "and '2025-04-11' | one date between the markers", id="two-dates",
        ),
    ],
)  # fmt: skip
def test_what_is_wrong_with_a_date_is_told(
    by_one: Refresh, told: Told, content: str, expected: str
) -> None:
    assert told(by_one("a.md", f"a\n{marked(content)}\n")) == [f"2: {expected}"]


@pytest.mark.parametrize(
    ("content", "read"),
    [
        pytest.param("10 to Friday 7 March 2025", "Friday 7 March 2025", id="ends-before"),
        pytest.param("between 3 and 7 March 2025", "7 March 2025", id="between"),
        pytest.param("3, 4 and 7 March 2025", "7 March 2025", id="three-days"),
        pytest.param("3 through 7 March 2025", "7 March 2025", id="through"),
        pytest.param("3 &amp; 7 March 2025", "7 March 2025", id="ampersand"),
        pytest.param("Monday to *Friday 7 March 2025*", "Friday 7 March 2025", id="weekday"),
        pytest.param("3 March 2025 and 7 March", "3 March 2025", id="behind"),
        pytest.param("term to 7 March 2025", "7 March 2025", id="a-word-that-joins"),
        pytest.param("3 March 2025 to the end", "3 March 2025", id="a-word-that-joins-behind"),
    ],
)
def test_a_part_of_a_run_is_not_written_anew(
    by_one: Refresh, told: Told, content: str, read: str
) -> None:
    refreshed = by_one("a.md", text := marked(content, "fieldwork"))
    assert refreshed.text == text
    assert told(refreshed) == [
        (
            f"1: bad-marker: of '{content}' only '{read}' is read"
            " | leave it empty, or write 3 to 7 March 2025"
        )
    ]


@pytest.mark.parametrize(
    "content", ["until 10 April 2025", "10 April 2025, 5pm", "noon, 2025-04-10"]
)
def test_words_and_times_beside_a_date_are_left(by_one: Refresh, content: str) -> None:
    assert by_one("a.md", marked(content)).problems == ()


def test_a_date_of_a_known_date_is_told_without_a_name(by_one: Refresh, told: Told) -> None:
    text = marked("2025-04-10", "comments-due fieldwork=2024-07-15")
    assert told(by_one("-", text)) == [
        (
            "1: stale-date: says 2025-04-10, and comments-due is Thursday 22 August 2024"
            " | jtai docs update -"
        )
    ]


def test_several_dates_stand_on_one_line(by_one: Refresh) -> None:
    text = f"{marked('')} and {marked('1/1/2025', 'draft-letter')}, {marked('10/04/2025')}"
    assert by_one("a.html", text).text == (
        f"{marked('Thursday 10 April 2025')} and {marked('28/3/2025', 'draft-letter')}, "
        f"{marked('10/04/2025')}"
    )


@pytest.mark.parametrize(
    "rows",
    [
        pytest.param([("Comments", marked("22 August 2024"))], id="narrower"),
        pytest.param([("Comments", marked("1 May 2024"))], id="wider"),
        pytest.param(
            [("Comments", marked("22 August 2024")), ("Draft", marked("", "draft-letter"))],
            id="one-of-several",
        ),
        pytest.param(
            [("Comments", marked("22 August 2024")), ("Other \\| more", "b" * 90)],
            id="narrower-than-another",
        ),
    ],
)
@pytest.mark.parametrize("rule", ["---", ":--", "--:", ":-:"])
def test_a_table_that_a_formatter_aligned_stays_aligned(
    by_one: Refresh, rows: list[tuple[str, str]], rule: str
) -> None:
    table = "".join(
        f"| {what} | {when} |\n" for what, when in [("What", "When"), (rule,) * 2, *rows]
    )
    text = mdformat.text(table, extensions={"gfm"})
    refreshed = by_one("a.md", text).text
    assert refreshed != text
    assert mdformat.text(refreshed, extensions={"gfm"}) == refreshed


@pytest.mark.parametrize(
    ("before", "after"),
    [
        pytest.param(
            ["| a   | b   |", "| --- | --- |", "| 1   | 2   |"],
            ["| a   | b    |", "| --- | ---- |", "| 1   | long |"],
            id="wider",
        ),
        pytest.param(
            ["| a   | 2    |", "| :-- | ---: |", "| b   | wide |"],
            ["| a   | 2    |", "| :-- | ---: |", "| b   | long |"],
            id="not-aligned-before",
        ),
        pytest.param(
            ["| a   |   b |", "| :-- | --: |", "| 1   |   2 |"],
            ["| a   |    b |", "| :-- | ---: |", "| 1   | long |"],
            id="to-the-right",
        ),
        pytest.param(
            ["> | a   |  b  |", "> | :-- | :-: |", "> | 1   |  2  |"],
            ["> | a   |  b   |", "> | :-- | :--: |", "> | 1   | long |"],
            id="centred-in-a-quote",
        ),
        pytest.param(
            ["| e\u0301日 | \\|  |", "| --- | --- |", "| 1   | 2   |"],
            ["| e\u0301日 | \\|   |", "| --- | ---- |", "| 1   | long |"],
            id="wide-signs-and-accents",
        ),
        pytest.param(
            ["| a   | b   |", "| 1   | 2   |"],
            ["| a   | b   |", "| 1   | long   |"],
            id="without-a-rule",
        ),
        pytest.param(["| a   | 2   |"], ["| a   | long   |"], id="one-row"),
        pytest.param(
            ["| a   | b   |", "| --- | --- |", "| 1   | 2   | 3 |"],
            ["| a   | b   |", "| --- | --- |", "| 1   | long   | 3 |"],
            id="ragged",
        ),
        pytest.param(["| 2"], ["| long"], id="without-a-bar-at-the-end"),
        pytest.param(
            ["| a |", "| - |", "| 2 |"], ["| a |", "| - |", "| long |"], id="too-narrow"
        ),
        pytest.param(
            ["a", "| a   | b   |", "| --- | --- |", "| 1   | 2   |", "c | d"],
            ["a", "| a   | b    |", "| --- | ---- |", "| 1   | long |", "c | d"],
            id="between-lines",
        ),
    ],
)  # fmt: skip
@pytest.mark.parametrize("ending", [pytest.param("\n", id="lf"), pytest.param("\r\n", id="crlf")])
def test_a_table_that_was_aligned_stays_so(
    before: list[str], after: list[str], ending: str
) -> None:
    text = ending.join(before)
    place = text.rindex("wide") if "wide" in text else text.rindex("2")
    end = place + (4 if "wide" in text else 1)
    edits = aligned(text, [Edit(place, end, "long")])
    assert edited(text, edits).split(ending) == after


def test_of_two_tables_each_is_aligned() -> None:
    table = "| a   |\n| --- |\n| 2   |\n| 2   |\n"
    text = f"{table}\n2\n{table}"
    places = [place for place, sign in enumerate(text) if sign == "2"]
    edits = aligned(text, [Edit(place, place + 1, "long") for place in places])
    wide = "| a    |\n| ---- |\n| long |\n| long |\n"
    assert edited(text, edits) == f"{wide}\nlong\n{wide}"


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("| a   |\n| --- |\n| 2\n2\n", id="over-the-end-of-the-table"),
        pytest.param("| a   |\n| --- |\n| 1   |\n| 2   |\n| 2   |\n", id="over-two-rows"),
    ],
)
def test_what_goes_over_the_end_of_a_row_is_in_no_table(text: str) -> None:
    first, last = text.index("2"), text.rindex("2") + 1
    before = text.find("1")
    edits = [Edit(before, before + 1, "long")] if before > 0 else []
    edits.append(Edit(first, last, "3"))
    assert aligned(text, edits) == edits
