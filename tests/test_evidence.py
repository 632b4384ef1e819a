"""What real inspections did: every count a second way, every explanation by the tool itself.

The second way is numpy over `inspections.csv`, with GOV.UK's own list of bank holidays; it
knows nothing of `frameworks.yaml`.
"""

import csv
import json
import math
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cache
from importlib.resources import files
from pathlib import Path

import numpy as np
import pytest

from jtai_cli import load
from jtai_cli.cli import asked
from jtai_cli.dated import Timeline
from jtai_cli.errors import Fault
from jtai_cli.evidence import (
    Case,
    Evidence,
    Letter,
    Measured,
    Outlook,
    distribution,
    evidence,
    outlook,
)
from jtai_cli.evidence.summaries import nearest_rank
from jtai_cli.frameworks import Frameworks
from jtai_cli.plan import Inspection, Known
from jtai_cli.workingdays import Period

TOP = Path(__file__).parents[1]
ROWS = list(csv.DictReader((TOP / "inspections.csv").read_text("utf-8").splitlines()))
RULES = load.frameworks(None)
COUNTING = asked.Counting(None, None, (), (), asked.Dates(None))
SAMPLE, _ = load.inspections(None)
HELD, FAULTS = evidence(SAMPLE, RULES, COUNTING)
CASES = {case.letter.area: case for case in HELD.cases}
MILESTONES = ("publication", "statement-of-proposed-action")

Dates = Callable[[Inspection], Timeline]


def d(text: str) -> date:
    return date.fromisoformat(text)


# A second way


@dataclass(frozen=True)
class Second:
    """One row, counted by numpy."""

    row: dict[str, str]

    @property
    def timetable(self) -> str:
        return "jtai-2016" if self.row["published"] < "2021" else "jtai-2022"

    @property
    def planned(self) -> date | None:
        days = {"jtai-2016": 30, "jtai-2022": 34}[self.timetable]
        end = self.row["fieldwork_end"]
        return shifted(d(end), days, roll="backward") if end else None

    @property
    def published(self) -> date:
        return d(self.row["published"])

    @property
    def due(self) -> date | None:
        return d(self.row["statement_due"]) if self.row["statement_due"] else None

    @property
    def publication_late(self) -> int | None:
        return None if self.planned is None else apart(self.planned, self.published)

    @property
    def statement_late(self) -> int | None:
        return None if self.due is None else apart(shifted(self.published, 70), self.due)

    def late(self, milestone: str) -> int | None:
        return self.publication_late if milestone == "publication" else self.statement_late

    def causes(self, milestone: str) -> list[str]:
        if not self.late(milestone):
            return []
        found = self._of_publication() if milestone == "publication" else self._of_statement()
        return [cause for cause, holds in found.items() if holds]

    def _of_publication(self) -> dict[str, bool]:
        assert self.planned is not None, "what is late was planned"
        end, days = d(self.row["fieldwork_end"]), 30 if self.timetable == "jtai-2016" else 34
        closed = tuple(date(end.year, 12, day) for day in range(24, 32))
        held = any(
            (first or shifted(poll, -25)) <= self.planned <= poll < self.published
            for poll, first in POLLS.items()
        )
        exact = shifted(end, days, closed=closed) == self.published
        crossed = end < closed[0] <= self.planned
        return {
            "christmas-closure": crossed and exact,
            "pre-election-period": held,
            "over-christmas": crossed and not exact and self.published > self.planned,
        }

    def _of_statement(self) -> dict[str, bool]:
        assert self.due is not None, "what is late was due"
        due = self.due

        def counted(start: date, *, without: bool = False) -> bool:
            return shifted(start, 70, one_offs=not without) == due

        def every_weekday(start: date) -> bool:
            held = {day for day in GOVUK if start < day <= due} - ONE_OFFS
            return bool(held) and np.busday_count(start, due) == 70

        embargoed = self.timetable == "jtai-2022" and counted(shifted(self.published, -3))
        unknown = counted(self.published, without=True)
        every = every_weekday(self.published)
        planned = self.planned if self.planned not in {None, self.published} else None
        on_plan = planned is not None and counted(planned)
        single = embargoed or unknown or every or on_plan
        both = planned is not None and not single and counted(planned, without=True)
        every_on_plan = planned is not None and not single and every_weekday(planned)
        is_late = date(2022, 9, 10) > self.published and self.due > date(2022, 9, 19)
        return {
            "embargoed-copy": embargoed,
            "late-bank-holiday": unknown and is_late,
            "missed-bank-holiday": (unknown and not is_late) or both,
            "every-weekday": every or every_on_plan,
            "planned-publication": on_plan or both or every_on_plan,
            "not-a-working-day": self.due.weekday() > 4,
            "calendar-days-from-publication": (self.due - self.published).days == 70,
            "calendar-days": self.timetable == "jtai-2022"
            and (self.due - shifted(self.published, -3)).days == 70,
        }


