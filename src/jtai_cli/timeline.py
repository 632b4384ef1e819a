"""From one known date to a timeline: find fieldwork, then date every milestone by its rule.

A date stated in a letter wins over a calculated one. Fieldwork is found by trying possible days.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Mapping, Sequence
from dataclasses import astuple
from datetime import date
from enum import StrEnum
from functools import lru_cache
from itertools import groupby
from typing import NamedTuple

from jtai_cli.bankholidays import Calendars, Division
from jtai_cli.dates import say
from jtai_cli.errors import AmbiguousError, JtaiError, OutOfRangeError, UnknownNameError, UsageError
from jtai_cli.kinds import Edge, Kind, ReadingRule, Rule, Unit
from jtai_cli.plan import Inspection, Known, refuse_known, with_local
from jtai_cli.rules import FIELDWORK, Milestone, Reading, Rules, Timetable, named
from jtai_cli.workingdays import Period, WorkingCalendar

_MOST_LISTED = 3  # possible days that a refusal names one by one


class DateIs(StrEnum):
    """Where a date comes from: given as known, counted by its rule, or stated by a letter."""

    KNOWN = "known"
    COMPUTED = "computed"
    STATED = "stated"


# Bound once, as Python 3.11 is slow to look up the members of an enum.
_FIRST, _WORKING_DAYS, _COMPUTED = Edge.FIRST, Unit.WORKING_DAYS, DateIs.COMPUTED


class Note(NamedTuple):
    """Something to know about a date; `hint` is what to type, shown in the terminal only."""

    code: str
    text: str
    milestone: str | None = None
    hint: str | None = None


class DatedReading(NamedTuple):
    """Another reading of a rule; it `agrees` if a letter stated the same date."""

    reading: Reading
    day: date
    provisional: bool
    agrees: bool


class DatedMilestone(NamedTuple):
    """A milestone with its days, both ends included; `first` is None if it has no beginning.

    `computed` is the first day that the rule gives from the dates above as they are, `unslipped` as
    if no letter had stated any. `working_days_late` is counted from `computed` to a stated date,
    `moved` from `unslipped`, `counted` from fieldwork or `milestone.counted_from`. `provisional`
    dates were counted over days whose bank holidays are not published yet.
    """

    key: str
    milestone: Milestone
    first: date | None
    last: date
    date_is: DateIs
    computed: date | None
    working_days_late: int | None
    unslipped: date | None
    moved: int
    counted: int | None
    provisional: bool
    readings: tuple[DatedReading, ...] = ()

    def day(self, edge: Edge) -> date:
        """Return the first or the last day; without a first day, always the last."""
        return self.first if edge is _FIRST and self.first is not None else self.last


class Timeline(NamedTuple):
    """Every milestone of an inspection, dated: by phase, then date, then place in the file.

    `letters` is the `calendar` with the inspection's closures. `bank_holidays` are those on
    weekdays, from the first to the last day that is counted in working days.
    """

    inspection: Inspection
    timetable: Timetable
    division: Division
    calendar: WorkingCalendar
    letters: WorkingCalendar
    milestones: tuple[DatedMilestone, ...] = ()
    bank_holidays: tuple[tuple[date, str], ...] = ()
    notes: tuple[Note, ...] = ()

    def dated(self, key: str) -> DatedMilestone:
        """Return a dated milestone by its key, or raise UnknownNameError."""
        for one in self.milestones:
            if one.key == key:
                return one
        raise UnknownNameError("milestone", key, self.timetable.milestones)

    def start_of(self, rule: Rule | ReadingRule) -> date | None:
        """Return the day that a rule counts from; None for fieldwork."""
        return None if rule.anchor is None else self.dated(rule.anchor).day(rule.edge)

    @property
    def fieldwork(self) -> DatedMilestone:
        """The fieldwork that the other milestones are counted from."""
        return self.dated(FIELDWORK)

    def clock(self, milestone: Milestone) -> WorkingCalendar:
        """Return the calendar that a milestone is counted on."""
        return self.letters if milestone.skips_closures else self.calendar

    def notes_on(self, key: str) -> tuple[Note, ...]:
        """Return the notes about one milestone."""
        return tuple(note for note in self.notes if note.milestone == key)


class Dating(NamedTuple):
    """The days of a milestone as they are counted or given, and which of them are provisional."""

    first: date | None
    last: date
    date_is: DateIs = DateIs.COMPUTED
    computed: date | None = None
    first_unsure: bool = False
    last_unsure: bool = False


def resolve(rules: Rules, inspection: Inspection, calendars: Calendars) -> Timeline:
    """Date every milestone of an inspection. `notes.annotate` adds what to know about the dates."""
    bare, plain, dated = _dated(rules, inspection, calendars)
    milestones, ends = [], []
    for key, milestone in bare.timetable.milestones.items():
        first, last, date_is, computed, first_unsure, last_unsure = dated[key]
        unslipped = plain[key].first
        clock = bare.letters if milestone.skips_closures else bare.calendar
        late, moved, counted = None, 0, None
        if (rule := milestone.rule).unit is _WORKING_DAYS:
            ends += [first or last, last]
            if rule.offsets.last.before is not None:  # it may count beyond its anchor
                above = dated[rule.anchor or FIELDWORK]
                start = above.last if rule.edge is not _FIRST else above.first
                ends += rule.counted_over(start, last) or ()
            if first is not None and key != FIELDWORK:
                # From the nearer end of the milestone that the count is shown from.
                near = dated[milestone.counted_from or FIELDWORK]
                begin = near.last if near.first is None or first >= near.last else near.first
                counted = clock.between(begin, first)
        if dated is not plain and first is not None and unslipped is not None:
            moved = clock.between(unslipped, first)
            if date_is is DateIs.STATED and computed is not None:
                late = clock.between(computed, first)
        readings: tuple[DatedReading, ...] = ()
        for reading in milestone.readings.values():
            one = _count(reading.rule, dated[reading.rule.anchor], bare.calendar)
            agrees = date_is is DateIs.STATED and one.last == first
            readings += (DatedReading(reading, one.last, one.last_unsure, agrees),)
        milestones.append(DatedMilestone(
            key, milestone, first, last, date_is, computed, late, unslipped, moved, counted,
            first_unsure or last_unsure, readings,
        ))  # fmt: skip
    phases = list(rules.phases)
    # The sort is stable: milestones on one day keep the order of the file.
    milestones.sort(key=lambda one: (phases.index(one.milestone.phase), one.first or one.last))
    bank_holidays = bare.calendar.bank_holidays_within(Period(min(ends), max(ends)))
    return bare._replace(milestones=tuple(milestones), bank_holidays=bank_holidays)


def days_of(rules: Rules, inspection: Inspection, calendars: Calendars) -> dict[str, Dating]:
    """Return only the days of every milestone, in half the time of `resolve`."""
    return _dated(rules, inspection, calendars)[-1]


def _dated(
    rules: Rules, inspection: Inspection, calendars: Calendars
) -> tuple[Timeline, dict[str, Dating], dict[str, Dating]]:
    """Return a timeline without dates, its days if nothing were stated, and its real days."""
    key, first, _ = inspection.known
    only = inspection.timetable
    every = [*rules.timetables.values()] if only is None else [rules.timetable(only)]
    having = [one for one in every if key in one.milestones or key in inspection.local]
    if not having:
        keys = dict.fromkeys(each for one in every for each in one.milestones)
        raise UnknownNameError("milestone", key, keys)
    possible = [one for one in having if key != FIELDWORK or first in one.in_force] or having
    found: list[tuple[Timeline, Dating]] = []
    refusals: list[JtaiError] = []
    for official in possible:
        try:
            timetable = with_local(official, inspection.local) if inspection.local else official
            bare, fieldwork = _start(timetable, inspection, calendars)
        except JtaiError as refusal:
            refusals.append(refusal)
            continue
        begins = fieldwork.first or fieldwork.last
        if only is not None or begins in official.in_force:
            found.append((bare, fieldwork))
    if refusals and not found:
        raise refusals[0]
    if len(found) != 1:
        subject = f"{key} on {first.isoformat()}"
        problem = f"no timetable was in force for {subject}"
        names = [bare.timetable.key for bare, _ in found] or [one.key for one in possible]
        if found:
            problem = f"more than one timetable is possible for {subject}: {' and '.join(names)}"
        raise AmbiguousError(problem, " or ".join(f"--timetable {name}" for name in names))
    ((bare, fieldwork),) = found
    plain = _date_all(bare, fieldwork, {})
    if not inspection.stated:
        return bare, plain, plain
    _refuse_stated(bare, plain)
    return bare, plain, _date_all(bare, fieldwork, inspection.stated)


def _start(
    timetable: Timetable, inspection: Inspection, calendars: Calendars
) -> tuple[Timeline, Dating]:
    """Return a timeline without dates yet, and the fieldwork that leads to the known date."""
    known, division = inspection.known, calendars.division or timetable.division
    # A span that holds every date, whichever one is known.
    given = [known.first, *inspection.stated.values()]
    reach = 366 + sum([one.rule.reach_days for one in timetable.milestones.values()])
    reach += sum([(one.last - one.first).days + 1 for one in inspection.closures])
    earliest = max(min(given).toordinal() - reach, date.min.toordinal())
    latest = min(max(given).toordinal() + reach, date.max.toordinal())
    near = Period(date.fromordinal(earliest), date.fromordinal(latest))
    extra, without = inspection.extra_bank_holidays, inspection.without_bank_holidays
    calendar = calendars.calendar(division, near, extra, without)
    closures = tuple(inspection.closures)
    letters = calendar.with_closures(closures) if closures else calendar
    bare = Timeline(inspection, timetable, division, calendar, letters)
    chain = timetable.chain(known.milestone)
    milestone, root = chain[0], chain[-1]
    refuse_known(milestone, known, bare.clock(milestone))
    first, clock = known.first, bare.clock(root)
    if known.last is not None:
        return bare, Dating(first, known.last, DateIs.KNOWN, first)
    if milestone is root:
        return bare, _count(root.rule, Dating(first, first), clock)._replace(date_is=DateIs.KNOWN)

    def follow(first: date) -> Dating:
        one = Dating(first, first)
        for link in reversed(chain):
            one = _count(link.rule, one, bare.clock(link))
        return one

    first = _search(known, follow, near, clock)
    unsure = follow(first).first_unsure or first > clock.published_to
    return bare, _count(root.rule, Dating(first, first, first_unsure=unsure), clock)


def _search(
    known: Known, follow: Callable[[date], Dating], near: Period, clock: WorkingCalendar
) -> date:
    # Later fieldwork never leads to an earlier date, so the working days can be bisected.
    wanted = known.first
    start = clock.roll_forward(max(clock.first, near.first))
    numbers = range(clock.between(start, min(clock.last, near.last)) + 1)

    def reached(number: int) -> date:
        first = clock.shift(start, number)
        try:
            return follow(first).first or date.min
        except OutOfRangeError:  # the date lies beyond the nearer end of the calendar
            return date.min if first - clock.first < clock.last - first else date.max

    begin = bisect_left(numbers, wanted, key=reached)
    found = numbers[begin : bisect_right(numbers, wanted, begin, key=reached)]
    days = [clock.shift(start, number) for number in found]
    if len(days) == 1:
        return days[0]
    what = f"{known.milestone} on {say(wanted)}"
    beside = {reached(number) if number in numbers else date.max for number in (begin - 1, begin)}
    if not days and beside & {date.min, date.max}:
        raise clock.out_of_range(f"fieldwork that leads to {what}")
    problem = f"it may start on {' or '.join(map(say, days))}"
    if not days:
        problem = "no working day leads to that date"
    elif len(days) > _MOST_LISTED:
        problem = f"it may start on one of {len(days)} days from {say(days[0])} to {say(days[-1])}"
    raise AmbiguousError(f"{what} does not determine fieldwork: {problem}", "--fieldwork DATE")


def _date_all(bare: Timeline, fieldwork: Dating, stated: Mapping[str, date]) -> dict[str, Dating]:
    known, dated = bare.inspection.known, {FIELDWORK: fieldwork}
    for alike in _steps(bare.timetable):
        rule, clock = alike[0].rule, bare.clock(alike[0])
        counted = _count(rule, dated[rule.anchor or FIELDWORK], clock)
        for key in [one.key for one in alike]:
            dated[key] = counted
            day = known.first if key == known.milestone else stated.get(key)
            if day is None:
                continue
            end, unsure = counted.last, counted.last_unsure
            if (after := rule.offsets.stated_last) is not None:
                end = after.day(day, clock)
                unsure = end != day and _is_unsure(rule, day, end, clock)
            if end < day:
                problem = f"{key} cannot begin on {say(day)}: it ends on {say(end)}"
                raise UsageError(problem, f"a date up to {end}")
            date_is = DateIs.KNOWN if key == known.milestone else DateIs.STATED
            dated[key] = Dating(day, end, date_is, counted.computed, last_unsure=unsure)
    return dated


@lru_cache(maxsize=64)  # 64, as local milestones make a timetable of their own
def _steps(timetable: Timetable) -> Sequence[Sequence[Milestone]]:
    """Group neighbours with the same rule, so that each rule is counted once; omit fieldwork."""
    anchored = [one for one in timetable.milestones.values() if one.rule.anchor]
    same = groupby(anchored, lambda one: (astuple(one.rule), one.skips_closures))
    return [list(alike) for _, alike in same]


def _count(rule: Rule | ReadingRule, above: Dating, clock: WorkingCalendar) -> Dating:
    """Return the days that a rule gives from those of its anchor, or from fieldwork's first day."""
    is_last = rule.edge is not _FIRST
    start = above.last if is_last or above.first is None else above.first
    first, last = rule.days(start, clock)
    first_unsure = last_unsure = above.last_unsure if is_last else above.first_unsure
    if last > clock.published_to or start > clock.published_to:
        first_unsure = first_unsure or _is_unsure(rule, start, first or start, clock)
        last_unsure = last_unsure or _is_unsure(rule, start, last, clock)
    return Dating(first, last, _COMPUTED, first, first_unsure, last_unsure)


def _is_unsure(rule: Kind, start: date, day: date, clock: WorkingCalendar) -> bool:
    walked = rule.counted_over(start, day)
    return walked is not None and walked.last > clock.published_to


def _refuse_stated(bare: Timeline, plain: Mapping[str, Dating]) -> None:
    known = bare.inspection.known.milestone
    way = {milestone.key for milestone in bare.timetable.chain(known)}
    begin = min(one.first or one.last for one in plain.values())
    for key, day in bare.inspection.stated.items():
        if not named("milestone", key, bare.timetable.milestones).rule.can_be_stated:
            raise UsageError(f"{key} has no date of its own to state", "another milestone")
        if key in way:
            how = "known already" if key == known else f"counted back from {known}"
            problem = f"{key} is {how}, so no other date can be stated for it"
            hint = f"leave out the stated date, or count from --known {key}=DATE"
            raise UsageError(problem, hint)
        if day < begin != plain[key].first:  # only the first date may come sooner
            raise UsageError(
                f"{key} cannot be on {say(day)}: the first date of the inspection is {say(begin)}",
                f"a date from {begin} on",
            )
