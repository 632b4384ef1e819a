"""JSON of a programme of preparation: its keys are an API."""

from dataclasses import asdict
from datetime import date
from typing import Any

from jtai_cli import __version__
from jtai_cli.dated import DatedMilestone
from jtai_cli.dates import weekday_name
from jtai_cli.frameworks import Frameworks
from jtai_cli.preparation import Programme, Rehearsal, Step
from jtai_cli.render import habits, steps
from jtai_cli.render.json_text import written


def programme(programme: Programme, frameworks: Frameworks) -> str:
    """Write a programme: schema `jtai.preparation/1`."""
    inspection = programme.inspection
    return written(
        {
            "schema": "jtai.preparation/1",
            "jtai": __version__,
            "edition": frameworks.edition.isoformat(),
            "name": programme.name,
            "in_plan": inspection is not None,
            "area": None if inspection is None else inspection.area,
            "theme": None if inspection is None else inspection.theme,
            "division": programme.division,
            "first": programme.period.first.isoformat(),
            "last": programme.period.last.isoformat(),
            "published_to": programme.calendar.published_to.isoformat(),
            "steps": [_step(step, programme, frameworks) for step in programme.steps],
            "dry_runs": [_rehearsal(one) for one in programme.rehearsals],
        }
    )


def _step(step: Step, programme: Programme, frameworks: Frameworks) -> dict[str, Any]:
    habit = step.habit
    return {
        "key": habit.key,
        "title": steps.title(step),
        "date": step.day.isoformat(),
        "weekday": weekday_name(step.day),
        "occurrence": step.occurrence,
        "who": list(habit.who),
        "why": habit.why,
        "detail": list(habit.detail),
        "commands": list(habits.commands(habit, programme.name)),
        "rule": asdict(habit.rule),
        "counted": steps.counted(step, programme, frameworks),
        "counted_from": _day(step.counted_from),
        "by_rule": step.by_rule.isoformat(),
        "passed_over": step.passed,
        "framework": step.of,
        "basis": habit.basis,
        "source": habit.source,
        "provisional": step.provisional,
    }


def _rehearsal(rehearsal: Rehearsal) -> dict[str, Any]:
    timeline = rehearsal.timeline
    return {
        "occurrence": rehearsal.occurrence,
        "rehearsal": True,
        "in_plan": rehearsal.is_planned,
        "timetable": timeline.timetable.key,
        "theme": timeline.inspection.theme,
        "first": rehearsal.first.isoformat(),
        "last": timeline.fieldwork.last.isoformat(),
        "milestones": [_milestone(dated) for dated in timeline.milestones],
        "notes": [
            {"code": note.code, "text": note.text, "milestone": note.milestone}
            for note in timeline.notes
        ],
    }


def _milestone(dated: DatedMilestone) -> dict[str, Any]:
    milestone = dated.milestone
    return {
        "key": milestone.key,
        "title": milestone.title,
        "phase": milestone.phase,
        "first": _day(dated.first),
        "last": dated.last.isoformat(),
        "who": list(milestone.who),
        "basis": milestone.basis,
        "source": milestone.source,
        "date_is": dated.date_is,
        "provisional": dated.provisional,
    }


def _day(day: date | None) -> str | None:
    return None if day is None else day.isoformat()
