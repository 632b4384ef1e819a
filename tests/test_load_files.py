"""The one reader of files: what it takes, and what it refuses before it can do harm."""

import os
import socket
from pathlib import Path

import pytest

from jtai_cli import load
from jtai_cli.errors import FaultyFileError, FileError

LIMIT = 1 << 20


def refusal(path: Path, limit: int = LIMIT) -> tuple[str, str | None]:
    with pytest.raises(FileError) as caught:
        load.text(path, limit=limit)
    return caught.value.message, caught.value.hint


def test_a_file_is_read_as_it_stands(tmp_path: Path) -> None:
    file = tmp_path / "page.md"
    file.write_bytes("naïve\r\nsecond\n".encode())
    assert load.text(file, limit=LIMIT) == "naïve\r\nsecond\n"


def test_a_byte_order_mark_is_dropped(tmp_path: Path) -> None:
    file = tmp_path / "page.md"
    file.write_bytes(b"\xef\xbb\xbfa\xef\xbb\xbf")
    assert load.text(file, limit=LIMIT) == "a\ufeff"


def test_a_link_is_followed(tmp_path: Path) -> None:
    (tmp_path / "page.md").write_text("text")
    link = tmp_path / "link"
    link.symlink_to("page.md")
    assert load.text(link, limit=LIMIT) == "text"


def test_a_file_of_the_limit_is_read_and_one_byte_more_refused(tmp_path: Path) -> None:
    file = tmp_path / "page.md"
    file.write_bytes(b"x" * 1000)
    assert load.text(file, limit=1000) == "x" * 1000
    file.write_bytes(b"x" * 1001)
    assert refusal(file, 1000) == (f"{file}: is larger than 1,000 bytes", "a smaller file")


def test_a_file_of_50_megabytes_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "rules.yaml"
    file.touch()
    os.truncate(file, 50_000_000)
    assert refusal(file) == (f"{file}: is larger than 1,048,576 bytes", "a smaller file")


NOT_UTF_8 = [
    pytest.param(b"a: 1\nb: \xe9t\xe9\n", ":2: the byte 0xe9 is not UTF-8", id="latin-1"),
    pytest.param("a: 1\n".encode("utf-16"), ":1: the byte 0xff is not UTF-8", id="utf-16"),
    pytest.param(b"\xef\xbb\xbf\n\n\xff", ":3: the byte 0xff is not UTF-8", id="after-the-mark"),
    pytest.param(b"\xe2\x82", ":1: the byte 0xe2 is not UTF-8", id="cut-short"),
]


@pytest.mark.parametrize(("content", "message"), NOT_UTF_8)
def test_a_byte_that_is_not_utf_8_is_told_with_its_line(
    tmp_path: Path, content: bytes, message: str
) -> None:
    file = tmp_path / "rules.yaml"
    file.write_bytes(content)
    with pytest.raises(FaultyFileError) as caught:
        load.text(file, limit=LIMIT)
    assert (caught.value.message, caught.value.hint) == (
        f"{file}{message}",
        "save the file as UTF-8",
    )


def test_a_directory_is_refused(tmp_path: Path) -> None:
    assert refusal(tmp_path) == (f"{tmp_path}: is a directory, not a file", "name a regular file")


def test_a_pipe_is_refused_without_waiting(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    assert refusal(pipe) == (f"{pipe}: is a pipe, not a file", "name a regular file")


def test_a_socket_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)  # a socket's path is short
    with socket.socket(socket.AF_UNIX) as listening:
        listening.bind("s")
        assert refusal(Path("s")) == ("s: is a socket, not a file", "name a regular file")


def test_a_device_without_an_end_is_refused() -> None:
    assert refusal(Path("/dev/zero")) == (
        "/dev/zero: is a device, not a file",
        "name a regular file",
    )


MISSING = [
    pytest.param("frameworks.yml", "frameworks.yaml", id="nearest-name"),
    pytest.param("FRAMEWORK.YAML", "frameworks.yaml", id="nearest-name-in-capitals"),
]


@pytest.mark.parametrize(("name", "nearest"), MISSING)
def test_a_missing_file_is_told_with_the_nearest_name(
    tmp_path: Path, name: str, nearest: str
) -> None:
    (tmp_path / "frameworks.yaml").touch()
    (tmp_path / "other.md").touch()
    assert refusal(tmp_path / name) == (
        f"{tmp_path / name}: there is no such file",
        str(tmp_path / nearest),
    )


def test_a_missing_file_with_no_near_name_is_told(tmp_path: Path) -> None:
    assert refusal(tmp_path / "rules.yaml") == (
        f"{tmp_path / 'rules.yaml'}: there is no such file",
        "a file that exists",
    )


def test_a_missing_directory_is_told(tmp_path: Path) -> None:
    file = tmp_path / "plans" / "rules.yaml"
    assert refusal(file) == (
        f"{file}: there is no directory '{tmp_path / 'plans'}'",
        "a path that exists",
    )


def test_a_file_taken_for_a_directory_is_told(tmp_path: Path) -> None:
    (tmp_path / "rules.yaml").touch()
    file = tmp_path / "rules.yaml" / "x"
    assert refusal(file) == (f"{file}: cannot be read: not a directory", "a file that you may read")


def test_a_link_that_leads_to_itself_is_told(tmp_path: Path) -> None:
    link = tmp_path / "link"
    link.symlink_to("link")
    message, hint = refusal(link)
    assert message.startswith(f"{link}: cannot be read: too many levels of symbolic links")
    assert hint == "a file that you may read"


def test_a_path_that_no_system_takes_is_told() -> None:
    assert refusal(Path("a\0b")) == (
        "a\\x00b: cannot be read: no file can have such a name",
        "a file that you may read",
    )


def test_control_characters_of_a_path_are_escaped(tmp_path: Path) -> None:
    (tmp_path / "odd\nnames.yaml").touch()
    assert refusal(tmp_path / "odd\nname.yaml") == (
        f"{tmp_path}/odd\\nname.yaml: there is no such file",
        f"{tmp_path}/odd\\nnames.yaml",
    )
