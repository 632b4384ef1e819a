"""What dates look like, in words, in ISO and with slashes, and of which parts they are made.

Years have four digits.
"""

import re
from enum import Enum

from jtai_cli.dates import MONTHS, WEEKDAYS
from jtai_cli.records import dataclass

_SPACE = r"(?:[^\S\r\n]++|&(?:nbsp|#160|#[xX][aA]0);)"
LINE_END = r"(?:\r\n?|\n)"
# Possessive: a long run of blanks is walked once, however often a date fails behind it.
_BLANK = rf"(?:{_SPACE}++(?:{LINE_END}{_SPACE}*+)?+|{LINE_END}{_SPACE}*+)"
_LONG_DASH = r"(?:[–—]|&[nm]dash;)"
_DASH = rf"(?:-|{_LONG_DASH})"
# A hyphen that begins a line begins an entry of a list.
_UNTIL = rf"(?:{_BLANK}(?:to|until|till|{_LONG_DASH})|{_SPACE}++-){_BLANK}"

_WEEKDAY = (
    "Mon(?:day)?|Tue(?:s(?:day)?)?|Wed(?:s|nesday)?|Thu(?:r(?:s(?:day)?)?)?"
    "|Fri(?:day)?|Sat(?:urday)?|Sun(?:day)?"
)
_MONTH = (
    "Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?"
    "|Sep(?:t(?:ember)?)?|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?"
)
_NAMED = rf"(?:(?P<weekday>{_WEEKDAY})(?P<pause>\.?,?{_BLANK}(?:the{_BLANK})?))?"
_ORDINAL = "(?P<ordinal>st|nd|rd|th)?"
_NUMBER = rf"(?P<day>[0-9]{{1,2}}){_ORDINAL}"
_IN_MONTH = rf"(?P<gap>{_BLANK}(?:of{_BLANK})?)(?P<month>{_MONTH})(?![a-z])(?P<dot>\.?)"
_IN_YEAR = rf"(?P<space>,?{_BLANK})(?P<year>[0-9]{{4}})"
_ISO = f"{_NAMED}(?P<year>[0-9]{{4}})-(?P<month>[0-9]{{2}})-(?P<day>[0-9]{{2}})"
_SLASHED = f"{_NAMED}(?P<day>[0-9]{{1,2}})/(?P<month>[0-9]{{1,2}})/(?P<year>[0-9]{{4}})"
WEEKDAY_UNTIL = rf"\b(?:{_WEEKDAY}){_UNTIL}\Z"
"""A weekday, and a word or dash that leads to what stands behind."""
SHORT = 3
"""Letters that a short name of a weekday or a month has, at least."""


class Kind(Enum):
    """What a date is made of."""

    WORDS = "words"
    ISO = "iso"
    SLASHES = "slashes"


@dataclass(frozen=True, slots=True)
class Shape:
    """What a kind of date looks like: one day, the first of two, what joins them, what bounds them.

    `before` and `after` are looked at and not part of the date. `core` is what every such date
    holds, and begins with a digit.
    """

    core: str
    day: str
    first: str
    join: str
    before: str
    after: str


SHAPES = {
    Kind.WORDS: Shape(
        core=rf"[0-9](?<![0-9][0-9])[0-9]?+{_ORDINAL}{_IN_MONTH}{_IN_YEAR}",
        day=f"{_NAMED}{_NUMBER}{_IN_MONTH}{_IN_YEAR}",
        first=f"{_NAMED}{_NUMBER}(?:{_IN_MONTH}(?:{_IN_YEAR})?)?",
        join=rf"(?:{_UNTIL}|{_DASH}(?:{_BLANK})?+)",
        # Not the end of a version ("1.3 March 2025"), of a sum ("£3") or of a path.
        before=r"(?<!\w)(?<![0-9][.,:–—])(?<![-/\\=#~@£$€+])",
        after=r"(?!\w|[-/–]\w|[.,:][0-9])",
    ),
    Kind.ISO: Shape(
        core="[0-9]{4}-[0-9]{2}-[0-9]{2}",
        day=_ISO,
        first=_ISO,
        join=rf"(?:{_UNTIL}|[–—]|/|\.\.)",
        before=r"(?<!\w)(?<![-/\\=#~@%+.–])",
        # A time of day may follow ("2025-03-03T10:00"); the date is read without it.
        after=r"(?!(?!T[0-9]{2}:)\w|[-/\\=&@]|[.:]\w)",
    ),
    Kind.SLASHES: Shape(
        core="[0-9]{1,2}/[0-9]{1,2}/[0-9]{4}",
        day=_SLASHED,
        first=_SLASHED,
        join=rf"(?:{_UNTIL}|{_DASH}(?:{_BLANK})?+)",
        before=r"(?<!\w)(?<![-/\\=#~@£$€+.])",
        after=r"(?!\w|[-/\\=&@]|[.:]\w)",
    ),
}


@dataclass(frozen=True, slots=True)
class Parts:
    """A day as it is written, part by part; a part that is not there is empty."""

    weekday: str
    pause: str
    day: str
    month: str
    year: str
    ordinal: str = ""
    gap: str = ""
    dot: str = ""
    space: str = ""

    @property
    def month_number(self) -> int:
        """The month's number, from 1; of digits, the number they write."""
        return int(self.month) if self.month.isdigit() else month_index(self.month) + 1

    @property
    def weekday_number(self) -> int | None:
        """The weekday's number, Monday being 0; None where no weekday is written."""
        if not self.weekday:
            return None
        return [name[:SHORT] for name in WEEKDAYS].index(self.weekday[:SHORT].title())


def month_index(name: str) -> int:
    """Return the index of a month, whether its name is short or in full: 0 for January."""
    return [month[:SHORT] for month in MONTHS].index(name[:SHORT].title())


_FIRST = {kind: re.compile(shape.first, re.IGNORECASE) for kind, shape in SHAPES.items()}


def taken_apart(text: str, kind: Kind) -> Parts:
    """Take apart a day that is written in a way of that kind."""
    match = _FIRST[kind].fullmatch(text)
    assert match, "it was found by the same pattern"
    return Parts(**{name: part or "" for name, part in match.groupdict().items()})
