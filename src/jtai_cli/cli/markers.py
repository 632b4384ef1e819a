"""What the words of a marker run: the same commands, for a page that takes the answer itself."""

from collections.abc import Sequence
from functools import cache
from importlib import import_module
from typing import Any

import typer

from jtai_cli.cli.commands import ForPage
from jtai_cli.cli.parsing import usage_error
from jtai_cli.errors import UsageError
from jtai_cli.formats import fragment
from jtai_cli.kinds import Days
from jtai_cli.pages import Runner
from jtai_cli.timeline import Timeline

COMMANDS = {
    "timeline": "timeline",
    "explain": "explain",
    "themes": "themes",
    "about": "about",
    "next": "upcoming",
    "look-ahead": "look_ahead",
    "date": "single_date",
}
"""The commands that a marker can run, and their modules."""
_REFUSED = frozenset({
    "--output", "-o", "--format", "--force", "--color", "--colour", "--frameworks", "--plan",
    "--bank-holidays", "--avoid", "--strict", "--help", "-h", "--dates-only",
})  # fmt: skip
"""Options that write, read other files or depend on the terminal."""


def page_runner(options: Sequence[str], inspections: Sequence[str]) -> Runner:
    """Return what runs the words of markers; `options` of the whole run are added to each.

    Sentences are compared with the only one of the plan's `inspections` where a page names none.
    """
    timelines: dict[str, Timeline] = {}

    def run(words: Sequence[str], is_html: bool) -> str:
        found = _run(words, options, timelines)
        if found.answer is None:
            return found.text
        return fragment(found.answer, "html" if is_html else "markdown")

    def days(words: Sequence[str]) -> Days:
        found = _run(words, options, timelines).days
        assert found is not None, "the command date gives days"
        return found

    def timeline(words: Sequence[str]) -> Timeline | None:
        if not words and len(inspections) != 1:
            return None
        named = words or (f"--inspection={inspections[0]}",)
        return _run(("timeline", *named), options, timelines).timeline

    return Runner(run, days, timeline)


def _run(
    words: Sequence[str],
    options: Sequence[str],
    timelines: dict[str, Timeline],
    *,
    is_again: bool = False,
) -> ForPage:
    """Run the words of a marker, which name a command, with those options that it has."""
    for word in words:
        option = word.partition("=")[0]
        if option in _REFUSED:
            raise UsageError(f"{option} cannot be used in a marker", f"leave out {option}")
    name, command = words[0], _command(words[0])
    shown = command.commands["show"] if name == "themes" else command
    known = {name for one in shown.params for name in one.opts}
    args = [*words[1:], *(one for one in options if one.partition("=")[0] in known)]
    if not is_again:
        # Typer takes time for each option that a command has, whether it is typed or not.
        typed = known.intersection(word.partition("=")[0] for word in args)
        command = _command(name, frozenset(typed))
    found = ForPage(timelines=timelines)
    try:
        with command.make_context(f"jtai {name}", args, obj=found) as context:
            command.invoke(context)
    except (typer.TyperException, UsageError) as error:
        if not is_again:  # an error names the nearest of all options
            return _run(words, options, timelines, is_again=True)
        raise error if isinstance(error, UsageError) else usage_error(error) from None
    return found


@cache
def _command(name: str, typed: frozenset[str] | None = None) -> Any:  # noqa: ANN401 - Typer's own type is private
    """Return a command, with all of its options or only those that are typed."""
    command = typer.main.get_command(import_module(f"{__package__}.{COMMANDS[name]}").app)
    if typed is not None:
        command.context_settings = {"help_option_names": []}
        command.params = [
            one
            for one in command.params
            if one.param_type_name == "argument" or typed.intersection(one.opts)
        ]
    return command
