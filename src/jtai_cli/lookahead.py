"""Every possible fieldwork week of a period, side by side: its dates, its notes, its clashes.

A week is dated as any inspection is, from the first day of its fieldwork. A Monday on which
fieldwork cannot start is listed with the reason.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from enum import StrEnum
from itertools import accumulate, chain
from typing import NamedTuple

from jtai_cli.bankholidays import Calendars
from jtai_cli.dates import say_span
from jtai_cli.errors import AmbiguousError, JtaiError, NotAWorkingDayError, OutOfRangeError
from jtai_cli.kinds import Edge, Unit
from jtai_cli.notes import annotate
from jtai_cli.plan import Inspection, Known
from jtai_cli.rules import Basis, Milestone, PollingDay, Rules
from jtai_cli.timeline import DatedMilestone, Note, Timeline, resolve
from jtai_cli.workingdays import CLOSURE, SATURDAY, Period

AVOIDED_DATE = "avoided-date"
"""The code of the notes that days to avoid give."""
_POLLS, _QUIET = "pre-election-period", "letters-over-christmas"
_NO_MARK = frozenset({"caveat", "earlier-timetable", "polling-days-unknown", "provisional"})
"""Codes of notes about what is known of the rules, whatever the week."""
_DAY = timedelta(days=1)


class Avoided(NamedTuple):
    """A run of days that people would rather avoid, both ends included: "Half-term"."""

    name: str
    period: Period


class Clash(NamedTuple):
    """A milestone that shares a working day with days to avoid; `is_inside`, all of its own."""

    avoided: Avoided
    dated: DatedMilestone
    is_inside: bool

    @property
    def weight(self) -> int:
        """How much it counts: twice as much where the milestone lies inside the days."""
        return self.dated.milestone.clash_weight * (2 if self.is_inside else 1)


@dataclass(frozen=True, slots=True)
class FieldworkWeek:
    """A possible fieldwork week: its timeline, and its clashes by the days to avoid."""

    timeline: Timeline
    clashes: Mapping[Avoided, Sequence[Clash]] = field(default_factory=dict)

    @property
    def first(self) -> date:
        """The first day of fieldwork."""
        return self.timeline.fieldwork.day(Edge.FIRST)

    @property
    def milestones(self) -> tuple[DatedMilestone, ...]:
        """What someone has to do: all but what looks back over months, or has no beginning."""
        dated = self.timeline.milestones
        return tuple(one for one in dated if one.milestone.rule.unit is not Unit.NOTHING)

    @property
    def span(self) -> Period:
        """The days from the first to the last on which someone has something to do."""
        dated = self.milestones
        return Period(min(one.day(Edge.FIRST) for one in dated), max(one.last for one in dated))

    @property
    def notes(self) -> tuple[Note, ...]:
        """The notes of the timeline, then one for each run of days to avoid."""
        notes = list(self.timeline.notes)
        for avoided, clashes in self.clashes.items():
            *most, last = (clash.dated.milestone.name for clash in clashes)
            listed = f"{', '.join(most)} and {last}" if most else last
            text = f"{avoided.name}, {say_span(*avoided.period)}, clashes with {listed}."
            notes.append(Note(AVOIDED_DATE, text, clashes[0].dated.key))
        return tuple(notes)

    @property
    def marks(self) -> Mapping[str, Note]:
        """What is special about the week, by code, each with its first note; clashes apart."""
        marks: dict[str, Note] = {}
        for note in self.timeline.notes:
            if note.code not in _NO_MARK:
                marks.setdefault(note.code, note)
        return marks

    @property
    def weight(self) -> int:
        """How much speaks against the week.

        Each mark counts one, and each run of days to avoid as much as the worst of its clashes.
        """
        worst = (max(clash.weight for clash in clashes) for clashes in self.clashes.values())
        return len(self.marks) + sum(worst)

    def clashes_on(self, key: str) -> tuple[Clash, ...]:
        """Return the clashes of one milestone, to mark at its date."""
        return tuple(one for one in chain(*self.clashes.values()) if one.dated.key == key)


class ImpossibleStart(NamedTuple):
    """A day on which fieldwork cannot start: why, in short ("Easter Monday") and as refused."""

    day: date
    why: str
    refusal: JtaiError

    @property
    def is_day_off(self) -> bool:
        """Return whether it is a bank holiday or closed; else its dates cannot be counted."""
        return isinstance(self.refusal, NotAWorkingDayError)


class Sort(StrEnum):
    """The order of weeks: by date, or with the fewest clashes first."""

    DATE = "date"
    CLASHES = "clashes"


@dataclass(frozen=True, slots=True)
class LookAhead:
    """The possible fieldwork weeks of a period, the Mondays that are none, and days to avoid."""

    period: Period
    weeks: tuple[FieldworkWeek, ...]
    impossible: tuple[ImpossibleStart, ...]
    avoided: tuple[Avoided, ...] = ()

    @property
    def columns(self) -> Mapping[str, Milestone]:
        """The milestones to show for each week: fieldwork, then official ones of a single day.

        Where the timetable changes within the period, those of each, the fullest one's first.
        """
        timetables = {week.timeline.timetable.key: week.timeline.timetable for week in self.weeks}
        columns: dict[str, Milestone] = {}
        for timetable in sorted(timetables.values(), key=lambda t: -len(t.milestones)):
            columns.setdefault(timetable.fieldwork.key, timetable.fieldwork)
            for key, one in timetable.milestones.items():
                if not one.rule.lasts and one.basis is not Basis.LOCAL:
                    columns.setdefault(key, one)
        return columns

    @property
    def span(self) -> Period:
        """The days from the first to the last on which anyone has something to do in any week."""
        spans = [week.span for week in self.weeks] or [self.period]
        return Period(min(one.first for one in spans), max(one.last for one in spans))

    @property
    def bank_holidays(self) -> tuple[tuple[date, str], ...]:
        """The bank holidays on weekdays among the days of any week, by date."""
        listed = (week.timeline.calendar.bank_holidays_within(week.span) for week in self.weeks)
        return tuple(sorted({one for days in listed for one in days}))

    @property
    def clear(self) -> tuple[Avoided, ...]:
        """The days to avoid that no week clashes with."""
        clashing = {avoided for week in self.weeks for avoided in week.clashes}
        return tuple(one for one in self.avoided if one not in clashing)

    def beside(self, avoided: Iterable[Avoided]) -> "LookAhead":
        """Return the same weeks with their clashes with days to avoid."""
        by_date = tuple(sorted(set(avoided), key=lambda one: (one.period, one.name)))
        firsts = [one.period.first for one in by_date]
        ends = list(accumulate((one.period.last for one in by_date), max))
        weeks = []
        for week in self.weeks:
            first, last = week.span
            # A few days more, for what must be delivered takes its week.
            begin, end = bisect_left(ends, first - 7 * _DAY), bisect_right(firsts, last)
            weeks.append(replace(week, clashes=dict(_clashing(week, by_date[begin:end]))))
        return replace(self, weeks=tuple(weeks), avoided=by_date)

    def in_order(self, order: Sort) -> "LookAhead":
        """Return the same weeks in an order; of equal weight, the earlier is first."""
        by_weight = order is Sort.CLASHES
        weeks = sorted(self.weeks, key=lambda week: (by_weight and week.weight, week.first))
        return replace(self, weeks=tuple(weeks))


def look_ahead(
    rules: Rules,
    period: Period,
    like: Inspection,
    calendars: Calendars,
    *,
    after_bank_holidays: bool = False,
) -> LookAhead:
    """Date every possible fieldwork week of a period, by date, `like` one inspection.

    With `after_bank_holidays` the first working day after a bank holiday Monday counts too.
    """
    calendars = calendars.adjusted(like.extra_bank_holidays, like.without_bank_holidays)
    like = replace(like, extra_bank_holidays=(), without_bank_holidays=())
    weeks: list[FieldworkWeek] = []
    impossible: list[ImpossibleStart] = []
    monday = period.first - period.first.weekday() * _DAY
    for week in range((period.last - monday).days // 7 + 1):
        for number in range(SATURDAY if after_bank_holidays else 1):
            day = monday + (7 * week + number) * _DAY
            start = _start(rules, day, like, calendars)
            if isinstance(start, Timeline):
                weeks += [FieldworkWeek(start)] if day in period else []
                break
            impossible += [start] if number == 0 and day in period else []
            if not start.is_day_off:
                break
    undated = [one.refusal for one in impossible if not one.is_day_off]
    if undated and not weeks:
        raise undated[0]
    return LookAhead(period, tuple(weeks), tuple(impossible))


def _start(
    rules: Rules, day: date, like: Inspection, calendars: Calendars
) -> Timeline | ImpossibleStart:
    """Date an inspection whose fieldwork starts on a day, or say why it cannot."""
    in_force = [one for one in rules.timetables.values() if day in one.in_force]
    timetable = (in_force or list(rules.timetables.values()))[0]
    if like.timetable is not None:
        timetable = rules.timetable(like.timetable)
    inspection = replace(like, known=Known(timetable.fieldwork.key, day))
    try:
        return annotate(resolve(rules, inspection, calendars), rules)
    except NotAWorkingDayError as refusal:
        calendar = calendars.calendar(calendars.division_or(timetable.division), Period(day, day))
        return ImpossibleStart(day, calendar.why_not(day) or CLOSURE, refusal)
    except AmbiguousError as refusal:
        many = "more than one timetable was" if len(in_force) > 1 else "no timetable was"
        return ImpossibleStart(day, f"{many} in force", refusal)
    except OutOfRangeError as refusal:
        return ImpossibleStart(day, "the bank holidays for its dates are not known", refusal)


def _clashing(
    week: FieldworkWeek, avoided: Iterable[Avoided]
) -> Iterator[tuple[Avoided, list[Clash]]]:
    """Give the days to avoid that share a working day with any milestone, and which ones."""
    between = week.timeline.calendar.between
    exposed = []
    for dated in week.milestones:
        first = dated.day(Edge.FIRST)
        if dated.milestone.owed and not dated.milestone.rule.lasts:
            # What the partnership must deliver on one day takes that week, from its Monday.
            first -= first.weekday() * _DAY
        exposed.append((dated, Period(first, dated.last)))
    for one in avoided:
        clashes = []
        for dated, days in exposed:
            first, last = max(days.first, one.period.first), min(days.last, one.period.last)
            if first <= last and (shared := between(first - _DAY, last)):
                is_inside = shared == between(days.first - _DAY, days.last)
                clashes.append(Clash(one, dated, is_inside))
        if clashes:
            yield one, clashes


class DaysToWatch(NamedTuple):
    """Days in which letters tend to be late, and whose letters; a `poll` ends an election's."""

    days: Period
    weeks: tuple[FieldworkWeek, ...]
    poll: PollingDay | None = None


