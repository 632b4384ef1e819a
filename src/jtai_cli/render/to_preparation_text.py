"""A programme of preparation for the terminal: steps by day, the dry run, what each step is."""

from collections.abc import Iterator

from rich.console import RenderableType
from rich.text import Text

from jtai_cli.dates import say_short
from jtai_cli.frameworks import Frameworks
from jtai_cli.habits import Habit
from jtai_cli.preparation import Programme, Rehearsal
from jtai_cli.render import habits, steps, words
from jtai_cli.render.page import Page
from jtai_cli.render.sheet import Blocks, bold, drawn, fact_grid, grid, indented, parted
from jtai_cli.render.texts import for_terminal

_DATE = 17


def programme(programme: Programme, frameworks: Frameworks, *, page: Page) -> str:
    """Draw a programme; its lines are as wide as the page."""
    facts = [(label, [for_terminal(line)]) for label, line in steps.facts(programme, frameworks)]
    blocks: Blocks = [
        [bold(steps.heading(programme)), fact_grid(facts)],
        _steps(programme, frameworks),
        *(_rehearsal(one, frameworks) for one in programme.rehearsals),
    ]
    if programme.steps:
        blocks.append([bold("What each step is, and why")])
        blocks += (list(_habit(one, programme, frameworks)) for one in programme.habits)
    blocks.append([Text(line) for line in steps.closing(programme)])
    return drawn(parted(blocks), page)


def _steps(programme: Programme, frameworks: Frameworks) -> list[RenderableType]:
    if not programme.steps:
        return [Text(steps.NOTHING)]
    rows = []
    for step in programme.steps:
        who = habits.who(step.habit, frameworks)
        told = [
            steps.title(step),
            f"({who})" if who else "",
            *(f"[{m}]" for m in steps.marks(step)),
        ]
        rows.append((say_short(step.day), " ".join(filter(None, told))))
    return [indented(grid(rows, (_DATE, None)))]


def _rehearsal(rehearsal: Rehearsal, frameworks: Frameworks) -> list[RenderableType]:
    timeline = rehearsal.timeline
    rows = []
    for dated in timeline.milestones:
        told = steps.milestone(dated, rehearsal, frameworks)
        mark = " [provisional]" if dated.provisional else ""
        rows.append((words.days(dated), for_terminal(f"{told}{mark}")))
    notes = (indented(Text(for_terminal(f"Note: {note.text}"))) for note in timeline.notes)
    return [bold(steps.rehearsed(rehearsal)), indented(grid(rows, (_DATE, None))), *notes]


def _habit(habit: Habit, programme: Programme, frameworks: Frameworks) -> Iterator[RenderableType]:
    facts = [
        ("When", [words.sentence(habits.rule(habit, frameworks))]),
        ("Why", [habit.why]),
        ("How", habit.detail),
        ("Type", habits.commands(habit, programme.name)),
    ]
    rows = [(label, "\n".join(lines)) for label, lines in facts if lines]
    yield indented(bold(habit.title))
    yield indented(indented(grid(rows, (4, None))))
