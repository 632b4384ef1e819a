"""People's texts made fit to be shown: on one line, nothing hidden, no control characters."""

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from datetime import date
from functools import lru_cache

from jtai_cli.dates import say_brief, say_short
from jtai_cli.errors import CONTROL, UsageError, quoted
from jtai_cli.report import model
from jtai_cli.report.model import Cell, Link, Marked, Span

KEPT = 4096  # texts once made fit: titles, rules and names come back often
BREAK = re.compile(r"\r\n|[\r\n\u2028\u2029]")
# Spelled out, for Python's own tables of characters differ from version to version. The joiners
# U+200C and U+200D stay: emoji and some scripts are put together with them.
_HIDDEN = re.compile(
    "[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b\u200e\u200f\u202a-\u202e"
    "\u2060-\u206f\u3164\ufeff\uffa0\ufff9-\ufffb\U0001bca0-\U0001bca3\U0001d173-\U0001d17a"
    "\U000e0000-\U000e0fff]"
)
UNSEEN = re.compile(f"[\t\r\u2028\u2029]|{CONTROL.pattern}|{_HIDDEN.pattern}")
_BLANK = re.compile("[\t\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]")
# GitHub obeys a line that begins with two colons, Azure and older GitHub "##vso[" and "##["
# wherever they stand; TeamCity has "##teamcity[".
_COMMAND = re.compile(r"^(\s*:)(?=:)|(#)(?=#\w*\[)", re.MULTILINE)
_WEB = re.compile(r"(?:https?://|mailto:)[^\s\\]+", re.IGNORECASE)
# What counts no column of its own: what is joined on, and the colour of a skin.
_JOINED = re.compile("\u200d.|[\u200c\u200d\ufe0e\U0001f3fb-\U0001f3ff]")


def refuse_control(text: str) -> None:
    """Refuse control characters, which terminals obey and XML cannot hold."""
    if found := CONTROL.search(text):
        problem = f"holds the control character U+{ord(found[0]):04X}, which cannot be shown"
        raise UsageError(f"'{quoted(text)}' {problem}", "the text without it")


@lru_cache(maxsize=KEPT)
def tidy(text: str) -> str:
    """Return a text on one line; what cannot be seen, or would turn it, is written as an escape."""
    if text.isascii() and text.isprintable():
        return text
    line = BREAK.sub(" ", text)
    refuse_control(line)
    return _HIDDEN.sub(_escape, _BLANK.sub(" ", unicodedata.normalize("NFC", line)))


def _escape(found: re.Match[str]) -> str:
    return found[0].encode("unicode_escape").decode()


def defused(text: str) -> str:
    """Part with a blank what GitHub, Azure and TeamCity would obey in the log of a job."""
    return _COMMAND.sub(r"\g<0> ", text)


def harmless(text: str) -> str:
    """Return a line for stderr: whatever people's texts hold, it is shown and nothing obeys it."""
    return defused(UNSEEN.sub(_escape, text))


def is_web_address(url: str) -> bool:
    """Return whether an address may be followed: of the web, or of e-mail."""
    return _WEB.fullmatch(url) is not None


@lru_cache(maxsize=KEPT)
def width(text: str) -> int:
    """Return the columns that a text takes: two for wide characters, none for what is joined."""
    if text.isascii():
        return len(text)
    columns = last = 0
    for character in _JOINED.sub("", text):
        if character == "\ufe0f":  # shows the one before as an emoji
            last = int(last == 1)
        elif unicodedata.category(character) in {"Mn", "Me"}:
            last = 0
        else:
            last = 1 + (unicodedata.east_asian_width(character) in "WF")
        columns += last
    return columns


def wrapped(text: str, room: float, measure: Callable[[str], float] = width) -> Iterator[str]:
    """Break a text into lines no longer than the room, inside words that are longer than it."""
    line = ""
    for word in text.split(" "):
        longer = f"{line} {word}" if line else word
        if measure(longer) <= room:
            line = longer
            continue
        if line:
            yield line
        line = ""
        for character in word:
            if line and measure(line + character) > room:
                yield line
                line = ""
            line += character
    yield line


def plain(cell: Cell) -> str:
    """Return a cell as people read it; where it has several lines, they stand under one another."""
    match cell:
        case Span(first, last):
            return spelled(first, last)
        case date():
            return say_short(cell)
        case Link(text):
            return text
        case tuple():
            return "\n".join(cell)
        case Marked():
            return f"{plain(cell.cell)} {cell.mark}".rstrip()
        case _:
            return "" if cell is None else str(cell)


def spelled(first: date | None, last: date) -> str:
    """Spell a run of days out, what both ends share once: "17 Feb – 7 Mar 2025"."""
    if first is None:
        return f"to {say_brief(last)}"
    if first == last:
        return say_short(last)
    if first.year != last.year:
        return f"{say_brief(first)} – {say_brief(last)}"
    if first.month != last.month:
        return f"{say_brief(first)[:-5]} – {say_brief(last)}"
    return f"{first.day}–{say_brief(last)}"


def in_line(cell: Cell) -> str:
    """Return a cell as it stands in a text: days without the blank that keeps columns straight."""
    text = plain(cell)
    return text.replace("  ", " ") if isinstance(cell, date | Span | Marked) else text


def sentence(parts: Iterable[str | Link]) -> str:
    """Return a sentence as text, addresses in brackets behind what leads to them."""
    return "".join(
        plain(one) if isinstance(one, str) or one.text == one.url else f"{one.text} ({one.url})"
        for one in parts
    )


def prose(block: model.Block) -> Iterator[str]:
    """Give a block as lines of text: facts with their labels, of a chart what stands below."""
    match block:
        case model.Heading():
            yield block.text
        case model.Paragraph():
            yield "".join(map(plain, block.parts))
        case model.Bullets():
            for number, line in enumerate(block.lines, block.start):
                yield f"{number}. {plain(line)}" if block.is_numbered else f"• {plain(line)}"
        case model.Facts():
            for label, values in block.facts:
                yield f"{label}: {'; '.join(map(plain, values))}"
        case model.Bars():
            if block.apart:
                days = (f"{label}: {in_line(span)}" for label, span in block.apart)
                yield f"Other dates: {'; '.join(days)}"
        case model.Table():
            pass
