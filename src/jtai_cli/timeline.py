"""Every milestone dated: from fieldwork, which one known date tells, forward through the rules.

What a letter stated wins over what is computed, and later dates follow it. It is done in two
stages: first the days alone, then what stands beside each of them.
"""

from collections.abc import Mapping, Sequence
from datetime import date

from jtai_cli import counting
from jtai_cli.course import CountedRule, Course, course_of
from jtai_cli.dated import DatedMilestone, DatedReading, DateIs, Days, Timeline
from jtai_cli.dates import say
from jtai_cli.errors import UsageError
from jtai_cli.frameworks import Timetable
from jtai_cli.milestones import Edge, Milestone, Months, Reading, UpTo, Window
from jtai_cli.plan import Inspection, Known
from jtai_cli.retrace import Clocks, fieldwork_of, way_back
from jtai_cli.workingdays import Period, WorkingCalendar

_Spans = Mapping[str, Days]

# Bound once: Python 3.11 takes its time over the members of an enum.
_KNOWN, _COMPUTED, _STATED = DateIs.KNOWN, DateIs.COMPUTED, DateIs.STATED
_FIRST = Edge.FIRST


def resolve(
    timetable: Timetable,
    inspection: Inspection,
    calendar: WorkingCalendar,
    *,
    phases: Sequence[str],
    fieldwork: Period | None = None,
) -> Timeline:
    """Date every milestone of a timetable, and say of each date what stands beside it.

    `calendar` is the division's own, without the inspection's closures; `phases` are the keys
    of all phases, in their order. `fieldwork` are its days, where they were found already.

    Raises:
        UnknownNameError: the timetable lacks the known milestone, or a stated one.
        NotAWorkingDayError: the known date is a weekend, a bank holiday or closed.
        AmbiguousError: no fieldwork gives the known date, or more than one does.
        UsageError: a milestone cannot be known, or stated, in that way.
        OutOfRangeError: a date lies outside the calendar.
    """
    clocks = Clocks.of(inspection, calendar)
    plain, spans = _plain_and_stated(timetable, inspection, clocks, fieldwork)
    course, rank = course_of(timetable), {phase: place for place, phase in enumerate(phases)}
    milestones = [
        _beside(milestone, spans, plain, clocks, course)
        for milestone in timetable.milestones.values()
    ]
    # The sort is stable: what falls on one day keeps the order of the file.
    milestones.sort(key=lambda one: (rank[one.milestone.phase], one.first or one.last))
    counted = [spans[key] for key in course.in_working_days]
    skipped = Period(min(days.day(_FIRST) for days in counted), max(d.last for d in counted))
    held = calendar.bank_holidays_within(skipped)
    return Timeline(inspection, timetable, calendar, tuple(milestones), held)


def days_of(
    timetable: Timetable,
    inspection: Inspection,
    calendar: WorkingCalendar,
    *,
    fieldwork: Period | None = None,
) -> Mapping[str, Days]:
    """Date every milestone of a timetable, and no more: the first stage of `resolve`.

    Raises:
        JtaiError: as `resolve` does.
    """
    clocks = Clocks.of(inspection, calendar)
    return _plain_and_stated(timetable, inspection, clocks, fieldwork)[1]


def _plain_and_stated(
    timetable: Timetable, inspection: Inspection, clocks: Clocks, fieldwork: Period | None
) -> tuple[_Spans, _Spans]:
    """Date all as if nothing had been stated, and with what was."""
    if fieldwork is None:
        fieldwork = fieldwork_of(timetable, inspection.known, clocks)
    course = course_of(timetable)
    if inspection.stated:
        _refuse_on_the_way(timetable, inspection)
    plain = _spans(course, inspection.known, {}, fieldwork, clocks)
    if not inspection.stated:
        return plain, plain
    _refuse_too_early(inspection, plain)
    return plain, _spans(course, inspection.known, inspection.stated, fieldwork, clocks)


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


def _refuse_too_early(inspection: Inspection, plain: _Spans) -> None:
    first = min(days.first or days.last for days in plain.values())
    for key, day in inspection.stated.items():
        if day < first:
            raise UsageError(
                f"{key} cannot be on {say(day)}: the first date of the inspection is {say(first)}",
                f"a date from {first} on",
            )


