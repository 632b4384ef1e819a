"""A plan: its inspections, what a change did, and which accepted dates have moved."""

from collections.abc import Iterator, Sequence
from dataclasses import asdict

from jtai_cli.dates import say, say_span
from jtai_cli.drift import Moved
from jtai_cli.kinds import counted
from jtai_cli.plan import Accepted, Inspection
from jtai_cli.report import model as m
from jtai_cli.report.words import one_line, picked, picked_from, whose
from jtai_cli.rules import Rules
from jtai_cli.timeline import Timeline

Dated = tuple[Timeline, tuple[Moved, ...]]
_KEYS = (
    "name", "area", "theme", "stated", "extra_bank_holidays", "without_bank_holidays",
    "principal_authority", "contact", "revision", "done", "owners", "notes",
    "rehearsal=is_rehearsal",
)  # fmt: skip


def report(dated: Sequence[Dated], rules: Rules, *, in_full: bool = True) -> m.Report:
    """Show of each inspection which accepted dates have moved; in full, what the plan says too.

    The main dates are those that a briefing lists, and the partnership's own.
    """
    blocks: list[m.Block] = []
    for timeline, moved in dated:
        main = (
            (one.milestone.title, m.Span(one.first, one.last))
            for one in timeline.milestones
            if one.milestone.key_date or one.key in timeline.inspection.local
        )
        blocks.append(m.Heading(str(timeline.inspection.name)))
        blocks += [_facts(timeline, rules), m.Facts.of(main)] if in_full else []
        blocks += _blocks(timeline, moved)
    title = "Plan" if in_full else "Accepted dates"
    if len(dated) == 1:
        title = f"{whose(dated[0][0])}: {title.lower()}"
    return m.Report(title, tuple(blocks))


def _facts(timeline: Timeline, rules: Rules) -> m.Facts:
    inspection, known = timeline.inspection, timeline.inspection.known
    titles = {key: one.title for key, one in timeline.timetable.milestones.items()}
    days = say_span(known.first, known.last or known.first)
    found: dict[str, str | list[m.Cell] | None] = {
        "Area": inspection.area,
        "Theme": inspection.theme and rules.theme(inspection.theme).title,
        "Timetable": inspection.timetable,
        "Known": f"{titles[known.milestone]}: {days}",
        "Letters say": [f"{titles[key]}: {say(day)}" for key, day in inspection.stated.items()],
        "Closures": [say_span(*one) for one in inspection.closures],
        "Added bank holidays": [say(day) for day in inspection.extra_bank_holidays],
        "Left out": [say(day) for day in inspection.without_bank_holidays],
        "Principal authority": inspection.principal_authority,
        "Contact": inspection.contact,
        "Owners": [f"{titles[key]}: {who}" for key, who in inspection.owners.items()],
        "Notes": [f"{titles[key]}: {text}" for key, text in inspection.notes.items()],
        "Done": [titles[key] for key in inspection.done or ()],
        "Rehearsal": "yes" if inspection.is_rehearsal else None,
        "Revision": str(inspection.revision),
    }
    return m.Facts.of(found.items())


def _blocks(timeline: Timeline, moved: Sequence[Moved]) -> Iterator[m.Block]:
    if timeline.inspection.accepted is None:
        yield m.Paragraph.of("No dates are accepted yet.", tone=m.Tone.MUTED)
    elif not moved:
        yield m.Paragraph.of("No accepted date has moved.", tone=m.Tone.GOOD)
    for heading, lines in _by_reason(moved):
        yield m.Paragraph.of(heading, tone=m.Tone.BAD)
        yield m.Bullets(lines)


def _by_reason(moved: Sequence[Moved]) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Give each reason for which dates have moved, with a line a date; then dates in doubt."""
    gone = [one for one in moved if one.now != one.accepted]
    for reasons in dict.fromkeys(one.reasons for one in gone):
        lines = tuple(_line(one) for one in gone if one.reasons == reasons)
        because = f", because {'; '.join(reasons)}" if reasons else ""
        yield f"{counted(len(lines), 'date')} moved{because}:", lines
    doubts = tuple(f"{_line(one)}: {'; '.join(one.reasons)}" for one in moved if one not in gone)
    if doubts:
        yield f"{counted(len(doubts), 'due date')} to ask about:", doubts


def _line(one: Moved) -> str:
    title = one.key if one.milestone is None else one.milestone.title
    now = "no longer in the timetable" if one.now is None else f"now {one_line(one.now)}"
    return f"{title}, {one_line(one.accepted)}{f': {now}' if one.now != one.accepted else ''}"


def _in_lines(moved: Sequence[Moved]) -> Iterator[str]:
    for heading, lines in _by_reason(moved):
        yield f"  {heading}"
        yield from (f"  - {line}" for line in lines)


def changed(
    before: Inspection | None, now: Inspection, moved: Sequence[Moved], *, place: str
) -> str:
    """Say what `plan set` did, on a few lines."""
    new = "added to" if before is None else "changed in"
    lines = [f"{now.name}: {new if now != before else 'unchanged in'} {place}"]
    lines += _in_lines(moved)
    lines += [f"  revision {now.revision}"] if moved else []
    return "\n".join(lines) + "\n"


def accepted(name: str, kept: Accepted, moved: Sequence[Moved], *, place: str) -> str:
    """Say what `plan accept` did, on a few lines."""
    lines = [f"{name}: {counted(len(kept.dates), 'date')} accepted, and kept in {place}"]
    return "\n".join([*lines, *_in_lines(moved)]) + "\n"


def data(dated: Sequence[Dated], jtai: str) -> dict[str, object]:
    """Give the inspections of a plan, as JSON."""
    inspections = [_inspection(timeline, moved) for timeline, moved in dated]
    return {"schema": "jtai.plan/1", "jtai": jtai, "inspections": inspections}


def _inspection(timeline: Timeline, moved: Sequence[Moved]) -> dict[str, object]:
    one = timeline.inspection
    return {
        **picked(one, *_KEYS),
        "known": picked(one.known, "milestone", "date=first", "last"),
        "closures": picked_from(one.closures, "first", "last"),
        "local": [asdict(local) for local in one.local.values()],
        "timetable": timeline.timetable.key,
        "milestones": [
            {
                **picked(dated, "key", "title=milestone.title", "first", "last", "date_is"),
                "local": dated.key in one.local,
            }
            for dated in timeline.milestones
        ],
        "accepted": one.accepted and one.accepted.dates,
        "moved": [
            {**picked(each, "key", "accepted", "now"), "why": "; ".join(each.reasons) or None}
            for each in moved
        ],
    }
