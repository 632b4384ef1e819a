"""The command line: one module a command or group of commands.

The only place that prints, exits, or knows today. A command's module is imported when it is
called, so that none pays for what another needs.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Annotated

import typer

from jtai_cli import __version__
from jtai_cli.cli import console, shape

if TYPE_CHECKING:
    # Private to Typer, which is held below 0.29; they are the types of what is overridden here.
    from typer._click import Command, Context, HelpFormatter
    from typer._click.shell_completion import CompletionItem

COMMANDS = {
    "timeline": ("timeline", "Print every date, from one known date."),
    "explain": ("explain", "Tell why a date falls when it does: rule, source, count."),
    "next": ("upcoming", "Tell what falls today, what is overdue and what comes next."),
    "export": ("export", "Write files for Outlook, Excel, Word, the web and Markdown."),
    "look-ahead": ("look_ahead", "Set the possible fieldwork weeks of a period side by side."),
    "portfolio": ("portfolio", "Date many inspections at once, from a CSV file."),
    "evidence": ("evidence", "Tell what published inspections did, against the rules."),
    "plan": ("plan", "The area's inspections, kept in jtai.toml."),
    "docs": ("docs", "The dates in planning documents, kept true."),
    "themes": ("themes", "What inspectors look at: the themes, with every point."),
    "frameworks": ("frameworks", "The rules themselves: shown, checked, and their schema."),
    "days": ("days", "Move by working days, or count those between two days."),
    "bank-holidays": (
        "bank_holidays",
        "Which days are bank holidays, and whether the lists agree.",
    ),
    "doctor": ("doctor", "Tell what a report of a fault needs to know."),
    "completion": ("completion", "Print what teaches a shell to complete commands."),
    "help": ("topics", "Show a longer answer, such as how days are counted."),
}
"""Every command in the order that people meet them: its module, and what the list says of it."""


class _Whole(shape.Group):
    """All commands, each imported when it is called."""

    def list_commands(self, ctx: "Context") -> list[str]:  # noqa: ARG002 - as Typer calls it
        """Name the commands."""
        return list(COMMANDS)

    def get_command(self, ctx: "Context", cmd_name: str) -> "Command | None":  # noqa: ARG002 - as Typer calls it
        """Import a command; none where there is none of that name."""
        if cmd_name not in COMMANDS:
            return None
        command = typer.main.get_command(import_module(f"{__name__}.{COMMANDS[cmd_name][0]}").app)
        command.name = cmd_name
        return command

    def shell_complete(self, ctx: "Context", incomplete: str) -> "list[CompletionItem]":
        """Complete the name of a command, for which none of them is imported."""
        if not incomplete.startswith("-"):
            from jtai_cli.cli import completing

            told = {name: told for name, (_, told) in COMMANDS.items()}
            return completing.commands(told, incomplete)
        return super().shell_complete(ctx, incomplete)

    def format_commands(self, ctx: "Context", formatter: "HelpFormatter") -> None:  # noqa: ARG002 - as Typer calls it
        """Write the list of commands, for which none of them is imported."""
        with formatter.section("Commands"):
            formatter.write_dl([(name, told) for name, (_, told) in COMMANDS.items()])


app = shape.app(
    "Every date of a joint targeted area inspection, counted from one known date.",
    epilog="Example: jtai timeline --fieldwork 2025-03-03 --theme front-door",
    cls=_Whole,
)


@app.callback(invoke_without_command=True)
def _start(
    context: typer.Context,
    version: Annotated[
        bool,
        typer.Option("--version", "-V", is_eager=True, help="Print the version."),
    ] = False,
) -> None:
    if version:
        console.emit(f"jtai {__version__}\n", None, force=False)
        raise typer.Exit
    if context.invoked_subcommand is None:
        console.emit(f"{context.get_help()}\n", None, force=False)
