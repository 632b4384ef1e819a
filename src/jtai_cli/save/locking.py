"""One writer at a time: whoever reads a file in order to change it holds its lock meanwhile."""

import os
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from jtai_cli.errors import FileError, printable, reason

PATIENCE = 60.0
"""Seconds to wait for one and the same writer, which has a slow machine to share with many.

One after another may take as long as they need.
"""
_PAUSE, _LONGEST_PAUSE = 0.02, 0.2


@contextmanager
def locked(path: Path) -> Iterator[None]:
    """Hold the lock of a file, `.NAME.lock` beside it; wait while others take their turns.

    The system lets go of the lock when its holder dies, however that comes about. Behind a
    link, what it leads to is locked.

    Raises:
        FileError: one other process holds it all the while, or no lock can stand there.
    """
    target = Path(os.path.realpath(path))
    beside = target.with_name(f".{target.name}.lock")
    held = _wait(beside, printable(str(path)))
    try:
        yield
    finally:
        # Taken away while it is held: whoever waits on it sees that, and makes a new one.
        with suppress(OSError):
            beside.unlink()
        os.close(held)


def _wait(beside: Path, place: str) -> int:
    """Return the open lock file, once it is ours."""
    holder, until, pause = _holder(beside), time.monotonic() + PATIENCE, _PAUSE
    while (held := _taken(beside, place)) is None:
        if (now_holding := _holder(beside)) != holder:
            holder, until = now_holding, time.monotonic() + PATIENCE
        elif time.monotonic() >= until:
            raise FileError(
                f"{place}: another jtai has been changing it for {PATIENCE:.0f} seconds",
                "the same command again, when that one has ended",
            )
        time.sleep(pause)
        # Hundreds that wait must not take the time of the one that works.
        pause = min(2 * pause, _LONGEST_PAUSE)
    return held


def _holder(beside: Path) -> tuple[int, int] | None:
    """Tell one holder from the next: each makes the file anew. None while there is none."""
    try:
        told = beside.stat()
    except OSError:
        return None
    return told.st_ino, told.st_mtime_ns


def _taken(beside: Path, place: str) -> int | None:
    """Try to take the lock; None while another holds it, or has just taken it away."""
    try:
        held = os.open(beside, os.O_RDWR | os.O_CREAT, 0o666)
    except PermissionError as error:
        if sys.platform == "win32" and beside.exists():  # pragma: no cover - Windows alone
            return None  # so Windows says that its last holder is about to take it away
        raise _refused(place, error) from None
    except (OSError, ValueError) as error:
        raise _refused(place, error) from None
    try:
        _lock(held)
        if os.path.samestat(os.fstat(held), beside.stat()):
            return held
    except OSError:
        pass  # held by another, or taken away between the two steps
    except BaseException:
        os.close(held)
        raise
    os.close(held)
    return None


def _refused(place: str, error: OSError | ValueError) -> FileError:
    told = f"{place}: cannot be changed: {reason(error)}"
    return FileError(told, "a directory that you may write to")


def _lock(held: int) -> None:
    """Lock an open file, or raise OSError at once."""
    if sys.platform == "win32":  # pragma: no cover - Windows alone
        import msvcrt

        msvcrt.locking(held, msvcrt.LK_NBLCK, 1)
    else:
        import fcntl

        fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
