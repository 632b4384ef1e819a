"""Markers: comments that hold a command, `<!-- jtai timeline … -->` up to `<!-- /jtai -->`.

A misspelt marker is reported, with the nearest known one. Markers in code or in front matter are
left alone. The text between markers is replaced by what the command prints, but a date keeps the
style in which it is written: "Thursday 10 April 2025" becomes "Friday 11 April 2025".
"""

import re
import shlex
from collections.abc import Callable, Iterable
from datetime import date, timedelta
from itertools import accumulate, zip_longest
from typing import NamedTuple

from jtai_cli.dates import MONTHS, WEEKDAYS, FoundDate, find_dates, weekday_name
from jtai_cli.errors import JtaiError, UnknownNameError, quoted
from jtai_cli.kinds import Days
from jtai_cli.pages.extract import Markup, markdown
from jtai_cli.pages.results import Code, Problem
from jtai_cli.timeline import Timeline
from jtai_cli.workingdays import Period

Place = tuple[int, int]  # the first character of something, and the one after its last
Words = tuple[str, ...]
DATE, USE, IGNORE, CLOSE = "date", "use", "ignore", "/jtai"
_COMMANDS = (
    "timeline", "explain", "themes show", "about", "next", "look-ahead", DATE, USE, IGNORE,
)  # fmt: skip
_OF_AN_INSPECTION = ("timeline", "explain", "next", DATE)
_NAMING = ("--inspection", "--fieldwork", "--notified", "--known")
_MOST_WORDS = 4  # a longer comment that begins with "jtai" and no command is prose
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
# Each alternative begins with a fixed character, which makes searches fast.
_OF_HTML = re.compile(
    r"<(?:!--|(?P<element>(?i:pre|code|kbd|samp|script|style|textarea|svg|math))\b[^<>]*+>)"
)
# Code between backticks ends at as many of them, in the same paragraph.
_OF_MARKDOWN = re.compile(
    _OF_HTML.pattern + r"|`(?<!\\`)(?P<ticks>`*+)"
    r"(?:(?:(?!\n[ \t\r]*\n|\r[ \t]*\r).){1,1000}?(?<!`)`(?P=ticks)(?!`))?",
    re.DOTALL,
)
_OUR_COMMENT = re.compile(r"<!--\s*/?\s*jtai\b")
_FRIDAY = 4
_LONGER = {"Tuesday": "Tues", "Thursday": "Thurs", "September": "Sept"}
_WEEK_OF = re.compile(
    r"\b(?:(?P<begins>w/?[cb]\b|week\s+(?:commencing|beginning|of|starting))"
    r"|w/e\b|week\s+(?:ending|ended))[:.]?\s*(?:on\s+|the\s+)*$",
    re.IGNORECASE,
)
_MARKUP = re.compile(r"(&(?:nbsp|ensp|emsp|thinsp|#160|#x[aA]0|#8201|#8239);)|<[^<>]*+>|[\^*_~]")
_Edit = tuple[int, int, str]


class Marker(NamedTuple):
    """A marker: its command, all of its words, its line, its place and that of its content."""

    command: str
    words: Words
    line: int
    place: Place
    content: Place = (0, 0)


