"""Dates as they stand in running text: found, read, and written anew in the same way.

Read are days in words with a year (`Mon 3 Mar 2025`, `3rd of March 2025`), ISO (`2025-03-03`),
UK order with slashes (`3/3/2025`), each with a weekday or without, and runs of two such days
(`24 February to 14 March 2025`). A line end, and a space that does not break, count as a blank.
A day without any year is not read, nor are days inside paths, versions and longer numbers.
"""

import re
from collections.abc import Iterator
from datetime import date
from functools import lru_cache
from heapq import merge
from operator import attrgetter

from jtai_cli.dates import MONTHS, WEEKDAYS
from jtai_cli.documents.found import Code
from jtai_cli.documents.numbered import Numbered
from jtai_cli.documents.shapes import SHAPES, WEEKDAY_UNTIL, Kind, taken_apart
from jtai_cli.documents.ways import Way
from jtai_cli.records import dataclass, replace

_LIKELY_YEARS = range(1900, 2200)
"""Digits with hyphens that are no day are a date gone wrong only in such a year."""
_AROUND = 200
"""Characters before the core of a date, and behind it, that are looked at."""
_ORDINALS = range(date.min.toordinal(), date.max.toordinal() + 1)
_WEEK = len(WEEKDAYS)


@dataclass(frozen=True, slots=True)
class Written:
    """A date on a page, from character `start` up to, and not including, `end`.

    `first` and `last` are its days, both included, and the same for a single date; both are
    None where a day does not exist. `code` and `fault` tell what is wrong with it: a day that
    does not exist, or a weekday that is not the day's.
    """

    start: int
    end: int
    text: str
    first: date | None
    last: date | None
    code: Code | None
    fault: str | None

    def anew(self, first: date, last: date) -> str:
        """Write other days in the way that this date is written.

        A single date takes the first day; a run of one day becomes a single date. Its own days
        give its own text, unless the weekday is wrong: that is mended.
        """
        if self.code is None and (first, last) == (self.first, self.last):
            return self.text
        return _way_of(self).write(first, last)

    def meant(self) -> tuple[str, ...]:
        """Write the dates that one with a wrong weekday may be: by its number, by its weekday.

        By its weekday it is the nearest such day, at most three days off.
        """
        if self.code is not Code.WEEKDAY:
            return ()
        assert self.first is not None, "what has a weekday exists"
        assert self.last is not None, "what has a weekday exists"
        way = _way_of(self)
        first = _nearest(self.first, (way.first or way.last).weekday_number)
        last = _nearest(self.last, way.last.weekday_number) if way.first else first
        return self.anew(self.first, self.last), self.anew(first, last)


def find(text: str) -> Iterator[Written]:
    """Find the dates in a text, in order; none overlaps another."""
    scans = (_scan(text, kind) for kind in Kind)
    return merge(*scans, key=attrgetter("start"))


def _unnamed(pattern: str) -> str:
    return re.sub(r"\(\?P<\w+>", "(?:", pattern)


_CORE = {kind: re.compile(_unnamed(shape.core), re.IGNORECASE) for kind, shape in SHAPES.items()}
_SINGLE = {
    kind: re.compile(_unnamed(f"{shape.day}{shape.after}"), re.IGNORECASE)
    for kind, shape in SHAPES.items()
}
_FOUND = {
    kind: re.compile(
        f"{shape.before}(?:(?P<first>{_unnamed(shape.first)})(?P<join>{shape.join})"
        f"(?P<last>{_unnamed(shape.day)}){shape.after}"
        f"|(?P<one>{_unnamed(shape.day)}){shape.after})",
        re.IGNORECASE,
    )
    for kind, shape in SHAPES.items()
}


_WEEKDAY_UNTIL = re.compile(WEEKDAY_UNTIL, re.IGNORECASE)
_LETTERS = re.compile("[A-Za-z]+")


def _scan(text: str, kind: Kind) -> Iterator[Written]:
    place = 0
    # The core is quick to find, and what may stand around it is looked at near it alone.
    for core in _CORE[kind].finditer(text):
        while place < core.end():
            begin, end = max(place, core.start() - _AROUND), core.end() + _AROUND
            match = _FOUND[kind].search(text, begin, end)
            if match is None:
                break
            place, found = _found(text, match, kind)
            if found is not None:
                yield found


