"""What was sent round once and is no longer there."""

from datetime import date

from jtai_cli.dated import Timeline
from jtai_cli.records import dataclass


@dataclass(frozen=True, slots=True)
class Withdrawn:
    """A milestone that was sent round once and is no longer there; `day` is when it was to be."""

    key: str
    title: str
    day: date


def withdrawn(timeline: Timeline) -> tuple[Withdrawn, ...]:
    """Return the milestones that were accepted, and so sent round, and are no longer there."""
    accepted = timeline.inspection.accepted
    if accepted is None:
        return ()
    return tuple(
        Withdrawn(key, key.replace("-", " ").capitalize(), day)
        for key, day in accepted.dates.items()
        if key not in timeline.timetable.milestones
    )
