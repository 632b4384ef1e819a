"""Files written whole or not at all, and never over another by accident."""

import errno
import os
import resource
import stat
from collections.abc import Callable
from pathlib import Path
from typing import NoReturn

import pytest

from jtai_cli import save
from jtai_cli.errors import FileError


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "dates.csv"


def refusal(path: Path, *, force: bool = False) -> tuple[str, str | None]:
    with pytest.raises(FileError) as caught:
        save.text(path, "new\n", force=force)
    return caught.value.message, caught.value.hint


def names(directory: Path) -> list[str]:
    return [path.name for path in directory.iterdir()]


def failing(error: BaseException) -> Callable[..., NoReturn]:
    def fail(*_: object, **__: object) -> NoReturn:
        raise error

    return fail


def test_text_is_written_in_utf_8_with_its_own_line_ends(file: Path) -> None:
    save.text(file, "naïve\r\nsecond\n", force=False)
    assert file.read_bytes() == "naïve\r\nsecond\n".encode()


def test_bytes_are_written_as_they_are(file: Path) -> None:
    save.text(file, b"\x00\xff", force=False)
    assert file.read_bytes() == b"\x00\xff"


def test_nothing_is_left_beside_the_file(file: Path) -> None:
    save.text(file, "new\n", force=False)
    save.text(file, "newer\n", force=True)
    assert names(file.parent) == ["dates.csv"]


def test_a_new_file_has_the_mode_that_the_mask_allows(file: Path) -> None:
    mask = os.umask(0o027)
    try:
        save.text(file, "new\n", force=False)
    finally:
        os.umask(mask)
    assert stat.S_IMODE(file.stat().st_mode) == 0o640


def test_a_file_that_is_there_is_kept_without_force(file: Path) -> None:
    file.write_text("old\n")
    assert refusal(file) == (f"{file}: exists already", "--force to replace it")
    assert file.read_text() == "old\n"


def test_a_file_that_is_there_is_replaced_with_force_and_keeps_its_mode(file: Path) -> None:
    file.write_text("old\n")
    file.chmod(0o604)
    save.text(file, "new\n", force=True)
    assert (file.read_text(), stat.S_IMODE(file.stat().st_mode)) == ("new\n", 0o604)


def test_force_is_no_harm_where_there_is_nothing(file: Path) -> None:
    save.text(file, "new\n", force=True)
    assert file.read_text() == "new\n"


