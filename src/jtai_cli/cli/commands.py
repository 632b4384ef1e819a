"""Functions made into commands, with the options that they share."""

import re
from collections.abc import Callable
from dataclasses import fields
from functools import wraps
from inspect import Parameter, Signature, signature
from typing import Any

import typer

from jtai_cli.cli.call import Call
from jtai_cli.cli.options import PANELS, option
from jtai_cli.cli.parsing import TYPED, Command
from jtai_cli.errors import UsageError

WORDS = ("table", "json", "markdown", "html", "docx")
TABLES = (*WORDS, "csv", "plain", "xlsx")
"""The formats of a result of words, and of one with tables too; the first is the default."""
_OUTPUT = ("format_name", "to_file", "force", "color")
_ORDER = {None: -2} | {panel: place for place, panel in enumerate(PANELS)}
"""Arguments come first, then the panels of the command's own, then the shared ones."""
_KEYWORD = Parameter.KEYWORD_ONLY
Run = Callable[..., int | None]


def command(
    help_text: str,
    example: str,
    *,
    app: typer.Typer | None = None,
    name: str | None = None,
    takes: tuple[str, ...] = (),
    formats: tuple[str, ...] = (),
) -> Callable[[Run], typer.Typer]:
    """Make a function a command, in a group or alone, that takes shared options.

    With `formats` it has an output, and takes the options of that too. The function is given its
    own options and, as `call`, the shared ones.
    """
    to = app or typer.Typer(add_completion=False)
    text = f"{', '.join(formats)}; else by the ending of the file, else {''.join(formats[:1])}."
    chosen = option("FORMAT", text, "--format", complete=formats)
    taken = (*takes, *(_OUTPUT if formats else ()))
    shared = [one for one in fields(Call) if one.name in taken]

    def add(run: Run) -> typer.Typer:
        shown = list(signature(run).parameters.values())[1:]
        for one in shared:
            default = chosen if one.name == "format_name" else one.default
            shown.append(Parameter(one.name, _KEYWORD, default=default, annotation=one.type))
        shown.sort(key=lambda one: _ORDER.get(one.default.rich_help_panel, -1))
        shown.append(Parameter("context", _KEYWORD, annotation=typer.Context))

        @wraps(run)
        def spread(context: typer.Context, **given: Any) -> int | None:  # noqa: ANN401 - as Typer reads it
            typed = frozenset(context.meta.get(TYPED, ()))
            options: dict[str, Any] = dict.fromkeys(one.name for one in fields(Call))
            options |= {one.name: given.pop(one.name) for one in shared}
            options |= {"formats": formats, "typed": typed, "page": context.obj}
            if str(options["to_file"]) == "-":
                options["to_file"] = None
            call = Call(**options)
            if "--today" in typed or (call.today is not None and call.page is None):
                call.current_day  # noqa: B018 - what is no date is refused, needed or not
            # The rows that --keep-going leaves out are a file too.
            if call.force and call.to_file is None and not given.get("keep_going"):
                raise UsageError("--force changes nothing without a file to write", "-o FILE")
            return run(call, **given)

        parameters = [one.replace(kind=_KEYWORD) for one in shown]
        spread.__signature__ = Signature(parameters)  # type: ignore[attr-defined]  # unknown to typing
        spread.__annotations__ = {one.name: one.annotation for one in shown}
        to.command(
            name,
            cls=Command,
            help=help_text,
            short_help=f"{re.split('[.:;] ', help_text)[0].removesuffix('.')}.",
            epilog=f"Example: {example}",
        )(spread)
        return to

    return add
