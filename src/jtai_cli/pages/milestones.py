"""Which milestone a date belongs to, if no word around the two could mean something else.

Every word before a name, and between the name and its date, has to be known here: others
("Eastshire's", "mock", "rota for") may point to another inspection, or another event.
"""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from jtai_cli.dates import FoundDate
from jtai_cli.kinds import Edge
from jtai_cli.pages.extract import WALL, Cell, Passage
from jtai_cli.rules import Milestone
from jtai_cli.timeline import Timeline

_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*['’]?")
_NOT_COUNTED = re.compile(
    r"\b[0-9]{1,2}(?:[.:][0-9]{2})?\s?(?:[ap]\.?m\b\.?|noon\b)|\b[0-9]{1,2}[.:][0-9]{2}\b"
    r"|\A\s*[0-9]{1,3}[.)]\s|\bweek [0-9]\b",
    re.IGNORECASE,
)


def words(text: str) -> frozenset[str]:
    """Return the words of a text, in small letters, without times of day."""
    found = _WORD.findall(_NOT_COUNTED.sub(" ", text))
    return frozenset(word.lower().rstrip("’'") for word in found)


_BEGINS = words(
    "start starts started starting begin begins began beginning commence commences commenced "
    "commencing opens from first"
)
_ENDS = words("end ends ended ending finish finishes finished concludes closes until till last")
_PAST = words("was were has have had")
_VERBS = _PAST | words(
    "is are will shall must should be been being go goes come comes came arrive arrives arrived "
    "expected expect fall falls take takes took place due planned scheduled set fixed agreed "
    "confirmed sent issued returned submitted published received given run runs ran lasts"
)
_SMALL = words(
    "on in at by to for of the a an this that it now still also only provisionally provisional "
    "currently back our your their no not later than latest and or if letter asks with under "
    "embargo one day date dates deadline week w c e wc monday tuesday wednesday thursday friday "
    "mon tue tues wed weds thu thur thurs fri noon midday midnight morning afternoon close play "
    "business cop cob eod am pm hrs hours o'clock ofsted inspectorate inspectorates inspector "
    "inspectors lead hmi cqc tbc"
)
JOINING = _BEGINS | _ENDS | _VERBS | _SMALL
_RECEIVERS = words("us them dcs partnership area director council")
_KNOWN = (JOINING - words("one week from until till by with under than")) | words(
    "they we you and but so then please note reminder key days deadlines when milestone milestones "
    "step task written jtai joint targeted area inspection expects get receive receives return "
    "send submit give need to know confirm remember ofsted's inspectors' partnership's dcs's "
    "area's timeline timetable letters target time timescale completion calculated"
)
"""Words allowed around a name: not those of "one week from the draft letter", another day."""
_OF_ANY_PAGE = words("publication notification date of")
"""Words of labels that any page may use about itself: "Publication: 10 January 2025"."""
# A word after a date, or at the start of the next line, that may make it part of another name.
_GOES_ON = re.compile(r" *(?:\n *(?=[a-z]))?([^\W_]+)")
_OF_WHAT = words("of that by")
_ARTICLES = ("the", "a", "an")
_DETERMINERS = r"(?:(?:the\s+)?(?:partnership|area|dcs)['’]?s|the|our|your|their|its)"
# "Comments are due back", "the letter will be published": a name spread over a sentence.
_BETWEEN = r"[\s,-]+(?:(?:is|are|was|were|will|shall|must|should|to|be|has|have|been)\s+){0,3}"


Tie = tuple[str, Edge | None]
"""The key of the milestone that a date belongs to, and which end of it, if the text says so."""


class Name(NamedTuple):
    """A milestone, by its key, that a text names from `start` up to, not including, `end`."""

    start: int
    end: int
    key: str


class Sentence(NamedTuple):
    """A part of a cell, from `start` up to `end`, and the dates in it."""

    cell: Cell
    start: int
    end: int
    dates: Sequence[FoundDate]


class Milestones:
    """The names of a timeline's milestones; a name that two of them share stands for neither."""

    def __init__(self, timeline: Timeline) -> None:
        self._milestones = timeline.timetable.milestones
        meant: dict[tuple[str, ...], set[str]] = {}
        for milestone in self._milestones.values():
            for name in _called(milestone):
                meant.setdefault(name, set()).add(milestone.key)
        names = sorted((one for one in meant if len(meant[one]) == 1), key=len, reverse=True)
        self._keys = [meant[name].pop() for name in names]
        patterns = "|".join(f"({_BETWEEN.join(map(_pattern, name))})" for name in names)
        self._names = re.compile(
            rf"(?<![\w-])(?=\w)(?:{_DETERMINERS}\s+)?(?:{patterns})(?![\w-]|['’]s)", re.IGNORECASE
        )
        inspection = timeline.inspection
        own = (inspection.area, inspection.name, inspection.theme)
        self._known = _KNOWN | words(" ".join(filter(None, own)))

    def _find(self, text: str, *place: int) -> list[Name]:
        """Find the names in a text, or a part of it, in order; none overlaps another."""
        found = self._names.finditer(text, *place)
        return [Name(*one.span(), self._keys[(one.lastindex or 1) - 1]) for one in found]

    def in_row(
        self, passage: Passage, dates: Sequence[Sequence[FoundDate]]
    ) -> dict[FoundDate, Tie]:
        """Read a row in which the name of a milestone fills one cell, and dates fill others."""
        heads = passage.heads if len(passage.heads) == len(dates) else ("",) * len(dates)
        named, dated, before = list[str](), dict[FoundDate, str](), list[str]()
        for cell, head, found in zip(passage.cells, heads, dates, strict=True):
            text, names = cell.text, [] if found else self._find(cell.text)
            places: Sequence[Name | FoundDate] = found or names
            rest = f"{text[: places[0].start]} {text[places[-1].end :]}" if places else text
            if len(found) == 1 and is_plain(rest, JOINING):
                dated[found[0]] = head
            elif len({one.key for one in names}) == 1 and is_plain(rest, self._known):
                named.append("" if words(text) <= _OF_ANY_PAGE else names[0].key)
            elif not named:
                before.append(text)
        edges = {found: _edge(words(head)) for found, head in dated.items()}
        others = (*before, *(head for head in dated.values() if not re.search("[0-9]", head)))
        is_unclear = len(named) != 1 or (len(dated) > 1 and None in edges.values())
        if is_unclear or not all(is_plain(one, self._known) for one in others):
            return {}
        return {found: (named[0], edge) for found, edge in edges.items() if named[0]}

    def in_sentence(self, sentence: Sentence) -> Iterator[tuple[FoundDate, Tie]]:
        """Give the dates of a sentence that belong to a milestone."""
        text, (begin, end, dates) = sentence.cell.text, sentence[1:]
        names = self._find(text, begin, end)
        is_date_first = bool(names) and dates[0].start < names[0].start
        if is_date_first and len(dates) == len(names) == 1:
            # such as "28 March 2025: draft letter"
            found, name = dates[0], names[0]
            spoken = words(re.split(r"\n(?=[A-Z0-9])", text[name.end : end])[0])
            is_beside = words(text[found.end : name.start]) <= {"the", "our"}
            if is_beside and spoken <= JOINING and is_plain(text[begin : found.start], self._known):
                yield found, (name.key, _edge(spoken))
        tie: Tie | None = None
        names.reverse()
        for found in dates:
            between, before = text[begin : found.start], None
            while names and names[-1].start < found.start:
                before = names.pop()
            if before is not None:
                head = max(begin, text.rfind(WALL, begin, before.start) + 1)
                is_label = is_date_first and not _VERBS & words(text[before.end : found.start])
                tie = None if is_label else self._name_before((head, end), before, found)
            elif tie is not None:
                # "… starts on 3 March 2025 and ends on 7 March 2025"
                edge = _edge(words(between))
                is_other_end = edge is not None and is_plain(between, JOINING)
                tie = (tie[0], edge) if is_other_end else None
            if tie is not None:
                yield found, tie
            begin = found.end

    def _name_before(self, place: tuple[int, int], name: Name, found: FoundDate) -> Tie | None:
        text = found.parts.string
        head, between = text[place[0] : name.start], text[name.end : found.start]
        milestone, spoken = self._milestones[name.key], words(between)
        joining = JOINING - _PAST if milestone.owed else JOINING | _RECEIVERS
        if not is_plain(between, joining) or not is_plain(head, self._known):
            return None
        # "under embargo until 28 April 2025" is about what happens next.
        if spoken & {"until", "till"} and not milestone.rule.lasts:
            return None
        if not _VERBS & spoken:
            goes_on = _GOES_ON.match(text, found.end, place[1])
            is_part = goes_on and goes_on[1].lower() not in JOINING - _OF_WHAT
            if is_part or words(text[name.start : name.end]) <= _OF_ANY_PAGE:
                return None
        return name.key, _edge(spoken | words(head))


def _called(milestone: Milestone) -> Iterator[tuple[str, ...]]:
    """Give the words of each name; an article is left out if at least two words remain."""
    short = milestone.title.partition(",")[0]
    for name in (milestone.title, short, milestone.name, milestone.key, *milestone.also):
        called = tuple(re.findall(r"[^\W_]+(?:['’][^\W_]+)*", name.lower()))
        rest = called[1:] if called and called[0] in _ARTICLES else called
        if called:
            yield rest if len(rest) > 1 else called


def _pattern(word: str) -> str:
    return _DETERMINERS if word in _ARTICLES else re.sub("['’]", "['’]", re.escape(word))


def is_plain(text: str, known: frozenset[str]) -> bool:
    """Return whether a text has only known words, and no sign or code that sets it apart."""
    return not re.search(rf"[?!;{WALL}]", text) and words(text) <= known


def _edge(spoken: frozenset[str]) -> Edge | None:
    begins, ends = spoken & _BEGINS, spoken & _ENDS
    return (Edge.FIRST if begins else Edge.LAST) if bool(begins) != bool(ends) else None
