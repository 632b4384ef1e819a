"""Each file of the corpus, which was made to break a reader, is read or refused."""

import runpy
from pathlib import Path
from typing import Any

import pytest

pytestmark = pytest.mark.uncovered

ROOT = Path(__file__).parents[1]
CORPUS = ROOT / "tests" / "corpus"
KEPT = sorted(file.relative_to(CORPUS) for file in CORPUS.glob("*/*"))


@pytest.fixture(scope="module")
def fuzz() -> dict[str, Any]:
    return runpy.run_path(str(ROOT / "scripts" / "fuzz.py"))


def test_each_door_has_a_corpus(fuzz: dict[str, Any]) -> None:
    assert {file.parts[0] for file in KEPT} == set(fuzz["DOORS"])


@pytest.mark.parametrize("file", KEPT, ids=Path.as_posix)
def test_what_was_kept_is_read_or_refused(
    fuzz: dict[str, Any], file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("JTAI_DEBUG", "1")  # an internal error is raised
    fuzz["knock"](file.parts[0], (CORPUS / file).read_bytes(), tmp_path)
