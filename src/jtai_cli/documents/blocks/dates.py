"""Blocks of dates: the timeline, one milestone, the bar charts."""

import re
from collections.abc import Iterator

from jtai_cli.dated import DateIs, Timeline
from jtai_cli.dates import say, say_span
from jtai_cli.documents.blocks import choices
from jtai_cli.documents.blocks.asked import Asked
from jtai_cli.documents.blocks.choices import Shape
from jtai_cli.documents.blocks.rows import COLUMNS, DEFAULT, Rows
from jtai_cli.documents.language import Language
from jtai_cli.errors import UsageError
from jtai_cli.render import beneath, when, words
from jtai_cli.render.account import Row
from jtai_cli.render.page import Page
from jtai_cli.render.pieces import (
    Bullets,
    Dates,
    Drawing,
    Entry,
    Listing,
    Paragraph,
    Piece,
    Syntax,
)
from jtai_cli.render.weeks import divided

_COLUMNS = 80
_WITH_MERMAID = {Language.MARKDOWN, Language.HTML, Language.REST, Language.ASCIIDOC}


def timeline(asked: Asked) -> Iterator[Piece]:
    """Say every date, or those of some phases, with the notes about them."""
    dated, _ = asked.dated()
    shape = choices.shape(asked, Shape.TABLE)
    chosen = choices.milestones(asked, dated)
    columns = choices.columns(asked, COLUMNS, DEFAULT)
    rows = Rows.of(asked.account(), asked.rules, milestones=chosen, columns=columns)
    yield rows.table() if shape is Shape.TABLE else rows.bullets()
    yield from map(Paragraph, rows.numbered())
    yield Paragraph(words.CAUTION)


def milestone(asked: Asked) -> Iterator[Piece]:
    """Say one date in a sentence: what falls then, when, and by which rule."""
    key = asked.milestone()
    row = asked.account().row(key)
    yield Dates(
        Paragraph(sentence(row)),
        (Entry(key, row.dated.first, row.dated.last, (("what", row.name),)),),
    )


def sentence(row: Row) -> str:
    """Say when something falls, and its rule: in brackets, where that is why it falls then."""
    dated, rule = row.dated, row.rule[:1].lower() + row.rule[1:]
    days = f"up to {say(dated.last)}"
    if dated.first is not None:
        days = say_span(dated.first, dated.last)
    if dated.date_is is DateIs.COMPUTED:
        return f"{row.name}: {days} ({rule})."
    return f"{row.name}: {days}. The rule is {rule}."


def gantt(asked: Asked) -> Iterator[Piece]:
    """Draw a bar chart: in letters, or on a page in HTML as a drawing with what stands beneath."""
    dated, _ = asked.dated()
    if asked.language is Language.HTML:
        yield from _drawn(asked)
        return
    # It draws with Rich, which few pages need.
    from jtai_cli.render import to_gantt

    yield Listing(to_gantt.gantt(dated, asked.rules, page=Page(_COLUMNS)))


def _drawn(asked: Asked) -> Iterator[Piece]:
    from dataclasses import replace

    from jtai_cli.render import to_svg

    dated, division = asked.dated()
    told = asked.account()
    shown = "; ".join(f"{row.name}: {when.full(row.dated)}" for row in told.rows())
    layout = replace(to_svg.WIDE, name=_name(dated))
    yield Drawing(to_svg.chart(told, layout), f"{told.title}: {shown}")
    for heading, lines in beneath.sections(told, divided(dated)[1], division):
        if heading is None:
            yield from map(Paragraph, lines)
        else:
            yield from (Paragraph(heading, is_strong=True), Bullets(lines))


def _name(dated: Timeline) -> str:
    """Name a drawing, so that its parts are not taken for those of another on the page."""
    inspection = dated.inspection
    named = inspection.name or f"{inspection.known.milestone}-{inspection.known.first}"
    return f"jtai-{re.sub('[^A-Za-z0-9]+', '-', named)}"


def mermaid(asked: Asked) -> Iterator[Piece]:
    """Draw a bar chart in Mermaid, on pages that may hold one."""
    dated, _ = asked.dated()
    if asked.language not in _WITH_MERMAID:
        raise UsageError(
            f"a page in {asked.language} cannot hold a chart in Mermaid",
            "gantt, which draws it in letters",
        )
    from jtai_cli.render import to_mermaid

    yield Listing(to_mermaid.gantt(dated, asked.rules), Syntax.MERMAID)