class Markers:
    """The markers of a page, in order, and what is wrong with them.

    Each of `marked` opens a block or a date, and `use` names the inspection of the page. Sentences
    are not read in `walls` (code, front matter, and text inside markers or ignored) or in
    `comments`, and dates are not read on `ignored_lines`.
    """

    def __init__(self, text: str, markup: Markup) -> None:
        self.walls, self.comments = find_literals(text, markup)
        self.marked: list[Marker] = []
        self.ignored_lines: set[int] = set()
        self.use: Marker | None = None
        self.problems: list[Problem] = []
        self._text, self._is_markdown = text, markup is Markup.MARKDOWN
        self._open: Marker | None = None
        line, counted = 1, 0
        for place in () if markup is Markup.TEXT else self.comments:
            line += len(LINE_END.findall(text, counted, place[0]))
            counted = place[0]
            try:
                self._read(place, line)
            except JtaiError as error:
                self.report(line, error)
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
        text = f"{' '.join(typed)} "
        commands = (one for one in _COMMANDS if text.startswith(f"jtai {one} "))
        command = CLOSE if body == CLOSE else next(commands, None)
        if command is None:
            if len(typed) <= _MOST_WORDS or "--" in text:
                raise UnknownNameError("marker", (*typed, "")[1], _COMMANDS, command="jtai")
            return
        if "<!--" in whole or not whole.endswith("-->"):
            raise JtaiError("the marker does not end with -->", "add --> after its last word")
        try:
            is_quoted = command != IGNORE and re.search(r"[\"'\\]", body)
            words = shlex.split(body) if is_quoted else typed
        except ValueError:
            raise JtaiError(f"a quotation mark in jtai {command} is never closed") from None
        self._take(Marker(command, tuple(words[1:]), line, place))

    def _take(self, marker: Marker) -> None:
        command, opened = marker.command, self._open
        before, behind = beside(self._text, marker.place)
        if command == CLOSE:
            self._open = None
            if opened is not None:
                self._close(opened, marker.place)
            elif not self.problems:  # the marker that it closes may be misspelt
                raise JtaiError("<!-- /jtai --> closes nothing", "a marker above it")
        elif command == USE:
            if self.use is not None or marker.words == (USE,):
                problem = "jtai use names one inspection, once on a page"
                raise JtaiError(problem, "jtai use --inspection NAME")
            self.use = marker
        elif command == IGNORE and not _is_alone(before) and "<!-- /jtai" not in behind:
            self.ignored_lines.add(marker.line)  # it stands at the end of a line
        else:
            self._report_unclosed(opened)
            self._open = marker

    def _close(self, opened: Marker, close: Place) -> None:
        content, command = (opened.place[1], close[0]), opened.command
        needs_lines = self._is_markdown and command not in {DATE, IGNORE}
        places = (opened.place, close) if needs_lines else ()
        if command == DATE and not _A_DATE.fullmatch(self._text, *content):
            self._report_unclosed(opened)
        elif not all(_is_alone(*beside(self._text, place)) for place in places):
            problem = f"jtai {command} and <!-- /jtai --> need lines of their own"
            self.report(opened.line, JtaiError(problem, "move the text beside them"))
        else:
            self.walls.append(content)
            self.marked += [opened._replace(content=content)] if command != IGNORE else []

    def _report_unclosed(self, marker: Marker | None) -> None:
        if marker is not None:
            problem = f"jtai {marker.command} is never closed"
            self.report(marker.line, JtaiError(problem, "add <!-- /jtai --> after it"))

    def report(self, line: int, error: JtaiError) -> None:
        """Add a problem with a marker."""
        self.problems.append(Problem(line, Code.BAD_MARKER, error.message, error.hint))


def beside(text: str, place: Place) -> tuple[str, str]:
    """Return the text before and after a place on its line."""
    start, end = place
    before = text[max(0, start - _FARTHEST) : start]
    behind = LINE_END.split(text[end : end + _FARTHEST], 1)[0]
    return before[max(before.rfind("\n"), before.rfind("\r")) + 1 :], behind


def _is_alone(before: str, behind: str = "") -> bool:
    return _BEFORE_BLOCK.fullmatch(before) is not None and not behind.strip()


def spliced(text: str, edits: Iterable[tuple[int, int, str]]) -> str:
    """Replace parts of a text; edits come in any order, and one inside another is dropped."""
    kept, done = [], 0
    for start, end, new in sorted(edits):
        if end > done or start == end >= done:
            kept += [text[done : max(start, done)], new]
            done = end
    return "".join((*kept, text[done:]))


