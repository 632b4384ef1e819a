"""What stands beside a file until it is put in its place, and what killed writers left of that.

A name of it is `.jtai-`, sixteen hexadecimal digits and `.tmp`, and no other program's.
"""

import os
import re
from contextlib import suppress
from pathlib import Path

_NAME = re.compile(r"\.jtai-[0-9a-f]{16}\.tmp")
_LONGEST = 3600
"""Seconds after which nobody is still writing; each takes a few at most."""


def beside(target: str) -> Path:
    """Name a file that is not there yet, in the directory of a target.

    Only there can a file be put in place in one step.
    """
    return Path(target).with_name(f".jtai-{os.urandom(8).hex()}.tmp")


def settle(directory: Path) -> None:
    """Have the system keep the names in a directory, as it keeps what is in a file.

    Windows, and some file systems, have no such thing to ask for.
    """
    with suppress(OSError):
        held = os.open(directory, os.O_RDONLY)
        try:
            os.fsync(held)
        finally:
            os.close(held)


def tidy(directory: Path, written: Path) -> None:
    """Take away what killed writers left in a directory, where a file has just been written.

    That file tells what time it is there, which may be by another machine's clock. What cannot
    be taken away is no hindrance, and stays.
    """
    with suppress(OSError):
        now = written.stat().st_mtime
        for path in directory.iterdir():
            if _NAME.fullmatch(path.name) and now - path.stat().st_mtime > _LONGEST:
                path.unlink()
