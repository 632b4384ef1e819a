"""Every milestone dated: from fieldwork, which one known date tells, forward through the rules.

What a letter stated wins over what is computed, and later dates follow it.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date

from jtai_cli import counting
from jtai_cli.dated import DatedMilestone, DatedReading, DateIs, Timeline
from jtai_cli.dates import say
from jtai_cli.errors import UsageError
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
from jtai_cli.retrace import Clocks, fieldwork_of, way_back
from jtai_cli.workingdays import Period, WorkingCalendar

_Dated = Mapping[str, DatedMilestone]


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
        UnknownNameError: the timetable lacks the known milestone, or a stated one.
        NotAWorkingDayError: the known date is a weekend, a bank holiday or closed.
        AmbiguousError: no fieldwork gives the known date, or more than one does.
        UsageError: a milestone cannot be known, or stated, in that way.
        OutOfRangeError: a date lies outside the calendar.
    """
    clocks = Clocks.of(inspection, calendar)
    span = fieldwork_of(timetable, inspection.known, clocks)
    _refuse_on_the_way(timetable, inspection)
    plain = _all_dated(timetable, replace(inspection, stated={}), span, clocks)
    dated = plain
    if inspection.stated:
        _refuse_too_early(inspection, plain)
        dated = _all_dated(timetable, inspection, span, clocks)
    milestones = [_beside(dated[key], dated, plain[key], clocks) for key in timetable.milestones]
    # The sort is stable: what falls on one day keeps the order of the file.
    milestones.sort(key=lambda one: (phases.index(one.milestone.phase), one.first or one.last))
    return Timeline(
        inspection=inspection,
        timetable=timetable,
        calendar=calendar,
        milestones=tuple(milestones),
        bank_holidays=calendar.bank_holidays_within(_counted_span(milestones)),
    )


def _refuse_on_the_way(timetable: Timetable, inspection: Inspection) -> None:
    """Refuse stated dates that going back from the known one would have to pass."""
    known = inspection.known.milestone
    for key in inspection.stated:
        if isinstance(timetable.milestone(key).rule, UpTo):
            raise UsageError(f"{key} has no date of its own to state", "another milestone")
    for milestone in way_back(timetable, known):
        if milestone.key in inspection.stated:
            where = "known already" if milestone.key == known else f"counted back from {known}"
            raise UsageError(
                f"{milestone.key} is {where}, so no other date can be stated for it",
                f"leave out the stated date, or count from --known {milestone.key}=DATE",
            )


def _refuse_too_early(inspection: Inspection, plain: _Dated) -> None:
    first = min(one.first or one.last for one in plain.values())
    for key, day in inspection.stated.items():
        if day < first:
            raise UsageError(
                f"{key} cannot be on {say(day)}: the first date of the inspection is {say(first)}",
                f"a date from {first} on",
            )


def _all_dated(
    timetable: Timetable, inspection: Inspection, span: Period, clocks: Clocks
) -> dict[str, DatedMilestone]:
    fieldwork = _fieldwork(timetable.fieldwork, span, inspection, clocks.statutory)
    dated = {fieldwork.milestone.key: fieldwork}
    for milestone in timetable.milestones.values():
        if milestone is not fieldwork.milestone:
            dated[milestone.key] = _date(milestone, dated, inspection, clocks)
    return dated


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
    dated: _Dated,
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
    computed = DatedMilestone(
        milestone=milestone,
        first=first,
        last=last,
        date_is=date_is,
        computed=first,
        counted=None,
        provisional=provisional,
    )
    stated = inspection.stated.get(milestone.key)
    return computed if stated is None else _stated(computed, stated, clock)


def _rests_on_projected(first: date | None, last: date, calendar: WorkingCalendar) -> bool:
    """Tell whether what is known by its first day has a last day that is provisional."""
    return first != last and calendar.is_projected(last)


def _stated(computed: DatedMilestone, day: date, clock: WorkingCalendar) -> DatedMilestone:
    """Put a stated date in the place of the computed one; a window keeps its length."""
    last = day
    match computed.milestone.rule:
        case Window(first_working_day=start, last_working_day=end):
            last = clock.shift(day, end - start)
        case Months():
            last = computed.last
        case _:
            pass
    return replace(computed, first=day, last=last, date_is=DateIs.STATED, provisional=False)


def _date_is(milestone: Milestone, inspection: Inspection) -> DateIs:
    return DateIs.KNOWN if milestone.key == inspection.known.milestone else DateIs.COMPUTED


def _beside(
    one: DatedMilestone, dated: _Dated, plain: DatedMilestone, clocks: Clocks
) -> DatedMilestone:
    """Add what stands beside a date, all being dated: how far it is counted, slips, readings."""
    clock = clocks.of_milestone(one.milestone)
    slipped = 0
    if one.first is not None and plain.first is not None:
        slipped = clock.between(plain.first, one.first)
    stated = one.first if one.date_is is DateIs.STATED else None
    readings = tuple(
        _reading(reading, dated, stated, clocks.statutory)
        for reading in one.milestone.readings.values()
    )
    counted = _counted(one, dated, clock)
    return replace(one, counted=counted, unslipped=plain.first, slipped=slipped, readings=readings)


def _counted(one: DatedMilestone, dated: _Dated, clock: WorkingCalendar) -> int | None:
    if not isinstance(one.milestone.rule, WorkingDays | Window):
        return None
    key = one.milestone.counted_from
    origin = dated[key] if key else next(iter(dated.values()))  # fieldwork is dated first
    first = one.day(Edge.FIRST)
    start = origin.last if origin.first is None or first >= origin.last else origin.first
    return clock.between(start, first)


def _reading(
    reading: Reading, dated: _Dated, stated: date | None, calendar: WorkingCalendar
) -> DatedReading:
    anchor = dated[reading.rule.anchor]
    _, day = counting.forwards(reading.rule, anchor.day(reading.rule.edge), calendar)
    provisional = anchor.provisional or calendar.is_projected(day)
    return DatedReading(reading, day, provisional, agrees=day == stated)


def _counted_span(milestones: Sequence[DatedMilestone]) -> Period:
    """Return the days from the first to the last that is counted in working days."""
    counted = [m for m in milestones if not isinstance(m.milestone.rule, Months | UpTo)]
    return Period(min(m.day(Edge.FIRST) for m in counted), max(m.last for m in counted))
