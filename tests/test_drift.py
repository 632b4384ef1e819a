"""Which accepted dates have moved, and which of the changes has moved them."""

from dataclasses import replace
from datetime import date

import pytest

from jtai_cli.agenda import Moved, acceptance, first_days, since_accepted
from jtai_cli.bankholidays import Calendars
from jtai_cli.files.rules import load_rules
from jtai_cli.plan import Accepted, Inspection, Known, LocalMilestone
from jtai_cli.rules import OneOffBankHoliday
from jtai_cli.timeline import Timeline, resolve
from jtai_cli.workingdays import Period

RULES = load_rules(None)
MONDAY = date(2025, 3, 3)
KINGSTON = Inspection(Known("fieldwork", MONDAY))
CHRISTMAS = Period(date(2025, 12, 24), date(2025, 12, 31))
STATEMENT = "statement-of-proposed-action"
LETTERS = ("draft-letter", "comments-due", "final-letter", "publication", STATEMENT)
PROCLAIMED = date(2025, 6, 16)
IS_NEW = "Monday 16 June 2025 is now a bank holiday"


def at(inspection: Inspection, *extra: date, without: tuple[date, ...] = ()) -> Timeline:
    return resolve(RULES, inspection, Calendars(extra=extra, without=without))


def stating(**days: str) -> Inspection:
    stated = {key.replace("_", "-"): date.fromisoformat(day) for key, day in days.items()}
    return replace(KINGSTON, stated=stated)


def drift(before: Timeline, now: Timeline) -> tuple[Moved, ...]:
    return since_accepted(now, acceptance(before), RULES)


def moves(moved: tuple[Moved, ...]) -> dict[str, tuple[str, str]]:
    return {one.key: (str(one.accepted), str(one.now)) for one in moved}


def reasons(moved: tuple[Moved, ...]) -> set[tuple[str, ...]]:
    return {one.reasons for one in moved}


def test_acceptance_keeps_what_the_dates_rest_on() -> None:
    inspection = replace(
        stating(draft_letter="2025-04-04"),
        known=Known("fieldwork", MONDAY, date(2025, 3, 6)),
        closures=(CHRISTMAS,),
    )
    timeline = at(inspection)
    assert acceptance(timeline) == Accepted(
        timetable="jtai-2022",
        known="fieldwork",
        dates=first_days(timeline),
        fieldwork_last=date(2025, 3, 6),
        bank_holidays=tuple(
            date.fromisoformat(f"2025-{day}") for day in ("04-18", "04-21", "05-05", "05-26")
        ),
        stated={"draft-letter": date(2025, 4, 4)},
        closures=(CHRISTMAS,),
    )
    assert len(first_days(timeline)) == 16  # of 17, for the analysis has no first day
    assert drift(timeline, timeline) == ()


def test_bank_holidays_that_are_new_or_gone_are_the_cause() -> None:
    before, now = at(KINGSTON), at(KINGSTON, PROCLAIMED)
    assert moves(drift(before, now)) == {STATEMENT: ("2025-08-01", "2025-08-04")}
    assert reasons(drift(before, now)) == {(IS_NEW,)}
    assert moves(drift(now, before)) == {STATEMENT: ("2025-08-04", "2025-08-01")}
    gone = "Monday 16 June 2025 is no longer a bank holiday"
    assert reasons(drift(now, before)) == {(gone,)}
    without = at(KINGSTON, without=(date(2025, 5, 26),))
    assert reasons(drift(before, without)) == {("Monday 26 May 2025 is no longer a bank holiday",)}


def test_each_date_has_its_own_causes_and_what_has_not_changed_is_none() -> None:
    before = replace(KINGSTON, closures=(CHRISTMAS,))
    now = replace(before, stated={"publication": date(2025, 5, 7)})
    moved = drift(at(before), at(now, PROCLAIMED, date(2025, 6, 17)))
    assert {one.key: one.reasons for one in moved} == {
        "publication": ("Letter published is now stated as Wednesday 7 May 2025",),
        STATEMENT: (IS_NEW, "Tuesday 17 June 2025 is now a bank holiday"),
    }


@pytest.mark.parametrize(
    ("before", "now", "expected"),
    [
        ("", "2025-04-04", "is now stated as Friday 4 April 2025"),
        ("2025-04-04", "", "is no longer stated (was Friday 4 April 2025)"),
        ("2025-04-04", "2025-04-07",
         "is now stated as Monday 7 April 2025 (was Friday 4 April 2025)"),
    ],
)  # fmt: skip
def test_a_stated_date_moves_all_that_follows(before: str, now: str, expected: str) -> None:
    then, since = (stating(draft_letter=day) if day else KINGSTON for day in (before, now))
    moved = drift(at(then), at(since))
    assert tuple(moves(moved)) == LETTERS
    assert reasons(moved) == {(f"Draft letter for factual accuracy {expected}",)}


