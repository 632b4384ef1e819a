"""Many inspections: dated row by row, bad rows blamed on a column, weeks counted."""

from collections.abc import Iterator, Sequence

import pytest

from jtai_cli.errors import UsageError
from jtai_cli.plan import Inspection, Known
from jtai_cli.portfolio import (
    AreaRow,
    Load,
    RejectedRow,
    date_rows,
    load_milestones,
    portfolio_milestones,
)
from jtai_cli.rules import Rules
from jtai_cli.timeline import Dating, Timeline
from tests.conftest import Dated, d


def of(text: str, **stated: str) -> Inspection:
    """Make an inspection: of("publication=2025-04-28", draft_letter="2025-04-04")."""
    milestone, _, day = text.partition("=")
    given = {key.replace("_", "-"): d(day) for key, day in stated.items()}
    return Inspection(Known(milestone, d(day)), stated=given)


def row(inspection: Inspection) -> AreaRow:
    return AreaRow(7, ("a", "b"), inspection.known.milestone, inspection)


# Rows


def test_rows_are_dated_one_at_a_time(dated: Dated) -> None:
    taken = []

    def rows() -> Iterator[AreaRow]:
        for number in range(1_000_000):
            taken.append(number)
            yield row(of("fieldwork=2025-03-03"))

    next(date_rows(rows(), dated))

    assert taken == [0]


def test_stated_dates_that_only_together_cannot_be_are_blamed_on_the_known_one() -> None:
    def refuses_both(inspection: Inspection) -> None:
        if len(inspection.stated) > 1:
            raise UsageError("these do not go together")

    both = of("fieldwork=2025-03-03", draft_letter="2025-04-04", publication="2025-05-01")

    (rejected,) = date_rows([row(both)], refuses_both)
    assert rejected == RejectedRow(7, ("a", "b"), "fieldwork: these do not go together")


# Columns


def test_milestones_stand_by_phase_then_as_in_the_file(rules: Rules) -> None:
    before = ["evidence-window", "pre-inspection-analysis"]
    week_1 = [
        "notification", "set-up-discussion", "information-request", "case-selection",
        "inspection-planning",
    ]  # fmt: skip
    week_2 = ["case-audits", "off-site-analysis", "off-site-meetings", "fieldwork-timetable"]
    letters = ["draft-letter", "comments-due", "final-letter", "publication"]
    rest = ["fieldwork", *letters, "statement-of-proposed-action"]

    assert list(portfolio_milestones(rules, None)) == [*before, *week_1, *week_2, *rest]
    assert list(portfolio_milestones(rules, "jtai-2016")) == [
        "evidence-window",
        "notification",
        *(key for key in rest if key != "final-letter"),
    ]


# What falls together


@pytest.fixture
def load(rules: Rules) -> Load:
    """Counts what the rules as shipped say is counted."""
    return Load(load_milestones(portfolio_milestones(rules, None)), {"draft-letter": 1})


def add(load: Load, timeline: Timeline) -> None:
    load.add({one.key: Dating(one.first, one.last) for one in timeline.milestones})


def weeks(load: Load) -> list[tuple[str, dict[str, int], Sequence[str]]]:
    """The weeks that have anything: their Mondays, what they have, what exceeds its limit."""
    found = ((day, {k: n for k, n in of.items() if n}, over) for day, of, over in load.weeks())
    return [(str(monday), counts, over) for monday, counts, over in found if counts]


def test_milestones_are_counted_by_week(load: Load, dated: Dated) -> None:
    add(load, dated(of("fieldwork=2025-03-03")))
    # The draft letter of this one comes on the Monday of the same week.
    add(load, dated(of("fieldwork=2025-03-04", draft_letter="2025-03-24")))

    assert weeks(load) == [
        ("2025-02-17", {"notification": 2}, []),
        # From Tuesday 4 to Monday 10 March, so in both weeks.
        ("2025-03-03", {"fieldwork": 2}, []),
        ("2025-03-10", {"fieldwork": 1}, []),
        ("2025-03-24", {"draft-letter": 2}, ["draft-letter"]),
        ("2025-03-31", {"comments-due": 1}, []),
        ("2025-04-07", {"comments-due": 1}, []),
        ("2025-04-14", {"final-letter": 1}, []),
        # Over Easter: one's final letter on Wednesday 23, the other's publication the day before.
        ("2025-04-21", {"final-letter": 1, "publication": 1}, []),
        ("2025-04-28", {"publication": 1}, []),
        ("2025-07-28", {"statement-of-proposed-action": 2}, []),
    ]
    mondays = [monday for monday, *_ in load.weeks()]
    assert (mondays[0], mondays[-1], len(mondays)) == (d("2025-02-17"), d("2025-07-28"), 24)
