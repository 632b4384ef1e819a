"""A plan: its inspections, what falls today and next, which accepted dates have moved."""

from collections.abc import Iterator, Sequence
from dataclasses import asdict
from datetime import date
from itertools import groupby

from jtai_cli.agenda import Entry, State
from jtai_cli.dates import say, say_span
from jtai_cli.drift import Moved
from jtai_cli.kinds import counted
from jtai_cli.plan import Inspection, typed_as
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
    """Show of each inspection which accepted dates have moved; in full, its main dates too."""
    blocks: list[m.Content] = []
    for timeline, moved in dated:
        of, known = timeline.inspection, timeline.inspection.known
        days = say_span(known.first, known.last or known.first)
        titles = {key: one.title for key, one in timeline.timetable.milestones.items()}
        facts: dict[str, str | list[m.Cell] | None] = {
            "Area": of.area,
            "Theme": of.theme and rules.theme(of.theme).title,
            "Timetable": of.timetable,
            "Known": f"{titles[known.milestone]}: {days}",
            "Letters say": [f"{titles[key]}: {say(day)}" for key, day in of.stated.items()],
            "Closures": [say_span(*one) for one in of.closures],
            "Added bank holidays": [say(day) for day in of.extra_bank_holidays],
            "Left out": [say(day) for day in of.without_bank_holidays],
            "Principal authority": of.principal_authority,
            "Contact": of.contact,
            "Owners": [f"{titles[key]}: {who}" for key, who in of.owners.items()],
            "Notes": [f"{titles[key]}: {text}" for key, text in of.notes.items()],
            "Done": [titles[key] for key in of.done or ()],
            "Rehearsal": "yes" if of.is_rehearsal else None,
            "Revision": str(of.revision),
        }
        main = (
            (one.milestone.title, m.Span(one.first, one.last))
            for one in timeline.milestones
            if one.milestone.key_date or one.key in of.local
        )
        blocks.append(m.Heading(str(of.name)))
        blocks += [m.Facts.of(facts.items()), m.Facts.of(main)] if in_full else []
        if of.accepted is None:
            blocks.append(m.Paragraph.of("No dates have been accepted yet.", tone=m.Tone.MUTED))
        elif not moved:
            blocks.append(m.Paragraph.of("No accepted date has moved.", tone=m.Tone.GOOD))
        for heading, lines in _by_reason(moved):
            blocks += [m.Paragraph.of(heading, tone=m.Tone.BAD), m.Bullets(lines)]
    title = "Plan" if in_full else "Accepted dates"
    title = f"{whose(dated[0][0])}: {title.lower()}" if len(dated) == 1 else title
    return m.Report(title, m.listed(blocks))


def _by_reason(moved: Sequence[Moved]) -> Iterator[tuple[str, tuple[str, ...]]]:
    found: dict[str, list[str]] = {}
    doubts = []
    for one in moved:
        title = one.milestone.title if one.milestone else one.key
        line, reasons = f"{title}, {one_line(one.accepted)}", "; ".join(one.reasons)
        if one.now == one.accepted:
            doubts.append(f"{line}: {reasons}")
        else:
            now = f"now {one_line(one.now)}" if one.now else "no longer in the timetable"
            found.setdefault(reasons, []).append(f"{line}: {now}")
    for reasons, lines in found.items():
        because = f", because {reasons}" if reasons else ""
        yield f"{counted(len(lines), 'date')} moved{because}:", tuple(lines)
    if doubts:
        yield f"{counted(len(doubts), 'due date')} to ask about:", tuple(doubts)


def changed(
    before: Inspection | None, now: Inspection, moved: Sequence[Moved], *, place: str
) -> str:
    """Say what `plan set` did, on a few lines."""
    did = "added to" if before is None else "unchanged in" if now == before else "changed in"
    revision = f"  revision {now.revision}\n" if moved else ""
    return in_lines(f"{now.name}: {did} {place}", moved) + revision


