"""The lines of a calendar that tell when something is: the others are never read.

icalendar takes long over each line and over each value, and most of a calendar is invitations,
so that these are left out before, and what remains is counted.
"""

import re
from collections.abc import Iterator

_MOST_VALUES = 40_000
# A line, and those that go on with it (RFC 5545, 3.1).
_LINE = re.compile(r"[^\n]++(?:\n[ \t][^\n]*+)*+")
_NAME = re.compile(r"[A-Za-z0-9-]++(?=[:;])")
_TOLD = {
    "BEGIN", "END", "DTSTART", "DTEND", "DURATION", "EXDATE", "EXRULE", "RDATE", "RECURRENCE-ID",
    "RRULE", "STATUS", "SUMMARY", "TZID", "TZNAME", "TZOFFSETFROM", "TZOFFSETTO", "UID",
}  # fmt: skip


class TooMuchError(Exception):
    """A calendar that tells more than is read."""

    def __init__(self) -> None:
        super().__init__(f"holds more than {_MOST_VALUES:,} values that tell of dates")


def telling(content: str) -> str:
    """Return the lines of a calendar that tell when something is, and those without a name.

    Raises:
        TooMuchError: they hold more values than are read.
    """
    kept = "\n".join(_kept(content))
    if sum(map(kept.count, "\n,;:")) > 2 * _MOST_VALUES:
        raise TooMuchError
    return kept


def _kept(content: str) -> Iterator[str]:
    for line in _LINE.finditer(content):
        name = _NAME.match(line[0])
        is_told = name[0].upper() in _TOLD if name else not line[0].isspace()
        if is_told:
            yield line[0]
