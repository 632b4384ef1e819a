"""`jtai plan`, the area's inspections in `jtai.toml`, and `jtai look-ahead`, possible weeks."""

import re
import shlex
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import suppress
from datetime import date, timedelta
from functools import partial
from pathlib import Path

from jtai_cli.agenda import acceptance, since_accepted
from jtai_cli.bankholidays import FIRST_YEAR, LAST_YEAR, with_article
from jtai_cli.cli import commands, console
from jtai_cli.cli.commands import DAYS, FRAMEWORKS, PLAN, TABLES, WORDS, Call, group
from jtai_cli.cli.parsing import argument, named, option, switch
from jtai_cli.dates import add_months, say
from jtai_cli.errors import LONGEST_QUOTE, JtaiError, UsageError, nearest_name, quoted
from jtai_cli.files import write_all
from jtai_cli.files.others import load_avoid
from jtai_cli.files.plans import NEW_PLAN, PLAN_NAME, Changes, Value, accepted_changes, changing
from jtai_cli.files.values import Keys
from jtai_cli.kinds import counted
from jtai_cli.lookahead import Avoided, LookAhead, look_ahead
from jtai_cli.plan import Inspection, Known, key_of
from jtai_cli.preparation import programme
from jtai_cli.report import look_ahead as comparisons, plan as reports
from jtai_cli.report.model import Report, listed
from jtai_cli.workingdays import Period

_MOST_YEARS = 5
_DAY = timedelta(days=1)
_WEEKS, _ORDERS = "Which weeks", ("date", "clashes")
_of_weeks, _of_days = (partial(option, panel=panel) for panel in (_WEEKS, "Which days"))
_AVOID = _of_weeks(
    "FILE", "Days to avoid: .csv (first, last, title) or .ics; else those of the plan. Repeatable."
)
app, command = group(
    "jtai plan set kingston-2025 fieldwork=2025-03-03", takes=(*PLAN, *FRAMEWORKS, *DAYS)
)
_NAME = argument("NAME", "The inspection's name.")
_ONE_OR_ALL = argument("NAME", "The inspection's name; else all.", default=None)


@command("Write an empty plan, whose comments explain each key.", "jtai plan init", takes=PLAN)
def init(call: Call, force: bool = switch("Replace a file that exists.")) -> None:
    path = call.plan or Path(PLAN_NAME)
    write_all({path: NEW_PLAN}, force=force)
    _confirm(call, f"Wrote {path}; its comments explain each key\n", "plan set NAME fieldwork=DATE")


@command(
    "Add an inspection to the plan, or change one. A key without a value (`area=`) is removed. "
    "The file that `jtai plan init` writes explains the keys, such as area, theme, "
    "closures and stated.MILESTONE; separate several days or milestones with commas.",
    "jtai plan set kingston-2025 fieldwork=2025-03-03 theme=front-door",
    takes=(*PLAN, *FRAMEWORKS, *commands.TODAY),
)
def set_(
    call: Call, name: str = _NAME, values: list[str] = argument("KEY=VALUE", "What is known.")
) -> None:
    path, rules, key = call.plan_path(), call.rules, _key(name)
    with changing(path, rules) as draft:
        before = draft.plan.inspections.get(key)
        then = None
        with suppress(JtaiError):  # what is set now may put it right
            then = before and acceptance(call.dated(before))
        plan = draft.change(key, _changes(values, before, call))
        now = plan.inspections[key]
        timeline = call.dated(now)
        moved = since_accepted(timeline, then, rules) if then else ()
        if moved:
            now = draft.change(key, {("revision",): now.revision + 1}).inspections[key]
    changed = reports.changed(before, now, moved, place=str(path))
    _confirm(call, changed, f"timeline --inspection {key}")


