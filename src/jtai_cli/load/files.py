"""The one careful reader: regular files only, of a limited size, in UTF-8."""

from codecs import BOM_UTF8
from contextlib import suppress
from difflib import get_close_matches
from pathlib import Path
from stat import S_IFBLK, S_IFCHR, S_IFDIR, S_IFIFO, S_IFMT, S_IFREG, S_IFSOCK
from typing import BinaryIO

from jtai_cli.errors import Fault, FaultyFileError, FileError, printable, reason

MEBIBYTE = 1 << 20
AS_UTF_8 = "save the file as UTF-8"

_KINDS = {
    S_IFBLK: "a device",
    S_IFCHR: "a device",
    S_IFDIR: "a directory",
    S_IFIFO: "a pipe",
    S_IFSOCK: "a socket",
}


def text(path: Path, *, limit: int) -> str:
    """Read a file of at most `limit` bytes; a byte order mark is dropped, line ends are kept.

    Raises:
        FileError: there is no such file, it cannot be read, is not a regular file or too large.
        FaultyFileError: it is not UTF-8; the fault gives the line.
    """
    return decoded(content(path, limit).removeprefix(BOM_UTF8), place=str(path))


def decoded(content: bytes, *, place: str) -> str:
    """Decode what was read; `place` is what messages call it.

    Raises:
        FaultyFileError: it is not UTF-8; the fault gives the line.
    """
    try:
        return content.decode()
    except UnicodeDecodeError as error:
        fault = Fault(
            content.count(b"\n", 0, error.start) + 1,
            f"the byte 0x{content[error.start]:02x} is not UTF-8",
            AS_UTF_8,
        )
        raise FaultyFileError(printable(place), (fault,)) from None


def content(path: Path, limit: int) -> bytes:
    """Read the bytes of a regular file, of at most `limit`.

    Raises:
        FileError: there is no such file, it cannot be read, is not a regular file or too large.
    """
    with opened(path) as file:
        try:
            held = file.read(limit + 1)
        except OSError as error:
            raise _unreadable(path, error) from None
    if len(held) > limit:
        raise FileError(f"{printable(str(path))}: is larger than {limit:,} bytes", "a smaller file")
    return held


def opened(path: Path) -> BinaryIO:
    """Open a regular file, to be read piece by piece.

    Raises:
        FileError: there is no such file, it cannot be opened, or is not a regular file.
    """
    place = printable(str(path))
    try:
        # Asked before it is opened: opening a pipe waits, and a device may act.
        if (kind := S_IFMT(path.stat().st_mode)) != S_IFREG:
            raise FileError(
                f"{place}: is {_KINDS.get(kind, 'special')}, not a file", "name a regular file"
            )
        return path.open("rb")
    except FileNotFoundError:
        raise _missing(path) from None
    except (OSError, ValueError) as error:
        raise _unreadable(path, error) from None


def _unreadable(path: Path, error: OSError | ValueError) -> FileError:
    told = f"{printable(str(path))}: cannot be read: {reason(error)}"
    return FileError(told, "a file that you may read")


def _missing(path: Path) -> FileError:
    """Tell what is missing, the file or its directory, with the nearest name of a neighbour."""
    if path.is_symlink():
        return FileError(
            f"{printable(str(path))}: is a link that leads nowhere", "a file that exists"
        )
    if not path.parent.is_dir():
        return FileError(
            f"{printable(str(path))}: there is no directory '{printable(str(path.parent))}'",
            "a path that exists",
        )
    neighbours: dict[str, Path] = {}
    with suppress(OSError):  # a directory that cannot be listed has no names to offer
        neighbours = {beside.name.lower(): beside for beside in path.parent.iterdir()}
    close = get_close_matches(path.name.lower(), neighbours, n=1)
    hint = printable(str(neighbours[close[0]])) if close else "a file that exists"
    return FileError(f"{printable(str(path))}: there is no such file", hint)
