"""The workbook: the plan, a chart of its weeks, the theme to assess, how each date is counted."""

from datetime import datetime

from jtai_cli.dated import Timeline
from jtai_cli.frameworks import Frameworks
from jtai_cli.preparation import Programme
from jtai_cli.render import account
from jtai_cli.render import steps as told


def workbook(timeline: Timeline, frameworks: Frameworks, *, stamp: datetime) -> bytes:
    """Write a timeline as a workbook for Excel, whose dates are dates.

    `stamp`, which has a time zone, is when the workbook says it was made: the same stamp gives
    the same bytes. No text in it is a formula or a link.

    Raises:
        UsageError: a text holds a control character, or is too long for a cell.
    """
    # XlsxWriter is slow to import, and no other format needs it.
    from jtai_cli.render.to_xlsx import counted, gantt, plan, theme
    from jtai_cli.render.to_xlsx.book import Book

    of = account.of(timeline, frameworks)
    book = Book(of.title, stamp)
    plan.draw(book, of)
    gantt.draw(book, of)
    if of.theme is not None:
        theme.draw(book, of.theme, frameworks)
    counted.draw(book, of, frameworks)
    return book.written()


def programme(programme: Programme, frameworks: Frameworks, *, stamp: datetime) -> bytes:
    """Write a programme of preparation as a workbook: its steps, and a sheet a dry run.

    `stamp` is as for `workbook`. No text in it is a formula or a link.

    Raises:
        UsageError: a text holds a control character, or is too long for a cell.
    """
    # XlsxWriter is slow to import, and no other format needs it.
    from jtai_cli.render.to_xlsx import rehearsal, steps
    from jtai_cli.render.to_xlsx.book import Book

    book = Book(told.heading(programme), stamp)
    steps.draw(book, programme, frameworks)
    for number, one in enumerate(programme.rehearsals, start=1):
        of = f" {number}" if len(programme.rehearsals) > 1 else ""
        rehearsal.draw(book, f"Dry run{of}", one, frameworks)
    return book.written()
