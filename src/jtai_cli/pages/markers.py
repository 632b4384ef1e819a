"""Markers: comments in which a command stands, `<!-- jtai timeline … -->` up to `<!-- /jtai -->`.

What looks like a marker and is none is reported, with the nearest one. Those in code are left
alone, and so is front matter.
"""

import re
import shlex
from collections.abc import Iterable
from itertools import accumulate
from typing import NamedTuple

from jtai_cli.errors import UnknownNameError
from jtai_cli.pages.extract import markdown
from jtai_cli.pages.finding import Markup
from jtai_cli.pages.results import Code, Problem

Place = tuple[int, int]  # the first character of something, and the one after its last
Words = tuple[str, ...]
DATE, USE, IGNORE, CLOSE = "date", "use", "ignore", "/jtai"
_COMMANDS = (
    "timeline", "explain", "themes show", "about", "next", "look-ahead", DATE, USE, IGNORE,
)  # fmt: skip
_OF_AN_INSPECTION = ("timeline", "explain", "next", DATE)
_NAMING = ("--inspection", "--fieldwork", "--notified", "--known")
_MOST_WORDS = 4  # a longer comment that begins with "jtai" but no command is a sentence
_FARTHEST = 400
_A_DATE = re.compile(r"(?:(?!\n[ \t\r>]*\n|\r[ \t>]*\r).){0,300}", re.DOTALL)
_BEFORE_BLOCK = re.compile(r"(?:[ \t>]|(?:[-*+]|[0-9]{1,9}[.)])[ \t])*+")
LINE_END = re.compile(r"\r\n?|\n")
_FRONT_MATTER = re.compile(
    r"---[ \t]*+(?:\r\n?|\n)(?=[\w#])(?:(?!(?:---|\.\.\.)[ \t]*+(?![^\r\n]))[^\r\n]*+"
    r"(?:\r\n?|\n))*+(?:---|\.\.\.)[ \t]*+(?![^\r\n])"
)
_MAYBE_CODE = ("```", "~~~", "\n    ", "\r    ", "\t")
_LINE = re.compile(r"[^\r\n]*+(?:\r\n?|\n|\Z)")
# Each begins with a sign, which makes a search quick.
_OF_HTML = re.compile(
    r"<(?:!--|(?P<element>(?i:pre|code|kbd|samp|script|style|textarea|svg|math))\b[^<>]*+>)"
)
# Code between backticks ends at as many of them, in the same paragraph.
_OF_MARKDOWN = re.compile(
    _OF_HTML.pattern + r"|`(?<!\\`)(?P<ticks>`*+)"
    r"(?:(?:(?!\n[ \t\r]*\n|\r[ \t]*\r).){1,1000}?(?<!`)`(?P=ticks)(?!`))?",
    re.DOTALL,
)


class Marker(NamedTuple):
    """A marker: its command, all of its words, its line, and where its comment stands."""

    command: str
    words: Words
    line: int
    place: Place


class Markers:
    """The markers of a page, in order, and what is wrong with them.

    Each of `marked` opens a block or a date, and comes with the place of what it holds. `use`
    names the inspection of the page. `ignored` is not read, and no date of `ignored_lines`.
    `code` is code and front matter, and `comments` are those in neither.
    """

    def __init__(self, text: str, markup: Markup) -> None:
        self.code, self.comments = find_literals(text, markup)
        self.marked: list[tuple[Marker, Place]] = []
        self.ignored: list[Place] = []
        self.ignored_lines: set[int] = set()
        self.use: Marker | None = None
        self.problems: list[Problem] = []
        self._text, self._is_markdown = text, markup is Markup.MARKDOWN
        self._open: Marker | None = None
        line, counted = 1, 0
        for place in () if markup is Markup.TEXT else self.comments:
            line += len(LINE_END.findall(text, counted, place[0]))
            counted = place[0]
            self._read(place, line)
        self._report_unclosed(self._open)

    def completed(self, marker: Marker) -> Marker:
        """Add the page's inspection to the words of a marker that needs one and names none."""
        names_one = any(word.startswith(_NAMING) for word in marker.words)
        if self.use and marker.command in _OF_AN_INSPECTION and not names_one:
            return marker._replace(words=marker.words + self.use.words[1:])
        return marker

    def _read(self, place: Place, line: int) -> None:
        whole = self._text[place[0] + len("<!--") : place[1]]
        body = whole.removesuffix("-->").split("<!--")[0].strip()
        if not re.match(r"/?jtai(?!\S)", body):
            return
        typed = body.split()
        said = f"{' '.join(typed)} "
        commands = (one for one in _COMMANDS if said.startswith(f"jtai {one} "))
        command = CLOSE if body == CLOSE else next(commands, None)
        if command is None:
            if len(typed) <= _MOST_WORDS or "--" in said:
                name = (*typed, "")[1]
                unknown = UnknownNameError.among("marker", name, _COMMANDS, command="jtai")
                self.report(line, unknown.message, unknown.hint)
        elif "<!--" in whole or not whole.endswith("-->"):
            self.report(line, "the marker does not end with -->", "add --> after its last word")
        else:
            try:
                is_quoted = command != IGNORE and re.search(r"[\"'\\]", body)
                words = shlex.split(body) if is_quoted else typed
            except ValueError:
                self.report(line, f"a quotation mark in jtai {command} is never closed")
            else:
                self._take(Marker(command, tuple(words[1:]), line, place))

    def _take(self, marker: Marker) -> None:
        command, opened = marker.command, self._open
        before, behind = beside(self._text, marker.place)
        if command == CLOSE:
            self._open = None
            if opened is not None:
                self._close(opened, marker.place[0], is_alone=_is_alone(before, behind))
            elif not self.problems:  # the marker that it closes may be misspelt
                self.report(marker.line, "<!-- /jtai --> closes nothing", "a marker above it")
        elif command == USE and (self.use is not None or marker.words == (USE,)):
            problem = "jtai use names one inspection, once on a page"
            self.report(marker.line, problem, "jtai use --inspection NAME")
        elif command == USE:
            self.use = marker
        elif command == IGNORE and not _is_alone(before) and "<!-- /jtai" not in behind:
            self.ignored_lines.add(marker.line)  # it stands at the end of a line
        else:
            self._report_unclosed(opened)
            self._open = marker

    def _close(self, opened: Marker, end: int, *, is_alone: bool) -> None:
        content = opened.place[1], end
        if opened.command == IGNORE:
            self.ignored.append(content)
        elif opened.command == DATE and not _A_DATE.fullmatch(self._text, *content):
            self._report_unclosed(opened)
        elif (
            opened.command == DATE
            or not self._is_markdown
            or (is_alone and _is_alone(*beside(self._text, opened.place)))
        ):
            self.marked.append((opened, content))
        else:
            problem = f"jtai {opened.command} and <!-- /jtai --> need lines of their own"
            self.report(opened.line, problem, "move the text beside them")

    def _report_unclosed(self, marker: Marker | None) -> None:
        if marker is not None:
            problem = f"jtai {marker.command} is never closed"
            self.report(marker.line, problem, "add <!-- /jtai --> after it")

    def report(self, line: int, message: str, hint: str | None = None) -> None:
        """Add to what is wrong."""
        self.problems.append(Problem(line, Code.BAD_MARKER, message, hint))


