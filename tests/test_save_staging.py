"""What killed writers leave beside their files: known by its name, and taken away in time."""

import os
from pathlib import Path

import pytest

from jtai_cli import save

LEFT = ".jtai-0123456789abcdef.tmp"
HOUR = 3600


def written_beside(name: str, directory: Path, *, seconds_before: int) -> list[str]:
    """Write a file after another program has left something; name what is there then."""
    there = directory / name
    there.write_text("left\n")
    now = there.stat().st_mtime
    os.utime(there, (now, now - seconds_before))
    save.text(directory / "dates.csv", "new\n", force=False)
    return sorted(path.name for path in directory.iterdir())


def test_what_a_killed_writer_left_is_taken_away_an_hour_later(tmp_path: Path) -> None:
    assert written_beside(LEFT, tmp_path, seconds_before=HOUR + 60) == ["dates.csv"]


def test_what_may_still_be_written_stays(tmp_path: Path) -> None:
    assert written_beside(LEFT, tmp_path, seconds_before=HOUR - 60) == [LEFT, "dates.csv"]


@pytest.mark.parametrize(
    "name",
    [
        pytest.param(".jtai-0123456789abcdef.tmp.md", id="another-ending"),
        pytest.param(".jtai-notes.tmp", id="no-digits"),
        pytest.param("a.jtai-0123456789abcdef.tmp", id="another-beginning"),
        pytest.param(".jtai.toml.lock", id="a-lock-which-its-next-holder-takes"),
    ],
)
def test_what_is_not_left_by_a_writer_stays_however_old(tmp_path: Path, name: str) -> None:
    there = written_beside(name, tmp_path, seconds_before=100 * HOUR)
    assert there == sorted([name, "dates.csv"])


def test_what_cannot_be_taken_away_is_no_hindrance(tmp_path: Path) -> None:
    (tmp_path / LEFT).mkdir()
    os.utime(tmp_path / LEFT, (0, 0))
    save.text(tmp_path / "dates.csv", "new\n", force=False)
    assert (tmp_path / "dates.csv").read_text() == "new\n"
