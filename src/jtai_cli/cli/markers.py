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

    def run(words: Sequence[str], is_html: bool) -> str:
        found = _run(words, options)
        if found.answer is None:
            return found.text
        return fragment(found.answer, "html" if is_html else "markdown")

    def days(words: Sequence[str]) -> Days:
        found = _run(words, options).days
        assert found is not None, "the command date gives days"
        return found

    def timeline(words: Sequence[str]) -> Timeline | None:
        if not words and len(inspections) != 1:
            return None
        named = words or (f"--inspection={inspections[0]}",)
        return _run(("timeline", *named), options).timeline

    return Runner(run, days, timeline)


def _run(words: Sequence[str], options: Sequence[str]) -> ForPage:
    """Run the words of a marker, which name one of `COMMANDS`."""
    for word in words:
        option = word.partition("=")[0]
        if option in _REFUSED:
            raise UsageError(f"{option} cannot be used in a marker", f"leave out {option}")
    found = ForPage()
    try:
        _command(words[0]).main(
            args=[*words[1:], *_accepted(words, options)],
            prog_name=f"jtai {words[0]}",
            standalone_mode=False,
            obj=found,
        )
    except typer.TyperException as error:
        raise usage_error(error) from None
    return found


@cache
def _command(name: str) -> Any:  # noqa: ANN401 - Typer's own type is private
    module = import_module(f"{__package__}.{COMMANDS[name]}")
    return typer.main.get_command(module.app)


def _accepted(words: Sequence[str], options: Sequence[str]) -> list[str]:
    """Return those options of the whole run that a command has; each is one word."""
    command = _command(words[0])
    if words[0] == "themes":
        command = command.commands["show"]
    known = {name for one in command.params for name in one.opts}
    return [one for one in options if one.partition("=")[0] in known]
