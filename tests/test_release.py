"""What hinders a release."""

import runpy
from pathlib import Path
from typing import Any

import pytest

SCRIPT = Path(__file__).parents[1] / "scripts" / "release.py"
RELEASE: dict[str, Any] = runpy.run_path(str(SCRIPT))
UNNAMED = "not with a version and its day: '## 0.2.0 (2026-03-02)'"
READY = "# Changelog\n\n## 0.2.0 (2026-03-02)\n\n## 0.1.0 (2026-01-05)\n"


@pytest.mark.parametrize(
    ("changelog", "changed", "tags", "found"),
    [
        pytest.param(READY, [], ["v0.1.0"], [], id="ready"),
        pytest.param(
            READY,
            [" M README.md", "?? notes.txt"],
            [],
            ["not everything is committed (2 changes): git status"],
            id="changed",
        ),
        pytest.param(
            READY,
            [],
            ["v0.1.0", "v0.2.0"],
            ["0.2.0 is tagged already: a new __version__ in src/jtai_cli/__init__.py"],
            id="tagged",
        ),
        pytest.param(
            READY.replace("0.2.0 (2026-03-02)", "Unreleased"),
            [],
            [],
            [f"CHANGELOG.md begins with 'Unreleased', {UNNAMED}"],
            id="unreleased",
        ),
        pytest.param(
            "# Changelog\n",
            [],
            [],
            [f"CHANGELOG.md begins with 'nothing', {UNNAMED}"],
            id="empty",
        ),
        pytest.param(
            READY.replace("0.2.0", "0.1.1"),
            [],
            [],
            ["CHANGELOG.md begins with 0.1.1, and the version is 0.2.0"],
            id="another-version",
        ),
    ],
)
def test_what_hinders_a_release_is_told(
    changelog: str, changed: list[str], tags: list[str], found: list[str]
) -> None:
    assert [*RELEASE["problems"]("0.2.0", changelog, changed=changed, tags=tags)] == found
