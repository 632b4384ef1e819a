"""The workbook, opened with openpyxl and taken apart."""

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta, timezone
from io import BytesIO
from zipfile import ZipFile

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.cell import Cell
from openpyxl.worksheet.worksheet import Worksheet

from jtai_cli import dating
from jtai_cli.cli import asked
from jtai_cli.dated import Timeline
from jtai_cli.errors import UsageError
from jtai_cli.frameworks import Frameworks
from jtai_cli.plan import Inspection, Known, LocalMilestone
from jtai_cli.render import to_xlsx
from jtai_cli.render.to_xlsx import counted, gantt, plan, theme
from jtai_cli.workingdays import Period

STAMP = datetime(2026, 11, 22, 9, 30, tzinfo=UTC)
CURRENT = (
    "front-door", "criminal-exploitation", "early-help", "serious-youth-violence",
    "domestic-abuse", "child-sexual-abuse",
)  # fmt: skip
HOSTILE = (
    "=cmd|'/c calc'!A1", "+1", "-1", "@x", "'quoted", "<script>alert(1)</script>", "[/x]",
    "&amp; ]]>", "two\nlines", "\u202eright to left\u200f", "x" * 10_000, "👩\u200d👧 ❤", "_x0041_",
    "https://example.org", "  spaced  ", "1e5",
)  # fmt: skip


def d(text: str) -> date:
    return date.fromisoformat(text)


def inspection(fieldwork: str = "2025-03-03") -> Inspection:
    return Inspection(Known("fieldwork", d(fieldwork)))


FULL = replace(
    inspection("2026-01-05"),
    theme="child-sexual-abuse",
    area="Northshire",
    principal_authority="NHS Northshire",
    stated={"publication": d("2026-03-14"), "statement-of-proposed-action": d("2026-06-25")},
    closures=(Period(d("2026-02-16"), d("2026-02-20")),),
    owners={"comments-due": "Priya Shah"},
    done=("notification",),
    local={
        "workshop": LocalMilestone("workshop", "Audit workshop", "notification", 6, who="Quality"),
        "review": LocalMilestone("review", "Review", "statement-of-proposed-action", 5),
    },
)


def dated(rules: Frameworks, inspection: Inspection) -> Timeline:
    counting = asked.Counting(None, None, (), (), asked.Dates(None))
    timeline, _ = dating.dated(rules, inspection, counting)
    return timeline


def written(rules: Frameworks, inspection: Inspection) -> bytes:
    return to_xlsx.workbook(dated(rules, inspection), rules, stamp=STAMP)


def opened(rules: Frameworks, inspection: Inspection) -> Workbook:
    return load_workbook(BytesIO(written(rules, inspection)))


def sheet(book: Workbook, name: str) -> Worksheet:
    found = book[name]
    assert isinstance(found, Worksheet)
    return found


def rows(of: Worksheet) -> list[list[Cell]]:
    """The rows of a sheet's one table, its head among them."""
    (table,) = of.tables.values()
    return [list(row) for row in of[table.ref]]


def values(of: Worksheet) -> list[object]:
    return [cell.value for row in of.iter_rows() for cell in row if cell.value is not None]


def parts(book: bytes) -> Iterator[tuple[str, str]]:
    with ZipFile(BytesIO(book)) as archive:
        for name in archive.namelist():
            yield name, archive.read(name).decode()


def test_it_has_the_sheets_that_a_theme_asks_for(rules: Frameworks) -> None:
    with_theme = opened(rules, FULL)
    assert with_theme.sheetnames == ["Plan", "Gantt", "Theme", "How counted"]
    assert opened(rules, inspection()).sheetnames == ["Plan", "Gantt", "How counted"]
    assert (
        with_theme.properties.title == "JTAI timeline: child sexual abuse in the family environment"
    )
    assert with_theme.properties.created == STAMP.replace(tzinfo=None)


