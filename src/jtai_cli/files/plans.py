"""`jtai.toml`, found, read and changed: all inspections of an area, or every fault with its line.

To be changed it is divided into statements (a header, a key with its value, a comment), and
tomlkit changes one at a time, so that all else stays as people wrote it, to the byte.
"""

import os
import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field, fields
from datetime import date
from functools import cache, reduce
from operator import getitem
from pathlib import Path, PureWindowsPath
from typing import TYPE_CHECKING, Any, NamedTuple

from jtai_cli.dates import Day, Span
from jtai_cli.errors import FileError, quoted
from jtai_cli.files.text import MEBIBYTE, Text, decoded, read_bytes, read_text, refuse_size, shown
from jtai_cli.files.values import (
    TOML_HEADER,
    TOML_PAIR,
    Steps,
    Values,
    name,
    toml_keys,
    toml_values,
)
from jtai_cli.files.writing import locked, write_all
from jtai_cli.kinds import UpTo
from jtai_cli.plan import MOST_LOCAL, Accepted, Docs, Inspection, Known, LocalMilestone, Plan
from jtai_cli.rules import Milestone, Rules

if TYPE_CHECKING:
    from pydantic import TypeAdapter

MIXED_STARS = re.compile(r"\*\*[^/\\]|[^/\\]\*\*")
"""What makes a text no pattern: ** that is not the whole name of a directory."""
PLAN_NAME = "jtai.toml"
LARGEST_PLAN = MEBIBYTE
_KEYED: set[Steps] = {("inspections",), ("inspections", "*", "local")}
_FIELDWORK = "fieldwork"
_FURTHEST = 2000
_EXAMPLE = "fieldwork = 2025-03-03"


@dataclass(repr=False, eq=False)
class WrittenInspection:
    """An inspection as it is written; its known date stands under one of three keys."""

    key: str
    fieldwork: Span | None = None
    notified: Day | None = None
    known: Mapping[str, Day] = field(default_factory=dict)
    area: str | None = None
    theme: str | None = None
    timetable: str | None = None
    stated: Mapping[str, Day] = field(default_factory=dict)
    closures: tuple[Span, ...] = ()
    extra_bank_holidays: tuple[Day, ...] = ()
    without_bank_holidays: tuple[Day, ...] = ()
    principal_authority: str | None = None
    contact: str | None = None
    revision: int = 1
    owners: Mapping[str, str] = field(default_factory=dict)
    notes: Mapping[str, str] = field(default_factory=dict)
    done: tuple[str, ...] | None = None
    local: Mapping[str, LocalMilestone] = field(default_factory=dict)
    accepted: Accepted | None = None
    rehearsal: bool = False


@dataclass(repr=False, eq=False)
class WrittenPlan:
    """A plan as it is written; its bank holidays are those of every inspection."""

    inspections: Mapping[str, WrittenInspection] = field(default_factory=dict)
    docs: Docs = field(default_factory=Docs)
    avoid: tuple[str, ...] = ()
    extra_bank_holidays: tuple[Day, ...] = ()
    without_bank_holidays: tuple[Day, ...] = ()


def find_plan(start: Path | None = None) -> Path | None:
    """Return the nearest plan: in a directory (the working one), or in one above it."""
    here = start or Path()
    for directory in (here, *here.resolve().parents):
        if os.path.lexists(directory / PLAN_NAME):
            return directory / PLAN_NAME
    return None


def load_plan(path: Path, rules: Rules) -> Plan:
    """Read a plan, whose themes, timetables and milestones are those of the rules."""
    return read_plan(read_text(path, LARGEST_PLAN).text, rules, path)


def read_plan(text: str, rules: Rules, place: str | Path) -> Plan:
    """Read a plan out of a text; `place` is what messages call it."""
    values = toml_values(text, place, _KEYED)
    written = values.made(_adapter())
    for number, pattern in enumerate(written.docs.files):
        inside = PureWindowsPath(pattern)  # it knows drives, and both kinds of slash
        problem = (
            "" if inside.parts and not MIXED_STARS.search(pattern) else "is no pattern of files"
        )
        if inside.anchor or ".." in inside.parts or pattern.startswith("~"):
            problem = "leads out of the plan's directory"
        if problem:
            problem = f"'{quoted(pattern)}' {problem}"
            values.wrong(("docs", "files", number), problem, "such as plans/*.md")
    inspections = {
        key: _inspection(one, written, rules, values) for key, one in written.inspections.items()
    }
    values.refuse()
    return Plan(inspections=inspections, docs=written.docs, avoid=written.avoid)


