"""Markers: comments in which a command stands, `<!-- jtai timeline … -->` up to `<!-- /jtai -->`.

What looks like a marker and is none is reported, with the nearest one.
"""

import re
import shlex
from collections.abc import Iterable
from difflib import get_close_matches
from typing import NamedTuple

from jtai_cli.errors import nearest_name, quoted
from jtai_cli.pages.literals import Place
from jtai_cli.pages.results import Code, Problem

BLOCKS = ("timeline", "explain", "themes show", "about", "next", "look-ahead")
"""Commands whose output stands between two markers."""
DATE, USE, IGNORE, CLOSE = "date", "use", "ignore", "/jtai"
_COMMANDS = (*BLOCKS, DATE, USE, IGNORE)
_LIKE_CLOSE = ("end", "stop", "close", "finish")
_LIKE_TOOL = ("jtai", "jtia", "jati", "jta", "jtaii", "tjai", "jait", "ajti")
_BODY = re.compile(
    r"(?P<slash>[/\\]?)[ \t]*+(?P<tool>[a-z]{3,5})(?![a-z])(?P<between>[\s:;.,=/_-]*+)"
    r"(?P<words>.*+)",
    re.IGNORECASE | re.DOTALL,
)
_OPTION = ("--", "–", "—")
_MOST_WORDS = 3
"""A comment that begins with "jtai", no command and more words than this is somebody's sentence."""
_LONGEST_DATE, _FARTHEST = 300, 400
_EMPTY_LINE = re.compile(r"\n[ \t\r>]*\n|\r[ \t>]*\r")
_BEFORE_BLOCK = re.compile(r"(?:[ \t>]|(?:[-*+]|[0-9]{1,9}[.)])[ \t])*+")
_LINE_END = re.compile(r"\r\n?|\n")


class Marker(NamedTuple):
    """A marker: its command, all of its words, its line, and where its comment stands."""

    command: str
    words: tuple[str, ...]
    line: int
    place: Place


class MarkedBlock(NamedTuple):
    """A marker that opens a block or a date, and where what stands up to the closing one is."""

    marker: Marker
    content: Place


