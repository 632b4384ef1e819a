"""Charts of weeks as drawings: SVG, readable in grey, and Mermaid for pages that draw it.

In SVG the length of a text is estimated. Mermaid's own `excludes` moves dates wrongly, so every
date is written as counted. Signs that Mermaid would act on are replaced by look-alikes.
"""

import re
from collections.abc import Iterator
from datetime import timedelta
from html import escape
from math import ceil
from unicodedata import east_asian_width

from jtai_cli.dates import say_brief
from jtai_cli.formats.text import in_line, prose, tidy, wrapped
from jtai_cli.report.model import Bar, Bars, Heading, Paragraph, Report, Span, Tone
from jtai_cli.workingdays import SATURDAY

_INK, _FAINT, _WEEKEND, _PAPER = "#1b2733", "#d5dbe1", "#f0f2f5", "#ffffff"
_GIVEN, _COUNTED, _OFF = "#1f3a5f", "#b7cbe2", "url(#day-off)"
_MEANINGS = {_GIVEN: "Known, or stated by a letter", _COUNTED: "Calculated", _OFF: "Day off"}
_FONT = "system-ui, 'Segoe UI', 'Helvetica Neue', 'Liberation Sans', Arial, sans-serif"
_WIDTH, _LABELS, _MARGIN, _SIZE, _LINE, _TICK = 960, 310, 24, 13, 18, 50
"""In pixels: widths of the drawing, its labels and margin; letters, lines, a date on top."""
_NARROW, _CAPITAL, _WIDE = 0.62, 0.8, 1.05
"""Widths of characters, per font size, in any common sans-serif: overestimated, if anything."""
_HATCH = (
    '<pattern id="day-off" width="6" height="6" patternUnits="userSpaceOnUse">'
    f'<path d="M-1 7 7 -1M-1 1 1 -1M5 7 7 5" stroke="{_INK}" stroke-opacity="0.45"/></pattern>'
)
_HEAD = (
    '<svg xmlns="http://www.w3.org/2000/svg" %s style="max-width: 100%%; height: auto" role="img" '
    'aria-labelledby="chart-title" aria-describedby="chart-description" '
    f'font-family="{escape(_FONT)}" font-size="{_SIZE}" fill="{_INK}">'
)
_HALO = {"stroke": _PAPER, "stroke_width": "4", "paint_order": "stroke"}  # legible on hatching
_DAY = timedelta(days=1)
_SETTINGS = (
    "dateFormat YYYY-MM-DD", "axisFormat %-d %b", "tickInterval 1week", "weekday monday",
    "todayMarker off",
)  # fmt: skip
# Without this, bars would cover the names of sections.
_MERMAID = '%%{init: {"gantt": {"leftPadding": 190}}}%%\ngantt\n'
_LOOK_ALIKES = str.maketrans(":;#%`<>{}", "\u2236,\uff03\uff05'\u2039\u203a()")
# A name cannot begin with a keyword of Mermaid's, or with a date.
_KEYWORD = re.compile(
    r"(?:gantt|dateformat|inclusiveenddates|topaxis|axisformat|tickinterval|includes|excludes|"
    r"todaymarker|weekday|weekend|title|acctitle|accdescr|section|click|call|href|vert|"
    r"\d{4}-\d\d-\d\d)",
    re.IGNORECASE,
)


def write_svg(report: Report) -> str:
    """Draw the bars of a report, and write the text around them."""
    picture, described = _Picture(), []
    picture.write(report.title, size=20, is_bold=True)
    for block in report.blocks_in("chart"):
        if isinstance(block, Bars):
            picture.chart(block)
            described = [f"{one.label}: {in_line(one.span)}." for one in block.bars]
            described += prose(block)
        is_heading = isinstance(block, Heading)
        picture.top += 8 * is_heading
        for line in prose(block):
            picture.write(line, is_bold=is_heading)
    drawn = picture.finished(report.title, " ".join(described))
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{drawn}\n'


def part_of_page(bars: Bars) -> str:
    """Draw only the bars, for a page that also has their dates in a table."""
    picture = _Picture()
    picture.chart(bars)
    return picture.finished("Chart of weeks", "The table has every date.")


