"""A timeline in Markdown: a padded table a phase, readings, notes.

Formatters such as prettier and mdformat leave it as it is.
"""

import unicodedata
from collections.abc import Iterator, Sequence

from jtai_cli.bankholidays import Division
from jtai_cli.dated import Timeline
from jtai_cli.dates import say
from jtai_cli.evidence import Outlook
from jtai_cli.frameworks import Frameworks
from jtai_cli.render import account, beneath, markup, measures, when, words
from jtai_cli.render.account import Account, Row
from jtai_cli.render.markup import escaped

_HEAD = ("Date", "What happens", "Date is", "Who", "Owner", "Rule", "Basis")


def timeline(
    timeline: Timeline,
    frameworks: Frameworks,
    division: Division,
    outlook: Outlook | None = None,
) -> str:
    """Write a timeline as a page of its own, with what published inspections say, if anything.

    Raises:
        UsageError: a text that people wrote holds a control character.
    """
    told = account.of(timeline, frameworks)
    blocks = [f"# {escaped(told.title)}"]
    blocks.append(markup.bullets(f"**{label}:** {escaped(fact)}" for label, fact in told.facts))
    blocks.append(f"**{words.CAUTION}**")
    for phase, rows in told.phases:
        blocks += [f"## {escaped(phase)}", _table([_HEAD, *(_cells(row) for row in rows)])]
    if outlook:
        blocks += _outlook(timeline, outlook)
    blocks += _readings(told)
    if told.notes:
        notes = (f"Note {n}: {escaped(note)}" if n else escaped(note) for n, note in told.notes)
        blocks += ["## Notes", markup.bullets(notes)]
    blocks += ["## Days left out of the count", markup.bullets(_skipped(told, division))]
    return markup.page(blocks)


def _cells(row: Row) -> tuple[str, ...]:
    return (
        when.full(row.dated),
        " ".join([row.title, *(f"(note {number})" for number in row.notes)]),
        words.sentence(", ".join(row.marks)),
        row.who,
        row.owner,
        row.rule,
        row.dated.milestone.basis,
    )


def _table(rows: Sequence[Sequence[str]]) -> str:
    """Pad cells to the width of their columns; a column with nothing under its head is left out."""
    columns = [
        [escaped(cell) for cell in column] for column in zip(*rows, strict=True) if any(column[1:])
    ]
    padded = []
    for column in columns:
        width = max(3, *(_width(cell) for cell in column))
        head, *cells = (cell + " " * (width - _width(cell)) for cell in column)
        padded.append([head, "-" * width, *cells])
    return "\n".join(f"| {' | '.join(row)} |" for row in zip(*padded, strict=True))


def _width(cell: str) -> int:
    """Count the columns of a text, as formatters do: two for wide characters."""
    return sum(1 + (unicodedata.east_asian_width(character) in "WF") for character in cell)


def _readings(told: Account) -> Iterator[str]:
    for readings in told.readings:
        yield f"## {readings.heading}"
        rows = [(say(day), what) for day, what in readings.days]
        yield _table([("Date", "Reading"), *rows])
        if readings.agreement:
            yield escaped(readings.agreement)


def _outlook(timeline: Timeline, outlook: Outlook) -> Iterator[str]:
    yield "## How likely these dates are"
    told = (
        (dated.milestone.title, measures.likely(outlook, dated)) for dated in timeline.milestones
    )
    lines = [f"{escaped(title)}: {escaped(said)}" for title, said in told if said]
    if lines:
        yield markup.bullets(lines)
    yield escaped(measures.basis(outlook, timeline.timetable))


def _skipped(told: Account, division: Division) -> Iterator[str]:
    yield from (escaped(line) for line in beneath.foot(told.timeline, division)[:-1])
