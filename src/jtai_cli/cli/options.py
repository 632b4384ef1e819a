"""The options that commands share, each named and explained once."""

from collections.abc import Callable
from pathlib import Path
from typing import Annotated

import typer


def completed(kind: str) -> Callable[[typer.Context, str], list[str]]:
    """Complete a value by the names of a kind, which `completing` knows and a shell asks for."""

    def complete(ctx: typer.Context, incomplete: str) -> list[str]:
        from jtai_cli.cli import completing

        return completing.begun(incomplete, completing.NAMES[kind](ctx))

    return complete


def one_of(*names: str) -> Callable[[], tuple[str, ...]]:
    """Complete a value by one of these words."""
    return lambda: names


_KNOWN = "One known date (exactly one of)"
_COUNTING = "How days are counted"
_RULES = "What is inspected, by which rules"
_OUTPUT = "Output"

Fieldwork = Annotated[
    str | None,
    typer.Option(
        metavar="DATE[..DATE]",
        help="First day of fieldwork; with a last day where it is not five working days.",
        rich_help_panel=_KNOWN,
    ),
]
Notified = Annotated[
    str | None,
    typer.Option(metavar="DATE", help="Day of notification.", rich_help_panel=_KNOWN),
]
Known = Annotated[
    str | None,
    typer.Option(
        metavar="MILESTONE=DATE",
        help="Any milestone, such as publication=2025-04-28.",
        rich_help_panel=_KNOWN,
        autocompletion=completed("milestones="),
    ),
]
Theme = Annotated[
    str | None,
    typer.Option(
        metavar="THEME",
        help="Theme of the inspection.",
        rich_help_panel=_RULES,
        autocompletion=completed("themes"),
    ),
]
Timetable = Annotated[
    str | None,
    typer.Option(
        metavar="TIMETABLE",
        help="Timetable to follow; else the one in force at fieldwork.",
        rich_help_panel=_RULES,
        autocompletion=completed("timetables"),
    ),
]
Frameworks = Annotated[
    Path | None,
    typer.Option(
        metavar="FILE",
        envvar="JTAI_FRAMEWORKS",
        help="Rules to use in place of jtai's own.",
        rich_help_panel=_RULES,
    ),
]
Inspection = Annotated[
    str | None,
    typer.Option(
        metavar="NAME",
        help="An inspection of the plan, jtai.toml.",
        rich_help_panel=_KNOWN,
        autocompletion=completed("inspections"),
    ),
]
Plan = Annotated[
    Path | None,
    typer.Option(
        metavar="FILE",
        help="The plan; else jtai.toml here or in a directory above.",
        rich_help_panel=_RULES,
    ),
]
Stated = Annotated[
    list[str] | None,
    typer.Option(
        metavar="MILESTONE=DATE",
        help="A date that a letter gives; kept as it is, and later dates follow. Repeatable.",
        rich_help_panel=_COUNTING,
        autocompletion=completed("milestones="),
    ),
]
PrincipalAuthority = Annotated[
    str | None,
    typer.Option(
        metavar="TEXT",
        help="Who must make the statement, as the letter names it.",
        rich_help_panel=_RULES,
    ),
]
Closure = Annotated[
    list[str] | None,
    typer.Option(
        metavar="DATE..DATE",
        help="Days that the letters' clock leaves out, not the statutory one. Repeatable.",
        rich_help_panel=_COUNTING,
    ),
]
ClosedDays = Annotated[
    list[str] | None,
    typer.Option(
        "--closure",
        metavar="DATE..DATE",
        help="Days to leave out too. Repeatable.",
        rich_help_panel=_COUNTING,
    ),
]
ExtraBankHoliday = Annotated[
    list[str] | None,
    typer.Option(
        metavar="DATE",
        help="A bank holiday newly proclaimed. Repeatable.",
        rich_help_panel=_COUNTING,
    ),
]
WithoutBankHoliday = Annotated[
    list[str] | None,
    typer.Option(
        metavar="DATE",
        help="A bank holiday to count as a working day, as if not yet proclaimed. Repeatable.",
        rich_help_panel=_COUNTING,
    ),
]
BankHolidays = Annotated[
    Path | None,
    typer.Option(
        metavar="FILE",
        help="GOV.UK's bank-holidays.json, in place of jtai's own list.",
        rich_help_panel=_COUNTING,
    ),
]
Division = Annotated[
    str | None,
    typer.Option(
        metavar="DIVISION",
        help="england, wales, scotland or northern-ireland; else the timetable's.",
        rich_help_panel=_COUNTING,
        autocompletion=completed("divisions"),
    ),
]
Today = Annotated[
    str | None,
    typer.Option(
        metavar="DATE",
        envvar="JTAI_TODAY",
        help="What 'today' and 'tomorrow' are counted from; else the system's date.",
        rich_help_panel=_COUNTING,
    ),
]
Output = Annotated[
    Path | None,
    typer.Option(
        "--output",
        "-o",
        metavar="FILE",
        help="Write to a file, its ending choosing the format; - is the terminal.",
        rich_help_panel=_OUTPUT,
    ),
]
Force = Annotated[
    bool,
    typer.Option("--force", help="Replace a file that exists.", rich_help_panel=_OUTPUT),
]
View = Annotated[
    str,
    typer.Option(
        metavar="VIEW",
        help="table; gantt, a bar chart; or month, month by month.",
        rich_help_panel=_OUTPUT,
        autocompletion=one_of("table", "gantt", "month"),
    ),
]
Strict = Annotated[
    bool,
    typer.Option(
        "--strict", help="Exit with status 1 when a date has a note.", rich_help_panel=_OUTPUT
    ),
]
Explain = Annotated[
    bool,
    typer.Option(
        "--explain",
        help="Tell how each date is counted; in a table or in JSON.",
        rich_help_panel=_OUTPUT,
    ),
]
Likely = Annotated[
    bool,
    typer.Option(
        "--likely",
        help="Tell what published inspections say of the dates; in a table, JSON or Markdown.",
        rich_help_panel=_OUTPUT,
    ),
]
Color = Annotated[
    str,
    typer.Option(
        "--color",
        "--colour",
        metavar="WHEN",
        help="auto, always or never.",
        rich_help_panel=_OUTPUT,
        autocompletion=one_of("auto", "always", "never"),
    ),
]


def formats(*names: str) -> object:
    """Make the option that chooses among a command's formats, the first being the default."""
    *most, last = names
    told = f"{', '.join(most)} or {last}; else by the file's ending, or {names[0]}."
    return typer.Option(
        "--format",
        metavar="FORMAT",
        help=told,
        rich_help_panel=_OUTPUT,
        autocompletion=one_of(*names),
    )
