"""What the columns of a portfolio mean, and what is wrong with its header."""

from collections.abc import Iterator
from difflib import get_close_matches

from jtai_cli.errors import Fault
from jtai_cli.frameworks import Frameworks
from jtai_cli.load.words import instead, quoted
from jtai_cli.portfolio import Header

AREA, NAME, THEME, TIMETABLE = "area", "name", "theme", "timetable"
CLOSURES, AUTHORITY = "closures", "principal_authority"
KNOWN, STATED = "known.", "stated."
FIELDWORK, NOTIFIED = "fieldwork", "notified"
ON_ONE_LINE = (AREA, NAME, AUTHORITY)
TEXTS = (AREA, NAME, THEME, TIMETABLE, CLOSURES, AUTHORITY)
_ALIKE = 0.8
_MOST = 1_000
"""How many columns there may be: each name is held against those of all milestones."""
_FIELDWORK = {"fieldworkstart", "fieldworkstarts", "fieldworkdate", "fieldworkstartdate"}


def milestones(rules: Frameworks) -> tuple[str, ...]:
    """Give the keys of the milestones of all timetables."""
    return tuple(dict.fromkeys(key for t in rules.timetables.values() for key in t.milestones))


def known_by(rules: Frameworks, name: str) -> str | None:
    """Return the milestone whose known date a column holds, or None."""
    if name == NOTIFIED:
        return "notification"
    if name == FIELDWORK:
        return FIELDWORK
    key = name.removeprefix(KNOWN)
    return key if name.startswith(KNOWN) and key in milestones(rules) else None


def faults(header: Header, line: int, rules: Frameworks) -> Iterator[Fault]:
    """Tell of everything that is wrong with a header."""
    if len(header.names) > _MOST:
        problem = f"there are {len(header.names):,} columns, more than {_MOST:,}"
        yield Fault(line, problem, "only those that tell of inspections")
        return
    seen: set[str] = set()
    for number, written in enumerate(header.names, start=1):
        name = written.casefold()
        if not name:
            yield Fault(line, f"column {number} has no name", "name it, or delete it")
        elif name in seen:
            yield Fault(line, f"column {number} is {quoted(written)} once more", "keep one of them")
        seen.add(name)
        for prefix in (KNOWN, STATED):
            key = name.removeprefix(prefix)
            if name.startswith(prefix) and key not in milestones(rules):
                problem = f"{quoted(written)}: there is no milestone {quoted(key)}"
                yield Fault(line, problem, instead(key, milestones(rules)))
    if not any(known_by(rules, name) or name.startswith(KNOWN) for name in seen):
        near = [f"{quoted(one)} as {quoted(other)}" for one, other in doubtful(header, rules)]
        remedy = near[0] if near else "a column fieldwork, notified or known.MILESTONE"
        yield Fault(line, "no column holds a known date", remedy)


def doubtful(header: Header, rules: Frameworks) -> Iterator[tuple[str, str]]:
    """Give the columns that mean nothing, and are named almost like one that does."""
    keys = milestones(rules)
    meaning = [*TEXTS, FIELDWORK, NOTIFIED]
    meaning += [f"{prefix}{key}" for key in keys for prefix in (KNOWN, STATED)]
    for written in header.names:
        name = written.casefold()
        if name in meaning or name in keys or name in {"", "reason"}:
            continue
        if "".join(filter(str.isalpha, name)) in _FIELDWORK:
            yield written, FIELDWORK
        elif near := get_close_matches(name, meaning, n=1, cutoff=_ALIKE):
            yield written, near[0]
