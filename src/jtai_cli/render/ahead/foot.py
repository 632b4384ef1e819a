"""What stands beneath the weeks: Mondays that are none, days to watch, what is not known."""

from collections.abc import Iterator
from itertools import groupby

from jtai_cli.dates import say
from jtai_cli.frameworks import Frameworks, Poll
from jtai_cli.lookahead import LookAhead, Watched, watched
from jtai_cli.render import words
from jtai_cli.render.ahead import spans

_SAME_FOR_ALL = ("earlier-timetable", "caveat")
_POLLS = {Poll.LOCAL: "Local elections", Poll.GENERAL: "General election"}


def impossible(ahead: LookAhead) -> Iterator[str]:
    """Tell of the Mondays that are no week, and why; runs of those that cannot be dated."""
    for (why, is_closed), run in groupby(
        ahead.impossible, key=lambda one: (one.why, one.is_closed)
    ):
        days = [one.day for one in run]
        if is_closed or len(days) == 1:
            yield from (f"No Monday start on {words.day(day)}: {why}" for day in days)
        else:
            span = f"from {words.day(days[0])} to {words.day(days[-1])}"
            yield f"No start on the {len(days)} Mondays {span}: {why}"


def days_to_watch(ahead: LookAhead, frameworks: Frameworks) -> Iterator[str]:
    """Name the polls and the Christmases that catch letters, and the bank holidays."""
    for one in watched(ahead, frameworks):
        yield _watched(one, ahead, frameworks)
    yield from _bank_holidays(ahead)


def _watched(one: Watched, ahead: LookAhead, frameworks: Frameworks) -> str:
    """Name days to watch: "Local elections on Thursday 7 May 2026, …"."""
    held = spans.weeks(one.weeks, ahead)
    if one.poll is None:
        assert frameworks.christmas is not None, "it gave the days"
        days = spans.run(one.days.first, one.days.last)
        return f"{frameworks.christmas.name}, {days}: letters cross it in {held}"
    first = words.day(one.days.first)
    return (
        f"{_POLLS[one.poll.poll]} on {say(one.poll.day)}, pre-election period from {first}: "
        f"caught in {held}"
    )


def _bank_holidays(ahead: LookAhead) -> Iterator[str]:
    """Name the bank holidays of the period, by the calendar that its weeks are counted on."""
    if ahead.weeks:
        calendar = ahead.weeks[0].timeline.calendar
        held = words.bank_holidays(calendar.bank_holidays_within(ahead.asked.period))
        yield f"Bank holidays ({words.division(ahead.weeks[0].division)}): {held or 'none'}"


def remarks(ahead: LookAhead, frameworks: Frameworks) -> Iterator[str]:
    """Tell what holds whatever the week: what is not known of the rules, polls, bank holidays."""
    for closure in ahead.asked.closures:
        yield f"Left out of the letters' clock: {spans.run(closure.first, closure.last)}"
    notes = [note for week in ahead.weeks for note in week.timeline.notes]
    yield from dict.fromkeys(note.text for note in notes if note.code in _SAME_FOR_ALL)
    unknown = [week for week in ahead.weeks if week.has_note("polling-days-unknown")]
    if unknown:
        last = max(poll.day for poll in frameworks.polling_days)
        held = spans.weeks(unknown, ahead)
        yield (
            f"Polling days are known to {words.day(last)}: whether a later one catches letters "
            f"cannot be told ({held})"
        )
    if any(week.provisional for week in ahead.weeks):
        published = words.day(ahead.weeks[0].timeline.calendar.published_to)
        yield (
            f"Provisional dates rest on bank holidays after {published}, which GOV.UK has not "
            "published"
        )
