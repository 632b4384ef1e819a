"""An inspection beside the rules: what they give, what its letter says, and what explains it."""

from collections.abc import Iterator
from datetime import date
from enum import StrEnum

from jtai_cli.evidence.letters import Letter
from jtai_cli.frameworks import Timetable
from jtai_cli.records import dataclass


class Cause(StrEnum):
    """Why a letter gives another day than the rule.

    A reading of the rule that gives the day is a cause too, under its own key.
    """

    CHRISTMAS_CLOSURE = "christmas-closure"
    PRE_ELECTION_PERIOD = "pre-election-period"
    OVER_CHRISTMAS = "over-christmas"
    EMBARGOED_COPY = "embargoed-copy"
    PLANNED_PUBLICATION = "planned-publication"
    LATE_BANK_HOLIDAY = "late-bank-holiday"
    MISSED_BANK_HOLIDAY = "missed-bank-holiday"
    EVERY_WEEKDAY = "every-weekday"
    NOT_A_WORKING_DAY = "not-a-working-day"


@dataclass(frozen=True, slots=True)
class Explanation:
    """What explains the day that a letter gives for a milestone.

    `options` are those with which `jtai timeline` gives that very day, under a reading of the
    milestone where `reading` names one; there are none where a fact holds and gives no day.
    """

    milestone: str
    causes: tuple[str, ...]
    text: str
    options: tuple[str, ...] = ()
    reading: str | None = None


@dataclass(frozen=True, slots=True)
class Measured:
    """A milestone's day by the rule and in fact; None where that cannot be told.

    `working_days_late` is signed: negative is early.
    """

    milestone: str
    computed: date | None = None
    real: date | None = None
    working_days_late: int | None = None


@dataclass(frozen=True, slots=True)
class Case:
    """One inspection against the rules of its time."""

    letter: Letter
    timetable: Timetable
    publication: Measured
    statement: Measured
    explanations: tuple[Explanation, ...] = ()

    def measured(self) -> tuple[Measured, Measured]:
        """Give both milestones that are measured."""
        return self.publication, self.statement

    def explaining(self, milestone: str) -> Iterator[Explanation]:
        """Give what explains one milestone's day."""
        return (one for one in self.explanations if one.milestone == milestone)

    def is_unexplained(self, measured: Measured) -> bool:
        """Tell whether a milestone's day is another than the rule's, and nothing explains it."""
        return bool(measured.working_days_late) and not any(self.explaining(measured.milestone))

    @property
    def explained_by(self) -> tuple[str, ...]:
        """Every cause, once, in the order of the milestones."""
        return tuple(dict.fromkeys(cause for one in self.explanations for cause in one.causes))
