"""What a marker speaks of: an inspection of the plan, or one known date, and what goes with it."""

from collections.abc import Mapping

from jtai_cli import dates
from jtai_cli.errors import UsageError
from jtai_cli.plan import Known
from jtai_cli.records import dataclass, replace

_KNOWN_BY = ("inspection", "fieldwork", "notified", "known")
KEYS = (*_KNOWN_BY, "theme", "timetable", "principal_authority")
"""The settings that tell what a marker speaks of."""

_FIELDWORK, _NOTIFICATION = "fieldwork", "notification"


@dataclass(frozen=True, slots=True)
class Subject:
    """An inspection by its name, or by the one date that is known of it.

    What is told of it besides wins over what the plan says.
    """

    inspection: str | None = None
    known: Known | None = None
    theme: str | None = None
    timetable: str | None = None
    principal_authority: str | None = None

    @property
    def of(self) -> str:
        """What stands behind the name of one of its dates: " of kingston-2025"."""
        return f" of {self.inspection}" if self.inspection else ""


def is_named(values: Mapping[str, str]) -> bool:
    """Tell whether settings say by themselves which inspection is spoken of."""
    return any(key in values for key in _KNOWN_BY)


def told(values: Mapping[str, str]) -> Subject:
    """Read the one that settings name.

    Raises:
        UsageError: they name none, or more than one, or it cannot be read.
        DateError: a date cannot be read, or does not exist.
    """
    named = [key for key in _KNOWN_BY if key in values]
    if not named:
        raise UsageError("no inspection and no known date is given", "inspection=NAME")
    if len(named) > 1:
        raise UsageError(
            f"{' and '.join(named)} are {len(named)} known dates, and one is counted from",
            f"only {named[0]}=…",
        )
    text = values[named[0]]
    if named[0] == "inspection":
        return with_told(Subject(inspection=text), values)
    known = {
        "fieldwork": lambda: _known(_FIELDWORK, text),
        "notified": lambda: _known(_NOTIFICATION, text),
        "known": lambda: _any_known(text),
    }
    return with_told(Subject(known=known[named[0]]()), values)


def with_told(subject: Subject, values: Mapping[str, str]) -> Subject:
    """Return a subject with what settings tell of it."""
    return replace(
        subject,
        theme=values.get("theme", subject.theme),
        timetable=values.get("timetable", subject.timetable),
        principal_authority=values.get("principal_authority", subject.principal_authority),
    )


def _any_known(text: str) -> Known:
    milestone, equals, day = text.partition("=")
    if not equals:
        milestone, equals, day = text.partition(":")
    if not equals:
        raise UsageError(f"'{text}' is not MILESTONE=DATE", "known=publication=2025-04-28")
    return _known(milestone.strip(), day)


def _known(milestone: str, text: str) -> Known:
    """Read a known date, or a first and a last day, "A..B"."""
    first_text, dots, last_text = text.partition("..")
    if not dots:
        return Known(milestone, dates.read(text))
    first, last = dates.read(first_text), dates.read(last_text)
    if last < first:
        raise UsageError(f"{text} ends before it begins", f"{last}..{first}")
    return Known(milestone, first, last)
