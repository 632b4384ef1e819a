"""People's texts made fit for any page, and how wide they are.

A text stands on one line, its blanks single. Marks that would turn its direction, or that cannot
be seen, are written as escapes. Nothing in it can be taken for a marker of jtai's own.
"""

import re
import unicodedata
from functools import lru_cache

from jtai_cli.errors import printable
from jtai_cli.render import texts

# What a marker begins with, and what is near enough to be taken for one.
_TOOL = re.compile(r"\b(jtaii?|jtia|jati|jta)\b", re.IGNORECASE)
_VERB = r"/?(?:begin|end|use|date|ignore|start|stop|close|finish)"
_MARKER = re.compile(rf"{_TOOL.pattern}(?::(?! )|[ \t]*[:;.,=/_-][ \t]*(?={_VERB}))", re.IGNORECASE)
_SPACED = re.compile(rf"{_TOOL.pattern}[ \t]+(?={_VERB}\b)", re.IGNORECASE)
# Written out, for Python's own tables of characters differ from version to version.
_HIDDEN = re.compile(
    "[\u00ad\u061c\u115f\u1160\u17b4\u17b5\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f"
    "\u3164\ufeff\uffa0\ufff9-\ufffb]"
)
KEPT = 4096
"""How many texts are kept as they were made fit: titles, rules and names come back page by page."""
_NO_WIDTH = "\u200c\u200d\ufe0e\ufe0f"


@lru_cache(maxsize=KEPT)
def tidied(text: str) -> str:
    r"""Set a text on one line, and take from it what would mislead.

    >>> print(tidied("two\nlines  and jtai:end"))
    two lines and jtai'end

    Raises:
        UsageError: it holds a control character.
    """
    single = " ".join(unicodedata.normalize("NFC", text).split())
    if not single.isprintable():
        texts.refuse_unshowable((single,))
        single = _HIDDEN.sub(lambda found: printable(found[0]), single)
    return _defused(single)


def lines(text: str) -> list[str]:
    """Return the lines of a listing, none of which is a marker.

    Raises:
        UsageError: one holds a control character.
    """
    texts.refuse_unshowable((text,))
    return [_defused(line) for line in texts.lines(text.removesuffix("\n"))]


def width(text: str) -> int:
    """Count the columns that a text takes: two for wide characters, none for joined ones."""
    return len(text) if text.isascii() else sum(map(_width, text))


def padded(text: str, columns: int) -> str:
    """Fill a text up with blanks."""
    return text + " " * (columns - width(text))


def _defused(text: str) -> str:
    """Take from a text what markers have: a colon and a verb, or a setting."""
    if not _TOOL.search(text):
        return text
    return _SPACED.sub("\\1 \u2013 ", _MARKER.sub(r"\1'", text)).replace("=", ":")


def _width(character: str) -> int:
    if unicodedata.combining(character) or character in _NO_WIDTH:
        return 0
    return 1 + (unicodedata.east_asian_width(character) in "WF")
