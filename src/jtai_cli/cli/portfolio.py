"""`jtai portfolio`: many inspections at once, read row by row from a CSV file; none is kept."""

import json
import re
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack
from dataclasses import replace
from datetime import date
from itertools import islice
from operator import itemgetter
from pathlib import Path
from tempfile import TemporaryFile
from typing import BinaryIO, TypeVar

from jtai_cli import __version__, portfolio
from jtai_cli.cli import console
from jtai_cli.cli.commands import BOM, DAYS, FRAMEWORKS, KINDS, TABLES, Call, command
from jtai_cli.cli.parsing import argument, named, option, switch
from jtai_cli.errors import FileError, UsageError, quoted
from jtai_cli.files import opened, write_all
from jtai_cli.files.portfolio import read_portfolio, rejected_heads, rejected_line
from jtai_cli.formats import FORMATS, Answer, ics
from jtai_cli.formats.json import escaped
from jtai_cli.formats.lines import line
from jtai_cli.kinds import counted
from jtai_cli.notes import annotate
from jtai_cli.plan import Known
from jtai_cli.report import (
    documents,
    look_ahead as reports,
    model as m,
    timeline as timelines,
    words,
)
from jtai_cli.timeline import days_of, resolve

_T = TypeVar("_T")
_ROWS, _LOAD = "Rows", "Load"
_REFUSED = 2
_MOST = 100_000
_PIECE = 1 << 16
MOST_ROWS = 10_000
"""The limit of a table for people: as a page, 10,000 rows take two seconds and 120 MiB."""


@command(
    "Date many inspections at once, from a CSV file with one row per inspection. Each has one "
    "known date, under fieldwork, notified or known.MILESTONE, and may have area, theme, "
    "timetable, closures and stated.MILESTONE. Other columns are kept. If a row is bad, nothing "
    "is written.",
    "jtai portfolio areas.csv --wide",
    takes=(*KINDS, *FRAMEWORKS, *DAYS),
    # Word takes a minute for 10,000 rows, and plain would not say whose dates they are.
    formats=("csv", *(one for one in (*TABLES, "ics") if one not in {"csv", "docx", "plain"})),
)
def app(
    call: Call,
    file: Path = argument("FILE", "One row per inspection, as CSV; - is stdin."),
    *,
    wide: bool = switch(
        "One row per inspection, with the first day of each milestone in a column.", panel=_ROWS
    ),
    keep_going: bool = switch(
        "Leave out bad rows, and write them to a file with their reasons.", panel=_ROWS
    ),
    rejected: Path | None = option(
        "FILE",
        "Where --keep-going writes bad rows; else FILE-rejected.csv beside FILE.",
        panel=_ROWS,
    ),
    load: bool = switch("Count how many of each milestone fall in each week.", panel=_LOAD),
    limit: list[str] | None = option(
        "MILESTONE=N", "Mark weeks with more than N of a milestone. Repeatable.", panel=_LOAD
    ),
    strict: bool = switch(
        "Exit with status 1 when a week is over a limit or a row is left out.", panel=_LOAD
    ),
) -> int:
    if load:
        call = replace(call, formats=TABLES)
    chosen = call.chosen
    refusals = (
        (load and wide, "--load cannot be combined with --wide", "only one of them"),
        (limit and not load, "--limit needs --load", "--load --limit MILESTONE=N"),
        (rejected and not keep_going, "--rejected needs --keep-going", "--keep-going beside it"),
        (wide and chosen == "ics", "--wide cannot be combined with a calendar", "one of them"),
    )
    for _, problem, hint in filter(itemgetter(0), refusals):
        raise UsageError(problem, hint)
    is_stdin = str(file) == "-"
    place = Path("stdin") if is_stdin else file
    rejected = rejected or place.with_name(f"{place.stem}-rejected.csv")
    is_streamed = chosen in STREAMED and not load
    with ExitStack() as stack:
        left_out, content = (stack.enter_context(TemporaryFile()) for _ in range(2))
        stream = console.stdin() if is_stdin else stack.enter_context(opened(file))
        rows = Rows(str(place), stream, call, left_out, keep_going)
        if load:
            _load(rows, content, limit or ())
        else:
            STREAMED.get(chosen, _table)(rows, content, wide)
        files: dict[Path, BinaryIO] = {rejected: left_out} if keep_going and rows.count else {}
        if call.to_file is not None and not rows.are_bad:
            files[call.to_file] = content
        write_all(files, force=call.force, inputs=(file, *call.inputs()))
        rows.end(rejected)
        if call.to_file is None and not rows.are_bad:
            content.seek(0)
            is_binary = is_streamed or FORMATS[chosen].is_binary
            while piece := content.read(_PIECE if is_streamed else -1):
                console.emit(piece, is_binary=is_binary)
    return _REFUSED if rows.are_bad else int(strict and (rows.is_over or rows.count > 0))


