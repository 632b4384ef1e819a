"""Every milestone dated: from fieldwork, which one known date tells, forward through the rules."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from jtai_cli import counting
from jtai_cli.frameworks import Timetable
from jtai_cli.milestones import (
    Edge,
    Fieldwork,
    Milestone,
    Months,
    Reading,
    UpTo,
    Window,
    WorkingDays,
)
from jtai_cli.plan import Inspection
from jtai_cli.retrace import Clocks, fieldwork_of
from jtai_cli.workingdays import Period, WorkingCalendar


class DateIs(StrEnum):
    """Where a date comes from: given as known, counted by its rule, or stated by a letter."""

    KNOWN = "known"
    COMPUTED = "computed"
    STATED = "stated"


@dataclass(frozen=True, slots=True)
class Note:
    """Something the reader should know; `milestone` is the key of the one it is about."""

    code: str
    text: str
    milestone: str | None = None


@dataclass(frozen=True, slots=True)
class DatedReading:
    """Another reading of a milestone's rule, with the date it gives."""

    reading: Reading
    day: date
    provisional: bool


@dataclass(frozen=True, slots=True)
class DatedMilestone:
    """A milestone with its days, both ends included; `first` is None where it has no beginning.

    `computed` is the first day that the rule gives, whatever `date_is`. `counted` is the number
    of working days, signed, from fieldwork (or from what the rule names) to `first`.
    `provisional` dates rest on bank holidays that are not published yet.
    """

    milestone: Milestone
    first: date | None
    last: date
    date_is: DateIs
    computed: date | None
    counted: int | None
    provisional: bool
    readings: tuple[DatedReading, ...] = ()

    def day(self, edge: Edge) -> date:
        """Return the first or the last day; what has no first day is asked for its last only."""
        if edge is Edge.LAST:
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
        return self.dated(self.timetable.fieldwork.key)

    def notes_on(self, key: str) -> tuple[Note, ...]:
        """Return the notes about one milestone."""
        return tuple(note for note in self.notes if note.milestone == key)


def resolve(
    timetable: Timetable,
    inspection: Inspection,
    calendar: WorkingCalendar,
    *,
    phases: Sequence[str],
) -> Timeline:
    """Date every milestone of a timetable.

    `calendar` is the division's own, without the inspection's closures; `phases` are the keys
    of all phases, in their order.

    Raises:
        UnknownNameError: the timetable lacks the known milestone.
        NotAWorkingDayError: the known date is a weekend, a bank holiday or closed.
        AmbiguousError: no fieldwork gives the known date, or more than one does.
        UsageError: the known milestone cannot be known in that way.
        OutOfRangeError: a date lies outside the calendar.
    """
    clocks = Clocks.of(inspection, calendar)
    span = fieldwork_of(timetable, inspection.known, clocks)
    fieldwork = _fieldwork(timetable.fieldwork, span, inspection, calendar)
    dated = {fieldwork.milestone.key: fieldwork}
    for milestone in timetable.milestones.values():
        if milestone is not fieldwork.milestone:
            dated[milestone.key] = _date(milestone, dated, inspection, clocks)
    milestones = [_beside(dated[key], dated, fieldwork, clocks) for key in timetable.milestones]
    # The sort is stable: what falls on one day keeps the order of the file.
    milestones.sort(key=lambda one: (phases.index(one.milestone.phase), one.first or one.last))
    return Timeline(
        inspection=inspection,
        timetable=timetable,
        calendar=calendar,
        milestones=tuple(milestones),
        bank_holidays=calendar.bank_holidays_within(_counted_span(milestones)),
    )


def _fieldwork(
    milestone: Milestone, span: Period, inspection: Inspection, calendar: WorkingCalendar
) -> DatedMilestone:
    known, date_is = inspection.known, _date_is(milestone, inspection)
    if date_is is DateIs.KNOWN:
        provisional = known.last is None and _rests_on_projected(span.first, span.last, calendar)
    else:
        # Fieldwork that was counted back from another date rests on the days in between.
        provisional = calendar.is_projected(max(span.last, known.first))
    return DatedMilestone(
        milestone=milestone,
        first=span.first,
        last=span.last,
        date_is=date_is,
        computed=span.first,
        counted=None,
        provisional=provisional,
    )


def _date(
    milestone: Milestone,
    dated: Mapping[str, DatedMilestone],
    inspection: Inspection,
    clocks: Clocks,
) -> DatedMilestone:
    """Date one milestone; fieldwork and those that stand above it are dated already."""
    assert not isinstance(milestone.rule, Fieldwork), "a timetable has one fieldwork"
    clock = clocks.of_milestone(milestone)
    anchor = dated[milestone.rule.anchor]
    day = anchor.day(milestone.rule.edge)
    first, last = counting.forwards(milestone.rule, day, clock)
    date_is = _date_is(milestone, inspection)
    if date_is is DateIs.KNOWN:
        provisional = _rests_on_projected(first, last, clock)
    else:
        given = anchor.date_is is DateIs.KNOWN and day == anchor.first
        provisional = (anchor.provisional and not given) or clock.is_projected(max(day, last))
    return DatedMilestone(
        milestone=milestone,
        first=first,
        last=last,
        date_is=date_is,
        computed=first,
        counted=None,
        provisional=provisional,
    )


def _rests_on_projected(first: date | None, last: date, calendar: WorkingCalendar) -> bool:
    """Tell whether what is known by its first day has a last day that is provisional."""
    return first != last and calendar.is_projected(last)


def _date_is(milestone: Milestone, inspection: Inspection) -> DateIs:
    return DateIs.KNOWN if milestone.key == inspection.known.milestone else DateIs.COMPUTED


def _beside(
    one: DatedMilestone,
    dated: Mapping[str, DatedMilestone],
    fieldwork: DatedMilestone,
    clocks: Clocks,
) -> DatedMilestone:
    """Add what stands beside a date, all being dated: how far it is counted, other readings."""
    origin = dated[one.milestone.counted_from] if one.milestone.counted_from else fieldwork
    readings = tuple(
        _reading(reading, dated, clocks.statutory) for reading in one.milestone.readings.values()
    )
    return replace(one, counted=_counted(one, origin, clocks), readings=readings)


def _counted(one: DatedMilestone, origin: DatedMilestone, clocks: Clocks) -> int | None:
    if not isinstance(one.milestone.rule, WorkingDays | Window):
        return None
    first = one.day(Edge.FIRST)
    start = origin.last if origin.first is None else origin.first
    clock = clocks.of_milestone(one.milestone)
    return clock.between(start if first < start else origin.last, first)


def _reading(
    reading: Reading, dated: Mapping[str, DatedMilestone], calendar: WorkingCalendar
) -> DatedReading:
    anchor = dated[reading.rule.anchor]
    _, day = counting.forwards(reading.rule, anchor.day(reading.rule.edge), calendar)
    provisional = anchor.provisional or calendar.is_projected(day)
    return DatedReading(reading, day, provisional)


def _counted_span(milestones: Sequence[DatedMilestone]) -> Period:
    """Return the days from the first to the last that is counted in working days."""
    counted = [m for m in milestones if not isinstance(m.milestone.rule, Months | UpTo)]
    return Period(min(m.day(Edge.FIRST) for m in counted), max(m.last for m in counted))