POLLS = {
    d("2016-05-05"): None,
    d("2017-05-04"): None,
    d("2017-06-08"): None,
    d("2018-05-03"): None,
    d("2019-05-02"): None,
    d("2019-12-12"): d("2019-11-06"),
    d("2022-05-05"): None,
    d("2023-05-04"): None,
    d("2024-05-02"): None,
    d("2024-07-04"): None,
    d("2025-05-01"): None,
}
ONE_OFFS = {d("2022-09-19"), d("2023-05-08")}


def govuk() -> list[date]:
    listed = files("govuk_bank_holidays").joinpath("bank-holidays.json").read_text("utf-8")
    return [d(event["date"]) for event in json.loads(listed)["england-and-wales"]["events"]]


GOVUK = govuk()


@cache
def calendar(closed: tuple[date, ...], *, one_offs: bool) -> np.busdaycalendar:
    days = {*GOVUK, *closed} - (set() if one_offs else ONE_OFFS)
    return np.busdaycalendar(holidays=np.array(sorted(days), dtype="datetime64[D]"))


def shifted(
    day: date,
    days: int,
    *,
    closed: tuple[date, ...] = (),
    one_offs: bool = True,
    roll: str = "forward",
) -> date:
    held = calendar(closed, one_offs=one_offs)
    found = np.busday_offset(day, days, roll=roll, busdaycal=held)  # type: ignore[call-overload]
    return d(str(found))


def apart(first: date, last: date) -> int:
    """Count as numpy does, which takes the first day and not the last, and back the other way."""
    if last < first:
        return -apart(last, first)
    after = timedelta(days=1)
    return int(np.busday_count(first + after, last + after, busdaycal=calendar((), one_offs=True)))


SECOND = [Second(row) for row in ROWS]
SUMMARIES = [
    pytest.param(timetable, milestone, id=f"{timetable}-{milestone}")
    for timetable in ("jtai-2016", "jtai-2022")
    for milestone in MILESTONES
]


def of(timetable: str) -> list[Second]:
    return [one for one in SECOND if one.timetable == timetable]


@pytest.mark.parametrize("one", SECOND, ids=lambda one: one.row["area"])
def test_a_case_is_measured_as_numpy_measures_it(one: Second) -> None:
    case = CASES[one.row["area"]]
    assert (
        case.timetable.key,
        case.publication,
        case.statement,
    ) == (
        one.timetable,
        Measured("publication", one.planned, one.published, one.publication_late),
        Measured(
            "statement-of-proposed-action",
            shifted(one.published, 70),
            one.due,
            one.statement_late,
        ),
    )


@pytest.mark.parametrize("one", SECOND, ids=lambda one: one.row["area"])
def test_a_case_is_explained_as_numpy_explains_it(one: Second) -> None:
    expected = {cause for milestone in MILESTONES for cause in one.causes(milestone)}
    assert set(CASES[one.row["area"]].explained_by) == expected


@pytest.mark.parametrize(("timetable", "milestone"), SUMMARIES)
def test_a_summary_counts_what_numpy_counts(timetable: str, milestone: str) -> None:
    held = of(timetable)
    late = [days for one in held if (days := one.late(milestone)) is not None]
    (found,) = (
        one
        for one in HELD.summaries
        if (one.timetable.key, one.milestone) == (timetable, milestone)
    )

    assert (found.cases, found.to_the_day, found.early, found.median, found.p90) == (
        len(late),
        late.count(0),
        int((np.array(late) < 0).sum()),
        float(np.median(late)),
        sorted(late)[math.ceil(0.9 * len(late)) - 1],
    )
    assert found.explained == sum(bool(one.causes(milestone)) for one in held)
    assert found.causes == Counter(cause for one in held for cause in one.causes(milestone))
    assert found.unexplained == tuple(
        one.row["area"] for one in held if one.late(milestone) and not one.causes(milestone)
    )


