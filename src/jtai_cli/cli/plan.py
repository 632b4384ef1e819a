"""`jtai plan`: the area's inspections, kept in `jtai.toml`."""

import re
import shlex
from contextlib import suppress
from datetime import date, timedelta
from pathlib import Path

from jtai_cli import __version__
from jtai_cli.cli import console, plan_values
from jtai_cli.cli.commands import TABLES, Output, command
from jtai_cli.cli.look_ahead import AVOID, avoided, avoided_files
from jtai_cli.cli.options import argument, named, option, switch
from jtai_cli.cli.parsing import group
from jtai_cli.cli.question import DAYS, FRAMEWORKS, PLAN, TODAY, Question
from jtai_cli.dates import add_months
from jtai_cli.drift import Moved, acceptance, since_accepted
from jtai_cli.errors import LONGEST_QUOTE, FileError, JtaiError, UsageError, nearest_name, quoted
from jtai_cli.files.plans import NEW_PLAN, PLAN_NAME, accepted_changes, changing
from jtai_cli.files.writing import write_whole
from jtai_cli.plan import Inspection, Known, Plan, key_of
from jtai_cli.preparation import programme
from jtai_cli.report import plan as reports
from jtai_cli.report import preparation
from jtai_cli.timeline import Timeline
from jtai_cli.workingdays import Period

app = group(
    "Keep the area's inspections in jtai.toml.", "jtai plan set kingston-2025 fieldwork=2025-03-03"
)
_DIGITS = re.compile(r"\d+")
_MONTHS = 12
_WHICH = "Which days"
Dated = tuple[Timeline, tuple[Moved, ...]]
"""An inspection of the plan, dated, and the accepted dates that have moved."""

_NAME = argument("NAME", "The inspection's name.")
_ONE_OR_ALL = argument("NAME", "The inspection's name; else all.", default=None)


@command(app, "init", "Write an empty plan that explains itself.", "jtai plan init", takes=PLAN)
def init(
    question: Question,
    force: bool = switch("--force", "Replace a file that exists."),
) -> None:
    path = question.plan or Path(PLAN_NAME)
    if str(path) == "-":
        raise UsageError("a plan is a file, not stdout", f"--plan {PLAN_NAME}")
    write_whole(path, NEW_PLAN, force=force)
    console.confirm(
        f"Wrote {path}, which explains itself\n{_next('plan set NAME fieldwork=DATE', question)}"
    )


@command(
    app,
    "set",
    "Add an inspection to the plan, or change one. A key without a value (`area=`) is removed. "
    "Keys, such as area, theme, closures and stated.MILESTONE, are those of the file that "
    "`jtai plan init` writes; several days or milestones stand with commas between.",
    "jtai plan set kingston-2025 fieldwork=2025-03-03 theme=front-door",
    takes=(*PLAN, *FRAMEWORKS, *TODAY),
)
def change(
    question: Question,
    name: str = _NAME,
    values: list[str] = argument("KEY=VALUE", "What is known."),
) -> None:
    rules, given = question.rules, plan_values.typed(values)
    key = _key(name)
    with changing(_path(question, given, key), rules) as draft:
        before = draft.plan.inspections.get(key)
        if before is None and not plan_values.known_dates(given):
            problem = f"'{quoted(key)}' is not in the plan yet, and needs a known date"
            raise UsageError(problem, "fieldwork=2025-03-03")
        then = None
        with suppress(JtaiError):  # what is set now may be what mends it
            then = before and acceptance(question.dated(before))
        plan = draft.change(key, plan_values.changes(key, given, before, question))
        now = plan.inspections[key]
        timeline = question.dated(now)
        for note in timeline.notes:
            if note.code.startswith("stated-"):
                console.warn(note.text, note.hint)
        moved = since_accepted(timeline, then, rules) if then else ()
        if moved:
            now = draft.change(key, {("revision",): now.revision + 1}).inspections[key]
    done = reports.changed(before, now, moved, place=str(question.plan_path))
    console.confirm(done + _next(f"timeline --inspection {key}", question))


@command(
    app,
    "done",
    "Mark milestones as done, in addition to those already done.",
    "jtai plan done kingston-2025 notification set-up-discussion",
    takes=(*PLAN, *FRAMEWORKS),
)
def done(
    question: Question,
    name: str = _NAME,
    milestones: list[str] = argument("MILESTONES", "What is done."),
) -> None:
    with changing(question.plan_path, question.rules) as draft:
        inspection = draft.plan.inspection(name, command="jtai plan done")
        key, known = str(inspection.name), question.dated(inspection).timetable.milestones
        command_name = f"jtai plan done {key}"
        added = [named("milestone", one, known, command=command_name) for one in milestones]
        both = list(dict.fromkeys((*(inspection.done or ()), *added)))
        draft.change(key, {("done",): both})
    next_step = _next(f"next --inspection {key}", question)
    console.confirm(f"{key}: done: {', '.join(both)}\n{next_step}")


@command(
    app,
    "show",
    "Show what the plan holds, the main dates, and which have moved.",
    "jtai plan show kingston-2025",
    takes=(*PLAN, *FRAMEWORKS, *DAYS),
)
def show(question: Question, output: Output, name: str | None = _ONE_OR_ALL) -> None:
    dated = _dated(question, name, "jtai plan show")
    output.emit(
        lambda: reports.report(dated, question.rules), lambda: reports.data(dated, __version__)
    )