def _spans(
    course: Course,
    known: Known,
    stated: Mapping[str, date],
    fieldwork: Period,
    clocks: Clocks,
) -> dict[str, Days]:
    """Date all milestones, each after what it is counted from."""
    spans = {course.fieldwork.key: _fieldwork(course, known, fieldwork, clocks.statutory)}
    for step in course.steps:
        clock = clocks.letters if step.skips_closures else clocks.statutory
        days = _computed(step.rule, spans, clock)
        for milestone in step.milestones:
            key = milestone.key
            if key == known.milestone:
                spans[key] = _known(days.first, days.last, clock)
            elif key in stated:
                spans[key] = _stated(step.rule, days, stated[key], clock)
            else:
                spans[key] = days
    return spans


def _fieldwork(course: Course, known: Known, span: Period, clock: WorkingCalendar) -> Days:
    first, last = span.first, span.last
    if known.milestone != course.fieldwork.key:
        # Fieldwork that was counted back from another date rests on the days in between.
        return Days(first, last, _COMPUTED, first, clock.is_projected(max(last, known.first)))
    if known.last is not None:
        return Days(first, last, _KNOWN, first, provisional=False)
    return _known(first, last, clock)


def _computed(rule: CountedRule, spans: _Spans, clock: WorkingCalendar) -> Days:
    """Apply a rule to its anchor, which is dated already."""
    anchor = spans[rule.anchor]
    day = anchor.day(rule.edge)
    first, last = counting.forwards(rule, day, clock)
    provisional = clock.is_projected(max(day, last))
    if anchor.provisional:
        given = anchor.date_is is _KNOWN and day == anchor.first
        provisional = provisional or not given
    return Days(first, last, _COMPUTED, first, provisional)


def _known(first: date | None, last: date, clock: WorkingCalendar) -> Days:
    """Date what is known by its first day: the last one may still be provisional."""
    return Days(first, last, _KNOWN, first, first != last and clock.is_projected(last))


def _stated(rule: CountedRule, computed: Days, day: date, clock: WorkingCalendar) -> Days:
    """Put a stated date in the place of the computed one; a window keeps its length."""
    last = day
    match rule:
        case Window(first_working_day=start, last_working_day=end):
            last = clock.shift(day, end - start)
        case Months():
            last = computed.last
        case _:
            pass
    return Days(day, last, _STATED, computed.computed, provisional=False)


def _beside(
    milestone: Milestone, spans: _Spans, plain: _Spans, clocks: Clocks, course: Course
) -> DatedMilestone:
    """Add what stands beside a date, all being dated: how far it is counted, slips, readings."""
    first, last, date_is, computed, provisional = spans[milestone.key]
    unslipped = plain[milestone.key].first
    clock = clocks.of_milestone(milestone)
    slipped, counted = 0, None
    if first is not None and unslipped is not None and first != unslipped:
        slipped = clock.between(unslipped, first)
    if first is not None and milestone.key in course.origins:
        counted = _counted(first, spans[course.origins[milestone.key]], clock)
    readings = _readings(milestone, spans, clocks.statutory) if milestone.readings else ()
    # By place, which is faster than by name, and this is done for every milestone there is.
    return DatedMilestone(
        milestone,
        first,
        last,
        date_is,
        computed,
        counted,
        provisional,
        unslipped,
        slipped,
        readings,
    )


def _counted(first: date, origin: Days, clock: WorkingCalendar) -> int:
    """Count the working days from the near end of what a count is shown from."""
    start = origin.last if origin.first is None or first >= origin.last else origin.first
    return clock.between(start, first)


def _readings(
    milestone: Milestone, spans: _Spans, calendar: WorkingCalendar
) -> tuple[DatedReading, ...]:
    days = spans[milestone.key]
    stated = days.first if days.date_is is _STATED else None
    return tuple(
        _reading(reading, spans, stated, calendar) for reading in milestone.readings.values()
    )


def _reading(
    reading: Reading, spans: _Spans, stated: date | None, calendar: WorkingCalendar
) -> DatedReading:
    anchor = spans[reading.rule.anchor]
    _, day = counting.forwards(reading.rule, anchor.day(reading.rule.edge), calendar)
    provisional = anchor.provisional or calendar.is_projected(day)
    return DatedReading(reading, day, provisional, agrees=day == stated)
