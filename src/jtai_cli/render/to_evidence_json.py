"""Evidence as JSON."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from jtai_cli import __version__
from jtai_cli.evidence import Case, Evidence, Explanation, Measured, Summary
from jtai_cli.render import measures
from jtai_cli.render.json_text import written


def evidence(evidence: Evidence) -> str:
    """Write the cases and what they come to: schema `jtai.evidence/1`.

    A day, or a number of working days, that cannot be told is null.
    """
    return written(
        {
            "schema": "jtai.evidence/1",
            "jtai": __version__,
            "cases": [_case(case) for case in evidence.cases],
            "summary": [_summary(one) for one in evidence.summaries],
        }
    )


def _case(case: Case) -> Mapping[str, Any]:
    letter = case.letter
    return {
        "area": letter.area,
        "theme": letter.theme,
        "timetable": case.timetable.key,
        "notification": _day(letter.notification),
        "fieldwork": {"first": _day(letter.fieldwork_first), "last": _day(letter.fieldwork_last)},
        "publication": _measured(case.publication),
        "statement": {
            **_measured(case.statement),
            "calendar_days_from_publication": _calendar_days(letter.published, letter.due),
        },
        "explained_by": list(case.explained_by),
        "explanations": [_explanation(one) for one in case.explanations],
        "source_url": letter.source_url,
        "notes": letter.notes,
    }


def _measured(measured: Measured) -> dict[str, Any]:
    return {
        "computed": _day(measured.computed),
        "real": _day(measured.real),
        "working_days_late": measured.working_days_late,
    }


def _explanation(one: Explanation) -> Mapping[str, Any]:
    return {
        "milestone": one.milestone,
        "causes": list(one.causes),
        "text": one.text,
        "command": measures.command(one) or None,
        "reading": one.reading,
    }


def _summary(one: Summary) -> Mapping[str, Any]:
    return {
        "timetable": one.timetable.key,
        "milestone": one.milestone,
        "cases": one.cases,
        "to_the_day": one.to_the_day,
        "early": one.early,
        "median": one.median,
        "p90": one.p90,
        "explained": one.explained,
        "causes": dict(one.causes),
        "unexplained": list(one.unexplained),
    }


def _calendar_days(published: date | None, due: date | None) -> int | None:
    return None if published is None or due is None else (due - published).days


def _day(day: date | None) -> str | None:
    return None if day is None else day.isoformat()
