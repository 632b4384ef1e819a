"""The one reader of tables, however a spreadsheet saved them, and rows written to be read back."""

import tracemalloc
from collections.abc import Iterator
from io import BytesIO, RawIOBase
from pathlib import Path

import pytest
from hypothesis import given, strategies as st

from jtai_cli.errors import FaultyFileError
from jtai_cli.files.tables import OpenTable, TableRow, csv_line, read_table, read_whole_table

LIMIT = 1 << 28
HEADS = {"first", "last", "title"}


def opened(content: str | bytes, limit: int = LIMIT) -> OpenTable[TableRow]:
    raw = content.encode() if isinstance(content, str) else content
    return read_table(BytesIO(raw), "avoid.csv", limit=limit, is_head=HEADS.__contains__)


def refusal(content: str | bytes, limit: int = LIMIT) -> tuple[int | None, str]:
    with pytest.raises(FaultyFileError) as caught:
        list(opened(content, limit).rows)
    assert caught.value.place == "avoid.csv"
    return caught.value.faults[0].line, caught.value.faults[0].problem


@pytest.mark.parametrize(
    ("content", "divider", "line"),
    [
        pytest.param("first,last,title\n1,2,Half-term\n", ",", 2, id="commas"),
        pytest.param("first;last;title\r\n1;2;Half-term\r\n", ";", 2, id="semicolons"),
        pytest.param("first\tlast\ttitle\n1\t2\tHalf-term", "\t", 2, id="tabs-no-last-line-end"),
        pytest.param("sep=|\r\nfirst|last|title\r\n1|2|Half-term\r\n", "|", 3, id="sep-line"),
        pytest.param("SEP=;\nfirst;last;title\n1;2;Half-term\n", ";", 3, id="sep-line-in-capitals"),
        pytest.param('"first","last","title"\r1,2,"Half-term"\r', ",", 2, id="old-mac"),
        pytest.param(b"\xef\xbb\xbffirst,last,title\n1,2,Half-term\n", ",", 2, id="mark"),
        pytest.param("first\tlast\ttitle\r\n1\t2\tHalf-term\r\n".encode("utf-16"), "\t", 2,
                     id="unicode-text-of-excel"),
        pytest.param(" First , LAST,title,,\n1,2,Half-term,,\n,,,,\n\n", ",", 2, id="empty"),
        pytest.param("\n \nfirst,last,title\n\n1,2,Half-term\n", ",", 5, id="blank-lines"),
        pytest.param("first,last,title\n1,2,'Half-term\n".replace("'", ""), ",", 2, id="plain"),
    ],
)  # fmt: skip
def test_a_table_is_read_however_it_is_saved(content: str | bytes, divider: str, line: int) -> None:
    table = opened(content)
    assert (table.divider, dict(table.places)) == (divider, {"first": 0, "last": 1, "title": 2})
    assert list(table.rows) == [TableRow(line, ["1", "2", "Half-term"])]


def test_rows_are_as_long_as_the_heads() -> None:
    rows = list(opened('first,last,title\n1\n1,2,x,,\n1,2,x,y\n"two\nlines",2,x\n1,2,x\n').rows)
    assert [(row.line, list(row.cells)) for row in rows] == [
        (2, ["1", "", ""]),
        (3, ["1", "2", "x"]),
        (4, ["1", "2", "x", "y"]),
        (5, ["two\nlines", "2", "x"]),
        (7, ["1", "2", "x"]),
    ]
    assert [row.fault.problem for row in rows if row.fault] == [
        "there are 4 cells under 3 column names"
    ]


