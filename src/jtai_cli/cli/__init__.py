"""The command line: one module a command or group of commands.

The only place that prints, exits, or knows today.
"""

from typing import Annotated, Any

import typer

from jtai_cli import __version__
from jtai_cli.cli import (
    bank_holidays,
    console,
    days,
    docs,
    evidence,
    explain,
    export,
    frameworks,
    look_ahead,
    plan,
    portfolio,
    shape,
    themes,
    timeline,
    upcoming,
)

_ORDER = (
    "timeline", "explain", "next", "export", "look-ahead", "portfolio", "evidence", "plan", "docs",
    "themes", "frameworks", "days", "bank-holidays",
)  # fmt: skip


class _Whole(shape.Group):
    """All commands in the order that people meet them; Typer would put the groups last."""

    def list_commands(self, ctx: Any) -> list[str]:  # noqa: ANN401 - a type of Typer's own
        """Name the commands."""
        return sorted(super().list_commands(ctx), key=_ORDER.index)


app = shape.app(
    "Every date of a joint targeted area inspection, counted from one known date.",
    epilog=f"Example: {timeline.EXAMPLE}",
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


shape.command(app, "timeline", timeline.EXAMPLE)(timeline.timeline)
shape.command(app, "explain", explain.EXAMPLE)(explain.explain)
shape.command(app, "next", upcoming.EXAMPLE)(upcoming.upcoming)
shape.command(app, "export", export.EXAMPLE)(export.export)
shape.command(app, "look-ahead", look_ahead.EXAMPLE)(look_ahead.look_ahead)
shape.command(app, "portfolio", portfolio.EXAMPLE)(portfolio.portfolio)
shape.command(app, "evidence", evidence.EXAMPLE)(evidence.evidence)
app.add_typer(plan.app, name="plan")
app.add_typer(docs.app, name="docs")
app.add_typer(themes.app, name="themes")
app.add_typer(frameworks.app, name="frameworks")
shape.command(app, "days", days.EXAMPLE, cls=days.Days)(days.days)
app.add_typer(bank_holidays.app, name="bank-holidays")
