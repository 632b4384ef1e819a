"""What a partnership does before any call, in words, as calendar entries and as JSON."""

from jtai_cli.dates import say, say_span
from jtai_cli.kinds import Edge, offset
from jtai_cli.preparation import Programme
from jtai_cli.report import model as m
from jtai_cli.report import timeline as timelines
from jtai_cli.report import words
from jtai_cli.report.words import lowered, picked, sentence
from jtai_cli.rules import AfterHabit, DryRun, FrameworkChange, Habit, Recurring, Rules
from jtai_cli.timeline import Timeline

_COLUMNS = (
    m.Column("date", "Date", is_whole=True, width=16),
    *m.columns(title=("Step", 44), who=("Who", 34), notes=("Notes", 40)),
)
_PASSED = {"weekend": "a weekend", "closure": "quiet days"}
_CLOSING = (
    "These steps are planning habits, not rules: move them to where they suit your partnership.",
    "A dry run is a rehearsal: nobody inspects, and you write its letters yourselves.",
    "Frameworks that are not published yet are not known.",
)
_ABOUT = (
    "area=like.area", "theme=like.theme", "division", "first=period.first", "last=period.last",
    "published_to=calendar.published_to",
)  # fmt: skip
_STEP = (
    "key=habit.key", "title=habit.title", "date=day", "occurrence", "who=habit.who",
    "why=habit.why", "detail=habit.detail", "commands=habit.commands", "rule=habit.rule",
)  # fmt: skip
_COUNTED = (
    "counted_from", "by_rule", "passed_over=passed", "framework", "basis=habit.basis",
    "source=habit.source", "provisional",
)  # fmt: skip


def report(programme: Programme, rules: Rules) -> m.Report:
    """Set out the steps of a period, the dry runs in full, and what each step is."""
    like, planned = programme.like, programme.planned
    whose = like.area or str(like.name)
    runs: list[m.Cell] = [_dry_run(run, programme) for run in programme.rehearsals]
    if planned is not None and planned not in programme.rehearsals:
        runs.append(f"{_dry_run(planned, programme)}; not within these days")
    theme = like.theme and rules.theme(like.theme).title
    known = ("Area", like.area), ("Theme", theme), ("Days", say_span(*programme.period))
    rows, events, habits = list[m.Cells](), list[m.Event](), dict[str, m.Content]()
    for step in programme.steps:
        habit, passed, day = step.habit, step.passed, step.day
        title = habit.title + (f": {lowered(step.framework)}" if step.framework else "")
        who = ", ".join(rules.parties[key].title for key in habit.who)
        notes = [f"moved from {say(step.by_rule)}: {_PASSED.get(passed, passed)}"] if passed else []
        notes += ["provisional"] * step.provisional
        rows.append((day, title, who, "; ".join(notes)))
        when = sentence(_rule_words(habit, rules))
        about = (("When", when), ("Why", habit.why), ("How", habit.detail))
        habits[habit.key] = m.Heading(habit.title, 3), m.Facts.of(about)
        lines = map(sentence, filter(None, (when, habit.why, *habit.detail, who)))
        events.append(m.Event(
            f"{habit.key}-{step.occurrence}", f"preparation-{like.name}", day, day,
            f"{whose}: {title}", "\n".join(lines), ("Preparation",),
            is_tentative=step.provisional, stamp=rules.edition,
        ))  # fmt: skip
    typed = (command for step in programme.steps for command in step.habit.commands)
    dry_runs = (
        (m.Heading(f"Rehearsal: {_dry_run(run, programme)}"), timelines.table(run, rules))
        for run in programme.rehearsals
    )
    blocks = m.listed(
        m.Facts.of((*known, ("Dry run", runs or "none begins on these days"))),
        m.Table.of(_COLUMNS, rows, "Steps") if rows else None,
        dry_runs,
        habits.values(),
        m.Bullets(_CLOSING),
        m.Heading("What to type"),
        words.typed(command.replace("NAME", str(like.name)) for command in typed),
    )
    return m.Report(f"Preparation: {whose}", blocks, tuple(events), sheet="Preparation")


def _dry_run(run: Timeline, programme: Programme) -> str:
    where = "from the plan" if run is programme.planned else "as the rules propose"
    return f"fieldwork {words.days_in_full(run.fieldwork)}, {where}"


def _rule_words(habit: Habit, rules: Rules) -> str:
    match habit.rule:
        case Recurring() | DryRun() as rule:
            return "fieldwork from " * isinstance(rule, DryRun) + (rule.words or rule.rrule)
        case FrameworkChange() as rule:
            change = "comes into force" if rule.edge is Edge.FIRST else "ends"
            return f"{offset(rule.working_days, 'working day')} a theme or a timetable {change}"
        case AfterHabit(anchor=anchor, working_days=days, milestone=key):
            assert rules.preparation is not None, "it has the habit"
            name = rules.preparation.habits[anchor].name
            if key is not None:
                found = (one.milestones.get(key) for one in rules.timetables.values())
                of = next(one for one in found if one is not None)
                name = f"{'the last day of ' if of.rule.lasts else ''}{of.name} of {name}"
            return f"{offset(days, 'working day')} {name}"


def data(programme: Programme, rules: Rules) -> dict[str, object]:
    """Give the steps and the dry runs, as JSON."""
    return {
        **words.headed("preparation"),
        "edition": rules.edition,
        "name": programme.like.name,
        "in_plan": programme.planned is not None,
        **picked(programme, *_ABOUT),
        "steps": [
            {**picked(step, *_STEP), "rule_in_words": _rule_words(step.habit, rules)}
            | picked(step, *_COUNTED)
            for step in programme.steps
        ],
        "rehearsals": [
            {"is_planned": run is programme.planned, "timeline": timelines.data(run, rules)}
            for run in programme.rehearsals
        ],
    }
