"""Milestones as written: the kinds of rule that date one, and what stands beside it.

They hold what `frameworks.yaml` says and count nothing.
"""

from collections.abc import Callable, Mapping
from enum import StrEnum
from typing import Annotated, Any, Literal, get_args

from jtai_cli.records import dataclass, field


class Basis(StrEnum):
    """How sure a rule is: said by a source, following from sources, or a planning habit."""

    SOURCED = "sourced"
    DERIVED = "derived"
    LOCAL = "local"


class Edge(StrEnum):
    """The first or the last day of an anchor that lasts more than one."""

    FIRST = "first"
    LAST = "last"


class Weekday(StrEnum):
    """A weekday that a milestone is expected to fall on."""

    MONDAY = "monday"
    TUESDAY = "tuesday"
    WEDNESDAY = "wednesday"
    THURSDAY = "thursday"
    FRIDAY = "friday"


@dataclass(frozen=True, slots=True)
class Fieldwork:
    """Fieldwork itself: the root of a timetable, so many working days long."""

    kind: Literal["fieldwork"]
    working_days: int


@dataclass(frozen=True, slots=True)
class WorkingDays:
    """One day, so many working days after the anchor (before it, when negative)."""

    kind: Literal["working-days"]
    anchor: str
    working_days: int
    edge: Edge = Edge.LAST


@dataclass(frozen=True, slots=True)
class Window:
    """A run of days, from one working day counted from the anchor to another, both included."""

    kind: Literal["window"]
    anchor: str
    first_working_day: int
    last_working_day: int
    edge: Edge = Edge.LAST


@dataclass(frozen=True, slots=True)
class Months:
    """A run of days that ends on the anchor and begins so many calendar months from it."""

    kind: Literal["months"]
    anchor: str
    months: int
    edge: Edge = Edge.LAST


@dataclass(frozen=True, slots=True)
class UpTo:
    """Something without a first day that ends on the anchor."""

    kind: Literal["up-to"]
    anchor: str
    edge: Edge = Edge.LAST


@dataclass(frozen=True, slots=True)
class CalendarDays:
    """One day, so many calendar days after the anchor. For readings only."""

    kind: Literal["calendar-days"]
    anchor: str
    calendar_days: int
    edge: Edge = Edge.LAST


class ByKind:
    """Tells pydantic, which calls the hook by name, to choose the type of a rule by its kind."""

    def __get_pydantic_core_schema__(
        self, source: object, handler: Callable[[object], dict[str, Any]]
    ) -> dict[str, Any]:
        # Without it a mistake in one rule is reported once for every kind there is. The handler is
        # told of as a function, for its own type is pydantic's, and it is asked for more than that.
        kinds = {get_args(kind.__annotations__["kind"])[0]: kind for kind in get_args(source)}
        choices = {name: handler.generate_schema(kind) for name, kind in kinds.items()}  # type: ignore[attr-defined]
        return {"type": "tagged-union", "discriminator": "kind", "choices": choices}


Rule = Annotated[Fieldwork | WorkingDays | Window | Months | UpTo, ByKind()]
ReadingRule = Annotated[WorkingDays | CalendarDays, ByKind()]


@dataclass(frozen=True, slots=True)
class Reading:
    """Another way of counting a disputed period; `label` is what a line beside its date says."""

    key: str
    label: str
    rule: ReadingRule
    source: str
    basis: Basis


@dataclass(frozen=True, slots=True)
class Milestone:
    """One step of an inspection, and the rule that dates it.

    `title` heads a row ("Letter published"), `name` stands in a sentence ("publication"), `also`
    are other names that letters and plans use.
    `who` are keys of parties. `conditional` marks what happens only if the letter asks for it.
    `skips_closures` says that the clock of the letters counts it. `counted_from` names the
    milestone from whose last day the count is shown (fieldwork, when it is not given).
    `weekday` is the day it is expected to fall on; `held_before_polls` says that it may be
    held back in a pre-election period. `proved` tells what real letters did; `caveat` is a
    note that stands beside every date of the milestone.
    """

    key: str
    title: str
    name: str
    phase: str
    rule: Rule
    basis: Basis
    source: str
    who: tuple[str, ...] = ()
    detail: tuple[str, ...] = ()
    conditional: bool = False
    skips_closures: bool = False
    counted_from: str | None = None
    weekday: Weekday | None = None
    held_before_polls: bool = False
    proved: str | None = None
    caveat: str | None = None
    also: tuple[str, ...] = ()
    readings: Mapping[str, Reading] = field(default_factory=dict)
