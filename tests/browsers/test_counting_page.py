"""The page that counts, driven in Chromium: it shows what the engine gives."""

import json
import random
import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date, timedelta
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest

from jtai_cli.errors import JtaiError
from jtai_cli.formats import html
from jtai_cli.kinds import Edge
from jtai_cli.plan import Inspection, Known
from jtai_cli.report.calculator import calculator
from jtai_cli.rules import Rules
from jtai_cli.timeline import DatedMilestone, DateIs, Timeline
from jtai_cli.workingdays import Period
from tests.conftest import Dated

pytestmark = pytest.mark.uncovered

Node = Callable[..., Any]
DAY = timedelta(days=1)
WEEK_2027 = Inspection(Known("fieldwork", date(2027, 1, 4)))
SHOWN = {
    "letters-over-christmas", "polling-days-unknown", "pre-election-period", "provisional",
    "stated-before-anchor",
}  # fmt: skip
"""Notes to which the page gives the engine's codes."""


@pytest.fixture
def page(dated: Dated, rules: Rules, tmp_path: Path) -> Path:
    """The page of 2027."""
    file = tmp_path / "page.html"
    file.write_text(html.write(calculator(dated(WEEK_2027), rules)), "utf-8")
    return file


def random_timelines(dated: Dated, number: int) -> Iterator[Timeline]:
    """Give inspections from fieldwork and from notification, with stated dates and closures."""
    rng = random.Random(2027)  # noqa: S311 - no secret
    while number:
        milestone = rng.choice(["fieldwork", "notification"])
        known = Known(milestone, date(2025, 8, 4) + rng.randrange(2400) * DAY)
        stated: dict[str, date] = {}
        closures: list[Period] = []
        try:
            plain = dated(Inspection(known))
            for one in rng.sample(plain.milestones, rng.choice([0, 1, 1, 2, 4])):
                if one.first is not None:
                    stated[one.key] = one.first + rng.randrange(-9, 40) * DAY
            for _ in range(rng.choice([0, 0, 1, 2])):
                first = plain.fieldwork.last + rng.randrange(70) * DAY
                closures.append(Period(first, first + rng.randrange(12) * DAY))
            yield dated(Inspection(known, stated=stated, closures=tuple(closures)))
        except JtaiError:  # no such inspection can be
            continue
        number -= 1


def address(inspection: Inspection) -> str:
    words = [f"{inspection.known.milestone}={inspection.known.first}"]
    words += [f"{key}={day}" for key, day in inspection.stated.items()]
    words += [f"closure={one.first}..{one.last}" for one in inspection.closures]
    return "&".join(words)


def days(one: DatedMilestone) -> list[str]:
    return [str(day) for day in dict.fromkeys((one.first, one.last)) if day is not None]


def expected(timeline: Timeline) -> dict[str, Any]:
    """Return what the page must show: days, working days late and whether provisional, by step."""
    steps = {}
    for one in timeline.milestones:
        late = one.working_days_late if one.date_is is DateIs.STATED else None
        steps[one.key] = [days(one), late, one.provisional]
        for of, day, provisional, _ in one.readings:
            steps[f"{one.key}-{of.key}"] = [[str(day)], None, provisional]
    codes = {note.code for note in timeline.notes}
    is_other_day = (
        timeline.fieldwork.day(Edge.FIRST).weekday() or "notification-not-monday" in codes
    )
    notes = codes & SHOWN | ({"weekday"} if is_other_day else set())
    notes |= {"off"} if "bank-holiday-in-fieldwork" in codes else set()
    skipped = [str(day) for day, _ in timeline.bank_holidays]
    return {"steps": steps, "notes": notes, "skipped": skipped}


def read(shown: dict[str, Any]) -> dict[str, Any]:
    steps = {}
    for key, (found, remarks) in shown["steps"].items():
        late = re.search(r"late: (-?\d+)\.", remarks)
        steps[key] = [found, late and int(late[1]), "Provisional" in remarks]
    return {"steps": steps, "notes": set(shown["notes"]), "skipped": shown["skipped"]}


def test_500_random_inspections_are_dated_as_the_engine_dates_them(
    page: Path, node: Node, dated: Dated
) -> None:
    timelines = list(random_timelines(dated, 500))
    addresses = [address(one.inspection) for one in timelines]
    found = node("count_in_page.mjs", page, text=json.dumps(addresses))
    for timeline, at, shown in zip(timelines, addresses, found["shown"], strict=True):
        assert not shown["isHidden"], (at, shown["summary"])
        assert read(shown) == expected(timeline), at
    assert found["requests"] == 1


