"""Dates that their reader can change: what a workbook or a page needs to count them itself.

It holds rules as moves from day to day, so that whatever counts them knows no kind of rule.
"""

from collections.abc import Iterator, Mapping
from datetime import date
from itertools import groupby
from typing import NamedTuple

from jtai_cli.kinds import Days, Edge, Moves


class Movable(NamedTuple):
    """A step that can be counted again, or another reading of the one above it, and its days.

    `heading` is its phase's; fieldwork, which the others follow, has no `anchor`. The letters'
    clock counts what `is_for_letters`; what only marks a stretch of time is no task. `weekday` is
    the one expected, from Monday as 0. `calculated` is the first day by the rule, whatever is
    `stated`; `late` are the working days between the two.
    """

    key: str
    title: str
    heading: str
    who: str
    rule: str
    anchor: str | None
    edge: Edge
    moves: Moves
    days: Days
    is_provisional: bool
    is_reading: bool = False
    is_task: bool = True
    is_for_letters: bool = False
    lasts: bool = False
    can_be_stated: bool = False
    weekday: int | None = None
    calculated: date | None = None
    stated: date | None = None
    late: int | None = None


class ListedDay(NamedTuple):
    """A bank holiday; the government has not published it yet where it is projected."""

    day: date
    name: str
    is_projected: bool


class Spell(NamedTuple):
    """Days to know about, by a note's code, where one of the steps is counted over them.

    With `is_met` its own day must be among them; once one of `ended_by` is stated, nothing is said.
    """

    code: str
    first: date
    last: date
    text: str
    keys: tuple[str, ...]
    is_met: bool = False
    ended_by: tuple[str, ...] = ()


class Calculator(NamedTuple):
    """The dates of an inspection, and all that is needed to count them again.

    `first` to `last` are the years whose `bank_holidays` it lists. On `closed` days the letters'
    clock stands still. `fieldwork_last` is given where fieldwork is not as long as its rule says.
    `known_by` are the steps that the others can be counted from, fieldwork first. `notes`, by
    code, and bank holidays `skipped` are those of the dates as they are; `remarks` are true of any.
    """

    title: str
    subject: str
    steps: Mapping[str, Movable]
    first: date
    last: date
    published_to: date
    division: str
    caution: str
    bank_holidays: tuple[ListedDay, ...]
    closed: tuple[date, ...]
    fieldwork_last: date | None
    known_by: tuple[str, ...]
    spells: tuple[Spell, ...]
    remarks: tuple[str, ...]
    notes: tuple[tuple[str, str], ...]
    skipped: tuple[tuple[date, str], ...]
    is_blank: bool = False

    def phases(self) -> Iterator[tuple[str, list[Movable]]]:
        """Give the headings, each with its steps."""
        for heading, steps in groupby(self.steps.values(), key=lambda step: step.heading):
            yield heading, list(steps)

    def data(self) -> dict[str, object]:
        """Return what counts the dates, as plain values; moves and days are lists."""
        return {
            **{name: getattr(self, name) for name in ("known_by", "first", "last", "published_to")},
            "steps": [step._asdict() for step in self.steps.values()],
            "bank_holidays": [one._asdict() for one in self.bank_holidays],
            "spells": [spell._asdict() for spell in self.spells],
        }
