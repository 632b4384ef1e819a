"""Today matters where it is asked for, and nowhere else; a command asks the clock once at most.

Every command there is stands in a table here, so that a new one must be put into it.
"""

from __future__ import annotations

import json
import shutil
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar, Self

import pytest

from jtai_cli.cli import asked

if TYPE_CHECKING:
    from collections.abc import Mapping

    from tests.cli.conftest import Jtai

TESTS = Path(__file__).parents[1]
FIELDWORK = ("--fieldwork", "2025-03-03")
CHRISTMAS = "2025-12-24..2025-12-31"

TODAYLESS: dict[str, tuple[str, ...]] = {
    "timeline": (*FIELDWORK, "--theme", "front-door", "--closure", CHRISTMAS),
    "explain": ("comments-due", "--inspection", "kingston-2025"),
    "export": (*FIELDWORK, "--all", "docs", "--split", "docs", "own.mmd", "own.json"),
    "look-ahead": ("--from", "2026-09-01", "--to", "2026-10-30"),
    "portfolio": ("areas.csv", "--wide"),
    "evidence": (),
    "days": ("2025-03-07", "+15"),
    "plan init": ("--plan", "new.toml"),
    "plan set": ("sutton-2025", "notified=2025-02-24"),
    "plan show": (),
    "plan prepare": ("kingston-2025", "--from", "2025-01-06", "--to", "2025-06-30"),
    "plan accept": ("kingston-2025",),
    "plan check": (),
    "docs check": ("docs/handbook.adoc",),
    "docs update": ("docs/handbook.adoc",),
    "docs list": ("docs/handbook.adoc",),
    "themes list": (),
    "themes show": ("front-door",),
    "themes search": ("police",),
    "frameworks show": (),
    "frameworks validate": (),
    "frameworks schema": (),
    "bank-holidays list": ("--year", "2025"),
    "bank-holidays check": (),
    "completion": ("bash",),
    "help": ("counting",),
}
TODAYFUL = {
    "next": ("--inspection", "kingston-2025"),
    "plan prepare": ("kingston-2025",),
    "doctor": (),
}
TODAYS = ("1970-01-01", "2024-02-29", "2090-12-31")
"""The first day that clocks know, a leap day, and the last of a year far ahead."""


@pytest.fixture
def workplace(tmp_path: Path) -> None:
    """A directory with a plan, pages and areas."""
    lay_out(tmp_path)


def lay_out(directory: Path) -> None:
    shutil.copytree(TESTS / "example", directory, dirs_exist_ok=True)
    shutil.copy(TESTS / "portfolio-example" / "areas.csv", directory)


def files(directory: Path) -> dict[str, bytes]:
    """Take all files of a directory away, and tell what they held."""
    held = {
        str(file.relative_to(directory)): file.read_bytes()
        for file in directory.rglob("*")
        if file.is_file()
    }
    for name in held:
        (directory / name).unlink()
    return held


def test_every_command_is_in_the_table(every_command: Mapping[str, object]) -> None:
    assert {*TODAYLESS, *TODAYFUL} == set(every_command)


class Clock(date):
    """The system's date at midnight: each time it is asked, it is another day."""

    asked: ClassVar[int] = 0

    @classmethod
    def today(cls) -> Self:
        cls.asked += 1
        return cls(2025, 3, 2 + cls.asked)


@pytest.fixture
def midnight(monkeypatch: pytest.MonkeyPatch) -> type[Clock]:
    """Puts the clock to midnight in the one module that asks it; the real one cannot be moved."""
    monkeypatch.setattr(Clock, "asked", 0)
    monkeypatch.setattr(asked, "date", Clock)
    return Clock


@pytest.mark.parametrize("name", TODAYLESS)
def test_what_does_not_name_today_leaves_the_clock_alone_and_is_the_same_on_any_day(
    jtai: Jtai, midnight: type[Clock], tmp_path: Path, name: str
) -> None:
    def gave(environment: dict[str, str]) -> tuple[object, ...]:
        lay_out(tmp_path)
        ran = jtai(*name.split(), *TODAYLESS[name], environment=environment)
        return ran.status, ran.out, ran.err, files(tmp_path)

    told = gave({})
    assert (told[0] in {0, 1}, midnight.asked) == (True, 0)
    assert [gave({"JTAI_TODAY": today}) == told for today in TODAYS] == [True] * len(TODAYS)


