"""CSV: no cell is a formula, and what is written is read back."""

import csv
from io import StringIO

import pytest
from hypothesis import given, strategies as st

from jtai_cli.files.tables import csv_line
from jtai_cli.formats.lines import line
from jtai_cli.report.model import Cell


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
    assert line((text, "b")) == f"{expected},b\n"


@given(
    st.lists(
        st.text(st.sampled_from('ab ,;\t\r\n"=+-@\uff1d|1'), max_size=6), min_size=1, max_size=4
    ),
    st.sampled_from(",;\t|"),
)
def test_what_is_written_is_read_back(texts: list[str], divider: str) -> None:
    written = csv_line(texts, divider)
    (read,) = csv.reader(StringIO(written, newline=""), delimiter=divider, strict=True)
    assert [one.removeprefix("'") for one in read] == texts
    # A program that takes another divider finds the first cell whole.
    first = csv_line(texts[:1], divider)
    for other in ",;\t":
        assert list(csv.reader(StringIO(first, newline=""), delimiter=other)) == [read[:1]]
