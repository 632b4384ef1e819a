"""`jtai portfolio` without --load: every date of every inspection, in one file."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack
from typing import BinaryIO, TypeVar

from jtai_cli import save
from jtai_cli.cli import console
from jtai_cli.cli.formats import BOM, stamp
from jtai_cli.cli.portfolio_work import Rejects, Work
from jtai_cli.dated import Days, Timeline
from jtai_cli.errors import UsageError, printable
from jtai_cli.plan import Inspection
from jtai_cli.portfolio import Rejected, Row
from jtai_cli.render import cells, to_portfolio_csv

_T = TypeVar("_T")


def write(work: Work, rejects: Rejects, format_name: str, held: ExitStack, *, wide: bool) -> None:
    """Write every date, or tell of the rows because of which nothing is written.

    Raises:
        JtaiError: the file cannot be read to its end, or the product cannot be written.
    """
    product = held.enter_context(save.spool())
    made = _Made(work, rejects, product, wide=wide)
    match format_name:
        case "csv":
            made.csv()
        case "json":
            made.json()
        case "xlsx":
            made.xlsx()
        case _:
            made.ics()
    if rejects.are_fatal:
        rejects.report()
    else:
        work.put(product, rejects)
        made.warn()


class _Made:
    """Makes a product, piece by piece, out of rows that are read while it is made."""

    def __init__(self, work: Work, rejects: Rejects, product: BinaryIO, *, wide: bool) -> None:
        self._work, self._rejects, self._product, self._wide = work, rejects, product, wide
        self._header = work.read.header
        self._replaced: dict[str, str] = {}

    def warn(self) -> None:
        """Tell of columns named like a milestone that held something else than is there now."""
        for name, key in self._replaced.items():
            console.warn(
                f"{self._work.read.place}: what stood in the column '{printable(name)}' is "
                "replaced by computed dates",
                f"stated.{key}, if letters gave them",
            )

    def csv(self) -> None:
        """Write comma-separated values; a file of them, which Excel may open, has a mark for it."""
        if not console.is_stdout(self._work.output):
            self._product.write(BOM.encode())
        if self._wide:
            pieces = to_portfolio_csv.wide(self._header, self._keys(), self._filled())
        else:
            _refuse_twice(self._work)
            pieces = to_portfolio_csv.long(self._header, self._timelines())
        self._fill(piece.encode() for piece in pieces)

    def json(self) -> None:
        """Write JSON."""
        from jtai_cli.render import to_portfolio_json

        if self._wide:
            pieces = to_portfolio_json.wide(self._header, self._keys(), self._days())
        else:
            pieces = to_portfolio_json.long(self._header, self._dated(self._work.whole))
        self._fill(piece.encode() for piece in pieces)

    def xlsx(self) -> None:
        """Write a workbook."""
        from jtai_cli.render import to_portfolio_xlsx

        time = stamp(self._work.rules)
        if self._wide:
            to_portfolio_xlsx.wide(
                self._product, self._header, self._keys(), self._filled(), stamp=time
            )
        else:
            _refuse_twice(self._work)
            to_portfolio_xlsx.long(self._product, self._header, self._timelines(), stamp=time)

    def ics(self) -> None:
        """Write one calendar of all."""
        from jtai_cli.render import to_ics

        rules = self._work.rules
        named = _named(self._work.dated(self._work.timeline, self._rejects), self._rejects)
        self._fill(
            to_ics.portfolio(
                self._rejects.good(named), rules, title="JTAI portfolio", stamp=stamp(rules)
            )
        )

    def _keys(self) -> Sequence[str]:
        return tuple(self._work.milestones())

    def _days(self) -> Iterator[tuple[Row, Mapping[str, Days]]]:
        return self._dated(self._work.days)

    def _filled(self) -> Iterator[tuple[Row, Mapping[str, Days]]]:
        """Give the days, and note the columns whose own cells they replace."""
        names = self._header.names
        places = [
            (names[at], at, key)
            for key in self._keys()
            if (at := self._header.place(key)) is not None
        ]
        for row, days in self._days():
            for name, place, key in places:
                first = days[key].first if key in days else None
                if name != row.known and row.cells[place].strip() not in {"", str(first)}:
                    self._replaced[name] = key
            yield row, days

    def _timelines(self) -> Iterator[tuple[Row, Timeline]]:
        return self._dated(self._work.timeline)

    def _dated(self, dated: Callable[[Inspection], _T]) -> Iterator[tuple[Row, _T]]:
        return self._rejects.good(self._work.dated(dated, self._rejects))

    def _fill(self, pieces: Iterable[bytes]) -> None:
        self._product.writelines(pieces)


def _refuse_twice(work: Work) -> None:
    """Refuse columns that would stand there twice, once from the file and once added."""
    header = work.read.header
    for name in header.names:
        if name.casefold() in cells.COLUMNS:
            raise UsageError(
                f"{work.read.place}: the column '{printable(name)}' is named like one that is "
                "added to it",
                "--wide, or another name",
            )


def _named(
    dated: Iterable[tuple[Row, Timeline]], rejects: Rejects
) -> Iterator[tuple[str, Timeline]]:
    """Name each inspection by its own cell, or by area and theme: events are known by that name."""
    lines: dict[str, int] = {}
    for row, timeline in dated:
        inspection = row.inspection
        name = inspection.name or " ".join(filter(None, (inspection.area, inspection.theme)))
        problem = None
        if not name:
            problem = "nothing tells what the inspection is called"
        elif name in lines:
            problem = f"the inspection is called '{name}', as that of line {lines[name]} is"
        if problem is None:
            lines[name] = row.line
            yield name, timeline
        else:
            rejects(Rejected(row.line, row.cells, problem, "a name of its own, in a column name"))
