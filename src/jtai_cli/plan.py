"""What is known about one inspection: its theme, one known date, and what moves the others."""

from dataclasses import dataclass
from datetime import date

from jtai_cli.workingdays import Period


@dataclass(frozen=True, slots=True)
class Known:
    """The one date that a timeline is counted from.

    `first` is the milestone's day, or the first of its days; `last` is given only for
    fieldwork of another length than the timetable's.
    """

    milestone: str
    first: date
    last: date | None = None


@dataclass(frozen=True, slots=True)
class Inspection:
    """One inspection of an area, or a rehearsal of one.

    `theme` and `timetable` are keys; without a timetable, the one in force counts. `closures`
    are days that the letters' clock does not count.
    """

    known: Known
    theme: str | None = None
    timetable: str | None = None
    closures: tuple[Period, ...] = ()
