"""The rules of a file, read whole."""

from datetime import date
from pathlib import Path

import pytest

from jtai_cli import load
from jtai_cli.errors import Fault, FaultyFileError
from jtai_cli.load import rules
from jtai_cli.milestones import Edge, Months, WorkingDays
from jtai_cli.themes import InForce

COMPLETE = (Path(__file__).parent / "rules.yaml").read_text("utf-8")


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "rules.yaml"


def test_a_complete_file_becomes_frozen_rules(file: Path) -> None:
    file.write_text(COMPLETE)
    held = load.frameworks(file)
    timetable = held.timetables["jtai-2022"]
    assert held.edition == date(2026, 11, 22)
    assert list(timetable.milestones) == [
        "notification",
        "evidence-window",
        "analysis",
        "week-1",
        "fieldwork",
        "draft-letter",
        "statement",
    ]
    assert timetable.milestones["notification"].rule == WorkingDays(
        kind="working-days", anchor="fieldwork", working_days=-10, edge=Edge.FIRST
    )
    assert timetable.milestones["evidence-window"].rule == Months(
        kind="months", anchor="notification", months=-6
    )
    assert timetable.milestones["draft-letter"].skips_closures is True
    assert timetable.milestones["notification"].detail == ("10", "A call")
    assert held.themes["front-door"].in_force == (
        InForce(date(2022, 1, 1), date(2024, 12, 31)),
        InForce(date(2025, 3, 1)),
    )


def test_everything_knows_the_key_it_stands_under(file: Path) -> None:
    file.write_text(COMPLETE)
    held = load.frameworks(file)
    statement = held.timetable("jtai-2022").milestone("statement")
    assert statement.key == "statement"
    assert statement.readings["calendar-days"].key == "calendar-days"
    assert (held.sources["overview"].key, held.phases["before"].key) == ("overview", "before")
    assert (held.themes["front-door"].key, held.parties["dcs"].key) == ("front-door", "dcs")


def test_a_complete_file_has_no_faults(file: Path) -> None:
    file.write_text(COMPLETE)
    assert load.faults(file) == ()


def test_sections_that_are_optional_may_be_missing(file: Path) -> None:
    start = COMPLETE.partition("inspectorates:")[0]
    file.write_text(start)
    held = load.frameworks(file)
    assert (held.themes, held.polling_days, held.christmas) == ({}, (), None)


def test_a_byte_order_mark_and_windows_line_ends_are_taken(file: Path) -> None:
    file.write_bytes(b"\xef\xbb\xbf" + COMPLETE.replace("\n", "\r\n").encode())
    assert load.frameworks(file).edition == date(2026, 11, 22)


def test_without_a_path_the_shipped_rules_are_read() -> None:
    assert "jtai-2022" in load.frameworks(None).timetables


def test_the_packaged_rules_come_before_those_of_the_checkout(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    package = tmp_path / "src" / "jtai_cli"
    monkeypatch.setattr(rules, "__file__", str(package / "load" / "rules.py"))
    assert rules.shipped() == tmp_path / "frameworks.yaml"
    package.mkdir(parents=True)
    (package / "frameworks.yaml").touch()
    assert rules.shipped() == package / "frameworks.yaml"


def test_faults_of_every_kind_are_told_together_in_the_order_of_the_file(file: Path) -> None:
    text = (
        COMPLETE.replace("edition: 2026-11-22", "edition: 10")
        .replace("who: [dcs]", "who: [dsc]\n        who: [dcs]")
        .replace("anchor: draft-letter, working_days: 0", "anchor: draft, working_days: 0")
        .replace("when: January 2022", "month: January 2022")
    )
    file.write_text(text)
    expected = (
        Fault(
            1,
            "'edition' should be a date, not 10",
            "write it as year-month-day: 2025-03-03",
        ),
        Fault(
            24,
            "entry 1 of 'who' names 'dsc', which is not under 'parties'",
            "add it under 'parties', or write 'dcs'",
        ),
        Fault(25, "'who' stands here and on line 24", "keep one of them"),
        Fault(
            68,
            "'statement' is anchored to 'draft', which is not a milestone above it",
            "write 'draft-letter'",
        ),
        Fault(93, "'when' is missing", "add it to entry 1 of 'findings'"),
        Fault(93, "unknown key 'month'", "one of: area, url, when"),
    )
    assert load.faults(file) == expected


def test_a_faulty_file_is_refused_with_all_its_faults(file: Path) -> None:
    file.write_text(
        COMPLETE.replace("edition: 2026-11-22", "edition: 10").replace("poll: local", "poll: rural")
    )
    with pytest.raises(FaultyFileError) as refusal:
        load.frameworks(file)
    assert refusal.value.message == f"{file}:1: 'edition' should be a date, not 10 (and 1 more)"
    assert refusal.value.hint == "write it as year-month-day: 2025-03-03"
    assert refusal.value.faults == load.faults(file)


def test_a_fault_that_the_types_do_not_see_is_refused_too(file: Path) -> None:
    file.write_text(COMPLETE.replace("first: 2025-03-01", "first: 2025-03-01, last: 2025-02-28"))
    with pytest.raises(FaultyFileError) as refusal:
        load.frameworks(file)
    assert refusal.value.message == (
        f"{file}:84: 'first' is 2025-03-01, after 'last', which is 2025-02-28"
    )
    assert refusal.value.hint == "put the earlier day first"


def test_the_first_hundred_faults_are_told_and_that_there_are_more(file: Path) -> None:
    file.write_text(COMPLETE + "".join(f"{number}x: 1\n" for number in range(200)))
    faults = load.faults(file)
    assert len(faults) == 101
    assert faults[-1] == Fault(None, "more is wrong than is told here", "mend these first")


def test_control_characters_of_a_path_are_escaped(tmp_path: Path) -> None:
    faulty = tmp_path / "new\nline\x1b.yaml"
    faulty.write_text("edition: [")
    with pytest.raises(FaultyFileError) as refusal:
        load.frameworks(faulty)
    assert refusal.value.message == (
        f"{tmp_path}/new\\nline\\x1b.yaml:1: a value is missing, or a bracket is not closed"
    )