@command(
    "Mark milestones as done, in addition to those already done.",
    "jtai plan done kingston-2025 notification set-up-discussion",
    takes=(*PLAN, *FRAMEWORKS),
)
def done(
    call: Call,
    name: str = _NAME,
    milestones: list[str] | None = argument(
        "MILESTONES", "What is done; leave it out to list the keys.", default=None
    ),
) -> None:
    with changing(call.plan_path(), call.rules) as draft:
        inspection = draft.plan.inspection(name, command="jtai plan done")
        key, known = str(inspection.name), call.dated(inspection).timetable.milestones
        earlier = inspection.done or ()
        if not milestones:
            left = ", ".join(one for one in known if one not in earlier)
            raise UsageError("MILESTONES is missing", f"any of: {left}")
        added = [named("milestone", one, known, f"jtai plan done {key}") for one in milestones]
        both = list(dict.fromkeys((*earlier, *added)))
        draft.change(key, {("done",): both})
    _confirm(call, f"{key}: done: {', '.join(both)}\n", f"next --inspection {key}")


@command(
    "Show what the plan holds, the main dates, and which have moved.",
    "jtai plan show kingston-2025",
    formats=WORDS,
)
def show(call: Call, name: str | None = _ONE_OR_ALL) -> None:
    dated = _dated(call, name, "jtai plan show")
    call.emit(lambda: reports.report(dated, call.rules), lambda: reports.data(dated))


@command(
    "Record the dates as agreed, so that plan check can report any that move.",
    "jtai plan accept kingston-2025",
)
def accept(call: Call, name: str = _NAME) -> None:
    path, rules = call.plan_path(), call.rules
    with changing(path, rules) as draft:
        inspection = draft.plan.inspection(name, command="jtai plan accept")
        before, key = inspection.accepted, str(inspection.name)
        timeline = call.dated(inspection)
        moved = since_accepted(timeline, before, rules) if before else ()
        accepted = acceptance(timeline)
        draft.change(key, accepted_changes(accepted, before))
    did = f"{key}: {counted(len(accepted.dates), 'date')} accepted and saved in {path}"
    _confirm(call, reports.in_lines(did, moved), f"plan check {key}")


@command(
    "Report which accepted dates have moved, and why. Exits with status 1 if any has.",
    "jtai plan check kingston-2025",
    formats=WORDS,
)
def check(call: Call, name: str | None = _ONE_OR_ALL) -> int:
    dated = _dated(call, name, "jtai plan check")
    accepted = [one for one in dated if one[0].inspection.accepted is not None]
    for called in (one.inspection.name for one, _ in dated if one.inspection.accepted is None):
        console.warn(f"{called} has no accepted dates", f"jtai plan accept {called}")
    report = partial(reports.report, accepted, call.rules, in_full=False)
    call.emit(report, partial(reports.data, accepted))
    return int(any(moved for _, moved in accepted))


@command(
    "Lay out what a partnership does before any call: preparation meetings, self-assessment, "
    "reviews of new frameworks, a dry run with a timeline of its own and what to learn from it. "
    "NAME is the dry run: a rehearsal in the plan, or else one that the rules propose.",
    "jtai plan prepare northshire-dry-run --from 2027-01-01",
    formats=(*TABLES, "ics"),
)
def prepare(
    call: Call,
    name: str = argument("NAME", "The dry run's name, whether it is in the plan yet or not."),
    *,
    from_day: str | None = _of_days("DATE", "The first day; else today.", "--from"),
    to_day: str | None = _of_days("DATE", "The last day.", "--to"),
    months: int | None = _of_days(
        "N", "How many months, instead of --to; else 12.", min=1, max=120
    ),
    avoid: list[Path] | None = _AVOID,
) -> None:
    first = call.current_day if from_day is None else call.day(from_day)
    if to_day is None:
        period = Period(first, add_months(first, months or 12) - _DAY)
    elif months is None:
        period = call.period(f"{first}..{to_day}")
    else:
        raise UsageError("--to cannot be combined with --months", f"only --to {to_day}")
    rules, plan = call.rules, call.planned()
    key = _key(name)
    files, days = _avoided(call, avoid, period)
    like = plan.inspections.get(key) or Inspection(Known("fieldwork", period.first), name=key)
    found = programme(rules, period, like, call.calendars, days)
    data = partial(reports.preparation_data, found, rules)
    call.emit(partial(reports.preparation, found, rules), data, inputs=files)
    if key not in plan.inspections:
        nearest, problem = nearest_name(key, plan.inspections), f"'{key}' is not in the plan yet"
        near = f"; the nearest name is {nearest}" if nearest else ""
        if found.rehearsals:
            hint = f"plan set {key} fieldwork={found.rehearsals[0].fieldwork.first} rehearsal=true"
            console.warn(f"{problem}: the date of its dry run is a proposal{near}", f"jtai {hint}")
        elif nearest:
            console.warn(f"{problem}{near}", f"jtai plan prepare {nearest}")


