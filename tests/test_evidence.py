"""What real inspections did: every count a second way, every reason, and what is likely.

The second way is numpy over `inspections.csv`, with GOV.UK's own list of bank holidays; it
knows nothing of `frameworks.yaml`.
"""

import csv
import json
from collections import Counter
from dataclasses import replace
from datetime import date, timedelta
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from jtai_cli.bankholidays import Calendars
from jtai_cli.errors import Fault
from jtai_cli.evidence import (
    Case,
    PublishedInspection,
    Summary,
    likely,
    measure,
)
from jtai_cli.files.others import load_inspections
from jtai_cli.files.rules import load_rules
from jtai_cli.plan import Inspection, Known
from jtai_cli.report import evidence as reports
from jtai_cli.rules import Rules
from jtai_cli.workingdays import Period
from tests.conftest import Dated, d

TOP = Path(__file__).parents[1]
ROWS = list(csv.DictReader((TOP / "inspections.csv").read_text("utf-8").splitlines()))
RULES = load_rules(None)
EVIDENCE = measure(load_inspections(None), RULES, Calendars())
CASES = {case.inspection.area: case for case in EVIDENCE.cases}
STATEMENT = "statement-of-proposed-action"
CHRISTMAS, POLL = "letters-over-christmas", "pre-election-period"


# A second way


@cache
def calendar() -> np.busdaycalendar:
    text = files("govuk_bank_holidays").joinpath("bank-holidays.json").read_text("utf-8")
    days = [event["date"] for event in json.loads(text)["england-and-wales"]["events"]]
    return np.busdaycalendar(holidays=np.array(days, dtype="datetime64[D]"))


def shifted(day: date, days: int, *, roll: str = "forward") -> date:
    found = np.busday_offset(day, days, roll=roll, busdaycal=calendar())  # type: ignore[call-overload]  # numpy names each roll
    return d(str(found))


def apart(first: date, last: date) -> int:
    """Count as numpy does, which takes the first day and not the last, and back the other way."""
    if last < first:
        return -apart(last, first)
    after = timedelta(days=1)
    return int(np.busday_count(first + after, last + after, busdaycal=calendar()))


def timetable_of(row: dict[str, str]) -> str:
    return "jtai-2016" if row["published"] < "2021" else "jtai-2022"


def measured(row: dict[str, str], milestone: str) -> tuple[date | None, date | None, int | None]:
    """Count a day by the rule, in fact, and the working days between."""
    computed, real = None, row["published" if milestone == "publication" else "statement_due"]
    if milestone == STATEMENT:
        computed = shifted(d(row["published"]), 70)
    elif end := row["fieldwork_end"]:
        days = {"jtai-2016": 30, "jtai-2022": 34}[timetable_of(row)]
        computed = shifted(d(end), days, roll="backward")
    if computed is None or not real:
        return computed, d(real) if real else None, None
    return computed, d(real), apart(computed, d(real))


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row["area"])
def test_a_case_is_measured_as_numpy_measures_it(row: dict[str, str]) -> None:
    case = CASES[row["area"]]
    assert case.timetable.key == timetable_of(row)
    for found in (case.publication, case.statement):
        assert found[1:4] == measured(row, found.milestone)


@pytest.mark.parametrize(
    "summary", EVIDENCE.summaries, ids=lambda one: one.timetable.key + one.milestone
)
def test_a_summary_counts_what_numpy_counts(summary: Summary) -> None:
    rows = [row for row in ROWS if timetable_of(row) == summary.timetable.key]
    every = [measured(row, summary.milestone)[2] for row in rows]
    late = np.array([days for days in every if days is not None])
    assert (summary.cases, summary.to_the_day, summary.early, summary.median, summary.p90) == (
        len(late), (late == 0).sum(), (late < 0).sum(), np.median(late),
        np.percentile(late, 90, method="inverted_cdf"),
    )  # fmt: skip


# The figures, by hand


def test_inspections_and_letters_are_counted_by_month() -> None:
    months: Any = reports.months(EVIDENCE).data
    begun, came = (
        Counter(row[column][5:7] for row in ROWS if row[column])
        for column in ("fieldwork_start", "published")
    )
    assert months["months"] == [
        {"month": month, "inspections": begun[f"{month:02}"], "letters": came[f"{month:02}"]}
        for month in range(1, 13)
    ]


