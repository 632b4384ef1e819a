"""Files written whole or not at all, and never over another by accident."""

import errno
import os
import stat
from collections.abc import Callable
from multiprocessing import get_context
from pathlib import Path
from typing import NoReturn

import pytest

from jtai_cli.errors import FileError, UsageError
from jtai_cli.files import locked, write_all


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "dates.csv"


def refusal(path: Path, *, force: bool = False) -> tuple[str, str | None]:
    with pytest.raises(FileError) as caught:
        write_all({path: b"new\n"}, force=force)
    return caught.value.message, caught.value.hint


def names(directory: Path) -> list[str]:
    return sorted(path.name for path in directory.iterdir())


def failing(error: BaseException) -> Callable[..., NoReturn]:
    def fail(*_: object, **__: object) -> NoReturn:
        raise error

    return fail


def test_a_new_file_has_the_mode_that_the_mask_allows_and_an_old_one_keeps_its_own(
    file: Path,
) -> None:
    mask = os.umask(0o027)
    try:
        write_all({file: b"new\n"}, force=False)
    finally:
        os.umask(mask)
    assert stat.S_IMODE(file.stat().st_mode) == 0o640
    file.chmod(0o604)
    write_all({file: b"newer\n"}, force=True)
    assert (file.read_text(), stat.S_IMODE(file.stat().st_mode)) == ("newer\n", 0o604)


def test_what_a_link_leads_to_is_written_and_the_link_stays(tmp_path: Path) -> None:
    link = tmp_path / "link.csv"
    link.symlink_to("dates.csv")
    write_all({link: b"new\n"}, force=False)
    assert refusal(link) == (f"{link}: exists already", "--force to replace it")
    write_all({link: b"newer\n"}, force=True)
    assert (link.is_symlink(), (tmp_path / "dates.csv").read_text()) == (True, "newer\n")


@pytest.mark.parametrize(
    ("name", "force", "problem", "hint"),
    [
        ("there.csv", False, "exists already", "--force to replace it"),
        ("locked.csv", True, "is read-only", "another path, or make it writable"),
        ("", True, "is a directory", "name a file in it"),
        ("our plans/x.csv", False, "there is no directory '{}/our plans'",
         "mkdir -p '{}/our plans'"),
        ("lost.csv", False, "there is no directory '{}/gone'", "mkdir -p {}/gone"),
        ("round.csv", False, "cannot be written: too many levels of symbolic links",
         "another path"),
        ("there.csv/x", False, "cannot be written: not a directory", "another path"),
        ("pipe", True, "is not a regular file", "- for standard output"),
        ("a\0b", True, "cannot be written: embedded null byte", "another path"),
    ],
)  # fmt: skip
def test_what_cannot_be_written_is_refused_with_the_reason(
    tmp_path: Path, name: str, force: bool, problem: str, hint: str
) -> None:
    for there in ("there.csv", "locked.csv"):
        (tmp_path / there).write_text("old\n")
    (tmp_path / "locked.csv").chmod(0o444)
    (tmp_path / "lost.csv").symlink_to("gone/dates.csv")
    (tmp_path / "round.csv").symlink_to("round.csv")
    os.mkfifo(tmp_path / "pipe")
    before = names(tmp_path)
    path = f"{tmp_path}/{name}" if name else str(tmp_path)
    shown = path.replace("\0", "\\x00")
    refused, remedy = refusal(Path(path), force=force)
    # Since Python 3.13 it says so in other words.
    found = refused.replace("lstat: embedded null character in path", "embedded null byte")
    assert (found, remedy) == (f"{shown}: {problem.format(tmp_path)}", hint.format(tmp_path))
    assert (names(tmp_path), (tmp_path / "there.csv").read_text()) == (before, "old\n")


@pytest.mark.parametrize(
    ("error", "reason"),
    [
        pytest.param(OSError(errno.ENOSPC, "No space left"), "no space left", id="disk-full"),
        pytest.param(OSError(errno.EACCES, "Permission denied"), "permission denied", id="right"),
        pytest.param(OSError("odd"), "odd", id="an-error-without-a-number"),
    ],
)
def test_a_failure_leaves_everything_as_it_was(
    file: Path, monkeypatch: pytest.MonkeyPatch, error: OSError, reason: str
) -> None:
    file.write_text("old\n")
    monkeypatch.setattr(os, "fsync", failing(error))
    assert refusal(file, force=True) == (f"{file}: cannot be written: {reason}", "another path")
    monkeypatch.setattr(os, "fsync", failing(KeyboardInterrupt()))
    with pytest.raises(KeyboardInterrupt):
        write_all({file: b"new\n"}, force=True)
    assert (names(file.parent), file.read_text()) == (["dates.csv"], "old\n")


