"""A plan: its inspections, what falls today and next, which accepted dates have moved."""

from collections.abc import Iterator, Sequence
from dataclasses import asdict
from itertools import groupby

from jtai_cli.agenda import Agenda, Entry, State
from jtai_cli.dates import say, say_span
from jtai_cli.drift import Moved
from jtai_cli.kinds import counted
from jtai_cli.plan import Accepted, Inspection, typed_as
from jtai_cli.report import model as m
from jtai_cli.report import words
from jtai_cli.report.words import one_line, picked, picked_from, whose
from jtai_cli.rules import Rules
from jtai_cli.timeline import Timeline

Dated = tuple[Timeline, tuple[Moved, ...]]
_KEYS = (
    "name", "area", "theme", "stated", "extra_bank_holidays", "without_bank_holidays",
    "principal_authority", "contact", "revision", "done", "owners", "notes",
    "rehearsal=is_rehearsal", ("known", "milestone", "date=first", "last"),
    ("closures", "first", "last"),
)  # fmt: skip
_DATED = ("key", "title=milestone.title", "first", "last", "date_is")
_COLUMNS = (words.DATE, words.WHAT, words.WHO, m.Column("when", "When"))
_STATES = {
    State.OVERDUE: ("Overdue", m.Tone.BAD, "{} ago"),
    State.EXPECTED: ("Expected", m.Tone.WARNING, "expected {} ago; has it come?"),
    State.TODAY: ("Today", m.Tone.STRONG, "today"),
    State.NEXT: ("Next", m.Tone.PLAIN, "in {}"),
}
"""The heading of each state, how its rows stand out, and how far off they are."""
_ENTRY = (
    "inspection=timeline.inspection.name", "key=dated.key", "title=dated.milestone.title",
    "first=dated.first", "last=dated.last", "working_days", "state",
)  # fmt: skip


def report(dated: Sequence[Dated], rules: Rules, *, in_full: bool = True) -> m.Report:
    """Show of each inspection which accepted dates have moved; in full, what the plan says too.

    The main dates are those that a briefing lists, and the partnership's own.
    """
    blocks: list[m.Content] = []
    for timeline, moved in dated:
        inspection = timeline.inspection
        main = (
            (one.milestone.title, m.Span(one.first, one.last))
            for one in timeline.milestones
            if one.milestone.key_date or one.key in inspection.local
        )
        blocks.append(m.Heading(str(inspection.name)))
        blocks += [_facts(timeline, rules), m.Facts.of(main)] if in_full else []
        if inspection.accepted is None:
            blocks.append(m.Paragraph.of("No dates are accepted yet.", tone=m.Tone.MUTED))
        elif not moved:
            blocks.append(m.Paragraph.of("No accepted date has moved.", tone=m.Tone.GOOD))
        for heading, lines in _by_reason(moved):
            blocks += [m.Paragraph.of(heading, tone=m.Tone.BAD), m.Bullets(lines)]
    title = "Plan" if in_full else "Accepted dates"
    if len(dated) == 1:
        title = f"{whose(dated[0][0])}: {title.lower()}"
    return m.Report(title, m.listed(blocks))


def _facts(timeline: Timeline, rules: Rules) -> m.Facts:
    inspection, known = timeline.inspection, timeline.inspection.known
    titles = {key: one.title for key, one in timeline.timetable.milestones.items()}
    days = say_span(known.first, known.last or known.first)
    found: dict[str, str | list[m.Cell] | None] = {
        "Area": inspection.area,
        "Theme": inspection.theme and rules.theme(inspection.theme).title,
        "Timetable": inspection.timetable,
        "Known": f"{titles[known.milestone]}: {days}",
        "Letters say": [f"{titles[key]}: {say(day)}" for key, day in inspection.stated.items()],
        "Closures": [say_span(*one) for one in inspection.closures],
        "Added bank holidays": [say(day) for day in inspection.extra_bank_holidays],
        "Left out": [say(day) for day in inspection.without_bank_holidays],
        "Principal authority": inspection.principal_authority,
        "Contact": inspection.contact,
        "Owners": [f"{titles[key]}: {who}" for key, who in inspection.owners.items()],
        "Notes": [f"{titles[key]}: {text}" for key, text in inspection.notes.items()],
        "Done": [titles[key] for key in inspection.done or ()],
        "Rehearsal": "yes" if inspection.is_rehearsal else None,
        "Revision": str(inspection.revision),
    }
    return m.Facts.of(found.items())


