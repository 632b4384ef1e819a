"""Which milestone a date is said to be the date of: only where the words leave no doubt.

It is meant where its name and the date stand together ("Comments due back: 10 April 2025"), are
joined by such words as "is due on", or are two cells of a row. A name that is not what the date
is said of ("to prepare for fieldwork", "two weeks before fieldwork") means nothing.
"""

import re
from collections import deque
from collections.abc import Iterator
from itertools import pairwise

from jtai_cli.documents.names import Name, Names
from jtai_cli.documents.passages import Passage, cells
from jtai_cli.documents.written import Written
from jtai_cli.records import dataclass

_FARTHEST = 80
"""Characters that may stand between a name and its date, or before the name in its clause."""
_MOST = 10
"""Dates behind the one that is said of a milestone that may be said of it too."""

_OUR = "(?:the|our|your|their|its|this)"
_WHOSE = "(?:(?:partnership|inspectorate|inspector|ofsted|dcs|area)s?['’]s?)"
_WHOM = (
    rf"(?:to|by|with|from) (?:{_OUR} )?"
    "(?:partnership|inspectorates?|inspectors?|lead inspector|ofsted|dcs|director)"
)
_SAYING = (
    "is|are|was|were|will|shall|must|should|falls?|comes?|came|arrive[sd]?"
    "|begins?|starts?|started|began|ends?|ended|finish(?:es|ed)?|runs?|ran|lasts?"
    "|takes place|took place|due|expected|planned|scheduled|set|go(?:es)? back"
    "|be(?: (?:sent|issued|returned|submitted|published|given|held|in))?"
)
_SMALL = "now|still|also|provisionally|back|on|by|at|for|from|to|until|the latest|no later than"
_PARTED = r"\s,:=(–—\-"
_TIME = r"[0-9]{1,2}(?:[:.][0-9]{2}(?:\s?[ap]m)?|\s?[ap]m)"
_JOINED = re.compile(
    rf"(?:[{_PARTED}]|\b(?:{_WHOM}|{_SAYING}|{_SMALL}|{_OUR}|{_TIME})\b)*+", re.IGNORECASE
)
_ALIKE = re.compile(r"\s*+,?\s*+(?:and|or|&|/)\s*+", re.IGNORECASE)
"""What joins two names of which the same is said."""
_SAID = re.compile(rf"\b(?:{_SAYING}|{_SMALL})\b", re.IGNORECASE)
_ANEW = re.compile(r"\n\s*+[A-Z]")  # a line that is a sentence of its own
_TOGETHER = re.compile(rf"[ \t,:=(–—-]*+(?:{_OUR} )?", re.IGNORECASE)
_LED = re.compile(
    r"[^\w]*+(?:[0-9]{1,3}[.)]\s++)?"
    rf"(?:(?:and|but|so|then|also|now|please note|note|that|on|written|{_OUR}|{_WHOSE})\s++)*+",
    re.IGNORECASE,
)
_LED_BY = re.compile(
    r"\b(?:(?:expect|get|receive|return|send|submit)(?:s|ed)?|(?:deadline|due date) (?:for|of))"
    r"\s++"
    rf"(?:(?:{_OUR}|{_WHOSE})\s++)*+$",
    re.IGNORECASE,
)
_LED_ON = re.compile(
    rf"\b(?:and|but|that|because)\s++(?:(?:{_OUR}|{_WHOSE})\s++)*+$", re.IGNORECASE
)
_CLAUSE = re.compile(r"[,:(–—]|\s-\s")
_CLAUSE_OF_A_LIST = re.compile(r"[:(–—]|\s-\s")
_TAIL = re.compile(
    rf"(?:[{_PARTED}.)]|\([^()]*+\)|\b(?:{_WHOM}|{_SAYING}|{_SMALL})\b)*+", re.IGNORECASE
)


_Event = Name | Written
"""What a sentence holds that matters here."""


@dataclass(frozen=True, slots=True)
class Meant:
    """A date, the key of the milestone that it is said of, and other dates said of the same."""

    date: Written
    milestone: str
    others: tuple[Written, ...] = ()


def meant(text: str, passage: Passage, names: Names) -> Iterator[Meant]:
    """Tell which dates of a passage are said of which milestones; most are said of none."""
    found = tuple(names.find(text, passage.start, passage.end))
    if not found:
        return
    spans = cells(text, passage)
    if in_row := _in_row(text, spans, passage, found):
        yield in_row
        return
    every: tuple[_Event, ...] = (*found, *passage.dates)
    events = deque(sorted(every, key=lambda event: event.start))
    for start, end in spans:
        held = list[_Event]()
        while events and events[0].start < end:
            held.append(events.popleft())
        yield from _Clauses(text, start, end, held).meant()


