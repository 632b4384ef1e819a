"""`jtai next`: today, overdue and next, of one inspection or of all in the plan."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.cli.conftest import Golden, Jtai

KINGSTON = ("next", "--fieldwork", "2025-03-03")
PLAN = """\
[inspections.kingston-2025]
theme = "front-door"
fieldwork = 2025-03-03
done = ["notification"]
owners = { comments-due = "Business manager" }

[inspections.sutton-2025]
notified = 2025-02-24
"""


@pytest.mark.parametrize(
    ("argv", "name"),
    [
        pytest.param((*KINGSTON, "--today", "2025-02-17"), "next-first-page.txt", id="call"),
        pytest.param(
            (*KINGSTON, "--today", "2025-02-17", "--theme", "front-door"),
            "next-first-page-theme.txt",
            id="call-with-theme",
        ),
        pytest.param((*KINGSTON, "--today", "2025-04-10"), "next-comments.txt", id="comments"),
        pytest.param((*KINGSTON, "--today", "2025-09-01"), "next-nothing.txt", id="all-over"),
        pytest.param(
            (*KINGSTON, "--today", "2025-04-10", "--count", "1", "--format", "json"),
            "next.json",
            id="json",
        ),
        pytest.param(("next", "--help"), "help-next.txt", id="help"),
    ],
)
def test_next_golden(jtai: Jtai, golden: Golden, argv: tuple[str, ...], name: str) -> None:
    ran = jtai(*argv)

    assert (ran.status, ran.err) == (0, "")
    golden(name, ran.out)


@pytest.mark.parametrize(
    ("argv", "name"),
    [
        pytest.param(("--today", "2025-02-24"), "next-plan.txt", id="text"),
        pytest.param(("--today", "2025-04-10", "--count", "3"), "next-plan-later.txt", id="later"),
        pytest.param(
            ("--today", "2025-02-17", "--inspection", "kingston-2025"),
            "next-plan-one.txt",
            id="one",
        ),
    ],
)
def test_next_of_a_plan_golden(
    jtai: Jtai, golden: Golden, argv: tuple[str, ...], name: str
) -> None:
    Path("jtai.toml").write_text(PLAN, "utf-8")

    ran = jtai("next", *argv)

    assert (ran.status, ran.err) == (0, "")
    golden(name, ran.out)


def test_narrow_golden(jtai: Jtai, golden: Golden) -> None:
    ran = jtai(*KINGSTON, "--today", "2025-02-17", environment={"COLUMNS": "50"})

    assert max(len(line) for line in ran.out.decode().splitlines()) <= 50
    golden("next-50.txt", ran.out)


def test_today_is_read_from_the_environment(jtai: Jtai) -> None:
    ran = jtai(*KINGSTON, "--format", "json", environment={"JTAI_TODAY": "2025-04-10"})

    assert json.loads(ran.out)["today"] == "2025-04-10"


def test_a_timetable_without_a_call_has_no_first_page(jtai: Jtai) -> None:
    rules = Path(__file__).parents[1] / "rules.yaml"
    text = rules.read_text("utf-8").replace("notification:", "call:")
    Path("mine.yaml").write_text(text.replace("anchor: notification", "anchor: call"), "utf-8")

    ran = jtai(*KINGSTON, "--today", "2025-02-17", "--frameworks", "mine.yaml")

    assert (ran.status, ran.err, b"To type next" in ran.out) == (0, "", False)


@pytest.mark.parametrize(
    ("argv", "expected"),
    [
        pytest.param(
            ("--today", "soon"),
            "jtai: error: 'soon' is not a date that can be read\n"
            'Try: a date such as 2025-03-03, "3 March 2025", "Mon 3 Mar 2025" or 3/3/2025\n',
            id="today",
        ),
        pytest.param(
            ("--format", "jsn"),
            "jtai: error: no format called 'jsn'\nTry: --format json\n",
            id="format",
        ),
    ],
)
def test_bad_input_is_refused(jtai: Jtai, argv: tuple[str, ...], expected: str) -> None:
    ran = jtai(*KINGSTON, *argv)

    assert (ran.status, ran.out, ran.err) == (2, b"", expected)
