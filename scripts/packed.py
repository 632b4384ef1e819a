"""Compare what the wheel and the source archive hold with what git keeps: no more, no less.

python scripts/packed.py build/dist
"""

import subprocess
import sys
import tarfile
import zipfile
from collections.abc import Iterable
from pathlib import Path

BESIDE = {"frameworks.yaml", "inspections.csv"}
"""What the package carries from the top of the project."""
ABOUT = {"METADATA", "RECORD", "WHEEL", "entry_points.txt", "licenses/LICENSE"}
NOT_IN_SOURCES = {".editorconfig", ".gitattributes", ".pre-commit-config.yaml"}
"""What only a checkout needs."""
PACKAGE = "src/jtai_cli/"


def main() -> int:
    """Print what is missing and what is too much, and give the status 1 where anything is."""
    directory = Path(sys.argv[1])
    kept = set(_kept())
    package = {f"jtai_cli/{name.removeprefix(PACKAGE)}" for name in kept if PACKAGE in name}
    (wheel,), (sources,) = directory.glob("*.whl"), directory.glob("*.tar.gz")
    about = f"{'-'.join(wheel.name.split('-')[:2])}.dist-info"
    with zipfile.ZipFile(wheel) as held:
        expected = package | {f"jtai_cli/{name}" for name in BESIDE}
        differs = _told(wheel, held.namelist(), expected | {f"{about}/{name}" for name in ABOUT})
    with tarfile.open(sources) as held_sources:
        names = [name.partition("/")[2] for name in held_sources.getnames()]
    return int(_told(sources, names, (kept - NOT_IN_SOURCES) | {"PKG-INFO"}) or differs)


def _kept() -> list[str]:
    command = ("git", "ls-files", "-z")
    told = subprocess.run(command, capture_output=True, check=True, text=True)  # noqa: S603 - ours
    return told.stdout.split("\0")[:-1]


def _told(archive: Path, names: Iterable[str], expected: set[str]) -> bool:
    held = set(names)
    for name in sorted(expected - held):
        print(f"{archive.name}: lacks {name}")
    for name in sorted(held - expected):
        print(f"{archive.name}: holds {name}, which is not meant to be there")
    print(f"{archive.name}: {len(held)} files")
    return held != expected


if __name__ == "__main__":
    sys.exit(main())
