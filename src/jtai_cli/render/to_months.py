"""A timeline as month grids for the terminal: letters on the days, and what they stand for."""

from calendar import monthcalendar
from collections.abc import Iterable, Iterator
from datetime import date, timedelta

from rich.console import RenderableType
from rich.table import Table

from jtai_cli.dated import DatedMilestone, Timeline
from jtai_cli.dates import MONTHS, WEEKDAYS, say_span
from jtai_cli.frameworks import Frameworks
from jtai_cli.milestones import Edge, Months, UpTo
from jtai_cli.records import dataclass
from jtai_cli.render import account, when
from jtai_cli.render.account import Account
from jtai_cli.render.frame import heading, sections
from jtai_cli.render.page import Page
from jtai_cli.render.sheet import GAP, bold, drawn, grid, indented, parted, widest
from jtai_cli.render.texts import for_terminal
from jtai_cli.workingdays import SATURDAY, Period

_LEGEND = 36
"""Columns that the legend of a month needs beside its grid; with fewer it stands beneath."""
_LETTERS = "abcdefghijklmnopqrstuvwyz"  # x marks closures
_BANK_HOLIDAY, _CLOSURE = "H", "x"
_HEAD, _DIGITS = 3, 2
"""Columns of a weekday's name and of a day's number."""
_DAY = timedelta(days=1)

Month = tuple[int, int]
"""A year and a month."""


@dataclass(frozen=True, slots=True)
class _Mark:
    """What is written on the days of a run, and what it means; weekends are left out of a run."""

    sign: str
    days: Period
    told: str

    def is_on(self, day: date) -> bool:
        """Tell whether a day bears the mark."""
        return day in self.days and (day.weekday() < SATURDAY or self.days.first == self.days.last)


def months(timeline: Timeline, frameworks: Frameworks, *, page: Page) -> str:
    """Draw the months in which something falls, Monday to Sunday.

    Raises:
        UsageError: a text that people wrote holds a control character.
    """
    told = account.of(timeline, frameworks)
    outside = [dated for dated in timeline.milestones if _is_long(dated)]
    inside = [dated for dated in timeline.milestones if not _is_long(dated)]
    marks = list(_of_milestones(told, inside))
    chosen = sorted({month for mark in marks for month in _months_of(mark.days)})
    marks += _of_closed_days(timeline)
    width = max(len(_signs(day, marks)) for mark in marks for day in _each(mark.days))
    grids = [_month(month, marks, width, page) for month in chosen]
    return drawn(parted([heading(told), *grids, *sections(told, outside)]), page)


def _is_long(dated: DatedMilestone) -> bool:
    return isinstance(dated.milestone.rule, Months | UpTo)


def _of_milestones(told: Account, inside: Iterable[DatedMilestone]) -> Iterator[_Mark]:
    """Give a mark a run of days; milestones with the same days share one."""
    names: dict[tuple[Period, str], list[str]] = {}
    for dated in inside:
        row = told.row(dated.milestone.key)
        days = Period(dated.day(Edge.FIRST), dated.last)
        name = for_terminal(f"{row.name}{row.references}")
        names.setdefault((days, when.short(dated)), []).append(name)
    for number, ((days, said), held) in enumerate(names.items()):
        yield _Mark(_letters(number), days, f"{said}: {'; '.join(held)}")


def _of_closed_days(timeline: Timeline) -> Iterator[_Mark]:
    for day, name in timeline.bank_holidays:
        yield _Mark(
            _BANK_HOLIDAY, Period(day, day), f"{when.on(day).removesuffix(f' {day.year}')}: {name}"
        )
    for closure in timeline.inspection.closures:
        yield _Mark(_CLOSURE, closure, f"Closure: {say_span(closure.first, closure.last)}")


def _letters(number: int) -> str:
    """Count in letters: "a" for 0, after the last of them two."""
    more, last = divmod(number, len(_LETTERS))
    return (_letters(more - 1) if more else "") + _LETTERS[last]


def _months_of(days: Period) -> set[Month]:
    return {(day.year, day.month) for day in _each(days)}


def _each(days: Period) -> Iterator[date]:
    yield from (days.first + number * _DAY for number in range((days.last - days.first).days + 1))


def _signs(day: date, marks: Iterable[_Mark]) -> str:
    return "".join(mark.sign for mark in marks if mark.is_on(day))


def _month(month: Month, marks: Iterable[_Mark], signs: int, page: Page) -> list[RenderableType]:
    """Draw a month, its legend beside it where there is room."""
    year, number = month
    heads = [name[:_HEAD] for name in WEEKDAYS]
    rows = [heads]
    for week in monthcalendar(year, number):
        days = (date(year, number, day) if day else None for day in week)
        rows.append(["" if day is None else f"{day.day:2}{_signs(day, marks)}" for day in days])
    width = max(_HEAD, _DIGITS + signs)
    calendar = grid(rows, [width] * len(heads), gap=1)
    here = [mark for mark in marks if month in _months_of(mark.days)]
    legend = grid(
        ((mark.sign, mark.told) for mark in here), (widest(mark.sign for mark in here), None)
    )
    title = bold(f"{MONTHS[number - 1]} {year}")
    taken = (width + 1) * len(heads) + GAP
    if page.width - taken - GAP < _LEGEND:
        return [title, indented(calendar), indented(legend)]
    both = Table.grid(padding=(0, GAP, 0, 0), pad_edge=False)
    both.add_column(width=taken - GAP)
    both.add_column()
    both.add_row(calendar, legend)
    return [title, indented(both)]
