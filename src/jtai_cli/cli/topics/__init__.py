"""`jtai help`: longer answers than a command's help gives, a page each.

The pages are texts beside this module, plain and 80 columns wide.
"""

from importlib.resources import files
from typing import Annotated

import typer

from jtai_cli.cli import COMMANDS, console, options, shape
from jtai_cli.cli import app as program
from jtai_cli.errors import UnknownNameError, UsageError

TOPICS = {
    "counting": "How days are counted, and what is done where sources are silent.",
    "formats": "What is written, and what each format is for.",
    "files": "The files that are read: rules, plan, CSV, calendars, bank holidays.",
    "outlook": "Dates in Outlook, Google and Apple calendars, and how they change.",
    "ci": "Dates in pages and pipelines, checked by machines.",
    "statuses": "Exit statuses, what goes where, and what may be relied upon.",
}
"""Every topic in the order that people meet them, and what the list says of it."""
EXAMPLE = "jtai help counting"


def topic(
    words: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[TOPIC|COMMAND]",
            help="A topic, or a command, whose help is then shown; else the list of topics.",
            autocompletion=options.one_of(*TOPICS, *COMMANDS),
        ),
    ] = None,
) -> int:
    """Show a longer answer, such as how days are counted.

    Topics: counting, formats, files, outlook, ci and statuses.
    """
    name, *more = words or [""]
    if not name:
        console.emit(_listed(), None, force=False)
    elif name in COMMANDS:
        program(args=[name, *more, "--help"], prog_name="jtai", standalone_mode=False)
    elif name not in TOPICS:
        raise UnknownNameError.among("topic", name, [*TOPICS, *COMMANDS], command="jtai help")
    elif more:
        raise UsageError(f"{name} is a topic of one page", f"jtai help {name}")
    else:
        console.emit(page(name), None, force=False)
    return 0


def page(name: str) -> str:
    """Return the page of a topic."""
    return files(__name__).joinpath(f"{name}.txt").read_text("utf-8")


def _listed() -> str:
    lines = [f"  {name:<10}{told}\n" for name, told in TOPICS.items()]
    return (
        "Longer answers; jtai help TOPIC shows one.\n\n"
        + "".join(lines)
        + "\njtai help COMMAND shows the help of a command; jtai --help lists them.\n"
    )


app = shape.alone(topic, EXAMPLE)
