"""`jtai look-ahead`: the weeks of a period in every format, one explained, bad input refused."""

from __future__ import annotations

import json
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from openpyxl import load_workbook

if TYPE_CHECKING:
    from tests.cli.conftest import Golden, Jtai

SCHOOL = """\
first,last,title
16/2/2026,20/2/2026,Half-term
30/3/2026,10/4/2026,Easter holidays
2026-05-25,2026-05-29,Half-term
2026-10-26,2026-10-30,Half-term
2026-12-21,2027-01-01,Christmas holidays
"""
CABINET = """\
BEGIN:VCALENDAR
VERSION:2.0
PRODID:-//x//EN
BEGIN:VEVENT
UID:1
SUMMARY:Cabinet
DTSTART;TZID=Europe/London:20260113T180000
DTEND;TZID=Europe/London:20260113T200000
RRULE:FREQ=MONTHLY;BYDAY=2TU
END:VEVENT
END:VCALENDAR
"""
YEAR = ("look-ahead", "--year", "2026")
BOTH = ("--avoid", "school.csv", "--avoid", "cabinet.ics")
AVOIDING = (*YEAR, "--avoid", "school.csv")
SPRING = ("look-ahead", "--from", "2026-03-01", "--to", "2026-05-31", "--avoid", "school.csv")


@pytest.fixture(autouse=True)
def avoid_files(jtai: Jtai) -> None:
    del jtai  # which has gone to the test's own directory
    Path("school.csv").write_text(SCHOOL, "utf-8")
    Path("cabinet.ics").write_text(CABINET, "utf-8")


@pytest.mark.parametrize(
    ("argv", "name"),
    [
        pytest.param(AVOIDING, "look-ahead-2026.txt", id="a-year"),
        pytest.param(
            ("look-ahead", "--from", "2026-01-01", "--to", "2027-12-31", "--sort", "troubles"),
            "look-ahead-two-years.txt",
            id="two-years-by-troubles",
        ),
        pytest.param(
            (*SPRING, "--avoid", "cabinet.ics", "--after-bank-holidays", "--theme", "front-door"),
            "look-ahead-after-bank-holidays.txt",
            id="after-bank-holidays",
        ),
        pytest.param(
            ("look-ahead", "--from", "2028-08-01", "--to", "2029-01-31"),
            "look-ahead-provisional.txt",
            id="provisional",
        ),
        pytest.param(
            ("look-ahead", "--from", "2020-03-09", "--to", "2022-01-31"),
            "look-ahead-earlier.txt",
            id="between-timetables",
        ),
        pytest.param(
            (
                "look-ahead", "--from", "2026-11-02", "--to", "2026-12-31",
                "--closure", "2026-12-24..2026-12-31",
            ),
            "look-ahead-closure.txt",
            id="closure",
        ),
        pytest.param((*SPRING, "--format", "json"), "look-ahead.json", id="json"),
        pytest.param((*SPRING, "--format", "csv"), "look-ahead.csv", id="csv"),
        pytest.param((*SPRING, "--format", "markdown"), "look-ahead.md", id="markdown"),
        pytest.param((*SPRING, "--format", "html"), "look-ahead.html", id="html"),
        pytest.param(
            ("look-ahead", "--why", "2026-03-30", *BOTH),
            "look-ahead-why.txt",
            id="why",
        ),
        pytest.param(
            (*YEAR, "--why", "5 Jan 2026"), "look-ahead-why-call.txt", id="why-no-monday-call"
        ),
        pytest.param(
            ("look-ahead", "--why", "2029-01-22"), "look-ahead-why-provisional.txt", id="why-later"
        ),
        pytest.param(("look-ahead", "--help"), "help-look-ahead.txt", id="help"),
    ],
)  # fmt: skip
def test_look_ahead_golden(jtai: Jtai, golden: Golden, argv: tuple[str, ...], name: str) -> None:
    ran = jtai(*argv)

    assert (ran.status, ran.err) == (0, "")
    golden(name, ran.out)


