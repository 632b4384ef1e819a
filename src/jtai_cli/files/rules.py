"""Reads `frameworks.yaml`, or a file like it: all rules, or every fault with its line."""

from collections.abc import Collection, Mapping
from dataclasses import is_dataclass
from datetime import date
from pathlib import Path
from typing import Any

from jtai_cli import rules as model
from jtai_cli.dates import recurring
from jtai_cli.errors import DateError
from jtai_cli.files import read_text
from jtai_cli.files.values import Steps, Values, adapter, name, walk, yaml_values
from jtai_cli.kinds import ReadingRule, Rule
from jtai_cli.workingdays import Period

_PACKAGE = Path(__file__).parents[1]
_IN_ORDER = {"first_working_day": "last_working_day", "first": "last"}
_IN_ORDER |= dict.fromkeys(("period_first", "proclaimed"), "day")
"""Fields whose values must be in order; only quiet days may run into the next year."""
_TRIED = Period(date(2025, 1, 1), date(2034, 12, 31))


def shipped(file_name: str) -> Path:
    """Return a file that comes with the program: in the package, or at the top of its checkout."""
    packaged = _PACKAGE / file_name
    return packaged if packaged.exists() else _PACKAGE.parents[1] / file_name


SHIPPED = shipped("frameworks.yaml")


def load_rules(path: Path | None) -> model.Rules:
    """Read the rules of a file; without one, those that come with the program."""
    if path is None:
        from jtai_cli.generated.rules import RULES

        return RULES
    values = yaml_values(read_text(path).text, path)
    rules = values.made(model.Rules)
    names = {"who": rules.parties, "phase": rules.phases, "inspectorates": rules.inspectorates}
    names |= dict.fromkeys(("source", "sources"), rules.sources)
    for steps, part in walk(rules):
        if is_dataclass(part):
            values.check_names(part, steps, names)
            _check_part(part, steps, values)
        if isinstance(part, model.Timetable):
            _check_timetable(part, (*steps, "milestones"), values)
        if isinstance(part, model.Preparation):
            _check_habits(part, (*steps, "habits"), rules, values)
    values.refuse()
    return rules


def rules_schema() -> dict[str, Any]:
    """Return the JSON Schema (2020-12) of such a file, by which editors suggest keys."""
    shapes = adapter(model.Rules).json_schema()["$defs"]
    for shape in shapes.values():
        shape.pop("description", None)  # docstrings, which `python -OO` leaves out
        if shape.get("properties", {}).pop("key", None):
            shape["required"].remove("key")
    root = {**shapes.pop("Rules"), "title": "frameworks.yaml"}
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **root, "$defs": shapes}


def _check_part(part: object, path: Steps, values: Values) -> None:
    try:
        if isinstance(part, model.Recurring | model.DryRun):
            recurring(part.rrule, _TRIED)
        if isinstance(part, model.Quiet):
            part.in_year(_TRIED.first.year)  # a common year, which has no 29 February
    except DateError as error:
        here = (*path, "first" if isinstance(part, model.Quiet) else "rrule")
        values.wrong(here, f"{name(here)}: {error.message}", error.hint)
    for start, end in () if isinstance(part, model.Quiet) else _IN_ORDER.items():
        first, last = getattr(part, start, None), getattr(part, end, None)
        if first is not None and last is not None and first > last:
            problem = f"'{start}' is {first}, after '{end}', which is {last}"
            values.wrong((*path, start), problem, "put the earlier one first")


def _check_timetable(timetable: model.Timetable, path: Steps, values: Values) -> None:
    """Check that every milestone is counted from one above it, back to fieldwork."""
    milestones = timetable.milestones
    if model.FIELDWORK not in milestones:
        problem = f"'{timetable.key}' has no milestone '{model.FIELDWORK}'"
        values.wrong(path, problem, "add one with the rule {kind: fieldwork, working_days: 5}")
        return
    above = {model.FIELDWORK: milestones[model.FIELDWORK]}
    for key, one in milestones.items():
        here = (*path, key)
        if (one.rule.anchor is None) != (key == model.FIELDWORK):
            problem = f"only '{model.FIELDWORK}' is of the kind 'fieldwork', and always"
            values.wrong((*here, "rule", "kind"), problem, "another kind")
        if not one.rule.can_be_stated and (one.weekday or one.held_before_polls):
            problem = f"'{key}' has no day of its own"
            values.wrong(here, problem, "leave out 'weekday' and 'held_before_polls'")
        values.check_names(one, here, {"counted_from": milestones})
        _check_anchor(one.rule, (*here, "rule"), above, values)
        for reading in one.readings.values():
            steps = (*here, "readings", reading.key, "rule")
            _check_anchor(reading.rule, steps, milestones, values)
        above[key] = one


def _check_anchor(
    rule: Rule | ReadingRule, path: Steps, above: Mapping[str, model.Milestone], values: Values
) -> None:
    values.check_names(rule, path, {"anchor": above})
    key = rule.anchor or ""
    anchor = above[key].rule if key in above else None
    if anchor and not anchor.can_be_stated:
        problem = f"'{key}' has no day of its own"
        values.wrong((*path, "anchor"), problem, f"write '{anchor.anchor}'")
    elif anchor and anchor.lasts and (*path, "edge") not in values.at:
        values.wrong((*path, "anchor"), f"'{key}' lasts several days", "edge: first, or edge: last")


def _check_habits(
    preparation: model.Preparation, path: Steps, rules: model.Rules, values: Values
) -> None:
    """Check that each habit follows one above; only a dry run has milestones to follow."""
    milestones = [key for one in rules.timetables.values() for key in one.milestones]
    above: dict[str, Collection[str]] = {}  # with the milestones that may be named after each
    for key, habit in preparation.habits.items():
        rule, where = habit.rule, (*path, key, "rule")
        if isinstance(rule, model.DryRun) and any(above.values()):
            values.wrong(where, f"'{key}' is a second dry run", "keep one of them")
        if isinstance(rule, model.AfterHabit):
            known = {"anchor": above, "milestone": above.get(rule.anchor, milestones)}
            values.check_names(rule, where, known)
        above[key] = milestones if isinstance(rule, model.DryRun) else ()
