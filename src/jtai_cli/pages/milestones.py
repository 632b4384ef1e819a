"""Which milestone a date is said of, where no word beside the two could mean another thing.

Every word before a name, and between it and its date, has to be one that is known here: others
("Eastshire's", "mock", "rota for") may say that it is another inspection, or another event.
"""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from jtai_cli.dates import FoundDate
from jtai_cli.kinds import Edge
from jtai_cli.pages.extract import WALL, Passage
from jtai_cli.rules import Milestone
from jtai_cli.timeline import Timeline


def words(text: str) -> frozenset[str]:
    """Return the words of a text that has nothing else."""
    return frozenset(text.split())


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
_KNOWN = JOINING | words(
    "they we you and but so then please note reminder key days deadlines when milestone milestones "
    "step task written jtai joint targeted area inspection expects get receive receives return "
    "send submit give need to know confirm remember ofsted's inspectors' partnership's dcs's "
    "area's timeline timetable letters target time timescale completion calculated"
)
# "One week from the draft letter" is another day.
_FROM_OR_UP_TO = words("one week from until till by with under than")
_BEFORE_A_DATE = words("on the and then also note key date dates")
_OF_ANY_PAGE = words("publication notification date of")
_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*['’]?")
_NOT_COUNTED = re.compile(
    r"\b[0-9]{1,2}(?:[.:][0-9]{2})?\s?(?:[ap]\.?m\b\.?|noon\b)|\b[0-9]{1,2}[.:][0-9]{2}\b"
    r"|\A\s*[0-9]{1,3}[.)]\s|\bweek [0-9]\b",
    re.IGNORECASE,
)
# A word behind a date that may make it a part of another name; a line may begin with one.
_GOES_ON = re.compile(r" *(?:\n *(?=[a-z]))?([^\W_]+)")
_OF_WHAT = words("of that by")
_ARTICLES = ("the", "a", "an")
_DETERMINERS = r"(?:(?:the\s+)?(?:partnership|area|dcs)['’]?s|the|our|your|their|its)"
# "Comments are due back", "the letter will be published": a name spread over a sentence.
_BETWEEN = r"[\s,-]+(?:(?:is|are|was|were|will|shall|must|should|to|be|has|have|been)\s+){0,3}"


class Name(NamedTuple):
    """A milestone, by its key, that a text names from `start` up to, not including, `end`."""

    start: int
    end: int
    key: str


class Tie(NamedTuple):
    """A date that is said of a milestone; `edge` where it is said of its start or its end.

    `is_past` says that it has happened. `is_vague` is a label that any page may have of its own
    ("Publication: 10 January 2025").
    """

    found: FoundDate
    key: str
    edge: Edge | None = None
    is_past: bool = False
    is_vague: bool = False


class Milestones:
    """The names of a timeline's milestones; a name that two of them have means neither."""

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
        self._known = _KNOWN | _words_in(" ".join(filter(None, own)))

    def find(self, text: str) -> list[Name]:
        """Find the names in a text, in order; none overlaps another."""
        found = self._names.finditer(text)
        return [Name(*one.span(), self._keys[(one.lastindex or 1) - 1]) for one in found]

    def in_row(self, passage: Passage, dates: Sequence[Sequence[FoundDate]]) -> list[Tie]:
        """Read a row in which a name fills a cell, or heads columns, and dates fill others."""
        texts = [cell.text for cell in passage.cells]
        heads = passage.heads if len(passage.heads) == len(texts) else ("",) * len(texts)
        dated = dict[int, FoundDate]()
        for column, (text, found) in enumerate(zip(texts, dates, strict=True)):
            if len(found) == 1:
                beside = text[: found[0].start] + " " + text[found[0].end :]
                dated |= {column: found[0]} if is_plain(beside, JOINING) else {}
        others = [column for column in range(len(texts)) if column not in dated]
        keys = {column: self._filling(texts[column]) for column in others if not dates[column]}
        named = [column for column, key in keys.items() if key]
        if not named:
            if not all(is_plain(texts[column], self._known) for column in others):
                return []
            heading = {column: self._filling(heads[column]) for column in dated}
            return [Tie(dated[column], key) for column, key in heading.items() if key]
        is_ours = all(is_plain(texts[one], self._known) for one in others if one < named[0])
        is_known = all(
            is_plain(heads[column], self._known) or re.search("[0-9]", heads[column])
            for column in dated
        )
        edges = {column: _edge(_words_in(heads[column])) for column in dated}
        is_unclear = len(named) > 1 or (len(dated) > 1 and None in edges.values())
        if is_unclear or not is_ours or not is_known:
            return []
        key, is_vague = keys[named[0]] or "", _words_in(texts[named[0]]) <= _OF_ANY_PAGE
        return [Tie(dated[column], key, edges[column], is_vague=is_vague) for column in dated]

    def _filling(self, text: str) -> str | None:
        names = self.find(text)
        if len({name.key for name in names}) != 1:
            return None
        rest = f"{text[: names[0].start]} {text[names[-1].end :]}"
        return names[0].key if is_plain(rest, self._known) else None

    def in_sentence(
        self, text: str, place: tuple[int, int], dates: Sequence[FoundDate], names: Sequence[Name]
    ) -> Iterator[Tie]:
        """Give the dates of a sentence that are said of a milestone."""
        events: list[Name | FoundDate] = sorted((*dates, *names), key=lambda one: one.start)
        padded = (None, None, *events, None, None)
        is_list = isinstance(events[0], FoundDate)
        tie: Tie | None = None
        for number, found in enumerate(events):
            earlier, tie = tie, None
            if isinstance(found, Name):
                continue
            above, before, _, behind, following = padded[number : number + 5]
            if isinstance(before, Name):
                start = above.end if above else place[0]
                begin = max(text.rfind(WALL, start, before.start) + 1, start)
                # "the draft letter and the final letter"
                is_label = not _VERBS & _words_in(text[before.end : found.start])
                is_second = begin == start and isinstance(above, Name)
                if not is_second and not (is_list and is_label):
                    tie = self._name_before(text, (begin, place[1]), before, found)
            is_pair = not isinstance(following, Name)
            if tie is None and is_list and is_pair and isinstance(behind, Name):
                # "28 March 2025: draft letter", in a list of dates and then names
                head = "" if number else text[place[0] : found.start]
                tail = text[behind.end : following.start if following else place[1]]
                spoken = _words_in(re.split(r"\n(?=[A-Z0-9])", tail)[0])
                is_of_next = following is not None and bool(_VERBS & spoken)
                is_beside = _words_in(text[found.end : behind.start]) <= {"the", "our"}
                is_said = is_plain(head, _BEFORE_A_DATE) and is_beside and not is_of_next
                if is_said and spoken <= JOINING:
                    tie = Tie(found, behind.key, _edge(spoken))
            if tie is None and earlier is not None:
                # "… starts on 3 March 2025 and ends on 7 March 2025"
                between = text[earlier.found.end : found.start]
                if (edge := _edge(_words_in(between))) and is_plain(between, JOINING):
                    tie = earlier._replace(found=found, edge=edge)
            if tie is not None:
                yield tie

    def _name_before(
        self, text: str, place: tuple[int, int], name: Name, found: FoundDate
    ) -> Tie | None:
        head, between = text[place[0] : name.start], text[name.end : found.start]
        milestone, spoken = self._milestones[name.key], _words_in(between)
        joining = JOINING if milestone.owed else JOINING | _RECEIVERS
        if not is_plain(between, joining) or not is_plain(head, self._known - _FROM_OR_UP_TO):
            return None
        # "under embargo until 28 April 2025" is said of what follows.
        if spoken & {"until", "till"} and not milestone.rule.lasts:
            return None
        is_label = not _VERBS & spoken
        goes_on = _GOES_ON.match(text, found.end, place[1])
        if is_label and goes_on and goes_on[1].lower() not in JOINING - _OF_WHAT:
            return None
        edge, is_past = _edge(spoken | _words_in(head)), bool(spoken & _PAST)
        is_vague = is_label and _words_in(text[name.start : name.end]) <= _OF_ANY_PAGE
        return Tie(found, name.key, edge, is_past=is_past, is_vague=is_vague)


def _called(milestone: Milestone) -> Iterator[tuple[str, ...]]:
    """Give the words of each name; an article is left out where enough is left without it."""
    title = milestone.title
    short = title.partition(",")[0]
    for name in (title, short, milestone.name, milestone.key, *milestone.also):
        called = tuple(re.findall(r"[^\W_]+(?:['’][^\W_]+)*", name.lower()))
        rest = called[1:] if called and called[0] in _ARTICLES else called
        if called:
            yield rest if len(rest) > 1 else called


def _pattern(word: str) -> str:
    return _DETERMINERS if word in _ARTICLES else re.sub("['’]", "['’]", re.escape(word))


def _words_in(text: str) -> frozenset[str]:
    """Return the words of a text, in small letters, without times of day."""
    found = _WORD.findall(_NOT_COUNTED.sub(" ", text))
    return frozenset(word.lower().rstrip("’'") for word in found)


def is_plain(text: str, known: frozenset[str]) -> bool:
    """Return whether a text holds none but known words."""
    return not re.search(rf"[?!;{WALL}]", text) and _words_in(text) <= known


def _edge(spoken: frozenset[str]) -> Edge | None:
    begins, ends = spoken & _BEGINS, spoken & _ENDS
    return (Edge.FIRST if begins else Edge.LAST) if bool(begins) != bool(ends) else None
