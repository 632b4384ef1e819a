"""What stands on a page as it is: code, and comments of several lines. No marker works in it."""

import re
from collections.abc import Callable, Mapping
from functools import cache

from jtai_cli.documents.forms import without_code
from jtai_cli.documents.indented import Indented
from jtai_cli.documents.language import Language
from jtai_cli.documents.lines import Line, Lines, columns
from jtai_cli.documents.markers import WORTH_A_LOOK, markers
from jtai_cli.records import dataclass

_FRONT_MATTER = re.compile(
    # Else it is a rule: what follows is no key, no comment and no end.
    r"---[ \t]*+(?:\r\n|\n|\r)(?=[ \t]*+(?:#|---|\.\.\.|[^\s#:-][^:\r\n]*+:(?!\S)))"
    r"(?:(?!(?:---|\.\.\.)[ \t]*+(?![^\r\n]))[^\r\n]*+(?:\r\n|\n|\r))*+"
    r"(?:---|\.\.\.)[ \t]*+(?:\r\n|\n|\r|\Z)"
)
_FENCE = re.compile(
    r"(?P<lead>(?:[ \t]|>|(?P<listed>[-*+]|\d{1,9}[.)])[ \t])*+)"
    r"(?P<run>`{3,}+|~{3,}+)(?P<says>.*+)",
    re.DOTALL,
)
_FARTHEST = 100  # a list that is indented by more than so many columns is not told apart
_REST_LITERAL = re.compile(
    r"(?P<lead>[ \t]*+(?:(?:[-*+•]|(?:\d+|\#|[a-zA-Z])[.)])[ \t]++)*+)"
    r"(?!\.\.(?:[ \t]|\Z)).*::[ \t]*",
    re.DOTALL,
)
_REST_MARKUP = re.compile(
    r"(?P<lead>[ \t]*+)\.\.(?:"
    r"[ \t]++(?:code|code-block|sourcecode|parsed-literal|prompt)::.*"
    # A comment: no directive, footnote, target or substitution, and no marker.
    rf"|[ \t]++(?![\w.+:-]+::|\[|_|\||/?{WORTH_A_LOOK})\S.*"
    r"|(?P<bare>[ \t]*+))",
    re.DOTALL,
)
_ASCIIDOC_FENCE = re.compile(r"(?P<run>-{4,}+|\.{4,}+|/{4,}+|```(?!`))(?P<says>.*+)", re.DOTALL)
_NO_TITLE = re.compile(r"[ \t]*+\Z|\[|\.[^ \t.]|//|\+[ \t]*+\Z")
_UNDERLINED = 2  # columns that the line beneath a title of AsciiDoc may be too long or too short
_LATEX_BEGIN = re.compile(
    r"[^%]*?\\begin\{(?P<name>(?:verbatim|Verbatim|lstlisting|minted|alltt|comment)\*?)\}"
)
_OPEN, _CLOSE = "<!--", "-->"


@dataclass(frozen=True, slots=True)
class Literal:
    """Where what begins on a line stands; `is_closed` tells that something ends it there."""

    start: int
    end: int
    is_closed: bool = True


def front_matter(text: str, language: Language | None) -> int:
    """Return where the settings at the top of a Markdown page end; 0 where it has none."""
    if language not in {Language.MARKDOWN, None}:
        return 0
    match = _FRONT_MATTER.match(text)
    return match.end() if match else 0


class Finder:
    """Finds the lines of a page that are worth a look, and what begins on one."""

    def __init__(self, lines: Lines, language: Language | None) -> None:
        self._lines, self._language = lines, language
        self._indented = Indented(lines)
        events, self._begins = _KINDS[language]
        self._events = re.compile("|".join(filter(None, (events, WORTH_A_LOOK))))

    def next_line(self, offset: int) -> Line | None:
        """Return the next line, from an offset on, on which something may stand."""
        found = self._events.search(self._lines.text, offset)
        return self._lines.holding(found.start()) if found else None

    def is_code(self, line: Line) -> bool:
        """Tell whether a line is code by its indentation, beyond doubt."""
        return self._language is Language.MARKDOWN and self._indented.is_code(line)

    def begins_on(self, line: Line) -> Literal | None:
        """Return what begins on a line, which is no code itself."""
        return self._begins(self._lines, line)


def _nothing(_lines: Lines, _line: Line) -> None:
    return None


def _markdown(lines: Lines, line: Line) -> Literal | None:
    return _fenced(lines, line, "`~") or _comment(lines, line, without_code(line.text))


def _plain(lines: Lines, line: Line) -> Literal | None:
    # A row of ~ underlines a heading in plain text.
    return _fenced(lines, line, "`") or _comment(lines, line, without_code(line.text))


