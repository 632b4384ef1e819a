"""Dates in ISO or British form, read alike in options, files and prose; recurring days."""

import re
from calendar import monthrange
from collections.abc import Callable, Iterator
from contextlib import suppress
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from functools import cache
from typing import Annotated, Any, NamedTuple

from jtai_cli.errors import DateError, JtaiError, OutOfRangeError, quoted
from jtai_cli.workingdays import Period

WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip

_EXAMPLES = 'a date such as 2025-03-03, "3 March 2025", "Mon 3 Mar 2025" or 3/3/2025'
_LONGEST = 100  # characters of a date, or a recurrence rule

# How dates are written.
_ALIKE = {
    " ": "\t\v\f\xa0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a"
    "\u202f\u205f\u3000",
    "\n": "\x85\u2028\u2029",
    "-": "\u2010\u2011\u2012\u2013\u2212\ufe58\ufe63\uff0d",
    "\u2014": "\u2015",
    # Characters without width; U+200B stands for all of them.
    "\u200b": "\xad\u180e\u200c\u200d\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2060\u2061\u2062"
    "\u2063\u2064\u2066\u2067\u2068\u2069\ufeff",
    "d": "\u1d48", "h": "\u02b0", "n": "\u207f", "r": "\u02b3", "s": "\u02e2", "t": "\u1d57",
}  # fmt: skip
_PLAIN = {ord(one): plain for plain, alike in _ALIKE.items() for one in alike}


def normalised(text: str) -> str:
    """Write every kind of blank, dash, line end and superscript in one way; keep the length."""
    return text.translate(_PLAIN).replace("\r\n", " \n").replace("\r", "\n")


_WEEKDAY_NAMES = {
    name.lower(): place for place, full in enumerate(WEEKDAYS) for name in (full, full[:3])
} | {"tues": 1, "weds": 2, "thur": 3, "thurs": 3}
_MONTH_NAMES = {
    name.lower(): number for number, full in enumerate(MONTHS, 1) for name in (full, full[:3])
} | {"sept": 9}
_WEEKDAY = f"(?:{'|'.join(sorted(_WEEKDAY_NAMES, reverse=True))})(?![a-z])"
_MONTH = f"(?:{'|'.join(sorted(_MONTH_NAMES, reverse=True))})(?![a-z])"
# A full stop belongs to a short name; after a name in full it ends the sentence.
_WEEKDAY_DOT = r"(?:(?<!day)\.)?"
_MONTH_DOT = rf"(?:(?<={'|'.join(name[:3] for name in MONTHS if name != 'May')}|ept)\.)?"
_ENDINGS = {1: "st", 2: "nd", 3: "rd", 21: "st", 22: "nd", 23: "rd", 31: "st"}
_ORDINAL = "[ \u200b]*+(?:st|nd|rd|th)(?![a-z])"

# Possessive quantifiers read a long run of blanks only once. Two line ends end a paragraph.
_NO_WIDTH = "\u200b*+"
_MAYBE = "[ \u200b]*+\n?+[ \u200b]*+"
_GAP = f"(?=[ \u200b\n]){_MAYBE}"
# A dash at the start of a line begins a list entry.
_JOIN = f"(?:{_GAP}(?:to|until|till){_GAP}|[ \u200b]*+[-\u2014]{_MAYBE})"
_TIME = r"(?:(?:T| +)(?P<time>[0-9]{1,2}:[0-9]{2}(?::[0-9]{2}(?:\.[0-9]+)?)?))?"
_BEHIND = (
    rf"(?:(?:{_GAP}(?P<bracket>\()(?:a{_GAP})?|,{_GAP})(?P<behind>{_WEEKDAY})"
    rf"(?(bracket)\)|(?={_MAYBE}(?:[.;:)]|\Z))))?"
)

Form = StrEnum("Form", "WORDS ISO MARKS")
"""How a date is written: "3 March 2025", "2025-03-03", or "3/3/2025" and "03-Mar-2025"."""


