"""What falls today, what is overdue and what comes next."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest

from jtai_cli.agenda import State, agenda
from jtai_cli.dated import Timeline
from jtai_cli.errors import OutOfRangeError
from jtai_cli.plan import Inspection, Known

Dates = Callable[[Inspection], Timeline]
KINGSTON = Inspection(Known("fieldwork", date(2025, 3, 3)), name="kingston-2025")
SUTTON = Inspection(Known("fieldwork", date(2025, 3, 10)), name="sutton-2025")


def d(text: str) -> date:
    return date.fromisoformat(text)


def told(timelines: list[Timeline], today: str, count: int) -> list[tuple[str, str, int]]:
    return [
        (entry.dated.milestone.key, entry.state, entry.working_days)
        for entry in agenda(timelines, d(today), count=count).entries
    ]


@pytest.mark.parametrize(
    ("today", "done", "expected"),
    [
        pytest.param(
            "2025-02-16",
            None,
            [("notification", "next", 1), ("set-up-discussion", "next", 1)],
            id="the-day-before-the-call",
        ),
        pytest.param(
            "2025-02-21",
            None,
            [
                ("set-up-discussion", "today", 0),
                ("information-request", "today", 0),
                ("case-selection", "today", 0),
                ("inspection-planning", "today", 0),
                ("case-audits", "next", 1),
                ("off-site-analysis", "next", 1),
            ],
            id="the-last-day-of-a-window",
        ),
        pytest.param(
            "2025-03-29",
            None,
            [("comments-due", "next", 9), ("final-letter", "next", 16)],
            id="nothing-is-overdue-where-nobody-keeps-what-is-done",
        ),
        pytest.param(
            "2025-04-11",
            (
                "notification set-up-discussion information-request case-selection "
                "inspection-planning case-audits off-site-analysis off-site-meetings "
                "fieldwork-timetable fieldwork draft-letter"
            ),
            [
                ("comments-due", "overdue", -1),
                ("final-letter", "next", 6),
                ("publication", "next", 9),
                ("statement-of-proposed-action", "next", 76),
            ],
            id="overdue",
        ),
        pytest.param(
            "2025-08-01",
            None,
            [("statement-of-proposed-action", "today", 0)],
            id="a-single-day",
        ),
        pytest.param("2025-08-04", None, [], id="all-over"),
    ],
)
def test_a_day_asks_for_this(
    dated: Dates, today: str, done: str | None, expected: list[tuple[str, str, int]]
) -> None:
    timeline = dated(replace(KINGSTON, done=None if done is None else tuple(done.split())))

    assert told([timeline], today, 2 if done is None else 3) == expected


def test_several_inspections_stand_by_state_and_date(dated: Dates) -> None:
    found = agenda([dated(SUTTON), dated(KINGSTON)], d("2025-03-28"), count=3)

    assert [
        (entry.timeline.inspection.name, entry.dated.milestone.key) for entry in found.entries
    ] == [
        ("kingston-2025", "draft-letter"),
        ("sutton-2025", "draft-letter"),
        ("kingston-2025", "comments-due"),
        ("sutton-2025", "comments-due"),
    ]


def test_none_of_the_next_may_be_asked_for(dated: Dates) -> None:
    found = agenda([dated(KINGSTON)], d("2025-03-28"), count=0)

    assert [entry.state for entry in found.entries] == [State.TODAY]


def test_what_only_looks_back_is_nobodys_to_do(dated: Dates) -> None:
    keys = {key for key, _, _ in told([dated(KINGSTON)], "2025-02-17", 99)}

    assert not keys & {"evidence-window", "pre-inspection-analysis"}


def test_a_day_out_of_reach_is_refused(dated: Dates) -> None:
    with pytest.raises(OutOfRangeError):
        agenda([dated(KINGSTON)], d("1970-01-01"), count=1)
