"""`jtai portfolio`: many inspections of a file, all or none of them, and what falls together."""

from __future__ import annotations

import csv
import json
import sys
from io import BytesIO, StringIO, TextIOWrapper
from pathlib import Path
from typing import TYPE_CHECKING

import icalendar
import pytest

from jtai_cli.cli import progress

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.cli.conftest import Golden, Jtai

AREAS = Path(__file__).parents[1] / "portfolio-example" / "areas.csv"
BAD = (
    "area,fieldwork,ours\n"
    "Northshire,2025-03-03,1\n"
    "Eastshire,2025-05-05,2\n"
    "Westshire,soon,3\n"
    "Southshire,2025-03-10,4\n"
)
BAD_TOLD = (
    "jtai: error: bad.csv:3: fieldwork: Monday 5 May 2025 is the Early May bank holiday, so "
    "fieldwork cannot start then\n"
    "Try: 2025-05-06 (Tuesday) or 2025-05-02 (Friday)\n"
    "jtai: error: bad.csv:4: fieldwork: 'soon' is not a date that can be read\n"
    'Try: a date such as 2025-03-03, "3 March 2025", "Mon 3 Mar 2025" or 3/3/2025\n'
)


@pytest.fixture(autouse=True)
def files(jtai: Jtai) -> None:  # noqa: ARG001 - it goes to the test's own directory
    """The example of the page, and a file with two bad rows."""
    Path("areas.csv").write_bytes(AREAS.read_bytes())
    Path("bad.csv").write_text(BAD, "utf-8")


def table(content: bytes | str) -> list[dict[str, str]]:
    text = content.decode() if isinstance(content, bytes) else content
    return list(csv.DictReader(StringIO(text.removeprefix("\ufeff"))))


def names() -> set[str]:
    return {path.name for path in Path.cwd().iterdir()}


# What comes out


@pytest.mark.parametrize(
    ("argv", "name"),
    [
        pytest.param(("--wide",), "portfolio-wide.csv", id="wide"),
        pytest.param((), "portfolio-long.csv", id="long"),
        pytest.param(("--format", "json", "--wide"), "portfolio-wide.json", id="wide-json"),
        pytest.param(("--format", "json"), "portfolio-long.json", id="long-json"),
        pytest.param(("--format", "ics"), "portfolio.ics", id="calendar"),
        pytest.param(("--load",), "portfolio-load.txt", id="load"),
        pytest.param(("--load", "--format", "csv"), "portfolio-load.csv", id="load-csv"),
        pytest.param(
            ("--load", "--format", "json", "--limit", "draft-letter=1"),
            "portfolio-load.json",
            id="load-json",
        ),
        pytest.param(
            ("--load", "--format", "svg", "--limit", "draft-letter=1"),
            "portfolio-load.svg",
            id="load-svg",
        ),
        pytest.param(
            ("--load", "--limit", "draft-letter=1", "--limit", "publication=2"),
            "portfolio-load-limits.txt",
            id="load-over-limits",
        ),
    ],
)
def test_portfolio_golden(jtai: Jtai, golden: Golden, argv: tuple[str, ...], name: str) -> None:
    ran = jtai("portfolio", "areas.csv", *argv)

    assert (ran.status, ran.err) == (0, "")
    golden(name, ran.out)


@pytest.mark.parametrize(
    ("columns", "name"),
    [
        pytest.param("50", "portfolio-load-50.txt", id="50"),
        pytest.param("30", "portfolio-load-30.txt", id="30"),
    ],
)
def test_portfolio_on_a_narrow_page_golden(
    jtai: Jtai, golden: Golden, columns: str, name: str
) -> None:
    ran = jtai(
        "portfolio", "areas.csv", "--load", "--limit", "draft-letter=1",
        environment={"COLUMNS": columns},
    )  # fmt: skip

    golden(name, ran.out)


def test_portfolio_help_golden(jtai: Jtai, golden: Golden) -> None:
    golden("help-portfolio.txt", jtai("portfolio", "--help").out)


