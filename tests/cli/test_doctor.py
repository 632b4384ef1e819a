"""What `jtai doctor` tells of a machine, and what it keeps to itself."""

from __future__ import annotations

import json
import re
import tomllib
from getpass import getuser
from importlib import metadata
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from jtai_cli import __version__
from jtai_cli.cli import doctor

if TYPE_CHECKING:
    from tests.cli.conftest import Jtai

PROJECT = Path(__file__).parents[2] / "pyproject.toml"
PLENTY, SCARCE = "2027-12-31", "2028-01-01"
"""The last day with twelve months of published bank holidays ahead, and the first without."""
WARNING = (
    "jtai: warning: bank holidays are published to Sunday 31 December 2028 only, which is less "
    "than 12 months after Saturday 1 January 2028\n"
    "Try: a newer jtai, or --bank-holidays FILE with GOV.UK's newest bank-holidays.json\n"
)


def _name(requirement: str) -> str:
    return re.split(r"[<>=\[]", requirement)[0]


def test_doctor_tells_a_line_a_fact(jtai: Jtai) -> None:
    result = jtai("doctor", "--today", PLENTY)

    told = dict(line.split(maxsplit=1) for line in result.out.decode().splitlines())
    assert (result.status, result.err) == (0, "")
    assert told["jtai"] == __version__
    assert told["typer"] == metadata.version("typer")
    assert told["rules"].startswith("jtai's own, edition of ")
    assert told["terminal"] == "no"


def test_doctor_gives_the_same_bytes_twice(jtai: Jtai) -> None:
    assert jtai("doctor", "--today", PLENTY) == jtai("doctor", "--today", PLENTY)


def test_doctor_in_json_holds_the_same(jtai: Jtai) -> None:
    result = jtai("doctor", "--today", PLENTY, "--format", "json")

    told = json.loads(result.out)
    assert (told["schema"], told["jtai"]) == ("jtai.doctor/1", __version__)
    assert told["packages"]["python-docx"] == metadata.version("python-docx")
    assert (told["extras"], told["warnings"]) == ({"docx": True}, [])
    assert told["rules"]["shipped"] is True
    assert told["bank_holidays"] == {
        "division": "england",
        "first": "2012-01-01",
        "last": "2040-12-31",
        "published_to": "2028-12-31",
    }
    assert told["stdout"] == {"encoding": "utf-8", "terminal": False}


def test_doctor_asks_for_every_dependency() -> None:
    project = tomllib.loads(PROJECT.read_text("utf-8"))["project"]

    assert list(doctor.PACKAGES) == [_name(one) for one in project["dependencies"]]
    assert doctor.EXTRAS["docx"] == tuple(map(_name, project["optional-dependencies"]["docx"]))


@pytest.mark.parametrize(
    ("today", "options", "expected"),
    [
        pytest.param(PLENTY, ("--strict",), (0, ""), id="twelve-months-are-enough"),
        pytest.param(SCARCE, (), (0, WARNING), id="fewer-are-warned-of"),
        pytest.param(SCARCE, ("--strict",), (1, WARNING), id="strictly-refused"),
    ],
)
def test_doctor_warns_when_published_bank_holidays_run_out(
    jtai: Jtai, today: str, options: tuple[str, ...], expected: tuple[int, str]
) -> None:
    result = jtai("doctor", "--today", today, *options)

    assert (result.status, result.err) == expected


def test_a_terminal_is_told(jtai: Jtai) -> None:
    assert jtai("doctor", "--today", PLENTY, terminal=True).out.endswith(b"yes\n")


def test_what_is_not_installed_is_told(jtai: Jtai, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(doctor, "EXTRAS", {"docx": ("no-such-package",)})

    lines = jtai("doctor", "--today", PLENTY).out.decode().splitlines()

    assert [line.split(maxsplit=1) for line in lines if "no-such" in line] == [
        ["no-such-package", "not installed"]
    ]
    assert "extra docx       not installed" in lines


def test_faulty_rules_are_told_and_hide_nothing_else(jtai: Jtai, tmp_path: Path) -> None:
    (tmp_path / "own.yaml").write_text("timetables: 3\n", "utf-8")

    result = jtai("doctor", "--today", PLENTY, "--frameworks", str(tmp_path / "own.yaml"))

    assert result.status == 0
    assert b"rules            own.yaml, faulty\n" in result.out
    assert result.err == (
        "jtai: warning: the rules of own.yaml are faulty, or cannot be read\n"
        "Try: jtai frameworks validate own.yaml\n"
    )


@pytest.mark.parametrize("format_name", doctor.FORMATS)
def test_doctor_names_no_path_and_no_one(
    jtai: Jtai, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, format_name: str
) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("USERNAME", "priya")
    monkeypatch.setenv("LOGNAME", "priya")
    options = ("--today", PLENTY, "--format", format_name)

    result = jtai("doctor", *options, "--frameworks", str(tmp_path / "priya" / "own.yaml"))

    assert getuser() == "priya"
    assert "priya" not in result.out.decode() + result.err
    assert str(tmp_path) not in result.out.decode() + result.err
