"""`jtai portfolio`: rows dated as they come; bad ones stop all, or are left out and written."""

import csv
import json
import sys
from collections.abc import Callable
from io import BytesIO, StringIO, TextIOWrapper
from pathlib import Path

import pytest

from tests.conftest import Jtai

GOOD = "area,fieldwork\nNorthshire,2025-03-03\nSouthshire,2025-03-10\n"
BAD = "area,fieldwork,lead\nNorthshire,2025-03-03,Priya\nNowhere,soon,Sam\nHoliday,2025-05-05,Kim\n"
REASONS = (
    "jtai: error: bad.csv:3: fieldwork: 'soon' cannot be read as a date\n"
    "jtai: error: bad.csv:4: fieldwork: Monday 5 May 2025 is the Early May bank holiday, so "
    "fieldwork cannot start then\n"
)


def rows(out: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(StringIO(out.decode("utf-8-sig"))))


@pytest.fixture
def written(tmp_path: Path) -> Path:
    """A directory with a good and a bad file."""
    (tmp_path / "good.csv").write_text(GOOD)
    (tmp_path / "bad.csv").write_text(BAD)
    return tmp_path


@pytest.fixture
def piped(monkeypatch: pytest.MonkeyPatch) -> Callable[[bytes], None]:
    """Pipes bytes in."""
    return lambda content: monkeypatch.setattr(
        sys, "stdin", TextIOWrapper(BytesIO(content), "utf-8")
    )


@pytest.mark.usefixtures("written")
def test_long_wide_and_json_have_the_same_days(jtai: Jtai) -> None:
    long, wide = (rows(jtai("portfolio", "good.csv", *option).out) for option in ((), ("--wide",)))
    both = [json.loads(jtai("portfolio", "good.csv", "--format", "json", *option).out)
            for option in ((), ("--wide",))]  # fmt: skip
    for area in wide:
        days = {row["key"]: row["first"] for row in long if row["area"] == area["area"]}
        assert days == {key: area[key] for key in days}
        for document in both:
            (found,) = (
                one for one in document["inspections"] if one["input"]["area"] == area["area"]
            )
            firsts = found.get("dates") or {one["key"]: one["first"] for one in found["milestones"]}
            assert {key: day or "" for key, day in firsts.items()} == days
    single = jtai("timeline", "--fieldwork", "2025-03-03", "--format", "csv").out
    assert [row["last"] for row in rows(single)] == [row["last"] for row in long[:17]]


def test_every_reason_is_given_and_nothing_is_written(jtai: Jtai, written: Path) -> None:
    ran = jtai("portfolio", "bad.csv", "--wide", "-o", "out.csv")
    errors = [line for line in ran.err.splitlines(keepends=True) if line.startswith("jtai:")]
    assert (ran.status, ran.out, "".join(errors)) == (2, b"", REASONS)
    assert sorted(path.name for path in written.iterdir()) == ["bad.csv", "good.csv"]


def test_bad_rows_are_left_out_and_written_beside(jtai: Jtai, written: Path) -> None:
    ran = jtai("portfolio", "bad.csv", "--wide", "--keep-going", "-o", "out.csv")
    assert (ran.status, ran.out) == (0, b"")
    assert ran.err == "jtai: warning: bad.csv: 2 rows left out, and written to bad-rejected.csv\n"
    assert [row["area"] for row in rows((written / "out.csv").read_bytes())] == ["Northshire"]
    rejected = rows((written / "bad-rejected.csv").read_bytes())
    assert [row["area"] for row in rejected] == ["Nowhere", "Holiday"]
    assert rejected[0]["reason"].startswith("line 3: fieldwork: 'soon' cannot be read as a date")
    again = jtai("portfolio", "bad-rejected.csv", "--wide")
    assert (again.status, "fieldwork: 'soon' cannot be read as a date" in again.err) == (2, True)


def test_an_existing_file_of_rejected_rows_stops_all(jtai: Jtai, written: Path) -> None:
    (written / "bad-rejected.csv").write_text("mine")
    ran = jtai("portfolio", "bad.csv", "--wide", "--keep-going", "-o", "out.csv")
    assert (ran.status, "bad-rejected.csv: exists already" in ran.err) == (2, True)
    assert not (written / "out.csv").exists()
    assert jtai("portfolio", "bad.csv", "--wide", "--keep-going", "--force").status == 0


