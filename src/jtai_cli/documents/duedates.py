"""Dates that a sentence makes due dates, and the days on which nothing should be due."""

import re
from collections.abc import Sequence
from datetime import date, timedelta

from jtai_cli import bankholidays
from jtai_cli.dated import Timeline
from jtai_cli.documents.written import Written
from jtai_cli.workingdays import SATURDAY

_FARTHEST = 120
"""Characters before a date in which the words are looked for that make it a due date."""
_SMALL = (
    r"(?:[\s:(=–—-]|\b(?:dates?|is|was|are|be|will|falls|set|for|back|in|on|by|the|submitted|returned"
    r"|published|sent)\b)*+$"
)
_DUE = re.compile(
    r"\b(?:by|(?:no|not) later than|on or before)(?:\s++the)?[\s:(]*+$"
    r"|\bbe\s++(?:submitted|returned|published|sent)(?:\s++back)?\s++on\s++$"
    rf"|\b(?:due(?!\s++course\b)|deadline(?:\s++for\s++[^,;:]{{1,60}}?)??){_SMALL}"
    # "Please return the form on", but not "we return to work on".
    r"|(?:^[\W0-9]*+|\b(?:please|must|should|will)\s++)(?:submit|return|publish)\s++"
    r"(?!(?:to|from|home|on|in|at)\b)[^,;]*\bon\s++$",
    re.IGNORECASE,
)
_DAY = timedelta(days=1)


def is_due(text: str, start: int, found: Written) -> bool:
    """Tell whether the words before a date, from `start` on, make it a due date."""
    return _DUE.search(text[max(start, found.start - _FARTHEST) : found.start]) is not None


class ClosedDays:
    """Weekends, and the bank holidays of timelines; without timelines, England's."""

    def __init__(self, timelines: Sequence[Timeline]) -> None:
        self._calendars = tuple(timeline.calendar for timeline in timelines)

    def why(self, day: date) -> str | None:
        """Say what a day is that is no working day: "at the weekend", "Good Friday".

        A bank holiday is one in all of the calendars that hold the day.
        """
        if day.weekday() >= SATURDAY:
            return "at the weekend"
        calendars = self._calendars or (bankholidays.table().calendar(),)
        names = [c.bank_holidays.get(day) for c in calendars if c.first <= day <= c.last]
        told = [name for name in names if name is not None]
        return bankholidays.with_article(told[0]) if told and len(told) == len(names) else None

    def around(self, day: date) -> tuple[date, date]:
        """Return the nearest days before and after that are neither."""
        return self._open(day, -_DAY), self._open(day, _DAY)

    def _open(self, day: date, step: timedelta) -> date:
        while self.why(day):
            day += step
        return day
