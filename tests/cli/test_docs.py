"""`jtai docs`: pages checked, written and listed, with nothing lost on the way."""

from __future__ import annotations

import io
import json
import os
import re
import shutil
import stat
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from jtai_cli.cli import docs

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.cli.conftest import Golden, Jtai

TOP = Path(__file__).parents[2]
EXAMPLE = TOP / "tests" / "example"
REWRITE = os.environ.get("JTAI_REWRITE_GOLDEN") == "1"  # read before the tests clear it
PLAN = """\
[inspections.kingston-2025]
fieldwork = 2025-03-03
"""
DATE = "<!-- jtai:date comments-due -->{}<!-- /jtai:date -->"
OLD, NEW = DATE.format("Wed 9 Apr 2025"), DATE.format("Thu 10 Apr 2025")
STALE = f"Comments go back by {OLD}.\n"
FRESH = f"Comments go back by {NEW}.\n"
LONG_AGO = 1_000_000_000


@pytest.fixture
def plan(tmp_path: Path) -> Path:
    """A plan in the test's own directory."""
    path = tmp_path / "jtai.toml"
    path.write_text(PLAN, "utf-8")
    return path


@pytest.fixture
def page(plan: Path) -> Path:
    """A stale page beside a plan."""
    path = plan.with_name("page.md")
    path.write_text(STALE, "utf-8")
    return path


@pytest.fixture
def repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, jtai: Jtai) -> Path:
    """A copy of the example repository, which is where the test is."""
    assert jtai is not None, "it has gone to a directory of its own"
    at = shutil.copytree(EXAMPLE, tmp_path / "repository")
    monkeypatch.chdir(at)
    return at


def said(*lines: str) -> str:
    return "".join(f"{line}\n" for line in lines)


def refused(jtai: Jtai, *argv: str) -> tuple[int, bytes, str]:
    ran = jtai("docs", *argv)
    return ran.status, ran.out, ran.err


def files(at: Path) -> dict[str, bytes]:
    return {
        str(path.relative_to(at)): path.read_bytes() for path in at.rglob("*") if path.is_file()
    }


# The example, in every language


PAGES = [
    "docs/briefing.rst",
    "docs/handbook.adoc",
    "docs/inspection-plan.md",
    "docs/intranet.html",
    "docs/report.tex",
    "notes.txt",
    "reminders.ini",
    "rota.yaml",
]


def test_example_golden(jtai: Jtai, repository: Path) -> None:
    ran = jtai("docs", "update")
    if REWRITE:
        shutil.copytree(repository, EXAMPLE, dirs_exist_ok=True)
    assert (ran.status, ran.err) == (0, "")
    assert files(repository) == files(EXAMPLE)


def test_pages_of_every_language_go_stale_and_are_made_true_once(
    jtai: Jtai, repository: Path
) -> None:
    jtai("plan", "set", "kingston-2025", "stated.draft-letter=2025-04-04")
    was = files(repository)

    stale = jtai("docs", "check", "--diff")
    assert (stale.status, stale.err) == (1, "")
    assert sorted(re.findall(r"^--- a/(.+)$", stale.out.decode(), re.MULTILINE)) == PAGES
    assert files(repository) == was

    updated = jtai("docs", "update")
    assert (updated.status, updated.err) == (0, "")
    now = files(repository)
    assert sorted(name for name in now if now[name] != was.get(name)) == PAGES
    assert jtai("docs", "check").out == b"8 files, 9 blocks, 3 dates: all true\n"

    written = [repository / name for name in PAGES]
    for path in written:
        os.utime(path, (LONG_AGO, LONG_AGO))
    again = jtai("docs", "update")
    assert again.out == b"8 files, 9 blocks, 3 dates: nothing to update\n"
    assert {path.stat().st_mtime for path in written} == {LONG_AGO}


@pytest.mark.parametrize("format_name", docs.FORMATS)
def test_check_golden(jtai: Jtai, golden: Golden, repository: Path, format_name: str) -> None:
    (repository / "docs" / "wrong.md").write_text(
        "The letter came on Friday 18 April 2023.\n<!-- jtai:begin timelin -->\n"
    )
    jtai("plan", "set", "kingston-2025", "stated.draft-letter=2025-04-04")

    ran = jtai("docs", "check", "--format", format_name)

    assert (ran.status, ran.err) == (2, "jtai: error: 1 page cannot be read or understood\n")
    golden(f"docs-cli-check-{format_name}.txt", ran.out)


