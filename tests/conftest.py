"""What every test shares.

Laws are searched with hypothesis's own `ci` profile, so that the same code has the same result;
`pytest --hypothesis-profile=search` looks further, and elsewhere each time.
"""

import os
import sys
from collections.abc import Callable, Generator
from dataclasses import dataclass
from datetime import date
from io import BytesIO, TextIOWrapper
from pathlib import Path
from typing import Protocol

import pytest
from coverage import Coverage
from hypothesis import settings

from jtai_cli.__main__ import main
from jtai_cli.bankholidays import Calendars
from jtai_cli.files.rules import load_rules
from jtai_cli.notes import annotate
from jtai_cli.plan import Inspection
from jtai_cli.rules import Rules
from jtai_cli.timeline import Timeline, resolve

settings.register_profile("search", max_examples=5000, deadline=None)
settings.load_profile("ci")

GOLDEN = Path(__file__).parent / "golden"
# Read once, for the tests see an environment without it.
REWRITE = os.environ.get("JTAI_REWRITE_GOLDEN") == "1"
READ_BY_THE_PROGRAM = (
    "CI", "COLUMNS", "FORCE_COLOR", "GITHUB_ACTIONS", "LINES", "NO_COLOR", "PY_COLORS",
    "PYTHONIOENCODING", "TERM",
)  # fmt: skip

Golden = Callable[[str, bytes], None]
Dated = Callable[[Inspection], Timeline]


def d(text: str) -> date:
    return date.fromisoformat(text)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_call(item: pytest.Item) -> Generator[None]:
    """Count a branch as covered only when a chosen example reaches it, not a random or huge one.

    Not being measured makes a test twice as fast. The mark `no_cover` of pytest-cov would stop
    only one of the two measurements that it starts in each process of xdist.
    """
    stopped = []
    if any(map(item.get_closest_marker, ("hypothesis", "uncovered"))):
        while measured := Coverage.current():
            measured.stop()
            stopped.append(measured)
    try:
        yield
    finally:
        for measured in reversed(stopped):
            measured.start()


@pytest.fixture(scope="session")
def rules() -> Rules:
    """The rules as shipped."""
    return load_rules(None)


@pytest.fixture(scope="session")
def dated(rules: Rules) -> Dated:
    """Dates an inspection by the rules as shipped, with its notes."""
    return lambda inspection: annotate(resolve(rules, inspection, Calendars()), rules)


@dataclass(frozen=True)
class Ran:
    """What a run of the program gave: status, stdout's bytes, stderr's text."""

    status: int
    out: bytes
    err: str

    @property
    def text(self) -> str:
        """What went to stdout, as text."""
        return self.out.decode()


class Jtai(Protocol):
    """Runs the program on its arguments, in the test's own empty directory.

    Its streams are redirected or, with `terminal`, those of one. An `encoding` of redirected
    streams is the one that PYTHONIOENCODING asks for. The environment holds `environment` only,
    of all that the program reads.
    """

    def __call__(
        self,
        *argv: str,
        terminal: bool = False,
        encoding: str | None = None,
        environment: dict[str, str] | None = None,
    ) -> Ran: ...


class Terminal(BytesIO):
    """Bytes that a terminal would show."""

    def isatty(self) -> bool:
        return True


@pytest.fixture
def jtai(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Jtai:
    for name in os.environ:
        if name.startswith("JTAI_") or name in READ_BY_THE_PROGRAM:
            monkeypatch.delenv(name)
    monkeypatch.chdir(tmp_path)

    def run(
        *argv: str,
        terminal: bool = False,
        encoding: str | None = None,
        environment: dict[str, str] | None = None,
    ) -> Ran:
        out, err = (Terminal(), Terminal()) if terminal else (BytesIO(), BytesIO())
        with monkeypatch.context() as patched:
            for name, value in (environment or {}).items():
                patched.setenv(name, value)
            if encoding and not terminal:
                patched.setenv("PYTHONIOENCODING", encoding)
            # They live to the end of the run, for a stream closes its bytes when it is dropped.
            streams = [TextIOWrapper(raw, encoding or "utf-8") for raw in (out, err)]
            patched.setattr(sys, "stdout", streams[0])
            patched.setattr(sys, "stderr", streams[1])
            status = main(argv)
            for stream in streams:
                stream.flush()
            return Ran(status, out.getvalue(), err.getvalue().decode(encoding or "utf-8"))

    return run


@pytest.fixture
def golden() -> Golden:
    """Compares bytes with those of a file in `tests/golden`; `make golden` rewrites them."""

    def compare(name: str, content: bytes) -> None:
        file = GOLDEN / name
        if REWRITE:
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(content)
        assert file.exists(), f"there is no {file}; make golden writes it"
        assert content.decode() == file.read_bytes().decode()

    return compare
