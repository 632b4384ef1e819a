"""A portfolio read as a stream: its header, its rows, and all that can be wrong with either."""

from collections.abc import Callable, Sequence
from datetime import date
from io import BytesIO
from pathlib import Path

import pytest

from jtai_cli import load
from jtai_cli.errors import FaultyFileError, FileError
from jtai_cli.frameworks import Frameworks
from jtai_cli.load.portfolio import Portfolio, portfolio
from jtai_cli.load.portfolio.records import UnreadableError, divided_by
from jtai_cli.plan import Inspection, Known
from jtai_cli.portfolio import Rejected, Row
from jtai_cli.workingdays import Period

BROKEN = Path("/proc/self/mem")
NO_DATE = Known("", date.min)
DEFAULTS = Inspection(NO_DATE)
HEADER = "area,theme,fieldwork,notified,known.publication,stated.draft-letter,closures"
DAY = Known("fieldwork", date(2025, 3, 3))

Reads = Callable[[str | bytes], Portfolio]


@pytest.fixture
def reads(rules: Frameworks) -> Reads:
    def read(content: str | bytes, defaults: Inspection = DEFAULTS) -> Portfolio:
        told = content.encode() if isinstance(content, str) else content
        return portfolio(BytesIO(told), rules, defaults, place="areas.csv")

    return read


def rows(read: Portfolio) -> list[Row | Rejected]:
    return list(read.rows())


def only(read: Portfolio) -> Row:
    (row,) = rows(read)
    assert isinstance(row, Row)
    return row


def faults(read: Callable[[], object]) -> list[tuple[int | None, str, str | None]]:
    with pytest.raises(FaultyFileError) as caught:
        read()
    assert caught.value.place == "areas.csv"
    return [(fault.line, fault.problem, fault.remedy) for fault in caught.value.faults]


# What rows tell


def test_a_row_tells_of_an_inspection(reads: Reads) -> None:
    read = reads(
        "area,name,theme,timetable,fieldwork,stated.publication,closures,principal_authority,ours\n"
        "Kingston,kingston-2025,front-door,jtai-2022,2025-03-03,2025-05-01,"
        "2025-04-14..2025-04-16;2025-04-22,The partnership, as it is \n"
    )

    assert only(read) == Row(
        2,
        [
            "Kingston",
            "kingston-2025",
            "front-door",
            "jtai-2022",
            "2025-03-03",
            "2025-05-01",
            "2025-04-14..2025-04-16;2025-04-22",
            "The partnership",
            " as it is ",
        ],
        "fieldwork",
        Inspection(
            DAY,
            theme="front-door",
            timetable="jtai-2022",
            stated={"publication": date(2025, 5, 1)},
            closures=(
                Period(date(2025, 4, 14), date(2025, 4, 16)),
                Period(date(2025, 4, 22), date(2025, 4, 22)),
            ),
            principal_authority="The partnership",
            name="kingston-2025",
            area="Kingston",
        ),
    )


@pytest.mark.parametrize(
    ("column", "cell", "known"),
    [
        pytest.param("fieldwork", "2025-03-03", DAY, id="fieldwork"),
        pytest.param("Fieldwork", " Mon 3 Mar 2025 ", DAY, id="in-capitals-and-words"),
        pytest.param("fieldwork", "03/03/2025", DAY, id="as-excel-writes-it"),
        pytest.param(
            "fieldwork",
            "2025-03-04..2025-03-07",
            Known("fieldwork", date(2025, 3, 4), date(2025, 3, 7)),
            id="with-its-last-day",
        ),
        pytest.param(
            "notified", "2025-02-17", Known("notification", date(2025, 2, 17)), id="notified"
        ),
        pytest.param(
            "known.publication",
            "2025-04-28",
            Known("publication", date(2025, 4, 28)),
            id="a-milestone",
        ),
    ],
)
def test_one_column_holds_the_known_date(
    reads: Reads, column: str, cell: str, known: Known
) -> None:
    row = only(reads(f"area,{column}\nKingston,{cell}\n"))

    assert (row.known, row.inspection.known) == (column, known)


