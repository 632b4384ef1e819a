"""Texts that a terminal obeys, or that do not show: refused wherever people can put one, in words.

What is told of them, on whichever stream, is fit for any terminal. Other texts that mean harm are
written as they are: see `render/test_hostile.py`.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.cli.conftest import Jtai

TOP = Path(__file__).parents[2]
UNSHOWABLE = [
    pytest.param("\x1b[31mred", id="escape"),
    pytest.param("\x1b]8;;https://x.example\x1b\\x\x1b]8;;\x1b\\", id="link-of-a-terminal"),
    pytest.param("a\x9b31m", id="c1"),
    pytest.param("a\b\bb", id="backspace"),
    pytest.param("a\r\nBEGIN:VEVENT", id="line-break"),
    pytest.param("a\rb", id="carriage-return"),
    pytest.param("a\tb", id="tab"),
    pytest.param("\u202egnp.\u202c", id="direction"),
    pytest.param("\u2066a\u2069", id="isolate"),
    pytest.param("a\u200bb", id="zero-width"),
]
FIELDWORK = ("--fieldwork", "2025-03-03")


def plan(text: str) -> str:
    said = json.dumps(text)
    return (
        f"[inspections.x]\nfieldwork = 2025-03-03\narea = {said}\nprincipal_authority = {said}\n"
        f"owners.comments-due = {said}\n[inspections.x.local.own]\ntitle = {said}\nwho = {said}\n"
        'anchor = "fieldwork"\nworking_days = 3\n'
    )


def rules(text: str) -> str:
    shipped = (TOP / "frameworks.yaml").read_text("utf-8")
    assert "title: Front door\n" in shipped
    return shipped.replace("title: Front door\n", f"title: {json.dumps(text)}\n", 1)


def avoided(text: str) -> str:
    return f'first,last,title\n2026-09-07,2026-09-11,"{text}"\n'


def bank_holidays(text: str) -> str:
    event = {"title": text, "date": "2025-12-25", "notes": "", "bunting": True}
    of_all = {"division": "england-and-wales", "events": [event]}
    return json.dumps({"england-and-wales": of_all})


def areas(text: str) -> str:
    return f'area,fieldwork\n"{text}",2025-03-03\n'


FILES = [
    pytest.param("jtai.toml", plan, ("plan", "show"), id="plan"),
    pytest.param("r.yaml", rules, ("themes", "list", "--frameworks", "r.yaml"), id="rules"),
    pytest.param("bh.json", bank_holidays, ("bank-holidays", "check", "bh.json"), id="holidays"),
]
OPTIONS = [
    pytest.param(("timeline", "--fieldwork", "{}"), id="date"),
    pytest.param(("timeline", "--known", "{}=2025-03-03"), id="milestone"),
    pytest.param(("timeline", *FIELDWORK, "--theme", "{}"), id="theme"),
    pytest.param(("timeline", *FIELDWORK, "--format", "{}"), id="format"),
    pytest.param(("timeline", *FIELDWORK, "--color", "{}"), id="colour"),
    pytest.param(("timeline", *FIELDWORK, "--closure", "{}"), id="closure"),
    pytest.param(("timeline", *FIELDWORK, "--{}"), id="option"),
    pytest.param(("timeline", "--inspection", "{}"), id="inspection"),
    pytest.param(("{}",), id="command"),
    pytest.param(("explain", "{}", *FIELDWORK), id="explained"),
    pytest.param(("themes", "show", "{}"), id="theme-shown"),
    pytest.param(("days", "2025-03-03", "{}"), id="days"),
    pytest.param(("portfolio", "{}"), id="portfolio"),
    pytest.param(("docs", "check", "{}"), id="page"),
    pytest.param(("frameworks", "validate", "{}"), id="rules-file"),
    pytest.param(("bank-holidays", "check", "{}"), id="holidays-file"),
    pytest.param(("export", *FIELDWORK, "{}/a.ics"), id="directory"),
    pytest.param(("export", *FIELDWORK, "a.{}"), id="ending"),
]


def unshown(text: str) -> list[str]:
    return [one for one in text if not one.isprintable() and one != "\n"]


@pytest.mark.parametrize("text", UNSHOWABLE)
@pytest.mark.parametrize(("name", "written", "argv"), FILES)
def test_a_file_with_such_a_text_is_refused_with_its_place(
    jtai: Jtai, name: str, written: Callable[[str], str], argv: tuple[str, ...], text: str
) -> None:
    Path(name).write_text(written(text), "utf-8", newline="")
    ran = jtai(*argv)
    assert (ran.status, ran.out, unshown(ran.err)) == (2, b"", [])
    assert ran.err.startswith(f"jtai: error: {name}:")


@pytest.mark.parametrize("text", UNSHOWABLE)
@pytest.mark.parametrize("argv", OPTIONS)
def test_what_is_typed_is_told_in_escapes(jtai: Jtai, argv: tuple[str, ...], text: str) -> None:
    ran = jtai(*(one.replace("{}", text) for one in argv))
    assert (ran.status, unshown(ran.out.decode()), unshown(ran.err)) == (2, [], [])
    assert ran.err.startswith("jtai: error: ") or argv[0] == "docs"


@pytest.mark.parametrize("text", UNSHOWABLE[:4])
def test_a_row_with_such_a_text_is_rejected_in_words(jtai: Jtai, tmp_path: Path, text: str) -> None:
    (tmp_path / "areas.csv").write_text(areas(text), "utf-8", newline="")
    ran = jtai("portfolio", "areas.csv")
    assert (ran.status, unshown(ran.err)) == (2, [])


@pytest.mark.parametrize("text", UNSHOWABLE)
def test_a_date_to_avoid_with_such_a_title_is_refused_or_set_on_one_line(
    jtai: Jtai, tmp_path: Path, text: str
) -> None:
    (tmp_path / "avoid.csv").write_text(avoided(text), "utf-8", newline="")
    ran = jtai("look-ahead", "--from", "2026-09-07", "--to", "2026-09-07", "--avoid", "avoid.csv")
    assert (unshown(ran.out.decode()), unshown(ran.err)) == ([], [])
    assert ran.status == (0 if text.split() == ["a", "b"] or "BEGIN" in text else 2)


@pytest.mark.parametrize("text", UNSHOWABLE)
def test_a_principal_authority_with_such_a_text_is_refused(jtai: Jtai, text: str) -> None:
    ran = jtai("timeline", *FIELDWORK, "--principal-authority", text)
    assert (ran.status, ran.out, unshown(ran.err)) == (2, b"", [])
    assert ran.err.startswith("jtai: error: --principal-authority holds ")