@pytest.mark.usefixtures("repository")
def test_diff_golden(jtai: Jtai, golden: Golden) -> None:
    jtai("plan", "set", "kingston-2025", "stated.draft-letter=2025-04-04")
    ran = jtai("docs", "check", "--diff", "--color", "always")
    assert (ran.status, ran.err) == (1, "")
    golden("docs-cli-diff.txt", ran.out)


@pytest.mark.parametrize("format_name", docs.LIST_FORMATS)
@pytest.mark.usefixtures("repository")
def test_list_golden(jtai: Jtai, golden: Golden, format_name: str) -> None:
    ran = jtai("docs", "list", "--format", format_name)
    assert (ran.status, ran.err) == (0, "")
    golden(f"docs-cli-list-{format_name}.txt", ran.out)


@pytest.mark.usefixtures("repository")
def test_list_golden_where_it_is_narrow(jtai: Jtai, golden: Golden) -> None:
    ran = jtai("docs", "list", environment={"COLUMNS": "50"})
    golden("docs-cli-list-50.txt", ran.out)


@pytest.mark.parametrize("command", ["", "check", "update", "list"])
def test_help_golden(jtai: Jtai, golden: Golden, command: str) -> None:
    ran = jtai("docs", *filter(None, [command]), "--help")
    assert (ran.status, ran.err) == (0, "")
    golden("-".join(filter(None, ["help-docs", command])) + ".txt", ran.out)


# What is kept


KEPT = [
    pytest.param(STALE, FRESH, id="as-it-is"),
    pytest.param(f"one\r\n{STALE[:-1]}\r\n", f"one\r\n{FRESH[:-1]}\r\n", id="carriage-returns"),
    pytest.param(f"\ufeff{STALE}", f"\ufeff{FRESH}", id="byte-order-mark"),
    pytest.param(STALE[:-1], FRESH[:-1], id="no-final-newline"),
    pytest.param(f"one\r\ntwo\n{STALE}\r\n", f"one\r\ntwo\n{FRESH}\r\n", id="mixed-ends"),
]


@pytest.mark.parametrize(("before", "after"), KEPT)
def test_update_keeps_all_but_what_is_stale(
    jtai: Jtai, page: Path, before: str, after: str
) -> None:
    page.write_bytes(before.encode())
    ran = jtai("docs", "update", "page.md")
    assert (ran.status, ran.out, ran.err) == (
        0,
        b"page.md updated\n1 file, 0 blocks, 1 date: 1 file updated\n",
        "",
    )
    assert page.read_bytes() == after.encode()


BLOCK = "<!-- jtai:begin milestone publication -->\n{}<!-- jtai:end -->\n"


@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_a_block_has_the_line_ends_of_its_page(jtai: Jtai, page: Path, end: str) -> None:
    page.write_bytes(BLOCK.format("").replace("\n", end).encode())
    jtai("docs", "update", "page.md")
    text = page.read_bytes().decode()
    assert "Letter published: Monday 28 April 2025" in text
    assert text.replace(end, "").count("\n") == 0


def test_update_keeps_the_mode(jtai: Jtai, page: Path) -> None:
    page.chmod(0o600)
    jtai("docs", "update", "page.md")
    assert (page.read_text("utf-8"), stat.S_IMODE(page.stat().st_mode)) == (FRESH, 0o600)


def test_update_writes_what_a_link_leads_to_and_that_once(jtai: Jtai, page: Path) -> None:
    link = page.with_name("link.md")
    link.symlink_to("page.md")
    ran = jtai("docs", "update", "link.md", "./page.md", "page.md")
    assert ran.out == b"link.md updated\n1 file, 0 blocks, 1 date: 1 file updated\n"
    assert (link.is_symlink(), page.read_text("utf-8")) == (True, FRESH)


def test_a_page_that_is_true_is_not_touched(jtai: Jtai, page: Path) -> None:
    true = page.with_name("true.md")
    true.write_text(FRESH, "utf-8")
    os.utime(true, (LONG_AGO, LONG_AGO))
    ran = jtai("docs", "update", "page.md", "true.md")
    assert ran.out == b"page.md updated\n2 files, 0 blocks, 2 dates: 1 file updated\n"
    assert true.stat().st_mtime == LONG_AGO