def test_each_row_has_its_known_date_where_it_likes(reads: Reads) -> None:
    read = reads("fieldwork,notified\n2025-03-03,\n,2025-02-17\n")

    assert [row.known for row in rows(read) if isinstance(row, Row)] == ["fieldwork", "notified"]


@pytest.mark.parametrize(
    ("cells", "theme", "timetable"),
    [
        pytest.param(",", "early-help", "jtai-2022", id="empty-cells"),
        pytest.param("front-door,jtai-2016", "front-door", "jtai-2016", id="cells"),
    ],
)
def test_what_a_row_does_not_tell_is_taken_from_the_defaults(
    rules: Frameworks, cells: str, theme: str, timetable: str
) -> None:
    christmas = Period(date(2025, 12, 24), date(2025, 12, 31))
    defaults = Inspection(NO_DATE, theme="early-help", timetable="jtai-2022", closures=(christmas,))
    content = f"fieldwork,theme,timetable\n2025-03-03,{cells}\n"

    read = portfolio(BytesIO(content.encode()), rules, defaults, place="areas.csv")

    inspection = only(read).inspection
    told = (inspection.theme, inspection.timetable, inspection.closures)
    assert told == (theme, timetable, (christmas,))


# How files are written


@pytest.mark.parametrize(
    "content",
    [
        pytest.param("\ufefffieldwork,area\r\n2025-03-03,Kingston\r\n", id="as-excel-saves-it"),
        pytest.param("fieldwork;area\n2025-03-03;Kingston\n", id="semicolons"),
        pytest.param("fieldwork\tarea\n2025-03-03\tKingston\n", id="tabs"),
        pytest.param(' fieldwork , area \n2025-03-03,"Kingston"', id="blanks-and-no-last-line-end"),
        pytest.param("\n\nfieldwork,area\n\n , \n2025-03-03,Kingston\n,\n", id="blank-lines"),
    ],
)
def test_files_are_read_however_they_are_saved(reads: Reads, content: str) -> None:
    read = reads(content)

    assert (read.header.names, only(read).inspection) == (
        ("fieldwork", "area"),
        Inspection(DAY, area="Kingston"),
    )


def test_a_row_has_the_line_on_which_it_begins(reads: Reads) -> None:
    read = reads('fieldwork,ours\n2025-03-03,"two\nlines"\n\n2025-03-10,x\n')

    assert [row.line for row in rows(read)] == [2, 5]


# Rows that tell of no inspection


