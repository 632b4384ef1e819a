"""A portfolio: a CSV file with a row an inspection, read as a stream."""

from collections.abc import Iterator, Sequence
from typing import BinaryIO

from jtai_cli.errors import Fault, FaultyFileError, printable
from jtai_cli.frameworks import Frameworks
from jtai_cli.load.portfolio import columns
from jtai_cli.load.portfolio.cells import Reader
from jtai_cli.load.portfolio.records import LARGEST, Record, UnreadableError, divided_by, records
from jtai_cli.plan import Inspection
from jtai_cli.portfolio import Header, Rejected, Row
from jtai_cli.records import dataclass

__all__ = ["Portfolio", "portfolio"]

_NO_ROWS = Fault(None, "holds no inspection", "a row an inspection, under a row of column names")


@dataclass(frozen=True, slots=True)
class Portfolio:
    """A file whose header is read already, and whose rows can be read once.

    `doubtful` are columns that mean nothing to the program and are named almost like one that
    does.
    """

    place: str
    header: Header
    doubtful: Sequence[tuple[str, str]]
    _reader: Reader
    _records: Iterator[Record]

    def rows(self) -> Iterator[Row | Rejected]:
        """Read row after row; blank ones are skipped, and what tells of no inspection is said.

        Raises:
            FaultyFileError: the file can be read no further, or has no rows.
        """
        nothing = True
        try:
            for record in self._records:
                nothing = False
                yield self._reader.row(record)
        except UnreadableError as unreadable:
            raise FaultyFileError(self.place, (unreadable.fault,)) from None
        if nothing:
            raise FaultyFileError(self.place, (_NO_ROWS,))


def portfolio(file: BinaryIO, rules: Frameworks, defaults: Inspection, *, place: str) -> Portfolio:
    """Begin to read a portfolio, as CSV divided by commas, semicolons or tabs.

    What a row does not tell is taken from `defaults`, but for the known date. `place` is what
    messages call the file.

    Raises:
        FaultyFileError: the header cannot be read, or is not one of a portfolio.
    """
    place = printable(place)
    try:
        divider, lines = divided_by(file, most=LARGEST)
        found = records(lines, divider)
        first = next(found, None)
    except UnreadableError as unreadable:
        raise FaultyFileError(place, (unreadable.fault,)) from None
    if first is None:
        raise FaultyFileError(place, (_NO_ROWS,))
    header = Header(tuple(cell.strip() for cell in first.cells), divider)
    if faults := tuple(columns.faults(header, first.line, rules)):
        raise FaultyFileError(place, faults)
    reader = Reader.of(header, rules, defaults)
    return Portfolio(place, header, tuple(columns.doubtful(header, rules)), reader, found)
