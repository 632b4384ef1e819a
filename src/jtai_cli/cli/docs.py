"""`jtai docs`: the dates in planning documents, kept up to date by the commands in markers."""

from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import replace
from functools import cache, partial
from os import cpu_count
from pathlib import Path
from signal import SIG_IGN, SIGINT, signal
from typing import Any

import typer

from jtai_cli import cli, pages
from jtai_cli.cli import console
from jtai_cli.cli.commands import CALENDARS, FRAMEWORKS, PLAN, TABLES, Call, ForPage, group
from jtai_cli.cli.parsing import argument, switch, usage_error
from jtai_cli.errors import UsageError
from jtai_cli.files.plans import PLAN_NAME
from jtai_cli.formats import format_named, format_of_file, fragment
from jtai_cli.formats.text import harmless
from jtai_cli.kinds import Days, counted
from jtai_cli.pages import results
from jtai_cli.pages.markers import Runner
from jtai_cli.pages.results import Checked, Found, Problem
from jtai_cli.timeline import Timeline

_LINES = {"text": results.text_line, "github": results.github_line, "azure": results.azure_line}
_REFUSED, _STDIN = 2, "-"
_MANY = 200  # from this many pages on, several processes share the work
_TAKES = (*PLAN, *FRAMEWORKS, *CALENDARS)
_NOT_IN_MARKERS = frozenset({
    "--output", "-o", "--format", "--force", "--color", "--colour", "--frameworks", "--plan",
    "--bank-holidays", "--avoid", "--strict", "--help", "-h", "--dates-only",
})  # fmt: skip
"""Options that write, read other files or depend on the terminal."""
app, command = group("jtai docs check README.md docs/", takes=_TAKES)
_FILES = argument(
    "FILES",
    "Pages, or directories for their .md and .html files; else those that the plan names. "
    "- is stdin.",
    default=None,
)


@command(
    "Report dates that are out of date, and dates in sentences that are wrong; nothing is "
    "written. Exits with status 1 if there is an error (warnings do not count), and with 2 if a "
    "page or a marker cannot be read.",
    "jtai docs check --diff docs/",
    formats=("text", *TABLES, "github", "azure"),
)
def check(
    call: Call,
    files: list[str] | None = _FILES,
    diff: bool = switch("Show what an update would change."),
    require_markers: bool = switch("A page without a marker is an error."),
) -> int:
    name = (call.format_name or "text").lower()
    if call.format_name is None and call.to_file is not None:
        name = format_of_file(call.to_file, TABLES).replace("table", "text")
    elif name not in _LINES:
        name = format_named(name, call.formats)
    if diff and name != "text":
        raise UsageError(f"--diff has no effect in {name}", "leave out --diff")
    checked = _checked(files, call, require_markers=require_markers)
    found = list(results.problems(checked))
    inputs = [one.page.path for one in checked]
    if name in _LINES:
        lines = [*map(_LINES[name], found), *(map(pages.diff, checked) if diff else ())]
        content = "".join([*lines, results.summary(checked, found), "\n"])
        if name == "text":
            content = "\t".join(map(harmless, content.split("\t")))
        call.put(content.encode(errors="backslashreplace"), inputs)
    else:
        report = results.report(checked, found)
        replace(call, format_name=name).emit(lambda: report, inputs=inputs)
    return _status(found)


@command(
    "Refresh what is between markers; if a marker is bad, nothing is written. Exits with status 1 "
    "if an error is left, such as a wrong weekday in a sentence.",
    "jtai docs update docs/",
)
def update(call: Call, files: list[str] | None = _FILES) -> int:
    checked = _checked(files, call)
    found = [one for one in results.problems(checked) if one.code not in results.OUTDATED]
    if files == [_STDIN] or any(one.is_broken for one in checked):
        _warn(found)
    written = pages.update(checked)
    if files == [_STDIN]:
        for one in checked:
            console.emit(one.before.encoded(one.after), is_binary=True)
        return _status(found)
    lines = [f"{one.page.name} updated\n" for one in written]
    lines += map(results.text_line, found)
    console.confirm(f"{''.join(lines)}{results.summary(checked, found, updated=len(written))}\n")
    return _status(found)


@command(
    "List every marker, every date in a sentence, and what was not read.",
    "jtai docs list docs/",
    formats=TABLES,
)
def list_(call: Call, files: list[str] | None = _FILES) -> int:
    checked = _checked(files, call)
    report = results.list_report(checked)
    call.emit(lambda: report, inputs=[one.page.path for one in checked])
    broken = [one for one in results.problems(checked) if one.code in results.BROKEN]
    _warn(broken)
    return _status(broken)


