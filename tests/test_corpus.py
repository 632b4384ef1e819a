"""What was thrown at the doors of the program, thrown once more: none of it does harm."""

import runpy
from collections.abc import Mapping
from pathlib import Path
from time import process_time

import pytest

ROOT = Path(__file__).parent.parent
CORPUS = ROOT / "tests" / "corpus"
KEPT = sorted(file.relative_to(CORPUS) for file in CORPUS.glob("*/*"))
SLOW = 2.0


@pytest.fixture(scope="module")
def doors() -> Mapping[str, object]:
    """The doors by name."""
    held: Mapping[str, object] = runpy.run_path(str(ROOT / "scripts" / "doors.py"))["DOORS"]
    return held


def test_each_door_has_a_corpus(doors: Mapping[str, object]) -> None:
    assert {file.parts[0] for file in KEPT} == set(doors)


@pytest.mark.parametrize("file", KEPT, ids=str)
def test_what_was_kept_is_read_or_refused_soon(doors: Mapping[str, object], file: Path) -> None:
    door = doors[file.parts[0]]
    assert callable(door)
    began = process_time()
    door((CORPUS / file).read_bytes())
    assert process_time() - began < SLOW
