"""`frameworks.yaml` read strictly: every fault with its line, and rules that hang together."""

import json
import re
from collections.abc import Callable
from contextlib import suppress
from dataclasses import asdict
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given, strategies as st
from jsonschema import Draft202012Validator

from jtai_cli.errors import Fault, FaultyFileError
from jtai_cli.files.rules import SHIPPED, load_rules, rules_schema
from jtai_cli.rules import Rules

COMPLETE = (Path(__file__).parent / "rules.yaml").read_text("utf-8")
SCHEMA = SHIPPED.with_name("frameworks.schema.json")
Faults = Callable[[str], list[Fault]]


@pytest.fixture
def faults(tmp_path: Path) -> Faults:
    def read(text: str) -> list[Fault]:
        file = tmp_path / "rules.yaml"
        file.write_text(text, "utf-8")
        try:
            load_rules(file)
        except FaultyFileError as error:
            return list(error.faults)
        return []

    return read


def changed(old: str, new: str) -> str:
    assert COMPLETE.count(old) == 1, f"{old!r} should stand in the text once"
    return COMPLETE.replace(old, new)


def listed(found: list[Fault]) -> list[tuple[int | None, str]]:
    return [(fault.line, fault.problem) for fault in found]


# What is shipped.


def test_the_shipped_rules_are_those_of_their_file(rules: Rules) -> None:
    assert asdict(load_rules(SHIPPED)) == asdict(rules), "make generated brings them up to date"


def test_the_schema_is_the_one_of_the_repository() -> None:
    schema = rules_schema()
    assert json.loads(SCHEMA.read_text("utf-8")) == schema
    Draft202012Validator.check_schema(schema)
    Draft202012Validator(schema).validate(json.loads(json.dumps(_plain(SHIPPED), default=str)))


# What is no YAML, or could be read in two ways.


@pytest.mark.parametrize(
    ("text", "line", "problem"),
    [
        pytest.param("", None, "is empty", id="empty"),
        pytest.param("# nothing\n", None, "is empty", id="a-comment"),
        pytest.param("~\n", None, "is empty", id="null"),
        pytest.param("a: 'b\n", 1, "this is not YAML", id="open-quote"),
        pytest.param("a: [1, 2\n", 1, "this is not YAML", id="open-list"),
        pytest.param("a: 1\n  b: 2\n", 2, "this is not YAML", id="indented"),
        pytest.param("a:\n\t- b\n", 2, "this is not YAML", id="tab"),
        pytest.param("%YAML 3.0\n---\na: 1\n", 1, "this is not YAML", id="another-yaml"),
        pytest.param("a: 1\nb: \x1b[31m\n", 2, "holds the control character U+001B", id="escape"),
        pytest.param(
            "a: 1\na: 2\n", 2, "this is not YAML: a cannot be a key, or stands", id="duplicate"
        ),
        pytest.param("yes: 1\n", 1, "this is not YAML: yes cannot be a key", id="yes-as-key"),
        pytest.param("2022: 1\n", 1, "this is not YAML: 2022 cannot be a key", id="number-as-key"),
        pytest.param("? [a]\n: 1\n", 1, "this is not YAML: this cannot be a key", id="list-as-key"),
        pytest.param("a: &a 1\n", 1, "this is not YAML: an anchor, alias or tag is", id="anchor"),
        pytest.param("a: *a\n", 1, "this is not YAML: an anchor, alias or tag is", id="alias"),
        pytest.param("a: !!str 10\n", 1, "this is not YAML: an anchor, alias or tag is", id="tag"),
        pytest.param("a: ! b\n", 1, "this is not YAML: an anchor, alias or tag is", id="bare-tag"),
        pytest.param("a: 1\n---\nb: 1\n", 3, "this is not YAML: there is more", id="documents"),
        pytest.param("<<: {a: 1}\n", 1, "unknown key '<<'", id="merge-key"),
        pytest.param("[a]\n", 1, "the file should be an object", id="list"),
    ],
)
def test_what_is_no_plain_yaml_is_refused_with_its_line(
    faults: Faults, text: str, line: int | None, problem: str
) -> None:
    found = faults(text)
    assert any(one.line == line and one.problem.startswith(problem) for one in found), found


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("[" * 100_000, id="brackets"),
        pytest.param("[" * 100_000 + "]" * 100_000, id="closed-brackets"),
        pytest.param("{a: " * 100_000, id="braces"),
        pytest.param("- " * 100_000, id="dashes"),
        pytest.param("[" + "a,\n" * 200_000 + "]", id="many-values"),
    ],
)
@pytest.mark.uncovered
def test_what_is_deep_or_large_is_refused(faults: Faults, text: str) -> None:
    (fault,) = faults(text)
    # A newer PyYAML has a limit of its own.
    assert re.search("more than 40 levels, or 100,000 values|nesting depth", fault.problem)


# What types cannot say.


def test_a_timetable_needs_fieldwork(faults: Faults) -> None:
    head, _, rest = COMPLETE.partition("      notification:")
    text = (
        head.replace("    milestones:\n", "    milestones: {}\n")
        + rest[rest.index("inspectorates:") :]
    )
    assert listed(faults(text)) == [(16, "'jtai-2022' has no milestone 'fieldwork'")]


@pytest.mark.uncovered
def test_thousands_of_chained_milestones_are_checked(faults: Faults) -> None:
    one = (
        "      m{0}: {{title: T, name: n, phase: letters, basis: local, source: letters,"
        " rule: {{kind: working-days, anchor: {1}, working_days: 1}}}}\n"
    )
    chain = "".join(one.format(n, f"m{n - 1}" if n else "draft-letter") for n in range(2200))
    assert faults(changed("inspectorates:\n", f"{chain}inspectorates:\n")) == []


SNIPPETS = (
    *("", " ", "\n", "\t", ":", ": ", "- ", "[", "]", "{", "}", ",", "'", '"', "|", ">", "?", "#"),
    *("&a ", "*a", "!!str ", "---\n", "~", "yes", "10", "1.5", "2025-03-03", "kind", "é", "\x00"),
)


@given(st.integers(0, 3200), st.integers(0, 40), st.lists(st.sampled_from(SNIPPETS), max_size=3))
def test_whatever_is_damaged_is_refused_or_harmless(
    tmp_path_factory: pytest.TempPathFactory, start: int, length: int, snippets: list[str]
) -> None:
    file = tmp_path_factory.mktemp("damaged") / "rules.yaml"
    file.write_text(COMPLETE[:start] + "".join(snippets) + COMPLETE[start + length :], "utf-8")
    with suppress(FaultyFileError):
        assert load_rules(file).timetables is not None


def _plain(path: Path) -> Any:  # noqa: ANN401 - whatever YAML holds
    return yaml.safe_load(path.read_text("utf-8"))
