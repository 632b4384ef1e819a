"""A timeline as it is told, whatever the format: heading, rows and their marks, readings, notes."""

from collections.abc import Iterator, Sequence
from datetime import date
from itertools import groupby
from typing import NamedTuple

from jtai_cli.dated import DatedMilestone, DatedReading, DateIs, Note, Timeline
from jtai_cli.dates import say, say_span
from jtai_cli.frameworks import Frameworks
from jtai_cli.milestones import Basis, Edge, WorkingDays
from jtai_cli.records import dataclass
from jtai_cli.render import words
from jtai_cli.render.texts import refuse_unshowable
from jtai_cli.themes import Theme

_CONDITIONAL = "if the letter asks for it"


class Row(NamedTuple):
    """A dated milestone in words; `notes` are the numbers of the notes about it, from 1."""

    dated: DatedMilestone
    title: str
    marks: tuple[str, ...]
    rule: str
    who: str
    owner: str
    notes: tuple[int, ...]

    @property
    def references(self) -> str:
        """The numbers of the notes, as they follow a name: " [1] [2]"."""
        return "".join(f" [{number}]" for number in self.notes)

    @property
    def name(self) -> str:
        """The title, its marks in brackets: "Fieldwork (known)"; computed goes without saying."""
        told = [mark for mark in self.marks if mark != DateIs.COMPUTED]
        return f"{self.title} ({', '.join(told)})" if told else self.title


Phase = tuple[str, tuple[Row, ...]]
"""The heading of a phase, and its rows."""


@dataclass(frozen=True, slots=True)
class Readings:
    """Other readings of one date: days with what they are, and what a stated date agrees with."""

    heading: str
    days: tuple[tuple[date, str], ...]
    agreement: str | None


@dataclass(frozen=True, slots=True)
class Account:
    """A timeline in words. `notes` have a number where rows refer to them."""

    timeline: Timeline
    title: str
    theme: Theme | None
    facts: tuple[tuple[str, str], ...]
    phases: tuple[Phase, ...]
    readings: tuple[Readings, ...]
    notes: tuple[tuple[int | None, str], ...]

    def row(self, key: str) -> Row:
        """Return the row of a milestone."""
        return next(row for row in self.rows() if row.dated.milestone.key == key)

    def among(self, milestones: Sequence[DatedMilestone]) -> list[Phase]:
        """Return the phases with the rows of some milestones only; no phase is empty."""
        keys = {one.milestone.key for one in milestones}
        chosen = (
            (name, [row for row in rows if row.dated.milestone.key in keys])
            for name, rows in self.phases
        )
        return [(name, tuple(rows)) for name, rows in chosen if rows]

    def rows(self) -> Iterator[Row]:
        """Give every row, in order."""
        for _, rows in self.phases:
            yield from rows

    def texts(self) -> Iterator[str]:
        """Give every text that is told."""
        yield self.title
        yield from (text for _, text in self.facts)
        for phase, rows in self.phases:
            yield phase
            for row in rows:
                yield from (row.title, row.rule, row.who, row.owner)
        for readings in self.readings:
            yield readings.heading
            yield from (told for _, told in readings.days)
        yield from (told for _, told in self.notes)


def of(timeline: Timeline, frameworks: Frameworks) -> Account:
    """Put a timeline into words.

    Raises:
        UsageError: a text that people wrote holds a control character.
    """
    key = timeline.inspection.theme
    theme = None if key is None else frameworks.theme(key)
    title = f"{timeline.timetable.name} timeline"
    numbered = [note for note in timeline.notes if note.milestone is not None]
    rows = [_row(dated, timeline, frameworks, numbered) for dated in timeline.milestones]
    by_phase = groupby(rows, key=lambda row: frameworks.phases[row.dated.milestone.phase].title)
    account = Account(
        timeline=timeline,
        title=title if theme is None else f"{title}: {words.lowered(theme.title)}",
        theme=theme,
        facts=tuple(_facts(timeline)),
        phases=tuple((phase, tuple(held)) for phase, held in by_phase),
        readings=tuple(_readings(timeline)),
        notes=(
            *((None, note.text) for note in timeline.notes if note.milestone is None),
            *((number, note.text) for number, note in enumerate(numbered, start=1)),
        ),
    )
    refuse_unshowable(account.texts())
    return account


def _facts(timeline: Timeline) -> Iterator[tuple[str, str]]:
    inspection, fieldwork = timeline.inspection, timeline.fieldwork
    if inspection.area is not None:
        yield "Area", inspection.area
    yield "Fieldwork", say_span(fieldwork.day(Edge.FIRST), fieldwork.last)
    if fieldwork.date_is is not DateIs.KNOWN:
        known = timeline.timetable.milestone(inspection.known.milestone)
        yield "Counted from", f"{known.name} on {say(inspection.known.first)}"
    if inspection.principal_authority is not None:
        yield "Principal authority", inspection.principal_authority


def _row(
    dated: DatedMilestone, timeline: Timeline, frameworks: Frameworks, numbered: list[Note]
) -> Row:
    milestone = dated.milestone
    return Row(
        dated=dated,
        title=milestone.title,
        marks=tuple(_marks(dated, timeline)),
        rule=words.sentence(words.rule(milestone, timeline.timetable)),
        who=words.who(milestone, frameworks),
        owner=timeline.inspection.owners.get(milestone.key, ""),
        notes=tuple(numbered.index(note) + 1 for note in timeline.notes_on(milestone.key)),
    )


def _marks(dated: DatedMilestone, timeline: Timeline) -> Iterator[str]:
    yield dated.date_is
    if dated.date_is is DateIs.STATED and dated.computed not in (None, dated.first):
        yield f"by the rule {words.day(dated.computed)}"
    if dated.slipped:
        way = "later" if dated.slipped > 0 else "earlier"
        yield f"{words.count(abs(dated.slipped), 'working day')} {way}"
    if dated.milestone.basis is Basis.LOCAL:
        yield "local"
    if dated.provisional:
        yield "provisional"
    if dated.milestone.conditional:
        yield _CONDITIONAL
    if dated.milestone.key in (timeline.inspection.done or ()):
        yield "done"


def _readings(timeline: Timeline) -> Iterator[Readings]:
    for dated in timeline.milestones:
        if dated.readings:
            rule = dated.milestone.rule
            what = f"the {rule.working_days} days" if isinstance(rule, WorkingDays) else "this date"
            yield Readings(
                f"Other readings of {what}",
                tuple((one.day, _reading(one, timeline)) for one in dated.readings),
                _agreement(dated),
            )


def _agreement(dated: DatedMilestone) -> str | None:
    is_stated = dated.date_is is DateIs.STATED
    return f"The stated date {words.agreement(dated)}." if is_stated else None


def _reading(reading: DatedReading, timeline: Timeline) -> str:
    told = [reading.reading.label]
    if why := timeline.calendar.why_not(reading.day):
        told.append(f"(a {reading.day:%A})" if why == "weekend" else f"({why})")
    if reading.provisional:
        told.append("(provisional)")
    return " ".join(told)
