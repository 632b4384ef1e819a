"""What falls today and next, in words and as data."""

from collections.abc import Iterator

from jtai_cli.agenda import Agenda, Entry, State
from jtai_cli.dates import say
from jtai_cli.kinds import counted
from jtai_cli.plan import Inspection, typed_as
from jtai_cli.report import model as m
from jtai_cli.report import words
from jtai_cli.rules import Rules
from jtai_cli.timeline import Timeline

_COLUMNS = (words.DATE, words.WHAT, words.WHO, m.Column("when", "When"))
_STATES = {
    State.OVERDUE: ("Overdue", m.Tone.BAD, "{} ago"),
    State.EXPECTED: ("Expected", m.Tone.WARNING, "expected {} ago; has it come?"),
    State.TODAY: ("Today", m.Tone.STRONG, "today"),
    State.NEXT: ("Next", m.Tone.PLAIN, "in {}"),
}
"""The heading of each state, how its rows stand out, and how far off they are."""
_NOTHING_DONE = "Nothing is marked as done, so nothing is shown as overdue."
_KEYS = (
    "inspection=timeline.inspection.name", "key=dated.key", "title=dated.milestone.title",
    "first=dated.first", "last=dated.last", "working_days", "state",
)  # fmt: skip


def report(agenda: Agenda, rules: Rules) -> m.Report:
    """Say what is overdue, what should have come, what is today and what comes next."""
    title = say(agenda.today)
    if not agenda.entries:
        return m.Report(title, (m.Paragraph.of("Nothing is due today or later."),))
    timelines = {_name(entry.timeline): entry.timeline for entry in agenda.entries}
    is_one = len(timelines) == 1
    if is_one and (owner := words.whose(agenda.entries[0].timeline)):
        title = f"{owner}: {title}"

    def row(entry: Entry) -> m.Row:
        dated, owner = entry.dated, entry.timeline.inspection.owners.get(entry.dated.key)
        name = "" if is_one else f"{_name(entry.timeline)}: "
        who = words.people(rules.who(dated.milestone), owner)
        _, tone, when = _STATES[entry.state]
        days = when.format(counted(abs(entry.working_days), "working day"))
        return m.Row((m.Span(*dated.days), f"{name}{dated.milestone.title}", who, days), tone)

    sections = []
    for state, (heading, _, _) in _STATES.items():
        if entries := [entry for entry in agenda.entries if entry.state is state]:
            sections.append(m.Section.of(map(row, entries), heading, state))
    fieldwork = (
        ("Fieldwork" if is_one else name, words.days_in_full(one.fieldwork))
        for name, one in timelines.items()
    )
    table = m.Table(_COLUMNS, tuple(sections), "What falls today and next")
    notes = [m.Paragraph.of(_NOTHING_DONE)] if any(_undone(agenda)) else []
    to_type = words.typed(_to_type(agenda))
    return m.Report(title, (m.Facts.of(fieldwork), table, *notes, *to_type))


def _undone(agenda: Agenda) -> Iterator[str]:
    """Name the inspections of a plan of which something was due, and nothing is marked as done."""
    for entry in agenda.entries:
        inspection, every = entry.timeline.inspection, entry.timeline.milestones
        was_due = any(one.milestone.owed and one.last < agenda.today for one in every)
        if was_due and inspection.done is None and inspection.name:
            yield inspection.name


def _name(timeline: Timeline) -> str:
    return words.whose(timeline) or words.kind(timeline)


def _to_type(agenda: Agenda) -> Iterator[str]:
    """Say what to type on the first day, and about what has come or has been done."""
    for entry in agenda.entries:
        timeline, inspection = entry.timeline, entry.timeline.inspection
        if agenda.today == words.begins(timeline):
            typed = f"jtai export {_given(inspection)} --all FOLDER"
            yield f"Files for Outlook, Excel and Word: {typed}"
    for entry in agenda.entries:
        name, key = entry.timeline.inspection.name, entry.dated.key
        if entry.state is State.EXPECTED:
            typed = f"jtai next {_given(entry.timeline.inspection)} --stated {key}=DATE"
            typed = f"jtai plan set {name} stated.{key}=DATE" if name else typed
            yield f"{entry.dated.milestone.title}, if it has come: {typed}"
        elif entry.state is State.OVERDUE and name:
            yield f"{entry.dated.milestone.title}, if it is done: jtai plan done {name} {key}"
    for name in _undone(agenda):
        yield f"What is done: jtai plan done {name} MILESTONE"


def _given(inspection: Inspection) -> str:
    """Return the option that names an inspection, as people type it."""
    milestone, first, last = inspection.known
    if inspection.name:
        return f"--inspection {inspection.name}"
    return f"{typed_as(milestone)}{first}{f'..{last}' if last else ''}"


def data(agenda: Agenda) -> dict[str, object]:
    """Return an agenda as `jtai.next/1`: its keys are an API."""
    milestones = words.picked_from(agenda.entries, *_KEYS)
    return {"schema": "jtai.next/1", "today": agenda.today, "milestones": milestones}
