"""A portfolio as JSON, an inspection a line, so that it can be written and read as a stream."""

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any, TypeVar

from jtai_cli import __version__
from jtai_cli.bankholidays import Division
from jtai_cli.dated import DatedMilestone, Days, Note, Timeline
from jtai_cli.dates import weekday_name
from jtai_cli.plan import Known
from jtai_cli.portfolio import Header, Row
from jtai_cli.portfolio.load import Load
from jtai_cli.render.json_text import written

_T = TypeVar("_T")


def wide(
    header: Header, keys: Sequence[str], dated: Iterable[tuple[Row, Mapping[str, Days]]]
) -> Iterator[str]:
    """Write each inspection with the first day of each milestone: schema `jtai.portfolio/1`.

    A milestone that its timetable lacks, or that has no first day, has null.
    """

    def told(days: Mapping[str, Days]) -> dict[str, Any]:
        return {"dates": {key: _day(days[key].first) if key in days else None for key in keys}}

    yield from _streamed(header, dated, told)


def long(header: Header, dated: Iterable[tuple[Row, tuple[Timeline, Division]]]) -> Iterator[str]:
    """Write each inspection with its whole timeline: schema `jtai.portfolio/1`."""
    yield from _streamed(header, dated, _timeline)


def load(load: Load) -> str:
    """Write what falls together in each week: schema `jtai.portfolio-load/1`."""
    return written(
        {
            "schema": "jtai.portfolio-load/1",
            "jtai": __version__,
            "milestones": [
                {"key": key, "title": one.title, "limit": load.limits.get(key)}
                for key, one in load.milestones.items()
            ],
            "weeks": [
                {
                    "week": week.monday.isoformat(),
                    "counts": dict(week.counts),
                    "over": list(week.over),
                }
                for week in load.weeks()
            ],
        }
    )


def _streamed(
    header: Header, dated: Iterable[tuple[Row, _T]], told: Callable[[_T], dict[str, Any]]
) -> Iterator[str]:
    opening = json.dumps({"schema": "jtai.portfolio/1", "jtai": __version__})
    yield f'{opening.removesuffix("}")}, "inspections": ['
    divider = "\n"
    for row, given in dated:
        inspection = {"line": row.line, "input": dict(zip(header.names, row.cells, strict=True))}
        yield divider + json.dumps({**inspection, **told(given)}, ensure_ascii=False)
        divider = ",\n"
    yield "\n]}\n"


def _timeline(given: tuple[Timeline, Division]) -> dict[str, Any]:
    timeline, division = given
    inspection = timeline.inspection
    return {
        "timetable": timeline.timetable.key,
        "theme": inspection.theme,
        "division": division,
        "known": _known(inspection.known),
        "milestones": [_milestone(dated, timeline) for dated in timeline.milestones],
        "notes": [_note(note) for note in timeline.notes if note.milestone is None],
    }


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
        "date_is": dated.date_is,
        "provisional": dated.provisional,
        "notes": [_note(note) for note in timeline.notes_on(milestone.key)],
    }


def _note(note: Note) -> dict[str, str]:
    return {"code": note.code, "text": note.text}


def _day(day: date | None) -> str | None:
    return None if day is None else day.isoformat()