def test_the_counts_are_these() -> None:
    assert FAULTS == ()
    assert [
        (one.timetable.key, one.milestone, one.cases, one.to_the_day, one.median, one.p90)
        for one in HELD.summaries
    ] == [
        ("jtai-2016", "publication", 21, 10, 0, 9),
        ("jtai-2016", "statement-of-proposed-action", 20, 10, 0, 0),
        ("jtai-2022", "publication", 16, 7, 0.5, 19),
        ("jtai-2022", "statement-of-proposed-action", 16, 8, 0, 0),
    ]


@pytest.mark.parametrize(("percent", "expected"), [(1, 1), (10, 1), (11, 2), (90, 9), (100, 10)])
def test_the_nearest_rank_is_the_least_that_so_many_do_not_pass(
    percent: int, expected: int
) -> None:
    assert nearest_rank(range(10, 0, -1), percent) == expected
    ranked = np.percentile(np.arange(1, 11), percent, method="inverted_cdf")
    assert expected == ranked


# What is not explained

UNEXPLAINED_SINCE_2022 = {
    ("Solihull", "publication"),  # commissioned by Secretaries of State, and published early
    ("Cheshire East", "publication"),  # national mourning began after the day it was due
    ("Bedford", "publication"),
    ("Hertfordshire", "statement-of-proposed-action"),
}
ONLY_A_FACT_SINCE_2022 = {
    ("Wirral", "publication", "over-christmas"),
    ("Merton", "publication", "over-christmas"),
    ("Blackpool", "publication", "over-christmas"),
    ("Lancashire", "publication", "pre-election-period"),
    ("Leeds", "publication", "pre-election-period"),
    ("Rochdale", "publication", "pre-election-period"),
}
SINCE_2022 = [case for case in HELD.cases if case.timetable.key == "jtai-2022"]


def test_these_days_since_2022_are_not_explained() -> None:
    assert {
        (case.letter.area, one.milestone)
        for case in SINCE_2022
        for one in case.measured()
        if case.is_unexplained(one)
    } == UNEXPLAINED_SINCE_2022


def test_these_days_since_2022_have_a_fact_beside_them_that_gives_no_day() -> None:
    assert {
        (case.letter.area, one.milestone, *one.causes)
        for case in SINCE_2022
        for one in case.explanations
        if not one.options
    } == ONLY_A_FACT_SINCE_2022


STATED = [
    case
    for case in SINCE_2022
    if case.letter.fieldwork_first and not case.statement.working_days_late
]


@pytest.mark.parametrize("case", STATED, ids=lambda case: case.letter.area)
def test_with_publication_stated_the_statement_is_reproduced(dated: Dates, case: Case) -> None:
    first, published = case.letter.fieldwork_first, case.letter.published
    assert first is not None
    assert published is not None
    known = Known("fieldwork", first, case.letter.fieldwork_last)
    timeline = dated(Inspection(known, stated={"publication": published}))
    readings = timeline.dated("statement-of-proposed-action").readings
    assert {one.reading.key: one.day for one in readings}["from-publication"] == case.letter.due


# Letters of one's own

KINGSTON = Letter(2, "Kingston", fieldwork_first=d("2025-03-03"), fieldwork_last=d("2025-03-07"))


def set_beside(*letters: Letter, rules: Frameworks = RULES) -> tuple[Evidence, tuple[Fault, ...]]:
    return evidence(replace(SAMPLE, letters=letters), rules, COUNTING)


def case_of(letter: Letter, rules: Frameworks = RULES) -> Case:
    found, faults = set_beside(letter, rules=rules)
    assert faults == ()
    return found.cases[0]


def without(timetable: str, milestone: str) -> Frameworks:
    """The rules without a milestone of a timetable, and without what is counted from it."""
    old = RULES.timetable(timetable)
    kept = {
        key: one
        for key, one in old.milestones.items()
        if milestone not in {key, getattr(one.rule, "anchor", "")}
    }
    new = replace(old, milestones=kept)
    return replace(RULES, timetables={**RULES.timetables, timetable: new})


