"""What an update would change on a page, line by line, as a unified diff to read.

Line ends are not shown, and what a terminal would obey is written as an escape.
"""

from collections.abc import Iterable, Iterator, Sequence
from difflib import SequenceMatcher
from typing import NamedTuple

from jtai_cli.errors import printable
from jtai_cli.render.page import Page

_AROUND = 3
"""Unchanged lines shown on each side of a change."""
_RUN = 3
"""Lines that must be alike before two texts are held to run together again."""
_WINDOW = 64
_MOST_COMPARED = 250_000
_MARK = "\ufeff"
_STYLES = {"-": "31", "+": "32", "@": "36"}
_BOLD = "1"


class _Change(NamedTuple):
    """Lines of the old text, and those of the new one in their place; the ends not included."""

    old: int
    old_end: int
    new: int
    new_end: int


def diff(before: str, after: str, path: str, *, page: Page) -> str:
    """Write what changes from one text of a page to another; nothing where nothing does."""
    old, new = _lines(before), _lines(after)
    hunks = [line for group in _grouped(_changes(old, new)) for line in _hunk(group, old, new)]
    if not hunks:
        return ""
    shown = printable(path)
    heads = (f"--- a/{shown}", f"+++ b/{shown}")
    styled = [_styled(head, _BOLD, page) for head in heads]
    styled += [_styled(line, _STYLES.get(line[0]), page) for line in hunks]
    return "".join(f"{line}\n" for line in styled)


def _lines(text: str) -> list[str]:
    """Divide a text into lines, each with its end but perhaps the last; all ends are alike."""
    plain = text.removeprefix(_MARK).replace("\r\n", "\n")
    lines = [f"{line}\n" for line in plain.split("\n")]
    lines[-1] = lines[-1].removesuffix("\n")
    return lines if lines[-1] else lines[:-1]


def _changes(old: Sequence[str], new: Sequence[str]) -> Iterator[_Change]:
    """Give the changes, top to bottom; what is alike is passed over, however long it is."""
    i = j = 0
    while i < len(old) or j < len(new):
        if i < len(old) and j < len(new) and old[i] == new[j]:
            i, j = i + 1, j + 1
            continue
        i_end, j_end = _together_again(old, i, new, j)
        yield from _within(old, new, _Change(i, i_end, j, j_end))
        i, j = i_end, j_end


def _together_again(old: Sequence[str], i: int, new: Sequence[str], j: int) -> tuple[int, int]:
    """Find the next place where both texts run alike for some lines, or the ends of both."""
    window = _WINDOW
    while True:
        places = {
            tuple(old[at : at + _RUN]): at
            for at in reversed(range(i, min(i + window, len(old)) + 1))
        }
        alike = [
            (places[run], at)
            for at in range(j, min(j + window, len(new)) + 1)
            if (run := tuple(new[at : at + _RUN])) in places
        ]
        if alike:
            return min(alike, key=sum)
        window *= 4


def _within(old: Sequence[str], new: Sequence[str], change: _Change) -> Iterator[_Change]:
    """Divide a change into smaller ones, unless it is too large to be looked at line by line."""
    i, i_end, j, j_end = change
    if (i_end - i) * (j_end - j) > _MOST_COMPARED:
        yield change
        return
    matcher = SequenceMatcher(None, old[i:i_end], new[j:j_end], autojunk=False)
    for tag, *places in matcher.get_opcodes():
        if tag != "equal":
            a, a_end, b, b_end = places
            yield _Change(i + a, i + a_end, j + b, j + b_end)


def _grouped(changes: Iterable[_Change]) -> Iterator[list[_Change]]:
    """Put changes together whose surroundings would meet."""
    group: list[_Change] = []
    for change in changes:
        if group and change.old - group[-1].old_end > 2 * _AROUND:
            yield group
            group = []
        group.append(change)
    if group:
        yield group


def _hunk(group: Sequence[_Change], old: Sequence[str], new: Sequence[str]) -> Iterator[str]:
    first, last = group[0], group[-1]
    before = min(_AROUND, first.old)
    after = min(_AROUND, len(old) - last.old_end)
    old_span = _span(first.old - before, last.old_end + after)
    new_span = _span(first.new - before, last.new_end + after)
    yield f"@@ -{old_span} +{new_span} @@"
    at = first.old - before
    for change in group:
        yield from _shown(" ", old[at : change.old])
        yield from _shown("-", old[change.old : change.old_end])
        yield from _shown("+", new[change.new : change.new_end])
        at = change.old_end
    yield from _shown(" ", old[at : last.old_end + after])


def _span(start: int, end: int) -> str:
    """Say which lines: the first and how many; of none, the line before."""
    length = end - start
    if length == 1:
        return str(start + 1)
    return f"{start + 1 if length else start},{length}"


def _shown(sign: str, lines: Iterable[str]) -> Iterator[str]:
    for line in lines:
        text = line.removesuffix("\n")
        yield sign + "\t".join(map(printable, text.split("\t")))
        if text == line:
            yield "\\ No newline at end of file"


def _styled(line: str, style: str | None, page: Page) -> str:
    return f"\x1b[{style}m{line}\x1b[0m" if style and page.colours else line
