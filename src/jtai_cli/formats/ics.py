"""The calendar (RFC 5545): the events of a report, for Outlook, Google and Apple."""

import re
from collections.abc import Iterator
from datetime import date, timedelta
from itertools import chain
from unicodedata import normalize
from uuid import UUID, uuid5

from jtai_cli.formats.text import BREAK, prose, refuse_control
from jtai_cli.report.model import Event, Report

# Never change this: a date that has moved would no longer replace the one sent before.
_NAMESPACE = UUID("7b4e9a52-0c3d-5e86-9f21-6a1d7c40e8b3")
_DAY, _NO_STAMP = timedelta(days=1), date(1980, 1, 1)
_NINE = 9  # the hour of a reminder
# A line has at most 75 octets, then continues after a space (RFC 5545, 3.1); no character is split.
_PIECE = re.compile(rb"\A.{1,75}(?![\x80-\xbf])|.{1,74}(?![\x80-\xbf])", re.DOTALL)
_ESCAPED = re.compile(r"[\\;,]")
_SHOWN_ESCAPED = re.compile(r"\s*[\\;,]+\s*")


def write(report: Report) -> bytes:
    """Write events as a calendar; if it has no title, Outlook adds them to the reader's own."""
    lines = [
        "BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//jtai//jtai//EN", "CALSCALE:GREGORIAN",
        # RFC 5546 3.2.1 asks for an organizer too, but Outlook would turn an event that has one
        # into a meeting.
        "METHOD:PUBLISH",
    ]  # fmt: skip
    if report.title:
        # Many programs show a calendar's name exactly as written, escapes included.
        name = " – ".join(filter(None, _SHOWN_ESCAPED.split(report.title)))
        lines.append(f"X-WR-CALNAME:{_one_line(name)}")
        about = chain.from_iterable(map(prose, report.blocks_in("calendar")))
        lines.append("X-WR-CALDESC:" + _escaped("\n".join([report.title, *about])))
    lines += [*chain.from_iterable(map(_event, report.events)), "END:VCALENDAR"]
    return b"".join(b"\r\n ".join(_PIECE.findall(one.encode())) + b"\r\n" for one in lines)


def _event(event: Event) -> Iterator[str]:
    yield "BEGIN:VEVENT"
    # NFC, so that accents compare alike; no part has a line break, so no two pairs give one text.
    name = f"{normalize('NFC', event.scope)}\n{event.key}"
    yield f"UID:{uuid5(_NAMESPACE, name)}"
    yield f"SEQUENCE:{event.sequence}"
    yield f"DTSTAMP:{event.stamp or _NO_STAMP:%Y%m%d}T000000Z"
    yield f"DTSTART;VALUE=DATE:{event.first:%Y%m%d}"
    yield f"DTEND;VALUE=DATE:{event.last + _DAY:%Y%m%d}"  # exclusive (RFC 5545, 3.6.1)
    yield f"SUMMARY:{_one_line(event.summary)}"
    if event.description:
        yield f"DESCRIPTION:{_escaped(event.description)}"
    if event.categories:
        yield f"CATEGORIES:{','.join(map(_one_line, event.categories))}"
    if event.is_cancelled or event.is_tentative:
        yield f"STATUS:{'CANCELLED' if event.is_cancelled else 'TENTATIVE'}"
    yield "TRANSP:TRANSPARENT"
    for alarm in event.alarms:
        # In hours, for programs that do not know days; if the clocks change in between, it rings
        # at 08:00 or 10:00.
        hours = (event.first - alarm).days * 24 - _NINE
        assert hours > 0, "Outlook rings before the event, whatever the sign of a trigger"
        yield "BEGIN:VALARM"
        yield "ACTION:DISPLAY"
        yield f"DESCRIPTION:{_one_line(event.summary)}"
        yield f"TRIGGER:-PT{hours}H"
        yield "END:VALARM"
    yield "END:VEVENT"


def _one_line(text: str) -> str:
    return _escaped(BREAK.sub(" ", text))


def _escaped(text: str) -> str:
    """Escape a text as RFC 5545, 3.3.11, requires."""
    refuse_control(text)
    return BREAK.sub(r"\\n", _ESCAPED.sub(r"\\\g<0>", text))
