"""The workbook, opened with openpyxl and taken apart."""

import re
from dataclasses import replace
from datetime import datetime
from io import BytesIO
from zipfile import ZipFile

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.cell import Cell as SheetCell
from openpyxl.worksheet.worksheet import Worksheet

from jtai_cli.errors import UsageError
from jtai_cli.formats.xlsx import write
from jtai_cli.report import model
from jtai_cli.report.model import Bar, Bars, Column, Heading, Link, Paragraph, Report, Row, Table
from tests.conftest import d


def at(text: str) -> datetime:
    return datetime.fromisoformat(text)


def days(first: str, last: str | None = None) -> model.Span:
    return model.Span(d(first), d(last or first))


COLUMNS: tuple[Column, ...] = (
    Column("last", "Day", width=16),
    Column("title", "What happens"),
    Column("days", "Working days", is_right=True),
    Column("source", "Source"),
    Column("key", "Key", media=frozenset({"document"})),
    Column("owner", "Owner", is_filled_in=True),
    Column("done", "Done", choices=("Done", "Not needed"), is_filled_in=True),
    Column("rating", "Rating", tones=(("Red", model.Tone.BAD), ("Green", model.Tone.GOOD)),
           choices=("Red", "Green"), is_filled_in=True),
)  # fmt: skip
SOURCE = Link("Regulations", "https://www.legislation.gov.uk/uksi/2015/1792")
TABLE = Table(
    COLUMNS,
    (model.Section((Row((d("2025-02-17"), "Notification", -10, None, "n", "", "Done", "")),),
                   "Week 1: off site"),
     model.Section((Row((d("2025-03-28"), "Draft letter", 15, SOURCE, "d", "Ann", "", "Red")),
                    Row((d("2025-04-10"), ("Comments", "due"), 24, "", "c", "", "", ""),
                        model.Tone.WARNING)),
                   "Letters")),
    caption="Every date", group="Phase", overdue="last",
)  # fmt: skip
PLAN = Report(
    "Kingston: JTAI plan",
    (model.Facts((("Fieldwork", ("3 to 7 March",)), ("Seen", (d("2025-03-03"), d("2025-03-04"))))),
     Paragraph.of("For terminals.", media=frozenset({"terminal"})), TABLE, Heading("Sources"),
     model.Bullets((SOURCE, "the letter"), is_numbered=True, start=3),
     Paragraph.of("See ", SOURCE, " and ", Link("more", "https://example.org/m"), ".")),
    sheet="Plan", subject="the timetable",
)  # fmt: skip
BARS = Bars(
    (
        Bar("Set-up", d("2025-04-12"), d("2025-04-16"), "Week 1: off site"),
        Bar("Comments", d("2025-04-22"), d("2025-04-22"), "Letters"),
        Bar("Letter", d("2025-04-26"), d("2025-04-26"), "Letters", is_given=True),
        Bar("Leave", d("2025-04-17"), d("2025-04-22"), "Letters"),
    ),
    ((d("2025-04-18"), "Good Friday"), (d("2025-04-21"), "Easter Monday")),
    apart=(("Statement", days("2025-08-01")),),
)


def opened(*sheets: Report) -> Workbook:
    return load_workbook(BytesIO(write(sheets)))


def sheet(book: Workbook, name: str | None = None) -> Worksheet:
    found = book[name or book.sheetnames[0]]
    assert isinstance(found, Worksheet)
    return found


def only(*blocks: model.Block) -> Worksheet:
    return sheet(opened(Report("Title", blocks)))


def rows(of: Worksheet) -> list[list[SheetCell]]:
    """The rows of a sheet's one table, its head among them."""
    (table,) = of.tables.values()
    return [list(row) for row in of[table.ref]]


def values(of: Worksheet) -> list[object]:
    return [cell.value for row in of.iter_rows() for cell in row if cell.value is not None]


def fill(cell: SheetCell) -> str:
    return str(cell.fill.start_color.rgb)[2:] if cell.fill.fill_type else "FFFFFF"


