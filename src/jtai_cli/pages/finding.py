"""Which files are pages, and how they are written: those named, or that a pattern finds."""

import os
import re
from collections.abc import Iterable, Sequence
from enum import Enum
from pathlib import Path, PurePath
from typing import NamedTuple

from jtai_cli.errors import UsageError, quoted
from jtai_cli.files.plans import MIXED_STARS

_WILD = re.compile(r"[*?\[]")
_OF_A_DIRECTORY = ("**/*.md", "**/*.html")


class Markup(Enum):
    """How a page is written. Markers work in Markdown and HTML; sentences are read in all."""

    MARKDOWN = ("md", "markdown")
    HTML = ("html", "htm")
    WORD = ("docx",)
    TEXT = ()


def markup_of(name: str) -> Markup:
    """Return how a page is written, by the ending of its name."""
    ending = PurePath(name).suffix.lower().removeprefix(".")
    return next((one for one in Markup if ending in one.value), Markup.TEXT)


class Found(NamedTuple):
    """A page: what messages call it, and its path, or what it holds where it is in no file.

    Without either, a pattern found nothing.
    """

    name: str
    path: Path | None = None
    content: bytes | None = None


def named_pages(names: Sequence[str]) -> list[Found]:
    """Return the pages that are named: files, directories and patterns, each page once."""
    found: list[Found] = []
    for name in names:
        path = Path(name)
        if path.is_dir():
            found += (Found(one.as_posix(), one) for one in _matching(path, *_OF_A_DIRECTORY))
        elif _WILD.search(name) and not path.exists():
            found += _of_pattern(path.relative_to(path.anchor).as_posix(), Path(path.anchor))
        else:
            found.append(Found(path.as_posix(), path))
    return _once(found)


def planned_pages(patterns: Sequence[str], directory: Path) -> list[Found]:
    """Return the pages that a plan's patterns find inside its own directory, each once."""
    return _once(page for pattern in patterns for page in _of_pattern(pattern, directory))


def _once(pages: Iterable[Found]) -> list[Found]:
    # By its path and not its inode: hard links are replaced one by one.
    return list({os.path.realpath(page.path or page.name): page for page in pages}.values())


def _of_pattern(pattern: str, directory: Path) -> list[Found]:
    if MIXED_STARS.search(pattern):
        raise UsageError(f"'{quoted(pattern)}' is not a pattern of files", "such as docs/**/*.md")
    pages = [Found(path.as_posix(), path) for path in _matching(directory, pattern)]
    return pages or [Found((directory / pattern).as_posix())]


def _matching(directory: Path, *patterns: str) -> list[Path]:
    """Return the files that patterns mean inside a directory; links out of it are not followed."""
    inside, found = Path(os.path.realpath(directory)), list[Path]()
    for pattern in patterns:
        # Several ** in a row find the same as one, and at the end it means directories.
        glob = re.sub(r"(?:\*\*/)+", "**/", re.sub(r"\*\*$", "**/*", pattern))
        for path in directory.glob(glob):
            parts = path.relative_to(directory).parts
            # What is hidden, and what a package manager put there, are nobody's pages.
            is_hidden = any(one[0] == "." or one == "node_modules" for one in parts)
            is_meant = not is_hidden or {*parts} & {*Path(pattern).parts}
            if is_meant and Path(os.path.realpath(path)).is_relative_to(inside):
                if path.is_file():
                    found.append(path)
                elif "*" not in pattern:
                    found += _matching(path, *_OF_A_DIRECTORY)
    return sorted(found)
