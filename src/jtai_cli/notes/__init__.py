"""What the reader should know about the dates of a timeline. Notes never move a date."""

from collections.abc import Iterator
from datetime import timedelta

from jtai_cli.dated import DatedMilestone, Note, Timeline
from jtai_cli.dates import say, say_span, weekday_name
from jtai_cli.frameworks import Frameworks, Poll, PollingDay, PreElectionPeriod, Quiet
from jtai_cli.milestones import Edge, Weekday
from jtai_cli.notes import stated
from jtai_cli.workingdays import Period, WorkingCalendar

_DAY = timedelta(days=1)
_MONDAY_TO_FRIDAY = timedelta(days=4)


def annotate(timeline: Timeline, frameworks: Frameworks) -> Timeline:
    """Return the timeline with its notes, in the order of the milestones they are about."""
    fieldwork = timeline.fieldwork
    notes = [
        *_on_timetable(timeline, fieldwork),
        *_on_theme(timeline, fieldwork, frameworks),
        *_on_provisional(timeline),
    ]
    if frameworks.christmas:
        notes += _on_christmas(timeline, fieldwork, frameworks.christmas)
    for dated in timeline.milestones:
        milestone = dated.milestone
        if milestone.caveat:
            notes.append(Note("caveat", milestone.caveat, milestone.key))
        if timeline.inspection.stated:
            notes += stated.remarks(dated, timeline)
        if dated is fieldwork:
            notes += _on_fieldwork(dated, timeline.calendar)
        elif milestone.weekday:
            notes += _on_weekday(dated, milestone.weekday)
        if milestone.held_before_polls and frameworks.pre_election_period:
            notes += _on_polls(dated, frameworks, frameworks.pre_election_period, timeline.calendar)
    # By place, and not with `replace`, for it is done for every timeline that there is.
    return Timeline(
        timeline.inspection,
        timeline.timetable,
        timeline.calendar,
        timeline.milestones,
        timeline.bank_holidays,
        tuple(notes),
    )


def _on_timetable(timeline: Timeline, fieldwork: DatedMilestone) -> Iterator[Note]:
    """Tell what the first day of fieldwork says of the timetable."""
    key = fieldwork.milestone.key
    timetable, first = timeline.timetable, fieldwork.day(Edge.FIRST)
    in_force = timetable.in_force
    if in_force.last is not None:
        during = f"in force {say(in_force.first)} to {say(in_force.last)}"
        text = f"These dates follow {timetable.key}, an earlier timetable {during}."
        yield Note("earlier-timetable", " ".join(filter(None, (text, timetable.note))), key)
    if first not in in_force:
        yield Note(
            "timetable-not-in-force",
            f"{timetable.key} was not in force when fieldwork starts, on {say(first)}.",
            key,
        )


def _on_theme(
    timeline: Timeline, fieldwork: DatedMilestone, frameworks: Frameworks
) -> Iterator[Note]:
    if timeline.inspection.theme is None:
        return
    theme, first = frameworks.theme(timeline.inspection.theme), fieldwork.day(Edge.FIRST)
    if not theme.is_in_force(first):
        spans = " and ".join(
            f"from {say(period.first)}" + (f" to {say(period.last)}" if period.last else "")
            for period in theme.in_force
        )
        yield Note(
            "theme-not-in-force",
            f"The theme {theme.key} was in force {spans}, not on {say(first)}.",
            fieldwork.milestone.key,
        )


def _on_provisional(timeline: Timeline) -> Iterator[Note]:
    if not any(
        dated.provisional or (dated.readings and any(one.provisional for one in dated.readings))
        for dated in timeline.milestones
    ):
        return
    calendar = timeline.calendar
    projected = [
        f"{name}, {say(day)}" for day, name in timeline.bank_holidays if calendar.is_projected(day)
    ]
    yield Note(
        "provisional",
        f"GOV.UK has published bank holidays to {say(calendar.published_to)}. Later dates, and "
        f"those counted from them, are provisional; the bank holidays projected among them: "
        f"{'; '.join(projected) or 'none'}.",
    )