@pytest.mark.parametrize(
    ("argv", "name"),
    [
        pytest.param(SPRING, "look-ahead-50.txt", id="weeks"),
        pytest.param((*SPRING, "--why", "2026-03-30"), "look-ahead-why-50.txt", id="why"),
    ],
)
def test_narrow_golden(jtai: Jtai, golden: Golden, argv: tuple[str, ...], name: str) -> None:
    ran = jtai(*argv, environment={"COLUMNS": "50"})

    assert max(len(line) for line in ran.out.decode().splitlines()) <= 50
    golden(name, ran.out)


@pytest.mark.parametrize(
    ("argv", "name", "lines"),
    [
        pytest.param(YEAR, "look-ahead-160.txt", 43, id="by-date"),
        pytest.param(
            (*AVOIDING, "--sort", "troubles"), "look-ahead-160-troubles.txt", 50, id="by-troubles"
        ),
    ],
)
def test_a_year_fits_a_wide_screen_golden(
    jtai: Jtai, golden: Golden, argv: tuple[str, ...], name: str, lines: int
) -> None:
    ran = jtai(*argv, environment={"COLUMNS": "160"})

    drawn = ran.out.decode().splitlines()
    assert (len(drawn), max(len(line) for line in drawn) <= 160) == (lines, True)
    golden(name, ran.out)


def test_half_a_year_stands_in_one_column_however_wide(jtai: Jtai) -> None:
    months = ("look-ahead", "--from", "2026-01-01", "--to", "2026-06-30")

    lines = jtai(*months, environment={"COLUMNS": "200"}).out.decode().splitlines()

    assert sum(line.count("Mon ") > 2 for line in lines) == 0


def test_a_year_fits_80_columns_a_line_a_week(jtai: Jtai) -> None:
    lines = jtai(*AVOIDING).out.decode().splitlines()

    assert max(len(line) for line in lines) <= 80
    assert sum(line.startswith("Mon ") for line in lines) == 47
    assert [line[:5] for line in lines].index("Marks") == 54


@pytest.mark.parametrize(
    ("argv", "expected"),
    [
        pytest.param(
            ("--why", "2026-04-06"),
            "No fieldwork week starts on Monday 6 April 2026: it is Easter Monday.\n",
            id="bank-holiday",
        ),
        pytest.param(
            ("--why", "2026-05-04"),
            "No fieldwork week starts on Monday 4 May 2026: it is the Early May bank holiday.\n",
            id="early-may",
        ),
        pytest.param(
            ("--why", "2026-01-07"),
            "No fieldwork week starts on Wednesday 7 January 2026: fieldwork starts on a\n"
            "Monday; that week's is Monday 5 January 2026.\n",
            id="wednesday",
        ),
        pytest.param(
            ("--why", "2026-04-07"),
            "No fieldwork week starts on Tuesday 7 April 2026: it follows a bank holiday\n"
            "Monday, and --after-bank-holidays is not given.\n",
            id="tuesday-after",
        ),
        pytest.param(
            ("--year", "2026", "--why", "2027-01-04"),
            "No fieldwork week starts on Monday 4 January 2027: it lies outside the period\n"
            "asked for, Thursday 1 January 2026 to Thursday 31 December 2026.\n",
            id="outside",
        ),
        pytest.param(
            ("--from", "2021-12-27", "--to", "2022-01-31", "--why", "2021-12-27"),
            "No fieldwork week starts on Monday 27 December 2021: no timetable was in force.\n",
            id="no-timetable",
        ),
        pytest.param(
            ("--from", "2026-01-06", "--to", "2026-01-09"),
            "JTAI look-ahead\nThere is no Monday from 6 January 2026 to 9 January 2026.\n",
            id="no-monday",
        ),
        pytest.param(
            ("--from", "2026-04-06", "--to", "2026-04-06"),
            "JTAI look-ahead\n6 April 2026 to 6 April 2026: 0 possible fieldwork weeks, 1 Monday "
            "not possible\n\nNot possible   Easter Monday 6 Apr 2026\n",
            id="no-week",
        ),
    ],
)
def test_what_is_no_week_is_said_so(jtai: Jtai, argv: tuple[str, ...], expected: str) -> None:
    ran = jtai("look-ahead", *argv)

    assert (ran.status, ran.out.decode(), ran.err) == (0, expected, "")


