"""The sheets of a workbook."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest

from jtai_cli.plan import Inspection, Known
from jtai_cli.report import documents
from jtai_cli.report import timeline as timelines
from jtai_cli.report.model import Paragraph, Report, Table
from jtai_cli.rules import Rules
from jtai_cli.timeline import Timeline
from jtai_cli.workingdays import Period

Dated = Callable[[Inspection], Timeline]
KINGSTON = Inspection(
    Known("fieldwork", date(2025, 3, 3)),
    "front-door",
    area="Kingston",
    owners={"information-request": "Sam Hill", "comments-due": "Priya Shah"},
    notes={"comments-due": "Health first"},
    done=("notification",),
)


def d(text: str) -> date:
    return date.fromisoformat(text)


@pytest.fixture
def sheets(dated: Dated, rules: Rules) -> dict[str | None, Report]:
    timeline = dated(KINGSTON)
    made = documents.sheets(timeline, rules, timelines.report(timeline, rules))
    return {one.sheet: one for one in made}


def table(report: Report) -> Table:
    return next(report.tables()).shown_in("xlsx")


def column(report: Report, key: str) -> list[object]:
    found = table(report)
    number = [one.key for one in found.columns].index(key)
    return [row.cells[number] for row in found.rows() if row.cells[number] is not None]


def test_the_sheets_are_those_that_a_partnership_keeps(sheets: dict[str | None, Report]) -> None:
    assert list(sheets) == [
        "Plan", "Contacts and deputies", "Request log", "Statement tracker", "Self-assessment",
        "Days off", "How counted",
    ]  # fmt: skip
    assert sheets["Plan"].title == "Kingston: JTAI plan, front door"
    assert sheets["Request log"].title == "Kingston: JTAI request log, front door"
    assert sheets["Plan"].bars is not None


def test_the_plan_is_filled_in_and_shades_what_has_passed(sheets: dict[str | None, Report]) -> None:
    plan = table(sheets["Plan"])
    assert plan.group == "Phase"
    assert plan.overdue == "last"
    filled_in = [one.key for one in plan.columns if one.is_filled_in]
    assert filled_in == ["owner", "deputy", "done", "own_notes"]
    assert "Sam Hill" in column(sheets["Plan"], "owner")
    assert "Health first" in column(sheets["Plan"], "own_notes")
    assert column(sheets["Plan"], "done").count("Done") == 1
    assert "Done" not in column(sheets["Plan"], "remarks")


def test_contacts_begin_with_everyone_who_acts(sheets: dict[str | None, Report]) -> None:
    roles = column(sheets["Contacts and deputies"], "role")
    assert "Director of children's services" in roles
    assert column(sheets["Contacts and deputies"], "name") == ["Sam Hill", "Priya Shah"]
    assert len(list(table(sheets["Contacts and deputies"]).rows())) > len(roles) + 2


def test_the_request_log_begins_with_what_is_owed(sheets: dict[str | None, Report]) -> None:
    log = sheets["Request log"]
    assert column(log, "request") == [
        "Annex A information request", "Case audits and audit workshop",
    ]  # fmt: skip
    assert column(log, "due") == [d("2025-02-21"), d("2025-02-28")]
    assert column(log, "owner") == ["Sam Hill"]
    assert table(log).overdue == "due"


def test_the_tracker_goes_from_publication_to_the_due_date(
    sheets: dict[str | None, Report],
) -> None:
    tracker = sheets["Statement tracker"]
    text = "".join(str(one.parts) for one in tracker.blocks if isinstance(one, Paragraph))
    assert "Letter published on Monday 28 April 2025. Statement of proposed action due" in text
    assert "on Friday 1 August 2025, 67 working days later." in text
    # Every ten working days, over two bank holidays; counted by hand.
    assert column(tracker, "due") == [
        d("2025-04-28"), d("2025-05-13"), d("2025-05-28"), d("2025-06-11"), d("2025-06-25"),
        d("2025-07-09"), d("2025-07-23"), d("2025-08-01"),
    ]  # fmt: skip
    assert column(tracker, "working_days_left") == [67, 57, 47, 37, 27, 17, 7, 0]
    assert column(tracker, "action")[-1] == "Statement of proposed action due"


def test_the_self_assessment_has_room_beside_every_point(
    sheets: dict[str | None, Report], rules: Rules
) -> None:
    sheet = sheets["Self-assessment"]
    points = list(rules.theme("front-door").points())
    assert column(sheet, "no") == [number for number, _, _ in points]
    (rating,) = (one for one in table(sheet).columns if one.key == "rating")
    assert rating.choices == ("Red", "Amber", "Green")
    assert rating.is_filled_in


def test_days_off_are_bank_holidays_and_closures(dated: Dated, rules: Rules) -> None:
    closed = replace(
        KINGSTON, known=Known("fieldwork", d("2028-11-27")),
        closures=(Period(d("2028-12-27"), d("2028-12-29")),),
    )  # fmt: skip
    timeline = dated(closed)
    made = documents.sheets(timeline, rules, timelines.report(timeline, rules))
    (sheet,) = (one for one in made if one.sheet == "Days off")
    rows = [row.cells for row in table(sheet).rows()]
    assert (d("2028-12-25"), d("2028-12-25"), "Christmas Day") in rows
    closure = (d("2028-12-27"), d("2028-12-29"), "Closure, not counted up to publication")
    assert closure in rows
    assert any(str(what).endswith("(projected)") for *_, what in rows)


def test_each_date_is_counted_in_one_row(sheets: dict[str | None, Report], dated: Dated) -> None:
    sheet = sheets["How counted"]
    assert len(column(sheet, "what")) == len(dated(KINGSTON).milestones)
    assert (
        "9 working days after the draft letter, Friday 28 March 2025; skipping 4 weekend days"
        in (column(sheet, "how"))
    )
    assert "Known" in column(sheet, "how")


def test_no_sheet_holds_a_key_option_or_command_of_ours(sheets: dict[str | None, Report]) -> None:
    for sheet in sheets.values():
        cells = str([row.cells for row in table(sheet).rows()])
        text = str(
            [one for one in sheet.blocks if isinstance(one, Paragraph) and one.is_in("xlsx")]
        )
        for part in ("comments-due", "--closure", "jtai ", ".toml"):
            assert part not in cells + text
