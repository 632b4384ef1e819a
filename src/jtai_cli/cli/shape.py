"""How commands look: plain help in groups, and unknown commands told with the nearest name."""

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

import typer
from typer.core import TyperCommand, TyperGroup

from jtai_cli.cli import console
from jtai_cli.errors import UnknownNameError, UsageError

if TYPE_CHECKING:
    # Private to Typer, which is held below 0.29; they are the types of what is overridden here.
    from typer._click import Command as AnyCommand
    from typer._click import Context, HelpFormatter
    from typer._click.core import Parameter
    from typer._click.parser import _OptionParser

HELP = {"help_option_names": ["-h", "--help"], "max_content_width": 80, "terminal_width": 80}
_ARGUMENTS, _OPTIONS = "Arguments", "Options"
_ORDER = {_ARGUMENTS: -1, _OPTIONS: 1}
"""Which headings stand before and behind those that options name."""


class Command(TyperCommand):
    """A command whose help lists the options under the headings that they name."""

    def make_parser(self, ctx: "Context") -> "_OptionParser":
        """Make the reader of the arguments, which Typer's own is but for one thing.

        It refuses (UsageError) an option that takes one value and is given twice; Typer would
        take the last.
        """
        parser = super().make_parser(ctx)
        read = parser.parse_args

        def read_once(
            args: list[str],
        ) -> "tuple[dict[str, object], list[str], list[Parameter]]":
            values, rest, given = read(args=args)
            for parameter in given:
                if given.count(parameter) > 1 and not getattr(parameter, "multiple", True):
                    raise UsageError(f"{parameter.opts[0]} is given twice", "give it once")
            return values, rest, given

        parser.parse_args = read_once  # type: ignore[method-assign]  # Typer offers no other way
        return parser

    def get_help_option_names(self, ctx: "Context") -> list[str]:
        """Name the options that ask for help, in one order: Typer takes them out of a set."""
        return _in_order(super().get_help_option_names(ctx), ctx)

    def collect_usage_pieces(self, ctx: "Context") -> list[str]:
        """Name the arguments of the usage line, without the braces that Typer puts on them."""
        return [piece.strip("{}") for piece in super().collect_usage_pieces(ctx)]

    def format_options(self, ctx: "Context", formatter: "HelpFormatter") -> None:
        """Write the arguments, then the options, grouped."""
        grouped: dict[str, list[tuple[str, str]]] = {}
        for parameter in self.get_params(ctx):
            record = parameter.get_help_record(ctx)
            assert record is not None, "no option is hidden"
            other = _ARGUMENTS if parameter.param_type_name == "argument" else _OPTIONS
            heading = getattr(parameter, "rich_help_panel", None) or other
            grouped.setdefault(heading, []).append(record)
        _write(formatter, sorted(grouped.items(), key=lambda group: _ORDER.get(group[0], 0)))


class Group(TyperGroup):
    """A group of commands, listed in the order that people meet them."""

    def get_help_option_names(self, ctx: "Context") -> list[str]:
        """Name the options that ask for help, in one order: Typer takes them out of a set."""
        return _in_order(super().get_help_option_names(ctx), ctx)

    def parse_args(self, ctx: "Context", args: list[str]) -> list[str]:
        """Read the arguments; without any, show the help."""
        if not args and not self.invoke_without_command and not ctx.resilient_parsing:
            console.emit(f"{ctx.get_help()}\n", None, force=False)
            ctx.exit()
        return list(super().parse_args(ctx, args))

    def resolve_command(
        self, ctx: "Context", args: list[str]
    ) -> "tuple[str | None, AnyCommand | None, list[str]]":
        """Find the command that is called.

        Raises:
            UnknownNameError: there is none of that name.
        """
        name = args[0]
        names = self.list_commands(ctx)
        if name not in names and not name.startswith("-"):
            raise UnknownNameError.among("command", name, names, command=ctx.command_path)
        return super().resolve_command(ctx, args)


def _in_order(names: Iterable[str], ctx: "Context") -> list[str]:
    return sorted(names, key=ctx.help_option_names.index)


def _write(
    formatter: "HelpFormatter",
    groups: Iterable[tuple[str, list[tuple[str, str]]]],
) -> None:
    for heading, records in groups:
        with formatter.section(heading):
            formatter.write_dl(records)


def app(help_text: str, *, cls: type[Group] = Group, epilog: str | None = None) -> typer.Typer:
    """Make an app, or a group of commands in one, of this program's shape."""
    return typer.Typer(
        cls=cls,
        help=help_text,
        context_settings=HELP,
        add_completion=False,
        rich_markup_mode=None,
        pretty_exceptions_enable=False,
        epilog=epilog,
    )


def command(
    to: typer.Typer, name: str, example: str, *, cls: type[Command] = Command
) -> Callable[[Callable[..., int]], Callable[..., int]]:
    """Add a function as a command, with an example under its help."""
    return to.command(name, cls=cls, context_settings=HELP, epilog=f"Example: {example}")


def alone(run: Callable[..., int], example: str, *, cls: type[Command] = Command) -> typer.Typer:
    """Make an app of one command, with an example under its help."""
    single = app("")
    command(single, "", example, cls=cls)(run)
    return single


def usage_error(error: typer.TyperException) -> UsageError:
    """Turn what Typer says of mistyped options into this program's words."""
    message = error.format_message().rstrip(".")
    nearest = getattr(error, "possibilities", None)
    context = getattr(error, "ctx", None)
    hint = f"{context.command_path if context else 'jtai'} --help"
    if nearest:  # the message then names them all, in its own way
        message, hint = error.message.rstrip("."), " or ".join(sorted(nearest))
    return UsageError(message[:1].lower() + message[1:], hint)
