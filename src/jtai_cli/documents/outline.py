"""What a page holds for `jtai`: blocks, inline dates, what they use, and what is ignored."""

from collections.abc import Iterable

from jtai_cli.documents.language import Language
from jtai_cli.documents.lines import Line, Lines
from jtai_cli.documents.literal import Finder, front_matter
from jtai_cli.documents.markers import Marker, Verb, markers
from jtai_cli.documents.parts import Block, Inline, Outline, Part, Span
from jtai_cli.errors import JtaiError, UsageError


def outline(text: str, language: Language | None) -> Outline:
    """Find what a page holds; a language of None takes the comments of any."""
    outlining = _Outlining(text, language)
    outlining.read()
    return Outline(
        tuple(outlining.parts), tuple(outlining.faults), tuple(_merged(outlining.masked))
    )


class _Outlining:
    """Reads a page once, from top to bottom."""

    def __init__(self, text: str, language: Language | None) -> None:
        self.parts: list[Part] = []
        self.faults: list[tuple[int, JtaiError]] = []
        self.masked: list[Span] = []
        self._text, self._language = text, language
        self._lines = Lines(text)
        self._finder = Finder(self._lines, language)
        self._open: Marker | None = None
        self._ignoring: Marker | None = None

    def read(self) -> None:
        """Find all parts and faults."""
        offset = front_matter(self._text, self._language)
        self.masked.append((0, offset))
        self._hidden(0, offset, "in front matter", "put it below the front matter")
        while (line := self._finder.next_line(offset)) is not None:
            offset = self._line(_from(line, offset))
        if self._open is not None:
            self._not_closed(self._open, "")
        if self._ignoring is not None:
            self.masked.append((self._ignoring.start, len(self._text)))
            self._fault(
                self._ignoring,
                f"{Verb.IGNORE_START} has no {Verb.IGNORE_STOP}",
                self._ignoring.form.of(Verb.IGNORE_STOP),
            )

    def _line(self, line: Line) -> int:
        """Read a line; return where to go on."""
        if self._finder.is_code(line):
            return line.after
        literal = self._finder.begins_on(line)
        if literal is not None:
            self.masked.append((literal.start, literal.end))
            if not literal.is_closed:
                where = f"in code or a comment that begins on line {line.number}"
                self._hidden(line.after, literal.end, f"{where} and is never closed", "close it")
            if literal.start == line.start:
                return literal.end
            line = line._replace(text=line.text[: literal.start - line.start], after=literal.end)
        for marker in markers(line, self._language):
            if marker.fault is not None:
                self.faults.append((line.number, marker.fault))
            if marker.verb is Verb.BEGIN:
                return self._block(marker)
            self._marker(marker)
        return line.after

    def _hidden(self, start: int, end: int, where: str, hint: str) -> None:
        """Tell of the first marker between two places, where none works."""
        offset = start
        while (line := self._finder.next_line(offset)) is not None and line.start < end:
            for marker in markers(line, self._language):
                if marker.verb not in {None, Verb.IGNORE}:
                    self._fault(marker, f"{marker.verb} stands {where}", hint)
                    return
            offset = line.after

    def _marker(self, marker: Marker) -> None:
        self.masked.append((marker.start, marker.end))
        match marker.verb:
            case Verb.DATE:
                if self._open is not None:
                    self._not_closed(self._open, f" before the next, on line {marker.line.number}")
                self._open = marker
            case Verb.DATE_END:
                self._date_end(marker)
            case Verb.USE:
                self.parts.append(marker)
            case Verb.END:
                self._orphan(marker, Verb.BEGIN)
            case Verb.IGNORE:
                self._ignore(marker)
            case Verb.IGNORE_START:
                self._ignore_start(marker)
            case Verb.IGNORE_STOP:
                self._ignore_stop(marker)
            case _:
                pass  # what it was meant to do is not known; that is told

    def _block(self, begin: Marker) -> int:
        """Read a block; return where to go on: behind it, or behind a marker that begins none."""
        if self._open is not None:
            self._not_closed(self._open, f" before the block on line {begin.line.number}")
            self._open = None
        end = self._next_of_block(begin.line.after)
        problem = self._unended(begin, end)
        if problem is not None or end is None:
            self.masked.append((begin.line.start, begin.line.after))
            if begin.fault is None:
                self._fault(begin, f"{Verb.BEGIN} {problem}", begin.form.of(Verb.END))
            return begin.line.after
        if end.fault is not None:
            self.faults.append((end.line.number, end.fault))
        if begin.fault is None:
            self.parts.append(Block(begin, end))
        self.masked.append((begin.line.start, end.line.after))
        return end.line.after

    def _next_of_block(self, offset: int) -> Marker | None:
        """Return the next marker that begins or ends a block, code or not."""
        while (line := self._finder.next_line(offset)) is not None:
            for marker in markers(line, self._language):
                if marker.verb in {Verb.BEGIN, Verb.END}:
                    return marker
            offset = line.after
        return None

    def _unended(self, begin: Marker, end: Marker | None) -> str | None:
        if end is None:
            return f"has no {Verb.END}"
        if end.verb is Verb.BEGIN:
            return f"has no {Verb.END} before the next, on line {end.line.number}"
        if self._is_an_example(end, begin.line.after):
            return f"has no {Verb.END}: the one on line {end.line.number} stands in code"
        return None

    def _is_an_example(self, end: Marker, offset: int) -> bool:
        """Tell whether an end stands in code that begins in the block and ends behind it.

        Taking it for the block's would replace what people wrote in between.
        """
        while (line := self._finder.next_line(offset)) is not None and line.start < end.line.start:
            literal = self._finder.begins_on(line)
            offset = line.after if literal is None else literal.end
            if literal is not None and offset > end.line.start:
                return literal.is_closed
        return self._finder.is_code(end.line)

    def _date_end(self, end: Marker) -> None:
        begin, self._open = self._open, None
        if begin is None:
            self._orphan(end, Verb.DATE)
            return
        self.masked.append((begin.start, end.end))
        if end.line.number > begin.line.number + 1:
            where = f"only on line {end.line.number}"
            problem = f"{begin.verb} is closed {where}; a date stands on one line, or on two"
            self._fault(begin, problem, begin.form.of(Verb.DATE_END))
        elif begin.fault is None and end.fault is None:
            self.parts.append(Inline(begin, end))

    def _ignore(self, marker: Marker) -> None:
        """Leave out the line, or the line below where nothing else stands on it."""
        self.parts.append(marker)
        line, end = marker.line, marker.line.after
        if line.text.strip() == self._text[marker.start : marker.end].strip():
            end = self._lines.holding(end).after
        self.masked.append((line.start, end))

    def _ignore_start(self, marker: Marker) -> None:
        if self._ignoring is None:
            self._ignoring = marker
            self.parts.append(marker)
            return
        problem = f"{marker.verb} stands below that of line {self._ignoring.line.number}"
        self._fault(marker, f"{problem}, which goes on", marker.form.of(Verb.IGNORE_STOP))

    def _ignore_stop(self, marker: Marker) -> None:
        if self._ignoring is None:
            self._orphan(marker, Verb.IGNORE_START)
            return
        self.parts.append(marker)
        self.masked.append((self._ignoring.line.start, marker.line.after))
        self._ignoring = None

    def _orphan(self, marker: Marker, wanted: Verb) -> None:
        if marker.fault is None:
            problem = f"{marker.verb} stands here without a {wanted} above it"
            self._fault(marker, problem, f"delete it, or put {marker.form.of(wanted)} above it")

    def _not_closed(self, begin: Marker, where: str) -> None:
        if begin.fault is None:
            problem = f"{begin.verb} {begin.rest}".strip()
            self._fault(begin, f"{problem} is not closed{where}", begin.form.of(Verb.DATE_END))

    def _fault(self, marker: Marker, message: str, hint: str) -> None:
        self.faults.append((marker.line.number, UsageError(message, hint)))


def _from(line: Line, offset: int) -> Line:
    """Return a line of which what stands before an offset is struck out."""
    gone = max(offset - line.start, 0)
    return line._replace(text="x" * gone + line.text[gone:]) if gone else line


def _merged(spans: Iterable[Span]) -> list[Span]:
    merged: list[Span] = []
    for first, last in sorted(spans):
        if merged and first <= merged[-1][1]:
            merged[-1] = merged[-1][0], max(merged[-1][1], last)
        elif last > first:
            merged.append((first, last))
    return merged
