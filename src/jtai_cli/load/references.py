"""What the types of `frameworks.yaml` cannot say: names that must exist, texts, days, order.

Read off the tree and not off the finished rules, so that these faults are told together with
those of the types; a part that is broken already is passed over.
"""

import re
from collections.abc import Iterator
from datetime import date

from jtai_cli.errors import Fault
from jtai_cli.frameworks import Frameworks
from jtai_cli.load import chains, habits, shapes
from jtai_cli.load.nodes import ABSENT, Kind, Node
from jtai_cli.load.words import instead, invisible, quoted

_SECTIONS = {
    "source": "sources",
    "sources": "sources",
    "who": "parties",
    "phase": "phases",
    "inspectorates": "inspectorates",
}
_OPTIONAL = {"inspectorates"}
_EMPTY = Node(Kind.MAPPING, 0, "")
_KEBAB_CASE = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_DAY_OF_YEAR = re.compile(r"([0-9]{2})-([0-9]{2})")
_COMMON_YEAR = 2025  # 29 February is not a day of every year
_WEB_ADDRESS = re.compile(r"https?://[^\s/]\S*")


def faults(root: Node) -> Iterator[Fault]:
    """Tell of everything that is wrong with the rules, but for their types."""
    for node in root.below():
        yield from _in_text(node)
        if node is not root:
            yield from _unknown_names(node, root)
        yield from _out_of_order(node)
        yield from _addresses(node)
    for key, node in shapes.keyed(root, Frameworks):
        yield from in_key(key, node)
    for timetable in root.child("timetables").entries.values():
        yield from chains.faults(timetable)
    yield from _pre_election_period(root.child("pre_election_period"))
    for end in ("first", "last"):
        yield from _day_of_year(root.child("christmas").child(end))
    yield from habits.faults(root)


def _in_text(node: Node) -> Iterator[Fault]:
    if node.kind is not Kind.TEXT:
        return
    if not node.text.strip():
        yield Fault(node.line, f"{node.name} is an empty text", "write it, or leave its key out")
    elif found := invisible(node.text):
        remedy = "begin the text with >-" if found == "a line break" else "delete it"
        yield Fault(node.line, f"{node.name} holds {found}", remedy)


def _unknown_names(node: Node, root: Node) -> Iterator[Fault]:
    for key, section in _SECTIONS.items():
        known = root.entries.get(section, _EMPTY if section in _OPTIONAL else ABSENT)
        if known.kind is not Kind.MAPPING:
            continue  # a section that lacks, or is no mapping, is told of itself
        for named in node.child(key).texts:
            if named.text not in known.entries:
                problem = f"{named.name} names {named.shown}, which is not under '{section}'"
                remedy = f"add it under '{section}', or {instead(named.text, known.entries)}"
                yield Fault(named.line, problem, remedy)


def in_key(key: str, node: Node) -> Iterator[Fault]:
    """Tell of a key that is not in lower case with hyphens, or is written a second time."""
    if not _KEBAB_CASE.fullmatch(key):
        problem = f"the key {quoted(key)} is not in lower case with hyphens"
        yield Fault(node.line, problem, "a key such as draft-letter")
    if shapes.KEY in node.entries:
        written = node.child(shapes.KEY)
        problem = f"'key' is written in {node.name}: the key is the name it stands under"
        yield Fault(written.line, problem, "delete it")


def _out_of_order(node: Node) -> Iterator[Fault]:
    for early, late in (("first", "last"), ("period_first", "day"), ("proclaimed", "day")):
        first, last = node.child(early), node.child(late)
        if _is_day(first) and _is_day(last) and first.text > last.text:
            problem = f"'{early}' is {first.text}, after '{late}', which is {last.text}"
            yield Fault(first.line, problem, "put the earlier day first")


def _is_day(node: Node) -> bool:
    return node.kind is Kind.TEXT and _DAY.fullmatch(node.text) is not None


def _addresses(node: Node) -> Iterator[Fault]:
    for address in node.child("url").texts:
        if not _WEB_ADDRESS.fullmatch(address.text):
            problem = f"{address.name} is {address.shown}, which is not a web address"
            yield Fault(address.line, problem, "write it whole, from https:// on")


def _pre_election_period(period: Node) -> Iterator[Fault]:
    yield from chains.too_far(period)
    working_days = period.child("working_days")
    if working_days.number is not None and working_days.number >= 0:
        problem = (
            f"{working_days.name} is {working_days.text}, but the period begins before the poll"
        )
        yield Fault(working_days.line, problem, "write it with a minus, such as -25")


def _day_of_year(node: Node) -> Iterator[Fault]:
    if node.kind is Kind.TEXT and not _is_day_of_year(node.text):
        problem = f"{node.name} is {node.shown}, which is not a day of every year"
        yield Fault(node.line, problem, "write month and day: 12-24")


def _is_day_of_year(text: str) -> bool:
    if not (match := _DAY_OF_YEAR.fullmatch(text)):
        return False
    try:
        date(_COMMON_YEAR, int(match[1]), int(match[2]))
    except ValueError:
        return False
    return True
