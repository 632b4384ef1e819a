"""The dates that people wrote on a page outside of markers: told where they cannot be true.

A wrong weekday, and a day that does not exist, are errors. The rest is told only where the words
leave no doubt: a date that is said of a milestone and is none of its dates, and a due date on
which nothing is open.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import islice

from jtai_cli.dated import Timeline
from jtai_cli.dates import say, say_span
from jtai_cli.documents import written
from jtai_cli.documents.agreement import Dated, dated_in, disagreement
from jtai_cli.documents.duedates import ClosedDays, is_due
from jtai_cli.documents.found import Code, Mark, MarkKind, Problem, Severity
from jtai_cli.documents.language import Language
from jtai_cli.documents.lines import Lines
from jtai_cli.documents.names import Names
from jtai_cli.documents.nearness import Meant, meant
from jtai_cli.documents.passages import Passage, passages
from jtai_cli.documents.plain import plain
from jtai_cli.documents.written import Written
from jtai_cli.records import dataclass, replace

_AROUND = 300
"""Characters on either side of a date in which words are looked for that make it no claim."""
MOST_DATES = 20_000
_YEAR = re.compile("[0-9]{4}")
_NO_CLAIM = re.compile(
    r"\b(?:if|unless|would|could|might|instead|example|instance|suppose|say|e\.g|originally"
    r"|previously|formerly|earlier|not|no longer)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Prose:
    """The words of a page where they stand, its lines, and the dates in its sentences, in order."""

    words: str
    lines: Lines
    dates: tuple[Written, ...]

    def marks(self) -> Iterator[Mark]:
        """Tell of each date how it is written, and how it is read."""
        for one in self.dates:
            line = self.lines.number_at(one.start)
            says = "" if one.first is None or one.last is None else say_span(one.first, one.last)
            yield Mark(line, MarkKind.SENTENCE, _on_one_line(one.text), says=says)

    def problems(self, timelines: Sequence[Timeline], mismatch: Severity) -> Iterator[Problem]:
        """Tell what is wrong with the dates, in order; of one date one thing.

        Dates said of milestones are held against all of the timelines; `mismatch` is the severity
        of one that is none of its milestone's dates.
        """
        if not self.dates:
            return
        check = _Check(self.words, timelines, mismatch)
        for passage in passages(self.words, self.dates):
            for found, told in check.told(passage):
                yield replace(told, line=self.lines.number_at(found.start))


def read(page_text: str, masked: Sequence[tuple[int, int]], language: Language | None) -> Prose:
    """Read the dates of a page; `masked` are spans, in order and apart, that are not looked at.

    Of more than `MOST_DATES` only one more is read.
    """
    has_dates = _YEAR.search(page_text) is not None
    words = plain(page_text, masked, language) if has_dates else ""
    dates = tuple(islice(written.find(words), MOST_DATES + 1))
    return Prose(words, Lines(page_text), dates)


class _Check:
    """What a page's dates are held against; its problems have no line yet."""

    def __init__(self, words: str, timelines: Sequence[Timeline], mismatch: Severity) -> None:
        self._words, self._timelines, self._mismatched = words, timelines, mismatch
        self._names = Names(timelines)
        self._closed = ClosedDays(timelines)
        self._planned = {
            day
            for timeline in timelines
            for one in timeline.milestones
            for day in Dated(timeline, one).days
        }

    def told(self, passage: Passage) -> Iterator[tuple[Written, Problem]]:
        """Tell what is wrong with the dates of a passage."""
        said = {one.date: one for one in meant(self._words, passage, self._names)}
        start = passage.start
        for found in passage.dates:
            told = (
                _fault(found)
                or self._mismatch(said.get(found), passage)
                or self._closed_day(found, start, is_said=found in said)
            )
            if told is not None:
                yield found, told
            start = found.end

    def _mismatch(self, said: Meant | None, passage: Passage) -> Problem | None:
        """Tell of a date that is said of a milestone, and is none of its dates."""
        if said is None:
            return None
        dated = dated_in(self._timelines, said.milestone)
        told = disagreement(said.date, dated)
        # One of the dates may be right, and the others stand beside it.
        others = (disagreement(one, dated) for one in said.others if one.first is not None)
        if told is None or None in others or self._is_no_claim(said.date, passage):
            return None
        message, hint = told
        return Problem(0, Code.DATE_MISMATCH, message, hint, self._mismatched)

    def _is_no_claim(self, found: Written, passage: Passage) -> bool:
        start = max(passage.start, found.start - _AROUND)
        end = min(passage.end, found.end + _AROUND)
        return _NO_CLAIM.search(self._words, start, end) is not None

    def _closed_day(self, found: Written, start: int, *, is_said: bool) -> Problem | None:
        """Tell of a due date that is no working day, unless the plan has that very day.

        The words from `start` on make it a due date, or that it is said of a milestone.
        """
        day = found.first
        if day is None or day != found.last or day in self._planned:
            return None
        why = self._closed.why(day)
        if why is None or not (is_said or is_due(self._words, start, found)):
            return None
        hint = " or ".join(say(one) for one in self._closed.around(day))
        message = f"{say(day)} is a due date, but it is {why}"
        return Problem(0, Code.NON_WORKING_DAY, message, hint, Severity.WARNING)


def _fault(found: Written) -> Problem | None:
    """Tell of a day that does not exist, or of a wrong weekday; these are never mere warnings."""
    if found.code is None or found.fault is None:
        return None
    hint = ", or ".join(_on_one_line(text) for text in found.meant())
    return Problem(0, found.code, found.fault, hint or None)


def _on_one_line(text: str) -> str:
    return " ".join(text.split())
