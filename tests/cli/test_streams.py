"""Streams, environments and interruptions: what goes where, and what no traceback is left of."""

import os
import re
import signal
import subprocess
import sys
from collections.abc import Mapping
from contextlib import suppress
from importlib import metadata
from io import StringIO
from pathlib import Path

import pytest

from jtai_cli import __version__
from jtai_cli.__main__ import main
from tests.conftest import Jtai

TIMELINE = ("timeline", "--fieldwork", "2025-03-03")
NEEDS_FULL = pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no /dev/full")


def started(
    *argv: str, environment: Mapping[str, str] | None = None, stdout: int = subprocess.PIPE
) -> subprocess.Popen[bytes]:
    kept = {name: os.environ[name] for name in ("PATH", "SYSTEMROOT") if name in os.environ}
    return subprocess.Popen(
        [sys.executable, "-m", "jtai_cli", *argv],
        env={**kept, **(environment or {})},
        stdout=stdout,
        stderr=subprocess.PIPE,
    )


@pytest.mark.parametrize("argv", [("-V",), ("--version",)])
def test_the_version_is_printed(jtai: Jtai, argv: tuple[str, ...]) -> None:
    assert jtai(*argv).text == f"jtai {__version__}\n"


@pytest.mark.parametrize("argv", [(), ("themes",), ("plan",), ("timeline", "-h")])
def test_help_is_status_0_and_goes_to_stdout(jtai: Jtai, argv: tuple[str, ...]) -> None:
    ran = jtai(*argv)
    assert (ran.status, ran.err) == (0, "")
    assert "Usage: jtai" in ran.text


# No colour in a pipe


@pytest.mark.parametrize(
    "argv", [TIMELINE, ("timeline", "--help"), ("timeline", "--fieldwork", "x")]
)
@pytest.mark.parametrize(
    "environment",
    [{"GITHUB_ACTIONS": "1"}, {"FORCE_COLOR": "1"}, {"CI": "true", "PY_COLORS": "1"},
     {"CLICOLOR_FORCE": "1", "TTY_COMPATIBLE": "1", "TTY_INTERACTIVE": "1", "TERM": "xterm"}],
    ids=" ".join,
)  # fmt: skip
def test_nothing_but_text_comes_out_of_a_pipe(
    argv: tuple[str, ...], environment: Mapping[str, str]
) -> None:
    out, err = started(*argv, environment=environment).communicate()
    assert b"\x1b" not in out + err


@pytest.mark.parametrize(
    ("argv", "environment", "has_color"),
    [
        (TIMELINE, {"TERM": "xterm"}, True),
        (TIMELINE, {"TERM": "xterm", "NO_COLOR": "1"}, False),
        (TIMELINE, {"TERM": "dumb"}, False),
        ((*TIMELINE, "--color", "never"), {"TERM": "xterm"}, False),
        ((*TIMELINE, "--colour", "always"), {"TERM": "dumb", "NO_COLOR": "1"}, True),
    ],
)
def test_a_terminal_has_colour_where_it_is_wanted(
    jtai: Jtai, argv: tuple[str, ...], environment: dict[str, str], has_color: bool
) -> None:
    assert (b"\x1b" in jtai(*argv, terminal=True, environment=environment).out) is has_color


def test_always_colours_a_pipe_too(jtai: Jtai) -> None:
    assert b"\x1b" in jtai(*TIMELINE, "--color", "always").out


def test_a_terminal_without_colours_shows_what_a_pipe_gets(jtai: Jtai) -> None:
    shown = jtai(*TIMELINE, "--color", "never", terminal=True, environment={"COLUMNS": "80"})
    assert shown == jtai(*TIMELINE)


@pytest.mark.parametrize("columns", ["", "0", "-5", "many", "9" * 5_000, "1e3", "٣"])
def test_an_absurd_width_is_ignored(jtai: Jtai, columns: str) -> None:
    assert jtai(*TIMELINE, environment={"COLUMNS": columns}) == jtai(*TIMELINE)


def test_a_file_does_not_depend_on_the_terminal(jtai: Jtai, tmp_path: Path) -> None:
    jtai(*TIMELINE, "-o", "narrow.txt", environment={"COLUMNS": "40"})
    assert (tmp_path / "narrow.txt").read_bytes() == jtai(*TIMELINE).out


def test_a_workbook_is_not_shown_on_a_terminal(jtai: Jtai) -> None:
    for argv in (
        (*TIMELINE, "--format", "xlsx"),
        ("export", *TIMELINE[1:], "-", "--format", "docx"),
    ):
        ran = jtai(*argv, terminal=True)
        assert (ran.status, ran.out) == (2, b"")
        assert "cannot be shown on a terminal" in ran.err
    assert jtai(*TIMELINE, "--format", "xlsx").out.startswith(b"PK")


