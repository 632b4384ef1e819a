"""Timelines beside a naive resolver, which walks from day to day and tries every fieldwork.

Inspections are random: by the shipped timetables or by made-up ones with every kind of rule, known
by any milestone, with closures, stated dates, divisions and bank holidays changed. Forward, every
figure must be the naive one; back, the one fieldwork there is, or a refusal where there is none
or there are several.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta
from functools import cache
from random import Random
from typing import NamedTuple

import pytest

from jtai_cli.bankholidays import Calendars, Division, from_package
from jtai_cli.errors import AmbiguousError, JtaiError, NotAWorkingDayError, UsageError
from jtai_cli.files.rules import load_rules
from jtai_cli.kinds import (
    CalendarDays,
    Edge,
    Fieldwork,
    Months,
    ReadingRule,
    Rule,
    UpTo,
    Window,
    WorkingDays,
)
from jtai_cli.plan import Inspection, Known
from jtai_cli.rules import Basis, InForce, Milestone, Phase, Reading, Rules, Timetable
from jtai_cli.timeline import DatedMilestone, Timeline, resolve
from jtai_cli.workingdays import Period

pytestmark = pytest.mark.uncovered

CASES, PARTS = 1500, 20
# Rules keep days in order, so fieldworks that share a date lie no further apart than closures last.
NEAR = 90
AROUND_THE_END = (date(2028, 6, 1), date(2029, 3, 1))
PUBLISHED_TO = date(2028, 12, 31).toordinal()
RULES = load_rules(None)
DAY = timedelta(days=1)


# The naive resolver, on the ordinals of days.


class Span(NamedTuple):
    """The days of a milestone, and the latest day walked over on the way to each (0 for none)."""

    first: int | None
    last: int
    first_walked: int = 0
    last_walked: int = 0
    computed: int | None = None
    date_is: str = "computed"


class Clock(NamedTuple):
    """The days off of one count, by their ordinals."""

    off: frozenset[int]

    def is_open(self, day: int) -> bool:
        return (day - 1) % 7 < 5 and day not in self.off

    def walk(self, day: int, working_days: int) -> tuple[int, int]:
        """Return the day arrived at, and the latest one walked over."""
        latest, step = 0, 1 if working_days > 0 else -1
        while working_days:
            day += step
            latest = max(latest, day)
            working_days -= step * self.is_open(day)
        return day, latest

    def between(self, first: int, last: int) -> int:
        if first <= last:
            return sum(self.is_open(day) for day in range(first + 1, last + 1))
        return -sum(self.is_open(day) for day in range(last, first))


class Case(NamedTuple):
    """An inspection, the rules that it may fall under, and its days off."""

    rules: Rules
    inspection: Inspection
    division: Division
    statutory: Clock
    letters: Clock

    def clock(self, milestone: Milestone) -> Clock:
        return self.letters if milestone.skips_closures else self.statutory


def months_on(day: int, months: int) -> int:
    """The same day of another month, or the last that it has."""
    of = date.fromordinal(day)
    number = of.year * 12 + of.month - 1 + months
    month = date(number // 12, number % 12 + 1, 1)
    following = date((number + 1) // 12, (number + 1) % 12 + 1, 1)
    return min(month + (of.day - 1) * DAY, following - DAY).toordinal()


def by_rule(rule: Rule | ReadingRule, above: Span, clock: Clock) -> Span:
    """Date by a rule, from the milestone above."""
    if isinstance(rule, Fieldwork):
        raise TypeError("fieldwork has nothing above")
    start = above.last if rule.edge is Edge.LAST else above.first
    walked = above.last_walked if rule.edge is Edge.LAST else above.first_walked
    assert start is not None, "nothing is anchored to a first day that is not there"
    match rule:
        case WorkingDays(working_days=number):
            day, latest = clock.walk(start, number)
            latest = max(walked, latest)
            return Span(day, day, latest, latest, day)
        case Window(first_working_day=begin, last_working_day=end):
            (first, to_first), (last, to_last) = clock.walk(start, begin), clock.walk(start, end)
            return Span(first, last, max(walked, to_first), max(walked, to_last), first)
        case Months(months=number):
            first = months_on(start, number)
            return Span(first, start, walked, walked, first)
        case CalendarDays(calendar_days=number):
            return Span(start + number, start + number, walked, walked, start + number)
        case UpTo():
            return Span(None, start, walked, walked)


def given(rule: Rule, span: Span, day: int, clock: Clock, date_is: str) -> Span:
    """Put a given day in the place of the first: a window keeps its length, months their end."""
    last, walked = day, 0
    if isinstance(rule, Window):
        last, walked = clock.walk(day, rule.last_working_day - rule.first_working_day)
    elif isinstance(rule, Months):
        last, walked = span.last, span.last_walked
    return Span(day, last, 0, walked, span.computed, date_is)


def fieldwork_from(case: Case, root: Milestone, first: int) -> Span:
    assert isinstance(root.rule, Fieldwork)
    last, walked = case.clock(root).walk(first, root.rule.working_days - 1)
    return Span(first, last, 0, walked, first)


def chain(timetable: Timetable, key: str) -> list[Milestone]:
    """The milestones from fieldwork to one."""
    links = [timetable.milestones[key]]
    while not isinstance(rule := links[0].rule, Fieldwork):
        links.insert(0, timetable.milestones[rule.anchor])
    return links


def followed(case: Case, links: Sequence[Milestone], first: int) -> Span:
    spans = {links[0].key: fieldwork_from(case, links[0], first)}
    for link in links[1:]:
        assert not isinstance(link.rule, Fieldwork)
        spans[link.key] = by_rule(link.rule, spans[link.rule.anchor], case.clock(link))
    return spans[links[-1].key]


def fieldwork_of(case: Case, timetable: Timetable, near: int) -> Span | type[JtaiError]:
    """The fieldwork of the known date: given, or the only one of all those tried."""
    known = case.inspection.known
    links = chain(timetable, known.milestone)
    day, root, milestone = known.first.toordinal(), links[0], links[-1]
    if isinstance(milestone.rule, UpTo):
        return UsageError
    if not isinstance(milestone.rule, Months) and not case.clock(milestone).is_open(day):
        return NotAWorkingDayError
    if milestone is root:
        return fieldwork_from(case, root, day)._replace(date_is="known")
    tried = (one for one in range(near - NEAR, near + NEAR) if case.clock(root).is_open(one))
    found = [one for one in tried if followed(case, links, one).first == day]
    if len(found) != 1:
        return AmbiguousError
    span = fieldwork_from(case, root, found[0])
    walked = max(found[0], followed(case, links, found[0]).first_walked)
    return span._replace(first_walked=walked, last_walked=max(walked, span.last_walked))


def naive_spans(
    case: Case, timetable: Timetable, fieldwork: Span, stated: Mapping[str, date]
) -> dict[str, Span]:
    known = case.inspection.known
    spans = {"fieldwork": fieldwork}
    for key, milestone in timetable.milestones.items():
        rule, clock = milestone.rule, case.clock(milestone)
        if isinstance(rule, Fieldwork):
            continue
        spans[key] = by_rule(rule, spans[rule.anchor], clock)
        if key == known.milestone:
            spans[key] = given(rule, spans[key], known.first.toordinal(), clock, "known")
        elif key in stated:
            spans[key] = given(rule, spans[key], stated[key].toordinal(), clock, "stated")
    return spans


def is_refused(case: Case, timetable: Timetable, plain: Mapping[str, Span]) -> bool:
    """Whether a stated date is on the way to fieldwork, has no day, or is before everything."""
    links = {link.key for link in chain(timetable, case.inspection.known.milestone)}
    begin = min(span.first or span.last for span in plain.values())
    return any(
        key in links
        or isinstance(timetable.milestones[key].rule, UpTo)
        or day.toordinal() < begin != plain[key].first
        for key, day in case.inspection.stated.items()
    )


Figures = dict[str, tuple[object, ...]]


def naive(case: Case, timetable: Timetable, near: int) -> Figures | type[JtaiError]:
    """Every figure of a timeline, by milestone; or how it is refused."""
    fieldwork = fieldwork_of(case, timetable, near)
    if isinstance(fieldwork, type):
        return fieldwork
    stated = case.inspection.stated
    plain = naive_spans(case, timetable, fieldwork, {})
    if stated and is_refused(case, timetable, plain):
        return UsageError
    spans = naive_spans(case, timetable, fieldwork, stated)
    if any(span.first is not None and span.last < span.first for span in spans.values()):
        return UsageError
    figures: Figures = {}
    for key, milestone in timetable.milestones.items():
        span, unslipped, clock = spans[key], plain[key].first, case.clock(milestone)
        late, moved, shown = None, 0, None
        if span.first is not None and unslipped is not None:
            moved = clock.between(unslipped, span.first)
            if span.date_is == "stated" and span.computed is not None:
                late = clock.between(span.computed, span.first)
            if isinstance(milestone.rule, WorkingDays | Window):
                origin = spans[milestone.counted_from or "fieldwork"]
                is_before = origin.first is not None and span.first < origin.last
                start = origin.first if is_before else origin.last
                shown = None if start is None else clock.between(start, span.first)
        readings = []
        for reading in milestone.readings.values():
            other = by_rule(reading.rule, spans[reading.rule.anchor], case.statutory)
            agrees = span.date_is == "stated" and other.last == span.first
            is_provisional = other.last_walked > PUBLISHED_TO
            readings.append((reading.key, other.last, is_provisional, agrees))
        is_provisional = max(span.first_walked, span.last_walked) > PUBLISHED_TO
        figures[key] = (*span[:2], span.date_is, span.computed, late, unslipped, moved, shown,
                        is_provisional, tuple(readings))  # fmt: skip
    return figures


# What the engine says, in the same figures.


def engine(case: Case) -> tuple[Figures, Timeline] | type[JtaiError]:
    try:
        timeline = resolve(case.rules, case.inspection, Calendars(case.division))
    except (AmbiguousError, NotAWorkingDayError, UsageError) as refusal:
        return type(refusal)
    return {one.key: figures_of(one) for one in timeline.milestones}, timeline


def figures_of(one: DatedMilestone) -> tuple[object, ...]:
    def number(day: date | None) -> int | None:
        return None if day is None else day.toordinal()

    readings = tuple((r.reading.key, number(r.day), r.provisional, r.agrees) for r in one.readings)
    return (number(one.first), number(one.last), str(one.date_is), number(one.computed),
            one.working_days_late, number(one.unslipped), one.moved, one.counted,
            one.provisional, readings)  # fmt: skip


# Random inspections.


def counted_from_any(random: Random, above: list[Milestone]) -> tuple[str, Edge]:
    """Choose what a rule counts from; what has no first day only by its last."""
    anchor = random.choice(above)
    return anchor.key, Edge.LAST if isinstance(anchor.rule, UpTo) else random.choice(list(Edge))


def made_up_rule(random: Random, above: list[Milestone]) -> Rule:
    (anchor, edge), first = counted_from_any(random, above), random.randint(-12, 12)
    last, number = first + random.randint(0, 9), random.randint(-15, 35)
    window = Window(anchor=anchor, edge=edge, first_working_day=first, last_working_day=last)
    kinds: list[Rule] = [
        window,
        WorkingDays(anchor=anchor, edge=edge, working_days=number),
        WorkingDays(anchor=anchor, edge=edge, working_days=random.randint(-1, 1)),
        Months(anchor=anchor, edge=edge, months=-random.randint(1, 7)),
        UpTo(anchor=anchor, edge=edge),
    ]
    return random.choice(kinds)


def made_up_reading(random: Random, above: list[Milestone]) -> Reading:
    (anchor, edge), days = counted_from_any(random, above), random.randint(-20, 40)
    rule: ReadingRule = CalendarDays(anchor=anchor, edge=edge, calendar_days=days)
    if random.random() < 0.5:
        rule = WorkingDays(anchor=anchor, edge=edge, working_days=days)
    return Reading("other", "other", rule, "made-up", Basis.LOCAL)


def made_up_rules(random: Random) -> Rules:
    """Make a timetable of up to six milestones beside fieldwork, some with another reading."""
    made: list[Milestone] = []
    for number in range(random.randint(2, 7)):
        key = f"m{number}" if made else "fieldwork"
        rule = made_up_rule(random, made) if made else Fieldwork(working_days=random.randint(1, 8))
        one = Milestone(key, key, key, "all", rule, Basis.LOCAL, "made-up")
        origin = random.choice([None, *(above.key for above in made)])
        skips_closures = random.random() < 0.4
        made.append(replace(one, counted_from=origin, skips_closures=skips_closures))
        if random.random() < 0.4:
            made[-1] = replace(made[-1], readings={"other": made_up_reading(random, made)})
    since, milestones = InForce(date(2016, 1, 1)), {one.key: one for one in made}
    timetable = Timetable("made-up", "Made up", "Visit", since, Division.ENGLAND, milestones)
    return Rules(date(2026, 1, 1), {}, {"all": Phase("all", "All")}, {}, {"made-up": timetable})


@cache
def days_off(division: Division) -> frozenset[int]:
    return frozenset(day.toordinal() for day in from_package(division, 2010, 2042).bank_holidays)


def random_days(random: Random, begin: date) -> tuple[Case, Inspection]:
    """Choose a division, its bank holidays with some changed, and closures, around a day."""
    division = random.choice(list(Division))
    off = days_off(division)
    new = begin + random.randint(-60, 150) * DAY
    is_new = new.weekday() < 5 and new.toordinal() not in off and random.random() < 0.15
    near = [day for day in off if abs(day - begin.toordinal()) < 150]
    gone = frozenset(day for day in sorted(near) if random.random() < 0.02)
    starts = [begin + random.randint(-60, 200) * DAY for _ in range(random.choice([0, 0, 1, 2]))]
    closures = tuple(Period(first, first + random.randint(0, 30) * DAY) for first in starts)
    inspection = Inspection(
        Known("fieldwork", begin),
        closures=closures,
        extra_bank_holidays=(new,) if is_new else (),
        without_bank_holidays=tuple(date.fromordinal(day) for day in gone),
    )
    off = (off | {new.toordinal()} if is_new else off) - gone
    closed = {
        day for one in closures for day in range(one.first.toordinal(), one.last.toordinal() + 1)
    }
    return Case(RULES, inspection, division, Clock(off), Clock(off | closed)), inspection


def random_case(random: Random) -> tuple[Case, int]:
    """Make an inspection, known by the date of any milestone or by one close to it."""
    rules = made_up_rules(random) if random.random() < 0.5 else RULES
    # A fifth of them lie near the end of what is published.
    first, last = random.choice([*[(date(2016, 3, 1), date(2037, 12, 1))] * 4, AROUND_THE_END])
    begin = first + random.randint(0, (last - first).days) * DAY
    case, inspection = random_days(random, begin)
    timetable = random.choice(list(rules.timetables.values()))
    inspection = replace(inspection, timetable=timetable.key)
    case = case._replace(rules=rules, inspection=inspection)
    # From a fieldwork come the dates of which one is known and some are stated.
    root, near = timetable.milestones["fieldwork"], begin.toordinal()
    while not case.clock(root).is_open(near):
        near += 1
    fieldwork = fieldwork_from(case, root, near)
    spans = naive_spans(case, timetable, fieldwork._replace(date_is="known"), {})
    key = random.choice(["fieldwork", *spans])
    day = (spans[key].first or spans[key].last) + random.choice([0] * 8 + [1, -1, 2, -3])
    way = {link.key for link in chain(timetable, key)} if random.random() < 0.95 else set()
    stated = {
        one: date.fromordinal(span.first + random.choice([0, 1, 3, 5, 12, 30, -1, -6]))
        for one, span in spans.items()
        if span.first is not None and one not in way and random.random() < 0.15
    }
    known = Known(key, date.fromordinal(day))
    return case._replace(inspection=replace(inspection, known=known, stated=stated)), near


def disagreement(seed: int) -> str | None:
    """Say where the engine and the naive resolver differ, if they do."""
    case, near = random_case(Random(seed))  # noqa: S311 - no secret: the same cases each time
    timetable = case.rules.timetable(case.inspection.timetable or "")
    expected, found = naive(case, timetable, near), engine(case)
    if isinstance(expected, type) or isinstance(found, type):
        return None if expected is found else f"{seed}: {expected}, not {found}, {case.inspection}"
    figures, timeline = found
    differing = {
        key: (expected[key], figures[key]) for key in expected if figures[key] != expected[key]
    }
    if differing or listed(timeline) != naive_listed(timeline, expected, case):
        return f"{seed}: {differing or listed(timeline)}, {case.inspection}"
    return None


def listed(timeline: Timeline) -> list[int]:
    return [day.toordinal() for day, _ in timeline.bank_holidays]


def naive_listed(timeline: Timeline, figures: Figures, case: Case) -> list[int]:
    """The bank holidays on weekdays, from the first to the last day counted in working days."""
    ends = [
        end
        for key, (first, last, *_) in figures.items()
        if not isinstance(timeline.timetable.milestones[key].rule, Months | UpTo)
        for end in (first, last)
        if isinstance(end, int)
    ]
    return [
        day
        for day in range(min(ends), max(ends) + 1)
        if day in case.statutory.off and (day - 1) % 7 < 5
    ]


@pytest.mark.parametrize("part", range(PARTS))
def test_random_inspections_have_the_figures_of_the_naive_resolver(part: int) -> None:
    assert [one for seed in range(part, CASES, PARTS) if (one := disagreement(seed))] == []