def test_the_same_stamp_gives_the_same_bytes(rules: Frameworks) -> None:
    elsewhere = STAMP.astimezone(timezone(timedelta(hours=9)))
    again = to_xlsx.workbook(dated(rules, FULL), rules, stamp=elsewhere)
    assert written(rules, FULL) == again


def test_the_plan_is_a_table_of_real_dates(rules: Frameworks) -> None:
    head, *held = rows(sheet(opened(rules, inspection()), "Plan"))
    assert [cell.value for cell in head] == [column.head for column in plan.COLUMNS]
    assert {cell.data_type for row in held for cell in row[1:3] if cell.value} == {"d"}
    assert {cell.number_format for row in held for cell in row[1:3]} == {"ddd d mmm yyyy"}
    assert {cell.data_type for row in held for cell in row[5:6] if cell.value} == {"n"}
    texts = [cell for row in held for cell in (*row[:1], *row[3:5], *row[6:]) if cell.value]
    assert {cell.data_type for cell in texts} == {"s"}
    by_title = {str(row[3].value): row for row in held}
    notification, draft = by_title["Notification"], by_title["Draft letter for factual accuracy"]
    assert notification[1].value == datetime(2025, 2, 17)  # noqa: DTZ001
    assert notification[5].value == -10
    assert draft[2].value == datetime(2025, 3, 28)  # noqa: DTZ001
    assert by_title["Pre-inspection analysis"][1].value is None
    assert (
        by_title["Statement of proposed action due"][6].value
        == "Computed; if the letter asks for it"
    )
    assert by_title["Fieldwork"][6].value == "Known"


def test_the_plan_can_be_filtered_and_printed(rules: Frameworks) -> None:
    of = sheet(opened(rules, FULL), "Plan")
    (table,) = of.tables.values()
    first = int(table.ref.partition(":")[0][1:])
    assert table.autoFilter.ref == table.ref
    assert of.freeze_panes == f"A{first + 1}"
    assert of.print_title_rows == f"${first}:${first}"
    assert (of.page_setup.orientation, of.page_setup.paperSize) == ("landscape", 9)
    assert (of.page_setup.fitToWidth or 1, of.page_setup.fitToHeight) == (1, 0)
    assert of.sheet_properties.pageSetUpPr is not None
    assert of.sheet_properties.pageSetUpPr.fitToPage
    (status,) = of.data_validations.dataValidation
    assert (status.type, status.formula1) == ("list", '"Not started,In progress,Done,Not needed"')


def test_the_plan_says_what_each_date_is(rules: Frameworks) -> None:
    of = sheet(opened(rules, FULL), "Plan")
    by_title = {str(row[3].value): row for row in rows(of)}
    assert by_title["Audit workshop"][6].value == "Computed; local"
    assert by_title["Letter published [2]"][6].value == (
        "Stated; by the rule 5 March 2026; 6 working days later"
    )
    assert by_title["Comments due back"][7].value == "Priya Shah"
    assert by_title["Notification [1]"][8].value == "Done"
    told = values(of)
    assert "Area: Northshire" in told
    assert "Principal authority: NHS Northshire" in told
    assert "The stated date agrees with 70 working days from publication." in told
    assert "70 calendar days from publication (a Saturday)" in told
    assert "Good Friday" in told
    assert datetime(2026, 2, 20) in told  # noqa: DTZ001
    assert "Dates are computed. The letters you receive take priority." in told


def test_provisional_dates_and_projected_bank_holidays_are_marked(rules: Frameworks) -> None:
    of = sheet(opened(rules, inspection("2028-09-04")), "Plan")
    by_title = {str(row[3].value): row for row in rows(of)}
    marks = by_title["Statement of proposed action due"][6].value
    assert marks == "Computed; provisional; if the letter asks for it"
    assert "New Year’s Day (projected)" in values(of)
    assert any(str(told).startswith("GOV.UK has published bank holidays to") for told in values(of))


def test_no_bank_holidays_are_told_as_none(rules: Frameworks) -> None:
    timeline = replace(dated(rules, inspection()), bank_holidays=())
    book = load_workbook(BytesIO(to_xlsx.workbook(timeline, rules, stamp=STAMP)))
    assert "None" in values(sheet(book, "Plan"))


