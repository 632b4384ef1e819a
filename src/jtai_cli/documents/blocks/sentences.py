"""Blocks of words: a theme, other readings, how a date is counted, who does what by when."""

from collections.abc import Iterator

from jtai_cli import explain as explaining
from jtai_cli.dated import DatedMilestone, DateIs, Timeline
from jtai_cli.dates import say, say_span
from jtai_cli.documents.blocks import choices
from jtai_cli.documents.blocks.asked import Asked
from jtai_cli.documents.blocks.choices import Shape
from jtai_cli.documents.blocks.dates import sentence
from jtai_cli.documents.blocks.rows import Rows
from jtai_cli.errors import UsageError
from jtai_cli.frameworks import Frameworks
from jtai_cli.milestones import WorkingDays
from jtai_cli.render import facts, reasons, tallies, when, words
from jtai_cli.render.account import Readings, Row
from jtai_cli.render.pieces import Bullets, Facts, Paragraph, Piece, Table
from jtai_cli.themes import Theme

_PRINCIPAL_AUTHORITY = "principal-authority"
"""The party that the plan may name."""


def theme(asked: Asked) -> Iterator[Piece]:
    """Say what inspectors look at: the theme, who inspects, its points in their groups."""
    held = _theme(asked)
    titled = [("Theme", (held.title,))]
    if held.official_title:
        titled.append(("Official title", (held.official_title,)))
    who = tuple(asked.rules.inspectorates[key].name for key in held.inspectorates)
    inspectorates = [("Inspectorates", who)] if who else []
    groups = [(group.heading, group.points) for group in held.groups]
    yield Facts((*titled, _sentences(facts.in_force(held)), *inspectorates, *groups))
    if not held.groups:
        yield Paragraph(facts.NO_POINTS)


def _theme(asked: Asked) -> Theme:
    if asked.argument is not None:
        return asked.rules.theme(asked.argument)
    timeline, _ = asked.dated()
    if timeline.inspection.theme is None:
        raise UsageError("the inspection has no theme", "theme front-door")
    return asked.rules.theme(timeline.inspection.theme)


def _sentences(fact: facts.Fact) -> facts.Fact:
    label, lines = fact
    return label, tuple(words.sentence(line) for line in lines)


def readings(asked: Asked) -> Iterator[Piece]:
    """Say the other readings of one date, or of every date that has some."""
    shape = choices.shape(asked, Shape.TABLE)
    told = asked.account()
    disputed = [row for row in told.rows() if row.dated.readings]
    if asked.argument is not None:
        key = asked.milestone()
        if key not in {row.dated.milestone.key for row in disputed}:
            keys = " or ".join(f"readings {row.dated.milestone.key}" for row in disputed)
            raise UsageError(f"'{key}' has no other readings", keys or None)
    for row, of in zip(disputed, told.readings, strict=True):
        if asked.argument in {None, row.dated.milestone.key}:
            yield from _readings(row, of, shape)
    if not disputed:
        yield Paragraph("No date of this timetable has other readings.")
    yield Paragraph(words.CAUTION)


def _readings(row: Row, of: Readings, shape: Shape) -> Iterator[Piece]:
    yield Paragraph(sentence(row))
    yield Paragraph(f"{of.heading}:")
    days = tuple((when.on(day), told) for day, told in of.days)
    if shape is Shape.TABLE:
        yield Table(("Date", "Reading"), days)
    else:
        yield Bullets(tuple(f"{day}: {told}" for day, told in days))
    if of.agreement is not None:
        yield Paragraph(of.agreement)


def explain(asked: Asked) -> Iterator[Piece]:
    """Say how a date is counted: the rule and who says so, the way to it, the count by runs."""
    key = asked.milestone()
    timeline, division = asked.dated()
    asked.account()  # which refuses what no page can show
    explanation = explaining.explain(timeline, key)
    milestone, where = explanation.dated.milestone, words.division(division)
    yield Paragraph(reasons.heading(explanation), is_strong=True)
    yield Paragraph(" ".join(reasons.opening(explanation)))
    source = words.sentence(reasons.source(milestone, asked.rules).title)
    basis = words.sentence(facts.BASIS[milestone.basis])
    yield Facts((("Basis", (basis,)), ("Source", (source,))))
    yield Paragraph(f"{reasons.WAY}:")
    yield Table(("Date", "What happens"), tuple(reasons.way(explanation)))
    for heading, opening, count in reasons.counts(explanation):
        yield Paragraph(f"{heading} ({where}): {words.lowered(opening)}.")
        yield Table(tallies.RUNS, tuple(tallies.runs(count)))
        yield Paragraph(f"{words.sentence(tallies.totals(count))}.")
    resting, *rest = reasons.rests_on(explanation)
    yield Facts(((f"{resting} ({where})", tuple(words.sentence(line) for line in rest)),))
    yield Paragraph(words.CAUTION)


def next_steps(asked: Asked) -> Iterator[Piece]:
    """Say who does what by when, in the order of the days."""
    timeline, _ = asked.dated()
    shape = choices.shape(asked, Shape.LIST)
    chosen = choices.milestones(asked, timeline)
    rows = Rows.of(asked.account(), asked.rules, milestones=chosen, columns=())
    ordered = sorted(rows.rows, key=lambda row: (row.dated.first or row.dated.last, row.dated.last))
    steps = [_step(row, rows) for row in ordered]
    if shape is Shape.TABLE:
        cells = tuple((day, words.sentence(who), what) for day, who, what in steps)
        yield Table(("When", "Who", "What"), cells, "Next steps")
    else:
        yield Bullets(tuple(f"{day} {who}".rstrip() + f": {what}" for day, who, what in steps))
    yield from map(Paragraph, rows.numbered())
    yield Paragraph(words.CAUTION)


def _step(row: Row, rows: Rows) -> tuple[str, str, str]:
    """Say when a step is, who takes it, and what it is."""
    timeline = rows.told.timeline
    who = words.listed(_actors(row, timeline, rows.rules)) if row.dated.milestone.who else ""
    if row.owner:
        who = f"{who} ({row.owner})" if who else row.owner
    return _when(row.dated), who, f"{row.name}{rows.references(row)}"


def _actors(row: Row, timeline: Timeline, rules: Frameworks) -> Iterator[str]:
    """Name who acts, in full; a local milestone names people itself."""
    for key in row.dated.milestone.who:
        party = rules.parties.get(key)
        if party is None:
            yield key
            continue
        told = f"the {words.lowered(party.name or party.title)}"
        named = timeline.inspection.principal_authority
        yield f"{told}, {named}" if named and key == _PRINCIPAL_AUTHORITY else told


def _when(dated: DatedMilestone) -> str:
    """Say until when a step is taken; what is counted back, or known, is on its day."""
    if dated.first is None:
        return f"Up to {say(dated.last)}"
    if dated.first != dated.last:
        return f"From {say_span(dated.first, dated.last)}"
    rule = dated.milestone.rule
    is_due = isinstance(rule, WorkingDays) and rule.working_days > 0
    return f"{'By' if is_due and dated.date_is is not DateIs.KNOWN else 'On'} {say(dated.last)}"
