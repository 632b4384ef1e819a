"""One event of a calendar (RFC 5545, 3.6.1), proved: when it is, how long, what it repeats."""

from collections.abc import Collection, Iterator
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from typing import Any
from zoneinfo import ZoneInfo

from icalendar import Component
from icalendar.prop import vRecur

from jtai_cli.errors import DateError
from jtai_cli.load.words import invisible, quoted, short
from jtai_cli.records import dataclass
from jtai_cli.workingdays import Period

_LONDON = "Europe/London"
_NEEDED = {
    "DTSTART", "DTEND", "DURATION", "EXDATE", "RDATE", "RECURRENCE-ID", "RRULE", "STATUS",
    "SUMMARY", "UID",
}  # fmt: skip
_ONE_BY_ONE = "give the dates one by one, as events of their own"
_COUNTED = {"FREQ", "INTERVAL", "COUNT", "UNTIL", "WKST"}
_KINDS = {
    "DAILY": {"BYDAY"},
    "WEEKLY": {"BYDAY"},
    "MONTHLY": {"BYDAY", "BYMONTH", "BYMONTHDAY", "BYSETPOS"},
    "YEARLY": {"BYDAY", "BYMONTH", "BYMONTHDAY", "BYSETPOS"},
}
"""What recurrences are followed, by frequency: all that calendars offer to click together."""

Moment = date | datetime


@dataclass(frozen=True, slots=True)
class Happening:
    """An event. `start` is what clocks show in its `zone`; None is wherever the reader is.

    `rule` brings it back until `until`; `added` and `removed` are starts beside those. With
    `replaces` it stands in the place of one return of the event of its `uid`.
    """

    uid: str
    title: str
    start: datetime
    zone: tzinfo | None
    length: timedelta
    rule: str | None
    until: datetime | None
    added: tuple[Moment, ...]
    removed: tuple[Moment, ...]
    replaces: Moment | None

    def here(self, moment: Moment) -> Moment:
        """Say a moment as clocks show it where the event is; a date stays one."""
        if not isinstance(moment, datetime) or moment.tzinfo is None:
            return moment
        return moment.astimezone(self.zone or ZoneInfo(_LONDON)).replace(tzinfo=None)

    def days_from(self, start: datetime) -> Period:
        """Return the days in London of the event, started at a time where it is."""
        begins, ends = start, start + self.length
        if self.zone is not None:
            london, there = ZoneInfo(_LONDON), start.replace(tzinfo=self.zone)
            begins = there.astimezone(london).replace(tzinfo=None)
            ends = (there.astimezone(UTC) + self.length).astimezone(london).replace(tzinfo=None)
        # DTEND is exclusive (RFC 5545 3.6.1).
        last = max(begins, ends - timedelta(microseconds=1))
        return Period(begins.date(), last.date())


def happening(event: Component) -> Happening:
    """Read an event.

    Raises:
        DateError: something of it cannot be read, is missing or is not followed.
    """
    _refuse_errors(event, {None, *_NEEDED})
    if "EXRULE" in event:
        raise DateError("EXRULE, which takes dates of a recurrence away, is not read", _ONE_BY_ONE)
    began = _one(event, "DTSTART")
    if began is None:
        raise DateError("the event has no DTSTART", "the day on which it begins")
    rule = _one(event, "RRULE")
    start = _clock(_moment(began))
    zone = getattr(began.dt, "tzinfo", None)
    return Happening(
        uid=uid(event),
        title=_title(event),
        start=start,
        zone=zone,
        length=_length(event, _moment(began)),
        until=None if rule is None else _until(rule, zone),
        rule=None if rule is None else _rule(rule),
        added=tuple(_several(event, "RDATE")),
        removed=tuple(_several(event, "EXDATE")),
        replaces=replaced(event),
    )


def is_cancelled(event: Component) -> bool:
    """Tell whether an event was cancelled.

    Raises:
        DateError: it says twice what its status is.
    """
    return str(_one(event, "STATUS") or "").upper() == "CANCELLED"


def uid(event: Component) -> str:
    """Return the name that an event shares with what stands in the place of its returns.

    Raises:
        DateError: it has two.
    """
    return str(_one(event, "UID") or "")


def replaced(event: Component) -> Moment | None:
    """Return the start of the return of another event that this one stands in the place of.

    Raises:
        DateError: it cannot be read, or stands for more than one return.
    """
    _refuse_errors(event, {"RECURRENCE-ID"})
    told = _one(event, "RECURRENCE-ID")
    if told is not None and "RANGE" in told.params:
        raise DateError("RECURRENCE-ID with a RANGE is not read", _ONE_BY_ONE)
    return None if told is None else _moment(told)