def test_a_page_of_five_megabytes_is_written(jtai: Jtai, page: Path) -> None:
    filling = f"{'Nothing is said here of any day. ' * 30}\n" * 5300
    page.write_text(f"{STALE}{filling}{STALE}", "utf-8")
    assert page.stat().st_size > 5_000_000
    assert jtai("docs", "update", "page.md").status == 0
    assert page.read_text("utf-8") == f"{FRESH}{filling}{FRESH}"


KILLED = """
import os, signal, sys
from pathlib import Path
from jtai_cli.__main__ import main

_, *moments = sys.argv

def dying_at(moment, place, function):
    left = [int(moment)]
    def count(*given, **named):
        left[0] -= 1
        if left[0] < 0:
            os.kill(os.getpid(), signal.SIGKILL)
        return function(*given, **named)
    return count

main(["docs", "check", "one.md"])  # so that all is imported once
for moment in moments:
    kind, number = moment.split(":")
    if (child := os.fork()) == 0:
        os.chdir(moment)
        place, name = (os, "fsync") if kind == "staging" else (Path, "replace")
        setattr(place, name, dying_at(number, place, getattr(place, name)))
        os._exit(main(["docs", "update", *(f"{n}.md" for n in range(200))]))
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == -signal.SIGKILL
"""
MOMENTS = ["staging:150", "putting:1", "putting:120"]


@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs a process to kill")
@pytest.mark.usefixtures("jtai")
def test_a_run_that_is_killed_leaves_every_page_whole(page: Path) -> None:
    page.rename("one.md")
    made = [Path(moment, f"{number}.md") for moment in MOMENTS for number in range(200)]
    for path in made:
        path.parent.mkdir(exist_ok=True)
        path.write_text(STALE, "utf-8")

    subprocess.run([sys.executable, "-c", KILLED, *MOMENTS], check=True, stdout=subprocess.DEVNULL)

    new = {
        moment: sum(path.read_text("utf-8") == FRESH for path in Path(moment).glob("*.md"))
        for moment in MOMENTS
    }
    whole = {path.read_text("utf-8") for path in made}
    assert (new, whole) == (
        {"staging:150": 0, "putting:1": 1, "putting:120": 120},
        {STALE, FRESH},
    )


# What is refused


def test_faults_golden_each_with_its_line_and_nothing_is_written(
    jtai: Jtai, golden: Golden, page: Path
) -> None:
    faulty = {
        "unclosed.md": "one\n<!-- jtai:begin timeline -->\n",
        "closed.md": "<!-- jtai:end -->\n",
        "nested.md": BLOCK.format("<!-- jtai:begin timeline -->\n<!-- jtai:end -->\n"),
        "crossed.md": BLOCK.format("<!-- jtai:date fieldwork -->") + "<!-- /jtai:date -->\n",
        "misspelt.md": "\n\n<!-- jtai:begn timeline -->\n<!-- jtai:end -->\n",
        "setting.md": BLOCK.format("").replace("publication", "publication haeding=x"),
        "inspection.md": BLOCK.format("").replace("publication", "publication inspection=kings"),
        "milestone.md": BLOCK.format("").replace("publication", "publicaton"),
        "theme.md": BLOCK.format("").replace("publication", "publication theme=frontdoor"),
        "quote.md": BLOCK.format("").replace("publication", 'publication heading="x'),
    }
    for name, text in faulty.items():
        Path(name).write_text(text, "utf-8")
    Path("latin.md").write_bytes(b"one\ntwo \xe9\n")
    Path("utf-16.md").write_bytes("one\n".encode("utf-16"))
    Path("directory.md").mkdir()
    os.mkfifo("pipe.md")
    with Path("large.md").open("wb") as large:
        large.truncate((6 << 20) + 1)
    names = [
        "page.md", *faulty, "latin.md", "utf-16.md", "directory.md", "pipe.md",
        "large.md", "page.txt",
    ]  # fmt: skip

    ran = jtai("docs", "update", *names)

    assert (ran.status, ran.out) == (2, b"")
    golden("docs-cli-faults.txt", ran.err.encode())
    assert page.read_text("utf-8") == STALE


