"""Every possible fieldwork week of a period, side by side: its dates, and what to watch for.

A week is dated as a timeline from its first day of fieldwork is; a Monday that is no week is
told with the reason.
"""

from collections.abc import Iterator
from datetime import date, timedelta

from jtai_cli.dating import Calendars, dated
from jtai_cli.errors import OutOfRangeError
from jtai_cli.frameworks import Frameworks, Timetable
from jtai_cli.lookahead.avoiding import beside
from jtai_cli.lookahead.watching import Watched, watched
from jtai_cli.lookahead.weeks import (
    LOCAL_DATE,
    Asked,
    Impossible,
    LocalDate,
    LookAhead,
    Sort,
    Touch,
    Week,
    in_order,
)
from jtai_cli.plan import Inspection, Known
from jtai_cli.records import dataclass
from jtai_cli.retrace import Clocks, span_needed
from jtai_cli.workingdays import SATURDAY, Period

__all__ = [
    "LOCAL_DATE", "Asked", "Impossible", "LocalDate", "LookAhead", "Sort", "Touch", "Watched",
    "Week", "beside", "in_order", "look_ahead", "possible", "watched",
]  # fmt: skip

_DAY = timedelta(days=1)
_WEEK = timedelta(days=7)


def look_ahead(rules: Frameworks, asked: Asked, calendars: Calendars) -> LookAhead:
    """Date every possible fieldwork week of a period, by date.

    Raises:
        UnknownNameError: there is no such timetable, theme or division.
        AmbiguousError: no timetable was in force in the whole period, or more than one.
        OutOfRangeError: no week of the period can be dated, for want of bank holidays.
        FileError: the file of bank holidays cannot be read, or is faulty.
    """
    ahead = possible(rules, asked, calendars)
    undated = [one for one in ahead.impossible if not one.is_closed]
    if undated and not ahead.weeks:
        _Maker(rules, asked, calendars).refuse(undated[0].day)
    return ahead


def possible(rules: Frameworks, asked: Asked, calendars: Calendars) -> LookAhead:
    """Date what weeks of a period are possible, be it none; what cannot be dated says why.

    Raises:
        UnknownNameError: there is no such timetable, theme or division.
        FileError: the file of bank holidays cannot be read, or is faulty.
    """
    maker = _Maker(rules, asked, calendars)
    found = [one for monday in _mondays(asked.period) for one in maker.of_monday(monday)]
    weeks = tuple(one for one in found if isinstance(one, Week))
    impossible = tuple(one for one in found if isinstance(one, Impossible))
    return LookAhead(asked, weeks, impossible)


def _mondays(period: Period) -> Iterator[date]:
    """Give the Mondays of all weeks of which a day lies in the period."""
    monday = period.first.toordinal() - period.first.weekday()
    # The first week of all times has its Monday on the first day of all times.
    for ordinal in range(monday, period.last.toordinal() + 1, _WEEK.days):
        yield date.fromordinal(ordinal)


@dataclass(frozen=True, slots=True)
class _Maker:
    """Makes the weeks of one look-ahead."""

    rules: Frameworks
    asked: Asked
    calendars: Calendars

    def of_monday(self, monday: date) -> Iterator[Week | Impossible]:
        """Give what can start in the week of a Monday, and the Monday where it cannot."""
        found = self._tried(monday)
        if monday in self.asked.period:
            yield found
        is_closed = isinstance(found, Impossible) and found.is_closed
        if is_closed and self.asked.after_bank_holidays:
            rest = (self._tried(monday + number * _DAY) for number in range(1, SATURDAY))
            later = next((one for one in rest if isinstance(one, Week)), None)
            if later is not None and later.first in self.asked.period:
                yield later

    def week(self, day: date) -> Week:
        """Date an inspection whose fieldwork starts on a day.

        Raises:
            JtaiError: it cannot be dated.
        """
        return Week(*dated(self.rules, self._inspection(day), self.calendars))

    def refuse(self, day: date) -> None:
        """Tell why a day that no week can be dated from cannot be, and what to do.

        Raises:
            AmbiguousError: no timetable was in force, or more than one.
            OutOfRangeError: the bank holidays that its dates need are not known.
        """
        if self.asked.timetable is None:
            self.rules.timetable_on(day)
        self.week(day)

    def _tried(self, day: date) -> Week | Impossible:
        timetables = self._timetables(day)
        if len(timetables) != 1:
            many = "more than one timetable was" if timetables else "no timetable was"
            return Impossible(day, f"{many} in force", is_closed=False)
        try:
            if why := self._why_not(day, timetables[0]):
                return Impossible(day, why, is_closed=True)
            return self.week(day)
        except OutOfRangeError:
            why = "the bank holidays that its dates need are not known"
            return Impossible(day, why, is_closed=False)

    def _timetables(self, day: date) -> list[Timetable]:
        """Return the timetables that fieldwork on a day may follow."""
        if self.asked.timetable is not None:
            return [self.rules.timetable(self.asked.timetable)]
        return [one for one in self.rules.timetables.values() if day in one.in_force]

    def _why_not(self, day: date, timetable: Timetable) -> str | None:
        """Say why a day is no working day for fieldwork."""
        inspection = self._inspection(day)
        division = self.calendars.division_or(timetable.division)
        calendar = self.calendars.calendar(division, span_needed(timetable, inspection))
        return Clocks.of(inspection, calendar).of_milestone(timetable.fieldwork).why_not(day)

    def _inspection(self, day: date) -> Inspection:
        timetables = self._timetables(day) or list(self.rules.timetables.values())
        return Inspection(
            Known(timetables[0].fieldwork.key, day),
            theme=self.asked.theme,
            timetable=self.asked.timetable,
            closures=self.asked.closures,
        )
