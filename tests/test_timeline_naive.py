"""Timelines beside a naive resolver, which walks from day to day and tries every fieldwork.

Timetables are made up: every kind of rule, anchored to any milestone above it and to either edge,
on either clock. Going forward must give the same days; going back the one fieldwork there is, or a
refusal where there is none or there are several.
"""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import NamedTuple

from hypothesis import given
from hypothesis import strategies as st

from jtai_cli import england
from jtai_cli.bankholidays import Division, table
from jtai_cli.dated import Timeline
from jtai_cli.errors import AmbiguousError, NotAWorkingDayError
from jtai_cli.frameworks import Timetable
from jtai_cli.milestones import (
    Basis,
    CalendarDays,
    Edge,
    Fieldwork,
    Milestone,
    Months,
    Reading,
    ReadingRule,
    Rule,
    UpTo,
    Window,
    WorkingDays,
)
from jtai_cli.plan import Inspection, Known
from jtai_cli.retrace import Clocks, fieldwork_of
from jtai_cli.themes import InForce
from jtai_cli.timeline import resolve
from jtai_cli.workingdays import Period

ENGLAND = table().in_years(2020, 2031).calendar()
BANK_HOLIDAYS = {date.fromisoformat(day) for day in england.BANK_HOLIDAYS}
DAY = timedelta(days=1)
NEAR = 100
"""How far around a fieldwork others are tried. Every rule keeps days in order, so that those that
share a date lie side by side: no further apart than closures are long."""


# The naive resolver


class Span(NamedTuple):
    """The days of a milestone; what lasts up to its anchor has no first one."""

    first: date | None
    last: date


class Case(NamedTuple):
    """A timetable, and the closures of an inspection."""

    timetable: Timetable
    closures: tuple[Period, ...]

    def closed(self, key: str) -> tuple[Period, ...]:
        """The closures that a milestone's clock leaves out."""
        return self.closures if self.timetable.milestones[key].skips_closures else ()


def is_open(day: date, closed: Sequence[Period]) -> bool:
    if day.weekday() in {5, 6} or day in BANK_HOLIDAYS:
        return False
    return not any(one.first <= day <= one.last for one in closed)


def walked(day: date, working_days: int, closed: Sequence[Period]) -> date:
    step = 1 if working_days > 0 else -1
    while working_days:
        day += step * DAY
        working_days -= step * is_open(day, closed)
    return day


def counted(first: date, last: date, closed: Sequence[Period]) -> int:
    """Count from one day, which is day zero, to another."""
    if first <= last:
        return sum(is_open(first + number * DAY, closed) for number in range(1, days(first, last)))
    return -sum(is_open(last + number * DAY, closed) for number in range(days(last, first) - 1))


def days(first: date, last: date) -> int:
    return (last - first).days + 1