def test_a_link_that_leads_to_itself_is_unreadable(jtai: Jtai, page: Path) -> None:
    page.with_name("loop.md").symlink_to("loop.md")
    status, out, err = refused(jtai, "update", "page.md", "loop.md")
    assert (status, out) == (2, b"")
    assert err.startswith("jtai: error: loop.md:1: unreadable: cannot be read: too many levels")
    assert page.read_text("utf-8") == STALE


def test_every_fault_of_a_page_is_told(jtai: Jtai, page: Path) -> None:
    page.write_text(
        f"{STALE}<!-- jtai:begin timelin -->\n<!-- jtai:end -->\nOn Friday 18 April 2023.\n",
        "utf-8",
    )
    ran = jtai("docs", "update", "page.md")
    assert (ran.status, ran.out) == (2, b"")
    assert ran.err == said(
        "jtai: error: page.md:2: bad-marker: no block called 'timelin'",
        "Try: jtai:begin timeline",
        "jtai: error: page.md:4: weekday: 18 April 2023 is a Tuesday, not a Friday",
        "Try: Tuesday 18 April 2023, or Friday 21 April 2023",
        "jtai: error: 1 page cannot be read or understood, so nothing is written",
    )


def test_a_page_that_is_changed_meanwhile_is_kept(
    jtai: Jtai, page: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = page.with_name("other.md")
    other.write_text(STALE, "utf-8")
    monkeypatch.setattr(os, "fsync", lambda _: page.write_text("theirs\n", "utf-8"))
    assert refused(jtai, "update", "other.md", "page.md") == (
        2,
        b"",
        said(
            "jtai: error: page.md: another program has changed it since it was read",
            "Try: the same command again",
        ),
    )
    assert (other.read_text("utf-8"), page.read_text("utf-8")) == (STALE, "theirs\n")
    assert sorted(path.name for path in page.parent.iterdir()) == [
        "jtai.toml", "other.md", "page.md",
    ]  # fmt: skip


def test_a_read_only_page_is_refused_before_any_is_written(jtai: Jtai, page: Path) -> None:
    other = page.with_name("other.md")
    other.write_text(STALE, "utf-8")
    other.chmod(0o444)
    assert refused(jtai, "update", "page.md", "other.md") == (
        2,
        b"",
        said(
            "jtai: error: other.md: is read-only",
            "Try: another path, or make it writable",
        ),
    )
    assert page.read_text("utf-8") == STALE


# Prose


WRONG = "The statement is due on Friday 18 April 2023.\n"


def test_a_real_letters_wrong_weekday_is_told(jtai: Jtai, tmp_path: Path) -> None:
    (tmp_path / "letter.md").write_text(WRONG, "utf-8")
    ran = jtai("docs", "check", "letter.md")
    assert (ran.status, ran.out.decode(), ran.err) == (
        1,
        said(
            "letter.md:1: weekday: 18 April 2023 is a Tuesday, not a Friday",
            "  Try: Tuesday 18 April 2023, or Friday 21 April 2023",
            "1 file, 0 blocks, 1 date: 1 error",
        ),
        "",
    )


def test_an_update_tells_what_it_cannot_mend_where_it_then_stands(jtai: Jtai, page: Path) -> None:
    page.write_text(f"{BLOCK.format('')}{WRONG}", "utf-8")
    ran = jtai("docs", "update", "page.md")
    assert (ran.status, ran.out.decode(), ran.err) == (
        1,
        said(
            "page.md updated",
            "page.md:6: weekday: 18 April 2023 is a Tuesday, not a Friday",
            "  Try: Tuesday 18 April 2023, or Friday 21 April 2023",
            "1 file, 1 block, 1 date: 1 file updated, 1 error",
        ),
        "",
    )


DOUBTFUL = f"{FRESH}\nThe letter is published on 29 April 2025.\n"


@pytest.mark.parametrize(
    ("setting", "status", "told"),
    [
        pytest.param("", 0, ("warning: ", "1 warning"), id="by-itself"),
        pytest.param('[docs]\nprose = "warning"\n', 0, ("warning: ", "1 warning"), id="warning"),
        pytest.param('[docs]\nprose = "error"\n', 1, ("", "1 error"), id="error"),
    ],
)
def test_a_milestone_beside_another_date_is_what_the_plan_says(
    jtai: Jtai, page: Path, setting: str, status: int, told: tuple[str, str]
) -> None:
    page.with_name("jtai.toml").write_text(PLAN + setting, "utf-8")
    page.write_text(DOUBTFUL, "utf-8")
    marked, counted = told
    ran = jtai("docs", "check", "page.md")
    assert (ran.status, ran.out.decode(), ran.err) == (
        status,
        said(
            f"page.md:3: date-mismatch: {marked}letter published is Monday 28 April 2025 in "
            "kingston-2025, not Tuesday 29 April 2025",
            "  Try: 28 April 2025",
            f"1 file, 0 blocks, 2 dates: {counted}",
        ),
        "",
    )


# Sentences that are held against nothing


SECOND = "[inspections.merton-2026]\nfieldwork = 2026-01-05\n"


@pytest.mark.parametrize("command", ["check", "update"])
def test_a_second_inspection_in_the_plan_is_told_where_no_page_names_one(
    jtai: Jtai, plan: Path, command: str
) -> None:
    plan.write_text(PLAN + SECOND, "utf-8")
    Path("a.md").write_text("The letter is published on 29 April 2025.\n", "utf-8")
    Path("b.md").write_text("The letter is published on 29 April 2025.\n", "utf-8")
    ran = jtai("docs", command, "a.md", "b.md")
    assert (ran.status, ran.err) == (
        0,
        said(
            "jtai: warning: dates in sentences are not held against milestones on 2 pages: "
            "the plan has 2 inspections",
            "Try: <!-- jtai:use inspection=NAME --> at its top",
        ),
    )


UNHELD = said(
    "jtai: warning: dates in sentences are not held against milestones on 1 page: closed: Monday "
    "5 May 2025 is the Early May bank holiday, so fieldwork cannot start then",
    "Try: fieldwork=2025-05-06 (Tuesday) or fieldwork=2025-05-02 (Friday)",
)


@pytest.mark.parametrize(
    ("command", "status"),
    [pytest.param("check", 1, id="check"), pytest.param("list", 0, id="list")],
)
def test_an_inspection_that_cannot_be_dated_hides_nothing(
    jtai: Jtai, plan: Path, command: str, status: int
) -> None:
    plan.write_text("[inspections.closed]\nfieldwork = 2025-05-05\n", "utf-8")
    Path("a.md").write_text("We meet on Friday 18 April 2023.\n", "utf-8")
    Path("b.md").write_text("Nothing.\n", "utf-8")
    ran = jtai("docs", command, "a.md", "b.md")
    assert ran.status == status
    assert ran.out.startswith(
        {"check": b"a.md:1: weekday: ", "list": b"a.md\n     1  Friday 18 April 2023  Tuesday "}[
            command
        ]
    )
    assert ran.err == {"check": UNHELD, "list": ""}[command]


# Markers that are required


def test_a_page_without_markers_is_no_fault_unless_they_are_required(
    jtai: Jtai, tmp_path: Path
) -> None:
    (tmp_path / "page.md").write_text("Nothing.\n")
    ran = jtai("docs", "check", "page.md")
    assert (ran.status, ran.out) == (0, b"1 file, 0 blocks, 0 dates: nothing wrong\n")
    ran = jtai("docs", "check", "page.md", "--require-markers")
    assert (ran.status, ran.out.decode(), ran.err) == (
        1,
        said(
            "page.md:1: no-marker: has no marker, and --require-markers asks for one",
            "1 file, 0 blocks, 0 dates: 1 error",
        ),
        "",
    )


def test_required_markers_ask_nothing_of_what_has_some_or_cannot_be_read(
    jtai: Jtai, page: Path
) -> None:
    page.write_text(FRESH, "utf-8")
    ran = jtai("docs", "check", "page.md", "missing.md", "--require-markers")
    assert (ran.status, ran.out.decode()) == (
        2,
        said(
            "missing.md:1: unreadable: there is no such file",
            "  Try: a file that exists",
            "1 file, 0 blocks, 1 date: 1 error",
        ),
    )


# What is piped in


@pytest.fixture
def piped(monkeypatch: pytest.MonkeyPatch) -> Callable[[bytes], None]:
    """Pipes bytes in."""

    def pipe(content: bytes) -> None:
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(content), "utf-8"))

    return pipe


