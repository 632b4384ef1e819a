"""GOV.UK's own file of bank holidays, and files that are not quite it."""

import json
from copy import deepcopy
from datetime import date
from pathlib import Path
from typing import Any

import govuk_bank_holidays
import pytest

from jtai_cli import load
from jtai_cli.bankholidays import Division
from jtai_cli.errors import FaultyFileError, FileError

REMEDY = "GOV.UK's own file, from https://www.gov.uk/bank-holidays.json"
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


def refusal(file: Path, division: Division = Division.ENGLAND) -> tuple[str, str | None]:
    with pytest.raises(FaultyFileError) as caught:
        load.bank_holidays(file, division)
    return caught.value.message.removeprefix(str(file)), caught.value.hint


def test_a_year_is_published_from_its_first_day_to_its_last(file: Path) -> None:
    file.write_text(json.dumps(listed()))
    held = load.bank_holidays(file, Division.ENGLAND)
    assert (held.first, held.last, held.published_to) == (
        date(2025, 1, 1),
        date(2025, 12, 31),
        date(2025, 12, 31),
    )
    assert dict(held.days) == {date.fromisoformat(day): title for title, day in DAYS_2025}


def test_a_note_stands_behind_the_name_in_lower_case(file: Path) -> None:
    told = listed()
    told["scotland"]["events"][6] |= {"notes": "Substitute day"}
    file.write_text(json.dumps(told))
    held = load.bank_holidays(file, Division.SCOTLAND)
    assert held.days[date(2025, 12, 25)] == "Christmas Day (substitute day)"


def test_a_note_may_be_left_out(file: Path) -> None:
    told = listed()
    del told["england-and-wales"]["events"][6]["notes"]
    file.write_text(json.dumps(told))
    held = load.bank_holidays(file, Division.ENGLAND)
    assert held.days[date(2025, 12, 25)] == "Christmas Day"


def test_days_are_in_order_whatever_the_order_of_the_file(file: Path) -> None:
    told = listed()
    told["england-and-wales"]["events"].reverse()
    file.write_text(json.dumps(told))
    held = load.bank_holidays(file, Division.WALES)
    assert list(held.days) == [date.fromisoformat(day) for _, day in DAYS_2025]


REAL_ONES = [
    pytest.param(Division.ENGLAND, 140, id="england"),
    pytest.param(Division.WALES, 140, id="wales"),
    pytest.param(Division.SCOTLAND, 157, id="scotland"),
    pytest.param(Division.NORTHERN_IRELAND, 174, id="northern-ireland"),
]


@pytest.mark.parametrize(("division", "number"), REAL_ONES)
def test_the_real_file_is_taken(division: Division, number: int) -> None:
    held = load.bank_holidays(REAL, division)
    assert (held.first, held.last) == (date(2012, 1, 1), date(2028, 12, 31))
    assert len(held.days) == number


NOT_THE_FILE = [
    pytest.param("", ":1: this is not JSON", id="empty"),
    pytest.param('{\n"england-and-wales": }', ":2: this is not JSON", id="no-json"),
    pytest.param("[]", ": 'england-and-wales' is missing", id="list"),
    pytest.param("7", ": 'england-and-wales' is missing", id="number"),
    pytest.param("{}", ": 'england-and-wales' is missing", id="no-division"),
    pytest.param(
        '{"england-and-wales": []}', ": 'england-and-wales' has no events", id="no-events"
    ),
    pytest.param(
        '{"england-and-wales": {"events": []}}',
        ": 'england-and-wales' has no events",
        id="empty-events",
    ),
    pytest.param(
        '{"england-and-wales": {"events": {"a": 1}}}',
        ": 'england-and-wales' has no events",
        id="events-that-are-no-list",
    ),
    pytest.param('{"a": 1, "a": 2}', ": 'a' stands twice in one object", id="duplicate-key"),
    pytest.param("[" * 1_000_000, ": is nested too deep", id="a-million-brackets"),
    pytest.param('{"a":' * 200_000, ": is nested too deep", id="braces"),
    pytest.param("9" * 1_000_000, ": 'england-and-wales' is missing", id="huge-number"),
]


