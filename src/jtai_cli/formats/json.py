"""JSON: data as people and git like to read it, dates as ISO."""

import json
from collections.abc import Mapping
from datetime import date

from jtai_cli.formats.text import escaped_in_json


def write(data: Mapping[str, object]) -> str:
    """Write data. What a terminal would obey, or does not show, is written as an escape."""
    document = json.dumps(
        data, indent=2, ensure_ascii=False,
        default=lambda value: dict(value) if isinstance(value, Mapping) else date.isoformat(value),
    )  # fmt: skip
    return escaped_in_json(document) + "\n"
