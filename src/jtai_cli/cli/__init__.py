"""The command line: one module a command or group of commands.

The only place that prints, exits, or knows today. `COMMANDS` lists every command with its help
line, so that `--help` imports none of them.
"""

from importlib import import_module
from typing import Annotated

import typer

from jtai_cli import __version__
from jtai_cli.cli import console, parsing

COMMANDS = {
    "timeline": ("timeline", "Print every date, from one known date."),
    "date": ("single_date", "Print one date, for scripts and pages."),
    "explain": ("explain", "Explain why a date falls when it does, counted day by day."),
    "next": ("upcoming", "Print what falls today and next, and what is overdue."),
    "export": ("export", "Write files for Outlook, Excel, Word, the web and Markdown."),
    "look-ahead": ("look_ahead", "Compare the possible fieldwork weeks of a period."),
    "portfolio": ("portfolio", "Date many inspections at once, from a CSV file."),
    "evidence": ("evidence", "Compare published inspections with the rules."),
    "plan": ("plan", "Keep the area's inspections in jtai.toml."),
    "docs": ("docs", "Keep the dates in planning documents up to date."),
    "themes": ("themes", "List, show and search the themes of inspections."),
    "frameworks": ("frameworks", "Show or check the rules, or print their schema."),
    "days": ("days", "Add working days to a date, or count those between two."),
    "bank-holidays": ("bank_holidays", "List bank holidays, or compare the lists of them."),
    "about": ("about", "Explain what an inspection is, your part in it and your support."),
    "doctor": ("doctor", "Print details for a bug report."),
}
"""Every command in the order in which people meet them: its module and its help line."""


class Commands(parsing.Group):
    """All commands, each imported when it is called."""

    def list_commands(self, ctx: typer.Context) -> list[str]:  # type: ignore[override]  # noqa: ARG002 - Typer's own type is private; it asks for `ctx`
        """Name the commands, in their order."""
        return list(COMMANDS)

    def get_command(self, ctx: typer.Context, cmd_name: str) -> parsing.Command | None:  # type: ignore[override]  # noqa: ARG002 - as above
        """Return a command's name and help line alone, for the list of commands."""
        if cmd_name not in COMMANDS:
            return None
        return parsing.Command(cmd_name, help=COMMANDS[cmd_name][1])

    def resolve_command(self, ctx: typer.Context, args: list[str]):  # type: ignore[no-untyped-def, override]  # noqa: ANN201 - as above
        """Import the command that is called."""
        name, listed, rest = super().resolve_command(ctx, args)
        if name is None or listed is None:
            return name, listed, rest
        module = import_module(f"{__name__}.{COMMANDS[name][0]}")
        command = typer.main.get_command(module.app)
        command.name = name
        return name, command, rest


app = parsing.group(
    "Every date of a joint targeted area inspection, counted from one known date.",
    "jtai timeline --fieldwork 2025-03-03 --theme front-door",
    cls=Commands,
    has_completion=True,
)


@app.callback(invoke_without_command=True)
def start(
    context: typer.Context,
    version: Annotated[
        bool, typer.Option("--version", "-V", is_eager=True, help="Print the version.")
    ] = False,
) -> None:
    """Print the version, or the help where no command is named."""
    if version:
        console.emit(f"jtai {__version__}\n".encode())
        raise typer.Exit
    if context.invoked_subcommand is None:
        context.get_help()  # which Typer prints
