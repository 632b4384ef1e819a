"""What is printed as JSON, held against the schemas in `docs/schemas`.

The schemas let documents have more keys, so that keys can be added. Here they are read without
that leave: a key that is printed and not described is a fault.
"""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from jsonschema import Draft202012Validator

if TYPE_CHECKING:
    from tests.cli.conftest import Jtai

TOP = Path(__file__).parents[2]
SCHEMAS = TOP / "docs" / "schemas"
NAMES = sorted(file.stem for file in SCHEMAS.glob("*.json"))
GOLDEN = sorted(
    file
    for file in (TOP / "tests" / "golden").glob("*json*")
    if file.read_text("utf-8").startswith('{\n  "schema": "jtai.')
)
NAMED = re.compile(r'"schema": "jtai\.([a-z-]+)/1"|"jtai\.([a-z-]+)/1"')
FIELDWORK = ("--fieldwork", "2025-03-03")
LATE = ("--stated", "draft-letter=2025-04-04", "--closure", "2025-04-07..2025-04-11")
PLAN = """
[inspections.kingston-2025]
area = "Kingston"
theme = "front-door"
fieldwork = 2025-03-03
principal_authority = "Kingston"
done = ["notification"]
stated.draft-letter = 2025-04-04
owners.comments-due = "Business manager"
local.our-call = {title = "Call", anchor = "publication", working_days = -2, who = "DCS"}

[inspections.kingston-2025.accepted]
timetable = "jtai-2022"
known = "fieldwork"
bank_holidays = [2025-04-18, 2025-04-21, 2025-05-05, 2025-05-26]
dates.draft-letter = 2025-03-28
dates.publication = 2025-04-28

[inspections.sutton-2025]
known.publication = 2025-10-10

[docs]
files = ["docs/**/*", "*.yaml", "*.ini", "*.txt"]
"""
COMMANDS = [
    ("timeline", ("timeline", *FIELDWORK, "--theme", "front-door", "--explain")),
    ("timeline", ("timeline", *FIELDWORK, *LATE, "--likely")),
    ("timeline", ("timeline", "--known", "publication=2025-04-28", "--likely")),
    ("timeline", ("timeline", "--fieldwork", "2017-03-21..2017-03-24")),
    ("timeline", ("timeline", "--fieldwork", "2035-01-08", "--division", "scotland")),
    ("timeline", ("timeline", "--inspection", "kingston-2025")),
    ("explanation", ("explain", "statement-of-proposed-action", *FIELDWORK, *LATE)),
    ("explanation", ("explain", "evidence-window", *FIELDWORK)),
    ("explanation", ("explain", "pre-inspection-analysis", *FIELDWORK)),
    ("explanation", ("explain", "our-call", "--inspection", "kingston-2025")),
    ("explanation", ("explain", "case-audits", *FIELDWORK)),
    ("next", ("next", *FIELDWORK, "--today", "2025-02-17")),
    ("next", ("next", "--today", "2025-04-10")),
    (
        "look-ahead",
        ("look-ahead", "--from", "2026-03-01", "--to", "2026-05-31", "--avoid", "avoid.csv"),
    ),
    ("look-ahead", ("look-ahead", "--from", "2017-03-01", "--to", "2017-03-31")),
    ("portfolio", ("portfolio", "areas.csv")),
    ("portfolio", ("portfolio", "areas.csv", "--wide")),
    ("portfolio-load", ("portfolio", "areas.csv", "--load", "--limit", "draft-letter=1")),
    ("evidence", ("evidence",)),
    ("plan", ("plan", "show")),
    ("plan", ("plan", "show", "--extra-bank-holiday", "2025-06-16")),
    ("preparation", ("plan", "prepare", "kingston-2025", "--from", "2024-06-01")),
    ("preparation", ("plan", "prepare", "another-dry-run", "--from", "2027-01-01")),
    ("docs", ("docs", "check", "minutes.md")),
    ("markers", ("docs", "list")),
    ("themes", ("themes", "list")),
    ("theme", ("themes", "show", "front-door")),
    ("theme", ("themes", "show", "neglect-2017")),
    ("search", ("themes", "search", "early")),
    ("frameworks", ("frameworks", "show")),
    ("days", ("days", "2025-03-07", "+30")),
    ("days", ("days", "2029-05-10", "2029-04-01", "--closure", "2029-04-20..2029-04-24")),
    ("bank-holidays", ("bank-holidays", "list")),
    ("bank-holidays", ("bank-holidays", "list", "--year", "2029", "--division", "wales")),
    ("doctor", ("doctor", "--today", "2028-06-01")),
    ("doctor", ("doctor", "--today", "2025-03-03", "--frameworks", "none.yaml")),
]


