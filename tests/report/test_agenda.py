"""What falls today and next, in words and as data."""

import json
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from jtai_cli.agenda import agenda
from jtai_cli.bankholidays import Calendars
from jtai_cli.formats import json as json_format
from jtai_cli.plan import Inspection, Known
from jtai_cli.report import plan as reports
from jtai_cli.report.model import Facts, Paragraph, Report
from jtai_cli.rules import Rules
from jtai_cli.timeline import Timeline

Dated = Callable[[Inspection], Timeline]


def d(text: str) -> date:
    return date.fromisoformat(text)


KINGSTON = Inspection(
    Known("fieldwork", d("2025-03-03")),
    name="kingston-2025",
    area="Kingston",
    owners={"comments-due": "Priya Shah"},
    done=("notification", "information-request", "case-audits"),
)
SUTTON = Inspection(Known("fieldwork", d("2025-03-10")), name="sutton-2025")


Made = Callable[..., Report]


@pytest.fixture
def made(dated: Dated, rules: Rules) -> Made:
    """Makes the report on what a day asks of inspections."""

    def make(day: str, *inspections: Inspection, count: int = 1) -> Report:
        timelines = [dated(one) for one in inspections]
        found = agenda(timelines, d(day), count=count, calendars=Calendars())
        return reports.agenda_report(found, rules)

    return make


def test_the_title_says_whose_it_is_where_it_is_one_inspection(made: Made) -> None:
    titles = [made("2025-03-03", *those).title for those in ([KINGSTON], [KINGSTON, SUTTON])]
    assert titles == ["Kingston: Monday 3 March 2025", "Monday 3 March 2025"]
    unnamed = Inspection(KINGSTON.known)
    assert made("2025-03-03", unnamed).title == "Monday 3 March 2025"


def shown(report: Report) -> dict[str, list[tuple[object, object]]]:
    """Give what happens and when, by the heading above it."""
    (table,) = report.tables()
    assert [column.key for column in table.columns] == ["date", "what", "who", "when"]
    return {
        str(section.heading): [(row.cells[1], row.cells[3]) for row in section.rows]
        for section in table.sections
    }


def hints(report: Report) -> list[str]:
    paragraphs = [one for one in report.blocks if isinstance(one, Paragraph)]
    assert not any(one.is_in("markdown") for one in paragraphs)
    return ["".join(map(str, one.parts)) for one in paragraphs]


def test_a_letter_that_should_have_come_is_asked_after(made: Made) -> None:
    report = made("2025-04-01", KINGSTON, count=2)
    assert report.title == "Kingston: Tuesday 1 April 2025"
    draft = "Draft letter for factual accuracy"
    assert shown(report) == {
        "Expected": [(draft, "expected 2 working days ago; has it come?")],
        "Next": [
            ("Comments due back", "in 7 working days"),
            ("Final letter, under embargo", "in 14 working days"),
        ],
    }
    typed = "jtai plan set kingston-2025 stated.draft-letter=DATE"
    assert hints(report) == [f"{draft}, if it has come: {typed}"]
    unnamed = made("2025-04-01", Inspection(KINGSTON.known))
    unnamed_typed = "jtai next --fieldwork 2025-03-03 --stated draft-letter=DATE"
    assert hints(unnamed) == [f"{draft}, if it has come: {unnamed_typed}"]


def test_what_the_partnership_owes_is_overdue_until_it_is_done(made: Made) -> None:
    kept = Inspection(KINGSTON.known, name="kingston-2025", done=("notification",))
    report = made("2025-03-03", kept)
    request = "Annex A information request"
    assert (request, "6 working days ago") in shown(report)["Overdue"]
    assert shown(report)["Today"] == [("Fieldwork", "today")]
    typed = "jtai plan done kingston-2025 information-request"
    assert f"{request}, if it is done: {typed}" in hints(report)


def test_several_inspections_are_kept_apart(made: Made) -> None:
    report = made("2025-04-10", KINGSTON, SUTTON, count=2)
    assert shown(report)["Today"] == [("Kingston: Comments due back", "today")]
    assert ("sutton-2025: Comments due back", "in 5 working days") in shown(report)["Next"]
    assert ("DCS", "owner: Priya Shah") in [row.cells[2] for row in next(report.tables()).rows()]
    (facts,) = (one for one in report.blocks if isinstance(one, Facts))
    assert facts.facts == (
        ("Kingston", ("Monday 3 March to Friday 7 March 2025",)),
        ("sutton-2025", ("Monday 10 March to Friday 14 March 2025",)),
    )


@pytest.mark.parametrize(
    ("known", "name", "typed"),
    [
        (Known("notification", d("2025-02-17")), "kingston-2025", "--inspection kingston-2025"),
        (Known("notification", d("2025-02-17")), None, "--notified 2025-02-17"),
        (Known("fieldwork", d("2025-03-03"), d("2025-03-06")), None,
         "--fieldwork 2025-03-03..2025-03-06"),
        (Known("publication", d("2025-04-28")), None, "--known publication=2025-04-28"),
    ],
)  # fmt: skip
def test_the_first_day_says_how_to_write_the_files(
    made: Made, known: Known, name: str | None, typed: str
) -> None:
    report = made("2025-02-17", Inspection(known, name=name))
    typed = f"jtai export {typed} --all FOLDER"
    assert hints(report) == [f"Files for Outlook, Excel and Word: {typed}"]
    assert ("Notification", "today") in shown(report)["Today"]


@pytest.mark.parametrize(
    ("today", "done", "is_shown"),
    [("2025-04-14", None, True), ("2025-04-14", (), False), ("2025-02-17", None, False)],
)
def test_where_nothing_is_done_it_is_said_that_nothing_is_overdue(
    made: Made, today: str, done: tuple[str, ...] | None, is_shown: bool
) -> None:
    report = made(today, Inspection(KINGSTON.known, name="kingston-2025", done=done))
    line = Paragraph.of("Nothing is marked as done, so nothing is shown as overdue.")
    assert (line in report.blocks) is is_shown
    assert ("What is done: jtai plan done kingston-2025 MILESTONE" in str(report)) is is_shown


def test_nothing_due_is_said(made: Made, rules: Rules) -> None:
    done = tuple(rules.timetable("jtai-2022").milestones)
    report = made("2025-09-01", Inspection(KINGSTON.known, name="kingston-2025", done=done))
    assert report.blocks == (Paragraph.of("Nothing is due today or later."),)


def test_the_data_says_how_many_working_days_off_each_is(dated: Dated) -> None:
    found = agenda([dated(KINGSTON)], d("2025-04-01"), count=1, calendars=Calendars())
    data: Any = json.loads(json_format.write(reports.agenda_data(found)))
    assert (data["schema"], data["today"]) == ("jtai.next/1", "2025-04-01")
    draft, comments = data["milestones"]
    assert draft == {
        "inspection": "kingston-2025",
        "key": "draft-letter",
        "title": "Draft letter for factual accuracy",
        "first": "2025-03-28",
        "last": "2025-03-28",
        "working_days": -2,
        "state": "expected",
    }
    assert (comments["key"], comments["working_days"]) == ("comments-due", 7)
