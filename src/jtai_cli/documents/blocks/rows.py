"""Dated milestones as rows: what stands in each column that a block may have."""

from collections.abc import Callable, Iterator, Mapping, Sequence

from jtai_cli.dated import DatedMilestone, Note, Timeline
from jtai_cli.dates import weekday_name
from jtai_cli.frameworks import Frameworks
from jtai_cli.records import dataclass
from jtai_cli.render import when, words
from jtai_cli.render.account import Account, Row
from jtai_cli.render.pieces import Bullets, Dates, Entry, Table

DEFAULT = ("date", "what", "who")


@dataclass(frozen=True, slots=True)
class Rows:
    """Some milestones of a timeline in words, with the columns that are asked for.

    `notes` are those about them, in the order in which they are numbered from 1.
    """

    told: Account
    rows: tuple[Row, ...]
    columns: Sequence[str]
    rules: Frameworks
    notes: tuple[Note, ...]

    @classmethod
    def of(
        cls,
        told: Account,
        rules: Frameworks,
        *,
        milestones: Sequence[DatedMilestone],
        columns: Sequence[str],
    ) -> "Rows":
        """Choose milestones from what is told of all."""
        keys = {one.milestone.key for one in milestones}
        rows = tuple(row for row in told.rows() if row.dated.milestone.key in keys)
        has_column = "notes" in columns
        notes = () if has_column else (n for row in rows for n in _notes(row, told.timeline))
        return cls(told, rows, columns, rules, tuple(notes))

    def table(self) -> Dates:
        """Show the rows under a head."""
        head = tuple(COLUMNS[name].head for name in self.columns)
        rows = tuple(tuple(text for _, text in self._cells(row)) for row in self.rows)
        return Dates(Table(head, rows, self.told.title), self._entries())

    def bullets(self) -> Dates:
        """Show the rows as a list, a line each."""
        return Dates(Bullets(tuple(map(self._line, self.rows))), self._entries())

    def numbered(self) -> tuple[str, ...]:
        """Tell the notes: first what is about all dates, then those with a number."""
        timeline = self.told.timeline
        is_provisional = any(row.dated.provisional for row in self.rows)
        general = (note for note in timeline.notes if note.milestone is None)
        return (
            *(note.text for note in general if is_provisional or note.code != "provisional"),
            *(f"Note {number}: {note.text}" for number, note in enumerate(self.notes, start=1)),
        )

    def references(self, row: Row) -> str:
        """Refer to the notes about a row: " (note 1) (note 2)"."""
        key = row.dated.milestone.key
        return "".join(
            f" (note {number})"
            for number, note in enumerate(self.notes, start=1)
            if note.milestone == key
        )

    def _cells(self, row: Row) -> Iterator[tuple[str, str]]:
        for name in self.columns:
            yield name, COLUMNS[name].cell(row, self)

    def _line(self, row: Row) -> str:
        first, *others = ((COLUMNS[name], text) for name, text in self._cells(row) if text)
        told = (
            text if column.is_plain else f"{words.lowered(column.head)} {text}"
            for column, text in others
        )
        return ": ".join(filter(None, [first[1], "; ".join(told)]))

    def _entries(self) -> tuple[Entry, ...]:
        return tuple(
            Entry(
                row.dated.milestone.key,
                row.dated.first,
                row.dated.last,
                tuple(cell for cell in self._cells(row) if not COLUMNS[cell[0]].is_date),
            )
            for row in self.rows
        )


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its head and what stands in its cells.

    `is_plain` says that a cell is understood without the head; `is_date`, that it tells again
    what a page for programs holds as a date or a name.
    """

    head: str
    cell: Callable[[Row, Rows], str]
    is_plain: bool = False
    is_date: bool = False


def _notes(row: Row, timeline: Timeline) -> tuple[Note, ...]:
    return timeline.notes_on(row.dated.milestone.key)


def _all_notes(row: Row, rows: Rows) -> str:
    return " ".join(note.text for note in _notes(row, rows.told.timeline))


def _first(row: Row, _: Rows) -> str:
    return "" if row.dated.first is None else row.dated.first.isoformat()


COLUMNS: Mapping[str, Column] = {
    "date": Column("Date", lambda row, _: when.full(row.dated), is_plain=True, is_date=True),
    "first": Column("First day", _first, is_date=True),
    "last": Column("Last day", lambda row, _: row.dated.last.isoformat(), is_date=True),
    "weekday": Column(
        "Weekday",
        lambda row, _: weekday_name(row.dated.first or row.dated.last),
        is_plain=True,
        is_date=True,
    ),
    "what": Column(
        "What happens", lambda row, rows: f"{row.name}{rows.references(row)}", is_plain=True
    ),
    "who": Column("Who", lambda row, _: row.who, is_plain=True),
    "owner": Column("Owner", lambda row, _: row.owner),
    "rule": Column("Rule", lambda row, _: row.rule),
    "counted": Column("Counted", lambda row, _: words.counted(row.dated)),
    "phase": Column(
        "Phase", lambda row, rows: rows.rules.phases[row.dated.milestone.phase].title, is_plain=True
    ),
    "date-is": Column("Date is", lambda row, _: row.dated.date_is),
    "basis": Column("Basis", lambda row, _: row.dated.milestone.basis),
    "source": Column("Source", lambda row, _: row.dated.milestone.source),
    "key": Column("Key", lambda row, _: row.dated.milestone.key, is_date=True),
    "notes": Column("Notes", _all_notes),
}
"""The columns that a block may have, by the names that settings give them."""