def test_a_workbook_has_fixed_properties() -> None:
    properties = opened(PLAN).properties
    assert (properties.title, properties.subject, properties.creator) == (
        "Kingston: JTAI plan", "the timetable", "jtai",
    )  # fmt: skip
    assert properties.created == properties.modified == at("2000-01-01")


def test_a_table_holds_dates_numbers_links_and_text() -> None:
    head, first, second, third = rows(sheet(opened(PLAN)))
    assert [cell.value for cell in head] == [
        "Phase", "Day", "What happens", "Working days", "Source", "Owner", "Done", "Rating",
    ]  # fmt: skip
    assert [cell.value for cell in first[:4]] == [
        "Week 1: off site", at("2025-02-17"), "Notification", -10,
    ]  # fmt: skip
    assert first[1].number_format == "ddd d mmm yyyy"
    assert [cell.data_type for cell in first[:4]] == ["s", "d", "s", "n"]
    assert second[4].hyperlink is not None
    assert (second[4].value, second[4].hyperlink.target) == (SOURCE.text, SOURCE.url)
    assert third[2].value == "Comments\ndue"


def test_a_table_can_be_filtered_printed_and_read_out() -> None:
    of = sheet(opened(PLAN))
    (table,) = of.tables.values()
    head = int(re.sub(r"\D", "", table.ref.partition(":")[0]))
    assert table.autoFilter.ref == table.ref
    assert of.freeze_panes == f"A{head + 1}"
    assert of.print_title_rows == f"${head}:${head}"
    assert (of.page_setup.orientation, of.page_setup.paperSize) == ("landscape", 9)
    assert (of.page_setup.fitToWidth or 1, of.page_setup.fitToHeight) == (1, 0)
    with ZipFile(BytesIO(write((PLAN,)))) as archive:
        described = archive.read("xl/tables/table1.xml").decode()
        printed = archive.read("xl/worksheets/sheet1.xml").decode()
    assert 'altText="Every date"' in described
    assert "&amp;L&amp;8 Kingston: JTAI plan&amp;R&amp;8 Page &amp;P of &amp;N" in printed


def test_days_are_dates_and_runs_of_days_are_text() -> None:
    columns = (Column("when", "Inspected"), Column("area", "Area"))
    cells = [(days("2022-01-10", "2022-01-14"), "A"), (days("2022-04-04"), "B"), (None, "C")]
    open_ended = (model.Span(None, d("2022-05-05")), "D")
    head, *found = rows(only(Table.of(columns, [Row(one) for one in (*cells, open_ended)])))
    assert [cell.value for cell in head] == ["Inspected", "Area"]
    assert [row[0].value for row in found] == [
        "10–14 Jan 2022", at("2022-04-04"), None, "to 5 May 2022",
    ]  # fmt: skip


def test_words_to_choose_from_are_offered_and_coloured() -> None:
    of = sheet(opened(PLAN))
    lists = (one for one in of.data_validations.dataValidation if one.type == "list")
    offers = {one.formula1: str(one.sqref) for one in lists}
    letters = [cell.column_letter for cell in rows(of)[0]]
    assert {formula: where[0] for formula, where in offers.items()} == {
        '"Done,Not needed"': letters[6],
        '"Red,Green"': letters[7],
    }
    rules = [rule for rules in of.conditional_formatting for rule in rules.rules]
    assert [rule.formula[0] for rule in rules if rule.type == "cellIs"] == ['"Red"', '"Green"']
    many = Column("x", "X", choices=tuple(f"{number:060d}" for number in range(5)))
    assert not only(Table.of([many], [Row(("",))])).data_validations.dataValidation


