"""`frameworks.yaml` read strictly: every fault with its line, and rules that hang together."""

import json
from collections.abc import Callable
from contextlib import suppress
from dataclasses import asdict
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st
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
    assert asdict(load_rules(SHIPPED)) == asdict(rules)


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
        pytest.param("a: 1\na: 2\n", 2, "'a' stands here and on line 1", id="duplicate"),
        pytest.param("yes: 1\n", 1, "yes cannot be a key", id="yes-as-key"),
        pytest.param("2022: 1\n", 1, "2022 cannot be a key", id="number-as-key"),
        pytest.param("? [a]\n: 1\n", 1, "this cannot be a key", id="list-as-key"),
        pytest.param("a: &a 1\n", 1, "an anchor, alias or tag is", id="anchor"),
        pytest.param("a: *a\n", 1, "an anchor, alias or tag is", id="alias"),
        pytest.param("a: !!str 10\n", 1, "an anchor, alias or tag is", id="tag"),
        pytest.param("a: ! b\n", 1, "an anchor, alias or tag is", id="bare-tag"),
        pytest.param(
            "a: 1\n---\nb: 1\n", 2, "this is not YAML: but found another document", id="documents"
        ),
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
def test_what_is_deep_or_large_is_refused_at_once(faults: Faults, text: str) -> None:
    (fault,) = faults(text)
    assert fault.problem == "has more than 40 levels, or 100,000 values"


# Types, and what is missing or unknown.


UPTO = (
    "'timetables.jtai-2022.milestones.analysis.rule' tag 'upto' found using 'kind' does not match "
    "any of the expected tags: 'fieldwork', 'working-days', 'window', 'months', 'up-to'"
)
NOTIFICATION = "timetables.jtai-2022.milestones.notification"
DIVISIONS = "'england', 'wales', 'scotland' or 'northern-ireland'"


@pytest.mark.parametrize(
    ("old", "new", "line", "problem"),
    [
        ("edition: 2026-11-22", "edition: 2026-02-30", 1,
         "'edition': 2026-02-30 is not a date: February 2026 has 28 days"),
        ("working_days: -10", 'working_days: "10"', 21,
         f"'{NOTIFICATION}.rule.working_days' should be a valid integer, not 10"),
        *(("working_days: -10", f"working_days: {number}", 21,
           f"'{NOTIFICATION}.rule.working_days' is no plain number of at most nine digits")
          for number in ("010", "0x10", "1_000", "1:30", "1000000000")),
        ("title: Notification", "title: yes", 18,
         f"'{NOTIFICATION}.title' should be a valid string, not true"),
        ("title: Notification", "titel: Notification", 17, "'title' is missing"),
        ("who: [dcs]", "who: dcs", 24, f"'{NOTIFICATION}.who' should be a valid array, not dcs"),
        ("rule: {kind: up-to, anchor", "rule: {kind: upto, anchor", 38, UPTO),
        ("  dcs: {title: DCS, name: Director of children's services}", "  - dcs", 8,
         "'parties' should be an object"),
        ("division: england", "division: cornwall", 15,
         f"'timetables.jtai-2022.division' should be {DIVISIONS}, not cornwall"),
    ],
)  # fmt: skip
def test_another_type_than_is_wanted_is_refused(
    faults: Faults, old: str, new: str, line: int, problem: str
) -> None:
    assert (line, problem) in listed(faults(changed(old, new)))


def test_an_unknown_key_is_refused_with_the_nearest_beside_it(faults: Faults) -> None:
    found = faults(changed("title: Notification", "titel: Notification"))
    remedies = {fault.problem: fault.remedy for fault in found}
    assert remedies[f"unknown key '{NOTIFICATION}.titel'"] == "write 'title'"


# What types cannot say.


