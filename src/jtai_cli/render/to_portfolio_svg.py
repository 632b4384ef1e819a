"""What falls together, as a chart: a column a week, a row a milestone, darker where there is more.

It is readable in grey, and without colour at all: every count stands in its cell, and what is
over a limit has a mark and a thick frame, and is told in words beneath.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from html import escape

from jtai_cli.dates import MONTHS, say
from jtai_cli.portfolio.load import Load, Week
from jtai_cli.render import crowding, words
from jtai_cli.render.bars import FAINT, INK, PAPER
from jtai_cli.render.drawing import element, length, text, wrapped

_FONT = "system-ui, 'Segoe UI', 'Helvetica Neue', 'Liberation Sans', Arial, sans-serif"
_SIZE, _SMALL = 13, 11
_WEEKS = 26
"""How many weeks stand beside one another; more go on below."""
_WIDTH, _HEIGHT, _MARGIN = 32, 26, 24
_LINE = 18
_LIGHTEST, _DARKEST = 0.1, 0.85
_DARK = 0.6
"""From here on the number in a cell is white."""


@dataclass(slots=True)
class _Chart:
    """A chart as it grows downwards."""

    load: Load
    most: int
    labels: float
    top: float = 0.0
    drawn: list[str] = field(default_factory=list)

    @property
    def width(self) -> float:
        """How wide the labels and the weeks beside them are."""
        return self.labels + _WEEKS * _WIDTH

    def write(self, told: str, **attributes: object) -> None:
        """Write a line of text, wrapped at the chart's width."""
        for line in wrapped(told, self.width, _SIZE):
            self.top += _LINE
            self.drawn.append(text(line, 0, self.top, **attributes))


def load(load: Load) -> str:
    """Draw a load as a file: weeks in rows of half a year, then what is over a limit."""
    weeks = list(load.weeks())
    most = max(count for week in weeks for count in week.counts.values())
    heads = crowding.heads(load.milestones).values()
    chart = _Chart(load, most, labels=max(length(head, _SIZE) for head in heads) + 12)
    chart.write(crowding.TITLE, font_size=20, font_weight="bold")
    for start in range(0, len(weeks), _WEEKS):
        shown = weeks[start : start + _WEEKS]
        if any(any(week.counts.values()) for week in shown):
            _draw(chart, shown)
    chart.top += 10
    over = list(crowding.over(load, weeks))
    if load.limits:
        chart.write("Over the limit (!)" if over else "Over the limit", font_weight="bold")
        for line in over or (crowding.NONE_OVER,):
            chart.write(line)
        chart.top += 10
    chart.write("Each number tells how many inspections have the milestone in that week.")
    chart.write(words.CAUTION)
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{_whole(chart, weeks, over)}\n'


def _draw(chart: _Chart, weeks: Sequence[Week]) -> None:
    """Draw weeks beside one another, under the days of their Mondays."""
    chart.top += 24
    chart.drawn += _days(chart, weeks)
    chart.top += 2 * _LINE
    for key, head in crowding.heads(chart.load.milestones).items():
        chart.drawn.append(text(head, 0, chart.top + 18))
        for place, week in enumerate(weeks):
            chart.drawn += _cell(chart, place, week.counts[key], is_over=key in week.over)
        chart.top += _HEIGHT


def _days(chart: _Chart, weeks: Sequence[Week]) -> Iterator[str]:
    """Write the days over their columns, and a month with its year where it begins."""
    before, top = None, chart.top
    for place, week in enumerate(weeks):
        x, monday = chart.labels + place * _WIDTH, week.monday
        if (monday.year, monday.month) != before:
            month = MONTHS[monday.month - 1][:3]
            said = f"{month} {monday.year}" if before is None or monday.month == 1 else month
            yield text(said, x + 4, top + 10, font_size=_SMALL, font_weight="bold")
        before = (monday.year, monday.month)
        centre = x + _WIDTH / 2
        yield text(
            str(monday.day), centre, top + 10 + _LINE, font_size=_SMALL, text_anchor="middle"
        )


def _cell(chart: _Chart, place: int, count: int, *, is_over: bool) -> Iterator[str]:
    x, y = chart.labels + place * _WIDTH, chart.top
    shade = _LIGHTEST + (_DARKEST - _LIGHTEST) * count / chart.most if count else 0.0
    frame = {"stroke": INK, "stroke_width": 3} if is_over else {"stroke": FAINT, "stroke_width": 1}
    yield element(
        "rect",
        x=x + 1,
        y=y + 1,
        width=_WIDTH - 2,
        height=_HEIGHT - 2,
        fill=INK,
        fill_opacity=f"{shade:.2f}",
        **frame,
    )
    if count:
        ink = PAPER if shade > _DARK else INK
        told = f"{count}!" if is_over else str(count)
        yield text(told, x + _WIDTH / 2, y + 18, text_anchor="middle", fill=ink)


def _whole(chart: _Chart, weeks: Sequence[Week], over: Sequence[str]) -> str:
    width = chart.width + 2 * _MARGIN
    height = chart.top + 2 * _MARGIN
    span = f"The weeks from {say(weeks[0].monday)} to that of {say(weeks[-1].monday)}."
    told = " ".join((span, *over))
    content = "\n".join(
        [
            element("title", escape(crowding.TITLE), id="load-title"),
            element("desc", escape(told), id="load-desc"),
            element("rect", x=-_MARGIN, y=-_MARGIN, width=width, height=height, fill=PAPER),
            *chart.drawn,
        ]
    )
    return element(
        "svg",
        f"\n{content}\n",
        xmlns="http://www.w3.org/2000/svg",
        viewBox=f"{-_MARGIN} {-_MARGIN} {width:.0f} {height:.0f}",
        width=f"{width:.0f}",
        height=f"{height:.0f}",
        role="img",
        aria_labelledby="load-title",
        aria_describedby="load-desc",
        font_family=_FONT,
        font_size=_SIZE,
        fill=INK,
    )
