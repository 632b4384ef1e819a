"""Mermaid: bars as a Gantt chart with explicit dates, for wikis and Git hosts that draw it.

Mermaid's own `excludes` moves dates wrongly, so that every date stands as it was counted. Signs
that Mermaid would take for its own are replaced by ones that look alike.
"""

import re
from collections.abc import Iterator
from datetime import timedelta

from jtai_cli.formats.text import in_line, prose, tidy
from jtai_cli.report.model import Bars, Paragraph, Report, Span, Tone

_DAY = timedelta(days=1)
_HEAD = (
    "dateFormat YYYY-MM-DD", "axisFormat %-d %b", "tickInterval 1week", "weekday monday",
    "todayMarker off",
)  # fmt: skip
# Names of sections would stand under the bars without it.
_ROOM = '%%{init: {"gantt": {"leftPadding": 190}}}%%\n'
_LOOK_ALIKES = str.maketrans(":;#%`<>{}", "\u2236,\uff03\uff05'\u2039\u203a()")
# What opens a statement of Mermaid's own, or a date, cannot begin a name.
_KEYWORD = re.compile(
    r"(?:gantt|dateformat|inclusiveenddates|topaxis|axisformat|tickinterval|includes|excludes|"
    r"todaymarker|weekday|weekend|title|acctitle|accdescr|section|click|call|href|vert|"
    r"\d{4}-\d\d-\d\d)",
    re.IGNORECASE,
)


def write(report: Report) -> str:
    """Write the bars as a chart; what stands around describes it, and is its title if strong."""
    lines, described, title = list[str](), list[str](), report.title
    for block in report.drawn_in("chart"):
        texts = list(prose(block))
        described += texts
        if isinstance(block, Bars):
            lines += _chart(block)
        elif isinstance(block, Paragraph) and block.tone is Tone.STRONG:
            title = " – ".join([title, *texts])
    head = [f"title {_text(title)}", f"accTitle: {_text(report.title)}"]
    if described:
        sentences = (one if one.endswith(".") else f"{one}." for one in described)
        head.append(f"accDescr: {_text(' '.join(sentences))}")
    return "".join([_ROOM, "gantt\n", *(f"    {line}\n" for line in (*head, *_HEAD, *lines))])


def _chart(bars: Bars) -> Iterator[str]:
    groups = [
        (section, [(bar.label, bar.span, "active, " * bar.is_given, bar.first) for bar in group])
        for section, group in bars.sections()
    ]
    apart = [(label, span, "", span.last) for label, span in bars.apart]
    days_off = [(name, Span(day, day), "done, ", day) for day, name in bars.days_off]
    for section, tasks in (*groups, ("Other dates", apart), ("Days off", days_off)):
        if tasks:
            yield f"section {_text(section)}"
        for label, span, tag, first in tasks:
            tags = tag + "milestone, " * (first == span.last)
            name = _text(f"{label}, {in_line(span)}")
            name = f"‘{name}’" if _KEYWORD.match(name) else name
            yield f"{name} :{tags}{first}, {span.last + _DAY}"  # an end is exclusive in Mermaid


def _text(text: str) -> str:
    return tidy(text).strip().replace(": ", " – ").translate(_LOOK_ALIKES)
