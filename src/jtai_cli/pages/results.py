"""What a check of pages found, and how it is written: as text, as JSON, for GitHub and Azure."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import groupby
from pathlib import Path
from typing import Any, NamedTuple

from jtai_cli import __version__
from jtai_cli.errors import quoted
from jtai_cli.files import Text
from jtai_cli.kinds import counted
from jtai_cli.report.model import Column, Paragraph, Report, Row, Section, Table, columns

Json = dict[str, Any]
NOTHING = Text("")
_SHOWN = 400
_IN_GITHUB = str.maketrans({"%": "%25", "\r": "%0D", "\n": "%0A"})
_IN_AZURE = _IN_GITHUB | str.maketrans({"%": "%AZP25"})
_FOR_PROGRAMS = frozenset({"plain", "csv"})
_PAGE = Column("path", "Page", media=_FOR_PROGRAMS)
_OF_MARKS = (_PAGE, *columns(line="Line", kind="Kind", text="Text"))
_OF_PROBLEMS = (
    _PAGE,
    *columns(line="Line", code="Kind", severity="Severity", message="What is wrong", hint="Try"),
)


class Found(NamedTuple):
    """A page: its name in messages, and its path, or its content if it is in no file.

    With neither, the name is a pattern that matched nothing.
    """

    name: str
    path: Path | None = None
    content: bytes | None = None


class Code(StrEnum):
    """The kinds of problem."""

    STALE_BLOCK = "stale-block"
    STALE_DATE = "stale-date"
    WEEKDAY = "weekday"
    NO_SUCH_DATE = "no-such-date"
    DATE_MISMATCH = "date-mismatch"
    NON_WORKING_DAY = "non-working-day"
    BAD_MARKER = "bad-marker"
    NO_MARKER = "no-marker"
    UNREADABLE = "unreadable"


BROKEN = frozenset({Code.BAD_MARKER, Code.UNREADABLE})  # the page cannot be understood
OUTDATED = frozenset({Code.STALE_BLOCK, Code.STALE_DATE})  # what an update puts right


class Problem(NamedTuple):
    """A problem on a line (in Word, a paragraph); `problems` adds the page's path."""

    line: int
    code: Code
    message: str
    hint: str | None = None
    path: str = ""

    @property
    def severity(self) -> str:
        """Return "error" if it makes a check fail, else "warning"."""
        return "warning" if self.code in {Code.DATE_MISMATCH, Code.NON_WORKING_DAY} else "error"


class Mark(NamedTuple):
    """A "block", a "date" between markers, a date in a "sentence", or text left "unread" there."""

    line: int
    kind: str
    text: str


@dataclass(frozen=True)
class Checked:
    """A page as it was read, and as it should be; a Word document is never changed."""

    page: Found
    before: Text = NOTHING
    after: str = ""
    marks: tuple[Mark, ...] = ()
    problems: tuple[Problem, ...] = ()
    names_inspection: bool = False  # the page says which one its sentences are about

    @property
    def is_outdated(self) -> bool:
        """Whether an update changes it."""
        return self.before.text != self.after

    @property
    def is_broken(self) -> bool:
        """Whether it cannot be read, or has a bad marker: then no page is written."""
        return any(one.code in BROKEN for one in self.problems)

    def count(self, *kinds: str) -> int:
        """Count the marks of some kinds: "block", "date", "sentence", "unread"."""
        return sum(mark.kind in kinds for mark in self.marks)


def text_line(one: Problem) -> str:
    """Write a problem as `path:line: code: message`; a warning says that it is one."""
    warning = "warning: " if one.severity == "warning" else ""
    hint = f"  Try: {one.hint}\n" if one.hint else ""
    return f"{one.path}:{one.line}: {one.code}: {warning}{one.message}\n{hint}"


def github_line(one: Problem) -> str:
    """Write a problem as a workflow command of GitHub Actions."""
    path = one.path.translate(_IN_GITHUB).replace(":", "%3A").replace(",", "%2C")
    message = f"{one.message}\nTry: {one.hint}" if one.hint else one.message
    place = f"file={path},line={one.line},title={one.code}"
    return f"::{one.severity} {place}::{message.translate(_IN_GITHUB)}\n"


