"""Many inspections: dated row by row, bad rows blamed on a column, weeks counted."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import date

import pytest

from jtai_cli import dating
from jtai_cli.cli import asked
from jtai_cli.dated import Days
from jtai_cli.errors import FileError, UsageError
from jtai_cli.frameworks import Frameworks
from jtai_cli.milestones import Basis
from jtai_cli.plan import Inspection, Known
from jtai_cli.portfolio import Header, Rejected, Row, each_dated, milestones
from jtai_cli.portfolio.load import Load, told
from jtai_cli.workingdays import Period

COUNTING = asked.Counting(None, None, (), (), asked.Dates(None))
CHRISTMAS = Period(date(2025, 12, 24), date(2025, 12, 31))

Dates = Callable[[Inspection], Mapping[str, Days]]


def d(text: str) -> date:
    return date.fromisoformat(text)


def of(text: str, *, closures: Sequence[Period] = (), **stated: str) -> Inspection:
    """Make an inspection: of("publication=2025-04-28", draft_letter="2025-04-04")."""
    milestone, _, days = text.partition("=")
    first, _, last = days.partition("..")
    known = Known(milestone, d(first), d(last) if last else None)
    told = {key.replace("_", "-"): d(day) for key, day in stated.items()}
    return Inspection(known, stated=told, closures=tuple(closures))


@pytest.fixture(scope="module")
def days(rules: Frameworks) -> Dates:
    return lambda inspection: dating.days(rules, inspection, COUNTING)


def row(inspection: Inspection) -> Row:
    return Row(7, ("a", "b"), inspection.known.milestone, inspection)


# The days alone


@pytest.mark.parametrize(
    "inspection",
    [
        pytest.param(of("fieldwork=2025-03-03"), id="fieldwork"),
        pytest.param(of("fieldwork=2019-06-17"), id="earlier-timetable"),
        pytest.param(of("fieldwork=2017-03-21..2017-03-24"), id="four-days"),
        pytest.param(of("publication=2029-01-16"), id="provisional"),
        pytest.param(of("case-audits=2025-02-24"), id="window"),
        pytest.param(of("fieldwork=2025-11-24", closures=[CHRISTMAS]), id="closure"),
        pytest.param(
            of(
                "fieldwork=2025-03-03",
                draft_letter="2025-04-04",
                set_up_discussion="2025-02-18",
                evidence_window="2024-09-02",
            ),
            id="stated",
        ),
    ],
)
def test_the_days_alone_are_those_of_the_whole_timeline(
    rules: Frameworks, days: Dates, inspection: Inspection
) -> None:
    timeline, _ = dating.dated(rules, inspection, COUNTING)

    assert days(inspection) == {
        one.milestone.key: (one.first, one.last, one.date_is, one.computed, one.provisional)
        for one in timeline.milestones
    }


# Rows


def outcome(
    inspection: Inspection, dated: Callable[[Inspection], object]
) -> Sequence[Rejected | Row]:
    found: list[Rejected | Row] = []
    good = each_dated([row(inspection)], dated, found.append)
    return [*(one for one, _ in good), *found]


def test_what_can_be_dated_is_given_with_its_row(days: Dates) -> None:
    inspection = of("fieldwork=2025-03-03")
    rejected: list[Rejected] = []

    dated = list(each_dated([row(inspection)], days, rejected.append))

    assert (dated, rejected) == ([(row(inspection), days(inspection))], [])


def test_a_row_that_could_not_be_read_is_handed_on(days: Dates) -> None:
    bad = Rejected(3, ("x",), "there is no known date", None)
    rejected: list[Rejected] = []

    assert list(each_dated([bad], days, rejected.append)) == []
    assert rejected == [bad]


@pytest.mark.parametrize(
    ("inspection", "problem", "remedy"),
    [
        pytest.param(
            of("fieldwork=2025-05-05"),
            "fieldwork: Monday 5 May 2025 is the Early May bank holiday, so fieldwork cannot "
            "start then",
            "2025-05-06 (Tuesday) or 2025-05-02 (Friday)",
            id="bank-holiday",
        ),
        pytest.param(
            of("publication=2025-04-26"),
            "publication: Saturday 26 April 2025 is at the weekend, so publication cannot fall "
            "then",
            "2025-04-28 (Monday) or 2025-04-25 (Friday)",
            id="weekend",
        ),
        pytest.param(
            of("pre-inspection-analysis=2025-03-03"),
            "pre-inspection-analysis: pre-inspection-analysis has no date of its own to start from",
            "notification as the known date",
            id="no-date-of-its-own",
        ),
        pytest.param(
            of("fieldwork=2021-06-07"),
            "fieldwork: no timetable was in force for fieldwork on 2021-06-07",
            "jtai-2022 or jtai-2016 under timetable",
            id="no-timetable",
        ),
        pytest.param(
            of("evidence-window=2024-08-31"),
            "evidence-window: evidence-window on Saturday 31 August 2024 does not tell when "
            "fieldwork is: no working day leads to that date",
            "its day under fieldwork, in place of this one",
            id="ambiguous",
        ),
        pytest.param(
            of("fieldwork=2025-03-03", draft_letter="2025-04-04", publication="2020-01-01"),
            "stated.publication: publication cannot be on Wednesday 1 January 2020: the first "
            "date of the inspection is Saturday 17 August 2024",
            "a date from 2024-08-17 on",
            id="one-of-two-stated",
        ),
        pytest.param(
            of("fieldwork=2019-06-17", draft_letter="2019-07-10"),
            "stated.draft-letter: no milestone called 'draft-letter'",
            "one of: notification, evidence-window, fieldwork, publication, "
            "statement-of-proposed-action",
            id="not-in-its-timetable",
        ),
        pytest.param(
            of("fieldwork=2025-05-05", draft_letter="2025-06-05"),
            "fieldwork: Monday 5 May 2025 is the Early May bank holiday, so fieldwork cannot "
            "start then",
            "2025-05-06 (Tuesday) or 2025-05-02 (Friday)",
            id="not-the-stated-one",
        ),
        pytest.param(
            of("fieldwork=1950-03-06"),
            "fieldwork: no bank holidays are known for that time: only from 1978 to 2099",
            "a date from 1978 to 2099",
            id="out-of-range",
        ),
    ],
)
def test_a_row_that_cannot_be_dated_is_blamed_on_a_column(
    days: Dates, inspection: Inspection, problem: str, remedy: str
) -> None:
    assert outcome(inspection, days) == [Rejected(7, ("a", "b"), problem, remedy)]


def test_stated_dates_that_only_together_cannot_be_are_blamed_on_the_known_one() -> None:
    def refuses_both(inspection: Inspection) -> None:
        if len(inspection.stated) > 1:
            raise UsageError("these do not go together")

    inspection = of("fieldwork=2025-03-03", draft_letter="2025-04-04", publication="2025-05-01")

    assert outcome(inspection, refuses_both) == [
        Rejected(7, ("a", "b"), "fieldwork: these do not go together", None)
    ]


def test_a_file_that_cannot_be_read_is_no_fault_of_a_row() -> None:
    def unreadable(_: Inspection) -> None:
        raise FileError("bank-holidays.json: there is no such file")

    with pytest.raises(FileError, match="there is no such file"):
        outcome(of("fieldwork=2025-03-03"), unreadable)


# Columns


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        pytest.param("fieldwork", 1, id="as-it-is"),
        pytest.param("area", 0, id="written-in-capitals"),
        pytest.param("theme", None, id="not-there"),
    ],
)
def test_columns_are_found_in_capitals_or_not(name: str, expected: int | None) -> None:
    assert Header(("Area", "fieldwork"), ",").place(name) == expected


def test_milestones_stand_by_phase_then_as_in_the_file(rules: Frameworks) -> None:
    assert list(milestones(rules, None, phases=tuple(rules.phases))) == [
        "evidence-window",
        "pre-inspection-analysis",
        "notification",
        "set-up-discussion",
        "information-request",
        "case-selection",
        "inspection-planning",
        "case-audits",
        "off-site-analysis",
        "off-site-meetings",
        "fieldwork-timetable",
        "fieldwork",
        "draft-letter",
        "comments-due",
        "final-letter",
        "publication",
        "statement-of-proposed-action",
    ]


def test_milestones_can_be_those_of_one_timetable(rules: Frameworks) -> None:
    assert list(milestones(rules, "jtai-2016", phases=tuple(rules.phases))) == [
        "evidence-window",
        "notification",
        "fieldwork",
        "publication",
        "statement-of-proposed-action",
    ]


# What falls together


@pytest.fixture
def load(rules: Frameworks) -> Load:
    """Counts what the rules as shipped tell of."""
    every = milestones(rules, None, phases=tuple(rules.phases))
    return Load(told(every), {"draft-letter": 1})


def weeks(load: Load) -> list[tuple[str, dict[str, int], tuple[str, ...]]]:
    """The weeks that have anything: their Mondays, what they have, what is over its limit."""
    found = ((w.monday, {k: n for k, n in w.counts.items() if n}, w.over) for w in load.weeks())
    return [(str(monday), counts, over) for monday, counts, over in found if counts]


def test_a_load_tells_of_fieldwork_and_of_what_falls_on_one_day(load: Load) -> None:
    assert list(load.milestones) == [
        "notification",
        "fieldwork",
        "draft-letter",
        "comments-due",
        "final-letter",
        "publication",
        "statement-of-proposed-action",
    ]


def test_a_load_leaves_local_milestones_out(rules: Frameworks) -> None:
    notification = rules.timetable("jtai-2022").milestone("notification")

    assert told({"notification": replace(notification, basis=Basis.LOCAL)}) == {}


def test_milestones_are_counted_by_week(load: Load, days: Dates) -> None:
    load.add(days(of("fieldwork=2025-03-03")))
    # The draft letter of this one comes on the Monday of the same week.
    load.add(days(of("fieldwork=2025-03-04", draft_letter="2025-03-24")))

    assert weeks(load) == [
        ("2025-02-17", {"notification": 2}, ()),
        # From Tuesday 4 to Monday 10 March, so in both weeks.
        ("2025-03-03", {"fieldwork": 2}, ()),
        ("2025-03-10", {"fieldwork": 1}, ()),
        ("2025-03-24", {"draft-letter": 2}, ("draft-letter",)),
        ("2025-03-31", {"comments-due": 1}, ()),
        ("2025-04-07", {"comments-due": 1}, ()),
        ("2025-04-14", {"final-letter": 1}, ()),
        # Over Easter: one's final letter on Wednesday 23, the other's publication the day before.
        ("2025-04-21", {"final-letter": 1, "publication": 1}, ()),
        ("2025-04-28", {"publication": 1}, ()),
        ("2025-07-28", {"statement-of-proposed-action": 2}, ()),
    ]


def test_weeks_without_any_are_given_too(load: Load, days: Dates) -> None:
    load.add(days(of("fieldwork=2025-03-03")))

    mondays = [week.monday for week in load.weeks()]

    assert (mondays[0], mondays[-1], len(mondays)) == (d("2025-02-17"), d("2025-07-28"), 24)


def test_what_a_timetable_lacks_is_not_counted(load: Load, days: Dates) -> None:
    load.add(days(of("fieldwork=2019-06-17")))

    assert weeks(load) == [
        ("2019-06-03", {"notification": 1}, ()),
        ("2019-06-17", {"fieldwork": 1}, ()),
        ("2019-07-29", {"publication": 1}, ()),
        ("2019-11-11", {"statement-of-proposed-action": 1}, ()),
    ]
