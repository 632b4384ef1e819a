"""`jtai export`: files in the format of their ending, all of them or none."""

from __future__ import annotations

import zipfile
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.cli.conftest import Golden, Jtai

EXPORT = ("export", "--fieldwork", "2025-03-03", "--theme", "front-door")
FILES = ("jtai.ics", "plan.xlsx", "brief.docx", "plan.html", "dates.csv", "plan.md", "gantt.svg")


def contents() -> dict[str, bytes]:
    return {name: Path(name).read_bytes() for name in FILES}


def words_of(name: str) -> bytes:
    with zipfile.ZipFile(name) as archive:
        return archive.read("word/document.xml")


def test_what_was_written_is_told_golden(jtai: Jtai, golden: Golden) -> None:
    ran = jtai(*EXPORT, *FILES, "plan.mmd", "dates.json")

    assert (ran.status, ran.err) == (0, "")
    golden("export.txt", ran.out)


def test_the_same_command_gives_the_same_bytes(jtai: Jtai) -> None:
    jtai(*EXPORT, *FILES)
    first, briefing = contents(), words_of("brief.docx")

    assert jtai(*EXPORT, *FILES, "--force").status == 0

    second = contents()
    assert {name for name in FILES if first[name] != second[name]} <= {"brief.docx"}
    assert words_of("brief.docx") == briefing


def test_the_whole_pack_is_written(jtai: Jtai) -> None:
    Path("pack").mkdir()

    ran = jtai(*EXPORT, "--all", "pack")

    assert ran.status == 0
    assert sorted(file.name for file in Path("pack").iterdir()) == [
        "jtai.csv", "jtai.docx", "jtai.html", "jtai.ics", "jtai.md", "jtai.svg", "jtai.xlsx",
    ]  # fmt: skip


def test_invitations_are_written_one_a_milestone(jtai: Jtai) -> None:
    Path("calls").mkdir()

    assert jtai(*EXPORT, "--split", "calls").status == 0

    held = sorted(file.name for file in Path("calls").iterdir())
    assert "comments-due.ics" in held
    assert all(
        file.read_bytes().startswith(b"BEGIN:VCALENDAR\r\n") for file in Path("calls").iterdir()
    )


@pytest.mark.parametrize("name", [pytest.param(name, id=name) for name in ("csv", "json", "md")])
def test_a_dash_is_stdout(jtai: Jtai, name: str) -> None:
    jtai(*EXPORT, f"dates.{name}")

    ran = jtai(*EXPORT, "-", "--format", name)

    assert ran.out == Path(f"dates.{name}").read_bytes().removeprefix("\ufeff".encode())


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        pytest.param("xlsx", "a workbook cannot be shown on a terminal", id="workbook"),
        pytest.param("docx", "a briefing cannot be shown on a terminal", id="briefing"),
    ],
)
def test_what_is_no_text_is_not_shown_on_a_terminal(jtai: Jtai, name: str, expected: str) -> None:
    ran = jtai(*EXPORT, "-", "--format", name, terminal=True)

    assert (ran.status, ran.out, ran.err) == (
        2,
        b"",
        f"jtai: error: {expected}\nTry: jtai.{name}, in place of -\n",
    )


def test_csv_has_a_mark_for_excel_in_files_only(jtai: Jtai) -> None:
    jtai(*EXPORT, "dates.csv")

    assert Path("dates.csv").read_bytes().startswith(b"\xef\xbb\xbfkey,title")


@pytest.mark.parametrize(
    ("argv", "told"),
    [
        pytest.param((), b"rehearsal", id="rehearsal"),
        pytest.param(("--name", "Kingston dry run"), b"Kingston dry run", id="name"),
    ],
)
def test_the_calendar_says_what_it_is_of(jtai: Jtai, argv: tuple[str, ...], told: bytes) -> None:
    ran = jtai(*EXPORT, "-", "--format", "ics", *argv)

    assert told in ran.out.replace(b"\r\n ", b"")


def test_the_stamp_can_be_given(jtai: Jtai) -> None:
    ran = jtai(*EXPORT, "-", "--format", "ics", environment={"SOURCE_DATE_EPOCH": "1750000000"})

    assert b"DTSTAMP:20250615T150640Z\r\n" in ran.out


