"""What properties hold: text that every reader gets back as it was, and whole hours."""

import re
import unicodedata
from datetime import timedelta

from icalendar import vDuration, vText

from jtai_cli.errors import UsageError, printable

# Line and paragraph separators end a line for some readers, and half a character has no bytes.
_REFUSED = {"Cc", "Cs", "Zl", "Zp"}
_ESCAPED = re.compile(r"[\\;,]")
_HOUR = timedelta(hours=1)
_SHOWN = 40


class Text(vText):
    """Text as RFC 5545 3.3.11 escapes it."""

    __slots__ = ()

    @classmethod
    def of(cls, lines: str) -> "Text":
        """Take lines, in which there may be tabs.

        Raises:
            UsageError: another control character, or half a character, stands in them.
        """
        one_line(lines.replace("\n", " ").replace("\t", " "), "the text of the rules")
        return cls(lines)

    def to_ical(self) -> bytes:
        r"""Escape the text; icalendar's own takes the `\N` of `C:\New` for a line break."""
        return _ESCAPED.sub(r"\\\g<0>", self).replace("\n", r"\n").encode()


class Hours(vDuration):
    """A duration in hours alone, for a reader that knows no days: -PT63H."""

    def to_ical(self) -> bytes:
        """Write whole hours, before something when they are negative."""
        hours, rest = divmod(abs(self.td), _HOUR)
        assert not rest, "an alarm is told in whole hours"
        return f"{'-' if self.td < timedelta() else ''}PT{hours}H".encode()


def one_line(text: str, what: str) -> str:
    """Return a text that is one line; `what` names it in the refusal.

    Marks of direction, emoji and all that shows are kept as they are.

    Raises:
        UsageError: it holds a line break, a control character or half a character.
    """
    for place, character in enumerate(text):
        if unicodedata.category(character) in _REFUSED:
            before = printable(text[max(0, place - _SHOWN) : place])
            where = f" after '{before}'" if before else ""
            raise UsageError(
                f"{printable(what)} holds the character U+{ord(character):04X}{where}, "
                "which a calendar cannot carry",
                "leave out line breaks and control characters",
            )
    return text
