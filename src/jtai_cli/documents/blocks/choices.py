"""What the settings of a block choose: a heading, a format, columns, phases, milestones."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from enum import StrEnum

from jtai_cli.dated import DatedMilestone, Timeline
from jtai_cli.documents.blocks.asked import Asked
from jtai_cli.documents.language import Language
from jtai_cli.errors import UnknownNameError, UsageError
from jtai_cli.frameworks import Frameworks
from jtai_cli.render.pieces import Heading

_LEVEL, _LEVELS = 3, ("1", "2", "3", "4", "5", "6")


class Shape(StrEnum):
    """How dates stand on a page; HTML is a table or a list in HTML, on a page in Markdown too."""

    TABLE = "table"
    LIST = "list"
    HTML = "html"


def heading(settings: Mapping[str, str]) -> tuple[Heading, ...]:
    """Return the heading that is asked for, if one is.

    Raises:
        UsageError: it is empty, or its level is none, or stands alone.
    """
    text, level = settings.get("heading"), settings.get("level", str(_LEVEL))
    if text is None:
        if "level" in settings:
            raise UsageError("level= is that of a heading", f'heading="Dates" level={level}')
        return ()
    if not text.strip():
        raise UsageError("heading= is empty", "a text, or leave it out")
    if level not in _LEVELS:
        raise UsageError(f"level={level} is no level of a heading", "a number from 1 to 6")
    return (Heading(text, int(level)),)


def shape(asked: Asked, default: Shape) -> Shape:
    """Return the format that is asked for, or the block's own.

    Raises:
        UnknownNameError: there is no such format.
        UsageError: HTML is asked for where none can stand.
    """
    name = asked.settings.get("format")
    if name is None:
        return default
    if name not in list(Shape):
        raise UnknownNameError.among("format", name, Shape)
    if name == Shape.HTML:
        _refuse_html(asked)
        return default
    return Shape(name)


def is_html(asked: Asked) -> bool:
    """Tell whether a block is written in HTML whatever the page."""
    return asked.settings.get("format") == Shape.HTML


def _refuse_html(asked: Asked) -> None:
    if asked.language not in {Language.MARKDOWN, Language.HTML}:
        raise UsageError(
            f"format=html is for Markdown and HTML, not for {asked.language}",
            "format=table or format=list",
        )


def columns(asked: Asked, known: Collection[str], default: Sequence[str]) -> Sequence[str]:
    """Return the columns that are asked for, or the block's own.

    Raises:
        UnknownNameError: there is no such column.
        UsageError: one is named twice.
    """
    text = asked.settings.get("columns")
    return default if text is None else _named("column", text, known)


def milestones(asked: Asked, timeline: Timeline) -> tuple[DatedMilestone, ...]:
    """Return the milestones that are asked for, by their phases and keys; otherwise all.

    Raises:
        UnknownNameError: there is no such phase or milestone.
        UsageError: one is named twice, or none is left.
    """
    phases = _some(asked, "phases", asked.rules.phases)
    keys = _some(asked, "milestones", timeline.timetable.milestones)
    chosen = tuple(
        dated
        for dated in timeline.milestones
        if dated.milestone.phase in phases and dated.milestone.key in keys
    )
    if not chosen:
        told = " ".join(
            f"{name}={asked.settings[name]}"
            for name in ("phases", "milestones")
            if name in asked.settings
        )
        raise UsageError(
            f"no milestone of {timeline.timetable.key} is chosen by {told}",
            f"phases={','.join(_phases(timeline, asked.rules))}",
        )
    return chosen


def _phases(timeline: Timeline, rules: Frameworks) -> Iterable[str]:
    held = {dated.milestone.phase for dated in timeline.milestones}
    return (key for key in rules.phases if key in held)


def _some(asked: Asked, setting: str, known: Collection[str]) -> Collection[str]:
    text = asked.settings.get(setting)
    return known if text is None else _named(setting.removesuffix("s"), text, known)


def _named(kind: str, text: str, known: Collection[str]) -> tuple[str, ...]:
    """Read names with commas between them."""
    names = tuple(name.strip() for name in text.split(","))
    for number, name in enumerate(names):
        if name not in known:
            raise UnknownNameError.among(kind, name, known)
        if name in names[:number]:
            raise UsageError(f"the {kind} '{name}' is named twice", f"{name} once")
    return names
