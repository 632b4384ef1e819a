"""How explanations are worded, the same in every format: the rule, the way, the count."""

from collections.abc import Iterator
from datetime import date

from jtai_cli.dated import DatedMilestone, DatedReading, DateIs, Timeline
from jtai_cli.dates import say, say_span
from jtai_cli.explain import Explanation, Link
from jtai_cli.explain.counts import Count
from jtai_cli.frameworks import Frameworks, Source
from jtai_cli.milestones import Basis, Fieldwork, Milestone, Months, Reading, Window
from jtai_cli.plan import LOCAL_SOURCE
from jtai_cli.render import tallies, words

WAY = "Where it is counted from"
READINGS = "Other readings"
KNOWN_OF = "What is known of it"


def heading(explanation: Explanation) -> str:
    """Say what is explained and when it is: "Comments due back: Thursday 10 April 2025"."""
    dated = explanation.dated
    mark = " (local)" if dated.milestone.basis is Basis.LOCAL else ""
    when = f"up to {say(dated.last)}" if dated.first is None else say_span(dated.first, dated.last)
    return f"{dated.milestone.title}{mark}: {when}"


def opening(explanation: Explanation) -> Iterator[str]:
    """Give sentences on where the date comes from: the rule, what was stated, the slip."""
    dated, timeline = explanation.dated, explanation.timeline
    told = rule(dated, timeline)
    match dated.date_is:
        case DateIs.COMPUTED:
            yield f"{words.sentence(told)}."
        case DateIs.KNOWN if isinstance(dated.milestone.rule, Fieldwork):
            yield "Known: the other dates are counted from it."
        case DateIs.KNOWN:
            yield f"Known: the other dates are counted from it. By the rule it is {told}."
        case DateIs.STATED:
            yield f"Stated: a letter gives it. {words.sentence(_by_the_rule(dated, timeline))}."
    if dated.slipped and dated.unslipped is not None:
        yield f"{_slip(dated, dated.unslipped)}."
    if dated.date_is is DateIs.STATED and dated.readings:
        yield f"The stated date {words.agreement(dated)}."


def rule(dated: DatedMilestone, timeline: Timeline) -> str:
    """Say a rule with the day that it is counted from.

    "9 working days after the draft letter, Friday 28 March 2025".
    """
    of = dated.milestone
    told = words.rule(of, timeline.timetable)
    if isinstance(of.rule, Fieldwork):
        known = timeline.inspection.known
        name = timeline.timetable.milestone(known.milestone).name
        return f"{told}, counted back from {name}, {say(known.first)}"
    anchor = say(timeline.dated(of.rule.anchor).day(of.rule.edge))
    match of.rule:
        case Months(months=months):
            return f"from {words.offset(months, 'calendar month')} {anchor}, to that day"
        case Window():
            return f"{told}, counted from {anchor}"
        case _:
            return f"{told}, {anchor}"


def _slip(dated: DatedMilestone, unslipped: date) -> str:
    days = words.count(abs(dated.slipped), "working day")
    told = f"it has slipped {days}" if dated.slipped > 0 else f"it comes {days} early"
    if dated.date_is is DateIs.STATED and dated.computed == unslipped:
        return words.sentence(told)
    return f"With no date stated it would be {say(unslipped)}: {told}"


def _by_the_rule(dated: DatedMilestone, timeline: Timeline) -> str:
    assert dated.computed is not None, "what has no first day cannot be stated"
    told = rule(dated, timeline)
    if dated.computed == dated.first:
        return f"the rule gives the same day: {told}"
    return f"the rule gives {say(dated.computed)}: {told}"


def line(explanation: Explanation) -> str:
    """Explain a date in one line, without the date itself."""
    dated, timeline = explanation.dated, explanation.timeline
    if dated.date_is is DateIs.KNOWN:
        return f"{dated.milestone.title}: known"
    told = rule(dated, timeline)
    if dated.date_is is DateIs.STATED:
        told = f"stated; {_by_the_rule(dated, timeline)}"
    count = explanation.count
    if count is not None and (skipped := tallies.skipped(count)):
        told += f"; skipped {', '.join(skipped)}"
    return f"{dated.milestone.title}: {told}"


def source(of: Milestone | Reading, frameworks: Frameworks) -> Source:
    """Return where a rule comes from; what is local comes from people's own plan."""
    if of.source == LOCAL_SOURCE:
        return Source(LOCAL_SOURCE, "local, from jtai.toml")
    return frameworks.sources[of.source]


def way(explanation: Explanation) -> Iterator[tuple[str, str]]:
    """Give the way back to the known date: days, and what falls then and how it is counted."""
    past_fieldwork = False
    for number, link in enumerate(explanation.chain):
        dated = link.dated
        told = _how(link, explanation.timeline, past_fieldwork=past_fieldwork)
        # Of the milestone itself the whole count is shown.
        if number and link.count is not None and (closed := tallies.closed(link.count)):
            told += f"; skipped {', '.join(closed)}"
        yield words.days(dated), f"{dated.milestone.title}: {told}"
        past_fieldwork = past_fieldwork or isinstance(dated.milestone.rule, Fieldwork)


def _how(link: Link, timeline: Timeline, *, past_fieldwork: bool) -> str:
    dated, timetable = link.dated, timeline.timetable
    told = words.rule(dated.milestone, timetable)
    if dated.date_is is DateIs.COMPUTED:
        if isinstance(dated.milestone.rule, Fieldwork):
            known = timetable.milestone(timeline.inspection.known.milestone)
            return f"{told}, counted back from {known.name}"
        return told
    # Where the way goes on past fieldwork, the rule of the known date was followed backwards.
    is_used = past_fieldwork or link.count is not None
    return f"{dated.date_is}; {told}" if is_used else str(dated.date_is)


def rests_on(explanation: Explanation) -> tuple[str, str, str]:
    """Tell which bank holidays a date rests on, and how far they are published: a heading first."""
    what = "the rule's date" if explanation.dated.date_is is DateIs.STATED else "it"
    held = explanation.rests_on
    until = f"GOV.UK has published them to {say(explanation.timeline.calendar.published_to)}"
    if any(one.is_projected for one in held):
        until += "; later ones are projected"
    if explanation.dated.provisional:
        until += "; this date is provisional"
    named = words.bank_holidays((one.day, one.name) for one in held) or "none"
    return f"Bank holidays that {what} rests on", named, until


def counts(explanation: Explanation) -> Iterator[tuple[str, str, Count]]:
    """Give the counts of a date, to its first day and then to its last: heading, opening, count."""
    if explanation.count is not None and explanation.count.days:
        yield "The count", tallies.setting_out(explanation.count), explanation.count
    if explanation.length is not None:
        span = say_span(explanation.length.days[0].day, explanation.length.last)
        yield "Its days", f"{span}, first and last included", explanation.length


def label(of: DatedReading) -> str:
    """Say what another reading is; provisional ones are marked."""
    return of.reading.label + (" (provisional)" if of.provisional else "")


def reading(of: DatedReading, frameworks: Frameworks) -> str:
    """Say what another reading is, on a second line how sure, and by whom."""
    told = source(of.reading, frameworks)
    return f"{label(of)}\n{words.sentence(of.reading.basis)}: {told.title}"


def known_of(milestone: Milestone) -> tuple[str, ...]:
    """Tell what stands beside a rule: details, and what real letters did."""
    return (*milestone.detail, *filter(None, [milestone.proved]))