def test_a_file_that_another_program_makes_meanwhile_is_kept(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patched:
        patched.setattr(os, "fsync", lambda _: file.write_text("theirs\n"))
        assert refusal(file)[0] == f"{file}: exists already"
    assert (file.read_text(), names(file.parent)) == ("theirs\n", ["dates.csv"])
    file.unlink()
    write_all({file: b"ours\n"}, force=False)
    assert (file.read_text(), names(file.parent)) == ("ours\n", ["dates.csv"])


@pytest.mark.parametrize("theirs", ["theirs\n", "old\nand more", None])
@pytest.mark.parametrize("name", ["a.csv", "b.csv"])
def test_what_another_program_has_changed_since_it_was_read_is_kept(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, theirs: str | None
) -> None:
    """It may do so until the last moment: here, while the first new file is made ready."""
    paths = [tmp_path / "a.csv", tmp_path / "b.csv"]
    for path in paths:
        path.write_text("old\n")

    def change(_: int) -> None:
        (tmp_path / name).unlink(missing_ok=True)
        if theirs is not None:
            (tmp_path / name).write_text(theirs)

    monkeypatch.setattr(os, "fsync", change)
    read = dict.fromkeys(paths, b"old\n")
    with pytest.raises(FileError) as caught:
        write_all(dict.fromkeys(paths, b"new\n"), force=True, read=read)
    assert (caught.value.message, caught.value.hint) == (
        f"{tmp_path / name}: another program has changed it since it was read", "run it again"
    )  # fmt: skip
    left = {path.name: path.read_text() for path in tmp_path.iterdir()}
    expected = {"a.csv": "old\n", "b.csv": "old\n", name: theirs}
    assert left == {key: text for key, text in expected.items() if text is not None}


def test_each_file_is_looked_at_once_more_before_it_is_replaced(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    paths = [tmp_path / "a.csv", tmp_path / "b.csv"]
    for path in paths:
        path.write_text("old\n")
    replace = Path.replace

    def change(beside: Path, target: Path) -> None:
        replace(beside, target)
        paths[1].write_text("theirs\n")

    monkeypatch.setattr(Path, "replace", change)
    with pytest.raises(FileError, match=r"b\.csv: another program has changed it"):
        write_all(dict.fromkeys(paths, b"new\n"), force=True, read=dict.fromkeys(paths, b"old\n"))
    assert [path.read_text() for path in paths] == ["new\n", "theirs\n"]
    assert names(tmp_path) == ["a.csv", "b.csv"]


# Several files.


def test_all_files_are_written_or_none(tmp_path: Path) -> None:
    (tmp_path / "b.csv").write_text("old\n")
    with pytest.raises(FileError, match=r"b\.csv: exists already"):
        write_all({tmp_path / "a.csv": b"a", tmp_path / "b.csv": b"b"}, force=False)
    assert names(tmp_path) == ["b.csv"]
    write_all({tmp_path / "a.csv": b"a", tmp_path / "b.csv": b"b"}, force=True)
    assert ((tmp_path / "a.csv").read_text(), (tmp_path / "b.csv").read_text()) == ("a", "b")
    write_all({tmp_path / "new" / "pack" / "a.csv": b"a"}, force=False, makes_folders=True)
    assert (tmp_path / "new" / "pack" / "a.csv").read_text() == "a"


@pytest.mark.parametrize(
    ("outputs", "inputs", "problem"),
    [
        (["a.csv", "sub/../a.csv"], [], "{0}/a.csv and {0}/sub/../a.csv are the same file"),
        (["a.csv", "link.csv"], [], "{0}/a.csv and {0}/link.csv are the same file"),
        (["b.csv", "sub/../jtai.toml"], ["jtai.toml"],
         "{0}/sub/../jtai.toml is read by this command"),
        (["link.csv"], ["a.csv"], "{0}/link.csv is read by this command"),
    ],
)  # fmt: skip
def test_one_file_is_not_written_twice_nor_over_what_is_read(
    tmp_path: Path, outputs: list[str], inputs: list[str], problem: str
) -> None:
    (tmp_path / "sub").mkdir()
    (tmp_path / "jtai.toml").write_text("ours\n")
    (tmp_path / "link.csv").symlink_to("a.csv")
    before = names(tmp_path)
    with pytest.raises(UsageError) as caught:
        write_all(
            {Path(f"{tmp_path}/{name}"): b"x" for name in outputs},
            force=True,
            inputs=[tmp_path / name for name in inputs],
        )
    assert caught.value.message == problem.format(tmp_path)
    assert names(tmp_path) == before


# The lock of a plan.


def test_the_lock_goes_with_its_holder_and_a_left_one_is_no_hindrance(tmp_path: Path) -> None:
    (tmp_path / ".jtai.toml.lock").touch()
    with locked(tmp_path / "jtai.toml"):
        assert names(tmp_path) == [".jtai.toml.lock"]
    with pytest.raises(KeyboardInterrupt), locked(tmp_path / "jtai.toml"):
        raise KeyboardInterrupt
    assert names(tmp_path) == []


def test_behind_a_link_its_target_is_locked_and_who_waits_in_vain_is_refused(
    tmp_path: Path,
) -> None:
    (tmp_path / "link.toml").symlink_to("plan.toml")
    with locked(tmp_path / "link.toml"):
        assert names(tmp_path) == [".plan.toml.lock", "link.toml"]
        with pytest.raises(FileError) as caught, locked(tmp_path / "plan.toml", patience=0.1):
            pass
    assert caught.value.message == (
        f"{tmp_path}/plan.toml: another jtai has been changing it for 0 seconds"
    )


def _add_a_line(path: Path, times: int) -> None:
    for _ in range(times):
        with locked(path):
            write_all({path: path.read_bytes() + b"x\n"}, force=True)


def test_of_many_writers_none_is_lost(tmp_path: Path) -> None:
    path = tmp_path / "plan.toml"
    path.touch()
    context = get_context("fork")
    writers = [context.Process(target=_add_a_line, args=(path, 10)) for _ in range(4)]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join()
    assert (path.read_text(), names(tmp_path)) == ("x\n" * 40, ["plan.toml"])
