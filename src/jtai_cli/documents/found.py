"""What is found on a page, and what is wrong with it."""

from enum import StrEnum

from jtai_cli.documents.language import Language
from jtai_cli.errors import JtaiError
from jtai_cli.records import dataclass


class Code(StrEnum):
    """What is wrong, as scripts are told."""

    STALE_BLOCK = "stale-block"
    STALE_DATE = "stale-date"
    WEEKDAY = "weekday"
    NO_SUCH_DATE = "no-such-date"
    DATE_MISMATCH = "date-mismatch"
    NON_WORKING_DAY = "non-working-day"
    BAD_MARKER = "bad-marker"
    UNREADABLE = "unreadable"
    NO_MARKER = "no-marker"


class Severity(StrEnum):
    """Whether a problem fails a check."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True, slots=True)
class Problem:
    """Something wrong with a page, at a line (from 1)."""

    line: int
    code: Code
    message: str
    hint: str | None = None
    severity: Severity = Severity.ERROR


class MarkKind(StrEnum):
    """What is found on a page: a block, a date in markers or in a sentence, another marker."""

    BLOCK = "block"
    DATE = "date"
    SENTENCE = "sentence"
    MARKER = "marker"


@dataclass(frozen=True, slots=True)
class Mark:
    """A marker on a page, or a date in a sentence.

    `name` is the block's, the milestone's, the marker's, or the date as it is written;
    `settings` are as written. `says` is the date as it should stand, or as it is read in a
    sentence; it is empty where there is none.
    """

    line: int
    kind: MarkKind
    name: str
    settings: str = ""
    says: str = ""


@dataclass(frozen=True, slots=True)
class Page:
    """A page as it was read: what messages call it, and its text, line ends and all.

    `language` is what it is written in where its path's ending does not tell.
    """

    path: str
    text: str
    language: Language | None = None


@dataclass(frozen=True, slots=True)
class Refreshed:
    """A page as it should be; where a marker is bad, `text` is that of the page as it was.

    `marks` stand in the order of their lines.
    `unheld` tells why the dates of its sentences, of which there are some, were held against
    no milestone.
    """

    page: Page
    text: str
    marks: tuple[Mark, ...] = ()
    problems: tuple[Problem, ...] = ()
    unheld: JtaiError | None = None

    @property
    def is_broken(self) -> bool:
        """Whether a marker cannot be understood, so that nothing may be written."""
        return any(one.code is Code.BAD_MARKER for one in self.problems)


def too_many(what: str, most: int) -> Problem:
    """Tell that a page holds more of something than is looked at."""
    return Problem(1, Code.UNREADABLE, f"holds more than {most:,} {what}", "several pages")
