"""How a fault shows what was written, and what it offers instead."""

from collections.abc import Iterable
from difflib import get_close_matches
from itertools import islice
from unicodedata import category

from jtai_cli.errors import printable

MOST_FAULTS = 100
"""How many faults of one file are told."""

_LONGEST = 60
_MOST = 30
_INVISIBLE = {"Cc", "Cf", "Cs", "Zl", "Zp"}


def short(text: str) -> str:
    """Show a text on one line, cut where it is long."""
    cut = text if len(text) <= _LONGEST else text[:_LONGEST] + "…"
    return printable(cut)


def quoted(text: str) -> str:
    """Show a text on one line, cut where it is long, in quotation marks."""
    return f"'{short(text)}'"


def instead(name: str, known: Iterable[str]) -> str:
    """Offer the nearest of the known names or, when none is near, all of them."""
    names = list(islice(known, 1000))
    if close := nearest(name, names):
        return f"write {quoted(close)}"
    if not names:
        return "leave it out"
    more = ", …" if len(names) > _MOST else ""
    return f"one of: {', '.join(short(name) for name in names[:_MOST])}{more}"


def nearest(name: str, known: Iterable[str]) -> str | None:
    """Return the known name that is most like a name, or None when none is near.

    Where none is like it, the only one that begins with it is.
    """
    if not name or len(name) > _LONGEST:
        return None
    names, wanted = list(known), name.lower()
    if close := get_close_matches(wanted, names, n=1):
        return close[0]
    longer = [known_name for known_name in names if known_name.startswith(wanted)]
    return longer[0] if len(longer) == 1 else None


def invisible(text: str) -> str | None:
    """Name the first character of a text that does not show or that a terminal would obey."""
    found = next((c for c in text if not c.isprintable() and category(c) in _INVISIBLE), None)
    match found:
        case None:
            return None
        case "\n":
            return "a line break"
        case "\t":
            return "a tab"
        case _:
            return f"U+{ord(found):04X}, which does not show"
