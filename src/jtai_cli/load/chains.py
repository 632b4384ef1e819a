"""Whether a timetable's milestones hang together: each counted from one above it, to fieldwork."""

from collections.abc import Iterator, Mapping

from jtai_cli.errors import Fault
from jtai_cli.load.nodes import ABSENT, Kind, Node
from jtai_cli.load.words import instead, quoted

_FIELDWORK = "fieldwork"
_LASTING = {"fieldwork", "window", "months"}
_KINDS = {*_LASTING, "working-days", "up-to"}
_FURTHEST = {
    "working_days": 2000,
    "first_working_day": 2000,
    "last_working_day": 2000,
    "calendar_days": 3000,
    "months": 240,
}

Milestones = Mapping[str, Node]


def faults(timetable: Node) -> Iterator[Fault]:
    """Tell of the milestones of one timetable that cannot be counted."""
    milestones = timetable.child("milestones").entries
    yield from _fieldwork(timetable)
    above = {_FIELDWORK: milestones.get(_FIELDWORK, ABSENT)}
    for key, milestone in milestones.items():
        rule = milestone.child("rule")
        yield from _numbers(rule)
        yield from _below_itself(milestone, above, milestones)
        yield from _several_days(milestone, above)
        yield from _without_a_day(milestone)
        for reading in milestone.child("readings").entries.values():
            yield from _numbers(reading.child("rule"))
            yield from _elsewhere(reading.child("rule").child("anchor"), timetable)
            yield from _several_days(reading, milestones)
        yield from _elsewhere(milestone.child("counted_from"), timetable)
        above[key] = milestone


def too_far(rule: Node) -> Iterator[Fault]:
    """Tell of offsets that no inspection can have."""
    for field, furthest in _FURTHEST.items():
        number = rule.child(field)
        if number.number is not None and abs(number.number) > furthest:
            problem = f"{number.name} is {number.text}, further than any inspection reaches"
            yield Fault(number.line, problem, f"a number from -{furthest} to {furthest}")


def _fieldwork(timetable: Node) -> Iterator[Fault]:
    """See to it that there is one milestone of kind fieldwork, and that its key says so."""
    milestones = timetable.child("milestones")
    if milestones.kind is Kind.MAPPING and _FIELDWORK not in milestones.entries:
        problem = f"{timetable.name} has no milestone '{_FIELDWORK}'"
        remedy = "add one with the rule {kind: fieldwork, working_days: 5}"
        yield Fault(milestones.line, problem, remedy)
    for key, milestone in milestones.entries.items():
        kind = milestone.child("rule").child("kind")
        if key == _FIELDWORK and kind.text in _KINDS - {_FIELDWORK}:
            problem = f"{milestone.name} is of kind {kind.shown}"
            yield Fault(kind.line, problem, "{kind: fieldwork, working_days: 5}")
        if key != _FIELDWORK and kind.text == _FIELDWORK:
            problem = f"{milestone.name} is of kind '{_FIELDWORK}', as only '{_FIELDWORK}' can be"
            yield Fault(kind.line, problem, "another kind")


def _without_a_day(milestone: Node) -> Iterator[Fault]:
    """Tell of what asks for the day of a milestone that has none of its own."""
    if milestone.child("rule").child("kind").text != "up-to":
        return
    for key in ("weekday", "held_before_polls"):
        if key in milestone.entries:
            problem = f"{milestone.name} has no day of its own, so {quoted(key)} says nothing"
            yield Fault(milestone.child(key).line, problem, "leave it out")


def _numbers(rule: Node) -> Iterator[Fault]:
    yield from too_far(rule)
    length, months = rule.child("working_days"), rule.child("months")
    if rule.child("kind").text == _FIELDWORK and length.number is not None and length.number < 1:
        problem = f"{length.name} is {length.text}, but fieldwork lasts a day at least"
        yield Fault(length.line, problem, "write 1 or more")
    if months.number is not None and months.number >= 0:
        problem = f"{months.name} is {months.text}, but the months end on the anchor"
        yield Fault(months.line, problem, f"write -{months.number or 6}")
    first, last = rule.child("first_working_day"), rule.child("last_working_day")
    if first.number is not None and last.number is not None and first.number > last.number:
        problem = f"{first.name} is {first.text}, after {last.name}, which is {last.text}"
        yield Fault(first.line, problem, "put the earlier day first")


def _below_itself(milestone: Node, above: Milestones, milestones: Milestones) -> Iterator[Fault]:
    anchor = milestone.child("rule").child("anchor")
    if anchor.kind is not Kind.TEXT or anchor.text in above:
        return
    problem = f"{milestone.name} is anchored to {anchor.shown}, which is not a milestone above it"
    remedy = instead(anchor.text, above)
    if anchor.text in milestones and milestones[anchor.text] is not milestone:
        remedy = f"put {anchor.shown} above {milestone.name}"
    yield Fault(anchor.line, problem, remedy)


def _elsewhere(named: Node, timetable: Node) -> Iterator[Fault]:
    """Tell of a name that no milestone of the timetable has."""
    milestones = timetable.child("milestones").entries
    if named.kind is Kind.TEXT and named.text not in {_FIELDWORK, *milestones}:
        problem = f"{named.name} is {named.shown}, which is not a milestone of {timetable.name}"
        yield Fault(named.line, problem, instead(named.text, milestones))


def _several_days(counted: Node, milestones: Milestones) -> Iterator[Fault]:
    """Tell of an anchor that is no single day, where it is not said which day counts."""
    rule = counted.child("rule")
    anchor = rule.child("anchor")
    anchored = milestones.get(anchor.text, ABSENT).child("rule")
    kind = anchored.child("kind").text
    problem = f"{counted.name} is anchored to {anchor.shown}, which"
    if kind in _LASTING and "edge" not in rule.entries:
        yield Fault(anchor.line, f"{problem} lasts several days", "edge: first, or edge: last")
    if kind == "up-to":
        ends = quoted(anchored.child("anchor").text)
        yield Fault(anchor.line, f"{problem} has no day of its own", f"anchor it to {ends}")
