"""Pages in: found by their patterns, and read as they stand, byte order mark and line ends too."""

import os
from codecs import BOM_UTF8
from collections.abc import Iterator
from fnmatch import fnmatch
from pathlib import Path, PurePath

from jtai_cli.errors import Fault, FaultyFileError, FileError, printable
from jtai_cli.load.files import AS_UTF_8, MEBIBYTE, content, decoded

PAGE_LIMIT = 6 * MEBIBYTE
"""The bytes that a page may have."""

_DEEP = "**"
# The longer ones first, for UTF-32 begins as UTF-16 does.
_MARKS = (
    (b"\xff\xfe\0\0", "UTF-32"),
    (b"\0\0\xfe\xff", "UTF-32"),
    (b"\xff\xfe", "UTF-16"),
    (b"\xfe\xff", "UTF-16"),
)

_Parts = tuple[str, ...]


def page(path: Path) -> str:
    """Read a page as it stands: a byte order mark is its first character, line ends are kept.

    Raises:
        FileError: it cannot be read, is not a regular file or larger than `PAGE_LIMIT`.
        FaultyFileError: it is not UTF-8, or no text at all.
    """
    return page_in(content(path, PAGE_LIMIT), place=str(path))


def page_in(held: bytes, *, place: str) -> str:
    """Read a page out of bytes; `place` is what messages call it.

    Raises:
        FileError: it is larger than `PAGE_LIMIT`.
        FaultyFileError: it is not UTF-8, or no text at all.
    """
    shown = printable(place)
    if len(held) > PAGE_LIMIT:
        raise FileError(f"{shown}: is larger than {PAGE_LIMIT:,} bytes", "a smaller file")
    for mark, encoding in _MARKS:
        if held.startswith(mark):
            raise FaultyFileError(shown, (Fault(1, f"is {encoding}, not UTF-8", AS_UTF_8),))
    text = decoded(held, place=place)
    if (zero := text.find("\0")) >= 0:
        line = text.count("\n", 0, zero) + 1
        raise FaultyFileError(shown, (Fault(line, "holds a zero byte, as no text does", AS_UTF_8),))
    return text


def refuse_changed(path: Path, text: str) -> None:
    """Refuse a file that is no longer as it was read, with its byte order mark or without.

    Raises:
        FileError: it says something else now, or cannot be read any more.
    """
    now = content(path, PAGE_LIMIT)
    if text.encode() not in (now, now.removeprefix(BOM_UTF8)):
        raise FileError(
            f"{printable(str(path))}: another program has changed it since it was read",
            "the same command again",
        )


def matching(pattern: str, directory: Path) -> tuple[Path, ...]:
    """Find the files that a pattern means, from a directory; sorted, each once.

    `*`, `?` and `[…]` stand for what is in a name, `**` for any number of directories. What is
    hidden is found only by a name that begins with a dot itself, and `**` follows no links. A
    name without any of these, or of something that is there, is given as it is.

    Raises:
        FileError: a directory on the way cannot be listed.
    """
    parts = PurePath(pattern).parts
    if not any(map(_is_pattern, parts)) or os.path.lexists(directory / pattern):
        return (directory / pattern,)
    return tuple(sorted(_found(directory, parts)))


def _found(directory: Path, parts: _Parts) -> Iterator[Path]:
    todo: list[tuple[Path, _Parts]] = [(directory, parts)]
    seen = set(todo)  # several `**` lead to one place in many ways
    while todo:
        here, (part, *further) = todo.pop()
        rest = tuple(further)
        for path, remaining in _steps(here, part, rest):
            if (path, remaining) in seen:
                continue
            seen.add((path, remaining))
            if remaining:
                todo.append((path, remaining))
            elif not path.is_dir():
                yield path


def _steps(here: Path, part: str, rest: _Parts) -> Iterator[tuple[Path, _Parts]]:
    """Give where one part of a pattern leads from a directory, and the parts that remain."""
    if part == _DEEP:
        yield here, rest or ("*",)
        for entry in _entries(here):
            if entry.is_dir(follow_symlinks=False) and not entry.name.startswith("."):
                yield here / entry.name, (_DEEP, *rest)
    elif _is_pattern(part):
        for entry in _entries(here):
            hidden = entry.name.startswith(".") and not part.startswith(".")
            if fnmatch(entry.name, part) and not hidden:
                yield here / entry.name, rest
    elif os.path.lexists(here / part):
        yield here / part, rest


def _entries(directory: Path) -> list[os.DirEntry[str]]:
    try:
        with os.scandir(directory) as entries:
            return list(entries)
    except (FileNotFoundError, NotADirectoryError):
        return []
    except OSError as error:
        raise FileError(
            f"{printable(str(directory))}: cannot be listed: {str(error.strerror).lower()}",
            "a directory that you may read",
        ) from None


def _is_pattern(part: str) -> bool:
    return any(character in part for character in "*?[")
