"""The one way to read a text file: a regular file, of a limited size, in UTF-8 or UTF-16."""

import re
from codecs import BOM_UTF8, BOM_UTF16_BE, BOM_UTF16_LE
from collections.abc import Iterable
from itertools import islice
from pathlib import Path
from stat import S_ISDIR, S_ISREG
from typing import BinaryIO, NamedTuple
from unicodedata import category

from jtai_cli.errors import Fault, FaultyFileError, FileError, UsageError, quoted, reason

MEBIBYTE = 1 << 20
MOST_FAULTS = 100
_LONGEST_PATH = 400
_AS_UTF_8 = "save the file as UTF-8"
_MARKS = {BOM_UTF8: "utf-8", BOM_UTF16_LE: "utf-16-le", BOM_UTF16_BE: "utf-16-be"}
_NONE = "\ufffe\uffff"  # no characters, which no XML may hold
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")


class Text(NamedTuple):
    """The text of a file, without the byte order mark, and how it was encoded."""

    text: str
    mark: bytes = b""
    encoding: str = "utf-8"

    def encoded(self, text: str) -> bytes:
        """Return another text as bytes, with the same mark and encoding."""
        return self.mark + text.encode(self.encoding)


def read_text(path: Path, limit: int) -> Text:
    """Read a file of at most `limit` bytes, as text without control characters; line ends stay."""
    text = decoded(read_bytes(path, limit), path)
    if found := _CONTROL.search(text.text):
        line = text.text.count("\n", 0, found.start()) + 1
        problem = f"holds the control character U+{ord(found[0]):04X}"
        raise faulty(path, [Fault(line, problem, f"delete it, or {_AS_UTF_8}")])
    return text


def read_bytes(path: Path, limit: int) -> bytes:
    """Read a file of at most `limit` bytes."""
    with opened(path) as file:
        content = file.read(limit + 1)
    refuse_size(content, limit, path)
    return content


def refuse_size(content: bytes, limit: int, place: str | Path) -> None:
    """Refuse a file that is larger than its reader takes."""
    if len(content) > limit:
        raise FileError(f"{shown(place)}: is larger than {limit:,} bytes", "a smaller file")


def opened(path: Path) -> BinaryIO:
    """Open a regular file, to be read piece by piece."""
    try:
        # Opening a pipe waits and a device may act, so what it is comes first.
        mode = path.stat().st_mode
        if S_ISREG(mode):
            return path.open("rb")
    except FileNotFoundError:
        raise FileError(f"{shown(path)}: there is no such file", "a file that exists") from None
    except (OSError, ValueError) as error:
        problem = f"{shown(path)}: cannot be read: {reason(error)}"
        raise FileError(problem, "a file that you may read") from None
    what = "a directory, not a file" if S_ISDIR(mode) else "not a regular file"
    raise FileError(f"{shown(path)}: is {what}", "name a regular file")


def decoded(content: bytes, place: str | Path) -> Text:
    """Decode UTF-8, or UTF-16 with a byte order mark; `place` is what messages call the file."""
    mark = next(filter(content.startswith, _MARKS), b"")
    body, encoding = content[len(mark) :], _MARKS.get(mark, "utf-8")
    try:
        return Text(body.decode(encoding), mark, encoding)
    except UnicodeDecodeError as error:
        line = body[: error.start].decode(encoding, "replace").count("\n") + 1
        problem = f"the byte 0x{body[error.start]:02x} is not {encoding[:6].rstrip('-').upper()}"
        raise faulty(place, [Fault(line, problem, _AS_UTF_8)]) from None


def faulty(place: str | Path, faults: Iterable[Fault]) -> FaultyFileError:
    """Return the error that reports the faults of a file, by line; of very many, the first."""
    listed = sorted(islice(faults, MOST_FAULTS), key=lambda fault: fault.line or 0)
    return FaultyFileError(shown(place), tuple(listed))


def shown(place: str | Path) -> str:
    """Return a path as messages show it."""
    return quoted(str(place), _LONGEST_PATH)


def hidden(text: str, *, may_have_lines: bool = False) -> str | None:
    """Name the first character that does not show; a text with lines may have marks of format."""
    if text.isprintable():
        return None
    refused = {"Cc", "Cs"} if may_have_lines else {"Cc", "Cf", "Cs", "Zl", "Zp"}
    for character in text:
        is_line = may_have_lines and character in "\t\r\n"
        if character in _NONE or (category(character) in refused and not is_line):
            names = {"\n": "a line break", "\r": "a line break", "\t": "a tab"}
            return names.get(character, f"U+{ord(character):04X}, which does not show")
    return None


def refuse_unprintable(text: str, option: str) -> None:
    """Refuse the text of an option that is blank, or holds a character that does not show."""
    if not text.strip():
        raise UsageError(f"{option} is empty", "give it a text, or leave it out")
    if found := hidden(text):
        raise UsageError(f"{option} holds {found}", "delete it")
