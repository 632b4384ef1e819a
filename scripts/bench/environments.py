"""The environments that are measured: one for jtai, one for its peers in arithmetic, one a program.

They stand in `build/bench`, and are made once; the wheel of jtai is built and installed anew in
every run, with its modules compiled, as pip does it for everyone.
"""

import json
import subprocess
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from shutil import rmtree

ROOT = Path(__file__).parents[2]
PLACE = ROOT / "build" / "bench"
_HERE = Path(__file__).parent
_CONSTRAINTS = ROOT / "constraints.txt"


@dataclass(frozen=True, slots=True)
class Environment:
    """A virtual environment, by name."""

    name: str

    def program(self, name: str) -> str:
        """Give the path of a program in it."""
        return str(PLACE / self.name / "bin" / name)

    def made(self, wanted: Sequence[str], *, by: Sequence[Path] = ()) -> None:
        """Make it with what pip is to install, unless it is made so already.

        `by` are the files on which the answer depends.
        """
        told = "\n".join([*wanted, *(path.read_text("utf-8") for path in by)])
        stamp = PLACE / self.name / "made.stamp"
        if stamp.exists() and stamp.read_text("utf-8") == told:
            return
        print(f"Making the environment {self.name}.", file=sys.stderr)
        run(sys.executable, "-m", "venv", "--clear", str(PLACE / self.name))
        self.install(*wanted)
        stamp.write_text(told, "utf-8")

    def install(self, *wanted: str) -> None:
        """Have pip install something."""
        run(self.program("python"), "-m", "pip", "install", "--quiet", *wanted)

    def versions(self) -> Mapping[str, str]:
        """Tell what is installed, and in which version."""
        listed = run(self.program("python"), "-m", "pip", "list", "--format", "json")
        return {one["name"].lower(): one["version"] for one in json.loads(listed)}

    def told(self, module: str, *arguments: str) -> str:
        """Run a module of this folder in it, and give what it prints."""
        return run(self.program("python"), "-m", f"scripts.bench.{module}", *arguments)


OURS, PEERS = Environment("ours"), Environment("peers")
KHAL, HTTPIE, GCALCLI = Environment("khal"), Environment("httpie"), Environment("gcalcli")


def make_all() -> None:
    """Make all environments, and install the jtai of this checkout where it is measured."""
    wheel = _wheel()
    ours = ("--constraint", str(_CONSTRAINTS), wheel)
    programs, peers = _HERE / "programs", _listed("peers")
    OURS.made([*ours, str(programs)], by=[_CONSTRAINTS, *sorted(programs.glob("*.*"))])
    PEERS.made([*ours, "--requirement", str(peers)], by=[_CONSTRAINTS, peers])
    for environment in (KHAL, HTTPIE, GCALCLI):
        listed = _listed(environment.name)
        environment.made(["--requirement", str(listed)], by=[listed])
    for environment in (OURS, PEERS):
        environment.install("--force-reinstall", "--no-deps", wheel)


def _wheel() -> str:
    """Build the wheel of this checkout, and give its path."""
    folder = PLACE / "wheels"
    rmtree(folder, ignore_errors=True)
    run(sys.executable, "-m", "pip", "wheel", "--quiet", "--no-deps", "-w", str(folder), str(ROOT))
    (wheel,) = folder.glob("*.whl")
    return str(wheel)


def _listed(name: str) -> Path:
    return _HERE / "requirements" / f"{name}.txt"


def run(*command: str) -> str:
    """Run a command at the top of the checkout, and give what it prints."""
    done = subprocess.run(command, cwd=ROOT, check=True, stdout=subprocess.PIPE, text=True)  # noqa: S603 - our own commands
    return done.stdout
