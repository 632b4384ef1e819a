"""A portfolio as workbook and as picture, taken apart."""

from collections.abc import Callable, Iterator, Mapping
from datetime import UTC, date, datetime
from io import BytesIO
from xml.etree import ElementTree as ET

import pytest
from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from jtai_cli import dating
from jtai_cli.cli import asked
from jtai_cli.dated import Days, Timeline
from jtai_cli.errors import UsageError
from jtai_cli.frameworks import Frameworks
from jtai_cli.plan import Inspection, Known
from jtai_cli.portfolio import Header, Row, milestones
from jtai_cli.portfolio.load import Load, told
from jtai_cli.render import to_portfolio_svg, to_portfolio_xlsx

STAMP = datetime(2026, 11, 22, tzinfo=UTC)
HEADER = Header(("area", "fieldwork", "ours"), ",")
KEYS = ("notification", "fieldwork", "pre-inspection-analysis", "draft-letter")
COUNTING = asked.Counting(None, None, (), (), asked.Dates(None))

Shown = Callable[[Inspection], Timeline]


def row(*cells: str) -> Row:
    return Row(2, cells, "fieldwork", inspection())


def at(text: str) -> datetime:
    """The day as openpyxl reads it."""
    return datetime.fromisoformat(text)


def inspection(known: str = "2025-03-03") -> Inspection:
    return Inspection(Known("fieldwork", date.fromisoformat(known)))


def wide(rules: Frameworks, rows: Iterator[Row]) -> bytes:
    file = BytesIO()
    dated = ((one, dating.days(rules, one.inspection, COUNTING)) for one in rows)
    to_portfolio_xlsx.wide(file, HEADER, KEYS, dated, stamp=STAMP)
    return file.getvalue()


def sheet(content: bytes) -> Worksheet:
    found = load_workbook(BytesIO(content)).active
    assert isinstance(found, Worksheet)
    return found


def values(content: bytes) -> list[list[object]]:
    return [list(cells) for cells in sheet(content).iter_rows(values_only=True)]


def test_a_wide_workbook_has_real_dates(rules: Frameworks) -> None:
    found = values(wide(rules, iter([row("Kingston", "2025-03-03", "x")])))

    assert found == [
        ["area", "fieldwork", "ours", "notification", "pre-inspection-analysis", "draft-letter"],
        ["Kingston", at("2025-03-03"), "x", at("2025-02-17"), None, at("2025-03-28")],
    ]


def test_a_known_date_of_a_workbook_keeps_its_last_day(rules: Frameworks) -> None:
    (_, found) = values(wide(rules, iter([row("Kent", "2025-03-03..2025-03-06", "x")])))

    assert found[1] == "2025-03-03..2025-03-06"


def test_what_a_timetable_lacks_is_an_empty_cell(rules: Frameworks) -> None:
    old = Row(2, ("Kent", "2019-06-17", ""), "fieldwork", inspection("2019-06-17"))

    (_, found) = values(wide(rules, iter([old])))

    assert found == ["Kent", at("2019-06-17"), None, at("2019-06-03"), None, None]


def test_a_long_workbook_has_a_row_a_milestone(rules: Frameworks, shown: Shown) -> None:
    file, timeline = BytesIO(), shown(inspection())

    to_portfolio_xlsx.long(
        file, HEADER, iter([(row("Kingston", "2025-03-03", "x"), timeline)]), stamp=STAMP
    )

    head, *rows = values(file.getvalue())
    assert head[:8] == ["area", "fieldwork", "ours", "key", "title", "phase", "first", "last"]
    assert len(rows) == len(rules.timetable("jtai-2022").milestones)
    assert rows[2][:9] == [
        "Kingston", "2025-03-03", "x", "notification", "Notification", "week-1",
        at("2025-02-17"), at("2025-02-17"), "Monday",
    ]  # fmt: skip


def test_no_text_of_a_workbook_is_a_formula(rules: Frameworks) -> None:
    found = sheet(wide(rules, iter([row("=1+1", "2025-03-03", "https://example.org")])))

    assert [
        (cell.value, cell.data_type, cell.hyperlink) for cell in (found["A2"], found["C2"])
    ] == [
        ("=1+1", "s", None),
        ("https://example.org", "s", None),
    ]
    assert found["A2"].quotePrefix


def test_a_workbook_keeps_its_head_in_sight_and_can_be_filtered(rules: Frameworks) -> None:
    found = sheet(wide(rules, iter([row("Kingston", "2025-03-03", "x")] * 3)))

    assert (found.freeze_panes, found.auto_filter.ref) == ("A2", "A1:F4")


def test_a_text_too_long_for_a_cell_is_refused(rules: Frameworks) -> None:
    with pytest.raises(UsageError) as caught:
        wide(rules, iter([row("Kingston", "2025-03-03", "a" * 32_768)]))

    assert (caught.value.message, caught.value.hint) == (
        f"a cell of a workbook holds 32,767 characters, and this text has 32,768: '{'a' * 30}…'",
        "a shorter text",
    )


def test_a_long_text_that_fits_is_written(rules: Frameworks) -> None:
    (_, found) = values(wide(rules, iter([row("Kingston", "2025-03-03", "a" * 32_767)])))

    assert found[2] == "a" * 32_767


def test_more_rows_than_a_sheet_holds_are_refused(
    rules: Frameworks, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(to_portfolio_xlsx, "_MOST_ROWS", 3)

    with pytest.raises(UsageError) as caught:
        wide(rules, iter([row("Kingston", "2025-03-03", "x")] * 3))

    assert (caught.value.message, caught.value.hint) == (
        "a sheet of a workbook holds 3 rows, and these are more",
        "--wide, a part of the file, or --format csv",
    )


# The picture


def drawn(rules: Frameworks, limits: Mapping[str, int], *fieldworks: str) -> ET.Element:
    load = Load(told(milestones(rules, None, phases=tuple(rules.phases))), limits)
    for fieldwork in fieldworks:
        days: Mapping[str, Days] = dating.days(rules, inspection(fieldwork), COUNTING)
        load.add(days)
    return ET.fromstring(to_portfolio_svg.load(load))  # noqa: S314 - our own picture


def texts(picture: ET.Element) -> list[str]:
    return [one.text or "" for one in picture.iter("{http://www.w3.org/2000/svg}text")]


def test_every_count_stands_in_its_cell_and_is_told_in_words_when_over(rules: Frameworks) -> None:
    picture = drawn(rules, {"fieldwork": 1}, "2025-03-03", "2025-03-03", "2025-03-10")

    told = texts(picture)
    # Of the twos, one is Monday 2 June.
    assert (told.count("2!"), told.count("2"), told.count("1")) == (1, 7, 7)
    assert "Week of Monday 3 March 2025: Fieldwork 2, 1 over the limit of 1" in told


def test_a_picture_can_be_read_aloud(rules: Frameworks) -> None:
    picture = drawn(rules, {}, "2025-03-03")

    described = [
        picture.find(f"{{http://www.w3.org/2000/svg}}{name}") for name in ("title", "desc")
    ]
    assert [one.text for one in described if one is not None] == [
        "How many fall together, week by week",
        "The weeks from Monday 17 February 2025 to that of Monday 28 July 2025.",
    ]