def azure_line(one: Problem) -> str:
    """Write a problem as a logging command of Azure Pipelines."""
    path = one.path.translate(_IN_AZURE).replace(";", "%3B").replace("]", "%5D")
    message = f"{one.message} Try: {one.hint}" if one.hint else one.message
    place = f"type={one.severity};sourcepath={path};linenumber={one.line};code={one.code}"
    return f"##vso[task.logissue {place}]{message.translate(_IN_AZURE)}\n"


def problems(pages: Iterable[Checked]) -> Iterator[Problem]:
    """Give every problem of every page, with its path; people's long texts are shortened."""
    for page in pages:
        path = quoted(page.page.name, _SHOWN)
        for one in page.problems:
            yield one._replace(path=path, message=quoted(one.message, _SHOWN))


def _counts(pages: Sequence[Checked]) -> dict[str, int]:
    kinds = {"blocks": ("block",), "dates": ("date", "sentence"), "unread": ("unread",)}
    counts = {key: sum(page.count(*some) for page in pages) for key, some in kinds.items()}
    return {"files": len(pages)} | counts


def summary(
    pages: Sequence[Checked], found: Sequence[Problem], *, updated: int | None = None
) -> str:
    """Sum up: "4 files, 3 blocks, 12 dates: nothing wrong; 3 not read"."""
    outdated = sum(one.code in OUTDATED for one in found)
    warnings = sum(one.severity == "warning" for one in found)
    errors = len(found) - warnings - outdated
    parts = [f"{outdated} out of date"] if outdated else []
    if updated is not None:
        parts = [f"{counted(updated, 'file')} updated" if updated else "nothing to update"]
    parts += [counted(errors, "other error" if outdated else "error")] if errors else []
    parts += [counted(warnings, "warning")] if warnings else []
    looked_at, unread = _looked_at(pages)
    unread += " (see jtai docs list FILE)" if unread else ""
    return f"{looked_at}: {', '.join(parts) or 'nothing wrong'}{unread}"


def _looked_at(pages: Sequence[Checked]) -> tuple[str, str]:
    """Say what was looked at, and what was not read."""
    *read, (_, unread) = _counts(pages).items()
    text = ", ".join(counted(number, noun.removesuffix("s")) for noun, number in read)
    return text, f"; {unread} not read" if unread else ""


def report(pages: Sequence[Checked], found: Sequence[Problem]) -> Report:
    """Report what a check found, page by page."""
    listed = [{"path": one.path, **one._asdict(), "severity": one.severity} for one in found]
    data = {"schema": "jtai.docs/2", "jtai": __version__, **_counts(pages), "problems": listed}
    return _by_page("Check of pages", _OF_PROBLEMS, listed, f"{summary(pages, found)}.", data)


def list_report(pages: Sequence[Checked]) -> Report:
    """List every marker and every date, page by page."""
    listed = [{"path": page.page.name, **mark._asdict()} for page in pages for mark in page.marks]
    data = {"schema": "jtai.markers/1", "jtai": __version__, "files": len(pages), "markers": listed}
    return _by_page("Markers and dates", _OF_MARKS, listed, f"{''.join(_looked_at(pages))}.", data)


def _by_page(
    title: str, heads: tuple[Column, ...], listed: list[Json], text: str, data: Json
) -> Report:
    """Report a list by page; each entry has the path of its page and the keys of the columns."""
    rows = (Row(tuple(one[head.key] for head in heads)) for one in listed)
    pages = groupby(rows, key=lambda row: str(row.cells[0]))
    sections = tuple(Section(tuple(some), name) for name, some in pages)
    if not sections:  # people need no heads over an empty table
        heads = tuple(one._replace(media=_FOR_PROGRAMS) for one in heads)
    blocks = Table(heads, sections, caption=title, group="Page"), Paragraph.of(text)
    return Report(title, blocks, data=data)