def beside(text: str, place: Place) -> tuple[str, str]:
    """Return what stands before and behind a place on its line."""
    start, end = place
    before = text[max(0, start - _FARTHEST) : start]
    behind = LINE_END.split(text[end : end + _FARTHEST], 1)[0]
    return before[max(before.rfind("\n"), before.rfind("\r")) + 1 :], behind


def _is_alone(before: str, behind: str = "") -> bool:
    return _BEFORE_BLOCK.fullmatch(before) is not None and not behind.strip()


def spliced(text: str, edits: Iterable[tuple[int, int, str]]) -> str:
    """Put texts, in any order, in the place of others; where two overlap the first one counts."""
    kept, done = [], 0
    for start, end, new in sorted(edits):
        if end > done or start == end >= done:
            kept += [text[done : max(start, done)], new]
            done = end
    return "".join((*kept, text[done:]))


def find_literals(text: str, markup: Markup) -> tuple[list[Place], list[Place]]:
    """Find front matter and code, and the comments in neither; of an open one its first line."""
    pattern, begin, code = _OF_HTML, 0, list[Place]()
    if markup is not Markup.HTML:
        front = _FRONT_MATTER.match(text)
        pattern, begin = _OF_MARKDOWN, front.end() if front else 0
        code = [front.span()] if front else []
        code += _code_blocks(text, begin, markup)
    comments, never_closed, place = list[Place](), set[str](), begin
    plain = spliced(text, ((start, end, "\n" * (end - start)) for start, end in code))

    def end_of(sign: str, start: int) -> int | None:
        """Return where what closes something ends; what is missing is looked for once."""
        if sign in never_closed:
            return None
        found = re.compile(re.escape(sign), re.IGNORECASE).search(plain, start)
        never_closed.update(() if found else (sign,))
        return found.end() if found else None

    while token := pattern.search(plain, place):
        start, place = token.span()
        if token["element"]:
            end = end_of(f"</{token['element']}>", place)
            code += [(start, end)] if end else []
            place = end or place
        elif token[0] == "<!--":
            # "<!-->" is a comment too.
            place = end_of("-->", start + 2) or end_of("\n", place) or len(text)
            comments.append((start, place))
        elif token[0] != f"`{token['ticks']}":
            code.append((start, place))
    return code, comments


def _code_blocks(text: str, begin: int, markup: Markup) -> list[Place]:
    below = f"\n{text[begin:]}"
    if not any(sign in below for sign in _MAYBE_CODE):
        return []
    ends = list(accumulate((len(line) for line in _LINE.findall(text, begin)), initial=begin))
    parser = markdown(markup)
    with parser.reset_rules():
        parser.disable(["inline", "table"])
        tokens = parser.parse(below[1:].replace("\r\n", "\n").replace("\r", "\n"))
    code = (one.map for one in tokens if one.type in {"fence", "code_block"})
    return [(ends[lines[0]], ends[lines[1]]) for lines in code if lines]
