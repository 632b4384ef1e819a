"""A plan in words: what moved and why, once a reason; due dates to ask about; the main dates."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

from jtai_cli.drift import Moved
from jtai_cli.formats import Page, terminal
from jtai_cli.plan import Accepted, Inspection, Known
from jtai_cli.report import plan as reports
from jtai_cli.rules import Rules
from jtai_cli.timeline import Timeline

STATEMENT = "statement-of-proposed-action"
INSPECTION = Inspection(
    Known("fieldwork", date(2025, 3, 3)),
    name="kingston-2025",
    notes={"comments-due": "Health first"},
    accepted=Accepted("jtai-2022", "fieldwork", {}),
)


def d(text: str) -> date:
    return date.fromisoformat(text)


def moved(timeline: Timeline) -> tuple[Moved, ...]:
    of, why = timeline.timetable.milestones, ("the draft letter is late",)
    return (
        Moved("draft-letter", of["draft-letter"], d("2025-03-28"), d("2025-04-04"), why),
        Moved("our-call", None, d("2025-03-05"), None, ()),
        Moved("comments-due", of["comments-due"], d("2025-04-10"), d("2025-04-17"), why),
        Moved(
            STATEMENT, of[STATEMENT], d("2025-08-06"), d("2025-08-06"), ("ask the inspectorate",)
        ),
    )


def test_a_reason_is_given_once_with_a_line_for_each_date(
    dated: Callable[[Inspection], Timeline], rules: Rules
) -> None:
    timeline = dated(INSPECTION)
    check = reports.report([(timeline, moved(timeline))], rules, in_full=False)
    assert terminal.write(check, Page(80)).split("\n")[3:] == [
        "2 dates moved, because the draft letter is late:",
        "",
        "  - Draft letter for factual accuracy, Fri 28 Mar 2025: now Fri 4 Apr 2025",
        "  - Comments due back, Thu 10 Apr 2025: now Thu 17 Apr 2025",
        "",
        "1 date moved:",
        "",
        "  - our-call, Wed 5 Mar 2025: no longer in the timetable",
        "",
        "1 due date to ask about:",
        "",
        "  - Statement of proposed action due, Wed 6 Aug 2025: ask the inspectorate",
        "",
    ]
    assert check.title == "kingston-2025: accepted dates"
    ours = dated(replace(INSPECTION, area="Kingston"))
    assert reports.report([(ours, ())], rules).title == "Kingston: plan"
    assert reports.report([(ours, ()), (timeline, ())], rules).title == "Plan"
    text = reports.changed(None, INSPECTION, moved(timeline), place="jtai.toml")
    assert text.startswith("kingston-2025: added to jtai.toml\n  2 dates moved, because the draft")


def test_the_main_dates_and_the_notes_are_shown(
    dated: Callable[[Inspection], Timeline], rules: Rules
) -> None:
    timeline = dated(INSPECTION)
    shown = terminal.write(reports.report([(timeline, ())], rules), Page(80))
    assert "  Notes     Comments due back: Health first\n" in shown
    assert "  Draft letter for factual accuracy  Fri 28 Mar 2025\n" in shown
    data: Any = reports.data([(timeline, ())], "1")
    assert data["inspections"][0]["notes"] == {"comments-due": "Health first"}
