"""An inspection dated by the rules: its timetable found, its days counted, its notes added."""

from collections.abc import Mapping
from typing import Protocol

from jtai_cli import notes, retrace
from jtai_cli.bankholidays import Division
from jtai_cli.dated import Days, Timeline
from jtai_cli.frameworks import Frameworks, Timetable
from jtai_cli.plan import Inspection, with_local
from jtai_cli.timeline import days_of, resolve
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
    timetable, fieldwork, calendar = _found(frameworks, inspection, calendars)
    phases = tuple(frameworks.phases)
    timeline = resolve(timetable, inspection, calendar, phases=phases, fieldwork=fieldwork)
    return notes.annotate(timeline, frameworks), calendars.division_or(timetable.division)


def days(
    frameworks: Frameworks, inspection: Inspection, calendars: Calendars
) -> Mapping[str, Days]:
    """Give the days of every milestone of an inspection, and no more, in a fifth of the time.

    Raises:
        JtaiError: as `dated` does.
    """
    timetable, fieldwork, calendar = _found(frameworks, inspection, calendars)
    return days_of(timetable, inspection, calendar, fieldwork=fieldwork)


def _found(
    frameworks: Frameworks, inspection: Inspection, calendars: Calendars
) -> tuple[Timetable, Period | None, WorkingCalendar]:
    """Find the timetable of an inspection, fieldwork by it, and the calendar it is counted on."""

    def calendar_of(timetable: Timetable) -> WorkingCalendar:
        division = calendars.division_or(timetable.division)
        return calendars.calendar(division, retrace.span_needed(timetable, inspection))

    official, fieldwork = retrace.found(frameworks, inspection, calendar_of)
    timetable = with_local(official, inspection.local)
    return timetable, fieldwork, calendar_of(timetable)
