"""`inspections.csv` and files like it: read strictly, every fault with its line and column."""

from datetime import date
from pathlib import Path

import pytest

from jtai_cli import load
from jtai_cli.errors import Fault, FaultyFileError, FileError
from jtai_cli.evidence import Letter

HEADER = (
    "area,theme,notification,fieldwork_start,fieldwork_end,published,statement_due,source_url,notes"
)
ROW = "Northshire,,,2025-03-03,2025-03-07,2025-04-28,2025-08-06,,"
FIRST_LINE = f"the first line as: {HEADER}"
ISO = 'a date such as 2025-03-03, "3 March 2025", "Mon 3 Mar 2025" or 3/3/2025'
LETTER = Letter(
    2,
    "Northshire",
    fieldwork_first=date(2025, 3, 3),
    fieldwork_last=date(2025, 3, 7),
    published=date(2025, 4, 28),
    due=date(2025, 8, 6),
)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "mine.csv"


def faults(file: Path, text: str) -> tuple[Fault, ...]:
    file.write_text(text, "utf-8", newline="")
    return load.inspections(file)[1]


def letters(file: Path, text: str) -> tuple[Letter, ...]:
    file.write_text(text, "utf-8", newline="")
    sample, found = load.inspections(file)
    assert found == ()
    return sample.letters


# What is right


def test_the_inspections_that_are_shipped_are_as_they_should_be() -> None:
    sample, found = load.inspections(None)

    assert (len(sample.letters), found) == (43, ())
    assert (sample.publication, sample.statement) == ("publication", "statement-of-proposed-action")


def test_a_row_that_is_shipped_is_read_whole() -> None:
    (lancashire,) = (one for one in load.inspections(None)[0].letters if one.area == "Lancashire")

    assert lancashire == Letter(
        line=32,
        area="Lancashire",
        theme="serious-youth-violence",
        notification=date(2024, 1, 22),
        fieldwork_first=date(2024, 2, 5),
        fieldwork_last=date(2024, 2, 9),
        published=date(2024, 5, 16),
        due=date(2024, 7, 10),
        source_url="https://files.ofsted.gov.uk/v1/file/50246983",
        notes=lancashire.notes,
    )


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(f"{HEADER}\n{ROW}\n", LETTER, id="plain"),
        pytest.param(f"\ufeff{HEADER}\r\n{ROW}\r\n", LETTER, id="as-excel-writes-it"),
        pytest.param(f"{HEADER}\n{ROW}", LETTER, id="no-line-end"),
        pytest.param(
            f"{HEADER}\n Northshire ,,,3/3/2025,7 March 2025,Mon 28 Apr 2025,6/8/2025,,\n",
            LETTER,
            id="days-as-people-write-them",
        ),
        pytest.param(
            f"{','.join(reversed(HEADER.split(',')))}\n{','.join(reversed(ROW.split(',')))}\n",
            LETTER,
            id="columns-in-another-order",
        ),
        pytest.param(
            f'{HEADER}\n\n,,,,,,,,\n"North, shire",,,,,2025-04-28,,https://example.org,"a ""b"""\n',
            Letter(
                4,
                "North, shire",
                published=date(2025, 4, 28),
                source_url="https://example.org",
                notes='a "b"',
            ),
            id="blank-lines-and-quotation-marks",
        ),
    ],
)
def test_a_file_of_ones_own_is_read(file: Path, text: str, expected: Letter) -> None:
    assert letters(file, text) == (expected,)


def test_days_that_are_not_there_are_left_open(file: Path) -> None:
    (letter,) = letters(file, f"{HEADER}\nNorthshire,,,2025-03-03,,,,,\n")

    assert letter.days() == (date(2025, 3, 3),)