def test_rows_that_are_all_bad_are_refused_even_then(jtai: Jtai, written: Path) -> None:
    (written / "all.csv").write_text("fieldwork\nsoon\n")
    ran = jtai("portfolio", "all.csv", "--keep-going")
    assert (ran.status, ran.out) == (2, b"")
    assert (written / "all-rejected.csv").exists()


def test_only_the_first_reasons_are_printed(jtai: Jtai, written: Path) -> None:
    (written / "many.csv").write_text("fieldwork\n" + "soon\n" * 60)
    ran = jtai("portfolio", "many.csv")
    assert ran.err.count("jtai: error: many.csv:") == 21
    assert ran.err.endswith("jtai: error: many.csv: 40 more bad rows\n")


def test_stdin_is_read_and_its_bad_rows_are_written(
    jtai: Jtai, tmp_path: Path, piped: Callable[[bytes], None]
) -> None:
    piped(GOOD.encode())
    assert len(rows(jtai("portfolio", "-", "--wide").out)) == 2
    piped(BAD.encode())
    assert jtai("portfolio", "-", "--wide", "--keep-going").status == 0
    assert len(rows((tmp_path / "stdin-rejected.csv").read_bytes())) == 2
    piped(BAD.encode())
    assert jtai("portfolio", "-", "--wide", "--keep-going", "--rejected", "bad.csv").status == 0
    assert len(rows((tmp_path / "bad.csv").read_bytes())) == 2


@pytest.mark.usefixtures("written")
def test_options_fill_in_what_rows_leave_out(jtai: Jtai) -> None:
    argv = ("portfolio", "good.csv", "--format", "json", "--theme", "Early help",
            "--closure", "2025-04-14..2025-04-17", "--division", "wales")  # fmt: skip
    for one in json.loads(jtai(*argv).out)["inspections"]:
        assert (one["theme"], one["division"]) == ("early-help", "wales")
        assert one["closures"] == [{"first": "2025-04-14", "last": "2025-04-17"}]


def test_a_doubtful_column_is_warned_of_and_a_double_one_refused(jtai: Jtai, written: Path) -> None:
    (written / "odd.csv").write_text("area,thme,fieldwork,notes\nA,x,2025-03-03,y\n")
    ran = jtai("portfolio", "odd.csv", "--wide")
    assert (ran.status, ran.err) == (
        0,
        (
            "jtai: warning: odd.csv: column 'thme' is kept but not used\n"
            "Try: rename it theme if you meant that\n"
        ),
    )
    ran = jtai("portfolio", "odd.csv")
    assert (ran.status, ran.out) == (2, b"")
    assert "the column 'notes' has the name of one that is added" in ran.err


def test_a_column_named_like_a_milestone_is_filled_in(jtai: Jtai, written: Path) -> None:
    (written / "own.csv").write_text("publication,area,fieldwork\n,A,2025-03-03\n")
    out = jtai("portfolio", "own.csv", "--wide").out
    assert out.decode("utf-8-sig").splitlines()[0].count("publication") == 1
    assert rows(out)[0]["publication"] == "2025-04-28"


@pytest.mark.usefixtures("written")
def test_weeks_over_a_limit_fail_strictly(jtai: Jtai) -> None:
    argv = ("portfolio", "good.csv", "--load", "--strict")
    assert jtai(*argv, "--limit", "fieldwork=1").status == 0
    over = jtai(*argv, "--limit", "fieldwork=0", "--format", "json")
    assert (over.status, json.loads(over.out)["weeks"][2]["over"]) == (1, ["fieldwork"])
    assert jtai("portfolio", "bad.csv", "--load", "--strict", "--keep-going").status == 1


def test_a_calendar_needs_a_name_for_each(jtai: Jtai, written: Path) -> None:
    assert jtai("portfolio", "good.csv", "--format", "ics").out.count(b"BEGIN:VEVENT") > 20
    (written / "twice.csv").write_text("area,fieldwork\nA,2025-03-03\nA,2025-03-10\n")
    ran = jtai("portfolio", "twice.csv", "--format", "ics")
    assert (ran.status, ran.out) == (2, b"")
    assert "twice.csv:3: the inspection is called 'A', like that of line 2" in ran.err


