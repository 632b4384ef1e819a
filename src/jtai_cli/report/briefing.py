"""The briefing: one or two pages that tell staff what is happening and what it means for them.

What it says of a kind of inspection comes from the guidance of the rules, or is left out.
"""

from collections.abc import Iterator

from jtai_cli.kinds import Unit
from jtai_cli.report import model as m
from jtai_cli.report import words
from jtai_cli.rules import Rules
from jtai_cli.timeline import Timeline

_COLUMNS = (words.DATE, words.WHAT, words.WHO)


def report(timeline: Timeline, rules: Rules, *, outlook: words.Outlook | None = None) -> m.Report:
    """Brief staff on an inspection."""
    title = words.title(timeline, rules, "briefing")
    blocks = tuple(_blocks(timeline, rules, outlook))
    return m.Report(title, blocks, subject=timeline.timetable.title)


def _blocks(timeline: Timeline, rules: Rules, outlook: words.Outlook | None) -> Iterator[m.Block]:
    inspection, guidance = timeline.inspection, tuple(rules.guidance.values())
    theme = None if inspection.theme is None else rules.theme(inspection.theme)
    if inspection.is_rehearsal:
        yield m.Paragraph.of(words.REHEARSAL)
    # What the guidance says first is what the inspection is.
    if guidance and not guidance[0].in_briefing:
        yield m.Paragraph.of(guidance[0].texts[0].text)
    facts = words.facts(timeline) | {"Contact": None}
    facts["Theme"] = None if theme is None else theme.official_title or theme.title
    yield m.Facts.of(facts.items())
    yield from _dates(timeline, rules, outlook)
    for section in guidance:
        if section.in_briefing:
            yield from m.under(section.title, (one.text for one in section.texts))
    if inspection.contact:
        yield m.Heading("Who to ask")
        yield m.Paragraph.of(inspection.contact)
    if theme is not None and theme.groups:
        yield m.Heading("What inspectors look at")
        for group in theme.groups:
            yield from m.under(group.heading, map(words.sentence, group.points), level=3)
    if theme is not None and theme.findings:
        yield m.Heading("What inspectors found in other areas")
        yield m.Paragraph(words.in_line(words.findings(theme)))


def _dates(timeline: Timeline, rules: Rules, outlook: words.Outlook | None) -> Iterator[m.Block]:
    """Give the key dates, or all of them where the rules mark none."""
    counted = [one for one in timeline.milestones if one.milestone.rule.unit is not Unit.NOTHING]
    shown = [one for one in counted if one.milestone.key_date] or counted
    rows: list[m.Cells] = []
    for dated in shown:
        title = words.titled(dated, timeline, ("known", "done"))
        beside = (words.stated_or_moved(dated, timeline), words.likely(outlook, dated))
        what = (title, *filter(None, beside))
        rows.append((m.Span(*dated.days), what, rules.who(dated.milestone)))
    yield m.Heading("What is happening, and when")
    yield m.Table.of(_COLUMNS, rows, "The key dates")
    yield m.Paragraph.of(words.caution(timeline), tone=m.Tone.STRONG)
    yield from words.likely_basis(outlook, timeline.timetable)
    parties = dict.fromkeys(key for dated in shown for key in dated.milestone.who)
    named = [rules.parties[key] for key in parties if key in rules.parties]
    if names := "; ".join(f"{one.title}: {one.name}" for one in named if one.name):
        yield m.Paragraph.of(f"{names}.", tone=m.Tone.MUTED)