@pytest.mark.usefixtures("workplace")
@pytest.mark.parametrize(
    "argv",
    [
        pytest.param(
            ("timeline", "--fieldwork", "today", "--closure", "tomorrow..tomorrow",
             "--extra-bank-holiday", "tomorrow", "--stated", "publication=tomorrow"),
            id="timeline",
        ),
        pytest.param(
            ("explain", "draft-letter", "--known", "notification=today",
             "--closure", "today..tomorrow"),
            id="explain",
        ),
        pytest.param(("next", "--fieldwork", "today"), id="next"),
        pytest.param(("next",), id="next-of-the-plan"),
        pytest.param(
            ("export", "--notified", "today", "--closure", "today..tomorrow", "-", "--format",
             "md"),
            id="export",
        ),
        pytest.param(
            ("look-ahead", "--from", "today", "--to", "tomorrow", "--closure", "today..tomorrow"),
            id="look-ahead",
        ),
        pytest.param(("portfolio", "areas.csv", "--closure", "today..tomorrow"), id="portfolio"),
        pytest.param(("days", "today", "tomorrow"), id="days"),
        pytest.param(
            ("plan", "set", "new-2025", "notified=today", "stated.draft-letter=tomorrow"),
            id="plan-set",
        ),
        pytest.param(
            ("plan", "show", "kingston-2025", "--extra-bank-holiday", "today",
             "--extra-bank-holiday", "tomorrow"),
            id="plan-show",
        ),
        pytest.param(("plan", "prepare", "kingston-2025"), id="plan-prepare"),
        pytest.param(
            ("plan", "prepare", "kingston-2025", "--from", "today", "--to", "tomorrow"),
            id="plan-prepare-typed",
        ),
        pytest.param(("themes", "list", "--on", "today"), id="themes-list"),
    ],
)  # fmt: skip
def test_a_command_at_midnight_knows_one_today(
    jtai: Jtai, midnight: type[Clock], argv: tuple[str, ...]
) -> None:
    jtai(*argv)
    assert midnight.asked == 1


@pytest.mark.usefixtures("midnight")
def test_tomorrow_follows_the_today_of_the_same_command(jtai: Jtai) -> None:
    told = json.loads(jtai("days", "today", "tomorrow", "--format", "json").out)
    assert (told["first"], told["working_days"], told["last"]) == ("2025-03-03", 1, "2025-03-04")


@pytest.mark.usefixtures("workplace")
@pytest.mark.parametrize("today", ["2024-02-29", "2025-12-31", "2090-12-31"])
@pytest.mark.parametrize("name", TODAYFUL)
def test_what_asks_for_today_takes_any_day(jtai: Jtai, name: str, today: str) -> None:
    ran = jtai(*name.split(), *TODAYFUL[name], "--today", today)
    assert (ran.status, bool(ran.out), "error" in ran.err) == (0, True, False)


@pytest.mark.parametrize(
    ("argv", "expected"),
    [
        pytest.param(("today", "+1", "--today", "2024-02-29"), "2024-03-01", id="leap-day"),
        pytest.param(("tomorrow", "+0", "--today", "2024-02-28"), "2024-02-29", id="to-leap-day"),
        pytest.param(("tomorrow", "+0", "--today", "2023-02-28"), "2023-03-01", id="common-year"),
        pytest.param(("tomorrow", "+1", "--today", "2025-12-31"), "2026-01-02", id="new-year"),
        pytest.param(("today", "+1", "--today", "2090-12-29"), "2091-01-02", id="2090"),
    ],
)
def test_today_and_tomorrow_are_counted_from_at_the_ends_of_months_and_years(
    jtai: Jtai, argv: tuple[str, ...], expected: str
) -> None:
    assert json.loads(jtai("days", *argv, "--format", "json").out)["last"] == expected


@pytest.mark.usefixtures("workplace")
def test_a_clock_of_1970_is_told_of(jtai: Jtai) -> None:
    ran = jtai("next", *FIELDWORK, "--today", "1970-01-01")
    assert (ran.status, ran.out) == (2, b"")
    assert ran.err.startswith("jtai: error: 1970-01-01 lies outside the years whose bank holidays")
