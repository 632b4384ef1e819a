"""What resolving gives: dated milestones, their readings, a timeline and its notes."""

from datetime import date
from enum import StrEnum
from typing import NamedTuple

from jtai_cli.frameworks import Timetable
from jtai_cli.milestones import Edge, Fieldwork, Milestone, Reading
from jtai_cli.plan import Inspection
from jtai_cli.records import dataclass
from jtai_cli.workingdays import WorkingCalendar


class DateIs(StrEnum):
    """Where a date comes from: given as known, counted by its rule, or stated by a letter."""

    KNOWN = "known"
    COMPUTED = "computed"
    STATED = "stated"


_LAST = Edge.LAST  # bound once: Python 3.11 takes its time over the members of an enum


# Named tuples are as frozen as dataclasses, and made in a third of the time: every timeline has
# some twenty of them.


class Days(NamedTuple):
    """The days of a milestone, both included, and nothing beside them.

    `first` is None where it has no beginning; `computed` is the first day that the rule gives.
    """

    first: date | None
    last: date
    date_is: DateIs
    computed: date | None
    provisional: bool

    def day(self, edge: Edge) -> date:
        """Return the first or the last day; what has no first day is asked for its last only."""
        if edge is _LAST:
            return self.last
        assert self.first is not None, "nothing is anchored to what has no first day"
        return self.first


class Note(NamedTuple):
    """Something the reader should know; `milestone` is the key of the one it is about."""

    code: str
    text: str
    milestone: str | None = None


class DatedReading(NamedTuple):
    """Another reading of a milestone's rule, with the date it gives.

    `agrees` tells whether that is the date a letter stated.
    """

    reading: Reading
    day: date
    provisional: bool
    agrees: bool


class DatedMilestone(NamedTuple):
    """A milestone with its days, both ends included; `first` is None where it has no beginning.

    `computed` is the first day that the rule gives, whatever `date_is`. `counted` is the number
    of working days, signed, from fieldwork (or from what the rule names) to `first`. `slipped`
    is the number, signed, by which what letters stated has moved it, itself or further up, from
    its `unslipped` first day.
    `provisional` dates rest on bank holidays that are not published yet.
    """

    milestone: Milestone
    first: date | None
    last: date
    date_is: DateIs
    computed: date | None
    counted: int | None
    provisional: bool
    unslipped: date | None = None
    slipped: int = 0
    readings: tuple[DatedReading, ...] = ()

    def day(self, edge: Edge) -> date:
        """Return the first or the last day; what has no first day is asked for its last only."""
        if edge is _LAST:
            return self.last
        assert self.first is not None, "nothing is anchored to what has no first day"
        return self.first


@dataclass(frozen=True, slots=True)
class Timeline:
    """Every milestone of an inspection, dated.

    `milestones` stand by phase, then date, then their order in the file. `bank_holidays` are
    those on weekdays, from the first to the last day that is counted in working days.
    """

    inspection: Inspection
    timetable: Timetable
    calendar: WorkingCalendar
    milestones: tuple[DatedMilestone, ...]
    bank_holidays: tuple[tuple[date, str], ...]
    notes: tuple[Note, ...] = ()

    def dated(self, key: str) -> DatedMilestone:
        """Return a dated milestone by its key, which is one of the timetable's."""
        return next(dated for dated in self.milestones if dated.milestone.key == key)

    @property
    def fieldwork(self) -> DatedMilestone:
        """The fieldwork that the other milestones are counted from."""
        return next(one for one in self.milestones if isinstance(one.milestone.rule, Fieldwork))

    def notes_on(self, key: str) -> tuple[Note, ...]:
        """Return the notes about one milestone."""
        return tuple(note for note in self.notes if note.milestone == key)