def months_on(day: date, months: int) -> date:
    """The same day of another month, or the last that it has."""
    number = day.year * 12 + day.month - 1 + months
    month = date(number // 12, number % 12 + 1, 1)
    following = date((number + 1) // 12, (number + 1) % 12 + 1, 1)
    return min(month + (day.day - 1) * DAY, following - DAY)


def spanned(rule: Rule | ReadingRule, day: date, closed: Sequence[Period]) -> Span:
    """Apply a rule to a day of its anchor."""
    match rule:
        case Fieldwork():
            return Span(day, walked(day, rule.working_days - 1, closed))
        case WorkingDays():
            return Span(found := walked(day, rule.working_days, closed), found)
        case Window():
            return Span(
                walked(day, rule.first_working_day, closed),
                walked(day, rule.last_working_day, closed),
            )
        case Months():
            return Span(months_on(day, rule.months), day)
        case CalendarDays():
            return Span(found := day + rule.calendar_days * DAY, found)
        case UpTo():
            return Span(None, day)


def edge_of(span: Span, edge: Edge) -> date:
    if edge is Edge.LAST:
        return span.last
    assert span.first is not None, "nothing is anchored to a first day that is not there"
    return span.first


def naive(case: Case, fieldwork: date, stated: Mapping[str, date] | None = None) -> dict[str, Span]:
    """Date every milestone from the first day of fieldwork; what is stated stands as it is."""
    spans: dict[str, Span] = {}
    for key, milestone in case.timetable.milestones.items():
        rule = milestone.rule
        start = fieldwork if isinstance(rule, Fieldwork) else edge_of(spans[rule.anchor], rule.edge)
        found = spanned(rule, start, case.closed(key))
        if stated and key in stated:
            found = moved(rule, found, stated[key], case.closed(key))
        spans[key] = found
    return spans


def moved(rule: Rule, found: Span, day: date, closed: Sequence[Period]) -> Span:
    """Put a stated day in the place of the first: a window keeps its length, months their end."""
    match rule:
        case Window():
            length = rule.last_working_day - rule.first_working_day
            return Span(day, walked(day, length, closed))
        case Months():
            return Span(day, found.last)
        case _:
            return Span(day, day)


def fieldworks(case: Case, key: str, day: date, near: date) -> list[date]:
    """Find every first day of fieldwork, around one, from which a milestone falls on a day."""
    tried = (near + number * DAY for number in range(-NEAR, NEAR + 1))
    closed = case.closed("fieldwork")
    return [one for one in tried if is_open(one, closed) and naive(case, one)[key].first == day]


# Timetables, made up


@st.composite
def rules(draw: st.DrawFn, above: Sequence[str], up_to: Sequence[str]) -> Rule:
    """Make a rule that counts from one of the milestones above."""
    anchor = draw(st.sampled_from(above))
    edge = Edge.LAST if anchor in up_to else draw(st.sampled_from(Edge))
    match draw(st.sampled_from(["working-days", "window", "months", "up-to", "working-days"])):
        case "window":
            first = draw(st.integers(-12, 12))
            return Window("window", anchor, first, first + draw(st.integers(0, 9)), edge)
        case "months":
            return Months("months", anchor, -draw(st.integers(1, 7)), edge)
        case "up-to":
            return UpTo("up-to", anchor, edge)
        case _:
            return WorkingDays("working-days", anchor, draw(st.integers(-15, 35)), edge)


@st.composite
def readings(draw: st.DrawFn, above: Sequence[str], up_to: Sequence[str]) -> dict[str, Reading]:
    """Make one other reading, or none."""
    if draw(st.booleans()):
        return {}
    anchor = draw(st.sampled_from(above))
    edge = Edge.LAST if anchor in up_to else draw(st.sampled_from(Edge))
    number = draw(st.integers(-20, 40))
    rule: ReadingRule = CalendarDays("calendar-days", anchor, number, edge)
    if draw(st.booleans()):
        rule = WorkingDays("working-days", anchor, number, edge)
    return {"other": Reading("other", "other", rule, "made-up", Basis.LOCAL)}


def milestone(
    key: str,
    rule: Rule,
    *,
    skips_closures: bool,
    counted_from: str | None = None,
    other: Mapping[str, Reading] | None = None,
) -> Milestone:
    return Milestone(
        key=key,
        title=key,
        name=key,
        phase="all",
        rule=rule,
        basis=Basis.LOCAL,
        source="made-up",
        skips_closures=skips_closures,
        counted_from=counted_from,
        readings=other or {},
    )


@st.composite
def cases(draw: st.DrawFn) -> Case:
    """Make a timetable of up to six milestones beside fieldwork, and up to two closures."""
    length = Fieldwork("fieldwork", draw(st.integers(1, 8)))
    made = [milestone("fieldwork", length, skips_closures=draw(st.booleans()))]
    up_to: list[str] = []
    for number in range(draw(st.integers(1, 6))):
        above, key = [one.key for one in made], f"m{number}"
        rule = draw(rules(above, up_to))
        if isinstance(rule, UpTo):
            up_to.append(key)
        made.append(
            milestone(
                key,
                rule,
                skips_closures=draw(st.booleans()),
                counted_from=draw(st.none() | st.sampled_from(above)),
                other=draw(readings([*above, key], up_to)),
            )
        )
    timetable = Timetable(
        key="made-up",
        title="Made up",
        name="Rehearsal",
        in_force=InForce(date(2020, 1, 1)),
        division=Division.ENGLAND,
        milestones={one.key: one for one in made},
    )
    return Case(timetable, tuple(draw(st.lists(closures, max_size=2))))


closures = st.builds(
    lambda first, more: Period(first, first + more * DAY),
    st.dates(date(2025, 1, 1), date(2026, 12, 31)),
    st.integers(0, 30),
)
starts = st.dates(date(2025, 2, 1), date(2026, 11, 30))


def fieldwork_from(case: Case, day: date) -> date:
    """The first day, from one on, on which fieldwork can start."""
    closed = case.closed("fieldwork")
    return day if is_open(day, closed) else walked(day, 1, closed)


def resolved(case: Case, known: Known, stated: Mapping[str, date] | None = None) -> Timeline:
    inspection = Inspection(known, closures=case.closures, stated=stated or {})
    return resolve(case.timetable, inspection, ENGLAND, phases=("all",))


def spans(timeline: Timeline) -> dict[str, Span]:
    return {one.milestone.key: Span(one.first, one.last) for one in timeline.milestones}


# Forwards


@given(case=cases(), day=starts)
def test_every_milestone_falls_where_the_naive_resolver_has_it(case: Case, day: date) -> None:
    fieldwork = fieldwork_from(case, day)
    assert spans(resolved(case, Known("fieldwork", fieldwork))) == naive(case, fieldwork)


@given(case=cases(), day=starts, late=st.dictionaries(st.integers(0, 5), st.integers(0, 30)))
def test_what_is_stated_moves_what_follows_as_in_the_naive_resolver(
    case: Case, day: date, late: dict[int, int]
) -> None:
    fieldwork = fieldwork_from(case, day)
    plain = naive(case, fieldwork)
    stated = {
        key: first + late[number] * DAY
        for number, (key, (first, _)) in enumerate(list(plain.items())[1:])
        if number in late and first is not None
    }
    timeline = resolved(case, Known("fieldwork", fieldwork), stated)
    assert spans(timeline) == naive(case, fieldwork, stated)
    assert {one.milestone.key: one.slipped for one in timeline.milestones} == {
        key: counted(plain[key].first or last, first or last, case.closed(key))
        for key, (first, last) in naive(case, fieldwork, stated).items()
    }


@given(case=cases(), day=starts)
def test_counts_shown_are_those_of_the_naive_resolver(case: Case, day: date) -> None:
    fieldwork = fieldwork_from(case, day)
    found = naive(case, fieldwork)
    shown = {
        one.milestone.key: one.counted
        for one in resolved(case, Known("fieldwork", fieldwork)).milestones
        if one.counted is not None
    }
    assert shown == {
        key: count_shown(found[key], found[one.counted_from or "fieldwork"], case.closed(key))
        for key, one in case.timetable.milestones.items()
        if isinstance(one.rule, WorkingDays | Window)
    }


def count_shown(span: Span, origin: Span, closed: Sequence[Period]) -> int:
    """Count from the last day of what is counted from; from its first, if that is nearer."""
    day = edge_of(span, Edge.FIRST)
    start = origin.first if origin.first is not None and day < origin.last else origin.last
    return counted(start, day, closed)


@given(case=cases(), day=starts)
def test_other_readings_are_those_of_the_naive_resolver(case: Case, day: date) -> None:
    fieldwork = fieldwork_from(case, day)
    found = naive(case, fieldwork)
    shown = {
        one.milestone.key: [dated.day for dated in one.readings]
        for one in resolved(case, Known("fieldwork", fieldwork)).milestones
    }
    # The statutory clock counts them, which knows no closures.
    assert shown == {
        key: [
            spanned(other.rule, edge_of(found[other.rule.anchor], other.rule.edge), ()).last
            for other in one.readings.values()
        ]
        for key, one in case.timetable.milestones.items()
    }


@given(case=cases(), day=starts)
def test_bank_holidays_skipped_are_those_of_the_naive_resolver(case: Case, day: date) -> None:
    fieldwork = fieldwork_from(case, day)
    in_working_days = [
        span
        for key, span in naive(case, fieldwork).items()
        if not isinstance(case.timetable.milestones[key].rule, Months | UpTo)
    ]
    first = min(edge_of(span, Edge.FIRST) for span in in_working_days)
    last = max(span.last for span in in_working_days)
    passed = (first + number * DAY for number in range(days(first, last)))
    told = resolved(case, Known("fieldwork", fieldwork)).bank_holidays
    assert [day for day, _ in told] == [day for day in passed if day in BANK_HOLIDAYS]


# Backwards


class Back(NamedTuple):
    """A date that may be that of a milestone, and a fieldwork near the one it tells of."""

    case: Case
    key: str
    day: date
    near: date


@st.composite
def ways_back(draw: st.DrawFn) -> Back:
    """Choose a milestone that has a day of its own: that day, or one close to it."""
    case = draw(cases())
    near = fieldwork_from(case, draw(starts))
    dated = [(key, span.first) for key, span in naive(case, near).items() if span.first is not None]
    key, day = draw(st.sampled_from(dated))
    return Back(case, key, day + draw(st.sampled_from([0, 0, 0, 1, -1, 2, -3])) * DAY, near)


@given(back=ways_back())
def test_going_back_finds_the_one_fieldwork_that_the_naive_search_finds_or_refuses(
    back: Back,
) -> None:
    case, key, day, near = back
    if not isinstance(case.timetable.milestones[key].rule, Months) and not is_open(
        day, case.closed(key)
    ):
        expected: date | type[Exception] = NotAWorkingDayError
    else:
        match fieldworks(case, key, day, near):
            case [one]:
                expected = one
            case _:
                expected = AmbiguousError
    assert gone_back(case, Known(key, day)) == expected


def gone_back(case: Case, known: Known) -> date | type[Exception]:
    clocks = Clocks.of(Inspection(known, closures=case.closures), ENGLAND)
    try:
        return fieldwork_of(case.timetable, known, clocks).first
    except (AmbiguousError, NotAWorkingDayError) as refusal:
        return type(refusal)


@given(case=cases(), day=starts)
def test_from_every_milestone_the_timeline_is_the_naive_one_or_refused(
    case: Case, day: date
) -> None:
    fieldwork = fieldwork_from(case, day)
    found = naive(case, fieldwork)
    dated = {key: span.first for key, span in found.items() if span.first is not None}
    told = {key: gone_forward(case, Known(key, first)) for key, first in dated.items()}
    assert {key: one for key, one in told.items() if one not in (found, None)} == {}


def gone_forward(case: Case, known: Known) -> dict[str, Span] | None:
    try:
        return spans(resolved(case, known))
    except (AmbiguousError, NotAWorkingDayError):
        return None
