"""The errors that people can cause, as one tree.

JtaiError
├── DateError             a date that cannot be read, does not exist or has another weekday
├── NotAWorkingDayError   a known date that falls on a weekend, bank holiday or closure
├── UnknownNameError      a theme, milestone, timetable, division, format … that is not there
├── OutOfRangeError       a day beyond the bank holidays that are known
├── AmbiguousError        no answer, or more than one, where one was asked for
├── FileError             a file that cannot be read or written
│   └── FaultyFileError   a file whose content is wrong: every fault with its place
└── UsageError            options that do not go together
"""

from collections.abc import Iterable
from difflib import get_close_matches
from errno import ENOSPC, EROFS

from jtai_cli.records import dataclass

_WORDS = {
    ENOSPC: "the disk is full",
    EROFS: "its file system is read-only",
}


def printable(text: str) -> str:
    r"""Write text on one line; what a terminal would obey, or not show, becomes an escape.

    >>> print(printable("new\nline.yaml"))
    new\nline.yaml
    """
    return "".join(c if c.isprintable() else c.encode("unicode_escape").decode() for c in text)


def reason(error: OSError | ValueError) -> str:
    """Say why the system refuses a path, in the same words whichever Python asked it.

    A ValueError tells of a path that no system takes, such as one with a zero byte.
    """
    if isinstance(error, OSError):
        return _WORDS.get(error.errno or 0) or (error.strerror or str(error)).lower()
    return "no file can have such a name"


class JtaiError(Exception):
    """A problem that the reader can mend: one line, and what to try next."""

    def __init__(self, message: str, hint: str | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint


class DateError(JtaiError, ValueError):
    """A date that cannot be read, does not exist or falls on another weekday."""


class NotAWorkingDayError(JtaiError):
    """A known date that is not a working day."""


class OutOfRangeError(JtaiError):
    """A day outside the years whose bank holidays are known."""


class AmbiguousError(JtaiError):
    """A question with no answer, or with more than one."""


class UsageError(JtaiError):
    """Options that do not go together, or one that is missing."""


class UnknownNameError(JtaiError):
    """A name that is not among the known ones."""

    @classmethod
    def among(
        cls, kind: str, name: str, known: Iterable[str], *, command: str = ""
    ) -> "UnknownNameError":
        """Name the unknown thing and, as the hint, the nearest known name or all of them."""
        names = list(known)
        begun = [known for known in names if name and known.startswith(name.lower())]
        close = begun if len(begun) == 1 else get_close_matches(name.lower(), names, n=1)
        if close:
            return cls(f"no {kind} called '{name}'", f"{command} {close[0]}".strip())
        return cls(f"no {kind} called '{name}'", f"one of: {', '.join(names)}" if names else None)


class FileError(JtaiError):
    """A file that cannot be read or written."""


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing wrong in a file: its line (from 1; None without one), the problem, the remedy."""

    line: int | None
    problem: str
    remedy: str | None = None


class FaultyFileError(FileError):
    """A file whose content is wrong; carries every fault, in the order of the file."""

    def __init__(self, place: str, faults: tuple[Fault, ...]) -> None:
        assert faults, "a faulty file has a fault"
        first = faults[0]
        line = "" if first.line is None else f":{first.line}"
        more = f" (and {len(faults) - 1} more)" if len(faults) > 1 else ""
        super().__init__(f"{place}{line}: {first.problem}{more}", first.remedy)
        self.place = place
        self.faults = faults
