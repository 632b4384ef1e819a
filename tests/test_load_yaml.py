"""YAML that is broken, odd or made to do harm: one clear fault, soon, and never a crash."""

from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from jtai_cli import load
from jtai_cli.errors import Fault

EMPTY = Fault(None, "is empty", "`jtai frameworks schema` prints what stands in such a file")
TAB = "a tab cannot indent"
SPACES = "use spaces"
QUOTES = "put the text in quotes"
DEEP = Fault(1, "is nested more than 40 deep", "a file of fewer levels")


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "rules.yaml"


SYNTAX = [
    pytest.param("", EMPTY, id="nothing"),
    pytest.param("# only a comment\n", EMPTY, id="comment"),
    pytest.param("---\n", EMPTY, id="document-without-content"),
    pytest.param("~\n", EMPTY, id="null"),
    pytest.param("a:\n\tb: 1\n", Fault(2, TAB, SPACES), id="tab"),
    pytest.param("a: 1\n  \tb: 1\n", Fault(2, TAB, SPACES), id="tab-behind-spaces"),
    pytest.param("é: x\na:\n  -\tb: 1\n", Fault(3, TAB, SPACES), id="tab-behind-a-dash"),
    pytest.param(
        "a: x\n \n-\t\t- b\n",
        Fault(
            3,
            "this is no key of what stands above it",
            "indent it as its neighbours are; close a text in quotes at its end",
        ),
        id="dash-among-keys",
    ),
    pytest.param("é: x\na: @b\n", Fault(2, "'@' cannot begin a text", QUOTES), id="at-sign"),
    pytest.param("a: & b", Fault(1, "'&' and '*' cannot begin a text", QUOTES), id="ampersand"),
    pytest.param(
        'a: 1\nb: "x\nc: 2\n',
        Fault(2, "a quotation mark is never closed", "close it on the line where the text ends"),
        id="open-quotation-mark",
    ),
    pytest.param(
        "a: 1\nb: [x,\n  y\nc: 2\n",
        Fault(2, "a list is not closed, or lacks a comma", "[one, two]"),
        id="open-list",
    ),
    pytest.param(
        "a: 1\nb: {x: 1\nc: 2\n",
        Fault(2, "a mapping is not closed, or lacks a comma", "{one: 1, two: 2}"),
        id="open-mapping",
    ),
    pytest.param(
        "a: [",
        Fault(
            1,
            "a value is missing, or a bracket is not closed",
            "close each [ with ] and each { with }",
        ),
        id="bracket-at-the-end",
    ),
    pytest.param(
        "a: b: c\n",
        Fault(
            1,
            "a colon stands where none can",
            "put a text that holds a colon in quotes; indent a key as its neighbours are",
        ),
        id="two-colons",
    ),
    pytest.param(
        "a: 1\nb\nc: 2\n", Fault(2, "a key has no colon", "key: value"), id="key-without-colon"
    ),
    pytest.param(
        "a:\n    b: 1\n  c: 2\n",
        Fault(
            3,
            "this is no key of what stands above it",
            "indent it as its neighbours are; close a text in quotes at its end",
        ),
        id="indentation",
    ),
    pytest.param(
        "- a\nb: 1\n",
        Fault(2, "this is no entry of the list above it", "begin it with a dash"),
        id="key-among-dashes",
    ),
    pytest.param(
        "a: - b\n", Fault(1, "a dash stands where none can", QUOTES), id="dash-behind-a-colon"
    ),
    pytest.param(
        'a: "\\d"\n',
        Fault(1, "a backslash begins no escape that is known", "put the text in single quotes"),
        id="unknown-escape",
    ),
    pytest.param(
        "%YAML 3.0\n---\na: 1\n",
        Fault(
            1,
            "this is not YAML: found incompatible YAML document",
            "look at the quotes, colons and indentation here",
        ),
        id="another-yaml",
    ),
    pytest.param(
        "a: 1\nb: \x1b[31m\x07\n",
        Fault(2, "the character U+001B does not show", "delete it"),
        id="escape-of-a-terminal",
    ),
    pytest.param(
        "a: b\u2028c: d\n",
        Fault(1, "the character U+2028 does not show", "delete it"),
        id="line-separator",
    ),
    pytest.param(
        "a: \ufeffb\n",
        Fault(1, "the character U+FEFF does not show", "delete it"),
        id="byte-order-mark-inside",
    ),
]