class _Picture:
    """A picture that grows downwards: its parts, and `top`, where the next one goes."""

    def __init__(self) -> None:
        self.top = 0
        self.parts: list[str] = []

    def write(
        self, text: str, x: int = 0, room: int = _WIDTH, size: int = _SIZE, *, is_bold: bool = False
    ) -> None:
        """Write a text in as many lines as it needs, and move below it."""
        weight = {"font_weight": "bold"} if is_bold else {}
        for line in wrapped(tidy(text), room / size, _length):
            self.top += _LINE * size // _SIZE
            self.parts.append(_text(line, x, self.top - 4, font_size=size, **weight))

    def chart(self, bars: Bars) -> None:
        """Draw bars under the headings of their sections, days off behind them, and a legend."""
        mondays = bars.mondays()
        days = [mondays[0] + timedelta(number) for number in range(7 * len(mondays))]
        step = (_WIDTH - _LABELS) / len(days)
        columns = {day: _LABELS + number * step for number, day in enumerate(days)}
        self.top += 8 + _LINE
        for monday in mondays[:: ceil(_TICK / (7 * step))]:
            if (left := columns[monday]) + _TICK <= _WIDTH + _MARGIN:
                name = say_brief(monday)[:-5]
                self.parts.append(_text(name, left + 2, self.top - 5, font_size=11))
        behind, top = len(self.parts), self.top
        for section, group in bars.sections():
            self.top += 6
            self.write(section, is_bold=True)
            for bar in group:
                self._bar(bar, columns[bar.first], columns[bar.last] + step)
        self.top += 4
        off = {day: name for day, name in bars.days_off if day in columns}
        for day, x in columns.items():
            ground = {"x": x, "y": top, "width": step, "height": self.top - top}
            if day in off:
                name = _element("title", escape(tidy(off[day])))
                self.parts.insert(behind, _element("rect", name, **ground, fill=_OFF))
            elif day.weekday() >= SATURDAY:
                self.parts.insert(behind, _element("rect", **ground, fill=_WEEKEND))
            if day.weekday() == 0:
                line = f"M{x:.2f} {top - 14}V{self.top}"
                self.parts.insert(behind, _element("path", d=line, stroke=_FAINT))
        used = {_GIVEN if bar.is_given else _COUNTED for bar in bars.bars} | {_OFF for _ in off}
        self.top += 8
        x = 0.0
        for fill in (one for one in _MEANINGS if one in used):
            box = {"x": x + 1, "y": self.top + 3, "width": 14, "height": 12}
            self.parts.append(_element("rect", **box, fill=fill, stroke=_INK))
            self.parts.append(_text(_MEANINGS[fill], x + 22, self.top + _LINE - 4))
            x += 46 + _length(_MEANINGS[fill]) * _SIZE
        self.top += _LINE + 6

    def finished(self, title: str, description: str) -> str:
        """Return the drawing with a margin, and a title and description for screen readers."""
        width, height = _WIDTH + 2 * _MARGIN, self.top + 2 * _MARGIN
        size = f'viewBox="{-_MARGIN} {-_MARGIN} {width} {height}" width="{width}" height="{height}"'
        content = (
            _element("title", escape(tidy(title)), id="chart-title"),
            _element("desc", escape(tidy(description)), id="chart-description"),
            _element("defs", _HATCH),
            _element("rect", x=-_MARGIN, y=-_MARGIN, width=width, height=height, fill=_PAPER),
            *self.parts,
        )
        return "\n".join([_HEAD % size, *content, "</svg>"])

    def _bar(self, bar: Bar, left: float, right: float) -> None:
        """Draw a label and its bar, with the days beside it or, without room, in the label."""
        label, days = bar.label, in_line(bar.span)
        room, top = _length(days) * _SIZE + 12, self.top
        x, anchor = (right + 8, "start") if right + room <= _WIDTH else (left - 8, "end")
        has_room = anchor == "start" or left - room >= _LABELS
        self.write(label if has_room else f"{label}: {days}", x=10, room=_LABELS - 24)
        self.top += 3
        if has_room:
            self.parts.append(_text(days, x, top + _LINE - 4, text_anchor=anchor, **_HALO))
        line = {"fill": _GIVEN if bar.is_given else _COUNTED, "stroke": _INK}
        if bar.first == bar.last:
            shape = f"M{(left + right) / 2:.2f} {top + 2}l7 7-7 7-7-7z"
            self.parts.append(_element("path", d=shape, **line))
        else:
            box = {"x": left + 1, "y": top + 3, "width": right - left - 2, "height": 12, "rx": 2}
            self.parts.append(_element("rect", **box, **line))


def _element(name: str, content: str = "", /, **attributes: object) -> str:
    """Write an element; an attribute's underscores stand for hyphens."""
    written = "".join(
        f' {key.replace("_", "-")}="{escape(f"{one:.2f}" if isinstance(one, float) else str(one))}"'
        for key, one in attributes.items()
    )
    return f"<{name}{written}>{content}</{name}>" if content else f"<{name}{written}/>"


def _text(text: str, x: float, y: float, /, **attributes: object) -> str:
    return _element("text", escape(text), x=x, y=y, **attributes)


def _length(text: str) -> float:
    """Estimate how long a text is, as a multiple of its font size."""
    length = 0.0
    for one in text:
        is_wide = one in "mMW@%" or east_asian_width(one) in "WF"
        otherwise = _CAPITAL if one.isupper() or one == "w" else _NARROW
        length += _WIDE if is_wide else otherwise
    return length


def write_mermaid(report: Report) -> str:
    """Write the bars as a chart; other text is its description, and strong text its title too."""
    lines, described, title = list[str](), list[str](), report.title
    for block in report.blocks_in("chart"):
        texts = list(prose(block))
        described += texts
        if isinstance(block, Bars):
            lines += _tasks(block)
        elif isinstance(block, Paragraph) and block.tone is Tone.STRONG:
            title = " – ".join([title, *texts])
    head = [f"title {_replaced(title)}", f"accTitle: {_replaced(report.title)}"]
    sentences = (one if one.endswith(".") else f"{one}." for one in described)
    head.append(f"accDescr: {_replaced(' '.join(sentences))}")
    return "".join([_MERMAID, *(f"    {line}\n" for line in (*head, *_SETTINGS, *lines))])


def _tasks(bars: Bars) -> Iterator[str]:
    groups = [
        (section, [(bar.label, bar.span, "active, " * bar.is_given, bar.first) for bar in group])
        for section, group in bars.sections()
    ]
    apart = [(label, span, "", span.last) for label, span in bars.apart]
    days_off = [(name, Span(day, day), "done, ", day) for day, name in bars.days_off]
    for section, tasks in (*groups, ("Other dates", apart), ("Days off", days_off)):
        if tasks:
            yield f"section {_replaced(section)}"
        for label, span, tag, first in tasks:
            tags = tag + "milestone, " * (first == span.last)
            name = _replaced(f"{label}, {in_line(span)}")
            name = f"‘{name}’" if _KEYWORD.match(name) else name
            yield f"{name} :{tags}{first}, {span.last + _DAY}"  # an end is exclusive in Mermaid


def _replaced(text: str) -> str:
    return tidy(text).strip().replace(": ", " – ").translate(_LOOK_ALIKES)
