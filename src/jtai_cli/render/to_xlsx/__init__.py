"""The workbook: the plan, a chart of its weeks, the theme to assess, how each date is counted."""

from datetime import datetime

from jtai_cli.dated import Timeline
from jtai_cli.frameworks import Frameworks
from jtai_cli.render import account


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

    told = account.of(timeline, frameworks)
    book = Book(told.title, stamp)
    plan.draw(book, told)
    gantt.draw(book, told)
    if told.theme is not None:
        theme.draw(book, told.theme, frameworks)
    counted.draw(book, told, frameworks)
    return book.written()
