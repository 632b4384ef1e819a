"""What events say: their titles, and the lines that tell why a date is what it is."""

import re
from collections.abc import Iterable, Iterator
from datetime import date

from jtai_cli.dated import DatedMilestone, DateIs, Timeline
from jtai_cli.dates import say, say_span
from jtai_cli.explain import Explanation
from jtai_cli.frameworks import Frameworks
from jtai_cli.milestones import Basis, Milestone, Months, Reading, UpTo
from jtai_cli.plan import Inspection
from jtai_cli.records import dataclass
from jtai_cli.render import facts, reasons, words
from jtai_cli.render.to_ics.names import event_uid

REHEARSAL = "rehearsal"
"""The name of what is no inspection."""
# Outlook shows the backslashes with which these are escaped in a calendar's name.
_SHOWN_ESCAPED = re.compile(r"\s*[,;\\]+\s*")


@dataclass(frozen=True, slots=True)
class Sending:
    """What all events of a calendar share. `kind` is what people call the inspection: "JTAI".

    `dry_run` is the turn of a dry run, which has a name and is a rehearsal all the same.
    """

    inspection: Inspection
    kind: str
    name: str
    frameworks: Frameworks
    dry_run: str | None = None

    @property
    def is_rehearsal(self) -> bool:
        """Whether there is no inspection."""
        return self.name == REHEARSAL or self.dry_run is not None

    def uid(self, key: str) -> str:
        """Name the event of a milestone: in a dry run another one than in an inspection."""
        turn = "" if self.dry_run is None else f"dry-run {self.dry_run} "
        return event_uid(self.name, f"{turn}{key}")

    @property
    def subject(self) -> str:
        """Whose events these are, before each title: "JTAI Kingston", "JTAI rehearsal"."""
        rehearsal = REHEARSAL if self.is_rehearsal else None
        whose = self.inspection.area or (None if self.name == REHEARSAL else self.name)
        return " ".join(filter(None, (self.kind, rehearsal, whose)))

    @property
    def calendar_name(self) -> str:
        """The calendar's name, without what would show as an escape: "JTAI Kingston: front door".

        The exact words stand in the calendar's description.
        """
        return shown(f"{self.subject}: {words.lowered(self.theme)}" if self.theme else self.subject)

    @property
    def theme(self) -> str | None:
        """The title of the theme, where one is given."""
        key = self.inspection.theme
        return None if key is None else self.frameworks.theme(key).title


def shown(name: str) -> str:
    """Word the name of a calendar without what would show as an escape."""
    return " – ".join(part for part in _SHOWN_ESCAPED.split(name) if part)


def summary(dated: DatedMilestone, sending: Sending) -> str:
    """Head an event: whose it is, what happens, and how far it can be relied on."""
    marks = []
    if dated.milestone.conditional:
        marks.append("if the letter asks for one")
    if dated.milestone.basis is Basis.LOCAL:
        marks.append("local")
    if dated.provisional:
        marks.append("provisional")
    mark = f" ({', '.join(marks)})" if marks else ""
    return f"{sending.subject}: {dated.milestone.title}{mark}"


def of_event(explanation: Explanation, sending: Sending) -> str:
    """Say what happens and who acts, why it falls then, and what to know of it."""
    dated, timeline = explanation.dated, explanation.timeline
    key = dated.milestone.key
    beside = [
        _without_event(other)
        for other in timeline.milestones
        if isinstance(other.milestone.rule, Months | UpTo) and other.milestone.rule.anchor == key
    ]
    return in_blocks(
        _what(dated, sending),
        _why(explanation, sending.frameworks),
        _readings(dated, sending.frameworks),
        _notes(timeline, key),
        beside,
        _closing(sending),
    )


def of_withdrawn(day: date, sending: Sending) -> str:
    """Say that a milestone is no longer there."""
    told = f"Withdrawn: this is no longer planned. It was to be on {say(day)}."
    return in_blocks([told], _closing(sending))


def of_calendar(timeline: Timeline, sending: Sending) -> str:
    """Say what the calendar holds, and what no event of it tells."""
    others = [dated for dated in timeline.milestones if not is_event(dated.milestone)]
    return in_blocks(
        [timeline.timetable.title],
        [_without_event(dated) for dated in others],
        _notes(timeline, None),
        *(_notes(timeline, dated.milestone.key) for dated in others),
        _closing(sending),
    )


def is_event(milestone: Milestone) -> bool:
    """Tell whether a milestone is an event: it has a first day, and is no matter of months."""
    return not isinstance(milestone.rule, Months | UpTo)


def in_blocks(*blocks: Iterable[str]) -> str:
    """Put lines in blocks, a blank line between; empty blocks leave none."""
    return "\n\n".join(filter(None, ("\n".join(block) for block in blocks)))


def _what(dated: DatedMilestone, sending: Sending) -> Iterator[str]:
    milestone, inspection = dated.milestone, sending.inspection
    yield from milestone.detail
    if milestone.conditional:
        yield "It happens only if the letter asks for it."
    if who := words.who(milestone, sending.frameworks):
        yield f"Who: {who}"
    if owner := inspection.owners.get(milestone.key):
        yield f"Owner: {owner}"
    if milestone.key in (inspection.done or ()):
        yield "Done."


def _why(explanation: Explanation, frameworks: Frameworks) -> Iterator[str]:
    dated = explanation.dated
    computed = ["Computed."] if dated.date_is is DateIs.COMPUTED else []
    yield " ".join([*computed, *reasons.opening(explanation)])
    if explanation.rests_on:
        held = [(one.day, one.name) for one in explanation.rests_on]
        yield f"Bank holidays it rests on: {words.bank_holidays(held)}."
    if dated.provisional:
        published = say(explanation.timeline.calendar.published_to)
        yield f"Provisional: GOV.UK has published bank holidays to {published} only."
    yield from _whence(dated.milestone, frameworks)


def _readings(dated: DatedMilestone, frameworks: Frameworks) -> Iterator[str]:
    for reading in dated.readings:
        yield f"Another reading: {say(reading.day)}, {reasons.label(reading)}."
        yield from _whence(reading.reading, frameworks)


def _notes(timeline: Timeline, key: str | None) -> list[str]:
    """List the notes on a milestone, or those on none."""
    return [f"Note: {note.text}" for note in timeline.notes if note.milestone == key]


def _closing(sending: Sending) -> Iterator[str]:
    """Say of which inspection this is, and what takes priority."""
    inspection = sending.inspection
    if sending.dry_run is not None:
        yield f"This is a rehearsal, the dry run {sending.name}: nobody inspects."
    elif sending.is_rehearsal:
        yield "This is a rehearsal: no inspection is named."
    else:
        yield f"Inspection: {sending.name}"
    if inspection.area:
        yield f"Area: {inspection.area}"
    if sending.theme:
        yield f"Theme: {sending.theme}"
    if inspection.principal_authority:
        yield f"Principal authority: {inspection.principal_authority}"
    yield words.CAUTION


def _without_event(dated: DatedMilestone) -> str:
    """Tell of a milestone that is no event: "Evidence window: … to … (computed)"."""
    if dated.first is None:
        return f"{dated.milestone.title}: up to {say(dated.last)}"
    return f"{dated.milestone.title}: {say_span(dated.first, dated.last)} ({dated.date_is})"


def _whence(of: Milestone | Reading, frameworks: Frameworks) -> Iterator[str]:
    source = reasons.source(of, frameworks)
    yield f"Basis: {facts.BASIS[of.basis]}."
    yield f"Source: {source.title}" + (f" {source.url}" if source.url else "")
