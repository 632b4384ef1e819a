"""What the types of `jtai.toml` cannot say: one known date, days in order, names that exist.

Read off the tree, as for the rules; a part that is broken already is passed over.
"""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date

from jtai_cli.dates import read_iso
from jtai_cli.errors import DateError, Fault, UsageError
from jtai_cli.frameworks import Frameworks
from jtai_cli.load import chains, references, shapes
from jtai_cli.load.nodes import Kind, Node
from jtai_cli.load.words import instead, invisible, quoted
from jtai_cli.milestones import Milestone, UpTo
from jtai_cli.plan import Plan, read_closure

_FIELDWORK = "fieldwork"
_NOTIFIED = "notified"
_ONE_KNOWN_DATE = "fieldwork = 2025-03-03"

_Official = Mapping[str, Milestone]


def faults(root: Node, rules: Frameworks) -> Iterator[Fault]:
    """Tell of everything that is wrong with a plan, but for its types."""
    for node in root.below():
        yield from _in_text(node)
        for key in node.entries:
            if not key.strip() or invisible(key):
                line = node.child(key).line
                yield Fault(line, f"{quoted(key)} is no key", "letters, digits and hyphens")
    for key, node in shapes.keyed(root, Plan):
        yield from references.in_key(key, node)
    for inspection in root.child("inspections").entries.values():
        if inspection.kind is Kind.MAPPING:
            yield from _in_inspection(inspection, rules)


def _in_text(node: Node) -> Iterator[Fault]:
    if node.kind is not Kind.TEXT:
        return
    if not node.text.strip():
        yield Fault(node.line, f"{node.name} is an empty text", "write it, or leave its key out")
    elif found := invisible(node.text):
        yield Fault(node.line, f"{node.name} holds {found}", "delete it")


def _in_inspection(inspection: Node, rules: Frameworks) -> Iterator[Fault]:
    yield from _known_date(inspection)
    yield from _fieldwork_last(inspection)
    yield from _revision(inspection.child("revision"))
    for closures in (inspection.child("closures"), inspection.child("accepted").child("closures")):
        for closure in closures.texts:
            yield from _closure(closure)
    yield from _named(inspection.child("theme"), "theme", rules.themes)
    yield from _named(inspection.child("timetable"), "timetable", rules.timetables)
    official = _official(inspection, rules)
    local = inspection.child("local").entries
    yield from _local(local, official)
    every = {**official, **local}
    yield from _milestones(inspection.child("known"), official)
    for key in ("stated", "owners"):
        yield from _milestones(inspection.child(key), every)
    for done in inspection.child("done").texts:
        yield from _named(done, "milestone", every)
    if _FIELDWORK in inspection.child("stated").entries:
        stated = inspection.child("stated").child(_FIELDWORK)
        problem = f"{stated.name}: fieldwork is known or counted, never stated"
        yield Fault(stated.line, problem, f"{_ONE_KNOWN_DATE}, as the known date")


def _known_date(inspection: Node) -> Iterator[Fault]:
    known, entries = inspection.child("known"), inspection.entries
    told = [(f"known.{key}", node) for key, node in known.entries.items()]
    told += [(key, entries[key]) for key in (_FIELDWORK, _NOTIFIED) if key in entries]
    if not told and ("known" not in entries or known.kind is Kind.MAPPING):
        yield Fault(inspection.line, f"{inspection.name} has no known date", _ONE_KNOWN_DATE)
    told.sort(key=lambda one: one[1].line)
    for key, node in told[1:]:
        problem = f"{inspection.name} has two known dates, {told[0][0]} and {key}"
        yield Fault(node.line, problem, "keep the one that is counted from")


def _fieldwork_last(inspection: Node) -> Iterator[Fault]:
    last = inspection.child("fieldwork_last")
    if "fieldwork_last" not in inspection.entries:
        return
    if _FIELDWORK not in inspection.entries:
        problem = f"{last.name} stands without fieldwork"
        yield Fault(last.line, problem, "fieldwork, with its first day")
        return
    begins, ends = _day(inspection.child(_FIELDWORK)), _day(last)
    if begins and ends and ends < begins:
        problem = f"{last.name} is {ends}, before fieldwork, which is {begins}"
        yield Fault(last.line, problem, "put the earlier day first")


def _day(node: Node) -> date | None:
    """Return the day that a node tells; None where it tells none, which is told elsewhere."""
    try:
        return read_iso(node.text)
    except DateError:
        return None


def _revision(revision: Node) -> Iterator[Fault]:
    if revision.number is not None and revision.number < 1:
        yield Fault(revision.line, f"{revision.name} is {revision.text}", "1 or more")


def _closure(closure: Node) -> Iterator[Fault]:
    try:
        read_closure(closure.text)
    except (DateError, UsageError) as error:
        remedy = error.hint if isinstance(error, UsageError) else '"2025-12-24..2025-12-31"'
        yield Fault(closure.line, f"{closure.name}: {error.message}", remedy)


def _official(inspection: Node, rules: Frameworks) -> _Official:
    """Return the milestones of the timetable that is named; without one, of all timetables."""
    named = rules.timetables.get(inspection.child("timetable").text)
    timetables = rules.timetables.values() if named is None else (named,)
    return {key: one for timetable in timetables for key, one in timetable.milestones.items()}


def _named(node: Node, kind: str, known: Iterable[str]) -> Iterator[Fault]:
    known = tuple(known)
    if node.kind is Kind.TEXT and node.text not in known:
        problem = f"{node.name} is {node.shown}, which is no {kind}"
        yield Fault(node.line, problem, instead(node.text, known))


def _milestones(table: Node, known: Iterable[str]) -> Iterator[Fault]:
    known = tuple(known)
    for key, node in table.entries.items():
        if key not in known:
            problem = f"{node.name}: there is no milestone {quoted(key)}"
            yield Fault(node.line, problem, instead(key, known))


def _local(local: Mapping[str, Node], official: _Official) -> Iterator[Fault]:
    above: list[str] = []
    for key, milestone in local.items():
        if key in official:
            problem = f"{milestone.name} has the key of an official milestone"
            yield Fault(milestone.line, problem, f"another key, such as our-{key}")
        yield from chains.too_far(milestone)
        anchor = milestone.child("anchor")
        if anchor.kind is Kind.TEXT and anchor.text not in (*official, *above):
            problem = f"{anchor.name} is {anchor.shown}, which is no milestone above it"
            remedy = instead(anchor.text, (*official, *above))
            if anchor.text in local and anchor.text != key:
                remedy = f"put {anchor.shown} above {quoted(key)}"
            yield Fault(anchor.line, problem, remedy)
        rule = official[anchor.text].rule if anchor.text in official else None
        if isinstance(rule, UpTo):
            problem = f"{anchor.name} is {anchor.shown}, which has no day of its own"
            yield Fault(anchor.line, problem, f"write {quoted(rule.anchor)}")
        above.append(key)
