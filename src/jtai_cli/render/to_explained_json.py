"""Explanations as JSON: schema `jtai.explanation/1`, whose keys are an API."""

from dataclasses import asdict
from datetime import date
from typing import Any

from jtai_cli import __version__
from jtai_cli.bankholidays import Division
from jtai_cli.dates import weekday_name
from jtai_cli.explain import ExplainedReading, Explanation, Link
from jtai_cli.explain.counts import Count
from jtai_cli.frameworks import Frameworks
from jtai_cli.milestones import Milestone, Reading
from jtai_cli.render import reasons, words
from jtai_cli.render.json_text import written


def explanation(explanation: Explanation, frameworks: Frameworks, division: Division) -> str:
    """Write an explanation: schema `jtai.explanation/1`.

    `date` is the first day (null for what has none), and `computed` the one that the rule
    gives, to which `days` are counted, each with its number from 1. `lasts` are the working
    days, both ends included, of what lasts several.
    """
    dated, timeline = explanation.dated, explanation.timeline
    milestone, calendar = dated.milestone, timeline.calendar
    return written(
        {
            "schema": "jtai.explanation/1",
            "jtai": __version__,
            "timetable": timeline.timetable.key,
            "division": division,
            "milestone": milestone.key,
            "title": milestone.title,
            "date": _day(dated.first),
            "last": _day(dated.last),
            "date_is": dated.date_is,
            "computed": _day(dated.computed),
            "slipped": dated.slipped,
            "provisional": dated.provisional,
            **_rule(milestone, explanation, frameworks),
            "detail": list(milestone.detail),
            "proved": milestone.proved,
            "chain": [_link(link, explanation) for link in explanation.chain],
            **_count(explanation.count),
            "lasts": None if explanation.length is None else _count(explanation.length),
            "readings": [_reading(one, explanation, frameworks) for one in explanation.readings],
            "bank_holidays": [
                {
                    "date": _day(one.day),
                    "name": one.name,
                    "status": "projected" if one.is_projected else "published",
                }
                for one in explanation.rests_on
            ],
            "published_to": _day(calendar.published_to),
            "notes": [
                {"code": note.code, "text": note.text} for note in timeline.notes_on(milestone.key)
            ],
        }
    )


def _rule(
    of: Milestone | Reading, explanation: Explanation, frameworks: Frameworks
) -> dict[str, Any]:
    source = reasons.source(of, frameworks)
    return {
        "rule": asdict(of.rule),
        "sentence": words.rule(of, explanation.timeline.timetable),
        "source": source.key,
        "source_title": source.title,
        "source_url": source.url,
        "basis": of.basis,
    }


def _link(link: Link, explanation: Explanation) -> dict[str, Any]:
    dated = link.dated
    return {
        "milestone": dated.milestone.key,
        "date": _day(dated.first),
        "last": _day(dated.last),
        "date_is": dated.date_is,
        "sentence": words.rule(dated.milestone, explanation.timeline.timetable),
        "counted": None if link.count is None else abs(link.count.counted),
    }


def _reading(
    explained: ExplainedReading, explanation: Explanation, frameworks: Frameworks
) -> dict[str, Any]:
    dated = explained.dated
    return {
        "key": dated.reading.key,
        "label": dated.reading.label,
        "date": _day(dated.day),
        **_rule(dated.reading, explanation, frameworks),
        "provisional": dated.provisional,
        "agrees": dated.agrees,
        **_count(explained.count),
    }


def _count(count: Count | None) -> dict[str, Any]:
    if count is None:
        return {"counted": None, "days": []}
    return {
        "counted": abs(count.counted),
        "days": [
            {
                "date": _day(day.day),
                "weekday": weekday_name(day.day),
                "counted": day.counted,
                "why": day.why,
            }
            for day in count.days
        ],
    }


def _day(day: date | None) -> str | None:
    return None if day is None else day.isoformat()
