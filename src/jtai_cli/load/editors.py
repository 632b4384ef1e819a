"""The JSON Schema of `frameworks.yaml`, with which an editor offers keys and marks mistakes."""

from typing import Any

from jtai_cli.frameworks import Frameworks

_ROOT = "Frameworks"
_KEBAB_CASE = "^[a-z0-9]+(-[a-z0-9]+)*$"


def schema() -> dict[str, Any]:
    """Return the schema of the file as people write it (JSON Schema, draft 2020-12)."""
    # Imported here: it is slow, and only this and the reading of files need it.
    from pydantic import ConfigDict, TypeAdapter

    adapter = TypeAdapter(dict[str, Frameworks], config=ConfigDict(extra="forbid"))
    shapes = adapter.json_schema()["$defs"]
    keyed = {f"#/$defs/{name}" for name, shape in shapes.items() if _forget_key(shape)}
    for shape in shapes.values():
        for field in shape.get("properties", {}).values():
            if field.get("additionalProperties", {}).get("$ref") in keyed:
                field["propertyNames"] = {"pattern": _KEBAB_CASE}
    root = shapes.pop(_ROOT)
    root["title"] = "frameworks.yaml"
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **root, "$defs": shapes}


def _forget_key(shape: dict[str, Any]) -> bool:
    """Take away the field that is filled with the name a thing stands under, if there is one."""
    if "key" not in shape.get("properties", {}):
        return False
    del shape["properties"]["key"]
    shape["required"].remove("key")
    return True
