"""Help: every command's example, run; the longer answers, and what they claim."""

from __future__ import annotations

import re
import shlex
import shutil
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from jtai_cli.cli import COMMANDS
from jtai_cli.cli.topics import TOPICS, page

if TYPE_CHECKING:
    from tests.cli.conftest import Golden, Jtai

TOP = Path(__file__).parents[2]
NAMES = (
    "timeline", "explain", "next", "export", "look-ahead", "portfolio", "evidence", "plan init",
    "plan set", "plan show", "plan prepare", "plan accept", "plan check", "docs check",
    "docs update", "docs list", "themes list", "themes show", "themes search", "frameworks show",
    "frameworks validate", "frameworks schema", "days", "bank-holidays list",
    "bank-holidays check", "doctor", "completion", "help",
)  # fmt: skip
TODAY = {"JTAI_TODAY": "2025-02-17"}
EACH_TOPIC = [pytest.param(name, id=name) for name in TOPICS]
TYPED = re.compile(r"^  (jtai .*)$", re.MULTILINE)
PAGE_NAMED = re.compile(r"docs/[a-z-]+\.md")
# Names that stand for one's own are no examples.
EXAMPLES = [
    pytest.param(name, line, id=f"{name}-{number}")
    for name in TOPICS
    for number, line in enumerate(TYPED.findall(page(name)))
    if "  " not in line
]


@pytest.fixture
def workplace(jtai: Jtai, tmp_path: Path) -> None:
    """Files of the names that examples use, in the test's directory."""
    (tmp_path / "invitations").mkdir()
    shutil.copytree(TOP / "tests" / "example", tmp_path, dirs_exist_ok=True)
    shutil.copy(TOP / "tests" / "portfolio-example" / "areas.csv", tmp_path)
    shutil.copy(TOP / "frameworks.yaml", tmp_path)
    (tmp_path / "school-holidays.csv").write_text(
        "first,last,title\n2026-10-26,2026-10-30,Half-term\n", "utf-8"
    )
    assert jtai("plan", "accept", "kingston-2025").status == 0


def _without(name: str, directory: Path) -> None:
    """Take away the plan for the one command that begins a plan."""
    if name == "plan init":
        (directory / "jtai.toml").unlink()


def test_every_command_has_its_example_run(every_command: Mapping[str, Any]) -> None:
    assert set(NAMES) == set(every_command)


@pytest.mark.usefixtures("workplace")
@pytest.mark.parametrize("name", NAMES)
def test_the_example_of_a_command_works_as_pasted(
    jtai: Jtai, tmp_path: Path, every_command: Mapping[str, Any], name: str
) -> None:
    program, *argv = shlex.split(every_command[name].epilog.removeprefix("Example: "))
    _without(name, tmp_path)

    result = jtai(*argv, environment=TODAY)

    assert (program, argv[: len(name.split())]) == ("jtai", name.split())
    assert (result.status, result.err) == (0, "")
    assert result.out or "-o" in argv


@pytest.mark.parametrize(
    ("argv", "name"),
    [
        pytest.param((), "help-topics.txt", id="topics"),
        pytest.param(("--help",), "help-help.txt", id="of-itself"),
        pytest.param(("days",), "help-days.txt", id="of-a-command"),
        pytest.param(("bank-holidays",), "help-bank-holidays.txt", id="of-a-group"),
        pytest.param(
            ("bank-holidays", "list"), "help-bank-holidays-list.txt", id="of-a-command-of-a-group"
        ),
    ],
)
def test_help_tells_topics_and_commands_golden(
    jtai: Jtai, golden: Golden, argv: tuple[str, ...], name: str
) -> None:
    result = jtai("help", *argv)

    assert (result.status, result.err) == (0, "")
    golden(name, result.out)


@pytest.mark.parametrize("name", EACH_TOPIC)
def test_a_topic_is_a_short_page_of_80_columns(jtai: Jtai, name: str) -> None:
    result = jtai("help", name)

    lines = result.out.decode("ascii").splitlines()
    assert (result.status, result.err) == (0, "")
    assert 20 <= len(lines) <= 50
    assert max(map(len, lines)) <= 80


@pytest.mark.parametrize("name", EACH_TOPIC)
def test_a_topic_names_pages_that_are_there(name: str) -> None:
    named = PAGE_NAMED.findall(page(name))

    assert named
    assert [one for one in named if not (TOP / one).exists()] == []


@pytest.mark.usefixtures("workplace")
@pytest.mark.parametrize(("name", "line"), EXAMPLES)
def test_what_a_topic_shows_works_as_pasted(
    jtai: Jtai, tmp_path: Path, name: str, line: str
) -> None:
    _, *argv = shlex.split(line)
    _without(" ".join(argv), tmp_path)

    result = jtai(*argv, environment=TODAY)

    assert (name, result.status, result.err) == (name, 0, "")


@pytest.mark.parametrize(
    ("argv", "expected"),
    [
        pytest.param(
            ("couting",), "no topic called 'couting'\nTry: jtai help counting\n", id="topic"
        ),
        pytest.param(
            ("timelin",), "no topic called 'timelin'\nTry: jtai help timeline\n", id="command"
        ),
        pytest.param(
            ("themes", "sho"),
            "no command called 'sho'\nTry: jtai themes show\n",
            id="command-of-a-group",
        ),
        pytest.param(
            ("counting", "days"),
            "counting is a topic of one page\nTry: jtai help counting\n",
            id="two-topics",
        ),
        pytest.param(
            ("x",),
            f"no topic called 'x'\nTry: one of: {', '.join([*TOPICS, *COMMANDS])}\n",
            id="like-none",
        ),
    ],
)
def test_a_mistyped_topic_is_refused_with_the_nearest(
    jtai: Jtai, argv: tuple[str, ...], expected: str
) -> None:
    result = jtai("help", *argv)

    assert (result.status, result.out, result.err) == (2, b"", f"jtai: error: {expected}")