@pytest.mark.usefixtures("plan")
def test_update_writes_what_is_piped_in_to_stdout(
    jtai: Jtai, piped: Callable[[bytes], None]
) -> None:
    piped(f"\ufeffone\r\n{STALE}{WRONG}".encode())
    ran = jtai("docs", "update", "-")
    assert (ran.status, ran.out.decode()) == (1, f"\ufeffone\r\n{FRESH}{WRONG}")
    assert ran.err == said(
        "jtai: error: -:3: weekday: 18 April 2023 is a Tuesday, not a Friday",
        "Try: Tuesday 18 April 2023, or Friday 21 April 2023",
    )


@pytest.mark.usefixtures("plan")
def test_update_warns_beside_what_it_writes_to_stdout(
    jtai: Jtai, piped: Callable[[bytes], None]
) -> None:
    piped(DOUBTFUL.encode())
    ran = jtai("docs", "update", "-")
    assert (ran.status, ran.out.decode(), ran.err) == (
        0,
        DOUBTFUL,
        said(
            "jtai: warning: -:3: date-mismatch: letter published is Monday 28 April 2025 in "
            "kingston-2025, not Tuesday 29 April 2025",
            "Try: 28 April 2025",
        ),
    )


@pytest.mark.usefixtures("plan")
def test_check_reads_what_is_piped_in(jtai: Jtai, piped: Callable[[bytes], None]) -> None:
    piped(STALE.encode())
    ran = jtai("docs", "check", "-", "--diff")
    assert (ran.status, ran.out.decode(), ran.err) == (
        1,
        said(
            "-:1: stale-date: says Wed 9 Apr 2025, and comments-due of kingston-2025 is "
            "Thursday 10 April 2025",
            "  Try: jtai docs update -",
            "--- a/-",
            "+++ b/-",
            "@@ -1 +1 @@",
            f"-{STALE[:-1]}",
            f"+{FRESH[:-1]}",
            "1 file, 0 blocks, 1 date: 1 stale",
        ),
        "",
    )


