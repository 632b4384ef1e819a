"""SVG: the weeks to publication as a bar chart, readable in grey; text stays text.

`gantt` is a file of its own; `chart` is what a page holds.
"""

from html import escape

from jtai_cli.bankholidays import Division
from jtai_cli.dated import Timeline
from jtai_cli.dates import say
from jtai_cli.frameworks import Frameworks
from jtai_cli.render import account, beneath, when
from jtai_cli.render.account import Account
from jtai_cli.render.bars import INK, PAPER, SLIM, WIDE, Chart, Layout, draw
from jtai_cli.render.drawing import element, wrapped
from jtai_cli.render.weeks import divided

__all__ = ["SLIM", "WIDE", "chart", "gantt"]

FONT = "system-ui, 'Segoe UI', 'Helvetica Neue', 'Liberation Sans', Arial, sans-serif"


def gantt(timeline: Timeline, frameworks: Frameworks, division: Division) -> str:
    """Draw a timeline as a file: heading, chart, what lies outside its weeks, notes.

    Raises:
        UsageError: a text that people wrote holds a control character.
    """
    told = account.of(timeline, frameworks)
    chart = Chart.of(told, WIDE, top=8)
    for line in wrapped(told.title, WIDE.width, 20):
        chart.write(line, font_size=20, font_weight="bold")
        chart.top += 6
    for label, fact in told.facts:
        _paragraph(chart, f"{label}: {fact}")
    chart.top += 8
    draw(chart)
    for heading, lines in beneath.sections(told, divided(timeline)[1], division):
        chart.top += 8
        if heading:
            chart.write(heading, font_weight="bold")
        for line in lines:
            _paragraph(chart, line)
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{_whole(chart, margin=24)}\n'


def chart(told: Account, layout: Layout) -> str:
    """Draw the weeks to publication, with a legend, for a page that tells the rest."""
    drawn = Chart.of(told, layout)
    draw(drawn)
    return _whole(drawn, margin=8)


def _whole(chart: Chart, margin: int) -> str:
    name = chart.layout.name
    width, height = chart.layout.width + 2 * margin, chart.top + 2 * margin
    told = (
        f"A column a weekday from {say(chart.weeks.first)} to {say(chart.weeks.last)}. "
        + "; ".join(f"{row.name}: {when.full(row.dated)}" for row in chart.account.rows())
        + "."
    )
    content = "\n".join(
        [
            element("title", escape(chart.account.title), id=f"{name}-title"),
            element("desc", escape(told), id=f"{name}-desc"),
            _patterns(name),
            element("rect", x=-margin, y=-margin, width=width, height=height, fill=PAPER),
            *chart.drawn,
        ]
    )
    return element(
        "svg",
        f"\n{content}\n",
        xmlns="http://www.w3.org/2000/svg",
        viewBox=f"{-margin} {-margin} {width} {height:.0f}",
        width=width,
        height=f"{height:.0f}",
        role="img",
        aria_labelledby=f"{name}-title",
        aria_describedby=f"{name}-desc",
        font_family=FONT,
        font_size=chart.layout.size,
        fill=INK,
    )


def _patterns(name: str) -> str:
    def pattern(what: str, path: str) -> str:
        line = element("path", d=path, stroke=INK, stroke_width=1, stroke_opacity=0.45)
        return element(
            "pattern", line, id=f"{name}-{what}", width=6, height=6, patternUnits="userSpaceOnUse"
        )

    hatch = pattern("bank-holiday", "M-1 7 7 -1M-1 1 1 -1M5 7 7 5")
    return element("defs", hatch + pattern("closure", "M0 1.5H6M0 4.5H6"))


def _paragraph(chart: Chart, told: str) -> None:
    for line in wrapped(told, chart.layout.width, chart.layout.size):
        chart.write(line)
