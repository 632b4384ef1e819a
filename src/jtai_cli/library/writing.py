"""Texts of dated inspections, as the commands write them; each format is imported when asked for.

Lines end with a line feed (a calendar's as RFC 5545 wants them), and no text begins with a byte
order mark.
"""

from datetime import UTC, datetime

from jtai_cli.errors import UsageError
from jtai_cli.explain import explain
from jtai_cli.library.asking import DatedInspection
from jtai_cli.render.page import Page

_WIDTH = 80
"""The columns of what is drawn, unless others are asked for."""
_LEAST_WIDTH = 30


def to_csv(dated: DatedInspection) -> str:
    """Write a row a milestone, with a row of headings."""
    from jtai_cli.render.to_csv import timeline

    return timeline(dated.timeline)


def to_html(dated: DatedInspection) -> str:
    """Write a page that needs nothing beside it."""
    from jtai_cli.render.to_html import page

    return page(dated.timeline, dated.frameworks, dated.division)


def to_ics(dated: DatedInspection, *, name: str | None = None) -> str:
    """Write a calendar, whose events bear the day on which the rules last changed.

    Events are known by the name: one more calendar of the same name moves them. Without one, the
    inspection's own serves, or "rehearsal".

    Raises:
        UsageError: the name is empty, or a text holds a line break or a control character.
        OutOfRangeError: no working day before a milestone is known, to remind people on.
    """
    from jtai_cli.render.to_ics import REHEARSAL, calendar, withdrawn

    edition = dated.frameworks.edition
    return calendar(
        dated.timeline,
        dated.frameworks,
        name=(dated.timeline.inspection.name or REHEARSAL) if name is None else name,
        stamp=datetime(edition.year, edition.month, edition.day, tzinfo=UTC),
        withdrawn=withdrawn(dated.timeline),
    ).decode()


def to_json(dated: DatedInspection) -> str:
    """Write the schema `jtai.timeline/1`."""
    from jtai_cli.render.to_json import timeline

    return timeline(dated.timeline, dated.division)


def to_markdown(dated: DatedInspection) -> str:
    """Write a heading, a table and the notes, in GitHub's Markdown."""
    from jtai_cli.render.to_timeline_markdown import timeline

    return timeline(dated.timeline, dated.frameworks, dated.division)


def to_mermaid(dated: DatedInspection) -> str:
    """Write a Gantt chart that Mermaid draws."""
    from jtai_cli.render.to_mermaid import gantt

    return gantt(dated.timeline, dated.frameworks)


def to_plain(dated: DatedInspection) -> str:
    """Write a line a milestone: first day, last day, key and title, with tabs between them."""
    from jtai_cli.render.to_plain import timeline

    return timeline(dated.timeline)


def to_svg(dated: DatedInspection) -> str:
    """Draw a Gantt chart as a picture."""
    from jtai_cli.render.to_svg import gantt

    return gantt(dated.timeline, dated.frameworks, dated.division)


def to_table(dated: DatedInspection, *, width: int = _WIDTH) -> str:
    """Draw the table that the terminal shows, so many columns wide, uncoloured.

    Raises:
        UsageError: the table is to have less than 30 columns.
    """
    from jtai_cli.render.to_table import timeline

    return timeline(dated.timeline, dated.frameworks, dated.division, page=_page(width))


def to_explained_json(dated: DatedInspection, milestone: str) -> str:
    """Write the schema `jtai.explanation/1` for one milestone.

    Raises:
        UnknownNameError: the inspection's timetable has no such milestone.
    """
    from jtai_cli.render.to_explained_json import explanation

    return explanation(explain(dated.timeline, milestone), dated.frameworks, dated.division)


def to_explained_markdown(dated: DatedInspection, milestone: str) -> str:
    """Write in Markdown why a milestone falls when it does, its days counted in runs.

    Raises:
        UnknownNameError: the inspection's timetable has no such milestone.
    """
    from jtai_cli.render.to_explained_markdown import compact

    return compact(explain(dated.timeline, milestone), dated.frameworks, dated.division)


def to_explained_text(dated: DatedInspection, milestone: str, *, width: int = _WIDTH) -> str:
    """Draw why a milestone falls when it does, so many columns wide, uncoloured.

    Raises:
        UsageError: it is to have less than 30 columns.
        UnknownNameError: the inspection's timetable has no such milestone.
    """
    from jtai_cli.render.to_explained_text import compact

    explained, page = explain(dated.timeline, milestone), _page(width)
    return compact(explained, dated.frameworks, dated.division, page=page)


def _page(width: int) -> Page:
    if width < _LEAST_WIDTH:
        raise UsageError(f"{width} columns are too few to draw on", f"width={_LEAST_WIDTH}")
    return Page(width)
