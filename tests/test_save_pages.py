"""Pages written over: all or none, with their mode and their links, and never shown too early."""

import os
import stat
from errno import EPERM
from pathlib import Path

import pytest

from jtai_cli import save
from jtai_cli.errors import FileError

OLD, NEW = "old\n", "\ufeffnew\r\n"


@pytest.fixture
def pages(tmp_path: Path) -> list[Path]:
    paths = [tmp_path / f"{number}.md" for number in range(3)]
    for path in paths:
        path.write_text(OLD)
    return paths


def written(pages: list[Path]) -> set[bytes]:
    return {path.read_bytes() for path in pages}


def names(directory: Path) -> list[str]:
    return sorted(path.name for path in directory.iterdir())


def test_pages_are_written_as_they_are(pages: list[Path]) -> None:
    save.several(dict.fromkeys(pages, NEW), force=True)
    assert written(pages) == {b"\xef\xbb\xbfnew\r\n"}
    assert names(pages[0].parent) == ["0.md", "1.md", "2.md"]


def test_what_is_found_once_all_are_ready_leaves_all_as_they_were(pages: list[Path]) -> None:
    ready: list[int] = []

    def refuse() -> None:
        ready.append(len(names(pages[0].parent)))
        raise FileError("another program has changed it")

    with pytest.raises(FileError):
        save.several(dict.fromkeys(pages, NEW), force=True, once_ready=refuse)

    assert ready == [6]  # a page each, and one beside it
    assert (written(pages), names(pages[0].parent)) == ({OLD.encode()}, ["0.md", "1.md", "2.md"])


def test_a_read_only_page_is_refused_before_any_is_written(pages: list[Path]) -> None:
    pages[2].chmod(0o444)

    with pytest.raises(FileError) as caught:
        save.several(dict.fromkeys(pages, NEW), force=True)

    assert caught.value.message == f"{pages[2]}: is read-only"
    assert (written(pages), names(pages[0].parent)) == ({OLD.encode()}, ["0.md", "1.md", "2.md"])


@pytest.mark.parametrize(
    ("failing", "told"),
    [
        pytest.param(0, "", id="first"),
        pytest.param(1, "; written already: {0}", id="second"),
        pytest.param(2, "; written already: {0}, {1}", id="third"),
    ],
)
def test_a_failure_midway_names_what_is_written(
    pages: list[Path], monkeypatch: pytest.MonkeyPatch, failing: int, told: str
) -> None:
    replace = Path.replace

    def refusing(beside: Path, target: str) -> Path:
        if target == str(pages[failing]):
            raise PermissionError(EPERM, "Operation not permitted")
        return replace(beside, target)

    monkeypatch.setattr(Path, "replace", refusing)
    with pytest.raises(FileError) as caught:
        save.several(dict.fromkeys(pages, NEW), force=True)

    assert (caught.value.message, caught.value.hint) == (
        f"{pages[failing]}: cannot be written: operation not permitted{told.format(*pages)}",
        "another path",
    )
    assert [path.read_bytes() == NEW.encode() for path in pages] == [
        number < failing for number in range(3)
    ]
    assert names(pages[0].parent) == ["0.md", "1.md", "2.md"]


def test_what_only_its_owner_may_read_is_never_shown_to_others(pages: list[Path]) -> None:
    pages[0].chmod(0o600)
    modes: list[int] = []

    def look() -> None:
        (beside,) = pages[0].parent.glob(".jtai-*.tmp")
        modes.append(stat.S_IMODE(beside.stat().st_mode))

    save.several({pages[0]: NEW}, force=True, once_ready=look)

    assert (modes, stat.S_IMODE(pages[0].stat().st_mode)) == ([0o600], 0o600)


def test_the_other_names_of_a_page_keep_the_old_text(pages: list[Path]) -> None:
    other = pages[0].with_name("other.md")
    os.link(pages[0], other)
    save.several({pages[0]: NEW}, force=True)
    assert (pages[0].read_bytes(), other.read_text()) == (NEW.encode(), OLD)
