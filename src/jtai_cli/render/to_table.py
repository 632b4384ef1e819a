"""Timelines as a table for the terminal: no boxes, no meaning by colour alone, nothing cut."""

from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import TYPE_CHECKING

from rich.console import RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from jtai_cli.bankholidays import Division
from jtai_cli.dated import DatedMilestone, DatedReading, DateIs, Note, Timeline
from jtai_cli.dates import say, say_short, say_span
from jtai_cli.frameworks import Frameworks
from jtai_cli.milestones import Basis, Edge, WorkingDays
from jtai_cli.render import words
from jtai_cli.render.page import Page
from jtai_cli.render.sheet import drawn, widest

if TYPE_CHECKING:
    from jtai_cli.evidence import Outlook

NARROW = 66
"""Columns below which a milestone's cells are stacked."""
_WHO = 15
"""Columns that who acts is given at least, where there are fewer than it asks for."""
_GAP = 2

Row = tuple[str, str, str, str]


def timeline(
    timeline: Timeline,
    frameworks: Frameworks,
    division: Division,
    *,
    page: Page,
    outlook: "Outlook | None" = None,
) -> str:
    """Draw a timeline: a heading, the milestones by phase, other readings, notes.

    With an outlook, what published inspections say of a date stands under it.
    """
    return drawn(
        [
            *_heading(timeline, frameworks),
            *_phases(timeline, frameworks, page, outlook),
            *_readings(timeline),
            *_notes(timeline),
            Text(),
            *_basis(outlook, timeline),
            *_footer(timeline, division),
        ],
        page,
    )


def _heading(timeline: Timeline, frameworks: Frameworks) -> Iterator[RenderableType]:
    inspection = timeline.inspection
    title = f"{timeline.timetable.name} timeline"
    if inspection.theme is not None:
        title += f": {words.lowered(frameworks.theme(inspection.theme).title)}"
    fieldwork = timeline.fieldwork
    yield Text(title, style="bold")
    yield Text(f"Fieldwork {say_span(fieldwork.day(Edge.FIRST), fieldwork.last)}")
    if fieldwork.date_is is not DateIs.KNOWN:
        known = timeline.timetable.milestone(inspection.known.milestone)
        yield Text(f"Counted from {known.name} on {say(inspection.known.first)}")
    if inspection.principal_authority is not None:
        yield Text(f"Principal authority: {inspection.principal_authority}")


def _phases(
    timeline: Timeline, frameworks: Frameworks, page: Page, outlook: "Outlook | None"
) -> Iterator[RenderableType]:
    rows = [_row(dated, timeline, frameworks, outlook) for dated in timeline.milestones]
    phases = [frameworks.phases[dated.milestone.phase].title for dated in timeline.milestones]
    stacked = page.width < NARROW
    widths = _widths([("Date", "What happens", "Who", "Counted"), *rows], page.width)
    yield Text()
    if not stacked:
        yield _indented(_table([("Date", "What happens", "Who", "Counted")], widths))
        yield _indented(_table([tuple("-" * width for width in widths)], widths))
    for phase, group in groupby(zip(phases, rows, strict=True), key=lambda pair: pair[0]):
        yield Text(phase, style="bold")
        held = [row for _, row in group]
        yield from (_stacked(held) if stacked else [_indented(_table(held, widths))])


def _row(
    dated: DatedMilestone, timeline: Timeline, frameworks: Frameworks, outlook: "Outlook | None"
) -> Row:
    marks = [dated.milestone.title]
    if dated.date_is is DateIs.KNOWN:
        marks.append("(known)")
    if dated.milestone.basis is Basis.LOCAL:
        marks.append("(local)")
    if dated.provisional:
        marks.append("(provisional)")
    numbered, said = _numbered(timeline), _likely(outlook, dated)
    marks += (f"[{numbered.index(note) + 1}]" for note in timeline.notes_on(dated.milestone.key))
    return (
        words.days(dated),
        "\n".join(filter(None, [" ".join(marks), words.moved(dated), said and f"({said})"])),
        words.who(dated.milestone, frameworks).replace(", ", ",\n"),
        words.counted(dated),
    )


