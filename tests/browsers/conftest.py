"""What runs scripts in node, and pages in Chromium: where either is missing, tests are skipped."""

import json
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

HERE = Path(__file__).parent
PACKAGES = {
    "count_in_page.mjs": ("playwright-core",),
    "draw_mermaid.mjs": ("mermaid", "playwright-core"),
    "look_at_page.mjs": ("axe-core", "playwright-core"),
    "read_ics.mjs": ("ical.js",),
    "type_in_page.mjs": ("playwright-core",),
}

Node = Callable[..., Any]


@pytest.fixture(scope="session")
def node() -> Node:
    """Runs a script of this directory: arguments in, and text on its stdin; JSON out."""

    def run(script: str, *arguments: str | Path, text: str = "") -> Any:  # noqa: ANN401 - what the script prints
        program = shutil.which("node")
        chromium = shutil.which("chromium") or shutil.which("chromium-browser")
        if program is None or chromium is None:
            pytest.skip("node or Chromium is not installed: run make browsers")
        for package in PACKAGES[script]:
            if not (HERE / "node_modules" / package).is_dir():
                pytest.skip(f"{package} is not installed: run make browsers")
        done = subprocess.run(
            [program, HERE / script, chromium, *arguments],
            input=text.encode(),
            capture_output=True,
            check=False,
        )
        assert done.returncode == 0, done.stderr.decode()
        return json.loads(done.stdout)

    return run
