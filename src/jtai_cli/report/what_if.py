"""A timeline made into a calculator: its rules as moves, and all that they are counted over."""

from collections.abc import Iterator
from datetime import date, timedelta

from jtai_cli.bankholidays import Calendars
from jtai_cli.dates import say, say_span
from jtai_cli.kinds import Days, Edge, Unit
from jtai_cli.lookahead import look_ahead
from jtai_cli.plan import Inspection, Known
from jtai_cli.report import words
from jtai_cli.report.calculator import Calculator, ListedDay, Movable, Spell
from jtai_cli.rules import Rules, Weekday
from jtai_cli.timeline import DatedMilestone, DateIs, Timeline
from jtai_cli.workingdays import Period

_YEARS_BEFORE, _YEARS_AFTER = 2, 5
_DAY = timedelta(days=1)
_FIXED = {"caveat", "earlier-timetable"}
"""Codes of notes that are true whatever the dates."""


def blank(
    rules: Rules, year: int, calendars: Calendars, timetable: str | None = None
) -> Calculator:
    """Make a calculator of no inspection, which begins with the first possible week of a year."""
    days = Period(date(year, 1, 1), date(year, 12, 31))
    like = Inspection(Known("fieldwork", days.first), timetable=timetable)
    timeline = look_ahead(rules, days, like, calendars).weeks[0].timeline
    return calculator(timeline, rules)._replace(is_blank=True)


def calculator(timeline: Timeline, rules: Rules) -> Calculator:
    """Make a timeline one whose dates can be changed."""
    calendar, root, inspection = timeline.calendar, timeline.fieldwork, timeline.inspection
    year = root.day(Edge.FIRST).year
    years = Period(
        max(date(year - _YEARS_BEFORE, 1, 1), calendar.first),
        min(date(year + _YEARS_AFTER, 12, 31), calendar.last),
    )
    holidays = calendar.bank_holidays_within(years)
    steps = [one for dated in timeline.milestones for one in _steps(dated, timeline, rules)]
    milestones = [one for one in steps if not one.is_reading and one.anchor == root.key]
    before = (one.key for one in milestones if one.moves.last.number < 0)
    closed = (
        closure.first + number * _DAY
        for closure in inspection.closures
        for number in range((closure.last - closure.first).days + 1)
    )
    return Calculator(
        words.title(timeline, rules, "dates calculator"),
        subject=timeline.timetable.title,
        steps={one.key: one for one in steps},
        first=years.first,
        last=years.last,
        published_to=calendar.published_to,
        division=words.division_name(timeline.division),
        caution=words.caution(timeline),
        bank_holidays=tuple(ListedDay(*one, calendar.is_projected(one[0])) for one in holidays),
        closed=tuple(day for day in closed if day in years and calendar.is_working_day(day)),
        fieldwork_last=inspection.known.last,
        known_by=(root.key, *before),
        spells=tuple(_spells(timeline, rules, years)),
        remarks=tuple(note.text for note in timeline.notes if note.code in _FIXED),
        notes=tuple((one.code, one.text) for one in timeline.notes if one.code not in _FIXED),
        skipped=timeline.bank_holidays,
    )


def _steps(dated: DatedMilestone, timeline: Timeline, rules: Rules) -> Iterator[Movable]:
    """Give a milestone, then its other readings."""
    of, rule = dated.milestone, dated.milestone.rule
    heading, label = rules.phases[of.phase].title, words.sentence(timeline.timetable.words(of))
    yield Movable(
        of.key, of.title, heading, rules.who(of), label, rule.anchor, rule.edge, rule.moves,
        Days(dated.first, dated.last),
        dated.provisional, is_task=rule.unit is not Unit.NOTHING, is_for_letters=of.skips_closures,
        lasts=rule.lasts, can_be_stated=rule.can_be_stated and rule.anchor is not None,
        weekday=None if of.weekday is None else list(Weekday).index(of.weekday),
        calculated=dated.computed, late=dated.working_days_late,
        stated=dated.first if dated.date_is is DateIs.STATED else None,
    )  # fmt: skip
    for reading, day, is_provisional, _ in dated.readings:
        key, label, by = f"{of.key}-{reading.key}", words.sentence(reading.label), reading.rule
        yield Movable(
            key, "Another reading", heading, "", label, by.anchor, by.edge, by.moves,
            Days(day, day), is_provisional, is_reading=True, calculated=day,
        )  # fmt: skip


def _spells(timeline: Timeline, rules: Rules, years: Period) -> Iterator[Spell]:
    """Give the days of each year in which letters have come late, then what polls may delay."""
    milestones = [one.milestone for one in timeline.milestones]
    if (quiet := rules.christmas) is not None:
        letters = tuple(one.key for one in milestones if one.skips_closures)
        ends = tuple(one.key for one in milestones if one.conditional)
        for year in range(years.first.year, years.last.year + 1):
            first, last = quiet.in_year(year)
            text = f"The letters cross {quiet.name}, {say_span(first, last)}. {quiet.note or ''}"
            christmas = Spell("letters-over-christmas", first, last, text.strip(), letters)
            yield christmas._replace(ended_by=ends)
    delayed = [one for one in milestones if one.held_before_polls]
    period = rules.pre_election_period
    if period is None or not rules.polling_days or not delayed:
        return
    keys, what = tuple(one.key for one in delayed), f"{delayed[0].title}: it may be delayed"
    for poll in rules.polling_days:
        if poll.day in years:
            first = poll.period_first or timeline.calendar.shift(poll.day, period.working_days)
            text = (
                f"{what} by the {poll.poll} elections on {say(poll.day)}. The pre-election period "
                f"begins {'on' if poll.period_first else 'by'} {say(first)}."
            )
            yield Spell("pre-election-period", first, poll.day, text, keys, is_met=True)
    last = max(poll.day for poll in rules.polling_days)
    if last < years.last:
        text = f"{what} by elections. Polling days are known to {say(last)}."
        yield Spell("polling-days-unknown", last + _DAY, years.last, text, keys, is_met=True)
