"""Days counted, in words and as data: a date explained, sums of days, lists of bank holidays."""

from collections.abc import Iterator, Sequence
from dataclasses import asdict
from itertools import groupby

from jtai_cli.bankholidays import Difference, Division
from jtai_cli.dates import say, say_span, weekday_name
from jtai_cli.explain import Count, Explanation
from jtai_cli.kinds import counted, offset
from jtai_cli.report import model as m, words
from jtai_cli.report.words import picked, picked_from
from jtai_cli.rules import Basis, Milestone, Reading, Rules
from jtai_cli.timeline import DateIs, Timeline
from jtai_cli.workingdays import WEEKEND, WorkingCalendar

_DATED = (
    "milestone=key", "title=milestone.title", "date=first", "last", "date_is", "computed",
    "working_days_late", "unslipped", "moved", "provisional", "slipped=moved",
)  # fmt: skip
_WAY = (words.DATE, m.Column("what", "What happens, and how it is counted"))
_COUNTED = m.Column("counted", "Counted", is_right=True, is_whole=True)
_SKIPPED = m.Column("skipped", "Skipped")
_DAYS = (m.Column("day", "Day", is_whole=True), _COUNTED, _SKIPPED)
_LISTED = (words.DATE, *m.columns(name="Bank holiday", status="Status"))
_TOTAL = m.Column("total", "Total", is_right=True, is_whole=True)
_RUNS = (m.Column("days", "Days", is_whole=True), _COUNTED, _TOTAL, _SKIPPED)
_STATUS = {True: ("projected", m.Tone.MUTED), False: ("published", m.Tone.PLAIN)}
"""The status of a bank holiday by whether it is projected, and how its row stands out."""


def explained(explanation: Explanation, rules: Rules, *, every_day: bool = False) -> m.Report:
    """Explain a date; with `every_day`, a count has a row per day, not one per run of days."""
    dated, timeline = explanation.dated, explanation.timeline
    milestone, notes = dated.milestone, timeline.notes_on(dated.key)
    where = words.division_name(timeline.division)
    counts: list[m.Content] = []
    for heading, count in (("The count", explanation.count), ("Its days", explanation.length)):
        if count is not None and count.days:
            days = f"{say_span(count.days[0].day, count.last)}, both included"
            out = days if count is explanation.length else _setting_out(count)
            counts += [m.Heading(f"{heading} ({where})"), f"{out}."]
            counts += [_table(count, every_day=every_day), words.sentence(f"{_totals(count)}.")]
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
        # For the milestone itself, the whole count is shown.
        if number and link.count and (skips := words.skips(link.count, with_weekends=False)):
            how += f"; skipping {skips}"
        yield m.Span(dated.first, dated.last), f"{dated.milestone.title}: {how}"


def _setting_out(count: Count) -> str:
    way = "Back from" if count.last < count.first else "From"
    return f"{way} {say(count.first)}, which is day 0"


def _totals(count: Count) -> str:
    return f"counted {abs(count.counted)}; skipped {words.skips(count) or 'nothing'}"


def _table(count: Count, *, every_day: bool) -> m.Table:
    if every_day:
        each = ((one.day, one.counted, one.why or "") for one in count.days)
        return m.Table.of(_DAYS, each, "The count, day by day")
    rows, total = list[m.Cells](), 0
    for why, group in groupby(count.days, lambda one: one.why if one.why != WEEKEND else None):
        days = list(group)
        number = sum(one.why is None for one in days)
        total += number
        weekends = counted(len(days) - number, "weekend day") if number < len(days) else ""
        numbers = (number, total) if number else (None, None)
        first, last = sorted((days[0].day, days[-1].day))
        rows.append((m.Span(first, last), *numbers, why or weekends))
    return m.Table.of(_RUNS, rows, "The count")


def explained_data(explanation: Explanation, rules: Rules) -> dict[str, object]:
    """Return an explanation as `jtai.explanation/1`; its `days` lead to the `computed` date."""
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
            {"date": day, "name": name, "status": _STATUS[is_projected][0]}
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
    days = picked_from(count.days if count else (), "date=day", "weekday=day", "counted", "why")
    return {"counted": count and abs(count.counted), "days": days}


def days(
    count: Count, calendar: WorkingCalendar, division: Division, *, is_shift: bool
) -> m.Report:
    """Answer `jtai days`: the day reached, or the number of working days; then what was skipped."""
    first, last, number = say(count.first), say(count.last), count.counted
    answer, how = counted(number, "working day"), f"after {first}, up to and including {last}"
    if is_shift:
        answer, how = last, f"{offset(number, 'working day')} {first}"
    lines = [
        f"{how} ({words.division_name(division)})",
        f"Skipped: {words.skips(count) or 'nothing'}",
    ]
    is_provisional = calendar.is_projected(max(count.first, count.last))
    if is_provisional:
        published = say(calendar.published_to)
        lines.append(f"Provisional: GOV.UK has published bank holidays to {published}")
    skipped = (one for one in count.days if one.counted is None)
    data = {
        "schema": "jtai.days/1",
        "division": division,
        **picked(count, "first", "working_days=counted", "last", "weekday=last"),
        "provisional": is_provisional,
        "published_to": calendar.published_to,
        "skipped": picked_from(skipped, "date=day", "weekday=day", "why"),
    }
    return m.Report(answer, m.listed(lines), data=data)


def bank_holidays(listed: WorkingCalendar, division: Division) -> m.Report:
    """List bank holidays on weekdays; projected ones are marked."""
    rows, days = [], []
    for day, name in listed.bank_holidays.items():
        status, tone = _STATUS[listed.is_projected(day)]
        rows.append(m.Row((day, name, status), tone))
        days.append({"date": day, "weekday": weekday_name(day), "name": name, "status": status})
    about = {"division": division, "published_to": listed.published_to}
    data = {"schema": "jtai.bank-holidays/1", **about, "bank_holidays": days}
    title = f"Bank holidays, {words.division_name(division)}"
    published = f"GOV.UK has published them to {say(listed.published_to)}."
    return m.Report(title, m.listed(published, m.Table.of(_LISTED, rows, title)), data=data)


def differences(
    found: Sequence[Difference], ours: WorkingCalendar, theirs: WorkingCalendar, *, name: str
) -> m.Report:
    """Say how a list of bank holidays differs from jtai's own, or that it does not."""
    first, last = max(ours.first, theirs.first), min(ours.last, theirs.last)
    lines = []
    for day, our, their in found:
        has, lacks = (name, "jtai's list") if our is None else ("jtai's list", name)
        lines.append(f"{say(day)}: {our or their} in {has}, not in {lacks}")
    ends = f"{name} is published to {say(theirs.published_to)}"
    ends += f", jtai's list to {say(ours.published_to)}."
    later = ends if theirs.published_to > ours.published_to else None
    data = {
        "schema": "jtai.bank-holidays-check/1",
        "compared_with": name,
        "first": first,
        "last": last,
        "published_to": {"jtai": ours.published_to, "compared": theirs.published_to},
        "differences": [dict(zip(("date", "jtai", "compared"), o, strict=True)) for o in found],
    }
    title = f"{counted(len(found), 'difference')} from {first.year} to {last.year}"
    return m.Report(title, m.listed(m.Bullets(tuple(lines)), later), data=data)
