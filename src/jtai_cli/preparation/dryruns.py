"""Dry runs: when the rules propose one, which of them the plan dates, and each in full."""

from collections.abc import Iterator
from datetime import date, timedelta

from jtai_cli.dated import Timeline
from jtai_cli.dates import weekdays_of_months
from jtai_cli.dating import Calendars, dated
from jtai_cli.errors import AmbiguousError
from jtai_cli.frameworks import Frameworks
from jtai_cli.habits import DryRun, months
from jtai_cli.milestones import Edge, Weekday
from jtai_cli.plan import Inspection, Known
from jtai_cli.records import dataclass, replace
from jtai_cli.workingdays import Period

_FIELDWORK = "fieldwork"
_A_YEAR = timedelta(days=366)


@dataclass(frozen=True, slots=True)
class Rehearsal:
    """A dry run in full; `is_planned` tells whether its date stands in the plan."""

    occurrence: str
    timeline: Timeline
    is_planned: bool

    @property
    def first(self) -> date:
        """The first day of its fieldwork."""
        return self.timeline.fieldwork.day(Edge.FIRST)


def turn(day: date) -> str:
    """Name a turn by the month for which the rule gives it: "2027-06"."""
    return f"{day.year:04}-{day.month:02}"


class DryRuns:
    """The dry runs of one name, each dated when it is first asked for.

    `inspection` is the one that the plan dates. It takes the place of the nearest that the rules
    propose (of two as near, of the earlier), so that it is the same turn, moved.
    """

    def __init__(
        self,
        rules: Frameworks,
        rule: DryRun,
        *,
        name: str,
        inspection: Inspection | None,
        calendars: Calendars,
    ) -> None:
        self._rules, self._rule, self._name = rules, rule, name
        self._inspection, self._calendars = inspection, calendars
        self._held: dict[str, Rehearsal] = {}
        self.planned: Rehearsal | None = None
        if inspection is not None:
            timeline, _ = dated(rules, inspection, calendars)
            first = timeline.fieldwork.day(Edge.FIRST)
            near = self._by_rule(Period(first - _A_YEAR, first + _A_YEAR))
            replaced = turn(min(near, key=lambda day: (abs(day - first), day)))
            self.planned = self._held[replaced] = Rehearsal(replaced, timeline, is_planned=True)

    def proposals(self, span: Period) -> Iterator[date]:
        """Give the days in a span for which the rules propose fieldwork, and the plan none.

        There is nothing to rehearse where no timetable is in force.
        """
        replaced = None if self.planned is None else self.planned.occurrence
        for day in self._by_rule(span):
            in_force = any(day in one.in_force for one in self._rules.timetables.values())
            if in_force and turn(day) != replaced:
                yield day

    def held(self, occurrence: str, fieldwork: date) -> Rehearsal:
        """Return a dry run in full: as planned, or with that first day of fieldwork.

        Raises:
            JtaiError: it cannot be dated.
        """
        if occurrence not in self._held:
            try:
                timeline, _ = dated(self._rules, self._proposed(fieldwork), self._calendars)
            except AmbiguousError as error:
                # What it offers is an option of other commands.
                raise AmbiguousError(error.message, "timetables one after another") from None
            self._held[occurrence] = Rehearsal(occurrence, timeline, is_planned=False)
        return self._held[occurrence]

    def _by_rule(self, span: Period) -> tuple[date, ...]:
        rule = self._rule
        weekday = list(Weekday).index(rule.weekday)
        return weekdays_of_months(span, months(rule), week=rule.week, weekday=weekday)

    def _proposed(self, fieldwork: date) -> Inspection:
        """Return what a dry run that is not planned yet is dated from: one like the planned one."""
        known = Known(_FIELDWORK, fieldwork)
        if self._inspection is None:
            return Inspection(known, name=self._name)
        return replace(
            self._inspection,
            known=known,
            timetable=None,
            stated={},
            closures=(),
            done=None,
            accepted=None,
        )