def _in_row(
    text: str, spans: tuple[tuple[int, int], ...], passage: Passage, names: tuple[Name, ...]
) -> Meant | None:
    """Read a row with one date that fills a cell, and one name that does."""
    if len(spans) == 1 or len(passage.dates) > 1:
        return None
    (date,) = passage.dates
    filling = {name.milestone for name in names if _fills(text, spans, name, _LED)}
    if len(filling) == 1 and _fills(text, spans, date, _TAIL):
        return Meant(date, filling.pop())
    return None


def _fills(
    text: str, spans: tuple[tuple[int, int], ...], event: _Event, led: re.Pattern[str]
) -> bool:
    """Tell whether an event is all that a cell says, but for small words around it."""
    first, last = next(span for span in spans if span[0] <= event.start <= span[1])
    begins = led.fullmatch(text, first, event.start)
    return begins is not None and _TAIL.fullmatch(text, event.end, last) is not None


class _Clauses:
    """The names and dates of a sentence, in order, with the words between them."""

    def __init__(self, text: str, start: int, end: int, events: list[_Event]) -> None:
        self._text, self._start, self._end, self._events = text, start, end, events
        # For each event the first one on its line, for lines may be a list of their own.
        self._firsts = [0]
        for place, (event, following) in enumerate(pairwise(events), start=1):
            begins_line = "\n" in text[event.end : following.start]
            self._firsts.append(place if begins_line else self._firsts[-1])

    def meant(self) -> Iterator[Meant]:
        """Tell of each date which name it is said of, where it is said of one."""
        for place, event in enumerate(self._events):
            if isinstance(event, Written):
                name = self._before(place) or self._behind(place)
                if name is not None:
                    yield Meant(event, name.milestone, self._others(place))

    def _others(self, place: int) -> tuple[Written, ...]:
        others: list[Written] = []
        for event in self._events[place + 1 : place + 1 + _MOST]:
            if isinstance(event, Name):
                break
            others.append(event)
        return tuple(others)

    def _before(self, place: int) -> Name | None:
        """Return the name before a date where the date is said of it."""
        if place == 0 or not isinstance(name := self._events[place - 1], Name):
            return None
        if self._is_one_of_several(place - 1):
            return None
        between = self._text[name.end : self._events[place].start]
        if len(between) > _FARTHEST or not _JOINED.fullmatch(between) or _ANEW.search(between):
            return None
        if _SAID.search(between):
            return name if self._is_subject(place - 1) else None
        begins = self._events[0], self._events[self._firsts[place]]
        apart = any(isinstance(event, Written) for event in begins) or not self._heads(place - 1)
        return None if apart else name

    def _behind(self, place: int) -> Name | None:
        """Return the name behind a date, in a list of dates and then names."""
        if isinstance(self._events[0], Name) or place + 1 == len(self._events):
            return None
        date, name, *next_date = self._events[place : place + 3]
        if isinstance(name, Written) or any(isinstance(event, Name) for event in next_date):
            return None
        if not _TOGETHER.fullmatch(self._text, date.end, name.start) or not self._heads(place):
            return None
        tail = self._text[name.end : next_date[0].start if next_date else self._end]
        if len(tail) > _FARTHEST or not _TAIL.fullmatch(tail):
            return None
        return None if next_date and _SAID.search(tail) else name

    def _is_one_of_several(self, place: int) -> bool:
        """Tell whether a name is the second of two: "the draft letter and the final letter"."""
        if place == 0 or not isinstance(other := self._events[place - 1], Name):
            return False
        return bool(_ALIKE.fullmatch(self._text, other.end, self._events[place].start))

    def _head(self, place: int) -> str:
        """Return what stands before an event: from the one before it, and not too far."""
        event = self._events[place]
        begin = self._events[place - 1].end if place else self._start
        head = self._text[max(begin, event.start - _FARTHEST) : event.start]
        # What is cut off begins with words that are not known.
        return f"x {head}" if event.start - begin > _FARTHEST else head

    def _is_subject(self, place: int) -> bool:
        head = self._head(place)
        clause = _CLAUSE.split(head)[-1]
        leads = _LED.fullmatch(clause) or _LED_BY.search(head) or _LED_ON.search(head)
        return leads is not None

    def _heads(self, place: int) -> bool:
        """Tell whether an event begins its passage, or follows the one before it in a list."""
        head = self._head(place)
        clause = _CLAUSE_OF_A_LIST.split(head)[-1]
        return _LED.fullmatch(clause) is not None or _LED_BY.search(head) is not None