@pytest.fixture
def workplace(tmp_path: Path) -> None:
    """A plan with a date that has moved, pages, areas and dates to avoid."""
    shutil.copytree(TOP / "tests" / "example", tmp_path, dirs_exist_ok=True)
    shutil.copy(TOP / "tests" / "portfolio-example" / "areas.csv", tmp_path)
    (tmp_path / "jtai.toml").write_text(PLAN, "utf-8")
    (tmp_path / "avoid.csv").write_text(
        "first,last,title\n2026-03-30,2026-04-10,Easter\n2026-01-05,2026-01-09,Leave\n", "utf-8"
    )


def schema(name: str) -> Any:  # noqa: ANN401 - a document
    return json.loads((SCHEMAS / f"{name}.json").read_text("utf-8"))


def closed(of: Any) -> Any:  # noqa: ANN401 - a document, or a part of one
    """Read a schema without the leave for more keys."""
    if isinstance(of, list):
        return [closed(one) for one in of]
    if not isinstance(of, dict):
        return of
    held = {key: closed(one) for key, one in of.items()}
    if held.get("additionalProperties") is True:
        held["additionalProperties"] = False
    return held


def faults(document: Mapping[str, Any]) -> list[str]:
    name = document["schema"].removeprefix("jtai.").removesuffix("/1")
    validator = Draft202012Validator(
        closed(schema(name)), format_checker=Draft202012Validator.FORMAT_CHECKER
    )
    return [f"{one.json_path}: {one.message}" for one in validator.iter_errors(document)]


def undescribed(of: Any, path: str) -> Iterator[str]:  # noqa: ANN401 - a document, or a part of one
    """Give the keys that a schema names without a word on what they mean."""
    if not isinstance(of, dict):
        return
    for key, one in of.get("properties", {}).items():
        if "description" not in one and "$ref" not in one:
            yield f"{path}.{key}"
    for key, one in of.items():
        for name, part in one.items() if key in {"properties", "$defs"} else [(key, one)]:
            yield from undescribed(part, f"{path}.{name}")


def test_every_document_has_its_schema_and_no_other_is_there() -> None:
    sources = (TOP / "src" / "jtai_cli" / "render").glob("*.py")
    written = {name for file in sources for found in NAMED.findall(file.read_text("utf-8"))
               for name in found if name}  # fmt: skip

    assert sorted(written) == NAMES


@pytest.mark.parametrize("name", NAMES)
def test_a_schema_is_one_and_describes_every_key(name: str) -> None:
    held = schema(name)

    Draft202012Validator.check_schema(held)
    assert (held["title"], held["properties"]["schema"]["const"]) == (f"jtai.{name}/1",) * 2
    assert held["additionalProperties"] is True
    assert list(undescribed(held, name)) == []


@pytest.mark.parametrize("name", NAMES)
def test_the_page_names_every_schema(name: str) -> None:
    page = (TOP / "docs" / "json.md").read_text("utf-8")

    assert f"[`jtai.{name}/1`](schemas/{name}.json)" in page


@pytest.mark.parametrize("file", [pytest.param(file, id=file.stem) for file in GOLDEN])
def test_what_was_printed_is_as_its_schema_says(file: Path) -> None:
    assert faults(json.loads(file.read_text("utf-8"))) == []


@pytest.mark.usefixtures("workplace")
@pytest.mark.parametrize(
    ("name", "argv"), [pytest.param(*each, id=" ".join(each[1])) for each in COMMANDS]
)
def test_what_is_printed_is_as_its_schema_says(
    jtai: Jtai, name: str, argv: tuple[str, ...]
) -> None:
    document = json.loads(jtai(*argv, "--format", "json").out)

    assert (document["schema"], faults(document)) == (f"jtai.{name}/1", [])


def test_every_schema_is_held_against_what_a_command_prints() -> None:
    assert {name for name, _ in COMMANDS} == set(NAMES)


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        pytest.param({"more": 1}, "$: Additional properties are not allowed", id="key-unknown"),
        pytest.param({"last": None}, "$.last: None is not of type 'string'", id="null"),
        pytest.param({"last": "2025-02-30"}, "$.last: '2025-02-30' is not a 'date'", id="no-day"),
    ],
)
def test_what_is_not_as_the_schema_says_is_found(
    jtai: Jtai, change: dict[str, Any], expected: str
) -> None:
    document = json.loads(jtai("days", "2025-03-07", "+1", "--format", "json").out)

    [fault] = faults(document | change)

    assert fault.startswith(expected)
