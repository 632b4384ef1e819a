"""What stands between markers, compared with what their commands give today, and put right."""

import re
from collections.abc import Callable
from itertools import zip_longest
from typing import NamedTuple

from jtai_cli.dates import find_dates
from jtai_cli.errors import JtaiError, quoted
from jtai_cli.kinds import Days
from jtai_cli.pages.literals import Place
from jtai_cli.pages.markers import DATE, LINE_END, Marker, Words, beside
from jtai_cli.pages.results import Code, Problem
from jtai_cli.pages.ways import days_for, rewritten, seen
from jtai_cli.timeline import Timeline

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


def refreshed(text: str, marker: Marker, place: Place, runner: Runner, *, is_html: bool) -> str:
    """Run a marker; return what should stand at the place that it holds."""
    if marker.command == DATE:
        return _right_date(text[slice(*place)], marker.words, runner, is_html=is_html)
    output = runner.run(marker.words, is_html)
    if _OUR_COMMENT.search(output):
        raise JtaiError(f"jtai {marker.command} prints a marker, which no page can hold")
    before, _ = beside(text, marker.place)
    lines = output.strip("\n").split("\n")
    if is_html:
        lines.append(before if not before.strip() else "")
    else:
        # In a list, what follows an entry is indented as far as its text.
        prefix = re.sub(r"[^\s>]", " ", before)
        lines = [f"{prefix}{line}" if line else prefix.rstrip() for line in ("", *lines, "")]
        lines.append(prefix)
    newline = LINE_END.search(text, marker.place[1]) or LINE_END.search(text)
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


def outdated(marker: Marker, now: str, right: str) -> Problem:
    """Say how a text differs from what it should be: the first line of words that does."""
    # Lines without a letter or a number rule a table, and change with the width of its words.
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
