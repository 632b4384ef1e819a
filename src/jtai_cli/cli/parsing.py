"""How options are declared, and how every command and group reads the command line.

An option with one value is refused if it is given twice, or empty; for a mistyped word, the error
suggests what was probably meant.
"""

import os
import re
from collections.abc import Iterable, Mapping
from functools import partial
from pathlib import Path
from typing import Any

import typer
from typer.core import TyperCommand, TyperGroup

from jtai_cli.errors import JtaiError, UnknownNameError, UsageError, nearest_name, quoted

KNOWN = "One known date (exactly one of)"
RULES = "What is inspected, by which rules"
COUNTING = "How days are counted"
OUTPUT = "Output"
PANELS = (KNOWN, RULES, COUNTING, OUTPUT)
_KEYED = {"THEME", "TIMETABLE", "NAME", "MILESTONE", "MILESTONE=DATE", "MILESTONE=N"}
"""The placeholders in the help that stand for a key, which shells can complete."""
TYPED = "jtai.typed"
"""The key under which a context keeps the options that were typed, by their first names."""
_MEANT = (
    ("--year", re.compile(r"[0-9]{4}")),
    ("--fieldwork", re.compile(r"(\w+ )?[0-9].*")),
    ("--inspection", re.compile(r"[\w-]+")),
)
"""The option that a lone word was probably meant for, by what it looks like."""


def option(
    metavar: str | None,
    help_text: str,
    *names: str,
    panel: str | None = OUTPUT,
    default: object = None,
    complete: Iterable[str] = (),
    **more: Any,  # noqa: ANN401 - passed on to Typer, with any types
) -> Any:  # noqa: ANN401 - it stands as the default of a parameter of any type
    """Declare an option with a value; without names it is named after its parameter.

    `complete` are its possible values, unless its metavar names a kind of key.
    """
    more |= {"metavar": metavar, "help": help_text, "rich_help_panel": panel}
    if complete or (metavar or "").rstrip("S") in _KEYED:
        more["autocompletion"] = lambda ctx: list(complete) or _keys(str(metavar), ctx)
    return (typer.Option if panel else typer.Argument)(default, *names, **more)


switch = partial(option, None, default=False)
"""Declare an option without a value, which is named after its parameter."""
argument = partial(option, panel=None, default=...)
"""Declare an argument, which is required unless it has a default."""


def named(kind: str, name: str, known: Mapping[str, Any] | Iterable[str], command: str = "") -> str:
    """Return the key that is typed: capitals do not matter, and a title stands for its key.

    `known` maps keys to titles, or to objects that have a title; or it lists only keys.
    """
    titles = known if isinstance(known, Mapping) else dict.fromkeys(known, "")
    wanted = name.strip().lower()
    for key, one in titles.items():
        title = one if isinstance(one, str) else one.title
        if wanted in {key.lower(), title.lower()}:
            return key
    raise UnknownNameError(kind, name, titles, command=command or f"--{kind}")


def keyed(text: str, option_name: str, milestones: Mapping[str, Any]) -> tuple[str, str]:
    """Read MILESTONE=TEXT; return the milestone's key, and the text."""
    name, _, value = text.partition("=")
    if not value.strip():
        example = f"{option_name} publication=2025-04-28"
        raise UsageError(f"'{quoted(text)}' is not MILESTONE=DATE", example)
    return named("milestone", name, milestones, option_name), value


def _keys(metavar: str, ctx: typer.Context) -> list[str]:
    """Return only keys, never titles or people's text, which a shell could run."""
    from jtai_cli.files.plans import find_plan, load_plan  # noqa: PLC0415 - only for completion
    from jtai_cli.files.rules import load_rules  # noqa: PLC0415 - only for completion

    try:
        rules = load_rules(ctx.params.get("frameworks"))
        path: Path | None = ctx.params.get("plan") or find_plan()
        keys: Iterable[str]
        if metavar == "NAME":
            keys = load_plan(path, rules).inspections if path else ()
        elif metavar in {"THEME", "TIMETABLE"}:
            keys = rules.themes if metavar == "THEME" else rules.timetables
        else:
            keys = dict.fromkeys(k for t in rules.timetables.values() for k in t.milestones)
    except JtaiError:
        return []
    end = "=" if "=" in metavar else ""
    return [f"{key}{end}" for key in keys if re.fullmatch("[a-z0-9][a-z0-9-]*", key)]