class Rows:
    """A portfolio that is being read and dated; bad rows are counted, and copied to their file.

    Unless bad rows are to be left out, a single one means that nothing else is written.
    """

    def __init__(
        self, place: str, stream: BinaryIO, call: Call, left_out: BinaryIO, keep_going: bool
    ) -> None:
        self.place, self.call, self.rules = place, call, call.rules
        self.count, self.are_bad, self._keep_going, self.is_over = 0, False, keep_going, False
        self._seen, self._same, self._repeated = dict[int, int](), list[str](), 0
        # Every row must have a known date of its own.
        defaults = call.like(Known("", date.min))
        self._read = read_portfolio(stream, call.rules, defaults, place=place)
        self.heads, self._left_out = self._read.heads, left_out
        self._left_out.write(BOM + rejected_heads(self.heads, self._read.divider).encode())
        self.milestones = portfolio.portfolio_milestones(call.rules, defaults.timetable)
        for column, meant in self._read.doubtful:
            problem = f"{place}: column '{column}' is kept but not used"
            console.warn(problem, f"rename it {meant} if you meant that")

    def dated(self, date_one: Callable[..., _T]) -> Iterator[tuple[portfolio.AreaRow, _T]]:
        """Date row by row, with `resolve` or the like; give none once nothing can be written."""
        some, rules, calendars = False, self.rules, self.call.calendars
        rows = portfolio.date_rows(self._read.rows, lambda one: date_one(rules, one, calendars))
        for one in rows:
            if isinstance(one, portfolio.RejectedRow):
                self.reject(one)
                continue
            some = True
            cells, line = hash(tuple(one[0].cells)), one[0].line
            if cells in self._seen:
                self._repeated += 1
                if self._repeated <= console.MOST_SHOWN:
                    self._same.append(f"line {line} is the same as line {self._seen[cells]}")
            elif len(self._seen) < _MOST:
                self._seen[cells] = line
            if not self.are_bad:
                yield one
        self.are_bad = self.are_bad or not some

    def reject(self, row: portfolio.RejectedRow) -> None:
        """Leave a row out, or let nothing be written because of it."""
        self.count += 1
        self.are_bad = self.are_bad or not self._keep_going
        if not self._keep_going and self.count <= console.MOST_SHOWN:
            console.report(FileError(f"{self.place}:{row.line}: {row.problem}", row.remedy))
        self._left_out.write(rejected_line(row, self.heads, self._read.divider).encode())

    def end(self, rejected: Path) -> None:
        """Say how many rows are bad, and which are the same."""
        if self._same and not self.are_bad:
            more = f", and {n:,} more" if (n := self._repeated - len(self._same)) else ""
            console.warn(f"{self.place}: {', '.join(self._same)}{more}")
        if self._keep_going and self.count:
            left_out = f"{counted(self.count, 'row')} left out, and written to {rejected}"
            console.warn(f"{self.place}: {left_out}", None, "error" if self.are_bad else "warning")
        elif (more_bad := self.count - console.MOST_SHOWN) > 0:
            console.report(FileError(f"{self.place}: {more_bad:,} more bad rows"))


def _load(rows: Rows, to: BinaryIO, limits: Sequence[str]) -> None:
    milestones = portfolio.load_milestones(rows.milestones)
    most: dict[str, int] = {}
    for text in limits:
        found = re.fullmatch("([^=]*)=([0-9]{1,6})", text)
        if not found:
            raise UsageError(f"'{quoted(text)}' is not MILESTONE=N", "--limit draft-letter=3")
        key = named("milestone", found[1], milestones, "--limit")
        most[key] = int(found[2])
    load = portfolio.Load(milestones, most)
    for _, days in rows.dated(days_of):
        load.add({key: one for key, one in days.items() if one.first})
    rows.is_over = any(over for *_, over in load.weeks())
    if not rows.are_bad:
        report = reports.load(load)
        to.write(rows.call.written(Answer(lambda: report, lambda: report.data)))


def _wide(rows: Rows) -> Iterator[tuple[m.Cell, ...]]:
    """Give the heads, then each row with its first days; they fill columns of the same name."""
    yield tuple(dict.fromkeys((*rows.heads, *rows.milestones)))
    for row, days in rows.dated(days_of):
        cells: dict[str, m.Cell] = dict(zip(rows.heads, row.cells, strict=True))
        cells |= {key: days[key].first if key in days else None for key in rows.milestones}
        yield tuple(cells.values())


