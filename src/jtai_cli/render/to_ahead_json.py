"""A look-ahead as JSON: schema `jtai.look-ahead/1`, whose keys are an API."""

from collections.abc import Iterable
from typing import Any

from jtai_cli import __version__
from jtai_cli.frameworks import Frameworks
from jtai_cli.lookahead import LocalDate, LookAhead, Watched, Week, watched
from jtai_cli.render import ahead as telling
from jtai_cli.render.json_text import written
from jtai_cli.workingdays import Period


def look_ahead(ahead: LookAhead, frameworks: Frameworks) -> str:
    """Write a look-ahead; a week has the first days of its milestones by key.

    `impossible` are Mondays on which no fieldwork can start. `local_dates` are the dates to
    avoid that a week touches, `local_dates_clear` those that none does.
    `days_to_watch` are polls and Christmases that catch letters.
    """
    return written(
        {
            "schema": "jtai.look-ahead/1",
            "jtai": __version__,
            **_period(ahead.asked.period),
            "theme": ahead.asked.theme,
            "closures": [_period(closure) for closure in ahead.asked.closures],
            "weeks": [_week(week, ahead) for week in ahead.weeks],
            "impossible": [
                {"date": one.day.isoformat(), "why": one.why} for one in ahead.impossible
            ],
            "days_to_watch": [_watched(one) for one in watched(ahead, frameworks)],
            "local_dates": [_local(one) for one in ahead.local],
            "local_dates_clear": [_local(one) for one in ahead.clear],
        }
    )


def _week(week: Week, ahead: LookAhead) -> dict[str, Any]:
    return {
        **{key: telling.first_day(week, key) for key in ahead.columns},
        "notes": [*_notes(week)],
        "troubles": week.troubles,
        "provisional": [key for key in ahead.columns if key in week.provisional],
        "timetable": week.timeline.timetable.key,
        "division": week.division,
    }


def _notes(week: Week) -> Iterable[dict[str, Any]]:
    for note in week.timeline.notes:
        yield {"code": note.code, "text": note.text, "milestone": note.milestone}
    for touch in week.touches:
        note = touch.note
        yield {
            "code": note.code,
            "text": note.text,
            "milestone": note.milestone,
            "milestones": [one.milestone.key for one in touch.milestones],
            **_local(touch.local),
        }


def _watched(one: Watched) -> dict[str, Any]:
    return {
        "kind": "christmas" if one.poll is None else f"{one.poll.poll}-election",
        **_period(one.days),
        "weeks": [week.first.isoformat() for week in one.weeks],
    }


def _local(local: LocalDate) -> dict[str, str]:
    return {**_period(Period(local.first, local.last)), "title": local.title}


def _period(period: Period) -> dict[str, str]:
    return {"first": period.first.isoformat(), "last": period.last.isoformat()}
