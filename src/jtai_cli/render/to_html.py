"""A page (HTML): one file that asks nobody for anything, to be read, sent and printed."""

from datetime import date
from functools import cache
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined, Template
from markupsafe import Markup

from jtai_cli import __version__
from jtai_cli.bankholidays import Division
from jtai_cli.dated import DatedMilestone, Timeline
from jtai_cli.dates import say
from jtai_cli.frameworks import Frameworks
from jtai_cli.milestones import Basis, Fieldwork, WorkingDays
from jtai_cli.render import account, facts, to_svg, when, words


def page(timeline: Timeline, frameworks: Frameworks, division: Division) -> str:
    """Write a timeline as a page: at a glance, bar chart, table, readings, notes, theme, sources.

    Raises:
        UsageError: a text that people wrote holds a control character.
    """
    told = account.of(timeline, frameworks)
    theme = told.theme
    return _template().render(
        told=told,
        timeline=timeline,
        glance=[row for row in told.rows() if _is_key_date(row.dated)],
        charts=[
            (layout.name, Markup(to_svg.chart(told, layout)))  # noqa: S704 - escaped where it is drawn
            for layout in (to_svg.WIDE, to_svg.SLIM)
        ],
        division=words.division(division),
        theme_facts=[] if theme is None else _theme_facts(told, frameworks),
        points=[] if theme is None else theme.groups,
        sources=list(facts.relied_on(timeline, frameworks)),
        edition=frameworks.edition,
        version=__version__,
    )


@cache
def _template() -> Template:
    environment = Environment(
        loader=PackageLoader("jtai_cli", "render"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    told: dict[str, Any] = {"say": say, "day": words.day, "days": _days}
    environment.filters |= told
    environment.globals |= {"caution": words.CAUTION, "bases": facts.BASES}
    return environment.get_template("timeline.html.jinja")


def _is_key_date(dated: DatedMilestone) -> bool:
    """Tell whether a date stands at the top: official ones of one day, and fieldwork."""
    is_one = isinstance(dated.milestone.rule, WorkingDays | Fieldwork)
    return is_one and dated.milestone.basis is not Basis.LOCAL


def _days(dated: DatedMilestone) -> Markup:
    """Mark a milestone's days up, so that programs find them."""
    if dated.first == dated.last:
        return _time(dated.last, when.full(dated))
    if dated.first is None:
        return Markup("to ") + _time(dated.last, when.full(dated).removeprefix("to "))
    first, dash, last = when.full(dated).rpartition("–")
    start, end = first.rstrip(), last.lstrip()
    return Markup("{}{}{}").format(
        _time(dated.first, start), f" {dash} " if " " in start else dash, _time(dated.last, end)
    )


def _time(day: date, told: str) -> Markup:
    return Markup('<time datetime="{}">{}</time>').format(day.isoformat(), told)


def _theme_facts(told: account.Account, frameworks: Frameworks) -> list[facts.Fact]:
    assert told.theme is not None, "asked for where there is a theme"
    held = [facts.in_force(told.theme), *facts.of_theme(told.theme, frameworks)]
    return [(label, tuple(words.sentence(line) for line in lines)) for label, lines in held]
