"""One week of a look-ahead explained: each trouble in full, each date with its rule."""

from collections.abc import Iterable, Iterator
from datetime import date

from rich.console import RenderableType
from rich.text import Text

from jtai_cli.dated import DatedMilestone
from jtai_cli.dates import say, say_short, say_span
from jtai_cli.explain import explain
from jtai_cli.frameworks import Frameworks
from jtai_cli.lookahead import LookAhead, Week
from jtai_cli.milestones import Edge
from jtai_cli.render import ahead as telling
from jtai_cli.render import reasons, when, words
from jtai_cli.render.ahead import whole
from jtai_cli.render.page import Page
from jtai_cli.render.sheet import Blocks, bold, drawn, grid, indented, parted, widest
from jtai_cli.render.texts import for_terminal

_DATE = 15
_ROOMY = 40
"""Columns from which a date such as 30 September 2026 finds room beside another."""

Row = tuple[str, str]


def week(week: Week, ahead: LookAhead, frameworks: Frameworks, *, page: Page) -> str:
    """Draw one week: what to watch for in whole sentences, with the dates touched; its dates."""
    told = telling.of(ahead, frameworks)
    fieldwork = week.timeline.fieldwork
    span = say_span(fieldwork.day(Edge.FIRST), fieldwork.last)
    count = words.count(week.troubles, "trouble") if week.troubles else "no trouble"
    others = [note.text for note in week.timeline.notes if note.code not in week.kinds]
    blocks: Blocks = [
        [bold(told.title), Text(whole.glued(f"Fieldwork {span}: {count}"))],
        _listed("What to watch for", list(_watching(week, told)), page),
        _listed("What to know", [("-", text) for text in others], page),
        [bold("Dates"), indented(grid(_kept(_dates(week, ahead), page), (_DATE, None)))],
        [Text(words.CAUTION)],
    ]
    return whole.unglued(drawn(parted(blocks), page))


def none(day: date, reason: str, *, page: Page) -> str:
    """Draw why no fieldwork week starts on a day."""
    told = whole.glued(f"No fieldwork week starts on {say(day)}: {reason}.")
    return whole.unglued(drawn([Text(told)], page))


def _listed(heading: str, rows: list[Row], page: Page) -> list[RenderableType]:
    if not rows:
        return []
    signs = widest(sign for sign, _ in rows)
    return [bold(heading), indented(grid(_kept(rows, page), (signs, None)))]


def _kept(rows: Iterable[Row], page: Page) -> list[Row]:
    """Keep the dates in the second column in one piece where there is room for them."""
    keep = whole.glued if page.width >= _ROOMY else str
    return [(first, keep(text)) for first, text in rows]


def _watching(week: Week, told: telling.Told) -> Iterator[Row]:
    """Give each trouble with its sign; what a date to avoid touches has its days."""
    for note in week.timeline.notes:
        if note.code in week.kinds:
            yield told.kinds[note.code].sign, note.text
    for touch in week.touches:
        touched = "; ".join(_on(one) for one in touch.milestones)
        title = for_terminal(touch.local.title)
        span = say_span(touch.local.first, touch.local.last)
        yield told.local[touch.local.title].sign, f"{title}, {span}, touches: {touched}."


def _on(dated: DatedMilestone) -> str:
    return f"{dated.milestone.name}, {when.full(dated)}"


def _dates(week: Week, ahead: LookAhead) -> Iterator[Row]:
    """Give each date with how it is counted, by date."""
    timeline = week.timeline
    for dated in timeline.milestones:
        if dated.milestone.key in ahead.columns:
            told = reasons.line(explain(timeline, dated.milestone.key))
            provisional = " (provisional)" if dated.provisional else ""
            yield say_short(dated.day(Edge.FIRST)), f"{told}{provisional}"