@commands.command(
    "Compare the possible fieldwork weeks of a period: the dates of each, its notes, and its "
    "clashes with days to avoid.",
    "jtai look-ahead --year 2027 --avoid school-holidays.csv",
    takes=(*PLAN, *commands.KINDS, *FRAMEWORKS, *DAYS),
    formats=TABLES,
)
def weeks(
    call: Call,
    first: str | None = _of_weeks("DATE", "First day.", "--from"),
    last: str | None = _of_weeks("DATE", "Last day, included.", "--to"),
    year: int | None = _of_weeks(
        "YEAR", "A whole year, instead of --from and --to.", min=FIRST_YEAR, max=LAST_YEAR
    ),
    *,
    after_bank_holidays: bool = switch(
        "Also start on the first working day after a bank holiday Monday.", panel=_WEEKS
    ),
    avoid: list[Path] | None = _AVOID,
    sort: str = _of_weeks(
        "ORDER", "date, or clashes: lightest first.", complete=_ORDERS, default="date"
    ),
    why: str | None = _of_weeks("DATE", "Explain the week that starts then, or why none does."),
) -> None:
    order = named("sort", sort, _ORDERS)
    day = None if why is None else call.day(why)
    period, rules = _period(call, first, last, year, day), call.rules
    like = call.like(Known("fieldwork", period.first))
    ahead = look_ahead(rules, period, like, call.calendars, after_bank_holidays=after_bank_holidays)
    files, days = _avoided(call, avoid, ahead.span)
    ahead = ahead.beside(days, lightest_first=order == "clashes")
    report = _why(day, ahead) if day else partial(comparisons.report, ahead, rules)
    call.emit(report, lambda: comparisons.data(ahead, rules), inputs=files)


def _period(
    call: Call, first: str | None, last: str | None, year: int | None, day: date | None
) -> Period:
    """Return the period of the options; without any, the one day to be explained."""
    if year is not None:
        if first or last:
            problem = f"--year cannot be combined with {'--from' if first else '--to'}"
            raise UsageError(problem, f"only --year {year}")
        return Period(date(year, 1, 1), date(year, 12, 31))
    if day is not None and not (first or last):
        return Period(day, day)
    if first is None or last is None:
        raise UsageError(
            "a look-ahead needs both a first and a last day",
            f"--year {call.current_day.year + 1}, or --from DATE --to DATE",
        )
    start, end = call.period(f"{first}..{last}")
    if end.year - start.year >= _MOST_YEARS and end >= add_months(start, 12 * _MOST_YEARS):
        latest = add_months(start, 12 * _MOST_YEARS) - _DAY
        raise UsageError(f"{start} to {end} is more than {_MOST_YEARS} years", f"--to {latest}")
    return Period(start, end)


def _avoided(
    call: Call, given: Sequence[Path] | None, within: Period
) -> tuple[Sequence[Path], tuple[Avoided, ...]]:
    """Return the files of days to avoid (those typed, else the plan's), and their days."""
    files, found = given or [], list[Avoided]()
    if not given and call.found_plan is not None:
        files = [call.found_plan.parent / name for name in call.planned().avoid]
    for file in files:
        days = load_avoid(file, within)
        if not days and given:
            console.warn(f"{file}: has no days to avoid in this period")
        found += days
    return files, tuple(found)


