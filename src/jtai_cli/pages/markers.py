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

Words = tuple[str, ...]
DATE, USE, IGNORE, CLOSE = "date", "use", "ignore", "/jtai"
_COMMANDS = (
    "timeline", "explain", "themes show", "about", "next", "look-ahead", DATE, USE, IGNORE,
)  # fmt: skip
_LIKE_CLOSE = ("end", "stop", "close", "finish")
_LIKE_TOOL = ("jtai", "jtia", "jati", "jta", "jtaii", "tjai", "jait", "ajti")
_BODY = re.compile(
    r"(?P<slash>[/\\]?)[ \t]*+(?P<tool>[a-z]{3,5})(?![a-z])(?P<between>[\s:;.,=/_-]*+)"
    r"(?P<words>.*+)",
    re.IGNORECASE | re.DOTALL,
)
_MOST_WORDS = 3
"""A comment that begins with "jtai", no command and more words than this is somebody's sentence."""
_LONGEST_DATE, _FARTHEST = 300, 400
_EMPTY_LINE = re.compile(r"\n[ \t\r>]*\n|\r[ \t>]*\r")
_BEFORE_BLOCK = re.compile(r"(?:[ \t>]|(?:[-*+]|[0-9]{1,9}[.)])[ \t])*+")
LINE_END = re.compile(r"\r\n?|\n")


class Marker(NamedTuple):
    """A marker: its command, all of its words, its line, and where its comment stands."""

    command: str
    words: Words
    line: int
    place: Place


class Markers:
    """The markers among the comments of a page, in order, and what is wrong with them.

    Each of `marked` opens a block or a date, and comes with the place of what it holds. `use`
    names the inspection of the page. `ignored` is not read, and no date of `ignored_lines`.
    """

    def __init__(
        self, text: str = "", comments: Iterable[Place] = (), *, is_markdown: bool = False
    ) -> None:
        self.marked: list[tuple[Marker, Place]] = []
        self.ignored: list[Place] = []
        self.ignored_lines: set[int] = set()
        self.use: Marker | None = None
        self.problems: list[Problem] = []
        self._text, self._is_markdown = text, is_markdown
        self._open: Marker | None = None
        self._is_misspelt = False
        line, counted = 1, 0
        for place in comments:
            line += text.count("\n", counted, place[0]) + text.count("\r", counted, place[0])
            line -= text.count("\r\n", counted, place[0])
            counted = place[0]
            self._read(place, line)
        self._report_unclosed(self._open)

    def _read(self, place: Place, line: int) -> None:
        whole = self._text[place[0] + len("<!--") : place[1]]
        body = _BODY.match(whole.removesuffix("-->").strip())
        if body is None or body["tool"].lower() not in _LIKE_TOOL:
            return
        rest, command = body["words"].split("<!--")[0], None
        if body[0] == CLOSE:
            command = CLOSE
        elif body["tool"] == "jtai" and not body["slash"] and not body["between"].strip():
            typed = rest.split(maxsplit=2)
            starts = (typed[:1], typed[:2])
            command = next((one for one in _COMMANDS if one.split() in starts), None)
        if command is None:
            if meant := _meant(body, rest.split()):
                shown = quoted(" ".join(body[0].split()))
                self._report(line, f"'{shown}' is not a marker", meant)
                self._is_misspelt = True
        elif "<!--" in whole or not whole.endswith("-->"):
            self._report(line, "the marker does not end with -->", "add --> after its last word")
        else:
            try:
                is_plain = re.fullmatch("[A-Za-z0-9 =.:,-]*", rest) is not None
                words = rest.split() if is_plain or command == IGNORE else shlex.split(rest)
            except ValueError:
                self._report(line, f"a quotation mark in jtai {command} is never closed")
                self._is_misspelt = True
            else:
                self._take(Marker(command, tuple(words), line, place))

    def _take(self, marker: Marker) -> None:
        command, line = marker.command, marker.line
        is_first, behind = self._beside(marker.place) if command == IGNORE else (True, "")
        if command == CLOSE:
            if self._open is not None:
                self._close(self._open, marker)
            elif not self._is_misspelt:
                self._report(line, "<!-- /jtai --> closes nothing", "delete it")
            self._is_misspelt &= self._open is not None
            self._open = None
        elif command == USE and self.use is not None:
            problem = f"jtai use stands on line {self.use.line} already"
            self._report(line, problem, "keep one of the two")
        elif command == USE and marker.words == (USE,):
            self._report(line, "jtai use names no inspection", "jtai use --inspection NAME")
        elif command == USE:
            self.use = marker
        elif not is_first and "<!-- /jtai" not in behind:
            self.ignored_lines.add(line)  # it stands at the end of a line
        else:
            if self._open is not None:
                problem = f"jtai {command} opens inside jtai {self._open.command}"
                hint = f"close the marker on line {self._open.line} first: <!-- /jtai -->"
                self._report(line, problem, hint)
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
        self.marked.append((opened, content))

    def _beside(self, place: Place) -> tuple[bool, str]:
        """Return whether a comment begins its line, and what stands behind it there."""
        before = self._text[max(0, place[0] - _FARTHEST) : place[0]]
        behind = self._text[place[1] : place[1] + _FARTHEST]
        is_first = _BEFORE_BLOCK.fullmatch(LINE_END.split(before)[-1]) is not None
        return is_first, LINE_END.split(behind)[0]

    def _report_unclosed(self, marker: Marker | None) -> None:
        if marker is not None:
            problem = f"jtai {marker.command} is never closed"
            self._report(marker.line, problem, "add <!-- /jtai --> after it")

    def _report(self, line: int, message: str, hint: str | None = None) -> None:
        self.problems.append(Problem(line, Code.BAD_MARKER, message, hint))


def _meant(body: re.Match[str], words: list[str]) -> str | None:
    """Return the marker that was meant; None for a comment that only speaks of the program."""
    is_ours, is_lower = body["tool"] == "jtai", body["tool"].islower()
    first = words[0].lower() if words else ""
    if body["slash"] or not words or first in _LIKE_CLOSE:
        return f"<!-- {CLOSE} -->" if is_ours or (len(words) <= 1 and is_lower) else None
    near = [
        one
        for typed in (" ".join(words[:2]).lower(), first)
        for one in get_close_matches(typed, _COMMANDS, n=1, cutoff=0.75)
    ]
    has_option = any(word.startswith(("--", "–", "—")) for word in words)
    is_short = len(words) <= _MOST_WORDS and is_lower and (is_ours or near)
    if not has_option and not is_short:
        return None
    nearest = near[0] if near else nearest_name(first, _COMMANDS)
    return f"<!-- jtai {nearest} … -->" if nearest else f"one of: {', '.join(_COMMANDS)}"
