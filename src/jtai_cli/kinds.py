"""The kinds of rule that date a milestone. Each counts days and puts itself into words.

A new kind needs a class here, a place in `Rule` (or `ReadingRule`), and tests. Rules are never
compared or printed: making the methods for that would take a fortieth of the start-up time.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from functools import cached_property
from typing import Annotated, Any, ClassVar, Literal, NamedTuple, get_args

from jtai_cli.dates import add_months
from jtai_cli.errors import OutOfRangeError
from jtai_cli.workingdays import Period, WorkingCalendar

_DAY = timedelta(days=1)

Edge = StrEnum("Edge", "FIRST LAST")
"""The first or the last day of an anchor that lasts several days."""


class Days(NamedTuple):
    """The days of a milestone, both included; `first` is None if it has no beginning."""

    first: date | None
    last: date


class Unit(StrEnum):
    """What is counted. Month ends are numbered from 0, the end of the day's own month."""

    WORKING_DAYS = "working-days"
    CALENDAR_DAYS = "calendar-days"
    MONTHS = "calendar-months"
    MONTH_ENDS = "month-ends"


# Bound once, as Python 3.11 is slow to look up the members of an enum.
_WORKING_DAYS = Unit.WORKING_DAYS
_MOST_DAYS = dict(zip(Unit, (2, 1, 31, 31), strict=True))  # the most calendar days in each


class Offset(NamedTuple):
    """How far a day is from the day it is counted from; a negative number is before it.

    `before` is first: the last working day of a month is counted back from the day after it ends.
    """

    number: int
    unit: Unit = Unit.WORKING_DAYS
    before: "Offset | None" = None

    def day(self, start: date, clock: WorkingCalendar) -> date:
        """Return the day that is this far from `start`."""
        if self.before is not None:
            start = self.before.day(start, clock)
        if self.unit is _WORKING_DAYS:
            return clock.shift(start, self.number)
        if self.unit is Unit.MONTHS:
            return add_months(start, self.number)
        if self.unit is Unit.MONTH_ENDS:
            return add_months(start.replace(day=1), self.number + 1) - _DAY
        try:
            return start + timedelta(days=self.number)
        except OverflowError:
            what = f"{self.number:+d} calendar days from {start.isoformat()}"
            raise OutOfRangeError(f"{what} is outside the years 1 to 9999") from None

    @property
    def reach_days(self) -> int:
        """The most calendar days by which it moves a date."""
        days = (abs(self.number) + (self.unit is Unit.MONTH_ENDS)) * _MOST_DAYS[self.unit]
        return days if self.before is None else days + self.before.reach_days

    def formula(self, start: str, days_off: str) -> str:
        """Return the same count as a workbook formula, given the names of cells."""
        if self.before is not None:
            start = self.before.formula(start, days_off)
        if self.unit is Unit.MONTH_ENDS:
            return f"EOMONTH({start},{self.number})"
        if self.number == 0:
            return start
        if self.unit is Unit.CALENDAR_DAYS:
            return f"{start}{self.number:+d}"
        if self.unit is Unit.MONTHS:
            return f"EDATE({start},{self.number})"
        return f"WORKDAY({start},{self.number},{days_off})"


class Offsets(NamedTuple):
    """The offsets of both ends from a day of the anchor; no `first` if it has no beginning.

    `stated_last` leads from a stated first day to the last; without it, that stays as counted.
    """

    first: Offset | None
    last: Offset
    stated_last: Offset | None = Offset(0)


@dataclass(frozen=True, eq=False, repr=False)
class Kind:
    """What every kind of rule has.

    `offsets` says how far its days are from a day of the anchor; `unit` what it counts day by day,
    if anything; `lasts` that the milestone may last several days. Unless it `is_task`, it only
    marks a stretch of time. Unless it `can_be_stated`, no letter could give a single day for it.
    """

    unit: ClassVar[Unit | None] = Unit.WORKING_DAYS
    is_task: ClassVar[bool] = True
    lasts: ClassVar[bool] = False
    can_be_stated: ClassVar[bool] = True
    offsets: ClassVar[cached_property[Offsets]]

    @cached_property
    def reach_days(self) -> int:
        """The most calendar days by which it moves a date, give or take a week and closures."""
        first, last, _ = self.offsets
        return max(one.reach_days for one in (first or last, last))

    def days(self, start: date, clock: WorkingCalendar) -> tuple[date | None, date]:
        """Return the first and the last day that follow from a day of the anchor."""
        first, last, _ = self.offsets
        end = last.day(start, clock)
        if first is last:
            return end, end
        return first and first.day(start, clock), end

    def words(self, anchor: str) -> str:
        """Put the rule into words, given those for its anchor: "the draft letter"."""
        first, last, _ = self.offsets
        if first is None:
            return f"up to {anchor}"
        nouns = (one.unit.replace("-", " ").removesuffix("s") for one in (first, last))
        begin, end = map(offset, (first.number, last.number), nouns)
        begin = f"{begin} {anchor}" if first.number else anchor
        if first is last:
            return begin if first.number else f"on {anchor}"
        if first.number * last.number > 0:  # both on one side of the anchor
            return f"from {abs(first.number)} to {end} {anchor}"
        return f"from {begin} to {end} it" if last.number else f"from {begin}, to {anchor}"

    def counted_over(self, start: date | None, day: date) -> Period | None:
        """Return the days passed to reach a day, without day zero; None if no working day is."""
        if self.unit is not _WORKING_DAYS or start is None or start == day:
            return None
        return Period(start + _DAY, day) if start < day else Period(day, start - _DAY)


