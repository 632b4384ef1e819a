"""The sheets that count: recalculated by LibreOffice, every cell is what the engine gives."""

import re
import shutil
import subprocess
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime, timedelta
from io import BytesIO
from pathlib import Path
from typing import NamedTuple
from zipfile import ZipFile

import pytest
from filelock import FileLock
from openpyxl import Workbook, load_workbook
from openpyxl.cell import Cell
from openpyxl.worksheet.worksheet import Worksheet

from jtai_cli.bankholidays import Calendars
from jtai_cli.formats import xlsx
from jtai_cli.plan import Inspection, Known, LocalMilestone
from jtai_cli.report.calculator import calculator
from jtai_cli.rules import Rules
from jtai_cli.timeline import Timeline, resolve
from jtai_cli.workingdays import Period
from tests.conftest import Dated, d

DAY = timedelta(days=1)
MOVED = ("draft-letter", "comments-due", "final-letter", "publication")
SHARED = {
    "AND", "COUNTIF", "EDATE", "EOMONTH", "IF", "IFERROR", "ISNUMBER", "ISERROR", "LEN", "MAX",
    "NETWORKDAYS", "NOT", "OR", "SEARCH", "SUMPRODUCT", "TRIM", "WEEKDAY", "WORKDAY",
}  # fmt: skip
"""Functions of Excel 2016, LibreOffice and Google Sheets; none is volatile."""
# LibreOffice believes what a file holds, unless it is told to count again.
ALWAYS = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Office.Calc/Formula/Load"><prop oor:name="OOXMLRecalcMode"
 oor:op="fuse"><value>0</value></prop></item>