def reread(timetable: str, **readings: str) -> Frameworks:
    """The rules with the readings of the statement left that are named."""
    old = RULES.timetable(timetable)
    statement = old.milestone("statement-of-proposed-action")
    kept = {key: one for key, one in statement.readings.items() if key in readings.values()}
    milestones = {**old.milestones, statement.key: replace(statement, readings=kept)}
    new = replace(old, milestones=milestones)
    return replace(RULES, timetables={**RULES.timetables, timetable: new})


@pytest.mark.parametrize(
    ("letter", "expected"),
    [
        pytest.param(
            replace(KINGSTON, published=d("2025-04-29")), ("2025-04-28", 1), id="whole-fieldwork"
        ),
        pytest.param(
            replace(KINGSTON, fieldwork_first=None, published=d("2025-04-29")),
            ("2025-04-28", 1),
            id="last-day-only",
        ),
        pytest.param(
            replace(KINGSTON, fieldwork_last=d("2025-03-09"), published=d("2025-04-25")),
            ("2025-04-28", -1),
            id="last-day-on-a-sunday",
        ),
        pytest.param(
            replace(KINGSTON, fieldwork_first=d("2025-03-01"), published=d("2025-04-28")),
            ("2025-04-28", 0),
            id="first-day-on-a-saturday",
        ),
        pytest.param(KINGSTON, ("2025-04-28", None), id="not-published"),
        pytest.param(
            replace(KINGSTON, fieldwork_last=None, published=d("2025-04-28")),
            (None, None),
            id="first-day-only",
        ),
        pytest.param(
            Letter(2, "Kingston", published=d("2025-04-27")), (None, None), id="published-only"
        ),
    ],
)
def test_publication_is_counted_from_the_last_day_of_fieldwork_where_it_is_told(
    letter: Letter, expected: tuple[str | None, int | None]
) -> None:
    found = case_of(letter).publication
    computed = found.computed and found.computed.isoformat()
    assert (computed, found.working_days_late) == expected


@pytest.mark.parametrize(
    ("letter", "expected"),
    [
        pytest.param(
            replace(KINGSTON, fieldwork_first=d("2021-06-07"), fieldwork_last=d("2021-06-11")),
            Fault(
                2,
                "Kingston: no timetable was in force for fieldwork on 2021-06-07",
                "jtai frameworks show, which tells when each timetable was in force",
            ),
            id="between-two-timetables",
        ),
        pytest.param(
            Letter(2, "Kingston", published=d("2021-06-07")),
            Fault(
                2,
                "Kingston: no timetable was in force for publication on 2021-06-07",
                "jtai frameworks show, which tells when each timetable was in force",
            ),
            id="published-between-two-timetables",
        ),
        pytest.param(
            replace(KINGSTON, fieldwork_last=d("2025-06-06")),
            Fault(
                2,
                "Kingston: fieldwork from Monday 3 March 2025 to Friday 6 June 2025 would be 66 "
                "working days long",
                "the year of its last day",
            ),
            id="fieldwork-of-a-season",
        ),
        pytest.param(
            replace(KINGSTON, fieldwork_first=d("2025-03-08"), fieldwork_last=d("2025-03-09")),
            Fault(
                2,
                "Kingston: no working day lies from 'fieldwork_start', Saturday 8 March 2025, to "
                "'fieldwork_end', Sunday 9 March 2025",
                "the first and the last day of fieldwork, as the letter gives them",
            ),
            id="fieldwork-of-a-weekend",
        ),
        pytest.param(
            replace(KINGSTON, fieldwork_first=d("2025-04-18"), fieldwork_last=d("2025-04-18")),
            Fault(
                2,
                "Kingston: no working day lies from 'fieldwork_start', Friday 18 April 2025, to "
                "'fieldwork_end', Friday 18 April 2025",
                "the first and the last day of fieldwork, as the letter gives them",
            ),
            id="fieldwork-of-a-bank-holiday",
        ),
    ],
)
def test_a_letter_that_the_rules_cannot_be_set_beside_is_a_fault(
    letter: Letter, expected: Fault
) -> None:
    on_time = replace(KINGSTON, published=d("2025-04-28"))
    found, faults = set_beside(letter, on_time)
    assert (faults, [case.letter for case in found.cases]) == ((expected,), [on_time])


