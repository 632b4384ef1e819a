"""What every calendar is made of: events of whole days that keep their identity, and alarms."""

from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta

from icalendar import Alarm, Calendar, Event

from jtai_cli.render.to_ics.values import Hours, Text
from jtai_cli.workingdays import WorkingCalendar

_DAY = timedelta(days=1)
_NINE = timedelta(hours=9)
_PRODUCT = "-//jtai//jtai//EN"  # without the version, so that the same rules give the same bytes


def calendar(events: Iterable[Event]) -> Calendar:
    """Put events into a calendar that nobody has to answer."""
    made = Calendar()
    made.add("VERSION", "2.0")
    made.add("PRODID", _PRODUCT)
    made.add("CALSCALE", "GREGORIAN")
    # RFC 5546 3.2.1 wants an organizer with it: there is none, and Outlook would make a meeting.
    made.add("METHOD", "PUBLISH")
    for event in events:
        made.add_component(event)
    return made


def written(made: Calendar) -> bytes:
    """Write a calendar as its file."""
    content: bytes = made.to_ical()
    return content


def event(uid: str, summary: str, *, sequence: int, kind: str, stamp: datetime) -> Event:
    """Make an event that is not laid on any day yet; `kind` is its category."""
    assert stamp.tzinfo is not None, "a time without its zone would be read in that of the machine"
    made = Event()
    made.add("UID", uid)
    made.add("SEQUENCE", sequence)
    made.add("DTSTAMP", stamp.astimezone(UTC))
    made.add("SUMMARY", Text(summary))
    made.add("CATEGORIES", [Text(kind)])
    made.add("TRANSP", "TRANSPARENT")
    return made


def lay(event: Event, first: date, last: date) -> None:
    """Lay an event on its days, both included."""
    event.add("DTSTART", first)
    event.add("DTEND", last + _DAY)  # DTEND is exclusive (RFC 5545 3.6.1)


def alarm(first: date, summary: str, calendar: WorkingCalendar) -> Alarm:
    """Remind at 09:00 on the working day before a first day, in hours before it.

    Where summer time begins or ends on the weekend between, that is 08:00 or 10:00.

    Raises:
        OutOfRangeError: no working day before it is known.
    """
    ahead = first - calendar.shift(first, -1) - _NINE
    assert ahead > timedelta(), "Outlook takes the absolute value of a trigger"
    made = Alarm()
    made.add("ACTION", "DISPLAY")
    made.add("DESCRIPTION", Text(summary))
    made.add("TRIGGER", Hours(-ahead))
    return made
