"""A plan edited as text: what is set is set, and all else stays as people wrote it."""

import tomllib
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, strategies as st

from jtai_cli.errors import FileError
from jtai_cli.files import MEBIBYTE
from jtai_cli.files.plans import Value, accepted_changes, changing, edited
from jtai_cli.plan import Accepted
from jtai_cli.rules import Rules

DAY = date(2025, 4, 4)
PLAN = """\
# Ours.

[inspections.kingston]  # the first
# by phone
fieldwork = 2025-03-03  # by Ofsted
theme = "front-door"
done = [
  "notification",  # on the day
  "set-up-discussion",
]

# The second one.
[inspections.sutton]
notified = 2025-02-24
# to be confirmed

# The end.
"""


def change(text: str, changes: Mapping[str, Value | None], name: str = "kingston") -> str:
    return edited(text, name, {tuple(key.split(".")): value for key, value in changes.items()})


def test_what_is_set_leaves_comments_and_order() -> None:
    assert change(
        PLAN,
        {
            "fieldwork": date(2025, 3, 10),
            "area": "Kingston",
            "stated.draft-letter": DAY,
            "stated.publication": DAY,
            "done": ["notification", "case-audits"],
            "local.our-call.title": "Call",
            "local.our-call.working_days": 2,
            "accepted.known": "fieldwork",
            "accepted.dates.fieldwork": DAY,
        },
    ) == """\
# Ours.

[inspections.kingston]  # the first
# by phone
fieldwork = 2025-03-10  # by Ofsted
theme = "front-door"
# on the day
done = ["notification", "case-audits"]
area = "Kingston"
stated.draft-letter = 2025-04-04
stated.publication = 2025-04-04

[inspections.kingston.local.our-call]
title = "Call"
working_days = 2

[inspections.kingston.accepted]
known = "fieldwork"
dates.fieldwork = 2025-04-04

# The second one.
[inspections.sutton]
notified = 2025-02-24
# to be confirmed

# The end.
"""  # fmt: skip


@pytest.mark.parametrize(
    ("text", "changes", "name", "expected"),
    [
        pytest.param("# Ours.", {"fieldwork": DAY}, "merton",
                     "# Ours.\n\n[inspections.merton]\nfieldwork = 2025-04-04\n", id="new"),
        pytest.param("", {"fieldwork": DAY}, "merton",
                     "[inspections.merton]\nfieldwork = 2025-04-04\n", id="new-in-nothing"),
        pytest.param("[inspections.kingston]\n# the second\n[inspections.sutton]\n", {"area": "K"},
                     "kingston",
                     '[inspections.kingston]\narea = "K"\n# the second\n[inspections.sutton]\n',
                     id="above-the-comment-of-a-header"),
        pytest.param("[inspections.k]\nfieldwork = 2025-03-03  # by phone\narea = 'K'\n",
                     {"fieldwork": None, "notified": DAY}, "k",
                     "[inspections.k]\n# by phone\narea = 'K'\nnotified = 2025-04-04\n",
                     id="a-comment-outlives-its-value"),
        pytest.param("[inspections.k]\nstated = { publication = 2025-04-05 }  # see mail\n",
                     {"stated.draft-letter": DAY}, "k",
                     "[inspections.k]\n# see mail\nstated.publication = 2025-04-05\n"
                     "stated.draft-letter = 2025-04-04\n", id="an-inline-table"),
        pytest.param("[inspections.k]\nstated = { a.b = 1, publication = 2025-04-05 }\n",
                     {"stated.publication": DAY}, "k",
                     "[inspections.k]\nstated.a.b = 1\nstated.publication = 2025-04-04\n",
                     id="dotted-keys-in-an-inline-table"),
        pytest.param("[inspections.k]\nstated = { publication = 2025-04-05 }\n",
                     {"stated.publication": None, "stated.other": None}, "k",
                     "[inspections.k]\n", id="out-of-an-inline-table"),
        pytest.param("a = 1\n\n[inspections.k.local.x]\ntitle = 'x'  # ours\n\n[docs]\n",
                     {"local.x": None}, "k", "a = 1\n\n# ours\n\n[docs]\n", id="a-table-goes"),
        pytest.param('[inspections.k]\ndone = [\n["x"],\n]\narea = """\n[a]\n"""\n', {"theme": "x"},
                     "k",
                     '[inspections.k]\ndone = [\n["x"],\n]\narea = """\n[a]\n"""\ntheme = "x"\n',
                     id="what-begins-like-a-header"),
        pytest.param("[inspections.k]\r\na = 1\nb = 2\r\nc = 3\n", {"b": 4, "d": 5}, "k",
                     "[inspections.k]\r\na = 1\nb = 4\r\nc = 3\nd = 5\r\n", id="mixed-line-ends"),
    ],
)  # fmt: skip
def test_an_edit_changes_no_more_than_it_says(
    text: str, changes: dict[str, Value | None], name: str, expected: str
) -> None:
    assert change(text, changes, name) == expected


