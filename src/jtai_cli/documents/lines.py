r"""A text as lines: \n, \r\n and \r end one, and nothing else does."""

import re
from typing import NamedTuple

_REST = re.compile(r"[^\r\n]*")
_BREAK = re.compile(r"\r\n|\n|\r")
_INDENTATION = re.compile(r"[ \t]*")
_TAB = 4
_WINDOW = 256


class Line(NamedTuple):
    """A line: its number, from 1, and its text from `start` to `end`; the next is at `after`.

    `text` has as many characters as stand between the two, and not always the same ones: what
    is no longer a part of the page's own text is struck out. It is a tuple, for that is made
    in a third of the time, and a page may have very many.
    """

    number: int
    start: int
    end: int
    after: int
    text: str

    @property
    def indentation(self) -> str:
        """The blanks that the line begins with."""
        match = _INDENTATION.match(self.text)
        assert match is not None, "no blanks are blanks too"
        return match[0]

    @property
    def is_blank(self) -> bool:
        """Whether nothing but blanks stands on the line."""
        return not self.text.strip(" \t")


class Lines:
    """The lines of a text, found by what stands on them.

    No list of them is made: of a large page few are asked for.
    """

    def __init__(self, text: str) -> None:
        self.text = text
        self._place, self._number = 0, 1
        self._missing: dict[str, int] = {}

    def count(self) -> int:
        """Return how many lines end; the last one need not."""
        return self._breaks(0, len(self.text))

    def holding(self, offset: int) -> Line:
        """Return the line that an offset lies on.

        It is quick while what is asked for is near what was asked for before.
        """
        start = self._start_of(offset)
        rest = _REST.match(self.text, offset)
        assert rest is not None, "no characters are a rest too"
        end = rest.end()
        ended = _BREAK.match(self.text, end)
        after = ended.end() if ended else end
        return Line(self.number_at(start), start, end, after, self.text[start:end])

    def number_at(self, offset: int) -> int:
        r"""Return the number of the line that an offset lies on, which is not between \r and \n.

        It is quick while what is asked for is near what was asked for before.
        """
        if offset > self._place:
            self._number += self._breaks(self._place, offset)
        elif offset < self._place:
            self._number -= self._breaks(offset, self._place)
        self._place = offset
        return self._number

    def above(self, line: Line) -> Line | None:
        """Return the line above one; None above the first."""
        if line.start == 0:
            return None
        two = self.text.startswith("\r\n", max(line.start - 2, 0))
        return self.holding(line.start - (2 if two else 1))

    def find(self, what: str, offset: int) -> int:
        """Return where something next stands, from an offset on; -1 where it does not.

        What is missing is looked for once, however often it is asked for.
        """
        if offset >= self._missing.get(what, offset + 1):
            return -1
        found = self.text.find(what, offset)
        if found < 0:
            self._missing[what] = offset
        return found

    def _start_of(self, offset: int) -> int:
        find, size = self.text.rfind, _WINDOW
        while True:
            low = max(0, offset - size)
            start = max(find("\n", low, offset), find("\r", low, offset)) + 1
            if start or not low:
                return start
            size *= 4  # few lines are long, and a search of the whole text would be made often

    def _breaks(self, first: int, last: int) -> int:
        count = self.text.count
        alone = count("\n", first, last) + count("\r", first, last)
        return alone - count("\r\n", first, last)


def columns(blanks: str) -> int:
    """Return how many columns blanks take; a tab goes to the next multiple of four."""
    return len(blanks.expandtabs(_TAB)) if "\t" in blanks else len(blanks)


def split(text: str) -> list[str]:
    """Return the lines of a text without their ends; what the last end leaves empty is no line."""
    lines = _BREAK.split(text)
    return lines if lines[-1] else lines[:-1]
