"""What a shell is told when it asks how a command goes on.

Shells ask by variables of the environment, as Typer's scripts do (`jtai completion` prints them).
What goes wrong, an unknown command or a broken plan, completes nothing and says nothing.
"""

import os
import re
from collections.abc import Callable, Iterable, Mapping
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING

import typer
from typer import completion

# Private to Typer, which is held below 0.29: it registers the shells only where it adds options.
from typer._click.shell_completion import CompletionItem
from typer._completion_classes import completion_init

if TYPE_CHECKING:
    from jtai_cli.frameworks import Frameworks

VARIABLE = "_JTAI_COMPLETE"
"""Holds what the shell asks, such as `complete_bash`."""
_NOTHING = 1
_PLAIN = re.compile(r"[\w.-]+=?")


def answer(app: typer.Typer, asked: str) -> int:
    """Tell a shell the words that may come next, and return the status that it awaits."""
    completion_init()
    command = typer.main.get_command(app)
    try:
        if asked == "complete_bash":
            _join_words()
        return completion.shell_complete(command, {}, "jtai", VARIABLE, asked)
    except SystemExit as left:  # so fish is told whether there is anything
        return int(left.code or 0)
    except Exception:
        if os.environ.get("JTAI_DEBUG"):
            raise
        return _NOTHING


def commands(told: Mapping[str, str], word: str) -> list[CompletionItem]:
    """Return the commands that begin so, each with what it is for."""
    return [CompletionItem(name, help=told[name]) for name in begun(word, told)]


def begun(word: str, names: Iterable[str]) -> list[str]:
    """Return the names that begin so, in their order.

    A name that holds more than letters, digits and `-._=` is left out: it may come out of a file,
    and a shell would run what is written in it.
    """
    return [
        name
        for name in names
        if name.startswith(word) and _PLAIN.fullmatch(name) and "=" not in word
    ]


def _join_words() -> None:
    """Put together again what bash takes apart at every `=`, up to the word that is asked for."""
    words = os.environ.get("COMP_WORDS", "").split("\n")
    last = int(os.environ.get("COMP_CWORD", "0"))
    joined: list[str] = []
    words += [""] * (last + 1 - len(words))  # the word asked for, when nothing of it is typed
    for word in words[: last + 1]:
        is_part = word == "=" or (joined and joined[-1].endswith("="))
        if joined and is_part:
            joined[-1] += word
        else:
            joined.append(word)
    os.environ["COMP_WORDS"] = "\n".join(joined)
    os.environ["COMP_CWORD"] = str(len(joined) - 1)


def _rules(context: typer.Context) -> "Frameworks":
    from jtai_cli import load

    path = context.params.get("frameworks")
    return load.frameworks(None if path is None else Path(path))


def _milestones(context: typer.Context) -> list[str]:
    timetables = _rules(context).timetables.values()
    return list(dict.fromkeys(chain.from_iterable(each.milestones for each in timetables)))


def _divisions(_: object) -> Iterable[str]:
    from jtai_cli.bankholidays import Division

    return Division


def _inspections(context: typer.Context) -> list[str]:
    from jtai_cli import load

    path = context.params.get("plan")
    return load.names_in(load.plan_text(load.plan_path(None if path is None else Path(path))))


NAMES: Mapping[str, Callable[[typer.Context], Iterable[str]]] = {
    "themes": lambda context: _rules(context).themes,
    "timetables": lambda context: _rules(context).timetables,
    "milestones": _milestones,
    "milestones=": lambda context: [f"{key}=" for key in _milestones(context)],
    "inspections": _inspections,
    "divisions": _divisions,
}
"""What knows the names of each kind, asked with the command as it is typed so far."""
