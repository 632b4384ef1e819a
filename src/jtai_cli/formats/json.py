"""JSON: data as people and git like to read it, dates as ISO."""

import json
import re
from collections.abc import Mapping
from datetime import date

from jtai_cli.formats.text import UNSEEN


def write(data: Mapping[str, object]) -> str:
    """Write data. Characters that a terminal would act on, or not show, become escapes."""
    document = json.dumps(
        data, indent=2, ensure_ascii=False,
        default=lambda value: dict(value) if isinstance(value, Mapping) else date.isoformat(value),
    )  # fmt: skip
    return escaped(document) + "\n"


def escaped(document: str) -> str:
    r"""Write as `\uXXXX` what could mislead a reader, or act on a terminal or a job's log."""
    document = UNSEEN.sub(lambda found: json.dumps(found[0])[1:-1], document)
    return re.sub(r"##(?=\w*\[)", r"#\\u0023", document)