# What is wrong


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("", Fault(1, "there is no header", FIRST_LINE), id="empty"),
        pytest.param("\n\n", Fault(1, "there is no header", FIRST_LINE), id="blank"),
        pytest.param(
            HEADER, Fault(1, "there is no row under the header", "a row an inspection"), id="no-row"
        ),
        pytest.param(
            f"{HEADER.replace(',', ';')}\n",
            Fault(1, "the columns are divided by semicolons", "divide them by commas"),
            id="semicolons",
        ),
        pytest.param(
            f"{HEADER},area\n{ROW},\n",
            Fault(1, "column 10 is 'area' once more", "keep one of them"),
            id="column-twice",
        ),
        pytest.param(
            HEADER.replace(",notes", ""),
            Fault(1, "there is no column 'notes'", FIRST_LINE),
            id="column-missing",
        ),
        pytest.param(
            f'{HEADER}\n"{ROW}\n',
            Fault(2, "the row is not CSV: unexpected end of data", "close its quotation marks"),
            id="quotation-mark-left-open",
        ),
        pytest.param(
            f'"{HEADER}',
            Fault(1, "the row is not CSV: unexpected end of data", "close its quotation marks"),
            id="quotation-mark-left-open-in-the-header",
        ),
        pytest.param(
            f"{HEADER}\n{ROW},\n",
            Fault(
                2,
                "cells in the row: 10; columns in the header: 9",
                "as many commas as in the header; a text that holds one in quotation marks",
            ),
            id="too-many-cells",
        ),
        pytest.param(
            f"{HEADER}\n,,,,,2025-04-28,,,\n",
            Fault(2, "column 1, 'area': the cell is empty", "the area that was inspected"),
            id="no-area",
        ),
        pytest.param(
            f"{HEADER}\nNorthshire,,,,,,2025-08-06,,\n",
            Fault(
                2,
                "the row has no day under any of 'fieldwork_start', 'fieldwork_end', 'published'",
                "one of these days, at least",
            ),
            id="no-day-that-tells",
        ),
        pytest.param(
            f"{HEADER}\nNorthshire,,,,,2025-02-30,,,\n",
            Fault(
                2,
                "column 6, 'published': 2025-02-30 is not a date: February 2025 has 28 days",
                "a date such as 2025-03-03",
            ),
            id="no-such-day",
        ),
        pytest.param(
            f"{HEADER}\nNorthshire,,,,,soon,,,\n",
            Fault(2, "column 6, 'published': 'soon' is not a date that can be read", ISO),
            id="no-day-at-all",
        ),
        pytest.param(
            f"{HEADER}\nNorthshire,,,,,2025-04-28,2025-04-01,,\n",
            Fault(
                2,
                "'statement_due' is 2025-04-01, before 'published', which is 2025-04-28",
                "the day that the letter gives",
            ),
            id="out-of-order",
        ),
        pytest.param(
            f'{HEADER}\nNorthshire,,,,,2025-04-28,,,"two\nlines"\n',
            Fault(2, "column 9, 'notes': the cell holds a line break", "delete it"),
            id="line-break",
        ),
        pytest.param(
            f"{HEADER}\nNorth\x1b[2Jshire,,,,,2025-04-28,,,\n",
            Fault(2, "column 1, 'area': the cell holds U+001B, which does not show", "delete it"),
            id="what-a-terminal-obeys",
        ),
    ],
)
def test_a_fault_is_told_with_its_place(file: Path, text: str, expected: Fault) -> None:
    assert faults(file, text) == (expected,)


def test_an_unknown_column_is_told_with_the_nearest_name(file: Path) -> None:
    assert faults(file, HEADER.replace("published", "publishd")) == (
        Fault(1, "unknown column 6, 'publishd'", "write 'published'"),
        Fault(1, "there is no column 'published'", FIRST_LINE),
    )


def test_every_fault_is_told_and_the_other_rows_are_kept(file: Path) -> None:
    file.write_text(f"{HEADER}\nA,,,x,,y,,,\n{ROW}\nB,,,,,,,,\nC,\n", "utf-8")

    sample, found = load.inspections(file)

    assert ([fault.line for fault in found], [one.area for one in sample.letters]) == (
        [2, 2, 4, 5],
        ["Northshire"],
    )


def test_of_very_many_faults_a_hundred_are_told(file: Path) -> None:
    found = faults(file, HEADER + "\nA,,,,,x,,," * 200)

    assert (len(found), found[-1].problem) == (101, "more is wrong than is told here")


def test_a_file_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(FileError, match="there is no such file"):
        load.inspections(tmp_path / "none.csv")


def test_a_file_that_is_not_utf_8_is_refused(file: Path) -> None:
    file.write_bytes(f"{HEADER}\nC\xf4te,,,,,2025-04-28,,,\n".encode("latin-1"))

    with pytest.raises(FaultyFileError, match="the byte 0xf4 is not UTF-8"):
        load.inspections(file)