def test_dates_are_those_of_the_timeline(jtai: Jtai) -> None:
    single = jtai("timeline", "--fieldwork", "2025-03-03", "--theme", "front-door", "--format=csv")

    many = table(jtai("portfolio", "areas.csv").out)

    own = ("area", "theme", "fieldwork", "notified", "stated.draft-letter", "closures", "lead")
    found = [
        {name: cell for name, cell in row.items() if name not in own}
        for row in many
        if row["area"] == "Northshire"
    ]
    assert found == table(single.out)


def test_a_column_named_like_a_milestone_is_filled_and_not_repeated(jtai: Jtai) -> None:
    Path("again.csv").write_text("Publication,fieldwork,ours\n2020-01-01,3/3/2025,x\n", "utf-8")

    ran = jtai("portfolio", "again.csv", "--wide")

    header, row = csv.reader(StringIO(ran.out.decode()))
    assert header[:3] == ["Publication", "fieldwork", "ours"]
    assert row[:3] == ["2025-04-28", "3/3/2025", "x"]
    assert header.count("publication") + header.count("fieldwork") == 1
    assert ran.err == (
        "jtai: warning: again.csv: what stood in the column 'Publication' is replaced by computed "
        "dates\nTry: stated.publication, if letters gave them\n"
    )


def test_a_named_timetable_has_its_own_columns_only(jtai: Jtai) -> None:
    Path("old.csv").write_text("fieldwork\n2019-06-17\n", "utf-8")

    ran = jtai("portfolio", "old.csv", "--wide", "--timetable", "jtai-2016")

    assert ran.out.decode() == (
        "fieldwork,evidence-window,notification,publication,statement-of-proposed-action\n"
        "2019-06-17,2018-12-03,2019-06-03,2019-08-02,2019-11-11\n"
    )


def test_timetables_of_rows_have_all_columns(jtai: Jtai) -> None:
    Path("both.csv").write_text("fieldwork,timetable\n2019-06-17,\n2025-03-03,jtai-2022\n", "utf-8")

    ran = jtai("portfolio", "both.csv", "--wide", "--timetable", "jtai-2016")

    assert [row["draft-letter"] for row in table(ran.out)] == ["", "2025-03-28"]


@pytest.mark.parametrize(
    ("argv", "expected"),
    [
        pytest.param((), "2025-08-01", id="england"),
        pytest.param(("--division", "scotland"), "2025-07-31", id="division"),
        pytest.param(("--extra-bank-holiday", "2025-06-02"), "2025-08-04", id="extra"),
        pytest.param(("--without-bank-holiday", "2025-05-05"), "2025-07-31", id="without"),
        pytest.param(("--closure", "2025-03-24..2025-03-25"), "2025-08-05", id="closure"),
    ],
)
def test_days_are_counted_as_elsewhere(jtai: Jtai, argv: tuple[str, ...], expected: str) -> None:
    Path("one.csv").write_text("fieldwork\n2025-03-03\n", "utf-8")

    (row,) = table(jtai("portfolio", "one.csv", "--wide", *argv).out)

    assert row["statement-of-proposed-action"] == expected


def test_a_theme_can_be_given_for_all(jtai: Jtai) -> None:
    Path("one.csv").write_text("fieldwork\n2025-03-03\n", "utf-8")

    ran = jtai("portfolio", "one.csv", "--theme", "early-help", "--format", "json")

    (inspection,) = json.loads(ran.out)["inspections"]
    assert inspection["theme"] == "early-help"
    assert "theme-not-in-force" in {
        note["code"] for one in inspection["milestones"] for note in one["notes"]
    }


def test_a_workbook_is_written(jtai: Jtai) -> None:
    ran = jtai("portfolio", "areas.csv", "--format", "xlsx", "-o", "areas.xlsx")

    assert (ran.status, ran.out, Path("areas.xlsx").read_bytes()[:2]) == (0, b"", b"PK")


@pytest.mark.parametrize("wide", [pytest.param(True, id="wide"), pytest.param(False, id="long")])
def test_the_same_command_gives_the_same_workbook(jtai: Jtai, wide: bool) -> None:
    argv = ("portfolio", "areas.csv", "--format", "xlsx", *(["--wide"] if wide else []))

    assert jtai(*argv).out == jtai(*argv).out


