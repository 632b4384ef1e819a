"""What milestones are called in running text, and where a text calls one by such a name."""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import groupby
from operator import itemgetter

from jtai_cli.dated import Timeline
from jtai_cli.milestones import Milestone
from jtai_cli.records import dataclass

_ARTICLES = {"the", "a", "an"}
_DETERMINERS = r"(?:(?:the\s++)?(?:partnership|area|dcs)['’]?s|the|our|your|their|its)"
# "Comments are due back", "the letter will be published": a name is told in a sentence.
_BETWEEN = (
    r"(?:[\s,-]++)(?:(?:is|are|was|were|will|shall|must|should|to|be|has|have|been)\s++){0,3}"
)
_APOSTROPHE = "['’]"


@dataclass(frozen=True, slots=True)
class Name:
    """A milestone, by its key, that a text names from `start` up to, not including, `end`."""

    start: int
    end: int
    milestone: str


class Names:
    """The names of the milestones of some timelines; one that means two of them means none."""

    def __init__(self, timelines: Sequence[Timeline]) -> None:
        meant: dict[tuple[str, ...], set[str]] = defaultdict(set)
        for timeline in timelines:
            for dated in timeline.milestones:
                for words in _called(dated.milestone):
                    meant[words].add(dated.milestone.key)
        only = {words: keys.pop() for words, keys in meant.items() if len(keys) == 1}
        # Names that begin alike stand together, and of two such the longer is tried first.
        ordered = sorted(only, key=lambda words: (words[0], -len(words), words))
        self._keys = tuple(only[words] for words in ordered)
        self._pattern = _pattern(tuple(ordered))

    def find(self, text: str, start: int, end: int) -> Iterator[Name]:
        """Find the names in a part of a text, in order; none overlaps another."""
        for match in self._pattern.finditer(text, start, end):
            assert match.lastindex is not None, "every name is a group"
            yield Name(match.start(), match.end(), self._keys[match.lastindex - 1])


def _called(milestone: Milestone) -> Iterator[tuple[str, ...]]:
    """Give the words of each name; an article is left out where enough is left without it."""
    for name in (milestone.title, milestone.name, milestone.key, *milestone.also):
        words = tuple(re.findall(r"[\w'’]+", name.strip("‘’'").lower()))
        rest = words[1:] if words and words[0] in _ARTICLES else words
        if words:
            yield rest if len(rest) > 1 else words


@lru_cache
def _pattern(names: tuple[tuple[str, ...], ...]) -> re.Pattern[str]:
    """Return what finds names that are sorted by their first word: each is a group, in order."""
    choices = "|".join(
        f"{_word(first)}(?:{'|'.join(_rest(words) for words in alike)})"
        for first, alike in groupby(names, key=itemgetter(0))
    )
    # With its article a short name would begin before a longer one: every name may have one.
    named = rf"(?<![\w-])(?=\w)(?:{_DETERMINERS}\s++)?(?:{choices})"
    return re.compile(named if names else "(?!)", re.IGNORECASE)


def _rest(words: tuple[str, ...]) -> str:
    return f"({''.join(_BETWEEN + _word(word) for word in words[1:])})(?![\\w-]|['’]s)"


def _word(word: str) -> str:
    if word in _ARTICLES:
        return _DETERMINERS
    return re.sub("['’]", _APOSTROPHE, re.escape(word))