def test_of_a_timetable_without_the_milestones_nothing_is_measured() -> None:
    rules = load.frameworks(TOP / "tests/rules.yaml")
    letter = replace(KINGSTON, published=d("2025-04-28"), due=d("2025-08-06"))
    found, faults = set_beside(letter, rules=rules)
    assert (found.cases[0].publication.computed, found.cases[0].statement.computed) == (None, None)
    assert (found.summaries, faults) == ((), ())


def test_a_statement_that_nothing_counts_from_publication_is_not_measured() -> None:
    letter = replace(KINGSTON, published=d("2025-04-28"), due=d("2025-08-06"))
    case = case_of(letter, reread("jtai-2022", kept="calendar-days"))
    assert (case.statement.computed, case.publication.working_days_late) == (None, 0)


PUBLISHED = replace(KINGSTON, published=d("2025-04-28"))


@pytest.mark.parametrize(
    ("due", "expected"),
    [
        pytest.param("2025-08-06", (), id="as-most"),
        pytest.param("2025-08-01", ("embargoed-copy",), id="embargoed-copy"),
        pytest.param("2025-07-07", ("calendar-days-from-publication",), id="calendar-days"),
        pytest.param("2025-07-02", ("calendar-days",), id="calendar-days-from-the-final-letter"),
        pytest.param("2025-08-09", ("not-a-working-day",), id="a-saturday"),
        pytest.param("2025-07-08", (), id="not-explained"),
        pytest.param("2025-08-05", (), id="counted-from-day-one-is-no-reading"),
    ],
)
def test_a_statement_is_explained_by_other_counts_that_the_rules_know(
    due: str, expected: tuple[str, ...]
) -> None:
    assert case_of(replace(PUBLISHED, due=d(due))).explained_by == expected


@pytest.mark.parametrize(
    ("letter", "told", "without"),
    [
        pytest.param(
            # 14 weeks after Monday 28 April: over 5 and 26 May.
            replace(PUBLISHED, due=d("2025-08-04")),
            ("every-weekday", "it takes every weekday for a working day, 2 bank holidays included"),
            ["2025-05-05", "2025-05-26"],
            id="over-two",
        ),
        pytest.param(
            Letter(2, "A", published=d("2025-06-02"), due=d("2025-09-08")),
            ("every-weekday", "it takes every weekday for a working day, a bank holiday included"),
            ["2025-08-25"],
            id="over-one",
        ),
        pytest.param(
            # The summer bank holiday is the day before, so one alone lies on the way.
            Letter(2, "A", published=d("2022-08-30"), due=d("2022-12-06")),
            (
                "late-bank-holiday",
                (
                    "it takes Monday 19 September 2022 for a working day, made known as a bank "
                    "holiday on Saturday 10 September 2022, after the letter"
                ),
            ),
            ["2022-09-19"],
            id="over-a-one-off-alone",
        ),
    ],
)
def test_a_statement_may_be_counted_in_weekdays(
    letter: Letter, told: tuple[str, str], without: list[str]
) -> None:
    (found,) = case_of(letter).explanations
    assert (*found.causes, found.text) == told
    assert [*found.options[4:]] == [
        word for day in without for word in ("--without-bank-holiday", day)
    ]


def test_a_saturday_right_after_the_day_is_to_the_day() -> None:
    # 70 working days after Tuesday 29 April 2025 is Thursday 7 August, so the Friday is one late.
    on_friday = case_of(Letter(2, "A", published=d("2025-04-30"), due=d("2025-08-09")))
    assert (on_friday.statement.working_days_late, on_friday.explained_by) == (0, ())


def test_of_a_letter_published_at_the_weekend_other_counts_are_not_tried() -> None:
    case = case_of(Letter(2, "A", published=d("2025-04-26"), due=d("2025-08-01")))
    assert (case.statement.working_days_late, case.explained_by) == (-2, ())


