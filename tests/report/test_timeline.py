"""The timeline's report in every format."""

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import given, strategies as st

from jtai_cli.bankholidays import Calendars
from jtai_cli.explain import count_all
from jtai_cli.plan import Inspection, Known, LocalMilestone
from jtai_cli.report import timeline as reports
from jtai_cli.report.model import (
    Bullets,
    Cell,
    Paragraph,
    Report,
    Table,
)
from jtai_cli.rules import Rules
from jtai_cli.timeline import DateIs, Timeline, resolve
from jtai_cli.workingdays import Period
from tests.conftest import Dated, d

Made = Callable[..., Report]
Row = dict[str, Cell]
SENT_ROUND = ("document", "page", "workbook")


KINGSTON = Inspection(Known("fieldwork", d("2025-03-03")), "front-door", area="Kingston")


@pytest.fixture
def made(dated: Dated, rules: Rules) -> Made:
    """Makes the report of an inspection."""
    return lambda inspection, **chosen: reports.report(dated(inspection), rules, **chosen)


def rows(report: Report, medium: str) -> list[Row]:
    table = next(report.tables()).shown_in(medium)
    keys = [column.key for column in table.columns]
    return [dict(zip(keys, row.cells, strict=True)) for row in table.rows()]


def row(report: Report, medium: str, number: int = 0, **where: str) -> Row:
    ((name, text),) = where.items()
    return [one for one in rows(report, medium) if text in str(one[name])][number]


def shown(report: Report, medium: str) -> str:
    """Give everything that a format shows."""
    found = [report.title]
    for block in report.blocks:
        if isinstance(block, Table):
            found.append(str([one.cells for one in block.shown_in(medium).rows()]))
        elif not isinstance(block, Paragraph) or medium in (block.media or {medium}):
            found.append(str(block))
    return "\n".join(found)


def lines(report: Report) -> list[str]:
    return [str(line) for one in report.blocks if isinstance(one, Bullets) for line in one.lines]


HEADS = {
    "terminal": "date what who counted",
    "document": "date title who rule basis remarks",
    "page": "date what who rule",
    "csv": "key title phase first last weekday who basis source date_is provisional notes",
    "plain": "first last key title",
    "workbook": "first last title who counted remarks owner deputy done own_notes",
}


@pytest.mark.parametrize(("medium", "keys"), HEADS.items())
def test_each_format_shows_its_columns(made: Made, medium: str, keys: str) -> None:
    assert [*rows(made(KINGSTON), medium)[0]] == keys.split()


NUMBER = re.compile(r"(\d+) working days? ?(earlier|)[^;]*? (than calculated|by the)")


@given(
    st.dates(d("2023-01-01"), d("2026-12-31")),
    st.lists(st.none() | st.integers(-5, 30), min_size=4, max_size=4),
)
def test_every_number_is_counted_from_the_date_beside_it(
    rules: Rules, start: date, delays: list[int | None]
) -> None:
    def dates(first: date, stated: dict[str, date]) -> Timeline:
        return resolve(rules, Inspection(Known("fieldwork", first), stated=stated), Calendars())

    first = dates(d("2025-03-03"), {}).calendar.roll_forward(start)
    plain = dates(first, {})
    letters = ("draft-letter", "comments-due", "final-letter", "publication")
    late = {key: delay for key, delay in zip(letters, delays, strict=True) if delay is not None}
    timeline = dates(
        first, {key: plain.calendar.shift(plain.dated(key).last, late[key]) for key in late}
    )
    for one in rows(reports.report(timeline, rules, columns=["key", "remarks"]), "terminal"):
        found = timeline.dated(str(one["key"]))
        if number := NUMBER.search(str(one["remarks"])):
            is_stated = number[3] == "than calculated"
            assert is_stated == (found.date_is is DateIs.STATED)
            start = (found.computed if is_stated else found.unslipped) or date.min
            sign = -1 if number[2] else 1
            assert timeline.calendar.between(start, found.last) == sign * int(number[1])


FULL = Inspection(
    Known("fieldwork", d("2028-11-27")), "front-door",
    area="Northshire",
    stated={"draft-letter": d("2028-12-20")},
    owners={"comments-due": "Priya_Shah"},
    done=("notification",),
    principal_authority="Northshire ICB",
    contact="Jo Reed, 020 7946 0000",
    closures=(Period(d("2028-12-27"), d("2028-12-29")),),
    local={"review": LocalMilestone("review", "Review", "comments-due", 1, who="Chair")},
)  # fmt: skip
FACTS = """Northshire: JTAI, front door|Monday 27 November to Friday 1 December 2028|Northshire ICB
Jo Reed, 020 7946 0000|Priya_Shah|letter says 20 Dec 2028|if the letter asks for it
provisional|local|done|Chair|known|Christmas Day 25 Dec 2028|70 calendar days from publication
Closure, not counted up to publication: Wednesday 27 December to Friday 29 December 2028
These dates are calculated. The letters you receive take priority."""


@pytest.mark.parametrize("medium", ["terminal", *SENT_ROUND])
def test_every_format_shows_every_fact(made: Made, medium: str) -> None:
    text = shown(made(FULL), medium).lower()
    for fact in FACTS.lower().replace("\n", "|").split("|"):
        assert fact in text, fact


@pytest.mark.parametrize("medium", SENT_ROUND)
def test_what_is_sent_round_holds_no_option_command_or_path(
    dated: Dated, made: Made, medium: str
) -> None:
    noted = replace(FULL, stated={"publication": d("2029-01-27")}, closures=())
    timeline = dated(noted)
    assert any(note.hint for note in timeline.notes)
    text = shown(made(noted, counts=count_all(timeline)), medium)
    assert not re.search(r"(?<!\w)--\w|\bjtai [a-z]|\.toml|comments-due|rehearsal", text)


def test_the_terminal_alone_says_what_to_type(dated: Dated, made: Made) -> None:
    winter = Inspection(Known("fieldwork", d("2026-11-30")))
    (note,) = (one for one in dated(winter).notes if one.code == "letters-over-christmas")
    report = made(winter)
    assert note.text in lines(report)
    assert f"Try: {note.hint}" in shown(report, "terminal")
    assert str(note.hint) not in shown(report, "page")


TITLES = [
    ({}, "JTAI timeline"),
    ({"theme": "front-door"}, "JTAI timeline: front door"),
    ({"name": "kingston-2025"}, "kingston-2025: JTAI"),
    ({"name": "k-2025", "area": "Kingston", "theme": "front-door"}, "Kingston: JTAI, front door"),
    ({"area": "Kingston", "is_rehearsal": True}, "Kingston: JTAI rehearsal"),
    ({"is_rehearsal": True, "theme": "front-door"}, "JTAI rehearsal timeline: front door"),
]


@pytest.mark.parametrize(("known", "title"), TITLES)
def test_a_title_says_whose_inspection_it_is(
    dated: Dated, rules: Rules, known: dict[str, Any], title: str
) -> None:
    timeline = dated(Inspection(KINGSTON.known, **known))
    assert reports.report(timeline, rules).title == title
    assert reports.data(timeline, rules)["title"] == title
