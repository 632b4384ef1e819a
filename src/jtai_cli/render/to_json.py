"""JSON: one explicit function a schema, for its keys are an API."""

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

from jtai_cli import __version__
from jtai_cli.bankholidays import BankHolidays, Division
from jtai_cli.dated import DatedMilestone, DatedReading, Note, Timeline
from jtai_cli.dates import weekday_name
from jtai_cli.milestones import ReadingRule, Rule
from jtai_cli.plan import Known
from jtai_cli.render.json_text import written
from jtai_cli.workingdays import WorkingCalendar

if TYPE_CHECKING:
    from jtai_cli.agenda import Agenda
    from jtai_cli.evidence import Likely, Outlook
    from jtai_cli.explain import Explanation
    from jtai_cli.explain.counts import Count


def timeline(
    timeline: Timeline,
    division: Division,
    explanations: "Sequence[Explanation]" = (),
    outlook: "Outlook | None" = None,
) -> str:
    """Write a timeline: schema `jtai.timeline/1`.

    `notes` at the top holds every note; those about a milestone stand beside it too, and how it
    is counted where it is explained. With an outlook each milestone has what published
    inspections say of it under `likely`, null where they say nothing.
    """
    told: dict[str, dict[str, Any]] = {one.milestone.key: {} for one in timeline.milestones}
    for explained in explanations:
        from jtai_cli.render import reasons

        told[explained.dated.milestone.key]["explanation"] = reasons.line(explained)
    if outlook is not None:
        for key, beside in told.items():
            beside["likely"] = _likely(outlook.dates[key]) if key in outlook.dates else None
    return written(
        {
            "schema": "jtai.timeline/1",
            "jtai": __version__,
            "timetable": timeline.timetable.key,
            "theme": timeline.inspection.theme,
            "division": division,
            "known": _known(timeline.inspection.known),
            "closures": [
                {"first": closure.first.isoformat(), "last": closure.last.isoformat()}
                for closure in timeline.inspection.closures
            ],
            "principal_authority": timeline.inspection.principal_authority,
            "milestones": [
                {**_milestone(dated, timeline), **told[dated.milestone.key]}
                for dated in timeline.milestones
            ],
            "bank_holidays": [
                {"date": day.isoformat(), "name": name} for day, name in timeline.bank_holidays
            ],
            "notes": [{**_note(note), "milestone": note.milestone} for note in timeline.notes],
        }
    )


def agenda(agenda: "Agenda") -> str:
    """Write an agenda: schema `jtai.next/1`."""
    return written(
        {
            "schema": "jtai.next/1",
            "today": agenda.today.isoformat(),
            "milestones": [
                {
                    "inspection": entry.timeline.inspection.name,
                    "key": entry.dated.milestone.key,
                    "title": entry.dated.milestone.title,
                    "first": _day(entry.dated.first),
                    "last": entry.dated.last.isoformat(),
                    "working_days": entry.working_days,
                    "state": entry.state,
                }
                for entry in agenda.entries
            ],
        }
    )


def days(count: "Count", calendar: WorkingCalendar, division: Division) -> str:
    """Write a count of working days, and each day that it skips: schema `jtai.days/1`."""
    return written(
        {
            "schema": "jtai.days/1",
            "division": division,
            "first": count.first.isoformat(),
            "working_days": count.counted,
            "last": count.last.isoformat(),
            "weekday": weekday_name(count.last),
            "provisional": calendar.is_projected(max(count.first, count.last)),
            "published_to": calendar.published_to.isoformat(),
            "skipped": [
                {"date": day.day.isoformat(), "weekday": weekday_name(day.day), "why": day.why}
                for day in count.skipped()
            ],
        }
    )


def bank_holidays(held: BankHolidays, division: Division) -> str:
    """Write a list of bank holidays: schema `jtai.bank-holidays/1`."""
    return written(
        {
            "schema": "jtai.bank-holidays/1",
            "division": division,
            "published_to": held.published_to.isoformat(),
            "bank_holidays": [
                {
                    "date": day.isoformat(),
                    "weekday": weekday_name(day),
                    "name": name,
                    "status": held.status(day),
                }
                for day, name in held.days.items()
            ],
        }
    )


def _known(known: Known) -> dict[str, str]:
    told = {"milestone": known.milestone, "date": known.first.isoformat()}
    return told if known.last is None else {**told, "last": known.last.isoformat()}


def _milestone(dated: DatedMilestone, timeline: Timeline) -> dict[str, Any]:
    milestone = dated.milestone
    return {
        "key": milestone.key,
        "title": milestone.title,
        "phase": milestone.phase,
        "first": _day(dated.first),
        "last": dated.last.isoformat(),
        "weekday": weekday_name(dated.first) if dated.first else None,
        "who": list(milestone.who),
        "basis": milestone.basis,
        "source": milestone.source,
        "conditional": milestone.conditional,
        "provisional": dated.provisional,
        "date_is": dated.date_is,
        "computed": _day(dated.computed),
        "slipped": dated.slipped,
        "counted": dated.counted,
        "rule": _rule(milestone.rule),
        "detail": list(milestone.detail),
        "readings": [_reading(reading) for reading in dated.readings],
        "notes": [_note(note) for note in timeline.notes_on(milestone.key)],
    }


def _reading(dated: DatedReading) -> dict[str, Any]:
    reading = dated.reading
    return {
        "key": reading.key,
        "label": reading.label,
        "date": dated.day.isoformat(),
        "rule": _rule(reading.rule),
        "source": reading.source,
        "basis": reading.basis,
        "provisional": dated.provisional,
        "agrees": dated.agrees,
    }


def _rule(rule: Rule | ReadingRule) -> dict[str, Any]:
    return {name: getattr(rule, name) for name in rule.__match_args__}


def _likely(one: "Likely") -> dict[str, Any]:
    return {
        "day": one.day.isoformat(),
        "reading": one.reading and one.reading.key,
        "cases": one.summary.cases,
        "to_the_day": one.summary.to_the_day,
        "early": one.summary.early,
        "median": one.summary.median,
        "p90": one.summary.p90,
        "p90_day": one.by.isoformat(),
        "provisional": one.provisional,
    }


def _note(note: Note) -> dict[str, Any]:
    return {"code": note.code, "text": note.text}


def _day(day: date | None) -> str | None:
    return None if day is None else day.isoformat()
