"""Documents to send round about an inspection: the briefing, a workbook's sheets, and the calendar.

Nothing in the sheets is about a single child. A mere stretch of time is not an event.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from jtai_cli.dates import say
from jtai_cli.explain import count_all
from jtai_cli.kinds import Edge, counted
from jtai_cli.report import model as m, timeline as timelines, words
from jtai_cli.report.calculator import Calculator, calculator
from jtai_cli.rules import Basis, Party, Rules
from jtai_cli.timeline import DatedMilestone, DateIs, Timeline

_LONG, _CHECK_EVERY = 20, 10
"""The fewest working days of work that gets a sheet to track it, and those between its checks."""
_OWED, _OTHERS = (10, 5, 1), (1,)
"""Working days before an event for its reminders: for what the partnership owes, and the rest."""
_Lines = Sequence[str | None]


def _filled_in(**widths: int) -> tuple[m.Column, ...]:
    heads = {key: (key.replace("_", " ").capitalize(), width) for key, width in widths.items()}
    return tuple(one._replace(is_filled_in=True) for one in m.columns(**heads))


_RATINGS = (("Red", m.Tone.BAD), ("Amber", m.Tone.WARNING), ("Green", m.Tone.GOOD))
_DONE, _RATING, *_NOTES = _filled_in(done=12, rating=10, notes=30)
_MARKS = (_DONE._replace(choices=("Done", "Not needed")), *_NOTES)
_CONTACTS = _filled_in(role=30, agency=24, name=24, telephone=18, email=30, deputy=24, away=20)
_REQUESTS = _filled_in(due=16, requested_on=16, request=44, requested_by=20, owner=20, sent_on=16)
_TRACKED = _filled_in(due=16, working_days_left=12, action=44, lead_agency=22, owner=20)
_ASSESSED = (
    *_filled_in(no=6, heading=22, point=50, evidence=34, gaps=34, owner=18),
    _RATING._replace(choices=tuple(word for word, _ in _RATINGS), tones=_RATINGS),
)
_OFF = m.columns(first=("First day", 16), last=("Last day", 16), what=("What", 44))
_HOW_COUNTED = m.columns(
    what=("What happens", 30), first=("First day", 16), last=("Last day", 16),
    how=("How it is counted", 56), basis=("Basis", 10), source=("Source", 50),
)  # fmt: skip


def briefing(timeline: Timeline, rules: Rules, *, outlook: words.Outlook = None) -> m.Report:
    """Tell staff in one or two pages what is happening and what it means for them."""
    inspection, guidance = timeline.inspection, tuple(rules.guidance.values())
    theme = rules.theme(inspection.theme) if inspection.theme else None
    groups, found = (theme.groups, words.findings(theme)) if theme else ((), [])
    official = (theme.official_title or theme.title) if theme else None
    # The guidance begins by saying what the inspection is.
    what = guidance[0].texts[0].text if guidance and not guidance[0].in_briefing else None
    tasks = [one for one in timeline.milestones if one.milestone.rule.is_task]
    shown = [one for one in tasks if one.milestone.key_date] or tasks
    rows: list[m.Cells] = []
    for dated in shown:
        title = words.titled(dated, timeline, "known", words.DONE)
        beside = words.stated_or_moved(dated, timeline), words.likely(outlook, dated)
        cells = (title, *filter(None, beside)), rules.who(dated.milestone)
        rows.append((m.Span(dated.first, dated.last), *cells))
    names = "; ".join(f"{one.title}: {one.name}" for one in _parties(shown, rules) if one.name)
    blocks = m.listed(
        words.REHEARSAL if inspection.is_rehearsal else None,
        what,
        words.facts(timeline, Contact=None, Theme=official),
        m.Heading("What is happening, and when"),
        m.Table.of((words.DATE, words.WHAT, words.WHO), rows, "The key dates"),
        m.Paragraph.of(words.caution(timeline), tone=m.Tone.STRONG),
        words.likely_basis(outlook, timeline.timetable),
        m.Paragraph.of(f"{names}.", tone=m.Tone.MUTED) if names else None,
        [m.under(s.title, (one.text for one in s.texts)) for s in guidance if s.in_briefing],
        m.Heading("Who to ask"),
        inspection.contact,
        m.Heading("What inspectors look at"),
        [m.under(of.heading, map(words.sentence, of.points), level=3) for of in groups],
        m.Heading("What inspectors found in other areas"),
        m.Paragraph(words.in_line(found)) if found else None,
    )
    title = words.title(timeline, rules, "briefing")
    return m.Report(title, blocks, subject=timeline.timetable.title)


def _parties(milestones: Iterable[DatedMilestone], rules: Rules) -> list[Party]:
    keys = dict.fromkeys(key for one in milestones for key in one.milestone.who)
    return [rules.parties.get(key, Party(key, key)) for key in keys]


def sheets(
    timeline: Timeline, rules: Rules, *, outlook: words.Outlook = None
) -> list[m.Report | Calculator]:
    """Make the sheets that a partnership keeps: the plan, the calculator and the others."""
    plan = timelines.report(timeline, rules, outlook=outlook)
    plan = replace(plan, title=words.title(timeline, rules, "plan"))
    made: list[m.Report | Calculator] = [plan, calculator(timeline, rules)]
    for name, *contents in _sheets(timeline, rules):
        title = words.title(timeline, rules, words.lowered(name))
        made.append(m.Report(title, m.listed(words.facts(timeline), contents), sheet=name))
    return made


def _sheets(timeline: Timeline, rules: Rules) -> Iterator[tuple[str, *tuple[m.Content, ...]]]:
    milestones, inspection, clock = timeline.milestones, timeline.inspection, timeline.calendar
    contacts: list[m.Cells] = [(one.name or one.title,) for one in _parties(milestones, rules)]
    contacts += [(None, None, owner) for owner in dict.fromkeys(inspection.owners.values())]
    yield "Contacts and deputies", _begun("Who is who", (*_CONTACTS, *_NOTES), contacts, 12)
    owed = [one for one in milestones if one.milestone.owed]
    requests = (
        (one.last, one.first, one.milestone.title, None, inspection.owners.get(one.key))
        for one in owed
        if one.milestone.rule.lasts
    )
    yield "Request log", _begun("What inspectors ask for", (*_REQUESTS, *_MARKS), requests, 30)
    # Each long piece of work that the partnership owes is tracked from the step before it.
    official = [one for one in milestones if one.milestone.basis is not Basis.LOCAL]
    for due in owed:
        before = (one for one in official if one.last < due.last)
        start = max(before, key=lambda one: one.last, default=due)
        days = clock.between(start.last, due.last)
        if not due.milestone.rule.lasts and days >= _LONG:
            end = f"{words.titled(due, timeline)} on {say(due.last)}"
            later = f"{end}, {counted(days, 'working day')} later."
            span = f"{start.milestone.title} on {say(start.last)}. {later}"
            checks, day, what = list[m.Cells](), start.last, start.milestone.title
            while (left := clock.between(day, due.last)) > _CHECK_EVERY // 2:
                checks.append((day, left, what))
                day, what = clock.shift(day, _CHECK_EVERY), "Progress check"
            checks.append((due.last, 0, due.milestone.title))
            table = _begun("What is done by when", (*_TRACKED, *_MARKS), checks, 12)
            yield f"{words.head(due.milestone)} tracker", span, table
    points = () if inspection.theme is None else rules.theme(inspection.theme).points()
    if assessed := [(number, head, words.sentence(point)) for number, head, point in points]:
        yield "Self-assessment", _begun("What inspectors look at", _ASSESSED, assessed, 0)
    off = [(*one, words.closure(timeline)) for one in inspection.closures]
    for day, name in timeline.bank_holidays:
        off.append((day, day, f"{name} (projected)" if clock.is_projected(day) else name))
    off.sort(key=lambda one: one[1])
    where = f"Bank holidays: {words.division_name(timeline.division)}."
    yield "Days off", where, m.Table.of(_OFF, off, "Days off")
    rows: list[m.Cells] = []
    for link in count_all(timeline):
        of, how = link.dated.milestone, words.how_counted(link, timeline)
        source = words.source_of(rules, of.source)
        rows.append((of.title, link.dated.first, link.dated.last, how, of.basis, source))
    yield "How counted", m.Table.of(_HOW_COUNTED, rows, "How each date is counted")


def _begun(caption: str, heads: Sequence[m.Column], rows: Iterable[m.Cells], more: int) -> m.Table:
    filled = [(*cells, *[None] * (len(heads) - len(cells))) for cells in (*rows, *[()] * more)]
    return m.Table.of(heads, filled, caption)._replace(overdue="due")


def calendar(timeline: Timeline, rules: Rules) -> m.Report:
    """Make the calendar of an inspection. Its events keep their keys when dates move."""
    beside = [one for one in timeline.milestones if not one.milestone.rule.is_task]
    keys = {None, *(one.key for one in beside)}
    notes = [f"Note: {note.text}" for note in timeline.notes if note.milestone in keys]
    inspection = timeline.inspection
    labelled = {
        "Inspection": words.whose(timeline),
        "Theme": inspection.theme and rules.theme(inspection.theme).title,
        "Principal authority": inspection.principal_authority,
        "Contact": inspection.contact,
    }
    lines = (f"{label}: {text}" for label, text in labelled.items() if text)
    closing = [words.REHEARSAL * inspection.is_rehearsal, *lines, words.caution(timeline)]
    blocks = m.listed(timeline.timetable.title, map(_without_event, beside), notes, closing)
    return m.Report(words.title(timeline, rules), blocks, tuple(_events(timeline, rules, closing)))


def invitations(timeline: Timeline, rules: Rules) -> dict[str, m.Report]:
    """Make a calendar for each event, by its key."""
    whole = calendar(timeline, rules)
    # With a title, Outlook would treat each as a new calendar of its own.
    return {one.key: replace(whole, title="", events=(one,)) for one in whole.events}


def _events(timeline: Timeline, rules: Rules, closing: _Lines) -> Iterator[m.Event]:
    inspection, kind, begins = timeline.inspection, timeline.timetable.name, words.begins(timeline)
    scope = "rehearsal " * inspection.is_rehearsal + (inspection.name or inspection.area or kind)
    subject = " ".join(filter(None, (words.kind(timeline), words.whose(timeline))))
    like = m.Event(
        "", scope, begins, begins, subject, sequence=inspection.revision, categories=(kind,),
        stamp=rules.edition,
    )  # fmt: skip
    for dated in timeline.milestones:
        milestone = dated.milestone
        if not milestone.rule.is_task:
            continue
        first, is_owed = dated.day(Edge.FIRST), milestone.owed and not milestone.rule.lasts
        # Nobody knows of an inspection before it begins.
        numbers = (_OWED if is_owed else _OTHERS) if first > begins else ()
        reminders = (timeline.calendar.shift(first, -number) for number in numbers)
        alarms = tuple(day for day in reminders if day >= begins)
        summary = f"{subject}: {words.titled(dated, timeline, 'known', words.DONE)}"
        text = _in_blocks(*_described(dated, timeline, rules), closing)
        one = like._replace(key=dated.key, summary=summary, description=text, alarms=alarms)
        yield one._replace(first=first, last=dated.last, is_tentative=dated.provisional)
    # What was accepted, and so sent round, is cancelled if it is no longer there.
    for key, day in inspection.accepted.dates.items() if inspection.accepted else ():
        if key not in timeline.timetable.milestones:
            text = f"Withdrawn. This is no longer planned. It was due on {say(day)}."
            summary = f"{subject}: {key.replace('-', ' ').capitalize()} (withdrawn)"
            one = like._replace(key=key, summary=summary, description=_in_blocks([text], closing))
            yield one._replace(first=day, last=day, is_cancelled=True)


def _described(dated: DatedMilestone, timeline: Timeline, rules: Rules) -> Iterator[_Lines]:
    milestone, inspection = dated.milestone, timeline.inspection
    is_open = milestone.conditional and dated.date_is is not DateIs.STATED
    owner, who = inspection.owners.get(milestone.key), rules.who(milestone)
    yield (
        *milestone.detail,
        "It is needed only if the letter asks for it." if is_open else None,
        who and f"Who: {who}",
        owner and f"Owner: {owner}",
        "Done." if milestone.key in (inspection.done or ()) else None,
    )
    published = say(timeline.calendar.published_to)
    provisional = f"Provisional: bank holidays are published only up to {published}."
    yield (
        words.origin(dated, timeline),
        provisional if dated.provisional else None,
        f"Basis: {words.BASIS[milestone.basis]}.",
        f"Source: {words.source_of(rules, milestone.source)}",
    )
    for one in dated.readings:
        text = f"Another reading: {say(one.day)}, {words.reading(one, timeline)}."
        yield text, f"Source: {words.source_of(rules, one.reading.source)}"
    yield [f"Note: {note.text}" for note in timeline.notes_on(milestone.key)]
    beside = (one for one in timeline.milestones if one.milestone.rule.anchor == milestone.key)
    yield [_without_event(one) for one in beside if not one.milestone.rule.is_task]


def _in_blocks(*blocks: _Lines) -> str:
    """Join blocks of lines with a blank line between them; leave out empty ones."""
    return "\n\n".join(filter(None, ("\n".join(filter(None, block)) for block in blocks)))


def _without_event(dated: DatedMilestone) -> str:
    return f"{dated.milestone.title}: {words.days_in_full(dated)}"
