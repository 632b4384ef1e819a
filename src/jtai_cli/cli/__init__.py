"""The command line: modules of commands, and of groups of commands.

Nothing else prints, exits or reads the clock. `COMMANDS` lists every command with its help
line, so that `--help` imports none of them.
"""

from importlib import import_module
from typing import Annotated, Any

import typer

from jtai_cli import __version__
from jtai_cli.cli import console, parsing

COMMANDS = {
    "timeline": ("timeline:app", "Print every date, from one known date."),
    "date": ("dates:single", "Print one date, for scripts and pages."),
    "explain": ("dates:explained", "Explain why a date falls when it does, counted day by day."),
    "next": ("dates:upcoming", "Print what falls today and next, and what is overdue."),
    "export": ("export:app", "Write files for Outlook, Excel, Word, the web and Markdown."),
    "look-ahead": ("plan:weeks", "Compare the possible fieldwork weeks of a period."),
    "portfolio": ("portfolio:app", "Date many inspections at once, from a CSV file."),
    "evidence": ("frameworks:evidence", "Compare published inspections with the rules."),
    "plan": ("plan:app", "Keep the area's inspections in jtai.toml."),
    "docs": ("docs:app", "Keep the dates in planning documents up to date."),
    "themes": ("frameworks:themes", "List, show and search the themes of inspections."),
    "frameworks": ("frameworks:app", "Show or check the rules, or print their schema."),
    "days": ("dates:sums", "Add working days to a date, or count those between two."),
    "bank-holidays": ("dates:bank_holidays", "List bank holidays, or compare the lists of them."),
    "about": ("frameworks:about", "Explain inspections, your part in them and your support."),
    "doctor": ("doctor:app", "Print details for a bug report."),
}
"""Every command in the order in which people meet them: where it is, and its help line."""


class Commands(parsing.Group):
    """All commands, each imported when it is called."""

    def __init__(self, **settings: Any) -> None:  # noqa: ANN401 - Typer's own settings
        listed = {name: parsing.Command(name, help=line) for name, (_, line) in COMMANDS.items()}
        super().__init__(**settings | {"commands": listed})

    def resolve_command(self, ctx: typer.Context, args: list[str]):  # type: ignore[no-untyped-def, override]  # noqa: ANN201 - Typer's own type is private
        """Import the command that is called."""
        name, command, rest = super().resolve_command(ctx, args)
        if name is not None:
            module, _, place = COMMANDS[name][0].partition(":")
            command = typer.main.get_command(getattr(import_module(f"{__name__}.{module}"), place))
            command.name, command.help = name, command.help or COMMANDS[name][1]
        return name, command, rest


app = typer.Typer(
    cls=Commands,
    help="Every date of a joint targeted area inspection, counted from one known date.",
    epilog="Example: jtai timeline --fieldwork 2025-03-03 --theme front-door",
    context_settings={"help_option_names": ["-h", "--help"]},
    pretty_exceptions_enable=False,
)


@app.callback(invoke_without_command=True)
def start(
    version: Annotated[
        bool, typer.Option("--version", "-V", is_eager=True, help="Print the version.")
    ] = False,
) -> None:
    """Print the version."""
    if version:
        console.emit(f"jtai {__version__}\n".encode())
        raise typer.Exit