def test_a_double_name_is_a_bad_row_of_a_calendar(jtai: Jtai, written: Path) -> None:
    (written / "twice.csv").write_text("area,fieldwork\nA,2025-03-03\nA,2025-03-03\n")
    same = "jtai: warning: twice.csv: line 3 is the same as line 2\n"
    assert jtai("portfolio", "twice.csv").err == same
    ran = jtai("portfolio", "twice.csv", "--keep-going", "--format", "ics")
    assert (ran.status, ran.out.count(b"SUMMARY:JTAI A: Notification")) == (0, 1)
    assert ran.err == (
        f"{same}jtai: warning: twice.csv: 1 row left out, and written to twice-rejected.csv\n"
    )
    assert len(rows((written / "twice-rejected.csv").read_bytes())) == 1


@pytest.mark.usefixtures("written")
def test_a_table_and_pages_have_the_dates_of_each_inspection_as_a_timeline_has_them(
    jtai: Jtai,
) -> None:
    for name in ("table", "markdown"):
        found = {*jtai("portfolio", "good.csv", "--format", name).text.splitlines()}
        for first in ("2025-03-03", "2025-03-10"):
            alone = jtai("timeline", "--fieldwork", first, "--format", name).text.splitlines()
            start = next(place for place, line in enumerate(alone) if "What happens" in line)
            end = next(place for place, line in enumerate(alone) if "Statement of pro" in line)
            assert (end - start > 20, {*alone[start:end]} - found) == (True, set())


@pytest.mark.usefixtures("written")
def test_a_wide_table_and_page_have_the_columns_and_rows_of_the_csv(jtai: Jtai) -> None:
    argv = ("portfolio", "good.csv", "--wide", "--format")
    heads, *cells = csv.reader(StringIO(jtai(*argv, "csv").out.decode("utf-8-sig")))
    page = jtai(*argv, "markdown").text.splitlines()[2:]
    drawn = [[cell.strip() for cell in line.strip("|").split("|")] for line in page]
    assert (drawn[0], len(drawn) - 2, len(drawn[-1])) == (heads, len(cells), len(heads))
    assert jtai(*argv, "html").text.count("<tr") == 1 + len(cells)
    table = jtai(*argv, "table", environment={"COLUMNS": "999"}).text
    assert (table.split("\n")[2].split(), table.count("shire")) == (heads, len(cells))


@pytest.mark.uncovered
def test_a_table_for_people_has_a_limit_and_a_csv_has_none(jtai: Jtai, written: Path) -> None:
    (written / "many.csv").write_text("area,fieldwork\n" + "A,2025-03-03\n" * 600)
    for name in ("table", "html"):
        ran = jtai("portfolio", "many.csv", "--format", name, "-o", "out")
        assert (ran.status, ran.out, (written / "out").exists()) == (2, b"", False)
        assert ran.err == (
            f"jtai: error: many.csv: a table in {name} has at most 10,000 rows\n"
            "Try: --format csv, which has no limit\n"
        )
    assert jtai("portfolio", "many.csv", "--wide", "--format", "markdown").status == 0
    assert len(rows(jtai("portfolio", "many.csv").out)) == 600 * 17


def test_bad_rows_stop_a_table_too(jtai: Jtai, written: Path) -> None:
    for name in ("table", "markdown", "html", "xlsx"):
        ran = jtai("portfolio", "bad.csv", "--format", name, "-o", "out")
        assert (ran.status, (written / "out").exists()) == (2, False)
        assert "bad.csv:3: fieldwork: 'soon' cannot be read as a date" in ran.err
    (written / "all.csv").write_text("fieldwork\nsoon\n")
    assert "internal error" not in jtai("portfolio", "all.csv", "--format", "table").err


@pytest.mark.usefixtures("written")
def test_a_workbook_of_a_portfolio_is_not_shown_on_a_terminal(jtai: Jtai) -> None:
    ran = jtai("portfolio", "good.csv", "--format", "xlsx", terminal=True)
    assert (ran.status, ran.out) == (2, b"")
    assert jtai("portfolio", "good.csv", "--format", "xlsx").out.startswith(b"PK")
