"""GOV.UK's own file of bank holidays, `bank-holidays.json`."""

import json
from collections import Counter
from collections.abc import Iterator
from datetime import date
from itertools import islice
from pathlib import Path
from typing import Any

from jtai_cli.bankholidays import BankHolidays, Division
from jtai_cli.dates import read_iso, say
from jtai_cli.errors import DateError, Fault, FaultyFileError, printable
from jtai_cli.load.files import MEBIBYTE, text
from jtai_cli.load.words import MOST_FAULTS, invisible, quoted
from jtai_cli.workingdays import SATURDAY

_DIVISIONS = {
    Division.ENGLAND: "england-and-wales",
    Division.WALES: "england-and-wales",
    Division.SCOTLAND: "scotland",
    Division.NORTHERN_IRELAND: "northern-ireland",
}
_FEWEST = 8  # England and Wales have eight in a common year, the others more
_REMEDY = "GOV.UK's own file, from https://www.gov.uk/bank-holidays.json"


def bank_holidays(path: Path, division: Division) -> BankHolidays:
    """Read a division's bank holidays from GOV.UK's own file.

    They reach from 1 January of the file's first year to 31 December of its last one, and all
    of them are published.

    Raises:
        FileError: the file cannot be read.
        FaultyFileError: it is not such a file, or a year of it looks cut short.
    """
    place = printable(str(path))
    told = _told(text(path, limit=MEBIBYTE), _DIVISIONS[division])
    if isinstance(told, Fault):
        raise FaultyFileError(place, (told,))
    days: dict[date, str] = {}
    if faults := tuple(islice(_faults(told, days, _DIVISIONS[division]), MOST_FAULTS)):
        raise FaultyFileError(place, faults)
    last = date(max(days).year, 12, 31)
    ordered = dict(sorted(days.items()))
    return BankHolidays(
        first=date(min(days).year, 1, 1), last=last, days=ordered, published_to=last
    )


def _told(content: str, division: str) -> list[Any] | Fault:
    """Return what the file lists for a division, or why it cannot be known."""
    try:
        # A number has no place in the file; a float of any length can be read.
        told: object = json.loads(content, object_pairs_hook=_without_duplicates, parse_int=float)
    except json.JSONDecodeError as error:
        return Fault(error.lineno, "this is not JSON", _REMEDY)
    except RecursionError:
        return Fault(None, "is nested too deep", _REMEDY)
    except ValueError as error:
        return Fault(None, str(error), _REMEDY)
    match told:
        case dict() if division in told:
            listed = told[division]
        case _:
            return Fault(None, f"'{division}' is missing", _REMEDY)
    match listed:
        case {"events": [_, *_] as events}:
            return list(events)
        case _:
            return Fault(None, f"'{division}' has no events", _REMEDY)


def _without_duplicates(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    told = dict(pairs)
    if len(told) < len(pairs):
        key = next(key for key, times in Counter(key for key, _ in pairs).items() if times > 1)
        raise ValueError(f"{quoted(key)} stands twice in one object")
    return told


def _faults(events: list[Any], days: dict[date, str], division: str) -> Iterator[Fault]:
    """Fill `days` from the events, and tell of what is wrong with them."""
    whole = True
    for number, event in enumerate(events):
        found = _day(event)
        if isinstance(found, tuple) and found[0] in days:
            found = Fault(None, f".date: {found[0].isoformat()} stands twice", "keep one of them")
        if isinstance(found, Fault):
            whole = False
            yield Fault(None, f"{division}.events[{number}]{found.problem}", found.remedy)
        else:
            day, name = found
            days[day] = name
    if whole:
        yield from _gaps(days, division)


def _day(event: object) -> tuple[date, str] | Fault:
    """Return the day and the name of one event, or what is wrong, from its own place on."""
    if not isinstance(event, dict):
        return Fault(None, ": should have a title and a date", _REMEDY)
    title, note = event.get("title"), event.get("notes", "")
    for key, value in (("title", title), ("notes", note)):
        if not isinstance(value, str) or invisible(value):
            return Fault(None, f".{key}: should be text on one line", _REMEDY)
    if not title:
        return Fault(None, ".title: is empty", _REMEDY)
    try:
        day = read_iso(event.get("date"))
    except DateError as error:
        return Fault(None, f".date: {error.message}", error.hint or _REMEDY)
    if day.weekday() >= SATURDAY:
        return Fault(None, f".date: {say(day)} is a weekend", _REMEDY)
    return day, f"{title} ({note.lower()})" if note else title


def _gaps(days: dict[date, str], division: str) -> Iterator[Fault]:
    """Tell of years with fewer bank holidays than there can be."""
    held = Counter(day.year for day in days)
    for year in range(min(held), max(held) + 1):
        if held[year] < _FEWEST:
            problem = (
                f"'{division}' has {held[year]} bank holidays in {year}, so it looks cut short"
            )
            yield Fault(None, problem, _REMEDY)
