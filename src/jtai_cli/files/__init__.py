"""Files in and out: read within a limit, written whole or not at all."""

import os
import shlex
import shutil
from codecs import BOM_UTF8, BOM_UTF16_BE, BOM_UTF16_LE
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from io import BytesIO
from itertools import islice
from pathlib import Path
from stat import S_IMODE, S_ISDIR, S_ISREG, S_IWGRP, S_IWOTH, S_IWUSR
from typing import BinaryIO, NamedTuple
from unicodedata import category

from jtai_cli.errors import CONTROL, Fault, FaultyFileError, FileError, UsageError, quoted, reason

MEBIBYTE = 1 << 20
MOST_FAULTS = 100
_AS_UTF_8 = "save the file as UTF-8"
_MARKS = {BOM_UTF8: "utf-8", BOM_UTF16_LE: "utf-16-le", BOM_UTF16_BE: "utf-16-be", b"": "utf-8"}


class Text(NamedTuple):
    """The text of a file, without the byte order mark, which says how it was encoded."""

    text: str
    mark: bytes = b""

    def encoded(self, text: str) -> bytes:
        """Return another text as bytes, with the same mark and encoding."""
        return self.mark + text.encode(_MARKS[self.mark])


def read_text(path: Path) -> Text:
    """Read a file of at most a mebibyte as text without control characters; line ends are kept."""
    text = decoded(read_bytes(path, MEBIBYTE), path)
    if found := CONTROL.search(text.text):
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
    """Refuse a file that is larger than `limit` bytes."""
    if len(content) > limit:
        raise FileError(f"{shown(place)}: is larger than {limit:,} bytes", "a smaller file")


def opened(path: Path) -> BinaryIO:
    """Open a regular file, to be read piece by piece."""
    try:
        # Opening a pipe waits, and opening a device may act, so check first what it is.
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
    mark = next(filter(content.startswith, _MARKS))
    body, encoding = content[len(mark) :], _MARKS[mark]
    try:
        return Text(body.decode(encoding), mark)
    except UnicodeDecodeError as error:
        line = body[: error.start].decode(encoding, "replace").count("\n") + 1
        problem = f"the byte 0x{body[error.start]:02x} is not {encoding[:6].rstrip('-').upper()}"
        raise faulty(place, [Fault(line, problem, _AS_UTF_8)]) from None


def faulty(place: str | Path, faults: Iterable[Fault]) -> FaultyFileError:
    """Return the error that reports the faults of a file, by line; only the first if very many."""
    listed = sorted(islice(faults, MOST_FAULTS), key=lambda fault: fault.line or 0)
    return FaultyFileError(shown(place), tuple(listed))


def shown(place: str | Path) -> str:
    """Return a path as messages show it."""
    return quoted(str(place), longest=400)


def hidden(text: str) -> str | None:
    """Name the first character that does not show on a line."""
    for character in "" if text.isprintable() else text:
        if CONTROL.match(character) or category(character) in {"Cc", "Cf", "Zl", "Zp"}:
            names = {"\n": "a line break", "\r": "a line break", "\t": "a tab"}
            return names.get(character, f"U+{ord(character):04X}, which does not show")
    return None


def refuse_unprintable(text: str, option: str) -> None:
    """Refuse the text of an option that is blank, or holds a character that does not show."""
    if not text.strip():
        raise UsageError(f"{option} is empty", "give it a text, or leave it out")
    if found := hidden(text):
        raise UsageError(f"{option} holds {found}", "delete it")


def write_all(
    contents: Mapping[Path, bytes | BinaryIO],
    *,
    force: bool,
    inputs: Iterable[Path] = (),
    read: Mapping[Path, bytes] | None = None,
    makes_folders: bool = False,
) -> None:
    """Write files whole, or leave everything as it was.

    All are ready beside their places before any is put there. A file that exists is replaced
    only with `force`, and keeps its mode; a link is kept, and the file it leads to is written.
    The `inputs` are never overwritten, nor is a file that has changed since it was `read`.
    """
    protected = set(map(os.path.realpath, inputs))
    ready: dict[Path, tuple[Path, Path]] = {}  # the path as typed, and the file to put there
    try:
        for path, content in contents.items():
            with _refused(path):
                target = Path(os.path.realpath(path))
                if str(target) in protected:
                    problem = f"{shown(path)} is read by this command"
                    raise UsageError(problem, "another file to write")
                if target in ready:
                    problem = f"{shown(ready[target][0])} and {shown(path)} are the same file"
                    raise UsageError(problem, "two names")
                mode = _mode(path, force=force, read=read or {})
                if makes_folders:
                    target.parent.mkdir(parents=True, exist_ok=True)
                beside = target.with_name(f".jtai-{os.urandom(8).hex()}.tmp")
                ready[target] = path, beside
                source = BytesIO(content) if isinstance(content, bytes) else content
                source.seek(0)
                with beside.open("xb") as file:
                    if mode is not None:
                        beside.chmod(S_IMODE(mode))  # before it holds what others may not read
                    shutil.copyfileobj(source, file)
                    file.flush()
                    os.fsync(file.fileno())
        # Another program may have made or changed one meanwhile: check all of them before any is
        # written, and each again at the last moment.
        for is_last_look in (False, True):
            for target, (path, beside) in ready.items():
                with _refused(path):
                    _mode(path, force=force, read=read or {})
                    if is_last_look:
                        beside.replace(target)
    finally:
        for _, beside in ready.values():
            with suppress(OSError):  # it is in its place already
                beside.unlink()


@contextmanager
def locked(path: Path, patience: float = 60) -> Iterator[None]:
    """Lock a file while it changes; wait `patience` seconds. A dead process holds no lock."""
    from filelock import FileLock, Timeout

    with _refused(path):
        target = Path(os.path.realpath(path))
        beside = target.with_name(f".{target.name}.lock")
        lock = FileLock(beside, timeout=patience)
        try:
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


def _mode(path: Path, *, force: bool, read: Mapping[Path, bytes]) -> int | None:
    """Return the mode of an existing file, or None; refuse if it must not be replaced."""
    mode = None
    with suppress(FileNotFoundError):
        mode = path.stat().st_mode
    is_file, is_writable = S_ISREG(mode or 0), (mode or 0) & (S_IWUSR | S_IWGRP | S_IWOTH)
    is_changed = path in read and (not is_file or path.read_bytes() != read[path])
    refusals = (
        (str(path) == "-", "is standard output, not a file", "name a file"),
        (S_ISDIR(mode or 0), "is a directory", "name a file in it"),
        (mode is not None and not is_file, "is not a regular file", "- for standard output"),
        (is_changed, "another program has changed it since it was read", "run it again"),
        (is_file and not force, "exists already", "--force to replace it"),
        (is_file and not is_writable, "is read-only", "another path, or make it writable"),
    )
    for is_refused, problem, hint in refusals:
        if is_refused:
            raise FileError(f"{shown(path)}: {problem}", hint)
    return mode


@contextmanager
def _refused(path: Path) -> Iterator[None]:
    try:
        yield
    except (OSError, ValueError) as error:
        if isinstance(error, FileNotFoundError):
            parent = Path(os.path.realpath(path)).parent
            problem = f"{shown(path)}: there is no directory '{shown(parent)}'"
            raise FileError(problem, f"mkdir -p {shown(shlex.quote(str(parent)))}") from None
        problem = f"{shown(path)}: cannot be written: {reason(error)}"
        raise FileError(problem, "another path") from None
