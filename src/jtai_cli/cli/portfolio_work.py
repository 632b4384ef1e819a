"""The work on a portfolio: rows read and dated one after the other, bad ones collected."""

import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import ExitStack
from datetime import date
from pathlib import Path
from typing import BinaryIO, TypeVar

from jtai_cli import dating, save
from jtai_cli import portfolio as domain
from jtai_cli.bankholidays import Division
from jtai_cli.cli import asked, console, progress
from jtai_cli.cli.formats import BOM
from jtai_cli.cli.question import Question
from jtai_cli.dated import Days, Timeline
from jtai_cli.errors import FileError, printable
from jtai_cli.frameworks import Frameworks
from jtai_cli.load.files import opened
from jtai_cli.load.portfolio import Portfolio, portfolio
from jtai_cli.milestones import Milestone
from jtai_cli.plan import Inspection, Known
from jtai_cli.portfolio import Rejected, Row, each_dated
from jtai_cli.records import dataclass
from jtai_cli.render import to_portfolio_csv

_T = TypeVar("_T")

NOTHING = 2
"""The status where nothing is written."""
_MOST = 20
"""How many bad rows are told one by one."""
_PIECE = 1 << 16


@dataclass(frozen=True, slots=True)
class Work:
    """A portfolio that is being read, the rules it is dated by, and where the product goes."""

    read: Portfolio
    rules: Frameworks
    counting: asked.Counting
    timetable: str | None
    output: Path | None
    force: bool

    def milestones(self) -> Mapping[str, Milestone]:
        """Give the milestones that its inspections can have, in their order."""
        is_told = self.read.header.place("timetable") is not None
        timetable = None if is_told else self.timetable
        return domain.milestones(self.rules, timetable, phases=tuple(self.rules.phases))

    def days(self, inspection: Inspection) -> Mapping[str, Days]:
        """Give the days of an inspection, and no more."""
        return dating.days(self.rules, inspection, self.counting)

    def whole(self, inspection: Inspection) -> tuple[Timeline, Division]:
        """Date an inspection; tell also whose bank holidays were counted."""
        return dating.dated(self.rules, inspection, self.counting)

    def timeline(self, inspection: Inspection) -> Timeline:
        """Date an inspection."""
        return self.whole(inspection)[0]

    def dated(
        self, dated: Callable[[Inspection], _T], rejects: "Rejects"
    ) -> Iterator[tuple[Row, _T]]:
        """Date row after row, with progress where someone watches."""
        return each_dated(progress.told(self.read.rows(), sys.stderr), dated, rejects)

    def put(self, product: BinaryIO, rejects: "Rejects") -> None:
        """Put the product in its place, and the rows that were left out in theirs: both, or none.

        Raises:
            FileError: one cannot be written.
        """
        files = dict(rejects.written())
        if self.output is None or console.is_stdout(self.output):
            save.several(files, force=self.force)
            product.seek(0)
            while piece := product.read(_PIECE):
                console.emit_bytes(piece)
        else:
            save.several({**files, self.output: product}, force=self.force)
        rejects.warn()


class Rejects:
    """Rows that are left out: counted, the first ones kept to be told, all written `to` a file.

    Unless the others are to be written, one of them is enough for nothing to be.
    """

    def __init__(self, work: Work, held: ExitStack, *, to: Path | None, keep_going: bool) -> None:
        self.count, self.are_fatal = 0, False
        self._place, self._file, self._force = work.read.place, to, work.force
        self._keep_going = keep_going
        self._first: list[Rejected] = []
        self._spool = held.enter_context(save.spool())
        head, self._line = to_portfolio_csv.rejected(work.read.header)
        self._spool.write((BOM + head).encode())

    def __call__(self, one: Rejected) -> None:
        """Take a row that is left out."""
        self.count += 1
        self.are_fatal = self.are_fatal or not self._keep_going
        if len(self._first) < _MOST:
            self._first.append(one)
        if self._file is not None:
            self._spool.write(self._line(one).encode())

    def good(self, dated: Iterable[_T]) -> Iterator[_T]:
        """Pass on what is dated, and nothing more after the row for which nothing is written."""
        some = False
        for one in dated:
            some = True
            if not self.are_fatal:
                yield one
        self.are_fatal = self.are_fatal or not some

    def written(self) -> Mapping[Path, BinaryIO]:
        """Give the file for the rows that were left out, and what it is to hold."""
        return {self._file: self._spool} if self.count and self._file is not None else {}

    def warn(self) -> None:
        """Tell how many rows were left out, and where they are."""
        if self.count:
            left = f"{self.count:,} {'row is' if self.count == 1 else 'rows are'} left out"
            to = f", and written to {self._file}" if self._file is not None else ""
            console.warn(f"{self._place}: {left}{to}")

    def report(self) -> None:
        """Tell what is wrong with the first rows, and how many more are bad.

        Raises:
            FileError: not one is good, and their own file cannot be written.
        """
        save.several(self.written(), force=self._force)
        for one in self._first:
            console.report(FileError(f"{self._place}:{one.line}: {one.problem}", one.remedy))
        if more := self.count - len(self._first):
            told = "more row is bad" if more == 1 else "more rows are bad"
            console.report(FileError(f"{self._place}: and {more:,} {told}"))


def begun(
    file: Path, question: Question, held: ExitStack, *, output: Path | None, force: bool
) -> Work:
    """Open a portfolio, or stdin, and read its header.

    Raises:
        JtaiError: the file or its header cannot be read, or an option is wrong.
    """
    rules = question.rules()
    theme, timetable = question.theme, question.timetable
    if theme is not None:
        asked.named("theme", theme, rules.themes, "--theme")
    if timetable is not None:
        asked.named("timetable", timetable, rules.timetables, "--timetable")
    closures = tuple(question.dates.period(text) for text in question.closure or ())
    # A row has a known date of its own, or it is no inspection.
    defaults = Inspection(Known("", date.min), theme=theme, timetable=timetable, closures=closures)
    read = portfolio(_opened(file, held), rules, defaults, place=_place(file))
    for column, meant in read.doubtful:
        console.warn(
            f"{read.place}: the column '{printable(column)}' is kept, and not read",
            f"{meant}, if that is meant",
        )
    return Work(read, rules, question.counting, timetable, output, force)


def _opened(file: Path, held: ExitStack) -> BinaryIO:
    if not console.is_stdout(file):
        return held.enter_context(opened(file))
    if sys.stdin is None:
        raise FileError("there is no stdin to read", "a file")
    return sys.stdin.buffer


def _place(file: Path) -> str:
    return "stdin" if console.is_stdout(file) else str(file)