# Letters of one's own

KINGSTON = PublishedInspection(
    "Kingston", 2, fieldwork_start=d("2025-03-03"), fieldwork_end=d("2025-03-07")
)
OVER_CHRISTMAS = PublishedInspection(
    "A", 2, fieldwork_start=d("2022-12-12"), fieldwork_end=d("2022-12-16")
)
DELAYED = PublishedInspection(
    "B", 2, fieldwork_start=d("2024-03-04"), fieldwork_end=d("2024-03-08")
)


def case_of(letter: PublishedInspection, rules: Rules = RULES) -> Case:
    found = measure([letter], rules, Calendars())
    assert found.faults == ()
    return found.cases[0]


@pytest.mark.parametrize(
    ("letter", "expected"),
    [
        (replace(KINGSTON, published=d("2025-04-29")), ("2025-04-28", 1)),
        (replace(KINGSTON, fieldwork_start=None, published=d("2025-04-29")), ("2025-04-28", 1)),
        # The last day a Sunday, the first a Saturday.
        (replace(KINGSTON, fieldwork_end=d("2025-03-09"), published=d("2025-04-25")),
         ("2025-04-28", -1)),
        (replace(KINGSTON, fieldwork_start=d("2025-03-01"), published=d("2025-04-28")),
         ("2025-04-28", 0)),
        (KINGSTON, ("2025-04-28", None)),
        (replace(KINGSTON, fieldwork_end=None, published=d("2025-04-28")), ("None", None)),
        (PublishedInspection("Kingston", 2, published=d("2025-04-27")), ("None", None)),
    ],
)  # fmt: skip
def test_publication_is_counted_from_the_last_day_of_fieldwork_where_it_is_known(
    letter: PublishedInspection, expected: tuple[str, int | None]
) -> None:
    found = case_of(letter).publication
    assert (str(found.computed), found.working_days_late) == expected


SEASON = "fieldwork from Monday 3 March 2025 to Friday 6 June 2025 would be 66 working days long"
IN_FORCE = "jtai frameworks show, for when each timetable was in force"


@pytest.mark.parametrize(
    ("letter", "problem", "remedy"),
    [
        (replace(KINGSTON, fieldwork_start=d("2021-06-07"), fieldwork_end=d("2021-06-11")),
         "no timetable was in force for fieldwork on 2021-06-07", IN_FORCE),
        (PublishedInspection("Kingston", 2, published=d("2021-06-07")),
         "no timetable was in force for publication on 2021-06-07", IN_FORCE),
        (replace(KINGSTON, fieldwork_end=d("2025-06-06")), SEASON,
         "check the year of its last day"),
        (replace(KINGSTON, fieldwork_start=d("2025-03-08"), fieldwork_end=d("2025-03-09")),
         "fieldwork cannot end on Friday 7 March 2025, before it starts", None),
        (replace(KINGSTON, explained_by=("--closure 2025-04-01",)),
         "no column called '--closure 2025-04-01'", "one of: published, statement_due"),
    ],
)  # fmt: skip
def test_a_letter_that_cannot_be_measured_is_a_fault(
    letter: PublishedInspection, problem: str, remedy: str | None
) -> None:
    on_time = replace(KINGSTON, published=d("2025-04-28"))
    found = measure([letter, on_time], RULES, Calendars())
    assert found.faults == (Fault(2, f"Kingston: {problem}", remedy),)
    assert [case.inspection for case in found.cases] == [on_time]


NO_CHRISTMAS, NO_POLLS = replace(RULES, christmas=None), replace(RULES, polling_days=())


