"""The ways in which a date is written, so that other days can be written in the same way."""

import re
from datetime import date

from jtai_cli.dates import MONTHS, WEEKDAYS
from jtai_cli.documents.shapes import LINE_END, SHORT, Kind, Parts
from jtai_cli.records import dataclass, replace

_SEPTEMBER = 9
_WORD = re.compile(r"\b(?:to|until|till)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Way:
    """One day, or a run from one to another, as it is written.

    In words, the first of two days may lack its month and year.
    """

    kind: Kind
    last: Parts
    join: str = ""
    first: Parts | None = None

    def write(self, first: date, last: date) -> str:
        """Write other days in this way; a run for a run, otherwise the first day alone."""
        if self.first is None or first == last:
            return self._one(self.last, first)
        begin, end = self.first, self.last
        if self.kind is Kind.WORDS:
            begin = self._begun(begin, first, last)
        return f"{self._one(begin, first)}{self.join}{self._one(end, last)}"

    @property
    def join_is_a_word(self) -> bool:
        """Whether a word joins the two days: "to", not a dash, which parts other things too."""
        return _WORD.search(self.join) is not None

    def _begun(self, begin: Parts, first: date, last: date) -> Parts:
        """Give the first day the month and the year that it needs, and no other."""
        end = self.last
        twice = begin.year != "" and begin.year == end.year
        has_year = twice or first.year != last.year
        same_month = begin.month_number == end.month_number if begin.month else False
        kept = begin.month != "" and (same_month or begin.weekday + end.weekday != "")
        has_month = has_year or kept or first.month != last.month
        gap, space = (_on_one_line(text) for text in (end.gap, end.space))
        return replace(
            begin,
            gap=(begin.gap or gap) if has_month else "",
            month=(begin.month or end.month) if has_month else "",
            dot=end.dot if has_month else "",
            space=(begin.space or space) if has_year else "",
            year="year" if has_year else "",
        )

    def _one(self, like: Parts, day: date) -> str:
        weekday = _weekday_like(like.weekday, day) + like.pause
        if self.kind is Kind.ISO:
            return f"{weekday}{day.isoformat()}"
        if self.kind is Kind.SLASHES:
            number = _padded_like(like.day, like.month, day.day)
            return (
                f"{weekday}{number}/{_padded_like(like.month, like.day, day.month)}/{day.year:04d}"
            )
        number = f"{day.day:02d}" if self._is_padded else str(day.day)
        number += _ordinal_like(like.ordinal, day.day)
        month = self._month(like.month, day) if like.month else ""
        year = f"{day.year:04d}" if like.year else ""
        return f"{weekday}{number}{like.gap}{month}{like.space}{year}"

    @property
    def _ends(self) -> tuple[Parts, ...]:
        return (self.last,) if self.first is None else (self.first, self.last)

    @property
    def _is_padded(self) -> bool:
        return any(end.day.startswith("0") for end in self._ends)

    def _month(self, like: str, day: date) -> str:
        name = MONTHS[day.month - 1]
        if self._is_short:
            wide = day.month == _SEPTEMBER and any(
                end.month.lower() == "sept" for end in self._ends
            )
            short = name[: SHORT + wide]
            name = short if short == name else short + self.last.dot
        return _cased_like(like, name)

    @property
    def _is_short(self) -> bool:
        """Whether months are written short; "May" is both, so the weekday tells."""
        told = [end.month for end in self._ends if end.month.lower() not in {"", "may"}]
        if told:
            return any(month.title() not in MONTHS for month in told)
        return any(end.weekday and end.weekday.title() not in WEEKDAYS for end in self._ends)


def _weekday_like(like: str, day: date) -> str:
    name = WEEKDAYS[day.weekday()]
    if not like:
        return ""
    if like.title() not in WEEKDAYS:
        # Four letters and more are written only where the weekday has such a form.
        wide = {"Tuesday": "Tues", "Thursday": "Thurs"} if len(like) > SHORT else {}
        name = wide.get(name, name[:SHORT])
    return _cased_like(like, name)


def _cased_like(like: str, name: str) -> str:
    if like.isupper():
        return name.upper()
    return name.lower() if like.islower() else name


def _ordinal_like(like: str, number: int) -> str:
    if not like:
        return ""
    # 11th, 12th and 13th are not like 1st, 2nd and 3rd.
    ending = {1: "st", 2: "nd", 3: "rd"}.get(number if number in {11, 12, 13} else number % 10)
    return _cased_like(like, ending or "th")


def _padded_like(like: str, other: str, number: int) -> str:
    """Write a number in two digits, unless this one, or in doubt the other, is written in one."""
    telling = like if len(like) == 1 or like.startswith("0") else other
    return str(number) if len(telling) == 1 else f"{number:02d}"


def _on_one_line(blank: str) -> str:
    return re.sub(rf"[ \t]*+{LINE_END}[ \t]*+", " ", blank)
