"""The events of a calendar: one for each milestone, with what to know about it and reminders.

Milestones over calendar months, and those without a first day, are no events but lines of others.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date

from jtai_cli.dates import say
from jtai_cli.kinds import Edge, Unit
from jtai_cli.report import model as m
from jtai_cli.report import words
from jtai_cli.rules import Rules
from jtai_cli.timeline import DatedMilestone, DateIs, Timeline

_OWED, _OTHERS = (10, 5, 1), (1,)
"""Working days before an event on which to remind: of what the partnership owes, of the rest."""


def report(timeline: Timeline, rules: Rules) -> m.Report:
    """Make the calendar of an inspection. Its events stay the same ones when dates move."""
    beside = [one for one in timeline.milestones if not _is_event(one)]
    lines = [
        timeline.timetable.title,
        *map(_without_event, beside),
        *_notes(timeline, None),
        *(note for one in beside for note in _notes(timeline, one.key)),
        *_closing(timeline, rules),
    ]
    events = (*_events(timeline, rules), *_withdrawn(timeline, rules))
    return m.Report(words.title(timeline, rules), tuple(map(m.Paragraph.of, lines)), events)


def invitations(timeline: Timeline, rules: Rules) -> dict[str, m.Report]:
    """Make a calendar for each event, by its key.

    They have no title: Outlook would take one that has for a new calendar of its own.
    """
    whole = report(timeline, rules)
    return {one.key: replace(whole, title="", events=(one,)) for one in whole.events}


def _is_event(dated: DatedMilestone) -> bool:
    return dated.milestone.rule.unit is not Unit.NOTHING


def _events(timeline: Timeline, rules: Rules) -> Iterator[m.Event]:
    for dated in filter(_is_event, timeline.milestones):
        title = words.titled(dated, timeline, ("known", "done"))
        yield _event(dated.key, title, dated.day(Edge.FIRST), timeline, rules)._replace(
            last=dated.last,
            description=_in_blocks(_description(dated, timeline, rules)),
            alarms=tuple(_alarms(dated, timeline)),
            is_tentative=dated.provisional,
        )


def _event(key: str, title: str, day: date, timeline: Timeline, rules: Rules) -> m.Event:
    """Begin an event, whose summary says whose it is: "JTAI Kingston: Notification"."""
    inspection, kind = timeline.inspection, timeline.timetable.name
    scope = inspection.name or inspection.area or kind
    subject = " ".join(filter(None, (words.kind(timeline), words.whose(timeline))))
    return m.Event(
        key,
        scope=f"rehearsal {scope}" if inspection.is_rehearsal else scope,
        first=day,
        last=day,
        summary=f"{subject}: {title}",
        categories=(kind,),
        sequence=inspection.revision,
        stamp=rules.edition,
    )


def _alarms(dated: DatedMilestone, timeline: Timeline) -> Iterator[date]:
    """Give the days on which to remind; nobody knows of an inspection before it begins."""
    first, begins = dated.day(Edge.FIRST), words.begins(timeline)
    is_owed = dated.milestone.owed and not dated.milestone.rule.lasts
    for number in _OWED if is_owed else _OTHERS:
        if first > begins and (day := timeline.calendar.shift(first, -number)) >= begins:
            yield day


def _withdrawn(timeline: Timeline, rules: Rules) -> Iterator[m.Event]:
    """Cancel what was accepted, and so sent round, and is no longer there."""
    accepted = timeline.inspection.accepted
    for key, day in {} if accepted is None else accepted.dates.items():
        if key not in timeline.timetable.milestones:
            title = f"{key.replace('-', ' ').capitalize()} (withdrawn)"
            text = f"Withdrawn. This is no longer planned. It was due on {say(day)}."
            yield _event(key, title, day, timeline, rules)._replace(
                description=_in_blocks([[text], _closing(timeline, rules)]),
                is_cancelled=True,
            )


def _description(
    dated: DatedMilestone, timeline: Timeline, rules: Rules
) -> Iterator[Iterable[str | None]]:
    milestone, inspection = dated.milestone, timeline.inspection
    owner, done = inspection.owners.get(milestone.key), inspection.done or ()
    is_open = milestone.conditional and dated.date_is is not DateIs.STATED
    yield [
        *milestone.detail,
        "It is needed only if the letter asks for it." if is_open else None,
        *_labelled({"Who": rules.who(milestone), "Owner": owner}),
        "Done." if milestone.key in done else None,
    ]
    published = say(timeline.calendar.published_to)
    provisional = f"Provisional: bank holidays are published only up to {published}."
    yield [
        words.origin(dated, timeline),
        provisional if dated.provisional else None,
        f"Basis: {words.BASIS[milestone.basis]}.",
        f"Source: {words.source_of(rules, milestone.source)}",
    ]
    for one in dated.readings:
        yield [
            f"Another reading: {say(one.day)}, {words.reading(one, timeline)}.",
            f"Source: {words.source_of(rules, one.reading.source)}",
        ]
    yield _notes(timeline, milestone.key)
    yield [
        _without_event(other)
        for other in timeline.milestones
        if not _is_event(other) and other.milestone.anchor == milestone.key
    ]
    yield _closing(timeline, rules)


def _notes(timeline: Timeline, key: str | None) -> list[str]:
    return [f"Note: {note.text}" for note in timeline.notes if note.milestone == key]


def _without_event(dated: DatedMilestone) -> str:
    return f"{dated.milestone.title}: {words.days_in_full(dated)}"


def _closing(timeline: Timeline, rules: Rules) -> list[str]:
    """Say which inspection this is, and what takes priority."""
    inspection = timeline.inspection
    labelled = _labelled(
        {
            "Inspection": words.whose(timeline),
            "Theme": inspection.theme and rules.theme(inspection.theme).title,
            "Principal authority": inspection.principal_authority,
            "Contact": inspection.contact,
        }
    )
    rehearsal = [words.REHEARSAL] if inspection.is_rehearsal else []
    return [*rehearsal, *labelled, words.caution(timeline)]


def _labelled(texts: Mapping[str, str | None]) -> Iterator[str]:
    return (f"{label}: {text}" for label, text in texts.items() if text)


def _in_blocks(blocks: Iterable[Iterable[str | None]]) -> str:
    """Put lines in blocks with a blank line between them; empty ones leave none."""
    return "\n\n".join(filter(None, ("\n".join(filter(None, block)) for block in blocks)))
