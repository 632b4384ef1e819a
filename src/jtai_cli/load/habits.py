"""Whether the habits of `frameworks.yaml` hang together: their months, and what they rest on."""

from collections.abc import Iterator, Mapping

from jtai_cli.errors import Fault
from jtai_cli.habits import MONTHS_OF_A_YEAR
from jtai_cli.load import chains
from jtai_cli.load.nodes import Kind, Node
from jtai_cli.load.words import instead, quoted

_DRY_RUN = "dry-run"
_PARTS_OF_A_YEAR = tuple(n for n in range(1, MONTHS_OF_A_YEAR + 1) if not MONTHS_OF_A_YEAR % n)
_NUMBERS = {
    "every_months": (_PARTS_OF_A_YEAR, "1, 2, 3, 4, 6 or 12", "so that every year is the same"),
    "week": ((1, 2, 3, 4, -1), "1 to 4, or -1 for the last", "which every month has"),
    "day": (tuple(range(1, 29)), "1 to 28", "which every month has"),
}


def faults(root: Node) -> Iterator[Fault]:
    """Tell of the habits that cannot be dated."""
    held = root.child("preparation").child("habits").entries
    above: dict[str, Node] = {}
    for key, habit in held.items():
        rule = habit.child("rule")
        yield from _numbers(rule)
        yield from chains.too_far(rule)
        yield from _second_dry_run(habit, above)
        yield from _anchor(habit, above, held)
        yield from _milestone(habit, above, root)
        above[key] = habit


def _numbers(rule: Node) -> Iterator[Fault]:
    for field, (possible, told, why) in _NUMBERS.items():
        number = rule.child(field)
        if number.number is not None and number.number not in possible:
            problem = f"{number.name} is {number.text}; it can be {told}, {why}"
            yield Fault(number.line, problem, "write one of these")


def _second_dry_run(habit: Node, above: Mapping[str, Node]) -> Iterator[Fault]:
    first = next((key for key, one in above.items() if _kind(one) == _DRY_RUN), None)
    if first is not None and _kind(habit) == _DRY_RUN:
        kind = habit.child("rule").child("kind")
        problem = f"{habit.name} is a second dry run, after {quoted(first)}"
        yield Fault(kind.line, problem, "keep one; every_months makes it come more often")


def _anchor(habit: Node, above: Mapping[str, Node], habits: Mapping[str, Node]) -> Iterator[Fault]:
    anchor = habit.child("rule").child("anchor")
    if anchor.kind is not Kind.TEXT or anchor.text in above:
        return
    problem = f"{habit.name} is anchored to {anchor.shown}, which is not a habit above it"
    remedy = instead(anchor.text, above)
    if habits.get(anchor.text, habit) is not habit:
        remedy = f"put {anchor.shown} above {habit.name}"
    yield Fault(anchor.line, problem, remedy)


def _milestone(habit: Node, above: Mapping[str, Node], root: Node) -> Iterator[Fault]:
    """Tell of a milestone that no timetable has, or that is asked of what has no timeline."""
    rule = habit.child("rule")
    milestone, anchor = rule.child("milestone"), rule.child("anchor").text
    if milestone.kind is not Kind.TEXT:
        return
    if anchor in above and _kind(above[anchor]) != _DRY_RUN:
        problem = f"{habit.name} names a milestone, but {quoted(anchor)} is no dry run"
        yield Fault(milestone.line, problem, "leave it out")
    timetables = root.child("timetables").entries.values()
    known = dict.fromkeys(key for one in timetables for key in one.child("milestones").entries)
    if milestone.text not in known:
        problem = f"{milestone.name} is {milestone.shown}, which is a milestone of no timetable"
        yield Fault(milestone.line, problem, instead(milestone.text, known))


def _kind(habit: Node) -> str:
    return habit.child("rule").child("kind").text