def row_of(of: Worksheet, title: str) -> int:
    """The number of the row that begins with a title."""
    return 1 + [row[0] for row in of.iter_rows(values_only=True)].index(title)


def marks(of: Worksheet, title: str) -> dict[date, object]:
    """The marks of a row of the chart, by their days."""
    days, row = of[row_of(of, "What happens")][2:], of[row_of(of, title)][2:]
    pairs = [(day.value, cell.value) for day, cell in zip(days, row, strict=True)]
    return {day.date(): mark for day, mark in pairs if isinstance(day, datetime) and mark}


def test_the_chart_has_a_column_a_weekday_and_names_bank_holidays(rules: Frameworks) -> None:
    of = sheet(opened(rules, inspection()), "Gantt")
    number = row_of(of, "What happens")
    days = of[number][2:]
    assert [days[0].value, days[-1].value] == [datetime(2025, 2, 17), datetime(2025, 5, 2)]  # noqa: DTZ001
    assert len(days) == 55
    assert {cell.data_type for cell in days} == {"d"}
    named = of[row_of(of, "Bank holidays")]
    assert [cell.value for cell in named if cell.value] == [
        "Bank holidays", "Good Friday", "Easter Monday",
    ]  # fmt: skip
    weeks = of[number - 2]
    assert [cell.value for cell in weeks if cell.value][:2] == [
        datetime(2025, 2, 17), datetime(2025, 2, 24),  # noqa: DTZ001
    ]  # fmt: skip
    assert marks(of, "Fieldwork") == {
        **{d(f"2025-03-{day:02d}"): "■" for day in range(3, 8)},
        d("2025-04-18"): "×",
        d("2025-04-21"): "×",
    }
    assert marks(of, "Comments due back")[d("2025-04-10")] == "●"
    assert of.freeze_panes == f"C{number + 2}"
    assert of.print_title_cols == "$A:$B"
    assert (of.page_setup.fitToWidth or 1) == 1  # which is what Excel takes without it
    assert set(gantt.LEGEND) <= set(values(of))


def test_the_chart_shows_weekends_closures_and_what_lies_outside(rules: Frameworks) -> None:
    of = sheet(opened(rules, FULL), "Gantt")
    assert marks(of, "Letter published [2]")[d("2026-03-13")] == "►"
    assert marks(of, "Fieldwork")[d("2026-02-18")] == "–"
    audits = marks(of, "Case audits and audit workshop")
    assert [audits[d(f"2025-12-{day}")] for day in (24, 25, 26, 29)] == ["■", "×", "×", "■"]
    outside = [row[0].value for row in of.iter_rows() if row[2].value and row[1].value]
    assert outside[-2:] == ["Statement of proposed action due", "Review"]


def test_a_chart_without_bank_holidays_has_no_row_for_them(rules: Frameworks) -> None:
    of = sheet(opened(rules, inspection("2025-10-06")), "Gantt")
    assert "Bank holidays" not in values(of)


def test_a_long_chart_is_printed_on_more_pages(rules: Frameworks) -> None:
    late = replace(inspection(), stated={"publication": d("2025-09-30")})
    of = sheet(opened(rules, late), "Gantt")
    assert of.page_setup.fitToWidth == 3


@pytest.mark.parametrize("key", CURRENT)
def test_every_point_has_room_for_self_assessment(rules: Frameworks, key: str) -> None:
    of = sheet(opened(rules, replace(inspection(), theme=key)), "Theme")
    head, *held = rows(of)
    assert [cell.value for cell in head] == [column.head for column in theme.COLUMNS]
    assert [row[0].value for row in held] == [n for n, _, _ in rules.theme(key).points()]
    told = [str(row[2].value).casefold() for row in held]
    assert told == [point.casefold() for _, _, point in rules.theme(key).points()]
    assert not [cell.value for row in held for cell in row[3:] if cell.value is not None]
    (rating,) = of.data_validations.dataValidation
    assert rating.formula1 == '"Red,Amber,Green"'
    assert len(rating.sqref.ranges) == 1


