"""What others publish: GOV.UK's bank holidays, and inspections as published letters tell them."""

import json
from collections import Counter
from collections.abc import Mapping
from datetime import date
from itertools import pairwise
from pathlib import Path
from typing import Any

from jtai_cli.bankholidays import BankHolidays, Division
from jtai_cli.dates import read, say
from jtai_cli.errors import Fault, JtaiError, quoted
from jtai_cli.evidence import PublishedInspection
from jtai_cli.files.rules import shipped
from jtai_cli.files.tables import read_cell, read_whole_table
from jtai_cli.files.text import MEBIBYTE, faulty, hidden, read_text
from jtai_cli.workingdays import SATURDAY

_NAMES = {
    Division.ENGLAND: "england-and-wales",
    Division.WALES: "england-and-wales",
    Division.SCOTLAND: "scotland",
    Division.NORTHERN_IRELAND: "northern-ireland",
}
_FEWEST = 8  # England and Wales have eight in a common year, the others more
_REMEDY = "GOV.UK's own file, from https://www.gov.uk/bank-holidays.json"


def load_bank_holidays(path: Path) -> Mapping[Division, BankHolidays]:
    """Read every division's bank holidays from GOV.UK's file: whole years, all published."""
    text = read_text(path, MEBIBYTE).text
    found, problems = {}, dict[str, None]()
    try:
        lists = json.loads(text)
        for division, name in _NAMES.items():
            days: dict[date, str] = {}
            for one in lists[name]["events"]:
                day, title, notes = read(one["date"]), one["title"], one.get("notes", "")
                if not title.strip() or hidden(title + notes):
                    problems[f"{name}, {day}: the text is empty, or not on one line"] = None
                if day.weekday() >= SATURDAY or day in days:
                    why = "listed already" if day in days else "a weekend"
                    problems[f"{name}: {say(day)} is {why}"] = None
                days[day] = f"{title} ({notes.lower()})" if notes else title
            days = dict(sorted(days.items()))
            first, last = date(min(days).year, 1, 1), date(max(days).year, 12, 31)
            years = Counter(day.year for day in days)
            for year in range(first.year, last.year + 1):
                if years[year] < _FEWEST:
                    problem = (
                        f"'{name}' has {years[year]} bank holidays in {year}: is it cut short?"
                    )
                    problems[problem] = None
            found[division] = BankHolidays(first=first, last=last, days=days, published_to=last)
    except (AttributeError, LookupError, RecursionError, TypeError, ValueError) as error:
        problems[f"is no list of bank holidays: {error}"] = None
    if problems:
        raise faulty(path, [Fault(None, quoted(one, 200), _REMEDY) for one in problems])
    return found


# Published inspections.

_DAYS = ("notification", "fieldwork_start", "fieldwork_end", "published", "statement_due")
"""The columns of days, in the order in which the days come."""
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
