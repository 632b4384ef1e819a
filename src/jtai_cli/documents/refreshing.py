"""A page as it should be: its blocks and inline dates written anew, and all that is wrong told."""

import shlex
from collections.abc import Iterator

from jtai_cli.dated import Timeline
from jtai_cli.dates import say_span
from jtai_cli.documents import differences, inline, prose, tables
from jtai_cli.documents.asking import Asking
from jtai_cli.documents.edits import Edit, edited
from jtai_cli.documents.found import Code, Mark, MarkKind, Page, Problem, Refreshed, too_many
from jtai_cli.documents.language import Language, language_of
from jtai_cli.documents.lines import Lines, split
from jtai_cli.documents.markers import Marker, Verb
from jtai_cli.documents.outline import outline
from jtai_cli.documents.parts import Block, Inline, Outline
from jtai_cli.documents.reference import Reference
from jtai_cli.errors import FileError, JtaiError
from jtai_cli.records import replace

_BOM = "\ufeff"
_MOST_MARKERS = 20_000
_MOST_LINES = 150_000


def refresh(page: Page, reference: Reference) -> Refreshed:
    """Write what the markers of a page ask for, and tell all that is wrong with it.

    What is not between markers is kept as it is, to the byte; but a table of Markdown that was
    aligned stays aligned. Where a marker is bad, the text is that of the page as it was.

    Raises:
        FileError: the bank holidays are in a file that cannot be read, or is faulty.
    """
    body = page.text.removeprefix(_BOM)
    if body.count("jtai:") > _MOST_MARKERS:
        return Refreshed(page, page.text, (), (too_many("markers", _MOST_MARKERS),), None)
    if Lines(body).count() > _MOST_LINES:
        return Refreshed(page, page.text, (), (too_many("lines", _MOST_LINES),), None)
    language = language_of(page.path) or page.language
    held = outline(body, language)
    work = _Refreshing(page.path, body, language, reference)
    work.read(held)
    problems = sorted((*work.problems, *work.prose(held)), key=lambda problem: problem.line)
    marks = tuple(sorted(work.marks, key=lambda mark: mark.line))
    refreshed = Refreshed(page, page.text, marks, tuple(problems), work.unheld)
    if refreshed.is_broken:
        return refreshed
    bom = _BOM if body != page.text else ""
    return replace(refreshed, text=bom + edited(body, work.edits()))


class _Refreshing:
    """One page on the way to what it should be."""

    def __init__(
        self, path: str, text: str, language: Language | None, reference: Reference
    ) -> None:
        self.marks: list[Mark] = []
        self.problems: list[Problem] = []
        self.unheld: JtaiError | None = None
        self._text, self._language = text, language
        self._asking = Asking(reference, text, self._language)
        self._reference = reference
        self._blocks: list[Edit] = []
        self._dates: list[Edit] = []
        self._update = f"jtai docs update {shlex.quote(path)}"

    def read(self, held: Outline) -> None:
        """Read all parts of the page, from top to bottom; a bad one hides no other."""
        for line, fault in held.faults:
            self._bad(line, fault)
        for part in held.parts:
            try:
                match part:
                    case Block():
                        self._block(part)
                    case Inline():
                        self._date(part)
                    case Marker():
                        self._marker(part)
            except FileError:
                raise  # it is no fault of the page's
            except JtaiError as fault:
                marker = part if isinstance(part, Marker) else part.begin
                self._bad(marker.line.number, fault)

    def edits(self) -> list[Edit]:
        """Return what is to be changed, in order."""
        dates = self._dates
        if self._language in {Language.MARKDOWN, None}:
            dates = tables.aligned(self._text, dates)
        return sorted((*self._blocks, *dates), key=lambda edit: edit.start)

    def prose(self, held: Outline) -> Iterator[Problem]:
        """Read the dates outside of markers, and tell what is wrong with them."""
        read = prose.read(self._text, held.masked, self._language)
        if not read.dates:
            return iter(())
        if len(read.dates) > prose.MOST_DATES:
            return iter((too_many("dates", prose.MOST_DATES),))
        self.marks += read.marks()
        return read.problems(self._timelines(), self._reference.prose)

    def _timelines(self) -> tuple[Timeline, ...]:
        """Return what sentences are held against; without any, tell why."""
        try:
            return self._asking.timelines()
        except FileError:
            raise  # it is no fault of the plan's
        except JtaiError as error:
            self.unheld = error
            return ()

    def _marker(self, marker: Marker) -> None:
        assert marker.verb is not None, "what it is meant to do is known"
        _, _, name = marker.verb.partition(":")
        self.marks.append(Mark(marker.line.number, MarkKind.MARKER, name, marker.rest))
        if marker.verb is Verb.USE:
            self._asking.use(marker)

    def _block(self, block: Block) -> None:
        self._mark(block.begin, MarkKind.BLOCK)
        name, lines = self._asking.block(block.begin)
        if lines is None:
            return
        start, end = block.content
        indent = block.begin.line.indentation
        new = [line and indent + line for line in split(lines)]
        old = split(self._text[start:end])
        if old == new:
            return
        begin = block.begin.line
        ending = self._text[begin.end : begin.after]
        self._blocks.append(Edit(start, end, "".join(line + ending for line in new)))
        message = f"{name} {differences.told(old, new)}"
        self._stale(begin.number, Code.STALE_BLOCK, message)

    def _date(self, marker: Inline) -> None:
        mark = self._mark(marker.begin, MarkKind.DATE)
        name, dated, edge = self._asking.date(marker.begin)
        if dated is None:
            return
        first, last = inline.days(dated, edge)
        self.marks[-1] = replace(mark, says=say_span(first, last))
        start, end = marker.content
        fresh = inline.fresh(self._text[start:end], first, last)
        if fresh.said is None:
            return
        self._dates.append(Edit(start, end, fresh.text))
        message = f"says {fresh.said}, and {name} is {say_span(first, last)}"
        self._stale(marker.begin.line.number, Code.STALE_DATE, message)

    def _mark(self, marker: Marker, kind: MarkKind) -> Mark:
        name, _, rest = marker.rest.partition(" ")
        self.marks.append(Mark(marker.line.number, kind, name, rest.strip()))
        return self.marks[-1]

    def _stale(self, line: int, code: Code, message: str) -> None:
        self.problems.append(Problem(line, code, message, self._update))

    def _bad(self, line: int, fault: JtaiError) -> None:
        self.problems.append(Problem(line, Code.BAD_MARKER, fault.message, fault.hint))
