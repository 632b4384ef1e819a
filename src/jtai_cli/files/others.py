"""What others publish: bank holidays (GOV.UK), inspections (from their letters), days to avoid."""

import re
import warnings
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import islice, pairwise, takewhile
from pathlib import Path
from typing import Any
from zlib import crc32
from zoneinfo import ZoneInfo

from jtai_cli.bankholidays import Division
from jtai_cli.dates import Day, read, say
from jtai_cli.errors import Fault, FileError, JtaiError, quoted
from jtai_cli.evidence import PublishedInspection
from jtai_cli.files import MEBIBYTE, decoded, faulty, hidden, read_bytes, read_text, shown
from jtai_cli.files.rules import shipped
from jtai_cli.files.tables import read_cell, read_whole_table
from jtai_cli.lookahead import Avoided
from jtai_cli.workingdays import SATURDAY, Period, WorkingCalendar

_NAMES = {one: one.value for one in Division}
_NAMES |= dict.fromkeys((Division.ENGLAND, Division.WALES), "england-and-wales")
_FEWEST = 8  # England and Wales have eight in an ordinary year, the others more
_DAYS = ("notification", "fieldwork_start", "fieldwork_end", "published", "statement_due")
_COLUMNS = ("area", "theme", *_DAYS, "source_url", "notes")
_ONE_AT_LEAST = ("fieldwork_start", "fieldwork_end", "published")
_TO_AVOID = ("first", "last", "title")
_MOST_TO_FOLLOW, _MOST_OF_ZONES, _MOST_RETURNS = 500_000, 30_000, 200_000
_LONDON = ZoneInfo("Europe/London")
_DAY = timedelta(days=1)
# The lines that say when an event is; parsing all the others would take long.
_EVENT_LINE = re.compile(
    r"(?im)^(?:BEGIN|END|DTSTART|DTEND|DURATION|RRULE|EXRULE|RDATE|EXDATE|RECURRENCE-ID|SEQUENCE"
    r"|STATUS|SUMMARY|UID|TZID|TZOFFSETFROM|TZOFFSETTO)[;:].*\n"
)
_RULE = re.compile("FREQ=(?:DAILY|WEEKLY|MONTHLY|YEARLY)(?!.*INTERVAL=0)[-+=;,0-9A-Z]*")


@dataclass
class BankHolidayEvent:
    """One bank holiday, as GOV.UK lists it."""

    title: str
    date: Day
    notes: str = ""


@dataclass
class BankHolidayList:
    """The bank holidays of one division, as GOV.UK lists them."""

    events: tuple[BankHolidayEvent, ...]


def load_bank_holidays(path: Path) -> Mapping[Division, WorkingCalendar]:
    """Read every division's bank holidays from GOV.UK's file: whole years, all published."""
    from pydantic import TypeAdapter, ValidationError

    lists: dict[str, BankHolidayList] = {}
    try:
        lists = TypeAdapter(dict[str, BankHolidayList]).validate_json(read_text(path).text)
        problems = [x for name in dict.fromkeys(_NAMES.values()) for x in _problems(name, lists)]
    except ValidationError as error:
        every = [(".".join(map(str, x["loc"])), x["msg"]) for x in error.errors()]
        problems = [f"{at or 'the file'}: {x.removeprefix('Value error, ')}" for at, x in every]
    if problems:
        remedy = "GOV.UK's own file, from https://www.gov.uk/bank-holidays.json"
        raise faulty(path, [Fault(None, quoted(one, 200), remedy) for one in problems])
    found = {}
    for division, name in _NAMES.items():
        events = sorted(lists[name].events, key=lambda one: one.date)
        days = {e.date: f"{e.title} ({e.notes.lower()})" if e.notes else e.title for e in events}
        span = Period(date(min(days).year, 1, 1), date(max(days).year, 12, 31))
        found[division] = WorkingCalendar(span, bank_holidays=days, published_to=span.last)
    return found


def _problems(name: str, lists: Mapping[str, BankHolidayList]) -> Iterator[str]:
    events = lists[name].events if name in lists else ()
    if not events:
        yield f"'{name}' is missing, or has no events"
    seen: set[date] = set()
    for one in events:
        if not one.title.strip() or hidden(one.title + one.notes):
            yield f"{name}, {one.date}: the title and the notes should be text on one line"
        if one.date.weekday() >= SATURDAY or one.date in seen:
            why = "listed already" if one.date in seen else "a weekend"
            yield f"{name}: {say(one.date)} is {why}"
        seen.add(one.date)
    years = Counter(day.year for day in seen)
    for year in range(min(years, default=1), max(years, default=0) + 1):
        if years[year] < _FEWEST:
            yield f"'{name}' has {years[year]} bank holidays in {year}, so it looks cut short"


def load_inspections(path: Path | None) -> tuple[PublishedInspection, ...]:
    """Read the published inspections of a file; without one, those that come with the program.

    The column `explained_by` may be missing; semicolons separate several explanations.
    """
    path = shipped("inspections.csv") if path is None else path
    found = read_whole_table(path, _COLUMNS, _inspection)
    if not found:
        raise faulty(path, [Fault(None, "there is no row below the column names")])
    return found