def _fenced(lines: Lines, line: Line, signs: str) -> Literal | None:
    """Return fenced code; its end is what closes it, or the end of the list or quote it is in."""
    match = _FENCE.match(line.text)
    if match is None or match["run"][0] not in signs:
        return None
    if match["run"][0] == "`" and "`" in match["says"]:
        return None
    width = columns(match["lead"])
    # The last three columns before a fence may be its own, and no list's.
    least = width if match["listed"] else max(width - 3, 0)
    quoted = ">" in match["lead"]
    ends = _fence_end(match["run"][0], 0 if quoted else min(least, _FARTHEST), quoted=quoted)
    for end in ends.finditer(lines.text, line.after):
        if end["run"] is None:
            return Literal(line.start, end.start())
        if len(end["run"]) >= len(match["run"]) and columns(end["lead"]) <= width + 3:
            return Literal(line.start, lines.holding(end.start()).after)
    return Literal(line.start, len(lines.text), is_closed=False)


@cache
def _fence_end(sign: str, least: int, *, quoted: bool) -> re.Pattern[str]:
    """Return what closes a fence, or stands outside of the list or the quote that it is in."""
    ends = [rf"(?P<lead>[ \t>]*+)(?P<run>{sign}{{3,}}+)[ \t]*+(?![^\r\n])"]
    if least:
        ends.insert(0, rf" {{0,{least - 1}}}+(?![ \t\r\n]|\Z)")
    if quoted:
        ends.insert(0, r"(?![ \t]*+>)(?!\Z)")
    return re.compile(rf"(?<![^\r\n])(?:{'|'.join(ends)})")


def _html(lines: Lines, line: Line) -> Literal | None:
    return _comment(lines, line, line.text)


def _comment(lines: Lines, line: Line, text: str) -> Literal | None:
    """Return an HTML comment of several lines, unless a marker begins it.

    Where another begins in it, it ends there: what ends that one was hardly meant for both.
    """
    start = text.rfind(_OPEN)
    if start < 0 or text.find(_CLOSE, start) >= 0:
        return None
    if any(marker.end == line.end for marker in markers(line, Language.HTML)):
        return None
    close, another = lines.find(_CLOSE, line.end), lines.find(_OPEN, line.end)
    begin = line.start + start
    if close >= 0 and not 0 <= another < close:
        return Literal(begin, close + len(_CLOSE))
    if text[:start].strip(" \t"):
        return None  # inside a line, what nothing ends is no comment
    return Literal(begin, another if another >= 0 else len(lines.text), is_closed=False)


def _rest(lines: Lines, line: Line) -> Literal | None:
    """Return what is indented beneath a line that announces it as it is."""
    match = _REST_LITERAL.fullmatch(line.text) or _REST_MARKUP.fullmatch(line.text)
    if match is None:
        return None
    if match.groupdict().get("bare") is not None and lines.holding(line.after).is_blank:
        return None
    outside = re.compile(rf"(?<![^\r\n])[ \t]{{0,{len(match['lead'])}}}+(?=[^ \t\r\n])")
    end = outside.search(lines.text, line.after)
    return Literal(line.start, end.start() if end else len(lines.text))


def _asciidoc(lines: Lines, line: Line) -> Literal | None:
    match = _ASCIIDOC_FENCE.fullmatch(line.text)
    if match is None or (match["run"][0] != "`" and match["says"].strip(" \t")):
        return None
    if match["run"][0] == "-" and _is_underlined(lines, line, len(match["run"])):
        return None
    closing = re.compile(rf"(?<![^\r\n]){re.escape(match['run'])}[ \t]*+(?![^\r\n])")
    end = closing.search(lines.text, line.after)
    if end is None:
        return Literal(line.start, len(lines.text), is_closed=False)
    return Literal(line.start, end.end())


def _is_underlined(lines: Lines, line: Line, length: int) -> bool:
    """Tell whether a row of hyphens makes the line above it a title, being about as long."""
    above = lines.above(line)
    if above is None or _NO_TITLE.match(above.text):
        return False
    before = lines.above(above)
    begins = before is None or before.is_blank or before.text.startswith(("[", "//"))
    return begins and abs(len(above.text.rstrip()) - length) <= _UNDERLINED


def _latex(lines: Lines, line: Line) -> Literal | None:
    match = _LATEX_BEGIN.match(line.text)
    if match is None:
        return None
    closing = rf"\end{{{match['name']}}}"
    end = lines.find(closing, line.start + match.end())
    return Literal(line.start, end + len(closing)) if end >= 0 else None


_KINDS: Mapping[Language | None, tuple[str, Callable[[Lines, Line], Literal | None]]] = {
    Language.MARKDOWN: ("```|~~~|<!--", _markdown),
    Language.HTML: ("<!--", _html),
    Language.REST: (r"::|\.\.(?=[ \t\r\n])", _rest),
    Language.ASCIIDOC: (r"-{4}|\.{4}|/{4}|```", _asciidoc),
    Language.LATEX: (r"\\begin\{", _latex),
    Language.YAML: ("", _nothing),
    Language.INI: ("", _nothing),
    Language.TEXT: ("```|<!--", _plain),
    None: ("```|<!--", _plain),
}
"""What may begin what stands as it is, in each language, and what then tells."""