@cache
def _one(form: Form, end: str = "", *, strict: bool = True) -> str:
    """Return the pattern of one day; unless strict, its year may be short or missing."""
    named = f"(?:(?P<weekday{end}>{_WEEKDAY}){_WEEKDAY_DOT},?{_GAP})?+(?:the{_GAP})?+"
    day = f"(?P<day{end}>[0-9]{{1,2}})"
    year = f"(?P<year{end}>[0-9]{'{4}' if strict else '+'})"
    if form is Form.ISO:
        dash = f"{_NO_WIDTH}-{_NO_WIDTH}"
        month = f"(?P<month{end}>[0-9]{{2}})"
        return f"{named}(?P<year{end}>[0-9]{{4}}){dash}{month}{dash}(?P<day{end}>[0-9]{{2}})"
    if form is Form.MARKS:
        month = f"(?P<month{end}>[0-9]{{1,2}}|{_MONTH})"
        mark = f"{_NO_WIDTH}(?P<mark{end}>[-/.]){_NO_WIDTH}"
        return f"{named}{day}{mark}{month}{_NO_WIDTH}(?P=mark{end}){_NO_WIDTH}{year}"
    month = f"{_GAP}(?:of{_GAP})?(?P<month{end}>{_MONTH}){_MONTH_DOT}"
    year = f",?{_GAP}{year}" if strict and not end else f"(?:,?{_GAP}{year})?"
    month = f"(?:{month}{year})?" if end else month + year  # the first of two days may lack both
    return f"{named}{day}(?P<ordinal{end}>{_ORDINAL})?{month}"


def read(text: str, today: Callable[[], date] | None = None) -> date:
    """Read a date as people write it, checking its weekday; `today` allows today and tomorrow."""
    if len(text) == len("2025-03-03") and text[4] == text[7] == "-" and text.isascii():
        with suppress(ValueError):  # the grammar below finds out what is wrong
            return date.fromisoformat(text)
    typed = normalised(text).strip(" \n\u200b")
    if not typed:
        raise DateError("the date is empty", _EXAMPLES)
    if today is not None and typed.lower() in {"today", "tomorrow"}:
        day = today()
        if typed.lower() == "today":
            return day
        if day == date.max:
            raise DateError(f"there is no tomorrow after {day.isoformat()}")
        return day + timedelta(days=1)
    for form in Form if len(typed) <= _LONGEST else ():
        pattern = _one(form, strict=False) + _TIME + _BEHIND
        if match := re.fullmatch(pattern, typed, re.IGNORECASE):
            return _read(match, quoted(typed), form, today)
    raise DateError(f"'{quoted(typed)}' cannot be read as a date", _EXAMPLES)


def _read(match: re.Match[str], typed: str, form: Form, today: Callable[[], date] | None) -> date:
    year, clock = match["year"], match["time"]
    if year is None:
        hint = f"{typed} and the year, in four digits"
        with suppress(JtaiError):  # a page does not know today
            hint = f"{typed} {today().year}" if today and not match["weekday"] else hint
        raise DateError(f"'{typed}' has no year", hint)
    if len(year) != len("2025"):
        raise DateError(f"'{typed}' has no four-digit year", _EXAMPLES)
    if clock is not None and clock.strip("0:."):
        raise DateError(f"'{typed}' has a time of day", "the date alone")
    numbers = int(year), _month(match["month"]), int(match["day"])
    if missing := _why_missing(*numbers, form):
        raise DateError(f"{typed} is not a date: {missing}")
    day = date(*numbers)
    ordinal = f"{day.day}{_ENDINGS.get(day.day, 'th')}"
    written = (match.groupdict().get("ordinal") or ordinal[-2:]).strip(" \u200b").lower()
    if written != ordinal[-2:]:
        raise DateError(f"'{typed}': {day.day} {MONTHS[day.month - 1]} is written {ordinal}")
    for weekday in filter(None, (match["weekday"], match["behind"])):
        if wrong := wrong_weekday(day, weekday):
            raise DateError(wrong)
    return day


def _month(text: str) -> int:
    return int(text) if text.isdigit() else _MONTH_NAMES[text.lower()]


def _why_missing(year: int, month: int, day: int, form: Form) -> str | None:
    if year < 1:
        return f"there is no year {year}"
    if not 1 <= month <= len(MONTHS):
        order = " (dates are read day/month/year)" if form is Form.MARKS else ""
        return f"there is no month {month}{order}"
    _, days = monthrange(year, month)
    return None if 1 <= day <= days else f"{MONTHS[month - 1]} {year} has {days} days"


def wrong_weekday(day: date, weekday: str) -> str | None:
    """Return what is wrong with the weekday written beside a date; None if it is right."""
    place = _WEEKDAY_NAMES[weekday.lower()]
    if place == day.weekday():
        return None
    return f"{say_plain(day)} is a {weekday_name(day)}, not a {WEEKDAYS[place]}"


def read_span(text: str, today: Callable[[], date] | None = None) -> Period:
    """Read a run of days, "A..B", both included; one date alone is a run of one day."""
    shown, (begin, dots, end) = quoted(text), text.partition("..")
    if dots and not (begin.strip() and end.strip()):
        raise DateError(f"'{shown}' needs both a start and an end date", "FIRST..LAST")
    first = read(begin, today)
    last = read(end, today) if dots else first
    if last < first:
        raise DateError(f"'{shown}' ends before it begins", f"{last}..{first}")
    return Period(first, last)


