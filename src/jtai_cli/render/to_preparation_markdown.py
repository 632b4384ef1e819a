"""A programme of preparation as a page of Markdown, for planning documents."""

from collections.abc import Iterator

from jtai_cli.frameworks import Frameworks
from jtai_cli.habits import Habit
from jtai_cli.preparation import Programme, Rehearsal
from jtai_cli.render import habits, steps, when, words
from jtai_cli.render.markup import bullets, escaped, page, table
from jtai_cli.render.texts import one_line


def programme(programme: Programme, frameworks: Frameworks) -> str:
    """Write a programme: steps by day, the dry run, what each step is."""
    facts = steps.facts(programme, frameworks)
    blocks = [
        f"# {escaped(steps.heading(programme))}",
        bullets(f"**{label}:** {escaped(one_line(words.sentence(line)))}" for label, line in facts),
        "## Steps",
        _steps(programme, frameworks) if programme.steps else steps.NOTHING,
    ]
    for one in programme.rehearsals:
        blocks += _rehearsal(one, frameworks)
    if programme.steps:
        blocks.append("## What each step is, and why")
    for habit in programme.habits:
        blocks += _habit(habit, programme, frameworks)
    return page([*blocks, *steps.closing(programme)])


def _steps(programme: Programme, frameworks: Frameworks) -> str:
    rows = [
        (
            when.on(step.day),
            steps.title(step),
            habits.who(step.habit, frameworks),
            steps.counted(step, programme, frameworks),
            "; ".join(mark for mark in steps.marks(step) if mark == "provisional"),
        )
        for step in programme.steps
    ]
    return table(("Date", "What to do", "Who", "Counted", "Note"), rows)


def _rehearsal(rehearsal: Rehearsal, frameworks: Frameworks) -> Iterator[str]:
    timeline = rehearsal.timeline
    yield f"## {escaped(steps.rehearsed(rehearsal))}"
    rows = [
        (
            when.full(dated),
            one_line(dated.milestone.title),
            one_line(words.who(dated.milestone, frameworks)),
            one_line(timeline.inspection.owners.get(dated.milestone.key, "")),
        )
        for dated in timeline.milestones
    ]
    yield table(("Date", "What happens", "Who", "Owner"), rows)
    if timeline.notes:
        yield bullets(escaped(one_line(note.text)) for note in timeline.notes)


def _habit(habit: Habit, programme: Programme, frameworks: Frameworks) -> Iterator[str]:
    source = frameworks.sources[habit.source].title
    yield f"### {escaped(habit.title)}"
    yield bullets(
        [
            f"**When:** {escaped(words.sentence(habits.rule(habit, frameworks)))}",
            f"**Why:** {escaped(habit.why)}",
            *(f"**How:** {escaped(line)}" for line in habit.detail),
            *(f"**Type:** `{command}`" for command in habits.commands(habit, programme.name)),
            f"**Source:** {escaped(source)} ({habit.basis})",
        ]
    )
