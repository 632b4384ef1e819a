"""A look-ahead as it is told, whatever the format: heads, marks, what stands beneath the weeks."""

from collections.abc import Mapping
from datetime import date

from jtai_cli.dated import DatedMilestone
from jtai_cli.frameworks import Frameworks
from jtai_cli.lookahead import LookAhead, Week
from jtai_cli.milestones import Edge
from jtai_cli.records import dataclass
from jtai_cli.render import words
from jtai_cli.render.ahead import foot, marks
from jtai_cli.render.ahead.marks import Mark
from jtai_cli.workingdays import Period

__all__ = ["Mark", "Told", "cell", "first_day", "of"]

_ARTICLE = "the "


@dataclass(frozen=True, slots=True)
class Told:
    """A look-ahead in words. `kinds` are marks by code; `local` those of dates to avoid, by title.

    `impossible`, `days_to_watch` and `remarks` are lines.
    """

    ahead: LookAhead
    title: str
    summary: str
    kinds: Mapping[str, Mark]
    local: Mapping[str, Mark]
    impossible: tuple[str, ...]
    days_to_watch: tuple[str, ...]
    remarks: tuple[str, ...]

    @property
    def heads(self) -> Mapping[str, str]:
        """What heads each column, by the milestone's key: "Draft letter"."""
        return {
            key: words.sentence(one.name.removeprefix(_ARTICLE))
            for key, one in self.ahead.columns.items()
        }

    @property
    def legend(self) -> tuple[Mark, ...]:
        """Every mark, kinds of trouble first."""
        return (*self.kinds.values(), *self.local.values())

    @property
    def sections(self) -> tuple[tuple[str, tuple[str, ...]], ...]:
        """What stands beneath the weeks: headings, each with one line at least."""
        told = (
            ("Not possible", self.impossible),
            ("Days to watch", self.days_to_watch),
            ("Remarks", self.remarks),
        )
        return tuple((heading, lines) for heading, lines in told if lines)

    def marks(self, week: Week) -> list[Mark]:
        """Return the marks of a week, in the order of the legend."""
        titles = {touch.local.title for touch in week.touches}
        kinds = [mark for code, mark in self.kinds.items() if code in week.kinds]
        return kinds + [mark for title, mark in self.local.items() if title in titles]


def of(ahead: LookAhead, frameworks: Frameworks) -> Told:
    """Put a look-ahead into words."""
    return Told(
        ahead=ahead,
        title=_title(ahead, frameworks),
        summary=_summary(ahead),
        kinds=marks.kinds(ahead),
        local=marks.local(ahead, frameworks),
        impossible=tuple(foot.impossible(ahead)),
        days_to_watch=tuple(foot.days_to_watch(ahead, frameworks)),
        remarks=tuple(foot.remarks(ahead, frameworks)),
    )


def cell(week: Week, key: str) -> DatedMilestone | None:
    """Return what a week has in a column; nothing where its timetable lacks the milestone."""
    return week.timeline.dated(key) if key in week.timeline.timetable.milestones else None


def first_day(week: Week, key: str) -> str | None:
    """Return the first day of a milestone as data hold it, where the timetable has it."""
    dated = cell(week, key)
    return None if dated is None else dated.day(Edge.FIRST).isoformat()


def _title(ahead: LookAhead, frameworks: Frameworks) -> str:
    used = [week.timeline.timetable for week in ahead.weeks]
    if not used:
        key = ahead.asked.timetable
        used = [one for one in frameworks.timetables.values() if key in {None, one.key}]
    names = words.listed(dict.fromkeys(one.name for one in used))
    title = words.sentence(f"{names} look-ahead")
    theme = ahead.asked.theme
    return title if theme is None else f"{title}: {words.lowered(frameworks.theme(theme).title)}"


def _summary(ahead: LookAhead) -> str:
    period = ahead.asked.period
    span = f"{words.day(period.first)} to {words.day(period.last)}"
    if not ahead.weeks and not ahead.impossible:
        return f"There is no Monday from {span}."
    year = period.first.year
    if period == Period(date(year, 1, 1), date(year, 12, 31)):
        span = str(year)
    told = [f"{words.count(len(ahead.weeks), 'possible fieldwork week')}"]
    if ahead.weeks:
        told.append(f"{sum(not week.troubles for week in ahead.weeks) or 'none'} without a trouble")
    if ahead.impossible:
        told.append(f"{words.count(len(ahead.impossible), 'Monday')} not possible")
    return f"{span}: {', '.join(told)}"