class _Read(NamedTuple):
    """Makes pydantic read a date or a run of dates; it finds the two hooks by their names."""

    span: bool

    def __get_pydantic_core_schema__(self, source: object, handler: object) -> dict[str, Any]:
        return {"type": "function-plain", "function": {"type": "no-info", "function": self._take}}

    def __get_pydantic_json_schema__(self, schema: object, handler: object) -> dict[str, Any]:
        return {"type": "string"}

    def _take(self, value: object) -> date | Period:
        if not isinstance(value, str | date):
            raise DateError(f"{quoted(repr(value))} is not a date", _EXAMPLES)
        return read_span(str(value)) if self.span else read(str(value))


Day = Annotated[date, _Read(span=False)]
"""A date in a data file: in the file's own format for dates, or as a text in this grammar."""
Span = Annotated[Period, _Read(span=True)]
"""A run of days in a data file: "A..B", or one day."""

# Dates in running text. The characters beside a year show how its date is written.
_YEAR = (
    f"(?<![0-9])(?:(?P<iso>[0-9]{{4}}(?={_NO_WIDTH}-{_NO_WIDTH}[0-9]{{2}}{_NO_WIDTH}-))"
    "|(?P<marks>(?:(?<=[-/.])|(?<=[-/.]\u200b))[0-9]{4})|(?P<words>[0-9]{4}))(?![0-9])"
)
_AROUND = 120  # characters before and after a year in which the rest of a date may stand
# Part of a version, a sum, a path or a longer number is not a date.
_BEFORE = "(?<![\\w/\\\\=#~@£$€+%-])(?<![0-9][.,:\u2014])"
_DAY = f"[0-9]{{1,2}}(?:{_ORDINAL})?"
_UNREAD = (
    f"{_BEFORE}(?:(?:{_DAY}{_JOIN})?{_DAY}{_GAP}(?:of{_GAP})?(?-i:(?=[A-Z])){_MONTH}"
    f"|{_MONTH}{_MONTH_DOT}{_GAP}{_DAY}(?:{_JOIN}{_DAY})?,?{_GAP}[0-9]{{4}}(?![0-9])"
    rf"|[0-9]{{1,2}}(?:(?:/[0-9]{{1,2}}/|-{_MONTH}-)[0-9]{{2}}(?![\w/])|-{_MONTH}(?![\w/-]))"
    r"|[0-9]{4}(?:/[0-9]{1,2}/|-[0-9]{1,2}-)[0-9]{1,2}(?![\w/]|[.-]\w))"
)


class FoundDate(NamedTuple):
    """A date in a text, from character `start` up to `end`; if it cannot be read, it has no `form`.

    `parts` match the normalised text: `weekday`, `day`, `ordinal`, `month`, `mark`, `year`, and
    `behind`, the weekday after it; a run also has those of its first day (`day_first`) and `join`.
    `first` and `last` are None if a day does not exist, and `missing` says why.
    """

    start: int
    end: int
    parts: re.Match[str]
    form: Form | None = None
    first: date | None = None
    last: date | None = None
    missing: str | None = None


def find_dates(text: str) -> Iterator[FoundDate]:
    """Find the dates in running text, in order and without overlaps."""
    plain, place = normalised(text), 0
    # Every date that can be read has a year, which is quick to find.
    for year in (*re.finditer(_YEAR, plain), None):
        found = _find(plain, place, year) if year and year.start() >= place else None
        if found or year is None:
            end = found.start if found else len(plain)
            for match in re.compile(_UNREAD, re.IGNORECASE).finditer(plain, place, end):
                yield FoundDate(*match.span(), match)
        if found:
            yield found
            place = found.end


def _find(plain: str, place: int, year: re.Match[str]) -> FoundDate | None:
    form = Form(str(year.lastgroup))
    join = rf"(?:{_JOIN}|/|\.\.)" if form is Form.ISO else _JOIN
    point = "[0-9]" if form is Form.WORDS else r"\w"  # after a sign, shows that the text goes on
    after = rf"(?!(?!T[0-9]{{2}}:)\w|[-/\\=&@]\w|[.,:]{point})"
    begin, end = max(place, year.start() - _AROUND), year.end() + _AROUND
    for first in (f"{_one(form, '_first')}(?P<join>{join})", ""):
        pattern = f"{_BEFORE}{first}{_one(form)}{after}{_BEHIND}"
        match = re.compile(pattern, re.IGNORECASE).search(plain, begin, end)
        if match is None or year.start() not in range(*match.span()):
            continue
        if found := _dated(match, form, run=bool(first)):
            return found
    return None


