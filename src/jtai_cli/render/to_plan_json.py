"""A plan as JSON; its keys are an API."""

from collections.abc import Iterable, Sequence
from dataclasses import asdict
from typing import Any

from jtai_cli import __version__
from jtai_cli.dated import DatedMilestone, Timeline
from jtai_cli.drift import Moved
from jtai_cli.milestones import Basis, UpTo
from jtai_cli.plan import Inspection
from jtai_cli.render import moves
from jtai_cli.render.json_text import written


def shown(timelines: Iterable[tuple[Timeline, Sequence[Moved]]]) -> str:
    """Write what a plan holds: schema `jtai.plan/1`.

    `moved` is null where no dates were accepted.
    """
    return written(
        {
            "schema": "jtai.plan/1",
            "jtai": __version__,
            "inspections": [
                {
                    **_inspection(timeline.inspection),
                    "timetable": timeline.timetable.key,
                    "milestones": [
                        _milestone(one)
                        for one in timeline.milestones
                        if not isinstance(one.milestone.rule, UpTo)
                    ],
                    "moved": None
                    if timeline.inspection.accepted is None
                    else [_moved(one, timeline) for one in moved],
                }
                for timeline, moved in timelines
            ],
        }
    )


def _inspection(inspection: Inspection) -> dict[str, Any]:
    known = inspection.known
    return {
        "name": inspection.name,
        "area": inspection.area,
        "theme": inspection.theme,
        "known": {
            "milestone": known.milestone,
            "date": known.first.isoformat(),
            **({"last": known.last.isoformat()} if known.last else {}),
        },
        "stated": {key: day.isoformat() for key, day in inspection.stated.items()},
        "closures": [
            {"first": one.first.isoformat(), "last": one.last.isoformat()}
            for one in inspection.closures
        ],
        "principal_authority": inspection.principal_authority,
        "revision": inspection.revision,
        "done": None if inspection.done is None else list(inspection.done),
        "owners": dict(inspection.owners),
        "local": [asdict(one) for one in inspection.local.values()],
    }


def _milestone(one: DatedMilestone) -> dict[str, Any]:
    assert one.first is not None, "only what ends on its anchor has no first day"
    return {
        "key": one.milestone.key,
        "title": one.milestone.title,
        "first": one.first.isoformat(),
        "last": one.last.isoformat(),
        "date_is": one.date_is,
        "local": one.milestone.basis is Basis.LOCAL,
    }


def _moved(one: Moved, timeline: Timeline) -> dict[str, Any]:
    return {
        "key": one.key,
        "accepted": one.accepted.isoformat(),
        "now": None if one.now is None else one.now.isoformat(),
        "why": moves.why(one, timeline.timetable),
    }
