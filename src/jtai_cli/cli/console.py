"""The standard streams: made safe, measured and written to. All that people see passes here."""

import codecs
import os
import shutil
import sys
from io import TextIOWrapper
from pathlib import Path
from typing import BinaryIO, TextIO

from jtai_cli.errors import FaultyFileError, FileError, JtaiError, reason
from jtai_cli.formats import Page
from jtai_cli.formats.text import harmless
from jtai_cli.kinds import counted

_STAND_INS = {
    "–": "-", "—": "-", "−": "-", "·": "-", "─": "-", "━": "-", "’": "'", "‘": "'", "“": '"',
    "”": '"', "…": "...", "✓": "x", "█": "#", "•": "*",
}  # fmt: skip
_STAND_IN = "jtai-stand-in"
MOST_SHOWN = 20
"""How many faults of a file, or bad rows, are printed one by one."""
_WIDTH, _LEAST_WIDTH = 80, 30


def make_safe() -> None:
    """Let the streams write any text: UTF-8 if redirected, stand-ins for what a terminal lacks.

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


def page(color: str, *, to_stdout: bool) -> Page:
    """Return the columns to write in (COLUMNS', the terminal's or 80), and whether in colour."""
    columns = shutil.get_terminal_size((_WIDTH, 0)).columns if to_stdout else _WIDTH
    is_shown = to_stdout and is_terminal()
    is_plain = os.environ.get("NO_COLOR") or os.environ.get("TERM") == "dumb"
    has_color = color == "always" or (color == "auto" and is_shown and not is_plain)
    return Page(max(columns, _LEAST_WIDTH), has_color)


def emit(content: bytes, *, is_binary: bool = False) -> None:
    """Write output to stdout. It is no error if the reader closes the pipe early."""
    if sys.stdout is None:
        raise FileError("there is no stdout to write to", "--output FILE")
    try:
        if is_binary:
            sys.stdout.flush()
            sys.stdout.buffer.write(content)
        else:
            sys.stdout.write(content.decode())
        sys.stdout.flush()
    except OSError as error:
        let_go(sys.stdout)
        if not isinstance(error, BrokenPipeError):
            raise FileError(f"stdout cannot be written: {reason(error)}") from error


def confirm(text: str) -> None:
    """Say on stdout what was done. If that cannot be printed, warn: the work itself is done."""
    try:
        emit(harmless(text).encode())
    except FileError as error:
        warn(f"the command finished, but {error.message}")


def stdin() -> BinaryIO:
    """Return stdin, to be read as bytes."""
    if sys.stdin is None:
        raise FileError("there is no stdin to read", "a file")
    return sys.stdin.buffer


def is_terminal() -> bool:
    """Return whether stdout is a terminal."""
    return sys.stdout is not None and sys.stdout.isatty()


def let_go(stream: TextIO | None) -> None:
    """Send a broken stream to the null device, or Python would complain again as it exits."""
    if stream is None:
        return
    try:
        stream.flush()
    except OSError:
        with Path(os.devnull).open("w") as nowhere:
            os.dup2(nowhere.fileno(), stream.fileno())


def warn(message: str, hint: str | None = None, kind: str = "warning") -> None:
    """Print on stderr something that the reader should look at, and what to try next."""
    try:
        if sys.stderr is not None:
            for line in (f"jtai: {kind}: {message}", *([f"Try: {hint}"] if hint else [])):
                sys.stderr.write(f"{harmless(line)}\n")
            sys.stderr.flush()
    except OSError:
        let_go(sys.stderr)


def report(error: JtaiError) -> None:
    """Print an error on stderr, one line and what to try next; for a file, its first faults."""
    if not isinstance(error, FaultyFileError) or len(error.faults) == 1:
        warn(error.message, error.hint, "error")
        return
    place = error.message[: error.message.index(error.place)] + error.place
    for fault in error.faults[:MOST_SHOWN]:
        report(fault.in_file(place))
    if more := error.faults[MOST_SHOWN:]:
        report(FileError(f"{place}: {counted(len(more), 'more fault')}"))