@pytest.mark.parametrize(("text", "fault"), SYNTAX)
def test_what_is_not_yaml_is_told_in_plain_words(file: Path, text: str, fault: Fault) -> None:
    file.write_text(text, "utf-8")
    assert load.faults(file) == (fault,)


TOLD_BESIDE_OTHERS = [
    pytest.param(
        "edition: 2026-11-22\nedition: 2026-11-23\n",
        Fault(2, "'edition' stands here and on line 1", "keep one of them"),
        id="duplicate-key",
    ),
    pytest.param(
        "yes: 1\n",
        Fault(1, "the key yes is not text", 'write it in quotes: "yes"'),
        id="yes-as-key",
    ),
    pytest.param(
        "2022: 1\n",
        Fault(1, "the key 2022 is not text", 'write it in quotes: "2022"'),
        id="number-as-key",
    ),
    pytest.param(
        "? [a]\n: 1\n", Fault(1, "a list cannot be a key", "write one word"), id="list-as-key"
    ),
    pytest.param(
        "? {a: 1}\n: 1\n",
        Fault(1, "a mapping cannot be a key", "write one word"),
        id="mapping-as-key",
    ),
    pytest.param(
        "?\n: 1\n", Fault(1, "a key is missing", "write one before the colon"), id="no-key"
    ),
    pytest.param(
        "a: &a 1\n",
        Fault(
            1,
            "the anchor '&a' is not taken",
            "delete it, and write the value wherever it is needed",
        ),
        id="anchor",
    ),
    pytest.param("a: *a\n", Fault(1, "the alias '*a' is not taken", "write it out"), id="alias"),
    pytest.param(
        "*a : 1\n", Fault(1, "the alias '*a' is not taken", "write it out"), id="alias-as-key"
    ),
    pytest.param("a: !!str 10\n", Fault(1, "the tag '!!str' is not taken", "delete it"), id="tag"),
    pytest.param(
        "a: !!python/object/apply:os.system [id]\n",
        Fault(1, "the tag '!!python/object/apply:os.system' is not taken", "delete it"),
        id="tag-of-a-program",
    ),
    pytest.param("a: ! b\n", Fault(1, "the tag '!' is not taken", "delete it"), id="bare-tag"),
    pytest.param(
        "a: 1\n---\nb: 1\n",
        Fault(2, "a second document begins here", "keep one, without the ---"),
        id="second-document",
    ),
    pytest.param(
        "<<: {a: 1}\n",
        Fault(
            1,
            "unknown key '<<'",
            "one of: edition, sources, phases, parties, timetables, inspectorates, themes, "
            "polling_days, pre_election_period, christmas, preparation, one_off_bank_holidays",
        ),
        id="merge-key",
    ),
]


@pytest.mark.parametrize(("text", "fault"), TOLD_BESIDE_OTHERS)
def test_yaml_that_could_be_read_two_ways_is_refused(file: Path, text: str, fault: Fault) -> None:
    file.write_text(text, "utf-8")
    assert fault in load.faults(file)


def test_an_alias_is_not_told_of_twice(file: Path) -> None:
    complete = (Path(__file__).parent / "rules.yaml").read_text("utf-8")
    file.write_text(complete.replace("title: Week 1", "title: *week"), "utf-8")
    assert load.faults(file) == (Fault(42, "the alias '*week' is not taken", "write it out"),)


def test_an_alias_bomb_is_not_followed(file: Path) -> None:
    lines = ["a: &a [x, x, x, x, x, x, x, x, x]"]
    lines += [
        f"{b}: &{b} [{', '.join([f'*{a}'] * 9)}]"
        for a, b in zip("abcdefgh", "bcdefghi", strict=True)
    ]
    file.write_text("\n".join(lines))
    faults = load.faults(file)
    assert faults[0] == Fault(
        1, "the anchor '&a' is not taken", "delete it, and write the value wherever it is needed"
    )
    assert sum(fault.problem.startswith("the alias") for fault in faults) == 72