@pytest.mark.parametrize("is_all_filled_in", [False, True])
def test_what_was_due_before_a_typed_day_and_is_not_done_is_shaded(is_all_filled_in: bool) -> None:
    columns = COLUMNS
    if is_all_filled_in:
        columns = tuple(one._replace(is_filled_in=True) for one in COLUMNS)
    of = only(TABLE._replace(columns=columns, sections=(model.Section(TABLE.sections[1].rows),)))
    asks = "Shade what was due before"
    (label,) = (cell for row in of.iter_rows() for cell in row if cell.value == asks)
    (found,) = (
        (str(one.sqref), rule.formula[0])
        for one in of.conditional_formatting
        for rule in one.rules
        if rule.type == "expression"
    )
    cells, formula = found
    pattern = r'AND\(ISNUMBER\((\S+?)\),ISNUMBER\((\S+?)\),\2<\1,(\S+?)=""\)'
    ((typed, day, done),) = re.findall(pattern, formula)
    assert of[typed.replace("$", "")].value is None
    assert of[typed.replace("$", "")].row == label.row
    assert not of[typed.replace("$", "")].protection.locked
    assert of[day.replace("$", "")].value == at("2025-03-28")
    assert of[f"{done[1]}{rows(of)[0][0].row}"].value == "Done"
    assert cells.split(":")[1][0] == ("G" if is_all_filled_in else "D")


def test_what_people_fill_in_is_white_and_unlocked_and_sections_have_quiet_grounds() -> None:
    book = opened(PLAN, replace(PLAN, sheet="Again"))
    _, first, second, third = rows(sheet(book, "Plan"))
    assert fill(first[1]) == fill(first[0]) != fill(second[0])
    assert {fill(first[5]), fill(second[5])} == {"FFFFFF"}
    assert first[1].protection.locked
    assert not first[5].protection.locked
    assert fill(third[1]) not in {fill(second[1]), "FFFFFF"}  # a warning
    again = rows(sheet(book, "Again"))
    assert [fill(row[0]) for row in again] == [fill(row[0]) for row in rows(sheet(book, "Plan"))]


def test_prose_stands_around_the_table() -> None:
    of = sheet(opened(PLAN))
    found = values(of)
    assert found[0] == "Kingston: JTAI plan"
    assert found[1:6] == ["Fieldwork", "3 to 7 March", "Seen", at("2025-03-03"), at("2025-03-04")]
    assert "For terminals." not in found
    after = found[found.index("Sources") :]
    assert after == [
        "Sources", "3.  Regulations", "4.  the letter",
        f"See Regulations ({SOURCE.url}) and more (https://example.org/m).",
    ]  # fmt: skip
    links = {cell.value for row in of.iter_rows() for cell in row if cell.hyperlink}
    assert links == {"Regulations", "3.  Regulations"}


def test_a_further_table_takes_as_many_columns_as_it_needs() -> None:
    second = Table.of(
        (Column("a", "Area", width=40), Column("b", "When", width=16)),
        [Row(("Solihull", days("2022-01-10"))), Row(("x" * 300, None))],
    )
    of = only(TABLE._replace(overdue=""), Heading("Findings"), second)
    assert len(rows(of)) == 4
    (area,) = (cell for row in of.iter_rows() for cell in row if cell.value == "Solihull")
    assert any(area.coordinate in merged for merged in of.merged_cells.ranges)
    assert {area.row, area.row + 1} <= {merged.min_row for merged in of.merged_cells.ranges}
    (day,) = (cell for cell in of[area.row] if cell.value == at("2022-01-10"))
    assert day.number_format == "ddd d mmm yyyy"
    heights = [of.row_dimensions[area.row + down].height or 0 for down in (0, 1)]
    assert heights[1] > 5 * heights[0]


def test_rows_grow_with_what_people_type() -> None:
    with ZipFile(BytesIO(write((PLAN,)))) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    assert b"customHeight" not in parts["xl/worksheets/sheet1.xml"]
    assert b' ht="' in parts["xl/worksheets/sheet1.xml"]


