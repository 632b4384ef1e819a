"""The sheet *Theme*: what inspectors look at, point by point, with room to assess oneself."""

from jtai_cli.frameworks import Frameworks
from jtai_cli.render import facts, words
from jtai_cli.render.to_xlsx.book import Book, Sheet
from jtai_cli.render.to_xlsx.looks import CELL, HEADING, PLAIN, Column
from jtai_cli.themes import Theme

COLUMNS = (
    Column("No.", 6),
    Column("Heading", 22),
    Column("What inspectors look at", 54),
    Column("Evidence", 34),
    Column("Gaps", 34),
    Column("Owner", 18),
    Column("Rating", 10),
)
RATINGS = {"Red": "#F4C7C3", "Amber": "#FCE8B2", "Green": "#CDE8D0"}
"""The words, and the tints that stand behind them."""
_RATING = 6
_ROOM = 5
"""The lines that there are at least to write in."""


def draw(book: Book, theme: Theme, frameworks: Frameworks) -> None:
    """Draw the theme: what it is, and a row a point."""
    sheet = book.sheet("Theme")
    sheet.text(0, 0, f"Self-assessment: {words.lowered(theme.title)}", HEADING)
    row = 0
    for label, lines in _about(theme, frameworks):
        row += 1
        said = "; ".join(words.sentence(line) for line in lines)
        sheet.across(row, COLUMNS, f"{label}: {said}")
    if not theme.groups:
        sheet.text(row + 2, 0, facts.NO_POINTS, PLAIN)
        sheet.widths([one.width for one in COLUMNS])
        return
    _points(sheet, row + 2, theme, book)


def _about(theme: Theme, frameworks: Frameworks) -> list[facts.Fact]:
    told = [facts.in_force(theme), *facts.of_theme(theme, frameworks)]
    if theme.official_title:
        told.insert(0, ("Official title", (theme.official_title,)))
    sources = tuple(source.title for source in facts.sources(theme, frameworks))
    return [*told, ("Sources", sources)]


def _points(sheet: Sheet, head: int, theme: Theme, book: Book) -> None:
    points = list(theme.points())
    sheet.table(head, COLUMNS, len(points), alt="What inspectors look at, with room to assess it")
    for row, (number, heading, point) in enumerate(points, start=head + 1):
        cells = ("", heading, words.sentence(point), "", "", "", "")
        sheet.texts(row, cells, CELL)
        sheet.number(row, 0, number, CELL)
        widths = (column.width for column in COLUMNS)
        sheet.high(row, zip(cells, widths, strict=True), least=_ROOM)
    first, last = head + 1, head + len(points)
    sheet.choice((first, last), _RATING, tuple(RATINGS), of="Rating")
    for rating, colour in RATINGS.items():
        tinted = {"type": "cell", "criteria": "==", "value": f'"{rating}"'}
        look = {"format": book.tint(colour)}
        sheet.raw.conditional_format(first, _RATING, last, _RATING, {**tinted, **look})