def test_a_file_is_replaced_only_by_force(jtai: Jtai) -> None:
    Path("plan.xlsx").write_bytes(b"what people typed")

    ran = jtai(*EXPORT, "dates.csv", "plan.xlsx")

    assert (ran.status, ran.err) == (
        2,
        "jtai: error: plan.xlsx: exists already\nTry: --force to replace it\n",
    )
    assert (Path("plan.xlsx").read_bytes(), Path("dates.csv").exists()) == (
        b"what people typed",
        False,
    )


@pytest.mark.parametrize(
    ("argv", "expected"),
    [
        pytest.param(
            (), "no file to write is named\nTry: jtai.ics, plan.xlsx, --all DIR or -\n", id="none"
        ),
        pytest.param(("plan.xls",), "no ending of a file called '.xls'\nTry: xlsx\n", id="ending"),
        pytest.param(("-",), "- needs a format\nTry: --format ics\n", id="dash-without-format"),
        pytest.param(
            ("-", "--format", "xls"), "no format called 'xls'\nTry: --format xlsx\n", id="format"
        ),
        pytest.param(
            ("nowhere/plan.md",),
            "nowhere/plan.md: there is no directory 'nowhere'\nTry: mkdir -p nowhere\n",
            id="no-directory",
        ),
    ],
)
def test_what_cannot_be_written_is_refused(
    jtai: Jtai, argv: tuple[str, ...], expected: str
) -> None:
    ran = jtai(*EXPORT, *argv)

    assert (ran.status, ran.out, ran.err) == (2, b"", f"jtai: error: {expected}")


def test_a_stamp_that_is_no_time_is_refused(jtai: Jtai) -> None:
    ran = jtai(*EXPORT, "a.ics", environment={"SOURCE_DATE_EPOCH": "soon"})

    assert ran.status == 2
    assert ran.err == (
        "jtai: error: SOURCE_DATE_EPOCH is 'soon', not seconds since 1970\n"
        "Try: SOURCE_DATE_EPOCH=1750000000\n"
    )


def test_a_theme_is_carried_and_a_plan_has_its_name(jtai: Jtai) -> None:
    Path("jtai.toml").write_text(
        '[inspections.kingston-2025]\nfieldwork = 2025-03-03\ntheme = "front-door"\n', "utf-8"
    )

    ran = jtai("export", "--inspection", "kingston-2025", "-", "--format", "ics")

    text = ran.out.replace(b"\r\n ", b"")
    assert (ran.status, b"kingston-2025" in text, b"ront door" in text) == (0, True, True)


def test_what_was_accepted_and_is_gone_is_cancelled(jtai: Jtai) -> None:
    local = ("local.briefing.title=Briefing", "local.briefing.anchor=notification")
    jtai("plan", "init")
    jtai("plan", "set", "mine", "fieldwork=2025-03-03", *local, "local.briefing.working_days=1")
    jtai("plan", "accept", "mine")
    calendar = ("export", "--inspection", "mine", "-", "--format", "ics")
    before = jtai(*calendar).out
    jtai("plan", "set", "mine", "local.briefing=")

    after = jtai(*calendar).out

    assert (b"STATUS:CANCELLED" in before, after.count(b"STATUS:CANCELLED")) == (False, 1)


def test_where_one_file_cannot_be_written_none_is(jtai: Jtai) -> None:
    Path("dates.csv").write_bytes(b"old")

    ran = jtai(*EXPORT, "--force", "dates.csv", "nowhere/plan.md")

    assert (ran.status, Path("dates.csv").read_bytes()) == (2, b"old")
    assert [file.name for file in Path().iterdir()] == ["dates.csv"]


def test_help_golden(jtai: Jtai, golden: Golden) -> None:
    golden("help-export.txt", jtai("export", "--help").out)


def test_a_place_that_cannot_be_written_is_told(jtai: Jtai) -> None:
    Path("taken").write_bytes(b"")

    ran = jtai(*EXPORT, "taken/plan.md")

    assert (ran.status, ran.out) == (2, b"")
    assert ran.err == (
        "jtai: error: taken/plan.md: cannot be written: not a directory\nTry: another path\n"
    )