def test_a_year_takes_few_lines_more_than_its_weeks(jtai: Jtai) -> None:
    assert len(jtai(*YEAR).out.decode().splitlines()) == 47 + 26


@pytest.mark.parametrize(
    ("why", "expected"),
    [
        pytest.param(
            ("--why", "2020-06-01"),
            "Monday 1 June 2020: no timetable was in force.\n",
            id="alone",
        ),
        pytest.param(
            ("--why", "2020-06-01", "--from", "2020-05-01", "--to", "2020-07-01"),
            "Monday 1 June 2020: no timetable was in force.\n",
            id="in-a-period",
        ),
        pytest.param(
            ("--why", "2020-06-02"),
            "Tuesday 2 June 2020: fieldwork starts on a Monday;\n"
            "that week's is Monday 1 June 2020.\n",
            id="no-monday-either",
        ),
    ],
)
def test_a_day_between_timetables_is_explained(
    jtai: Jtai, why: tuple[str, ...], expected: str
) -> None:
    ran = jtai("look-ahead", *why)

    told = f"No fieldwork week starts on {expected}"
    assert (ran.status, ran.out.decode(), ran.err) == (0, told, "")


@pytest.mark.parametrize(
    ("period", "expected"),
    [
        pytest.param(
            ("2026-05-18", "2026-05-18"),
            "Bank holidays skipped (England): Early May 4 May, Spring 25 May, Summer 31 Aug 2026",
            id="may",
        ),
        pytest.param(
            ("2026-03-02", "2026-03-08"),
            "Bank holidays skipped (England): Good Friday 3 Apr, Easter Monday 6 Apr, Early May "
            "4 May, Spring 25 May 2026",
            id="easter-between-letters",
        ),
    ],
)
def test_bank_holidays_are_those_that_the_dates_skip(
    jtai: Jtai, period: tuple[str, str], expected: str
) -> None:
    first, last = period

    ran = jtai("look-ahead", "--from", first, "--to", last, "--format", "markdown")

    assert f"- {expected}\n" in ran.out.decode()


def test_marks_say_what_is_touched_and_remarks_what_touches_nothing(jtai: Jtai) -> None:
    Path("own.csv").write_text("first,last,title\n2026-03-03,,X\n2026-08-03,,Y\n", "utf-8")

    ran = jtai("look-ahead", "--from", "2026-03-02", "--to", "2026-03-08", "--avoid", "own.csv")

    lines = ran.out.decode().splitlines()
    assert "               1 X, 3 Mar 2026: fieldwork (this week)" in lines
    assert "Remarks        1 date to avoid touches no week: Y, 3 Aug 2026" in lines


def test_a_file_without_dates_is_told_of(jtai: Jtai) -> None:
    Path("none.csv").write_text("first,last,title\n", "utf-8")
    Path("none.ics").write_text("BEGIN:VCALENDAR\nVERSION:2.0\nEND:VCALENDAR\n", "utf-8")
    week = ("look-ahead", "--from", "2026-05-18", "--to", "2026-05-18")

    ran = jtai(*week, "--avoid", "none.csv", "--avoid", "none.ics")

    assert (ran.status, ran.out) == (0, jtai(*week).out)
    assert ran.err == (
        "jtai: warning: none.csv: holds no dates to avoid\n"
        "jtai: warning: none.ics: holds no dates to avoid\n"
    )


def test_of_very_many_dates_none_is_laid_beside_the_weeks(jtai: Jtai) -> None:
    rows = "".join(f"2026-03-03,,X{number}\n" for number in range(2001))
    Path("many.csv").write_text(f"first,last,title\n2036-03-03,,Far\n{rows}", "utf-8")

    ran = jtai(*YEAR, "--avoid", "many.csv")

    assert (ran.status, ran.out) == (2, b"")
    assert ran.err == (
        "jtai: error: 2,001 dates to avoid fall among the dates of these weeks: more than 2,000 "
        "are not told apart\nTry: a shorter period, or a file of the dates that matter\n"
    )


