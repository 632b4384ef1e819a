"""Themes: listed, shown and searched, in words and as JSON."""

import re
from collections.abc import Iterable, Sequence
from datetime import date
from itertools import groupby

from jtai_cli.dates import say
from jtai_cli.errors import quoted
from jtai_cli.report import model as m
from jtai_cli.report.words import findings, in_force, picked, picked_from, sentence, source
from jtai_cli.rules import Rules, Series, Theme

FoundPoint = tuple[Theme, int, str, str]
"""A point that a search found: its theme, its number in it, the heading it stands under."""
_DAY = r"\b\d\d? (?=[A-Z])"  # of a month
_WORD = re.compile(r"\w+(?:'\w+)*")
_SERIES = {Series.CURRENT: "Current frameworks", Series.EARLIER: "Earlier series"}
_LISTED = (
    *m.columns(in_force="In force", title="Theme"),
    m.Column("key", "Key", is_whole=True),
    m.Column("inspectorates", "Inspectorates"),
    m.Column("status", "Status", omitted=frozenset({"plain"})),
)
_POINTS = (
    m.Column("theme", "Theme", media=frozenset({"plain", "csv"})),
    *m.columns(number="No.", heading="Heading", point="Point"),
)
_IN_FORCE = ("in_force", "first", "last", "basis")
_KEYS = (
    "key", "title", "official_title", "series", "published", _IN_FORCE, "status",
    ("letters_seen", "first", "last"), "inspectorates", "agencies", "looked_at_too",
    "out_of_scope", "ages", "basis", "note", "url", ("groups", "heading", "points", "source"),
)  # fmt: skip


def themes_on(rules: Rules, day: date | None) -> list[Theme]:
    """Return the themes, or those in force on a day, the current series first."""
    found = [one for one in rules.themes.values() if day is None or one.is_in_force(day)]
    return sorted(found, key=lambda theme: theme.series is Series.EARLIER)


def list_report(themes: Sequence[Theme], rules: Rules, day: date | None) -> m.Report:
    """List themes, those of each series under a heading."""
    title = "Themes" if day is None else f"Themes in force on {say(day)}"
    found: dict[Series, list[m.Cells]] = {}
    for one in themes:
        who = ", ".join(rules.inspectorates[key].title for key in one.inspectorates)
        cells = _ran(one), one.title, one.key, who, sentence(one.status or "")
        found.setdefault(one.series, []).append(cells)
    sections = (m.Section.of(rows, _SERIES[series], series) for series, rows in found.items())
    table = m.Table(_LISTED, tuple(sections), title)
    return m.Report(title, m.listed(table if rules.themes else "These rules have no themes."))


def list_data(themes: Iterable[Theme]) -> dict[str, object]:
    """Give the themes listed, as JSON."""
    keys = "key", "title", _IN_FORCE, "inspectorates", "series", "status"
    return {"schema": "jtai.themes/1", "themes": picked_from(themes, *keys)}


def report(theme: Theme, rules: Rules) -> m.Report:
    """Show everything known of a theme."""
    title, seen, start = theme.official_title, theme.letters_seen, 1
    texts = {
        "In force": _ran(theme),
        "Published": (theme.published,),
        "Status": (theme.status,),
        "Letters seen": (seen and f"{seen.first or ''} to {seen.last}".strip(),),
        "Inspectorates": [rules.inspectorates[key].name or key for key in theme.inspectorates],
        "Agencies in scope": theme.agencies,
        "Also looked at": theme.looked_at_too,
        "Out of scope": (theme.out_of_scope,),
        "Ages": (theme.ages,),
        "Basis": (theme.basis,),
        "Note": (theme.note,),
    }
    shown = ((label, [sentence(one) for one in of if one]) for label, of in texts.items())
    framework = theme.url and m.Link(theme.url, theme.url)
    groups: list[m.Block] = []
    for group in theme.groups:
        groups += [m.Heading(group.heading), m.Bullets(group.points, is_numbered=True, start=start)]
        start += len(group.points)
    blocks = m.listed(
        title and m.Paragraph.of(title, tone=m.Tone.MUTED),
        m.Facts.of((("Key", theme.key), *shown, ("Framework", framework))),
        groups,
        m.under("Sources", (source(rules.source(key)) for key in dict.fromkeys(theme.sources))),
        m.under("Published findings", findings(theme)),
    )
    return m.Report(theme.title, blocks)


def data(theme: Theme, rules: Rules) -> dict[str, object]:
    """Give everything known of a theme, as JSON."""
    named = (rules.sources[key] for key in theme.sources)
    sources = {"sources": picked_from(named, "key", "title", "url", "note")}
    findings = picked(theme, ("findings", "area", "when", "url"))
    return {"schema": "jtai.theme/1", **picked(theme, *_KEYS), **sources, **findings}


def words_in(texts: Iterable[str]) -> tuple[str, ...]:
    """Take the words out of what people type: "Front-door, MASH" is "front", "door", "mash"."""
    folded = (text.casefold().replace("’", "'") for text in texts)
    return tuple(dict.fromkeys(word for text in folded for word in _WORD.findall(text)))


def search(rules: Rules, words: Sequence[str]) -> tuple[FoundPoint, ...]:
    """Find every point that has all the words: "explo" finds "Exploitation", not "unexplored"."""
    every = ((theme, *point) for theme in rules.themes.values() for point in theme.points())
    spaced = ((one, " ".join(("", *words_in(one[-1:])))) for one in every)
    return tuple(one for one, text in spaced if all(f" {word}" in text for word in words))


def search_report(found: Sequence[FoundPoint], words: Sequence[str]) -> m.Report:
    """List the points found, each theme's under a heading."""
    sections = (
        m.Section.of(((key, *one[1:]) for one in points), f"{title} ({key})", key)
        for (key, title), points in groupby(found, key=lambda one: (one[0].key, one[0].title))
    )
    name = f"Points with {quoted(' and '.join(words))}"
    return m.Report(name, (m.Table(_POINTS, tuple(sections)),))


def search_data(found: Iterable[FoundPoint], words: Sequence[str]) -> dict[str, object]:
    """Give the points found, as JSON."""
    names = "theme", "title", "number", "heading", "point"
    points = [dict(zip(names, (one.key, one.title, *of), strict=True)) for one, *of in found]
    return {"schema": "jtai.search/1", "words": words, "points": points}


def _ran(theme: Theme) -> tuple[str, ...]:
    """Say when a theme was in force, a period each; of an earlier series the months are known."""
    days = _DAY if theme.series is Series.EARLIER else ""
    return tuple(sentence(re.sub(days, "", in_force(period))) for period in theme.in_force)