def _dated(match: re.Match[str], form: Form, *, run: bool) -> FoundDate | None:
    first = last = int(match["year"]), _month(match["month"]), int(match["day"])
    if run:
        month = _month(match["month_first"] or match["month"])
        # "30 December to 3 January 2025" begins in the year before.
        year = int(match["year_first"] or last[0] - (month > last[1]))
        first = year, month, int(match["day_first"])
        if match["month_first"] is None:
            # "Week 2 - Monday 24 February 2025" and "40 - 3 March 2025" are not runs.
            uneven = match["weekday"] and not match["weekday_first"]
            if _why_missing(*first, form) or (uneven and not re.search("[a-z]", match["join"])):
                return None
    for day in (first, last):
        if missing := _why_missing(*day, form):
            return FoundDate(*match.span(), match, form, missing=missing)
    days = date(*first), date(*last)
    return FoundDate(*match.span(), match, form, *days) if days[0] <= days[1] else None


def weekday_name(day: date) -> str:
    """Name the weekday in full: "Monday"."""
    return WEEKDAYS[day.weekday()]


def say_plain(day: date) -> str:
    """Say a date without its weekday, as GOV.UK does: "3 March 2025"."""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def say(day: date) -> str:
    """Say a date in full: "Monday 3 March 2025"."""
    return f"{WEEKDAYS[day.weekday()]} {day.day} {MONTHS[day.month - 1]} {day.year}"


def say_short(day: date) -> str:
    """Say a date in a column: "Mon  3 Mar 2025", always 15 characters."""
    return f"{WEEKDAYS[day.weekday()][:3]} {day.day:2d} {MONTHS[day.month - 1][:3]} {day.year:04d}"


def say_brief(day: date) -> str:
    """Say a date briefly, without its weekday: "28 Mar 2025"."""
    return say_short(day)[4:].strip()


def say_span(first: date, last: date) -> str:
    """Say a run of days in full, a shared year once: "Monday 3 March to Friday 7 March 2025"."""
    if first == last:
        return say(first)
    shared = f" {last.year}" if first.year == last.year else ""
    return f"{say(first).removesuffix(shared)} to {say(last)}"


def add_months(day: date, months: int) -> date:
    """Move a date by calendar months; a day that the new month lacks becomes its last day."""
    # dateutil's relativedelta is slower: with it `timeline --format json` took 1.50 times as long
    # as the smallest program, not 1.48, and 9,870 timelines were dated a second, not 10,551.
    year, month = divmod(12 * day.year + day.month - 1 + months, len(MONTHS))
    if not 1 <= year <= date.max.year:
        what = f"{months:+d} calendar months from {day.isoformat()}"
        raise OutOfRangeError(f"{what} is outside the years 1 to 9999")
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


_COUNTED_FROM = datetime(1973, 1, 1)  # noqa: DTZ001 - a Monday, before all known bank holidays
_RRULE = (
    # Refuse what dateutil ignores: a part given twice, "the second Tuesday" of a week, a zero.
    r"(?!.*;(\w+)=.*;\1=)(?!FREQ=WEEKLY.*[0-9][A-Z])(?!.*[^0-9]0)"
    "FREQ=(?:YEARLY|MONTHLY|WEEKLY)(?:;(?:INTERVAL=[0-9]{1,2}|BYDAY=[-+0-9A-Z,]+"
    "|BY(?:MONTH|MONTHDAY|SETPOS)=[-+0-9,]+))*"
)


def recurring(rrule: str, span: Period) -> tuple[date, ...]:
    """List the days that a recurrence rule gives in a span (RFC 5545, 3.3.10), at most weekly.

    Intervals are counted from January 1973, so that the days do not depend on the span.
    """
    first, last = (datetime.combine(day, time()) for day in span)
    problem = f"the recurrence rule '{quoted(rrule)}' cannot be read"
    hint = "a rule such as FREQ=YEARLY;BYMONTH=1,7;BYDAY=2TU"
    from dateutil.rrule import rrulestr  # noqa: PLC0415 - slow, and few need recurring days

    if len(rrule) > _LONGEST or not re.fullmatch(_RRULE, rrule):
        raise DateError(problem, hint)
    try:
        rule = rrulestr(rrule, dtstart=_COUNTED_FROM)
        # dateutil follows a rule that never gives a day to the year 9999, for a second or two.
        if next(iter(rule), None) is not None:
            return tuple(day.date() for day in rule.between(first, last, inc=True))
    except (ValueError, IndexError) as error:
        raise DateError(f"{problem}: {error}", hint) from None
    raise DateError(f"the recurrence rule {rrule} never gives a day", hint)
