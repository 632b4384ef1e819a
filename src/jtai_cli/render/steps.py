"""A programme of preparation as it is told, whatever the format."""

from collections.abc import Iterator
from datetime import date

from jtai_cli.dated import DatedMilestone
from jtai_cli.dates import say, say_span
from jtai_cli.frameworks import Frameworks
from jtai_cli.habits import DryRun
from jtai_cli.preparation import Programme, Rehearsal, Step
from jtai_cli.render import habits, when, words

REHEARSAL = "REHEARSAL"
"""What marks a dry run, lest anyone takes it for an inspection."""
NOTHING = "Nothing falls on these days."
_PASSED = {"weekend": "a weekend", "closure": "quiet days"}


def heading(programme: Programme) -> str:
    """Head a programme: "Preparation: northshire-dry-run"."""
    return f"Preparation: {programme.name}"


def facts(programme: Programme, frameworks: Frameworks) -> Iterator[tuple[str, str]]:
    """Tell of whom a programme is, for which days, and when the dry run is."""
    inspection, period = programme.inspection, programme.period
    if inspection is not None and inspection.area is not None:
        yield "Area", inspection.area
    if inspection is not None and inspection.theme is not None:
        yield "Theme", frameworks.theme(inspection.theme).title
    yield "Days", say_span(period.first, period.last)
    for rehearsal in programme.rehearsals:
        yield "Dry run", dry_run(rehearsal)
    if programme.planned is not None and programme.planned not in programme.rehearsals:
        yield "Dry run", f"{dry_run(programme.planned)}; not within these days"
    elif not programme.rehearsals:
        yield "Dry run", "none begins on these days"


def dry_run(rehearsal: Rehearsal) -> str:
    """Say when a dry run is, and who says so."""
    span = say_span(rehearsal.first, rehearsal.timeline.fieldwork.last)
    says = "as the plan says" if rehearsal.is_planned else "as the rules propose"
    return f"fieldwork {span}, {says}"


def title(step: Step) -> str:
    """Say what to do: "Review of a new framework: front door"."""
    return step.habit.title if step.of is None else f"{step.habit.title}: {words.lowered(step.of)}"


def marks(step: Step) -> list[str]:
    """List what to know of a step's day: why it has moved, whether it is provisional."""
    told = []
    if step.passed is not None:
        told.append(f"moved from {when.on(step.by_rule)}, {passed(step)}")
    if step.provisional:
        told.append("provisional")
    return told


def passed(step: Step) -> str:
    """Say why the day that the rule gives is passed over: "a weekend", "Easter Monday"."""
    assert step.passed is not None, "a day is passed over for a reason"
    return _PASSED.get(step.passed, step.passed)


def counted(step: Step, programme: Programme, frameworks: Frameworks) -> str:
    """Say how a step gets its day, with the day that it is counted from."""
    planned = programme.planned
    replaced = None if planned is None else planned.occurrence
    if isinstance(step.habit.rule, DryRun) and step.occurrence == replaced:
        return "As the plan says"
    told = habits.rule(step.habit, frameworks)
    if step.of is not None:
        told = told.replace(habits.FRAMEWORKS, step.of)
    if step.counted_from is not None:
        told = f"{told}, {say(step.counted_from)}"
    if step.passed is not None:
        told = f"{told}; moved from {say(step.by_rule)}, {passed(step)}"
    return words.sentence(told)


def rehearsed(rehearsal: Rehearsal) -> str:
    """Head the timeline of a dry run."""
    name = rehearsal.timeline.timetable.name
    return f"{REHEARSAL} {name}: {dry_run(rehearsal)}"


def milestone(dated: DatedMilestone, rehearsal: Rehearsal, frameworks: Frameworks) -> str:
    """Say what happens in a dry run, who acts, and whose it is to see to."""
    owner = rehearsal.timeline.inspection.owners.get(dated.milestone.key)
    people = ", ".join(filter(None, (words.who(dated.milestone, frameworks), owner)))
    return f"{dated.milestone.title} ({people})" if people else dated.milestone.title


def closing(programme: Programme) -> Iterator[str]:
    """Give the last lines: what the days are, and what nobody can know yet."""
    yield "The steps are planning habits, no rules: move them to where they suit your partnership."
    yield "A dry run is a rehearsal: nobody inspects, and its letters are your own."
    yield (
        "Frameworks that are not published yet are not known; a review follows once the rules "
        "hold them."
    )
    dates = [step.provisional for step in programme.steps]
    dates += [one.provisional for run in programme.rehearsals for one in run.timeline.milestones]
    if any(dates):
        published: date = programme.calendar.published_to
        yield f"GOV.UK has published bank holidays to {say(published)}; later days are provisional."