def test_every_inspection_has_events_of_its_own(jtai: Jtai) -> None:
    ran = jtai("portfolio", "areas.csv", "--format", "ics")

    events = icalendar.Calendar.from_ical(ran.out).walk("VEVENT")
    assert len({str(event["UID"]) for event in events}) == len(events) == 4 * 15
    assert {str(event["SUMMARY"]).partition(":")[0] for event in events} == {
        "JTAI Northshire", "JTAI Eastshire", "JTAI Westshire", "JTAI Southshire",
    }  # fmt: skip


# Where it goes


def test_a_file_of_values_has_a_mark_for_excel(jtai: Jtai) -> None:
    ran = jtai("portfolio", "areas.csv", "--wide", "-o", "out.csv")

    assert (ran.status, ran.out) == (0, b"")
    assert Path("out.csv").read_bytes().startswith(b"\xef\xbb\xbfarea,theme,")


def test_a_load_of_values_has_a_mark_for_excel_in_files(jtai: Jtai) -> None:
    jtai("portfolio", "areas.csv", "--load", "--format", "csv", "-o", "load.csv")

    assert Path("load.csv").read_bytes().startswith(b"\xef\xbb\xbfweek,notification")


def test_a_file_is_replaced_only_by_force(jtai: Jtai) -> None:
    Path("out.csv").write_text("mine", "utf-8")

    ran = jtai("portfolio", "areas.csv", "-o", "out.csv")

    assert (ran.status, ran.err, Path("out.csv").read_text("utf-8")) == (
        2,
        "jtai: error: out.csv: exists already\nTry: --force to replace it\n",
        "mine",
    )
    assert jtai("portfolio", "areas.csv", "-o", "out.csv", "--force").status == 0


@pytest.mark.parametrize(
    "content",
    [
        pytest.param(AREAS.read_bytes(), id="as-it-is"),
        pytest.param(b"\xef\xbb\xbf" + AREAS.read_bytes().replace(b"\n", b"\r\n"), id="from-excel"),
    ],
)
def test_a_dash_is_stdin(jtai: Jtai, monkeypatch: pytest.MonkeyPatch, content: bytes) -> None:
    monkeypatch.setattr(sys, "stdin", TextIOWrapper(BytesIO(content)))

    ran = jtai("portfolio", "-", "--wide")

    assert ran.out == jtai("portfolio", "areas.csv", "--wide").out


