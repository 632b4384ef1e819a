"""The rules themselves, and the guidance that comes with them, in words and as JSON."""

from collections.abc import Iterator
from dataclasses import asdict, replace

from jtai_cli.dates import MONTHS, say_plain
from jtai_cli.kinds import counted, offset
from jtai_cli.report import model as m
from jtai_cli.report import words
from jtai_cli.report.words import picked_from, sentence
from jtai_cli.rules import Poll, PreElectionPeriod, Quiet, Rules, Timetable

_COLUMNS = m.columns(
    title="Milestone", key="Key", rule="Rule", who="Who", basis="Basis", source="Source"
)


def only(rules: Rules, timetable: str) -> Rules:
    """Leave one timetable, and the sources that it or the days to watch name."""
    kept = {timetable: rules.timetable(timetable)}
    milestones = kept[timetable].milestones.values()
    watched = (rules.pre_election_period, rules.christmas, *rules.polling_days)
    named = {one.source for one in (*milestones, *watched) if one is not None}
    named |= {of.source for one in milestones for of in one.readings.values()}
    sources = {key: source for key, source in rules.sources.items() if key in named}
    return replace(rules, timetables=kept, sources=sources, preparation=None, guidance={})


def report(rules: Rules) -> m.Report:
    """Show every rule, in words, with its basis and its source."""
    sources = ((one.key, (words.source(one), one.note)) for one in rules.sources.values())
    blocks = m.listed(
        f"As of {say_plain(rules.edition)}.",
        "The day counted from is day zero; the next working day is one.",
        m.Facts.of([("Basis", [sentence(text) for text in words.BASIS.values()])]),
        [_timetable(one, rules) for one in rules.timetables.values()],
        m.Heading("Days to watch"),
        m.Facts.of(_days_to_watch(rules)),
        m.Heading("Sources"),
        m.Facts.of(sources),
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
        leap = quiet.in_year(2000)  # which has every day that a year can have
        first, last = (f"{day.day} {MONTHS[day.month - 1]}" for day in leap)
        yield quiet.name, _watched(f"Every year from {first} to {last}", quiet)
    one_off = []
    for of in rules.one_off_bank_holidays:
        instead = f" in place of {say_plain(of.in_place_of)}" if of.in_place_of else ""
        one_off.append(f"{say_plain(of.day)}{instead}, announced on {say_plain(of.proclaimed)}")
    yield "One-off bank holidays", tuple(one_off)


def _watched(days: str, of: PreElectionPeriod | Quiet) -> tuple[str | None, ...]:
    return days, sentence(f"{of.basis}: {of.source}"), of.note


def data(rules: Rules, jtai: str) -> dict[str, object]:
    """Give every rule, as JSON; `jtai` is the version."""
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
        "schema": "jtai.frameworks/1",
        "jtai": jtai,
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


def guidance_report(rules: Rules, title: str) -> m.Report:
    """Show what an inspection is, how staff are involved and supported, whom to ask."""
    sections = rules.guidance.values()
    keys = dict.fromkeys(one.source for section in sections for one in section.texts)
    sources = m.under("Sources", (words.source(rules.source(key)) for key in keys))
    texts = [m.under(section.title, (one.text for one in section.texts)) for section in sections]
    return m.Report(title, m.listed(texts, sources))


def guidance_data(rules: Rules) -> dict[str, object]:
    """Give the guidance, every text with its source and basis, as JSON."""
    keys = "key", "title", ("texts", "text", "basis", "source")
    sections = picked_from(rules.guidance.values(), *keys)
    for text in (text for section in sections for text in section["texts"]):
        text["source_title"] = rules.sources[text["source"]].title
    return {"schema": "jtai.guidance/1", "edition": rules.edition, "sections": sections}
