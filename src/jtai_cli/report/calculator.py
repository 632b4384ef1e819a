"""Dates that their reader can change: rules as offsets that a workbook or page can count again."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from itertools import groupby
from typing import NamedTuple

from jtai_cli.bankholidays import Calendars
from jtai_cli.dates import say, say_span
from jtai_cli.kinds import Days, Edge, Offsets, Unit
from jtai_cli.lookahead import look_ahead
from jtai_cli.plan import Inspection, Known
from jtai_cli.report import words
from jtai_cli.rules import Rules, Weekday
from jtai_cli.timeline import DatedMilestone, Timeline
from jtai_cli.workingdays import CLOSURE, Period

_YEARS_BEFORE, _YEARS_AFTER = 2, 5
_FIXED = {"caveat", "earlier-timetable"}  # codes of notes that are true whatever the dates


class Movable(NamedTuple):
    """A step that can be counted again, or another reading of the one above it.

    Fieldwork has no `anchor`. `late` are the working days from `calculated`, the first day by the
    rule, to a stated one. `weekday` is the expected one (Monday is 0).
    """

    key: str
    title: str
    who: str
    rule: str
    anchor: str | None
    edge: Edge
    offsets: Offsets
    days: Days
    is_provisional: bool
    calculated: date | None
    is_reading: bool = False
    is_task: bool = True
    is_counted: bool = False
    is_for_letters: bool = False
    lasts: bool = False
    can_be_stated: bool = False
    weekday: int | None = None
    late: int | None = None


class Calculator(NamedTuple):
    """The dates of an inspection, and all that is needed to count them again.

    `bank_holidays` are those from `first` to `last`, each with whether it is projected. `closed`
    days are left out of the letters' count. `known_by` are steps to count from, fieldwork first; a
    page uses `data`. `notes` and `skipped` are about the dates as they are, `remarks` about any.
    """

    title: str
    subject: str
    phases: Sequence[tuple[str, Sequence[Movable]]]
    steps: Mapping[str, Movable]
    first: date
    last: date
    published_to: date
    division: str
    caution: str
    bank_holidays: Sequence[tuple[date, str, bool]]
    closed: Sequence[date]
    fieldwork_last: date | None
    known_by: Sequence[str]
    data: Mapping[str, object]
    remarks: Sequence[str]
    notes: Sequence[tuple[str, str]]
    skipped: Sequence[tuple[date, str]]
    is_blank: bool = False


def blank(rules: Rules, year: int, calendars: Calendars, timetable: str | None) -> Calculator:
    """Make a calculator without an inspection, from the first possible week of a year."""
    days = Period(date(year, 1, 1), date(year, 12, 31))
    like = Inspection(Known("fieldwork", days.first), timetable=timetable)
    timeline = look_ahead(rules, days, like, calendars).weeks[0].timeline
    return calculator(timeline, rules)._replace(is_blank=True)


def calculator(timeline: Timeline, rules: Rules) -> Calculator:
    """Make a calculator of the dates of a timeline."""
    calendar, root, known = timeline.calendar, timeline.fieldwork, timeline.inspection.known
    year = root.day(Edge.FIRST).year
    first = max(date(year - _YEARS_BEFORE, 1, 1), calendar.first)
    last = min(date(year + _YEARS_AFTER, 12, 31), calendar.last)
    listed = calendar.bank_holidays_within(years := Period(first, last))
    holidays = [(*one, calendar.is_projected(one[0])) for one in listed]
    every = map(date.fromordinal, range(first.toordinal(), last.toordinal() + 1))
    phases = [
        (rules.phases[key].title, list(_steps(those, timeline, rules)))
        for key, those in groupby(timeline.milestones, key=lambda one: one.milestone.phase)
    ]
    steps = [one for _, those in phases for one in those]
    counted = [one for one in steps if one.anchor == root.key and one.is_counted]
    back = [k for k in counted if k.offsets.last.number < 0 and not k.offsets.last.before]
    known_by = (root.key, *(one.key for one in back))
    data = {
        "known_by": known_by, "first": first, "last": last, "published_to": calendar.published_to,
        "steps": [one._asdict() for one in steps], "bank_holidays": holidays,
        "spells": list(_spells(timeline, rules, years)),
    }  # fmt: skip
    return Calculator(
        words.title(timeline, rules, "dates calculator"), timeline.timetable.title,
        phases, {one.key: one for one in steps}, first, last, calendar.published_to,
        words.division_name(timeline.division), words.caution(timeline), holidays,
        [day for day in every if timeline.letters.why_not(day) == CLOSURE], known.last,
        known_by, data, [note.text for note in timeline.notes if note.code in _FIXED],
        [(note.code, note.text) for note in timeline.notes if note.code not in _FIXED],
        timeline.bank_holidays,
    )  # fmt: skip


def _steps(those: Iterable[DatedMilestone], timeline: Timeline, rules: Rules) -> Iterator[Movable]:
    for dated in those:
        of, rule = dated.milestone, dated.milestone.rule
        label = words.sentence(timeline.timetable.words(of))
        yield Movable(
            of.key, of.title, rules.who(of), label, rule.anchor, rule.edge, rule.offsets,
            Days(dated.first, dated.last), dated.provisional, dated.computed,
            is_task=rule.is_task, is_counted=rule.unit is Unit.WORKING_DAYS,
            is_for_letters=of.skips_closures, lasts=rule.lasts, late=dated.working_days_late,
            can_be_stated=rule.can_be_stated and rule.anchor is not None,
            weekday=None if of.weekday is None else list(Weekday).index(of.weekday),
        )  # fmt: skip
        for reading, day, is_provisional, _ in dated.readings:
            label, by = words.sentence(reading.label), reading.rule
            yield Movable(
                f"{of.key}-{reading.key}", "Another reading", "", label, by.anchor, by.edge,
                by.offsets, Days(day, day), is_provisional, day, is_reading=True,
            )  # fmt: skip


def _spells(timeline: Timeline, rules: Rules, years: Period) -> Iterator[tuple[object, ...]]:
    """Give periods to note if a step with one of the keys is counted over them.

    After the keys: whether the step's own day must be in the period; steps that, stated, end it.
    """
    milestones = [one.milestone for one in timeline.milestones]
    if (quiet := rules.christmas) is not None:
        counted = (one for one in milestones if one.rule.unit is Unit.WORKING_DAYS)
        letters = [one.key for one in counted if one.skips_closures]
        ends = [one.key for one in milestones if one.conditional]
        for first, last in map(quiet.in_year, range(years.first.year, years.last.year + 1)):
            text = f"The letters cross {quiet.name}, {say_span(first, last)}. {quiet.note or ''}"
            yield "letters-over-christmas", first, last, text.strip(), letters, False, ends
    delayed = {one.key: one.title for one in milestones if one.held_before_polls}
    period, polls = rules.pre_election_period, rules.polling_days
    if period is None or not polls or not delayed:
        return
    keys, what = list(delayed), f"{next(iter(delayed.values()))}: it may be delayed"
    for poll in (one for one in polls if one.day in years):
        first = poll.period_first or timeline.calendar.shift(poll.day, period.working_days)
        text = (
            f"{what} by the {poll.poll} elections on {say(poll.day)}. The pre-election period "
            f"begins {'on' if poll.period_first else 'by'} {say(first)}."
        )
        yield "pre-election-period", first, poll.day, text, keys, True, ()
    if (known_to := max(poll.day for poll in polls)) < years.last:
        text = f"{what} by elections. Polling days are known to {say(known_to)}."
        yield "polling-days-unknown", known_to + timedelta(days=1), years.last, text, keys, True, ()
