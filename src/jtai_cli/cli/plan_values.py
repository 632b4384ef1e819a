"""What is typed after `jtai plan set`, KEY=VALUE, as changes of a plan."""

import re
from collections.abc import Callable, Iterable, Mapping

from jtai_cli.cli.options import named
from jtai_cli.cli.question import Question
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
_OF_A_MILESTONE = ("known", "stated", "owners", "notes")
_NUMBER = re.compile(r"[+-]?[0-9]{1,4}")
_TRUTHS = {"true": True, "yes": True, "false": False, "no": False}
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


def known_dates(values: Typed) -> list[str]:
    """Return the keys that give a date which is counted from."""
    keys = ("fieldwork", "notified")
    return [key for key, text in values.items() if text and key.startswith((*keys, "known."))]


def changes(
    name: str, values: Typed, before: Inspection | None, question: Question
) -> dict[Keys, Value | None]:
    """Read values as people write them; another known date takes the place of the one there is."""
    known = known_dates(values)
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
    timetables = question.rules.timetables.values()
    official = {key: one.title for each in timetables for key, one in each.milestones.items()}
    added = [key.split(".")[1] for key in values if re.match(r"local\.[^.]+\.", key)]
    local = {key: key for key in (*(before.local if before else ()), *added)}
    every = {**official, **local}
    readers = _readers(question, every)
    of_milestones = {f"known.{key}": "known.MILESTONE" for key in official}
    for kind in _OF_A_MILESTONE[1:]:
        of_milestones |= {f"{kind}.{key}": f"{kind}.MILESTONE" for key in every}
    for key, text in values.items():
        path = tuple(key.split("."))
        kind = of_milestones.get(key, key)
        if path[0] == "local":
            kind = ".".join(("local", "KEY", *path[2:]))
        if kind not in readers:
            own = f"stated.{key}" if key in every else None
            nearest = own or nearest_name(key, [*KEYS, *of_milestones])
            hint = f"{nearest}={quoted(text)}" if nearest else f"one of: {', '.join(KEYS)}"
            raise UnknownNameError(f"no key of an inspection called '{quoted(key)}'", hint)
        try:
            found[path] = readers[kind](text) if text else None
        except UnknownNameError as error:
            error.hint = re.sub(r"^(?!one of: )", f"{key}=", error.hint or "")
            raise
    return found


def _readers(question: Question, every: Mapping[str, str]) -> Mapping[str, Callable[[str], Value]]:
    """Return what reads each key; `every` has the titles of milestones by key."""

    def days(text: str) -> Value:
        return [question.day(part) for part in _parts(text)]

    def span(text: str) -> str:
        return "{}..{}".format(*question.period(text))

    return {
        **dict.fromkeys(KEYS, str),
        "theme": _key("theme", question.rules.themes),
        "timetable": _key("timetable", question.rules.timetables),
        "fieldwork": lambda text: span(text) if ".." in text else question.day(text),
        "notified": question.day,
        "known.MILESTONE": question.day,
        "stated.MILESTONE": question.day,
        "closures": lambda text: list(map(span, _parts(text))),
        "extra_bank_holidays": days,
        "without_bank_holidays": days,
        "done": lambda text: list(map(_key("milestone", every), _parts(text))),
        "rehearsal": _yes_or_no,
        "local.KEY": _no_value,
        "local.KEY.anchor": _key("milestone", every),
        "local.KEY.working_days": _whole,
        "local.KEY.edge": _key("edge", {edge: edge for edge in Edge}),
    }


def _key(kind: str, known: Mapping[str, object]) -> Callable[[str], str]:
    return lambda text: named(kind, text, known, command=" ")


def _parts(text: str) -> list[str]:
    """Part a text at its commas; what stands twice is taken once."""
    return list(dict.fromkeys(part for part in map(str.strip, text.split(",")) if part))


def _whole(text: str) -> int:
    if not _NUMBER.fullmatch(text):
        problem = f"'{quoted(text)}' is not a number of working days"
        raise UsageError(problem, "3, or -3 for before")
    return int(text)


def _no_value(text: str) -> str:
    raise UsageError(
        f"'{quoted(text)}' is no value: a local milestone has parts", "local.KEY.title=TEXT"
    )


def _yes_or_no(text: str) -> bool:
    if text.lower() not in _TRUTHS:
        raise UsageError(f"'{quoted(text)}' is neither true nor false", "rehearsal=true")
    return _TRUTHS[text.lower()]
