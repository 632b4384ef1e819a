"""What stands between markers, compared with what their commands give today, and put right."""

import re
from collections.abc import Callable
from itertools import zip_longest
from typing import NamedTuple

from jtai_cli.dates import find_dates
from jtai_cli.errors import JtaiError, quoted
from jtai_cli.kinds import Days
from jtai_cli.pages.finding import Markup
from jtai_cli.pages.literals import Place
from jtai_cli.pages.markers import DATE, MarkedBlock, Marker, Markers
from jtai_cli.pages.results import Code, Problem
from jtai_cli.pages.ways import days_for, rewritten, seen
from jtai_cli.timeline import Timeline

Words = tuple[str, ...]

_OF_AN_INSPECTION = frozenset({"timeline", "explain", "next", DATE})
_NAMING = ("--inspection", "--fieldwork", "--notified", "--known")
_OUR_COMMENT = re.compile(r"<!--\s*/?\s*jtai\b")
_LINE_END = re.compile(r"\r\n?|\n")
_WORDS = re.compile(r"\w")


class Runner(NamedTuple):
    """Runs the words of markers, as the command line does; all raise JtaiError.

    `run` gives a command's output, in HTML or else in Markdown; `days` those of the milestone
    that `date` names; `timeline` that of the inspection that `use` names or, without words, of
    the one that sentences are compared with where a page names none.
    """

    run: Callable[[Words, bool], str]
    days: Callable[[Words], Days]
    timeline: Callable[[Words], Timeline | None]


class Written(NamedTuple):
    """A marker, where the text up to the closing one stands, and what it should be."""

    marker: Marker
    content: Place
    right: str


def refreshed(
    path: str, text: str, markers: Markers, markup: Markup, runner: Runner
) -> tuple[list[Written], list[Problem]]:
    """Run every marker; return what each should hold, in order, and what is wrong."""
    written, problems = list[Written](), list[Problem]()
    for marked in markers.marked:
        marker, now = marked.marker, text[slice(*marked.content)]
        words, is_html = _with_use(marker, markers.use), markup is Markup.HTML
        try:
            if marker.command == DATE:
                right = _right_date(now, words, runner, is_html=is_html)
            else:
                right = _right_block(text, marked, runner.run(words, is_html), is_html=is_html)
        except JtaiError as error:
            problems.append(Problem(path, marker.line, Code.BAD_MARKER, error.message, error.hint))
            continue
        written.append(Written(marker, marked.content, right))
        if now != right:
            code = Code.STALE_DATE if marker.command == DATE else Code.STALE_BLOCK
            message = f"jtai {marker.command} is out of date: {_difference(now, right)}"
            problems.append(Problem(path, marker.line, code, message, "jtai docs update"))
    return written, problems


def _with_use(marker: Marker, use: Marker | None) -> Words:
    """Add the inspection of the page to a marker that names none."""
    names_one = any(word.partition("=")[0] in _NAMING for word in marker.words)
    if use is None or names_one or marker.command not in _OF_AN_INSPECTION:
        return marker.words
    return (*marker.words, *use.words[1:])


def _right_block(text: str, marked: MarkedBlock, output: str, *, is_html: bool) -> str:
    """Return a block as it should be: indented as its marker is, with the page's line ends."""
    if _OUR_COMMENT.search(output):
        raise JtaiError(f"jtai {marked.marker.command} prints a marker, which no page can hold")
    start, end = marked.marker.place
    before = re.split(r"[\r\n]", text[max(0, start - 400) : start])[-1]
    content = output.strip("\n")
    lines = content.split("\n") if content else []
    if is_html:
        lines.append(before if not before.strip() else "")
    else:
        # In a list, what follows an entry is indented as far as its text.
        prefix = re.sub(r"[^\s>]", " ", before)
        lines = [f"{prefix}{line}" if line else prefix.rstrip() for line in ("", *lines, "")]
        lines.append(prefix)
    newline = _LINE_END.search(text, end) or _LINE_END.search(text)
    return "".join(f"{newline[0] if newline else chr(10)}{line}" for line in lines)


def _right_date(now: str, words: Words, runner: Runner, *, is_html: bool) -> str:
    """Return a date as it should be: written in the way it is written there."""
    days, plain = runner.days(words), seen(now)
    dates = [one for one in find_dates(plain) if one.form is not None]
    if len(dates) == 1 and not any(word.startswith("--style") for word in words):
        meant = days_for(plain, dates[0], days)
        right = rewritten(now, dates[0], meant)
        again = [(one.first, one.last) for one in find_dates(seen(right))]
        if again == [(meant.first, meant.last)]:  # so that a second update changes nothing
            return right
    return runner.run(words, is_html).strip()


def _difference(now: str, right: str) -> str:
    """Say how a text differs from what it should be: the first line of words that does."""
    was, should = ([" ".join(one.split()) for one in text.split("\n")] for text in (now, right))
    # Lines without a letter or a number rule a table, and change with the width of its words.
    words = (filter(_WORDS.search, lines) for lines in (was, should))
    pairs = zip_longest(*words, fillvalue="")
    old, new = next((pair for pair in pairs if pair[0] != pair[1]), ("", ""))
    if not old or not new:
        what = f"'{quoted(new)}' is missing" if new else f"'{quoted(old)}' should not be there"
        return what if old or new else "its blank lines or spaces differ"
    return f"'{quoted(old)}' should be '{quoted(new)}'"
