"""What others publish: GOV.UK's bank holidays, and what letters say of inspections."""

import json
from copy import deepcopy
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import govuk_bank_holidays
import pytest

from jtai_cli.bankholidays import Division
from jtai_cli.errors import FaultyFileError
from jtai_cli.evidence import PublishedInspection
from jtai_cli.files.others import load_bank_holidays, load_inspections

REAL = Path(govuk_bank_holidays.__file__).parent / "bank-holidays.json"
DAYS_2025 = [
    ("New Year’s Day", "2025-01-01"),
    ("Good Friday", "2025-04-18"),
    ("Easter Monday", "2025-04-21"),
    ("Early May bank holiday", "2025-05-05"),
    ("Spring bank holiday", "2025-05-26"),
    ("Summer bank holiday", "2025-08-25"),
    ("Christmas Day", "2025-12-25"),
    ("Boxing Day", "2025-12-26"),
]


def listed() -> dict[str, Any]:
    events = [
        {"title": title, "date": day, "notes": "", "bunting": True} for title, day in DAYS_2025
    ]
    names = ("england-and-wales", "scotland", "northern-ireland")
    return {name: {"division": name, "events": deepcopy(events)} for name in names}


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "bank-holidays.json"


def test_the_real_file_is_read() -> None:
    found = load_bank_holidays(REAL)
    assert [len(found[division].bank_holidays) for division in Division] == [140, 140, 157, 174]
    assert (found[Division.ENGLAND].first, found[Division.ENGLAND].last) == (
        date(2012, 1, 1),
        date(2028, 12, 31),
    )


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        pytest.param("", "Invalid JSON", id="empty"),
        pytest.param('{\n"england-and-wales": }', "Invalid JSON: .* at line 2", id="no-json"),
        pytest.param("[]", "the file: Input should be an object", id="list"),
        pytest.param("{}", "'england-and-wales' is missing, or has no events", id="nothing"),
        pytest.param('{"england-and-wales": []}', "should be an object", id="no-events"),
        pytest.param('{"england-and-wales": {"events": {"a": 1}}}', "valid array", id="object"),
        pytest.param("[" * 1_000_000, "recursion limit", id="a-million-brackets"),
        pytest.param('{"a":' * 200_000, "recursion limit", id="braces"),
        pytest.param("9" * 1_000_000, "number out of range", id="huge-number"),
    ],
)
def test_another_file_is_refused(file: Path, content: str, problem: str) -> None:
    file.write_text(content)
    with pytest.raises(FaultyFileError, match=problem) as caught:
        load_bank_holidays(file)
    assert caught.value.hint == "GOV.UK's own file, from https://www.gov.uk/bank-holidays.json"


@pytest.mark.parametrize(
    ("event", "problem"),
    [
        (["2025-01-01"], "events.8: Input should be an object"),
        ({"title": 7, "date": "2025-12-29"}, "events.8.title: Input should be a valid string"),
        ({"title": "x", "date": 20250101}, "events.8.date: 20250101 is not a date"),
        ({"title": " ", "date": "2025-12-29"}, "should be text on one line"),
        ({"title": "a\x1b[31m", "date": "2025-12-29"}, "should be text on one line"),
        ({"title": "x", "date": "2025-12-29", "notes": None}, "events.8.notes: Input should"),
        ({"title": "x", "date": "2025-02-30"}, "events.8.date: 2025-02-30 is not a date"),
        ({"title": "x", "date": "2025-01-04"}, "Saturday 4 January 2025 is a weekend"),
        ({"title": "x", "date": "2025-12-26"}, "Friday 26 December 2025 is listed already"),
    ],
)
def test_an_event_that_is_none_is_refused(file: Path, event: object, problem: str) -> None:
    content = listed()
    content["scotland"]["events"].append(event)
    file.write_text(json.dumps(content))
    with pytest.raises(FaultyFileError) as caught:
        load_bank_holidays(file)
    (fault,) = caught.value.faults
    assert fault.problem.startswith("scotland")
    assert problem in fault.problem


def test_a_list_that_looks_cut_short_is_refused(file: Path) -> None:
    content = listed()
    del content["scotland"]["events"][3]
    file.write_text(json.dumps(content))
    with pytest.raises(FaultyFileError, match="'scotland' has 7 bank holidays in 2025"):
        load_bank_holidays(file)


# Published inspections.


HEADS = (
    "area,theme,notification,fieldwork_start,fieldwork_end,published,statement_due,source_url,notes"
)
ROW = "Northshire,front-door,2025-02-17,2025-03-03,2025-03-07,2025-04-28,2025-08-06,https://x.org,Note"
NORTHSHIRE = PublishedInspection(
    "Northshire", 2, theme="front-door", notification=date(2025, 2, 17),
    fieldwork_start=date(2025, 3, 3), fieldwork_end=date(2025, 3, 7), published=date(2025, 4, 28),
    statement_due=date(2025, 8, 6), source_url="https://x.org", notes="Note",
)  # fmt: skip


def test_the_shipped_inspections_are_read() -> None:
    found = load_inspections(None)
    (haringey,) = (one for one in found if one.area == "Haringey")
    assert (haringey.notification, haringey.published) == (date(2017, 11, 21), date(2018, 1, 30))
    assert len(found) >= 44
    assert any(one.explained_by for one in found)


@pytest.mark.parametrize(
    ("text", "explained_by"),
    [
        pytest.param(f"{HEADS}\n{ROW}\n", (), id="plain"),
        pytest.param(f"{HEADS},explained_by\n{ROW},\n", (), id="not-explained"),
        pytest.param(
            f"{HEADS},explained_by\n{ROW},--closure 2023-12-24..2023-12-31; --timetable x\n",
            ("--closure 2023-12-24..2023-12-31", "--timetable x"), id="explained",
        ),
        pytest.param(f"{HEADS};ours\n{ROW};x\n".replace(",", ";"), (), id="semicolons"),
        pytest.param(f"\ufeff{HEADS}\r{ROW}\r", (), id="mark-and-old-mac"),
        pytest.param(
            f"{HEADS}\n Northshire ,front-door,17/2/2025,Mon 3 March 2025,7 March 2025,"
            "2025-04-28 00:00,6/8/2025,https://x.org,Note\n", (), id="as-people-write",
        ),
    ],
)  # fmt: skip
def test_a_file_of_ones_own_is_read(
    tmp_path: Path, text: str, explained_by: tuple[str, ...]
) -> None:
    (tmp_path / "own.csv").write_bytes(text.encode())
    (one,) = load_inspections(tmp_path / "own.csv")
    assert one == replace(NORTHSHIRE, explained_by=explained_by)
