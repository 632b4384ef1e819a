"""What stands beneath the weeks: Mondays that are none, days to watch, what is not known."""

from collections.abc import Iterator
from itertools import groupby

from jtai_cli.dates import say
from jtai_cli.frameworks import Frameworks, Poll
from jtai_cli.lookahead import LookAhead, Watched, watched
from jtai_cli.render import words
from jtai_cli.render.ahead import spans

_SAME_FOR_ALL = ("earlier-timetable", "caveat")
_NAMED = 3
"""How many of the dates to avoid that touch no week are named."""
_POLLS = {Poll.LOCAL: "Local elections", Poll.GENERAL: "General election"}


def impossible(ahead: LookAhead) -> Iterator[str]:
    """Tell of the Mondays that are no week, and why; runs of those that cannot be dated."""
    if closed := [(one.day, one.why) for one in ahead.impossible if one.is_closed]:
        yield spans.named(closed)
    undated = (one for one in ahead.impossible if not one.is_closed)
    for why, run in groupby(undated, key=lambda one: one.why):
        days = [one.day for one in run]
        if len(days) == 1:
            yield f"No Monday start on {words.day(days[0])}: {why}"
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
        return f"{frameworks.christmas.name}, {days}: in letters of {held}"
    first = words.day(one.days.first)
    return (
        f"{_POLLS[one.poll.poll]} on {say(one.poll.day)}, pre-election period from {first}: "
        f"caught in {held}"
    )


def _bank_holidays(ahead: LookAhead) -> Iterator[str]:
    """Name the bank holidays that lie between the first and the last day of any week."""
    if ahead.weeks:
        told = ((day, name.removesuffix(" bank holiday")) for day, name in ahead.bank_holidays)
        held = spans.named(told) or "none"
        yield f"Bank holidays skipped ({words.division(ahead.weeks[0].division)}): {held}"


def _clear(ahead: LookAhead) -> Iterator[str]:
    """Tell of the dates to avoid that touch no week: the first of them by name."""
    if not ahead.clear:
        return
    told = [f"{one.title}, {spans.run(one.first, one.last)}" for one in ahead.clear[:_NAMED]]
    if more := len(ahead.clear) - len(told):
        told.append(f"{more} more")
    touch = "date to avoid touches" if len(ahead.clear) == 1 else "dates to avoid touch"
    yield f"{len(ahead.clear)} {touch} no week: {'; '.join(told)}"


def remarks(ahead: LookAhead, frameworks: Frameworks) -> Iterator[str]:
    """Tell what holds whatever the week: what is not known of the rules, polls, bank holidays."""
    for closure in ahead.asked.closures:
        yield f"Left out of the letters' clock: {spans.run(closure.first, closure.last)}"
    yield from _clear(ahead)
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