def _on_fieldwork(fieldwork: DatedMilestone, calendar: WorkingCalendar) -> Iterator[Note]:
    key = fieldwork.milestone.key
    span = Period(fieldwork.day(Edge.FIRST), fieldwork.last)
    if span.first.weekday() != 0 or span.last - span.first != _MONDAY_TO_FRIDAY:
        text = (
            f"Fieldwork runs {say_span(span.first, span.last)}, not Monday to Friday of one week."
        )
        yield Note("fieldwork-not-one-week", text, key)
    for day, name in calendar.bank_holidays_within(span):
        yield Note("bank-holiday-in-fieldwork", f"{name}, {say(day)}, falls within fieldwork.", key)


def _on_weekday(dated: DatedMilestone, expected: Weekday) -> Iterator[Note]:
    day = dated.day(Edge.FIRST)
    wanted = list(Weekday).index(expected)
    if day.weekday() == wanted:
        return
    that = day + timedelta(days=wanted - day.weekday())
    yield Note(
        f"{dated.milestone.key}-not-{expected}",
        f"{dated.milestone.title} falls on {say(day)}, not on a {weekday_name(that)}. "
        f"The {weekday_name(that)} of that week is {say(that).partition(' ')[2]}; no source says "
        "which of the two is kept.",
        dated.milestone.key,
    )


def _on_polls(
    dated: DatedMilestone,
    frameworks: Frameworks,
    period: PreElectionPeriod,
    calendar: WorkingCalendar,
) -> Iterator[Note]:
    yield from _on_unknown_polls(dated, frameworks)
    day = dated.day(Edge.FIRST)
    # Half of all days may be closed: what lies further off cannot be in a counted period.
    far = day - 2 * period.working_days * _DAY
    for poll in frameworks.polling_days:
        if day <= poll.day and (poll.day <= far or poll.period_first):
            yield from _on_poll(dated, poll, period, calendar)


def _on_unknown_polls(dated: DatedMilestone, frameworks: Frameworks) -> Iterator[Note]:
    """Tell where the polling days that are known end, for silence would read as none."""
    last = max((poll.day for poll in frameworks.polling_days), default=None)
    if last is not None and dated.last > last:
        yield Note(
            "polling-days-unknown",
            f"Polling days are known to {say(last)}: whether {dated.milestone.name} on "
            f"{say(dated.last)} falls in a pre-election period cannot be told.",
            dated.milestone.key,
        )


def _on_poll(
    dated: DatedMilestone, poll: PollingDay, period: PreElectionPeriod, calendar: WorkingCalendar
) -> Iterator[Note]:
    """Tell of a polling day, not before the date, in whose period the date falls."""
    day = dated.day(Edge.FIRST)
    first = poll.period_first or calendar.shift(poll.day, period.working_days)
    if day < first:
        return
    after = calendar.shift(poll.day, 1)
    what, unless = {
        Poll.LOCAL: ("local elections", " if your area votes"),
        Poll.GENERAL: ("general election", ""),
    }[poll.poll]
    yield Note(
        "pre-election-period",
        f"{dated.milestone.title} on {say(day)} falls in the pre-election period of the {what} of "
        f"{say(poll.day)}, which begins on {say(first)}. It may be held{unless}; the first "
        f"working day after polling day is {say(after)}.",
        dated.milestone.key,
    )


def _on_christmas(timeline: Timeline, fieldwork: DatedMilestone, quiet: Quiet) -> Iterator[Note]:
    """Tell of letters that cross the quiet days of a year, unless a closure takes those out."""
    letters = [dated for dated in timeline.milestones if dated.milestone.skips_closures]
    if not letters:
        return
    clock = timeline.calendar.with_closures(timeline.inspection.closures)
    first, last = fieldwork.last + _DAY, max(dated.last for dated in letters)
    for year in range(first.year - 1, last.year + 1):
        days = quiet.in_year(year)
        start, end = max(days.first, first), min(days.last, last)
        if start <= end and clock.between(start - _DAY, end):
            crossing = next(dated for dated in letters if dated.last >= start)
            told = f"{quiet.note} " if quiet.note else ""
            yield Note(
                "letters-over-christmas",
                f"The letters cross {say_span(days.first, days.last)}. {told}"
                f"With --closure {days.first}..{days.last} their clock leaves those days out.",
                crossing.milestone.key,
            )