@command(
    app,
    "accept",
    "Record the dates as agreed, so that plan check can report any that move.",
    "jtai plan accept kingston-2025",
    takes=(*PLAN, *FRAMEWORKS, *DAYS),
)
def accept(question: Question, name: str = _NAME) -> None:
    rules = question.rules
    with changing(question.plan_path, rules) as draft:
        inspection = draft.plan.inspection(name, command="jtai plan accept")
        before, key = inspection.accepted, str(inspection.name)
        timeline = question.dated(inspection)
        moved = since_accepted(timeline, before, rules) if before else ()
        accepted = acceptance(timeline)
        draft.change(key, accepted_changes(accepted, before))
    done = reports.accepted(key, accepted, moved, place=str(question.plan_path))
    console.confirm(done + _next(f"plan check {key}", question))


@command(
    app,
    "check",
    "Report which accepted dates have moved, and why. Exits with status 1 where any has.",
    "jtai plan check kingston-2025",
    takes=(*PLAN, *FRAMEWORKS, *DAYS),
)
def check(question: Question, output: Output, name: str | None = _ONE_OR_ALL) -> int:
    accepted: list[Dated] = []
    for timeline, moved in _dated(question, name, "jtai plan check"):
        called = timeline.inspection.name
        if timeline.inspection.accepted is None:
            console.warn(f"{called} has no accepted dates", f"jtai plan accept {called}")
        else:
            accepted.append((timeline, moved))
    output.emit(
        lambda: reports.report(accepted, question.rules, in_full=False),
        lambda: reports.data(accepted, __version__),
    )
    return int(any(moved for _, moved in accepted))


@command(
    app,
    "prepare",
    "Lay out what a partnership does before any call: preparation meetings, self-assessment, "
    "reviews of new frameworks, a dry run with a timeline of its own and what to learn from it. "
    "The dry run is NAME, if that is a rehearsal in the plan, else one that the rules propose.",
    "jtai plan prepare northshire-dry-run --from 2027-01-01",
    takes=(*PLAN, *FRAMEWORKS, *DAYS),
    formats=(*TABLES, "ics"),
)
def prepare(
    question: Question,
    output: Output,
    name: str = argument("NAME", "The dry run's name, in the plan or not yet."),
    *,
    from_day: str | None = option("DATE", "The first day; else today.", _WHICH, "--from"),
    to_day: str | None = option("DATE", "The last day.", _WHICH, "--to"),
    months: int | None = option(
        "N", "How many months, instead of --to; else 12.", _WHICH, min=1, max=120
    ),
    avoid: list[Path] | None = AVOID,
) -> None:
    period = _period(question, from_day, to_day, months)
    rules, plan = question.rules, question.planned()
    key, files = _key(name), avoided_files(avoid, question)
    days = tuple((one.name, one.period) for one in avoided(files, period, given=avoid))
    like = plan.inspections.get(key) or Inspection(Known("fieldwork", period.first), name=key)
    found = programme(rules, period, like, question.calendars, days)
    output.emit(
        lambda: preparation.report(found, rules),
        lambda: preparation.data(found, rules, __version__),
        inputs=files,
    )
    if key not in plan.inspections:
        proposed = next((run.fieldwork.first for run in found.rehearsals), None)
        _warn_of_a_slip(key, plan, proposed)


def _warn_of_a_slip(name: str, plan: Plan, proposed: date | None) -> None:
    """Warn where a name is nearly one of the plan, and say how to keep the dry run."""
    # Names of which only the year is another one are no slips.
    letters, others = _DIGITS.sub("", name), {_DIGITS.sub("", one): one for one in plan.inspections}
    near = None if letters in others else nearest_name(letters, others)
    if near is not None:
        console.warn(f"'{name}' is not in the plan", f"jtai plan prepare {others[near]}")
    elif proposed is not None:
        console.warn(
            f"'{name}' is not in the plan yet: the date of its dry run is a proposal",
            f"jtai plan set {name} fieldwork={proposed} rehearsal=true",
        )


def _period(
    question: Question, from_day: str | None, to_day: str | None, months: int | None
) -> Period:
    """Return the days that are meant: a year, unless options say otherwise."""
    first = question.current_day if from_day is None else question.day(from_day)
    if to_day is None:
        return Period(first, add_months(first, months or _MONTHS) - timedelta(days=1))
    if months is not None:
        raise UsageError("--to cannot be combined with --months", f"only --to {to_day}")
    return question.period(f"{first}..{to_day}")


def _key(name: str) -> str:
    """Return the name as a key; what is not one is made one, and a warning says so."""
    key = key_of(name)
    if not key or len(key) > LONGEST_QUOTE:
        raise UsageError(f"'{quoted(name)}' cannot be a name", "kingston-2025")
    if key != name:
        console.warn(f"the name '{quoted(name)}' becomes {key}")
    return key


def _path(question: Question, given: plan_values.Typed, key: str) -> Path:
    """Return the plan, and where there is none, say how to make one."""
    try:
        return question.plan_path
    except FileError as error:
        words = " ".join(shlex.quote(f"{one}={text}") for one, text in given.items())
        error.hint = f"jtai plan init, then jtai plan set {key} {words}"
        raise


def _dated(question: Question, name: str | None, command_name: str) -> list[Dated]:
    """Date one inspection of the plan, or all, with the accepted dates that have moved."""
    found: list[Dated] = []
    inspections = question.inspections(name, command=command_name)
    if not inspections:
        problem = f"{question.plan_path} has no inspection"
        console.warn(problem, "jtai plan set NAME fieldwork=DATE")
    for inspection in inspections:
        timeline = question.dated(inspection)
        accepted = inspection.accepted
        moved = since_accepted(timeline, accepted, question.rules) if accepted else ()
        found.append((timeline, moved))
    return found


def _next(next_command: str, question: Question) -> str:
    """Say what to type next; the option that names the plan is repeated."""
    plan = "" if question.plan is None else f" --plan {shlex.quote(str(question.plan))}"
    return f"Next: jtai {next_command}{plan}\n"
