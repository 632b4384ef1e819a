"""Published inspections beside the rules, in words and as JSON."""

import calendar
from collections.abc import Iterator
from itertools import groupby

from jtai_cli.evidence import EXPLAINED, Case, Evidence, Measured, Summary, by_month
from jtai_cli.kinds import counted
from jtai_cli.report import model as m
from jtai_cli.report.words import head, lowered, picked, picked_from
from jtai_cli.rules import Rules

_COLUMNS = (
    m.Column("area", "Area"),
    m.Column("milestone", "What"),
    m.Column("computed", "By the rule", is_whole=True),
    m.Column("real", "In fact", is_whole=True),
    m.Column("working_days_late", "Days late", is_right=True),
    m.Column("explained_by", "Explained by"),
    m.Column("theme", "Theme", formats=frozenset({"csv", "plain"})),
    m.Column("timetable", "Timetable", formats=frozenset({"csv", "plain"})),
    m.Column("source_url", "Source", formats=frozenset({"csv"})),
)
_REASONS = {
    EXPLAINED: "other count",
    "letters-over-christmas": "Christmas",
    "pre-election-period": "election",
}
_MONTHS = (
    m.Column("month", "Month"),
    m.Column("inspections", "Fieldwork began", is_right=True),
    m.Column("letters", "Letters published", is_right=True),
)
_SUMMARY = (
    "timetable=timetable.key", "milestone", "cases", "to_the_day", "early", "median", "p90",
    "explained=reasons", "unexplained",
)  # fmt: skip
_NOTES = """\
Publication is counted from the printed last day of fieldwork, what follows from the day on \
which it really was.
Days late are working days; a minus means early.
These are the published inspections that could be read, not all there are. \
They show what happened, not what will."""


def report(found: Evidence, rules: Rules, *, in_full: bool) -> m.Report:
    """Show each case, in full where asked for, then what all of the file add up to."""
    sections = []
    for key, cases in groupby(found.cases, key=lambda case: case.timetable.key):
        rows = (
            _row(case, one)
            for case in cases
            for one in (case.publication, case.statement)
            if one.computed is not None or one.real is not None
        )
        sections.append(m.Section.of(rows, f"{rules.timetables[key].title} ({key})", key))
    blocks: list[m.Block] = [m.Table(_COLUMNS, tuple(sections), "Published inspections")]
    for case in found.cases if in_full else ():
        blocks += _in_full(case)
    for summary in found.summaries:
        what = summary.timetable.milestones[summary.milestone].title
        blocks.append(m.Heading(f"Summary, {summary.timetable.key}: {lowered(what)}", 3))
        blocks.append(m.Bullets(tuple(_summary(summary))))
    blocks += map(m.Paragraph.of, _NOTES.splitlines())
    return m.Report("Published inspections against the rules", tuple(blocks))


def _row(case: Case, one: Measured) -> m.Cells:
    letter, late = case.inspection, one.working_days_late
    what = head(case.timetable.milestones[one.milestone])
    why = ", ".join(map(_reason, one.reasons)) or ("not explained" if late else "")
    where = letter.theme, case.timetable.key, letter.source_url
    return letter.area, what, one.computed, one.real, late, why, *where


def _reason(code: str) -> str:
    return _REASONS.get(code, code.replace("-", " "))


def _in_full(case: Case) -> Iterator[m.Block]:
    letter, milestones = case.inspection, case.timetable.milestones
    facts: list[tuple[str, m.Cell | list[m.Cell]]] = [
        (f"{milestones[key].title}, as", [f"jtai timeline {one}" for one in options])
        for key, options in case.explained_by.items()
    ]
    facts.append(("Note", letter.notes))
    facts.append(("Letter", letter.source_url and m.Link(letter.source_url, letter.source_url)))
    yield m.Heading(letter.area)
    shown = m.Facts.of(facts)
    yield shown if shown.facts else m.Paragraph.of("No more is known.")


def _summary(summary: Summary) -> Iterator[str]:
    early = f", {summary.early} early" if summary.early else ""
    late = counted(summary.p90, "working day")
    yield f"{summary.to_the_day} of {summary.cases} to the day{early}"
    yield f"Median {summary.median:g} working days late; nine in ten at most {late} late"
    if summary.reasons:
        reasons = ", ".join(f"{_reason(code)} {many}" for code, many in summary.reasons.items())
        yield f"Explained: {reasons}"
    if summary.unexplained:
        yield f"Not explained: {', '.join(summary.unexplained)}"


def month_report(found: Evidence) -> m.Report:
    """Show in which months inspections began and letters came."""
    rows = ((calendar.month_name[one[0]], *one[1:]) for one in by_month(found.cases))
    return m.Report("Published inspections by month", (m.Table.of(_MONTHS, rows),))


def month_data(found: Evidence) -> dict[str, object]:
    """Give the inspections and letters of each month, as JSON."""
    keys = [column.key for column in _MONTHS]
    months = [dict(zip(keys, one, strict=True)) for one in by_month(found.cases)]
    return {"schema": "jtai.evidence-months/1", "months": months}


def data(found: Evidence, jtai: str) -> dict[str, object]:
    """Give every case and the summaries, as JSON."""
    return {
        "schema": "jtai.evidence/1",
        "jtai": jtai,
        "cases": [_case(case) for case in found.cases],
        "summary": picked_from(found.summaries, *_SUMMARY),
    }


def _case(case: Case) -> dict[str, object]:
    letter, measured = case.inspection, ("computed", "real", "working_days_late", "reasons")
    return {
        **picked(letter, "area", "theme"),
        "timetable": case.timetable.key,
        "notification": letter.notification,
        "fieldwork": picked(letter, "first=fieldwork_start", "last=fieldwork_end"),
        "publication": picked(case.publication, *measured),
        "statement": picked(case.statement, *measured),
        "explained_by": [
            {"milestone": milestone, "options": options}
            for milestone, options in case.explained_by.items()
        ],
        **picked(letter, "source_url", "notes"),
    }
