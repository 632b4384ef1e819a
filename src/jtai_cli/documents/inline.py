"""A date that stands inside a line, between two markers: read, compared, written anew."""

from dataclasses import dataclass
from datetime import date

from jtai_cli.dated import DatedMilestone
from jtai_cli.dates import say_span
from jtai_cli.documents import written
from jtai_cli.errors import UnknownNameError, UsageError, printable
from jtai_cli.milestones import Edge

_LEAVE_EMPTY = "leave it empty, and the date is written in full"


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
        UsageError: the text holds no date, or several.
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
    text = one.anew(first, last)
    anew = next(written.find(text))
    if one.code is None and (one.first, one.last) == (anew.first, anew.last):
        return Fresh(content)
    return Fresh(content[: one.start] + text + content[one.end :], printable(one.text))
