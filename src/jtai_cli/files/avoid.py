"""Days to avoid, as clocks in London have them, out of a table (.csv) or a calendar (.ics)."""

import re
import warnings
from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any
from zlib import crc32
from zoneinfo import ZoneInfo

from jtai_cli.dates import read
from jtai_cli.errors import Fault, FileError, JtaiError, quoted
from jtai_cli.files.tables import read_cell, read_whole_table
from jtai_cli.files.text import MEBIBYTE, decoded, faulty, hidden, read_bytes, shown
from jtai_cli.lookahead import Avoided
from jtai_cli.workingdays import Period

_COLUMNS = ("first", "last", "title")
_MOST_ROWS, _LARGEST_CALENDAR = 50_000, 4 * MEBIBYTE
_MOST_LINES, _MOST_OF_ZONES, _MOST_VALUES, _MOST_RETURNS = 60_000, 40_000, 20_000, 200_000
_LONDON = ZoneInfo("Europe/London")
_DAY = timedelta(days=1)
# The lines that say when something is; parsing all others takes long.
_TELLING = re.compile(
    r"(?i)(BEGIN|END|DTSTART|DTEND|DURATION|RRULE|EXRULE|RDATE|EXDATE|RECURRENCE-ID|SEQUENCE"
    r"|STATUS|SUMMARY|UID|TZID|TZOFFSETFROM|TZOFFSETTO)[;:]"
)
_PERIODS = {"DAILY": 1, "WEEKLY": 7, "MONTHLY": 28, "YEARLY": 365}
_RULE = re.compile(
    r"FREQ=(DAILY(?!.*BYMONTH|.*BYSETPOS)|WEEKLY|MONTHLY|YEARLY)"
    r"(;(INTERVAL=[1-9][0-9]{0,3}|COUNT=[1-9][0-9]{0,5}|UNTIL=[0-9]{8}(T[0-9]{6}Z?)?|WKST=[A-Z]{2}"
    r"|BYDAY=[-+0-9A-Z,]+|BYMONTH=[0-9,]+|(BYMONTHDAY|BYSETPOS)=[-+0-9,]+))*"
)


def load_avoid(path: Path, within: Period) -> tuple[Avoided, ...]:
    """Read the days to avoid that lie, in part at least, within a period."""
    found: Sequence[Avoided]
    if path.suffix.lower() == ".csv":
        found = read_whole_table(path, _COLUMNS, _avoided, _MOST_ROWS)
    elif path.suffix.lower() == ".ics":
        found = _from_calendar(path, within)
    else:
        problem = f"{shown(path)}: is neither .csv nor .ics"
        raise FileError(problem, "a table or a calendar, with such an ending")
    first, last = within
    return tuple(one for one in found if one.period.first <= last and one.period.last >= first)


def _avoided(_: int, cells: Mapping[str, str]) -> Avoided:
    title = " ".join(cells["title"].split())
    if not title or hidden(title):
        raise JtaiError(f"'title' {'holds ' + str(hidden(title)) if title else 'is empty'}")
    first = read_cell(read, "first", cells["first"])
    last = read_cell(read, "last", cells["last"]) if cells["last"] else first
    if last < first:
        raise JtaiError(f"'last' is {last}, before 'first', which is {first}")
    return Avoided(title, Period(first, last))


# Calendars (RFC 5545).


def _from_calendar(path: Path, within: Period) -> Sequence[Avoided]:
    import recurring_ical_events
    from icalendar import Calendar

    content = read_bytes(path, _LARGEST_CALENDAR)
    numbered = enumerate(content.splitlines(), start=1)
    begins = [number for number, line in numbered if line.rstrip().upper() == b"BEGIN:VEVENT"]
    # Unfolded before it is decoded, for a fold may stand inside a character.
    text = decoded(re.sub(rb"(\r\n|\r|\n)[ \t]", b"", content), path).text
    line: int | None = None
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # icalendar says when it guesses a zone
            calendars = Calendar.from_ical(_telling(text, crc32(content)), multiple=True)
            events = [event for one in calendars for event in one.walk("VEVENT")]
            left = _MOST_RETURNS
            for line, event in zip(begins, events, strict=True):  # noqa: B007 - said below
                left -= _returns(event, within, left)
            line = None
            days = Period(within.first - _DAY, within.last + 2 * _DAY)
            found = [x for one in calendars for x in recurring_ical_events.of(one).between(*days)]
    except (ArithmeticError, AttributeError, LookupError, OSError, TypeError, ValueError) as error:
        what = "is not a calendar" if line is None else "this is not an event"
        problem = f"{what} that can be read: {quoted(str(error))}"
        raise faulty(path, [Fault(line, problem, "export the calendar again")]) from None
    is_on = (one for one in found if str(one.get("STATUS", "")).upper() != "CANCELLED")
    every = {Avoided(_title(one), _days(one["DTSTART"].dt, one["DTEND"].dt)) for one in is_on}
    return sorted(every, key=lambda one: (one.period, one.name))