def test_a_file_that_another_program_makes_meanwhile_is_kept(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(os, "fsync", lambda _: file.write_text("theirs\n"))
    assert refusal(file) == (f"{file}: exists already", "--force to replace it")
    assert file.read_text() == "theirs\n"
    assert names(file.parent) == ["dates.csv"]


def test_what_a_link_leads_to_is_replaced_and_the_link_stays(tmp_path: Path) -> None:
    target = tmp_path / "elsewhere" / "dates.csv"
    target.parent.mkdir()
    target.write_text("old\n")
    link = tmp_path / "link.csv"
    link.symlink_to(target)
    assert refusal(link) == (f"{link}: exists already", "--force to replace it")
    save.text(link, "new\n", force=True)
    assert (link.is_symlink(), target.read_text()) == (True, "new\n")


def test_what_a_link_leads_to_is_made(tmp_path: Path) -> None:
    link = tmp_path / "link.csv"
    link.symlink_to("dates.csv")
    save.text(link, "new\n", force=False)
    assert (link.is_symlink(), (tmp_path / "dates.csv").read_text()) == (True, "new\n")


def test_a_link_into_no_directory_is_refused(tmp_path: Path) -> None:
    link = tmp_path / "link.csv"
    link.symlink_to("plans/dates.csv")
    assert refusal(link) == (
        f"{link}: there is no directory '{tmp_path}/plans'",
        f"mkdir -p {tmp_path}/plans",
    )


def test_a_link_that_leads_to_itself_is_refused(tmp_path: Path) -> None:
    link = tmp_path / "link.csv"
    link.symlink_to("link.csv")
    assert refusal(link) == (
        f"{link}: cannot be written: too many levels of symbolic links",
        "another path",
    )


def test_a_missing_directory_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "our plans" / "dates.csv"
    assert refusal(file) == (
        f"{file}: there is no directory '{tmp_path}/our plans'",
        f"mkdir -p '{tmp_path}/our plans'",
    )


def test_a_directory_is_refused(tmp_path: Path) -> None:
    assert refusal(tmp_path, force=True) == (f"{tmp_path}: is a directory", "name a file in it")


@pytest.mark.skipif(not Path("/proc/self").exists(), reason="this system has no /proc")
def test_a_directory_that_makes_no_files_is_not_said_to_be_missing() -> None:
    assert refusal(Path("/proc/dates.csv")) == (
        "/proc/dates.csv: cannot be written: no such file or directory",
        "another path",
    )


def test_a_file_taken_for_a_directory_is_refused(file: Path) -> None:
    file.touch()
    assert refusal(file / "x") == (
        f"{file}/x: cannot be written: not a directory",
        "another path",
    )


def test_a_device_is_not_replaced() -> None:
    assert refusal(Path("/dev/null"), force=True) == (
        "/dev/null: is not a regular file",
        "- for standard output",
    )


def test_a_pipe_is_not_replaced(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    assert refusal(pipe, force=True) == (
        f"{pipe}: is not a regular file",
        "- for standard output",
    )


def test_a_read_only_file_is_kept_even_with_force(file: Path) -> None:
    file.write_text("old\n")
    file.chmod(0o444)
    assert refusal(file, force=True) == (
        f"{file}: is read-only",
        "another path, or make it writable",
    )
    assert file.read_text() == "old\n"


def test_control_characters_of_a_path_are_escaped(tmp_path: Path) -> None:
    assert refusal(tmp_path / "a\nb" / "dates\x1b.csv") == (
        f"{tmp_path}/a\\nb/dates\\x1b.csv: there is no directory '{tmp_path}/a\\nb'",
        f"mkdir -p '{tmp_path}/a\\nb'",
    )


def test_a_path_that_no_system_takes_is_refused() -> None:
    assert refusal(Path("a\0b")) == (
        "a\\x00b: cannot be written: no file can have such a name",
        "another path",
    )


FAILURES = [
    pytest.param(OSError(errno.ENOSPC, "No space left"), "the disk is full", id="disk-full"),
    pytest.param(OSError(errno.EROFS, "x"), "its file system is read-only", id="read-only"),
    pytest.param(OSError(errno.EACCES, "Permission denied"), "permission denied", id="no-right"),
    pytest.param(OSError("odd"), "odd", id="an-error-without-a-number"),
]


@pytest.mark.parametrize(("error", "reason"), FAILURES)
def test_a_failure_leaves_everything_as_it_was(
    file: Path, monkeypatch: pytest.MonkeyPatch, error: OSError, reason: str
) -> None:
    file.write_text("old\n")
    monkeypatch.setattr(os, "fsync", failing(error))
    assert refusal(file, force=True) == (f"{file}: cannot be written: {reason}", "another path")
    assert (names(file.parent), file.read_text()) == (["dates.csv"], "old\n")


def test_a_disk_with_too_little_room_leaves_everything_as_it_was(file: Path) -> None:
    file.write_text("old\n")
    limits = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(
        resource.RLIMIT_FSIZE, (2, limits[1])
    )  # the system's own refusal, at 2 bytes
    try:
        told = refusal(file, force=True)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limits)
    assert told == (f"{file}: cannot be written: file too large", "another path")
    assert (names(file.parent), file.read_text()) == (["dates.csv"], "old\n")


def test_an_interruption_leaves_everything_as_it_was(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(os, "fsync", failing(KeyboardInterrupt()))
    with pytest.raises(KeyboardInterrupt):
        save.text(file, "new\n", force=False)
    assert names(file.parent) == []


def test_a_file_system_without_hard_links_is_written_to_all_the_same(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(os, "link", failing(OSError(errno.EPERM, "Operation not permitted")))
    save.text(file, "new\n", force=False)
    assert (names(file.parent), file.read_text()) == (["dates.csv"], "new\n")


def test_without_hard_links_a_file_made_meanwhile_is_kept_too(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(os, "link", failing(OSError(errno.EPERM, "Operation not permitted")))
    monkeypatch.setattr(os, "fsync", lambda _: file.write_text("theirs\n"))
    assert refusal(file) == (f"{file}: exists already", "--force to replace it")
    assert (names(file.parent), file.read_text()) == (["dates.csv"], "theirs\n")


def test_without_hard_links_a_late_failure_leaves_nothing(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(os, "link", failing(OSError(errno.EPERM, "Operation not permitted")))
    monkeypatch.setattr(Path, "replace", failing(OSError(errno.EIO, "Input/output error")))
    assert refusal(file) == (f"{file}: cannot be written: input/output error", "another path")
    assert names(file.parent) == []