NESTED = [
    pytest.param("[" * 100_000, id="brackets"),
    pytest.param("[" * 100_000 + "]" * 100_000, id="closed-brackets"),
    pytest.param("{a: " * 100_000, id="braces"),
    pytest.param("- " * 100_000, id="dashes"),
    pytest.param("? " * 100_000, id="keys-in-keys"),
]


@pytest.mark.parametrize("text", NESTED)
def test_deep_nesting_is_refused_at_once(file: Path, text: str) -> None:
    file.write_text(text)
    assert load.faults(file) == (DEEP,)


def test_forty_levels_are_taken_as_yaml(file: Path) -> None:
    file.write_text("[" * 40 + "]" * 40)
    assert load.faults(file) == (
        Fault(1, "the file should be a mapping, not a list", "write key: value, one to a line"),
    )


def test_more_values_than_any_rules_need_are_refused(file: Path) -> None:
    file.write_text("[" + "a,\n" * 60_000 + "]")
    assert load.faults(file) == (
        Fault(50_000, "holds more than 50,000 values", "a file with fewer"),
    )


HUGE = [
    pytest.param(
        "x" * 1_000_000,
        Fault(
            1,
            f"the file should be a mapping, not '{'x' * 60}…'",
            "write key: value, one to a line",
        ),
        id="text",
    ),
    pytest.param(
        "edition: " + "9" * 1_000_000,
        Fault(
            1,
            f"'edition' is {'9' * 60}…, which is not a plain whole number",
            "write it with at most nine digits, such as 10; in quotes, if it is text",
        ),
        id="number",
    ),
    pytest.param(
        "? " + "x" * 1_000_000 + "\n: 1",
        Fault(
            1,
            f"unknown key '{'x' * 60}…'",
            "one of: edition, sources, phases, parties, timetables, inspectorates, themes, "
            "polling_days, pre_election_period, christmas, preparation, one_off_bank_holidays",
        ),
        id="key",
    ),
]


@pytest.mark.parametrize(("text", "fault"), HUGE)
def test_a_huge_scalar_is_shown_cut(file: Path, text: str, fault: Fault) -> None:
    file.write_text(text)
    assert fault in load.faults(file)


def test_no_more_than_a_hundred_lines_with_odd_characters_are_told(file: Path) -> None:
    file.write_text("\x01\x02\n" * 300_000)
    faults = load.faults(file)
    assert len(faults) == 101
    assert faults[99] == Fault(100, "the character U+0001 does not show", "delete it")
    assert faults[100] == Fault(None, "more is wrong than is told here", "mend these first")


@pytest.mark.parametrize(("text", "fault"), SYNTAX)
def test_a_pyyaml_without_its_c_part_tells_a_line_too(
    file: Path, text: str, fault: Fault, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delattr(yaml, "CSafeLoader", raising=False)
    file.write_text(text, "utf-8")
    (told,) = load.faults(file)
    assert (told.line is None) == (fault.line is None)


def test_a_pyyaml_without_its_c_part_reads_the_same_rules(monkeypatch: pytest.MonkeyPatch) -> None:
    with_it = load.frameworks(None)
    monkeypatch.delattr(yaml, "CSafeLoader", raising=False)
    assert load.frameworks(None) == with_it


SNIPPETS = [
    *("", " ", "\n", "\t", ":", ": ", "- ", "[", "]", "{", "}", ",", "'", '"', "|", ">", "?", "#"),
    *("&a ", "*a", "!!str ", "---\n", "~", "yes", "10", "1.5", "2025-03-03", "kind", "é", "\x00"),
]


@given(st.integers(0, 3200), st.integers(0, 40), st.lists(st.sampled_from(SNIPPETS), max_size=3))
def test_whatever_is_damaged_is_told_of_or_harmless(
    tmp_path_factory: pytest.TempPathFactory, start: int, length: int, snippets: list[str]
) -> None:
    complete = (Path(__file__).parent / "rules.yaml").read_text("utf-8")
    file = tmp_path_factory.mktemp("damaged") / "rules.yaml"
    file.write_text(complete[:start] + "".join(snippets) + complete[start + length :], "utf-8")
    faults = load.faults(file)
    assert all(fault.problem and fault.remedy for fault in faults)
    assert faults or load.frameworks(file).timetables is not None