# Encodings


@pytest.mark.parametrize(
    ("encoding", "dash"),
    [("utf-8", "–"), ("cp1252", "–"), ("cp850", "-"), ("ascii", "-"), ("utf-16", "–")],
)
@pytest.mark.parametrize("terminal", [False, True])
@pytest.mark.parametrize("argv", [TIMELINE, (*TIMELINE, "--format", "gantt"), ("timeline", "-h")])
def test_every_encoding_shows_every_word_or_a_stand_in(
    jtai: Jtai, argv: tuple[str, ...], terminal: bool, encoding: str, dash: str
) -> None:
    environment = {"NO_COLOR": "1", "TERM": "dumb", "COLUMNS": "80"}
    ran = jtai(*argv, encoding=encoding, terminal=terminal, environment=environment)
    shown, whole = ran.out.decode(encoding), jtai(*argv).text
    assert (ran.status, ran.err) == (0, "")
    assert re.findall("[A-Za-z0-9]+", shown) == re.findall("[A-Za-z0-9]+", whole)
    assert shown.count("?") == whole.count("?")
    assert ("17–21 Feb" in whole) is (f"17{dash}21 Feb" in shown)


def test_what_has_no_stand_in_becomes_a_question_mark(jtai: Jtai) -> None:
    ran = jtai("timeline", "--fieldwork", "३ March", encoding="ascii")
    assert ran.err.startswith("jtai: error: '? March' cannot be read as a date")


# Streams that are closed, full or missing


@pytest.mark.parametrize("argv", [TIMELINE, ("timeline", "-h"), (), ("-V",), ("themes",)])
def test_a_reader_that_closes_the_pipe_has_seen_enough(argv: tuple[str, ...]) -> None:
    reading, writing = os.pipe()
    os.close(reading)
    process = started(*argv, stdout=writing)
    os.close(writing)
    _, err = process.communicate()
    assert (process.returncode, err) == (0, b"")


@NEEDS_FULL
@pytest.mark.parametrize("argv", [TIMELINE, ("--help",), ("-V",), ("themes",), ("timeline", "-h")])
def test_a_full_disk_is_one_line_and_status_2(argv: tuple[str, ...]) -> None:
    with Path("/dev/full").open("wb") as full:
        process = started(*argv, stdout=full.fileno())
        _, err = process.communicate()
    lines = err.decode().splitlines()
    assert (process.returncode, len(lines)) == (2, 1)
    assert lines[0].startswith("jtai: error: ")
    assert lines[0].endswith("no space left on device")


DONE = [
    ("plan", "set", "kingston-2025", "area=Town"), ("plan", "accept", "kingston-2025"),
    ("plan", "done", "kingston-2025", "fieldwork"), ("plan", "init", "--plan", "new.toml"),
    ("docs", "update", "other.md"), ("export", *TIMELINE[1:], "dates.md"),
]  # fmt: skip


@NEEDS_FULL
@pytest.mark.parametrize("argv", DONE, ids=" ".join)
@pytest.mark.parametrize("is_missing", [False, True])
def test_what_was_done_decides_the_status(
    monkeypatch: pytest.MonkeyPatch, workplace: Path, argv: tuple[str, ...], is_missing: bool
) -> None:
    monkeypatch.chdir(workplace)
    marker = "<!-- jtai date fieldwork --fieldwork 2025-03-03 -->today<!-- /jtai -->\n"
    (workplace / "other.md").write_text(marker)
    before = {path.name: path.read_bytes() for path in workplace.iterdir()}
    err = StringIO()
    monkeypatch.setattr(sys, "stderr", err)
    with suppress(OSError), Path("/dev/full").open("w") as full:
        monkeypatch.setattr(sys, "stdout", None if is_missing else full)
        assert main(argv) == 0
    assert err.getvalue().startswith("jtai: warning: the command finished, but ")
    assert {path.name: path.read_bytes() for path in workplace.iterdir()} != before


@NEEDS_FULL
@pytest.mark.parametrize(
    ("argv", "status"),
    [(("timeline", "--fieldwork", "x"), 2), (("themes", "list", "--on", "2021-01-01"), 0)],
)
@pytest.mark.parametrize("is_missing", [False, True])
def test_a_full_or_missing_stderr_changes_no_status(
    monkeypatch: pytest.MonkeyPatch, argv: tuple[str, ...], status: int, is_missing: bool
) -> None:
    monkeypatch.setattr(sys, "stdout", StringIO())
    with Path("/dev/full").open("w") as full:
        monkeypatch.setattr(sys, "stderr", None if is_missing else full)
        assert main(argv) == status


def test_without_stdout_a_file_is_asked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    err = StringIO()
    monkeypatch.setattr(sys, "stderr", err)
    monkeypatch.setattr(sys, "stdout", None)
    assert main(TIMELINE) == 2
    assert err.getvalue() == "jtai: error: there is no stdout to write to\nTry: --output FILE\n"


