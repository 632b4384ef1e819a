"""Finds, reads and changes `jtai.toml`: an area's inspections, or every fault with its line.

To be changed, it is split into statements (a header, a key with its value, a comment), and one is
changed at a time, so that everything else stays as people wrote it, byte for byte.
"""

import os
import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, fields
from datetime import date
from pathlib import Path, PureWindowsPath
from typing import Any

from jtai_cli.dates import Day, Span
from jtai_cli.errors import quoted
from jtai_cli.files import MEBIBYTE, locked, read_text, refuse_size, write_all
from jtai_cli.files.values import Keys, Statement, Steps, Values, name, statements, toml_values
from jtai_cli.plan import Accepted, Inspection, Known, Plan
from jtai_cli.rules import Rules

MIXED_STARS = re.compile(r"\*\*[^/\\]|[^/\\]\*\*")  # in a pattern, ** stands alone
PLAN_NAME = "jtai.toml"
NEW_PLAN = Path(__file__).with_name("new_plan.toml").read_bytes()
Value = str | int | date | Sequence[str] | Sequence[date]
Changes = Mapping[Keys, Value | None]
"""Values to set, by their keys within an inspection; None removes a value and all below it."""

_LONGEST_LINE = 100
_OWN_HEADER = {"accepted": 3, "local": 4}
"""Tables with a header of their own, and its number of keys; others become dotted keys."""


@dataclass(frozen=True, repr=False, eq=False)
class WrittenInspection(Inspection):
    """An inspection as it is written; its known date stands under one of three keys."""

    known: Mapping[str, Day] = field(default_factory=dict)  # type: ignore[assignment]  # as written
    fieldwork: Span | None = None
    notified: Day | None = None


@dataclass(frozen=True, repr=False, eq=False)
class WrittenPlan(Plan):
    """A plan as it is written; its bank holidays apply to every inspection."""

    inspections: Mapping[str, WrittenInspection] = field(default_factory=dict)
    extra_bank_holidays: tuple[Day, ...] = ()
    without_bank_holidays: tuple[Day, ...] = ()


def find_plan() -> Path | None:
    """Return the nearest plan: in the working directory, or in one above it."""
    every = (directory / PLAN_NAME for directory in (Path(), *Path.cwd().parents))
    return next(filter(os.path.lexists, every), None)


def load_plan(path: Path, rules: Rules) -> Plan:
    """Read a plan, which may name the themes, timetables and milestones of the rules."""
    return read_plan(read_text(path).text, rules, path)


def read_plan(text: str, rules: Rules, place: str | Path) -> Plan:
    """Read a plan from a text; `place` is what messages call it."""
    values = toml_values(text, place)
    written = values.made(WrittenPlan)
    for number, pattern in enumerate(written.docs.files):
        inside = PureWindowsPath(pattern)  # it knows drives, and both kinds of slash
        is_path = inside.parts and not inside.anchor and not {"..", "~"} & {*inside.parts}
        if not is_path or MIXED_STARS.search(pattern):
            problem = f"'{quoted(pattern)}' is not a pattern of files in the plan's directory"
            values.wrong(("docs", "files", number), problem, "such as plans/*.md")
    inspections = {
        key: _inspection(one, written, rules, values) for key, one in written.inspections.items()
    }
    values.refuse()
    return Plan(inspections=inspections, docs=written.docs, avoid=written.avoid)


def _inspection(
    written: WrittenInspection, plan: WrittenPlan, rules: Rules, values: Values
) -> Inspection:
    path: Steps = ("inspections", str(written.name))
    chosen = rules.timetables.get(written.timetable or "")
    timetables = (chosen,) if chosen else rules.timetables.values()
    official = {key: one for each in timetables for key, one in each.milestones.items()}
    above = dict.fromkeys(key for key, one in official.items() if one.rule.can_be_stated)
    for key, one in written.local.items():
        here = (*path, "local", key)
        if key in official:
            problem = f"{name(here)} has the key of an official milestone"
            values.wrong(here, problem, f"another key, such as our-{key}")
        values.check_names(one, here, {"anchor": above})
        above[key] = None
    milestones = {**official, **written.local}
    known: Any = dict.fromkeys(("known", "stated", "owners", "notes", "done"), milestones)
    known |= {"theme": rules.themes, "timetable": rules.timetables}
    values.check_names(written, path, known)
    facts = {one.name: getattr(written, one.name) for one in fields(Inspection)}
    for key in ("extra_bank_holidays", "without_bank_holidays"):
        facts[key] = tuple(dict.fromkeys((*getattr(plan, key), *facts[key])))
    given = {f"known.{key}": Known(key, day) for key, day in written.known.items()}
    if written.notified is not None:
        given["notified"] = Known("notification", written.notified)
    if written.fieldwork is not None:
        # One day is the first of the usual length; a run of days is all of it.
        is_run = ".." in str(values.at[*path, "fieldwork"])
        given["fieldwork"] = Known("fieldwork", *written.fieldwork[: 1 + is_run])
    if len(given) != 1:
        number = "more than one known date: " if given else "no known date"
        problem = f"{name(path)} has {number}{' and '.join(given)}"
        values.wrong(path, problem, "one, such as fieldwork = 2025-03-03")
    facts["known"] = next(iter(given.values()), None)
    return Inspection(**facts)


