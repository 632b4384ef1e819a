"""How commands go on: what a shell is told when it asks, by the variables that it sets."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from jtai_cli.cli import COMMANDS
from jtai_cli.cli.completion import SHELLS

if TYPE_CHECKING:
    from tests.cli.conftest import Jtai, Ran

RULES = Path(__file__).parents[1] / "rules.yaml"
PLAN = """
[inspections.kingston-2025]
fieldwork = 2025-03-03

[inspections."sutton 2025"]
fieldwork = 2025-03-03

[inspections.'$(touch run)']
fieldwork = 2025-03-03
"""
needs_bash = pytest.mark.skipif(not shutil.which("bash"), reason="a real bash is asked")


def bash(jtai: Jtai, *words: str, **environment: str) -> Ran:
    """Ask as bash does: words taken apart at `=`, the last one being what is typed so far."""
    asked = {
        "_JTAI_COMPLETE": "complete_bash",
        "COMP_WORDS": "\n".join(words),
        "COMP_CWORD": str(len(words) - 1),
    }
    return jtai(environment=asked | environment)


def other(jtai: Jtai, shell: str, typed: str, **environment: str) -> Ran:
    """Ask as the other shells do: the line so far, as one text."""
    asked = {"_JTAI_COMPLETE": f"complete_{shell}", "_TYPER_COMPLETE_ARGS": typed}
    return jtai(environment=asked | environment)


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        pytest.param(("",), " ".join(COMMANDS), id="commands"),
        pytest.param(("ti",), "timeline", id="command"),
        pytest.param(("--v",), "--version", id="option-of-all"),
        pytest.param(("themes", ""), "list show search", id="commands-of-a-group"),
        pytest.param(("timeline", "--the"), "--theme", id="option"),
        pytest.param(("timeline", "--theme", "front"), "front-door", id="theme"),
        pytest.param(("timeline", "--theme", "=", "front"), "front-door", id="theme-behind-="),
        pytest.param(("themes", "show", "early"), "early-help", id="theme-to-show"),
        pytest.param(("explain", "com"), "comments-due", id="milestone"),
        pytest.param(("timeline", "--known", "pub"), "publication=", id="known"),
        pytest.param(("timeline", "--stated", "dra"), "draft-letter=", id="stated"),
        pytest.param(("timeline", "--stated", "=", "dra"), "draft-letter=", id="stated-behind-="),
        pytest.param(("timeline", "--stated", "draft-letter", "="), "", id="a-date-is-not-guessed"),
        pytest.param(("timeline", "--timetable", ""), "jtai-2022 jtai-2016", id="timetable"),
        pytest.param(("days", "--division", "n"), "northern-ireland", id="division"),
        pytest.param(("next", "--format", ""), "text json", id="format"),
        pytest.param(("timeline", "--view", "g"), "gantt", id="view"),
        pytest.param(("timeline", "--color", "n"), "never", id="color"),
        pytest.param(("timeline", "--inspection", ""), "kingston-2025", id="inspection"),
        pytest.param(("plan", "show", "k"), "kingston-2025", id="inspection-to-show"),
        pytest.param(("timeline", "--plan", "own.toml", "--inspection", ""), "own", id="own-plan"),
        pytest.param(("completion", ""), " ".join(SHELLS), id="shell"),
        pytest.param(("help", "c"), "counting ci completion", id="topic"),
        pytest.param(("themse", "sh"), "", id="unknown-command"),
        pytest.param(("timeline", "--plan", "broken.toml", "--inspection", ""), "", id="broken"),
        pytest.param(("timeline", "--plan", "odd.toml", "--inspection", ""), "", id="odd-plan"),
        pytest.param(("timeline", "--plan", "none.toml", "--inspection", ""), "", id="no-plan"),
        pytest.param(("timeline", "--frameworks", "none", "--theme", ""), "", id="no-rules"),
    ],
)
def test_a_word_goes_on(jtai: Jtai, tmp_path: Path, words: tuple[str, ...], expected: str) -> None:
    (tmp_path / "jtai.toml").write_text(PLAN, "utf-8")
    (tmp_path / "own.toml").write_text("[inspections.own]\n", "utf-8")
    (tmp_path / "broken.toml").write_text("[inspections\n", "utf-8")
    (tmp_path / "odd.toml").write_text("inspections = [1]\n", "utf-8")

    result = bash(jtai, "jtai", *words)

    assert (result.out.decode().split(), result.err) == (expected.split(), "")


@pytest.mark.parametrize("seed", ["0", "1", "2", "3"])
@pytest.mark.parametrize("word", ["themes", "doctor"])
def test_a_hyphen_goes_on_in_one_order_whatever_python_s_hashes(word: str, seed: str) -> None:
    asked = {"_JTAI_COMPLETE": "complete_bash", "COMP_WORDS": f"jtai\n{word}\n-"}
    ran = subprocess.run(
        [sys.executable, "-m", "jtai_cli"],
        env=os.environ | asked | {"COMP_CWORD": "2", "PYTHONHASHSEED": seed},
        capture_output=True,
        text=True,
        check=True,
    )

    assert ran.stdout.split()[-2:] == ["-h", "--help"]


def test_rules_of_ones_own_tell_the_names(jtai: Jtai) -> None:
    result = bash(jtai, "jtai", "frameworks", "show", "", JTAI_FRAMEWORKS=str(RULES))

    assert result.out == b"jtai-2022\n"


def test_what_no_shell_asks_completes_nothing(jtai: Jtai) -> None:
    result = bash(jtai, "jtai", "", COMP_CWORD="many")

    assert (result.status, result.out, result.err) == (1, b"", "")


@pytest.mark.parametrize(
    ("words", "shown"),
    [
        pytest.param(("themse", "sh"), "no command called 'themse'", id="unknown-command"),
        pytest.param(("next", "--inspection", ""), "there is no jtai.toml", id="no-plan"),
    ],
)
def test_what_goes_wrong_is_shown_on_request(
    jtai: Jtai, words: tuple[str, ...], shown: str
) -> None:
    with pytest.raises(Exception, match=shown):
        bash(jtai, "jtai", *words, JTAI_DEBUG="1")


def test_zsh_is_told_names_and_what_they_are_for(jtai: Jtai) -> None:
    result = other(jtai, "zsh", "jtai timel")

    assert result.out.decode() == (
        """_arguments '*: :(("timeline":"Print every date, from one known date."))'\n"""
    )


@pytest.mark.parametrize(
    ("typed", "action", "expected"),
    [
        pytest.param("jtai timel", "get-args", b"timeline\tPrint every date, ", id="names"),
        pytest.param("jtai timel", "is-args", b"", id="there-are-names"),
    ],
)
def test_fish_is_told_names(jtai: Jtai, typed: str, action: str, expected: bytes) -> None:
    result = other(jtai, "fish", typed, _TYPER_COMPLETE_FISH_ACTION=action)

    assert (result.status, result.err) == (0, "")
    assert result.out.startswith(expected)


def test_fish_completes_files_where_there_are_no_names(jtai: Jtai) -> None:
    result = other(jtai, "fish", "jtai portfolio ar", _TYPER_COMPLETE_FISH_ACTION="is-args")

    assert (result.status, result.out, result.err) == (1, b"", "")


def test_powershell_is_told_names(jtai: Jtai) -> None:
    result = other(
        jtai,
        "powershell",
        "jtai themes show front",
        _TYPER_COMPLETE_WORD_TO_COMPLETE="front",
    )

    assert result.out == b"front-door::: \n"


@pytest.mark.parametrize("shell", SHELLS)
def test_a_script_is_printed_and_nothing_is_written(
    jtai: Jtai, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, shell: str
) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))

    result = jtai("completion", shell)

    assert (result.status, result.err) == (0, "")
    assert f"complete_{shell}" in result.out.decode()
    assert list(tmp_path.iterdir()) == []


def test_an_unknown_shell_is_refused_with_the_nearest(jtai: Jtai) -> None:
    result = jtai("completion", "fsh")

    assert (result.status, result.out) == (2, b"")
    assert result.err == "jtai: error: no shell called 'fsh'\nTry: jtai completion fish\n"


@needs_bash
@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        pytest.param(("jtai", "timel"), "timeline", id="command"),
        pytest.param(("jtai", "timeline", "--theme", "=", "fr"), "front-door", id="theme"),
        pytest.param(("jtai", "plan", "show", ""), "kingston-2025", id="names-that-run-nothing"),
        pytest.param(("jtai", "themse", ""), "", id="nothing"),
    ],
)
def test_bash_takes_the_script(
    jtai: Jtai, tmp_path: Path, typed: tuple[str, ...], expected: str
) -> None:
    (tmp_path / "jtai.toml").write_text(PLAN, "utf-8")
    (tmp_path / "completion.sh").write_bytes(jtai("completion", "bash").out)
    asked = (
        'source ./completion.sh && COMP_WORDS=("$@") COMP_CWORD=$(($# - 1)) '
        '&& _jtai_open_completion jtai && echo "${COMPREPLY[@]}"'
    )
    programs = os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]])

    ran = subprocess.run(
        ["bash", "-c", asked, "bash", *typed],  # noqa: S607 - the bash that is found is the one in use
        capture_output=True,
        check=True,
        cwd=tmp_path,
        env=os.environ | {"PATH": programs},
        text=True,
    )

    assert (ran.stdout, ran.stderr) == (f"{expected}\n", "")
    assert not (tmp_path / "run").exists()
