"""How people write a date, how GOV.UK says one, months counted, and days that come back."""

import re
from collections.abc import Callable, Sequence
from datetime import date, datetime, time, timedelta
from itertools import chain, islice, takewhile
from typing import Annotated, Any

from jtai_cli.errors import DateError
from jtai_cli.workingdays import Period

WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
EXAMPLES = '2025-03-03, "3 March 2025", "Mon 3 Mar 2025" or 3/3/2025'

# Compiled when first used, and kept by re: most runs meet one of them.
_ISO = r"([0-9]{4})-([0-9]{2})-([0-9]{2})"
_SLASHED = r"([0-9]{1,2})/([0-9]{1,2})/([0-9]+)"
_WORDED = r"(?:([A-Za-z]+),? +)?([0-9]{1,2})(?:st|nd|rd|th)? +([A-Za-z]+)\.?(?:,? +([0-9]+))?"
_LONGEST = 100
"""Characters that a date may have, so that what is no date at all is not shown in full."""
_SHOWN = 60
_ABBREVIATED = 3
_YEAR_DIGITS = 4


def read(text: str, today: Callable[[], date] | None = None) -> date:
    """Read a date as people write it.

    Takes ISO (`2025-03-03`), days in words (`3 March 2025`, `Mon 3 Mar 2025`: the weekday is
    checked), UK order with slashes (`3/3/2025`) and, where `today` is given, `today` and
    `tomorrow`. Years have four digits.

    Raises:
        DateError: the text is no such date, the day does not exist, or it has another weekday.
    """
    _refuse_long(text)
    written = text.strip()
    if today is not None and written.lower() in {"today", "tomorrow"}:
        return _day_after(today()) if written.lower() == "tomorrow" else today()
    if match := re.fullmatch(_ISO, written):
        year, month, day = (int(part) for part in match.groups())
        return _existing(written, year, month, day)
    if match := re.fullmatch(_SLASHED, written):
        return _existing(
            written, _year(written, match[3]), int(match[2]), int(match[1]), slashed=True
        )
    if match := re.fullmatch(_WORDED, written):
        return _worded(written, *match.groups())
    raise DateError(f"'{text}' is not a date that can be read", f"a date such as {EXAMPLES}")


def read_iso(text: object) -> date:
    """Read a date in a data file, where only ISO is taken: `2025-03-03`, Monday 3 March 2025.

    Raises:
        DateError: the text is not an ISO date, or the day does not exist.
    """
    if isinstance(text, str):
        _refuse_long(text)
    if not isinstance(text, str) or not (match := re.fullmatch(_ISO, text)):
        raise DateError(f"{text!r} is not a date", "write it as year-month-day: 2025-03-03")
    year, month, day = (int(part) for part in match.groups())
    return _existing(text, year, month, day)


def _refuse_long(text: str) -> None:
    if len(text) > _LONGEST:
        hint = f"a date such as {EXAMPLES}"
        raise DateError(f"'{text[:_SHOWN]}…' is not a date that can be read", hint)


class _ReadAsIso:
    """Tells pydantic, which calls the hook by name, to read a date with `read_iso` first."""

    def __get_pydantic_core_schema__(
        self, source: object, handler: Callable[[object], dict[str, Any]]
    ) -> dict[str, Any]:
        # Strict JSON alone would take the text "1740960000" for a date.
        return {
            "type": "function-before",
            "function": {"type": "no-info", "function": read_iso},
            "schema": handler(source),
        }


Day = Annotated[date, _ReadAsIso()]
"""A date as data files hold it."""


def _day_after(day: date) -> date:
    if day == date.max:
        raise DateError(f"there is no tomorrow after {day.isoformat()}")
    return day + timedelta(days=1)


def _worded(written: str, weekday: str | None, day: str, month: str, year: str | None) -> date:
    number = _named(month, MONTHS)
    if number is None:
        raise DateError(f"'{written}' is not a date: there is no month '{month}'")
    if year is None:
        raise DateError(f"'{written}' has no year", f"{written} and its year, in four digits")
    found = _existing(written, _year(written, year), number + 1, int(day))
    if weekday is not None:
        named = _named(weekday, WEEKDAYS)
        if named is None:
            raise DateError(f"'{written}' is not a date: there is no weekday '{weekday}'")
        if named != found.weekday():
            raise DateError(f"{_plain(found)} is a {weekday_name(found)}, not a {WEEKDAYS[named]}")
    return found


def _named(text: str, names: tuple[str, ...]) -> int | None:
    """Return the index of the one name that is the text or begins with it (three letters up)."""
    wanted = "wed" if text.lower() == "weds" else text.lower()
    if len(wanted) < _ABBREVIATED:
        return None
    return next((i for i, name in enumerate(names) if name.lower().startswith(wanted)), None)