def _inspection(line: int, cells: Mapping[str, str]) -> PublishedInspection:
    for name, cell in cells.items():
        if problem := hidden(cell):
            raise JtaiError(f"'{name}' holds {problem}", "delete it")
    days: Any = {name: read_cell(read, name, cells[name]) for name in _DAYS if cells[name]}
    if not cells["area"] or not days.keys() & _ONE_AT_LEAST:
        raise JtaiError(f"needs an area, and a day under one of {', '.join(_ONE_AT_LEAST)}")
    for (early, first), (late, last) in pairwise(days.items()):
        if last < first:
            problem = f"'{late}' is {last}, before '{early}', which is {first}"
            raise JtaiError(problem, "the day that the letter gives")
    texts: dict[str, Any] = {name: cells[name] for name in _COLUMNS if name not in _DAYS}
    explained = tuple(filter(None, map(str.strip, cells.get("explained_by", "").split(";"))))
    return PublishedInspection(line=line, **texts, **days, explained_by=explained)


def load_avoid(path: Path, within: Period) -> tuple[Avoided, ...]:
    """Read the days to avoid that lie at least partly within a period."""
    if path.suffix.lower() not in {".csv", ".ics"}:
        problem = f"{shown(path)}: is neither .csv nor .ics"
        raise FileError(problem, "a table or a calendar, with such an ending")
    is_table = path.suffix.lower() == ".csv"
    found = (
        read_whole_table(path, _TO_AVOID, _avoided) if is_table else _from_calendar(path, within)
    )
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

    content = read_bytes(path, 4 * MEBIBYTE)
    numbered = enumerate(content.splitlines(), start=1)
    begins = [number for number, line in numbered if line.rstrip().upper() == b"BEGIN:VEVENT"]
    # Unfolded before it is decoded, as a fold may split a character.
    text = decoded(re.sub(rb"(\r\n|\r|\n)[ \t]", b"", content), path).text
    line: int | None = None
    try:
        with warnings.catch_warnings(action="ignore"):  # icalendar warns if it guesses a zone
            calendars = Calendar.from_ical(_event_lines(text, crc32(content)), multiple=True)
            events = [event for one in calendars for event in one.walk("VEVENT")]
            left = _MOST_RETURNS
            for line, event in zip(begins, events, strict=True):  # noqa: B007 - used below
                left -= _returns(event, within.last, left)
            line = None
            days = Period(within.first - _DAY, within.last + 2 * _DAY)
            found = [x for one in calendars for x in recurring_ical_events.of(one).between(*days)]
    except (ArithmeticError, AttributeError, LookupError, OSError, TypeError, ValueError) as error:
        what = "cannot be read as a calendar" if line is None else "this cannot be read as an event"
        problem = f"{what}: {quoted(str(error))}"
        raise faulty(path, [Fault(line, problem, "export the calendar again")]) from None
    avoided = set()
    for one in found:
        if str(one.get("STATUS", "")).upper() != "CANCELLED":
            title = quoted(" ".join(str(one.get("SUMMARY", "Untitled event")).split()))
            avoided.add(Avoided(title, _days(one["DTSTART"].dt, one["DTEND"].dt)))
    return sorted(avoided, key=lambda one: (one.period, one.name))


def _event_lines(text: str, number: int) -> str:
    """Return the lines that say when events are; the file's own time zones get unique names."""
    text = "".join(_EVENT_LINE.findall("\n".join([*text.splitlines(), ""])))
    zones = "".join(re.findall("(?is)BEGIN:VTIMEZONE.*?END:VTIMEZONE", text))
    is_often = re.search("(?im)^RRULE(?!.*FREQ=YEARLY)", zones)
    if len(text) > _MOST_TO_FOLLOW or len(zones) > _MOST_OF_ZONES or is_often:
        raise ValueError("it holds more dates or time zones than jtai reads")
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
    start, end = (datetime(*day.timetuple()[:3]) for day in (event.start, until + _DAY))  # noqa: DTZ001 - only days count
    rule = rrulestr(text, dtstart=start) if _RULE.fullmatch(text) else ()
    count = sum(1 for _ in takewhile(end.__gt__, islice(rule, most + 1)))
    if next(iter(rule), None) is None or count > most:
        raise ValueError(f"the recurrence {text} is not supported, or gives too many dates")
    return count


def _days(start: date, end: date) -> Period:
    """Return the days in London from a start to an end, which is exclusive (RFC 5545 3.6.1)."""
    if not isinstance(start, datetime) or not isinstance(end, datetime):
        return Period(start, max(start, end - _DAY))
    if start.tzinfo is not None:
        start, end = start.astimezone(_LONDON), end.astimezone(_LONDON)
    return Period(start.date(), max(start, end - timedelta(microseconds=1)).date())
