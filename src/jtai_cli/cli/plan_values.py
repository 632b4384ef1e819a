"""What `jtai plan set` is told, KEY=VALUE, as edits of a plan."""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence

from jtai_cli.cli import asked
from jtai_cli.errors import UnknownNameError, UsageError
from jtai_cli.frameworks import Frameworks
from jtai_cli.load.words import invisible
from jtai_cli.milestones import Edge
from jtai_cli.plan import PlannedInspection
from jtai_cli.records import dataclass
from jtai_cli.save import Value

Edits = dict[tuple[str, ...], Value | None]
"""What is set, by the keys that lead to it from the inspection; None takes it away."""

KEYS = (
    "area", "theme", "timetable", "fieldwork", "notified", "known.MILESTONE", "stated.MILESTONE",
    "closures", "principal_authority", "owners.MILESTONE", "done", "local.KEY.title",
    "local.KEY.anchor", "local.KEY.working_days", "local.KEY.edge", "local.KEY.who",
)  # fmt: skip
_SAME = {"known.fieldwork": "fieldwork", "known.notification": "notified"}
_NUMBER = re.compile(r"[+-]?[0-9]{1,4}")


def given(values: Iterable[str]) -> dict[str, str]:
    """Part values at their equals signs.

    Raises:
        UsageError: a value has none or holds what does not show, or a key is given twice.
    """
    told: dict[str, str] = {}
    for text in values:
        key, equals, value = (part.strip() for part in text.partition("="))
        if not equals:
            raise UsageError(f"'{text}' is not KEY=VALUE", "fieldwork=2025-03-03")
        key = _SAME.get(key, key)
        if key in told:
            raise UsageError(f"{key} is given twice", "give it once")
        if found := invisible(value):
            raise UsageError(f"{key} holds {found}", "delete it")
        told[key] = value
    return told


def edits(
    told: Mapping[str, str],
    before: PlannedInspection | None,
    rules: Frameworks,
    dates: asked.Dates,
) -> Edits:
    """Read values as people write them; another known date takes the place of the one there is.

    Raises:
        UsageError: a value cannot be one of its key, or two known dates are given.
        UnknownNameError: a key, a theme, a timetable or a milestone is not known.
        DateError: a date cannot be read, or does not exist.
    """
    official = dict.fromkeys(key for t in rules.timetables.values() for key in t.milestones)
    added = [key.split(".")[1] for key in told if key.startswith("local.")]
    local = [*(before.local if before else ()), *added]
    reading = _Reading(rules, tuple(official), tuple(dict.fromkeys(local)), dates)
    found = _other_known_dates(told, before)
    for key, text in told.items():
        found |= reading.edit(key, text)
    return found


def _other_known_dates(told: Mapping[str, str], before: PlannedInspection | None) -> Edits:
    """Take away the known date there is, where another one is given."""
    known = [key for key, text in told.items() if text and is_known_date(key)]
    if len(known) > 1:
        raise UsageError(
            f"{' and '.join(known)} are {len(known)} known dates, and one is counted from",
            f"only {known[0]}",
        )
    if not known or before is None:
        return {}
    there: dict[tuple[str, ...], object] = {
        ("fieldwork",): before.fieldwork,
        ("fieldwork_last",): before.fieldwork_last,
        ("notified",): before.notified,
        **{("known", key): day for key, day in before.known.items()},
    }
    kept = tuple(known[0].split("."))
    return {path: None for path, day in there.items() if day is not None and path != kept}


def is_known_date(key: str) -> bool:
    """Tell whether a key gives the one date that is counted from."""
    return key in {"fieldwork", "notified"} or key.startswith("known.")


@dataclass(frozen=True, slots=True)
class _Reading:
    """Reads the values of one inspection: the names that are known, and how dates are read."""

    rules: Frameworks
    official: tuple[str, ...]
    local: tuple[str, ...]
    dates: asked.Dates

    def edit(self, key: str, text: str) -> Edits:
        """Read one value, or several that one text tells."""
        path = tuple(key.split("."))
        match path:
            case ("fieldwork",):
                return self._fieldwork(text)
            case ("local", _):
                if text:
                    raise UsageError(f"{key} has parts: title, anchor, working_days", f"{key}=")
                return {path: None}
            case _:
                read = self._reader(path)
                return {path: read(text) if text else None}

    def _fieldwork(self, text: str) -> Edits:
        if not text:
            return {("fieldwork",): None, ("fieldwork_last",): None}
        period = self.dates.period(text)
        last = period.last if ".." in text else None
        return {("fieldwork",): period.first, ("fieldwork_last",): last}

    def _reader(self, path: tuple[str, ...]) -> Callable[[str], Value]:
        """Return what reads the value of a key."""
        match path:
            case ("known" | "stated" | "owners" as table, milestone):
                every = self.official if table == "known" else self.milestones
                _named("milestone", milestone, every)
                return str if table == "owners" else self.dates.one
            case ("local", _, part):
                name = f"local.KEY.{part}"
            case _:
                name = ".".join(path)
        readers: dict[str, Callable[[str], Value]] = {
            "area": str,
            "theme": lambda text: _named("theme", text, self.rules.themes),
            "timetable": lambda text: _named("timetable", text, self.rules.timetables),
            "notified": self.dates.one,
            "closures": self._closures,
            "principal_authority": str,
            "done": lambda text: [self._milestone(key) for key in _parts(text)],
            "local.KEY.title": str,
            "local.KEY.anchor": self._milestone,
            "local.KEY.working_days": _whole,
            "local.KEY.edge": lambda text: _named("edge", text, [str(edge) for edge in Edge]),
            "local.KEY.who": str,
        }
        if name not in readers:
            raise UnknownNameError.among("key of an inspection", ".".join(path), KEYS)
        return readers[name]

    @property
    def milestones(self) -> tuple[str, ...]:
        """The keys of all milestones, the local ones last."""
        return (*self.official, *self.local)

    def _milestone(self, text: str) -> str:
        return _named("milestone", text, self.milestones)

    def _closures(self, text: str) -> Sequence[str]:
        periods = [self.dates.period(part) for part in _parts(text)]
        return [f"{period.first}..{period.last}" for period in periods]


def _parts(text: str) -> list[str]:
    """Part a text at its commas; what stands twice is taken once."""
    return list(dict.fromkeys(part for part in map(str.strip, text.split(",")) if part))


def _named(kind: str, name: str, names: Iterable[str]) -> str:
    return asked.named(kind, name, names, "")


def _whole(text: str) -> int:
    if not _NUMBER.fullmatch(text):
        raise UsageError(f"'{text}' is not a number of working days", "3, or -3 for before")
    return int(text)
