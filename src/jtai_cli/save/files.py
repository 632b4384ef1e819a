"""A file written whole, or everything left as it was."""

import os
import shlex
import shutil
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, contextmanager, suppress
from functools import partial
from pathlib import Path
from stat import S_IMODE, S_ISDIR, S_ISREG, S_IWGRP, S_IWOTH, S_IWUSR
from typing import BinaryIO

from jtai_cli.errors import FileError, printable, reason
from jtai_cli.save import staging

_WRITABLE = S_IWUSR | S_IWGRP | S_IWOTH


Content = str | bytes | BinaryIO
"""What a file is to hold: text, bytes, or all of another file, read piece by piece."""


def text(path: Path, content: Content, *, force: bool) -> None:
    """Write a file whole, or leave everything as it was; text is written in UTF-8.

    A file that is there is replaced only with `force`, and keeps its mode. Behind a link, what
    it leads to is written.

    Raises:
        FileError: the file exists and `force` is not given, or it cannot be written.
    """
    several({path: content}, force=force)


def several(
    contents: Mapping[Path, Content],
    *,
    force: bool,
    once_ready: Callable[[], None] = lambda: None,
) -> None:
    """Write several files as `text` does one: all are ready beside their places before any is put.

    `once_ready` is called between the two; what it raises leaves everything as it was.

    Raises:
        FileError: a file exists and `force` is not given, or one cannot be written. Where it is
            only found out once others are put, these are named.
    """
    with ExitStack() as held:
        ready = {
            path: held.enter_context(_staged(path, content, force=force))
            for path, content in contents.items()
        }
        once_ready()
        _put_all(ready)
        written = [Path(os.path.realpath(path)) for path in contents]
        for directory, one in {path.parent: path for path in written}.items():
            staging.settle(directory)
            staging.tidy(directory, one)


@contextmanager
def spool() -> Iterator[BinaryIO]:
    """Give a nameless file, for what is not to be seen before it is whole; it goes by itself."""
    from tempfile import TemporaryFile  # only what is written as a stream needs it

    with TemporaryFile(prefix="jtai-") as file:
        yield file


@contextmanager
def _staged(path: Path, content: Content, *, force: bool) -> Iterator[Callable[[], None]]:
    """Write beside the target; what is given puts it in place; nothing else is ever to be seen."""
    beside: Path | None = None
    try:
        with _told(path):
            mode = _mode(path)
            if mode is not None:
                _refuse(printable(str(path)), mode, force=force)
            target = os.path.realpath(path)
            beside = staging.beside(target)
            _fill(beside, content, mode)
        yield partial(_put, path, beside, target=target, is_new=mode is None)
    finally:
        # After a failure, an interruption or a link, it is still there.
        if beside is not None:
            with suppress(OSError):
                beside.unlink()


@contextmanager
def _told(path: Path) -> Iterator[None]:
    """Turn what the system says into an error that names the file and a remedy."""
    place = printable(str(path))
    try:
        yield
    except FileExistsError:
        raise _exists(place) from None
    except FileNotFoundError as error:
        parent = Path(os.path.realpath(path)).parent if path.is_symlink() else path.parent
        if parent.is_dir():  # one that makes no files, such as /proc
            raise _unwritable(place, error) from None
        raise FileError(
            f"{place}: there is no directory '{printable(str(parent))}'",
            f"mkdir -p {printable(shlex.quote(str(parent)))}",
        ) from None
    except (OSError, ValueError) as error:
        raise _unwritable(place, error) from None


def _unwritable(place: str, error: OSError | ValueError) -> FileError:
    return FileError(f"{place}: cannot be written: {reason(error)}", "another path")


def _mode(path: Path) -> int | None:
    """Return the mode of what is there, a link's target included; None when there is nothing."""
    try:
        return path.stat().st_mode
    except FileNotFoundError:
        return None


def _refuse(place: str, mode: int, *, force: bool) -> None:
    """Refuse to write over what is there, unless it is a file that may be replaced."""
    if S_ISDIR(mode):
        raise FileError(f"{place}: is a directory", "name a file in it")
    if not S_ISREG(mode):
        raise FileError(f"{place}: is not a regular file", "- for standard output")
    if not force:
        raise _exists(place)
    if not mode & _WRITABLE:
        raise FileError(f"{place}: is read-only", "another path, or make it writable")


def _exists(place: str) -> FileError:
    return FileError(f"{place}: exists already", "--force to replace it")


def _fill(beside: Path, content: Content, mode: int | None) -> None:
    with beside.open("xb") as file:
        if mode is not None:
            beside.chmod(S_IMODE(mode))  # before it holds what others may not read
        match content:
            case str():
                file.write(content.encode())
            case bytes():
                file.write(content)
            case _:
                content.seek(0)
                shutil.copyfileobj(content, file)
        file.flush()
        os.fsync(file.fileno())


def _put_all(ready: Mapping[Path, Callable[[], None]]) -> None:
    done: list[str] = []
    for path, put in ready.items():
        try:
            put()
        except FileError as error:
            if not done:
                raise
            told = f"{error.message}; written already: {', '.join(done)}"
            raise FileError(told, error.hint) from error
        done.append(printable(str(path)))


def _put(path: Path, beside: Path, *, target: str, is_new: bool) -> None:
    with _told(path):
        if is_new:
            _place_new(beside, target)
        else:
            beside.replace(target)


def _place_new(beside: Path, target: str) -> None:
    """Give the file its name, unless another program has taken that in the meantime."""
    try:
        os.link(beside, target)
    except FileExistsError:
        raise
    except OSError:
        # A file system without hard links: the name is taken first, then filled in one step.
        with Path(target).open("xb"):
            pass
        try:
            beside.replace(target)
        except BaseException:
            Path(target).unlink()
            raise