def _found(text: str, match: re.Match[str], kind: Kind) -> tuple[int, Written | None]:
    """Read what was found, and tell where to look on."""
    before = _weekday_before(text, match)
    found = _beside(before, match, kind) if before else _at(match.start(), match.group(), kind)
    if found is not None or match["join"] is None:
        return match.end(), found
    # Not a run: its first day is read alone where it has a year, then its second is looked for.
    one = _SINGLE[kind].match(text, match.start())
    if one is None:
        return match.end("join"), None
    return one.end(), _at(one.start(), one.group(), kind)


def _weekday_before(text: str, match: re.Match[str]) -> str:
    """Return the first of two weekdays before a run: "Monday to Friday, 3 to 7 …"; "" for none."""
    begin = max(0, match.start() - _AROUND)
    found = _WEEKDAY_UNTIL.search(text, begin, match.start())
    return "" if found is None or match["join"] is None else found[0]


def _beside(before: str, match: re.Match[str], kind: Kind) -> Written | None:
    """Read a run behind two weekdays, which are those of its ends where it is within a week."""
    first = taken_apart(match["first"], kind)
    skipped = len(first.weekday + first.pause)
    run = _at(match.start() + skipped, match.group()[skipped:], kind)
    if run is None or run.first is None or run.last is None or run.code is not None:
        return run
    if (run.last - run.first).days >= _WEEK:
        return run
    names = (_LETTERS.findall(before)[0], first.weekday)
    told = (
        _read(f"{name} {day.day} {MONTHS[day.month - 1]} {day.year:04d}", Kind.WORDS)
        for name, day in zip(names, (run.first, run.last), strict=True)
    )
    faults = [one.fault for one in told if one is not None and one.fault]
    return replace(run, code=Code.WEEKDAY, fault="; ".join(faults)) if faults else run


def _at(start: int, text: str, kind: Kind) -> Written | None:
    read = _read(text, kind)
    if read is None:
        return None
    return Written(start, start + len(text), text, read.first, read.last, read.code, read.fault)


@lru_cache(maxsize=4096)
def _read(text: str, kind: Kind) -> Written | None:
    """Read a date, as if it began its text; None for a run that is none, and for no date."""
    way = _way(text, kind)
    last = Numbered.of(way.last, kind)
    days = (last,) if way.first is None else (last.of_first(way.first), last)
    if way.first and not way.first.month and not (days[0].exists and _is_even(way)):
        return None  # "Week 2 - Monday 24 February 2025", "40 - 3 March 2025"
    for one in days:
        if not one.exists:
            if kind is Kind.ISO and one.year not in _LIKELY_YEARS:
                return None
            return Written(0, 0, text, None, None, Code.NO_SUCH_DATE, one.missing)
    if days[0].day > last.day:
        return None
    fault = "; ".join(fault for one in days if (fault := one.otherwise))
    code = Code.WEEKDAY if fault else None
    return Written(0, 0, text, days[0].day, last.day, code, fault or None)


def _way(text: str, kind: Kind) -> Way:
    match = _FOUND[kind].fullmatch(text)
    assert match, "it was found by the same pattern"
    if match["join"] is None:
        return Way(kind, taken_apart(text, kind))
    first, last = (taken_apart(match[name], kind) for name in ("first", "last"))
    return Way(kind, last, match["join"], first)


def _way_of(found: Written) -> Way:
    kind = next(kind for kind, pattern in _FOUND.items() if pattern.fullmatch(found.text))
    return _way(found.text, kind)


def _is_even(way: Way) -> bool:
    """Tell whether the first day may be one of a run: a number before a dash often is none."""
    if way.first is None or way.last.weekday == "":
        return True
    return way.first.weekday != "" or way.join_is_a_word


def _nearest(day: date, weekday: int | None) -> date:
    """Return the nearest day that falls on a weekday, at most three days off."""
    if weekday is None:
        return day
    away = (weekday - day.weekday() + _WEEK // 2) % _WEEK - _WEEK // 2
    ordinal = day.toordinal() + away
    return date.fromordinal(ordinal) if ordinal in _ORDINALS else day
