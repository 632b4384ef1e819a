"""A date that stands inside a line, between two markers: read, compared, written anew."""

import re
from datetime import date

from jtai_cli.dated import DatedMilestone
from jtai_cli.dates import MONTHS, WEEKDAYS, say_span
from jtai_cli.documents import written
from jtai_cli.documents.shapes import SHORT
from jtai_cli.documents.written import Written
from jtai_cli.errors import UnknownNameError, UsageError, printable
from jtai_cli.milestones import Edge
from jtai_cli.records import dataclass

_LEAVE_EMPTY = "leave it empty, and the date is written in full"

_AROUND = 60
"""Characters on either side of a date in which the rest of a run is looked for."""
_FILLING = r"(?:[\s*~,.]|<[^<>]*+>|&nbsp;|\b(?:the|of|up)\b)*+"
_JOINING = r"(?:\b(?:to|and|through|until|till)\b|&(?:amp|[nm]dash);|[-&–—])"
_NAMES = "|".join(f"{name[:SHORT]}(?:{name[SHORT:]})?" for name in (*MONTHS, *WEEKDAYS))
# A time of day ("10:00", "5pm") is no part of a date.
_NUMBER = r"(?<![\w:.])[0-9]++(?:st|nd|rd|th)?+(?![\w:]|\.[0-9]|\s?[ap]m\b)"
_DAY = rf"(?:{_NUMBER}|\b(?:{_NAMES}|Sept|Tues|Weds|Thurs?)\b)"
_JOINED = rf"{_FILLING}(?:{_JOINING}{_FILLING})*+"
_CUT_BEFORE = re.compile(rf"{_DAY}{_JOINED}$", re.IGNORECASE)
_CUT_BEHIND = re.compile(rf"{_JOINED}{_DAY}", re.IGNORECASE)
_JOIN_BEFORE = re.compile(rf"{_JOINING}{_FILLING}$", re.IGNORECASE)
_JOIN_BEHIND = re.compile(rf"{_FILLING}{_JOINING}", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Fresh:
    """What stands between the markers as it should be; `said` is the date as it was, if stale."""

    text: str
    said: str | None = None


def days(dated: DatedMilestone, edge: str | None) -> tuple[date, date]:
    """Return the first and last day that a marker asks for; `edge` is its setting.

    What has no first day is told by its last.

    Raises:
        UnknownNameError: there is no such edge.
        UsageError: the first day is asked for, and there is none.
    """
    if edge is None:
        return dated.first or dated.last, dated.last
    if edge not in list(Edge):
        raise UnknownNameError(f"edge={printable(edge)} is no edge", "edge=first or edge=last")
    if dated.first is None and edge == Edge.FIRST:
        raise UsageError(f"{dated.milestone.key} has no first day", "edge=last")
    day = dated.day(Edge(edge))
    return day, day


def fresh(content: str, first: date, last: date) -> Fresh:
    """Return what should stand between two markers that hold a text.

    Days are written in the way of the date that is there; of a run of days a single date tells
    the first. Where nothing stands, all are said in full.

    Raises:
        UsageError: the text holds no date, or several, or one that is a part of a run.
    """
    if not content.strip():
        return Fresh(say_span(first, last), "nothing")
    # What marks emphasis is a part of a word elsewhere.
    found = list(written.find(content.replace("_", " ")))
    if not found:
        raise UsageError(f"'{printable(content.strip())}' holds no date", _LEAVE_EMPTY)
    if len(found) > 1:
        told = " and ".join(f"'{printable(one.text)}'" for one in found[:2])
        raise UsageError(f"it holds more than one date: {told}", "one date between the markers")
    (one,) = found
    if _is_cut(content, one, is_run=first != last):
        run = next(written.find("3 to 7 March 2025")).anew(first, last)
        shown = f"of '{printable(content.strip())}' only '{printable(one.text)}' is read"
        raise UsageError(shown, f"leave it empty, or write {run}")
    text = one.anew(first, last)
    anew = next(written.find(text))
    if one.code is None and (one.first, one.last) == (anew.first, anew.last):
        return Fresh(content)
    return Fresh(content[: one.start] + text + content[one.end :], printable(one.text))


def _is_cut(content: str, one: Written, *, is_run: bool) -> bool:
    """Tell whether a date is a part of more: "3, 4 and 7 March 2025"; of a run, "and 7 March"."""
    before, behind = content[max(0, one.start - _AROUND) : one.start], content[one.end :]
    if _CUT_BEFORE.search(before) or _CUT_BEHIND.match(behind):
        return True
    return is_run and bool(_JOIN_BEFORE.search(before) or _JOIN_BEHIND.match(behind))
