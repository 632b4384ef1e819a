"""The bar chart as SVG elements: the weeks to publication, readable in grey."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from jtai_cli.dated import DateIs
from jtai_cli.dates import MONTHS
from jtai_cli.milestones import Basis, Edge
from jtai_cli.render import when
from jtai_cli.render.account import Account, Row
from jtai_cli.render.drawing import element, length, text, wrapped
from jtai_cli.render.weeks import WEEK, Weeks, divided

INK, FAINT, PAPER = "#2b1d2e", "#d9d2da", "#ffffff"
FILLS = {DateIs.KNOWN: "#4a1f4f", DateIs.COMPUTED: "#b9d3d1", DateIs.STATED: PAPER}
LEGEND = {
    DateIs.KNOWN: "Known",
    DateIs.COMPUTED: "Computed",
    DateIs.STATED: "Stated in a letter",
}
HALO: dict[str, object] = {
    "stroke": PAPER,
    "stroke_width": 4,
    "stroke_linejoin": "round",
    "paint_order": "stroke",
}
"""What keeps a text readable on a hatched ground."""
_LINE, _TICK = 17, 46
"""The height of a line; the least room between the dates at the top."""
_THIN, _THICK = 1.25, 3.0


@dataclass(frozen=True, slots=True)
class Layout:
    """How wide a chart is, and what its labels take: nothing where they stand above the bars."""

    name: str
    width: int
    labels: int
    size: int


WIDE = Layout("wide", 960, 330, 13)
SLIM = Layout("slim", 272, 0, 13)


@dataclass(slots=True)
class Chart:
    """A chart as it grows downwards: what is drawn, and how far down it has come."""

    account: Account
    weeks: Weeks
    layout: Layout
    top: float = 0.0
    drawn: list[str] = field(default_factory=list)

    @property
    def step(self) -> float:
        """The width of a weekday."""
        return (self.layout.width - self.layout.labels) / self.weeks.columns

    def x(self, column: int) -> float:
        """The left edge of a column."""
        return self.layout.labels + column * self.step

    @classmethod
    def of(cls, told: Account, layout: Layout, *, top: float = 0) -> "Chart":
        """Begin the chart of a timeline."""
        inside, _ = divided(told.timeline)
        return cls(told, Weeks.around(inside), layout, top)

    def write(self, told: str, x: float = 0, **attributes: object) -> None:
        """Write a line of text and move below it."""
        self.top += _LINE
        self.drawn.append(text(told, x, self.top - 4, **attributes))


def draw(chart: Chart) -> None:
    """Draw the weeks with their bars by phase, and what the shapes mean."""
    _head(chart)
    start, place = chart.top, len(chart.drawn)
    inside, _ = divided(chart.account.timeline)
    for phase, rows in chart.account.among(inside):
        chart.top += 6
        for line in wrapped(phase, chart.layout.width, chart.layout.size):
            chart.write(line, font_weight="bold")
        for row in rows:
            _row(chart, row)
    chart.top += 4
    chart.drawn[place:place] = _grid(chart, start)
    _legend(chart)


def _head(chart: Chart) -> None:
    every = int(-(-_TICK // (WEEK * chart.step)))
    chart.top += _LINE
    for number, (column, day) in enumerate(chart.weeks.mondays()):
        if number % every == 0 and chart.x(column) + _TICK <= chart.layout.width + 8:
            told = f"{day.day} {MONTHS[day.month - 1][:3]}"
            chart.drawn.append(text(told, chart.x(column) + 2, chart.top - 5, font_size=11))


def _grid(chart: Chart, start: float) -> Iterator[str]:
    """Draw what lies behind the bars: Mondays, closures, bank holidays."""
    timeline, weeks, name = chart.account.timeline, chart.weeks, chart.layout.name
    held = (column for day, _ in timeline.bank_holidays for column in weeks.columns_of(day, day))
    shut = (
        weeks.column(day) for one in timeline.inspection.closures for day in weeks.days_within(one)
    )
    for what, columns in (("bank-holiday", held), ("closure", shut)):
        for column in columns:
            fill, height = f"url(#{name}-{what})", chart.top - start
            yield element(
                "rect", x=chart.x(column), y=start, width=chart.step, height=height, fill=fill
            )
    for column, _ in weeks.mondays():
        x = chart.x(column)
        yield element("path", d=f"M{x:.2f} {start - 14:.0f}V{chart.top:.0f}", stroke=FAINT)


def _row(chart: Chart, row: Row) -> None:
    """Draw a label and its bar, with the days beside it where there is room, else in the label."""
    layout, days, label = chart.layout, when.short(row.dated), row.name
    columns = chart.weeks.columns_of(row.dated.day(Edge.FIRST), row.dated.last)
    left, right = chart.x(columns.start), chart.x(columns.stop)
    room = length(days, layout.size) + 10
    place: tuple[float, str] | None = None
    if right + room <= layout.width:
        place = right + 7, "start"
    elif left - room >= layout.labels:
        place = left - 7, "end"
    else:
        label += f": {days}"
    top = chart.top
    for line in wrapped(label + row.references, (layout.labels or layout.width) - 14, layout.size):
        chart.write(line, 10 if layout.labels else 0)
    if not layout.labels:
        top, chart.top = chart.top, chart.top + _LINE
    chart.top += 4
    if place is not None:
        x, anchor = place
        chart.drawn.append(text(days, x, top + _LINE - 4, text_anchor=anchor, **HALO))
    chart.drawn.append(_shape(row, left, right, top + 1))


def _shape(row: Row, left: float, right: float, top: float) -> str:
    dated = row.dated
    thickness = _THICK if dated.date_is is DateIs.STATED else _THIN
    line: dict[str, object] = {
        "fill": FILLS[dated.date_is],
        "stroke": INK,
        "stroke_width": thickness,
    }
    if dated.provisional:
        line["stroke_dasharray"] = "1.5 2"
    elif dated.milestone.basis is Basis.LOCAL:
        line["stroke_dasharray"] = "4 2"
    if dated.first == dated.last:
        x, y = (left + right) / 2, top + _LINE / 2 - 7
        return element("path", d=f"M{x:.2f} {y:.1f}l7 7-7 7-7-7z", **line)
    width = max(right - left - 2, 2)
    return element("rect", x=left + 1, y=top + 2, width=width, height=13, rx=2, **line)


def _legend(chart: Chart) -> None:
    """Tell what the shapes mean, of those that are drawn."""
    x = 0.0
    chart.top += 8
    for told, fill, thickness in _meanings(chart):
        room = 36 + length(told, chart.layout.size)
        if x and x + room > chart.layout.width:
            x, chart.top = 0.0, chart.top + 22
        line = {"fill": fill, "stroke": INK, "stroke_width": thickness}
        box = element("rect", x=x + 2, y=chart.top + 3, width=14, height=12, **line)
        chart.drawn.append(box + text(told, x + 22, chart.top + _LINE - 3))
        x += room
    chart.top += 26


def _meanings(chart: Chart) -> Iterator[tuple[str, str, float]]:
    """Give what is drawn, its filling and the thickness of its line."""
    timeline, weeks, name = chart.account.timeline, chart.weeks, chart.layout.name
    used = {row.dated.date_is for row in chart.account.rows()}
    for date_is, told in LEGEND.items():
        if date_is in used:
            yield told, FILLS[date_is], _THICK if date_is is DateIs.STATED else _THIN
    if any(weeks.columns_of(day, day) for day, _ in timeline.bank_holidays):
        yield "Bank holiday", f"url(#{name}-bank-holiday)", _THIN
    if any(day for closed in timeline.inspection.closures for day in weeks.days_within(closed)):
        yield "Closure", f"url(#{name}-closure)", _THIN