def _telling(text: str, number: int) -> str:
    """Return the lines that say when something is; zones of the file's own get unique names."""
    lines = list(filter(_TELLING.match, re.split("\r\n|\r|\n", text)))
    values = sum(line.count(",") for line in lines if line[:3].upper() != "SUM")
    text = "".join(f"{line}\r\n" for line in lines)
    zones = "".join(re.findall(r"(?ims)^BEGIN:VTIMEZONE.*?^END:VTIMEZONE", text))
    is_often = re.search(r"(?im)^RRULE(?!.*FREQ=YEARLY)", zones)
    if len(lines) > _MOST_LINES or values > _MOST_VALUES or is_often or len(zones) > _MOST_OF_ZONES:
        raise ValueError("it holds more dates than are followed")
    if text.count("BEGIN:VCALENDAR") != text.count("END:VCALENDAR") or not lines:
        raise ValueError("it is empty, or cut short")
    text = re.sub(r'(?i)"?tzone://microsoft/utc"?', "UTC", text)
    for name in set(re.findall(r"(?im)^TZID[^:\r]*:([^\r]+)", zones)):
        own = f"jtai-{number:08x}-{crc32(name.encode()):08x}"
        pattern = rf'(?im)(^TZID[^:\r]*:|;TZID=)"?{re.escape(name.strip())}"?(?=[:;\r])'
        text = re.sub(pattern, rf"\g<1>{own}", text)
    return text


def _returns(event: Any, within: Period, most: int) -> int:  # noqa: ANN401 - icalendar's own
    """Return how often an event comes back, at most; raise ValueError if it is not followed."""
    from dateutil.rrule import rrulestr

    for name, problem in event.errors:
        raise ValueError(f"{name}: {problem}")
    for name in {"DTSTART", "DTEND"} & event.keys():
        zone = event[name].params.get("TZID")
        if zone and event[name].dt.tzinfo is None:
            raise ValueError(f"the time zone {zone} is not known")
    if event.end < event.start or "EXRULE" in event or hidden(_title(event)):
        raise ValueError("it ends before it begins, has an EXRULE, or a hidden character")
    if "RRULE" not in event:
        return 0
    rule, start = event["RRULE"].to_ical().decode(), event.start
    match = _RULE.fullmatch(rule)
    begins = datetime(start.year, start.month, start.day)  # noqa: DTZ001 - its days are what counts
    endless = re.sub(r";(UNTIL|COUNT)=[^;]*", "", rule)
    if match is None or next(iter(rrulestr(endless, dtstart=begins)), None) is None:
        raise ValueError(f"the recurrence {rule} is not followed")
    period = min(_PERIODS[match[1]], 7 if "BYDAY" in rule or "BYMONTHDAY" in rule else 365)
    days = max((within.last - begins.date()).days, 0)
    count: int = (days // period + 1) * (1 + rule.count(","))
    if count > most:
        raise ValueError("this one and those before it come back too often to be followed")
    return count


def _title(event: Any) -> str:  # noqa: ANN401 - see above
    return " ".join(str(event.get("SUMMARY", "")).split()) or "Untitled event"


def _days(start: date, end: date) -> Period:
    """Return the days in London from a start to an end, which is exclusive (RFC 5545 3.6.1)."""
    if not isinstance(start, datetime) or not isinstance(end, datetime):
        return Period(start, max(start, end - _DAY))
    if start.tzinfo is not None:
        start, end = start.astimezone(_LONDON), end.astimezone(_LONDON)
    last = max(start, end - timedelta(microseconds=1))
    return Period(start.date(), last.date())
