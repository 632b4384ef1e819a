"""Make people's texts safe to show: on one line, nothing hidden, no control characters."""

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from datetime import date
from functools import lru_cache

from jtai_cli.dates import say_brief, say_short
from jtai_cli.errors import CONTROL, UsageError, quoted
from jtai_cli.report import model
from jtai_cli.report.model import Cell, Link, Marked, Span

KEPT = 4096  # texts in each cache, because titles, rules and names recur often
BREAK = re.compile(r"\r\n|[\r\n\u2028\u2029]")
# Spelled out, because Python's own tables of characters differ between versions. The joiners
# U+200C and U+200D are not hidden: emoji and some scripts need them.
_HIDDEN = re.compile(
    "[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b\u200e\u200f\u202a-\u202e"
    "\u2060-\u206f\u3164\ufeff\uffa0\ufff9-\ufffb\U0001bca0-\U0001bca3\U0001d173-\U0001d17a"
    "\U000e0000-\U000e0fff]"
)
UNSEEN = re.compile(f"[\t\r\u2028\u2029]|{CONTROL.pattern}|{_HIDDEN.pattern}")
_BLANK = re.compile("[\t\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]")
# GitHub runs a line that begins with two colons; Azure and older GitHub run "##vso[" and "##["
# anywhere in a line; TeamCity has "##teamcity[".
_COMMAND = re.compile(r"^(\s*:)(?=:)|(#)(?=#\w*\[)", re.MULTILINE)
_WEB = re.compile(r"(?:https?://|mailto:)[^\s\\]+", re.IGNORECASE)
# Characters that take no column of their own: joined parts of emoji, and skin tones.
_JOINED = re.compile("\u200d.|[\u200c\u200d\ufe0e\U0001f3fb-\U0001f3ff]")


def refuse_control(text: str) -> None:
    """Refuse control characters, which terminals obey and XML cannot hold."""
    if found := CONTROL.search(text):
        problem = f"holds the control character U+{ord(found[0]):04X}, which cannot be shown"
        raise UsageError(f"'{quoted(text)}' {problem}", "the text without it")


@lru_cache(maxsize=KEPT)
def tidy(text: str) -> str:
    """Return a text on one line; invisible and direction-changing characters become escapes."""
    if text.isascii() and text.isprintable():
        return text
    line = BREAK.sub(" ", text)
    refuse_control(line)
    return _HIDDEN.sub(_escape, _BLANK.sub(" ", unicodedata.normalize("NFC", line)))


def _escape(found: re.Match[str]) -> str:
    return found[0].encode("unicode_escape").decode()


def defused(text: str) -> str:
    """Break up with a space what GitHub, Azure and TeamCity would run as a command in a log."""
    return _COMMAND.sub(r"\g<0> ", text)


def harmless(text: str) -> str:
    """Return a line for stderr in which nothing is hidden, and nothing can act as a command."""
    return defused(UNSEEN.sub(_escape, text))


def is_web_address(url: str) -> bool:
    """Return whether an address may become a link: a web or an e-mail address."""
    return _WEB.fullmatch(url) is not None


@lru_cache(maxsize=KEPT)
def width(text: str) -> int:
    """Return the columns that a text takes: two for wide characters, none for joined ones."""
    if text.isascii():
        return len(text)
    columns = last = 0
    for character in _JOINED.sub("", text):
        if character == "\ufe0f":  # shows the character before it as an emoji
            last = int(last == 1)
        elif unicodedata.category(character) in {"Mn", "Me"}:
            last = 0
        else:
            last = 1 + (unicodedata.east_asian_width(character) in "WF")
        columns += last
    return columns


def wrapped(text: str, room: float, measure: Callable[[str], float] = width) -> Iterator[str]:
    """Break a text into lines that fit the room; only a word too long for it is broken."""
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
    """Return a cell as people read it; several lines are separated by line breaks."""
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
    """Spell out a run of days, giving what both ends share only once: "17 Feb – 7 Mar 2025"."""
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
    """Return a cell for use in running text: days without the space that aligns columns."""
    text = plain(cell)
    return text.replace("  ", " ") if isinstance(cell, date | Span | Marked) else text


def sentence(parts: Iterable[str | Link]) -> str:
    """Return a sentence as text, with the address of each link in brackets after it."""
    return "".join(
        plain(one) if isinstance(one, str) or one.text == one.url else f"{one.text} ({one.url})"
        for one in parts
    )


def prose(block: model.Block) -> Iterator[str]:
    """Give a block as lines of text: facts with labels; for a chart, the dates outside it."""
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
