"""Dates that their reader can change: what a workbook or a page needs to count them itself.

It holds rules as moves from day to day, so that whatever counts them knows no kind of rule.
"""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import NamedTuple

from jtai_cli.kinds import Days, Edge, Moves


class Movable(NamedTuple):
    """A step that can be counted again, or another reading of the one above it.

    Fieldwork, which the others follow, has no `anchor`; what only marks a stretch of time is no
    task; what counts working days `is_counted`. `late` are the working days from `calculated`, its
    first day by the rule, to a stated one. `weekday` is the one expected, from Monday as 0.
    """

    key: str
    title: str
    who: str
    rule: str
    anchor: str | None
    edge: Edge
    moves: Moves
    days: Days
    is_provisional: bool
    calculated: date | None
    is_reading: bool = False
    is_task: bool = True
    is_counted: bool = False
    is_for_letters: bool = False
    lasts: bool = False
    can_be_stated: bool = False
    weekday: int | None = None
    late: int | None = None


class Calculator(NamedTuple):
    """The dates of an inspection, and all that is needed to count them again.

    `bank_holidays` of the years `first` to `last` are projected or not. On `closed` days the
    letters' clock stands still. `known_by` are steps to count from, fieldwork first; a page counts
    with `data`. `notes` and `skipped` are of the dates as they are; `remarks` are true of any.
    """

    title: str
    subject: str
    phases: Sequence[tuple[str, Sequence[Movable]]]
    steps: Mapping[str, Movable]
    first: date
    last: date
    published_to: date
    division: str
    caution: str
    bank_holidays: Sequence[tuple[date, str, bool]]
    closed: Sequence[date]
    fieldwork_last: date | None
    known_by: Sequence[str]
    data: Mapping[str, object]
    remarks: Sequence[str]
    notes: Sequence[tuple[str, str]]
    skipped: Sequence[tuple[date, str]]
    is_blank: bool = False
