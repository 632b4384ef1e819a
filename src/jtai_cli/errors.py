"""The errors that people can cause, as one tree: JtaiError. Only `main` catches them."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from difflib import get_close_matches

CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
"""Control characters, and what XML cannot hold (XML 1.0, 2.2), but not tabs and line ends."""
LONGEST_QUOTE = 80  # characters of people's own text that an error repeats


def quoted(text: str, longest: int = LONGEST_QUOTE) -> str:
    """Return people's text as errors repeat it: on one line, shortened, with nothing hidden."""
    begun = text[: longest + 1]
    shown = "".join(c if c.isprintable() else c.encode("unicode_escape").decode() for c in begun)
    return shown if len(shown) <= longest else f"{shown[: longest - 1]}…"


def reason(error: OSError | ValueError) -> str:
    """Say why the system refuses a path or a write; a zero byte in a path is a ValueError."""
    return str(getattr(error, "strerror", None) or error).lower()


class JtaiError(Exception):
    """A problem that the reader can solve: one line, and what to try next."""

    def __init__(self, message: str, hint: str | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint


class DateError(JtaiError, ValueError):
    """A date that cannot be read, does not exist or falls on another weekday."""


class NotAWorkingDayError(JtaiError):
    """A known date that is not a working day; `why` is the reason in short: "Good Friday"."""

    why = ""


class OutOfRangeError(JtaiError):
    """A day outside the years whose bank holidays are known."""


class AmbiguousError(JtaiError):
    """A question with no answer, or with more than one."""


class UsageError(JtaiError):
    """Options or facts that do not go together, or one that is missing."""


class UnknownNameError(JtaiError):
    """A name that is not known; the hint is `command` and the nearest known name, or all names."""

    def __init__(self, kind: str, name: str, known: Iterable[str], *, command: str = "") -> None:
        names = list(known)
        hint = f"one of: {', '.join(names)}" if names else None
        if nearest := nearest_name(name, names):
            hint = f"{command} {nearest}".strip()
        super().__init__(f"no {kind} called '{quoted(name)}'", hint)


def nearest_name(name: str, known: Iterable[str], cutoff: float = 0.6) -> str | None:
    """Return the known name most likely meant: the only one that begins with it, or the closest."""
    names = list(known)
    begun = [one for one in names if name and one.startswith(name.lower())]
    if len(begun) == 1:
        return begun[0]
    close = get_close_matches(name.lower()[:100], names, n=1, cutoff=cutoff)
    return close[0] if close else None


class FileError(JtaiError):
    """A file that cannot be read or written."""


@dataclass(frozen=True)
class Fault:
    """One thing wrong in a file: its line (from 1; None without one), the problem, the remedy."""

    line: int | None
    problem: str
    remedy: str | None = None

    def in_file(self, place: str) -> FileError:
        """Return the error that reports this fault alone."""
        line = "" if self.line is None else f":{self.line}"
        return FileError(f"{place}{line}: {self.problem}", self.remedy)


class FaultyFileError(FileError):
    """A file whose content is wrong; `faults` lists all that is wrong, in the order of the file."""

    def __init__(self, place: str, faults: tuple[Fault, ...]) -> None:
        first = faults[0].in_file(place)
        more = f" (and {len(faults) - 1} more)" if len(faults) > 1 else ""
        super().__init__(f"{first.message}{more}", first.hint)
        self.place = place
        self.faults = faults
