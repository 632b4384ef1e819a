"""A timeline in words, and as data: every date of an inspection, and what to know about it."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, replace
from datetime import timedelta
from functools import cache
from itertools import groupby
from typing import TYPE_CHECKING

from jtai_cli import __version__
from jtai_cli.dates import say_span, weekday_name
from jtai_cli.errors import UnknownNameError
from jtai_cli.kinds import Unit, WorkingDays
from jtai_cli.report import model as m
from jtai_cli.report import words
from jtai_cli.report.words import Outlook, picked, picked_from
from jtai_cli.rules import Rules
from jtai_cli.timeline import DatedMilestone, DateIs, Timeline
from jtai_cli.workingdays import SATURDAY

if TYPE_CHECKING:  # making their classes would take a twelfth of the time to start
    from jtai_cli.evidence import LikelyDate
    from jtai_cli.explain import ChainLink

_DOCUMENTS, _WORKBOOK = frozenset({"markdown", "docx"}), frozenset({"xlsx"})
_DRAWN = words.TERMINAL | {"gantt", "mermaid", "svg"}
_COLUMNS: Mapping[str, m.Column] = {
    "date": words.DATE,
    "what": words.WHAT,
    "title": m.Column("title", "What happens", width=31),
    "who": m.Column("who", "Who", width=18),
    "people": words.WHO,
    "owner": m.Column("owner", "Owner", width=16, is_filled_in=True),
    "counted": m.Column("counted", "Counted", is_whole=True, width=9),
    "rule": m.Column("rule", "Rule"),
    "basis": m.Column("basis", "Basis"),
    "remarks": m.Column("remarks", "Remarks", width=24),
    "likely": m.Column("likely", "Published inspections", width=24),
    "notes": m.Column("notes", "Notes"),
    "key": m.Column("key", "Key", is_whole=True),
    "name": m.Column("title", "Title"),
    "phase": m.Column("phase", "Phase"),
    "first": m.Column("first", "First day", width=16),
    "last": m.Column("last", "Last day", width=16),
    "weekday": m.Column("weekday", "Weekday"),
    "parties": words.WHO,
    "source": m.Column("source", "Source"),
    "date-is": m.Column("date_is", "Date is"),
    "provisional": m.Column("provisional", "Provisional"),
    "codes": m.Column("notes", "Notes"),
    "deputy": m.Column("deputy", "Deputy", width=16, is_filled_in=True),
    "done": m.Column("done", "Done", width=12, choices=("Done", "Not needed"), is_filled_in=True),
    "own-notes": m.Column("own_notes", "Your notes", width=30, is_filled_in=True),
}
COLUMNS = (
    "date", "what", "who", "owner", "counted", "rule", "basis", "remarks", "notes", "key", "title",
    "phase", "first", "last", "weekday", "source", "date-is", "provisional",
)  # fmt: skip
"""The columns that can be asked for by name."""
_SHOWN: Mapping[frozenset[str], tuple[str, ...]] = {
    words.TERMINAL: ("date", "what", "people", "counted"),
    frozenset({"html"}): ("date", "what", "people", "rule"),
    _DOCUMENTS: ("date", "title", "who", "owner", "rule", "basis", "remarks", "done", "likely"),
    _WORKBOOK: (
        "first", "last", "title", "who", "counted", "remarks", "likely", "owner", "deputy", "done",
        "own-notes",
    ),
    frozenset({"csv"}): (
        "key", "name", "phase", "first", "last", "weekday", "parties", "basis", "source",
        "date-is", "provisional", "codes",
    ),
    frozenset({"plain"}): ("first", "last", "key", "name"),
}  # fmt: skip
"""The columns of each format, where none are asked for."""


def report(  # noqa: PLR0913 - each is a choice of its own
    timeline: Timeline,
    rules: Rules,
    *,
    outlook: Outlook | None = None,
    counts: "Iterable[ChainLink]" = (),
    phases: Sequence[str] = (),
    columns: Sequence[str] = (),
) -> m.Report:
    """Put a timeline into words.

    `counts` add a line that says how each date is counted. `phases` and `columns` choose what is
    shown; without them all phases are, and what suits the format.
    """
    shown = _chosen(timeline, rules, phases)
    counted = {one.dated.key: words.explained(one, timeline) for one in counts}
    lines = (counted[one.key] for one in shown.milestones if one.key in counted)
    return m.Report(
        words.title(timeline, rules),
        (
            m.Facts.of(words.facts(timeline).items()),
            m.Paragraph.of(words.caution(timeline), tone=m.Tone.STRONG, formats=words.SENT_ROUND),
            *_bars(shown, rules),
            table(shown, rules, outlook=outlook, columns=columns),
            *_readings(shown),
            *m.under("How each date is counted", lines),
            *_notes(shown),
            *_closing(shown, rules, outlook),
        ),
        sheet="Plan",
        subject=timeline.timetable.title,
    )


def _chosen(timeline: Timeline, rules: Rules, phases: Sequence[str]) -> Timeline:
    """Return the timeline with the milestones of some phases alone, and their notes."""
    for phase in phases:
        if phase not in rules.phases:
            raise UnknownNameError.among("phase", phase, rules.phases)
    if not phases:
        return timeline
    milestones = tuple(one for one in timeline.milestones if one.milestone.phase in phases)
    keys = {None, *(one.key for one in milestones)}
    notes = tuple(note for note in timeline.notes if note.milestone in keys)
    return replace(timeline, milestones=milestones, notes=notes)


@cache
def _column(name: str, formats: frozenset[str]) -> m.Column:
    return _COLUMNS[name]._replace(formats=formats or None)


def table(
    timeline: Timeline,
    rules: Rules,
    *,
    outlook: Outlook | None = None,
    columns: Sequence[str] = (),
) -> m.Table:
    """Make the table of every date alone."""
    wanted = tuple(name.replace("_", "-") for name in columns)
    for name in wanted:
        if name not in COLUMNS:
            raise UnknownNameError.among("column", name, COLUMNS)
    rows = [
        _cells(dated, timeline, rules, references, outlook)
        for dated, references in _referring(timeline)
    ]
    found: list[tuple[str, m.Column]] = []
    for formats, shown in {frozenset(): wanted}.items() if wanted else _SHOWN.items():
        for name in shown:
            column = _column(name, formats)
            is_for_people = formats == _DOCUMENTS or (
                formats == _WORKBOOK and not column.is_filled_in
            )
            # Where people read, a column without anything in it is left out.
            if not is_for_people or any(row.get(name) for row in rows):
                found.append((name, column))
    names = [name for name, _ in found]
    sections = (
        m.Section.of(
            (tuple(map(row.get, names)) for row in lines),
            rules.phases[phase].title,
            phase,
        )
        for phase, lines in groupby(rows, key=lambda row: str(row["phase"]))
    )
    return m.Table(
        tuple(column for _, column in found),
        tuple(sections),
        caption="Every date of the inspection",
        group="Phase",
        overdue="" if wanted else "last",
    )


def _cells(
    dated: DatedMilestone,
    timeline: Timeline,
    rules: Rules,
    references: str,
    outlook: Outlook | None,
) -> dict[str, m.Cell]:
    """Return the cells of a milestone, in whatever format they stand."""
    of, inspection = dated.milestone, timeline.inspection
    notes = timeline.notes_on(of.key)
    who, owner = rules.who(of), inspection.owners.get(of.key, "")
    moved = words.stated_or_moved(dated, timeline)
    beside = [mark for mark in words.marks(dated, timeline) if mark != words.DONE]
    likely = words.likely(outlook, dated)
    title = words.titled(dated, timeline) + references
    return {
        "date": m.Span(*dated.days),
        "what": tuple(filter(None, (title, moved, likely))),
        "title": of.title + references,
        "who": who,
        "people": words.people(who, owner),
        "owner": owner,
        "counted": words.far(dated),
        "rule": words.sentence(words.rule(dated, timeline)),
        "basis": of.basis,
        "remarks": words.sentence("; ".join(filter(None, (moved, *beside)))),
        "likely": words.sentence(likely),
        "notes": " ".join(note.text for note in notes),
        "key": of.key,
        "name": of.title,
        "phase": of.phase,
        "first": dated.first,
        "last": dated.last,
        "weekday": weekday_name(dated.first) if dated.first else "",
        "parties": "; ".join(of.who),
        "source": of.source,
        "date-is": dated.date_is,
        "provisional": "true" if dated.provisional else "false",
        "codes": "; ".join(f"{note.code}: {note.text}" for note in notes),
        "own-notes": inspection.notes.get(of.key, ""),
        "done": words.sentence(words.DONE) if of.key in (inspection.done or ()) else "",
    }


def _referring(timeline: Timeline) -> Iterator[tuple[DatedMilestone, str]]:
    """Give each milestone with what refers to the notes about it: " (note 1)"."""
    numbers = words.numbered(timeline)
    for dated in timeline.milestones:
        about = (number for note, number in numbers.items() if note.milestone == dated.key)
        yield dated, "".join(f" (note {number})" for number in about)


def _bars(timeline: Timeline, rules: Rules) -> Iterator[m.Bars]:
    """Draw what falls within the weeks of the inspection, and name what lies outside."""
    outside: set[str] = set()
    for milestone in timeline.timetable.milestones.values():
        is_apart = milestone.conditional or milestone.rule.unit is Unit.NOTHING
        if is_apart or milestone.anchor in outside:
            outside.add(milestone.key)
    bars, apart = [], []
    for dated, references in _referring(timeline):
        of = dated.milestone
        label = words.titled(dated, timeline, ("known",)) + references
        if dated.first is None or of.key in outside:
            apart.append((label, m.Span(*dated.days)))
        else:
            is_given = dated.date_is is not DateIs.COMPUTED
            phase = rules.phases[of.phase].title
            bars.append(m.Bar(label, dated.first, dated.last, phase, is_given))
    if bars:
        first, last = min(bar.first for bar in bars), max(bar.last for bar in bars)
        days = (first + timedelta(days=number) for number in range((last - first).days + 1))
        weekdays = (day for day in days if day.weekday() < SATURDAY)
        reasons = ((day, timeline.letters.why_not(day)) for day in weekdays)
        days_off = tuple((day, why) for day, why in reasons if why)
        yield m.Bars(tuple(bars), days_off, apart=tuple(apart))


def _readings(timeline: Timeline) -> Iterator[m.Block]:
    for dated in timeline.milestones:
        of = dated.milestone.rule
        what = f"the {of.working_days} days" if isinstance(of, WorkingDays) else "this date"
        lines = (
            f"{words.one_line(one.day)}: {words.reading(one, timeline)}" for one in dated.readings
        )
        yield from m.under(f"Other readings of {what}", lines)
        if match := words.match(dated):
            yield m.Paragraph.of(match)


def _notes(timeline: Timeline) -> Iterator[m.Block]:
    """Give the notes; what to type about one is for the terminal alone."""
    if timeline.notes:
        numbers = words.numbered(timeline)
        yield m.Heading("Notes")
        yield m.Bullets(tuple(note.text for note in timeline.notes if note not in numbers))
        yield m.Bullets(tuple(note.text for note in numbers), is_numbered=True)
        yield from words.hints(timeline.notes)


def _closing(timeline: Timeline, rules: Rules, outlook: Outlook | None) -> Iterator[m.Block]:
    yield from words.likely_basis(outlook, timeline.timetable)
    where, names = words.division_name(timeline.division), timeline.timetable.milestones
    named = words.bank_holidays(timeline.bank_holidays) or "none"
    yield m.Paragraph.of(f"Bank holidays skipped ({where}): {named}")
    for closure in timeline.inspection.closures:
        yield m.Paragraph.of(f"{words.closure(timeline)}: {say_span(*closure)}")
    others = "".join(
        f"; for {dated.milestone.name}, from {names[key].name}"
        for dated in timeline.milestones
        if (key := dated.milestone.counted_from) is not None
    )
    legend = f"wd: working days before the first day of fieldwork or after the last day{others}."
    yield m.Paragraph.of(legend, formats=words.TERMINAL | _WORKBOOK)
    yield m.Paragraph.of(words.caution(timeline), tone=m.Tone.STRONG, formats=_DRAWN)
    keys = dict.fromkeys(one.milestone.source for one in timeline.milestones)
    sources = words.in_line(words.source(rules.source(key)) for key in keys)
    parts = ("Where the rules come from: ", *sources)
    yield m.Paragraph(parts, m.Tone.MUTED, _DOCUMENTS | {"html"})


# As data, for programs: its keys are an API.


def data(
    timeline: Timeline,
    rules: Rules,
    *,
    outlook: Outlook | None = None,
    counts: "Iterable[ChainLink]" = (),
) -> dict[str, object]:
    """Return a timeline as `jtai.timeline/1`.

    `notes` at the top holds every note; those about a milestone stand beside it too. With an
    outlook each milestone has `likely`, null where published inspections say nothing of it.
    """
    inspection, known = timeline.inspection, timeline.inspection.known
    milestones = {one.key: _milestone_data(one, timeline) for one in timeline.milestones}
    for one in counts:
        milestones[one.dated.key]["explanation"] = words.explained(one, timeline)
    if outlook is not None:
        for key, milestone in milestones.items():
            milestone["likely"] = _likely_data(outlook[key]) if key in outlook else None
    return {
        "schema": "jtai.timeline/1",
        "jtai": __version__,
        "title": words.title(timeline, rules),
        **picked(timeline, "timetable=timetable.key", "theme=inspection.theme", "division"),
        **picked(inspection, "inspection=name", "area"),
        "known": picked(known, "milestone", "date=first", *(["last"] if known.last else [])),
        "closures": picked_from(inspection.closures, "first", "last"),
        **picked(inspection, "principal_authority", "contact"),
        "milestones": list(milestones.values()),
        "bank_holidays": [{"date": day, "name": name} for day, name in timeline.bank_holidays],
        "notes": picked_from(timeline.notes, "code", "text", "milestone"),
    }


def _milestone_data(dated: DatedMilestone, timeline: Timeline) -> dict[str, object]:
    """Return a dated milestone as it stands in JSON."""
    of, inspection = dated.milestone, timeline.inspection
    return {
        **picked(of, "key", "title", "phase"),
        **picked(dated, "first", "last"),
        "weekday": dated.first and weekday_name(dated.first),
        **picked(of, "who", "basis", "source", "conditional"),
        "owner": inspection.owners.get(of.key),
        "done": None if inspection.done is None else of.key in inspection.done,
        **picked(dated, "provisional", "date_is", "computed", "working_days_late"),
        **picked(dated, "unslipped", "moved", "counted", "slipped=moved"),
        "rule": asdict(of.rule),
        "detail": of.detail,
        "readings": [
            {
                **picked(one.reading, "key", "label", "source", "basis"),
                "date": one.day,
                "rule": asdict(one.reading.rule),
                **picked(one, "provisional", "agrees"),
            }
            for one in dated.readings
        ],
        "notes": picked_from(timeline.notes_on(of.key), "code", "text"),
    }


def _likely_data(one: "LikelyDate") -> dict[str, object]:
    return {
        "day": one.day,
        "reading": one.reading and one.reading.key,
        **picked(one.summary, "cases", "to_the_day", "early", "median", "p90"),
        **picked(one, "p90_day=by", "provisional"),
    }


def dates_only(timeline: Timeline) -> dict[str, object]:
    """Return the days alone, as `jtai.dates/1`: what only a moved date can change."""
    days = picked_from(timeline.milestones, "key", "first", "last")
    return {"schema": "jtai.dates/1", "milestones": days}