@pytest.mark.parametrize(
    ("letter", "causes", "options"),
    [
        pytest.param(
            # 4 May 2020 was to be the bank holiday, and became a working day for 8 May.
            Letter(2, "A", published=d("2020-01-23"), due=d("2020-05-05")),
            ("missed-bank-holiday",),
            ("--without-bank-holiday", "2020-05-08", "--extra-bank-holiday", "2020-05-04"),
            id="moved",
        ),
        pytest.param(
            Letter(2, "A", published=d("2022-03-01"), due=d("2022-06-13")),
            ("missed-bank-holiday",),
            (
                *("--without-bank-holiday", "2022-06-02", "--extra-bank-holiday", "2022-05-30"),
                *("--without-bank-holiday", "2022-06-03"),
            ),
            id="two-of-one-proclamation",
        ),
        pytest.param(
            # It was to come on 2 September 2022, before the bank holiday was proclaimed, and came
            # after that.
            Letter(
                2,
                "A",
                fieldwork_first=d("2022-07-11"),
                fieldwork_last=d("2022-07-15"),
                published=d("2022-09-26"),
                due=d("2022-12-09"),
            ),
            ("planned-publication", "missed-bank-holiday"),
            (),
            id="proclaimed-between-plan-and-letter",
        ),
    ],
)
def test_a_bank_holiday_not_yet_proclaimed_is_the_one_it_was_moved_from(
    letter: Letter, causes: tuple[str, ...], options: tuple[str, ...]
) -> None:
    (found,) = case_of(letter).explanations
    assert (found.causes, found.options[4:]) == (causes, options)


def test_a_day_that_is_a_bank_holiday_already_is_not_typed_as_one_once_more() -> None:
    counting = asked.Counting(None, None, ("2020-05-04",), (), asked.Dates(None))
    letter = Letter(2, "A", published=d("2020-01-29"), due=d("2020-05-11"))
    found, _ = evidence(replace(SAMPLE, letters=(letter,)), RULES, counting)
    (explanation,) = found.cases[0].explanations
    assert explanation.options[4:] == ("--without-bank-holiday", "2020-05-08")


def test_one_change_in_the_count_is_told_before_two() -> None:
    # Planned for 2 May 2023, it came two days later: 67 working days on is from the embargoed copy,
    # and 69 from the planned day, which is 70 with the Coronation's bank holiday not left out.
    surrey = replace(CASES["Surrey"].letter, published=d("2023-05-04"), due=d("2023-08-09"))
    assert case_of(surrey).explained_by == ("embargoed-copy",)


OVER_CHRISTMAS = Letter(
    2,
    "A",
    fieldwork_first=d("2022-12-12"),
    fieldwork_last=d("2022-12-16"),
    published=d("2023-02-10"),
)


@pytest.mark.parametrize(
    ("letter", "rules", "expected"),
    [
        pytest.param(OVER_CHRISTMAS, RULES, ("christmas-closure",), id="to-the-day"),
        pytest.param(
            replace(OVER_CHRISTMAS, published=d("2023-02-13")),
            RULES,
            ("over-christmas",),
            id="late",
        ),
        pytest.param(
            replace(OVER_CHRISTMAS, published=d("2023-02-06")), RULES, (), id="early-all-the-same"
        ),
        pytest.param(OVER_CHRISTMAS, replace(RULES, christmas=None), (), id="no-rule-of-christmas"),
    ],
)
def test_christmas_explains_what_it_delayed(
    letter: Letter, rules: Frameworks, expected: tuple[str, ...]
) -> None:
    assert case_of(letter, rules).explained_by == expected


BEFORE_POLLS = replace(KINGSTON, published=d("2025-05-06"))


@pytest.mark.parametrize(
    ("letter", "rules", "expected"),
    [
        pytest.param(BEFORE_POLLS, RULES, ("pre-election-period",), id="held"),
        pytest.param(
            replace(BEFORE_POLLS, published=d("2025-04-30")), RULES, (), id="within-the-period"
        ),
        pytest.param(BEFORE_POLLS, replace(RULES, polling_days=()), (), id="no-polls-known"),
        pytest.param(
            BEFORE_POLLS, replace(RULES, pre_election_period=None), (), id="no-rule-of-polls"
        ),
    ],
)
def test_a_poll_explains_what_came_after_it(
    letter: Letter, rules: Frameworks, expected: tuple[str, ...]
) -> None:
    assert case_of(letter, rules).explained_by == expected


HELD_LETTER = Letter(
    2,
    "A",
    fieldwork_first=d("2024-03-04"),
    fieldwork_last=d("2024-03-08"),
    published=d("2024-06-21"),
)
CROSSED = replace(
    HELD_LETTER,
    fieldwork_first=d("2022-12-05"),
    fieldwork_last=d("2022-12-09"),
    published=d("2023-02-17"),
)


