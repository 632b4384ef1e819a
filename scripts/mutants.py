"""Tell of the mutants that mutmut made how many were killed, and show those that lived.

    python scripts/mutants.py

A line a module, then the change of each mutant that no test noticed.
"""

import json
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

MADE = Path("mutants", "src", "jtai_cli")
LIVED = {0: "survived", 5: "no test", 33: "no test"}
"""What mutmut writes down of a mutant that was not noticed; the rest are the ways to die."""


def main() -> None:
    """Print the figures, then the changes."""
    found = {path: _ends(path) for path in sorted(MADE.rglob("*.py.meta"))}
    print("| module | mutants | killed | lived |")
    print("| ------ | ------: | -----: | ----: |")
    for path, ends in found.items():
        module, lived = path.relative_to(MADE).with_suffix(""), _lived(ends)
        print(f"| `{module}` | {len(ends)} | {len(ends) - len(lived)} | {len(lived)} |")
    for ends in found.values():
        for name, how in _lived(ends).items():
            print(f"\n{name}: {how}\n{_change(name)}")


def _ends(path: Path) -> Mapping[str, int | None]:
    ends: dict[str, int | None] = json.loads(path.read_text("utf-8"))["exit_code_by_key"]
    assert None not in ends.values(), "mutmut has not finished"
    return ends


def _lived(ends: Mapping[str, int | None]) -> Mapping[str, str]:
    return {name: LIVED[end] for name, end in ends.items() if end in LIVED}


def _change(name: str) -> str:
    """Give the lines that a mutant takes away and puts in."""
    told = subprocess.run(  # noqa: S603 - our own tool
        (sys.executable, "-m", "mutmut", "show", name), capture_output=True, text=True, check=True
    )
    changed = (line for line in told.stdout.splitlines() if line[:1] in {"+", "-"})
    return "\n".join(line for line in changed if line[:3] not in {"+++", "---"})


if __name__ == "__main__":
    main()
