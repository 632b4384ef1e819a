"""The events of a calendar: identity, words, reminders."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from jtai_cli.formats import ics
from jtai_cli.plan import Accepted, Inspection, Known, LocalMilestone
from jtai_cli.report import documents
from jtai_cli.report.model import Event, Report
from jtai_cli.rules import Rules
from tests.conftest import Dated, d

Made = Callable[[Inspection], Report]


KINGSTON = Inspection(
    Known("fieldwork", d("2025-03-03")), "front-door", name="kingston-2025", area="Kingston"
)


@pytest.fixture
def made(dated: Dated, rules: Rules) -> Made:
    """Makes the calendar of an inspection."""
    return lambda inspection: documents.calendar(dated(inspection), rules)


def events(report: Report) -> dict[str, Event]:
    return {one.key: one for one in report.events}


REMINDERS = {
    "comments-due": ["2025-03-27", "2025-04-03", "2025-04-09"],
    "statement-of-proposed-action": ["2025-07-18", "2025-07-25", "2025-07-31"],
    "final-letter": ["2025-04-22"],
    "draft-letter": ["2025-03-27"],
    "fieldwork": ["2025-02-28"],
    "case-audits": ["2025-02-21"],  # owed, and a run of days
    "notification": [],
    "information-request": [],  # it begins on the day of notification
}


@pytest.mark.parametrize(("key", "days"), REMINDERS.items())
def test_reminders_fall_on_working_days_before(made: Made, key: str, days: list[str]) -> None:
    assert [day.isoformat() for day in events(made(KINGSTON))[key].alarms] == days


def test_no_reminder_falls_before_the_day_of_notification(made: Made) -> None:
    early = LocalMilestone("early", "Early", "notification", -3)
    second = LocalMilestone("second", "Second day", "notification", 1)
    found = events(made(replace(KINGSTON, local={"early": early, "second": second})))
    assert (found["early"].alarms, found["second"].alarms) == ((), (d("2025-02-17"),))


def test_events_stay_the_same_when_dates_move_and_differ_between_inspections(made: Made) -> None:
    def identities(inspection: Inspection) -> set[tuple[str, str]]:
        return {(one.scope, one.key) for one in made(inspection).events}

    moved = replace(KINGSTON, known=Known("fieldwork", d("2025-06-02")), revision=2)
    assert identities(moved) == identities(KINGSTON)
    assert events(made(moved))["fieldwork"].sequence == 2
    for changes in ({"name": "sutton"}, {"is_rehearsal": True}, {"name": None, "area": None}):
        other = replace(KINGSTON, **changes)
        assert not identities(other) & identities(KINGSTON)


def test_what_was_accepted_and_is_gone_is_cancelled(made: Made) -> None:
    dates = {"chiefs-call": d("2025-02-18"), "publication": d("2025-04-28")}
    report = made(replace(KINGSTON, accepted=Accepted("jtai-2022", "fieldwork", dates)))
    (gone,) = (one for one in report.events if one.is_cancelled)
    assert gone.summary == "JTAI Kingston: Chiefs call (withdrawn)"
    assert (gone.first, gone.scope) == (d("2025-02-18"), "kingston-2025")
    assert "It was due on Tuesday 18 February 2025." in gone.description


def test_a_rehearsal_is_called_one_and_nothing_else_is(made: Made) -> None:
    for one in made(replace(KINGSTON, is_rehearsal=True)).events:
        assert one.summary.startswith("JTAI rehearsal Kingston: ")
        assert "This is a rehearsal. Nobody is being inspected." in one.description
    for inspection in (KINGSTON, replace(KINGSTON, name=None, area=None)):
        assert b"rehearsal" not in ics.write(made(inspection))


def test_invitations_are_the_same_events_without_the_name_of_a_calendar(
    dated: Dated, rules: Rules
) -> None:
    timeline = dated(KINGSTON)
    invitations = documents.invitations(timeline, rules)
    whole = documents.calendar(timeline, rules)
    assert [one.events for one in invitations.values()] == [(one,) for one in whole.events]
    assert b"X-WR-CALNAME" not in ics.write(invitations["comments-due"])
