"""Files out: written whole or not at all, and never over another by accident."""

import os
import shlex
import shutil
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from io import BytesIO
from pathlib import Path
from stat import S_IMODE, S_ISREG, S_IWGRP, S_IWOTH, S_IWUSR
from typing import BinaryIO

from jtai_cli.errors import FileError, UsageError, reason
from jtai_cli.files.text import shown

Content = str | bytes | BinaryIO


def write_all(
    contents: Mapping[Path, Content] | Mapping[str | Path, Content],
    *,
    force: bool,
    inputs: Iterable[Path] = (),
    makes_folders: bool = False,
) -> None:
    """Write files whole, or leave everything as it was.

    All are ready beside their places before any is put there. A file that exists is replaced
    only with `force`, and keeps its mode; a link stays, and what it leads to is written. None of
    the `inputs` is ever written over.
    """
    targets: dict[Path, str | Path] = {}
    read = set(map(os.path.realpath, inputs))
    ready: list[Path] = []
    try:
        for path, content in contents.items():
            with _refused(path):
                target = Path(os.path.realpath(path))
                if str(target) in read:
                    problem = f"{shown(path)} is read by this command"
                    raise UsageError(problem, "another file to write")
                if target in targets:
                    problem = f"{shown(targets[target])} and {shown(path)} are the same file"
                    raise UsageError(problem, "two names")
                targets[target] = path
                mode = _mode(path, force=force)
                if makes_folders:
                    target.parent.mkdir(parents=True, exist_ok=True)
                ready.append(target.with_name(f".jtai-{os.urandom(8).hex()}.tmp"))
                whole = content.encode() if isinstance(content, str) else content
                source = BytesIO(whole) if isinstance(whole, bytes) else whole
                source.seek(0)
                with ready[-1].open("xb") as file:
                    if mode is not None:
                        ready[-1].chmod(S_IMODE(mode))  # before it holds what others may not read
                    shutil.copyfileobj(source, file)
                    file.flush()
                    os.fsync(file.fileno())
        for (target, path), beside in zip(targets.items(), ready, strict=True):
            with _refused(path):
                _mode(path, force=force)  # another program may have made one meanwhile
                beside.replace(target)
    finally:
        for beside in ready:
            with suppress(OSError):  # it has gone where it was put
                beside.unlink()


@contextmanager
def locked(path: Path, patience: float = 60) -> Iterator[None]:
    """Keep others from changing a file; wait so many seconds for who does; the dead let go."""
    from filelock import FileLock, Timeout

    with _refused(path):
        target = Path(os.path.realpath(path))
        beside = target.with_name(f".{target.name}.lock")
        lock = FileLock(beside, timeout=patience)
        try:
            lock.acquire()
            while not beside.exists():  # the last holder has just taken it away
                lock.release()
                lock.acquire()
        except Timeout:
            problem = f"{shown(path)}: another jtai has been changing it for {patience:.0f} seconds"
            raise FileError(problem, "the same command again, when that one has ended") from None
    try:
        yield
    finally:
        with suppress(OSError):
            beside.unlink()
        lock.release()


def _mode(path: str | Path, *, force: bool) -> int | None:
    """Return the mode of the file that is there, if it may be replaced; None if none is there."""
    if str(path) == "-":
        raise FileError("-: is standard output, not a file", "name a file")
    if str(path).endswith(("/", os.sep)) or Path(path).is_dir():
        raise FileError(f"{shown(path)}: is a directory", "name a file in it")
    try:
        mode = Path(path).stat().st_mode
    except FileNotFoundError:
        return None
    if not S_ISREG(mode):
        raise FileError(f"{shown(path)}: is not a regular file", "- for standard output")
    if not force:
        raise FileError(f"{shown(path)}: exists already", "--force to replace it")
    if not mode & (S_IWUSR | S_IWGRP | S_IWOTH):
        raise FileError(f"{shown(path)}: is read-only", "another path, or make it writable")
    return mode


@contextmanager
def _refused(path: str | Path) -> Iterator[None]:
    try:
        yield
    except (OSError, ValueError) as error:
        if isinstance(error, FileNotFoundError):
            parent = Path(os.path.realpath(path)).parent
            problem = f"{shown(path)}: there is no directory '{shown(parent)}'"
            raise FileError(problem, f"mkdir -p {shown(shlex.quote(str(parent)))}") from None
        problem = f"{shown(path)}: cannot be written: {reason(error)}"
        raise FileError(problem, "another path") from None
