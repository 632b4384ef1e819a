"""What is typed after `jtai plan set`, KEY=VALUE, as changes of a plan."""

import re
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from typing import TypeVar

from jtai_cli.cli.commands import Call
from jtai_cli.cli.parsing import named
from jtai_cli.errors import UnknownNameError, UsageError, nearest_name, quoted
from jtai_cli.files.plans import Value
from jtai_cli.files.text import refuse_unprintable
from jtai_cli.files.values import Keys
from jtai_cli.kinds import Edge
from jtai_cli.plan import Inspection

KEYS = (
    "area", "theme", "timetable", "fieldwork", "notified", "known.MILESTONE", "stated.MILESTONE",
    "closures", "extra_bank_holidays", "without_bank_holidays", "principal_authority", "contact",
    "owners.MILESTONE", "notes.MILESTONE", "done", "rehearsal", "local.KEY.title",
    "local.KEY.anchor", "local.KEY.working_days", "local.KEY.edge", "local.KEY.who",
)  # fmt: skip
_SAME = {"known.fieldwork": "fieldwork", "known.notification": "notified"}
_FORMS = {
    "rehearsal": ("(?i)true|yes|false|no", "is neither true nor false", "rehearsal=true"),
    "local.KEY": ("(?!)", "is no value: a local milestone has parts", "local.KEY.title=TEXT"),
    "local.KEY.working_days": (
        "[+-]?[0-9]{1,4}",
        "is not a number of working days",
        "3, or -3 for before",
    ),
}
"""What values must look like: a pattern, and what is said of any other text."""
_T = TypeVar("_T", str, date)
Typed = Mapping[str, str]


def typed(values: Iterable[str]) -> Typed:
    """Part values at their equals signs."""
    found: dict[str, str] = {}
    for text in values:
        key, equals, value = (part.strip() for part in text.partition("="))
        if not equals:
            raise UsageError(f"'{quoted(text)}' is not KEY=VALUE", "fieldwork=2025-03-03")
        key = _SAME.get(key, key)
        if key in found:
            raise UsageError(f"{quoted(key)} is given twice", "give it once")
        if value:
            refuse_unprintable(value, quoted(key))
        found[key] = value
    return found


def changes(
    name: str, values: Typed, before: Inspection | None, call: Call
) -> dict[Keys, Value | None]:
    """Read values as people write them; another known date takes the place of the one there is."""
    dates = ("fieldwork", "notified", "known.")
    known = [key for key, text in values.items() if text and key.startswith(dates)]
    if before is None and not known:
        problem = f"'{quoted(name)}' is not in the plan yet, and needs a known date"
        raise UsageError(problem, "fieldwork=2025-03-03")
    if len(known) > 1:
        raise UsageError(f"give only one known date, not {' and '.join(known)}", f"only {known[0]}")
    if day := values.get("stated.fieldwork"):
        problem = "fieldwork is known or calculated, never stated"
        raise UsageError(problem, f"jtai plan set {name} fieldwork={quoted(day)}")
    found: dict[Keys, Value | None] = {}
    if known and before is not None:
        # However it is written; `known` goes as a whole, unless another one comes into it.
        now = tuple(known[0].split("."))
        written = ("fieldwork",), ("notified",), ("known", before.known.milestone)[: len(now)]
        found |= {keys: None for keys in written if keys != now}
    timetables = call.rules.timetables.values()
    official = {key: one.title for each in timetables for key, one in each.milestones.items()}
    added = [key.split(".")[1] for key in values if re.match(r"local\.[^.]+\.", key)]
    local = {key: key for key in (*(before.local if before else ()), *added)}
    every = {**official, **local}
    kinds = {f"known.{key}": "known.MILESTONE" for key in official}
    for kind in ("stated", "owners", "notes"):
        kinds |= {f"{kind}.{key}": f"{kind}.MILESTONE" for key in every}
    readers = _readers(call, every)
    for key, text in values.items():
        path = tuple(key.split("."))
        kind = ".".join(("local", "KEY", *path[2:])) if path[0] == "local" else kinds.get(key, key)
        if kind not in readers:
            own = f"stated.{key}" if key in every else None
            nearest = own or nearest_name(key, [*KEYS, *kinds])
            hint = f"{nearest}={quoted(text)}" if nearest else f"one of: {', '.join(KEYS)}"
            raise UnknownNameError(f"no key of an inspection called '{quoted(key)}'", hint)
        if text and kind in _FORMS and not re.fullmatch(_FORMS[kind][0], text):
            raise UsageError(f"'{quoted(text)}' {_FORMS[kind][1]}", _FORMS[kind][2])
        try:
            found[path] = readers[kind](text) if text else None
        except UnknownNameError as error:
            error.hint = re.sub(r"^(?!one of: )", f"{key}=", error.hint or "")
            raise
    return found


def _readers(call: Call, every: Mapping[str, str]) -> Mapping[str, Callable[[str], Value]]:
    """Return what reads each key; `every` has the titles of milestones by key."""

    def key(kind: str, known: Mapping[str, object] | Iterable[str]) -> Callable[[str], str]:
        return lambda text: named(kind, text, known, " ")

    def several(read: Callable[[str], _T]) -> Callable[[str], list[_T]]:
        """Read what stands between commas; what stands twice is taken once."""
        parts = re.compile(r"\s*([^,]*[^,\s])")
        return lambda text: list(map(read, dict.fromkeys(parts.findall(text))))

    def span(text: str) -> str:
        return "{}..{}".format(*call.period(text))

    return {
        **dict.fromkeys((*KEYS, "local.KEY"), str),
        "theme": key("theme", call.rules.themes),
        "timetable": key("timetable", call.rules.timetables),
        "fieldwork": lambda text: span(text) if ".." in text else call.day(text),
        "notified": call.day,
        "known.MILESTONE": call.day,
        "stated.MILESTONE": call.day,
        "closures": several(span),
        "extra_bank_holidays": several(call.day),
        "without_bank_holidays": several(call.day),
        "done": several(key("milestone", every)),
        "rehearsal": lambda text: text.lower() in {"true", "yes"},
        "local.KEY.anchor": key("milestone", every),
        "local.KEY.working_days": int,
        "local.KEY.edge": key("edge", Edge),
    }
