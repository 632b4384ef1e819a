"""The JSON Schema that an editor uses on the rules."""

import json

from jtai_cli import load


def test_the_schema_says_which_draft_it_is() -> None:
    schema = load.schema()
    assert schema["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    assert (schema["title"], schema["type"]) == ("frameworks.yaml", "object")


def test_the_schema_can_be_written_as_json_and_is_the_same_every_time() -> None:
    assert json.dumps(load.schema()) == json.dumps(load.schema())


def test_the_schema_knows_the_sections_of_the_file() -> None:
    schema = load.schema()
    assert list(schema["properties"]) == [
        "edition",
        "sources",
        "phases",
        "parties",
        "timetables",
        "inspectorates",
        "themes",
        "polling_days",
        "pre_election_period",
        "christmas",
        "preparation",
        "one_off_bank_holidays",
    ]
    assert schema["required"] == ["edition", "sources", "phases", "parties", "timetables"]
    assert schema["additionalProperties"] is False


def test_no_key_is_asked_for_inside_what_it_names() -> None:
    assert load.schema()["$defs"]["Source"] == {
        "additionalProperties": False,
        "description": "Where a rule comes from; `note` says what of it was read, or could not be.",
        "properties": {
            "title": {"title": "Title", "type": "string"},
            "url": {
                "anyOf": [{"type": "string"}, {"type": "null"}],
                "default": None,
                "title": "Url",
            },
            "note": {
                "anyOf": [{"type": "string"}, {"type": "null"}],
                "default": None,
                "title": "Note",
            },
        },
        "required": ["title"],
        "title": "Source",
        "type": "object",
    }
    assert '"key"' not in json.dumps(load.schema())


def test_names_are_in_lower_case_with_hyphens() -> None:
    assert load.schema()["$defs"]["Timetable"]["properties"]["milestones"] == {
        "additionalProperties": {"$ref": "#/$defs/Milestone"},
        "propertyNames": {"pattern": "^[a-z0-9]+(-[a-z0-9]+)*$"},
        "title": "Milestones",
        "type": "object",
    }


def test_a_rule_is_one_of_its_kinds() -> None:
    kinds = load.schema()["$defs"]["Milestone"]["properties"]["rule"]["oneOf"]
    assert kinds == [
        {"$ref": "#/$defs/Fieldwork"},
        {"$ref": "#/$defs/WorkingDays"},
        {"$ref": "#/$defs/Window"},
        {"$ref": "#/$defs/Months"},
        {"$ref": "#/$defs/UpTo"},
    ]


def test_every_reference_leads_somewhere() -> None:
    schema = load.schema()
    named = {reference.removeprefix("#/$defs/") for reference in references(schema)}
    assert named == set(schema["$defs"])


def references(part: object) -> set[str]:
    match part:
        case {"$ref": str(reference)}:
            return {reference}
        case dict():
            return {found for value in part.values() for found in references(value)}
        case list():
            return {found for value in part for found in references(value)}
        case _:
            return set()
