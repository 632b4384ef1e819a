"""Notes on the dates of a timeline, worded for any reader. They never move a date."""

from collections.abc import Iterator
from datetime import timedelta

from jtai_cli.bankholidays import with_article
from jtai_cli.dates import say, say_plain, say_span, weekday_name
from jtai_cli.kinds import Edge, Unit
from jtai_cli.rules import Poll, Quiet, Rules, Weekday
from jtai_cli.timeline import DatedMilestone, DateIs, Note, Timeline
from jtai_cli.workingdays import WEEKEND, Period

_Notes = Iterator[Note]
_DAY = timedelta(days=1)
_STATED, _FIRST, _WEEKDAYS = DateIs.STATED, Edge.FIRST, tuple(Weekday)
_POLLS = {
    Poll.LOCAL: ("local elections", "It may be delayed if your area votes."),
    Poll.GENERAL: ("general election", "It may be delayed."),
}
_TITLES = {
    "bank-holiday-in-fieldwork": "A bank holiday falls within fieldwork",
    "fieldwork-not-one-week": "Fieldwork is not Monday to Friday",
    "letters-over-christmas": "Dates are counted over Christmas",
    "pre-election-period": "Publication may be delayed by an election",
}


def title(code: str) -> str:
    """Say in a few words what the notes of a code are about: "Notification is not on a Monday"."""
    words = code.replace("-", " ").capitalize()
    key, _, weekday = words.partition(" not ")
    if weekday in _WEEKDAYS:
        return f"{key} is not on a {weekday.capitalize()}"
    return _TITLES.get(code, words)


def annotate(timeline: Timeline, rules: Rules) -> Timeline:
    """Return the timeline with its notes: first on the whole, then on each milestone in turn."""
    fieldwork = timeline.fieldwork
    stated = [one for one in timeline.milestones if one.date_is is _STATED]
    notes = [
        *_on_times(timeline, fieldwork, rules),
        *_on_provisional(timeline),
        *_on_quiet_days(timeline, fieldwork, stated, rules.christmas),
    ]
    for one in timeline.milestones:
        milestone = one.milestone
        if milestone.caveat:
            notes.append(Note("caveat", milestone.caveat, milestone.key))
        if one.date_is is _STATED:
            notes += _on_stated(one, timeline, stated)
        elif stated:
            notes += _on_receipt(one, timeline, stated)
        if one is fieldwork:
            notes += _on_fieldwork(one, timeline)
        elif milestone.weekday is not None:
            notes += _on_weekday(one, milestone.weekday, timeline)
        if milestone.held_before_polls and one.date_is is not _STATED:
            notes += _on_polls(one, rules, timeline)
    return timeline._replace(notes=tuple(notes))


def _on_times(timeline: Timeline, fieldwork: DatedMilestone, rules: Rules) -> _Notes:
    """Note a timetable that has ended, and a timetable or theme not in force at fieldwork."""
    timetable, key, first = timeline.timetable, fieldwork.key, fieldwork.day(_FIRST)
    if (in_force := timetable.in_force).last is not None:
        during = f"in force from {say(in_force.first)} to {say(in_force.last)}"
        text = f"These dates follow the {timetable.title}, {during}."
        yield Note("earlier-timetable", " ".join(filter(None, (text, timetable.note))), key)
    if first not in in_force:
        text = f"The {timetable.title} is not in force on {say(first)}, when fieldwork starts."
        yield Note("timetable-not-in-force", text, key)
    if timeline.inspection.theme is None:
        return
    theme = rules.theme(timeline.inspection.theme)
    if not theme.is_in_force(first):
        periods = " and ".join(
            f"from {say(one.first)}" + (f" to {say(one.last)}" if one.last else "")
            for one in theme.in_force
        )
        when = f"on {say(first)}, when fieldwork starts. It is in force {periods}"
        text = f"The theme ‘{theme.title}’ is not in force {when}."
        yield Note("theme-not-in-force", text, key)


def _on_provisional(timeline: Timeline) -> _Notes:
    dated = [one.provisional for one in timeline.milestones]
    if not any(dated + [o.provisional for one in timeline.milestones for o in one.readings]):
        return
    to = timeline.calendar.published_to
    text = f"GOV.UK has published bank holidays to {say(to)}. "
    text += "Dates counted over later days are provisional."
    projected = [f"{name}, {say(day)}" for day, name in timeline.bank_holidays if day > to]
    if projected:
        text += f" Projected bank holidays among those days: {'; '.join(projected)}."
    yield Note("provisional", text)


def _on_quiet_days(
    timeline: Timeline, fieldwork: DatedMilestone, stated: list[DatedMilestone], quiet: Quiet | None
) -> _Notes:
    letters = [one for one in timeline.milestones if one.milestone.skips_closures]
    if quiet is None or not letters or any(one.milestone.conditional for one in stated):
        return  # a conditional date is stated only once the letter has come
    came = {link.key for one in stated for link in timeline.timetable.chain(one.key)}
    rules = [(one.key, one.milestone.rule, one.last) for one in letters if one.key not in came]
    walks = [(key, rule.counted_over(timeline.start_of(rule), end)) for key, rule, end in rules]
    for year in range(fieldwork.last.year - 1, max(one.last for one in letters).year + 1):
        days = quiet.in_year(year)
        for key, walked in walks:
            if walked is None or walked.first > days.last or walked.last < days.first:
                continue
            first, last = max(walked.first, days.first), min(walked.last, days.last)
            if timeline.letters.between(first - _DAY, last):
                text = f"These dates are counted over {quiet.name}, {say_span(*days)}."
                then = f"Days over {quiet.name} were not left out of this count."
                text = " ".join(filter(None, (text, quiet.note, then)))
                hint = f"--closure {days.first}..{days.last} leaves them out"
                yield Note("letters-over-christmas", text, key, hint)
                break


