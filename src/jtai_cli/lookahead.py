"""Every possible fieldwork week of a period, side by side: its dates, its notes, its clashes."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date, timedelta
from itertools import groupby
from typing import NamedTuple

from jtai_cli.bankholidays import Calendars
from jtai_cli.dates import say_span
from jtai_cli.errors import AmbiguousError, JtaiError, NotAWorkingDayError, OutOfRangeError
from jtai_cli.kinds import Edge
from jtai_cli.notes import annotate
from jtai_cli.plan import Inspection, Known
from jtai_cli.rules import FIELDWORK, Milestone, PollingDay, Rules
from jtai_cli.timeline import DatedMilestone, Note, Timeline, resolve
from jtai_cli.workingdays import SATURDAY, Period

AVOIDED_DATE = "avoided-date"
_POLLS, _QUIET = "pre-election-period", "letters-over-christmas"
_NO_MARK = frozenset({"caveat", "earlier-timetable", "polling-days-unknown", "provisional"})
"""Codes of notes about the rules, which say nothing special about a week."""
_DAY = timedelta(days=1)


class Avoided(NamedTuple):
    """A run of days that people would rather avoid, both ends included: "Half-term"."""

    name: str
    period: Period


class Clash(NamedTuple):
    """A milestone that shares a working day with days to avoid; if all inside, it weighs twice."""

    avoided: Avoided
    dated: DatedMilestone
    is_inside: bool
    weight: int


class FieldworkWeek(NamedTuple):
    """A possible fieldwork week, and its clashes, in the order of the days to avoid.

    `milestones` are those that someone has to work on, not those that only mark a stretch of time;
    `span` holds them. `notes` are those of the timeline, then one for each run of days to avoid;
    `marks` are codes of the timeline's notes that say what is special about the week. Each mark
    adds one to the `weight`, and each run of days to avoid adds that of its worst clash.
    """

    timeline: Timeline
    first: date
    milestones: tuple[DatedMilestone, ...]
    span: Period
    clashes: tuple[Clash, ...]
    notes: tuple[Note, ...]
    marks: tuple[str, ...]
    weight: int


class ImpossibleStart(NamedTuple):
    """A day on which fieldwork cannot start, and why, in short: "Easter Monday".

    `refusal` is the error if its dates cannot be counted; it is None for a day off.
    """

    day: date
    why: str
    refusal: JtaiError | None = None


class LookAhead(NamedTuple):
    """The possible fieldwork weeks of a period, impossible Mondays, and days to avoid."""

    period: Period
    weeks: tuple[FieldworkWeek, ...]
    impossible: tuple[ImpossibleStart, ...]
    avoided: tuple[Avoided, ...] = ()

    @property
    def columns(self) -> Mapping[str, Milestone]:
        """Fieldwork, then the official one-day milestones of all timetables, the fullest first."""
        timetables = {week.timeline.timetable.key: week.timeline.timetable for week in self.weeks}
        columns: dict[str, Milestone] = {}
        for timetable in sorted(timetables.values(), key=lambda t: -len(t.milestones)):
            every = timetable.milestones
            official = {key: one for key, one in every.items() if one.is_official_day}
            columns = {**columns, FIELDWORK: every[FIELDWORK], **official, **columns}
        return columns

    @property
    def span(self) -> Period:
        """The days from the first to the last on which anyone has something to do in any week."""
        spans = [week.span for week in self.weeks] or [self.period]
        return Period(min(one.first for one in spans), max(one.last for one in spans))

    @property
    def clear(self) -> tuple[Avoided, ...]:
        """The days to avoid that no week clashes with."""
        clashing = {clash.avoided for week in self.weeks for clash in week.clashes}
        return tuple(one for one in self.avoided if one not in clashing)

    def beside(self, avoided: Iterable[Avoided], *, lightest_first: bool = False) -> "LookAhead":
        """Return the same weeks with their clashes, by date or by weight and then date."""
        by_date = tuple(sorted(set(avoided), key=lambda one: (one.period, one.name)))
        weeks = [_week(week.timeline, by_date) for week in self.weeks]
        weeks.sort(key=lambda week: (lightest_first and week.weight, week.first))
        return self._replace(weeks=tuple(weeks), avoided=by_date)


def look_ahead(
    rules: Rules,
    period: Period,
    like: Inspection,
    calendars: Calendars,
    *,
    after_bank_holidays: bool = False,
) -> LookAhead:
    """Date every possible fieldwork week of a period, by date, each `like` the given inspection.

    With `after_bank_holidays` the first working day after a bank holiday Monday counts too.
    """
    weeks: list[FieldworkWeek] = []
    impossible: list[ImpossibleStart] = []
    day = period.first - period.first.weekday() * _DAY
    while day <= period.last:
        weekday, is_off = day.weekday(), False
        start = _start(rules, day, like, calendars)
        if isinstance(start, Timeline):
            weeks += [_week(start, ())] if day in period else []
        else:
            impossible += [start] if weekday == 0 and day in period else []
            is_off = start.refusal is None
        is_next = after_bank_holidays and is_off and weekday < SATURDAY - 1
        day += _DAY if is_next else (7 - weekday) * _DAY
    undated = [one.refusal for one in impossible if one.refusal is not None]
    if undated and not weeks:
        raise undated[0]
    return LookAhead(period, tuple(weeks), tuple(impossible))


def _start(
    rules: Rules, day: date, like: Inspection, calendars: Calendars
) -> Timeline | ImpossibleStart:
    try:
        inspection = replace(like, known=Known(FIELDWORK, day))
        return annotate(resolve(rules, inspection, calendars), rules)
    except NotAWorkingDayError as refusal:
        return ImpossibleStart(day, refusal.why)
    except AmbiguousError as refusal:
        return ImpossibleStart(day, refusal.message.partition(" for ")[0], refusal)
    except OutOfRangeError as refusal:
        return ImpossibleStart(day, "the bank holidays for its dates are not known", refusal)


def _week(timeline: Timeline, avoided: Iterable[Avoided]) -> FieldworkWeek:
    dated = tuple(one for one in timeline.milestones if one.milestone.rule.is_task)
    span = Period(min(one.day(Edge.FIRST) for one in dated), max(one.last for one in dated))
    clashes = tuple(_clashes(dated, avoided, timeline))
    marks = dict.fromkeys(note.code for note in timeline.notes if note.code not in _NO_MARK)
    notes, weight = list(timeline.notes), len(marks)
    for one, group in groupby(clashes, lambda clash: clash.avoided):
        found = list(group)
        *most, last = (clash.dated.milestone.name for clash in found)
        names = f"{', '.join(most)} and {last}" if most else last
        text = f"{one.name}, {say_span(*one.period)}, clashes with {names}."
        notes.append(Note(AVOIDED_DATE, text, found[0].dated.key))
        weight += max(clash.weight for clash in found)
    first = timeline.fieldwork.day(Edge.FIRST)
    return FieldworkWeek(timeline, first, dated, span, clashes, tuple(notes), tuple(marks), weight)


def _clashes(
    milestones: Iterable[DatedMilestone], avoided: Iterable[Avoided], timeline: Timeline
) -> Iterator[Clash]:
    between, exposed = timeline.calendar.between, []
    for dated in milestones:
        first, milestone = dated.day(Edge.FIRST), dated.milestone
        if milestone.owed and not milestone.rule.lasts:
            # What the partnership must deliver on one day takes up that week from its Monday.
            first -= first.weekday() * _DAY
        exposed.append((dated, first, between(first - _DAY, dated.last)))
    begin, end = min(first for _, first, _ in exposed), max(dated.last for dated, *_ in exposed)
    for one in avoided:
        period = one.period
        for dated, first, days in exposed if begin <= period.last and period.first <= end else ():
            start, last = max(first, period.first), min(dated.last, period.last)
            if start <= last and (shared := between(start - _DAY, last)):
                weight = dated.milestone.clash_weight * (2 if shared == days else 1)
                yield Clash(one, dated, shared == days, weight)


def days_to_watch(
    ahead: LookAhead, rules: Rules
) -> list[tuple[Period, PollingDay | None, list[FieldworkWeek]]]:
    """Return the pre-election and quiet days that the notes of any week are about, by date.

    Each comes with the poll that ends it, if any, and the weeks whose letters may be late.
    """
    weeks: dict[tuple[Period, PollingDay | None], list[FieldworkWeek]] = {}
    for week in ahead.weeks:
        timeline = week.timeline
        if _POLLS in week.marks and rules.pre_election_period is not None:
            letter = next(note.milestone for note in timeline.notes if note.code == _POLLS)
            coming = timeline.dated(str(letter)).day(Edge.FIRST)
            poll = min((p for p in rules.polling_days if p.day >= coming), key=lambda p: p.day)
            working_days = rules.pre_election_period.working_days
            first = poll.period_first or timeline.calendar.shift(poll.day, working_days)
            weeks.setdefault((Period(first, poll.day), poll), []).append(week)
        if _QUIET in week.marks and rules.christmas is not None:
            last = max(one.last for one in week.milestones if one.milestone.skips_closures)
            for year in range(week.first.year - 1, last.year + 1):
                quiet = rules.christmas.in_year(year)
                if quiet.first <= last and timeline.fieldwork.last < quiet.last:
                    weeks.setdefault((quiet, None), []).append(week)
    return sorted(((*key, of) for key, of in weeks.items()), key=lambda one: one[0])
