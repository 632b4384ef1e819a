"""The sheets of a workbook that a partnership keeps for an inspection, with its dates filled in.

Nothing in them is about a single child, for they are sent round.
"""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from jtai_cli.dates import say
from jtai_cli.explain import count_all
from jtai_cli.kinds import counted
from jtai_cli.report import model as m
from jtai_cli.report import words
from jtai_cli.rules import Basis, Party, Rules
from jtai_cli.timeline import DatedMilestone, Timeline
from jtai_cli.workingdays import WorkingCalendar

_LONG, _CHECK_EVERY = 20, 10
"""Working days from which a piece of work is tracked on a sheet of its own, and between checks."""
_RATINGS = (("Red", m.Tone.BAD), ("Amber", m.Tone.WARNING), ("Green", m.Tone.GOOD))
_DONE = m.Column("done", "Done", width=12, choices=("Done", "Not needed"), is_filled_in=True)
_NOTES = m.Column("notes", "Notes", width=30, is_filled_in=True)
_DAYS = (m.Column("first", "First day", width=16), m.Column("last", "Last day", width=16))
_HOW_COUNTED = (
    m.Column("what", "What happens", width=30),
    *_DAYS,
    m.Column("how", "How it is counted", width=56),
    m.Column("basis", "Basis", width=10),
    m.Column("source", "Source", width=50),
)
_Sheet = tuple[str, tuple[m.Block, ...]]


def sheets(timeline: Timeline, rules: Rules, plan: m.Report) -> tuple[m.Report, ...]:
    """Make the sheets of an inspection; `plan` is the report of its timeline."""
    made = [replace(plan, title=words.title(timeline, rules, "plan"), sheet="Plan")]
    for name, blocks in _sheets(timeline, rules):
        title = words.title(timeline, rules, words.lowered(name))
        facts = m.Facts.of(words.facts(timeline).items())
        made.append(m.Report(title, (facts, *blocks), sheet=name))
    return tuple(made)


def _sheets(timeline: Timeline, rules: Rules) -> Iterator[_Sheet]:
    yield "Contacts and deputies", (_contacts(timeline, rules),)
    yield "Request log", (_requests(timeline),)
    yield from _trackers(timeline)
    if timeline.inspection.theme is not None:
        yield from _self_assessment(tuple(rules.theme(timeline.inspection.theme).points()))
    where = f"Bank holidays: {words.division_name(timeline.division)}."
    yield "Days off", (m.Paragraph.of(where), _days_off(timeline))
    yield "How counted", (_how_counted(timeline, rules),)


def _fill_in(**widths: int) -> tuple[m.Column, ...]:
    return tuple(
        m.Column(key, key.replace("_", " ").capitalize(), width=width, is_filled_in=True)
        for key, width in widths.items()
    )


def _begun(
    columns: tuple[m.Column, ...], begun: Iterable[m.Cells], more: int, caption: str
) -> m.Table:
    """Make a table whose first rows are begun, with more rows to fill in."""
    rows = [(*cells, *[None] * (len(columns) - len(cells))) for cells in (*begun, *[()] * more)]
    table = m.Table.of(columns, rows, caption)
    return table._replace(overdue="due") if columns[0].key == "due" else table


def _contacts(timeline: Timeline, rules: Rules) -> m.Table:
    """List everyone who acts in the inspection, with room for names, deputies and leave."""
    columns = _fill_in(role=30, agency=24, name=24, telephone=18, email=30, deputy=24, away=20)
    keys = dict.fromkeys(key for one in timeline.milestones for key in one.milestone.who)
    parties = [rules.parties.get(key, Party(key, key)) for key in keys]
    begun: list[m.Cells] = [(one.name or one.title,) for one in parties]
    begun += [(None, None, owner) for owner in dict.fromkeys(timeline.inspection.owners.values())]
    return _begun((*columns, _NOTES), begun, 12, "Who is who")


def _requests(timeline: Timeline) -> m.Table:
    """Log what inspectors ask for, begun with what the partnership owes over several days."""
    columns = _fill_in(due=16, requested_on=16, request=44, requested_by=20, owner=20, sent_on=16)
    owners = timeline.inspection.owners
    begun = (
        (one.last, one.first, one.milestone.title, None, owners.get(one.key))
        for one in timeline.milestones
        if one.milestone.owed and one.milestone.rule.lasts
    )
    return _begun((*columns, _DONE, _NOTES), begun, 30, "What inspectors ask for")


def _trackers(timeline: Timeline) -> Iterator[_Sheet]:
    """Track each long piece of work that the partnership owes, from the step before it."""
    columns = _fill_in(due=16, working_days_left=12, action=44, lead_agency=22, owner=20)
    official = [one for one in timeline.milestones if one.milestone.basis is not Basis.LOCAL]
    for due in timeline.milestones:
        before = (one for one in official if one.last < due.last)
        start = max(before, key=lambda one: one.last, default=due)
        days = timeline.calendar.between(start.last, due.last)
        if due.milestone.owed and not due.milestone.rule.lasts and days >= _LONG:
            span = (
                f"{start.milestone.title} on {say(start.last)}. {words.titled(due, timeline)} on "
                f"{say(due.last)}, {counted(days, 'working day')} later."
            )
            checks = _checks(start, due, timeline.calendar)
            table = _begun((*columns, _DONE, _NOTES), checks, 12, "What is done by when")
            yield f"{words.head(due.milestone)} tracker", (m.Paragraph.of(span), table)


def _checks(
    start: DatedMilestone, due: DatedMilestone, calendar: WorkingCalendar
) -> Iterator[m.Cells]:
    """Give the start, regular checks and the day when it is due, with the working days left."""
    day, what = start.last, start.milestone.title
    while (left := calendar.between(day, due.last)) > _CHECK_EVERY // 2:
        yield day, left, what
        day, what = calendar.shift(day, _CHECK_EVERY), "Progress check"
    yield due.last, 0, due.milestone.title


def _self_assessment(points: tuple[tuple[int, str, str], ...]) -> Iterator[_Sheet]:
    """List what inspectors look at, with room to assess oneself."""
    if points:
        columns = _fill_in(no=6, heading=22, point=50, evidence=34, gaps=34, owner=18, rating=10)
        choices = tuple(word for word, _ in _RATINGS)
        rating = columns[-1]._replace(choices=choices, tones=_RATINGS)
        begun = ((number, head, words.sentence(point)) for number, head, point in points)
        table = _begun((*columns[:-1], rating), begun, 0, "What inspectors look at")
        yield "Self-assessment", (table,)


def _days_off(timeline: Timeline) -> m.Table:
    closures, what = timeline.inspection.closures, m.Column("what", "What", width=44)
    days = [(*one, words.closure(timeline)) for one in closures]
    for day, name in timeline.bank_holidays:
        projected = " (projected)" if timeline.calendar.is_projected(day) else ""
        days.append((day, day, f"{name}{projected}"))
    days.sort(key=lambda one: one[1])
    if closures:
        return m.Table.of((*_DAYS, what), days, "Days off")
    columns = (m.Column("date", "Date", width=16), what)
    return m.Table.of(columns, ((day, name) for day, _, name in days), "Days off")


def _how_counted(timeline: Timeline, rules: Rules) -> m.Table:
    """Say of each date how it is counted, and who says so."""
    rows: list[m.Cells] = []
    for one in count_all(timeline):
        of, how = one.dated.milestone, words.sentence(words.how_counted(one, timeline))
        source = words.source_of(rules, of.source)
        rows.append((of.title, *one.dated.days, how, of.basis, source))
    return m.Table.of(_HOW_COUNTED, rows, "How each date is counted")