@pytest.mark.parametrize(("content", "message"), NOT_THE_FILE)
def test_another_file_is_refused(file: Path, content: str, message: str) -> None:
    file.write_text(content)
    assert refusal(file) == (message, REMEDY)


FAULTY_EVENTS = [
    pytest.param(["2025-01-01"], ": should have a title and a date", REMEDY, id="no-event"),
    pytest.param({"title": 7}, ".title: should be text on one line", REMEDY, id="number-for-title"),
    pytest.param({"title": ""}, ".title: is empty", REMEDY, id="empty-title"),
    pytest.param({"title": "a\x1b[31m"}, ".title: should be text on one line", REMEDY, id="escape"),
    pytest.param({"notes": None}, ".notes: should be text on one line", REMEDY, id="null-note"),
    pytest.param(
        {"date": "2025-02-30"},
        ".date: 2025-02-30 is not a date: February 2025 has 28 days",
        REMEDY,
        id="no-such-day",
    ),
    pytest.param(
        {"date": "01/01/2025"},
        ".date: '01/01/2025' is not a date",
        "write it as year-month-day: 2025-03-03",
        id="slashes",
    ),
    pytest.param(
        {"date": None},
        ".date: None is not a date",
        "write it as year-month-day: 2025-03-03",
        id="no-date",
    ),
    pytest.param(
        {"date": "2025-01-04"}, ".date: Saturday 4 January 2025 is a weekend", REMEDY, id="weekend"
    ),
    pytest.param(
        {"date": "2025-12-26"},
        None,
        "keep one of them",
        id="twice",
    ),
]


@pytest.mark.parametrize(("change", "message", "remedy"), FAULTY_EVENTS)
def test_a_faulty_event_is_told_with_its_place(
    file: Path, change: object, message: str | None, remedy: str
) -> None:
    told = listed()
    events = told["england-and-wales"]["events"]
    events[0] = events[0] | change if isinstance(change, dict) else change
    file.write_text(json.dumps(told))
    place = ": england-and-wales.events[0]"
    if message is None:
        place, message = ": england-and-wales.events[7]", ".date: 2025-12-26 stands twice"
    assert refusal(file) == (f"{place}{message}", remedy)


def test_every_faulty_event_is_told(file: Path) -> None:
    told = listed()
    for event in told["scotland"]["events"]:
        event["date"] = "soon"
    file.write_text(json.dumps(told))
    assert refusal(file, Division.SCOTLAND) == (
        ": scotland.events[0].date: 'soon' is not a date (and 7 more)",
        "write it as year-month-day: 2025-03-03",
    )


def test_another_division_may_be_faulty(file: Path) -> None:
    told = listed()
    told["scotland"] = None
    file.write_text(json.dumps(told))
    assert len(load.bank_holidays(file, Division.NORTHERN_IRELAND).days) == 8


def test_a_year_cut_short_is_refused(file: Path) -> None:
    told = listed()
    del told["england-and-wales"]["events"][-1]
    file.write_text(json.dumps(told))
    assert refusal(file) == (
        ": 'england-and-wales' has 7 bank holidays in 2025, so it looks cut short",
        REMEDY,
    )


def test_a_year_left_out_is_refused(file: Path) -> None:
    told = listed()
    events = told["england-and-wales"]["events"]
    earlier = ["2023-01-02", "2023-04-07", "2023-04-10", "2023-05-01"]
    earlier += ["2023-05-29", "2023-08-28", "2023-12-25", "2023-12-26"]
    events += [{"title": "Bank holiday", "date": day} for day in earlier]
    file.write_text(json.dumps(told))
    assert refusal(file) == (
        ": 'england-and-wales' has 0 bank holidays in 2024, so it looks cut short",
        REMEDY,
    )


def test_a_missing_file_is_refused(file: Path) -> None:
    with pytest.raises(FileError) as caught:
        load.bank_holidays(file, Division.ENGLAND)
    assert caught.value.message == f"{file}: there is no such file"