@pytest.mark.parametrize(
    ("old", "new", "line", "problem", "remedy"),
    [
        ("sources: [overview, letters]", "sources: [overview, leters]", 86,
         "entry 2 of 'themes.front-door.sources' names 'leters', which is not known here",
         "write 'letters'"),
        ("            source: letters", "            source: lettres", 76,
         "names 'lettres', which is not known here", "write 'letters'"),
        ("who: [dcs]", "who: [dcs, ofsted]", 24, "which is not known here", None),
        ("counted_from: draft-letter", "counted_from: draft", 71,
         "counted_from' names 'draft', which is not known here", "write 'draft-letter'"),
        ("anchor: draft-letter, working_days: 0", "anchor: draft, working_days: 0", 67,
         "rule.anchor' names 'draft', which is not among those above it",
         "write 'draft-letter'"),
        ("kind: months, anchor: notification", "kind: months, anchor: draft-letter", 31,
         "rule.anchor' names 'draft-letter', which is not among those above it",
         None),
        ("anchor: fieldwork, edge: first, ", "anchor: fieldwork, ", 21,
         "rule.anchor' names 'fieldwork', which lasts several days",
         "edge: first, or edge: last"),
        ("anchor: draft-letter, working_days: 0", "anchor: analysis, working_days: 0", 67,
         "names 'analysis', which has no day of its own", "write 'notification'"),
        ("anchor: draft-letter, calendar_days: 70", "anchor: draft, calendar_days: 70", 75,
         "rule.anchor' names 'draft', which is not", "write 'draft-letter'"),
        ("{kind: up-to, anchor: notification}", "{kind: fieldwork, working_days: 5}", 38,
         "'fieldwork', and it alone, is of the kind 'fieldwork'", "another kind"),
        ("{kind: fieldwork, working_days: 5}", "{kind: fieldwork, working_days: 0}", 52,
         "working_days' is 0", "from 1 to 2000"),
        ("rule: {kind: up-to, anchor: notification}",
         "rule: {kind: up-to, anchor: notification}\n        weekday: monday", 34,
         "'analysis' has no day of its own", None),
        ("months: -6", "months: 18", 31,
         "months' is 18; no kind of rule gives a date so many months later",
         "from -240 to -1"),
        ("working_days: 15", "working_days: 2001", 59,
         "working_days' is 2001", "from -2000 to 2000"),
        ("first_working_day: 0", "first_working_day: 5", 45,
         "'first_working_day' is 5, after 'last_working_day', which is 4",
         "put the earlier one first"),
        ("working_days: -25", "working_days: 25", 95, "working_days' is 25", None),
        ("last: 2030-12-31}", "last: 2021-12-31}", 14,
         "'first' is 2022-01-01, after 'last', which is 2021-12-31", None),
        ("first: 12-24", "first: 24-12", 96, "'christmas.first': 2025-24-12", None),
        ("title: Week 1", 'title: " "', 42, "is an empty text", "write it, or leave its key out"),
        ("title: Week 1", "title: |\n          Week 1", 42, "holds a line break",
         "begin the text with >-"),
        ("title: Week 1", "title: Week\u200b 1", 42, "holds U+200B, which does not show", None),
        ("url: https://www.example.org/overview", "url: javascript:alert(1)", 3,
         "'sources.overview.url' is not a web address", None),
        ("  dcs: {title: DCS,", "  dcs: {key: dcs, title: DCS,", 9,
         "unknown key 'key'", "delete it"),
        ("  ofsted: {title: Ofsted, name: Office", "  HMI_P: {title: Ofsted, name: Office", 79,
         "the key 'HMI_P' is not in lower case with hyphens", None),
    ],
)  # fmt: skip
def test_what_types_cannot_say_is_refused(
    faults: Faults, old: str, new: str, line: int, problem: str, *, remedy: str | None
) -> None:
    found = [fault for fault in faults(changed(old, new)) if problem in fault.problem]
    assert [fault.line for fault in found] == [line]
    assert remedy is None or found[0].remedy == remedy


def test_a_timetable_needs_fieldwork(faults: Faults) -> None:
    head, _, rest = COMPLETE.partition("      notification:")
    text = (
        head.replace("    milestones:\n", "    milestones: {}\n")
        + rest[rest.index("inspectorates:") :]
    )
    assert listed(faults(text)) == [(16, "'jtai-2022' has no milestone 'fieldwork'")]


HABITS = """
preparation:
  division: england
  habits:
    meeting: {title: T, name: n, rule: {kind: recurring, rrule: FREQ=YEARLY;BYMONTH=1;BYDAY=2TU},
      why: W, basis: local, source: letters}
    run: {title: T, name: n, rule: {kind: dry-run, rrule: FREQ=YEARLY;BYMONTH=6;BYDAY=3MO}, why: W,
      basis: local, source: letters}
    after: {title: T, name: n, rule: {kind: working-days, anchor: run, milestone: draft-letter,
      working_days: 5}, why: W, basis: local, source: letters}
"""


@pytest.mark.parametrize(
    ("old", "new", "problem"),
    [
        ("", "", None),
        ("anchor: run", "anchor: rum", "names 'rum', which is not among those above it"),
        ("anchor: run", "anchor: meeting", "names 'draft-letter', which is not known here"),
        ("milestone: draft-letter", "milestone: x", "names 'x', which is not known here"),
        ("kind: recurring", "kind: dry-run", "'run' is a second dry run"),
        ("BYDAY=2TU", "BYDAY=XX", "the recurrence rule"),
        ("BYMONTH=1;BYDAY=2TU", "BYMONTH=2;BYMONTHDAY=30", "the recurrence rule"),
    ],
)  # fmt: skip
def test_habits_rest_on_what_is_there(
    faults: Faults, old: str, new: str, problem: str | None
) -> None:
    found = [fault.problem for fault in faults(COMPLETE + HABITS.replace(old, new))]
    assert [problem in one for one in found] == [True] if problem else found == []


def test_thousands_of_chained_milestones_are_checked_in_no_time(faults: Faults) -> None:
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
