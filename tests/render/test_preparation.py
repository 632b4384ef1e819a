"""A programme of preparation in each format, read back by other readers."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from datetime import UTC, date, datetime
from io import BytesIO
from typing import TYPE_CHECKING, Any

import icalendar
import pytest
from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from jtai_cli.bankholidays import Division
from jtai_cli.cli import asked
from jtai_cli.errors import UsageError
from jtai_cli.habits import AfterHabit, DayOfMonth, Habit, Month, Preparation
from jtai_cli.milestones import Basis
from jtai_cli.plan import Inspection, Known, LocalMilestone
from jtai_cli.preparation import Programme, programme
from jtai_cli.render import (
    habits,
    to_ics,
    to_preparation_json,
    to_preparation_markdown,
    to_preparation_text,
    to_xlsx,
)
from jtai_cli.render.page import Page
from jtai_cli.workingdays import Period

if TYPE_CHECKING:
    from collections.abc import Sequence

    from jtai_cli.frameworks import Frameworks
    from jtai_cli.habits import HabitRule

STAMP = datetime(2026, 11, 23, tzinfo=UTC)
NARROW = Page(50)
HOSTILE = "=cmd|'/c calc'!A1 <b>x</b> \\; ,"


def d(text: str) -> date:
    return date.fromisoformat(text)


def planned(fieldwork: str = "2027-09-13", **given: Any) -> Inspection:  # noqa: ANN401 - as the type has them
    known = Known("fieldwork", d(fieldwork))
    return Inspection(
        known, **{"theme": "front-door", "name": "dry", "area": "Northshire", **given}
    )


def laid(
    rules: Frameworks,
    inspection: Inspection | None = None,
    *,
    first: str = "2027-01-01",
    last: str = "2027-12-31",
    extra: Sequence[str] = (),
) -> Programme:
    counting = asked.Counting(None, None, extra, (), asked.Dates(None))
    period = Period(d(first), d(last))
    return programme(rules, "dry", inspection, period=period, calendars=counting)


def events(rules: Frameworks, of: Programme) -> list[Any]:
    read: Any = icalendar.Calendar.from_ical(to_ics.programme(of, rules, stamp=STAMP))
    return list(read.walk("VEVENT"))


def uids(found: list[Any]) -> dict[str, str]:
    return {str(event["uid"]): str(event["summary"]) for event in found}


def with_rule(rules: Frameworks, rule: HabitRule) -> Frameworks:
    habit = Habit("one", "One", "the one", rule, "why", Basis.LOCAL, "planning-habits")
    return replace(rules, preparation=Preparation(Division.ENGLAND, {"one": habit}))


# The calendar


def test_every_step_and_every_date_of_the_dry_run_is_an_event(rules: Frameworks) -> None:
    found = laid(rules, planned())
    summaries = [str(event["summary"]) for event in events(rules, found)]

    steps = [one for one in summaries if one.startswith("JTAI preparation Northshire: ")]
    rehearsed = [one for one in summaries if one.startswith("JTAI rehearsal Northshire: ")]
    assert (len(steps), len(rehearsed)) == (len(found.steps), 15)
    assert len(summaries) == len(steps) + len(rehearsed)
    assert "JTAI rehearsal Northshire: Notification" in rehearsed


def test_an_event_stands_on_its_working_day_alone(rules: Frameworks) -> None:
    found = laid(rules)
    steps = [event for event in events(rules, found) if "preparation" in event["summary"]]

    assert [event["dtstart"].dt for event in steps] == [step.day for step in found.steps]
    assert {(event["dtend"].dt - event["dtstart"].dt).days for event in steps} == {1}
    assert {event["dtstamp"].dt for event in steps} == {STAMP}
    assert not [event for event in steps if "rrule" in event]


def test_an_event_keeps_its_identity_when_its_day_moves(rules: Frameworks) -> None:
    before = uids(events(rules, laid(rules)))
    moved = uids(events(rules, laid(rules, extra=["2027-07-13"])))
    planned_now = uids(events(rules, laid(rules, planned("2027-09-13", area=None, theme=None))))

    assert before == moved
    assert set(planned_now) == set(before)


def test_no_two_events_are_one(rules: Frameworks) -> None:
    found = events(rules, laid(rules, planned(), last="2029-12-31"))

    assert len(uids(found)) == len(found)


def test_a_dry_run_is_another_event_than_an_inspection_of_its_name(rules: Frameworks) -> None:
    (rehearsal,) = laid(rules, planned()).rehearsals
    inspection: Any = icalendar.Calendar.from_ical(
        to_ics.calendar(rehearsal.timeline, rules, name="dry", stamp=STAMP)
    )

    sent = uids(list(inspection.walk("VEVENT")))
    assert not set(sent) & set(uids(events(rules, laid(rules, planned()))))


def test_an_event_bears_the_revision_of_the_plan(rules: Frameworks) -> None:
    revised = events(rules, laid(rules, planned(revision=4)))
    new = events(rules, laid(rules))

    assert {event["sequence"] for event in revised} == {4}
    assert {event["sequence"] for event in new} == {1}


def test_a_description_tells_what_who_why_and_whence(rules: Frameworks) -> None:
    found = events(rules, laid(rules))
    (lessons,) = [
        event for event in found if event["summary"].endswith("Lessons put back into the plan")
    ]

    assert str(lessons["description"]) == (
        "Owners, local milestones and days of the plan, changed by what the dry run taught; then "
        "accepted.\nWho: Coordinator\n\n"
        "Why: A lesson that is not in the plan is learnt again in the inspection.\n\n"
        "Type: jtai plan set dry KEY=VALUE\nType: jtai plan accept dry\n\n"
        "5 working days after the comments of the dry run, Thursday 29 July 2027.\n\n"
        "Basis: local, a planning habit.\n"
        "Source: Planning habits of safeguarding partnerships, put into days by jtai"
    )


def test_the_dry_run_says_in_every_event_that_it_is_a_rehearsal(rules: Frameworks) -> None:
    found = [e for e in events(rules, laid(rules)) if e["summary"].startswith("JTAI rehearsal dry")]

    told = "This is a rehearsal, the dry run dry: nobody inspects."
    assert len(found) == 15
    assert not [event for event in found if told not in event["description"]]


def test_far_events_are_tentative(rules: Frameworks) -> None:
    found = events(rules, laid(rules, first="2029-01-01", last="2029-01-31"))

    assert {str(event["status"]) for event in found} == {"TENTATIVE"}
    assert not [event for event in found if "provisional" not in event["summary"]]


def test_a_source_with_an_address_is_told_with_it(rules: Frameworks) -> None:
    linked = replace(rules.sources["planning-habits"], url="https://www.example.org/habits")
    mine = with_rule(rules, DayOfMonth("day-of-month", 12, Month.MAY, 5))
    mine = replace(mine, sources={**rules.sources, "planning-habits": linked})

    (event,) = events(mine, laid(mine))

    assert str(event["description"]).endswith(
        "put into days by jtai https://www.example.org/habits"
    )


def test_what_people_wrote_is_kept_or_refused(rules: Frameworks) -> None:
    kept = events(rules, laid(rules, planned(area=HOSTILE)))

    assert f"JTAI preparation {HOSTILE}: Preparation meeting" in uids(kept).values()
    with pytest.raises(UsageError):
        events(rules, laid(rules, planned(area="two\nlines")))


# The workbook


def sheets(rules: Frameworks, of: Programme) -> dict[str, list[tuple[Any, ...]]]:
    book = load_workbook(BytesIO(to_xlsx.programme(of, rules, stamp=STAMP)))
    found = {}
    for name in book.sheetnames:
        sheet = book[name]
        assert isinstance(sheet, Worksheet)
        (table,) = sheet.tables.values() or [None]
        rows = sheet[table.ref] if table else sheet.iter_rows()
        found[name] = [tuple(cell.value for cell in row) for row in rows]
    return found


def test_the_workbook_has_real_dates_and_who_what_why(rules: Frameworks) -> None:
    found = laid(rules, planned())

    told = sheets(rules, found)

    assert list(told) == ["Preparation", "Dry run"]
    head, *rows = told["Preparation"]
    assert head[:5] == ("Date", "What to do", "Who", "How", "Why")
    assert [row[0].date() for row in rows] == [step.day for step in found.steps]
    assert rows[1][1:3] == (
        "Preparation meeting",
        "Director of children's social care, Partnership",
    )
    assert rows[1][4:7] == (
        "The call can come on any Monday, and ten working days are too few to begin with.",
        "The second Tuesday of January, April, July and October.",
        "Planning habits of safeguarding partnerships, put into days by jtai (local)",
    )


def test_the_sheet_of_the_dry_run_marks_every_row(rules: Frameworks) -> None:
    owned = planned(owners={"case-audits": "Quality team"})

    head, *rows = sheets(rules, laid(rules, owned))["Dry run"]

    assert head[1:4] == ("First day", "Last day", "What happens")
    assert {row[5] for row in rows} == {"REHEARSAL"}
    (audits,) = [row for row in rows if row[6] == "Quality team"]
    assert (audits[1].date(), audits[2].date()) == (d("2027-09-06"), d("2027-09-10"))


def test_each_dry_run_has_a_sheet(rules: Frameworks) -> None:
    told = sheets(rules, laid(rules, last="2029-12-31"))

    assert list(told) == ["Preparation", "Dry run 1", "Dry run 2", "Dry run 3"]
    assert {row[5] for row in told["Dry run 3"][1:]} == {"REHEARSAL, provisional"}


def test_a_workbook_of_nothing_says_so(rules: Frameworks) -> None:
    told = sheets(rules, laid(rules, first="2027-01-01", last="2027-01-03"))

    assert list(told) == ["Preparation"]
    assert "Nothing falls on these days." in [cell for row in told["Preparation"] for cell in row]


def test_no_text_becomes_a_formula(rules: Frameworks) -> None:
    content = to_xlsx.programme(
        laid(rules, planned(owners={"case-audits": HOSTILE})), rules, stamp=STAMP
    )

    book = load_workbook(BytesIO(content))

    cells = [cell for sheet in book.worksheets for row in sheet.iter_rows() for cell in row]
    assert not [cell for cell in cells if cell.data_type == "f"]
    assert HOSTILE in [cell.value for cell in cells]


# Text, Markdown, JSON


def test_nothing_is_said_to_fall_on_these_days(rules: Frameworks) -> None:
    found = laid(rules, first="2027-01-01", last="2027-01-03")

    assert "Nothing falls on these days." in to_preparation_text.programme(
        found, rules, page=NARROW
    )
    assert "Nothing falls on these days." in to_preparation_markdown.programme(found, rules)
    assert json.loads(to_preparation_json.programme(found, rules))["steps"] == []


def test_far_days_are_marked_everywhere(rules: Frameworks) -> None:
    found = laid(rules, first="2029-01-01", last="2029-12-31")

    text = to_preparation_text.programme(found, rules, page=Page(200))
    markdown = to_preparation_markdown.programme(found, rules)
    told = json.loads(to_preparation_json.programme(found, rules))
    closing = (
        "GOV.UK has published bank holidays to Sunday 31 December 2028; later days are provisional."
    )
    assert text.count("[provisional]") == len(found.steps) + 17
    assert markdown.count("| provisional |") == len(found.steps)
    assert {step["provisional"] for step in told["steps"]} == {True}
    assert (closing in text, closing in markdown) == (True, True)


def test_a_moved_day_tells_why(rules: Frameworks) -> None:
    mine = with_rule(rules, DayOfMonth("day-of-month", 3, Month.MARCH, 25))
    found = laid(mine)

    text = to_preparation_text.programme(found, mine, page=Page(120))

    assert "Mon 27 Sep 2027    One [moved from Sat 25 Sep 2027, a weekend]" in text
    assert "Mon  4 Jan 2027    One [moved from Fri 25 Dec 2026, Christmas Day]" in text


def test_a_review_names_the_framework_that_changes(rules: Frameworks) -> None:
    found = laid(rules, first="2025-09-01", last="2025-09-30")

    told = json.loads(to_preparation_json.programme(found, rules))["steps"]

    assert [(step["title"], step["counted"]) for step in told[:2]] == [
        (
            "Review of a framework that has ended: domestic abuse",
            (
                "10 working days after the last day on which Domestic abuse is in force, Sunday 31 "
                "August 2025"
            ),
        ),
        (
            "Review of a new framework: child sexual abuse in the family environment",
            (
                "10 working days after the day on which Child sexual abuse in the family "
                "environment comes into force, Wednesday 10 September 2025"
            ),
        ),
    ]


def test_people_s_text_is_made_fit_for_its_place(rules: Frameworks) -> None:
    local = {"x": LocalMilestone("x", "a|b\nc \u202e*d*", "notification", 1, who="<w>")}
    found = laid(rules, planned(local=local))

    markdown = to_preparation_markdown.programme(found, rules)

    assert "a\\|b c \u202e\\*d\\*" in markdown
    assert "a|b c \\u202e*d* (<w>)" in to_preparation_text.programme(found, rules, page=Page(80))


@pytest.mark.parametrize(
    ("rule", "expected"),
    [
        pytest.param(
            DayOfMonth("day-of-month", 1, Month.MAY, 1), "the 1st of every month", id="every-month"
        ),
        pytest.param(
            DayOfMonth("day-of-month", 6, Month.MAY, 22), "the 22nd of May and November", id="22nd"
        ),
        pytest.param(DayOfMonth("day-of-month", 12, Month.MAY, 13), "the 13th of May", id="13th"),
        pytest.param(AfterHabit("working-days", "one", 0), "on the one", id="on-the-day"),
        pytest.param(
            AfterHabit("working-days", "one", -1), "1 working day before the one", id="before"
        ),
    ],
)
def test_a_rule_is_said_in_words(rules: Frameworks, rule: HabitRule, expected: str) -> None:
    mine = with_rule(rules, rule)
    assert mine.preparation is not None

    assert habits.rule(mine.preparation.habits["one"], mine) == expected


def test_only_the_whole_word_name_is_replaced() -> None:
    habit = Habit(
        "one", "One", "the one", DayOfMonth("day-of-month", 12, Month.MAY, 1), "why", Basis.LOCAL,
        "us", commands=("jtai plan set NAME RENAMED=NAME",),
    )  # fmt: skip

    assert habits.commands(habit, "x-y") == ("jtai plan set x-y RENAMED=x-y",)


def test_every_line_is_as_narrow_as_the_page(rules: Frameworks) -> None:
    text = to_preparation_text.programme(laid(rules, planned()), rules, page=NARROW)

    assert not [line for line in text.splitlines() if len(line) > 50]
    assert not re.findall(r" $", text, re.MULTILINE)