@pytest.mark.parametrize(
    ("letter", "published", "rules", "expected"),
    [
        (OVER_CHRISTMAS, "2023-02-10", RULES, (CHRISTMAS,)),
        (OVER_CHRISTMAS, "2023-02-06", RULES, ()),  # early all the same
        (OVER_CHRISTMAS, "2023-02-10", NO_CHRISTMAS, ()),
        # 34 working days after 31 December 2022, the first of them Tuesday 3 January 2023.
        (OVER_CHRISTMAS, "2023-02-17", RULES, (CHRISTMAS,)),
        (OVER_CHRISTMAS, "2023-02-20", RULES, ()),
        # 34 working days after the poll of Thursday 2 May 2024, two bank holidays in between.
        (DELAYED, "2024-06-21", RULES, (POLL,)),
        (DELAYED, "2024-06-24", RULES, ()),
        (DELAYED, "2024-05-01", RULES, ()),  # before the poll
        (DELAYED, "2024-06-21", NO_POLLS, ()),
    ],
)
def test_christmas_and_polls_explain_what_they_delayed(
    letter: PublishedInspection, published: str, rules: Rules, expected: tuple[str, ...]
) -> None:
    case = case_of(replace(letter, published=d(published)), rules)
    assert case.publication.reasons == expected


# Beside a timeline

CLOSED = (Period(d("2026-12-24"), d("2026-12-31")),)
BOTH = {
    "publication": ("2025-04-28", None, "2025-05-27"),
    STATEMENT: ("2025-08-06", "from-publication", "2025-08-06"),
}


def known(text: str, closures: tuple[Period, ...] = (), **stated: str) -> Inspection:
    milestone, _, day = text.partition("=")
    given = {key.replace("_", "-"): d(day) for key, day in stated.items()}
    return Inspection(Known(milestone, d(day)), stated=given, closures=closures)


@pytest.mark.parametrize(
    ("inspection", "expected"),
    [
        (known("fieldwork=2025-03-03"), BOTH),
        (known("notification=2025-02-17"), BOTH),
        (known("fieldwork=2025-03-03", set_up_discussion="2025-02-18"), BOTH),
        (known("fieldwork=2025-03-03", draft_letter="2025-04-04"),
         {STATEMENT: ("2025-08-13", "from-publication", "2025-08-13")}),
        (known("fieldwork=2025-03-03", publication="2025-05-06"),
         {STATEMENT: ("2025-08-13", "from-publication", "2025-08-13")}),
        (known("final-letter=2025-04-23"), {STATEMENT: BOTH[STATEMENT]}),
        (known("publication=2019-06-03"), {STATEMENT: ("2019-09-10", None, "2019-09-10")}),
        (known(f"{STATEMENT}=2025-08-01"), {}),
        (known(f"{STATEMENT}=2024-11-04", (Period(d("2024-12-24"), d("2024-12-24")),)), {}),
    ],
)  # fmt: skip
def test_an_outlook_is_about_open_dates(
    dated: Dated, inspection: Inspection, expected: dict[str, tuple[str, str | None, str]]
) -> None:
    found = likely(dated(inspection), EVIDENCE.summaries, RULES, Calendars())
    assert {
        key: (str(one.day), one.reading and one.reading.key, str(one.by))
        for key, one in found.items()
    } == expected


@pytest.mark.parametrize(
    ("inspection", "expected"),
    [
        # 34 working days after 11 December 2026 is 2 February 2027, and 70 on is 14 May.
        (known("fieldwork=2026-12-07", CLOSED),
         {"publication": ("2027-02-02", True), STATEMENT: ("2027-05-14", True)}),
        (known("fieldwork=2027-03-01", CLOSED),
         {"publication": ("2027-04-26", False), STATEMENT: ("2027-08-04", False)}),
        (known("fieldwork=2026-12-07", CLOSED, publication="2027-02-10"),
         {STATEMENT: ("2027-05-24", False)}),
        # What is known stays where it is, the closure before it or after it.
        (known("final-letter=2027-02-03", CLOSED), {STATEMENT: ("2027-05-20", False)}),
        (known("draft-letter=2026-12-23", CLOSED), {STATEMENT: ("2027-05-05", True)}),
    ],
)  # fmt: skip
def test_an_outlook_counts_without_closures_as_the_cases_were(
    dated: Dated, inspection: Inspection, expected: dict[str, tuple[str, bool]]
) -> None:
    found = likely(dated(inspection), EVIDENCE.summaries, RULES, Calendars())
    assert {key: (str(one.day), one.without_closures) for key, one in found.items()} == expected