class Command(TyperCommand):
    """A command that refuses what is empty, repeated or unexpected."""

    allow_extra_args = True

    def parse_args(self, ctx: typer.Context, args: list[str]) -> list[str]:  # type: ignore[override]  # Typer's own type is private
        """Read the words."""
        # Typer would read a number such as -10 as an option, so its hyphen becomes a minus sign.
        words = [re.sub(r"^-(?=[0-9]+$)", "−", word) for word in args]
        if ctx.resilient_parsing:
            return super().parse_args(ctx, words)
        try:
            values, _, given = self.make_parser(ctx).parse_args(list(words))
        except typer.TyperException as error:
            raise usage_error(error, ctx) from None
        ctx.meta[TYPED] = _typed(given, values)
        for one in self.params:
            variable = str(one.envvar)
            if os.environ.get(variable) == "":
                raise UsageError(f"{variable} is empty", f"give it a value, or unset {variable}")
        rest = super().parse_args(ctx, words)
        if not ctx.args:
            return rest
        text = " ".join(ctx.args)
        for option, looks_like in _MEANT:
            if looks_like.fullmatch(text) and any(option in one.opts for one in self.params):
                value = quoted(f'"{text}"' if " " in text else text)
                problem = f"{option} is missing before '{quoted(text)}'"
                raise UsageError(problem, f"{ctx.command_path} {option} {value}")
        raise UsageError(f"'{quoted(text)}' is not expected here", f"{ctx.command_path} --help")


def _typed(given: Iterable[Any], values: Mapping[str, Any]) -> set[str]:
    """Return the options that are typed, by their first names, and refuse what is empty."""
    typed = set[str]()
    for one in given:
        is_option, value = one.param_type_name == "option", values[one.name]
        name = one.opts[0] if is_option else one.metavar.removesuffix("S")
        if name in typed and not one.multiple:
            raise UsageError(f"{name} is given twice", "give it once")
        typed.add(name)
        for text in value if isinstance(value, list | tuple) else [value]:
            if not isinstance(text, str):
                continue
            if not text.strip():
                raise UsageError(f"{name} is empty", "give it a value, or leave it out")
            if is_option and one.metavar == "FILE" and text.endswith(("/", os.sep)):
                raise UsageError(f"{quoted(text)} is the name of a directory", "name a file in it")
    return typed


class Group(TyperGroup):
    """A group that prints its help if no command is named, and suggests one if it is mistyped."""

    def parse_args(self, ctx: typer.Context, args: list[str]) -> list[str]:  # type: ignore[override]  # Typer's own type is private
        """Read the words."""
        if not args and not ctx.resilient_parsing:
            ctx.get_help()  # which Typer prints
            ctx.exit()
        return super().parse_args(ctx, args)

    def resolve_command(self, ctx: typer.Context, args: list[str]):  # type: ignore[no-untyped-def, override]  # noqa: ANN201 - Typer's own types are private
        """Find the command that is called."""
        names = self.list_commands(ctx)
        if args[0] not in names and args[0][:1] != "-" and not ctx.resilient_parsing:
            raise UnknownNameError("command", args[0], names, command=ctx.command_path)
        return super().resolve_command(ctx, args)


def usage_error(error: typer.TyperException, ctx: typer.Context | None = None) -> UsageError:
    """Turn Typer's error about options and arguments into one line and a hint."""
    context = ctx or getattr(error, "ctx", None)
    path = context.command_path if context else "jtai"
    name = getattr(error, "option_name", None)
    if name and context:
        known = {name: one for one in context.command.get_params(context) for name in one.opts}
        if name not in known:
            nearest = nearest_name(name, filter(re.compile("--").match, known), cutoff=0.7)
            hint = f"{path} {nearest or '--help'}"
            return UsageError(f"no option called '{quoted(name)}'", hint)
    message = quoted(error.format_message().rstrip("."), 200)
    return UsageError(message[:1].lower() + message[1:], f"{path} --help")
