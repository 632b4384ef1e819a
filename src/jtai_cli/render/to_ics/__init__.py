"""iCalendar (RFC 5545): an all-day event a milestone, for Outlook, Google and Apple.

An event is the same one for ever: its UID comes from the inspection's name and the milestone's
key, so that a date that moved replaces the old one. Milestones counted in calendar months, and
those without a first day, are no events but lines of other events: nobody wants a banner over
half a year.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from icalendar import Alarm, Calendar, Event

from jtai_cli.dated import Timeline
from jtai_cli.errors import UsageError
from jtai_cli.explain import Explanation, explain_all
from jtai_cli.frameworks import Frameworks
from jtai_cli.milestones import Edge
from jtai_cli.render.to_ics import descriptions
from jtai_cli.render.to_ics.descriptions import REHEARSAL, Sending
from jtai_cli.render.to_ics.names import event_uid, file_name
from jtai_cli.render.to_ics.values import Hours, Text, one_line

__all__ = ["REHEARSAL", "Withdrawn", "calendar", "invitations"]

_DAY = timedelta(days=1)
_NINE = timedelta(hours=9)
_PRODUCT = "-//jtai//jtai//EN"  # without the version, so that the same rules give the same bytes


@dataclass(frozen=True, slots=True)
class Withdrawn:
    """A milestone that was sent round once and is no longer there; `day` is when it was to be."""

    key: str
    title: str
    day: date


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
    events = _events(timeline, sending, stamp, withdrawn)
    written = _calendar(events.values())
    written.add("X-WR-CALNAME", Text(sending.calendar_name))
    written.add("X-WR-CALDESC", Text.of(descriptions.of_calendar(timeline, sending)))
    return _bytes(written)


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
    events = _events(timeline, sending, stamp, withdrawn)
    return {file_name(key): _bytes(_calendar([event])) for key, event in events.items()}


def _sending(timeline: Timeline, frameworks: Frameworks, name: str) -> Sending:
    """Prove what people wrote, and say whose events these are."""
    if not name.strip():
        raise UsageError("the name of the inspection is empty", "--name NAME")
    for what, text in _written_by_people(timeline, name):
        one_line(text, what)
    return Sending(timeline.inspection, timeline.timetable.name, name, frameworks)


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


def _calendar(events: Iterable[Event]) -> Calendar:
    written = Calendar()
    written.add("VERSION", "2.0")
    written.add("PRODID", _PRODUCT)
    written.add("CALSCALE", "GREGORIAN")
    # RFC 5546 3.2.1 wants an organizer with it: there is none, and Outlook would make a meeting.
    written.add("METHOD", "PUBLISH")
    for event in events:
        written.add_component(event)
    return written


def _bytes(written: Calendar) -> bytes:
    content: bytes = written.to_ical()
    return content


def _events(
    timeline: Timeline, sending: Sending, stamp: datetime, withdrawn: Sequence[Withdrawn]
) -> dict[str, Event]:
    """Make the events, by the keys of their milestones: those dated, then those withdrawn."""
    events = {
        explanation.dated.milestone.key: _dated(explanation, sending, stamp)
        for explanation in explain_all(timeline)
        if descriptions.is_event(explanation.dated.milestone)
    }
    for one in withdrawn:
        assert one.key not in events, "what is still dated has not been withdrawn"
        events[one.key] = _cancelled(one, sending, stamp)
    return events


def _dated(explanation: Explanation, sending: Sending, stamp: datetime) -> Event:
    dated = explanation.dated
    first, summary = dated.day(Edge.FIRST), descriptions.summary(dated, sending)
    event = _event(dated.milestone.key, summary, sending, stamp)
    _lay(event, first, dated.last)
    event.add("DESCRIPTION", Text.of(descriptions.of_event(explanation, sending)))
    if dated.provisional:
        event.add("STATUS", "TENTATIVE")
    event.add_component(_alarm(first, summary, explanation.timeline))
    return event


def _cancelled(one: Withdrawn, sending: Sending, stamp: datetime) -> Event:
    title = one_line(one.title, f"the title of {one.key}, which was withdrawn,")
    event = _event(one.key, f"{sending.subject}: {title} (withdrawn)", sending, stamp)
    _lay(event, one.day, one.day)
    event.add("DESCRIPTION", Text.of(descriptions.of_withdrawn(one.day, sending)))
    event.add("STATUS", "CANCELLED")
    return event


def _event(key: str, summary: str, sending: Sending, stamp: datetime) -> Event:
    assert stamp.tzinfo is not None, "a time without its zone would be read in that of the machine"
    event = Event()
    event.add("UID", event_uid(sending.name, one_line(key, "the key of a milestone")))
    event.add("SEQUENCE", sending.inspection.revision)
    event.add("DTSTAMP", stamp.astimezone(UTC))
    event.add("SUMMARY", Text(one_line(summary, f"the title of {key}")))
    event.add("CATEGORIES", [Text(sending.kind)])
    event.add("TRANSP", "TRANSPARENT")
    return event


def _lay(event: Event, first: date, last: date) -> None:
    event.add("DTSTART", first)
    event.add("DTEND", last + _DAY)  # DTEND is exclusive (RFC 5545 3.6.1)


def _alarm(first: date, summary: str, timeline: Timeline) -> Alarm:
    """Remind at 09:00 on the working day before, closures or not: hours before the first day.

    Where summer time begins or ends on the weekend between, that is 08:00 or 10:00.
    """
    ahead = first - timeline.calendar.shift(first, -1) - _NINE
    assert ahead > timedelta(), "Outlook takes the absolute value of a trigger"
    alarm = Alarm()
    alarm.add("ACTION", "DISPLAY")
    alarm.add("DESCRIPTION", Text(summary))
    alarm.add("TRIGGER", Hours(-ahead))
    return alarm