def _checked(
    files: list[str] | None, call: Call, *, require_markers: bool = False
) -> list[Checked]:
    """Read the pages (those named, else the plan's), and work out what they should say."""
    path, plan = call.found_plan, call.planned()
    for name in files or ():
        if Path(name).is_dir() and not pages.find_pages([name]):
            console.warn(f"no pages found in {name}")
    if files == [_STDIN]:
        found = [Found("stdin.md", None, console.stdin().read(pages.PAGE_LIMIT + 1))]
    elif files and _STDIN in files:
        raise UsageError("- is stdin, and cannot be combined with files", "one or the other")
    elif files:
        found = pages.find_pages(files)
    elif path is not None and plan.docs.files:
        found = pages.find_pages(plan.docs.files, path.parent)
    else:
        hint = f'jtai docs check FILE, or files = ["docs/**/*.md"] under [docs] of {PLAN_NAME}'
        raise UsageError(f"no file is named, and no {PLAN_NAME} names any", hint)
    options = []  # added to every marker, each as one word
    for name in _TAKES:
        given = path if name == "plan" else getattr(call, name)
        values = given if isinstance(given, list) else [given]
        options += [f"--{name.replace('_', '-')}={one}" for one in values if one is not None]
    runner = partial(page_runner, tuple(options), tuple(plan.inspections))
    read = partial(_read, runner, require_markers)
    if len(found) < _MANY:
        checked = read(found)
    else:
        # As many processes as cores: a check of 1,000 pages with 3,000 blocks takes 4.0 s in one
        # process, and 2.4 s in two. Only the parent handles Ctrl-C.
        size = -(-len(found) // (cpu_count() or 1))
        parts = [found[start : start + size] for start in range(0, len(found), size)]
        with ProcessPoolExecutor(len(parts), None, signal, (SIGINT, SIG_IGN)) as pool:
            checked = [one for part in pool.map(read, parts) for one in part]
    unnamed = [one for one in checked if one.count("sentence") and not one.names_inspection]
    if unnamed and len(plan.inspections) > 1:
        console.warn(
            f"the plan has {len(plan.inspections)} inspections, so sentences on "
            f"{counted(len(unnamed), 'page')} are compared with none",
            "<!-- jtai use --inspection NAME --> at the top of the page",
        )
    return checked


def _read(runner: "partial[Runner]", require_markers: bool, found: list[Found]) -> list[Checked]:
    return pages.check(found, runner(), require_markers=require_markers)


def _warn(problems: list[Problem]) -> None:
    for one in problems:
        console.warn(f"{one.path}:{one.line}: {one.code}: {one.message}", one.hint, one.severity)


def _status(problems: list[Problem]) -> int:
    if any(one.code in results.BROKEN for one in problems):
        return _REFUSED
    return int(any(one.severity == "error" for one in problems))


def page_runner(options: tuple[str, ...], inspections: Sequence[str]) -> Runner:
    """Return the runner of markers; `options` of the whole run are added to each marker.

    On a page that names no inspection, sentences are compared with the plan's, if it has just one.
    """
    timelines: dict[str, Timeline] = {}

    @cache
    def run(words: Sequence[str], is_html: bool) -> tuple[str, Days | None]:
        found = _run(words, options, timelines)
        if found.answer is None:
            return found.date
        return fragment(found.answer, "html" if is_html else "markdown"), None

    def timeline(words: Sequence[str]) -> Timeline | None:
        if not words and len(inspections) != 1:
            return None
        named = words or (f"--inspection={inspections[0]}",)
        return _run(("timeline", *named), options, timelines).timeline

    return Runner(run, timeline)


def _run(words: Sequence[str], options: tuple[str, ...], timelines: dict[str, Timeline]) -> ForPage:
    """Run the command that a marker names, with those of the options that it takes."""
    typed = frozenset(word.partition("=")[0] for word in words if word.startswith("-"))
    for option in sorted(typed & _NOT_IN_MARKERS):
        raise UsageError(f"{option} cannot be used in a marker", f"leave out {option}")
    command, added = _command(words[0], typed, options)
    found = ForPage(timelines=timelines)
    try:
        with command.make_context(f"jtai {words[0]}", [*words[1:], *added], obj=found) as context:
            command.invoke(context)
    except typer.TyperException as error:
        raise usage_error(error) from None
    return found


@cache
def _command(name: str, typed: frozenset[str], options: tuple[str, ...]) -> tuple[Any, list[str]]:
    """Return a command, and those options of the whole run that it takes."""
    group: Any = typer.main.get_command(cli.app)
    _, command, _ = group.resolve_command(typer.Context(group), [name])
    shown = command.commands["show"] if name == "themes" else command
    known = {name for one in shown.params for name in one.opts}
    added = [one for one in options if one.partition("=")[0] in known]
    wanted = typed.union(one.partition("=")[0] for one in added)
    # Typer is slow with every option, typed or not: with all of them, a check of 1,000 pages took
    # 5.6 s instead of 4.5 s. If one is unknown, all are kept, so that the nearest can be named.
    if typed <= known:
        shown.context_settings = {"help_option_names": []}
        shown.params = [
            one
            for one in shown.params
            if one.param_type_name == "argument" or wanted.intersection(one.opts)
        ]
    return command, added
