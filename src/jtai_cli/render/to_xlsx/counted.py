"""The sheet *How counted*: each date's explanation, a row a step, to be filtered by milestone."""

from collections.abc import Iterable, Iterator

from jtai_cli.dates import say
from jtai_cli.explain import Explanation, explain_all
from jtai_cli.explain.counts import Count
from jtai_cli.frameworks import Frameworks
from jtai_cli.milestones import Milestone, Reading
from jtai_cli.render import facts, reasons, tallies, words
from jtai_cli.render.account import Account
from jtai_cli.render.to_xlsx.book import Book, Sheet
from jtai_cli.render.to_xlsx.looks import CELL, Column, Look

COLUMNS = (
    Column("What happens", 34),
    Column("Date", 16),
    Column("Step", 24),
    Column("Explanation", 96),
)
_STEP = 2
Step = tuple[str, str]
"""What is told, and the telling."""


def draw(book: Book, told: Account, frameworks: Frameworks) -> None:
    """Draw the explanation of every date."""
    sheet = book.sheet("How counted")
    head = row = sheet.opening("How each date is counted", told.facts)
    for explanation in explain_all(told.timeline):
        for number, step in enumerate(_steps(explanation, frameworks)):
            row += 1
            _draw(sheet, row, explanation, step, is_first=not number)
    sheet.table(head, COLUMNS, row - head, alt="How each date is counted, a row a step")


def _draw(sheet: Sheet, row: int, of: Explanation, step: Step, *, is_first: bool) -> None:
    look: Look = {**CELL, "top": 2} if is_first else CELL
    bold: Look = {**look, "bold": is_first}
    sheet.text(row, 0, of.dated.milestone.title, bold)
    sheet.day(row, 1, of.dated.first or of.dated.last, bold)
    for column, text in enumerate(step, start=_STEP):
        sheet.text(row, column, text, look)
    widths = [column.width for column in COLUMNS]
    sheet.high(
        row, [(of.dated.milestone.title, widths[0]), *zip(step, widths[_STEP:], strict=True)]
    )


def _steps(of: Explanation, frameworks: Frameworks) -> Iterator[Step]:
    milestone = of.dated.milestone
    yield words.sentence(of.dated.date_is), " ".join(reasons.opening(of))
    way = ((" ".join(days.split()), told) for days, told in reasons.way(of))
    yield reasons.WAY, _lines(f"{days}  {told}" for days, told in way)
    for heading, opening, count in reasons.counts(of):
        yield (
            heading,
            _lines([f"{opening}.", *_runs(count), f"{words.sentence(tallies.totals(count))}."]),
        )
    for one in of.readings:
        counted = f"{tallies.setting_out(one.count)}: {tallies.totals(one.count)}."
        label = f"{say(one.dated.day)}: {reasons.label(one.dated)}."
        source = _source(one.dated.reading, frameworks)
        yield "Another reading", _lines([label, counted, source])
    resting, held, until = reasons.rests_on(of)
    yield "Bank holidays", f"{resting}: {held}. {until}."
    if known := reasons.known_of(milestone):
        yield reasons.KNOWN_OF, _lines(known)
    if notes := of.timeline.notes_on(milestone.key):
        yield "Notes", _lines(note.text for note in notes)
    yield "Source", _source(milestone, frameworks)


def _runs(count: Count) -> Iterator[str]:
    for days, counted, total, passed in tallies.runs(count):
        told = [f"{counted} counted, {total} in all"] if counted else []
        told += [f"skipped {passed}"] if passed else []
        yield f"{days}: {'; '.join(told)}"


def _source(of: Milestone | Reading, frameworks: Frameworks) -> str:
    source = reasons.source(of, frameworks)
    address = [source.url] if source.url else []
    return _lines([f"{words.sentence(facts.BASIS[of.basis])}: {source.title}", *address])


def _lines(texts: Iterable[str]) -> str:
    return "\n".join(texts)
