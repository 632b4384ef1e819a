"""The smallest program with Typer and Rich: it prints a table of twelve rows."""

import typer
from rich.console import Console
from rich.table import Table

ROWS = 12
app = typer.Typer()


@app.command()
def table() -> None:
    """Print a table."""
    drawn = Table("Date", "What happens", "Rule")
    for number in range(ROWS):
        drawn.add_row(f"Day {number}", "Something happens", "so many days after the one above")
    Console().print(drawn)