@pytest.mark.parametrize(
    ("cells", "problem", "remedy"),
    [
        pytest.param(
            "K,,,,,,",
            "there is no known date",
            "a date under fieldwork or notified or known.publication",
            id="no-known-date",
        ),
        pytest.param(
            "K,,2025-03-03,2025-02-17,,,",
            "fieldwork and notified: one known date is counted from",
            "leave one of them",
            id="two-known-dates",
        ),
        pytest.param(
            "K,,31/02/2025,,,,",
            "fieldwork: 31/02/2025 is not a date: February 2025 has 28 days",
            "a date such as 2025-03-03",
            id="no-such-day",
        ),
        pytest.param(
            "K,,2025-03-03..,,,,",
            "fieldwork: 2025-03-03.. has no last day",
            "2025-03-03 or its last day too",
            id="half-a-span",
        ),
        pytest.param(
            "K,,2025-03-10..2025-03-09,,,,",
            "fieldwork: 2025-03-10..2025-03-09 ends before it begins",
            "2025-03-09..2025-03-10",
            id="span-turned-round",
        ),
        pytest.param(
            "K,,today,,,,",
            "fieldwork: 'today' is not a date that can be read",
            'a date such as 2025-03-03, "3 March 2025", "Mon 3 Mar 2025" or 3/3/2025',
            id="today-is-another-day-tomorrow",
        ),
        pytest.param(
            "K,,2025-03-03,,,soon,",
            "stated.draft-letter: 'soon' is not a date that can be read",
            'a date such as 2025-03-03, "3 March 2025", "Mon 3 Mar 2025" or 3/3/2025',
            id="stated",
        ),
        pytest.param(
            "K,frontdoor,2025-03-03,,,,",
            "theme: no theme called 'frontdoor'",
            "front-door",
            id="theme",
        ),
        pytest.param(
            "K,,2025-03-03,,,,2025-12-31..2025-12-24",
            "closures: 2025-12-31..2025-12-24 ends before it begins",
            "2025-12-24..2025-12-31",
            id="closure-turned-round",
        ),
        pytest.param(
            "K,,2025-03-03,,,,Christmas",
            "closures: 'Christmas' is not a date that can be read",
            'a date such as 2025-03-03, "3 March 2025", "Mon 3 Mar 2025" or 3/3/2025',
            id="closure-in-words",
        ),
        pytest.param(
            "K,,2025-03-03",
            "cells in the row: 3; columns in the header: 7",
            "as many as in the header; a text that holds a comma in quotation marks",
            id="too-short",
        ),
        pytest.param(
            "Kent, Surrey,,2025-03-03,,,,",
            "cells in the row: 8; columns in the header: 7",
            "as many as in the header; a text that holds a comma in quotation marks",
            id="too-long",
        ),
        pytest.param(
            "K\x1b[2J,,2025-03-03,,,,",
            "area: the cell holds the character U+001B",
            "the text without it",
            id="control-character",
        ),
        pytest.param(
            '"K\n",,2025-03-03,,,,"\n"',
            None,
            None,
            id="line-breaks-at-the-ends",
        ),
        pytest.param(
            '"K\nL",,2025-03-03,,,,',
            "area: the cell holds the character U+000A",
            "the text without it",
            id="an-area-on-two-lines",
        ),
    ],
)
def test_a_bad_row_tells_its_column_and_a_remedy(
    reads: Reads, cells: str, problem: str | None, remedy: str | None
) -> None:
    (row,) = rows(reads(f"{HEADER}\n{cells}\n"))

    found = (row.problem, row.remedy) if isinstance(row, Rejected) else (None, None)
    assert (row.line, found) == (2, (problem, remedy))


def test_rows_after_a_bad_one_are_read(reads: Reads) -> None:
    read = reads("fieldwork\nnever\n2025-03-03\n")

    assert [type(row) for row in rows(read)] == [Rejected, Row]


@pytest.mark.parametrize(
    ("divider", "remedy"),
    [
        pytest.param(
            ";",
            "as many as in the header; a text that holds a semicolon in quotation marks",
            id="semicolon",
        ),
        pytest.param(
            "\t", "as many as in the header; a text that holds a tab in quotation marks", id="tab"
        ),
    ],
)
def test_a_ragged_row_tells_what_divides_the_file(reads: Reads, divider: str, remedy: str) -> None:
    (row,) = rows(reads(f"fieldwork{divider}area\n2025-03-03\n"))

    assert isinstance(row, Rejected)
    assert row.remedy == remedy


# Headers


@pytest.mark.parametrize(
    ("header", "expected"),
    [
        pytest.param(
            "area,theme",
            [
                (
                    1,
                    "no column holds a known date",
                    "a column fieldwork, notified or known.MILESTONE",
                )
            ],
            id="no-known-date",
        ),
        pytest.param(
            "area,feildwork",
            [(1, "no column holds a known date", "'feildwork' as 'fieldwork'")],
            id="mistyped",
        ),
        pytest.param(
            "fieldwork,area,Area",
            [(1, "column 3 is 'Area' once more", "keep one of them")],
            id="twice",
        ),
        pytest.param(
            "fieldwork,,area,",
            [
                (1, "column 2 has no name", "name it, or delete it"),
                (1, "column 4 has no name", "name it, or delete it"),
            ],
            id="nameless",
        ),
        pytest.param(
            "fieldwork,stated.publicaton",
            [
                (
                    1,
                    "'stated.publicaton': there is no milestone 'publicaton'",
                    "write 'publication'",
                )
            ],
            id="stated",
        ),
        pytest.param(
            "known.draft",
            [(1, "'known.draft': there is no milestone 'draft'", "write 'draft-letter'")],
            id="known",
        ),
    ],
)
def test_a_header_that_cannot_be_one_is_refused(
    reads: Reads, header: str, expected: list[tuple[int, str, str]]
) -> None:
    assert faults(lambda: reads(f"{header}\n2025-03-03\n")) == expected


