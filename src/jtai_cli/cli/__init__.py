"""The command line: one module a command or group of commands.

The only place that prints, exits, or knows today.
"""

from typing import Annotated

import typer

from jtai_cli import __version__
from jtai_cli.cli import (
    bank_holidays,
    console,
    days,
    explain,
    export,
    frameworks,
    plan,
    shape,
    themes,
    timeline,
    upcoming,
)

app = shape.app(
    "Every date of a joint targeted area inspection, counted from one known date.",
    epilog=f"Example: {timeline.EXAMPLE}",
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


shape.command(app, "timeline", timeline.EXAMPLE)(timeline.timeline)
shape.command(app, "explain", explain.EXAMPLE)(explain.explain)
shape.command(app, "next", upcoming.EXAMPLE)(upcoming.upcoming)
app.add_typer(plan.app, name="plan")
shape.command(app, "export", export.EXAMPLE)(export.export)
app.add_typer(themes.app, name="themes")
app.add_typer(frameworks.app, name="frameworks")
shape.command(app, "days", days.EXAMPLE, cls=days.Days)(days.days)
app.add_typer(bank_holidays.app, name="bank-holidays")