@pytest.mark.parametrize(
    ("content", "line", "problem"),
    [
        ("", None, "is empty"),
        ("\n \n,,\n", None, "is empty"),
        ("sep=;\n", None, "is empty"),
        ("first,,title\n", 1, "the name of column 2 is empty"),
        ("\nfirst,First,title\n", 2, "there are two columns 'first'"),
        ("first,la\u200bst\n", 1, "the name of column 2 holds U+200B, which does not show"),
        pytest.param(",".join(f"c{n}" for n in range(1001)), 1, "there are more than 1,000 columns",
                     id="wide"),
        ('first,last,title\n1,2,"Half" term\n', 2, "',' expected after '\"'"),
        ('first,last,title\n1,2,x\n1,2,"Half', 3, "unexpected end of data"),
        (b"first,last,title\n1,2,x\n1,2,Caf\xe9\n", 3, "the byte 0xe9 is not UTF-8"),
        (b"\xff\xfef\x00i\x00r", 1, "is not UTF-16 to its end"),
        pytest.param("first,last,title\n" + "x" * (1 << 20), 2,
                     "the line, or the file, is larger than can be read", id="long-line"),
        pytest.param('first,last,title\n"' + "x\n" * 100_000, 2,
                     "field larger than field limit (131072)",
                     id="long-cell"),
    ],
)  # fmt: skip
def test_what_is_no_table_is_refused_with_its_line(
    content: str | bytes, line: int | None, problem: str
) -> None:
    assert refusal(content) == (line, problem)


def test_a_table_over_its_limit_is_refused() -> None:
    assert refusal("first,last\n" + "1,2\n" * 100, limit=50)[0] == 11


def test_a_missing_column_is_named_with_the_nearest_one(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("start,last,titel\n")
    with pytest.raises(FaultyFileError) as caught:
        read_whole_table(tmp_path / "a.csv", ("first", "last", "title"), lambda *_: None)
    assert [(fault.problem, fault.remedy) for fault in caught.value.faults] == [
        ("there is no column 'first'", "heads: first,last,title"),
        ("there is no column 'title'", "heads: first,last,title"),
    ]


class Endless(RawIOBase):
    """A file that is made as it is read."""

    def __init__(self, pieces: Iterator[bytes]) -> None:
        self._pieces, self._left = pieces, b""

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]  # a narrower buffer is enough here
        while len(self._left) < len(buffer) and (piece := next(self._pieces, b"")):
            self._left += piece
        count = min(len(buffer), len(self._left))
        buffer[:count] = self._left[:count]
        self._left = self._left[count:]
        return count


@pytest.mark.uncovered
def test_memory_is_flat_however_many_rows_there_are() -> None:
    def content() -> Iterator[bytes]:
        yield b"first,last,title\n"
        for _ in range(60):
            yield b"2025-03-03,2025-03-07,Half-term\n" * 1000

    tracemalloc.start()
    table = read_table(
        Endless(content()),  # type: ignore[arg-type]  # it is read like a file
        "x", limit=LIMIT, is_head=HEADS.__contains__,
    )  # fmt: skip
    assert sum(1 for _ in table.rows) == 60_000
    assert tracemalloc.get_traced_memory()[1] < 2_000_000
    tracemalloc.stop()


# Rows written.


@given(
    st.lists(st.lists(st.text(max_size=8), min_size=2, max_size=4), max_size=4),
    st.sampled_from(",;\t"),
)
def test_what_is_written_is_read_back(rows: list[list[str]], divider: str) -> None:
    width = max(map(len, rows), default=2)
    heads = [f"head {n}" for n in range(width)]
    text = csv_line(heads, divider) + "".join(csv_line(row, divider) for row in rows)
    if "\0" in text or any("\ud800" <= c <= "\udfff" for c in text):
        return
    table = read_table(BytesIO(text.encode()), "x", limit=LIMIT, is_head=heads.__contains__)
    read = [list(row.cells) for row in table.rows]
    # A mark before a formula that people wrote themselves goes like ours.
    formula = ("'=", "'+", "'-", "'@", "'\t", "'\r")
    whole = [row + [""] * (width - len(row)) for row in rows if any(map(str.strip, row))]
    assert read == [[c[1:] if c.startswith(formula) else c for c in row] for row in whole]