</oor:items>
"""


def from_fieldwork(first: str) -> Inspection:
    return Inspection(Known("fieldwork", d(first)))


def written(timeline: Timeline, rules: Rules) -> bytes:
    return xlsx.write([calculator(timeline, rules)])


def opened(content: bytes, *, is_counted: bool = False) -> Workbook:
    return load_workbook(BytesIO(content), data_only=is_counted)


def named(book: Workbook, name: str) -> Cell:
    ((sheet, place),) = book.defined_names[name].destinations
    found = book[sheet][place.replace("$", "")]
    assert isinstance(found, Cell)
    return found


def sheet(book: Workbook, name: str) -> Worksheet:
    found = book[name]
    assert isinstance(found, Worksheet)
    return found


def typed(content: bytes, days: Mapping[str, date | None], *lists: tuple[date, ...]) -> bytes:
    """Type days into named yellow cells, and bank holidays and closed days below their lists."""
    book = opened(content)
    for name, day in days.items():
        named(book, name).value = day
    for column, more in zip("CD", lists, strict=False):
        cells = (
            cell for cell in sheet(book, "Bank holidays")[column] if not cell.protection.locked
        )
        empty = (cell for cell in cells if cell.value is None)
        for cell, day in zip(empty, more, strict=False):
            cell.value = day
    made = BytesIO()
    book.save(made)
    return made.getvalue()


def typed_in(content: bytes, inspection: Inspection) -> bytes:
    closed = tuple(
        one.first + number * DAY
        for one in inspection.closures
        for number in range((one.last - one.first).days + 1)
    )
    known = {"fieldwork_starts": inspection.known.first, "fieldwork_ends": inspection.known.last}
    says = {f"says_{key.replace('-', '_')}": day for key, day in inspection.stated.items()}
    return typed(content, known | says, inspection.extra_bank_holidays, closed)


def dates(book: Workbook, timeline: Timeline) -> dict[str, tuple[object, object, object]]:
    """Return the first and last day, and the working days late, of each milestone."""
    found: dict[str, tuple[object, object, object]] = {}
    for one in timeline.milestones:
        key = one.key.replace("-", "_")
        last = named(book, f"last_{key}")
        first = None if one.first is None else named(book, f"first_{key}").value
        late = sheet(book, "What if").cell(last.row, 6).value
        found[one.key] = (day_of(first), day_of(last.value), None if late == "" else late)
    return found


def day_of(value: object) -> object:
    return value.date() if isinstance(value, datetime) else value


def expected(timeline: Timeline) -> dict[str, tuple[object, object, object]]:
    return {one.key: (one.first, one.last, one.working_days_late) for one in timeline.milestones}


def table(book: Workbook) -> dict[str, list[object]]:
    """Return all that is counted of each step, by what happens and how it is counted."""
    found: dict[str, list[object]] = {}
    for row in sheet(book, "What if").iter_rows():
        if row[7].value:
            found[f"{row[0].value}: {row[7].value}"] = [cell.value or "" for cell in row[1:7]]
    return found


class Case(NamedTuple):
    """An inspection, and the workbook of its year with it typed in, counted by LibreOffice."""

    timeline: Timeline
    book: Workbook


class Counted(NamedTuple):
    """What LibreOffice made of all workbooks."""

    cases: tuple[Case, ...]
    unchanged: Workbook
    answers: Mapping[str, Workbook]


def inspections(rules: Rules) -> Iterator[Inspection]:
    """Give inspections from 2024 to 2030, most of them with more that moves their dates."""
    division, years = (
        rules.timetable("jtai-2022").division,
        Period(d("2024-01-01"), d("2031-12-31")),
    )
    calendar = Calendars().calendar(division, years)
    for number in range(42):
        first = calendar.roll_forward(d("2024-01-08") + (59 * number + number % 3) * DAY)
        stated = {}
        if number % 2:
            stated[MOVED[number // 2 % 4]] = first + (25 + 37 * number % 61) * DAY
        if number % 5 == 4:
            stated |= {"set-up-discussion": first - 12 * DAY, "evidence-window": first - 190 * DAY}
            stated["statement-of-proposed-action"] = first + 150 * DAY
        extra = calendar.roll_forward(first + 30 * DAY)
        winter = Period(date(first.year, 12, 24), date(first.year, 12, 31))
        last = calendar.roll_forward(first + 8 * DAY)
        yield Inspection(
            Known("fieldwork", first, last if number % 9 == 8 else None),
            stated=stated,
            closures=(winter, Period(first + 20 * DAY, first + 21 * DAY))
            if number % 4 == 1
            else (),
            extra_bank_holidays=(extra,) if number % 4 > 1 else (),
        )


@pytest.fixture(scope="session")
def counted(rules: Rules, tmp_path_factory: pytest.TempPathFactory, testrun_uid: str) -> Counted:
    """Types into workbooks and has them counted, in one call for all, by one of the workers."""
    office = shutil.which("soffice")
    if office is None:
        pytest.skip("LibreOffice is not installed: run make office")
    folder = tmp_path_factory.getbasetemp().parent / f"office-{testrun_uid}"
    folder.mkdir(exist_ok=True)
    timelines = [resolve(rules, one, Calendars()) for one in inspections(rules)]
    with FileLock(folder / "lock"):
        if not (folder / "counted").exists():
            count(folder, office, rules, timelines)
    found = {
        path.stem: opened(path.read_bytes(), is_counted=True)
        for path in (folder / "counted").glob("*.xlsx")
    }
    cases = (Case(one, found[f"case-{number:02}"]) for number, one in enumerate(timelines))
    answers = {name: found[f"answer-{name}"] for name in ANSWERS}
    return Counted(tuple(cases), found["unchanged"], answers)


def count(folder: Path, office: str, rules: Rules, timelines: Sequence[Timeline]) -> None:
    """Have LibreOffice count all workbooks of a folder."""
    blank = {
        year: written(resolve(rules, from_fieldwork(f"{year}-03-0{day}"), Calendars()), rules)
        for year, day in zip(range(2024, 2031), (4, 3, 2, 1, 6, 5, 4), strict=True)
    }
    files = {
        f"case-{number:02}": typed_in(blank[one.inspection.known.first.year], one.inspection)
        for number, one in enumerate(timelines)
    }
    files |= {f"answer-{name}": typed(blank[2026], days) for name, (days, _) in ANSWERS.items()}
    files["unchanged"] = blank[2026]
    profile = folder / "profile"
    (profile / "user").mkdir(parents=True)
    (profile / "user/registrymodifications.xcu").write_text(ALWAYS)
    for name, content in files.items():
        (folder / f"{name}.xlsx").write_bytes(content)
    convert = ("--convert-to", "xlsx", "--outdir", folder / "counted")
    where = f"-env:UserInstallation={profile.as_uri()}"
    paths = sorted(folder.glob("*.xlsx"))
    subprocess.run([office, "--headless", where, *convert, *paths], check=True, capture_output=True)


ANSWERS: Mapping[str, tuple[Mapping[str, date | None], str]] = {
    "good": ({}, "This is a working day."),
    "weekend": ({"fieldwork_starts": d("2026-02-07")}, "This is a weekend. Type a working day."),
    "bank-holiday": (
        {"fieldwork_starts": d("2026-05-25")}, "This is a bank holiday. Type a working day."
    ),
    "backwards": ({"fieldwork_ends": d("2026-01-30")}, "The last day is before the first."),
    "empty": ({"fieldwork_starts": None}, "Type the first day."),
    "far": ({"fieldwork_starts": d("2031-10-06")}, "Bank holidays of some dates are missing."),
}  # fmt: skip


def test_every_date_that_libreoffice_counts_is_the_engines(counted: Counted) -> None:
    for case in counted.cases:
        assert dates(case.book, case.timeline) == expected(case.timeline), case.timeline.inspection
    years = {one.timeline.inspection.known.first.year for one in counted.cases}
    assert len(counted.cases) >= 40
    assert years == set(range(2024, 2031))


def test_everything_that_it_counts_stands_in_the_file_of_such_an_inspection(
    counted: Counted, rules: Rules
) -> None:
    for case in counted.cases[::4]:
        book = opened(written(case.timeline, rules), is_counted=True)
        assert table(case.book) == table(book), case.timeline.inspection


def test_the_cells_above_answer_a_bad_start_in_red(counted: Counted) -> None:
    for name, (_, answer) in ANSWERS.items():
        of = sheet(counted.answers[name], "What if")
        row = named(counted.answers[name], "fieldwork_starts").row
        assert of.cell(row, 3).value == answer, name
        bad = f'$C{row}<>"{ANSWERS["good"][1]}"'
        marked = {str(one.sqref): one.rules[0].formula for one in of.conditional_formatting}
        assert marked[f"A{row}:H{row}"] == [bad]


def test_a_cell_says_whether_the_dates_are_still_those_of_the_program(counted: Counted) -> None:
    def answer(book: Workbook) -> object:
        return sheet(book, "What if").cell(named(book, "fieldwork_ends").row, 3).value

    same = "All dates agree with those that the program calculated."
    assert answer(counted.unchanged) == same
    moved = "20 dates differ from those that the program calculated (columns J and K)."
    assert answer(counted.answers["weekend"]) == moved
    assert answer(counted.answers["empty"]) == "There are no dates."


@pytest.mark.parametrize(
    "inspection",
    [
        Inspection(Known("notification", d("2028-12-27")),
                   stated={"draft-letter": d("2029-02-17")}),
        Inspection(Known("fieldwork", d("2026-11-30")),
                   closures=(Period(d("2026-12-24"), d("2026-12-31")),)),
        Inspection(Known("fieldwork", d("2017-12-04"))),
        Inspection(Known("fieldwork", d("2025-03-03")),
                   local={"a1": LocalMilestone("a1", '=1+1"', "comments-due", -3, who="Ann")},
                   without_bank_holidays=(d("2025-04-21"),)),
    ],
)  # fmt: skip
def test_what_is_written_is_the_engines_whatever_the_inspection(
    inspection: Inspection, rules: Rules, dated: Dated
) -> None:
    timeline = dated(inspection)
    book = opened(written(timeline, rules), is_counted=True)
    assert dates(book, timeline) == expected(timeline)
    rows = table(book)
    marked = {
        title.partition(":")[0] for title, row in rows.items() if "provisional" in str(row[5])
    }
    official = {one.milestone.title for one in timeline.milestones if one.provisional}
    assert marked - {"Another reading"} == official


def test_only_the_yellow_cells_can_be_typed_into_and_no_password_locks_the_rest(
    rules: Rules, dated: Dated
) -> None:
    book = opened(written(dated(from_fieldwork("2027-01-04")), rules))
    for of in book.worksheets:
        assert of.protection.sheet
        assert not of.protection.password
        free = [cell for row in of.iter_rows() for cell in row if not cell.protection.locked]
        assert {cell.fill.start_color.rgb for cell in free} == {"FFFFF6CC"}
        assert not [cell for cell in free if cell.data_type == "f"]
    says = [name for name in book.defined_names if name.startswith("says_")]
    assert len(says) == 15
    assert "says_fieldwork" not in says
    assert "says_pre_inspection_analysis" not in says


def test_formulas_speak_of_named_cells_by_functions_that_all_programs_share(
    rules: Rules, dated: Dated
) -> None:
    content = written(dated(from_fieldwork("2027-01-04")), rules)
    book = opened(content)
    last = named(book, "last_fieldwork").value
    assert last == '=IF(fieldwork_ends="",WORKDAY(fieldwork_starts,4,bank_holidays),fieldwork_ends)'
    comments = named(book, "first_comments_due").row
    formula = sheet(book, "What if").cell(comments, 2).value
    assert formula == "=WORKDAY(last_draft_letter,9,letters_days_off)"
    formulas = [
        str(cell.value)
        for of in book
        for row in of.iter_rows()
        for cell in row
        if cell.data_type == "f"
    ]
    used = {name for one in formulas for name in re.findall(r"([A-Z][A-Z.]+)\(", one)}
    assert used <= SHARED
    with ZipFile(BytesIO(content)) as archive:
        assert not [name for name in archive.namelist() if "vba" in name.lower()]
        assert b"_xlfn" not in archive.read("xl/worksheets/sheet1.xml")
