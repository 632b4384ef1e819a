"""JSON as text: the one way in which every schema is written."""

import json
from collections.abc import Mapping, Sequence
from typing import Any


def written(document: Mapping[str, Any] | Sequence[Any]) -> str:
    """Write a document as people and git like to read it, with a final newline."""
    return json.dumps(document, indent=2, ensure_ascii=False) + "\n"
