"""A look-ahead as it is held: its weeks, the dates to avoid that they touch, what is no week."""

from collections.abc import Iterator, Mapping
from datetime import date
from enum import StrEnum
from typing import NamedTuple

from jtai_cli.bankholidays import Division
from jtai_cli.dated import DatedMilestone, Note, Timeline
from jtai_cli.dates import say_span
from jtai_cli.frameworks import Timetable
from jtai_cli.milestones import Basis, Edge, Milestone, Months, UpTo, WorkingDays
from jtai_cli.records import dataclass, replace
from jtai_cli.workingdays import Period

LOCAL_DATE = "local-date"
"""The code of the notes that dates to avoid give."""
_NO_TROUBLE = {"caveat", "earlier-timetable", "polling-days-unknown", "provisional"}
"""Codes of notes that tell what is known of the rules, whatever the week."""


class Sort(StrEnum):
    """By date, or by fewest troubles and then by date."""

    DATE = "date"
    TROUBLES = "troubles"


@dataclass(frozen=True, slots=True)
class Asked:
    """What is asked of a look-ahead; both ends of `period` are included.

    With `after_bank_holidays` the first working day after a bank holiday Monday counts too.
    """

    period: Period
    theme: str | None = None
    timetable: str | None = None
    closures: tuple[Period, ...] = ()
    after_bank_holidays: bool = False


class LocalDate(NamedTuple):
    """A run of days that people would rather avoid, both ends included: "Half-term"."""

    first: date
    last: date
    title: str


@dataclass(frozen=True, slots=True)
class Touch:
    """A date to avoid, and the milestones of a week that share a working day with it."""

    local: LocalDate
    milestones: tuple[DatedMilestone, ...]

    @property
    def note(self) -> Note:
        """The touch as a note about the first of these milestones."""
        names = [one.milestone.name for one in self.milestones]
        told = " and ".join(filter(None, [", ".join(names[:-1]), names[-1]]))
        span = say_span(self.local.first, self.local.last)
        text = f"{self.local.title}, {span}, touches {told}."
        return Note(LOCAL_DATE, text, self.milestones[0].milestone.key)


@dataclass(frozen=True, slots=True)
class Week:
    """A possible fieldwork week: its timeline, and the dates to avoid that it touches.

    `division` is the one whose bank holidays were counted.
    """

    timeline: Timeline
    division: Division
    touches: tuple[Touch, ...] = ()

    @property
    def first(self) -> date:
        """The first day of fieldwork."""
        return self.timeline.fieldwork.day(Edge.FIRST)

    @property
    def milestones(self) -> tuple[DatedMilestone, ...]:
        """What is somebody's to do: not what only looks back, over months or without beginning."""
        return tuple(
            one
            for one in self.timeline.milestones
            if not isinstance(one.milestone.rule, Months | UpTo)
        )

    @property
    def span(self) -> Period:
        """The days from the first to the last that is somebody's to do."""
        held = self.milestones
        return Period(min(one.day(Edge.FIRST) for one in held), max(one.last for one in held))

    @property
    def notes(self) -> tuple[Note, ...]:
        """Every note: those of the timeline as they are, then one for each date to avoid."""
        return (*self.timeline.notes, *(touch.note for touch in self.touches))

    @property
    def provisional(self) -> tuple[str, ...]:
        """The keys of the milestones whose dates rest on bank holidays not published yet."""
        return tuple(one.milestone.key for one in self.timeline.milestones if one.provisional)

    def has_note(self, code: str) -> bool:
        """Tell whether the timeline has a note of a code."""
        return any(note.code == code for note in self.timeline.notes)

    @property
    def kinds(self) -> Mapping[str, Note]:
        """The kinds of trouble by code, each with its first note; dates to avoid stand apart."""
        told: dict[str, Note] = {}
        for note in self.timeline.notes:
            if note.code not in _NO_TROUBLE:
                told.setdefault(note.code, note)
        return told

    @property
    def troubles(self) -> int:
        """How many troubles there are: each kind counts once, and so does each date to avoid."""
        return len(self.kinds) + len(self.touches)


@dataclass(frozen=True, slots=True)
class Impossible:
    """A day on which no fieldwork can start, and why: "Easter Monday".

    `is_closed` tells that it is no working day; else it cannot be dated at all.
    """

    day: date
    why: str
    is_closed: bool


@dataclass(frozen=True, slots=True)
class LookAhead:
    """The possible fieldwork weeks of a period; Mondays that are none, by date.

    `local` are the dates to avoid that a week touches, by date, and `clear` those that none does.
    """

    asked: Asked
    weeks: tuple[Week, ...]
    impossible: tuple[Impossible, ...]
    local: tuple[LocalDate, ...] = ()
    clear: tuple[LocalDate, ...] = ()

    @property
    def columns(self) -> Mapping[str, Milestone]:
        """The milestones that a week is told by: fieldwork, then official ones of a single day.

        Where the timetable changes within the period, those of each, the fullest one's first.
        """
        timetables = {week.timeline.timetable.key: week.timeline.timetable for week in self.weeks}
        of_each = sorted(map(_columns, timetables.values()), key=len, reverse=True)
        held: dict[str, Milestone] = {}
        for columns in of_each:
            held = {**held, **{key: one for key, one in columns.items() if key not in held}}
        return held

    @property
    def span(self) -> Period:
        """The days from the first to the last that is somebody's to do in any week."""
        spans = [week.span for week in self.weeks] or [self.asked.period]
        return Period(min(one.first for one in spans), max(one.last for one in spans))

    @property
    def bank_holidays(self) -> tuple[tuple[date, str], ...]:
        """The bank holidays on weekdays among the days of any week, by date."""
        held = (week.timeline.calendar.bank_holidays_within(week.span) for week in self.weeks)
        return tuple(sorted({one for listed in held for one in listed}))

    def starting(self, day: date) -> Week | None:
        """Return the week whose fieldwork starts on a day, if there is one."""
        return next((week for week in self.weeks if week.first == day), None)

    def with_kind(self, code: str) -> Iterator[Week]:
        """Give the weeks that have a kind of trouble."""
        yield from (week for week in self.weeks if code in week.kinds)


def _columns(timetable: Timetable) -> dict[str, Milestone]:
    official_days = {
        key: one
        for key, one in timetable.milestones.items()
        if isinstance(one.rule, WorkingDays) and one.basis is not Basis.LOCAL
    }
    return {timetable.fieldwork.key: timetable.fieldwork, **official_days}


def in_order(ahead: LookAhead, sort: Sort) -> LookAhead:
    """Put the weeks in order; it changes none of them."""
    weeks = sorted(ahead.weeks, key=lambda week: week.first)
    if sort is Sort.TROUBLES:
        weeks.sort(key=lambda week: week.troubles)  # weeks that have as many stay by date
    return replace(ahead, weeks=tuple(weeks))
