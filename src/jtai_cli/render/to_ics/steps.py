"""The steps of a programme of preparation as events: each an event of its own, on its one day.

They are no recurring event, because a day that is no working day is moved on, which no
recurrence rule of RFC 5545 can say.
"""

from datetime import datetime

from icalendar import Event

from jtai_cli.frameworks import Frameworks
from jtai_cli.preparation import Programme, Step
from jtai_cli.render import facts, habits, steps
from jtai_cli.render.to_ics import events
from jtai_cli.render.to_ics.descriptions import in_blocks
from jtai_cli.render.to_ics.names import event_uid
from jtai_cli.render.to_ics.values import Text, one_line

_KIND = "JTAI preparation"


def event(step: Step, programme: Programme, frameworks: Frameworks, stamp: datetime) -> Event:
    """Make the event of a step.

    It is the same one for ever: its UID comes from the name, the habit and the turn alone.
    """
    uid = event_uid(programme.name, f"preparation {step.habit.key} {step.occurrence}")
    provisional = " (provisional)" if step.provisional else ""
    summary = one_line(
        f"{subject(programme)}: {steps.title(step)}{provisional}", "the title of a step"
    )
    revision = 1 if programme.inspection is None else programme.inspection.revision
    made = events.event(uid, summary, sequence=revision, kind=_KIND, stamp=stamp)
    events.lay(made, step.day, step.day)
    made.add("DESCRIPTION", Text.of(_description(step, programme, frameworks)))
    if step.provisional:
        made.add("STATUS", "TENTATIVE")
    made.add_component(events.alarm(step.day, summary, programme.calendar))
    return made


def subject(programme: Programme) -> str:
    """Say whose preparation it is: "JTAI preparation Northshire"."""
    area = None if programme.inspection is None else programme.inspection.area
    return f"{_KIND} {area or programme.name}"


def of_calendar(programme: Programme) -> str:
    """Say what the calendar holds."""
    return in_blocks(
        [steps.heading(programme)],
        [steps.rehearsed(one) for one in programme.rehearsals],
        steps.closing(programme),
    )


def _description(step: Step, programme: Programme, frameworks: Frameworks) -> str:
    habit, source = step.habit, frameworks.sources[step.habit.source]
    who, typed = habits.who(habit, frameworks), habits.commands(habit, programme.name)
    return in_blocks(
        [*habit.detail, *([f"Who: {who}"] if who else [])],
        [f"Why: {habit.why}"],
        [f"Type: {command}" for command in typed],
        [f"{steps.counted(step, programme, frameworks)}."],
        [
            f"Basis: {facts.BASIS[habit.basis]}.",
            f"Source: {source.title}" + (f" {source.url}" if source.url else ""),
        ],
    )
