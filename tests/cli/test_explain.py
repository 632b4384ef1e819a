"""`jtai explain` and `jtai timeline --explain`: whole outputs and every refusal."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.conftest import Golden, Jtai


FIELDWORK = ("--fieldwork", "2025-03-03")
STATEMENT = "statement-of-proposed-action"
CLOSED = ("--fieldwork", "2025-11-24", "--closure", "2025-12-24..2025-12-31")


@pytest.mark.parametrize(
    ("argv", "name"),
    [
        pytest.param((STATEMENT, *FIELDWORK), "explain-statement.txt", id="statement"),
        pytest.param(("comments-due", *FIELDWORK), "explain-comments-due.txt", id="comments-due"),
        pytest.param(("notification", *FIELDWORK), "explain-notification.txt", id="back"),
        pytest.param(("case-audits", *FIELDWORK), "explain-case-audits.txt", id="window"),
        pytest.param(("set-up-discussion", *FIELDWORK), "explain-set-up.txt", id="window-at-once"),
        pytest.param(("evidence-window", *FIELDWORK), "explain-evidence-window.txt", id="months"),
        pytest.param(("pre-inspection-analysis", *FIELDWORK), "explain-up-to.txt", id="up-to"),
        pytest.param(("fieldwork", *FIELDWORK), "explain-fieldwork.txt", id="known"),
        pytest.param(
            ("publication", "--known", "publication=2025-04-28"),
            "explain-known-publication.txt",
            id="known-publication",
        ),
        pytest.param(
            ("fieldwork", "--known", "publication=2025-04-28"),
            "explain-fieldwork-counted-back.txt",
            id="counted-back",
        ),
        pytest.param(
            ("draft-letter", *FIELDWORK, "--stated", "draft-letter=2025-04-04"),
            "explain-stated.txt",
            id="stated",
        ),
        pytest.param(
            ("final-letter", *FIELDWORK, "--stated", "draft-letter=2025-04-04"),
            "explain-slipped.txt",
            id="slipped",
        ),
        pytest.param(
            (STATEMENT, *FIELDWORK, "--stated", f"{STATEMENT}=2025-08-06"),
            "explain-stated-statement.txt",
            id="stated-statement",
        ),
        pytest.param(
            ("publication", *FIELDWORK, "--stated", "publication=2025-04-28"),
            "explain-stated-as-computed.txt",
            id="stated-as-computed",
        ),
        pytest.param(("comments-due", *CLOSED), "explain-closure.txt", id="closure"),
        pytest.param(
            ("draft-letter", "--fieldwork", "2028-12-11"),
            "explain-provisional.txt",
            id="provisional",
        ),
        pytest.param(
            ("comments-due", *FIELDWORK, "--days"), "explain-comments-due-days.txt", id="days"
        ),
        pytest.param((STATEMENT, *FIELDWORK, "--days"), "explain-days.txt", id="days-of-readings"),
        pytest.param((STATEMENT, *FIELDWORK, "--format", "json"), "explain.json", id="json"),
        pytest.param(
            ("pre-inspection-analysis", *FIELDWORK, "--format", "json"),
            "explain-up-to.json",
            id="json-without-a-count",
        ),
        pytest.param((STATEMENT, *FIELDWORK, "--format", "markdown"), "explain.md", id="markdown"),
        pytest.param(
            ("evidence-window", *FIELDWORK, "--format", "markdown"),
            "explain-evidence-window.md",
            id="markdown-without-a-count",
        ),
        pytest.param(
            ("publication", *FIELDWORK, "--format", "markdown", "--days"),
            "explain-days.md",
            id="markdown-days",
        ),
    ],
)
def test_explain_golden(jtai: Jtai, golden: Golden, argv: tuple[str, ...], name: str) -> None:
    result = jtai("explain", *argv)

    assert (result.status, result.err) == (0, "")
    golden(name, result.out)


@pytest.mark.parametrize(
    ("argv", "name"),
    [
        pytest.param((STATEMENT, *FIELDWORK), "explain-statement-50.txt", id="compact"),
        pytest.param(("comments-due", *CLOSED, "--days"), "explain-days-50.txt", id="days"),
    ],
)
def test_narrow_golden(jtai: Jtai, golden: Golden, argv: tuple[str, ...], name: str) -> None:
    result = jtai("explain", *argv, environment={"COLUMNS": "50"})

    golden(name, result.out)


def test_help_golden(jtai: Jtai, golden: Golden) -> None:
    golden("help-explain.txt", jtai("explain", "--help").out)


def test_the_example_of_the_help_works(jtai: Jtai) -> None:
    example = jtai("explain", "--help").out.decode().partition("Example: jtai ")[2]

    assert jtai(*example.split()).status == 0


def test_colours_are_those_of_headings_alone(jtai: Jtai) -> None:
    plain = jtai("explain", STATEMENT, *FIELDWORK).out.decode()
    coloured = jtai("explain", STATEMENT, *FIELDWORK, "--color", "always").out.decode()

    assert "\x1b[1m" in coloured
    assert re.sub(r"\x1b\[[0-9;]*m", "", coloured) == plain


@pytest.mark.parametrize("columns", [pytest.param(width, id=str(width)) for width in (30, 50, 80)])
@pytest.mark.parametrize(
    "days", [pytest.param((), id="runs"), pytest.param(("--days",), id="days")]
)
def test_nothing_but_an_address_is_wider_than_the_page(
    jtai: Jtai, columns: int, days: tuple[str, ...]
) -> None:
    result = jtai("explain", STATEMENT, *CLOSED, *days, environment={"COLUMNS": str(columns)})

    lines = [line for line in result.out.decode().splitlines() if "https://" not in line]
    assert max(len(line) for line in lines) <= columns


def test_days_change_nothing_in_json_which_has_them_always(jtai: Jtai) -> None:
    argv = ("explain", STATEMENT, *FIELDWORK, "--format", "json")

    assert jtai(*argv, "--days") == jtai(*argv)


def test_an_explanation_is_written_to_a_file(jtai: Jtai, tmp_path: Path) -> None:
    file = tmp_path / "why.md"

    written = jtai("explain", STATEMENT, *FIELDWORK, "--format", "markdown", "-o", str(file))
    refused = jtai("explain", STATEMENT, *FIELDWORK, "-o", str(file))
    forced = jtai("explain", STATEMENT, *FIELDWORK, "-o", str(file), "--force")

    assert (written.status, written.out, refused.status, forced.status) == (0, b"", 2, 0)
    assert file.read_bytes() == jtai("explain", STATEMENT, *FIELDWORK, "--format", "markdown").out


REFUSALS = [
    pytest.param(
        ("comment-due", *FIELDWORK),
        "no milestone called 'comment-due'",
        "jtai explain comments-due",
        id="unknown-milestone",
    ),
    pytest.param(
        ("xyz", "--fieldwork", "2019-06-17"),
        "no milestone called 'xyz'",
        "one of: notification, evidence-window, fieldwork, publication, "
        "statement-of-proposed-action",
        id="nothing-near",
    ),
    pytest.param(
        (STATEMENT, *FIELDWORK, "--format", "md"),
        "no format called 'md'",
        "one of: text, json, markdown",
        id="unknown-format",
    ),
    pytest.param(
        (STATEMENT, *FIELDWORK, "--color", "alway"),
        "no colour setting called 'alway'",
        "--color always",
        id="unknown-colour-setting",
    ),
    pytest.param(
        (),
        "missing argument 'MILESTONE'",
        "jtai explain --help",
        id="no-milestone",
    ),
]


@pytest.mark.parametrize(("argv", "message", "hint"), REFUSALS)
def test_what_cannot_be_explained_is_refused(
    jtai: Jtai, argv: tuple[str, ...], message: str, hint: str
) -> None:
    result = jtai("explain", *argv)

    assert (result.status, result.out) == (2, b"")
    assert result.err == f"jtai: error: {message}\nTry: {hint}\n"


def test_a_milestone_without_a_known_date_is_refused_as_a_timeline_is(jtai: Jtai) -> None:
    assert jtai("explain", STATEMENT) == jtai("timeline")


# jtai timeline --explain


def test_timeline_golden(jtai: Jtai, golden: Golden) -> None:
    argv = ("timeline", *FIELDWORK, "--stated", "draft-letter=2025-04-04")

    result = jtai(*argv, "--explain")

    assert (result.status, result.err) == (0, "")
    assert result.out.startswith(jtai(*argv).out)
    golden("timeline-explain.txt", result.out)


def test_a_timeline_in_json_explains_each_milestone(jtai: Jtai) -> None:
    argv = ("timeline", "--known", "publication=2025-04-28", "--format", "json")

    told = json.loads(jtai(*argv, "--explain").out)
    explanations = {one["key"]: one.pop("explanation") for one in told["milestones"]}

    assert told == json.loads(jtai(*argv).out)
    assert explanations[STATEMENT] == (
        "Statement of proposed action due: 70 working days after the final letter, Wednesday 23 "
        "April 2025; skipped 28 weekend days, Early May bank holiday 5 May, Spring bank holiday "
        "26 May"
    )
    assert explanations["fieldwork"] == (
        "Fieldwork: 5 working days, counted back from publication, Monday 28 April 2025"
    )
    assert explanations["publication"] == "Letter published: known"


@pytest.mark.parametrize("name", [pytest.param(name, id=name) for name in ("csv", "plain")])
def test_formats_without_room_for_explanations_are_refused(jtai: Jtai, name: str) -> None:
    result = jtai("timeline", *FIELDWORK, "--explain", "--format", name)

    assert (result.status, result.out) == (2, b"")
    assert result.err == (
        f"jtai: error: --explain goes with a table or JSON, not with {name}\nTry: --format json\n"
    )
