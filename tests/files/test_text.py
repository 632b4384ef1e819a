"""The one way to read a file: what it takes, and what it refuses before it can do harm."""

import os
from pathlib import Path

import pytest

from jtai_cli.errors import CONTROL, FaultyFileError, FileError
from jtai_cli.files import MEBIBYTE, hidden, read_text


def refusal(path: Path) -> tuple[str, str | None]:
    with pytest.raises(FileError) as caught:
        read_text(path)
    return caught.value.message, caught.value.hint


@pytest.mark.parametrize(
    ("content", "text"),
    [
        pytest.param("naïve\r\nsecond\n".encode(), "naïve\r\nsecond\n", id="utf-8"),
        pytest.param(b"\xef\xbb\xbfa\xef\xbb\xbf", "a\ufeff", id="byte-order-mark"),
        pytest.param("£\r\n".encode("utf-16"), "£\r\n", id="utf-16"),
        pytest.param(b"\xfe\xff" + "£\n".encode("utf-16-be"), "£\n", id="utf-16-be"),
        pytest.param(b"", "", id="empty"),
    ],
)
def test_a_file_is_read_and_written_back_as_it_is_encoded(
    tmp_path: Path, content: bytes, text: str
) -> None:
    file = tmp_path / "page.md"
    file.write_bytes(content)
    read = read_text(file)
    assert (read.text, read.encoded(read.text)) == (text, content)


@pytest.mark.parametrize(
    ("content", "message"),
    [
        pytest.param(b"a: 1\nb: \xe9t\xe9\n", ":2: the byte 0xe9 is not UTF-8", id="latin-1"),
        pytest.param(b"\xef\xbb\xbf\n\n\xff", ":3: the byte 0xff is not UTF-8", id="after-mark"),
        pytest.param(b"\xe2\x82", ":1: the byte 0xe2 is not UTF-8", id="cut-short"),
        pytest.param(b"\xff\xfea", ":1: the byte 0x61 is not UTF-16", id="half-a-character"),
        pytest.param(b"a\nb\0", ":2: holds the control character U+0000", id="zero-byte"),
        pytest.param(b"\x1b[31m", ":1: holds the control character U+001B", id="escape"),
        pytest.param("a\x85".encode(), ":1: holds the control character U+0085", id="c1"),
    ],
)
def test_what_is_no_text_is_refused_with_its_line(
    tmp_path: Path, content: bytes, message: str
) -> None:
    file = tmp_path / "rules.yaml"
    file.write_bytes(content)
    with pytest.raises(FaultyFileError) as caught:
        read_text(file)
    assert caught.value.message == f"{file}{message}"
    assert "save the file as UTF-8" in str(caught.value.hint)


def test_a_file_of_the_limit_is_read_and_one_byte_more_refused(tmp_path: Path) -> None:
    file = tmp_path / "page.md"
    file.write_bytes(b"x" * MEBIBYTE)
    assert read_text(file).text == "x" * MEBIBYTE
    os.truncate(file, 50_000_000)
    assert refusal(file) == (f"{file}: is larger than 1,048,576 bytes", "a smaller file")


def test_what_is_no_regular_file_is_refused_without_waiting(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    assert refusal(pipe) == (f"{pipe}: is not a regular file", "name a regular file")
    assert refusal(tmp_path) == (f"{tmp_path}: is a directory, not a file", "name a regular file")
    assert refusal(Path("/dev/zero"))[0] == "/dev/zero: is not a regular file"


def test_a_link_is_followed_where_it_leads_somewhere(tmp_path: Path) -> None:
    (tmp_path / "page.md").write_text("text")
    for name, target in (("link", "page.md"), ("lost", "gone.md"), ("round", "round")):
        (tmp_path / name).symlink_to(target)
    assert read_text(tmp_path / "link").text == "text"
    assert refusal(tmp_path / "lost")[0] == f"{tmp_path}/lost: there is no such file"
    assert "cannot be read: too many levels" in refusal(tmp_path / "round")[0]


@pytest.mark.parametrize(
    ("name", "problem", "hint"),
    [
        pytest.param("a\nb", "there is no such file", "a file that exists", id="lines"),
        pytest.param("x/y", "there is no such file", "a file that exists", id="directory"),
        pytest.param(
            "frameworks.yaml/x", "cannot be read: not a directory", "a file that you may read",
            id="file-for-a-directory",
        ),
    ],
)  # fmt: skip
def test_a_missing_file_is_refused(tmp_path: Path, name: str, problem: str, hint: str) -> None:
    (tmp_path / "frameworks.yaml").touch()
    shown = str(tmp_path / name).replace("\n", "\\n")
    problem, hint = problem.format(tmp_path), hint.format(tmp_path)
    assert refusal(tmp_path / name) == (f"{shown}: {problem}", hint)


@pytest.mark.parametrize(
    ("text", "one_line", "is_refused_in_lines"),
    [
        pytest.param("Kingston — “naïve” £ 🏫", None, False, id="shown"),
        pytest.param("a\u00a0b\u2009c", None, False, id="blanks"),
        pytest.param("a\nb", "a line break", False, id="line-break"),
        pytest.param("a\tb", "a tab", False, id="tab"),
        pytest.param("a\u200bb", "U+200B, which does not show", False, id="no-width"),
        pytest.param("a\u202eb", "U+202E, which does not show", False, id="turned"),
        pytest.param("a\u2028b", "U+2028, which does not show", False, id="separator"),
        *(
            pytest.param(f"a{c}b", f"U+{ord(c):04X}, which does not show", True, id=repr(c))
            for c in ("\x1b", "\x85", "\ud800", "\ufffe")
        ),
    ],
)
def test_what_does_not_show_is_named(
    text: str, one_line: str | None, is_refused_in_lines: bool
) -> None:
    assert (hidden(text), bool(CONTROL.search(text))) == (one_line, is_refused_in_lines)
