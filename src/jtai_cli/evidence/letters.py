"""What published letters say of their inspections, as a file holds it."""

from datetime import date

from jtai_cli.records import dataclass


@dataclass(frozen=True, slots=True)
class Letter:
    """What one letter says, day by day; None for a day that is not there, or was not read.

    `line` is where it stands in its file. Every letter tells at least one day of fieldwork, or
    when it was published.
    """

    line: int
    area: str
    theme: str = ""
    notification: date | None = None
    fieldwork_first: date | None = None
    fieldwork_last: date | None = None
    published: date | None = None
    due: date | None = None
    source_url: str = ""
    notes: str = ""

    def days(self) -> tuple[date, ...]:
        """Give every day that is told."""
        told = (self.fieldwork_first, self.fieldwork_last, self.published, self.due)
        return tuple(day for day in told if day is not None)


@dataclass(frozen=True, slots=True)
class Sample:
    """Letters, and the keys of the milestones that two of their days are: published, and due."""

    letters: tuple[Letter, ...]
    publication: str
    statement: str
