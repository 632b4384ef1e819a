"""Dates to avoid out of a calendar (iCalendar): its events, those that come back one by one.

Days are those of clocks in London. What was cancelled is no date to avoid; to-dos, journals and
free/busy times are no events.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import datetime, time, timedelta

from icalendar import Calendar

from jtai_cli import dates
from jtai_cli.errors import DateError, Fault
from jtai_cli.load.avoided import content as content_of
from jtai_cli.load.avoided import events as events_of
from jtai_cli.load.avoided.events import Happening, Moment
from jtai_cli.load.avoided.table import Read
from jtai_cli.load.words import short
from jtai_cli.lookahead import LocalDate
from jtai_cli.workingdays import Period

_BEGIN = re.compile(r"BEGIN:VEVENT\s*", re.IGNORECASE)
_DAY = timedelta(days=1)
_ANEW = "export the calendar anew"
_MOST_RETURNS = 60_000
"""How often all events of a calendar, together, may come back."""
_MOST_REFUSED = 3
"""How many events whose days are wrong are told: to see that one never comes back takes long."""


def read(content: str, within: Period) -> Read:
    """Read the events of a calendar, and tell of everything that is wrong with them.

    An event that comes back is followed to the end of the period.
    """
    try:
        calendars = Calendar.from_ical(content_of.telling(content), multiple=True)
    except content_of.TooMuchError as error:
        return [], [Fault(None, str(error), "a calendar of fewer events")]
    except (ValueError, LookupError, AttributeError, TypeError) as error:
        return [], [Fault(None, f"is not a calendar: {short(str(error))}", _ANEW)]
    events = [event for one in calendars for event in one.walk("VEVENT")]
    lines = _lines(content)
    if len(events) != len(lines):
        problem = f"holds {len(events)} whole events where {len(lines)} begin"
        return [], [Fault(None, problem, _ANEW)]
    if not calendars:
        return [], [Fault(None, "holds no whole calendar", _ANEW)]
    told: list[tuple[int, Happening]] = []
    replaced: dict[str, list[Moment]] = {}
    found: list[LocalDate] = []
    faults: list[Fault] = []
    for line, event in zip(lines, events, strict=True):
        with _telling(line, faults):
            # What was cancelled is left out before it is looked at, but for whose place it takes.
            if (place := events_of.replaced(event)) is not None:
                replaced.setdefault(events_of.uid(event), []).append(place)
            if not events_of.is_cancelled(event):
                told.append((line, events_of.happening(event)))
    faults += _followed(told, replaced, within, found)
    return found, faults


def _followed(
    told: Sequence[tuple[int, Happening]],
    replaced: Mapping[str, Sequence[Moment]],
    within: Period,
    found: list[LocalDate],
) -> list[Fault]:
    """Add the dates of events to what is found, and tell what is wrong with their days."""
    faults: list[Fault] = []
    left = _MOST_RETURNS
    for line, one in told:
        if len(faults) == _MOST_REFUSED:
            problem = "this event and those below are not looked at"
            return [*faults, Fault(line, problem, "mend those above first")]
        with _telling(line, faults):
            starts = _starts(one, within, left)
            left -= len(starts) if one.rule is not None else 0
            found += _dates(one, starts, replaced.get(one.uid, ()), within)
    return faults


@contextmanager
def _telling(line: int, faults: list[Fault]) -> Iterator[None]:
    """Tell of what is wrong with the event of a line, and go on with the next."""
    try:
        yield
    except DateError as error:
        faults.append(Fault(line, error.message, error.hint))
    except OverflowError:
        faults.append(Fault(line, "the event leaves the years that there are", "mend its year"))


def _lines(content: str) -> list[int]:
    """Return the lines on which events begin."""
    written = content.split("\n")
    return [line for line, text in enumerate(written, start=1) if _BEGIN.fullmatch(text)]


def _dates(
    one: Happening, starts: Sequence[datetime], replaced: Sequence[Moment], within: Period
) -> Iterator[LocalDate]:
    removed = {one.here(moment) for moment in one.removed}
    if one.replaces is None:
        removed |= {one.here(moment) for moment in replaced}
    for start in starts:
        # A date takes away whatever begins on it.
        if start not in removed and start.date() not in removed:
            days = one.days_from(start)
            if one.rule is None or days.last >= within.first:
                yield LocalDate(days.first, days.last, one.title)


def _starts(one: Happening, within: Period, most: int) -> Sequence[datetime]:
    """List the times at which an event starts, by clocks where it is, to the end of a period."""
    added = {one.start, *(_time(one.here(moment)) for moment in one.added)}
    if one.rule is None:
        return sorted(added)
    # A day more, for clocks elsewhere.
    end = datetime.combine(within.last + _DAY, time.max)
    until = end if one.until is None else min(one.until, end)
    if one.start > until:
        return sorted(added)
    return sorted(added.union(dates.recurring(one.start, one.rule, until=until, most=most)))


def _time(moment: Moment) -> datetime:
    return moment if isinstance(moment, datetime) else datetime.combine(moment, time())
