"""The streams: made safe, measured and written to. What is shown to people comes through here."""

import codecs
import os
import shutil
import sys
from io import TextIOWrapper
from pathlib import Path
from typing import TextIO

from jtai_cli.errors import FaultyFileError, FileError, JtaiError, UnknownNameError, reason
from jtai_cli.formats.text import harmless
from jtai_cli.kinds import counted

_STAND_INS = {
    "–": "-", "—": "-", "−": "-", "·": "-", "─": "-", "━": "-", "’": "'", "‘": "'", "“": '"',
    "”": '"', "…": "...", "✓": "x", "█": "#", "•": "*",
}  # fmt: skip
COLORS = ("auto", "always", "never")
_STAND_IN = "jtai-stand-in"
MOST_SHOWN = 20
"""Faults of a file, or bad rows, that are printed one by one."""
_WIDTH, _LEAST_WIDTH = 80, 30


def make_safe() -> None:
    """Make the streams write any text: UTF-8 where redirected, stand-ins where a terminal lacks it.

    An encoding that PYTHONIOENCODING names is kept.
    """
    codecs.register_error(_STAND_IN, _stand_in)
    for stream in (sys.stdout, sys.stderr):
        if not isinstance(stream, TextIOWrapper):
            continue
        if stream.isatty() or os.environ.get("PYTHONIOENCODING"):
            stream.reconfigure(errors=_STAND_IN)
        else:
            stream.reconfigure(encoding="utf-8", errors=_STAND_IN, newline="\n")


def _stand_in(error: UnicodeError) -> tuple[str, int]:
    assert isinstance(error, UnicodeEncodeError), "only encoding calls for a stand-in"
    missing = error.object[error.start : error.end]
    return "".join(_STAND_INS.get(character, "?") for character in missing), error.end


def width(*, to_stdout: bool) -> int:
    """Return the columns to write in: as many as COLUMNS or the terminal says, else 80."""
    found = int(os.environ.get("COLUMNS") or 0) if to_stdout else 0
    if not found and to_stdout and is_terminal():
        found = shutil.get_terminal_size((_WIDTH, 0)).columns
    return max(found or _WIDTH, _LEAST_WIDTH)


def has_color(color: str, *, to_stdout: bool) -> bool:
    """Return whether to write in colour: as --color says, else on a terminal that wants it."""
    if color not in COLORS:
        raise UnknownNameError.among("colour setting", color, COLORS, command="--color")
    is_plain = os.environ.get("NO_COLOR") or os.environ.get("TERM") == "dumb"
    return color == "always" or (color == "auto" and to_stdout and is_terminal() and not is_plain)


def emit(content: bytes, *, is_binary: bool = False) -> None:
    """Write a product to stdout. A reader that closes the pipe has seen enough."""
    if sys.stdout is None:
        raise FileError("there is no stdout to write to", "--output FILE")
    try:
        if is_binary:
            sys.stdout.flush()
            sys.stdout.buffer.write(content)
        else:
            sys.stdout.write(content.decode())
        sys.stdout.flush()
    except BrokenPipeError:
        _let_go_of(sys.stdout)
    except OSError as error:
        _let_go_of(sys.stdout)
        raise FileError(f"stdout cannot be written: {reason(error)}") from error


def confirm(text: str) -> None:
    """Say on stdout what was done. That it cannot be said does not undo it: a warning follows."""
    try:
        emit(harmless(text).encode())
    except FileError as error:
        warn(f"the work is done, but {error.message}")


def is_terminal() -> bool:
    """Return whether stdout is a terminal."""
    return sys.stdout is not None and sys.stdout.isatty()


def let_go_of_stdout() -> None:
    """Give up what cannot be written to stdout."""
    try:
        if sys.stdout is not None:
            sys.stdout.flush()
    except OSError:
        _let_go_of(sys.stdout)


def _let_go_of(stream: TextIO) -> None:
    """Point a stream nowhere, or the interpreter would complain of it once more at its end."""
    with Path(os.devnull).open("w") as nowhere:
        os.dup2(nowhere.fileno(), stream.fileno())


def warn(message: str, hint: str | None = None) -> None:
    """Print on stderr something that the reader should look at, and what to try next."""
    _talk("warning", message, hint)


def report(error: JtaiError) -> None:
    """Print an error on stderr, one line and what to try next; of a file, its first faults."""
    if not isinstance(error, FaultyFileError) or len(error.faults) == 1:
        _talk("error", error.message, error.hint)
        return
    place = error.message[: error.message.index(error.place)] + error.place
    for fault in error.faults[:MOST_SHOWN]:
        report(fault.in_file(place))
    if more := error.faults[MOST_SHOWN:]:
        report(FileError(f"{place}: {counted(len(more), 'more fault')}"))


def _talk(kind: str, message: str, hint: str | None) -> None:
    if sys.stderr is None:
        return
    lines = [f"jtai: {kind}: {message}", *([f"Try: {hint}"] if hint else [])]
    try:
        for line in lines:
            sys.stderr.write(f"{harmless(line)}\n")
        sys.stderr.flush()
    except OSError:
        _let_go_of(sys.stderr)
