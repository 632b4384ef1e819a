"""A timeline in words, and as data: every date of an inspection, and what to know about it."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from jtai_cli.dates import say_brief, say_span
from jtai_cli.kinds import Unit
from jtai_cli.report import model as m, words
from jtai_cli.report.words import Outlook, picked, picked_from
from jtai_cli.rules import Rules, named
from jtai_cli.timeline import DatedMilestone, DateIs, Timeline
from jtai_cli.workingdays import WEEKEND

_DOCUMENTS, _WORKBOOK = frozenset({"document"}), frozenset({"workbook"})
_DRAWN = words.TERMINAL | {"chart"}
_IN_ORDER = (
    words.DATE,
    words.WHAT,
    *m.columns(who=("Who", 18)),
    m.Column("owner", "Owner", width=16, is_filled_in=True),
    m.Column("counted", "Counted", is_whole=True, width=9),
    *m.columns(rule="Rule", basis="Basis", remarks=("Remarks", 24), notes="Notes"),
    m.Column("key", "Key", is_whole=True),
    *m.columns(title=("What happens", 31), phase="Phase", first=("First day", 16)),
    *m.columns(last=("Last day", 16), weekday="Weekday", source="Source", date_is="Date is"),
    *m.columns(provisional="Provisional", likely=("Published inspections", 24)),
    m.Column("deputy", "Deputy", width=16, is_filled_in=True),
    m.Column("done", "Done", width=12, choices=("Done", "Not needed"), is_filled_in=True),
    m.Column("own_notes", "Your notes", width=30, is_filled_in=True),
)
_CHOICES = {column.key.replace("_", "-"): column for column in _IN_ORDER}
"""The columns that people can choose by name."""
_COLUMNS = {
    **_CHOICES,
    "people": words.WHO,
    "parties": words.WHO,
    "name": m.Column("title", "Title"),
    "codes": m.Column("notes", "Notes"),
}
_SHOWN = tuple(
    (name, _COLUMNS[name]._replace(media=frozenset(media.split())))
    for names, media in (
        ("key name phase", "csv"), ("first last", "csv plain workbook"), ("key name", "plain"),
        ("weekday", "csv"), ("date", "terminal page document"), ("what people", "terminal page"),
        ("title who", "document workbook"), ("owner", "document"), ("parties", "csv"),
        ("counted", "terminal workbook"), ("rule", "page document"), ("basis", "csv document"),
        ("source date-is provisional codes", "csv"), ("remarks", "document workbook"),
        ("likely owner deputy", "workbook"), ("done", "document workbook"),
        ("own-notes", "workbook"), ("likely", "document"),
    )
    for name in names.split()
)  # fmt: skip
"""The columns of each medium, in its order, if none are chosen."""
_LIKELY = (
    "day", "reading=reading.key", "cases=summary.cases", "to_the_day=summary.to_the_day",
    "early=summary.early", "median=summary.median", "p90=summary.p90", "p90_day=by", "provisional",
)  # fmt: skip
_COUNTED = (
    "provisional", "date_is", "computed", "working_days_late", "unslipped", "moved", "counted",
    "slipped=moved", "rule=milestone.rule", "detail=milestone.detail",
    (
        "readings", "key=reading.key", "label=reading.label", "source=reading.source",
        "basis=reading.basis", "date=day", "rule=reading.rule", "provisional", "agrees",
    ),
)  # fmt: skip


def report(  # noqa: PLR0913 - each is a choice of its own
    timeline: Timeline,
    rules: Rules,
    *,
    outlook: Outlook = None,
    counts: words.Links = (),
    phases: Sequence[str] = (),
    columns: Sequence[str] = (),
) -> m.Report:
    """Put a timeline into words, whole or by phase; `counts` add how each date is counted."""
    kept = [named("phase", phase, rules.phases).key for phase in phases] or rules.phases
    milestones = tuple(one for one in timeline.milestones if one.milestone.phase in kept)
    keys = {None, *(one.key for one in milestones)}
    about = tuple(note for note in timeline.notes if note.milestone in keys)
    shown = timeline._replace(milestones=milestones, notes=about)
    lines = (words.explained(one, timeline) for one in counts if one.dated.key in keys)
    others = m.Bullets(tuple(note.text for note in about if not note.milestone))
    numbered = m.Bullets(tuple(note.text for note in about if note.milestone), is_numbered=True)
    hints = (f"Try: {note.hint}" for note in about if note.hint)
    blocks = m.listed(
        words.facts(timeline),
        m.Paragraph.of(words.caution(timeline), tone=m.Tone.STRONG, media=words.SENT_ROUND),
        _bars(shown, rules),
        table(shown, rules, outlook=outlook, columns=columns),
        _readings(shown),
        m.under("How each date is counted", lines),
        [m.Heading("Notes"), others, numbered, words.typed(hints)] if about else None,
        _closing(shown, rules, outlook),
    )
    title, subject = words.title(timeline, rules), timeline.timetable.title
    return m.Report(title, blocks, sheet="Plan", subject=subject)


def table(
    timeline: Timeline, rules: Rules, *, outlook: Outlook = None, columns: Sequence[str] = ()
) -> m.Table:
    """Make just the table of every date, with the columns that suit the format or those named."""
    wanted = [name.replace("_", "-") for name in columns]
    shown = [(name, named("column", name, _CHOICES)) for name in wanted] or _SHOWN
    references = _references(timeline)
    rows = [_cells(of, timeline, rules, references[of.key], outlook) for of in timeline.milestones]
    heads = [column for _, column in shown]
    for place, (name, column) in enumerate(shown):
        if column.media and not any(row[name] for row in rows):
            # Where people read, an empty column is left out.
            left_out = _DOCUMENTS if column.is_filled_in else _DOCUMENTS | _WORKBOOK
            heads[place] = column._replace(media=column.media - left_out)
    headed: defaultdict[str, list[m.Cells]] = defaultdict(list)
    for dated, row in zip(timeline.milestones, rows, strict=True):
        cells = tuple(row[name] for name, _ in shown)
        headed[rules.phases[dated.milestone.phase].title].append(cells)
    made = m.Table.of(heads, headed, "Every date of the inspection")
    return made._replace(group="Phase", overdue="" if wanted else "last")


def _cells(
    dated: DatedMilestone, timeline: Timeline, rules: Rules, references: str, outlook: Outlook
) -> dict[str, m.Cell]:
    """Return the cells of a milestone for all formats."""
    of, inspection = dated.milestone, timeline.inspection
    notes = timeline.notes_on(of.key)
    who, owner = rules.who(of), inspection.owners.get(of.key, "")
    moved = words.stated_or_moved(dated, timeline)
    likely = words.likely(outlook, dated)
    is_run = dated.counted is None or of.rule.lasts
    title = words.titled(dated, timeline) + references
    remarks = filter(None, (moved, *words.marks(dated, timeline, words.DONE)))
    rule, by_rule = words.sentence(words.rule(dated, timeline)), dated.computed
    if dated.date_is is DateIs.STATED and by_rule is not None and by_rule != dated.first:
        rule += f": {say_brief(by_rule)}"
    return {
        "date": m.Span(dated.first, dated.last),
        "what": tuple(filter(None, (title, moved, likely))),
        "title": of.title + references,
        "who": who,
        "people": words.people(who, owner),
        "owner": owner,
        "counted": "" if is_run else f"{dated.counted:+d} wd" if dated.counted else "0 wd",
        "rule": rule,
        "remarks": words.sentence("; ".join(remarks)),
        "likely": words.sentence(likely),
        "notes": " ".join(note.text for note in notes),
        **picked(of, "key", "name=title", "phase", "basis", "source"),
        **picked(dated, "first", "last", "weekday=first", "date-is=date_is"),
        "parties": "; ".join(of.who),
        "provisional": "true" if dated.provisional else "false",
        "codes": "; ".join(f"{note.code}: {note.text}" for note in notes),
        "deputy": None,
        "own-notes": inspection.notes.get(of.key, ""),
        "done": words.sentence(words.DONE) if of.key in (inspection.done or ()) else "",
    }


def _references(timeline: Timeline) -> Mapping[str | None, str]:
    """Return what follows the title of a milestone that has notes, by its key: " (note 1)"."""
    found: defaultdict[str | None, str] = defaultdict(str)
    for number, note in enumerate((one for one in timeline.notes if one.milestone), start=1):
        found[note.milestone] += f" (note {number})"
    return found


def _bars(timeline: Timeline, rules: Rules) -> m.Bars | None:
    """Draw what falls within the weeks of the inspection, and name what lies outside."""
    bars, apart, references = [], [], _references(timeline)
    for dated in timeline.milestones:
        label = words.titled(dated, timeline, "known") + references[dated.key]
        chain = timeline.timetable.chain(dated.key)
        is_outside = any(one.conditional or not one.rule.is_task for one in chain)
        if (start := dated.first) is None or is_outside:
            apart.append((label, m.Span(dated.first, dated.last)))
        else:
            phase, is_given = dated.milestone.phase, dated.date_is is not DateIs.COMPUTED
            bars.append(m.Bar(label, start, dated.last, rules.phases[phase].title, is_given))
    if not bars:
        return None
    first, last = min(bar.first for bar in bars), max(bar.last for bar in bars)
    days = map(date.fromordinal, range(first.toordinal(), last.toordinal() + 1))
    reasons = ((day, timeline.letters.why_not(day)) for day in days)
    days_off = tuple((day, why) for day, why in reasons if why and why != WEEKEND)
    return m.Bars(tuple(bars), days_off, tuple(apart))


def _readings(timeline: Timeline) -> Iterator[m.Content]:
    for dated in timeline.milestones:
        of = dated.milestone.rule
        is_count = of.unit is Unit.WORKING_DAYS and not of.lasts and of.offsets.last.before is None
        what = f"the {of.offsets.last.number} days" if is_count else "this date"
        lines = (
            f"{words.one_line(one.day)}: {words.reading(one, timeline)}" for one in dated.readings
        )
        yield m.under(f"Other readings of {what}", lines)
        yield words.match(dated)


def _closing(timeline: Timeline, rules: Rules, outlook: Outlook) -> Iterator[m.Content]:
    yield words.likely_basis(outlook, timeline.timetable)
    where, names = words.division_name(timeline.division), timeline.timetable.milestones
    named = words.bank_holidays(timeline.bank_holidays) or "none"
    yield f"Bank holidays skipped ({where}): {named}"
    for closure in timeline.inspection.closures:
        yield f"{words.closure(timeline)}: {say_span(*closure)}"
    legend = "wd: working days before the first day of fieldwork or after the last day"
    for of in (dated.milestone for dated in timeline.milestones):
        legend += f"; for {of.name}, from {names[of.counted_from].name}" if of.counted_from else ""
    yield m.Paragraph.of(f"{legend}.", media=words.TERMINAL | _WORKBOOK)
    yield m.Paragraph.of(words.caution(timeline), tone=m.Tone.STRONG, media=_DRAWN)
    keys = dict.fromkeys(one.milestone.source for one in timeline.milestones)
    sources = words.in_line(words.source(rules.source(key)) for key in keys)
    come_from = ("Where the rules come from: ", *sources)
    yield m.Paragraph(come_from, m.Tone.MUTED, _DOCUMENTS | {"page"})


def data(
    timeline: Timeline, rules: Rules, *, outlook: Outlook = None, counts: words.Links = ()
) -> dict[str, object]:
    """Return a timeline as `jtai.timeline/1`; notes about a milestone are also given with it."""
    inspection, known = timeline.inspection, timeline.inspection.known
    milestones = {
        one.key: {
            **picked(one.milestone, "key", "title", "phase"),
            **picked(one, "first", "last", "weekday=first"),
            **picked(one.milestone, "who", "basis", "source", "conditional"),
            "owner": inspection.owners.get(one.key),
            "done": None if inspection.done is None else one.key in inspection.done,
            **picked(one, *_COUNTED),
            "notes": picked_from(timeline.notes_on(one.key), "code", "text"),
        }
        for one in timeline.milestones
    }
    for one in counts:
        milestones[one.dated.key]["explanation"] = words.explained(one, timeline)
    if outlook is not None:
        for key, milestone in milestones.items():
            milestone["likely"] = picked(outlook[key], *_LIKELY) if key in outlook else None
    return {
        **words.headed("timeline"),
        "title": words.title(timeline, rules),
        **picked(timeline, "timetable=timetable.key", "theme=inspection.theme", "division"),
        **picked(inspection, "inspection=name", "area"),
        "known": picked(known, "milestone", "date=first", *(["last"] if known.last else [])),
        **picked(inspection, ("closures", "first", "last"), "principal_authority", "contact"),
        "milestones": list(milestones.values()),
        "bank_holidays": [{"date": day, "name": name} for day, name in timeline.bank_holidays],
        "notes": picked_from(timeline.notes, "code", "text", "milestone"),
    }


def dates_only(timeline: Timeline) -> dict[str, object]:
    """Return only the days, as `jtai.dates/1`, which changes only when a date moves."""
    days = picked_from(timeline.milestones, "key", "first", "last")
    return {"schema": "jtai.dates/1", "milestones": days}
