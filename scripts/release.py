"""Tell whether what is at hand can be released, and what a release leaves to be done by hand.

python scripts/release.py          is the tree clean, and do changelog and version agree?
python scripts/release.py left     what is left, once all is proved
"""

import re
import subprocess
import sys
from collections.abc import Collection, Iterator
from pathlib import Path

from jtai_cli import __version__

CHANGELOG = Path(__file__).parents[1] / "CHANGELOG.md"
_HEADING = re.compile(r"^## (.+)$", re.MULTILINE)
_RELEASED = re.compile(r"(\S+) \((\d{4}-\d{2}-\d{2})\)")
_LEFT = """\
All that can be proved is proved, and nothing has left this machine.
Left to do by hand, in this order:

  git tag --annotate v{version} --message 'jtai {version}'
  git push origin HEAD v{version}
  .venv/bin/python -m twine upload build/dist/*
  python3 -m venv build/released
  build/released/bin/pip install jtai=={version}
  build/released/bin/jtai timeline --fieldwork 2025-03-03

Then open the next version: __version__ in src/jtai_cli/__init__.py, the heading 'Unreleased' in
CHANGELOG.md, and `make golden`, for JSON names the version that wrote it.
"""


def problems(
    version: str, changelog: str, *, changed: Collection[str], tags: Collection[str]
) -> Iterator[str]:
    """Give what hinders a release, a line each.

    `changed` are the lines in which git tells of files that are not committed.
    """
    if changed:
        yield f"not everything is committed ({len(changed)} changes): git status"
    if f"v{version}" in tags:
        yield f"{version} is tagged already: a new __version__ in src/jtai_cli/__init__.py"
    newest = next(iter(_HEADING.findall(changelog)), "nothing")
    told = _RELEASED.fullmatch(newest)
    if told is None:
        yield (
            f"CHANGELOG.md begins with '{newest}', not with a version and its day: "
            f"'## {version} (2026-03-02)'"
        )
    elif told[1] != version:
        yield f"CHANGELOG.md begins with {told[1]}, and the version is {version}"


def main() -> int:
    """Print what hinders a release, with the status 1; or, asked for what is left, that."""
    if sys.argv[1:] == ["left"]:
        print(_LEFT.format(version=__version__), end="")
        return 0
    changed, tags = _git("status", "--porcelain"), _git("tag", "--list")
    found = tuple(problems(__version__, CHANGELOG.read_text("utf-8"), changed=changed, tags=tags))
    for problem in found:
        print(f"no release: {problem}", file=sys.stderr)
    if not found:
        print(f"jtai {__version__}: the tree is clean, and the changelog names the version")
    return int(bool(found))


def _git(*arguments: str) -> list[str]:
    ran = subprocess.run(("git", *arguments), capture_output=True, check=True, text=True)  # noqa: S603, S607 - ours
    return ran.stdout.splitlines()


if __name__ == "__main__":
    sys.exit(main())