REFUSED = {
    "fieldwork=2027-03-26": ("Friday 26 March 2027 is a bank holiday, Good Friday. "
                             "Try Thursday 25 March 2027 or Tuesday 30 March 2027."),
    "notification=2027-01-02": ("Saturday 2 January 2027 is at the weekend. "
                                "Try Thursday 31 December 2026 or Monday 4 January 2027."),
    "fieldwork=2033-01-10": ("This page knows bank holidays from Wednesday 1 January 2025 to "
                             "Friday 31 December 2032 only."),
    "fieldwork=2027-02-31": (
        "2027-02-31 is not a date such as 2026-11-30. Type the date that you know."
    ),
    "fieldwork=2027-03-01&evidence-window=2027-02-20": (
        "Evidence window, six months would end on Monday 15 February 2027, before it begins."
    ),
    "fieldwork=2027-03-01&closure=2027-03-09..2027-03-08": "Closed days end before they begin.",
}  # fmt: skip


def test_what_cannot_be_counted_is_refused_with_the_reason(page: Path, node: Node) -> None:
    found = node("count_in_page.mjs", page, text=json.dumps(list(REFUSED)))["shown"]
    shown = [(one["summary"], one["isHidden"]) for one in found]
    assert shown == [(answer, True) for answer in REFUSED.values()]


def test_what_cannot_be_read_is_named_and_the_rest_is_counted(page: Path, node: Node) -> None:
    at = "tea=2027-03-02&fieldwork=2027-03-01&draft-letter=2027-02-31&closed=2027-03-08..2027-03-12"
    (shown,) = node("count_in_page.mjs", page, text=json.dumps([at]))["shown"]
    assert not shown["isHidden"]
    assert shown["summary"] == (
        "This page has no field for tea=2027-03-02. 2027-02-31 is not a date such as 2026-11-30. "
        "Fieldwork: Monday 1 March 2027 to Friday 5 March 2027."
    )
    assert shown["steps"]["draft-letter"][0] == ["2027-04-06"]


def test_the_keyboard_is_enough(page: Path, node: Node) -> None:
    keys = ["Tab", "ArrowDown", "Tab", *"04102028", "Tab", "Tab", "Enter"]
    assert node("type_in_page.mjs", page, text=json.dumps(keys)) == {
        "address": "#notification=2028-04-10",
        "status": "Fieldwork: Wednesday 26 April 2028 to Wednesday 3 May 2028.",
        "isOpen": [True, False, False],
        "outline": "solid",
    }


def test_the_page_suits_a_phone_a_screen_reader_and_no_network(
    page: Path, node: Node, tmp_path: Path
) -> None:
    assert node("look_at_page.mjs", page, tmp_path / "page.pdf") == {
        "small": {"width": 320, "violations": []},
        "large": {"width": 1280, "violations": []},
        "printed": {"others": [], "messages": [], "outline": "solid", "scripts": 2, "charts": 0},
    }


def test_without_javascript_it_shows_one_week_and_says_so(page: Path, dated: Dated) -> None:
    text = page.read_text("utf-8")
    assert "<noscript>" in text
    assert re.search(r'<form id="form" hidden>', text)
    timeline = dated(WEEK_2027)
    for one in timeline.milestones:
        (cell,) = re.findall(rf'id="days-{one.key}">(.*?)</td>', text)
        assert re.findall(r'datetime="(.*?)"', cell) == days(one)
    (skipped,) = re.findall(r'<ul id="skipped">(.*?)</ul>', text, re.DOTALL)
    assert len(re.findall("<li>", skipped)) == len(timeline.bank_holidays)


def test_texts_of_people_cannot_leave_their_place(
    rules: Rules, dated: Dated, tmp_path: Path, node: Node
) -> None:
    timeline = dated(WEEK_2027)
    hostile = "</script><script>alert(1)</script><img src=x onerror=alert(1)> ##[error]"
    milestones = tuple(
        one._replace(milestone=replace(one.milestone, title=hostile)) for one in timeline.milestones
    )
    file = tmp_path / "hostile.html"
    made = calculator(timeline._replace(milestones=milestones), rules)
    file.write_text(html.write(made), "utf-8")
    seen = node("look_at_page.mjs", file, tmp_path / "page.pdf")
    assert seen["printed"] | {"outline": ""} == {
        "others": [], "messages": [], "outline": "", "scripts": 2, "charts": 0,
    }  # fmt: skip


def test_its_script_is_small_and_the_page_the_same_each_time(rules: Rules, dated: Dated) -> None:
    script = files("jtai_cli.formats").joinpath("calculator.js").read_text("utf-8")
    assert len(script.splitlines()) <= 200
    pages = {html.write(calculator(dated(WEEK_2027), rules)) for _ in range(2)}
    assert len(pages) == 1
    assert script in pages.pop()
