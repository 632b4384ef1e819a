"""A plan for the terminal: what it holds, what has changed, which dates have moved and why."""

from collections.abc import Iterable, Sequence
from dataclasses import asdict
from itertools import groupby

from rich.console import RenderableType
from rich.text import Text

from jtai_cli.dated import DatedMilestone, Timeline
from jtai_cli.dates import say, say_span
from jtai_cli.drift import Moved
from jtai_cli.frameworks import Frameworks, Timetable
from jtai_cli.milestones import Edge, Fieldwork, WorkingDays
from jtai_cli.plan import Inspection, PlannedInspection
from jtai_cli.render import moves, words
from jtai_cli.render.page import Page
from jtai_cli.render.sheet import bold, drawn, fact_grid, grid, indented, parted

_DATE = 17


def shown(
    timelines: Iterable[tuple[Timeline, Sequence[Moved]]], rules: Frameworks, *, page: Page
) -> str:
    """Draw what a plan holds: each inspection's facts, its main dates, what has moved."""
    blocks: list[Sequence[RenderableType]] = []
    for timeline, moved in timelines:
        inspection = timeline.inspection
        blocks.append(
            [bold(inspection.name or ""), fact_grid(_facts(inspection, rules, timeline.timetable))]
        )
        rows = [_row(one, rules) for one in main(timeline)]
        blocks.append([indented(grid(rows, (_DATE, None)))])
        if inspection.accepted is not None:
            blocks.append(_moved(moved, timeline.timetable))
    return drawn(parted(blocks), page)


def main(timeline: Timeline) -> tuple[DatedMilestone, ...]:
    """Choose the main dates: fieldwork, and what falls on one working day that is counted."""
    return tuple(
        one
        for one in timeline.milestones
        if isinstance(one.milestone.rule, Fieldwork | WorkingDays)
    )


def checked(timelines: Iterable[tuple[Timeline, Sequence[Moved]]], *, page: Page) -> str:
    """Draw which dates have moved since they were accepted, and why, for each inspection."""
    blocks = []
    for timeline, moved in timelines:
        heading, *rest = _moved(moved, timeline.timetable, timeline.inspection.name)
        blocks.append([heading, *rest])
    return drawn(parted(blocks), page)


def changed(
    before: PlannedInspection | None,
    now: PlannedInspection,
    moved: Sequence[Moved],
    *,
    place: str,
    page: Page,
) -> str:
    """Draw what was changed of an inspection: its values, before and now, and what moved."""
    old, new = _values(before), _values(now)
    rows = [
        (key, _value(old.get(key), new.get(key)))
        for key in sorted({**old, **new}, key="revision".__eq__)  # which is told last
        if old.get(key) != new.get(key)
    ]
    heading = f"{now.key}, changed in {place}" if before else f"{now.key}, new in {place}"
    parts: list[RenderableType] = [bold(heading), indented(grid(rows, (None, None)))]
    if not rows:
        return drawn([Text(f"{now.key} in {place} says so already")], page)
    if moved:
        parts += [Text(f"{words.count(len(moved), 'date')} moved"), _table(moved)]
    return drawn(parts, page)


def accepted(now: PlannedInspection, moved: Sequence[Moved], *, place: str, page: Page) -> str:
    """Draw what was accepted, and what had moved since it was the time before."""
    assert now.accepted is not None, "its dates have just been accepted"
    many = words.count(len(now.accepted.dates), "date")
    parts: list[RenderableType] = [Text(f"{now.key}: {many} accepted, and kept in {place}")]
    if moved:
        parts += [Text(f"{words.count(len(moved), 'date')} moved"), _table(moved)]
    return drawn(parts, page)


def _values(planned: PlannedInspection | None) -> dict[str, str]:
    """Return the values of an inspection, as they are typed, by the keys that are typed."""
    if planned is None:
        return {}
    fieldwork = [day for day in (planned.fieldwork, planned.fieldwork_last) if day]
    told: dict[str, object] = {
        "area": planned.area,
        "theme": planned.theme,
        "timetable": planned.timetable,
        "fieldwork": "..".join(map(str, fieldwork)),
        "notified": planned.notified,
        **{f"known.{key}": day for key, day in planned.known.items()},
        **{f"stated.{key}": day for key, day in planned.stated.items()},
        "closures": ",".join(planned.closures),
        "principal_authority": planned.principal_authority,
        "done": ",".join(planned.done or ()),
        **{f"owners.{key}": owner for key, owner in planned.owners.items()},
        **{
            f"local.{key}.{part}": value
            for key, one in planned.local.items()
            for part, value in asdict(one).items()
            if part != "key" and value is not Edge.LAST
        },
        "revision": planned.revision,
    }
    return {key: str(value) for key, value in told.items() if value not in {None, ""}}


def _value(before: str | None, now: str | None) -> str:
    if before is None:
        return now or ""
    return f"taken away; it was {before}" if now is None else f"{now}, was {before}"


def _row(one: DatedMilestone, rules: Frameworks) -> tuple[str, str]:
    marks = (words.moved(one), "(local)" if one.milestone.key not in _official(rules) else "")
    return words.days(one), " ".join(filter(None, (one.milestone.title, *marks)))


def _official(rules: Frameworks) -> set[str]:
    return {key for timetable in rules.timetables.values() for key in timetable.milestones}


def _facts(
    inspection: Inspection, rules: Frameworks, timetable: Timetable
) -> list[tuple[str, list[str]]]:
    known, theme = inspection.known, inspection.theme
    name = timetable.milestone(known.milestone).name
    day = say(known.first) if known.last is None else say_span(known.first, known.last)
    told: dict[str, list[str | None]] = {
        "Area": [inspection.area],
        "Theme": [rules.theme(theme).title if theme else None],
        "Timetable": [timetable.title] if inspection.timetable else [],
        "Known": [f"{name}: {day}"],
        "Stated": [
            f"{timetable.milestone(key).name}: {say(day)}" for key, day in inspection.stated.items()
        ],
        "Closures": [say_span(one.first, one.last) for one in inspection.closures],
        "Principal authority": [inspection.principal_authority],
        "Done": [_title(key, timetable) for key in inspection.done or ()],
        "Owners": [f"{_title(key, timetable)}: {who}" for key, who in inspection.owners.items()],
        "Revision": [str(inspection.revision)],
    }
    kept = {label: [line for line in lines if line] for label, lines in told.items()}
    return [(label, lines) for label, lines in kept.items() if lines]


def _title(key: str, timetable: Timetable) -> str:
    milestones = timetable.milestones
    return milestones[key].title if key in milestones else key


def _moved(
    moved: Sequence[Moved], timetable: Timetable, name: str | None = None
) -> list[RenderableType]:
    many = moves.many(moved)
    parts: list[RenderableType] = [bold(f"{name}: {many}") if name else Text(words.sentence(many))]
    for _, alike in groupby(moved, key=lambda one: one.causes):
        together = tuple(alike)
        parts.append(_table(together))
        parts.append(indented(Text(moves.why(together[0], timetable))))
    return parts


def _table(moved: Iterable[Moved]) -> RenderableType:
    return indented(grid([(moves.title(one), moves.days(one)) for one in moved], (None, None)))
