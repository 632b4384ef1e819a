"""What the words of a marker run: the same commands, for a page that takes the answer itself."""

from collections.abc import Sequence
from functools import cache
from typing import Any

import typer

from jtai_cli.cli import app
from jtai_cli.cli.commands import ForPage
from jtai_cli.cli.parsing import usage_error
from jtai_cli.errors import UsageError
from jtai_cli.formats import fragment
from jtai_cli.kinds import Days
from jtai_cli.pages import Runner
from jtai_cli.timeline import Timeline

_REFUSED = frozenset({
    "--output", "-o", "--format", "--force", "--color", "--colour", "--frameworks", "--plan",
    "--bank-holidays", "--avoid", "--strict", "--help", "-h", "--dates-only",
})  # fmt: skip
"""Options that write, read other files or depend on the terminal."""


def page_runner(options: tuple[str, ...], inspections: Sequence[str]) -> Runner:
    """Return what runs the words of markers; `options` of the whole run are added to each.

    Sentences are compared with the only one of the plan's `inspections` where a page names none.
    """
    timelines: dict[str, Timeline] = {}

    def run(words: Sequence[str], is_html: bool) -> tuple[str, Days | None]:
        found = _run(words, options, timelines)
        if found.answer is None:
            return found.date
        return fragment(found.answer, "html" if is_html else "markdown"), None

    def timeline(words: Sequence[str]) -> Timeline | None:
        if not words and len(inspections) != 1:
            return None
        named = words or (f"--inspection={inspections[0]}",)
        return _run(("timeline", *named), options, timelines).timeline

    return Runner(run, timeline)


def _run(words: Sequence[str], options: tuple[str, ...], timelines: dict[str, Timeline]) -> ForPage:
    """Run the words of a marker, which name a command, with those options that it has."""
    typed = frozenset(word.partition("=")[0] for word in words if word.startswith("-"))
    for option in sorted(typed & _REFUSED):
        raise UsageError(f"{option} cannot be used in a marker", f"leave out {option}")
    command, added = _command(words[0], typed, options)
    found = ForPage(timelines=timelines)
    try:
        with command.make_context(f"jtai {words[0]}", [*words[1:], *added], obj=found) as context:
            command.invoke(context)
    except typer.TyperException as error:
        raise usage_error(error) from None
    return found


@cache
def _command(name: str, typed: frozenset[str], options: tuple[str, ...]) -> tuple[Any, list[str]]:
    """Return a command, and those options of the whole run that it has."""
    group: Any = typer.main.get_command(app)
    _, command, _ = group.resolve_command(typer.Context(group), [name])
    shown = command.commands["show"] if name == "themes" else command
    known = {name for one in shown.params for name in one.opts}
    added = [one for one in options if one.partition("=")[0] in known]
    wanted = typed.union(one.partition("=")[0] for one in added)
    # Typer takes its time over each option, typed or not: with all of them, a check of 1,000 pages
    # took 5.6 s and not 4.5 s. Where one is unknown, all are kept, and the nearest one is named.
    if typed <= known:
        shown.context_settings = {"help_option_names": []}
        shown.params = [
            one
            for one in shown.params
            if one.param_type_name == "argument" or wanted.intersection(one.opts)
        ]
    return command, added
