"""The program as people run it: arguments in; status, stdout's bytes and stderr's text out."""

import os
import sys
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from importlib.resources import files
from io import BytesIO, TextIOWrapper
from pathlib import Path
from typing import Any, Protocol

import pytest
import typer

from jtai_cli import cli
from jtai_cli.__main__ import main

GOLDEN = Path(__file__).parents[1] / "golden"
# Read once, for the tests see an environment without it.
REWRITE = os.environ.get("JTAI_REWRITE_GOLDEN") == "1"
READ_BY_THE_PROGRAM = (
    "CI", "COLUMNS", "FORCE_COLOR", "GITHUB_ACTIONS", "LINES", "NO_COLOR", "PYTHONIOENCODING",
    "TERM",
)  # fmt: skip

Golden = Callable[[str, bytes], None]


@dataclass(frozen=True)
class Ran:
    """What a run of the program gave."""

    status: int
    out: bytes
    err: str


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
            streams = [TextIOWrapper(held, encoding or "utf-8") for held in (out, err)]
            patched.setattr(sys, "stdout", streams[0])
            patched.setattr(sys, "stderr", streams[1])
            status = main(argv)
            for stream in streams:
                stream.flush()
            return Ran(status, out.getvalue(), err.getvalue().decode(encoding or "utf-8"))

    return run


@pytest.fixture
def golden() -> Golden:
    """Compares bytes with those of a file in `tests/golden`; `make golden` writes them anew."""

    def compare(name: str, content: bytes) -> None:
        file = GOLDEN / name
        if REWRITE:
            file.parent.mkdir(exist_ok=True)
            file.write_bytes(content)
        assert file.exists(), f"there is no {file}; make golden writes it"
        assert content.decode() == file.read_bytes().decode()

    return compare


@pytest.fixture
def govuk_file(tmp_path: Path) -> Path:
    """GOV.UK's own list, 2012 to 2028, as the file that it publishes."""
    file = tmp_path / "bank-holidays.json"
    listed = files("govuk_bank_holidays").joinpath("bank-holidays.json")
    file.write_text(listed.read_text("utf-8"), "utf-8")
    return file


@pytest.fixture(scope="session")
def every_command() -> Mapping[str, Any]:
    """Every command that there is, by its name: "themes show"."""
    return dict(_commands(typer.main.get_command(cli.app), ()))


def _commands(command: Any, path: tuple[str, ...]) -> Iterator[tuple[str, Any]]:  # noqa: ANN401 - of Typer's own
    if not hasattr(command, "list_commands"):
        yield " ".join(path), command
        return
    context = typer.Context(command)
    for name in command.list_commands(context):
        yield from _commands(command.get_command(context, name), (*path, name))