def test_a_closure_is_the_cause_while_it_matters() -> None:
    winter = Inspection(Known("fieldwork", date(2025, 11, 24)))
    closed = replace(winter, closures=(CHRISTMAS, Period(date(2026, 8, 3), date(2026, 8, 4))))
    days = "Wednesday 24 December to Wednesday 31 December 2025"
    assert reasons(drift(at(winter), at(closed))) == {(f"{days} is now a closure",)}
    assert reasons(drift(at(closed), at(winter))) == {(f"{days} is no longer a closure",)}


def test_another_known_date_moves_all_that_is_counted_from_it() -> None:
    later = Inspection(Known("notification", date(2025, 2, 24)))
    moved = drift(at(KINGSTON), at(later))
    was = "(was Fieldwork, Monday 3 March 2025)"
    assert len(moved) == 16
    assert reasons(moved) == {
        (f"the known date is now Notification, Monday 24 February 2025 {was}",)
    }
    short = Inspection(Known("fieldwork", MONDAY, date(2025, 3, 6)))
    moved = drift(at(KINGSTON), at(short))
    assert tuple(moves(moved)) == LETTERS
    now = "Monday 3 March to Thursday 6 March 2025"
    assert reasons(moved) == {(f"the known date is now Fieldwork, {now} {was}",)}
    # The same dates from another known one have not moved.
    assert drift(at(KINGSTON), at(Inspection(Known("notification", date(2025, 2, 17))))) == ()


def test_another_timetable_is_the_cause_of_all() -> None:
    moved = drift(at(KINGSTON), at(replace(KINGSTON, timetable="jtai-2016")))
    changed = "the timetable is now JTAI timetable of 2016 to 2020 (was JTAI timetable since 2022)"
    assert reasons(moved) == {(changed,)}
    gone = {one.key: one.milestone for one in moved if one.now is None}
    assert gone["final-letter"] is None
    assert "case-audits" in gone
    unknown = replace(acceptance(at(KINGSTON)), timetable="jtai-2010", dates={"fieldwork": MONDAY})
    [fieldwork] = since_accepted(
        at(Inspection(Known("fieldwork", date(2025, 3, 10)))), unknown, RULES
    )
    assert fieldwork.reasons[0] == "the timetable is now JTAI timetable since 2022 (was jtai-2010)"


def test_a_rule_that_has_changed_cannot_be_seen_and_a_milestone_may_go_or_be_new() -> None:
    def call(number: int) -> Timeline:
        local = LocalMilestone("our-call", "Call", "draft-letter", number)
        return at(replace(KINGSTON, local={"our-call": local}))

    [moved] = drift(call(2), call(3))
    assert (str(moved.accepted), str(moved.now), moved.reasons) == ("2025-04-01", "2025-04-02", ())
    assert drift(call(2), at(KINGSTON)) == (Moved("our-call", None, date(2025, 4, 1), None, ()),)
    assert drift(at(KINGSTON), call(2)) == ()


# Due dates in letters


@pytest.mark.parametrize(
    ("due", "asks"),
    [
        pytest.param("2025-08-01", True, id="counted-from-the-final-letter"),
        pytest.param("2025-08-06", True, id="counted-from-publication"),
        # These leave the bank holiday out, or are counted in some other way.
        pytest.param("2025-08-04", False, id="counted-with-the-bank-holiday"),
        pytest.param("2025-07-02", False, id="counted-in-calendar-days"),
        pytest.param("2025-06-13", False, id="before-the-bank-holiday"),
    ],
)
def test_a_due_date_counted_before_a_bank_holiday_was_proclaimed_is_to_be_asked_about(
    due: str, asks: bool
) -> None:
    stated = stating(publication="2025-04-28", statement_of_proposed_action=due)
    day = date.fromisoformat(due)
    moved = drift(at(stated), at(stated, PROCLAIMED))
    reason = (
        "it was counted before Monday 16 June 2025 became a bank holiday: ask the inspectorate",
    )
    milestone = RULES.timetable("jtai-2022").milestones[STATEMENT]
    assert moved == ((Moved(STATEMENT, milestone, day, day, reason),) if asks else ())
    # What was accepted with the bank holiday known has been looked at.
    assert drift(at(stated, PROCLAIMED), at(stated, PROCLAIMED)) == ()


def test_the_day_of_the_announcement_stands_beside_a_bank_holiday_of_the_rules() -> None:
    one_off = OneOffBankHoliday(PROCLAIMED, date(2025, 5, 30), "polls")
    rules = replace(RULES, one_off_bank_holidays=(one_off,))
    stated = stating(statement_of_proposed_action="2025-08-01")
    [asked] = since_accepted(at(stated, PROCLAIMED), acceptance(at(stated)), rules)
    assert "Monday 16 June 2025 (announced Friday 30 May 2025) became" in asked.reasons[0]
