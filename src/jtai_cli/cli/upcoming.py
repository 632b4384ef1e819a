"""`jtai next`: what falls today and what comes next."""

import shlex
from typing import TYPE_CHECKING, Annotated

import typer

from jtai_cli import load
from jtai_cli.cli import asked, console, options, shape
from jtai_cli.cli.question import NOTIFICATION, Question, asks

if TYPE_CHECKING:
    from jtai_cli.dated import Timeline
    from jtai_cli.frameworks import Frameworks

FORMATS = ("text", "json")
EXAMPLE = "jtai next --fieldwork 2025-03-03 --today 2025-02-17"


@asks
def upcoming(
    question: Question,
    *,
    count: Annotated[
        int,
        typer.Option(
            min=0,
            metavar="N",
            help="How many of the next milestones to tell.",
            rich_help_panel="Output",
        ),
    ] = 5,
    format_name: Annotated[str | None, options.formats(*FORMATS)] = None,
    output: options.Output = None,
    force: options.Force = False,
    color: options.Color = "auto",
) -> int:
    """Tell what falls today, what is overdue and what comes next.

    Of one inspection, or without a known date of all in the plan.
    """
    format_name = asked.format_of(format_name, output, FORMATS)
    page = console.page(color, output)
    rules, today = question.rules(), question.dates.current()
    timelines = _timelines(question, rules)
    from jtai_cli.agenda import agenda

    told = agenda(timelines, today, count=count)
    if format_name == "json":
        from jtai_cli.render import to_json

        text = to_json.agenda(told)
    else:
        from jtai_cli.render import to_agenda

        called = [timeline for timeline in timelines if _call(timeline) == today]
        commands = [typed for timeline in called for typed in _commands(timeline, rules)]
        text = to_agenda.agenda(told, rules, called=called, commands=commands, page=page)
    console.emit(text, output, force=force)
    return 0


def _timelines(question: Question, rules: "Frameworks") -> "list[Timeline]":
    if question.names_one:
        return [question.timeline(rules)[0]]
    from jtai_cli.dating import dated

    planned = load.plan(question.plan, rules).inspections.values()
    return [dated(rules, one.inspection(), question.counting)[0] for one in planned]


def _call(timeline: "Timeline") -> object:
    """Return the day of the call, where the timetable has one."""
    if NOTIFICATION not in timeline.timetable.milestones:
        return None
    return timeline.dated(NOTIFICATION).first


def _commands(timeline: "Timeline", rules: "Frameworks") -> list[tuple[str, str]]:
    """Name the three commands to run on the day of the call."""
    from jtai_cli.milestones import Edge

    inspection = timeline.inspection
    fieldwork = timeline.fieldwork.day(Edge.FIRST)
    known = f"--fieldwork {fieldwork}"
    keep = ("jtai plan init", "keep the plan, with who owns what and what letters state")
    if inspection.name is not None:
        known = f"--inspection {shlex.quote(inspection.name)}"
        keep = (f"jtai plan show {shlex.quote(inspection.name)}", "what the plan holds")
    themes = ("jtai themes list", "the themes, and what inspectors look at in each")
    if inspection.theme is not None:
        title = rules.theme(inspection.theme).title
        themes = (f"jtai themes show {inspection.theme}", f"what inspectors look at: {title}")
    return [(f"jtai timeline {known}", "every date"), themes, keep]


app = shape.alone(upcoming, EXAMPLE)