@pytest.mark.parametrize(
    ("letter", "expected"),
    [
        # 34 working days after the poll of Thursday 2 May 2024, two bank holidays in between.
        pytest.param(HELD_LETTER, ("pre-election-period",), id="poll-within"),
        pytest.param(replace(HELD_LETTER, published=d("2024-06-24")), (), id="poll-beyond"),
        pytest.param(replace(HELD_LETTER, published=d("2025-05-16")), (), id="poll-a-year-on"),
        # 34 working days after 31 December 2022, the first of them Tuesday 3 January 2023.
        pytest.param(CROSSED, ("over-christmas",), id="christmas-within"),
        pytest.param(replace(CROSSED, published=d("2023-02-20")), (), id="christmas-beyond"),
        pytest.param(replace(CROSSED, published=d("2024-05-16")), (), id="christmas-a-year-on"),
    ],
)
def test_a_fact_explains_as_late_as_the_whole_count_begun_anew(
    letter: Letter, expected: tuple[str, ...]
) -> None:
    case = case_of(letter)
    assert (case.explained_by, case.is_unexplained(case.publication)) == (expected, not expected)


# Beside a timeline

CHRISTMAS_2026 = Period(d("2026-12-24"), d("2026-12-31"))


def told(timeline: Timeline, rules: Frameworks = RULES) -> Outlook:
    return outlook(timeline, SAMPLE, distribution(SAMPLE, rules, COUNTING))


def test_the_distribution_is_that_of_the_cases() -> None:
    counted = [
        (s.timetable.key, s.milestone, s.cases, s.to_the_day, s.median, s.p90)
        for s in distribution(SAMPLE, RULES, COUNTING)
    ]
    assert counted == [
        (s.timetable.key, s.milestone, s.cases, s.to_the_day, s.median, s.p90)
        for s in HELD.summaries
    ]


@pytest.mark.parametrize(
    ("inspection", "expected"),
    [
        pytest.param(
            Inspection(Known("fieldwork", d("2025-03-03"))),
            {
                "publication": ("2025-04-28", None, "2025-05-27"),
                "statement-of-proposed-action": ("2025-08-06", "from-publication", "2025-08-06"),
            },
            id="fieldwork",
        ),
        pytest.param(
            Inspection(Known("notification", d("2025-02-17"))),
            {
                "publication": ("2025-04-28", None, "2025-05-27"),
                "statement-of-proposed-action": ("2025-08-06", "from-publication", "2025-08-06"),
            },
            id="notification",
        ),
        pytest.param(
            Inspection(
                Known("fieldwork", d("2025-03-03")), stated={"draft-letter": d("2025-04-04")}
            ),
            {"statement-of-proposed-action": ("2025-08-13", "from-publication", "2025-08-13")},
            id="draft-letter-stated",
        ),
        pytest.param(
            Inspection(
                Known("fieldwork", d("2025-03-03")), stated={"final-letter": d("2025-06-10")}
            ),
            {"statement-of-proposed-action": ("2025-09-22", "from-publication", "2025-09-22")},
            id="final-letter-stated",
        ),
        pytest.param(
            Inspection(
                Known("fieldwork", d("2025-03-03")), stated={"set-up-discussion": d("2025-02-18")}
            ),
            {
                "publication": ("2025-04-28", None, "2025-05-27"),
                "statement-of-proposed-action": ("2025-08-06", "from-publication", "2025-08-06"),
            },
            id="stated-beside-the-way",
        ),
        pytest.param(
            Inspection(
                Known("fieldwork", d("2025-03-03")), stated={"publication": d("2025-05-06")}
            ),
            {"statement-of-proposed-action": ("2025-08-13", "from-publication", "2025-08-13")},
            id="publication-stated",
        ),
        pytest.param(
            Inspection(Known("final-letter", d("2025-04-23"))),
            {"statement-of-proposed-action": ("2025-08-06", "from-publication", "2025-08-06")},
            id="counted-back-from-the-final-letter",
        ),
        pytest.param(
            Inspection(Known("publication", d("2019-06-03"))),
            {"statement-of-proposed-action": ("2019-09-10", None, "2019-09-10")},
            id="the-earlier-timetable",
        ),
        pytest.param(
            Inspection(Known("statement-of-proposed-action", d("2025-08-01"))),
            {},
            id="statement-known",
        ),
    ],
)
def test_an_outlook_tells_of_dates_that_are_open(
    dated: Dates, inspection: Inspection, expected: dict[str, tuple[str, str | None, str]]
) -> None:
    found = told(dated(inspection)).dates
    assert {
        key: (one.day.isoformat(), one.reading and one.reading.key, one.by.isoformat())
        for key, one in found.items()
    } == expected


