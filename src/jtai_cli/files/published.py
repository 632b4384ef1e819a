"""What others publish: GOV.UK's bank holidays, and inspections as published letters tell them."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from pathlib import Path
from typing import Any

from jtai_cli.bankholidays import Division
from jtai_cli.dates import Day, read, say
from jtai_cli.errors import Fault, JtaiError, quoted
from jtai_cli.evidence import PublishedInspection
from jtai_cli.files import MEBIBYTE, faulty, hidden, read_text
from jtai_cli.files.rules import shipped
from jtai_cli.files.tables import read_cell, read_whole_table
from jtai_cli.workingdays import SATURDAY, Period, WorkingCalendar

_NAMES = {one: one.value for one in Division}
_NAMES |= dict.fromkeys((Division.ENGLAND, Division.WALES), "england-and-wales")
_FEWEST = 8  # England and Wales have eight in a common year, the others more


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

    text = read_text(path, MEBIBYTE).text
    lists: dict[str, BankHolidayList] = {}
    try:
        lists = TypeAdapter(dict[str, BankHolidayList]).validate_json(text)
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


_DAYS = ("notification", "fieldwork_start", "fieldwork_end", "published", "statement_due")
_COLUMNS = ("area", "theme", *_DAYS, "source_url", "notes")
_ONE_AT_LEAST = ("fieldwork_start", "fieldwork_end", "published")


def load_inspections(path: Path | None) -> tuple[PublishedInspection, ...]:
    """Read the published inspections of a file; without one, those that come with the program.

    The column `explained_by` may be missing; several explanations are divided by semicolons.
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
