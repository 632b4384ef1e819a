"""Themes: listed, shown and searched, in words and as JSON."""

import re
from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from itertools import groupby

from jtai_cli.dates import MONTHS, say
from jtai_cli.errors import quoted
from jtai_cli.report import model as m
from jtai_cli.report.words import findings, in_force, picked, picked_from, sentence, sources
from jtai_cli.rules import InForce, Rules, Series, Theme

_WORD = re.compile(r"\w+(?:'\w+)*")
_SERIES = {Series.CURRENT: "Current frameworks", Series.EARLIER: "Earlier series"}
_LISTED = (
    m.Column("in_force", "In force"),
    m.Column("title", "Theme"),
    m.Column("key", "Key", is_whole=True),
    m.Column("inspectorates", "Inspectorates"),
    m.Column("status", "Status", omitted=frozenset({"plain"})),
)
_POINTS = (
    m.Column("theme", "Theme", formats=frozenset({"plain", "csv"})),
    m.Column("number", "No."),
    m.Column("heading", "Heading"),
    m.Column("point", "Point"),
)


# Listed.


def themes_on(rules: Rules, day: date | None) -> list[Theme]:
    """Return the themes, or those in force on a day, the current series first."""
    found = [one for one in rules.themes.values() if day is None or one.is_in_force(day)]
    return sorted(found, key=lambda theme: theme.series is Series.EARLIER)


def list_report(themes: Sequence[Theme], rules: Rules, day: date | None) -> m.Report:
    """List themes, those of each series under a heading."""

    def row(theme: Theme) -> m.Cells:
        who = ", ".join(rules.inspectorates[key].title for key in theme.inspectorates)
        return _ran(theme), theme.title, theme.key, who, sentence(theme.status or "")

    sections = (
        m.Section.of(map(row, group), _SERIES[series], series)
        for series, group in groupby(themes, key=lambda theme: theme.series)
    )
    title = "Themes" if day is None else f"Themes in force on {say(day)}"
    if not rules.themes:
        return m.Report(title, (m.Paragraph.of("These rules have no themes."),))
    return m.Report(title, (m.Table(_LISTED, tuple(sections), title),))


def list_data(themes: Iterable[Theme]) -> dict[str, object]:
    """Give the themes listed, as JSON."""
    listed = [
        {
            **picked(theme, "key", "title"),
            "in_force": picked_from(theme.in_force, "first", "last", "basis"),
            **picked(theme, "inspectorates", "series", "status"),
        }
        for theme in themes
    ]
    return {"schema": "jtai.themes/1", "themes": listed}


# Shown.


def report(theme: Theme, rules: Rules) -> m.Report:
    """Show everything known of a theme."""
    title, start = theme.official_title, 1
    blocks: list[m.Block] = [m.Paragraph.of(title, tone=m.Tone.MUTED)] if title else []
    blocks.append(_facts(theme, rules))
    for group in theme.groups:
        points = m.Bullets(group.points, is_numbered=True, start=start)
        blocks += [m.Heading(group.heading), points]
        start += len(group.points)
    blocks += sources(rules, theme.sources)
    blocks += m.under("Published findings", findings(theme))
    return m.Report(theme.title, tuple(blocks))


def _facts(theme: Theme, rules: Rules) -> m.Facts:
    seen = theme.letters_seen
    inspectorates = [rules.inspectorates[key].name or key for key in theme.inspectorates]
    texts = {
        "In force": _ran(theme),
        "Published": (theme.published,),
        "Status": (theme.status,),
        "Letters seen": (seen and f"{seen.first or ''} to {seen.last}".strip(),),
        "Inspectorates": inspectorates,
        "Agencies in scope": theme.agencies,
        "Also looked at": theme.looked_at_too,
        "Out of scope": (theme.out_of_scope,),
        "Ages": (theme.ages,),
        "Basis": (theme.basis,),
        "Note": (theme.note,),
    }
    shown = ((label, [sentence(one) for one in of if one]) for label, of in texts.items())
    framework = theme.url and m.Link(theme.url, theme.url)
    return m.Facts.of((("Key", theme.key), *shown, ("Framework", framework)))


def data(theme: Theme, rules: Rules) -> dict[str, object]:
    """Give everything known of a theme, as JSON."""
    seen, named = theme.letters_seen, (rules.sources[key] for key in theme.sources)
    return {
        "schema": "jtai.theme/1",
        **picked(theme, "key", "title", "official_title", "series", "published"),
        "in_force": picked_from(theme.in_force, "first", "last", "basis"),
        "status": theme.status,
        "letters_seen": seen and picked(seen, "first", "last"),
        **picked(theme, "inspectorates", "agencies", "looked_at_too", "out_of_scope", "ages"),
        **picked(theme, "basis", "note", "url"),
        "groups": picked_from(theme.groups, "heading", "points", "source"),
        "sources": picked_from(named, "key", "title", "url", "note"),
        "findings": picked_from(theme.findings, "area", "when", "url"),
    }


# Searched.


FoundPoint = tuple[Theme, int, str, str]
"""A point that a search found: its theme, its number in it, the heading it stands under."""


def words_in(texts: Iterable[str]) -> tuple[str, ...]:
    """Take the words out of what people type: "Front-door, MASH" is "front", "door", "mash"."""
    folded = (text.casefold().replace("’", "'") for text in texts)
    return tuple(dict.fromkeys(word for text in folded for word in _WORD.findall(text)))


def has_words(text: str, words: Sequence[str]) -> bool:
    """Return whether each of the words, as `words_in` gives them, begins a word of a text."""
    found = words_in([text])
    return all(any(one.startswith(word) for one in found) for word in words)


def search(rules: Rules, words: Sequence[str]) -> tuple[FoundPoint, ...]:
    """Find every point that has all the words, in the order of the themes.

    A word stands for those that begin with it, in capitals or not: "explo" finds
    "exploitation" and does not find "unexplored".
    """
    return tuple(
        (theme, *point)
        for theme in rules.themes.values()
        for point in theme.points()
        if has_words(point[2], words)
    )


def search_report(found: Sequence[FoundPoint], words: Sequence[str]) -> m.Report:
    """List the points found, each theme's under a heading."""
    sections = (
        m.Section.of(((key, *one[1:]) for one in points), f"{title} ({key})", key)
        for (key, title), points in groupby(found, key=lambda one: (one[0].key, one[0].title))
    )
    title = f"Points with {quoted(' and '.join(words))}"
    return m.Report(title, (m.Table(_POINTS, tuple(sections)),))


def search_data(found: Iterable[FoundPoint], words: Sequence[str]) -> dict[str, object]:
    """Give the points found, as JSON."""
    names = "theme", "title", "number", "heading", "point"
    points = [dict(zip(names, (one.key, one.title, *of), strict=True)) for one, *of in found]
    return {"schema": "jtai.search/1", "words": words, "points": points}


# Times in force.


def _ran(theme: Theme) -> tuple[str, ...]:
    """Say when a theme was in force, a period each.

    An earlier series is known in whole months: "May to December 2017".
    """
    word = _in_months if theme.series is Series.EARLIER else in_force
    return tuple(sentence(word(period)) for period in theme.in_force)


def _in_months(period: InForce) -> str:
    first, last = period.first, period.last
    if last is None or first.day != 1 or (last + timedelta(days=1)).day != 1:
        return in_force(period)
    start, end = MONTHS[first.month - 1], f"{MONTHS[last.month - 1]} {last.year}"
    if first.year != last.year:
        return f"{start} {first.year} to {end}"
    return end if first.month == last.month else f"{start} to {end}"
