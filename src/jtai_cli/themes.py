"""Themes as written: what inspectors look at, who is in scope, when it was in force.

Their points can be searched by the beginnings of words.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from enum import StrEnum

from jtai_cli.dates import Day
from jtai_cli.milestones import Basis
from jtai_cli.records import dataclass

_WORD = r"\w+(?:'\w+)*"


@dataclass(frozen=True, slots=True)
class InForce:
    """A time in force, both ends included; `last` is None while it has no end."""

    first: Day
    last: Day | None = None
    basis: Basis = Basis.SOURCED

    def __contains__(self, day: date) -> bool:
        """Tell whether it was in force on a day."""
        return self.first <= day and (self.last is None or day <= self.last)


class Series(StrEnum):
    """Whether a theme belongs to the frameworks since 2022 or to the series before them."""

    CURRENT = "current"
    EARLIER = "earlier"


@dataclass(frozen=True, slots=True)
class Group:
    """Points that the framework prints under one heading, each readable alone."""

    heading: str
    points: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Finding:
    """A published letter of findings to learn from; `when` is the month of its fieldwork."""

    area: str
    url: str
    when: str


@dataclass(frozen=True, slots=True)
class Theme:
    """What one series of inspections looks at.

    `inspectorates` are keys, `agencies` those in scope, `looked_at_too` others that inspectors
    look at. An earlier series has a title and its times in force only.
    """

    key: str
    title: str
    series: Series
    in_force: tuple[InForce, ...]
    basis: Basis
    sources: tuple[str, ...]
    official_title: str | None = None
    published: str | None = None
    status: str | None = None
    ages: str | None = None
    inspectorates: tuple[str, ...] = ()
    agencies: tuple[str, ...] = ()
    looked_at_too: tuple[str, ...] = ()
    out_of_scope: str | None = None
    url: str | None = None
    note: str | None = None
    groups: tuple[Group, ...] = ()
    findings: tuple[Finding, ...] = ()

    def is_in_force(self, day: date) -> bool:
        """Tell whether the theme was in force on a day."""
        return any(day in period for period in self.in_force)

    def points(self) -> Iterator[tuple[int, str, str]]:
        """Give each point with its number, from 1 through all groups, and its heading."""
        number = 0
        for group in self.groups:
            for point in group.points:
                number += 1
                yield number, group.heading, point


@dataclass(frozen=True, slots=True)
class FoundPoint:
    """A point that a search found: its theme, its number in it, and the heading it stands under."""

    theme: Theme
    number: int
    heading: str
    point: str


def search(themes: Iterable[Theme], words: Sequence[str]) -> tuple[FoundPoint, ...]:
    """Find every point that holds all the words, in the order of the themes.

    A word stands for those that begin with it, in capitals or not: "explo" finds
    "exploitation" and does not find "unexplored".
    """
    return tuple(
        FoundPoint(theme, number, heading, point)
        for theme in themes
        for number, heading, point in theme.points()
        if holds(point, words)
    )


def words_of(texts: Iterable[str]) -> tuple[str, ...]:
    """Take the words out of what people type: "Front-door, MASH" is "front", "door", "mash"."""
    found = (word for text in texts for word in re.findall(_WORD, _plain(text)))
    return tuple(dict.fromkeys(found))


def holds(text: str, words: Sequence[str]) -> bool:
    """Tell whether each of the words, as `words_of` gives them, begins a word of a text."""
    plain = _plain(text)
    return all(re.search(rf"(?<!\w)(?<!\w'){re.escape(word)}", plain) for word in words)


def _plain(text: str) -> str:
    return text.casefold().replace("’", "'")
