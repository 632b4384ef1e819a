"""Pages found by patterns, and read as they stand."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from jtai_cli import load
from jtai_cli.errors import FaultyFileError, FileError

AS_UTF_8 = "save the file as UTF-8"


def refusal(read: Callable[[], object]) -> tuple[str, str | None]:
    with pytest.raises(FileError) as caught:
        read()
    return caught.value.message, caught.value.hint


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("", id="empty"),
        pytest.param("one\ntwo\n", id="line-feeds"),
        pytest.param("one\r\ntwo\r\n", id="carriage-returns"),
        pytest.param("one\r\ntwo\nthree\rfour", id="mixed-ends-and-none-at-the-end"),
        pytest.param("\ufeffone\r\n", id="byte-order-mark"),
        pytest.param("one\u2028two\x0cthree\x85\n", id="odd-spaces"),
    ],
)
def test_a_page_is_read_as_it_stands(tmp_path: Path, text: str) -> None:
    file = tmp_path / "page.md"
    file.write_bytes(text.encode())

    assert load.page(file) == text


@pytest.mark.parametrize(
    ("content", "line", "problem"),
    [
        pytest.param("day\n".encode("utf-16"), 1, "is UTF-16, not UTF-8", id="utf-16"),
        pytest.param(
            b"\xfe\xff" + "day".encode("utf-16-be"), 1, "is UTF-16, not UTF-8", id="utf-16-be"
        ),
        pytest.param("day\n".encode("utf-32"), 1, "is UTF-32, not UTF-8", id="utf-32"),
        pytest.param(
            b"\0\0\xfe\xff" + "day".encode("utf-32-be"), 1, "is UTF-32, not UTF-8", id="utf-32-be"
        ),
        pytest.param(
            b"one\ntwo \xe9t\xe9\n", 2, "the byte 0xe9 is not UTF-8", id="latin-1-in-line-two"
        ),
        pytest.param(
            "one\n".encode("utf-16-le"), 1, "holds a zero byte, as no text does", id="utf-16-bare"
        ),
        pytest.param(b"a\nb\nc\0\n", 3, "holds a zero byte, as no text does", id="binary"),
    ],
)
def test_what_is_no_text_in_utf_8_is_refused(
    tmp_path: Path, content: bytes, line: int, problem: str
) -> None:
    file = tmp_path / "page.md"
    file.write_bytes(content)

    with pytest.raises(FaultyFileError) as caught:
        load.page(file)

    assert (caught.value.message, caught.value.hint) == (f"{file}:{line}: {problem}", AS_UTF_8)


def test_what_is_piped_in_has_the_same_limit() -> None:
    assert load.page_in(b"x" * load.PAGE_LIMIT, place="-") == "x" * (6 << 20)
    assert refusal(lambda: load.page_in(b"x" * (load.PAGE_LIMIT + 1), place="-")) == (
        "-: is larger than 6,291,456 bytes",
        "a smaller file",
    )


def test_a_page_is_no_larger_than_16_mebibytes(tmp_path: Path) -> None:
    file = tmp_path / "page.md"
    file.touch()
    os.truncate(file, load.PAGE_LIMIT + 1)
    assert refusal(lambda: load.page(file)) == (
        f"{file}: is larger than 6,291,456 bytes",
        "a smaller file",
    )


def test_a_page_that_is_as_it_was_is_no_fault(tmp_path: Path) -> None:
    file = tmp_path / "page.md"
    file.write_bytes("\ufeffone\r\n".encode())
    load.refuse_changed(file, load.page(file))


def test_a_file_read_without_its_byte_order_mark_is_as_it_was(tmp_path: Path) -> None:
    file = tmp_path / "jtai.toml"
    file.write_bytes("\ufeff# one\r\n".encode())
    load.refuse_changed(file, load.plan_text(file))


def test_a_page_that_another_program_has_changed_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "page.md"
    file.write_bytes(b"one\r\n")
    text = load.page(file)
    file.write_bytes(b"one\n")
    assert refusal(lambda: load.refuse_changed(file, text)) == (
        f"{file}: another program has changed it since it was read",
        "the same command again",
    )


def test_a_page_that_is_gone_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "page.md"
    assert refusal(lambda: load.refuse_changed(file, "one\n")) == (
        f"{file}: there is no such file",
        "a file that exists",
    )


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    """Pages in directories, hidden ones and links among them."""
    files = (
        "a.md", "b.md", "c.rst", ".hidden.md", "docs/a.md", "docs/deep/er/z.md", "docs/deep/y.md",
        "docs/.git/x.md", ".git/x.md", ".github/w.md", "plan[1].md", "plan1.md",
    )  # fmt: skip
    for name in files:
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).touch()
    (tmp_path / "docs" / "link").symlink_to(tmp_path / "docs", target_is_directory=True)
    (tmp_path / "docs" / "gone.md").symlink_to("nowhere.md")
    (tmp_path / "docs.md").mkdir()
    return tmp_path


@pytest.mark.parametrize(
    ("pattern", "found"),
    [
        pytest.param("a.md", ["a.md"], id="a-name"),
        pytest.param("missing.md", ["missing.md"], id="a-name-that-is-not-there"),
        pytest.param("docs", ["docs"], id="a-directory-by-name"),
        pytest.param(
            "*.md", ["a.md", "b.md", "plan1.md", "plan[1].md"], id="no-directory-nothing-hidden"
        ),
        pytest.param("[ab].md", ["a.md", "b.md"], id="a-set"),
        pytest.param("?.rst", ["c.rst"], id="one-character"),
        pytest.param("plan[1].md", ["plan[1].md"], id="a-name-that-looks-like-a-pattern"),
        pytest.param(".hidden*", [".hidden.md"], id="hidden-where-it-is-asked-for"),
        pytest.param(".github/*.md", [".github/w.md"], id="in-a-hidden-directory-by-name"),
        pytest.param("*/*.md", ["docs/a.md", "docs/gone.md"], id="one-directory-down"),
        pytest.param(
            "**/*.md",
            [
                "a.md", "b.md", "docs/a.md", "docs/deep/er/z.md", "docs/deep/y.md", "docs/gone.md",
                "plan1.md", "plan[1].md",
            ],
            id="every-directory-but-hidden-ones-and-links",
        ),
        pytest.param(
            "docs/**",
            ["docs/a.md", "docs/deep/er/z.md", "docs/deep/y.md", "docs/gone.md"],
            id="all-files-below",
        ),
        pytest.param("docs/**/er/*.md", ["docs/deep/er/z.md"], id="in-the-midst"),
        pytest.param("**/**/**/y.md", ["docs/deep/y.md"], id="over-and-over"),
        pytest.param("docs/../?.md", ["docs/../a.md", "docs/../b.md"], id="up-again"),
        pytest.param("docs/link/a.*", ["docs/link/a.md"], id="through-a-link-by-name"),
        pytest.param("missing/*.md", [], id="no-such-directory"),
        pytest.param("a.md/*", [], id="a-file-for-a-directory"),
        pytest.param("**/*.tex", [], id="none"),
    ],
)  # fmt: skip
def test_a_pattern_finds_files_in_order(tree: Path, pattern: str, found: list[str]) -> None:
    assert [str(path) for path in load.matching(pattern, tree)] == [
        f"{tree}/{name}" for name in found
    ]


def test_a_pattern_may_begin_at_the_root(tree: Path) -> None:
    assert load.matching(f"{tree}/c.*", Path("elsewhere")) == (tree / "c.rst",)


def test_links_in_a_ring_are_no_trap(tmp_path: Path) -> None:
    (tmp_path / "page.md").touch()
    (tmp_path / "one").symlink_to(".", target_is_directory=True)
    (tmp_path / "two").symlink_to(".", target_is_directory=True)
    assert load.matching("**/*.md", tmp_path) == (tmp_path / "page.md",)


def test_a_directory_that_cannot_be_listed_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(_: Path) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(os, "scandir", refuse)
    assert refusal(lambda: load.matching("*.md", tmp_path)) == (
        f"{tmp_path}: cannot be listed: permission denied",
        "a directory that you may read",
    )
