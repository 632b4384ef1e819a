"""What is overdue or expected, what falls today and what comes next."""

from dataclasses import replace
from datetime import date

import pytest

from jtai_cli.bankholidays import Calendars
from jtai_cli.errors import OutOfRangeError
from jtai_cli.plan import Inspection, Known, LocalMilestone
from jtai_cli.progress import State, agenda
from jtai_cli.timeline import Timeline
from tests.conftest import Dated, d

KINGSTON = Inspection(Known("fieldwork", date(2025, 3, 3)), name="kingston-2025")
SUTTON = Inspection(Known("fieldwork", date(2025, 3, 10)), name="sutton-2025")
STATEMENT = "statement-of-proposed-action"


def found(timelines: list[Timeline], today: str, count: int) -> list[str]:
    entries = agenda(timelines, d(today), count=count, calendars=Calendars())
    return [f"{one.state} {one.dated.key} {one.working_days}" for one in entries]


@pytest.mark.parametrize(
    ("today", "done", "expected"),
    [
        ("2025-02-16", None, ["next notification 1", "next set-up-discussion 1"]),
        ("2025-02-21", None,
         ["today set-up-discussion 0", "today information-request 0", "today case-selection 0",
          "today inspection-planning 0", "next case-audits 1", "next off-site-analysis 1"]),
        # What nobody marks as done is not overdue; a letter is asked about all the same.
        ("2025-04-11", None,
         ["expected draft-letter -10", "next final-letter 6", "next publication 9"]),
        # One thing marked as done makes overdue what is owed, and nothing else.
        ("2025-04-11", "notification",
         ["overdue information-request -35", "overdue case-audits -30", "overdue comments-due -1",
          "expected draft-letter -10", "next final-letter 6", "next publication 9"]),
        ("2025-04-11", "information-request case-audits comments-due",
         ["next final-letter 6", "next publication 9"]),
        # What the statement answers has come.
        ("2025-08-01", STATEMENT,
         ["overdue information-request -111", "overdue case-audits -106",
          "overdue comments-due -77", "expected publication -67"]),
    ],
)  # fmt: skip
def test_a_day_asks_for_this(
    dated: Dated, today: str, done: str | None, expected: list[str]
) -> None:
    timeline = dated(replace(KINGSTON, done=None if done is None else tuple(done.split())))
    assert found([timeline], today, 2) == expected


@pytest.mark.parametrize(
    ("stated", "expected"),
    [
        ({}, ["draft-letter", "final-letter", "publication"]),
        ({"draft-letter": "2025-03-28"}, ["final-letter", "publication"]),
        # What is published has been sent before, and it was answered.
        ({"publication": "2025-04-28"}, []),
        ({"publication": "2025-05-28"}, ["draft-letter", "final-letter"]),
    ],
)
def test_a_letter_is_expected_until_it_or_one_counted_from_it_is_stated(
    dated: Dated, stated: dict[str, str], expected: list[str]
) -> None:
    days = {key: d(day) for key, day in stated.items()}
    local = {"read": LocalMilestone("read", "Read the draft", "draft-letter", 1)}
    timeline = dated(replace(KINGSTON, stated=days, local=local))
    entries = agenda([timeline], d("2025-05-06"), count=0, calendars=Calendars())
    assert [(one.dated.key, one.state) for one in entries] == [
        (key, State.EXPECTED) for key in expected
    ]


def test_several_inspections_stand_by_state_and_date(dated: Dated) -> None:
    timelines = [dated(SUTTON), dated(KINGSTON)]
    entries = agenda(timelines, d("2025-03-28"), count=3, calendars=Calendars())
    assert [f"{one.timeline.inspection.name} {one.dated.key}" for one in entries] == [
        "kingston-2025 draft-letter",
        "sutton-2025 draft-letter",
        "kingston-2025 comments-due",
        "sutton-2025 comments-due",
    ]


def test_today_may_lie_in_any_year_whose_bank_holidays_are_known(dated: Dated) -> None:
    # The timeline itself is counted on a calendar that begins in 2012.
    assert found([dated(KINGSTON)], "2011-12-30", 1) == ["next notification 3317"]
    with pytest.raises(OutOfRangeError):
        found([dated(KINGSTON)], "1970-01-01", 1)