@pytest.mark.parametrize(
    ("columns", "expected"),
    [
        pytest.param("area,our notes,fieldworker", [("fieldworker", "fieldwork")], id="near"),
        pytest.param("Fieldwork start", [("Fieldwork start", "fieldwork")], id="start"),
        pytest.param("publication,reason,Notes", [], id="with-a-meaning-or-far"),
        pytest.param(
            "stated publication", [("stated publication", "stated.publication")], id="without-dot"
        ),
    ],
)
def test_columns_named_almost_like_one_with_a_meaning_are_told(
    reads: Reads, columns: str, expected: Sequence[tuple[str, str]]
) -> None:
    assert list(reads(f"fieldwork,{columns}\n").doubtful) == expected


# Files that cannot be read


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        pytest.param(b"", (None, "holds no inspection"), id="empty"),
        pytest.param(b" \n,\n", (None, "holds no inspection"), id="blank"),
        pytest.param(b"fieldwork\n", (None, "holds no inspection"), id="header-only"),
        pytest.param(
            "fieldwork\n2025-03-03\n".encode("utf-16"),
            (None, "is UTF-16, not UTF-8"),
            id="utf-16",
        ),
        pytest.param(
            b"\xa3,fieldwork\n", (1, "the byte 0xa3 is not UTF-8"), id="not-utf-8-in-the-header"
        ),
        pytest.param(
            b"fieldwork,area\n2025-03-03,a\n2025-03-03,\xe9\n",
            (3, "the byte 0xe9 is not UTF-8"),
            id="not-utf-8",
        ),
        pytest.param(
            b"fieldwork\n2025-03-03\n\0\n", (3, "the line holds a zero byte"), id="zero-byte"
        ),
        pytest.param(
            b'fieldwork,area\n2025-03-03,a\n2025-03-03,"a\n\n2025-03-03,b\n',
            (3, "a quotation mark is never closed"),
            id="never-closed",
        ),
        pytest.param(
            b'fieldwork,area\n2025-03-03,"a"b\n',
            (2, "something stands after a closing quotation mark"),
            id="after-a-quotation-mark",
        ),
        pytest.param(
            b"fieldwork,area\r2025-03-03,a\r",
            (1, "a line ends as no system ends one now"),
            id="line-ends-of-old",
        ),
        pytest.param(
            b"fieldwork,area\n2025-03-03," + b"a" * 140_000 + b"\n",
            (2, "a cell is very long"),
            id="long-cell",
        ),
        pytest.param(
            b"fieldwork,area\n" + b"a" * 1_100_000,
            (2, "the line is longer than 1,048,576 bytes"),
            id="long-line",
        ),
    ],
)
def test_a_file_that_cannot_be_read_is_refused(
    reads: Reads, content: bytes, expected: tuple[int | None, str]
) -> None:
    ((line, problem, remedy),) = faults(lambda: rows(reads(content)))

    assert ((line, problem), bool(remedy)) == (expected, True)


@pytest.mark.skipif(not BROKEN.exists(), reason="this system has no file that breaks when read")
def test_a_file_that_breaks_while_it_is_read_is_refused() -> None:
    with pytest.raises(FileError) as caught:
        load.text(BROKEN, limit=100)

    assert caught.value.message == f"{BROKEN}: cannot be read: input/output error"


def test_lines_are_read_one_by_one(rules: Frameworks) -> None:
    file = BytesIO(b"fieldwork\n" + b"2025-03-03\n" * 1000)
    read = portfolio(file, rules, DEFAULTS, place="areas.csv")

    next(iter(read.rows()))

    assert file.tell() == len(b"fieldwork\n2025-03-03\n")


def test_a_stream_without_an_end_is_left_at_the_limit() -> None:
    _, lines = divided_by(BytesIO(b"fieldwork\n" * 3), most=25)
    with pytest.raises(UnreadableError, match="the file is larger than 25 bytes") as caught:
        list(lines)
    assert caught.value.fault.line == 3
