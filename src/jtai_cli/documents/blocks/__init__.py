"""What each block of a page says, as the lines that stand between its markers.

It depends on what is asked, the plan and the rules only: never on today, a width or a locale.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from types import MappingProxyType

from jtai_cli.documents.blocks import choices, dates, sentences
from jtai_cli.documents.blocks.asked import Asked
from jtai_cli.documents.language import Language
from jtai_cli.errors import UnknownNameError
from jtai_cli.render.pieces import (
    Piece,
    to_asciidoc,
    to_html,
    to_ini,
    to_latex,
    to_markdown,
    to_rest,
    to_text,
    to_yaml,
)

__all__ = ["ARGUMENT", "KEYS", "NAMES", "Asked", "needs_timeline", "written"]

_HEADED = ("heading", "level")
_CHOSEN = ("phases", "milestones", *_HEADED)

KEYS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "timeline": ("format", "columns", *_CHOSEN),
        "milestone": _HEADED,
        "gantt": _HEADED,
        "mermaid": _HEADED,
        "theme": _HEADED,
        "readings": ("format", *_HEADED),
        "explain": _HEADED,
        "next-steps": ("format", *_CHOSEN),
    }
)
"""The settings that each block takes, besides those that date an inspection."""

NAMES: tuple[str, ...] = tuple(KEYS)

ARGUMENT: Mapping[str, str | None] = MappingProxyType(
    {
        "timeline": None,
        "milestone": "milestone",
        "gantt": None,
        "mermaid": None,
        "theme": "theme",
        "readings": "milestone",
        "explain": "milestone",
        "next-steps": None,
    }
)
"""What a block may name behind its own name; `milestone` and `explain` must."""

_SAID: Mapping[str, Callable[[Asked], Iterable[Piece]]] = {
    "timeline": dates.timeline,
    "milestone": dates.milestone,
    "gantt": dates.gantt,
    "mermaid": dates.mermaid,
    "theme": sentences.theme,
    "readings": sentences.readings,
    "explain": sentences.explain,
    "next-steps": sentences.next_steps,
}
_WRITTEN: Mapping[Language, Callable[[Sequence[Piece]], str]] = {
    Language.MARKDOWN: to_markdown.written,
    Language.HTML: to_html.written,
    Language.REST: to_rest.written,
    Language.ASCIIDOC: to_asciidoc.written,
    Language.LATEX: to_latex.written,
    Language.YAML: to_yaml.written,
    Language.INI: to_ini.written,
    Language.TEXT: to_text.written,
}


def needs_timeline(name: str, argument: str | None) -> bool:
    """Tell whether a block needs an inspection: all do, but for a theme that is named."""
    return name != "theme" or argument is None


def written(asked: Asked) -> str:
    r"""Write a block: lines that each end with "\n", the blank ones at both ends included.

    Raises:
        UnknownNameError: the block, its argument or what a setting names is not known.
        UsageError: a setting has a wrong value, or the page's language cannot hold the block.
    """
    if asked.name not in _SAID:
        raise UnknownNameError.among("block", asked.name, NAMES)
    heading = choices.heading(asked.settings)
    pieces = (*heading, *_SAID[asked.name](asked))
    if choices.is_html(asked):
        told = to_html.written(pieces)
        return f"\n{told}\n" if asked.language is Language.MARKDOWN else told
    return _WRITTEN[asked.language](pieces)
