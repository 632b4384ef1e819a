"""Files of strangers at every door by which a file comes in: one clear line, status 2, no more."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.cli.conftest import Jtai

    Hostile = tuple[Callable[[Path], None], str, str]

TIMELINE = ("timeline", "--fieldwork", "2025-03-03")
DOORS = [
    pytest.param((*TIMELINE, "--frameworks"), "x.yaml", id="frameworks"),
    pytest.param(("frameworks", "validate"), "x.yaml", id="validate"),
    pytest.param((*TIMELINE, "--bank-holidays"), "x.json", id="bank-holidays"),
    pytest.param(("plan", "show", "--plan"), "x.toml", id="plan"),
    pytest.param(("plan", "set", "a", "theme=front-door", "--plan"), "x.toml", id="plan-set"),
    pytest.param(("portfolio",), "x.csv", id="portfolio"),
    pytest.param(("look-ahead", "--year", "2026", "--avoid"), "x.csv", id="avoid-csv"),
    pytest.param(("look-ahead", "--year", "2026", "--avoid"), "x.ics", id="avoid-ics"),
    pytest.param(("evidence", "--file"), "x.csv", id="evidence"),
    pytest.param(("docs", "update"), "x.md", id="docs"),
]
LINE = "x" * 99 + "\n"


def directory(path: Path) -> None:
    path.mkdir()


def pipe(path: Path) -> None:
    os.mkfifo(path)


def loop(path: Path) -> None:
    path.symlink_to(path)


def device(path: Path) -> None:
    path.symlink_to("/dev/zero")


def dangling(path: Path) -> None:
    path.symlink_to("nowhere")


# A regular file that may be opened, and whose first byte cannot be read, not even by root.
def broken(path: Path) -> None:
    path.symlink_to("/proc/self/mem")


def through_a_file(path: Path) -> None:
    path.touch()


HOSTILE = [
    pytest.param((directory, "x", "is a directory, not a file"), id="directory"),
    pytest.param((pipe, "x", "is a pipe, not a file"), id="pipe"),
    pytest.param((device, "x", "is a device, not a file"), id="endless-device"),
    pytest.param((loop, "x", "cannot be read: too many levels of symbolic links"), id="loop"),
    pytest.param((dangling, "x", "is a link that leads nowhere"), id="dangling-link"),
    pytest.param((broken, "x", "cannot be read: input/output error"), id="broken-disk"),
    pytest.param((through_a_file, "x/x", "cannot be read: not a directory"), id="through-a-file"),
    pytest.param((lambda _: None, "a\nb", "there is no such file"), id="line-break-in-its-name"),
    pytest.param((lambda _: None, "\udcff", "there is no such file"), id="name-not-in-utf-8"),
    pytest.param((lambda _: None, "./--x", "there is no such file"), id="dashes-in-its-name"),
    pytest.param((lambda _: None, "x" * 300, "cannot be read: file name too long"), id="long-name"),
    pytest.param((lambda _: None, "x/" * 3000 + "x", "file name too long"), id="long-path"),
]


@pytest.mark.parametrize(("command", "name"), DOORS)
@pytest.mark.parametrize("hostile", HOSTILE)
def test_what_is_no_file_to_be_read_is_told_on_one_line(
    jtai: Jtai, command: tuple[str, ...], name: str, hostile: Hostile
) -> None:
    make, stem, problem = hostile
    ending = Path(name).suffix
    make(Path(f"{stem.partition('/')[0] or '.'}{'' if '/' in stem else ending}"))
    ran = jtai(*command, f"{stem}{ending}")
    first = ran.err.splitlines()[0]
    assert (ran.status, ran.out) == (2, b"")
    assert first.startswith("jtai: error: ")
    assert first.endswith(problem)


LIMITS = [
    pytest.param((*TIMELINE, "--frameworks"), "x.yaml", 1 << 20, id="frameworks"),
    pytest.param((*TIMELINE, "--bank-holidays"), "x.json", 1 << 20, id="bank-holidays"),
    pytest.param(("plan", "show", "--plan"), "x.toml", 1 << 18, id="plan"),
    pytest.param(("look-ahead", "--year", "2026", "--avoid"), "x.csv", 1 << 20, id="avoid-csv"),
    pytest.param(("look-ahead", "--year", "2026", "--avoid"), "x.ics", 1 << 22, id="avoid-ics"),
    pytest.param(("evidence", "--file"), "x.csv", 1 << 20, id="evidence"),
]


@pytest.mark.parametrize(("command", "name", "limit"), LIMITS)
def test_a_file_larger_than_its_kind_can_be_is_refused(
    jtai: Jtai, command: tuple[str, ...], name: str, limit: int
) -> None:
    Path(name).touch()
    os.truncate(name, 1 << 40)
    ran = jtai(*command, name)
    assert (ran.status, ran.out, ran.err) == (
        2,
        b"",
        f"jtai: error: {name}: is larger than {limit:,} bytes\nTry: a smaller file\n",
    )


def test_a_page_larger_than_pages_can_be_is_refused(jtai: Jtai) -> None:
    Path("x.md").touch()
    os.truncate("x.md", 1 << 40)
    ran = jtai("docs", "update", "x.md")
    assert ran.status == 2
    assert ran.err == (
        "jtai: error: x.md:1: unreadable: is larger than 6,291,456 bytes\n"
        "Try: a smaller file\n"
        "jtai: error: 1 page cannot be read or understood, so nothing is written\n"
    )


@pytest.mark.parametrize(
    ("line", "most", "what"),
    [
        pytest.param("<!-- jtai:ignore -->\n", 20_000, "markers", id="markers"),
        pytest.param("3 March 2025\n", 20_000, "dates", id="dates"),
        pytest.param("```\n", 150_000, "lines", id="lines"),
    ],
)
def test_a_page_of_very_many_parts_is_refused(jtai: Jtai, line: str, most: int, what: str) -> None:
    Path("x.md").write_text(line * (most + 1))
    ran = jtai("docs", "update", "x.md")
    assert ran.status == 2
    assert ran.err == (
        f"jtai: error: x.md:1: unreadable: holds more than {most:,} {what}\n"
        "Try: several pages\n"
        "jtai: error: 1 page cannot be read or understood, so nothing is written\n"
    )


def test_a_line_that_ends_in_two_characters_is_one_line(jtai: Jtai) -> None:
    Path("x.md").write_bytes(b"a\r\n" * 80_000)
    assert jtai("docs", "check", "x.md").out == b"1 file, 0 blocks, 0 dates: nothing wrong\n"


CONTENTS = [
    pytest.param(
        ("look-ahead", "--year", "2026", "--avoid"),
        "x.csv",
        "first,last,title\n" + '"' + LINE * 5000,
        "x.csv:2: this is no row of a table: field larger than field limit (131072)",
        id="avoid-a-quotation-mark-that-takes-the-rest",
    ),
    pytest.param(
        ("evidence", "--file"),
        "x.csv",
        '"' + LINE * 5000,
        "x.csv:1: the row is not CSV: field larger than field limit (131072)",
        id="evidence-a-quotation-mark-that-takes-the-rest",
    ),
    pytest.param(
        ("evidence", "--file"),
        "x.csv",
        "area,theme,notification,fieldwork_start,fieldwork_end,published,statement_due,"
        "source_url,notes\n" + "a,,,2025-03-03,,,,,\n" * 2001,
        "x.csv:2002: there are more than 2,000 rows",
        id="evidence-rows",
    ),
    pytest.param(
        ("evidence", "--file"),
        "x.csv",
        ",".join(f"c{number}" for number in range(20_000)),
        "x.csv: 101 faults",
        id="evidence-columns",
    ),
    pytest.param(
        ("look-ahead", "--year", "2026", "--avoid"),
        "x.csv",
        "first,last,title\n" + "z,z,z\n" * 20_000,
        "x.csv: more is wrong than is told here",
        id="avoid-bad-rows",
    ),
    pytest.param(
        ("portfolio",),
        "x.csv",
        "area,fieldwork\n" + '"' + LINE * 5000,
        "x.csv:2: a cell is very long",
        id="portfolio-a-quotation-mark-that-takes-the-rest",
    ),
    pytest.param(
        ("portfolio",),
        "x.csv",
        "fieldwork" + "".join(f",c{number}" for number in range(140_000)),
        "x.csv:1: there are 140,001 columns, more than 1,000",
        id="portfolio-columns",
    ),
    pytest.param(
        ("portfolio",),
        "x.csv",
        "area,fieldwork\n" + "a," + "1" * 100_000,
        f"x.csv:2: fieldwork: '{'1' * 60}…' is not a date that can be read",
        id="portfolio-long-date",
    ),
    pytest.param(
        (*TIMELINE, "--bank-holidays"),
        "x.json",
        '{"england-and-wales": {"events": [{"title": "x", "date": "' + "1" * 100_000 + '"}]}}',
        f"x.json: england-and-wales.events[0].date: '{'1' * 60}…' is not a date that can be read",
        id="bank-holidays-long-date",
    ),
    pytest.param(
        ("plan", "show", "--plan"),
        "x.toml",
        "a = " + "9" * 100_000,
        "x.toml: a number is too long to be read",
        id="plan-digits",
    ),
    pytest.param(
        ("plan", "show", "--plan"),
        "x.toml",
        "a = " + "[" * 100_000,
        "x.toml: is nested more than 40 deep",
        id="plan-nested",
    ),
    pytest.param(
        (*TIMELINE, "--frameworks"),
        "x.yaml",
        "a: &a [x, x]\nb: &b [*a, *a]\nc: [*b, *b]\n",
        "x.yaml:1: the anchor '&a' is not taken (and 13 more)",
        id="frameworks-aliases",
    ),
]


@pytest.mark.parametrize(("command", "name", "content", "message"), CONTENTS)
def test_what_is_made_to_exhaust_the_program_is_told_on_one_line(
    jtai: Jtai, command: tuple[str, ...], name: str, content: str, message: str
) -> None:
    Path(name).write_text(content)
    ran = jtai(*command, name)
    assert (ran.status, ran.out) == (2, b"")
    assert f"jtai: error: {message}\n" in ran.err


def test_a_row_far_beyond_the_known_years_asks_for_bank_holidays_once(jtai: Jtai) -> None:
    row = "2025-03-03,0001-01-01..9999-12-31\n"
    Path("x.csv").write_text("fieldwork,closures\n" + row * 60)
    ran = jtai("portfolio", "x.csv", "--wide")
    assert ran.status == 2
    assert ran.err.endswith("jtai: error: x.csv: and 40 more rows are bad\n")