def _by_reason(moved: Sequence[Moved]) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Give each reason for which dates have moved, with a line a date; then dates in doubt."""
    gone = [one for one in moved if one.now != one.accepted]
    for reasons in dict.fromkeys(one.reasons for one in gone):
        lines = tuple(_line(one) for one in gone if one.reasons == reasons)
        because = f", because {'; '.join(reasons)}" if reasons else ""
        yield f"{counted(len(lines), 'date')} moved{because}:", lines
    doubts = tuple(f"{_line(one)}: {'; '.join(one.reasons)}" for one in moved if one not in gone)
    if doubts:
        yield f"{counted(len(doubts), 'due date')} to ask about:", doubts


def _line(one: Moved) -> str:
    title = one.key if one.milestone is None else one.milestone.title
    now = "no longer in the timetable" if one.now is None else f"now {one_line(one.now)}"
    return f"{title}, {one_line(one.accepted)}{f': {now}' if one.now != one.accepted else ''}"


def changed(
    before: Inspection | None, now: Inspection, moved: Sequence[Moved], *, place: str
) -> str:
    """Say what `plan set` did, on a few lines."""
    new = "added to" if before is None else "changed in"
    done = f"{now.name}: {new if now != before else 'unchanged in'} {place}"
    return _in_lines(done, moved) + (f"  revision {now.revision}\n" if moved else "")


def accepted(name: str, kept: Accepted, moved: Sequence[Moved], *, place: str) -> str:
    """Say what `plan accept` did, on a few lines."""
    done = f"{name}: {counted(len(kept.dates), 'date')} accepted, and kept in {place}"
    return _in_lines(done, moved)


def _in_lines(done: str, moved: Sequence[Moved]) -> str:
    lines = [done]
    for heading, dates in _by_reason(moved):
        lines += [f"  {heading}", *(f"  - {date}" for date in dates)]
    return "".join(f"{line}\n" for line in lines)


def data(dated: Sequence[Dated], jtai: str) -> dict[str, object]:
    """Give the inspections of a plan, as JSON."""
    inspections = []
    for timeline, moved in dated:
        one = timeline.inspection
        milestones = [
            {**picked(each, *_DATED), "local": each.key in one.local}
            for each in timeline.milestones
        ]
        gone = [
            {**picked(each, "key", "accepted", "now"), "why": "; ".join(each.reasons) or None}
            for each in moved
        ]
        inspections.append(
            {
                **picked(one, *_KEYS),
                "local": [asdict(local) for local in one.local.values()],
                "timetable": timeline.timetable.key,
                "milestones": milestones,
                "accepted": one.accepted and one.accepted.dates,
                "moved": gone,
            }
        )
    return {"schema": "jtai.plan/1", "jtai": jtai, "inspections": inspections}


def agenda_report(agenda: Agenda, rules: Rules) -> m.Report:
    """Say what is overdue, what should have come, what is today and what comes next."""
    title = say(agenda.today)
    timelines = {_name(one.timeline): one.timeline for one in agenda.entries}
    if not timelines:
        return m.Report(title, m.listed("Nothing is due today or later."))
    is_one = len(timelines) == 1
    if is_one and (owner := whose(agenda.entries[0].timeline)):
        title = f"{owner}: {title}"

    def row(entry: Entry) -> m.Row:
        dated, owner = entry.dated, entry.timeline.inspection.owners.get(entry.dated.key)
        name = "" if is_one else f"{_name(entry.timeline)}: "
        who = words.people(rules.who(dated.milestone), owner)
        _, tone, when = _STATES[entry.state]
        days = when.format(counted(abs(entry.working_days), "working day"))
        return m.Row(
            (m.Span(dated.first, dated.last), f"{name}{dated.milestone.title}", who, days), tone
        )

    sections = (
        m.Section.of(map(row, entries), _STATES[state][0], state)
        for state, entries in groupby(agenda.entries, key=lambda entry: entry.state)
    )
    fieldwork = (
        ("Fieldwork" if is_one else name, words.days_in_full(one.fieldwork))
        for name, one in timelines.items()
    )
    to_type, undone = _to_type(agenda)
    blocks = m.listed(
        m.Facts.of(fieldwork),
        m.Table(_COLUMNS, tuple(sections), "What falls today and next"),
        "Nothing is marked as done, so nothing is shown as overdue." if undone else None,
        words.typed((*to_type, *undone)),
    )
    return m.Report(title, blocks)


def _name(timeline: Timeline) -> str:
    return whose(timeline) or words.kind(timeline)


def _to_type(agenda: Agenda) -> tuple[list[str], list[str]]:
    """Say what to type on the first day, and about what has come or is done; about all undone."""
    begun, found, undone = list[str](), list[str](), list[str]()
    for timeline, dated, state, _ in agenda.entries:
        inspection, title, key = timeline.inspection, dated.milestone.title, dated.key
        name, (known, first, last) = inspection.name, inspection.known
        day = f"{typed_as(known)}{first}{f'..{last}' if last else ''}"
        given = f"--inspection {name}" if name else day
        if agenda.today == words.begins(timeline):
            typed = f"jtai export {given} --all FOLDER"
            begun.append(f"Files for Outlook, Excel and Word: {typed}")
        if state is State.EXPECTED:
            typed = f"jtai next {given} --stated {key}=DATE"
            typed = f"jtai plan set {name} stated.{key}=DATE" if name else typed
            found.append(f"{title}, if it has come: {typed}")
        elif state is State.OVERDUE and name:
            found.append(f"{title}, if it is done: jtai plan done {name} {key}")
        owed = (one for one in timeline.milestones if one.milestone.owed)
        if name and inspection.done is None and any(one.last < agenda.today for one in owed):
            undone.append(f"What is done: jtai plan done {name} MILESTONE")
    return [*begun, *found], undone


def agenda_data(agenda: Agenda) -> dict[str, object]:
    """Return an agenda as `jtai.next/1`."""
    milestones = picked_from(agenda.entries, *_ENTRY)
    return {"schema": "jtai.next/1", "today": agenda.today, "milestones": milestones}
