"""An inspection dated by the rules: its timetable found, its days counted, its notes added."""

from typing import Protocol

from jtai_cli import notes, retrace
from jtai_cli.bankholidays import Division
from jtai_cli.dated import Timeline
from jtai_cli.frameworks import Frameworks, Timetable
from jtai_cli.plan import Inspection, with_local
from jtai_cli.timeline import resolve
from jtai_cli.workingdays import Period, WorkingCalendar


class Calendars(Protocol):
    """Which days are working days, and whose bank holidays are left out."""

    def division_or(self, default: Division) -> Division:
        """Return the division that was asked for, or the default."""

    def calendar(self, division: Division, span: Period) -> WorkingCalendar:
        """Return the working days of a division: of the days of a span, and of more years."""


def dated(
    frameworks: Frameworks, inspection: Inspection, calendars: Calendars
) -> tuple[Timeline, Division]:
    """Date an inspection, with its notes; tell also whose bank holidays were counted.

    Raises:
        JtaiError: the inspection cannot be dated, or no calendar holds its days.
    """

    def calendar_of(timetable: Timetable) -> WorkingCalendar:
        division = calendars.division_or(timetable.division)
        return calendars.calendar(division, retrace.span_needed(timetable, inspection))

    official = retrace.timetable_of(frameworks, inspection, calendar_of)
    timetable = with_local(official, inspection.local)
    phases = tuple(frameworks.phases)
    timeline = resolve(timetable, inspection, calendar_of(timetable), phases=phases)
    return notes.annotate(timeline, frameworks), calendars.division_or(timetable.division)
