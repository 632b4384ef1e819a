"""A look-ahead in Markdown: a padded table, what its marks mean, what to watch for.

Formatters such as prettier and mdformat leave it as it is.
"""

from jtai_cli.dated import DatedMilestone
from jtai_cli.frameworks import Frameworks
from jtai_cli.lookahead import LookAhead, Week
from jtai_cli.milestones import Edge
from jtai_cli.render import ahead as telling
from jtai_cli.render import markup, when, words
from jtai_cli.render.markup import escaped


def look_ahead(ahead: LookAhead, frameworks: Frameworks) -> str:
    """Write a look-ahead as a page of its own."""
    told = telling.of(ahead, frameworks)
    blocks = [f"# {escaped(told.title)}", escaped(told.summary)]
    if ahead.weeks:
        heads = [*told.heads.values(), "Marks"]
        blocks.append(markup.table(heads, [_row(week, told) for week in ahead.weeks]))
    if told.legend:
        marks = (f"**{mark.sign}:** {escaped(mark.meaning)}" for mark in told.legend)
        blocks += ["## Marks", markup.bullets(marks)]
    for heading, lines in told.sections:
        blocks += [f"## {heading}", markup.bullets(map(escaped, lines))]
    return markup.page([*blocks, f"**{words.CAUTION}**"])


def _row(week: Week, told: telling.Told) -> list[str]:
    cells = [_cell(telling.cell(week, key)) for key in told.ahead.columns]
    return [*cells, " ".join(mark.sign for mark in told.marks(week))]


def _cell(dated: DatedMilestone | None) -> str:
    if dated is None:
        return ""
    return when.on(dated.day(Edge.FIRST)) + (" (provisional)" if dated.provisional else "")
