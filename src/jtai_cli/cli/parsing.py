"""What every command and group does with its words, beyond what Typer does.

An option of one value is refused when it is given twice, or empty; what is mistyped is answered
with what was probably meant.
"""

import os
import re
from collections.abc import Iterator
from typing import Any

import typer
from typer.core import TyperCommand, TyperGroup

from jtai_cli.errors import FileError, UnknownNameError, UsageError, nearest_name, quoted

TYPED = "jtai.typed"
"""Under this key, a context keeps the options that were typed, by their first names."""
CONTEXT = {"help_option_names": ["-h", "--help"]}
_MEANT = (
    ("--year", re.compile(r"[0-9]{4}")),
    ("--fieldwork", re.compile(r"(\w+ )?[0-9].*")),
    ("--inspection", re.compile(r"[\w-]+")),
)
"""What a word that stands alone was probably the value of."""
_MINUS = "−"
"""What stands for the hyphen of a number, such as -10, which would be an option to Typer."""


class Command(TyperCommand):
    """A command that is careful with its words."""

    def parse_args(self, ctx: typer.Context, args: list[str]) -> list[str]:  # type: ignore[override]  # Typer's own type is private
        """Read the words."""
        args = [re.sub(r"^-(?=[0-9]+$)", _MINUS, word) for word in args]
        known = {
            name: one
            for one in self.get_params(ctx)
            if one.param_type_name == "option"
            for name in one.opts
        }
        if not ctx.resilient_parsing:
            ctx.meta[TYPED] = self._typed(ctx, args, known)
        ctx.allow_extra_args = True
        try:
            rest = super().parse_args(ctx, list(args))
        except typer.TyperException as error:
            raise usage_error(error, ctx) from None
        if ctx.args and not ctx.resilient_parsing:
            raise _too_many(ctx, " ".join(ctx.args), known)
        return rest

    def _typed(self, ctx: typer.Context, args: list[str], known: dict[str, Any]) -> set[str]:
        """Return the options that are typed, by their first names, and refuse what is empty."""
        typed = set[str]()
        arguments = (one for one in self.get_params(ctx) if one.param_type_name == "argument")
        words = [str(one.metavar) for one in arguments]
        for option, value in _words(args, known):
            if option is None:
                name = words.pop(0) if len(words) > 1 else "".join(words)
                if name and not value.strip():
                    raise _empty(name.removesuffix("S"))
                continue
            if option.opts[0] in typed and not getattr(option, "multiple", False):
                raise UsageError(f"{option.opts[0]} is given twice", "give it once")
            if value is not None and not value.strip():
                raise _empty(option.opts[0])
            if option.metavar == "FILE" and value and value.endswith(("/", os.sep)):
                raise FileError(f"{quoted(value)} is the name of a directory", "name a file in it")
            typed.add(option.opts[0])
        for option in known.values():
            variable = str(option.envvar)
            if os.environ.get(variable, variable) == "":
                raise UsageError(f"{variable} is empty", f"give it a value, or unset {variable}")
        return typed


def _empty(name: str) -> UsageError:
    return UsageError(f"{name} is empty", "give it a value, or leave it out")


def _words(args: list[str], known: dict[str, Any]) -> Iterator[tuple[Any, Any]]:
    """Give each option that is typed, as Typer will read it, and its value; None and a word."""
    words = iter(args)
    for word in words:
        if word == "--":
            yield from ((None, one) for one in words)
            return
        name, equals, value = word.partition("=")
        if word[:1] == "-" != word[1:2] and word[:2] in known:
            name, equals, value = word[:2], word[2:], word[2:]
        if name in known:
            option = known[name]
            if getattr(option, "is_flag", False):
                yield option, None
            else:
                yield option, value if equals else next(words, None)
        elif word[:1] != "-" or word == "-":
            yield None, word


def _too_many(ctx: typer.Context, text: str, known: dict[str, Any]) -> UsageError:
    for option, looks_like in _MEANT:
        if option in known and looks_like.fullmatch(text):
            value = f'"{text}"' if " " in text else text
            return UsageError(
                f"{option} is missing before '{quoted(text)}'",
                (f"{ctx.command_path} {option} {quoted(value)}"),
            )
    return UsageError(f"'{quoted(text)}' is a word too many", f"{ctx.command_path} --help")


class Group(TyperGroup):
    """A group that answers a mistyped command with the nearest."""

    def resolve_command(self, ctx: typer.Context, args: list[str]):  # type: ignore[no-untyped-def, override]  # noqa: ANN201 - Typer's own types are private
        """Find the command that is called."""
        names = self.list_commands(ctx)
        if args[0] not in names and args[0][:1] != "-" and not ctx.resilient_parsing:
            raise UnknownNameError.among("command", args[0], names, command=ctx.command_path)
        return super().resolve_command(ctx, args)


def group(
    help_text: str, example: str, *, cls: type[Group] = Group, has_completion: bool = False
) -> typer.Typer:
    """Make an app, or a group of commands in one, that prints its help where none is named."""
    app = typer.Typer(
        cls=cls,
        help=help_text,
        context_settings=CONTEXT,
        add_completion=has_completion,
        pretty_exceptions_enable=False,
        epilog=f"Example: {example}",
    )
    app.callback(invoke_without_command=True)(_show_help)
    return app


def _show_help(context: typer.Context) -> None:
    if context.invoked_subcommand is None:
        context.get_help()  # which Typer prints


def usage_error(error: typer.TyperException, ctx: typer.Context | None = None) -> UsageError:
    """Word what Typer says of mistyped options and arguments as one line and a hint."""
    context = ctx or getattr(error, "ctx", None)
    path = context.command_path if context else "jtai"
    name = getattr(error, "option_name", None)
    if name and context:
        known = {name: one for one in context.command.get_params(context) for name in one.opts}
        if name in known and not getattr(known[name], "is_flag", False):
            hint = f"{path} {name} {known[name].metavar}"
            return UsageError(f"{name} needs a value", hint)
        if name not in known:
            names = [one for one in known if one.startswith("--")]
            nearest = nearest_name(name, names, cutoff=0.7)
            hint = f"{path} {nearest or '--help'}"
            return UsageError(f"no option called '{quoted(name)}'", hint)
    message = quoted(error.format_message().rstrip("."), 200)
    return UsageError(message[:1].lower() + message[1:], f"{path} --help")
