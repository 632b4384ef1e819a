"""`jtai docs`: the dates in planning documents, kept up to date."""

import sys
from dataclasses import replace
from pathlib import Path

from jtai_cli import __version__
from jtai_cli.cli import console
from jtai_cli.cli.commands import TABLES, Output, command
from jtai_cli.cli.markers import page_runner
from jtai_cli.cli.options import argument, one_of, switch
from jtai_cli.cli.parsing import group
from jtai_cli.cli.question import FRAMEWORKS, PLAN, Question
from jtai_cli.errors import FileError, JtaiError, UsageError
from jtai_cli.files.plans import PLAN_NAME
from jtai_cli.formats import format_of_file, json
from jtai_cli.formats.text import harmless
from jtai_cli.kinds import counted
from jtai_cli.pages import PAGE_LIMIT, Checked, Found, diff, named_pages, planned_pages, results
from jtai_cli.pages import check as check_pages
from jtai_cli.pages import update as update_pages

FORMATS = ("text", "json", "github", "azure")
_LINES = {
    "text": results.text_line,
    "github": results.github_line,
    "azure": results.azure_line,
}
_REFUSED = 2
_STDIN = "-"
_TAKES = (
    *PLAN, *FRAMEWORKS, "extra_bank_holiday", "without_bank_holiday", "bank_holidays", "division",
)  # fmt: skip
app = group("Keep the dates in planning documents up to date.", "jtai docs check README.md docs/")

_FILES = argument(
    "FILES",
    "Pages, or directories for their .md and .html files; else those that the plan names. "
    "- is stdin.",
    default=None,
)


@command(
    app,
    "check",
    "Report dates that are out of date, and dates in sentences that are wrong; nothing is "
    "written. Exits with status 1 where there is an error; warnings do not count. A page or a "
    "marker that cannot be read is status 2.",
    "jtai docs check --diff docs/",
    takes=_TAKES,
    formats=FORMATS,
)
def check(
    question: Question,
    output: Output,
    files: list[str] | None = _FILES,
    show_diff: bool = switch("--diff", "Show what an update would change."),
    require_markers: bool = switch("--require-markers", "A page without a marker is an error."),
) -> int:
    name = _format(output)
    if show_diff and name != "text":
        raise UsageError(f"--diff changes nothing in {name}", "leave out --diff")
    pages = _checked(files, question, require_markers=require_markers)
    if name == "json":
        content = json.write(results.data(pages, __version__))
    else:
        found = list(results.problems(pages))
        lines = [_LINES[name](one) for one in found]
        lines += [diff(one) for one in pages if show_diff and one.is_outdated]
        content = "".join([*lines, results.summary(pages, found), "\n"])
        if name == "text":
            content = "\t".join(map(harmless, content.split("\t")))
    inputs = [one.page.path for one in pages if one.page.path is not None]
    output.put(content.encode(errors="backslashreplace"), inputs=inputs)
    return _status(pages)


@command(
    app,
    "update",
    "Refresh what stands between markers; one bad marker stops all. Exits with status 1 where an "
    "error is left, such as a wrong weekday in a sentence.",
    "jtai docs update docs/",
    takes=_TAKES,
)
def update(question: Question, files: list[str] | None = _FILES) -> int:
    pages = _checked(files, question)
    left = [replace(one, problems=one.remaining) for one in pages]
    found = list(results.problems(left))
    if files == [_STDIN] or any(one.is_broken for one in pages):
        _tell(found)
    written = update_pages(pages)
    if files == [_STDIN]:
        for one in pages:
            if one.before is not None:
                console.emit(one.before.encoded(one.after), is_binary=True)
        return _status(left)
    lines = [f"{one.page.name} updated\n" for one in written]
    lines += [results.text_line(one) for one in found]
    console.confirm(f"{''.join(lines)}{results.summary(left, found, updated=len(written))}\n")
    return _status(left)


@command(
    app,
    "list",
    "List every marker, and every date in a sentence.",
    "jtai docs list docs/",
    takes=_TAKES,
    formats=TABLES,
)
def listed(question: Question, output: Output, files: list[str] | None = _FILES) -> int:
    pages = _checked(files, question)
    output.emit(
        lambda: results.list_report(pages),
        lambda: results.list_data(pages, __version__),
        inputs=[one.page.path for one in pages if one.page.path is not None],
    )
    _tell([one for one in results.problems(pages) if one.code in results.BROKEN])
    return _REFUSED if any(one.is_broken for one in pages) else 0


def _format(output: Output) -> str:
    if output.format_name is not None:
        return one_of("format", output.format_name, FORMATS)
    path, possible = output.to_file, ("table", "json")
    return "json" if path and format_of_file(path, possible) == "json" else "text"


def _checked(
    files: list[str] | None, question: Question, *, require_markers: bool = False
) -> list[Checked]:
    """Read the pages that are meant, and what they should say."""
    path, plan = question.found_plan, question.planned()
    if files:
        pages = _named(files)
    elif path is None:
        raise UsageError(
            f"no file is named, and there is no {PLAN_NAME} that names any",
            "jtai docs check FILE, or jtai plan init",
        )
    elif not plan.docs.files:
        raise UsageError(
            f"no file is named, and {path} names none",
            'under [docs], files = ["docs/**/*.md"], or jtai docs check FILE',
        )
    else:
        pages = planned_pages(plan.docs.files, path.parent)
    runner = page_runner(_for_markers(question), tuple(plan.inspections))
    checked = check_pages(pages, runner, require_markers=require_markers)
    unnamed = [one for one in checked if one.count("sentence") and not one.names_inspection]
    if unnamed and len(plan.inspections) > 1:
        console.warn(
            f"the plan has {len(plan.inspections)} inspections, so sentences on "
            f"{counted(len(unnamed), 'page')} are compared with none",
            "<!-- jtai use --inspection NAME --> at the top of the page",
        )
    return checked


def _named(files: list[str]) -> list[Found]:
    for name in files:
        if Path(name).is_dir() and not named_pages([name]):
            console.warn(f"no pages found in {name}")
    if _STDIN not in files:
        return named_pages(files)
    if len(files) > 1:
        raise UsageError("- is stdin, and cannot be combined with files", "one or the other")
    if sys.stdin is None:
        raise FileError("there is no stdin to read", "a file")
    return [Found("stdin.md", None, sys.stdin.buffer.read(PAGE_LIMIT + 1))]


def _for_markers(question: Question) -> list[str]:
    """Return the options of this run that every marker is counted by, each one word."""
    words = []
    for name in _TAKES:
        given = question.found_plan if name == "plan" else getattr(question, name)
        values = given if isinstance(given, list) else [given]
        option = f"--{name.replace('_', '-')}"
        words += [f"{option}={value}" for value in values if value is not None]
    return words


def _tell(problems: list[results.Problem]) -> None:
    """Say on stderr what is wrong with pages."""
    for one in problems:
        message = f"{one.path}:{one.line}: {one.code}: {one.message}"
        if one.is_error:
            console.report(JtaiError(message, one.hint))
        else:
            console.warn(message, one.hint)


def _status(pages: list[Checked]) -> int:
    if any(one.is_broken for one in pages):
        return _REFUSED
    return int(any(problem.is_error for one in pages for problem in one.problems))
