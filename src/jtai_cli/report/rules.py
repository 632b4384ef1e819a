"""The rules, and the themes and guidance that come with them, in words and as JSON."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, replace
from datetime import date

from jtai_cli.dates import MONTHS, say, say_plain
from jtai_cli.errors import quoted
from jtai_cli.kinds import counted, offset
from jtai_cli.report import model as m, words
from jtai_cli.report.words import picked, picked_from, sentence
from jtai_cli.rules import Poll, PreElectionPeriod, Quiet, Rules, Series, Theme, Timetable

_COLUMNS = m.columns(
    title="Milestone", key="Key", rule="Rule", who="Who", basis="Basis", source="Source"
)
_WORD = re.compile(r"\w+(?:'\w+)*")
_SERIES = {Series.CURRENT: "Current frameworks", Series.EARLIER: "Earlier series"}
_LISTED = (
    *m.columns(in_force="In force", title="Theme"),
    m.Column("key", "Key", is_whole=True),
    m.Column("inspectorates", "Inspectorates"),
    m.Column("status", "Status", media=words.TERMINAL | words.SENT_ROUND | {"csv"}),
)
_POINTS = (
    m.Column("theme", "Theme", media=words.PROGRAMS),
    *m.columns(number="No.", heading="Heading", point="Point"),
)
_IN_FORCE = ("in_force", "first", "last", "basis")
_THEME = (
    "key", "title", "official_title", "series", "published", _IN_FORCE, "status",
    ("letters_seen", "first", "last"), "inspectorates", "agencies", "looked_at_too",
    "out_of_scope", "ages", "basis", "note", "url", ("groups", "heading", "points", "source"),
)  # fmt: skip


def only(rules: Rules, timetable: str) -> Rules:
    """Keep only one timetable, and the sources named by it or by the days to watch."""
    kept = {timetable: rules.timetable(timetable)}
    milestones = kept[timetable].milestones.values()
    watched = (rules.pre_election_period, rules.christmas, *rules.polling_days)
    named = {one.source for one in (*milestones, *watched) if one is not None}
    named |= {of.source for one in milestones for of in one.readings.values()}
    sources = {key: source for key, source in rules.sources.items() if key in named}
    return replace(rules, timetables=kept, sources=sources, preparation=None, guidance={})


def report(rules: Rules) -> m.Report:
    """Show every rule, in words, with its basis and its source."""
    blocks = m.listed(
        f"As of {say_plain(rules.edition)}.",
        "The day counted from is day zero; the next working day is one.",
        m.Facts.of([("Basis", [sentence(text) for text in words.BASIS.values()])]),
        [_timetable(one, rules) for one in rules.timetables.values()],
        m.Heading("Days to watch"),
        m.Facts.of(_days_to_watch(rules)),
        m.Heading("Sources"),
        m.Facts.of((one.key, (words.source(one), one.note)) for one in rules.sources.values()),
    )
    return m.Report("Rules", blocks)


def _timetable(timetable: Timetable, rules: Rules) -> Iterator[m.Block]:
    period, milestones = timetable.in_force, timetable.milestones.values()
    in_force = f"{words.in_force(period)}, by first day of fieldwork ({period.basis})"
    where = ("Division", words.division_name(timetable.division)), ("Note", timetable.note)
    yield m.Heading(timetable.title)
    yield m.Facts.of((("Key", timetable.key), ("In force", in_force), *where))
    rows = (
        (one.title, one.key, sentence(timetable.words(one)), rules.who(one), one.basis, one.source)
        for one in milestones
    )
    yield m.Table.of(_COLUMNS, rows, timetable.title)
    for one in milestones:
        counted_from = one.counted_from and timetable.milestones[one.counted_from].name
        detail = (
            *one.detail,
            one.weekday and f"It is expected on a {sentence(one.weekday)}.",
            one.conditional and "It happens only if the letter asks for it.",
            one.skips_closures and "Days given as closures are left out of the count.",
            one.held_before_polls and "It may take place in a pre-election period.",
            counted_from and f"Its count is shown from {counted_from}.",
        )
        readings = [
            f"{of.label} ({of.key}: {timetable.words(of)}; {of.basis}: {of.source})"
            for of in one.readings.values()
        ]
        yield m.Heading(one.title, 3)
        known = ("Detail", detail), ("Evidence", one.proved), ("Note", one.caveat)
        yield m.Facts.of((*known, ("Other readings", readings)))


def _days_to_watch(rules: Rules) -> Iterator[tuple[str, str | tuple[str | None, ...]]]:
    if period := rules.pre_election_period:
        days = offset(period.working_days, "working day")
        yield "Pre-election period", _watched(f"From {days} a polling day, to polling day", period)
    for poll in Poll:
        polls = []
        for one in (one for one in rules.polling_days if one.poll is poll):
            since = f" (period from {say_plain(one.period_first)})" if one.period_first else ""
            polls.append(say_plain(one.day) + since)
        yield f"{sentence(poll)} elections", ", ".join(polls)
    if quiet := rules.christmas:
        leap = quiet.in_year(2000)  # which has a 29 February
        first, last = (f"{day.day} {MONTHS[day.month - 1]}" for day in leap)
        yield quiet.name, _watched(f"Every year from {first} to {last}", quiet)
    one_off = []
    for of in rules.one_off_bank_holidays:
        instead = f" in place of {say_plain(of.in_place_of)}" if of.in_place_of else ""
        one_off.append(f"{say_plain(of.day)}{instead}, announced on {say_plain(of.proclaimed)}")
    yield "One-off bank holidays", tuple(one_off)


def _watched(days: str, of: PreElectionPeriod | Quiet) -> tuple[str | None, ...]:
    return days, sentence(f"{of.basis}: {of.source}"), of.note


def data(rules: Rules) -> dict[str, object]:
    """Give every rule, as JSON."""
    whole, by_key = asdict(rules), ("guidance", "phases", "parties", "inspectorates", "sources")
    timetables = list(whole["timetables"].values())
    for timetable, of in zip(timetables, rules.timetables.values(), strict=True):
        timetable["milestones"] = list(timetable["milestones"].values())
        for milestone in timetable["milestones"]:
            milestone["readings"] = list(milestone["readings"].values())
            milestone["rule_in_words"] = of.words(of.milestones[milestone["key"]])
    if (preparation := whole["preparation"]) is not None:
        preparation["habits"] = list(preparation["habits"].values())
    watched = "pre_election_period", "polling_days", "christmas", "one_off_bank_holidays"
    return {
        **words.headed("frameworks"),
        "edition": rules.edition,
        "timetables": timetables,
        **{name: whole[name] for name in (*watched, "preparation")},
        **{name: list(whole[name].values()) for name in by_key},
    }


def contents(rules: Rules) -> str:
    """Count what a file of rules holds: "2 timetables, 13 themes, 24 milestones"."""
    timetables = rules.timetables.values()
    counts = {
        "timetable": len(timetables),
        "theme": len(rules.themes),
        "milestone": sum(len(one.milestones) for one in timetables),
        "source": len(rules.sources),
        "guidance section": len(rules.guidance),
        "planning habit": len(rules.preparation.habits) if rules.preparation else 0,
    }
    return ", ".join(counted(many, noun) for noun, many in counts.items() if many)


def guidance(rules: Rules, title: str) -> m.Report:
    """Show what an inspection is, how staff are involved and supported, whom to ask."""
    sections = rules.guidance.values()
    keys = dict.fromkeys(one.source for section in sections for one in section.texts)
    sources = m.under("Sources", (words.source(rules.source(key)) for key in keys))
    texts = [m.under(section.title, (one.text for one in section.texts)) for section in sections]
    found = picked_from(sections, "key", "title", ("texts", "text", "basis", "source"))
    for text in (text for section in found for text in section["texts"]):
        text["source_title"] = rules.sources[text["source"]].title
    data = {"schema": "jtai.guidance/1", "edition": rules.edition, "sections": found}
    return m.Report(title, m.listed(texts, sources), data=data)


def themes(rules: Rules, day: date | None) -> m.Report:
    """List the themes, or those in force on a day, the current series first."""
    listed = [one for one in rules.themes.values() if day is None or one.is_in_force(day)]
    listed.sort(key=lambda theme: theme.series is Series.EARLIER)
    title = "Themes" if day is None else f"Themes in force on {say(day)}"
    found: dict[str, list[m.Cells]] = {}
    for one in listed:
        who = ", ".join(rules.inspectorates[key].title for key in one.inspectorates)
        cells = _ran(one), one.title, one.key, who, sentence(one.status or "")
        found.setdefault(_SERIES[one.series], []).append(cells)
    keys = "key", "title", _IN_FORCE, "inspectorates", "series", "status"
    data = {"schema": "jtai.themes/1", "themes": picked_from(listed, *keys)}
    shown = m.Table.of(_LISTED, found, title) if rules.themes else "These rules have no themes."
    return m.Report(title, m.listed(shown), data=data)


def theme(of: Theme, rules: Rules) -> m.Report:
    """Show everything known of a theme."""
    title, seen, start = of.official_title, of.letters_seen, 1
    texts = {
        "In force": _ran(of),
        "Published": (of.published,),
        "Status": (of.status,),
        "Letters seen": (seen and f"{seen.first or ''} to {seen.last}".strip(),),
        "Inspectorates": [rules.inspectorates[key].name or key for key in of.inspectorates],
        "Agencies in scope": of.agencies,
        "Also looked at": of.looked_at_too,
        "Out of scope": (of.out_of_scope,),
        "Ages": (of.ages,),
        "Basis": (of.basis,),
        "Note": (of.note,),
    }
    shown = ((label, [sentence(one) for one in values if one]) for label, values in texts.items())
    groups: list[m.Block] = []
    for group in of.groups:
        groups += [m.Heading(group.heading), m.Bullets(group.points, is_numbered=True, start=start)]
        start += len(group.points)
    blocks = m.listed(
        title and m.Paragraph.of(title, tone=m.Tone.MUTED),
        m.Facts.of((("Key", of.key), *shown, ("Framework", of.url and m.Link(of.url, of.url)))),
        groups,
        m.under("Sources", (words.source(rules.source(key)) for key in dict.fromkeys(of.sources))),
        m.under("Published findings", words.findings(of)),
    )
    sources = picked_from(map(rules.source, of.sources), "key", "title", "url", "note")
    data = {"schema": "jtai.theme/1", **picked(of, *_THEME), "sources": sources}
    data |= picked(of, ("findings", "area", "when", "url"))
    return m.Report(of.title, blocks, data=data)


def words_in(texts: Iterable[str]) -> tuple[str, ...]:
    """Split what people type into words: "Front-door, MASH" is "front", "door", "mash"."""
    folded = (text.casefold().replace("’", "'") for text in texts)
    return tuple(dict.fromkeys(word for text in folded for word in _WORD.findall(text)))


def search(rules: Rules, typed: Sequence[str]) -> m.Report:
    """List every point that has all the words: "explo" finds "Exploitation", not "unexplored"."""
    rows, points = dict[str, list[m.Cells]](), list[dict[str, object]]()
    for theme in rules.themes.values():
        under = f"{theme.title} ({theme.key})"
        for number, heading, point in theme.points():
            text = " ".join(("", *words_in([point])))
            if all(f" {word}" in text for word in typed):
                rows.setdefault(under, []).append((theme.key, number, heading, point))
                found = {"number": number, "heading": heading, "point": point}
                points.append({"theme": theme.key, "title": theme.title, **found})
    data = {"schema": "jtai.search/1", "words": typed, "points": points}
    title = f"Points with {quoted(' and '.join(typed))}"
    return m.Report(title, (m.Table.of(_POINTS, rows),), data=data)


def _ran(theme: Theme) -> tuple[str, ...]:
    """Say each period when a theme was in force; of earlier series only the months are known."""
    days = r"\b\d\d? (?=[A-Z])" if theme.series is Series.EARLIER else ""  # of a month
    return tuple(sentence(re.sub(days, "", words.in_force(period))) for period in theme.in_force)
