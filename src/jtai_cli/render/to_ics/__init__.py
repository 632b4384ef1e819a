"""iCalendar (RFC 5545): an all-day event a milestone, for Outlook, Google and Apple.

An event is the same one for ever: its UID comes from the inspection's name and the milestone's
key, so that a date that moved replaces the old one. Milestones counted in calendar months, and
those without a first day, are no events but lines of other events: nobody wants a banner over
half a year.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime

from icalendar import Event

from jtai_cli.dated import Timeline
from jtai_cli.errors import UsageError
from jtai_cli.explain import Explanation, explain_all
from jtai_cli.frameworks import Frameworks
from jtai_cli.milestones import Edge
from jtai_cli.preparation import Programme
from jtai_cli.render.to_ics import descriptions, events, steps
from jtai_cli.render.to_ics.accepted import Withdrawn, withdrawn
from jtai_cli.render.to_ics.descriptions import REHEARSAL, Sending
from jtai_cli.render.to_ics.names import file_name
from jtai_cli.render.to_ics.values import Text, one_line

__all__ = [
    "REHEARSAL",
    "Withdrawn",
    "calendar",
    "invitations",
    "portfolio",
    "programme",
    "withdrawn",
]


def calendar(
    timeline: Timeline,
    frameworks: Frameworks,
    *,
    name: str,
    stamp: datetime,
    withdrawn: Sequence[Withdrawn] = (),
) -> bytes:
    """Write a timeline as one calendar.

    `name` is the inspection's; `REHEARSAL` says that it is none. `stamp` is when the rules were
    last changed, with its time zone. What is `withdrawn` is written as cancelled.

    Raises:
        UsageError: a text holds a line break, a control character or half a character, or the
            name is empty.
        OutOfRangeError: no working day before a milestone is known, to remind people on.
    """
    sending = _sending(timeline, frameworks, name)
    held = _events(timeline, sending, stamp, withdrawn)
    made = events.calendar(held.values())
    made.add("X-WR-CALNAME", Text(sending.calendar_name))
    made.add("X-WR-CALDESC", Text.of(descriptions.of_calendar(timeline, sending)))
    return events.written(made)


def invitations(
    timeline: Timeline,
    frameworks: Frameworks,
    *,
    name: str,
    stamp: datetime,
    withdrawn: Sequence[Withdrawn] = (),
) -> Mapping[str, bytes]:
    """Write a calendar a milestone, by file name; the events are those of `calendar`.

    The calendars have no name: Outlook would take one for a whole new calendar.

    Raises:
        UsageError: a text holds a line break, a control character or half a character, or the
            name is empty.
        OutOfRangeError: no working day before a milestone is known, to remind people on.
    """
    sending = _sending(timeline, frameworks, name)
    held = _events(timeline, sending, stamp, withdrawn)
    return {file_name(key): events.written(events.calendar([event])) for key, event in held.items()}


def programme(programme: Programme, frameworks: Frameworks, *, stamp: datetime) -> bytes:
    """Write a programme of preparation as one calendar, with every date of its dry runs.

    Its events are others than those of an inspection of the same name, and their titles say
    that a dry run is a rehearsal.

    Raises:
        UsageError: a text holds a line break, a control character or half a character.
        OutOfRangeError: no working day before an event is known, to remind people on.
    """
    held = [steps.event(step, programme, frameworks, stamp) for step in programme.steps]
    for rehearsal in programme.rehearsals:
        turn = rehearsal.occurrence
        sending = _sending(rehearsal.timeline, frameworks, programme.name, dry_run=turn)
        held += _events(rehearsal.timeline, sending, stamp, ()).values()
    made = events.calendar(held)
    made.add("X-WR-CALNAME", Text(descriptions.shown(steps.subject(programme))))
    made.add("X-WR-CALDESC", Text.of(steps.of_calendar(programme)))
    return events.written(made)


def portfolio(
    named: Iterable[tuple[str, Timeline]], frameworks: Frameworks, *, title: str, stamp: datetime
) -> Iterator[bytes]:
    """Write many timelines as one calendar, piece by piece; `title` is the calendar's name.

    The events are those of `calendar`, each inspection having a name of its own.

    Raises:
        UsageError: a text holds a line break, a control character or half a character.
        OutOfRangeError: no working day before a milestone is known, to remind people on.
    """
    made = events.calendar(())
    made.add("X-WR-CALNAME", Text(descriptions.shown(title)))
    opening, end, closing = events.written(made).rpartition(b"END:VCALENDAR")
    yield opening
    for name, timeline in named:
        held = _events(timeline, _sending(timeline, frameworks, name), stamp, ())
        yield b"".join(event.to_ical() for event in held.values())
    yield end + closing


def _sending(
    timeline: Timeline, frameworks: Frameworks, name: str, *, dry_run: str | None = None
) -> Sending:
    """Prove what people wrote, and say whose events these are."""
    if not name.strip():
        raise UsageError("the name of the inspection is empty", "--name NAME")
    for what, text in _written_by_people(timeline, name):
        one_line(text, what)
    return Sending(timeline.inspection, timeline.timetable.name, name, frameworks, dry_run)


def _written_by_people(timeline: Timeline, name: str) -> Iterator[tuple[str, str]]:
    inspection = timeline.inspection
    yield "the name of the inspection", name
    yield "the area", inspection.area or ""
    yield "the principal authority", inspection.principal_authority or ""
    for key, owner in inspection.owners.items():
        yield f"the owner of {key}", owner
    for one in inspection.local.values():
        yield "the key of a local milestone", one.key
        yield f"the title of {one.key}", one.title
        yield f"who acts in {one.key}", one.who or ""


def _events(
    timeline: Timeline, sending: Sending, stamp: datetime, withdrawn: Sequence[Withdrawn]
) -> dict[str, Event]:
    """Make the events, by the keys of their milestones: those dated, then those withdrawn."""
    held = {
        explanation.dated.milestone.key: _dated(explanation, sending, stamp)
        for explanation in explain_all(timeline)
        if descriptions.is_event(explanation.dated.milestone)
    }
    for one in withdrawn:
        assert one.key not in held, "what is still dated has not been withdrawn"
        held[one.key] = _cancelled(one, sending, stamp)
    return held


def _dated(explanation: Explanation, sending: Sending, stamp: datetime) -> Event:
    dated = explanation.dated
    first, summary = dated.day(Edge.FIRST), descriptions.summary(dated, sending)
    event = _event(dated.milestone.key, summary, sending, stamp)
    events.lay(event, first, dated.last)
    event.add("DESCRIPTION", Text.of(descriptions.of_event(explanation, sending)))
    if dated.provisional:
        event.add("STATUS", "TENTATIVE")
    event.add_component(events.alarm(first, summary, explanation.timeline.calendar))
    return event


def _cancelled(one: Withdrawn, sending: Sending, stamp: datetime) -> Event:
    title = one_line(one.title, f"the title of {one.key}, which was withdrawn,")
    event = _event(one.key, f"{sending.subject}: {title} (withdrawn)", sending, stamp)
    events.lay(event, one.day, one.day)
    event.add("DESCRIPTION", Text.of(descriptions.of_withdrawn(one.day, sending)))
    event.add("STATUS", "CANCELLED")
    return event


def _event(key: str, summary: str, sending: Sending, stamp: datetime) -> Event:
    one_line(key, "the key of a milestone")
    return events.event(
        sending.uid(key),
        one_line(summary, f"the title of {key}"),
        sequence=sending.inspection.revision,
        kind=sending.kind,
        stamp=stamp,
    )
