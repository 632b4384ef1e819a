"""Pages: markers found and refreshed, dates in sentences checked.

`check` reads pages and works out what they should say; `update` writes them, all or none.
"""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from difflib import unified_diff
from functools import cache
from pathlib import Path

from jtai_cli.errors import FaultyFileError, FileError, JtaiError
from jtai_cli.files import MEBIBYTE, decoded, read_bytes, refuse_size, shown, write_all
from jtai_cli.pages.blocks import Runner, outdated, refreshed
from jtai_cli.pages.extract import WALL, passages, word_passages
from jtai_cli.pages.finding import Found, Markup, markup_of, named_pages, planned_pages
from jtai_cli.pages.markers import DATE, Markers, Words, spliced
from jtai_cli.pages.prose import Prose
from jtai_cli.pages.results import NOTHING, Checked, Code, Mark, Problem

__all__ = [
    "PAGE_LIMIT", "Checked", "Code", "Found", "Mark", "Problem", "Runner",
    "check", "diff", "named_pages", "planned_pages", "update",
]  # fmt: skip

_NO_LINE_END = re.compile(r"[^\r\n]++")
PAGE_LIMIT = 6 * MEBIBYTE  # the bytes that a page may have


def check(
    pages: Iterable[Found], runner: Runner, *, require_markers: bool = False
) -> list[Checked]:
    """Read pages, and work out what they should say; whatever is wrong is one of their problems.

    With `require_markers` that is also a page without a block or a date between markers.
    """
    once = Runner(*map(cache, runner))  # type: ignore[arg-type]  # the same functions

    @cache
    def prose(words: Words) -> Prose:
        return Prose(runner.timeline(words))

    checked = []
    for page in pages:
        try:
            one = _check(page, once, prose)
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
    markup = markup_of(page.name)
    before = NOTHING if markup is Markup.WORD else decoded(content, page.name)
    text, edits, marks = before.text, [], list[Mark]()
    markers = Markers(text, markup)
    for marker, place in markers.marked:
        try:
            right = refreshed(
                text, markers.completed(marker), place, runner, is_html=markup is Markup.HTML
            )
        except JtaiError as error:
            markers.report(marker.line, error.message, error.hint)
            continue
        edits.append((*place, right))
        kind = "date" if marker.command == DATE else "block"
        marks.append(Mark(marker.line, kind, " ".join(marker.words)))
        if right != text[slice(*place)]:
            markers.problems.append(outdated(marker, text[slice(*place)], right))
    if markup is Markup.WORD:
        found = word_passages(content, page.name)
    else:
        walls = [*markers.code, *markers.ignored, *(place for _, place in markers.marked)]
        left_out = [*((one, WALL) for one in walls), *((one, "") for one in markers.comments)]
        masked = [
            (*place, sign + _NO_LINE_END.sub("", text[slice(*place)])) for place, sign in left_out
        ]
        found = passages(spliced(text, masked), markup)
    try:
        reader = prose(markers.use.words[1:] if markers.use else ())
    except JtaiError as error:
        markers.report(markers.use.line if markers.use else 1, error.message, error.hint)
        reader = Prose(None)
    for mark, wrong in reader.read(found):
        if mark.line not in markers.ignored_lines:
            marks.append(mark)
            markers.problems += [] if wrong is None else [wrong]
    marked = tuple(sorted(marks, key=lambda one: one.line))
    problems = tuple(sorted(markers.problems, key=lambda one: one.line))
    return Checked(page, before, spliced(text, edits), marked, problems, markers.use is not None)


def update(checked: Sequence[Checked]) -> list[Checked]:
    """Write the pages that should say something else; return those that were written.

    None is written where one is broken, would become too large or has changed since it was read.
    """
    if broken := [one for one in checked if one.is_broken]:
        number = f"{len(broken)} page{'s' if len(broken) > 1 else ''}"
        raise FileError(f"{number} cannot be read or understood, so nothing is written")
    written, contents, read = [], dict[Path, bytes](), dict[Path, bytes]()
    for one in checked:
        if one.page.path is None or not one.is_outdated:
            continue
        written.append(one)
        content = contents[one.page.path] = one.before.encoded(one.after)
        read[one.page.path] = one.before.encoded(one.before.text)
        if len(content) > PAGE_LIMIT:
            problem = f"{one.page.name} would grow larger than {PAGE_LIMIT:,} bytes"
            raise FileError(f"{problem}, so nothing is written", "fewer blocks on one page")
    write_all(contents, force=True, read=read)
    return written


def diff(one: Checked) -> str:
    """Return what an update changes in a page, as a unified diff."""
    old, new = (text.splitlines(keepends=True) for text in (one.before.text, one.after))
    lines = unified_diff(old, new, one.page.name, f"{one.page.name} (updated)")
    return "".join(line if line.endswith("\n") else f"{line}\n" for line in lines)
