"""Days to avoid, as clocks in London have them, out of a table (.csv) or a calendar (.ics)."""

import re
import warnings
from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta
from itertools import islice, takewhile
from pathlib import Path
from typing import Any
from zlib import crc32
from zoneinfo import ZoneInfo

from jtai_cli.dates import read
from jtai_cli.errors import Fault, FileError, JtaiError, quoted
from jtai_cli.files import MEBIBYTE, decoded, faulty, read_bytes, shown
from jtai_cli.files.tables import read_cell, read_whole_table
from jtai_cli.lookahead import Avoided
from jtai_cli.workingdays import Period

_COLUMNS = ("first", "last", "title")
_LARGEST_CALENDAR = 4 * MEBIBYTE
_MOST_TO_FOLLOW, _MOST_OF_ZONES, _MOST_RETURNS = 500_000, 30_000, 200_000
_LONDON = ZoneInfo("Europe/London")
_DAY = timedelta(days=1)
# The lines that say when something is; parsing all others takes long.
_TELLING = re.compile(
    r"(?im)^(?:BEGIN|END|DTSTART|DTEND|DURATION|RRULE|EXRULE|RDATE|EXDATE|RECURRENCE-ID|SEQUENCE"
    r"|STATUS|SUMMARY|UID|TZID|TZOFFSETFROM|TZOFFSETTO)[;:].*\n"
)
_RULE = re.compile("FREQ=(?:DAILY|WEEKLY|MONTHLY|YEARLY)(?!.*INTERVAL=0)[-+=;,0-9A-Z]*")


def load_avoid(path: Path, within: Period) -> tuple[Avoided, ...]:
    """Read the days to avoid that lie, in part at least, within a period."""
    if path.suffix.lower() not in {".csv", ".ics"}:
        problem = f"{shown(path)}: is neither .csv nor .ics"
        raise FileError(problem, "a table or a calendar, with such an ending")
    is_table = path.suffix.lower() == ".csv"
    found = read_whole_table(path, _COLUMNS, _avoided) if is_table else _from_calendar(path, within)
    first, last = within
    return tuple(one for one in found if one.period.first <= last and one.period.last >= first)


def _avoided(_: int, cells: Mapping[str, str]) -> Avoided:
    title = quoted(" ".join(cells["title"].split()))
    if not title:
        raise JtaiError("'title' is empty")
    first = read_cell(read, "first", cells["first"])
    last = read_cell(read, "last", cells["last"]) if cells["last"] else first
    if last < first:
        raise JtaiError(f"'last' is {last}, before 'first', which is {first}")
    return Avoided(title, Period(first, last))


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
                left -= _returns(event, within.last, left)
            line = None
            days = Period(within.first - _DAY, within.last + 2 * _DAY)
            found = [x for one in calendars for x in recurring_ical_events.of(one).between(*days)]
    except (ArithmeticError, AttributeError, LookupError, OSError, TypeError, ValueError) as error:
        what = "is not a calendar" if line is None else "this is not an event"
        problem = f"{what} that can be read: {quoted(str(error))}"
        raise faulty(path, [Fault(line, problem, "export the calendar again")]) from None
    avoided = set()
    for one in found:
        if str(one.get("STATUS", "")).upper() != "CANCELLED":
            title = quoted(" ".join(str(one.get("SUMMARY", "Untitled event")).split()))
            avoided.add(Avoided(title, _days(one["DTSTART"].dt, one["DTEND"].dt)))
    return sorted(avoided, key=lambda one: (one.period, one.name))


def _telling(text: str, number: int) -> str:
    """Return the lines that say when something is; zones of the file's own get unique names."""
    text = "".join(_TELLING.findall("\n".join([*text.splitlines(), ""])))
    zones = "".join(re.findall("(?is)BEGIN:VTIMEZONE.*?END:VTIMEZONE", text))
    is_often = re.search("(?im)^RRULE(?!.*FREQ=YEARLY)", zones)
    if len(text) > _MOST_TO_FOLLOW or len(zones) > _MOST_OF_ZONES or is_often:
        raise ValueError("it holds more dates than are followed")
    if text.count("BEGIN:VCALENDAR") != text.count("END:VCALENDAR") or not text:
        raise ValueError("it is empty, or cut short")
    text = re.sub(r'(?i)"?tzone://microsoft/utc"?', "UTC", text)
    for at, zone in enumerate(set(re.findall(r'(?im)^TZID:"?([^"\n]+)', zones))):
        is_this = rf'(?i)TZID([:=])"?{re.escape(zone)}"?(?=[:;\n])'
        text = re.sub(is_this, rf"TZID\g<1>jtai-{number}-{at}", text)
    return text


def _returns(event: Any, until: date, most: int) -> int:  # noqa: ANN401 - icalendar's own
    from dateutil.rrule import rrulestr

    for name, problem in event.errors:
        raise ValueError(f"{name}: {problem}")
    for one in (event.get("DTSTART"), event.get("DTEND")):
        if one and "TZID" in one.params and one.dt.tzinfo is None:
            raise ValueError(f"the time zone {one.params['TZID']} is not known")
    if event.end < event.start or "EXRULE" in event:
        raise ValueError("it ends before it begins, or has an EXRULE")
    if "RRULE" not in event:
        return 0
    text = re.sub(";(UNTIL|COUNT)=[^;]*", "", event["RRULE"].to_ical().decode())
    start, end = (datetime(*day.timetuple()[:3]) for day in (event.start, until + _DAY))  # noqa: DTZ001 - its days are what counts
    rule = rrulestr(text, dtstart=start) if _RULE.fullmatch(text) else ()
    count = sum(1 for _ in takewhile(end.__gt__, islice(rule, most + 1)))
    if next(iter(rule), None) is None or count > most:
        raise ValueError(f"the recurrence {text} is not followed, or not so often")
    return count


def _days(start: date, end: date) -> Period:
    """Return the days in London from a start to an end, which is exclusive (RFC 5545 3.6.1)."""
    if not isinstance(start, datetime) or not isinstance(end, datetime):
        return Period(start, max(start, end - _DAY))
    if start.tzinfo is not None:
        start, end = start.astimezone(_LONDON), end.astimezone(_LONDON)
    last = max(start, end - timedelta(microseconds=1))
    return Period(start.date(), last.date())
