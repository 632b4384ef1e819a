"""A plan: its inspections, what falls today and next, what has moved, what is prepared."""

from collections.abc import Iterator, Sequence
from dataclasses import asdict
from datetime import date

from jtai_cli.agenda import Entry, Moved, State
from jtai_cli.dates import say, say_span
from jtai_cli.kinds import Edge, counted, offset
from jtai_cli.plan import Inspection, typed_as
from jtai_cli.preparation import Programme
from jtai_cli.report import model as m, timeline as timelines, words
from jtai_cli.rules import AfterHabit, DryRun, FrameworkChange, Habit, Recurring, Rules
from jtai_cli.timeline import Timeline

Dated = tuple[Timeline, tuple[Moved, ...]]
_KEYS = (
    "name", "area", "theme", "stated", "extra_bank_holidays", "without_bank_holidays",
    "principal_authority", "contact", "revision", "done", "owners", "notes",
    "rehearsal=is_rehearsal", ("known", "milestone", "date=first", "last"),
    ("closures", "first", "last"),
)  # fmt: skip
_DATED = ("key", "title=milestone.title", "first", "last", "date_is")
_IN_LINES = words.WHO._replace(media=words.TERMINAL)
_ELSEWHERE = words.WHO._replace(media=words.PROGRAMS | words.SENT_ROUND)
_COLUMNS = (words.DATE, words.WHAT, _IN_LINES, _ELSEWHERE, m.Column("when", "When"))
_STATES = {
    State.OVERDUE: ("Overdue", m.Tone.BAD, "{} ago"),
    State.EXPECTED: ("Expected", m.Tone.WARNING, "expected {} ago; has it come?"),
    State.TODAY: ("Today", m.Tone.STRONG, "today"),
    State.NEXT: ("Next", m.Tone.PLAIN, "in {}"),
}
"""The heading of each state, how its rows stand out, and words for how far off they are."""
_ENTRY = (
    "inspection=timeline.inspection.name", "key=dated.key", "title=dated.milestone.title",
    "first=dated.first", "last=dated.last", "working_days", "state",
)  # fmt: skip
_STEPS = (
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


def report(dated: Sequence[Dated], rules: Rules, *, in_full: bool = True) -> m.Report:
    """Show which accepted dates of each inspection have moved; in full, its main dates too."""
    blocks: list[m.Content] = []
    for timeline, moved in dated:
        of, known = timeline.inspection, timeline.inspection.known
        days = say_span(known.first, known.last or known.first)
        titles = {key: one.title for key, one in timeline.timetable.milestones.items()}
        facts: dict[str, str | list[m.Cell] | None] = {
            "Area": of.area,
            "Theme": of.theme and rules.theme(of.theme).title,
            "Timetable": of.timetable,
            "Known": f"{titles[known.milestone]}: {days}",
            "Letters say": [f"{titles[key]}: {say(day)}" for key, day in of.stated.items()],
            "Closures": [say_span(*one) for one in of.closures],
            "Added bank holidays": [say(day) for day in of.extra_bank_holidays],
            "Left out": [say(day) for day in of.without_bank_holidays],
            "Principal authority": of.principal_authority,
            "Contact": of.contact,
            "Owners": [f"{titles[key]}: {who}" for key, who in of.owners.items()],
            "Notes": [f"{titles[key]}: {text}" for key, text in of.notes.items()],
            "Done": [titles[key] for key in of.done or ()],
            "Rehearsal": "yes" if of.is_rehearsal else None,
            "Revision": str(of.revision),
        }
        main = (
            (one.milestone.title, m.Span(one.first, one.last))
            for one in timeline.milestones
            if one.milestone.key_date or one.key in of.local
        )
        blocks.append(m.Heading(str(of.name)))
        blocks += [m.Facts.of(facts.items()), m.Facts.of(main)] if in_full else []
        if of.accepted is None:
            blocks.append(m.Paragraph.of("No dates have been accepted yet.", tone=m.Tone.MUTED))
        elif not moved:
            blocks.append(m.Paragraph.of("No accepted date has moved.", tone=m.Tone.GOOD))
        for heading, lines in _by_reason(moved):
            blocks += [m.Paragraph.of(heading, tone=m.Tone.BAD), m.Bullets(lines)]
    title = "Plan" if in_full else "Accepted dates"
    title = f"{words.whose(dated[0][0])}: {title.lower()}" if len(dated) == 1 else title
    return m.Report(title, m.listed(blocks))


def _by_reason(moved: Sequence[Moved]) -> Iterator[tuple[str, tuple[str, ...]]]:
    found: dict[str, list[str]] = {}
    doubts = []
    for one in moved:
        title = one.milestone.title if one.milestone else one.key
        line, reasons = f"{title}, {words.one_line(one.accepted)}", "; ".join(one.reasons)
        if one.now == one.accepted:
            doubts.append(f"{line}: {reasons}")
        else:
            now = f"now {words.one_line(one.now)}" if one.now else "no longer in the timetable"
            found.setdefault(reasons, []).append(f"{line}: {now}")
    for reasons, lines in found.items():
        because = f", because {reasons}" if reasons else ""
        yield f"{counted(len(lines), 'date')} moved{because}:", tuple(lines)
    if doubts:
        yield f"{counted(len(doubts), 'due date')} to ask about:", tuple(doubts)


def changed(
    before: Inspection | None, now: Inspection, moved: Sequence[Moved], *, place: str
) -> str:
    """Say what `plan set` did, in a few lines."""
    did = "added to" if before is None else "unchanged in" if now == before else "changed in"
    revision = f"  revision {now.revision}\n" if moved else ""
    return in_lines(f"{now.name}: {did} {place}", moved) + revision


def in_lines(done: str, moved: Sequence[Moved]) -> str:
    """Say what was done and, on the lines below, which dates have moved."""
    for heading, dates in _by_reason(moved):
        done += "".join(f"\n  {line}" for line in (heading, *(f"- {date}" for date in dates)))
    return f"{done}\n"


def data(dated: Sequence[Dated]) -> dict[str, object]:
    """Give the inspections of a plan, as JSON."""
    inspections = []
    for timeline, moved in dated:
        of, milestones = timeline.inspection, words.picked_from(timeline.milestones, *_DATED)
        changes = words.picked_from(moved, "key", "accepted", "now", "why=reasons")
        inspections.append({
            **words.picked(of, *_KEYS), "local": list(map(asdict, of.local.values())),
            "timetable": timeline.timetable.key,
            "milestones": [{**one, "local": one["key"] in of.local} for one in milestones],
            "accepted": of.accepted and of.accepted.dates,
            "moved": [{**one, "why": "; ".join(one["why"]) or None} for one in changes],
        })  # fmt: skip
    return {**words.headed("plan"), "inspections": inspections}


def agenda(entries: Sequence[Entry], today: date, rules: Rules) -> m.Report:
    """Say what is overdue, what should have come, what is today and what comes next."""
    milestones = words.picked_from(entries, *_ENTRY)
    data = {"schema": "jtai.next/1", "today": today, "milestones": milestones}
    timelines = {str(one.timeline.inspection.name): one.timeline for one in entries}
    is_one, areas = len(timelines) == 1, {k: words.whose(one) for k, one in timelines.items()}
    labels = {k: a if a and [*areas.values()].count(a) == 1 else k for k, a in areas.items()}
    owner = words.whose(entries[0].timeline) if is_one else None
    title = f"{owner}: {say(today)}" if owner else say(today)
    rows: dict[str, list[m.Row]] = {}
    for timeline, dated, state, far in entries:
        heading, tone, when = _STATES[state]
        name = "" if is_one else f"{labels[str(timeline.inspection.name)]}: "
        who, owner = rules.who(dated.milestone), timeline.inspection.owners.get(dated.key)
        both = words.people(who, owner), f"{who}; owner: {owner}" if owner else who
        days = when.format(counted(abs(far), "working day"))
        cells = (m.Span(dated.first, dated.last), f"{name}{dated.milestone.title}", *both, days)
        rows.setdefault(heading, []).append(m.Row(cells, tone))
    table = m.Table.of(_COLUMNS, rows, "What falls today and next")
    fieldwork = (
        ("Fieldwork" if is_one else labels[key], words.days_in_full(one.fieldwork))
        for key, one in timelines.items()
    )
    undone = [
        name
        for name, one in timelines.items()
        if one.inspection.name and one.inspection.done is None
        if any(of.milestone.owed and of.last < today for of in one.milestones)
    ]
    nothing = "Nothing" if is_one else f"{', '.join(undone)}: nothing"
    to_mark = (f"To mark what is done: jtai plan done {name} MILESTONE" for name in undone)
    blocks = m.listed(
        m.Facts.of(fieldwork),
        table if rows else "Nothing is due today or later.",
        f"{nothing} is marked as done, so nothing is shown as overdue." if undone else None,
        words.typed((*_to_type(entries, today), *to_mark)),
    )
    return m.Report(title, blocks, data=data)


def _to_type(entries: Sequence[Entry], today: date) -> Iterator[str]:
    for timeline, dated, state, _ in entries:
        title, key, name = dated.milestone.title, dated.key, timeline.inspection.name
        known, first, last = timeline.inspection.known
        day = f"{typed_as(known)}{first}{f'..{last}' if last else ''}"
        given = f"--inspection {name}" if name else day
        if today == words.begins(timeline):
            yield f"Files for Outlook, Excel and Word: jtai export {given} --all FOLDER"
        if state is State.EXPECTED:
            typed = f"plan set {name} stated." if name else f"next {given} --stated "
            yield f"{title}, if it has come: jtai {typed}{key}=DATE"
        elif state is State.OVERDUE and name:
            yield f"{title}, if it is done: jtai plan done {name} {key}"


def preparation(programme: Programme, rules: Rules) -> m.Report:
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
        title = habit.title + (f": {words.lowered(step.framework)}" if step.framework else "")
        who = ", ".join(rules.parties[key].title for key in habit.who)
        notes = [f"moved from {say(step.by_rule)}: {_PASSED.get(passed, passed)}"] if passed else []
        notes += ["provisional"] * step.provisional
        rows.append((day, title, who, "; ".join(notes)))
        when = words.sentence(_rule_words(habit, rules))
        about = (("When", when), ("Why", habit.why), ("How", habit.detail))
        habits[habit.key] = m.Heading(habit.title, 3), m.Facts.of(about)
        lines = map(words.sentence, filter(None, (when, habit.why, *habit.detail, who)))
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
        m.Table.of(_STEPS, rows, "Steps") if rows else None,
        dry_runs,
        habits.values(),
        m.Bullets(_CLOSING),
        m.Heading("Next steps"),
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


def preparation_data(programme: Programme, rules: Rules) -> dict[str, object]:
    """Give the steps and the dry runs, as JSON."""
    return {
        **words.headed("preparation"),
        "edition": rules.edition,
        "name": programme.like.name,
        "in_plan": programme.planned is not None,
        **words.picked(programme, *_ABOUT),
        "steps": [
            {**words.picked(step, *_STEP), "rule_in_words": _rule_words(step.habit, rules)}
            | words.picked(step, *_COUNTED)
            for step in programme.steps
        ],
        "rehearsals": [
            {"is_planned": run is programme.planned, "timeline": timelines.data(run, rules)}
            for run in programme.rehearsals
        ],
    }