def _long(rows: Rows) -> Iterator[tuple[m.Cell, ...]]:
    """Give the heads, then a row for each milestone: the cells of the inspection, then its own."""
    has_heads, rules = False, rows.rules
    for row, timeline in rows.dated(resolve):
        table = timelines.table(annotate(timeline, rules), rules).shown_in("csv")
        if not has_heads:
            added = [column.key for column in table.columns]
            if twice := {head.casefold() for head in rows.heads} & set(added):
                problem = f"the column '{min(twice)}' has the name of one that is added"
                raise UsageError(f"{rows.place}: {problem}", "--wide, or another name")
            yield (*rows.heads, *added)
            has_heads = True
        for one in table.rows():
            yield (*row.cells, *one.cells)


def _csv(rows: Rows, to: BinaryIO, wide: bool) -> None:
    to.write(BOM)
    for cells in (_wide if wide else _long)(rows):  # noqa: FURB122 - `writelines` keeps all in memory
        to.write(line(cells).encode())


def _json(rows: Rows, to: BinaryIO, wide: bool) -> None:
    opening = json.dumps({"schema": "jtai.portfolio/1", "jtai": __version__})
    to.write(f'{opening.removesuffix("}")}, "inspections": ['.encode())
    divider, rules, milestones = "\n", rows.rules, rows.milestones
    for row, timeline in rows.dated(resolve):
        cells = dict(zip(rows.heads, row.cells, strict=True))
        inspection: dict[str, object] = {"line": row.line, "input": cells}
        if wide:
            firsts = {one.key: one.first for one in timeline.milestones}
            inspection["dates"] = {key: firsts.get(key) for key in milestones}
        else:
            data = timelines.data(annotate(timeline, rules), rules)
            inspection |= {key: data[key] for key in data if key not in {"schema", "jtai"}}
        document = json.dumps(inspection, ensure_ascii=False, default=str)
        to.write(f"{divider}{escaped(document)}".encode())
        divider = ",\n"
    to.write(b"\n]}\n")


def _table(rows: Rows, to: BinaryIO, wide: bool) -> None:
    """Write a report, which is kept in memory: a table as in the CSV, or one per inspection."""
    is_limited = rows.call.chosen != "xlsx"  # a workbook has a limit of its own
    if wide or not is_limited:
        most = MOST_ROWS + 2 if is_limited else None
        heads, *cells = list(islice((_wide if wide else _long)(rows), most)) or [()]
        columns, number = [m.Column(str(head), str(head)) for head in heads], len(cells)
        blocks: list[m.Content] = [m.Table.of(columns, cells, "Portfolio")]
    else:
        blocks, number = _each(rows)
    if is_limited and number > MOST_ROWS:
        problem = f"{rows.place}: a table in {rows.call.chosen} has at most {MOST_ROWS:,} rows"
        raise UsageError(problem, "--format csv, which has no limit")
    report = m.Report("Portfolio", m.listed(blocks), sheet="Portfolio")
    if not rows.are_bad:
        to.write(rows.call.written(Answer(lambda: report, dict)))


def _each(rows: Rows) -> tuple[list[m.Content], int]:
    """Return the dates of each inspection with what to know about them, and how many there are."""
    blocks, cautions, number = list[m.Content](), dict[str, None](), 0
    for row, timeline in rows.dated(resolve):
        dated = annotate(timeline, rows.rules)
        blocks.append(m.Heading(words.title(dated, rows.rules)))
        blocks.append(m.Facts.of(zip(rows.heads, row.cells, strict=True)))
        blocks.append(timelines.table(dated, rows.rules))
        for is_numbered in (False, True):  # the table refers to notes on milestones
            notes = (note.text for note in dated.notes if bool(note.milestone) is is_numbered)
            blocks.append(m.Bullets(tuple(notes), is_numbered=is_numbered))
        cautions[words.caution(dated)] = None
        number += len(dated.milestones)
        if number > MOST_ROWS:
            break
    return [*blocks, *cautions], number


def _ics(rows: Rows, to: BinaryIO, wide: bool) -> None:  # noqa: ARG001 - as all writers
    """Write one calendar for all; each inspection needs a name of its own."""
    events: list[m.Event] = []
    lines: dict[str, int] = {}
    rules = rows.rules
    for row, timeline in rows.dated(resolve):
        inspection = timeline.inspection
        name = inspection.name or " ".join(filter(None, (inspection.area, inspection.theme)))
        problem = "the inspection has no name" if not name else None
        if name in lines:
            problem = f"the inspection is called '{name}', like that of line {lines[name]}"
        if problem is not None:
            remedy = "a name of its own, in a column name"
            rows.reject(portfolio.RejectedRow(row.line, row.cells, problem, remedy))
            continue
        lines[name] = row.line
        events += documents.calendar(annotate(timeline, rules), rules).events
    rows.are_bad = rows.are_bad or not events
    to.write(ics.write(m.Report("Portfolio", (), tuple(events))))


STREAMED = {"csv": _csv, "json": _json, "ics": _ics}
"""The writers that take rows as they come, and write every date of each."""
