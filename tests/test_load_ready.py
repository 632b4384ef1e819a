"""jtai's own rules, ready-made: what reading their file gives, while it is as it was."""

import importlib.util
from pathlib import Path
from types import ModuleType

import pytest

from jtai_cli import load
from jtai_cli.load import ready, rules


def _script() -> ModuleType:
    path = Path(__file__).parents[1] / "scripts" / "rules.py"
    spec = importlib.util.spec_from_file_location("rules_script", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_what_is_ready_made_is_what_reading_the_file_gives() -> None:
    assert ready.frameworks() == rules.proved(rules.shipped()), "make rules writes it anew"
    assert rules.digest(rules.shipped().read_bytes()) == ready.WRITTEN_FROM


def test_make_rules_writes_what_stands_there() -> None:
    written = _script().module()
    # The formatter has changed lines, quotes and commas, and no more.
    assert _bare(written) == _bare(Path(ready.__file__).read_text("utf-8"))


def _bare(text: str) -> str:
    return "".join(character for character in text if character not in " \n,()'\"\\")


def test_the_order_of_what_is_ready_made_is_that_of_the_file() -> None:
    made, read = ready.frameworks(), rules.proved(rules.shipped())
    assert [*made.themes] == [*read.themes]
    assert [*made.sources] == [*read.sources]
    assert [[*one.milestones] for one in made.timetables.values()] == [
        [*one.milestones] for one in read.timetables.values()
    ]


def test_a_file_that_was_changed_is_read_and_proved(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    changed = tmp_path / "frameworks.yaml"
    text = rules.shipped().read_text("utf-8")
    changed.write_text(text.replace("title: Front door", "title: Front of house"), "utf-8")
    monkeypatch.setattr(rules, "shipped", lambda: changed)
    rules._shipped.cache_clear()  # noqa: SLF001 - what was read before is kept
    try:
        assert load.frameworks(None).themes["front-door"].title == "Front of house"
    finally:
        rules._shipped.cache_clear()  # noqa: SLF001 - the same


def test_a_reader_that_is_not_there_is_no_attribute() -> None:
    with pytest.raises(AttributeError, match=r"'jtai_cli\.load' has no attribute 'frame'"):
        _ = load.frame
