"""Which accepted dates have moved, and which of the changes has moved them."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest

from jtai_cli import bankholidays
from jtai_cli.dated import Timeline
from jtai_cli.drift import Moved, acceptance, first_days, since_accepted
from jtai_cli.drift.changes import (
    BankHolidayChanged,
    Change,
    ClosureChanged,
    KnownChanged,
    StatedChanged,
    TimetableChanged,
)
from jtai_cli.frameworks import Frameworks
from jtai_cli.plan import Accepted, Inspection, Known, LocalMilestone, with_local
from jtai_cli.timeline import resolve
from jtai_cli.workingdays import Period

Dates = Callable[[Inspection], Timeline]
MONDAY = date(2025, 3, 3)
KINGSTON = Inspection(Known("fieldwork", MONDAY))
CHRISTMAS = Period(date(2025, 12, 24), date(2025, 12, 31))
STATEMENT = "statement-of-proposed-action"
LETTERS = ("draft-letter", "comments-due", "final-letter", "publication", STATEMENT)
PROCLAIMED = date(2025, 6, 16)


@pytest.fixture
def at(rules: Frameworks) -> Callable[..., Timeline]:
    """Dates an inspection by the timetable of 2022, on other bank holidays than are known."""

    def dates(
        inspection: Inspection,
        *,
        extra: tuple[date, ...] = (),
        without: tuple[date, ...] = (),
        timetable: str = "jtai-2022",
    ) -> Timeline:
        held = bankholidays.table()
        for day in extra:
            held = held.plus(day)
        for day in without:
            held = held.minus(day)
        extended = with_local(rules.timetable(timetable), inspection.local)
        return resolve(extended, inspection, held.calendar(), phases=tuple(rules.phases))

    return dates


def moves(moved: tuple[Moved, ...]) -> dict[str, tuple[str, str]]:
    return {one.key: (str(one.accepted), str(one.now)) for one in moved}


def causes(moved: tuple[Moved, ...]) -> set[tuple[Change, ...]]:
    return {one.causes for one in moved}


def test_what_is_accepted_has_not_moved(dated: Dates) -> None:
    timeline = dated(KINGSTON)
    assert since_accepted(timeline, acceptance(timeline)) == ()


def test_acceptance_keeps_what_the_dates_rest_on(dated: Dates) -> None:
    timeline = dated(
        replace(
            KINGSTON,
            known=Known("fieldwork", MONDAY, date(2025, 3, 6)),
            stated={"draft-letter": date(2025, 4, 4)},
            closures=(CHRISTMAS,),
        )
    )
    assert acceptance(timeline) == Accepted(
        timetable="jtai-2022",
        known="fieldwork",
        dates=first_days(timeline),
        fieldwork_last=date(2025, 3, 6),
        bank_holidays=(
            date(2025, 4, 18),
            date(2025, 4, 21),
            date(2025, 5, 5),
            date(2025, 5, 26),
        ),
        stated={"draft-letter": date(2025, 4, 4)},
        closures=("2025-12-24..2025-12-31",),
    )
    assert len(first_days(timeline)) == 16  # of 17, for the analysis has no first day


def test_a_bank_holiday_newly_known_moves_the_statement(at: Callable[..., Timeline]) -> None:
    accepted = acceptance(at(KINGSTON))
    moved = since_accepted(at(KINGSTON, extra=(PROCLAIMED,)), accepted)

    assert moves(moved) == {STATEMENT: ("2025-08-01", "2025-08-04")}
    assert causes(moved) == {(BankHolidayChanged(PROCLAIMED, bankholidays.EXTRA),)}


def test_a_bank_holiday_known_no_longer_is_the_cause(at: Callable[..., Timeline]) -> None:
    accepted = acceptance(at(KINGSTON, extra=(PROCLAIMED,)))
    moved = since_accepted(at(KINGSTON), accepted)

    assert moves(moved) == {STATEMENT: ("2025-08-04", "2025-08-01")}
    assert causes(moved) == {(BankHolidayChanged(PROCLAIMED, None),)}


def test_what_has_not_changed_is_no_cause(at: Callable[..., Timeline]) -> None:
    stated = replace(KINGSTON, stated={"draft-letter": date(2025, 4, 4)}, closures=(CHRISTMAS,))
    moved = since_accepted(at(stated, extra=(PROCLAIMED,)), acceptance(at(stated)))
    assert causes(moved) == {(BankHolidayChanged(PROCLAIMED, bankholidays.EXTRA),)}


def test_two_bank_holidays_are_both_causes(at: Callable[..., Timeline]) -> None:
    both = (PROCLAIMED, date(2025, 6, 17))
    moved = since_accepted(at(KINGSTON, extra=both), acceptance(at(KINGSTON)))
    assert causes(moved) == {tuple(BankHolidayChanged(day, bankholidays.EXTRA) for day in both)}


def test_each_date_has_its_own_causes(at: Callable[..., Timeline]) -> None:
    stated = replace(KINGSTON, stated={"publication": date(2025, 5, 7)})
    moved = since_accepted(at(stated, extra=(PROCLAIMED,)), acceptance(at(KINGSTON)))
    assert {one.key: one.causes for one in moved} == {
        "publication": (StatedChanged("publication", None, date(2025, 5, 7)),),
        STATEMENT: (BankHolidayChanged(PROCLAIMED, bankholidays.EXTRA),),
    }


@pytest.mark.parametrize(
    ("before", "now", "expected"),
    [
        pytest.param({}, {"draft-letter": "2025-04-04"}, (None, "2025-04-04"), id="new"),
        pytest.param({"draft-letter": "2025-04-04"}, {}, ("2025-04-04", None), id="gone"),
        pytest.param(
            {"draft-letter": "2025-04-04"},
            {"draft-letter": "2025-04-07"},
            ("2025-04-04", "2025-04-07"),
            id="another",
        ),
    ],
)
def test_a_stated_date_moves_all_that_follows(
    dated: Dates,
    before: dict[str, str],
    now: dict[str, str],
    expected: tuple[str | None, str | None],
) -> None:
    def stating(told: dict[str, str]) -> Timeline:
        days = {key: date.fromisoformat(day) for key, day in told.items()}
        return dated(replace(KINGSTON, stated=days))

    moved = since_accepted(stating(now), acceptance(stating(before)))

    days = [None if day is None else date.fromisoformat(day) for day in expected]
    assert tuple(moves(moved)) == LETTERS
    assert causes(moved) == {(StatedChanged("draft-letter", *days),)}


def test_a_closure_is_the_cause_while_it_matters(dated: Dates) -> None:
    winter = Inspection(Known("fieldwork", date(2025, 11, 24)))
    closed = replace(winter, closures=(CHRISTMAS, Period(date(2026, 8, 3), date(2026, 8, 4))))

    moved = since_accepted(dated(closed), acceptance(dated(winter)))
    assert causes(moved) == {(ClosureChanged(CHRISTMAS, is_over=False),)}
    moved = since_accepted(dated(winter), acceptance(dated(closed)))
    assert causes(moved) == {(ClosureChanged(CHRISTMAS, is_over=True),)}


def test_another_known_date_moves_everything(dated: Dates) -> None:
    later = Inspection(Known("notification", date(2025, 2, 24)))
    moved = since_accepted(dated(later), acceptance(dated(KINGSTON)))

    assert len(moved) == 16
    assert causes(moved) == {(KnownChanged(KINGSTON.known, later.known),)}


def test_another_last_day_of_fieldwork_is_another_known_date(dated: Dates) -> None:
    short = Inspection(Known("fieldwork", MONDAY, date(2025, 3, 6)))
    moved = since_accepted(dated(short), acceptance(dated(KINGSTON)))

    assert tuple(moves(moved)) == LETTERS
    assert causes(moved) == {(KnownChanged(KINGSTON.known, short.known),)}


def test_the_same_dates_from_another_known_one_have_not_moved(dated: Dates) -> None:
    same = Inspection(Known("notification", date(2025, 2, 17)))
    assert since_accepted(dated(same), acceptance(dated(KINGSTON))) == ()


def test_where_either_change_would_do_both_are_told(dated: Dates) -> None:
    # A week later the draft is computed for the very day that is stated for it.
    later = Known("fieldwork", date(2025, 3, 10))
    changed = Inspection(later, stated={"draft-letter": date(2025, 4, 4)}, closures=(CHRISTMAS,))
    moved = since_accepted(dated(changed), acceptance(dated(KINGSTON)))

    known = KnownChanged(KINGSTON.known, later)
    stated = StatedChanged("draft-letter", None, date(2025, 4, 4))
    assert {one.key: one.causes for one in moved if one.key in {"fieldwork", "draft-letter"}} == {
        "fieldwork": (known,),
        "draft-letter": (known, stated),
    }


def test_another_timetable_is_the_cause_of_all(at: Callable[..., Timeline]) -> None:
    now = at(KINGSTON, timetable="jtai-2016")
    moved = since_accepted(now, acceptance(at(KINGSTON)))

    assert causes(moved) == {(TimetableChanged("jtai-2022", "jtai-2016"),)}
    gone = {one.key: one.milestone for one in moved if one.now is None}
    assert gone["draft-letter"] is None
    assert "case-audits" in gone


def test_a_known_date_that_cannot_be_any_more_is_a_cause(at: Callable[..., Timeline]) -> None:
    accepted = acceptance(at(KINGSTON))
    later = Inspection(Known("fieldwork", date(2025, 3, 4)))
    moved = since_accepted(at(later, extra=(MONDAY,)), accepted)
    assert all(KnownChanged(KINGSTON.known, later.known) in one.causes for one in moved)


def test_a_rule_that_has_changed_cannot_be_seen(at: Dates) -> None:
    call = LocalMilestone("our-call", "Call", "draft-letter", 2)
    before = acceptance(with_call(at, call))
    moved = since_accepted(with_call(at, replace(call, working_days=3)), before)
    assert moves(moved) == {"our-call": ("2025-04-01", "2025-04-02")}
    assert causes(moved) == {()}


def test_a_local_milestone_taken_away_is_told(at: Dates) -> None:
    before = acceptance(with_call(at, LocalMilestone("our-call", "Call", "draft-letter", 2)))
    assert since_accepted(at(KINGSTON), before) == (
        Moved("our-call", None, date(2025, 4, 1), None, ()),
    )


def test_dates_that_are_new_have_not_moved(at: Dates) -> None:
    now = with_call(at, LocalMilestone("our-call", "Call", "draft-letter", 2))
    assert since_accepted(now, acceptance(at(KINGSTON))) == ()


@pytest.mark.parametrize("known", ["fieldwork", "publication"])
def test_without_the_known_date_or_any_dates_less_can_be_seen(dated: Dates, known: str) -> None:
    # So only somebody who edits what was accepted can leave it.
    stub = Accepted("jtai-2022", known, {"gone": MONDAY})
    assert since_accepted(dated(KINGSTON), stub) == (Moved("gone", None, MONDAY, None, ()),)


def with_call(at: Dates, local: LocalMilestone) -> Timeline:
    return at(replace(KINGSTON, local={local.key: local}))
