"""Pages: find their files, refresh what is between markers, and check dates in sentences."""

import os
import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from difflib import unified_diff
from functools import cache
from pathlib import Path

from jtai_cli.errors import FaultyFileError, FileError, JtaiError, UsageError, quoted
from jtai_cli.files import MEBIBYTE, decoded, read_bytes, refuse_size, shown, write_all
from jtai_cli.files.plans import MIXED_STARS
from jtai_cli.pages.extract import WALL, Markup, passages, word_html
from jtai_cli.pages.markers import DATE, Markers, Runner, Words, outdated, refreshed, spliced
from jtai_cli.pages.prose import Prose
from jtai_cli.pages.results import NOTHING, Checked, Code, Found, Mark, Problem

_NO_LINE_END = re.compile(r"[^\r\n]++")
_WILD = re.compile(r"[*?\[]")
_OF_A_DIRECTORY = ("**/*.md", "**/*.html")
PAGE_LIMIT = 6 * MEBIBYTE  # the bytes that a page may have


def find_pages(names: Sequence[str], directory: Path | None = None) -> list[Found]:
    """Return the pages that files, directories and patterns name, each page once.

    With a `directory` (the plan's), all names are patterns of files inside it.
    """
    found: list[Found] = []
    for name in names:
        path = Path(name)
        inside = Path(path.anchor) if directory is None else directory
        pattern = name if directory is not None else path.relative_to(inside).as_posix()
        if directory is None and path.is_dir():
            found += _matching(path, *_OF_A_DIRECTORY)
        elif directory is None and (path.exists() or not _WILD.search(name)):
            found.append(Found(path.as_posix(), path))
        elif MIXED_STARS.search(pattern):
            problem = f"'{quoted(pattern)}' is not a pattern of files"
            raise UsageError(problem, "such as docs/**/*.md")
        else:
            found += _matching(inside, pattern) or [Found((inside / pattern).as_posix())]
    # Compared by real path, not by inode: hard links are written one by one.
    return list({os.path.realpath(page.path or page.name): page for page in found}.values())


def _matching(directory: Path, *patterns: str) -> list[Found]:
    """Return the files inside a directory that match patterns; links out of it do not count."""
    inside, found = Path(os.path.realpath(directory)), list[Found]()
    for pattern in patterns:
        # Several ** in a row match the same as one; at the end, it would match only directories.
        glob = re.sub(r"(?:\*\*/)+", "**/", re.sub(r"\*\*$", "**/*", pattern))
        for path in directory.glob(glob):
            parts = path.relative_to(directory).parts
            # Hidden files, and those of npm, are no pages unless the pattern names them.
            is_hidden = any(one[0] == "." or one == "node_modules" for one in parts)
            is_meant = not is_hidden or {*parts} & {*Path(pattern).parts}
            if is_meant and Path(os.path.realpath(path)).is_relative_to(inside):
                if path.is_file():
                    found.append(Found(path.as_posix(), path))
                elif "*" not in pattern:
                    found += _matching(path, *_OF_A_DIRECTORY)
    return sorted(found, key=lambda page: Path(page.name))


def check(
    pages: Iterable[Found], runner: Runner, *, require_markers: bool = False
) -> list[Checked]:
    """Read pages, and work out what they should say; anything wrong becomes one of their problems.

    With `require_markers`, so does the lack of any block or date between markers.
    """
    checked, prose = [], cache(lambda words: Prose(runner.timeline(words)))
    for page in pages:
        try:
            one = _check(page, runner, prose)
        except FileError as error:
            line = error.faults[0].line if isinstance(error, FaultyFileError) else None
            message = error.message.removeprefix(shown(page.name)).lstrip("0123456789: ")
            problem = Problem(line or 1, Code.UNREADABLE, message, error.hint)
            one = Checked(page, problems=(problem,))
        if require_markers and not one.is_broken and not one.count("block", "date"):
            problem = Problem(1, Code.NO_MARKER, "the page has no marker")
            one = replace(one, problems=(problem, *one.problems))
        checked.append(one)
    return checked


def _check(page: Found, runner: Runner, prose: Callable[[Words], Prose]) -> Checked:
    content = page.content if page.path is None else read_bytes(page.path, PAGE_LIMIT)
    if content is None:
        raise FileError("no file matches this pattern", "a pattern that finds one")
    refuse_size(content, PAGE_LIMIT, page.name)
    ending = Path(page.name).suffix.lower().removeprefix(".")
    markup = next((one for one in Markup if ending in one.value), Markup.TEXT)
    if markup is Markup.WORD:
        before, text, markup = NOTHING, word_html(content, page.name), Markup.HTML
    else:
        before = decoded(content, page.name)
        text = before.text
    markers, edits, marks = Markers(text, markup), [], list[Mark]()
    for marker in markers.marked:
        now = text[slice(*marker.content)]
        try:
            right = refreshed(text, markers.completed(marker), runner, markup)
        except JtaiError as error:
            markers.report(marker.line, error)
            continue
        edits.append((*marker.content, right))
        kind = "date" if marker.command == DATE else "block"
        marks.append(Mark(marker.line, kind, " ".join(marker.words)))
        if right != now:
            markers.problems.append(outdated(marker, now, right))
    try:
        reader = prose(markers.use.words[1:] if markers.use else ())
    except JtaiError as error:
        markers.report(markers.use.line if markers.use else 1, error)
        reader = Prose(None)
    signs = dict.fromkeys(markers.walls, WALL) | dict.fromkeys(markers.comments, "")
    masked = [(*one, signs[one] + _NO_LINE_END.sub("", text[slice(*one)])) for one in signs]
    for mark, wrong in reader.read(passages(spliced(text, masked), markup)):
        if mark.line not in markers.ignored_lines:
            marks.append(mark)
            markers.problems += [] if wrong is None else [wrong]
    marked = tuple(sorted(marks, key=lambda one: one.line))
    problems = tuple(sorted(markers.problems, key=lambda one: one.line))
    return Checked(
        page, before, spliced(before.text, edits), marked, problems, markers.use is not None
    )


def update(checked: Sequence[Checked]) -> list[Checked]:
    """Write the pages that are out of date, and return them.

    If one is broken, would become too large or has changed since it was read, none is written.
    """
    if broken := [one for one in checked if one.is_broken]:
        number = f"{len(broken)} page{'s' if len(broken) > 1 else ''}"
        raise FileError(f"{number} cannot be read or understood, so nothing is written")
    written = {one.page.path: one for one in checked if one.page.path and one.is_outdated}
    contents = {path: one.before.encoded(one.after) for path, one in written.items()}
    for path, content in contents.items():
        if len(content) > PAGE_LIMIT:
            problem = f"{written[path].page.name} would grow larger than {PAGE_LIMIT:,} bytes"
            raise FileError(f"{problem}, so nothing is written", "fewer blocks on one page")
    read = {path: one.before.encoded(one.before.text) for path, one in written.items()}
    write_all(contents, force=True, read=read)
    return list(written.values())


def diff(one: Checked) -> str:
    """Return what an update changes in a page, as a unified diff."""
    old, new = (text.splitlines(keepends=True) for text in (one.before.text, one.after))
    lines = unified_diff(old, new, one.page.name, f"{one.page.name} (updated)")
    return "".join(line if line.endswith("\n") else f"{line}\n" for line in lines)