def _refuse_errors(event: Component, needed: Collection[str | None]) -> None:
    for name, problem in event.errors:
        if name in needed:
            raise DateError(
                f"{name or 'a line'} cannot be read: {short(problem)}", "mend or delete it"
            )


def _one(event: Component, name: str) -> Any:  # noqa: ANN401 - a type of icalendar's own, by name
    told = event.get(name)
    if isinstance(told, list):
        raise DateError(f"{name} stands twice in one event", "keep one of them")
    return told


def _several(event: Component, name: str) -> Iterator[Moment]:
    told = event.get(name, [])
    for line in told if isinstance(told, list) else [told]:
        yield from (_moment(one) for one in line.dts)


def _moment(told: Any) -> Moment:  # noqa: ANN401 - a type of icalendar's own
    """Return a date or a time as icalendar reads it.

    Raises:
        DateError: it is a period, or in a time zone that nobody knows.
    """
    moment = told.dt
    if not isinstance(moment, date):
        raise DateError("a date is given as a period or a time of day", _ONE_BY_ONE)
    zone = told.params.get("TZID")
    if zone is not None and isinstance(moment, datetime) and moment.tzinfo is None:
        raise DateError(f"the time zone {quoted(str(zone))} is not known", f"write {_LONDON}")
    return moment


def _clock(moment: Moment) -> datetime:
    """Return what clocks show at a moment; a date begins at midnight."""
    if isinstance(moment, datetime):
        return moment.replace(tzinfo=None)
    return datetime.combine(moment, time())


def _title(event: Component) -> str:
    title = " ".join(str(_one(event, "SUMMARY") or "").split())
    if not title:
        raise DateError("the event has no SUMMARY", "what is to be avoided, such as Half-term")
    if found := invisible(title):
        raise DateError(f"SUMMARY holds {found}", "delete it")
    return title


def _length(event: Component, start: Moment) -> timedelta:
    """Tell how long an event is: as it says, else a day for a date and no time for a time."""
    end, duration = _one(event, "DTEND"), _one(event, "DURATION")
    if end is not None and duration is not None:
        raise DateError("an event has DTEND and DURATION", "keep one of them")
    length = timedelta() if isinstance(start, datetime) else timedelta(days=1)
    if end is not None:
        length = _between(start, _moment(end))
    elif duration is not None:
        length = duration.td
    if length < timedelta():
        raise DateError("the event ends before it begins", "put the earlier day first")
    return length


def _between(start: Moment, end: Moment) -> timedelta:
    """Tell how long it is from one moment to another of the same kind."""
    match start, end:
        case datetime(tzinfo=None), datetime(tzinfo=None):
            return end - start
        case datetime(tzinfo=tzinfo()), datetime(tzinfo=tzinfo()):
            return end.astimezone(UTC) - start.astimezone(UTC)
        case _ if not (isinstance(start, datetime) or isinstance(end, datetime)):
            return end - start
        case _:
            raise DateError("DTSTART and DTEND are not of one kind", "two dates, or two times")


def _rule(told: vRecur) -> str:
    """Return a recurrence rule that is followed, without its end."""
    held = {str(name).upper(): values for name, values in told.items()}
    frequency = "".join(held.get("FREQ", ()))
    parts = held.keys() - _COUNTED
    numbered = any(str(day).lstrip("+-")[:1].isdecimal() for day in held.get("BYDAY", ()))
    # Every so many whole weeks may never be one of the days, and that is seen in the year 9999.
    in_weeks = frequency == "DAILY" and "BYDAY" in parts and held.get("INTERVAL", [1])[0] % 7 == 0
    is_followed = frequency in _KINDS and parts <= _KINDS[frequency] and not in_weeks
    if not is_followed or (numbered and frequency in {"DAILY", "WEEKLY"}):
        raise DateError(f"the recurrence {_written(told)} is not followed", _ONE_BY_ONE)
    if any(number < 1 for name in ("INTERVAL", "COUNT") for number in held.get(name, ())):
        raise DateError(f"the recurrence {_written(told)} never comes back", "1 or more")
    return ";".join(part for part in _written(told).split(";") if not part.startswith("UNTIL="))


def _written(told: vRecur) -> str:
    written: Any = told.to_ical()  # type: ignore[no-untyped-call]  # icalendar marks no types here
    return str(written.decode())


def _until(told: vRecur, zone: tzinfo | None) -> datetime | None:
    """Return the end of a recurrence, as clocks show it where the event is."""
    match told.get("UNTIL", []):
        case []:
            return None
        case [datetime(tzinfo=None) as end]:
            return end
        case [datetime() as end]:
            return end.astimezone(zone or ZoneInfo(_LONDON)).replace(tzinfo=None)
        case [date() as end]:
            return datetime.combine(end, time.max)
        case _:
            raise DateError("UNTIL, the end of a recurrence, is no date", "such as UNTIL=20261231")