# Interruptions, and faults of the program


class Interrupted(StringIO):
    """A stream on which the reader presses Ctrl-C."""

    def write(self, _: str) -> int:
        raise KeyboardInterrupt


@pytest.mark.parametrize("stream", ["stdout", "stderr"])
def test_ctrl_c_while_it_writes_is_status_130(monkeypatch: pytest.MonkeyPatch, stream: str) -> None:
    monkeypatch.setattr(sys, stream, Interrupted())
    argv = TIMELINE if stream == "stdout" else ("timeline", "--fieldwork", "x")
    assert main(argv) == 130


INTERRUPTED = """
import signal, sys
from jtai_cli.__main__ import main
signal.signal(signal.SIGALRM, signal.default_int_handler)
signal.setitimer(signal.ITIMER_REAL, float(sys.argv[1]))
status = main(sys.argv[2:])
signal.signal(signal.SIGALRM, signal.SIG_IGN)
sys.exit(status)
"""


@pytest.mark.skipif(not hasattr(signal, "setitimer"), reason="this system has no timer")
@pytest.mark.parametrize("delay", [0.03, 0.06, 0.09, 0.12])
def test_ctrl_c_at_any_time_leaves_no_traceback(delay: float) -> None:
    ran = subprocess.run(
        [sys.executable, "-c", INTERRUPTED, str(delay), *TIMELINE],
        capture_output=True,
        check=False,
    )
    # Python itself remarks on an interruption inside its own import machinery.
    assert ran.stderr == b"" or ran.stderr.startswith(b"Exception ignored in")
    assert ran.returncode in {0, 130}


class Faulty(StringIO):
    """A stream that no program expects."""

    def write(self, _: str) -> int:
        raise ZeroDivisionError("by zero")


def test_an_internal_error_is_one_line_and_shows_its_place_on_request(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    err = StringIO()
    monkeypatch.setattr(sys, "stderr", err)
    monkeypatch.setattr(sys, "stdout", Faulty())
    assert main(TIMELINE) == 2
    assert err.getvalue() == (
        "jtai: error: internal error: ZeroDivisionError: by zero\n"
        "Try: the same command with JTAI_DEBUG=1 set, which shows where it happened\n"
    )
    monkeypatch.setenv("JTAI_DEBUG", "1")
    with pytest.raises(ZeroDivisionError):
        main(TIMELINE)


# The interpreter


def test_many_pages_give_what_few_do(jtai: Jtai, tmp_path: Path) -> None:
    marker = "<!-- jtai date comments-due --fieldwork 2025-03-03 -->old<!-- /jtai -->"
    for number in range(200):
        wrong = f"Tuesday {number % 28 + 1} March 2027"
        (tmp_path / f"{number:03}.md").write_text(f"Due on {wrong}.\n\n{marker}\n")
    names = sorted(map(str, tmp_path.iterdir()))
    halves = [jtai("docs", "check", *half).text for half in (names[:100], names[100:])]
    out, err = started("docs", "check", *names).communicate()
    problems = [line for half in halves for line in half.splitlines()[:-1]]
    assert (out.decode().splitlines()[:-1], err) == (problems, b"")


@pytest.mark.parametrize("argv", [("--help",), ("plan", "set", "--help"), ("frameworks", "schema"),
                                  TIMELINE], ids=" ".join)  # fmt: skip
def test_without_docstrings_and_asserts_it_prints_the_same(argv: tuple[str, ...]) -> None:
    outs = [started(*argv, environment=environment).communicate()
            for environment in ({}, {"PYTHONOPTIMIZE": "2"})]  # fmt: skip
    assert outs[0] == outs[1]
    assert outs[0][0]


HEAVY = "holidays numpy jinja2 icalendar xlsxwriter docx tomlkit yaml pydantic rich"


@pytest.mark.parametrize(
    ("argv", "heavy"),
    [((*TIMELINE, "--format", "json"), ""), ((*TIMELINE, "--format", "plain"), ""),
     (TIMELINE, "rich"), (("-V",), "")],
)  # fmt: skip
def test_a_command_imports_only_what_it_needs(argv: tuple[str, ...], heavy: str) -> None:
    if metadata.version("typer") >= "0.29":
        pytest.skip("newer versions of Typer import pydantic themselves")
    script = (
        "import sys; from jtai_cli.__main__ import main; main(sys.argv[1:]);"
        f"sys.stderr.write(' '.join(m for m in '{HEAVY}'.split() if m in sys.modules))"
    )
    ran = subprocess.run(
        [sys.executable, "-c", script, *argv], capture_output=True, check=True, text=True
    )
    assert ran.stderr == heavy