def days_to_watch(ahead: LookAhead, rules: Rules) -> tuple[DaysToWatch, ...]:
    """Return the pre-election and quiet days that the notes of any week are about, by date."""
    weeks: dict[tuple[Period, PollingDay | None], list[FieldworkWeek]] = {}
    for week in ahead.weeks:
        timeline, marks = week.timeline, week.marks
        if (key := marks[_POLLS].milestone if _POLLS in marks else None) is not None:
            day, period = timeline.dated(key).day(Edge.FIRST), rules.pre_election_period
            assert period is not None, "a note says that the letter falls in one"
            poll = min((one for one in rules.polling_days if one.day >= day), key=lambda p: p.day)
            first = poll.period_first or timeline.calendar.shift(poll.day, period.working_days)
            weeks.setdefault((Period(first, poll.day), poll), []).append(week)
        if _QUIET in marks and rules.christmas is not None:
            letters = [one.last for one in week.milestones if one.milestone.skips_closures]
            for year in range(week.first.year - 1, max(letters).year + 1):
                quiet = rules.christmas.in_year(year)
                if quiet.first <= max(letters) and timeline.fieldwork.last < quiet.last:
                    weeks.setdefault((quiet, None), []).append(week)
    found = (DaysToWatch(days, tuple(of), poll) for (days, poll), of in weeks.items())
    return tuple(sorted(found, key=lambda one: one.days))