@cache
def _adapter() -> "TypeAdapter[dict[str, WrittenPlan]]":
    # Imported here, for it is slow, and most commands read no plan.
    from pydantic import ConfigDict, TypeAdapter

    return TypeAdapter(dict[str, WrittenPlan], config=ConfigDict(strict=True, extra="forbid"))


def _inspection(
    written: WrittenInspection, plan: WrittenPlan, rules: Rules, values: Values
) -> Inspection:
    path: Steps = ("inspections", written.key)
    chosen = rules.timetables.get(written.timetable or "")
    timetables = (chosen,) if chosen else rules.timetables.values()
    official = {key: one for each in timetables for key, one in each.milestones.items()}
    _check_local(written.local, (*path, "local"), official, values)
    names = {"theme": rules.themes, "timetable": rules.timetables}
    milestones = {**official, **written.local}
    milestone_fields = dict.fromkeys(("known", "stated", "owners", "notes", "done"), milestones)
    values.check_names(written, path, {**names, **milestone_fields})
    values.check_number((*path, "revision"), written.revision, 1, 10**9)
    if _FIELDWORK in written.stated:
        problem = f"{name((*path, 'stated'))}: fieldwork is known or calculated, never stated"
        values.wrong((*path, "stated", _FIELDWORK), problem, f"{_EXAMPLE}, as the known date")
    own = {one.name for one in fields(written)}
    same: dict[str, Any] = {
        one.name: getattr(written, one.name) for one in fields(Inspection) if one.name in own
    }
    for key in ("extra_bank_holidays", "without_bank_holidays"):
        same[key] = tuple(dict.fromkeys((*getattr(plan, key), *getattr(written, key))))
    same["known"] = _known(written, path, values)
    return Inspection(**same, name=written.key, is_rehearsal=written.rehearsal)


def _known(written: WrittenInspection, path: Steps, values: Values) -> Known:
    """Return the one known date: a milestone's day, or the days of fieldwork."""
    given = {f"known.{key}": Known(key, day) for key, day in written.known.items()}
    if written.notified is not None:
        given["notified"] = Known("notification", written.notified)
    if written.fieldwork is not None:
        first, last = written.fieldwork
        # One day is the first of the usual length; a run of days is all of it.
        is_run = ".." in values.plain["inspections"][written.key][_FIELDWORK]
        given[_FIELDWORK] = Known(_FIELDWORK, first, last if is_run else None)
    if len(given) != 1:
        problem = f"{name(path)} has no known date"
        if given:
            problem = f"{name(path)} has more than one known date: {' and '.join(given)}"
        values.wrong(path, problem, f"one, such as {_EXAMPLE}")
    return next(iter(given.values()), Known(_FIELDWORK, date.min))


def _check_local(
    local: Mapping[str, LocalMilestone],
    path: Steps,
    official: Mapping[str, Milestone],
    values: Values,
) -> None:
    """Check that every local milestone can be counted, from an official one or one above it."""
    if len(local) > MOST_LOCAL:
        problem = f"there are {len(local)} local milestones, more than {MOST_LOCAL}"
        values.wrong(path, problem, "fewer of them")
        return
    above = {key for key, one in official.items() if not isinstance(one.rule, UpTo)}
    for key, one in local.items():
        here = (*path, key)
        if key in official:
            problem = f"{name(here)} has the key of an official milestone"
            values.wrong(here, problem, f"another key, such as our-{key}")
        values.check_number((*here, "working_days"), one.working_days, -_FURTHEST, _FURTHEST)
        values.check_names(one, here, {"anchor": above})
        above.add(key)


# Changes.

Keys = tuple[str, ...]
"""The keys that lead to a value, from the top of the file."""
Value = str | int | date | Sequence[str] | Sequence[date]
Changes = Mapping[Keys, Value | None]
"""What is set, by the keys that lead to it from an inspection; None removes it, and all below."""

