"""What a partnership does before any call, in words, as calendar entries and as JSON."""

from collections.abc import Iterator

from jtai_cli.dates import say, say_span
from jtai_cli.kinds import Edge, offset
from jtai_cli.preparation import Programme, Rehearsal, Step
from jtai_cli.report import model as m
from jtai_cli.report import timeline as timelines
from jtai_cli.report import words
from jtai_cli.report.words import lowered, picked, sentence
from jtai_cli.rules import AfterHabit, DryRun, FrameworkChange, Habit, Recurring, Rules

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
    steps, preparing = programme.steps, programme.preparing
    inspection, planned = preparing.inspection, programme.planned
    area, theme = (inspection.area, inspection.theme) if inspection else (None, None)
    whose = area or preparing.name
    runs: list[m.Cell] = [_dry_run(run) for run in programme.rehearsals]
    if planned is not None and planned not in programme.rehearsals:
        runs.append(f"{_dry_run(planned)}; not within these days")
    facts = {
        "Area": area,
        "Theme": theme and rules.theme(theme).title,
        "Days": say_span(*programme.period),
        "Dry run": runs or "none begins on these days",
    }
    rows = [(one.day, _title(one), _who(one.habit, rules), "; ".join(_marks(one))) for one in steps]
    typed = (command for one in steps for command in one.habit.commands)
    blocks = m.listed(
        m.Facts.of(facts.items()),
        m.Table.of(_COLUMNS, rows, "Steps") if rows else None,
        [
            [m.Heading(f"Rehearsal: {_dry_run(run)}"), timelines.table(run.timeline, rules)]
            for run in programme.rehearsals
        ],
        [_explained(one, rules) for one in {one.habit.key: one.habit for one in steps}.values()],
        m.Bullets(_CLOSING),
        m.Heading("What to type"),
        words.typed(command.replace("NAME", preparing.name) for command in typed),
    )
    events = tuple(
        m.Event(
            key=f"{one.habit.key}-{one.occurrence}",
            scope=f"preparation-{preparing.name}",
            first=one.day,
            last=one.day,
            summary=f"{whose}: {_title(one)}",
            description=_described(one.habit, rules),
            categories=("Preparation",),
            is_tentative=one.provisional,
            stamp=rules.edition,
        )
        for one in steps
    )
    return m.Report(f"Preparation: {whose}", blocks, events, sheet="Preparation")


def _dry_run(run: Rehearsal) -> str:
    days = say_span(run.first, run.timeline.fieldwork.last)
    return f"fieldwork {days}, {'from the plan' if run.is_planned else 'as the rules propose'}"


def _title(step: Step) -> str:
    changed = "" if step.framework is None else f": {lowered(step.framework)}"
    return f"{step.habit.title}{changed}"


def _who(habit: Habit, rules: Rules) -> str:
    return ", ".join(rules.parties[key].title for key in habit.who)


def _marks(step: Step) -> Iterator[str]:
    if step.passed is not None:
        yield f"moved from {say(step.by_rule)}: {_PASSED.get(step.passed, step.passed)}"
    if step.provisional:
        yield "provisional"


def _explained(habit: Habit, rules: Rules) -> tuple[m.Block, ...]:
    when = sentence(rule_words(habit, rules))
    facts = m.Facts.of((("When", when), ("Why", habit.why), ("How", habit.detail)))
    return m.Heading(habit.title, 3), facts


def _described(habit: Habit, rules: Rules) -> str:
    lines = (rule_words(habit, rules), habit.why, *habit.detail, _who(habit, rules))
    return "\n".join(sentence(line) for line in lines if line)


def rule_words(habit: Habit, rules: Rules) -> str:
    """Word the rule of a habit: "the second Tuesday of January, April, July and October"."""
    match habit.rule:
        case Recurring() as rule:
            return rule.words or rule.rrule
        case DryRun() as rule:
            return f"fieldwork from {rule.words or rule.rrule}"
        case FrameworkChange() as rule:
            change = "comes into force" if rule.edge is Edge.FIRST else "ends"
            return f"{offset(rule.working_days, 'working day')} a theme or a timetable {change}"
        case AfterHabit() as rule:
            return f"{offset(rule.working_days, 'working day')} {_anchor(rule, rules)}"


def _anchor(rule: AfterHabit, rules: Rules) -> str:
    habits = rules.preparation.habits if rules.preparation else {}
    name = habits[rule.anchor].name
    if rule.milestone is None:
        return name
    having = (t for t in rules.timetables.values() if rule.milestone in t.milestones)
    milestone = next(having).milestones[rule.milestone]
    last = "the last day of " if milestone.rule.lasts else ""
    return f"{last}{milestone.name} of {name}"


def data(programme: Programme, rules: Rules, jtai: str) -> dict[str, object]:
    """Give the steps and the dry runs, as JSON."""
    return {
        "schema": "jtai.preparation/1",
        "jtai": jtai,
        "edition": rules.edition,
        "name": programme.preparing.name,
        "in_plan": programme.planned is not None,
        **picked(programme, "area=preparing.inspection.area", "theme=preparing.inspection.theme"),
        **picked(programme, "division", "first=period.first", "last=period.last"),
        "published_to": programme.calendar.published_to,
        "steps": [
            {
                **picked(step, *_STEP),
                "rule_in_words": rule_words(step.habit, rules),
                **picked(step, *_COUNTED),
            }
            for step in programme.steps
        ],
        "rehearsals": [
            {"is_planned": run.is_planned, "timeline": timelines.data(run.timeline, rules)}
            for run in programme.rehearsals
        ],
    }
