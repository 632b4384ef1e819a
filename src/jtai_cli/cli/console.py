"""The streams: made safe, written to, and told apart from files."""

import codecs
import os
import shutil
import sys
from collections.abc import Callable
from io import TextIOWrapper
from pathlib import Path
from typing import TextIO

from jtai_cli.errors import FileError, JtaiError, UnknownNameError, UsageError, printable
from jtai_cli.render.page import Page

_STAND_INS = {
    "–": "-", "—": "-", "−": "-", "·": "-", "’": "'", "‘": "'", "“": '"', "”": '"', "…": "...",
}  # fmt: skip
COLORS = ("auto", "always", "never")
_NO_TEXT = {"docx": "a briefing", "xlsx": "a workbook"}
_STAND_IN = "jtai-stand-in"
_WIDTH = 80
_LEAST_WIDTH = 30


def make_safe() -> None:
    """Make the streams write any text: UTF-8 where redirected, stand-ins where a terminal lacks it.

    An encoding that PYTHONIOENCODING asks for is kept.
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


def page(color: str, output: Path | None) -> Page:
    """Return the page to draw on: as wide as COLUMNS or the terminal says, else 80.

    Raises:
        UnknownNameError: `color` is not one of `COLORS`.
    """
    if color not in COLORS:
        raise UnknownNameError.among("colour setting", color, COLORS, command="--color")
    on_terminal = is_terminal(output)
    told = os.environ.get("COLUMNS", "")
    width = _WIDTH
    if is_stdout(output) and told.isdecimal() and int(told) > 0:
        width = int(told)
    elif on_terminal:
        width = shutil.get_terminal_size((_WIDTH, 0)).columns
    plain = os.environ.get("NO_COLOR") or os.environ.get("TERM") == "dumb"
    # What libraries read out of the environment besides (FORCE_COLOR, CI) does not count.
    coloured = color == "always" or (color == "auto" and on_terminal and not plain)
    return Page(max(width, _LEAST_WIDTH), "standard" if coloured else None)


def emit(content: str | bytes, output: Path | None, *, force: bool) -> None:
    """Write a product: to stdout, or whole to a file (`-` is stdout).

    A reader that closes the pipe has seen enough: nothing more is written, and all is well.

    Raises:
        FileError: the file exists and `force` is not given, or it cannot be written.
    """
    if output is not None and not is_stdout(output):
        from jtai_cli import save

        save.text(output, content, force=force)
    elif isinstance(content, str):
        _guarded(lambda: sys.stdout.write(content))
    else:
        emit_bytes(content)


def emit_bytes(content: bytes) -> None:
    """Write bytes to stdout.

    Raises:
        FileError: it cannot be written.
    """
    _guarded(lambda: sys.stdout.buffer.write(content))


def _guarded(write: Callable[[], int]) -> None:
    if sys.stdout is None:
        raise FileError("there is no stdout to write to", "--output FILE")
    try:
        write()
        sys.stdout.flush()
    except BrokenPipeError:
        _let_go_of(sys.stdout)
    except OSError as error:
        _let_go_of(sys.stdout)
        raise FileError(f"stdout cannot be written: {error.strerror}") from error


def refuse_to_show(format_name: str, output: Path | None, remedy: str) -> None:
    """Refuse a format that is no text where a terminal would show it.

    Raises:
        UsageError: it would.
    """
    what = _NO_TEXT.get(format_name)
    if what is not None and is_terminal(output):
        raise UsageError(f"{what} cannot be shown on a terminal", remedy)


def is_terminal(output: Path | None) -> bool:
    """Tell whether that output is a terminal."""
    return is_stdout(output) and sys.stdout is not None and sys.stdout.isatty()


def is_stdout(output: Path | None) -> bool:
    """Tell whether that output is stdout: none, or `-`."""
    return output is None or str(output) == "-"


def _let_go_of(stream: TextIO) -> None:
    """Point a stream nowhere, or the interpreter would complain of it once more at its end."""
    with Path(os.devnull).open("w") as nowhere:
        os.dup2(nowhere.fileno(), stream.fileno())


def warn(message: str, hint: str | None = None) -> None:
    """Tell of something that the reader should look at, and of what to try next, on stderr."""
    _tell("warning", message, hint)


def report(error: JtaiError) -> None:
    """Tell of an error and of what to try next, on stderr."""
    _tell("error", error.message, error.hint)


def _tell(kind: str, message: str, hint: str | None) -> None:
    lines = [f"jtai: {kind}: {printable(message)}\n"]
    if hint:
        lines.append(f"Try: {printable(hint)}\n")
    if sys.stderr is None:
        return
    # Where stderr cannot be written either, the status alone tells.
    try:
        sys.stderr.write("".join(lines))
        sys.stderr.flush()
    except OSError:
        _let_go_of(sys.stderr)