_LONGEST_LINE = 100
_OWN_HEADER = {"accepted": 3, "local": 4}
"""What has a header of its own, and how many keys that has; other tables become dotted keys."""
_INSPECTION = 2
"""How many keys lead to an inspection."""
_COMMENT = re.compile(r"#[^\r\n]*")
_CLOSES = re.compile(r"""[\]}]|\"\"\"|'''""")

NEW_PLAN = Path(__file__).with_name("new_plan.toml").read_text("utf-8")
"""The plan that `jtai plan init` writes."""


class PlanDraft:
    """A plan while it is changed; every change is read back, so that none is refused later."""

    def __init__(self, path: Path, rules: Rules, file: Text) -> None:
        self._path, self._rules, self._file = path, rules, file
        self.text, self.plan = file.text, read_plan(file.text, rules, path)

    def change(self, inspection: str, changes: Changes) -> Plan:
        """Change an inspection, which is added if it is not there, and return the plan."""
        text = edited(self.text, inspection, changes)
        place = f"{self._path}, as it would be"
        refuse_size(self._file.encoded(text), LARGEST_PLAN, place)
        self.plan, self.text = read_plan(text, self._rules, place), text
        return self.plan


@contextmanager
def changing(path: Path, rules: Rules) -> Iterator[PlanDraft]:
    """Give a plan to be changed, while others wait; at the end it is written, if it was."""
    read_bytes(path, LARGEST_PLAN)  # what is not there needs no lock
    with locked(path):
        before = read_bytes(path, LARGEST_PLAN)
        file = decoded(before, path)
        draft = PlanDraft(path, rules, file)
        yield draft

        def refuse_changed() -> None:
            if read_bytes(path, LARGEST_PLAN) != before:
                problem = f"{shown(path)}: another program has changed it since it was read"
                raise FileError(problem, "the same command again")

        if draft.text != file.text:
            content = file.encoded(draft.text)
            write_all({path: content}, force=True, once_ready=refuse_changed)


def accepted_changes(accepted: Accepted, before: Accepted | None) -> Changes:
    """Return the changes that put accepted dates in the place of those accepted before."""
    changes: dict[Keys, Value | None] = {
        ("timetable",): accepted.timetable,
        ("known",): accepted.known,
        ("fieldwork_last",): accepted.fieldwork_last,
        ("bank_holidays",): accepted.bank_holidays or None,
        ("closures",): [f"{one.first}..{one.last}" for one in accepted.closures] or None,
    }
    for key in ("stated", "dates"):
        days = getattr(accepted, key)
        for milestone in (*(getattr(before, key) if before else ()), *days):
            changes[key, milestone] = days.get(milestone)
    return {("accepted", *keys): value for keys, value in changes.items()}


def edited(text: str, inspection: str, changes: Changes) -> str:
    """Return the text of a plan, which can be read, with an inspection changed."""
    statements = list(_statements(text))
    for keys, value in changes.items():
        path = ("inspections", inspection, *keys)
        if value is None:
            statements = [new for one in statements for new in _without(one, path)]
        else:
            _set(statements, path, value)
    return "".join(statement.text for statement in statements)


class Statement(NamedTuple):
    """A header, a key with its value (`path` leads to it), or a blank line or comment.

    `table` is the path of the header that it stands under; a header stands under itself.
    """

    text: str
    table: Keys
    path: Keys = ()

    @property
    def is_pair(self) -> bool:
        """Whether it is a key with its value."""
        return len(self.path) > len(self.table)

    @property
    def line_end(self) -> str:
        """How its lines end."""
        return "\r\n" if self.text.endswith("\r\n") else "\n"

    def parsed(self) -> tuple[Any, Any]:
        """Return a pair as tomlkit has it, and the table in it that its last key stands in."""
        import tomlkit

        document: Any = tomlkit.parse(self.text)
        return document, reduce(getitem, self.path[len(self.table) : -1], document)


def _statements(text: str) -> Iterator[Statement]:
    table: Keys = ()
    begun = ""
    for line in re.findall(r"[^\n]*\n|[^\n]+", text):
        is_new = not begun
        if is_new and (match := TOML_HEADER.match(line)):
            table = toml_keys(match[1])
            yield Statement(line, table, table)
        elif is_new and not TOML_PAIR.match(line):
            yield Statement(line, table)
        else:
            begun += line
            # What goes on over several lines ends on one that closes something.
            if is_new or _CLOSES.search(line):
                with suppress(tomllib.TOMLDecodeError):
                    tomllib.loads(begun)
                    match = TOML_PAIR.match(begun)
                    yield Statement(begun, table, (*table, *toml_keys(match[1] if match else "")))
                    begun = ""


