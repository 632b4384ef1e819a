"""JSON: data as people and git like to read it, dates as ISO."""

import json
import re
from collections.abc import Mapping
from datetime import date

from jtai_cli.formats.text import UNSEEN


def write(data: Mapping[str, object]) -> str:
    """Write data. What a terminal would obey, or does not show, is written as an escape."""
    document = json.dumps(
        data, indent=2, ensure_ascii=False,
        default=lambda value: dict(value) if isinstance(value, Mapping) else date.isoformat(value),
    )  # fmt: skip
    return escaped(document) + "\n"


def escaped(document: str) -> str:
    r"""Write as `\uXXXX` what a terminal, a reader's eye or the log of a job would obey."""
    document = UNSEEN.sub(lambda found: json.dumps(found[0])[1:-1], document)
    return re.sub(r"##(?=\w*\[)", r"#\\u0023", document)