def _likely(outlook: "Outlook | None", dated: DatedMilestone) -> str:
    if outlook is None:
        return ""
    from jtai_cli.render import measures

    return measures.likely(outlook, dated)


def _basis(outlook: "Outlook | None", timeline: Timeline) -> Iterator[Text]:
    if outlook is not None:
        from jtai_cli.render import measures

        yield Text(measures.basis(outlook, timeline.timetable))


def _widths(rows: Iterable[Row], width: int) -> tuple[int, int, int, int]:
    """Share the width out: days and counts get what they ask, then the titles, then who acts."""
    days, title, who, counted = (widest(column) for column in zip(*rows, strict=True))
    left = width - _GAP - days - counted - 3 * _GAP
    who = min(who, max(_WHO, left - title))
    return days, min(title, left - who), who, counted


def _table(rows: Iterable[tuple[str, ...]], widths: tuple[int, ...]) -> Table:
    table = Table.grid(padding=(0, _GAP, 0, 0), pad_edge=False)
    for width in widths:
        table.add_column(width=width, overflow="fold")
    for row in rows:
        table.add_row(*(Text(cell) for cell in row))
    return table


def _stacked(rows: Iterable[Row]) -> Iterator[RenderableType]:
    for days, title, who, counted in rows:
        yield Padding(Text(" ".join([*days.split("\n"), f" {counted}"]).rstrip()), (0, 0, 0, 2))
        yield Padding(Text(title), (0, 0, 0, 4))
        if who:
            yield Padding(Text(who), (0, 0, 0, 4))


def _readings(timeline: Timeline) -> Iterator[RenderableType]:
    for dated in timeline.milestones:
        if not dated.readings:
            continue
        rule = dated.milestone.rule
        what = f"the {rule.working_days} days" if isinstance(rule, WorkingDays) else "this date"
        yield Text()
        yield Text(f"Other readings of {what}:", style="bold")
        table = Table.grid(padding=(0, _GAP, 0, 0))
        for reading in dated.readings:
            table.add_row(Text(say_short(reading.day)), Text(_reading(reading, timeline)))
        yield _indented(table)
        if dated.date_is is DateIs.STATED:
            yield Padding(Text(f"The stated date {words.agreement(dated)}."), (0, 0, 0, _GAP))


def _reading(reading: DatedReading, timeline: Timeline) -> str:
    told = [reading.reading.label]
    if why := timeline.calendar.why_not(reading.day):
        told.append(f"(a {reading.day:%A})" if why == "weekend" else f"({why})")
    if reading.provisional:
        told.append("(provisional)")
    return " ".join(told)


def _numbered(timeline: Timeline) -> list[Note]:
    """Give the notes about milestones, which rows refer to by number."""
    return [note for note in timeline.notes if note.milestone is not None]


def _notes(timeline: Timeline) -> Iterator[RenderableType]:
    if timeline.notes:
        yield Text()
        yield Text("Notes", style="bold")
        table = Table.grid(padding=(0, 1, 0, 0))
        for note in timeline.notes:
            if note.milestone is None:
                table.add_row(Text("  *"), Text(note.text))
        for number, note in enumerate(_numbered(timeline), start=1):
            table.add_row(Text(f"[{number}]"), Text(note.text))
        yield _indented(table)


def _footer(timeline: Timeline, division: Division) -> Iterator[RenderableType]:
    held = words.bank_holidays(timeline.bank_holidays)
    yield Text(f"Bank holidays skipped ({words.division(division)}): {held or 'none'}")
    for closure in timeline.inspection.closures:
        yield Text(f"Left out of the letters' clock: {say_span(closure.first, closure.last)}")
    yield Text(_legend(timeline))
    yield Text(words.CAUTION)


def _legend(timeline: Timeline) -> str:
    """Say what the numbers of the last column are counted from."""
    others = "".join(
        f"; {dated.milestone.name} after {timeline.timetable.milestone(key).name}"
        for dated in timeline.milestones
        if (key := dated.milestone.counted_from) is not None
    )
    return f"wd: working days before the first day of fieldwork or after its last{others}."


def _indented(table: Table) -> Padding:
    return Padding(table, (0, 0, 0, _GAP), expand=False)
