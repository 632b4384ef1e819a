"""A word of warning where accepted dates have moved."""

import shlex

from jtai_cli.cli import console
from jtai_cli.dated import Timeline
from jtai_cli.drift import since_accepted
from jtai_cli.render import moves


def warn(timeline: Timeline) -> None:
    """Tell on stderr which dates of an inspection have moved since they were accepted, and why."""
    inspection = timeline.inspection
    assert inspection.accepted is not None, "only what was accepted is asked about"
    name = inspection.name or ""
    moved = since_accepted(timeline, inspection.accepted)
    for sentence in moves.sentences(moved, timeline.timetable):
        console.warn(f"{name}: {sentence}", f"jtai plan check {shlex.quote(name)}")
