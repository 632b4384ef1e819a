"""Files of Excel and Word are ZIP archives: what makes their bytes the same from run to run."""

from collections.abc import Callable
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

_NO_TIME = (1980, 1, 1, 0, 0, 0)  # the first that a ZIP archive can hold


def repacked(archive: bytes, edited: Callable[[str, bytes], bytes] = lambda _, part: part) -> bytes:
    """Pack an archive again without the times of its parts, each edited by name and content."""
    packed = BytesIO()
    with ZipFile(BytesIO(archive)) as old, ZipFile(packed, "w") as new:
        for name in old.namelist():
            new.writestr(ZipInfo(name, _NO_TIME), edited(name, old.read(name)), ZIP_DEFLATED)
    return packed.getvalue()