def _on_fieldwork(fieldwork: DatedMilestone, timeline: Timeline) -> _Notes:
    milestone, span = fieldwork.milestone, Period(fieldwork.day(_FIRST), fieldwork.last)
    weeks, rest = divmod(milestone.rule.offsets.last.number + 1, len(_WEEKDAYS))
    is_whole = span.first.weekday() == 0 and span.last - span.first == timedelta(7 * weeks - 3)
    if milestone.weekday is Weekday.MONDAY and not rest and not is_whole:
        of = "one week" if weeks == 1 else f"{weeks} weeks"
        text = f"Fieldwork is {say_span(*span)}, not Monday to Friday of {of}."
        yield Note("fieldwork-not-one-week", text, milestone.key)
    for day, name in timeline.calendar.bank_holidays_within(span):
        text = f"{name}, {say(day)}, falls within fieldwork."
        yield Note("bank-holiday-in-fieldwork", text, milestone.key)


def _on_weekday(one: DatedMilestone, expected: Weekday, timeline: Timeline) -> _Notes:
    day = one.day(_FIRST)
    other = day + timedelta(days=_WEEKDAYS.index(expected) - day.weekday())
    if other == day:
        return
    name, plain = weekday_name(other), say_plain(other)
    text = f"{one.milestone.title} falls on {say(day)}, not on a {name}. The {name} of that week"
    if other in timeline.calendar.bank_holidays:
        text += f", {plain}, is {with_article(timeline.calendar.bank_holidays[other])}."
    else:
        is_given = one.date_is is not DateIs.COMPUTED
        text += f" is {plain}" + ("." if is_given else "; no source says which of the two is used.")
    yield Note(f"{one.key}-not-{expected}", text, one.key)


def _on_polls(one: DatedMilestone, rules: Rules, timeline: Timeline) -> _Notes:
    """Warn of a date in a pre-election period, unless a letter states the date."""
    period, milestone, day = rules.pre_election_period, one.milestone, one.day(_FIRST)
    if period is None or not rules.polling_days:
        return
    coming = [poll for poll in rules.polling_days if poll.day >= day]
    # At most half of all days are off, so a counted period of a poll further off begins later.
    far = day + 2 * abs(period.working_days) * _DAY
    near = (poll for poll in coming if poll.period_first is not None or poll.day <= far)
    what = f"{milestone.name[:1].upper()}{milestone.name[1:]} on {say(day)}"
    if not coming:
        known_to = say(max(poll.day for poll in rules.polling_days))
        text = f"{what} may fall in a pre-election period: polling days are known to {known_to}."
        yield Note("polling-days-unknown", text, milestone.key)
    for poll in near:
        first = poll.period_first or timeline.calendar.shift(poll.day, period.working_days)
        if first > day:
            continue
        election, delay = _POLLS[poll.poll]
        text = f"{what} falls in the pre-election period of the {election} on {say(poll.day)}, "
        text += f"which begins {'on' if poll.period_first else 'by'} {say(first)}. {delay}"
        text += f" {period.note}" if period.note else ""
        yield Note("pre-election-period", text, milestone.key)


def _on_stated(one: DatedMilestone, timeline: Timeline, stated: list[DatedMilestone]) -> _Notes:
    milestone, rule, day = one.milestone, one.milestone.rule, one.day(_FIRST)
    assert rule.anchor is not None, "fieldwork is known or found, never stated"
    assert one.computed is not None, "what has no first day cannot be stated"
    if rule.unit is Unit.WORKING_DAYS and (why := timeline.calendar.why_not(day)):
        reason = "at the weekend" if why == WEEKEND else with_article(why)
        text = f"{milestone.title}: {say(day)} is {reason}. The date is kept as stated."
        yield Note("stated-not-working-day", text, milestone.key)
    what = f"{milestone.title} is stated as {say(day)}"
    anchor = timeline.dated(rule.anchor)
    start = anchor.day(rule.edge)
    if day < start <= one.computed or one.computed < start < day:
        side = "before" if day < start else "after"
        from_what = f"{anchor.milestone.name} on {say(start)}, from which it is counted"
        yield Note(f"stated-{side}-anchor", f"{what}, {side} {from_what}.", milestone.key)
    # The stated dates that by the rules would come sooner, apart from the anchor.
    by_rule = one.unslipped or day
    sooner = [o for o in stated if (o.unslipped or day) < by_rule and o is not anchor]
    latest, name = max([(o.day(_FIRST), o.milestone.name) for o in sooner], default=(day, ""))
    if latest > day:
        text = f"{what}, before {name}, stated as {say(latest)}."
        yield Note("stated-out-of-order", text, milestone.key)


def _on_receipt(one: DatedMilestone, timeline: Timeline, stated: list[DatedMilestone]) -> _Notes:
    """Note that an anchor is only calculated, though another date counted from it is stated."""
    key = one.milestone.rule.anchor
    if one.date_is is not DateIs.COMPUTED or key is None or not one.milestone.is_official_day:
        return
    anchor = timeline.dated(key)
    beside = (o.milestone for o in stated if o.milestone.rule.anchor == key and o.last < one.last)
    earlier = [o.name for o in beside if o.is_official_day]
    if earlier and anchor.date_is is DateIs.COMPUTED and anchor.milestone.rule.anchor is not None:
        start = f"{anchor.milestone.name} on {say(anchor.last)}"
        text = f"{one.milestone.title} is counted from {start}. "
        text += f"That date is only calculated, though {earlier[0]} is stated."
        yield Note("receipt-computed", text, one.key, f"--stated {key}=DATE, once you know it")