class PlanDraft:
    """A plan while it is changed; every change is read back, so that none is refused later."""

    def __init__(self, text: str, rules: Rules, path: Path) -> None:
        self.text, self._rules, self._path = text, rules, path
        self.plan = read_plan(text, rules, path)

    def change(self, inspection: str, changes: Changes) -> Plan:
        """Change an inspection, which is added if it is not there, and return the plan."""
        self.text = edited(self.text, inspection, changes)
        self.plan = read_plan(self.text, self._rules, f"{self._path} with this change")
        return self.plan


@contextmanager
def changing(path: Path, rules: Rules) -> Iterator[PlanDraft]:
    """Give a plan to change, while others wait; at the end, write it if it has changed."""
    with locked(path):
        before = read_text(path)
        draft = PlanDraft(before.text, rules, path)
        yield draft
        after = before.encoded(draft.text)
        refuse_size(after, MEBIBYTE, f"{path} with this change")
        if draft.text != before.text:
            write_all({path: after}, force=True, read={path: before.encoded(before.text)})


def accepted_changes(accepted: Accepted, before: Accepted | None) -> Changes:
    """Return the changes that put newly accepted dates in place of those accepted before."""
    changes: dict[Keys, Value | None]
    changes = {(one.name,): getattr(accepted, one.name) or None for one in fields(Accepted)}
    changes["closures",] = [f"{one.first}..{one.last}" for one in accepted.closures] or None
    for key in ("stated", "dates"):
        del changes[key,]
        days = getattr(accepted, key)
        changes |= {(key, one): days.get(one) for one in (*getattr(before, key, ()), *days)}
    return {("accepted", *keys): value for keys, value in changes.items()}


def edited(text: str, inspection: str, changes: Changes) -> str:
    """Return the text of a valid plan with one inspection changed."""
    line_end = "\r\n" if "\r\n" in text else "\n"
    text += "" if text.endswith("\n") or not text else line_end
    paths = {("inspections", inspection, *keys): value for keys, value in changes.items()}
    above = {path[:end] for path in paths for end in range(1, len(path))}
    found: list[Statement] = []
    before = list(statements(text))
    for one in before:
        if one.path in above and one.path != one.table:  # inline: its values get own lines
            found += [*one.comments(), *_pairs(one.table, one.table, tomllib.loads(one.text))]
        else:
            found.append(one)
    for path, value in paths.items():
        if value is None:
            left = (one.comments() if one.path[: len(path)] == path else [one] for one in found)
            found = [one for each in left for one in each]
        else:
            _set(found, path, value)
    kept = set(before)
    return "".join(x.text if x in kept else x.text.replace("\n", line_end) for x in found)


def _set(found: list[Statement], path: Keys, value: Value) -> None:
    """Set a value in its place, or else below the rest of its table, or at the end."""
    import tomlkit

    header = path[: _OWN_HEADER.get(path[2], 2)]
    own, homes = len(found) - 1, []
    for place, one in enumerate(found):
        if one.path == path:
            (pair,), comments = _pairs(path, one.table, value), one.comments()
            if comments and one.text.rstrip().endswith(comments[-1].text.rstrip()):
                pair = pair._replace(text=f"{pair.text.rstrip()}  {comments.pop().text}")
            found[place : place + 1] = [*comments, pair]
            return
        if one.path[:2] == path[:2]:
            own = place
            if one.path[: len(header)] == header and one.table == path[: len(one.table)]:
                homes.append((len(one.table), place))
    place = max(homes)[1] if homes else own
    added = _pairs(path, found[place].table if homes else header, value)
    if not homes:
        blank = "\n" if found and found[place].text.strip() else ""
        title = tomlkit.key(list(header)).as_string()
        added.insert(0, Statement(f"{blank}[{title}]\n", header, header))
    found[place + 1 : place + 1] = added


def _pairs(path: Keys, table: Keys, value: object) -> list[Statement]:
    """Write a value under its keys within its table; of a nested table, write every value."""
    import tomlkit

    if isinstance(value, dict):
        return [one for key in value for one in _pairs((*path, key), table, value[key])]
    key = tomlkit.key(list(path[len(table) :])).as_string()
    item: Any = tomlkit.item(value)
    if isinstance(value, list | tuple) and len(f"{key} = {item.as_string()}") > _LONGEST_LINE:
        item.multiline(multiline=True)
    return [Statement(f"{key} = {item.as_string()}\n", table, path)]
