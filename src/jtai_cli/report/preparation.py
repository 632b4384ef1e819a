"""What a partnership does before any call, in words, as calendar entries and as JSON."""

from collections.abc import Iterator
from dataclasses import asdict

from jtai_cli.dates import say, say_span
from jtai_cli.kinds import Edge, offset
from jtai_cli.preparation import Programme, Step
from jtai_cli.report import model as m
from jtai_cli.report import timeline as timelines
from jtai_cli.report import words
from jtai_cli.report.words import lowered, picked, sentence
from jtai_cli.rules import AfterHabit, DryRun, FrameworkChange, Habit, Recurring, Rules
from jtai_cli.timeline import Timeline

_COLUMNS = (
    m.Column("date", "Date", is_whole=True, width=16),
    m.Column("title", "Step", width=44),
    m.Column("who", "Who", width=34),
    m.Column("notes", "Notes", width=40),
)
_PASSED = {"weekend": "a weekend", "closure": "quiet days"}
_CLOSING = (
    "These steps are planning habits, not rules: move them to where they suit your partnership.",
    "A dry run is a rehearsal: nobody inspects, and you write its letters yourselves.",
    "Frameworks that are not published yet are not known.",
)


def report(programme: Programme, rules: Rules) -> m.Report:
    """Set out the steps of a period, the dry runs in full, and what each step is."""
    steps = programme.steps
    rows = [(one.day, _title(one), _who(one.habit, rules), "; ".join(_marks(one))) for one in steps]
    blocks: list[m.Block] = [_facts(programme, rules)]
    blocks += [m.Table.of(_COLUMNS, rows, "Steps")] if rows else []
    for run in programme.rehearsals:
        heading = m.Heading(f"Rehearsal: {_dry_run(run, programme)}")
        blocks += [heading, timelines.table(run, rules)]
    for habit in {one.habit.key: one.habit for one in steps}.values():
        when = sentence(rule_words(habit, rules))
        facts = m.Facts.of((("When", when), ("Why", habit.why), ("How", habit.detail)))
        blocks += [m.Heading(habit.title, 3), facts]
    typed = (command for one in steps for command in one.habit.commands)
    commands = (command.replace("NAME", str(programme.like.name)) for command in typed)
    blocks += [m.Bullets(_CLOSING), m.Heading("What to type"), *words.typed(commands)]
    events = tuple(_event(one, programme, rules) for one in steps)
    return m.Report(f"Preparation: {_whose(programme)}", tuple(blocks), events, sheet="Preparation")


def _whose(programme: Programme) -> str:
    return programme.like.area or str(programme.like.name)


def _facts(programme: Programme, rules: Rules) -> m.Facts:
    theme, planned = programme.like.theme, programme.planned
    runs: list[m.Cell] = [_dry_run(run, programme) for run in programme.rehearsals]
    if planned is not None and planned not in programme.rehearsals:
        runs.append(f"{_dry_run(planned, programme)}; not within these days")
    facts = {
        "Area": programme.like.area,
        "Theme": theme and rules.theme(theme).title,
        "Days": say_span(*programme.period),
        "Dry run": runs or "none begins on these days",
    }
    return m.Facts.of(facts.items())


def _dry_run(run: Timeline, programme: Programme) -> str:
    where = "from the plan" if run is programme.planned else "as the rules propose"
    return f"fieldwork {words.days_in_full(run.fieldwork)}, {where}"


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


def _event(step: Step, programme: Programme, rules: Rules) -> m.Event:
    habit = step.habit
    lines = (rule_words(habit, rules), habit.why, *habit.detail, _who(habit, rules))
    return m.Event(
        key=f"{habit.key}-{step.occurrence}",
        scope=f"preparation-{programme.like.name}",
        first=step.day,
        last=step.day,
        summary=f"{_whose(programme)}: {_title(step)}",
        description="\n".join(sentence(line) for line in lines if line),
        categories=("Preparation",),
        is_tentative=step.provisional,
        stamp=rules.edition,
    )


def data(programme: Programme, rules: Rules, jtai: str) -> dict[str, object]:
    """Give the steps and the dry runs, as JSON."""
    return {
        "schema": "jtai.preparation/1",
        "jtai": jtai,
        "edition": rules.edition,
        "name": programme.like.name,
        "in_plan": programme.planned is not None,
        **picked(programme.like, "area", "theme"),
        "division": programme.division,
        **programme.period._asdict(),
        "published_to": programme.calendar.published_to,
        "steps": [
            {
                **picked(step, "key=habit.key", "title=habit.title", "date=day", "occurrence"),
                **picked(step.habit, "who", "why", "detail", "commands"),
                "rule": asdict(step.habit.rule),
                "rule_in_words": rule_words(step.habit, rules),
                **picked(step, "counted_from", "by_rule", "passed_over=passed", "framework"),
                **picked(step, "basis=habit.basis", "source=habit.source", "provisional"),
            }
            for step in programme.steps
        ],
        "rehearsals": [
            {"is_planned": run is programme.planned, "timeline": timelines.data(run, rules)}
            for run in programme.rehearsals
        ],
    }