def test_what_is_piped_in_and_broken_is_not_written(
    jtai: Jtai, piped: Callable[[bytes], None]
) -> None:
    piped(b"one\n\xff\xfe\n")
    assert refused(jtai, "update", "-") == (
        2,
        b"",
        said(
            "jtai: error: -:2: unreadable: the byte 0xff is not UTF-8",
            "Try: save the file as UTF-8",
            "jtai: error: 1 page cannot be read or understood, so nothing is written",
        ),
    )


def test_what_is_piped_in_is_not_too_large(jtai: Jtai, piped: Callable[[bytes], None]) -> None:
    piped(b" " * ((6 << 20) + 1))
    assert refused(jtai, "update", "-") == (
        2,
        b"",
        said(
            "jtai: error: -:1: unreadable: is larger than 6,291,456 bytes",
            "Try: a smaller file",
            "jtai: error: 1 page cannot be read or understood, so nothing is written",
        ),
    )


def test_nothing_may_be_piped_in(jtai: Jtai, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", None)
    assert refused(jtai, "update", "-") == (
        2,
        b"",
        said(
            "jtai: error: -:1: unreadable: there is nothing piped in",
            "Try: a file",
            "jtai: error: 1 page cannot be read or understood, so nothing is written",
        ),
    )


def test_what_is_piped_in_goes_with_no_file(jtai: Jtai) -> None:
    assert refused(jtai, "check", "-", "page.md") == (
        2,
        b"",
        said(
            "jtai: error: - is what is piped in, and goes with no file",
            "Try: one or the other",
        ),
    )


HASHES = "# jtai:begin milestone publication\n# jtai:end\n"


@pytest.mark.usefixtures("plan")
def test_what_is_piped_in_is_in_the_language_that_is_named(
    jtai: Jtai, piped: Callable[[bytes], None]
) -> None:
    piped(HASHES.encode())
    ran = jtai("docs", "update", "-", "--language", "yaml")
    assert (ran.status, ran.err) == (0, "")
    assert b"\npublication: 2025-04-28 # " in ran.out


@pytest.mark.usefixtures("plan")
def test_what_is_piped_in_is_refused_where_its_language_is_not_known(
    jtai: Jtai, piped: Callable[[bytes], None]
) -> None:
    piped(HASHES.encode())
    assert refused(jtai, "update", "-") == (
        2,
        b"",
        said(
            "jtai: error: -:1: bad-marker: the page's language is not known, and such a comment "
            "is of several",
            "Try: --language text, or a file whose ending tells it",
            "jtai: error: 1 page cannot be read or understood, so nothing is written",
        ),
    )


@pytest.mark.usefixtures("plan")
def test_a_language_that_there_is_not_is_refused(jtai: Jtai) -> None:
    assert refused(jtai, "check", "-", "--language", "yml") == (
        2,
        b"",
        said("jtai: error: no language called 'yml'", "Try: --language yaml"),
    )


@pytest.mark.parametrize("command", ["check", "list"])
def test_a_page_is_not_replaced_by_what_is_told_of_it(jtai: Jtai, page: Path, command: str) -> None:
    assert refused(jtai, command, "page.md", "-o", "./page.md", "--format", "json", "--force") == (
        2,
        b"",
        said(
            "jtai: error: page.md is one of the pages, and --output would replace it",
            "Try: --output with another file",
        ),
    )
    assert page.read_text("utf-8") == STALE


# Which pages, and which plan


def test_a_page_with_known_dates_of_its_own_needs_no_plan(jtai: Jtai, tmp_path: Path) -> None:
    text = FRESH.replace("comments-due", "comments-due fieldwork=2025-03-03")
    (tmp_path / "page.md").write_text(text, "utf-8")
    ran = jtai("docs", "check", "page.md")
    assert (ran.status, ran.out, ran.err) == (0, b"1 file, 0 blocks, 1 date: all true\n", "")


def test_no_file_and_no_plan_is_refused(jtai: Jtai) -> None:
    assert refused(jtai, "check") == (
        2,
        b"",
        said(
            "jtai: error: no file is named, and there is no jtai.toml that names any",
            "Try: jtai docs check FILE, or jtai plan init",
        ),
    )


@pytest.mark.usefixtures("plan")
def test_no_file_and_none_in_the_plan_is_refused(jtai: Jtai) -> None:
    assert refused(jtai, "update") == (
        2,
        b"",
        said(
            "jtai: error: no file is named, and jtai.toml names none",
            'Try: under [docs], files = ["docs/**/*.md"], or jtai docs check FILE',
        ),
    )


@pytest.mark.parametrize("argv", [("--plan", "our.toml"), ("page.md", "--plan", "our.toml")])
def test_a_plan_that_is_named_must_be_there(jtai: Jtai, argv: tuple[str, ...]) -> None:
    status, out, err = refused(jtai, "check", *argv)
    assert (status, out, err) == (
        2,
        b"",
        "jtai: error: our.toml: there is no such file\nTry: a file that exists\n",
    )


def test_a_plan_that_is_faulty_is_refused(jtai: Jtai, page: Path) -> None:
    page.with_name("jtai.toml").write_text('[docs]\nprose = "eror"\n')
    assert refused(jtai, "check", "page.md") == (
        2,
        b"",
        said(
            "jtai: error: jtai.toml:2: 'docs.prose' is 'eror'; one of warning, error",
            "Try: write 'error'",
        ),
    )


def test_the_pages_of_a_plan_are_found_from_its_directory(
    jtai: Jtai, page: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    page.with_name("jtai.toml").write_text(
        f'{PLAN}[docs]\nfiles = ["*.md", "**/deep/*.md", "page.md", "none/*.md", "lost.md"]\n'
    )
    below = page.parent / "docs" / "deep"
    below.mkdir(parents=True)
    (below / "a.md").write_text(FRESH, "utf-8")
    monkeypatch.chdir(below)
    ran = jtai("docs", "check")
    assert (ran.status, ran.out.decode()) == (
        2,
        said(
            "../../page.md:1: stale-date: says Wed 9 Apr 2025, and comments-due of kingston-2025 "
            "is Thursday 10 April 2025",
            "  Try: jtai docs update ../../page.md",
            "../../none/*.md:1: unreadable: no file answers to this pattern",
            "  Try: a pattern that a file answers to",
            "../../lost.md:1: unreadable: there is no such file",
            "  Try: a file that exists",
            "2 files, 0 blocks, 2 dates: 1 stale, 2 other errors",
        ),
    )


def test_a_pattern_on_the_command_line_is_expanded_where_the_shell_does_not(
    jtai: Jtai, page: Path
) -> None:
    page.with_name("page?.md").write_text(FRESH, "utf-8")
    page.with_name("odd*.md").write_text(FRESH, "utf-8")
    ran = jtai("docs", "update", "page?.md", "odd*.md", "pa*.md", "no*.md")
    assert (ran.status, ran.err) == (
        2,
        said(
            "jtai: error: no*.md:1: unreadable: no file answers to this pattern",
            "Try: a pattern that a file answers to",
            "jtai: error: 1 page cannot be read or understood, so nothing is written",
        ),
    )
    ran = jtai("docs", "update", "page?.md", "odd*.md", "pa*.md")
    assert ran.out == b"page.md updated\n3 files, 0 blocks, 3 dates: 1 file updated\n"


# Options


def test_a_bank_holiday_that_is_proclaimed_makes_a_page_stale(jtai: Jtai, page: Path) -> None:
    page.write_text(FRESH, "utf-8")
    ran = jtai("docs", "check", "page.md", "--extra-bank-holiday", "2025-04-01")
    assert (ran.status, ran.out.decode()) == (
        1,
        said(
            "page.md:1: stale-date: says Thu 10 Apr 2025, and comments-due of kingston-2025 is "
            "Friday 11 April 2025",
            "  Try: jtai docs update page.md",
            "1 file, 0 blocks, 1 date: 1 stale",
        ),
    )


FAULTY_OPTIONS = [
    pytest.param(
        ("check", "--format", "xml"), "no format called 'xml'", "one of: text, github, azure, json",
        id="format",
    ),
    pytest.param(
        ("list", "--format", "github"), "no format called 'github'", "one of: text, plain, json",
        id="list-format",
    ),
    pytest.param(
        ("check", "--diff", "--format", "json"), "--diff goes with text, not with json",
        "--format text", id="diff-in-json",
    ),
    pytest.param(
        ("check", "page.md", "--division", "englnd"), "no division called 'englnd'",
        "--division england", id="division",
    ),
    pytest.param(
        ("update", "page.md", "--extra-bank-holiday", "2025-04-05"),
        "2025-04-05 is a weekend, so a bank holiday changes nothing", None, id="extra",
    ),
    pytest.param(
        ("update", "page.md", "--without-bank-holiday", "soon"),
        "'soon' is not a date that can be read",
        'a date such as 2025-03-03, "3 March 2025", "Mon 3 Mar 2025" or 3/3/2025', id="without",
    ),
    pytest.param(
        ("list", "page.md", "--bank-holidays", "none.json"), "none.json: there is no such file",
        "a file that exists", id="bank-holidays",
    ),
    pytest.param(
        ("check", "page.md", "--frameworks", "none.yaml"), "none.yaml: there is no such file",
        "a file that exists", id="frameworks",
    ),
]  # fmt: skip


@pytest.mark.parametrize(("argv", "message", "hint"), FAULTY_OPTIONS)
def test_a_wrong_option_is_refused(
    jtai: Jtai, page: Path, argv: tuple[str, ...], message: str, hint: str | None
) -> None:
    told = f"jtai: error: {message}\n" + (f"Try: {hint}\n" if hint else "")
    assert refused(jtai, *argv) == (2, b"", told)
    assert page.read_text("utf-8") == STALE


def test_a_check_is_kept_in_a_file(jtai: Jtai, page: Path) -> None:
    argv = ("docs", "check", page.name, "--format", "json", "--output", "found.json")
    ran = jtai(*argv)
    assert (ran.status, ran.out, ran.err) == (1, b"", "")
    found = json.loads(Path("found.json").read_text("utf-8"))
    assert [one["code"] for one in found["problems"]] == ["stale-date"]
    assert jtai(*argv).status == 2
    assert jtai(*argv, "--force").status == 1


@pytest.mark.usefixtures("page")
def test_a_list_tells_what_can_be_read_and_what_cannot(jtai: Jtai) -> None:
    ran = jtai("docs", "list", "page.md", "lost.md")
    assert (ran.status, ran.out.decode(), ran.err) == (
        2,
        said(
            "page.md",
            "     1  comments-due  Thursday 10 April 2025",
            "",
            "1 file, 0 blocks, 1 date",
        ),
        said(
            "jtai: error: lost.md:1: unreadable: there is no such file",
            "Try: a file that exists",
            "jtai: error: 1 page cannot be read or understood",
        ),
    )


def test_a_list_of_nothing_says_so(jtai: Jtai, tmp_path: Path) -> None:
    (tmp_path / "page.md").write_text("Nothing.\n")
    assert jtai("docs", "list", "page.md").out == b"1 file, 0 blocks, 0 dates\n"