def _set(statements: list[Statement], path: Keys, value: Value) -> None:
    """Set a value where it stands, or below what there is of its table, or at the end."""
    import tomlkit

    for place, one in enumerate(statements):
        if one.is_pair and one.path == path[: len(one.path)]:
            statements[place : place + 1] = _replaced(one, path, value)
            return
    header = path[: _OWN_HEADER.get(path[_INSPECTION], _INSPECTION)]
    own, homes = len(statements) - 1, []
    for place, one in enumerate(statements):
        if one.path[:_INSPECTION] == path[:_INSPECTION]:
            own = place
            if one.path[: len(header)] == header and one.table == path[: len(one.table)]:
                homes.append((len(one.table), place))
    place = max(homes)[1] if homes else own
    above = statements[place] if statements else Statement("", ())
    if above.text and not above.text.endswith("\n"):
        statements[place] = above._replace(text=above.text + above.line_end)
    added = [_pair(path, above.table if homes else header, value, above.line_end)]
    if not homes:
        blank = above.line_end if above.text.strip() else ""
        title = tomlkit.key(list(header)).as_string()
        added.insert(0, Statement(f"{blank}[{title}]{above.line_end}", header, header))
    statements[place + 1 : place + 1] = added


def _pair(path: Keys, table: Keys, value: object, line_end: str) -> Statement:
    import tomlkit

    key = tomlkit.key(list(path[len(table) :])).as_string()
    item: Any = tomlkit.inline_table() if value == {} else tomlkit.item(value)
    if isinstance(value, list | tuple) and len(f"{key} = {item.as_string()}") > _LONGEST_LINE:
        item.multiline(multiline=True)
    written = item.as_string().replace("\n", line_end)
    return Statement(f"{key} = {written}{line_end}", table, path)


def _replaced(one: Statement, path: Keys, value: Value | None) -> list[Statement]:
    """Set the value of a pair; one inside its inline table gives each there a line of its own."""
    import tomlkit

    document, table = one.parsed()
    old = table[one.path[-1]]
    if path == one.path:
        if isinstance(old, list) and isinstance(value, list | tuple):
            # What stays in a list keeps its place and its comment.
            for gone in [each for each in old if each not in value]:
                old.remove(gone)
            old.extend(each for each in value if each not in old)
        else:
            table[one.path[-1]] = value
        text = tomlkit.dumps(document)
        comments = _COMMENT.findall(one.text) if isinstance(value, list | tuple) else []
        lost = [Statement(c + one.line_end, one.table) for c in comments if c not in text]
        return [*lost, one._replace(text=text)]
    plain = inner = old.unwrap()
    for step in path[len(one.path) : -1]:
        inner = inner.setdefault(step, {})
    if value is None and path[-1] not in inner:
        return [one]
    inner[path[-1]] = value
    if value is None:
        del inner[path[-1]]
    lines = [_pair(k, one.table, v, one.line_end) for k, v in _leaves(plain, one.path)]
    return [*_comment(one), *lines]


def _leaves(table: Mapping[str, Any], path: Keys) -> Iterator[tuple[Keys, object]]:
    if not table:
        yield path, {}
    for key, value in table.items():
        if isinstance(value, dict):
            yield from _leaves(value, (*path, key))
        else:
            yield (*path, key), value


def _comment(one: Statement) -> list[Statement]:
    """Return the comment behind a value, on a line of its own."""
    comment = one.parsed()[1][one.path[-1]].trivia.comment if one.is_pair else ""
    return [Statement(comment + one.line_end, one.table)] if comment else []


def _without(one: Statement, path: Keys) -> list[Statement]:
    """Leave out a value, but for the comment behind it, or a table with all below it."""
    if one.path[: len(path)] == path:
        return _comment(one)
    if one.is_pair and path[: len(one.path)] == one.path:
        return _replaced(one, path, None)
    return [one]