def test_after_bank_holidays_the_tuesday_is_explained(jtai: Jtai) -> None:
    ran = jtai("look-ahead", "--why", "2026-04-07", "--after-bank-holidays")

    assert ran.out.startswith(
        b"JTAI look-ahead\nFieldwork Tuesday 7 April to Monday 13 April 2026: 2 troubles\n"
    )


@pytest.mark.parametrize("format_name", ["csv", "json", "markdown", "html", "xlsx"])
def test_without_a_week_every_format_says_so(jtai: Jtai, format_name: str) -> None:
    empty = ("look-ahead", "--from", "2026-04-06", "--to", "2026-04-06", "--format", format_name)

    ran = jtai(*empty)

    assert (ran.status, ran.err) == (0, "")
    held = {
        "csv": b"notes,provisional\n",
        "json": b'"weeks": [],',
        "markdown": b"0 possible fieldwork weeks",
        "html": b"0 possible fieldwork weeks",
        "xlsx": b"PK",
    }[format_name]
    assert held in ran.out


@pytest.mark.parametrize("format_name", ["html", "xlsx"])
def test_a_file_is_the_same_from_run_to_run_and_never_replaced(
    jtai: Jtai, format_name: str
) -> None:
    file = Path(f"weeks.{format_name}")
    argv = (*SPRING, "--format", format_name)

    assert jtai(*argv, "-o", str(file)).status == 0
    assert jtai(*argv, "-o", "-").out == file.read_bytes()
    again = jtai(*argv, "-o", str(file))

    assert (again.status, again.err.splitlines()[0]) == (
        2,
        f"jtai: error: {file}: exists already",
    )


def test_a_workbook_is_not_shown_on_a_terminal(jtai: Jtai) -> None:
    ran = jtai(*YEAR, "--format", "xlsx", terminal=True)

    assert (ran.status, ran.out) == (2, b"")
    assert ran.err == (
        "jtai: error: a workbook cannot be shown on a terminal\nTry: --output FILE.xlsx\n"
    )


def test_a_csv_file_has_the_mark_that_excel_needs(jtai: Jtai) -> None:
    jtai(*SPRING, "--format", "csv", "-o", "weeks.csv")

    assert Path("weeks.csv").read_bytes().startswith(b"\xef\xbb\xbffieldwork,notification,")


def test_a_workbook_has_a_row_a_week(jtai: Jtai) -> None:
    book = load_workbook(BytesIO(jtai(*AVOIDING, "--format", "xlsx").out))

    assert book.sheetnames == ["Weeks", "Notes"]
    assert (book["Weeks"].tables["Weeks"].ref, book["Weeks"].freeze_panes) == ("A5:I52", "A6")


def test_weeks_are_those_of_the_options(jtai: Jtai) -> None:
    ran = jtai(
        "look-ahead", "--from", "2026-01-01", "--to", "2026-12-31", "--format", "json",
        "--division", "scotland", "--extra-bank-holiday", "2026-06-22",
        "--without-bank-holiday", "2026-05-04", "--today", "2026-01-01",
    )  # fmt: skip

    weeks = json.loads(ran.out)["weeks"]
    firsts = [week["fieldwork"] for week in weeks]
    assert ("2026-04-06" in firsts, "2026-06-22" in firsts, "2026-05-04" in firsts) == (
        True, False, True,
    )  # fmt: skip
    assert {week["division"] for week in weeks} == {"scotland"}


