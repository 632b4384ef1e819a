"""Notes on dates that letters stated: kept as they are, and remarked on where they look wrong."""

from collections.abc import Iterator

from jtai_cli.bankholidays import with_article
from jtai_cli.dated import DatedMilestone, DateIs, Note, Timeline
from jtai_cli.dates import say
from jtai_cli.milestones import Edge, Fieldwork, WorkingDays


def remarks(dated: DatedMilestone, timeline: Timeline) -> Iterator[Note]:
    """Tell what a reader should know of one date where dates were stated."""
    if dated.date_is is DateIs.STATED:
        yield from _not_a_working_day(dated, timeline)
        yield from _before_its_anchor(dated, timeline)
        yield from _out_of_order(dated, timeline)
    else:
        yield from _computed_receipt(dated, timeline)


def _not_a_working_day(dated: DatedMilestone, timeline: Timeline) -> Iterator[Note]:
    day, milestone = dated.day(Edge.FIRST), dated.milestone
    why = timeline.calendar.why_not(day)
    if why is not None:
        reason = "at the weekend" if why == "weekend" else with_article(why)
        text = f"{milestone.title}: {say(day)} is {reason}; it is kept as stated."
        yield Note("stated-not-working-day", text, milestone.key)


def _before_its_anchor(dated: DatedMilestone, timeline: Timeline) -> Iterator[Note]:
    rule, day = dated.milestone.rule, dated.day(Edge.FIRST)
    if not isinstance(rule, WorkingDays) or rule.working_days < 0:
        return
    anchor = timeline.dated(rule.anchor)
    if day < anchor.day(rule.edge):
        yield Note(
            "stated-before-anchor",
            f"{dated.milestone.title} is stated for {say(day)}, before {anchor.milestone.name} on "
            f"{say(anchor.day(rule.edge))}, from which it is counted.",
            dated.milestone.key,
        )


def _out_of_order(dated: DatedMilestone, timeline: Timeline) -> Iterator[Note]:
    """Tell of stated dates that should come earlier, but for the anchor told of already."""
    rule, first = dated.milestone.rule, dated.day(Edge.FIRST)
    assert dated.unslipped is not None, "what has no first day cannot be stated"
    for other in timeline.milestones:
        if other.date_is is not DateIs.STATED or other.unslipped is None:
            continue
        is_anchor = not isinstance(rule, Fieldwork) and rule.anchor == other.milestone.key
        if other.unslipped < dated.unslipped and other.day(Edge.FIRST) > first and not is_anchor:
            yield Note(
                "stated-out-of-order",
                f"{dated.milestone.title} is stated for {say(first)}, before "
                f"{other.milestone.name}, stated for {say(other.day(Edge.FIRST))}.",
                dated.milestone.key,
            )


def _computed_receipt(dated: DatedMilestone, timeline: Timeline) -> Iterator[Note]:
    """Tell that an anchor is only computed, though something counted from it too is stated."""
    rule = dated.milestone.rule
    if not isinstance(rule, WorkingDays) or dated.date_is is DateIs.KNOWN:
        return
    anchor = timeline.dated(rule.anchor)
    if anchor.date_is is not DateIs.COMPUTED:
        return
    for other in timeline.milestones:
        beside = other.milestone.rule
        if (
            other.date_is is DateIs.STATED
            and isinstance(beside, WorkingDays)
            and beside.anchor == rule.anchor
            and other.last < dated.last
        ):
            yield Note(
                "receipt-computed",
                f"{dated.milestone.title}: {other.milestone.name} is stated, but "
                f"{anchor.milestone.name} on {say(anchor.last)}, from which the "
                f"{rule.working_days} working days are counted, is only computed. State "
                f"{anchor.milestone.key} once it is known.",
                dated.milestone.key,
            )