@dataclass(frozen=True, kw_only=True, eq=False, repr=False)
class Anchored(Kind):
    """A rule that counts from one edge of another milestone."""

    anchor: str
    edge: Edge = Edge.LAST


@dataclass(frozen=True, kw_only=True, eq=False, repr=False)
class Fieldwork(Kind):
    """Fieldwork, the root of a timetable: a number of working days from its own first day."""

    anchor: ClassVar[None] = None
    edge: ClassVar[Edge] = Edge.FIRST
    lasts: ClassVar[bool] = True
    kind: Literal["fieldwork"] = "fieldwork"
    working_days: int
    offsets = cached_property(
        lambda of: Offsets(Offset(0), end := Offset(of.working_days - 1), end)
    )

    def words(self, anchor: str) -> str:  # noqa: ARG002, D102 - the root has no anchor
        return counted(self.working_days, "working day")


@dataclass(frozen=True, kw_only=True, eq=False, repr=False)
class WorkingDays(Anchored):
    """One day, a number of working days after the anchor (before it, if negative)."""

    kind: Literal["working-days"] = "working-days"
    working_days: int
    offsets = cached_property(lambda of: Offsets(by := Offset(of.working_days), by))


@dataclass(frozen=True, kw_only=True, eq=False, repr=False)
class Window(Anchored):
    """A run of days with both ends counted in working days; if stated, it keeps its length."""

    lasts: ClassVar[bool] = True
    kind: Literal["window"] = "window"
    first_working_day: int
    last_working_day: int
    offsets = cached_property(
        lambda of: Offsets(
            Offset(of.first_working_day),
            Offset(of.last_working_day),
            Offset(of.last_working_day - of.first_working_day),
        )
    )


@dataclass(frozen=True, kw_only=True, eq=False, repr=False)
class Months(Anchored):
    """A run of days that ends on the anchor and begins a number of calendar months before it."""

    unit: ClassVar[None] = None
    is_task: ClassVar[bool] = False
    lasts: ClassVar[bool] = True
    kind: Literal["months"] = "months"
    months: int
    offsets = cached_property(lambda of: Offsets(Offset(of.months, Unit.MONTHS), Offset(0), None))


@dataclass(frozen=True, kw_only=True, eq=False, repr=False)
class UpTo(Anchored):
    """A stretch of time without a first day that ends on the anchor."""

    unit: ClassVar[None] = None
    is_task: ClassVar[bool] = False
    lasts: ClassVar[bool] = True
    can_be_stated: ClassVar[bool] = False
    kind: Literal["up-to"] = "up-to"
    offsets = cached_property(lambda _: Offsets(None, Offset(0), None))


@dataclass(frozen=True, kw_only=True, eq=False, repr=False)
class CalendarDays(Anchored):
    """One day, a number of calendar days after the anchor. For readings only."""

    unit: ClassVar[Unit | None] = Unit.CALENDAR_DAYS
    kind: Literal["calendar-days"] = "calendar-days"
    calendar_days: int
    offsets = cached_property(
        lambda of: Offsets(by := Offset(of.calendar_days, Unit.CALENDAR_DAYS), by)
    )


def counted(number: int, noun: str) -> str:
    """Write a number with its noun: "1 working day", "15 working days"."""
    return f"{number} {noun}" if abs(number) == 1 else f"{number} {noun}s"


def offset(number: int, noun: str) -> str:
    """Say how far something is counted: "15 working days after", "6 months before"."""
    return f"{counted(abs(number), noun)} {'before' if number < 0 else 'after'}"


class ByKind:
    """Makes pydantic choose a rule's class by its kind: one fault per mistake, not per class."""

    def __get_pydantic_core_schema__(self, source: object, handler: Any) -> dict[str, Any]:  # noqa: ANN401 - pydantic's own
        kinds = {get_args(kind.__annotations__["kind"])[0]: kind for kind in get_args(source)}
        choices = {name: handler.generate_schema(kind) for name, kind in kinds.items()}
        return {"type": "tagged-union", "discriminator": "kind", "choices": choices}


Rule = Annotated[Fieldwork | WorkingDays | Window | Months | UpTo, ByKind()]
ReadingRule = Annotated[WorkingDays | CalendarDays, ByKind()]