def _year(written: str, digits: str) -> int:
    if len(digits) != _YEAR_DIGITS:
        raise DateError(f"'{written}' has no four-digit year", f"a date such as {EXAMPLES}")
    return int(digits)


def _existing(written: str, year: int, month: int, day: int, *, slashed: bool = False) -> date:
    if year < 1:
        raise DateError(f"{written} is not a date: there is no year {year}")
    if not 1 <= month <= len(MONTHS):
        order = " (slashes are read day/month/year)" if slashed else ""
        raise DateError(f"{written} is not a date: there is no month {month}{order}")
    days = days_in(year, month)
    if not 1 <= day <= days:
        raise DateError(f"{written} is not a date: {MONTHS[month - 1]} {year} has {days} days")
    return date(year, month, day)


def days_in(year: int, month: int) -> int:
    """Return how many days a month has, 1 to 12."""
    if month == len(MONTHS):
        return 31  # behind the last December there is no day to count from
    return (date(year, month + 1, 1) - date(year, month, 1)).days


def weekday_name(day: date) -> str:
    """Name the weekday in full: "Monday"."""
    return WEEKDAYS[day.weekday()]


def say(day: date) -> str:
    """Say a date in full, as GOV.UK does, with its weekday: "Monday 3 March 2025"."""
    return f"{weekday_name(day)} {_plain(day)}"


def say_short(day: date) -> str:
    """Say a date in a column: "Mon  3 Mar 2025", always 15 characters."""
    return f"{weekday_name(day)[:3]} {day.day:2d} {MONTHS[day.month - 1][:3]} {day.year:04d}"


def say_span(first: date, last: date) -> str:
    """Say a run of days in full, years once: "Monday 3 March to Friday 7 March 2025"."""
    if first == last:
        return say(first)
    start = say(first) if first.year != last.year else say(first).removesuffix(f" {first.year}")
    return f"{start} to {say(last)}"


def _plain(day: date) -> str:
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def add_months(day: date, months: int) -> date:
    """Move by calendar months; a day that the month lacks becomes its last day.

    >>> add_months(date(2025, 8, 31), -6).isoformat()
    '2025-02-28'
    """
    # dateutil's relativedelta gives the same days, three times as slowly and after a longer start.
    year, month = divmod(12 * day.year + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, days_in(year, month + 1)))


def weekdays_of_months(
    span: Period, months: Sequence[int], *, week: int, weekday: int
) -> tuple[date, ...]:
    """List a weekday of some months, 1 to 12, that lies in a span, both ends included.

    `week` is 1 to 4, or -1 for the last of the month; `weekday` is 0 for Monday.

    >>> year = Period(date(2027, 1, 1), date(2027, 12, 31))
    >>> [say(day) for day in weekdays_of_months(year, [6], week=3, weekday=0)]
    ['Monday 21 June 2027']
    """
    return _recurring(span, bymonth=months, bysetpos=week, byweekday=weekday)


def days_of_months(span: Period, months: Sequence[int], *, day: int) -> tuple[date, ...]:
    """List a day of some months, 1 to 12, that lies in a span, both ends included."""
    return _recurring(span, bymonth=months, bymonthday=day)


def _recurring(span: Period, **rule: Sequence[int] | int) -> tuple[date, ...]:
    # Imported here: few commands need it.
    from dateutil.rrule import MONTHLY, rrule

    first, last = (datetime.combine(day, time()) for day in (span.first, span.last))
    recurring: Any = rrule
    return tuple(found.date() for found in recurring(MONTHLY, dtstart=first, until=last, **rule))


def recurring(start: datetime, rule: str, *, until: datetime, most: int) -> tuple[datetime, ...]:
    """List the times at which a recurrence rule (RFC 5545, 3.3.10) comes back, to a last one.

    None has a time zone; `until` binds beside the rule's own end. The start is listed where the
    rule leads to it.

    Raises:
        DateError: the rule cannot be read or followed, or leads to no time or to more than `most`.
    """
    # Imported here: few commands need it.
    from dateutil.rrule import rrulestr

    try:
        coming = iter(rrulestr(rule, dtstart=start))
        first = next(coming, None)
    except (ValueError, IndexError) as error:
        raise DateError(f"the recurrence '{rule}' cannot be read: {error}") from None
    if first is None:
        raise DateError(f"the recurrence {rule} never comes back", "days that there are")
    times = takewhile(lambda found: found <= until, chain((first,), coming))
    listed = tuple(islice(times, most + 1))
    if len(listed) > most:
        hint = "a later start, or fewer events that come back"
        raise DateError(f"the recurrence {rule} comes back too often", hint)
    return listed
