"""`jtai days`, whole answers and every refusal."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.cli.conftest import Jtai


@pytest.mark.parametrize(
    ("argv", "expected"),
    [
        pytest.param(
            ("2025-03-07", "+15"),
            "Friday 28 March 2025\n"
            "15 working days after Friday 7 March 2025 (England)\n"
            "Skipped: 6 weekend days\n",
            id="forwards",
        ),
        pytest.param(
            ("2025-03-03", "-10"),
            "Monday 17 February 2025\n"
            "10 working days before Monday 3 March 2025 (England)\n"
            "Skipped: 4 weekend days\n",
            id="back",
        ),
        pytest.param(
            ("2025-04-17", "1"),
            "Tuesday 22 April 2025\n"
            "1 working day after Thursday 17 April 2025 (England)\n"
            "Skipped: 2 weekend days; Good Friday 18 Apr, Easter Monday 21 Apr\n",
            id="over-easter",
        ),
        pytest.param(
            ("2025-03-08", "+0"),
            "Saturday 8 March 2025\n"
            "0 working days after Saturday 8 March 2025 (England)\n"
            "Skipped: nothing\n",
            id="zero-moves-nothing",
        ),
        pytest.param(
            ("2025-03-07", "2025-03-28"),
            "15 working days\n"
            "after Friday 7 March 2025, up to and with Friday 28 March 2025 (England)\n"
            "Skipped: 6 weekend days\n",
            id="between",
        ),
        pytest.param(
            ("2025-03-28", "2025-03-07"),
            "-15 working days\n"
            "after Friday 28 March 2025, up to and with Friday 7 March 2025 (England)\n"
            "Skipped: 6 weekend days\n",
            id="between-backwards",
        ),
        pytest.param(
            ("2025-12-19", "+3", "--closure", "2025-12-24..2025-12-31"),
            "Friday 2 January 2026\n"
            "3 working days after Friday 19 December 2025 (England)\n"
            "Skipped: 4 weekend days; 4 closed days; Christmas Day 25 Dec 2025, Boxing Day 26 Dec "
            "2025, New Year’s Day 1 Jan 2026\n",
            id="closure",
        ),
        pytest.param(
            ("tomorrow", "+1", "--division", "northern-ireland", "--today", "2025-07-10"),
            "Tuesday 15 July 2025\n"
            "1 working day after Friday 11 July 2025 (Northern Ireland)\n"
            "Skipped: 2 weekend days; Battle of the Boyne (Orangemen’s Day) (substitute day) "
            "14 Jul\n",
            id="northern-ireland",
        ),
        pytest.param(
            ("2028-12-29", "+1"),
            "Tuesday 2 January 2029\n"
            "1 working day after Friday 29 December 2028 (England)\n"
            "Skipped: 2 weekend days; New Year’s Day 1 Jan\n"
            "Provisional: GOV.UK has published bank holidays to Sunday 31 December 2028\n",
            id="provisional",
        ),
    ],
)
def test_days_answers(jtai: Jtai, argv: tuple[str, ...], expected: str) -> None:
    result = jtai("days", *argv)

    assert (result.status, result.err) == (0, "")
    assert result.out.decode() == expected


def test_json_tells_each_day_skipped(jtai: Jtai) -> None:
    result = jtai("days", "2025-04-17", "+1", "--format", "json")

    assert json.loads(result.out) == {
        "schema": "jtai.days/1",
        "division": "england",
        "first": "2025-04-17",
        "working_days": 1,
        "last": "2025-04-22",
        "weekday": "Tuesday",
        "provisional": False,
        "published_to": "2028-12-31",
        "skipped": [
            {"date": "2025-04-18", "weekday": "Friday", "why": "Good Friday"},
            {"date": "2025-04-19", "weekday": "Saturday", "why": "weekend"},
            {"date": "2025-04-20", "weekday": "Sunday", "why": "weekend"},
            {"date": "2025-04-21", "weekday": "Monday", "why": "Easter Monday"},
        ],
    }


def test_output_writes_a_file(jtai: Jtai, tmp_path: Path) -> None:
    file = tmp_path / "answer.txt"

    assert jtai("days", "2025-03-07", "+15", "-o", str(file)).out == b""
    assert file.read_bytes() == jtai("days", "2025-03-07", "+15").out


@pytest.mark.parametrize(
    ("argv", "expected"),
    [
        pytest.param(
            ("2025-03-07", "soon"),
            "jtai: error: 'soon' is not a date that can be read\n"
            'Try: a date such as 2025-03-03, "3 March 2025", "Mon 3 Mar 2025" or 3/3/2025\n',
            id="no-date",
        ),
        pytest.param(
            ("2025-03-07",),
            "jtai: error: missing argument 'DAYS|DATE'\nTry: jtai days --help\n",
            id="one-argument",
        ),
        pytest.param(
            ("2025-03-07", "+99999"),
            "jtai: error: +99999 working days from 2025-03-07 lies outside the years whose bank "
            "holidays are known: 1978 to 2099\n"
            "Try: a count that stays within those years; with --bank-holidays FILE those are "
            "the file's\n",
            id="too-far",
        ),
        pytest.param(
            ("0001-01-01", "9999-12-31"),
            "jtai: error: 0001-01-02 lies outside the years whose bank holidays are known: "
            "1978 to 2099\n"
            "Try: a count that stays within those years; with --bank-holidays FILE those are "
            "the file's\n",
            id="all-of-time",
        ),
        pytest.param(
            ("2025-03-07", "-x"),
            "jtai: error: no such option: -x\nTry: jtai days --help\n",
            id="unknown-option",
        ),
    ],
)
def test_bad_input_is_refused(jtai: Jtai, argv: tuple[str, ...], expected: str) -> None:
    result = jtai("days", *argv)

    assert (result.status, result.out, result.err) == (2, b"", expected)