class Markers:
    """The markers among the comments of a page, in order, and what is wrong with them.

    `use` names the inspection of the page. `ignored` is not read, and no date of
    `ignored_lines`.
    """

    def __init__(
        self, path: str, text: str, comments: Iterable[Place], *, is_markdown: bool
    ) -> None:
        self.marked: list[MarkedBlock] = []
        self.ignored: list[Place] = []
        self.ignored_lines: set[int] = set()
        self.use: Marker | None = None
        self.problems: list[Problem] = []
        self._path, self._text = path, text
        self._is_markdown = is_markdown
        self._open: Marker | None = None
        self._is_misspelt = False
        self._read(comments)

    def _read(self, comments: Iterable[Place]) -> None:
        line, counted = 1, 0
        for place in comments:
            line += len(_LINE_END.findall(self._text, counted, place[0]))
            counted = place[0]
            marker = self._marker(place, line)
            if marker is not None:
                self._pair(marker)
        if self._open is not None:
            self._report_unclosed(self._open)

    def _marker(self, place: Place, line: int) -> Marker | None:
        """Read a comment; None where it is nothing of ours, or cannot be read."""
        whole = self._text[place[0] + len("<!--") : place[1]]
        body = _BODY.match(whole.removesuffix("-->").strip())
        if body is None or body["tool"].lower() not in _LIKE_TOOL:
            return None
        rest = body["words"].split("<!--")[0]
        command = None
        if body["tool"] == "jtai" and not body["between"].strip():
            command = _command(rest) if not body["slash"] else CLOSE if body[0] == CLOSE else None
        if command is None:
            if meant := _meant(body, rest.split()):
                shown = quoted(" ".join(body[0].split()))
                self._report(line, f"'{shown}' is not a marker", meant)
                self._is_misspelt = True
            return None
        if "<!--" in whole or not whole.endswith("-->"):
            self._report(line, "the marker does not end with -->", "add --> after its last word")
            return None
        try:
            words = () if command == IGNORE else tuple(shlex.split(rest))
        except ValueError:
            self._report(line, f"a quotation mark in jtai {command} is never closed")
            self._is_misspelt = True
            return None
        return Marker(command, words, line, place)

    def _pair(self, marker: Marker) -> None:
        is_first, behind = self._beside(marker.place)
        if marker.command == CLOSE:
            if self._open is not None:
                self._close(self._open, marker)
            elif not self._is_misspelt:
                self._report(marker.line, "<!-- /jtai --> closes nothing", "delete it")
            self._is_misspelt &= self._open is not None
            self._open = None
        elif marker.command == USE:
            if self.use is not None:
                problem = f"jtai use stands on line {self.use.line} already"
                self._report(marker.line, problem, "keep one of the two")
            elif marker.words == (USE,):
                problem = "jtai use names no inspection"
                self._report(marker.line, problem, "jtai use --inspection NAME")
            else:
                self.use = marker
        elif marker.command == IGNORE and not is_first and "<!-- /jtai" not in behind:
            self.ignored_lines.add(marker.line)  # it stands at the end of a line
        else:
            if self._open is not None:
                problem = f"jtai {marker.command} opens inside jtai {self._open.command}"
                hint = f"close the marker on line {self._open.line} first: <!-- /jtai -->"
                self._report(marker.line, problem, hint)
            self._open = marker

    def _close(self, opened: Marker, closing: Marker) -> None:
        content = opened.place[1], closing.place[0]
        inside = self._text[slice(*content)]
        if opened.command == IGNORE:
            self.ignored.append(content)
            return
        if opened.command == DATE:
            if len(inside) > _LONGEST_DATE or _EMPTY_LINE.search(inside):
                self._report_unclosed(opened)
                return
        elif self._is_markdown:
            for one in (opened, closing):
                is_first, behind = self._beside(one.place)
                if not is_first or behind.strip():
                    shown = CLOSE if one is closing else f"jtai {opened.command}"
                    problem = f"<!-- {shown} --> needs a line of its own"
                    self._report(one.line, problem, "move the text beside it")
                    return
        self.marked.append(MarkedBlock(opened, content))

    def _beside(self, place: Place) -> tuple[bool, str]:
        """Return whether a comment begins its line, and what stands behind it there."""
        before = self._text[max(0, place[0] - _FARTHEST) : place[0]]
        behind = self._text[place[1] : place[1] + _FARTHEST]
        is_first = _BEFORE_BLOCK.fullmatch(_LINE_END.split(before)[-1]) is not None
        return is_first, _LINE_END.split(behind)[0]

    def _report_unclosed(self, marker: Marker) -> None:
        problem = f"jtai {marker.command} is never closed"
        self._report(marker.line, problem, "add <!-- /jtai --> after it")

    def _report(self, line: int, message: str, hint: str | None = None) -> None:
        self.problems.append(Problem(self._path, line, Code.BAD_MARKER, message, hint))


def _command(words: str) -> str | None:
    """Return the command that words begin with."""
    typed = words.split(maxsplit=2)
    return next((one for one in _COMMANDS if typed[: one.count(" ") + 1] == one.split()), None)


def _meant(body: re.Match[str], words: list[str]) -> str | None:
    """Return the marker that was meant; None for a comment that only speaks of the program."""
    is_ours, is_lower = body["tool"] == "jtai", body["tool"].islower()
    first = words[0].lower() if words else ""
    if body["slash"] or not words or first in _LIKE_CLOSE:
        return f"<!-- {CLOSE} -->" if is_ours or (len(words) <= 1 and is_lower) else None
    near = [
        *get_close_matches(" ".join(words[:2]).lower(), _COMMANDS, n=1, cutoff=0.75),
        *get_close_matches(first, _COMMANDS, n=1, cutoff=0.75),
    ]
    has_option = any(word.startswith(_OPTION) for word in words)
    is_short = len(words) <= _MOST_WORDS and is_lower and (is_ours or near)
    if not has_option and not is_short:
        return None
    nearest = near[0] if near else nearest_name(first, _COMMANDS)
    return f"<!-- jtai {nearest} … -->" if nearest else f"one of: {', '.join(_COMMANDS)}"
