"""What is printed as JSON, compared with the schemas in `docs/schemas`.

The schemas let documents have more keys, so that keys can be added. Here they are read without
that leave: a key that is printed and not described fails.
"""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator
from referencing import Registry
from referencing.jsonschema import DRAFT202012

from tests.conftest import Jtai

SCHEMAS = {
    path.stem: json.loads(path.read_text("utf-8"))
    for path in sorted((Path(__file__).parents[2] / "docs" / "schemas").glob("*.json"))
}
FW = "--fieldwork 2025-03-03"
LATE = "--stated draft-letter=2025-04-04 --closure 2025-04-07..2025-04-11"
COMMANDS = {
    "timeline": [
        f"timeline {FW} --theme front-door --explain", f"timeline {FW} {LATE} --likely",
        "timeline --known publication=2025-04-28 --likely",
        "timeline --fieldwork 2017-03-21..2017-03-24", "timeline --inspection kingston-2025",
        "timeline --fieldwork 2035-01-08 --division scotland",
    ],
    "dates": [f"timeline {FW} --dates-only"],
    "explanation": [
        f"explain statement-of-proposed-action {FW} {LATE}", f"explain evidence-window {FW}",
        f"explain pre-inspection-analysis {FW}", "explain our-call --inspection kingston-2025",
        f"explain draft-letter {FW} {LATE}", "explain fieldwork --notified 2025-02-17",
    ],
    "next": [f"next {FW} --today 2025-02-17", "next --today 2025-04-11"],
    "look-ahead": [
        "look-ahead --from 2026-03-01 --to 2026-05-31",
        "look-ahead --from 2017-03-01 --to 2017-03-31",
        "look-ahead --from 2028-12-01 --to 2029-01-31 --closure 2028-12-24..2028-12-31",
    ],
    "portfolio": ["portfolio areas.csv", "portfolio areas.csv --wide"],
    "portfolio-load": ["portfolio areas.csv --load --limit draft-letter=1"],
    "evidence": ["evidence"],
    "evidence-months": ["evidence --by month"],
    "plan": ["plan show", "plan check", "plan show --extra-bank-holiday 2025-06-16"],
    "preparation": [
        "plan prepare kingston-2025 --from 2024-06-01", "plan prepare dry-run --from 2027-01-01",
    ],
    "docs": ["docs check", "docs check none.md"],
    "markers": ["docs list"],
    "themes": ["themes list"],
    "theme": ["themes show front-door", "themes show neglect-2017", "themes show early-help"],
    "search": ["themes search early", "themes search zebra"],
    "frameworks": ["frameworks show"],
    "days": [
        "days 2025-03-07 +30", "days 2029-05-10 2029-04-01 --closure 2029-04-20..2029-04-24",
    ],
    "bank-holidays": [
        "bank-holidays list", "bank-holidays list --year 2029 --division wales",
    ],
    "bank-holidays-check": ["bank-holidays check"],
    "guidance": ["about"],
    "doctor": ["doctor --today 2028-06-01", "doctor --today 2025-03-03 --frameworks none.yaml"],
}  # fmt: skip


def closed(part: Any) -> Any:  # noqa: ANN401 - a document, or a part of one
    """Read a schema without the leave for more keys."""
    if isinstance(part, list):
        return list(map(closed, part))
    if not isinstance(part, dict):
        return part
    read = {key: closed(one) for key, one in part.items()}
    return read | {"additionalProperties": False} if "properties" in read else read


REGISTRY: Registry[Any] = Registry().with_resources(
    (f"{name}.json", DRAFT202012.create_resource(closed(schema)))
    for name, schema in SCHEMAS.items()
)


def faults(document: Any, name: str) -> list[str]:  # noqa: ANN401 - a document
    checker = Draft202012Validator.FORMAT_CHECKER
    validator = Draft202012Validator(
        closed(SCHEMAS[name]), registry=REGISTRY, format_checker=checker
    )
    return [f"{one.json_path}: {one.message}" for one in validator.iter_errors(document)]


def undescribed(part: Any, path: str) -> Iterator[str]:  # noqa: ANN401 - a document, or a part of one
    if isinstance(part, dict):
        for key, one in part.get("properties", {}).items():
            if "description" not in one:
                yield f"{path}.{key}"
        for key, one in part.items():
            yield from undescribed(one, f"{path}.{key}")


@pytest.mark.usefixtures("workplace")
@pytest.mark.parametrize(
    ("name", "line"), [(name, line) for name, lines in COMMANDS.items() for line in lines]
)
def test_what_is_printed_is_as_its_schema_says(jtai: Jtai, name: str, line: str) -> None:
    document = json.loads(jtai(*line.split(), "--format", "json").out)
    assert document["schema"].startswith(f"jtai.{name}/")
    assert faults(document, name) == []


@pytest.mark.parametrize("name", SCHEMAS)
def test_a_schema_is_one_and_describes_every_key(name: str) -> None:
    schema = SCHEMAS[name]
    Draft202012Validator.check_schema(schema)
    assert schema["title"] == schema["properties"]["schema"]["const"]
    assert list(undescribed(schema, name)) == []


def test_every_schema_is_compared_with_what_a_command_prints() -> None:
    assert COMMANDS.keys() == SCHEMAS.keys()
