"""`frameworks.yaml`, or a file like it, to frozen rules: all of it, or all of its faults."""

from binascii import crc32
from functools import cache
from itertools import chain
from pathlib import Path

from jtai_cli.errors import Fault, FaultyFileError, printable
from jtai_cli.frameworks import Frameworks
from jtai_cli.load.files import MEBIBYTE, content, text

_NAME = "frameworks.yaml"


def frameworks(path: Path | None) -> Frameworks:
    """Read the rules of a file; without one, those that come with the program.

    Those are proved already, and taken as they are for as long as their file is as it was then.

    Raises:
        FileError: the file cannot be read.
        FaultyFileError: it is not UTF-8, not YAML, or not as its rules should be.
    """
    return _shipped() if path is None else proved(path)


def faults(path: Path) -> tuple[Fault, ...]:
    """List what is wrong with a file of rules, in the order of the file; nothing, if it is right.

    More than 100 faults are not told one by one; the last one then says so.

    Raises:
        FileError: the file cannot be read.
        FaultyFileError: it is not UTF-8.
    """
    return _proved(path)[1]


def shipped(name: str = _NAME) -> Path:
    """Return a file that comes with the program: beside it, or at the top of its checkout."""
    package = Path(__file__).parents[1]
    packaged = package / name
    return packaged if packaged.exists() else package.parents[1] / name


def proved(path: Path) -> Frameworks:
    """Read and prove the rules of a file.

    Raises:
        FileError: the file cannot be read.
        FaultyFileError: it is not UTF-8, not YAML, or not as its rules should be.
    """
    held, faults = _proved(path)
    if faults or held is None:
        raise FaultyFileError(printable(str(path)), faults)
    return held


def digest(written: bytes) -> tuple[int, int]:
    """Tell one text of the rules from another: its length and its CRC-32."""
    return len(written), crc32(written)


def is_as_shipped() -> bool:
    """Tell whether the rules that come with the program are those that it was made with.

    Raises:
        FileError: their file cannot be read.
    """
    from jtai_cli.load import ready

    return digest(content(shipped(), MEBIBYTE)) == ready.WRITTEN_FROM


@cache
def _shipped() -> Frameworks:
    """Read the rules that come with the program, which do not change while it runs."""
    if is_as_shipped():
        from jtai_cli.load import ready

        return ready.frameworks()
    return proved(shipped())


def _proved(path: Path) -> tuple[Frameworks | None, tuple[Fault, ...]]:
    # Imported here, for they need PyYAML and pydantic, and most files are never read.
    from jtai_cli.load import composing, proof, references
    from jtai_cli.load.order import in_order

    root, unread = composing.compose(text(path, limit=MEBIBYTE))
    if root is None:
        return None, in_order(unread)
    proved, unfit = proof.prove(root, Frameworks, proof.IN_YAML)
    found = chain(unread, unfit, references.faults(root))
    return proved, in_order(found)
