"""The pages of a command of `jtai docs`, read, and as they should be."""

import sys
from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from os.path import realpath
from pathlib import Path, PurePath

from jtai_cli import documents, load, save
from jtai_cli.cli.docs_asked import PIPED, Asked, Named
from jtai_cli.documents import Code, Mark, MarkKind, Page, Problem, Reference, Refreshed, Severity
from jtai_cli.errors import FaultyFileError, FileError, UsageError, printable
from jtai_cli.records import dataclass, replace
from jtai_cli.render.findings import Finding, Marker, Tally

BROKEN = frozenset({Code.BAD_MARKER, Code.UNREADABLE})
"""What makes a page one that cannot be read or understood."""
STALE = frozenset({Code.STALE_BLOCK, Code.STALE_DATE})
"""What an update mends."""
_WRITTEN = frozenset({MarkKind.BLOCK, MarkKind.DATE})
"""What an update writes."""


@dataclass(frozen=True, slots=True)
class Checked:
    """A page of this run, and what is wrong with it; unread, there is nothing `refreshed`."""

    named: Named
    refreshed: Refreshed | None
    problems: tuple[Problem, ...]

    @property
    def name(self) -> str:
        """What messages call it, with slashes on every system."""
        return PurePath(self.named.name).as_posix()

    @property
    def is_broken(self) -> bool:
        """Whether it cannot be read or understood, so that nothing may be written."""
        return any(one.code in BROKEN for one in self.problems)

    @property
    def is_false(self) -> bool:
        """Whether a check says no to it."""
        return any(one.severity is Severity.ERROR for one in self.problems)

    @property
    def is_stale(self) -> bool:
        """Whether it should be written anew."""
        return self.refreshed is not None and self.refreshed.text != self.refreshed.page.text

    @property
    def texts(self) -> tuple[str, str]:
        """Return what it says, and what it should say."""
        assert self.refreshed is not None, "only what was read has a text"
        return self.refreshed.page.text, self.refreshed.text

    @property
    def is_piped(self) -> bool:
        """Whether it was piped in."""
        return _is_piped(self.named)

    def with_only(self, codes: Collection[Code]) -> "Checked":
        """Leave out the problems of other codes."""
        return replace(self, problems=tuple(one for one in self.problems if one.code in codes))

    def without(self, codes: Collection[Code]) -> "Checked":
        """Leave out the problems of these codes."""
        return self.with_only(set(Code).difference(codes))


def all_checked(question: Asked) -> tuple[list[Checked], Reference]:
    """Read all pages that are asked about, and work out what they should say.

    Raises:
        JtaiError: what they are held against is faulty, or no page is named.
    """
    named, reference = question.settled()
    return [checked(one, reference) for one in named], reference


def checked(named: Named, reference: Reference) -> Checked:
    """Read a page and work out what it should say; that it cannot be read is a problem of it."""
    try:
        text = _read(named)
    except FileError as error:
        return Checked(named, None, (_unreadable(error, named),))
    return _held(named, text, reference)


def afterwards(page: Checked, reference: Reference) -> Checked:
    """Return a page as it is once it has been updated, with the problems that remain."""
    _, text = page.texts
    after = _held(page.named, text, reference)
    assert not after.is_stale, "a second update changes nothing"
    return after


def write(pages: Iterable[Checked]) -> None:
    """Write all pages, each whole; where one is seen to be no longer writable, none.

    Raises:
        FileError: one has been changed since it was read, or cannot be written; those that were
            written already are named.
    """
    texts = {page.named.path: page.texts for page in pages if page.named.path is not None}

    def refuse_changed() -> None:
        for path, (before, _) in texts.items():
            load.refuse_changed(path, before)

    after = {path: after for path, (_, after) in texts.items()}
    save.several(after, force=True, once_ready=refuse_changed)


def refuse_output(pages: Iterable[Checked], output: Path | None) -> None:
    """Refuse to write what is told over a page.

    Raises:
        UsageError: the output is one of the pages.
    """
    if output is None:
        return
    there = realpath(output)
    if any(one.named.path is not None and realpath(one.named.path) == there for one in pages):
        raise UsageError(
            f"{printable(str(output))} is one of the pages, and --output would replace it",
            "--output with another file",
        )


def findings(pages: Iterable[Checked]) -> tuple[Finding, ...]:
    """Return what is wrong with pages, as formats tell it."""
    return tuple(
        Finding(
            page.name,
            one.line,
            one.code,
            one.message,
            one.hint,
            is_warning=one.severity is Severity.WARNING,
        )
        for page in pages
        for one in page.problems
    )


def markers(pages: Iterable[Checked]) -> tuple[Marker, ...]:
    """Return the markers and dates of pages, as formats tell them."""
    return tuple(
        Marker(page.name, one.line, one.kind, one.name, one.settings, one.says)
        for page in pages
        for one in _marks(page)
    )


def tally(pages: Sequence[Checked]) -> Tally:
    """Count what was read: pages, blocks, dates in markers and in sentences."""
    kinds = Counter(mark.kind for page in pages for mark in _marks(page))
    files = sum(page.refreshed is not None for page in pages)
    return Tally(
        files, kinds[MarkKind.BLOCK], kinds[MarkKind.DATE], sentences=kinds[MarkKind.SENTENCE]
    )


def with_marker(page: Checked) -> Checked:
    """Require a block or a date in markers of a page that can be read."""
    if page.is_broken or any(mark.kind in _WRITTEN for mark in _marks(page)):
        return page
    problem = Problem(1, Code.NO_MARKER, "has no marker, and --require-markers asks for one")
    return replace(page, problems=(problem, *page.problems))


def _is_piped(named: Named) -> bool:
    return named.path is None and named.name == PIPED.name


def _marks(page: Checked) -> tuple[Mark, ...]:
    return () if page.refreshed is None else page.refreshed.marks


def _held(named: Named, text: str, reference: Reference) -> Checked:
    refreshed = documents.refresh(Page(named.name, text, named.language), reference)
    return Checked(named, refreshed, tuple(sorted(refreshed.problems, key=lambda one: one.line)))


def _read(named: Named) -> str:
    if named.path is not None:
        return load.page(named.path)
    if not _is_piped(named):
        raise FileError("no file answers to this pattern", "a pattern that a file answers to")
    if sys.stdin is None:
        raise FileError("there is nothing piped in", "a file")
    return load.page_in(sys.stdin.buffer.read(load.PAGE_LIMIT + 1), place=PIPED.name)


def _unreadable(error: FileError, named: Named) -> Problem:
    """Turn what the reader says into a problem of the page, whose name then stands before it."""
    if isinstance(error, FaultyFileError):
        fault = error.faults[0]
        return Problem(fault.line or 1, Code.UNREADABLE, fault.problem, fault.remedy)
    message = error.message.removeprefix(f"{printable(str(named.path or PIPED.name))}: ")
    return Problem(1, Code.UNREADABLE, message, error.hint)
