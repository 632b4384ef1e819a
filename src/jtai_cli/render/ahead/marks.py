"""The signs beside weeks: one for each kind of trouble, a number for each date to avoid."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from string import ascii_uppercase

from jtai_cli.dated import Note
from jtai_cli.lookahead import LocalDate, LookAhead
from jtai_cli.render import words
from jtai_cli.render.ahead import spans

_PHRASES = {
    "bank-holiday-in-fieldwork": ("B", "bank holiday in fieldwork"),
    "fieldwork-not-one-week": ("F", "fieldwork not Monday to Friday of one week"),
    "letters-over-christmas": ("C", "letters over Christmas"),
    "pre-election-period": ("E", "{name} in a pre-election period"),
    "theme-not-in-force": ("T", "theme not in force"),
    "timetable-not-in-force": ("O", "timetable not in force"),
}
"""The sign and the phrase of codes that the notes have; others tell themselves."""


@dataclass(frozen=True, slots=True)
class Mark:
    """A sign that stands beside weeks, what it means and which weeks have it.

    `days` are those of a date to avoid, which is its title.
    """

    sign: str
    title: str
    weeks: str
    days: str = ""

    @property
    def meaning(self) -> str:
        """What a legend says: "Half-term, 16–20 Feb 2026 (3 weeks: 2–16 Feb)"."""
        days = f", {self.days}" if self.days else ""
        return f"{self.title}{days} ({self.weeks})"


def kinds(ahead: LookAhead) -> Mapping[str, Mark]:
    """Give each kind of trouble that a week has a mark, by its code."""
    notes: dict[str, Note] = {}
    for week in ahead.weeks:
        notes = {**week.kinds, **notes}
    taken = {sign for sign, _ in _PHRASES.values()}
    marks = {}
    for code in sorted(notes, key=lambda code: (code in _PHRASES, code)):
        sign, phrase = _PHRASES.get(code) or (_free_sign(code, taken), "")
        taken.add(sign)
        told = _phrase(notes[code], phrase, ahead)
        marks[code] = Mark(sign, told, spans.weeks(ahead.with_kind(code), ahead))
    return marks


def _free_sign(code: str, taken: Collection[str]) -> str:
    """Return a capital letter that means nothing yet, one of the code's own where it can be."""
    letters = f"{code.replace('-', '').upper()}{ascii_uppercase}"
    return next(letter for letter in letters if letter not in taken)


def _phrase(note: Note, phrase: str, ahead: LookAhead) -> str:
    """Say what a kind of trouble is: "publication in a pre-election period"."""
    held = (week.timeline.timetable.milestones for week in ahead.weeks)
    found = (one.get(note.milestone or "") for one in held)
    milestone = next(filter(None, found), None)
    if milestone is None:
        return phrase or note.code.replace("-", " ")
    weekday = milestone.weekday
    if weekday is not None and note.code == f"{milestone.key}-not-{weekday}":
        return f"{milestone.name} not on a {words.sentence(weekday)}"
    return phrase.format(name=milestone.name) or note.code.replace("-", " ")


def local(ahead: LookAhead) -> Mapping[str, Mark]:
    """Give the dates to avoid that are touched a number each, by title: what comes back has one."""
    by_title: dict[str, list[LocalDate]] = {}
    for one in ahead.local:
        by_title.setdefault(one.title, []).append(one)
    marks = {}
    for number, (title, held) in enumerate(by_title.items(), start=1):
        days = ", ".join(spans.run(one.first, one.last) for one in held)
        touching = (
            week for week in ahead.weeks if title in [touch.local.title for touch in week.touches]
        )
        marks[title] = Mark(str(number), title, spans.weeks(touching, ahead), days)
    return marks