@pytest.mark.parametrize(
    "url", ["javascript:alert(1)", "file:///etc/passwd", "internal:Plan!A1", r"\\host\share", "",
            "https://example.org/" + "x" * 3000]
)  # fmt: skip
def test_an_address_that_may_not_be_followed_is_text(url: str) -> None:
    of = only(Paragraph.of(Link("here", url)), Table.of(COLUMNS[1:2], [Row((Link("there", url),))]))
    assert {"here", "there"} <= set(values(of))
    assert not [cell for row in of.iter_rows() for cell in row if cell.hyperlink]


def test_a_text_too_long_for_a_cell_is_refused() -> None:
    assert values(only(Paragraph.of("x" * 32_767)))[1] == "x" * 32_767
    with pytest.raises(UsageError, match="a cell of a workbook holds 32,767 characters") as refused:
        only(Paragraph.of("👩" * 16_384))
    assert refused.value.hint == "a shorter text"


def test_sheets_have_names_that_excel_takes() -> None:
    names = ["Plan", "plan", "a/b:c[d]*?", "'quoted'", "History", "x" * 40, "x" * 40, None, None]
    book = opened(*(Report("Of all", (), sheet=name) for name in names))
    assert book.sheetnames == [
        "Plan", "plan 2", "a b c d", "quoted", "History 2", "x" * 26, f"{'x' * 26} 2", "Of all",
        "Of all 2",
    ]  # fmt: skip


def test_columns_have_heads_that_excel_takes() -> None:
    columns = [Column(head, head) for head in ("a", "A", "", "x\ny", "z" * 300)]
    head, *_ = rows(only(Table.of(columns, [Row(("",) * 5)])))
    assert [cell.value for cell in head] == ["a", "A 2", "Column", "x y", "z" * 250]


# The chart of weeks


def marks(of: Worksheet, label: str) -> dict[str, object]:
    """The marks of a row of the chart, by their days."""
    column = [cell.value for cell in of["A"]]
    days, row = of[column.index("What happens") + 1], of[column.index(label) + 1]
    return {
        day.value.date().isoformat(): cell.value
        for day, cell in zip(days[2:], row[2:], strict=True)
        if isinstance(day.value, datetime) and cell.value
    }


def test_bars_are_a_chart_on_a_sheet_of_its_own() -> None:
    book = opened(replace(PLAN, blocks=(*PLAN.blocks, BARS)))
    assert book.sheetnames == ["Plan", "Weeks"]
    of = sheet(book, "Weeks")
    off = {"2025-04-18": "×", "2025-04-21": "×"}
    assert marks(of, "Set-up") == {f"2025-04-{day}": "■" for day in (14, 15, 16)} | off
    assert marks(of, "Comments") == {"2025-04-22": "●"} | off
    assert marks(of, "Letter") == {"2025-04-25": "►"} | off
    assert marks(of, "Leave") == {"2025-04-17": "■", "2025-04-22": "■"} | off
    assert marks(of, "Days off") == {"2025-04-18": "Good Friday", "2025-04-21": "Easter Monday"}
    assert {"12–16 Apr 2025", "Sat 26 Apr 2025", "7 Apr 2025", "Letters"} <= set(values(of))
    assert "Other dates: Statement: Fri 1 Aug 2025" in values(of)
    column = [cell.value for cell in of["A"]]
    head = column.index("What happens") + 1
    assert of.freeze_panes == f"C{head + 2}"
    assert (of.print_title_rows, of.print_title_cols) == (f"${head - 1}:${head + 1}", "$A:$B")
    given, counted = (
        {fill(cell) for cell in of[column.index(label) + 1] if cell.value in {"●", "►"}}
        for label in ("Letter", "Comments")
    )
    assert given != counted


def test_a_long_chart_is_printed_on_more_pages() -> None:
    late = Bars((*BARS.bars, Bar("Late", d("2025-10-01"), d("2025-10-01"), "Letters")))
    of = sheet(opened(Report("Bars", (late,))), "Weeks")
    assert of.page_setup.fitToWidth == 2
    assert "Days off" not in values(of)
