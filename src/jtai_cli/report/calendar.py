"""The events of a calendar, with reminders; what is not counted in days is a line of others."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from jtai_cli.dates import say
from jtai_cli.kinds import Edge
from jtai_cli.report import model as m
from jtai_cli.report import words
from jtai_cli.rules import Rules
from jtai_cli.timeline import DatedMilestone, DateIs, Timeline

_OWED, _OTHERS = (10, 5, 1), (1,)
"""Working days before an event on which to remind: of what the partnership owes, of the rest."""
_Lines = Sequence[str | None]


def report(timeline: Timeline, rules: Rules) -> m.Report:
    """Make the calendar of an inspection. Its events stay the same ones when dates move."""
    beside = [one for one in timeline.milestones if not one.milestone.rule.is_task]
    keys = {None, *(one.key for one in beside)}
    notes = [f"Note: {note.text}" for note in timeline.notes if note.milestone in keys]
    inspection = timeline.inspection
    labelled = {
        "Inspection": words.whose(timeline),
        "Theme": inspection.theme and rules.theme(inspection.theme).title,
        "Principal authority": inspection.principal_authority,
        "Contact": inspection.contact,
    }
    lines = (f"{label}: {text}" for label, text in labelled.items() if text)
    rehearsal = words.REHEARSAL if inspection.is_rehearsal else None
    closing = [rehearsal, *lines, words.caution(timeline)]
    blocks = m.listed(timeline.timetable.title, map(_without_event, beside), notes, closing)
    events = tuple(_events(timeline, rules, closing))
    return m.Report(words.title(timeline, rules), blocks, events)


def invitations(timeline: Timeline, rules: Rules) -> dict[str, m.Report]:
    """Make a calendar for each event, by its key."""
    whole = report(timeline, rules)
    # With a title, Outlook would take each for a new calendar of its own.
    return {one.key: replace(whole, title="", events=(one,)) for one in whole.events}


def _events(timeline: Timeline, rules: Rules, closing: _Lines) -> Iterator[m.Event]:
    inspection, kind, begins = timeline.inspection, timeline.timetable.name, words.begins(timeline)
    scope = "rehearsal " * inspection.is_rehearsal + (inspection.name or inspection.area or kind)
    subject = " ".join(filter(None, (words.kind(timeline), words.whose(timeline))))
    like = m.Event(
        "", scope, begins, begins, subject, sequence=inspection.revision, categories=(kind,),
        stamp=rules.edition,
    )  # fmt: skip
    for dated in timeline.milestones:
        milestone = dated.milestone
        if not milestone.rule.is_task:
            continue
        first, is_owed = dated.day(Edge.FIRST), milestone.owed and not milestone.rule.lasts
        # Nobody knows of an inspection before it begins.
        numbers = (_OWED if is_owed else _OTHERS) if first > begins else ()
        reminders = (timeline.calendar.shift(first, -number) for number in numbers)
        alarms = tuple(day for day in reminders if day >= begins)
        summary = f"{subject}: {words.titled(dated, timeline, 'known', words.DONE)}"
        text = _in_blocks(*_described(dated, timeline, rules), closing)
        one = like._replace(key=dated.key, summary=summary, description=text, alarms=alarms)
        yield one._replace(first=first, last=dated.last, is_tentative=dated.provisional)
    # What was accepted, and so sent round, and is no longer there is cancelled.
    for key, day in inspection.accepted.dates.items() if inspection.accepted else ():
        if key not in timeline.timetable.milestones:
            text = f"Withdrawn. This is no longer planned. It was due on {say(day)}."
            summary = f"{subject}: {key.replace('-', ' ').capitalize()} (withdrawn)"
            one = like._replace(key=key, summary=summary, description=_in_blocks([text], closing))
            yield one._replace(first=day, last=day, is_cancelled=True)


def _described(dated: DatedMilestone, timeline: Timeline, rules: Rules) -> Iterator[_Lines]:
    milestone, inspection = dated.milestone, timeline.inspection
    is_open = milestone.conditional and dated.date_is is not DateIs.STATED
    owner, who = inspection.owners.get(milestone.key), rules.who(milestone)
    yield (
        *milestone.detail,
        "It is needed only if the letter asks for it." if is_open else None,
        who and f"Who: {who}",
        owner and f"Owner: {owner}",
        "Done." if milestone.key in (inspection.done or ()) else None,
    )
    published = say(timeline.calendar.published_to)
    provisional = f"Provisional: bank holidays are published only up to {published}."
    yield (
        words.origin(dated, timeline),
        provisional if dated.provisional else None,
        f"Basis: {words.BASIS[milestone.basis]}.",
        f"Source: {words.source_of(rules, milestone.source)}",
    )
    for one in dated.readings:
        text = f"Another reading: {say(one.day)}, {words.reading(one, timeline)}."
        yield text, f"Source: {words.source_of(rules, one.reading.source)}"
    yield [f"Note: {note.text}" for note in timeline.notes_on(milestone.key)]
    beside = (one for one in timeline.milestones if one.milestone.rule.anchor == milestone.key)
    yield [_without_event(one) for one in beside if not one.milestone.rule.is_task]


def _in_blocks(*blocks: _Lines) -> str:
    """Put lines in blocks with a blank line between them; empty ones leave none."""
    return "\n\n".join(filter(None, ("\n".join(filter(None, block)) for block in blocks)))


def _without_event(dated: DatedMilestone) -> str:
    return f"{dated.milestone.title}: {words.days_in_full(dated)}"
