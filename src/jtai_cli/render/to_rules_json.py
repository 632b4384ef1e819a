"""JSON of themes and rules: one explicit function a schema, for its keys are an API."""

from collections.abc import Iterable
from dataclasses import asdict
from typing import Any

from jtai_cli import __version__
from jtai_cli.frameworks import Frameworks, Timetable
from jtai_cli.milestones import Milestone, Reading
from jtai_cli.render import facts, habits, words
from jtai_cli.render.json_text import written
from jtai_cli.themes import FoundPoint, InForce, Theme


def themes(themes: Iterable[Theme]) -> str:
    """Write a list of themes: schema `jtai.themes/1`."""
    return written(
        {
            "schema": "jtai.themes/1",
            "themes": [
                {
                    "key": theme.key,
                    "title": theme.title,
                    "in_force": [_in_force(period) for period in theme.in_force],
                    "inspectorates": list(theme.inspectorates),
                    "series": theme.series,
                    "status": theme.status,
                }
                for theme in themes
            ],
        }
    )


def theme(theme: Theme, frameworks: Frameworks) -> str:
    """Write everything known of a theme: schema `jtai.theme/1`."""
    return written(
        {
            "schema": "jtai.theme/1",
            "key": theme.key,
            "title": theme.title,
            "official_title": theme.official_title,
            "series": theme.series,
            "published": theme.published,
            "in_force": [_in_force(period) for period in theme.in_force],
            "status": theme.status,
            "inspectorates": list(theme.inspectorates),
            "agencies": list(theme.agencies),
            "looked_at_too": list(theme.looked_at_too),
            "out_of_scope": theme.out_of_scope,
            "ages": theme.ages,
            "basis": theme.basis,
            "note": theme.note,
            "url": theme.url,
            "groups": [
                {"heading": group.heading, "points": list(group.points)} for group in theme.groups
            ],
            "sources": [asdict(source) for source in facts.sources(theme, frameworks)],
            "findings": [asdict(finding) for finding in theme.findings],
        }
    )


def found(points: Iterable[FoundPoint], words: Iterable[str]) -> str:
    """Write what a search for words found: schema `jtai.search/1`."""
    return written(
        {
            "schema": "jtai.search/1",
            "words": list(words),
            "points": [
                {
                    "theme": one.theme.key,
                    "title": one.theme.title,
                    "number": one.number,
                    "heading": one.heading,
                    "point": one.point,
                }
                for one in points
            ],
        }
    )


def frameworks(frameworks: Frameworks) -> str:
    """Write the rules as they stand: schema `jtai.frameworks/1`."""
    period, quiet = frameworks.pre_election_period, frameworks.christmas
    return written(
        {
            "schema": "jtai.frameworks/1",
            "jtai": __version__,
            "edition": frameworks.edition.isoformat(),
            "timetables": [_timetable(one) for one in frameworks.timetables.values()],
            "pre_election_period": None if period is None else asdict(period),
            "polling_days": [
                {
                    "date": polled.day.isoformat(),
                    "poll": polled.poll,
                    "source": polled.source,
                    "period_first": polled.period_first and polled.period_first.isoformat(),
                }
                for polled in frameworks.polling_days
            ],
            "christmas": None if quiet is None else asdict(quiet),
            "one_off_bank_holidays": [
                {
                    "date": one.day.isoformat(),
                    "proclaimed": one.proclaimed.isoformat(),
                    "source": one.source,
                    "in_place_of": one.in_place_of and one.in_place_of.isoformat(),
                }
                for one in frameworks.one_off_bank_holidays
            ],
            "preparation": _preparation(frameworks),
            "sources": [asdict(source) for source in frameworks.sources.values()],
        }
    )


def _preparation(frameworks: Frameworks) -> dict[str, Any] | None:
    preparation = frameworks.preparation
    if preparation is None:
        return None
    return {
        "division": preparation.division,
        "habits": [
            {**asdict(habit), "rule_in_words": habits.rule(habit, frameworks)}
            for habit in preparation.habits.values()
        ],
    }


def _in_force(period: InForce) -> dict[str, Any]:
    return {
        "first": period.first.isoformat(),
        "last": period.last and period.last.isoformat(),
        "basis": period.basis,
    }


def _timetable(timetable: Timetable) -> dict[str, Any]:
    return {
        "key": timetable.key,
        "title": timetable.title,
        "name": timetable.name,
        "in_force": _in_force(timetable.in_force),
        "division": timetable.division,
        "note": timetable.note,
        "milestones": [_milestone(one, timetable) for one in timetable.milestones.values()],
    }


def _milestone(milestone: Milestone, timetable: Timetable) -> dict[str, Any]:
    return {
        "key": milestone.key,
        "title": milestone.title,
        "name": milestone.name,
        "phase": milestone.phase,
        "who": list(milestone.who),
        "rule": asdict(milestone.rule),
        "rule_in_words": words.rule(milestone, timetable),
        "basis": milestone.basis,
        "source": milestone.source,
        "detail": list(milestone.detail),
        "conditional": milestone.conditional,
        "skips_closures": milestone.skips_closures,
        "counted_from": milestone.counted_from,
        "weekday": milestone.weekday,
        "held_before_polls": milestone.held_before_polls,
        "proved": milestone.proved,
        "caveat": milestone.caveat,
        "readings": [_reading(one, timetable) for one in milestone.readings.values()],
    }


def _reading(reading: Reading, timetable: Timetable) -> dict[str, Any]:
    return {
        "key": reading.key,
        "label": reading.label,
        "rule": asdict(reading.rule),
        "rule_in_words": words.rule(reading, timetable),
        "basis": reading.basis,
        "source": reading.source,
    }