def test_a_theme_whose_points_are_not_on_record_says_so(rules: Frameworks) -> None:
    earlier = replace(inspection("2017-06-05"), theme="neglect-2017")
    of = sheet(opened(rules, earlier), "Theme")
    assert not of.tables
    assert values(of)[-1] == "The points of this theme are not on record."


def test_the_earlier_timetable_is_written(rules: Frameworks) -> None:
    of = sheet(opened(rules, inspection("2019-11-04")), "Plan")
    assert len(rows(of)) == 6
    assert any("earlier timetable" in str(told) for told in values(of))


def test_every_date_is_explained(rules: Frameworks) -> None:
    of = sheet(opened(rules, FULL), "How counted")
    head, *held = rows(of)
    assert [cell.value for cell in head] == [column.head for column in counted.COLUMNS]
    assert {row[1].data_type for row in held} == {"d"}
    titles = {one.milestone.title for one in dated(rules, FULL).milestones}
    assert {str(row[0].value) for row in held} == titles
    told = {(str(row[0].value), str(row[2].value)): str(row[3].value) for row in held}
    assert told["Final letter, under embargo", "Computed"] == (
        "7 working days after the comments, Thursday 12 February 2026."
    )
    assert "skipped closure" in told["Final letter, under embargo", "The count"]
    assert "local, from jtai.toml" in told["Audit workshop", "Source"]
    assert sum(row[2].value == "Another reading" for row in held) == 3


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_stays_text(rules: Frameworks, text: str) -> None:
    hostile = replace(
        inspection(),
        area=text,
        owners={"notification": text},
        local={"own": LocalMilestone("own", text, "notification", 1, who=text)},
    )
    book = opened(rules, hostile)
    held = rows(sheet(book, "Plan"))
    own = next(row for row in held if row[6].value == "Computed; local")
    owner = next(row[7] for row in held if row[3].value == "Notification")
    told = [own[3], own[4], owner]
    assert [cell.value for cell in told] == [text] * 3
    assert {cell.data_type for cell in told} == {"s"}
    assert f"Area: {text}" in values(sheet(book, "Plan"))
    is_guarded = text.startswith(("=", "+", "-", "@", "'"))
    assert {bool(cell.quotePrefix) for cell in told} == {is_guarded}


def test_nothing_is_a_formula_or_a_link(rules: Frameworks) -> None:
    hostile = replace(FULL, area="=1+1", owners={"notification": "https://example.org"})
    told = dict(parts(written(rules, hostile)))
    assert not [name for name, part in told.items() if re.search(r"<f[ >]|<hyperlink", part)]
    assert not [name for name, part in told.items() if "relationships/hyperlink" in part]
    assert not [name for name in told if "externalLink" in name or "vba" in name]


def test_lines_end_in_line_feeds(rules: Frameworks) -> None:
    of = sheet(opened(rules, replace(inspection(), owners={"notification": "a\r\nb\rc"})), "Plan")
    assert "a\nb\nc" in values(of)


@pytest.mark.parametrize("character", ["\0", "\x1b", "\ufffe", "\ud800"])
def test_a_character_that_cannot_be_shown_is_refused(rules: Frameworks, character: str) -> None:
    with pytest.raises(UsageError, match="control character"):
        written(rules, replace(inspection(), area=f"Lee{character}ds"))


def test_a_text_too_long_for_a_cell_is_refused(rules: Frameworks) -> None:
    with pytest.raises(UsageError) as refused:
        written(rules, replace(inspection(), owners={"notification": "👩" * 16_384}))
    assert refused.value.message == (
        f"a cell of a workbook holds 32,767 characters, and this text has 16,384: '{'👩' * 30}…'"
    )


def test_rows_grow_with_what_people_type(rules: Frameworks) -> None:
    told = dict(parts(written(rules, FULL)))
    assert not [name for name, part in told.items() if "customHeight" in part]