def test_no_stdin_is_refused(jtai: Jtai, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", None)

    assert jtai("portfolio", "-").err == "jtai: error: there is no stdin to read\nTry: a file\n"


# What people wrote


def test_no_text_of_a_cell_becomes_a_formula(jtai: Jtai) -> None:
    Path("odd.csv").write_text('fieldwork,@ours,b,c,d\n2025-03-03,=1+1,-5,"+44 20",\'=x\n', "utf-8")

    once = jtai("portfolio", "odd.csv", "--wide").out.decode()

    header, row = csv.reader(StringIO(once))
    assert (header[1], row[1:5]) == ("'@ours", ["'=1+1", "-5", "'+44 20", "'=x"])
    # And it goes round: what was written is read and written as it is.
    Path("again.csv").write_text(once, "utf-8")
    again = jtai("portfolio", "again.csv", "--wide").out.decode()
    assert again == once


def test_columns_are_divided_as_in_the_file(jtai: Jtai) -> None:
    Path("semi.csv").write_text("fieldwork;ours\n2025-03-03;a,b\n2025-03-04;never;x\n", "utf-8")

    ran = jtai("portfolio", "semi.csv", "--wide", "--keep-going")

    assert ran.out.startswith(b"fieldwork;ours;evidence-window;")
    assert (
        Path("semi-rejected.csv")
        .read_text("utf-8")
        .splitlines()[1]
        .startswith('2025-03-04;"never;x";')
    )


def test_a_column_with_a_doubtful_name_is_warned_of(jtai: Jtai) -> None:
    Path("near.csv").write_text("fieldwork,stated publication\n2025-03-03,2025-05-01\n", "utf-8")

    ran = jtai("portfolio", "near.csv", "--wide")

    assert ran.status == 0
    assert ran.err == (
        "jtai: warning: near.csv: the column 'stated publication' is kept, and not read\n"
        "Try: stated.publication, if that is meant\n"
    )


# Bad rows


@pytest.mark.parametrize(
    "argv",
    [
        pytest.param(("--wide",), id="wide"),
        pytest.param((), id="long"),
        pytest.param(("--format", "json"), id="json"),
        pytest.param(("--format", "json", "--wide"), id="wide-json"),
        pytest.param(("--format", "ics"), id="ics"),
        pytest.param(("--format", "xlsx"), id="xlsx"),
        pytest.param(("--load",), id="load"),
        pytest.param(("--load", "--strict"), id="load-strict"),
    ],
)
def test_nothing_is_written_when_any_row_is_bad(jtai: Jtai, argv: tuple[str, ...]) -> None:
    before = names()

    ran = jtai("portfolio", "bad.csv", *argv, "-o", "out")

    assert (ran.status, ran.out, ran.err) == (2, b"", BAD_TOLD)
    assert names() == before


@pytest.mark.parametrize(
    ("rows", "told"),
    [
        pytest.param(20, "", id="all"),
        pytest.param(21, "jtai: error: many.csv: and 1 more row is bad\n", id="one-more"),
        pytest.param(1230, "jtai: error: many.csv: and 1,210 more rows are bad\n", id="many-more"),
    ],
)
def test_twenty_bad_rows_are_told_one_by_one(jtai: Jtai, rows: int, told: str) -> None:
    Path("many.csv").write_text("fieldwork,ours\n" + ",x\n" * rows, "utf-8")

    ran = jtai("portfolio", "many.csv")

    expected = "".join(
        f"jtai: error: many.csv:{line}: there is no known date\nTry: a date under fieldwork\n"
        for line in range(2, 22)
    )
    assert (ran.status, ran.err) == (2, expected + told)


@pytest.mark.parametrize(
    ("argv", "status"),
    [
        pytest.param(("--wide",), 0, id="wide"),
        pytest.param(("--format", "json"), 0, id="json"),
        pytest.param(("--load", "--rejected", "bad-rejected.csv"), 0, id="load"),
        pytest.param(("--wide", "--strict"), 1, id="strict"),
    ],
)
def test_good_rows_can_be_written_and_bad_ones_left_out(
    jtai: Jtai, argv: tuple[str, ...], status: int
) -> None:
    good = BAD.splitlines(keepends=True)
    Path("good.csv").write_text(good[0] + good[1] + good[4], "utf-8")

    ran = jtai("portfolio", "bad.csv", "--keep-going", *argv)

    assert (ran.status, ran.err) == (
        status,
        "jtai: warning: bad.csv: 2 rows are left out, and written to bad-rejected.csv\n",
    )
    expected = jtai("portfolio", "good.csv", "--keep-going", *argv).out
    assert ran.out == expected.replace(b'"line": 3', b'"line": 5')


def test_rejected_rows_have_the_shape_of_the_file_and_a_reason_golden(
    jtai: Jtai, golden: Golden
) -> None:
    Path("odd.csv").write_text(f"{BAD}Kent, Surrey,2025-03-03,5\nKent\n=Hull,never,6\n", "utf-8")

    ran = jtai("portfolio", "odd.csv", "--keep-going", "--rejected", "left-out.csv")

    assert ran.err == "jtai: warning: odd.csv: 5 rows are left out, and written to left-out.csv\n"
    golden("portfolio-rejected.csv", Path("left-out.csv").read_bytes())


def test_rejected_rows_can_be_mended_and_read_again(jtai: Jtai) -> None:
    jtai("portfolio", "bad.csv", "--keep-going")
    Path("mended.csv").write_text(
        "area,fieldwork,ours,reason\nEastshire,2025-05-06,2,\n"
        + Path("bad-rejected.csv").read_text("utf-8").splitlines()[2],
        "utf-8",
    )

    ran = jtai("portfolio", "mended.csv", "--keep-going", "--wide")

    assert [row["notification"] for row in table(ran.out)] == ["2025-04-17"]
    (left,) = table(Path("mended-rejected.csv").read_text("utf-8"))
    assert list(left) == ["area", "fieldwork", "ours", "reason"]
    assert left["reason"].startswith("line 4: fieldwork: 'soon' is not a date")


def test_one_row_is_left_out_in_the_singular(jtai: Jtai) -> None:
    Path("one.csv").write_text("fieldwork\n2025-03-03\nnever\n", "utf-8")

    ran = jtai("portfolio", "one.csv", "--keep-going", "--wide")

    assert ran.err == (
        "jtai: warning: one.csv: 1 row is left out, and written to one-rejected.csv\n"
    )


def test_both_files_are_written_or_none(jtai: Jtai) -> None:
    Path("bad-rejected.csv").write_text("mine", "utf-8")

    ran = jtai("portfolio", "bad.csv", "--keep-going", "-o", "out.csv")

    assert (ran.status, ran.err) == (
        2,
        "jtai: error: bad-rejected.csv: exists already\nTry: --force to replace it\n",
    )
    assert not Path("out.csv").exists()


def test_without_bad_rows_no_file_of_them_is_written(jtai: Jtai) -> None:
    ran = jtai("portfolio", "areas.csv", "--keep-going", "--strict", "-o", "out.csv")

    assert (ran.status, ran.err, Path("areas-rejected.csv").exists()) == (0, "", False)


def test_bad_rows_alone_are_refused_even_so(jtai: Jtai) -> None:
    Path("only.csv").write_text("fieldwork\nnever\n", "utf-8")

    ran = jtai("portfolio", "only.csv", "--keep-going", "-o", "out.csv")

    assert (ran.status, Path("out.csv").exists(), Path("only-rejected.csv").exists()) == (
        2,
        False,
        True,
    )
    assert ran.err.startswith("jtai: error: only.csv:2: fieldwork: 'never' is not a date")


@pytest.mark.parametrize(
    ("content", "line", "problem"),
    [
        pytest.param(
            "fieldwork,ours\n2025-03-03,a\n",
            2,
            "nothing tells what the inspection is called",
            id="nameless",
        ),
        pytest.param(
            "area,theme,fieldwork\nKent,front-door,2025-03-03\nKent,front-door,2025-03-10\n",
            3,
            "the inspection is called 'Kent front-door', as that of line 2 is",
            id="called-alike",
        ),
        pytest.param(
            "name,area,fieldwork\nkent,Kent,2025-03-03\nkent,Hull,2025-03-10\n",
            3,
            "the inspection is called 'kent', as that of line 2 is",
            id="named-alike",
        ),
    ],
)
def test_events_are_of_inspections_that_are_told_apart(
    jtai: Jtai, content: str, line: int, problem: str
) -> None:
    Path("kent.csv").write_text(content, "utf-8")

    ran = jtai("portfolio", "kent.csv", "--format", "ics")

    assert (ran.status, ran.out, ran.err) == (
        2,
        b"",
        f"jtai: error: kent.csv:{line}: {problem}\nTry: a name of its own, in a column name\n",
    )


def test_a_file_that_breaks_off_is_refused_whatever_came_before(jtai: Jtai) -> None:
    Path("broken.csv").write_bytes(b"fieldwork\n2025-03-03\n\xff\n")

    ran = jtai("portfolio", "broken.csv", "--keep-going", "--format", "xlsx", "-o", "out.xlsx")

    assert (ran.status, ran.err) == (
        2,
        "jtai: error: broken.csv:3: the byte 0xff is not UTF-8\nTry: save the file as UTF-8\n",
    )
    assert not Path("out.xlsx").exists()


def test_what_a_rejected_row_has_too_much_is_kept_beside_its_reason(jtai: Jtai) -> None:
    Path("kg.csv").write_text("area,fieldwork,reason\nA,3/3/2025,\nC,2025-03-10,x,y,z\n", "utf-8")

    jtai("portfolio", "kg.csv", "--wide", "--keep-going")

    (left,) = table(Path("kg-rejected.csv").read_text("utf-8"))
    assert left["reason"].endswith(" (the cell held: x,y,z)")


def test_a_rejected_row_is_not_taken_unmended(jtai: Jtai) -> None:
    Path("kg.csv").write_text("area,fieldwork,ours\nA,3/3/2025,\nC,2025-03-10\n", "utf-8")
    jtai("portfolio", "kg.csv", "--wide", "--keep-going")
    before = Path("kg-rejected.csv").read_bytes()

    ran = jtai("portfolio", "kg-rejected.csv", "--wide", "--keep-going", "--rejected", "2.csv")

    assert ran.err == (
        "jtai: error: kg-rejected.csv:2: reason: the row still has its reason\n"
        "Try: the row mended, and this cell empty\n"
    )
    assert (ran.status, Path("2.csv").read_bytes()) == (2, before)


def test_a_known_date_keeps_its_last_day(jtai: Jtai) -> None:
    Path("span.csv").write_text("fieldwork\n2025-03-10..2025-03-13\n", "utf-8")

    (row,) = table(jtai("portfolio", "span.csv", "--wide").out)

    assert row["fieldwork"] == "2025-03-10..2025-03-13"


def test_a_load_writes_no_rejected_rows_unasked(jtai: Jtai) -> None:
    before = names()

    ran = jtai("portfolio", "bad.csv", "--load", "--keep-going")

    assert (ran.status, ran.err) == (0, "jtai: warning: bad.csv: 2 rows are left out\n")
    assert names() == before


# What falls together


@pytest.mark.parametrize(
    ("argv", "status"),
    [
        pytest.param(("--limit", "draft-letter=1"), 0, id="told-only"),
        pytest.param(("--limit", "draft-letter=1", "--strict"), 1, id="over"),
        pytest.param(("--limit", "draft-letter=4", "--strict"), 0, id="not-over"),
        pytest.param(("--strict",), 0, id="without-a-limit"),
    ],
)
def test_strict_says_no_to_weeks_over_a_limit(
    jtai: Jtai, argv: tuple[str, ...], status: int
) -> None:
    assert jtai("portfolio", "areas.csv", "--load", *argv).status == status


def test_what_is_not_over_is_said(jtai: Jtai) -> None:
    ran = jtai("portfolio", "areas.csv", "--load", "--limit", "draft-letter=4")

    assert "Over the limit\n  No week is over a limit.\n" in ran.out.decode()


def test_an_empty_half_year_is_left_out_of_the_picture(jtai: Jtai) -> None:
    Path("apart.csv").write_text("fieldwork\n2023-03-06\n2026-03-02\n", "utf-8")

    ran = jtai("portfolio", "apart.csv", "--load", "--format", "svg", "--limit", "fieldwork=1")

    drawn = ran.out.decode()
    assert (drawn.count(">Fieldwork<"), drawn.count("No week is over a limit.")) == (2, 1)


# Options


@pytest.mark.parametrize(
    ("argv", "expected"),
    [
        pytest.param(
            ("--load", "--wide"),
            "--load and --wide are two tables\nTry: only one of them",
            id="two",
        ),
        pytest.param(
            ("--limit", "draft-letter=3"),
            "--limit marks the weeks of --load\nTry: --load with it",
            id="limit-without-load",
        ),
        pytest.param(
            ("--wide", "--format", "ics"),
            "a calendar has no columns, so it cannot be wide\nTry: leave out --wide",
            id="wide-calendar",
        ),
        pytest.param(
            ("--rejected", "bad.csv"),
            "--rejected goes with --keep-going\nTry: --keep-going with it",
            id="rejected-alone",
        ),
        pytest.param(
            ("--keep-going", "--rejected", "out.csv", "-o", "./out.csv"),
            "rows that are left out would replace out.csv\nTry: --rejected FILE",
            id="one-file-for-two",
        ),
        pytest.param(
            ("--keep-going", "--rejected", "areas.csv"),
            "rows that are left out would replace areas.csv\nTry: --rejected FILE",
            id="rejected-over-the-input",
        ),
        pytest.param(
            ("--keep-going", "--force", "-o", "./areas.csv"),
            "what is left of areas.csv would replace it\nTry: another file for -o",
            id="output-over-the-input",
        ),
        pytest.param(
            ("--keep-going", "--rejected", "-"),
            "rows that are left out go to a file, not to stdout\nTry: --rejected FILE",
            id="rejected-to-stdout",
        ),
        pytest.param(
            ("--format", "svg"),
            "no format called 'svg'\nTry: --format csv",
            id="format",
        ),
        pytest.param(
            ("--load", "--format", "xlsx"),
            "no format called 'xlsx'\nTry: one of: table, csv, json, svg",
            id="format-of-load",
        ),
        pytest.param(
            ("--load", "--limit", "draft=3"),
            "no milestone of one day called 'draft'\nTry: --limit draft-letter",
            id="limit-of-nothing",
        ),
        pytest.param(
            ("--load", "--limit", "draft-letter=few"),
            "'draft-letter=few' is not MILESTONE=N\nTry: --limit draft-letter=3",
            id="limit-in-words",
        ),
        pytest.param(
            ("--load", "--limit", "draft-letter=1", "--limit", "draft-letter=2"),
            "draft-letter has two limits\nTry: only --limit draft-letter=2",
            id="two-limits",
        ),
        pytest.param(
            ("--theme", "frontdoor"),
            "no theme called 'frontdoor'\nTry: --theme front-door",
            id="theme",
        ),
        pytest.param(
            ("--timetable", "jtai-2023"),
            "no timetable called 'jtai-2023'\nTry: --timetable jtai-2022",
            id="timetable",
        ),
    ],
)
def test_options_that_do_not_go_together_are_refused(
    jtai: Jtai, argv: tuple[str, ...], expected: str
) -> None:
    ran = jtai("portfolio", "areas.csv", *argv)

    assert (ran.status, ran.out, ran.err) == (2, b"", f"jtai: error: {expected}\n")


def test_a_workbook_is_not_shown_on_a_terminal(jtai: Jtai) -> None:
    ran = jtai("portfolio", "areas.csv", "--format", "xlsx", terminal=True)

    assert (ran.status, ran.out, ran.err) == (
        2,
        b"",
        "jtai: error: a workbook cannot be shown on a terminal\nTry: --output FILE.xlsx\n",
    )


@pytest.mark.parametrize(
    "argv",
    [
        pytest.param((), id="long"),
        pytest.param(("--format", "xlsx"), id="workbook"),
    ],
)
def test_columns_named_like_added_ones_are_refused(jtai: Jtai, argv: tuple[str, ...]) -> None:
    Path("noted.csv").write_text("fieldwork,Notes\n2025-03-03,x\n", "utf-8")

    ran = jtai("portfolio", "noted.csv", *argv)

    assert (ran.status, ran.out) == (2, b"")
    assert ran.err == (
        "jtai: error: noted.csv: the column 'Notes' is named like one that is added to it\n"
        "Try: --wide, or another name\n"
    )
    assert jtai("portfolio", "noted.csv", "--wide").status == 0


def test_bad_rows_of_stdin_need_a_name_for_their_file(jtai: Jtai) -> None:
    ran = jtai("portfolio", "-", "--keep-going")

    assert ran.err == (
        "jtai: error: bad rows of stdin need a file to go to\nTry: --rejected FILE\n"
    )


# Progress


class Watched(StringIO):
    """A terminal that someone watches."""

    def isatty(self) -> bool:
        return True


def ticks(*times: float) -> Iterator[float]:
    yield from times


def test_progress_is_told_after_a_second_and_wiped_away() -> None:
    stream = Watched()
    times = ticks(0.0, 0.0, 0.5, 1.0, 1.5, 2.5)

    rows = list(progress.told(range(500), stream, clock=lambda: next(times)))

    assert len(rows) == 500
    assert stream.getvalue() == (
        f"\r\r200 rows, 200 a second\r{' ' * 22}\r400 rows, 160 a second\r{' ' * 22}\r"
    )


def test_short_work_tells_no_progress() -> None:
    stream = Watched()

    assert list(progress.told(range(500), stream, clock=lambda: 0.0)) == list(range(500))
    assert stream.getvalue() == ""


@pytest.mark.parametrize(
    "stream", [pytest.param(StringIO(), id="redirected"), pytest.param(None, id="none")]
)
def test_nobody_is_told_where_nobody_watches(stream: StringIO | None) -> None:
    assert list(progress.told(range(500), stream, clock=lambda: 1 / 0)) == list(range(500))
