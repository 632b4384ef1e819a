"""The program as a whole: help, statuses, streams, what it imports."""

from __future__ import annotations

import gc
import os
import re
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import suppress
from io import StringIO
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
import typer

from jtai_cli import __main__, __version__, cli, load
from jtai_cli.load import rules

if TYPE_CHECKING:
    from jtai_cli.frameworks import Frameworks
    from tests.cli.conftest import Golden, Jtai


TIMELINE = ("timeline", "--fieldwork", "2025-03-03")


@pytest.mark.parametrize(
    ("argv", "name"),
    [
        pytest.param((), "help.txt", id="nothing"),
        pytest.param(("--help",), "help.txt", id="help"),
        pytest.param(("timeline", "-h"), "help-timeline.txt", id="timeline"),
        pytest.param(("days", "--help"), "help-days.txt", id="days"),
        pytest.param(("bank-holidays",), "help-bank-holidays.txt", id="group-alone"),
        pytest.param(("bank-holidays", "list", "-h"), "help-bank-holidays-list.txt", id="list"),
        pytest.param(("bank-holidays", "check", "-h"), "help-bank-holidays-check.txt", id="check"),
    ],
)
def test_help_golden(jtai: Jtai, golden: Golden, argv: tuple[str, ...], name: str) -> None:
    result = jtai(*argv)

    assert (result.status, result.err) == (0, "")
    assert max(len(line) for line in result.out.decode().splitlines()) <= 80
    golden(name, result.out)


@pytest.mark.parametrize(
    "option", [pytest.param("-V", id="short"), pytest.param("--version", id="long")]
)
def test_version_is_told(jtai: Jtai, option: str) -> None:
    assert jtai(option).out == f"jtai {__version__}\n".encode()


@pytest.mark.parametrize(
    ("argv", "expected"),
    [
        pytest.param(
            ("timelin",), "no command called 'timelin'\nTry: jtai timeline\n", id="command"
        ),
        pytest.param(
            ("bank-holidays", "lst"),
            "no command called 'lst'\nTry: jtai bank-holidays list\n",
            id="command-of-a-group",
        ),
        pytest.param(("--versoin",), "no such option: --versoin\nTry: --version\n", id="option"),
        pytest.param(
            ("--", "-x"), "no such option: -x\nTry: jtai --help\n", id="command-like-an-option"
        ),
        pytest.param(
            ("timeline", "--theme"),
            "option '--theme' requires an argument\nTry: jtai --help\n",
            id="option-without-its-value",
        ),
        pytest.param(
            ("timeline", "2025-03-03"),
            "got unexpected extra argument(s) (2025-03-03)\nTry: jtai timeline --help\n",
            id="argument-too-many",
        ),
        pytest.param(
            ("timeline", "--frameworks", "no\x1bne"),
            "no\\x1bne: there is no such file\nTry: a file that exists\n",
            id="a-file-name-that-would-command-the-terminal",
        ),
    ],
)
def test_mistyped_words_get_the_nearest_name(
    jtai: Jtai, argv: tuple[str, ...], expected: str
) -> None:
    result = jtai(*argv)

    assert (result.status, result.out, result.err) == (2, b"", f"jtai: error: {expected}")


def test_what_people_typed_cannot_command_the_terminal(jtai: Jtai) -> None:
    result = jtai("timeline", "--fieldwork", "\x1b[31m\u202e3 March")

    assert result.err.startswith(r"jtai: error: '\x1b[31m\u202e3 March' is not a date")


