"""Why a date falls when it does, in words and as data."""

import json
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from jtai_cli.explain import explain
from jtai_cli.formats import json as json_format
from jtai_cli.plan import Inspection, Known, LocalMilestone
from jtai_cli.report import explanation as reports
from jtai_cli.report.model import Bullets, Facts, Heading, Link, Paragraph, Report, Span
from jtai_cli.rules import Rules
from jtai_cli.timeline import Timeline
from jtai_cli.workingdays import Period

Dated = Callable[[Inspection], Timeline]
Made = Callable[..., Report]


def d(text: str) -> date:
    return date.fromisoformat(text)


KINGSTON = Inspection(Known("fieldwork", d("2025-03-03")))
STATED = Inspection(
    Known("fieldwork", d("2025-03-03")),
    stated={"draft-letter": d("2025-04-04"), "statement-of-proposed-action": d("2025-08-13")},
)


@pytest.fixture
def made(dated: Dated, rules: Rules) -> Made:
    """Makes the explanation of one date of an inspection."""

    def make(inspection: Inspection, key: str, *, every_day: bool = False) -> Report:
        return reports.report(explain(dated(inspection), key), rules, every_day=every_day)

    return make


def paragraphs(report: Report) -> list[str]:
    return ["".join(map(str, one.parts)) for one in report.blocks if isinstance(one, Paragraph)]


def tables(report: Report) -> list[list[tuple[object, ...]]]:
    return [[row.cells for row in table.rows()] for table in report.tables()]


def headings(report: Report) -> list[str]:
    return [block.text for block in report.blocks if isinstance(block, Heading)]


def bullets(report: Report) -> list[str]:
    return [
        str(line) for block in report.blocks if isinstance(block, Bullets) for line in block.lines
    ]


AS_CALCULATED = Inspection(KINGSTON.known, stated={"draft-letter": d("2025-03-28")})
CALL = LocalMilestone("call", "Chiefs' call", "notification", 1)
PUBLISHED = Inspection(Known("publication", d("2025-04-28")))
OPENINGS = [
    (KINGSTON, "comments-due", "9 working days after the draft letter, Friday 28 March 2025."),
    (KINGSTON, "set-up-discussion",
     "From notification to 4 working days after it, counted from Monday 17 February 2025."),
    (KINGSTON, "pre-inspection-analysis", "Up to notification, Monday 17 February 2025."),
    (KINGSTON, "fieldwork", "This date is known. The other dates are counted from it."),
    (PUBLISHED, "fieldwork",
     "5 working days, counted back from publication, Monday 28 April 2025."),
    (PUBLISHED, "publication",
     ("This date is known. The other dates are counted from it. By the rule it is 3 working days "
      "after the final letter, Wednesday 23 April 2025.")),
    (STATED, "draft-letter",
     ("A letter gives this date. The rule gives Friday 28 March 2025: 15 working days after the "
      "last day of fieldwork, Friday 7 March 2025. The letter's date is 5 working days later.")),
    (STATED, "comments-due",
     ("9 working days after the draft letter, Friday 4 April 2025. Moved 5 working days by the "
      "draft letter.")),
    (AS_CALCULATED, "draft-letter",
     ("A letter gives this date, and so does the rule: 15 working days after the last day of "
      "fieldwork, Friday 7 March 2025.")),
]  # fmt: skip


@pytest.mark.parametrize(("inspection", "key", "opening"), OPENINGS)
def test_it_opens_with_where_the_date_comes_from(
    made: Made, inspection: Inspection, key: str, opening: str
) -> None:
    assert paragraphs(made(inspection, key))[0] == opening


def test_its_title_is_the_answer(made: Made) -> None:
    local = Inspection(KINGSTON.known, local={"call": CALL})
    assert made(local, "call").title == "Chiefs' call (local): Tuesday 18 February 2025"
    assert made(local, "pre-inspection-analysis").title.endswith(": up to Monday 17 February 2025")