def in_lines(done: str, moved: Sequence[Moved]) -> str:
    """Say what was done, and below which dates have moved."""
    for heading, dates in _by_reason(moved):
        done += "".join(f"\n  {line}" for line in (heading, *(f"- {date}" for date in dates)))
    return f"{done}\n"


def data(dated: Sequence[Dated], jtai: str) -> dict[str, object]:
    """Give the inspections of a plan, as JSON."""
    inspections = []
    for timeline, moved in dated:
        of, milestones = timeline.inspection, picked_from(timeline.milestones, *_DATED)
        changes = picked_from(moved, "key", "accepted", "now", "why=reasons")
        inspections.append({
            **picked(of, *_KEYS), "local": list(map(asdict, of.local.values())),
            "timetable": timeline.timetable.key,
            "milestones": [{**one, "local": one["key"] in of.local} for one in milestones],
            "accepted": of.accepted and of.accepted.dates,
            "moved": [{**one, "why": "; ".join(one["why"]) or None} for one in changes],
        })  # fmt: skip
    return {"schema": "jtai.plan/1", "jtai": jtai, "inspections": inspections}


def agenda_report(agenda: Sequence[Entry], today: date, rules: Rules) -> m.Report:
    """Say what is overdue, what should have come, what is today and what comes next."""
    title = say(today)
    timelines = {_name(one.timeline): one.timeline for one in agenda}
    if not timelines:
        return m.Report(title, m.listed("Nothing is due today or later."))
    is_one = len(timelines) == 1
    if is_one and (owner := whose(agenda[0].timeline)):
        title = f"{owner}: {title}"
    sections = []
    for state, entries in groupby(agenda, key=lambda entry: entry.state):
        (heading, tone, when), rows = _STATES[state], []
        for timeline, dated, _, far in entries:
            name = "" if is_one else f"{_name(timeline)}: "
            owner = timeline.inspection.owners.get(dated.key)
            who = words.people(rules.who(dated.milestone), owner)
            days = when.format(counted(abs(far), "working day"))
            cells = (m.Span(dated.first, dated.last), f"{name}{dated.milestone.title}", who, days)
            rows.append(m.Row(cells, tone))
        sections.append(m.Section.of(rows, heading, state))
    fieldwork = (
        ("Fieldwork" if is_one else name, words.days_in_full(one.fieldwork))
        for name, one in timelines.items()
    )
    undone = [
        f"To mark what is done: jtai plan done {one.inspection.name} MILESTONE"
        for one in timelines.values()
        if one.inspection.name and one.inspection.done is None
        if any(of.milestone.owed and of.last < today for of in one.milestones)
    ]
    blocks = m.listed(
        m.Facts.of(fieldwork),
        m.Table(_COLUMNS, tuple(sections), "What falls today and next"),
        "Nothing is marked as done, so nothing is shown as overdue." if undone else None,
        words.typed((*_to_type(agenda, today), *undone)),
    )
    return m.Report(title, blocks)


def _name(timeline: Timeline) -> str:
    return whose(timeline) or words.kind(timeline)


def _to_type(agenda: Sequence[Entry], today: date) -> Iterator[str]:
    for timeline, dated, state, _ in agenda:
        title, key, name = dated.milestone.title, dated.key, timeline.inspection.name
        known, first, last = timeline.inspection.known
        day = f"{typed_as(known)}{first}{f'..{last}' if last else ''}"
        given = f"--inspection {name}" if name else day
        if today == words.begins(timeline):
            yield f"Files for Outlook, Excel and Word: jtai export {given} --all FOLDER"
        if state is State.EXPECTED:
            typed = f"plan set {name} stated." if name else f"next {given} --stated "
            yield f"{title}, if it has come: jtai {typed}{key}=DATE"
        elif state is State.OVERDUE and name:
            yield f"{title}, if it is done: jtai plan done {name} {key}"


def agenda_data(agenda: Sequence[Entry], today: date) -> dict[str, object]:
    """Return an agenda as `jtai.next/1`."""
    milestones = picked_from(agenda, *_ENTRY)
    return {"schema": "jtai.next/1", "today": today, "milestones": milestones}
