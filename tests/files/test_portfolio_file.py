"""A portfolio read as a stream: its heads, its rows, and all that can be wrong with either."""

from collections.abc import Callable
from datetime import date
from io import BytesIO

import pytest

from jtai_cli.files.portfolio import (
    OpenPortfolio,
    read_portfolio,
    rejected_heads,
    rejected_line,
)
from jtai_cli.files.tables import csv_line
from jtai_cli.plan import Inspection, Known
from jtai_cli.portfolio import AreaRow, RejectedRow
from jtai_cli.rules import Rules
from jtai_cli.workingdays import Period

NO_DATE = Known("", date.min)
DAY = Known("fieldwork", date(2025, 3, 3))
Reads = Callable[..., OpenPortfolio]


@pytest.fixture
def reads(rules: Rules) -> Reads:
    def read(content: str, defaults: Inspection = Inspection(NO_DATE)) -> OpenPortfolio:  # noqa: B008 - it cannot be changed
        return read_portfolio(BytesIO(content.encode()), rules, defaults, place="areas.csv")

    return read


def only(read: OpenPortfolio) -> AreaRow:
    (row,) = read.rows
    assert isinstance(row, AreaRow)
    return row


def test_a_row_is_an_inspection_and_carries_its_other_cells(reads: Reads) -> None:
    row = only(
        reads(
            "area;name;theme;timetable;Fieldwork;stated.publication;closures;"
            "principal_authority;contact;ours\n"
            "Kingston;kingston-2025;front-door;jtai-2022;2025-03-03;2025-05-01;"
            '"2025-04-14..2025-04-16;22/04/2025";The partnership;us@example.org; as it is \n'
        )
    )
    closures = (
        Period(date(2025, 4, 14), date(2025, 4, 16)),
        Period(date(2025, 4, 22), date(2025, 4, 22)),
    )
    assert (row.line, row.known_column, row.cells[-1]) == (2, "Fieldwork", " as it is ")
    assert row.inspection == Inspection(
        DAY, theme="front-door", timetable="jtai-2022", stated={"publication": date(2025, 5, 1)},
        closures=closures, principal_authority="The partnership", contact="us@example.org",
        name="kingston-2025", area="Kingston",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("column", "cell", "known"),
    [
        ("fieldwork", "2025-03-03", DAY),
        ("Fieldwork", " Mon 3 Mar 2025 ", DAY),
        ("fieldwork", "03/03/2025", DAY),
        ("fieldwork", "2025-03-03 00:00:00", DAY),
        ("fieldwork", "2025-03-04..2025-03-07",
         Known("fieldwork", date(2025, 3, 4), date(2025, 3, 7))),
        ("notified", "2025-02-17", Known("notification", date(2025, 2, 17))),
        ("known.publication", "2025-04-28", Known("publication", date(2025, 4, 28))),
    ],
)  # fmt: skip
def test_one_column_has_the_known_date(reads: Reads, column: str, cell: str, known: Known) -> None:
    row = only(reads(f"area,{column}\nKingston,{cell}\n"))
    assert (row.known_column, row.inspection.known) == (column, known)


@pytest.mark.parametrize("divider", [",", ";", "\t"])
def test_rejected_rows_are_mended_and_read_again(reads: Reads, divider: str) -> None:
    heads = divider.join(["area", "fieldwork", "note"])
    rows = ['"K, or; K"', "31/02/2025", '"=6+41\ntwo ""lines"""']
    read = reads(f"{heads}\n{divider.join(rows)}\nL{divider}never{divider}x{divider}y\n")
    rejected = [row for row in read.rows if isinstance(row, RejectedRow)]
    text = rejected_heads(read.heads, read.divider) + "".join(
        rejected_line(row, read.heads, read.divider) for row in rejected
    )

    again = reads(text)
    assert again.heads == ("area", "fieldwork", "note", "reason")
    (first, second) = again.rows
    assert isinstance(first, RejectedRow)
    assert list(first.cells[:3]) == ["K, or; K", "31/02/2025", '=6+41\ntwo "lines"']
    assert first.cells[3].startswith("line 2: fieldwork: 31/02/2025 is not a date")
    assert rejected_line(first, again.heads, divider).count("line 2: fieldwork: 31/02/2025") == 1
    assert list(second.cells[:3]) == ["L", "never", f"x{divider}y"]
    reason = csv_line([first.cells[3]], divider)
    mended = text.replace(reason, "\n", 1).replace("31/02/2025", "2025-03-03")
    assert isinstance(next(reads(mended).rows), AreaRow)


def test_rejected_rows_of_the_widest_file_can_be_read_again(reads: Reads) -> None:
    heads = ",".join(["fieldwork", *(f"c{n}" for n in range(999))])
    read = reads(f"{heads}\nnever\n")
    (row,) = read.rows
    assert isinstance(row, RejectedRow)
    text = rejected_heads(read.heads, ",") + rejected_line(row, read.heads, ",")
    assert len(reads(text).heads) == 1001
