"""What programs read: CSV, tab-separated lines, JSON."""

import csv
from collections.abc import Mapping
from datetime import date
from io import StringIO
from types import MappingProxyType

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jtai_cli.formats import csv as csv_format
from jtai_cli.formats import json as json_format
from jtai_cli.formats import plain
from jtai_cli.report import model
from jtai_cli.report.model import Cell, Column, Heading, Link, Report, Row, Section, Span, Table
from jtai_cli.rules import Basis

DAY = date(2025, 3, 3)
COLUMNS = (
    Column("key", "Key"),
    Column("when", "When"),
    Column("note", "Note", omitted=frozenset({"plain"})),
    Column("shown", "Shown", formats=frozenset({"table"})),
)


def section(*rows: tuple[Cell, ...], heading: str | None = None) -> Section:
    return Section(tuple(Row((*row, "x")) for row in rows), heading)


REPORT = Report(
    "Title",
    (
        Heading("Heading"),
        Table(
            COLUMNS,
            (
                section(("a", DAY, None), ("b", Span(DAY, date(2025, 3, 7)), 5), heading="One"),
                section(("c", Span(None, DAY), ("x", "y")), heading="Two"),
            ),
        ),
        model.Paragraph.of("text"),
        Table(COLUMNS, (section(("d", True, Link("e", "https://f.g"))),)),
        Table.of((Column("shown", "Shown", formats=frozenset({"table"})),), [Row(("x",))]),
        Table.of((Column("other", "Other"),), [Row((False,)), Row(("",))]),
    ),
)


def test_csv_has_the_rows_of_all_tables_under_keys() -> None:
    assert csv_format.write(REPORT) == (
        'key,when,note\na,2025-03-03,\nb,2025-03-03..2025-03-07,5\nc,..2025-03-03,"x; y"\n'
        'd,true,e https://f.g\nother\nfalse\n""\n'
    )


def test_plain_text_has_a_line_a_row_and_tabs_between_its_cells() -> None:
    assert plain.write(REPORT) == (
        "a\t2025-03-03\nb\t2025-03-03..2025-03-07\nc\t..2025-03-03\nd\ttrue\nfalse\n\n"
    )


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("a b", "a b", id="text"),
        pytest.param("a,b", '"a,b"', id="comma"),
        pytest.param("x;=6+41", '"x;=6+41"', id="semicolon"),
        pytest.param("a\tb", '"a\tb"', id="tab"),
        pytest.param("a\r=1", '"a\r=1"', id="carriage-return"),
        pytest.param("a\n=1", '"a\n=1"', id="line-feed"),
        pytest.param('say "a"', '"say ""a"""', id="quotes"),
        pytest.param("=1+1", "'=1+1", id="formula"),
        pytest.param("@sum(a)", "'@sum(a)", id="at"),
        pytest.param("-2+3", "'-2+3", id="minus"),
        pytest.param(" =1", "' =1", id="blank-before"),
        pytest.param("\uff1d1", "'\uff1d1", id="full-width"),
        pytest.param("\t=1", '"\'\t=1"', id="tab-before"),
        pytest.param("-2", "-2", id="number-as-text"),
        pytest.param("+1.5", "+1.5", id="signed-number"),
        pytest.param(-2, "-2", id="number"),
        pytest.param("##vso[x] ::error::", "##vso[x] ::error::", id="bytes-as-they-are"),
        pytest.param("e\u0301\u202e", "e\u0301\u202e", id="not-composed"),
    ],
)
def test_no_cell_is_a_formula_and_no_part_of_one_a_cell(text: Cell, expected: str) -> None:
    assert csv_format.line((text, "b")) == f"{expected},b\n"


@given(
    st.lists(
        st.text(st.sampled_from('ab ,;\t\r\n"=+-@\uff1d|1'), max_size=6), min_size=1, max_size=4
    ),
    st.sampled_from(",;\t|"),
)
def test_what_is_written_is_read_back(texts: list[str], divider: str) -> None:
    line = csv_format.line(texts, divider)
    (read,) = csv.reader(StringIO(line, newline=""), delimiter=divider, strict=True)
    assert [one.removeprefix("'") for one in read] == texts
    # A program that takes another divider finds the first cell whole.
    first = csv_format.line(texts[:1], divider)
    for other in ",;\t":
        assert list(csv.reader(StringIO(first, newline=""), delimiter=other)) == [read[:1]]


def test_plain_text_puts_a_text_on_its_line() -> None:
    table = Table.of((Column("a", "A"), Column("b", "B")), [Row(("a\tb\r\nc\u2028d", "##vso["))])
    assert plain.write(Report("", (table,))) == "a b c d\t##vso[\n"


def test_json_is_indented_and_has_dates_as_iso() -> None:
    data: Mapping[str, object] = {
        "schema": "jtai.x/1",
        "day": DAY,
        "basis": Basis.LOCAL,
        "more": MappingProxyType({"days": (DAY, None), "text": "é – 漢"}),
    }
    assert json_format.write(data) == (
        '{\n  "schema": "jtai.x/1",\n  "day": "2025-03-03",\n  "basis": "local",\n'
        '  "more": {\n    "days": [\n      "2025-03-03",\n      null\n    ],\n'
        '    "text": "é – 漢"\n  }\n}\n'
    )
    with pytest.raises(TypeError, match="set"):
        json_format.write({"a": {1}})
