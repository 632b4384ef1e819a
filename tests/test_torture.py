"""A short form of `make torture`: real processes, killed at any moment."""

import subprocess
import sys
from pathlib import Path

SCRIPT = Path(__file__).parents[1] / "scripts" / "torture.py"


def test_a_killed_command_leaves_everything_as_before_or_as_after() -> None:
    command = (sys.executable, SCRIPT, "killed", "--times", "10")
    ran = subprocess.run(command, capture_output=True, text=True, check=False)
    told = "killed: 10 commands killed, "
    assert (ran.returncode, ran.stderr, ran.stdout[: len(told)]) == (0, "", told)
