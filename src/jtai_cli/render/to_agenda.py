"""An agenda for the terminal: what is overdue, what is today, what comes next."""

from collections.abc import Iterator, Sequence

from rich.console import RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from jtai_cli.agenda import Agenda, Entry, State
from jtai_cli.dated import Timeline
from jtai_cli.dates import say, say_short, say_span
from jtai_cli.frameworks import Frameworks
from jtai_cli.milestones import Edge
from jtai_cli.render import words
from jtai_cli.render.page import Page
from jtai_cli.render.sheet import drawn

_GAP = 2


def agenda(
    agenda: Agenda,
    frameworks: Frameworks,
    *,
    called: Sequence[Timeline],
    commands: Sequence[tuple[str, str]],
    page: Page,
) -> str:
    """Draw an agenda; for inspections `called` today it is the coordinator's first page.

    `commands` are what to type next, and what it gives.
    """
    parts: list[RenderableType] = [Text(say(agenda.today), style="bold")]
    for timeline in called:
        fieldwork = timeline.fieldwork
        span = say_span(fieldwork.day(Edge.FIRST), fieldwork.last)
        parts += [Text(), Text(f"{_named(timeline)}The call has come: fieldwork {span}.")]
    several = len({entry.timeline.inspection.name for entry in agenda.entries}) > 1
    for state, heading in (
        (State.OVERDUE, "Overdue"),
        (State.TODAY, "Today"),
        (State.NEXT, "Next"),
    ):
        if entries := agenda.of(state):
            parts += [Text(), Text(heading, style="bold")]
            parts += _entries(entries, frameworks, several=several)
    if not agenda.entries:
        parts += [Text(), Text("Nothing is due today or later.")]
    if commands:
        parts += [Text(), Text("To type next", style="bold"), *_commands(commands)]
    return drawn(parts, page)


def _named(timeline: Timeline) -> str:
    name = timeline.inspection.name
    return f"{name}: " if name else ""


def _entries(
    entries: Sequence[Entry], frameworks: Frameworks, *, several: bool
) -> Iterator[RenderableType]:
    table = Table.grid(padding=(0, _GAP, 0, 0))
    for entry in entries:
        who = words.who(entry.dated.milestone, frameworks)
        owner = entry.timeline.inspection.owners.get(entry.dated.milestone.key)
        title = f"{_named(entry.timeline) if several else ''}{entry.dated.milestone.title}"
        people = ", ".join(filter(None, (who, owner)))
        table.add_row(
            Text(_when(entry), no_wrap=True), Text(f"{title} ({people})" if people else title)
        )
    yield Padding(table, (0, 0, 0, _GAP), expand=False)


def _when(entry: Entry) -> str:
    first, last = entry.dated.day(Edge.FIRST), entry.dated.last
    match entry.state:
        case State.NEXT:
            return f"{say_short(first)}, in {entry.working_days} wd"
        case State.OVERDUE:
            return f"{say_short(last)}, {-entry.working_days} wd ago"
        case State.TODAY:
            return "today" if first == last else f"to {say_short(last)}"


def _commands(commands: Sequence[tuple[str, str]]) -> Iterator[RenderableType]:
    for command, gives in commands:
        yield Padding(Text(command, overflow="fold"), (0, 0, 0, _GAP))
        yield Padding(Text(gives), (0, 0, 0, 2 * _GAP))