def find_literals(text: str, markup: Markup) -> tuple[list[Place], list[Place]]:
    """Find front matter and code, and comments outside them; an open comment ends with its line."""
    pattern, begin, code = _OF_HTML, 0, list[Place]()
    if markup is not Markup.HTML:
        front = _FRONT_MATTER.match(text)
        pattern, begin = _OF_MARKDOWN, front.end() if front else 0
        code = [front.span()] if front else []
        code += _code_blocks(text, begin, markup)
    comments, never_closed, place = list[Place](), set[str](), begin
    plain = spliced(text, ((start, end, "\n" * (end - start)) for start, end in code))

    def end_of(sign: str, start: int) -> int | None:
        """Return where the next closing sign ends; a missing sign is searched for only once."""
        closing = re.compile(re.escape(sign), re.IGNORECASE)
        found = None if sign in never_closed else closing.search(plain, start)
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


class Runner(NamedTuple):
    """Runs the words of markers, as the command line does; both functions raise JtaiError.

    `run` returns a command's output, in HTML if true or else in Markdown, and the days that `date`
    names. `timeline` returns the timeline of the inspection that `use` names; without words, that
    of the inspection that sentences are compared with on a page that names none.
    """

    run: Callable[[Words, bool], tuple[str, Days | None]]
    timeline: Callable[[Words], Timeline | None]


def refreshed(text: str, marker: Marker, runner: Runner, markup: Markup) -> str:
    """Run a marker; return what it should hold."""
    output, days = runner.run(marker.words, markup is Markup.HTML)
    if days is not None:
        has_style = any(word.startswith("--style") for word in marker.words)
        return (not has_style and _right_date(text[slice(*marker.content)], days)) or output.strip()
    if _OUR_COMMENT.search(output):
        raise JtaiError(f"jtai {marker.command} prints a marker, which no page can hold")
    before, _ = beside(text, marker.place)
    lines = output.strip("\n").split("\n")
    if markup is Markup.HTML:
        lines.append(before if not before.strip() else "")
    else:
        # In a list, the lines below an entry are indented as far as its text.
        prefix = re.sub(r"[^\s>]", " ", before)
        lines = [f"{prefix}{line}" if line else prefix.rstrip() for line in ("", *lines, "")]
        lines.append(prefix)
    newline = LINE_END.search(text, marker.place[1]) or LINE_END.search(text)
    return "".join(f"{newline[0] if newline else chr(10)}{line}" for line in lines)


def _right_date(now: str, days: Days) -> str | None:
    """Return a text with its only date replaced by other days, if it then reads as those days."""
    dates = [one for one in find_dates(_seen(now)) if one.form is not None]
    if len(dates) != 1:
        return None
    found = dates[0]
    first, last = _days_for(found, days)
    edits = _edits(now, found, last, "")
    is_run = "join" in found.parts.re.groupindex
    if is_run and first == last:
        edits.append((found.start, found.parts.end("join"), ""))
    elif is_run:
        edits += _edits(now, found, first, "_first")
        if (first, last) != (found.first, found.last):
            edits.append(_added(now, found, first, last))
    right = spliced(now, edits)
    again = [(one.first, one.last) for one in find_dates(_seen(right))]
    return right if again == [(first, last)] else None


def outdated(marker: Marker, now: str, right: str) -> Problem:
    """Report how a text differs from what it should be, by the first line that differs."""
    # Lines without a letter or a digit are rules of tables, as long as the widest words.
    was, should = (
        [" ".join(line.split()) for line in text.split("\n") if re.search(r"\w", line)]
        for text in (now, right)
    )
    pairs = [pair for pair in zip_longest(was, should, fillvalue="") if pair[0] != pair[1]]
    message = f"jtai {marker.command} is out of date"
    for old, new in pairs[:1]:
        message += f": '{quoted(old)}' should be '{quoted(new)}'"
    code = Code.STALE_DATE if marker.command == DATE else Code.STALE_BLOCK
    return Problem(marker.line, code, message, "jtai docs update")


def _seen(raw: str) -> str:
    # Markup becomes characters without width, so that dates are found at the same offsets.
    return _MARKUP.sub(lambda one: (" " if one[1] else "").ljust(len(one[0]), "\u200b"), raw)