@pytest.mark.parametrize(
    ("argv", "expected"),
    [
        pytest.param(
            (),
            "a look-ahead needs a period, and --from and --to are missing\n"
            "Try: --year 2026, or --from DATE --to DATE",
            id="no-period",
        ),
        pytest.param(
            ("--from", "2026-01-01"),
            "a look-ahead needs a period, and --to is missing\n"
            "Try: --year 2026, or --from DATE --to DATE",
            id="no-end",
        ),
        pytest.param(
            ("--to", "2026-01-01", "--why", "2026-01-05"),
            "a look-ahead needs a period, and --from is missing\n"
            "Try: --year 2026, or --from DATE --to DATE",
            id="no-beginning",
        ),
        pytest.param(
            ("--year", "2026", "--from", "2026-01-01"),
            "--year and --from are two periods\nTry: only --year 2026",
            id="year-and-from",
        ),
        pytest.param(
            ("--year", "2026", "--to", "2026-01-01"),
            "--year and --to are two periods\nTry: only --year 2026",
            id="year-and-to",
        ),
        pytest.param(
            ("--year", "26"),
            "invalid value for '--year': 26 is not in the range 1978<=x<=2099\n"
            "Try: jtai look-ahead --help",
            id="two-digit-year",
        ),
        pytest.param(
            ("--from", "2026-03-01", "--to", "1/2/2026"),
            "the period ends on Sunday 1 February 2026, before it begins\n"
            "Try: --from 2026-02-01 --to 2026-03-01",
            id="reversed",
        ),
        pytest.param(
            ("--from", "2026-01-01", "--to", "2031-01-01"),
            "2026-01-01 to 2031-01-01 is more than 5 years\nTry: --to 2030-12-31",
            id="too-long",
        ),
        pytest.param(
            ("--from", "2020-06-01", "--to", "2020-12-31"),
            "no timetable was in force for fieldwork on 2020-06-01\n"
            "Try: --timetable jtai-2022 or --timetable jtai-2016",
            id="no-timetable",
        ),
        pytest.param(
            ("--year", "2026", "--sort", "trouble"),
            "no order called 'trouble'\nTry: --sort troubles",
            id="order",
        ),
        pytest.param(
            ("--year", "2026", "--format", "xls"),
            "no format called 'xls'\nTry: --format xlsx",
            id="format",
        ),
        pytest.param(
            ("--year", "2026", "--theme", "frontdoor"),
            "no theme called 'frontdoor'\nTry: --theme front-door",
            id="theme",
        ),
        pytest.param(
            ("--year", "2026", "--timetable", "jtai-2021"),
            "no timetable called 'jtai-2021'\nTry: --timetable jtai-2022",
            id="timetable",
        ),
        pytest.param(
            ("--why", "2026-01-05", "--format", "json"),
            "--why is told in words, not as json\nTry: --format table",
            id="why-in-json",
        ),
        pytest.param(
            ("--year", "2026", "--avoid", "scool.csv"),
            "scool.csv: there is no such file\nTry: school.csv",
            id="no-such-file",
        ),
        pytest.param(
            ("--year", "2026", "--closure", "2026-12-31..2026-12-24"),
            "2026-12-31..2026-12-24 ends before it begins\nTry: 2026-12-24..2026-12-31",
            id="closure",
        ),
    ],
)
def test_bad_input_is_refused(jtai: Jtai, argv: tuple[str, ...], expected: str) -> None:
    ran = jtai("look-ahead", *argv)

    assert (ran.status, ran.out, ran.err) == (2, b"", f"jtai: error: {expected}\n")


def test_every_fault_of_every_file_is_told_and_nothing_is_written(jtai: Jtai) -> None:
    Path("bad.csv").write_text("first,last,title\n31/2/2026,,x\n2026-02-01,,\n", "utf-8")
    Path("empty.csv").touch()

    ran = jtai(*YEAR, "--avoid", "bad.csv", "--avoid", "empty.csv", "-o", "weeks.txt")

    assert (ran.status, ran.out, Path("weeks.txt").exists()) == (2, b"", False)
    assert ran.err == (
        "jtai: error: bad.csv:2: 'first': 31/2/2026 is not a date: February 2026 has 28 days\n"
        "Try: a date such as 2025-03-03\n"
        "jtai: error: bad.csv:3: 'title' is empty\n"
        "Try: what is to be avoided, such as Half-term\n"
        "jtai: error: empty.csv: is empty\n"
        "Try: a first line that says first,last,title\n"
    )
