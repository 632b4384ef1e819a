"""What is known about inspections: a theme, one known date, what moves the others, local plans.

`Inspection` is what a timeline is resolved from; `PlannedInspection` and `Plan` are what people
keep in `jtai.toml`.
"""

from collections.abc import Mapping
from datetime import date
from enum import StrEnum
from typing import NamedTuple

from jtai_cli.dates import Day, read_iso
from jtai_cli.errors import UnknownNameError, UsageError
from jtai_cli.frameworks import Timetable
from jtai_cli.milestones import Basis, Edge, Milestone, WorkingDays
from jtai_cli.records import dataclass, field, replace
from jtai_cli.workingdays import Period

LOCAL_SOURCE = "jtai-toml"
"""The source of local milestones: people's own plan."""


class Known(NamedTuple):
    """The one date that a timeline is counted from.

    `first` is the milestone's day, or the first of its days; `last` is given only for
    fieldwork of another length than the timetable's.
    """

    milestone: str
    first: date
    last: date | None = None


@dataclass(frozen=True, slots=True)
class LocalMilestone:
    """A milestone of the partnership's own, so many working days from another one.

    `who` is free text. `edge` says which day of an anchor that lasts several days is meant.
    """

    key: str
    title: str
    anchor: str
    working_days: int
    edge: Edge = Edge.LAST
    who: str | None = None


@dataclass(frozen=True, slots=True)
class Accepted:
    """The dates last accepted, and what they rested on, so that a later move can be explained.

    `dates` are first days by milestone; `bank_holidays` those from notification to statement.
    `known` is the milestone whose date was known; `fieldwork_last` is there only where the last
    day of fieldwork was written in the plan.
    """

    timetable: str
    known: str
    dates: Mapping[str, Day]
    fieldwork_last: Day | None = None
    bank_holidays: tuple[Day, ...] = ()
    stated: Mapping[str, Day] = field(default_factory=dict)
    closures: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Inspection:
    """One inspection of an area, or a rehearsal of one.

    `theme` and `timetable` are keys; without a timetable, the one in force counts. `stated`
    gives the dates that letters gave, by milestone. `closures` are days that the letters'
    clock does not count. `principal_authority` is the one that the letter names. `owners` and
    `done` tell who looks after a milestone and which are done; None where nobody keeps it.
    `accepted` are the dates last accepted, if any were.
    """

    known: Known
    theme: str | None = None
    timetable: str | None = None
    stated: Mapping[str, date] = field(default_factory=dict)
    closures: tuple[Period, ...] = ()
    principal_authority: str | None = None
    name: str | None = None
    area: str | None = None
    revision: int = 1
    local: Mapping[str, LocalMilestone] = field(default_factory=dict)
    owners: Mapping[str, str] = field(default_factory=dict)
    done: tuple[str, ...] | None = None
    accepted: Accepted | None = None


@dataclass(frozen=True, slots=True)
class PlannedInspection:
    """One inspection as `jtai.toml` holds it; exactly one known date is given.

    A closure is written as its first and last day: "2025-12-24..2025-12-31".
    """

    key: str
    area: str | None = None
    theme: str | None = None
    timetable: str | None = None
    fieldwork: Day | None = None
    fieldwork_last: Day | None = None
    notified: Day | None = None
    known: Mapping[str, Day] = field(default_factory=dict)
    stated: Mapping[str, Day] = field(default_factory=dict)
    closures: tuple[str, ...] = ()
    principal_authority: str | None = None
    revision: int = 1
    done: tuple[str, ...] | None = None
    owners: Mapping[str, str] = field(default_factory=dict)
    local: Mapping[str, LocalMilestone] = field(default_factory=dict)
    accepted: Accepted | None = None

    def known_dates(self) -> tuple[Known, ...]:
        """Give the known dates that are written; a plan that is right has one."""
        told = [Known(key, day) for key, day in self.known.items()]
        if self.fieldwork is not None:
            told.append(Known("fieldwork", self.fieldwork, self.fieldwork_last))
        if self.notified is not None:
            told.append(Known("notification", self.notified))
        return tuple(told)

    def inspection(self) -> Inspection:
        """Return what a timeline is resolved from."""
        (known,) = self.known_dates()
        return Inspection(
            known=known,
            theme=self.theme,
            timetable=self.timetable,
            stated=self.stated,
            closures=tuple(read_closure(text) for text in self.closures),
            principal_authority=self.principal_authority,
            name=self.key,
            area=self.area,
            revision=self.revision,
            local=self.local,
            owners=self.owners,
            done=self.done,
            accepted=self.accepted,
        )


class Prose(StrEnum):
    """What a doubtful date in a sentence is: something to look at, or a fault."""

    WARNING = "warning"
    ERROR = "error"


@dataclass(frozen=True, slots=True)
class Docs:
    """Which documents hold dates: patterns of paths, from the plan's own directory.

    `prose` says how doubtful dates outside markers are taken.
    """

    files: tuple[str, ...] = ()
    prose: Prose = Prose.WARNING


@dataclass(frozen=True, slots=True)
class Plan:
    """An area's inspections, as `jtai.toml` holds them."""

    inspections: Mapping[str, PlannedInspection] = field(default_factory=dict)
    docs: Docs = field(default_factory=Docs)

    def inspection(self, name: str) -> Inspection:
        """Return what a timeline of one inspection is resolved from.

        Raises:
            UnknownNameError: the plan has no inspection of that name.
        """
        if name not in self.inspections:
            raise UnknownNameError.among("inspection", name, self.inspections)
        return self.inspections[name].inspection()


def read_closure(text: str) -> Period:
    """Read a closure as a plan holds it: "2025-12-24..2025-12-31", both days included.

    Raises:
        DateError: a day is not an ISO date, or does not exist.
        UsageError: it ends before it begins.
    """
    first, dots, last = text.partition("..")
    closure = Period(read_iso(first), read_iso(last if dots else first))
    if closure.last < closure.first:
        raise UsageError(f"'{text}' ends before it begins", f"{closure.last}..{closure.first}")
    return closure


def with_local(timetable: Timetable, local: Mapping[str, LocalMilestone]) -> Timetable:
    """Return the timetable with local milestones after its own.

    They stand in the phase, and run on the clock, of what they are anchored to.

    Raises:
        UnknownNameError: an anchor is neither a milestone of the timetable nor a local one
            that stands above.
        UsageError: a key is one of the timetable's own.
    """
    extended = timetable
    for one in local.values():
        if one.key in timetable.milestones:
            raise UsageError(
                f"the local milestone {one.key} has the key of an official one", "another key"
            )
        anchor = extended.milestone(one.anchor)
        milestone = Milestone(
            key=one.key,
            title=one.title,
            name=f"‘{one.title}’",
            phase=anchor.phase,
            rule=WorkingDays("working-days", one.anchor, one.working_days, one.edge),
            basis=Basis.LOCAL,
            source=LOCAL_SOURCE,
            who=(one.who,) if one.who else (),
            skips_closures=anchor.skips_closures,
        )
        extended = replace(extended, milestones={**extended.milestones, one.key: milestone})
    return extended
