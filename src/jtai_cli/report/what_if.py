"""A timeline made into a calculator: its rules as moves, and all that they are counted over."""

from collections.abc import Iterator
from datetime import date, timedelta

from jtai_cli.bankholidays import Calendars
from jtai_cli.dates import say, say_span
from jtai_cli.kinds import Anchored, Days, Edge, Unit
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
    calendar, root = timeline.calendar, timeline.fieldwork
    year = root.day(Edge.FIRST).year
    years = Period(
        max(date(year - _YEARS_BEFORE, 1, 1), calendar.first),
        min(date(year + _YEARS_AFTER, 12, 31), calendar.last),
    )
    known_by = (
        one.key
        for one in timeline.milestones
        if one.milestone.anchor == root.key and one.milestone.rule.moves.last.number < 0
    )
    return Calculator(
        words.title(timeline, rules, "dates calculator"),
        subject=timeline.timetable.title,
        steps={
            one.key: one for dated in timeline.milestones for one in _steps(dated, timeline, rules)
        },
        first=years.first,
        last=years.last,
        published_to=calendar.published_to,
        division=words.division_name(timeline.division),
        caution=words.caution(timeline),
        bank_holidays=tuple(
            ListedDay(day, name, calendar.is_projected(day))
            for day, name in calendar.bank_holidays_within(years)
        ),
        closed=tuple(_closed(timeline, years)),
        fieldwork_last=timeline.inspection.known.last,
        known_by=(root.key, *known_by),
        spells=(*_quiet(timeline, rules, years), *_polls(timeline, rules, years)),
        remarks=tuple(note.text for note in timeline.notes if note.code in _FIXED),
        notes=tuple((one.code, one.text) for one in timeline.notes if one.code not in _FIXED),
        skipped=timeline.bank_holidays,
    )


def _steps(dated: DatedMilestone, timeline: Timeline, rules: Rules) -> Iterator[Movable]:
    """Give a milestone, then its other readings."""
    of = dated.milestone
    heading = rules.phases[of.phase].title
    yield Movable(
        of.key,
        of.title,
        heading,
        rules.who(of),
        words.sentence(timeline.timetable.words(of)),
        of.anchor,
        of.rule.edge if isinstance(of.rule, Anchored) else Edge.FIRST,
        of.rule.moves,
        dated.days,
        dated.provisional,
        is_task=of.rule.unit is not Unit.NOTHING,
        is_for_letters=of.skips_closures,
        lasts=of.rule.lasts,
        can_be_stated=of.rule.can_be_stated and of.anchor is not None,
        weekday=None if of.weekday is None else list(Weekday).index(of.weekday),
        calculated=dated.computed,
        stated=dated.first if dated.date_is is DateIs.STATED else None,
        late=dated.working_days_late,
    )
    for one in dated.readings:
        rule, day = one.reading.rule, one.day
        yield Movable(
            f"{of.key}-{one.reading.key}",
            "Another reading",
            heading,
            "",
            words.sentence(one.reading.label),
            rule.anchor,
            rule.edge,
            rule.moves,
            Days(day, day),
            one.provisional,
            is_reading=True,
            calculated=day,
        )


def _closed(timeline: Timeline, years: Period) -> Iterator[date]:
    """Give the days that only the letters' clock leaves out."""
    for closure in timeline.inspection.closures:
        for number in range((closure.last - closure.first).days + 1):
            day = closure.first + number * _DAY
            if day in years and timeline.calendar.is_working_day(day):
                yield day


def _quiet(timeline: Timeline, rules: Rules, years: Period) -> Iterator[Spell]:
    """Give the days of each year in which letters have come late."""
    quiet = rules.christmas
    if quiet is None:
        return
    letters = tuple(one.key for one in timeline.milestones if one.milestone.skips_closures)
    ends = tuple(one.key for one in timeline.milestones if one.milestone.conditional)
    for year in range(years.first.year, years.last.year + 1):
        days = quiet.in_year(year)
        text = f"The letters cross {quiet.name}, {say_span(*days)}. {quiet.note or ''}".strip()
        yield Spell("letters-over-christmas", *days, text, letters, is_met=False, ended_by=ends)


def _polls(timeline: Timeline, rules: Rules, years: Period) -> Iterator[Spell]:
    """Give the pre-election periods, and the days after the last polling day that is known."""
    delayed = [one.milestone for one in timeline.milestones if one.milestone.held_before_polls]
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
