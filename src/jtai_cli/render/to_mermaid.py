"""Mermaid: a Gantt chart with explicit dates, for wikis and Git hosts that draw it.

Mermaid's own `excludes` moves dates wrongly, so that every date stands as it was counted. Signs
that Mermaid would take for its own are replaced by ones that look alike.
"""

import re
from collections.abc import Iterator
from datetime import date, timedelta

from jtai_cli.dated import DatedMilestone, DateIs, Timeline
from jtai_cli.dates import say_short
from jtai_cli.frameworks import Frameworks
from jtai_cli.milestones import Months, UpTo
from jtai_cli.render import account, beneath, when, words
from jtai_cli.render.account import Account, Row
from jtai_cli.render.texts import one_line

_DAY = timedelta(days=1)
_ROOM = '%%{init: {"gantt": {"leftPadding": 190}}}%%\n'
"""Names of sections would stand under the bars without it."""
_HEAD = (
    "dateFormat YYYY-MM-DD",
    "axisFormat %-d %b",
    "tickInterval 1week",
    "weekday monday",
    "todayMarker off",
)
_LOOK_ALIKES = str.maketrans(":;#%`<>{}", "\u2236,\uff03\uff05'\u2039\u203a()")
# What opens a statement of Mermaid's own, or a date, cannot begin a title.
_KEYWORD = re.compile(
    r"(?:gantt|dateformat|inclusiveenddates|topaxis|axisformat|tickinterval|includes|excludes|"
    r"todaymarker|weekday|weekend|title|acctitle|accdescr|section|click|call|href|vert|"
    r"\d{4}-\d\d-\d\d)",
    re.IGNORECASE,
)


def gantt(timeline: Timeline, frameworks: Frameworks) -> str:
    """Write a timeline as a Gantt chart: a section a phase, then what stands beside the dates.

    Raises:
        UsageError: a text that people wrote holds a control character.
    """
    told = account.of(timeline, frameworks)
    area = [fact for label, fact in told.facts if label == "Area"]
    lines = [
        f"title {_text(' – '.join([told.title, *area, words.CAUTION]))}",
        f"accTitle: {_text(told.title)}",
        f"accDescr: {_text(' '.join(_description(told)))}",
        *_HEAD,
    ]
    for phase, rows in told.phases:
        lines += [f"section {_text(phase)}", *(_task(row) for row in rows)]
    for readings in told.readings:
        lines.append(f"section {_text(readings.heading)}")
        lines += (_milestone(f"{what}, {_day(day)}", day) for day, what in readings.days)
    if timeline.bank_holidays:
        lines.append("section Bank holidays skipped")
        lines += (_milestone(f"{name}, {_day(day)}", day) for day, name in timeline.bank_holidays)
    if timeline.inspection.closures:
        lines.append(f"section {beneath.CLOSURE}")
        lines += (_bar("Closure", "done, ", c.first, c.last) for c in timeline.inspection.closures)
    return "".join([_ROOM, "gantt\n", *(f"    {line}\n" for line in lines)])


def _description(told: Account) -> Iterator[str]:
    """Tell what the chart has no place for."""
    yield words.CAUTION
    yield from (f"{label}, {fact}." for label, fact in told.facts)
    yield from (one.agreement for one in told.readings if one.agreement)
    yield from (f"[{number}] {note}" if number else note for number, note in told.notes)


def _task(row: Row) -> str:
    """Write a milestone; what lies months back stands on its last day, its days in its title."""
    dated = row.dated
    name = f"{row.name}{row.references}"
    if dated.first is None or isinstance(dated.milestone.rule, Months | UpTo):
        return _milestone(f"{name}, {when.full(dated)}", dated.last)
    if dated.first == dated.last:
        return _milestone(f"{name}, {when.short(dated)}", dated.last, _tag(dated))
    return _bar(f"{name}, {when.short(dated)}", _tag(dated), dated.first, dated.last)


def _day(day: date) -> str:
    return re.sub(r"\s+", " ", say_short(day))


def _tag(dated: DatedMilestone) -> str:
    return "" if dated.date_is is DateIs.COMPUTED else "active, "


def _milestone(title: str, day: date, tag: str = "") -> str:
    return _bar(title, f"{tag}milestone, ", day, day)


def _bar(title: str, tag: str, first: date, last: date) -> str:
    # The day after the last: an end is exclusive in Mermaid.
    return f"{_title(title)} :{tag}{first}, {last + _DAY}"


def _title(told: str) -> str:
    text = _text(told).strip()
    return f"‘{text}’" if not text or _KEYWORD.match(text) else text


def _text(told: str) -> str:
    return one_line(told).replace(": ", " – ").translate(_LOOK_ALIKES)