def week_meant(found: FoundDate) -> Period | None:
    """Return the week that a date names: from its Monday, or after "w/c" from the date itself."""
    week = _week_before(found)
    if found.first is None or found.first != found.last or week is None:
        return None
    is_first = week["begins"] and not week["begins"].endswith("of")
    first = found.first - timedelta(0 if is_first else found.first.weekday())
    return Period(first, first + timedelta(min(6, (date.max - first).days)))


def _week_before(found: FoundDate) -> re.Match[str] | None:
    return _WEEK_OF.search(found.parts.string, max(0, found.start - 40), found.start)


def _days_for(found: FoundDate, days: Days) -> Period:
    """Return the days to write in place of a date, for a milestone on these days.

    A week is named by its Monday, or by its last day as written; a single date is the first day.
    """
    first = days.first or days.last
    if (week := _week_before(found)) is None:
        return Period(first, first if found.first == found.last else days.last)
    if week["begins"]:
        first -= timedelta(first.weekday())
    else:
        written = found.last.weekday() if found.last else _FRIDAY
        first = days.last + timedelta(max(written, _FRIDAY) - days.last.weekday())
    return Period(first, first)


def _edits(text: str, found: FoundDate, day: date, end: str) -> list[_Edit]:
    parts = found.parts.groupdict(default="")
    number, month = parts[f"day{end}"], parts[f"month{end}"]
    name = _named_like(month, MONTHS[day.month - 1], parts["weekday"]) if month.isalpha() else ""
    # 11th, 12th and 13th are not like 1st, 2nd and 3rd.
    units = 0 if day.day in {11, 12, 13} else day.day % 10
    ordinal = {1: "st", 2: "nd", 3: "rd"}.get(units, "th")
    new = {
        f"weekday{end}": _named_like(parts[f"weekday{end}"], weekday_name(day)),
        f"day{end}": _like(number, month if month.isdigit() else "1", day.day),
        f"ordinal{end}": _named_like(parts.get(f"ordinal{end}", ""), ordinal),
        f"month{end}": name or _like(month, number, day.month),
        f"year{end}": f"{day.year:04d}",
        f"behind{end}": _named_like(parts.get(f"behind{end}", ""), weekday_name(day)),
    }
    edits = []
    for group, value in new.items():
        if parts.get(group):
            begin, stop = found.parts.span(group)
            begin = stop - 2 if group.startswith("ordinal") else begin
            has_dot = value == name and value.title() in MONTHS and text[stop : stop + 1] == "."
            edits.append((begin, stop + (has_dot and stop < found.end), value))
    return edits


def _added(text: str, found: FoundDate, first: date, last: date) -> _Edit:
    parts, added = found.parts, ""
    needs_year = first.year != last.year and not parts["year_first"]
    if not parts["month_first"] and (first.month != last.month or needs_year):
        added = f" {_named_like(parts['month'], MONTHS[first.month - 1], parts['weekday'])}"
    if needs_year:
        added += f" {first.year:04d}"
    names = ("day_first", "ordinal_first", "month_first")
    place = max(parts.end(name) for name in names if name in parts.re.groupindex)
    place += text[place] == "."
    return place, place, added


def _like(number: str, beside: str, new: int) -> str:
    """Write a new number with two digits or one, like the old number or else the one beside it."""
    telling = number if len(number) == 1 or number.startswith("0") else beside
    return f"{new:02d}" if len(telling) > 1 else str(new)


def _named_like(written: str, name: str, weekday: str | None = None) -> str:
    """Write a name in full or short, in capitals or small letters, as `written` is."""
    # "May" is both the short and the full name, so the weekday decides.
    telling = weekday if weekday and written.lower() == "may" else written
    if telling.title() not in (*WEEKDAYS, *MONTHS):
        # Four letters or more are written only if the name has such a form, as "Sept".
        name = _LONGER.get(name, name[:3]) if len(written) > len("Mon") else name[:3]
    if written.isupper():
        return name.upper()
    return name.lower() if written.islower() else name
