"""The smallest program with Typer: it prints a word."""

from typing import Annotated

import typer

app = typer.Typer()


@app.command()
def word(
    version: Annotated[bool, typer.Option("--version", help="Print the version.")] = False,  # noqa: FBT002 - a switch is a boolean
) -> None:
    """Print a word."""
    typer.echo("1" if version else "word")
