"""Published inspections compared with the rules, in words and as JSON."""

from collections import Counter
from collections.abc import Iterator

from jtai_cli.dates import MONTHS
from jtai_cli.evidence import DAY_OFF, EXPLAINED, Evidence, Summary
from jtai_cli.kinds import counted
from jtai_cli.report import model as m
from jtai_cli.report.words import PROGRAMS, head, headed, lowered, picked, picked_from
from jtai_cli.rules import Rules

_COLUMNS = (
    *m.columns(area="Area", milestone="What"),
    m.Column("computed", "By the rule", is_whole=True),
    m.Column("real", "In fact", is_whole=True),
    m.Column("working_days_late", "Days late", is_right=True),
    m.Column("explained_by", "Explained by"),
    m.Column("theme", "Theme", media=PROGRAMS),
    m.Column("timetable", "Timetable", media=PROGRAMS),
    m.Column("source_url", "Source", media=frozenset({"csv"})),
)
_REASONS = {
    EXPLAINED: "other count", DAY_OFF: "not a working day",
    "letters-over-christmas": "Christmas", "pre-election-period": "election",
}  # fmt: skip
_MONTHS = (
    m.Column("month", "Month"),
    m.Column("inspections", "Fieldwork began", is_right=True),
    m.Column("letters", "Letters published", is_right=True),
)
_MEASURED = ("computed", "real", "working_days_late", "reasons")
_CASE = (
    "area=inspection.area", "theme=inspection.theme", "timetable=timetable.key",
    "notification=inspection.notification",
    ("fieldwork=inspection", "first=fieldwork_start", "last=fieldwork_end"),
    ("publication", *_MEASURED), ("statement", *_MEASURED),
)  # fmt: skip
_SUMMARY = (
    "timetable=timetable.key", "milestone", "cases", "to_the_day", "early", "median", "p90",
    "explained=reasons", "unexplained",
)  # fmt: skip
_NOTES = """\
Publication is counted from the last day of fieldwork that the letter prints; later dates are \
counted from the day on which it was published.
Days late are working days; a minus means early.
These are the published inspections that could be read; there are others. \
They show what happened, not what will happen."""


def report(found: Evidence, rules: Rules, *, in_full: bool) -> m.Report:
    """Show each case, its letter too if `in_full`, then a summary of all cases."""
    rows, letters, cases = dict[str, list[m.Cells]](), list[m.Block](), []
    for case in found.cases:
        letter, of = case.inspection, case.timetable
        shown = rows.setdefault(f"{rules.timetables[of.key].title} ({of.key})", [])
        for key, computed, real, late, reasons in (case.publication, case.statement):
            if computed or real:
                why = ", ".join(_REASONS[one] for one in reasons) or (late and "not explained")
                cells = letter.area, head(of.milestones[key]), computed, real, late, why or None
                shown.append((*cells, letter.theme, of.key, letter.source_url))
        options = (
            (f"{of.milestones[key].title}, as", [f"jtai timeline {one}" for one in those])
            for key, those in case.explained_by.items()
        )
        link = letter.source_url and m.Link(letter.source_url, letter.source_url)
        facts = m.Facts.of((*options, ("Note", letter.notes), ("Letter", link)))
        letters += [m.Heading(letter.area), facts] if in_full else []
        explained = [{"milestone": key, "options": of} for key, of in case.explained_by.items()]
        about = picked(letter, "source_url", "notes")
        cases.append({**picked(case, *_CASE), "explained_by": explained, **about})
    table = m.Table.of(_COLUMNS, rows, "Published inspections")
    blocks = m.listed(table, letters, map(_summary, found.summaries), _NOTES.splitlines())
    summary = picked_from(found.summaries, *_SUMMARY)
    data = {**headed("evidence"), "cases": cases, "summary": summary}
    return m.Report("Published inspections against the rules", blocks, data=data)


def _summary(summary: Summary) -> Iterator[m.Block]:
    early = f", {summary.early} early" if summary.early else ""
    late = counted(summary.p90, "working day")
    reasons = ", ".join(f"{_REASONS[code]} {many}" for code, many in summary.reasons.items())
    lines = (
        f"{summary.to_the_day} of {summary.cases} to the day{early}",
        f"Median {summary.median:g} working days late; nine in ten at most {late} late",
        reasons and f"Explained: {reasons}",
        f"Not explained: {', '.join(summary.unexplained)}" if summary.unexplained else "",
    )
    what = lowered(summary.timetable.milestones[summary.milestone].title)
    return m.under(f"Summary, {summary.timetable.key}: {what}", filter(None, lines), 3)


def months(found: Evidence) -> m.Report:
    """Show in which months inspections began and letters came."""
    letters, keys = [case.inspection for case in found.cases], [one.key for one in _MONTHS]
    starts = (one.fieldwork_start or one.fieldwork_end for one in letters)
    begun = Counter(day.month for day in starts if day)
    came = Counter(one.published.month for one in letters if one.published)
    counts = [(month, begun[month], came[month]) for month in range(1, 13)]
    rows = ((MONTHS[month - 1], inspections, published) for month, inspections, published in counts)
    listed = [dict(zip(keys, one, strict=True)) for one in counts]
    data = {"schema": "jtai.evidence-months/1", "months": listed}
    return m.Report("Published inspections by month", (m.Table.of(_MONTHS, rows),), data=data)
