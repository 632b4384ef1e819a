"""What stands between markers, compared with what their commands give today, and put right."""

import re
from collections.abc import Callable, Iterator
from itertools import zip_longest
from typing import NamedTuple

from jtai_cli.dates import find_dates
from jtai_cli.errors import JtaiError, quoted
from jtai_cli.kinds import Days
from jtai_cli.pages.literals import Place
from jtai_cli.pages.markers import DATE, LINE_END, Marker, Markers, Words
from jtai_cli.pages.results import Code, Problem
from jtai_cli.pages.ways import days_for, rewritten, seen
from jtai_cli.timeline import Timeline

_OF_AN_INSPECTION = frozenset({"timeline", "explain", "next", DATE})
_NAMING = ("--inspection", "--fieldwork", "--notified", "--known")
_OUR_COMMENT = re.compile(r"<!--\s*/?\s*jtai\b")


class Runner(NamedTuple):
    """Runs the words of markers, as the command line does; all raise JtaiError.

    `run` gives a command's output, in HTML or else in Markdown; `days` those of the milestone
    that `date` names; `timeline` that of the inspection that `use` names or, without words, of
    the one that sentences are compared with where a page names none.
    """

    run: Callable[[Words, bool], str]
    days: Callable[[Words], Days]
    timeline: Callable[[Words], Timeline | None]


def refreshed(
    text: str, markers: Markers, runner: Runner, *, is_html: bool
) -> Iterator[tuple[Marker, Place, str | None, Problem | None]]:
    """Run every marker; give the place of what it holds, what that should be, and what is wrong."""
    for marker, place in markers.marked:
        now, words = text[slice(*place)], marker.words
        names_one = any(word.partition("=")[0] in _NAMING for word in words)
        if markers.use is not None and marker.command in _OF_AN_INSPECTION and not names_one:
            words += markers.use.words[1:]
        try:
            if marker.command == DATE:
                right = _right_date(now, words, runner, is_html=is_html)
            else:
                right = _right_block(text, marker, runner.run(words, is_html), is_html=is_html)
        except JtaiError as error:
            wrong = Problem(marker.line, Code.BAD_MARKER, error.message, error.hint)
            yield marker, place, None, wrong
        else:
            yield marker, place, right, None if now == right else _outdated(marker, now, right)


def _right_block(text: str, marker: Marker, output: str, *, is_html: bool) -> str:
    if _OUR_COMMENT.search(output):
        raise JtaiError(f"jtai {marker.command} prints a marker, which no page can hold")
    start, end = marker.place
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
    newline = LINE_END.search(text, end) or LINE_END.search(text)
    return "".join(f"{newline[0] if newline else chr(10)}{line}" for line in lines)


def _right_date(now: str, words: Words, runner: Runner, *, is_html: bool) -> str:
    days, plain = runner.days(words), seen(now)
    dates = [one for one in find_dates(plain) if one.form is not None]
    if len(dates) == 1 and not any(word.startswith("--style") for word in words):
        meant = days_for(plain, dates[0], days)
        right = rewritten(now, dates[0], meant)
        again = [(one.first, one.last) for one in find_dates(seen(right))]
        if again == [(meant.first, meant.last)]:  # so that a second update changes nothing
            return right
    return runner.run(words, is_html).strip()


def _outdated(marker: Marker, now: str, right: str) -> Problem:
    """Say how a text differs from what it should be: the first line of words that does."""
    # Lines without a letter or a number rule a table, and change with the width of its words.
    was, should = (
        [" ".join(line.split()) for line in text.split("\n") if re.search(r"\w", line)]
        for text in (now, right)
    )
    pairs = zip_longest(was, should, fillvalue="")
    old, new = next((pair for pair in pairs if pair[0] != pair[1]), ("", ""))
    what = "its blank lines or spaces differ"
    if old and new:
        what = f"'{quoted(old)}' should be '{quoted(new)}'"
    elif old or new:
        what = f"'{quoted(new)}' is missing" if new else f"'{quoted(old)}' should not be there"
    code = Code.STALE_DATE if marker.command == DATE else Code.STALE_BLOCK
    message = f"jtai {marker.command} is out of date: {what}"
    return Problem(marker.line, code, message, "jtai docs update")
