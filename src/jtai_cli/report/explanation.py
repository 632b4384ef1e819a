"""Why a date falls when it does, in words and as data: rule, source, count, other readings."""

from collections.abc import Iterator
from dataclasses import asdict

from jtai_cli.dates import say, say_span
from jtai_cli.explain import Count, Explanation
from jtai_cli.kinds import counted
from jtai_cli.report import model as m
from jtai_cli.report import words
from jtai_cli.report.words import picked, picked_from
from jtai_cli.rules import Basis, Milestone, Reading, Rules
from jtai_cli.timeline import DateIs, Timeline

_DATED = (
    "milestone=key", "title=milestone.title", "date=first", "last", "date_is", "computed",
    "working_days_late", "unslipped", "moved", "provisional", "slipped=moved",
)  # fmt: skip
_WAY = (words.DATE, m.Column("what", "What happens, and how it is counted"))
_COUNTED = m.Column("counted", "Counted", is_right=True, is_whole=True)
_SKIPPED = m.Column("skipped", "Skipped")
_DAYS = (m.Column("day", "Day", is_whole=True), _COUNTED, _SKIPPED)
_TOTAL = m.Column("total", "Total", is_right=True, is_whole=True)
_RUNS = (m.Column("days", "Days", is_whole=True), _COUNTED, _TOTAL, _SKIPPED)


def report(explanation: Explanation, rules: Rules, *, every_day: bool = False) -> m.Report:
    """Explain a date; `every_day` gives each day of a count a row, in place of each run of days."""
    dated, timeline = explanation.dated, explanation.timeline
    milestone, notes = dated.milestone, timeline.notes_on(dated.key)
    where = words.division_name(timeline.division)
    counts: list[m.Content] = []
    for heading, count in (("The count", explanation.count), ("Its days", explanation.length)):
        if count is not None and count.days:
            days = f"{say_span(count.days[0].day, count.last)}, both included"
            out = days if count is explanation.length else _setting_out(count)
            counts += [m.Heading(f"{heading} ({where})"), f"{out}.", _table(count, every_day)]
            counts.append(words.sentence(f"{_totals(count)}."))
    projected = any(one.is_projected for one in explanation.rests_on)
    until = f"GOV.UK has published them to {say(timeline.calendar.published_to)}"
    until += "; later ones are projected" if projected else ""
    until += "; this date is provisional" if dated.provisional else ""
    named = words.bank_holidays((one.day, one.name) for one in explanation.rests_on)
    readings: list[m.Content] = []
    for one, count in explanation.readings:
        readings.append(m.Heading(f"{say(one.day)}: {words.reading(one, timeline)}", level=3))
        readings.append(_source(one.reading, rules))
        readings.append(f"{_setting_out(count)}: {_totals(count)}." if count else None)
        readings.append(_table(count, every_day=True) if count and every_day else None)
    blocks = m.listed(
        words.origin(dated, timeline),
        words.match(dated),
        _source(milestone, rules),
        m.Heading("What it is counted from"),
        m.Table.of(_WAY, _way(explanation), "The dates before it"),
        counts,
        m.Heading("Other readings"),
        readings,
        m.Heading(f"Bank holidays it depends on ({where})"),
        m.Bullets((named or "None", f"{until}.")),
        m.under("Notes", (note.text for note in notes)),
        words.typed(f"Try: {note.hint}" for note in notes if note.hint),
        m.under("What else is known", (*milestone.detail, *filter(None, [milestone.proved]))),
        m.Paragraph.of(words.caution(timeline), tone=m.Tone.STRONG),
    )
    local = " (local)" if milestone.basis is Basis.LOCAL else ""
    title = f"{milestone.title}{local}: {words.days_in_full(dated)}"
    return m.Report(title, blocks, subject=timeline.timetable.title)


def _source(of: Milestone | Reading, rules: Rules) -> m.Facts:
    basis = words.sentence(words.BASIS[of.basis])
    return m.Facts.of((("Basis", basis), ("Source", words.source(rules.source(of.source)))))


def _way(explanation: Explanation) -> Iterator[m.Cells]:
    timeline = explanation.timeline
    for number, link in enumerate(explanation.chain):
        dated, how = link.dated, words.rule(link.dated, timeline)
        if dated.date_is is not DateIs.COMPUTED:
            how = f"{dated.date_is}; {how}" if link.count else str(dated.date_is)
        elif dated.milestone.rule.anchor is None:
            how = words.rule_from(dated, timeline)
        # Of the milestone itself the whole count is shown.
        if number and link.count and (skips := words.skips(link.count, with_weekends=False)):
            how += f"; skipping {skips}"
        yield m.Span(dated.first, dated.last), f"{dated.milestone.title}: {how}"


def _setting_out(count: Count) -> str:
    way = "Back from" if count.last < count.first else "From"
    return f"{way} {say(count.first)}, which is day 0"


def _totals(count: Count) -> str:
    return f"counted {abs(count.counted)}; skipped {words.skips(count) or 'nothing'}"


def _table(count: Count, every_day: bool) -> m.Table:  # noqa: FBT001 - private
    if every_day:
        days = ((one.day, one.counted, one.why or "") for one in count.days)
        return m.Table.of(_DAYS, days, "The count, day by day")
    rows: list[m.Cells] = []
    for first, last, number, total, weekend_days, why in count.runs():
        weekends = counted(weekend_days, "weekend day") if weekend_days else ""
        numbers = (number, total) if number else (None, None)
        rows.append((m.Span(first, last), *numbers, why or weekends))
    return m.Table.of(_RUNS, rows, "The count")


def data(explanation: Explanation, rules: Rules) -> dict[str, object]:
    """Return an explanation as `jtai.explanation/1`; its `days` lead to the `computed` one."""
    dated, timeline, of = explanation.dated, explanation.timeline, explanation.dated.milestone
    return {
        **words.headed("explanation"),
        **picked(timeline, "timetable=timetable.key", "division"),
        **picked(dated, *_DATED),
        **_rule_data(of, timeline, rules),
        **picked(of, "detail", "proved"),
        "chain": [
            picked(one, "milestone=key", "date=first", "last", "date_is")
            | {"sentence": words.rule(one, timeline), "counted": count and abs(count.counted)}
            for one, count in explanation.chain
        ],
        **_count_data(explanation.count),
        "lasts": explanation.length and _count_data(explanation.length),
        "readings": [
            picked(one, "key=reading.key", "label=reading.label", "date=day")
            | _rule_data(one.reading, timeline, rules)
            | picked(one, "provisional", "agrees")
            | _count_data(count)
            for one, count in explanation.readings
        ],
        "bank_holidays": [
            {"date": day, "name": name, "status": "projected" if is_projected else "published"}
            for day, name, is_projected in explanation.rests_on
        ],
        "published_to": timeline.calendar.published_to,
        "notes": picked_from(timeline.notes_on(of.key), "code", "text"),
    }


def _rule_data(of: Milestone | Reading, timeline: Timeline, rules: Rules) -> dict[str, object]:
    return {
        "rule": asdict(of.rule),
        "sentence": timeline.timetable.words(of),
        **picked(rules.source(of.source), "source=key", "source_title=title", "source_url=url"),
        "basis": of.basis,
    }


def _count_data(count: Count | None) -> dict[str, object]:
    days = () if count is None else count.days
    counted = picked_from(days, "date=day", "weekday=day", "counted", "why")
    return {"counted": count and abs(count.counted), "days": counted}