STYLES = [
    "inspections = { kingston = { fieldwork = 2025-03-03 } }\n",
    "[inspections]\nkingston = { fieldwork = 2025-03-03 }\n",
    "inspections.kingston.fieldwork = 2025-03-03\n",
    "[inspections]\nkingston.fieldwork = 2025-03-03\n",
    "[inspections.sutton]\na = 1\n[docs]\n[inspections.kingston]\nb = 1",
    "[inspections.kingston.stated]\npublication = 2025-04-05",
    "[inspections.kingston]\nstated = { publication = 2025-04-05 }\n",
    "[inspections.kingston]\nstated.final-letter = 2025-04-05\na = 1\nstated.x = 2025-04-06\n",
    "[inspections.kingston]\nlocal.call.anchor = 'fieldwork'\nlocal.call.working_days = 1\n",
    '["inspections"."kingston"]',
    "",
    "[inspections]\nkingston = { fieldwork = 2025-03-03, owners.x = 'me', local.a.b = 1 }\n",
]
CHANGES: dict[str, Value] = {
    "area": 'Kings\'ton "x" \\ £', "stated.draft-letter": DAY, "stated.publication": DAY,
    "done": ["notification"], "revision": 3, "local.call.title": "Call", "local.call.who": "DCS",
    "accepted.dates.fieldwork": DAY, "accepted.dates.publication": DAY,
}  # fmt: skip


def at(text: str, key: str) -> Any:  # noqa: ANN401 - TOML's values
    node: Any = tomllib.loads(text)["inspections"]["kingston"]
    for step in key.split("."):
        node = node.get(step, {})
    return node


@pytest.mark.parametrize("text", STYLES)
def test_every_way_of_writing_a_plan_is_edited(text: str) -> None:
    for key, value in CHANGES.items():
        one = change(text, {key: value})
        assert at(one, key) == value
        assert at(change(one, {key: None}), key) == {}
    changed = change(text, CHANGES)
    assert {key: at(changed, key) for key in CHANGES} == CHANGES
    assert change(changed, CHANGES) == changed


@given(st.dictionaries(st.sampled_from(sorted(CHANGES)), st.booleans()))
def test_other_lines_are_never_lost(chosen: dict[str, bool]) -> None:
    changed = change(
        PLAN, {key: CHANGES[key] if is_set else None for key, is_set in chosen.items()}
    )
    kept = [line for line in PLAN.splitlines() if "done" not in line and "set-up" not in line]
    if "done" in chosen:
        kept = [line for line in kept if not line.startswith(("  ", "]"))]
    there = changed.splitlines()
    assert [line for line in there if line in kept and line] == [line for line in kept if line]


# The file, written back.


@pytest.fixture
def path(tmp_path: Path) -> Path:
    (tmp_path / "jtai.toml").write_text("[inspections.kingston]\nfieldwork = 2025-03-03\n")
    return tmp_path / "jtai.toml"


@pytest.mark.parametrize(
    "content",
    [
        pytest.param(b"\xef\xbb\xbf[inspections.k]\nnotified = 2025-02-24\n", id="mark"),
        pytest.param("[inspections.k]\nnotified = 2025-02-24\n".encode("utf-16"), id="utf-16"),
    ],
)
def test_the_encoding_stays(rules: Rules, path: Path, content: bytes) -> None:
    path.write_bytes(content)
    with changing(path, rules) as draft:
        draft.change("k", {("area",): "£"})
    now = path.read_bytes()
    encoding = "utf-16" if now[:1] == b"\xff" else "utf-8"
    assert now == content + 'area = "£"\n'.encode(encoding).removeprefix(b"\xff\xfe")


def _change(path: Path, rules: Rules, key: str, value: str) -> None:
    with changing(path, rules) as draft:
        draft.change("kingston", {(key,): value})


def test_what_would_be_refused_when_read_is_not_written(rules: Rules, path: Path) -> None:
    before = path.read_bytes()
    with pytest.raises(FileError, match=r"with this change:3: .* names 'x', which is not known"):
        _change(path, rules, "theme", "x")
    with pytest.raises(FileError, match="with this change: is larger than 1,048,576 bytes"):
        _change(path, rules, "area", "x" * MEBIBYTE)
    assert path.read_bytes() == before


@pytest.mark.uncovered
def test_many_local_milestones_are_accepted(rules: Rules, path: Path) -> None:
    one = "[inspections.k.local.m{}]\ntitle = 'T'\nanchor = 'publication'\nworking_days = 1\n"
    path.write_text(
        "[inspections.k]\nfieldwork = 2025-03-03\n" + "".join(map(one.format, range(500)))
    )
    accepted = Accepted("jtai-2022", "fieldwork", {f"m{n}": DAY for n in range(500)})
    with changing(path, rules) as draft:
        draft.change("k", accepted_changes(accepted, None))


def test_what_another_program_has_changed_meanwhile_is_kept(rules: Rules, tmp_path: Path) -> None:
    plan = tmp_path / "jtai.toml"
    plan.write_text("[inspections.a]\nfieldwork = 2025-03-03\n")
    begun = changing(plan, rules)
    begun.__enter__().change("a", {("area",): "Ours"})
    plan.write_text("[inspections.a]\nfieldwork = 2025-03-10\n")
    with pytest.raises(FileError, match="another program has changed it"):
        begun.__exit__(None, None, None)
    assert plan.read_text() == "[inspections.a]\nfieldwork = 2025-03-10\n"