def test_the_count_is_shown_in_runs_of_days(made: Made) -> None:
    report = made(KINGSTON, "final-letter")
    way, count = tables(report)
    assert [cells[1] for cells in way] == [
        "Final letter, under embargo: 7 working days after the comments",
        "Comments due back: 9 working days after the draft letter",
        "Draft letter for factual accuracy: 15 working days after the last day of fieldwork",
        "Fieldwork: known",
    ]
    assert way[-1][0] == Span(d("2025-03-03"), d("2025-03-07"))
    assert count == [
        (Span(d("2025-04-11"), d("2025-04-17")), 5, 5, "2 weekend days"),
        (Span(d("2025-04-18"), d("2025-04-18")), None, None, "Good Friday"),
        (Span(d("2025-04-19"), d("2025-04-20")), None, None, "2 weekend days"),
        (Span(d("2025-04-21"), d("2025-04-21")), None, None, "Easter Monday"),
        (Span(d("2025-04-22"), d("2025-04-23")), 2, 7, ""),
    ]
    assert "From Thursday 10 April 2025, which is day 0." in paragraphs(report)
    assert (
        "Counted 7; skipped 4 weekend days, Good Friday 18 Apr, Easter Monday 21 Apr."
        in paragraphs(report)
    )
    assert "Good Friday 18 Apr, Easter Monday 21 Apr" in bullets(report)


def test_the_count_may_be_shown_day_by_day(made: Made) -> None:
    report = made(KINGSTON, "final-letter", every_day=True)
    days = tables(report)[1]
    assert len(days) == 13
    assert days[0] == (d("2025-04-11"), 1, "")
    assert days[7] == (d("2025-04-18"), None, "Good Friday")
    assert days[-1] == (d("2025-04-23"), 7, "")


def test_other_readings_are_counted_and_sourced(made: Made) -> None:
    report = made(STATED, "statement-of-proposed-action")
    assert any(one.startswith("Wednesday 13 August 2025: 70 wor") for one in headings(report))
    assert "The date in the letter matches 70 working days from publication." in paragraphs(report)
    assert any(
        text.startswith("From Tuesday 6 May 2025, which is day 0: counted 70; skipped 28 weekend")
        for text in paragraphs(report)
    )
    sources = [block.facts for block in report.blocks if isinstance(block, Facts)]
    assert len(sources) == 4
    name, (link,) = sources[0][1]
    assert name == "Source"
    assert isinstance(link, Link)
    assert link.url == "https://www.legislation.gov.uk/uksi/2015/1792"


def test_a_count_back_and_a_closure_are_named(made: Made) -> None:
    back = made(KINGSTON, "notification")
    assert "Back from Monday 3 March 2025, which is day 0." in paragraphs(back)
    closed = Inspection(
        Known("fieldwork", d("2026-12-07")), closures=(Period(d("2026-12-24"), d("2026-12-31")),)
    )
    report = made(closed, "draft-letter")
    assert any("4 closed days, Christmas Day" in text for text in paragraphs(report))


def test_it_says_how_far_bank_holidays_are_published(made: Made) -> None:
    later = Inspection(Known("fieldwork", d("2028-11-27")))
    report = made(later, "final-letter")
    assert (
        "GOV.UK has published them to Sunday 31 December 2028; later ones are projected; this date "
        "is provisional."
    ) in bullets(report)
    window = made(KINGSTON, "evidence-window")
    assert bullets(window)[:2] == [
        "None", "GOV.UK has published them to Sunday 31 December 2028.",
    ]  # fmt: skip


def test_the_data_holds_every_day_of_the_count(dated: Dated, rules: Rules) -> None:
    explanation = explain(dated(KINGSTON), "statement-of-proposed-action")
    data: Any = json.loads(json_format.write(reports.data(explanation, rules)))
    assert data["schema"] == "jtai.explanation/1"
    assert (data["milestone"], data["date"], data["counted"]) == (
        "statement-of-proposed-action", "2025-08-01", 70,
    )  # fmt: skip
    assert [link["milestone"] for link in data["chain"]] == [
        "statement-of-proposed-action", "final-letter", "comments-due", "draft-letter", "fieldwork",
    ]  # fmt: skip
    days = data["days"]
    assert (days[0]["date"], days[-1]["date"]) == ("2025-04-24", "2025-08-01")
    assert sum(day["counted"] is not None for day in days) == 70
    assert {day["why"] for day in days} == {
        None, "weekend", "Early May bank holiday", "Spring bank holiday",
    }  # fmt: skip
    assert data["rule"] == {
        "kind": "working-days", "anchor": "final-letter", "edge": "last", "working_days": 70,
    }  # fmt: skip
    assert [one["key"] for one in data["readings"]] == [
        "from-publication", "calendar-days", "calendar-days-from-publication",
    ]  # fmt: skip
    assert data["readings"][1]["counted"] == 70
    assert data["source"] == "si-2015-1792"
    window = reports.data(explain(dated(KINGSTON), "evidence-window"), rules)
    assert (window["counted"], window["days"]) == (None, [])