def _why(day: date, ahead: LookAhead) -> Callable[[], Report]:
    """Return a function that reports on one week, or on why no week starts on a day."""
    for week in ahead.weeks:
        if week.first == day:
            return partial(comparisons.week_report, week)
    reason = next((one for one in ahead.impossible if one.day == day), None)
    if reason is not None:
        text = f"It is {with_article(reason.why)}" if reason.refusal is None else reason.why
    elif day not in ahead.period:
        first, last = map(say, ahead.period)
        text = f"It lies outside the period from {first} to {last}"
    else:
        text = f"Fieldwork starts on a Monday; in that week it is {say(day - day.weekday() * _DAY)}"
    return lambda: Report(f"No fieldwork week starts on {say(day)}", listed(f"{text}."))


def _changes(values: Iterable[str], before: Inspection | None, call: Call) -> Changes:
    """Read values as people write them; a new known date replaces the one that is there."""
    parted = [[part.strip() for part in text.partition("=")] for text in values]
    milestones = {key: one.title for key, one in call.milestones.items()}
    keys = [one.split(".")[1] for one, *_ in parted if one.startswith("local.")]
    milestones |= {key: key for key in (*(before.local if before else ()), *keys)}
    found: dict[Keys, Value | None] = {}
    for key, equals, text in parted:
        path = tuple(key.split("."))
        if not equals:
            raise UsageError(f"'{quoted(key)}' is not KEY=VALUE", "fieldwork=2025-03-03")
        if path in found:
            raise UsageError(f"{quoted(key)} is given twice", "give it once")
        found[path] = _value(path, text, call, milestones) if text else None
    known = [path for path in found if path[0] in {"fieldwork", "notified", "known"}]
    if before is not None and any(found[path] is not None for path in known):
        old = ("fieldwork",), ("notified",), ("known", before.known.milestone)
        found = dict.fromkeys(old) | found
    return found


def _value(path: Keys, text: str, call: Call, milestones: Mapping[str, str]) -> Value:  # noqa: PLR0911 - a case for each kind of key
    several = list(dict.fromkeys(re.findall(r"[^,\s](?:[^,]*[^,\s])?", text)))
    match path:
        case ("theme" | "timetable" as kind,):
            return named(kind, text, getattr(call.rules, f"{kind}s"), " ")
        case ("fieldwork",) if ".." in text:
            return "{}..{}".format(*call.period(text))
        case ("fieldwork" | "notified",) | ("known" | "stated", _):
            return call.day(text)
        case ("closures",):
            return ["{}..{}".format(*call.period(one)) for one in several]
        case ("extra_bank_holidays" | "without_bank_holidays",):
            return list(map(call.day, several))
        case ("done",):
            return [named("milestone", one, milestones, " ") for one in several]
        case ("local", _, "anchor"):
            return named("milestone", text, milestones, " ")
        case ("local", _, "working_days") if re.fullmatch("[+-]?[0-9]{1,4}", text):
            return int(text)
        case ("rehearsal",):
            return {"true": True, "yes": True, "false": False, "no": False}.get(text.lower(), text)
        case _:
            return text


def _key(name: str) -> str:
    """Return the name as a key; if it has to be changed for that, a warning says so."""
    key = key_of(name)
    if not key or len(key) > LONGEST_QUOTE:
        raise UsageError(f"'{quoted(name)}' cannot be a name", "kingston-2025")
    if key != name:
        console.warn(f"the name '{quoted(name)}' becomes {key}")
    return key


def _dated(call: Call, name: str | None, command_name: str) -> list[reports.Dated]:
    """Date one inspection of the plan, or all, with the accepted dates that have moved."""
    path, plan = call.plan_path(), call.planned()
    if not plan.inspections:
        console.warn(f"{path} has no inspection", "jtai plan set NAME fieldwork=DATE")
    found = [] if name is None else [plan.inspection(name, command=command_name)]
    dated = []
    for one in found or plan.inspections.values():
        timeline = call.dated(one)
        moved = since_accepted(timeline, one.accepted, call.rules) if one.accepted else ()
        dated.append((timeline, moved))
    return dated


def _confirm(call: Call, text: str, next_command: str) -> None:
    """Say what was done, and what to type next; the option that names the plan is repeated."""
    plan = "" if call.plan is None else f" --plan {shlex.quote(str(call.plan))}"
    console.confirm(f"{text}Next: jtai {next_command}{plan}\n")
