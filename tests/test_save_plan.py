"""A plan edited as text: what is set is set, and all else stays as people wrote it."""

import fcntl
import os
import tomllib
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jtai_cli import save
from jtai_cli.errors import FileError
from jtai_cli.save import locking

DAY = date(2025, 4, 4)
PLAN = """\
# Ours.

[inspections.kingston]  # the first
# told on the phone
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


def edited(text: str, edits: Mapping[str, save.Value | None], name: str = "kingston") -> str:
    return save.edited(text, {("inspections", name, *k.split(".")): v for k, v in edits.items()})


def test_nothing_set_leaves_every_byte() -> None:
    assert edited(PLAN, {}) == PLAN


def test_what_is_set_leaves_comments_and_order() -> None:
    assert edited(
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
# told on the phone
fieldwork = 2025-03-10  # by Ofsted
theme = "front-door"
done = [
  "notification",  # on the day
  "case-audits",
]
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


def test_a_new_inspection_stands_at_the_end() -> None:
    assert edited("# Ours.", {"fieldwork": DAY}, "merton") == (
        "# Ours.\n\n[inspections.merton]\nfieldwork = 2025-04-04\n"
    )


def test_a_new_key_stands_above_the_comments_that_lead_on() -> None:
    assert edited(PLAN, {"area": "Sutton"}, "sutton").endswith(
        'notified = 2025-02-24\n# to be confirmed\narea = "Sutton"\n\n# The end.\n'
    )  # fmt: skip


def test_a_comment_right_above_a_header_stays_with_it() -> None:
    text = "[inspections.kingston]\n# the second\n[inspections.sutton]\n"
    assert edited(text, {"area": "K"}) == (
        '[inspections.kingston]\narea = "K"\n# the second\n[inspections.sutton]\n'
    )


def test_what_is_taken_away_leaves_its_neighbours() -> None:
    text = (
        PLAN.replace(
            'theme = "front-door"\n',
            "stated.draft-letter = 2025-04-04\nstated.publication = 2025-04-05\n",
        )
        + "[inspections.kingston.local.call]\ntitle = 'Call'\n\n# More.\n[docs]\n"
    )
    assert edited(
        text, {"stated.draft-letter": None, "local.call": None, "area": None, "known.x": None}
    ) == text.replace("stated.draft-letter = 2025-04-04\n", "").replace(
        "[inspections.kingston.local.call]\ntitle = 'Call'\n", ""
    )  # fmt: skip


def test_windows_line_ends_stay() -> None:
    text = PLAN.replace("\n", "\r\n")
    assert edited(text, {"area": "K"}).count("\r\n") == PLAN.count("\n") + 1


def test_a_list_may_hold_what_begins_like_a_header() -> None:
    text = '[inspections.kingston]\ndone = [\n["x"],\n]\narea = """\n[a]\n"""\n'
    assert edited(text, {"theme": "x"}) == f'{text}theme = "x"\n'


STYLES = [
    pytest.param("inspections = { kingston = { fieldwork = 2025-03-03 } }\n", id="inline"),
    pytest.param("[inspections]\nkingston = { fieldwork = 2025-03-03 }\n", id="half-inline"),
    pytest.param("inspections.kingston.fieldwork = 2025-03-03\n", id="dotted"),
    pytest.param("[inspections]\nkingston.fieldwork = 2025-03-03\n", id="half-dotted"),
    pytest.param(
        "[inspections.sutton]\na = 1\n[docs]\n[inspections.kingston]\nb = 1", id="parted"
    ),
    pytest.param("[inspections.kingston.stated]\npublication = 2025-04-05", id="table"),
    pytest.param("[inspections.kingston]\nstated = { publication = 2025-04-05 }\n", id="one-line"),
    pytest.param(
        "[inspections.kingston]\nstated.final-letter = 2025-04-05\na = 1\nstated.x = 2025-04-06\n",
        id="apart",
    ),
    pytest.param('["inspections"."kingston"]', id="quoted"),
    pytest.param("", id="empty"),
]  # fmt: skip
EDITS: dict[str, save.Value] = {
    "area": 'Kings\'ton "x" \\ £',
    "stated.draft-letter": DAY,
    "stated.publication": DAY,
    "done": ["notification"],
    "revision": 3,
    "local.call.title": "Call",
    "local.call.who": "DCS",
    "accepted.dates.fieldwork": DAY,
    "accepted.dates.publication": DAY,
}


def at(text: str, key: str, name: str = "kingston") -> Any:  # noqa: ANN401 - TOML's values
    node: Any = tomllib.loads(text)["inspections"][name]
    for step in key.split("."):
        node = node.get(step, {})
    return node


@pytest.mark.parametrize("text", STYLES)
@pytest.mark.parametrize("key", EDITS)
def test_every_way_of_writing_a_plan_is_edited(text: str, key: str) -> None:
    value = EDITS[key]
    changed = edited(text, {key: value})
    assert at(changed, key) == value
    assert at(edited(changed, {key: None}), key) == {}


@pytest.mark.parametrize("text", STYLES)
def test_edits_one_after_another_are_all_kept(text: str) -> None:
    changed = edited(text, EDITS)
    assert {key: at(changed, key) for key in EDITS} == EDITS
    assert edited(changed, EDITS) == changed


@given(st.dictionaries(st.sampled_from(sorted(EDITS)), st.booleans()))
def test_other_lines_are_never_lost(chosen: dict[str, bool]) -> None:
    changed = edited(PLAN, {key: EDITS[key] if is_set else None for key, is_set in chosen.items()})
    kept = [line for line in PLAN.splitlines() if "done" not in line and "set-up" not in line]
    there = changed.splitlines()
    if not chosen.get("done", True):
        kept = [line for line in kept if not line.startswith(("  ", "]"))]
    assert [line for line in there if line in kept and line] == [line for line in kept if line]


def test_the_lock_is_taken_away_again(tmp_path: Path) -> None:
    with save.locked(tmp_path / "jtai.toml"):
        assert [path.name for path in tmp_path.iterdir()] == [".jtai.toml.lock"]
    assert list(tmp_path.iterdir()) == []


def test_the_lock_goes_when_its_holder_fails(tmp_path: Path) -> None:
    with pytest.raises(KeyboardInterrupt), save.locked(tmp_path / "jtai.toml"):
        raise KeyboardInterrupt
    assert list(tmp_path.iterdir()) == []


def test_a_lock_file_that_nobody_holds_is_no_hindrance(tmp_path: Path) -> None:
    (tmp_path / ".jtai.toml.lock").touch()
    with save.locked(tmp_path / "jtai.toml"):
        pass
    assert list(tmp_path.iterdir()) == []


def test_who_waits_in_vain_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(locking, "PATIENCE", 0.05)
    path = tmp_path / "jtai.toml"
    with save.locked(path), pytest.raises(FileError) as caught, save.locked(path):
        pass
    assert (caught.value.message, caught.value.hint) == (
        f"{path}: another jtai has been changing it for 0 seconds",
        "the same command again, when that one has ended",
    )


def test_patience_begins_anew_with_every_holder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(locking, "PATIENCE", 0.05)
    lock, really, turns = tmp_path / ".jtai.toml.lock", fcntl.flock, iter(range(5))

    def flock(held: int, operation: int) -> None:
        """Have five others hold the lock, one after the other, longer in all than one may."""
        if next(turns, None) is None:
            really(held, operation)
            return
        (tmp_path / "next").touch()
        (tmp_path / "next").replace(lock)
        raise BlockingIOError

    monkeypatch.setattr(fcntl, "flock", flock)
    with save.locked(tmp_path / "jtai.toml"):
        assert next(turns, None) is None
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("is_made_anew", [False, True])
def test_a_lock_taken_away_meanwhile_is_taken_anew(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, is_made_anew: bool
) -> None:
    lock, really = tmp_path / ".jtai.toml.lock", fcntl.flock

    def flock(held: int, operation: int) -> None:
        monkeypatch.setattr(fcntl, "flock", really)
        lock.unlink()  # as its holder does in the end
        if is_made_anew:
            lock.touch()  # as the next one does
        really(held, operation)

    monkeypatch.setattr(fcntl, "flock", flock)
    with save.locked(tmp_path / "jtai.toml"):
        assert lock.exists()
    assert list(tmp_path.iterdir()) == []


def test_an_interruption_while_locking_leaves_nothing_open(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    held: list[int] = []

    def flock(file: int, _: int) -> None:
        held.append(file)
        raise KeyboardInterrupt

    monkeypatch.setattr(fcntl, "flock", flock)
    with pytest.raises(KeyboardInterrupt), save.locked(tmp_path / "jtai.toml"):
        pass
    with pytest.raises(OSError, match="Bad file descriptor"):
        os.fstat(held[0])


def test_behind_a_link_its_target_is_locked(tmp_path: Path) -> None:
    there = tmp_path / "there"
    there.mkdir()
    (tmp_path / "jtai.toml").symlink_to(there / "plan.toml")
    with save.locked(tmp_path / "jtai.toml"):
        assert [path.name for path in there.iterdir()] == [".plan.toml.lock"]


@pytest.mark.parametrize(
    ("error", "reason"),
    [
        pytest.param(PermissionError(13, "Permission denied"), "permission denied", id="refused"),
        pytest.param(OSError(30, "x"), "its file system is read-only", id="read-only"),
        pytest.param(ValueError("embedded null byte"), "no file can have such a name", id="nul"),
    ],
)
def test_where_no_lock_can_stand_it_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, error: Exception, reason: str
) -> None:
    def refuse(*_: object) -> int:
        raise error

    monkeypatch.setattr(os, "open", refuse)
    with pytest.raises(FileError) as caught, save.locked(tmp_path / "jtai.toml"):
        pass
    assert (caught.value.message, caught.value.hint) == (
        f"{tmp_path / 'jtai.toml'}: cannot be changed: {reason}",
        "a directory that you may write to",
    )
