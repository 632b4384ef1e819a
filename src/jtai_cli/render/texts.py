"""Texts that people wrote: what no file can show is refused, the rest made fit for its place."""

import re
import unicodedata
from collections.abc import Iterable

from jtai_cli.errors import UsageError, printable

_BREAKS = re.compile(r"\r\n|[\r\n\u2028\u2029]")
_SPACED = "\t\r\n"
_NOT_CHARACTERS = "\ufffe\uffff"  # which XML cannot hold (XML 1.0, 2.2)
_TOLD = 40
"""How much of a text a refusal repeats."""
_JOINERS = "\u200c\u200d"  # which emoji and some scripts are put together with


def refuse_unshowable(texts: Iterable[str]) -> None:
    """Refuse control characters, which terminals obey and XML cannot hold.

    Raises:
        UsageError: a text holds one.
    """
    for text in texts:
        if text.isprintable():
            continue
        for character in text:
            is_control = unicodedata.category(character) in {"Cc", "Cs"}
            if (is_control and character not in _SPACED) or character in _NOT_CHARACTERS:
                told = printable(text if len(text) <= _TOLD else f"{text[:_TOLD]}…")
                raise UsageError(
                    f"'{told}' holds the control character U+{ord(character):04X}, "
                    "which cannot be shown",
                    "the text without it",
                )


def lines(text: str) -> list[str]:
    """Divide a text into its lines, tabs turned into blanks."""
    return _BREAKS.split(text.replace("\t", " "))


def one_line(text: str) -> str:
    """Set a text on one line."""
    return " ".join(lines(text))


def for_terminal(text: str) -> str:
    r"""Set a text on one line, marks that would turn its direction written as escapes.

    >>> print(for_terminal("two\nlines \u202eturned"))
    two lines \u202eturned
    """
    return "".join(c if c in _JOINERS else printable(c) for c in one_line(text))