def test_a_fault_of_our_own_is_one_line(jtai: Jtai, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(load, "frameworks", _broken)

    result = jtai(*TIMELINE)

    assert (result.status, result.out) == (2, b"")
    assert result.err == (
        "jtai: error: a fault of jtai's own: ZeroDivisionError: by zero\n"
        "Try: the same command with JTAI_DEBUG=1 set, which shows where it happened\n"
    )


def test_a_fault_of_our_own_shows_its_place_on_request(
    jtai: Jtai, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(load, "frameworks", _broken)

    with pytest.raises(ZeroDivisionError):
        jtai(*TIMELINE, environment={"JTAI_DEBUG": "1"})


def _broken(_: Path | None) -> None:
    raise ZeroDivisionError("by zero")


@pytest.mark.parametrize(
    "interruption",
    [pytest.param(KeyboardInterrupt, id="ctrl-c"), pytest.param(EOFError, id="ctrl-d")],
)
def test_an_interruption_gives_130(
    jtai: Jtai, monkeypatch: pytest.MonkeyPatch, interruption: type[BaseException]
) -> None:
    def interrupted(_: Path | None) -> None:
        raise interruption

    monkeypatch.setattr(load, "frameworks", interrupted)

    ran = jtai(*TIMELINE)

    assert (ran.status, ran.out, ran.err.strip()) == (130, b"", "")


class Interrupted(StringIO):
    """A stream on which the reader presses Ctrl-C."""

    def write(self, _: str) -> int:
        raise KeyboardInterrupt


def test_an_interruption_while_it_complains_gives_130(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stderr", Interrupted())

    assert __main__.main(("timeline", "--fieldwork", "never")) == 130


ENDING = """
import atexit, gc
from jtai_cli.__main__ import run
atexit.register(lambda: print(gc.get_freeze_count() > len(gc.get_objects())))
run()
"""


@pytest.fixture
def garbage() -> Iterator[None]:
    """Has garbage looked for as before, when a test is over."""
    threshold = gc.get_threshold()
    yield
    gc.unfreeze()
    gc.set_threshold(*threshold)


@pytest.mark.usefixtures("garbage")
def test_run_exits_with_the_status(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "argv", ["jtai", "timeline", "--strict"])

    with pytest.raises(SystemExit) as exit_:
        __main__.run()

    assert exit_.value.code == 2
    assert gc.get_freeze_count()


def test_the_end_looks_for_no_garbage_and_runs_its_handlers() -> None:
    ran = subprocess.run(
        [sys.executable, "-c", ENDING, "timeline"], capture_output=True, text=True, check=False
    )

    assert (ran.returncode, ran.stdout) == (2, "True\n")


def test_every_command_has_an_example(every_command: Mapping[str, Any]) -> None:
    assert "themes show" in every_command
    assert not [
        name
        for name, command in every_command.items()
        if not command.epilog.startswith(f"Example: jtai {name}")
    ]


@pytest.mark.parametrize("name", cli.COMMANDS)
def test_the_list_says_of_a_command_what_its_help_begins_with(name: str) -> None:
    group: Any = typer.main.get_command(cli.app)
    command = group.get_command(typer.Context(group), name)
    assert " ".join(command.help.split()).startswith(cli.COMMANDS[name][1].rstrip("."))


@pytest.mark.parametrize(
    ("encoding", "dash"),
    [
        pytest.param("utf-8", "–", id="utf-8"),
        pytest.param("cp1252", "–", id="cp1252"),
        pytest.param("cp850", "-", id="cp850"),
        pytest.param("ascii", "-", id="ascii"),
        pytest.param("utf-16", "–", id="utf-16"),
    ],
)
def test_every_encoding_can_be_written(jtai: Jtai, encoding: str, dash: str) -> None:
    result = jtai(*TIMELINE, encoding=encoding)

    assert result.status == 0
    assert f"17{dash}21 Feb 2025" in result.out.decode(encoding)


@pytest.mark.parametrize("encoding", ["utf-8", "cp1252", "cp850", "ascii", "utf-16"])
@pytest.mark.parametrize("is_terminal", [False, True], ids=["redirected", "terminal"])
@pytest.mark.parametrize(
    "argv",
    [
        pytest.param(("timeline", "--fieldwork", "2025-03-03", "--view", "gantt"), id="bars"),
        pytest.param(("explain", "publication", "--fieldwork", "2025-03-03"), id="count"),
        pytest.param(("themes", "show", "front-door"), id="theme"),
        pytest.param(("next", "--fieldwork", "2025-03-03", "--today", "2025-03-03"), id="next"),
        pytest.param(("look-ahead", "--from", "2026-01-01", "--to", "2026-02-01"), id="weeks"),
        pytest.param(("evidence",), id="evidence"),
    ],
)
def test_every_console_shows_every_word_or_a_stand_in(
    jtai: Jtai, argv: tuple[str, ...], encoding: str, is_terminal: bool
) -> None:
    plainly = jtai(*argv).out.decode()
    ran = jtai(
        *argv, encoding=encoding, terminal=is_terminal, environment={"NO_COLOR": "1"}
    )  # fmt: skip

    assert (ran.status, ran.err) == (0, "")
    shown = ran.out.decode(encoding)
    assert re.findall("[A-Za-z0-9]+", shown) == re.findall("[A-Za-z0-9]+", plainly)
    assert shown.count("?") == plainly.count("?")


def test_what_has_no_stand_in_becomes_a_question_mark(jtai: Jtai) -> None:
    result = jtai("timeline", "--fieldwork", "३ March", encoding="ascii")

    assert result.err.startswith("jtai: error: '? March' is not a date")


def test_a_terminal_keeps_its_own_encoding(jtai: Jtai) -> None:
    result = jtai(*TIMELINE, encoding="cp850", terminal=True, environment={"TERM": "dumb"})

    assert "17-21 Feb 2025" in result.out.decode("cp850")


@pytest.mark.parametrize(
    ("environment", "coloured"),
    [
        pytest.param({"TERM": "xterm"}, True, id="plain-terminal"),
        pytest.param({"TERM": "xterm", "NO_COLOR": "1"}, False, id="no-color"),
        pytest.param({"TERM": "dumb"}, False, id="dumb"),
    ],
)
def test_only_a_terminal_that_wants_colours_gets_them(
    jtai: Jtai, environment: dict[str, str], coloured: bool
) -> None:
    result = jtai(*TIMELINE, terminal=True, environment=environment)

    assert (b"\x1b" in result.out) is coloured


def test_a_terminal_without_colours_shows_what_a_pipe_gets(jtai: Jtai) -> None:
    shown = jtai(*TIMELINE, "--color", "never", terminal=True, environment={"COLUMNS": "80"})

    assert shown == jtai(*TIMELINE)


def test_a_terminal_without_a_width_is_80_wide(jtai: Jtai) -> None:
    assert jtai(*TIMELINE, "--color", "never", terminal=True) == jtai(*TIMELINE)


def test_without_stdout_a_file_is_asked_for(jtai: Jtai, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(load, "frameworks", _without_stdout)

    assert jtai(*TIMELINE).err == (
        "jtai: error: there is no stdout to write to\nTry: --output FILE\n"
    )


def _without_stdout(path: Path | None) -> Frameworks:
    sys.stdout = None
    return rules.frameworks(path)


@pytest.mark.parametrize(
    "argv", [pytest.param(TIMELINE, id="product"), pytest.param(("timeline", "-h"), id="help")]
)
def test_a_reader_that_closes_the_pipe_has_seen_enough(
    monkeypatch: pytest.MonkeyPatch, argv: tuple[str, ...]
) -> None:
    reading, writing = os.pipe()
    os.close(reading)
    stdout = os.fdopen(writing, "w", encoding="utf-8")
    monkeypatch.setattr(sys, "stdout", stdout)

    assert __main__.main(argv) == 0

    with suppress(BrokenPipeError):  # what Typer could not write is still held
        stdout.close()


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no /dev/full")
@pytest.mark.parametrize(
    ("argv", "status"),
    [
        pytest.param(("timeline", "--fieldwork", "never"), 2, id="refused"),
        pytest.param(("themes", "list", "--on", "2021-01-01"), 0, id="warned"),
    ],
)
def test_a_stderr_that_is_full_changes_no_status(
    monkeypatch: pytest.MonkeyPatch, argv: tuple[str, ...], status: int
) -> None:
    monkeypatch.setattr(sys, "stdout", StringIO())
    with Path("/dev/full").open("w", encoding="utf-8") as full:
        monkeypatch.setattr(sys, "stderr", full)

        assert __main__.main(argv) == status


def test_without_stderr_the_status_tells(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stderr", None)

    assert __main__.main(("timeline", "--fieldwork", "never")) == 2


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no /dev/full")
@pytest.mark.parametrize(
    ("argv", "problem"),
    [
        pytest.param(("--help",), "the system refuses: the disk is full", id="help"),
        pytest.param(("-V",), "stdout cannot be written: No space left on device", id="version"),
        pytest.param(("themes",), "stdout cannot be written: No space left on device", id="group"),
    ],
)
def test_help_that_cannot_be_written_is_told(
    monkeypatch: pytest.MonkeyPatch, argv: tuple[str, ...], problem: str
) -> None:
    told = StringIO()
    monkeypatch.setattr(sys, "stderr", told)
    with suppress(OSError), Path("/dev/full").open("w", encoding="utf-8") as full:
        monkeypatch.setattr(sys, "stdout", full)

        assert __main__.main(argv) == 2

    assert told.getvalue() == f"jtai: error: {problem}\n"


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no /dev/full")
def test_a_full_disk_is_told_in_one_line(monkeypatch: pytest.MonkeyPatch) -> None:
    told = StringIO()
    monkeypatch.setattr(sys, "stderr", told)
    with Path("/dev/full").open("w", encoding="utf-8") as full:
        monkeypatch.setattr(sys, "stdout", full)

        assert __main__.main(TIMELINE) == 2

    assert told.getvalue() == "jtai: error: stdout cannot be written: No space left on device\n"


def _run(
    *argv: str, env: Mapping[str, str] | None = None, stdout: int = subprocess.PIPE
) -> subprocess.Popen[bytes]:
    held = {"PATH": os.environ["PATH"], "SYSTEMROOT": os.environ.get("SYSTEMROOT", "")}
    return subprocess.Popen(
        [sys.executable, "-m", "jtai_cli", *argv],
        env={**held, **(env or {})},
        stdout=stdout,
        stderr=subprocess.PIPE,
    )


@pytest.mark.parametrize(
    "argv", [pytest.param(TIMELINE, id="product"), pytest.param(("timeline", "-h"), id="help")]
)
def test_a_closed_pipe_leaves_no_traceback(argv: tuple[str, ...]) -> None:
    reading, writing = os.pipe()
    os.close(reading)

    process = _run(*argv, stdout=writing)
    os.close(writing)
    _, err = process.communicate()

    assert (process.returncode, err) == (0, b"")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no /dev/full")
def test_a_full_disk_is_told() -> None:
    with Path("/dev/full").open("wb") as full:
        process = _run(*TIMELINE, stdout=full.fileno())
        _, err = process.communicate()

    assert (process.returncode, err.decode()) == (
        2,
        "jtai: error: stdout cannot be written: No space left on device\n",
    )


@pytest.mark.parametrize(
    "env",
    [
        pytest.param({"GITHUB_ACTIONS": "1"}, id="github"),
        pytest.param({"FORCE_COLOR": "1"}, id="force-color"),
        pytest.param({"CI": "true", "PY_COLORS": "1", "TTY_COMPATIBLE": "1"}, id="others"),
    ],
)
@pytest.mark.parametrize(
    "argv",
    [
        pytest.param(TIMELINE, id="table"),
        pytest.param(("timeline", "--help"), id="help"),
        pytest.param(("timeline", "--fieldwork", "never"), id="error"),
    ],
)
def test_nothing_but_text_comes_out_when_piped(
    argv: tuple[str, ...], env: Mapping[str, str]
) -> None:
    assert b"\x1b" not in b"".join(_run(*argv, env=env).communicate())


HEAVY = "holidays rich numpy jinja2 icalendar xlsxwriter docx tomlkit"


@pytest.mark.parametrize(
    ("argv", "heavy"),
    [
        pytest.param((*TIMELINE, "--format", "json"), "", id="json"),
        pytest.param((*TIMELINE, "--format", "plain"), "", id="plain"),
        pytest.param(TIMELINE, "rich", id="table"),
        pytest.param(("days", "2025-03-07", "+15"), "", id="days"),
        pytest.param(("--help",), "", id="help"),
    ],
)
def test_a_command_imports_only_what_it_needs(argv: tuple[str, ...], heavy: str) -> None:
    script = (
        "import sys; from jtai_cli.__main__ import main; main(sys.argv[1:]);"
        f"sys.stderr.write(' '.join(m for m in '{HEAVY}'.split() if m in sys.modules))"
    )
    done = subprocess.run(
        [sys.executable, "-c", script, *argv], capture_output=True, check=True, text=True
    )

    assert done.stderr == heavy


@pytest.mark.parametrize("delay", [pytest.param(n / 50, id=f"{n * 20}ms") for n in range(2, 8)])
def test_ctrl_c_while_it_starts_leaves_no_traceback(delay: float) -> None:
    # Whatever it is doing by then; before that it is Python itself that starts.
    script = "import signal, sys; from jtai_cli.__main__ import main;"
    script += "signal.signal(signal.SIGALRM, signal.default_int_handler);"
    script += "signal.setitimer(signal.ITIMER_REAL, float(sys.argv[1]));"
    script += "status = main(sys.argv[2:]);"
    script += "signal.signal(signal.SIGALRM, signal.SIG_IGN); sys.exit(status)"
    done = subprocess.run(
        [sys.executable, "-c", script, str(delay), *TIMELINE], capture_output=True, check=False
    )

    assert done.stderr == b""
    assert done.returncode in {0, 130}


def test_ctrl_c_from_outside_leaves_no_traceback() -> None:
    script = (
        "import signal, sys; from jtai_cli import load; from jtai_cli.__main__ import main;"
        # Where the tests run in the background, it would be ignored.
        "signal.signal(signal.SIGINT, signal.default_int_handler);"
        "load.frameworks = lambda path: signal.raise_signal(signal.SIGINT);"
        "sys.exit(main(sys.argv[1:]))"
    )
    done = subprocess.run(
        [sys.executable, "-c", script, *TIMELINE], capture_output=True, check=False, text=True
    )

    assert (done.returncode, done.stdout, done.stderr) == (130, "", "")


@pytest.mark.parametrize(
    ("command", "file", "begins"),
    [
        pytest.param("timeline --fieldwork 2025-03-03", "dates.json", b'{\n  "schema"', id="json"),
        pytest.param("timeline --fieldwork 2025-03-03", "dates.MD", b"# JTAI timeline\n", id="md"),
        pytest.param("timeline --fieldwork 2025-03-03", "dates.csv", b"\xef\xbb\xbfkey,", id="csv"),
        pytest.param("timeline --fieldwork 2025-03-03", "dates.txt", b"JTAI timeline\n", id="txt"),
        pytest.param("timeline --fieldwork 2025-03-03", "dates", b"JTAI timeline\n", id="none"),
        pytest.param(
            "timeline --fieldwork 2025-03-03 --format table",
            "dates.json",
            b"JTAI timeline\n",
            id="named-format-wins",
        ),
        pytest.param("look-ahead --year 2026", "weeks.xlsx", b"PK", id="workbook"),
        pytest.param("themes show front-door", "theme.markdown", b"# Front door\n", id="theme"),
    ],
)
def test_the_ending_of_a_file_tells_its_format(
    jtai: Jtai, tmp_path: Path, command: str, file: str, begins: bytes
) -> None:
    result = jtai(*command.split(), "-o", file)
    assert (result.status, result.out, result.err) == (0, b"", "")
    assert (tmp_path / file).read_bytes().startswith(begins)


@pytest.mark.parametrize(
    ("command", "file", "told"),
    [
        pytest.param(
            "timeline --fieldwork 2025-03-03",
            "plan.xlsx",
            "jtai: error: plan.xlsx: no .xlsx is written by this command\n"
            "Try: another ending (.csv, .html, .ics, .json, .md, .mmd, .svg), or --format table\n",
            id="of-another-command",
        ),
        pytest.param(
            "days 2025-03-03 +5",
            "sum.pdf",
            "jtai: error: sum.pdf: no .pdf is written by this command\n"
            "Try: another ending (.json), or --format text\n",
            id="of-no-command",
        ),
    ],
)
def test_a_file_is_never_what_its_ending_denies(
    jtai: Jtai, tmp_path: Path, command: str, file: str, told: str
) -> None:
    result = jtai(*command.split(), "-o", file)
    assert (result.status, result.out, result.err) == (2, b"", told)
    assert not (tmp_path / file).exists()
