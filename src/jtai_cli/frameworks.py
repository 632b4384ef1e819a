"""The frameworks: timetables, themes, the sources behind them and the days to watch.

`Frameworks` is `frameworks.yaml` as one frozen object. It holds rules and counts nothing.
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from enum import StrEnum
from functools import lru_cache
from typing import TypeVar

from jtai_cli.bankholidays import Division
from jtai_cli.dates import Day, read_iso
from jtai_cli.errors import AmbiguousError, UnknownNameError
from jtai_cli.habits import Preparation
from jtai_cli.milestones import Basis, Fieldwork, Milestone, ReadingRule, Rule
from jtai_cli.records import dataclass, field
from jtai_cli.themes import InForce, Theme
from jtai_cli.workingdays import Period

_T = TypeVar("_T")


@dataclass(frozen=True, slots=True)
class Source:
    """Where a rule comes from; `note` says what of it was read, or could not be."""

    key: str
    title: str
    url: str | None = None
    note: str | None = None


@dataclass(frozen=True, slots=True)
class Inspectorate:
    """A body that inspects: the name people use, and the full one."""

    key: str
    title: str
    name: str


@dataclass(frozen=True, slots=True)
class Party:
    """Someone who acts in an inspection: "DCS", and what the letters stand for."""

    key: str
    title: str
    name: str | None = None


@dataclass(frozen=True, slots=True)
class Phase:
    """A part of a timetable under one heading. Phases sort as they stand in the file."""

    key: str
    title: str


@dataclass(frozen=True, slots=True)
class Timetable:
    """The milestones of one kind of inspection, and the time in which it began them.

    `name` is what people call the inspection ("JTAI"). `in_force` is told by the first day of
    fieldwork. Every milestone but fieldwork is counted from fieldwork or from one that stands
    above it. `note` stands beside every timeline of the timetable.
    """

    key: str
    title: str
    name: str
    in_force: InForce
    division: Division
    milestones: Mapping[str, Milestone]
    note: str | None = None

    def __hash__(self) -> int:
        # So that what follows from a timetable alone can be kept: see `course`.
        return hash(self.key)

    def milestone(self, key: str) -> Milestone:
        """Return a milestone by its key.

        Raises:
            UnknownNameError: the timetable has no such milestone.
        """
        return _named("milestone", key, self.milestones)

    def rules(self) -> Iterator[Rule | ReadingRule]:
        """Give every rule: of the milestones, and of their other readings."""
        for milestone in self.milestones.values():
            yield milestone.rule
            yield from (reading.rule for reading in milestone.readings.values())

    @property
    def fieldwork(self) -> Milestone:
        """The milestone that the others are counted from."""
        return next(m for m in self.milestones.values() if isinstance(m.rule, Fieldwork))


class Poll(StrEnum):
    """Local polls are held in some areas only, general ones everywhere."""

    LOCAL = "local"
    GENERAL = "general"


@dataclass(frozen=True, slots=True)
class PollingDay:
    """A day of elections. `period_first` is given where the period began on another day."""

    day: Day
    poll: Poll
    source: str
    period_first: Day | None = None


@dataclass(frozen=True, slots=True)
class OneOffBankHoliday:
    """A bank holiday that no rule tells of, and the day on which it was made known.

    `in_place_of` is the day off that was moved to it, if one was.
    """

    day: Day
    proclaimed: Day
    source: str
    in_place_of: Day | None = None


@dataclass(frozen=True, slots=True)
class PreElectionPeriod:
    """When publication may be held: from so many working days before a polling day, to it."""

    working_days: int
    basis: Basis
    source: str


@dataclass(frozen=True, slots=True)
class Quiet:
    """Days of every year, both included, in which letters have come late.

    They are written month and day ("12-24": 24 December); a last day before the first one is
    in the next year. `note` tells what real letters did.
    """

    first: str
    last: str
    name: str
    basis: Basis
    source: str
    note: str | None = None

    def in_year(self, year: int) -> Period:
        """Return the days that begin in a year."""
        return _days_of_year(self.first, self.last, year)


@dataclass(frozen=True, slots=True)
class Frameworks:
    """Everything that `frameworks.yaml` says. `edition` is the day its rules were last changed."""

    edition: Day
    sources: Mapping[str, Source]
    phases: Mapping[str, Phase]
    parties: Mapping[str, Party]
    timetables: Mapping[str, Timetable]
    inspectorates: Mapping[str, Inspectorate] = field(default_factory=dict)
    themes: Mapping[str, Theme] = field(default_factory=dict)
    polling_days: tuple[PollingDay, ...] = ()
    pre_election_period: PreElectionPeriod | None = None
    christmas: Quiet | None = None
    preparation: Preparation | None = None
    one_off_bank_holidays: tuple[OneOffBankHoliday, ...] = ()

    def theme(self, key: str) -> Theme:
        """Return a theme by its key.

        Raises:
            UnknownNameError: there is no such theme.
        """
        return _named("theme", key, self.themes)

    def timetable(self, key: str) -> Timetable:
        """Return a timetable by its key.

        Raises:
            UnknownNameError: there is no such timetable.
        """
        return _named("timetable", key, self.timetables)

    def timetable_on(self, fieldwork: date) -> Timetable:
        """Return the timetable in force on a first day of fieldwork.

        Raises:
            AmbiguousError: none was, or more than one.
        """
        possible = tuple(self.timetables.values())
        found = [timetable for timetable in possible if fieldwork in timetable.in_force]
        return only_one(found, possible, f"fieldwork on {fieldwork.isoformat()}")


def only_one(found: Sequence[Timetable], possible: Sequence[Timetable], subject: str) -> Timetable:
    """Return the one timetable found, of those possible, for a subject ("fieldwork on 2021-06-07").

    Raises:
        AmbiguousError: none was found, or more than one.
    """
    match found:
        case [timetable]:
            return timetable
        case []:
            problem = f"no timetable was in force for {subject}"
        case _:
            names = " and ".join(t.key for t in found)
            problem = f"more than one timetable is possible for {subject}: {names}"
    raise AmbiguousError(problem, " or ".join(f"--timetable {t.key}" for t in possible))


@lru_cache(maxsize=256)
def _days_of_year(first: str, last: str, year: int) -> Period:
    ends = year if first <= last else year + 1
    return Period(read_iso(f"{year}-{first}"), read_iso(f"{ends}-{last}"))


def _named(kind: str, key: str, known: Mapping[str, _T]) -> _T:
    if key not in known:
        raise UnknownNameError.among(kind, key, known)
    return known[key]
