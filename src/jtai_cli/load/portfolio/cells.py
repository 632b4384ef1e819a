"""What the cells of one row tell: an inspection, or what is wrong with the first bad one."""

from collections.abc import Collection, Mapping, Sequence
from datetime import date
from unicodedata import category

from jtai_cli.dates import read
from jtai_cli.errors import DateError, UnknownNameError
from jtai_cli.frameworks import Frameworks
from jtai_cli.load.portfolio import columns
from jtai_cli.load.portfolio.records import Record
from jtai_cli.plan import Inspection, Known
from jtai_cli.portfolio import REASON, Header, Rejected, Row, is_reason
from jtai_cli.records import dataclass
from jtai_cli.workingdays import Period

_ISO = "a date such as 2025-03-03"
_SPACES = "\t\r\n\u2028\u2029"
_UNSHOWABLE = {"Cc", "Cn", "Cs", "Zl", "Zp"}
_DIVIDERS = {",": "comma", ";": "semicolon", "\t": "tab"}


class _BadCellError(Exception):
    """A cell that cannot be read: its column, the problem and a remedy."""

    def __init__(self, column: str, problem: str, remedy: str | None) -> None:
        super().__init__(problem)
        self.problem = f"{column}: {problem}" if column else problem
        self.remedy = remedy


@dataclass(frozen=True, slots=True)
class Reader:
    """Reads the rows under one header.

    `known` and `stated` give the places of columns, their names as written and the milestones;
    `texts` the places of the others that have a meaning. What a row does not tell is taken from
    `defaults`.
    """

    header: Header
    rules: Frameworks
    defaults: Inspection
    known: Sequence[tuple[int, str, str]]
    stated: Sequence[tuple[int, str, str]]
    texts: Mapping[str, int]

    @classmethod
    def of(cls, header: Header, rules: Frameworks, defaults: Inspection) -> "Reader":
        """Make the reader of what stands under a header that is right."""
        known, stated, texts = [], [], {}
        for place, written in enumerate(header.names):
            name = written.casefold()
            if key := columns.known_by(rules, name):
                known.append((place, written, key))
            elif name.startswith(columns.STATED):
                stated.append((place, written, name.removeprefix(columns.STATED)))
            elif name in columns.TEXTS:
                texts[name] = place
        return cls(header, rules, defaults, known, stated, texts)

    def row(self, record: Record) -> Row | Rejected:
        """Read a row, or tell what is wrong with it."""
        line, cells = record
        try:
            self._refuse_ragged(cells)
            self._refuse_unmended(cells)
            if not all(map(str.isprintable, cells)):
                self._refuse_unshowable(cells)
            column, known = self._known(cells)
            return Row(line, cells, column, self._inspection(known, cells))
        except _BadCellError as bad:
            return Rejected(line, cells, bad.problem, bad.remedy)

    def _refuse_ragged(self, cells: Sequence[str]) -> None:
        if len(cells) != len(self.header.names):
            raise _BadCellError(
                "",
                f"cells in the row: {len(cells)}; columns in the header: {len(self.header.names)}",
                "as many as in the header; a text that holds a "
                f"{_DIVIDERS[self.header.divider]} in quotation marks",
            )

    def _refuse_unmended(self, cells: Sequence[str]) -> None:
        """Refuse what was rejected once: what was too much or too little is not seen any more."""
        place = self.header.place(REASON)
        if place is not None and is_reason(cells[place]):
            remedy = "the row mended, and this cell empty"
            raise _BadCellError(self.header.names[place], "the row still has its reason", remedy)

    def _refuse_unshowable(self, cells: Sequence[str]) -> None:
        """Refuse what no file can show; where a text is told on one line, line breaks too."""
        for name, cell in zip(self.header.names, cells, strict=True):
            one_line = name.casefold() in columns.ON_ONE_LINE
            for character in cell.strip():
                is_space = character in _SPACES and not one_line
                if category(character) in _UNSHOWABLE and not is_space:
                    problem = f"the cell holds the character U+{ord(character):04X}"
                    raise _BadCellError(name, problem, "the text without it")

    def _known(self, cells: Sequence[str]) -> tuple[str, Known]:
        """Return the column that is filled, of those of known dates, and what it tells."""
        filled = [one for one in self.known if cells[one[0]].strip()]
        if len(filled) > 1:
            names = " and ".join(name for _, name, _ in filled)
            raise _BadCellError("", f"{names}: one known date is counted from", "leave one of them")
        if not filled:
            names = " or ".join(name for _, name, _ in self.known)
            raise _BadCellError("", "there is no known date", f"a date under {names}")
        ((place, column, key),) = filled
        first_text, dots, last_text = cells[place].partition("..")
        first = _day(column, first_text)
        if not dots:
            return column, Known(key, first)
        if not last_text.strip():
            raise _BadCellError(
                column, f"{first}.. has no last day", f"{first} or its last day too"
            )
        last = _day(column, last_text)
        if last < first:
            problem = f"{cells[place].strip()} ends before it begins"
            raise _BadCellError(column, problem, f"{last}..{first}")
        return column, Known(key, first, last)

    def _inspection(self, known: Known, cells: Sequence[str]) -> Inspection:
        told, defaults = self._told(cells), self.defaults
        theme = told.get(columns.THEME) or defaults.theme
        timetable = told.get(columns.TIMETABLE) or defaults.timetable
        _refuse_unknown(columns.THEME, theme, self.rules.themes)
        _refuse_unknown(columns.TIMETABLE, timetable, self.rules.timetables)
        stated = {
            key: _day(column, cells[place])
            for place, column, key in self.stated
            if cells[place].strip()
        }
        return Inspection(
            known,
            theme=theme,
            timetable=timetable,
            stated=stated,
            closures=defaults.closures + _closures(told.get(columns.CLOSURES, "")),
            principal_authority=told.get(columns.AUTHORITY) or None,
            name=told.get(columns.NAME) or None,
            area=told.get(columns.AREA) or None,
        )

    def _told(self, cells: Sequence[str]) -> Mapping[str, str]:
        return {name: cells[place].strip() for name, place in self.texts.items()}


def _day(column: str, cell: str) -> date:
    try:
        return read(cell)
    except DateError as error:
        raise _BadCellError(column, error.message, error.hint or _ISO) from None


def _closures(cell: str) -> tuple[Period, ...]:
    """Read closures: "A..B", several divided by semicolons."""
    return tuple(_closure(text) for text in cell.split(";") if text.strip())


def _closure(text: str) -> Period:
    first_text, dots, last_text = text.partition("..")
    first = _day(columns.CLOSURES, first_text)
    last = _day(columns.CLOSURES, last_text) if dots else first
    if last < first:
        problem = f"{text.strip()} ends before it begins"
        raise _BadCellError(columns.CLOSURES, problem, f"{last}..{first}")
    return Period(first, last)


def _refuse_unknown(column: str, name: str | None, known: Collection[str]) -> None:
    if name is not None and name not in known:
        unknown = UnknownNameError.among(column, name, known)
        raise _BadCellError(column, unknown.message, unknown.hint)