@pytest.mark.parametrize(
    ("inspection", "expected"),
    [
        pytest.param(
            # 34 working days after 11 December 2026 is 2 February 2027, and 70 on is 14 May.
            Inspection(Known("fieldwork", d("2026-12-07")), closures=(CHRISTMAS_2026,)),
            {
                "publication": ("2027-02-02", "2027-03-01", True),
                "statement-of-proposed-action": ("2027-05-14", "2027-05-14", True),
            },
            id="moved",
        ),
        pytest.param(
            Inspection(Known("fieldwork", d("2027-03-01")), closures=(CHRISTMAS_2026,)),
            {
                "publication": ("2027-04-26", "2027-05-24", False),
                "statement-of-proposed-action": ("2027-08-04", "2027-08-04", False),
            },
            id="not-moved",
        ),
        pytest.param(
            Inspection(
                Known("fieldwork", d("2026-12-07")),
                stated={"publication": d("2027-02-10")},
                closures=(CHRISTMAS_2026,),
            ),
            {"statement-of-proposed-action": ("2027-05-24", "2027-05-24", False)},
            id="publication-stated",
        ),
        pytest.param(
            # What is known stays where it is: the closure lies before it.
            Inspection(Known("final-letter", d("2027-02-03")), closures=(CHRISTMAS_2026,)),
            {"statement-of-proposed-action": ("2027-05-20", "2027-05-20", False)},
            id="final-letter-known",
        ),
        pytest.param(
            Inspection(Known("draft-letter", d("2026-12-23")), closures=(CHRISTMAS_2026,)),
            {"statement-of-proposed-action": ("2027-05-05", "2027-05-05", True)},
            id="draft-letter-known-before-the-closure",
        ),
        pytest.param(
            Inspection(Known("notification", d("2026-11-23")), closures=(CHRISTMAS_2026,)),
            {
                "publication": ("2027-02-02", "2027-03-01", True),
                "statement-of-proposed-action": ("2027-05-14", "2027-05-14", True),
            },
            id="notification-known",
        ),
    ],
)
def test_an_outlook_names_days_as_they_were_measured_without_closures(
    dated: Dates, inspection: Inspection, expected: dict[str, tuple[str, str, bool]]
) -> None:
    found = told(dated(inspection)).dates
    assert {
        key: (one.day.isoformat(), one.by.isoformat(), one.is_without_closures)
        for key, one in found.items()
    } == expected


def test_an_outlook_without_cases_is_empty(dated: Dates) -> None:
    rules = load.frameworks(TOP / "tests/rules.yaml")
    timeline = dated(Inspection(Known("fieldwork", d("2025-03-03"))))
    assert told(timeline, rules) == Outlook({}, 0)


def test_of_a_timetable_without_the_milestones_nothing_is_said(dated: Dates) -> None:
    timeline = dated(Inspection(Known("fieldwork", d("2025-03-03"))))
    bare = without("jtai-2022", "statement-of-proposed-action").timetable("jtai-2022")
    kept = tuple(one for one in timeline.milestones if one.milestone.key in bare.milestones)
    timeline = replace(timeline, timetable=bare, milestones=kept)
    assert set(told(timeline).dates) == {"publication"}


# One-off bank holidays


def test_one_off_bank_holidays_are_known_ones_proclaimed_before_their_day() -> None:
    days = [one.day for one in RULES.one_off_bank_holidays]
    moved = {one.in_place_of for one in RULES.one_off_bank_holidays} - {None}
    assert set(days) <= set(GOVUK)
    assert moved.isdisjoint(GOVUK)
    assert all(one.proclaimed < one.day for one in RULES.one_off_bank_holidays)
    assert days == sorted(days)
