"""A day as it is numbered, whether or not it exists."""

from datetime import date

from jtai_cli.dates import MONTHS, WEEKDAYS, days_in, weekday_name
from jtai_cli.documents.shapes import Kind, Parts
from jtai_cli.records import dataclass


@dataclass(frozen=True, slots=True)
class Numbered:
    """A day's numbers, and the part of a date that they are read from."""

    year: int
    month: int
    number: int
    parts: Parts
    kind: Kind

    @classmethod
    def of(cls, parts: Parts, kind: Kind) -> "Numbered":
        """Read the numbers of a day that is written with its month and year."""
        return cls(int(parts.year), parts.month_number, int(parts.day), parts, kind)

    def of_first(self, parts: Parts) -> "Numbered":
        """Read the numbers of the first day of a run of which this is the last.

        Its month and year are the last day's where they are not written; of December and
        January with one year, December's is the year before.
        """
        month = parts.month_number if parts.month else self.month
        year = int(parts.year) if parts.year else self.year - (month > self.month)
        return Numbered(year, month, int(parts.day), parts, self.kind)

    @property
    def exists(self) -> bool:
        """Whether there is such a day."""
        return self._has_month and 1 <= self.number <= self._days

    @property
    def day(self) -> date:
        """The day, which exists."""
        return date(self.year, self.month, self.number)

    @property
    def missing(self) -> str:
        """Say why there is no such day: "31 February 2025 does not exist: …"."""
        return f"{self._shown} does not exist: {self._reason}"

    @property
    def otherwise(self) -> str | None:
        """Say that it is another weekday than the one written; None where it is that one."""
        wanted = self.parts.weekday_number
        if wanted in {None, self.day.weekday()}:
            return None
        return f"{self._shown} is a {weekday_name(self.day)}, not a {WEEKDAYS[wanted]}"

    @property
    def _has_month(self) -> bool:
        return self.year > 0 and 1 <= self.month <= len(MONTHS)

    @property
    def _days(self) -> int:
        return days_in(self.year, self.month)

    @property
    def _shown(self) -> str:
        parts = self.parts
        if self.kind is Kind.WORDS:
            month, year = parts.month or MONTHS[self.month - 1], f"{self.year:04d}"
            return f"{parts.day}{parts.ordinal} {month} {year}"
        if self.kind is Kind.ISO:
            return f"{parts.year}-{parts.month}-{parts.day}"
        return f"{parts.day}/{parts.month}/{parts.year}"

    @property
    def _reason(self) -> str:
        if self._has_month:
            return f"{MONTHS[self.month - 1]} {self.year} has {self._days} days"
        if self.year == 0:
            return "there is no year 0"
        order = " (slashes are read day/month/year)" if self.kind is Kind.SLASHES else ""
        return f"there is no month {self.month}{order}"
