"""Which files are pages, and that an update writes all of them or none."""

from collections.abc import Callable
from pathlib import Path

import pytest

from jtai_cli.errors import FileError
from jtai_cli.pages import check, find_pages, update
from jtai_cli.pages.markers import Runner
from jtai_cli.pages.results import Checked, Found

OLD = "<!-- jtai date final-letter -->24 April 2025<!-- /jtai -->\n"
NEW = OLD.replace("24", "23")


@pytest.fixture
def tree(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A directory of pages, with one beside it."""
    for name in (
        "area/a.md", "area/b.html", "area/c.txt", "area/docs/d.md", "area/docs/deep/e.md",
        "area/.hidden/f.md", "area/node_modules/g.md", "outside.md",
    ):  # fmt: skip
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(OLD)
    monkeypatch.chdir(tmp_path / "area")
    return tmp_path / "area"


def names(pages: list[Found]) -> list[str]:
    return [page.name if page.path else f"{page.name}?" for page in pages]


@pytest.mark.parametrize(
    ("named", "expected"),
    [
        (["c.txt", "a.md"], ["c.txt", "a.md"]),
        (["missing.md"], ["missing.md"]),
        (["."], ["a.md", "b.html", "docs/d.md", "docs/deep/e.md"]),
        (["docs", "docs/d.md"], ["docs/d.md", "docs/deep/e.md"]),
        (["docs/*.md"], ["docs/d.md"]),
        (["*.rst"], ["*.rst?"]),
        ([".hidden/f.md"], [".hidden/f.md"]),
    ],
)
@pytest.mark.usefixtures("tree")
def test_what_is_named_is_found(named: list[str], expected: list[str]) -> None:
    assert names(find_pages(named)) == expected


@pytest.mark.parametrize(
    ("pattern", "expected"),
    [
        ("**/*.md", ["a.md", "docs/d.md", "docs/deep/e.md"]),
        ("**/**/**/*.md", ["a.md", "docs/d.md", "docs/deep/e.md"]),
        ("docs/**", ["docs/d.md", "docs/deep/e.md"]),
        ("docs", ["docs/d.md", "docs/deep/e.md"]),
        ("?.html", ["b.html"]),
        ("[ac].*", ["a.md", "c.txt"]),
        (".hidden/*.md", [".hidden/f.md"]),
        ("missing.md", ["missing.md?"]),
        ("*.rst", ["*.rst?"]),
    ],
)
def test_what_a_plan_s_pattern_means_is_found_inside_its_directory(
    tree: Path, pattern: str, expected: list[str]
) -> None:
    found = find_pages([pattern], tree)
    assert [name.removeprefix(f"{tree.as_posix()}/") for name in names(found)] == expected


def test_links_that_lead_out_are_not_followed_when_a_pattern_finds_them(tree: Path) -> None:
    (tree / "out.md").symlink_to(tree.parent / "outside.md")
    (tree / "in.md").symlink_to(tree / "docs/d.md")
    (tree / "up").symlink_to(tree.parent)
    found = {Path(name).name for name in names(find_pages(["**/*.md", "*/*.md", "*.md"], tree))}
    assert found in ({"a.md", "d.md", "e.md"}, {"a.md", "in.md", "e.md"})
    assert names(find_pages(["up/outside.md"], tree)) == [f"{tree.as_posix()}/up/outside.md?"]
    # What is named by hand is followed.
    assert names(find_pages(["out.md"])) == ["out.md"]


# What is written


@pytest.fixture
def checked(runner: Runner) -> Callable[..., list[Checked]]:
    return lambda *paths: check(find_pages([str(path) for path in paths]), runner)


def test_an_update_writes_what_is_out_of_date_and_nothing_else(
    tree: Path, checked: Callable[..., list[Checked]]
) -> None:
    (tree / "a.md").write_text(NEW)
    before = (tree / "a.md").stat()
    written = update(checked("a.md", "docs", "b.html"))
    assert [one.page.name for one in written] == ["docs/d.md", "docs/deep/e.md", "b.html"]
    assert {(tree / name).read_text() for name in ("a.md", "docs/d.md", "b.html")} == {NEW}
    assert (tree / "a.md").stat().st_mtime_ns == before.st_mtime_ns
    assert update(checked("a.md", "docs", "b.html")) == []


@pytest.mark.parametrize(
    "content",
    [
        pytest.param(b"\xef\xbb\xbf" + OLD.encode(), id="byte-order-mark"),
        pytest.param(OLD.replace("\n", "\r\n").encode() * 2, id="line-ends"),
        pytest.param(OLD.strip().encode(), id="no-last-line-end"),
        pytest.param(OLD.encode("utf-16"), id="utf-16"),
    ],
)
def test_all_else_of_a_page_is_kept(
    tree: Path, checked: Callable[..., list[Checked]], content: bytes
) -> None:
    path = tree / "a.md"
    path.write_bytes(content)
    path.chmod(0o640)
    (tree / "link.md").symlink_to(path)
    update(checked("link.md"))
    assert path.read_bytes() == content.replace(
        "24".encode("utf-16-le"), "23".encode("utf-16-le")
    ).replace(b"24", b"23")
    assert path.stat().st_mode & 0o777 == 0o640
    assert (tree / "link.md").is_symlink()


def test_one_bad_page_stops_all(tree: Path, checked: Callable[..., list[Checked]]) -> None:
    (tree / "docs/d.md").write_text("<!-- jtai about -->\n")
    with pytest.raises(FileError, match="1 page cannot be read or understood, so nothing is"):
        update(checked("a.md", "docs"))
    with pytest.raises(FileError, match="1 page cannot be read"):
        update(checked("a.md", "missing.md"))
    assert (tree / "a.md").read_text() == OLD


def test_a_page_that_was_changed_meanwhile_stops_all(
    tree: Path, checked: Callable[..., list[Checked]]
) -> None:
    pages = checked("a.md", "b.html")
    (tree / "b.html").write_text("another text")
    with pytest.raises(FileError, match=r"b\.html: another program has changed it"):
        update(pages)
    assert (tree / "a.md").read_text() == OLD


def test_a_page_that_would_be_too_large_to_read_again_is_not_written(
    tree: Path, runner: Runner
) -> None:
    grown = runner._replace(run=lambda *_: ("x" * 7_000_000, None))
    (tree / "c.md").write_text("<!-- jtai about -->\n<!-- /jtai -->\n")
    with pytest.raises(FileError, match="would grow larger than 6,291,456 bytes"):
        update(check(find_pages(["a.md", "c.md"]), grown))
    assert (tree / "a.md").read_text() == OLD


@pytest.mark.parametrize(
    ("name", "content", "expected"),
    [
        pytest.param("missing.md", None, (1, "there is no such file"), id="missing"),
        pytest.param("a.md", b"a\n\xff", (2, "the byte 0xff is not UTF-8"), id="no-text"),
        pytest.param("a.md", b"x" * 6_291_457, (1, "is larger than 6,291,456 bytes"), id="large"),
        pytest.param("*.rst", None, (1, "no file matches this pattern"), id="pattern"),
        pytest.param("x.docx", b"no zip", (1, "is not a Word document"), id="word"),
    ],
)
def test_what_cannot_be_read_is_a_problem_of_the_page(
    tree: Path,
    checked: Callable[..., list[Checked]],
    name: str,
    content: bytes | None,
    expected: tuple[int, str],
) -> None:
    if content is not None:
        (tree / name).write_bytes(content)
    (page,) = checked(name)
    (problem,) = page.problems
    assert (problem.code.value, problem.line, problem.message) == ("unreadable", *expected)
    assert page.is_broken


def test_a_page_without_a_marker_is_wrong_where_markers_are_required(
    runner: Runner, page: Callable[..., Checked]
) -> None:
    assert page("Text").problems == ()
    pages = [Found("a.md", content=b"Text"), Found("b.md", content=NEW.encode())]
    without, with_one = check(pages, runner, require_markers=True)
    assert [one.code for one in without.problems] == ["no-marker"]
    assert with_one.problems == ()
