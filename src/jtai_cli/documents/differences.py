"""What differs between the lines of a block as it is and as it should be, in a few words."""

import re
from collections.abc import Iterable, Sequence
from itertools import zip_longest

from jtai_cli.errors import printable

_LONGEST = 60
"""How much of a line is quoted."""
_WORD = re.compile(r"\w+")


def told(old: Sequence[str], new: Sequence[str]) -> str:
    """Tell how lines differ from what they should be: the first that does, and how many more.

    >>> told(["Notification: 3 March"], ["Notification: 4 March"])
    "is out of date: 'Notification: 3 March' should be 'Notification: 4 March'"
    """
    was, should = _without_blanks(old), _without_blanks(new)
    if not was:
        return "is empty"
    pairs = [pair for pair in zip_longest(was, should) if pair[0] != pair[1]]
    if not pairs:
        return "is out of date: blanks or empty lines are not as they should be"
    # A line of rules is as wide as its column, and tells nothing by itself.
    pairs = [pair for pair in pairs if _words(pair[0]) != _words(pair[1])] or pairs
    more = len(pairs) - 1
    rest = "" if more == 0 else f", and {more} more line{'s' if more > 1 else ''}"
    return f"is out of date: {_pair(*pairs[0])}{rest}"


def _words(line: str | None) -> list[str]:
    return _WORD.findall(line or "")


def _pair(was: str | None, should: str | None) -> str:
    if was is None:
        return f"{_quoted(should)} is missing"
    if should is None:
        return f"{_quoted(was)} should not be there"
    return f"{_quoted(was)} should be {_quoted(should)}"


def _without_blanks(lines: Iterable[str]) -> list[str]:
    return [plain for line in lines if (plain := " ".join(line.split()))]


def _quoted(line: str | None) -> str:
    text = printable(line or "")
    return f"'{text}'" if len(text) <= _LONGEST else f"'{text[:_LONGEST]}…'"
