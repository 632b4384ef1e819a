"""JSON: one explicit function a schema, for its keys are an API."""

from dataclasses import asdict
from datetime import date
from typing import Any

from jtai_cli import __version__
from jtai_cli.bankholidays import BankHolidays, Division
from jtai_cli.dates import weekday_name
from jtai_cli.explain import Count
from jtai_cli.plan import Known
from jtai_cli.render.json_text import written
from jtai_cli.timeline import DatedMilestone, DatedReading, Note, Timeline


def timeline(timeline: Timeline, division: Division) -> str:
    """Write a timeline: schema `jtai.timeline/1`.

    `notes` at the top holds every note; those about a milestone stand beside it too.
    """
    return written(
        {
            "schema": "jtai.timeline/1",
            "jtai": __version__,
            "timetable": timeline.timetable.key,
            "theme": timeline.inspection.theme,
            "division": division,
            "known": _known(timeline.inspection.known),
            "milestones": [_milestone(dated, timeline) for dated in timeline.milestones],
            "bank_holidays": [
                {"date": day.isoformat(), "name": name} for day, name in timeline.bank_holidays
            ],
            "notes": [{**_note(note), "milestone": note.milestone} for note in timeline.notes],
        }
    )


def days(count: Count, division: Division) -> str:
    """Write a count of working days, and each day that it skips: schema `jtai.days/1`."""
    return written(
        {
            "schema": "jtai.days/1",
            "division": division,
            "first": count.first.isoformat(),
            "working_days": count.working_days,
            "last": count.last.isoformat(),
            "weekday": weekday_name(count.last),
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
        "counted": dated.counted,
        "rule": asdict(milestone.rule),
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
        "rule": asdict(reading.rule),
        "source": reading.source,
        "basis": reading.basis,
        "provisional": dated.provisional,
    }


def _note(note: Note) -> dict[str, Any]:
    return {"code": note.code, "text": note.text}


def _day(day: date | None) -> str | None:
    return None if day is None else day.isoformat()
