"""Dates to avoid, out of a table (CSV) or a calendar (iCalendar): every one, and every fault."""

from pathlib import Path

from jtai_cli.errors import Fault, FileError, printable
from jtai_cli.load.avoided import table
from jtai_cli.load.files import MEBIBYTE, text
from jtai_cli.load.order import in_order
from jtai_cli.lookahead import LocalDate
from jtai_cli.records import dataclass
from jtai_cli.workingdays import Period

_LARGEST_CALENDAR = 4 * MEBIBYTE
"""The bytes that a calendar may have: it carries the texts of its events along."""


@dataclass(frozen=True, slots=True)
class Avoided:
    """What a file of dates to avoid holds; where there are faults, not all of its dates."""

    dates: tuple[LocalDate, ...]
    faults: tuple[Fault, ...]


def avoid(path: Path, within: Period) -> Avoided:
    """Read a file of dates to avoid; what comes back is followed as long as the period lasts.

    The ending tells the format: `.csv`, with the columns first, last and title, or `.ics`.

    Raises:
        FileError: it cannot be read, or has another ending.
        FaultyFileError: it is not UTF-8.
    """
    match path.suffix.lower():
        case ".csv":
            dates, faults = table.read(text(path, limit=MEBIBYTE))
        case ".ics":
            # Imported here: a calendar needs icalendar, and a table does not.
            from jtai_cli.load.avoided import calendar

            dates, faults = calendar.read(text(path, limit=_LARGEST_CALENDAR), within)
        case _:
            place = printable(str(path))
            raise FileError(
                f"{place}: is neither .csv nor .ics", "a table or a calendar, with such an ending"
            )
    return Avoided(tuple(dates), in_order(faults))
