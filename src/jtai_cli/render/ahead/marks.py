"""The signs beside weeks: one for each kind of trouble, a number for each date to avoid."""

from collections.abc import Collection, Mapping, Sequence
from string import ascii_uppercase

from jtai_cli.dated import DatedMilestone, Note
from jtai_cli.frameworks import Frameworks
from jtai_cli.lookahead import LocalDate, LookAhead, Week
from jtai_cli.milestones import Milestone
from jtai_cli.records import dataclass
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

    `days` are those of a date to avoid, which is its title, and `touches` what it touches.
    """

    sign: str
    title: str
    weeks: str
    days: str = ""
    touches: str = ""

    @property
    def named(self) -> str:
        """What it is: "Half-term, 16–20 Feb 2026: fieldwork"."""
        return f"{self.title}, {self.days}: {self.touches}" if self.days else self.title

    @property
    def meaning(self) -> str:
        """What a legend says: "Half-term, 16–20 Feb 2026: fieldwork (1 week: 16 Feb)"."""
        return f"{self.named} ({self.weeks})"

    @property
    def short(self) -> str:
        """What a legend says where the weeks are seen: "letters over Christmas (8 weeks)"."""
        return f"{self.named} ({self.weeks.partition(':')[0]})"


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


def local(ahead: LookAhead, frameworks: Frameworks) -> Mapping[str, Mark]:
    """Give the dates to avoid that are touched a number each, by title: what comes back has one."""
    by_title: dict[str, list[LocalDate]] = {one.title: [] for one in ahead.local}
    for one in ahead.local:
        by_title[one.title].append(one)
    touching: dict[str, list[Week]] = {title: [] for title in by_title}
    touched: dict[str, list[DatedMilestone]] = {title: [] for title in by_title}
    for week in ahead.weeks:
        for touch in week.touches:
            touched[touch.local.title] += touch.milestones
            touching[touch.local.title].append(week)
    marks = {}
    for number, (title, held) in enumerate(by_title.items(), start=1):
        days = spans.runs([(one.first, one.last) for one in held])
        weeks = spans.weeks(touching[title], ahead)
        names = _names(touched[title], ahead, frameworks)
        marks[title] = Mark(str(number), title, weeks, days, names)
    return marks


def _names(touched: Sequence[DatedMilestone], ahead: LookAhead, frameworks: Frameworks) -> str:
    """Name the milestones touched, in their order; what has no column goes by its week."""
    order = {phase: place for place, phase in enumerate(frameworks.phases)}
    found = {one.milestone.key: one.milestone for one in touched}
    columns = list(ahead.columns)

    def place(one: Milestone) -> tuple[int, int]:
        return order[one.phase], columns.index(one.key) if one.key in columns else len(columns)

    names = (
        one.name.removeprefix("the ")
        if one.key in columns
        else words.lowered(frameworks.phases[one.phase].title).partition(":")[0]
        for one in sorted(found.values(), key=place)
    )
    return ", ".join(dict.fromkeys(names))
