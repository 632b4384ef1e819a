"""Write the files that are made from `frameworks.yaml`: `make generated`.

`generated/rules.py` holds the objects that reading the file gives, so that no run has to check
again what the tests have checked; `frameworks.schema.json` is for editors;
`docs/what-if.xlsx` and `docs/what-if.html` count the dates of an inspection by themselves.
"""

import json
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from datetime import date
from enum import Enum
from pathlib import Path

from jtai_cli.bankholidays import Calendars
from jtai_cli.files.rules import load_rules, rules_schema
from jtai_cli.formats import html, xlsx
from jtai_cli.report.calculator import blank

ROOT = Path(__file__).parents[1]
MODULE = ROOT / "src/jtai_cli/generated/rules.py"
SCHEMA = ROOT / "frameworks.schema.json"
WHAT_IF, WHAT_IF_YEAR = ROOT / "docs/what-if", 2027
HEADER = '''\
"""The shipped rules as objects, generated from frameworks.yaml: not to be edited."""

from datetime import date

'''


def expression(value: object, used: set[type]) -> str:
    """Return an expression that makes a value; the classes that it needs are added to `used`."""
    if isinstance(value, Enum):
        used.add(type(value))
        return f"{type(value).__name__}.{value.name}"
    if isinstance(value, date):
        return f"date({value.year}, {value.month}, {value.day})"
    if isinstance(value, Mapping):
        return f"{{{''.join(f'{key!r}: {expression(one, used)}, ' for key, one in value.items())}}}"
    if isinstance(value, tuple):
        return f"({''.join(f'{expression(one, used)}, ' for one in value)})"
    if is_dataclass(value):
        used.add(type(value))
        given = ((field, getattr(value, field.name)) for field in fields(value))
        kept = (f"{f.name}={expression(one, used)}" for f, one in given if one != f.default)
        return f"{type(value).__name__}({', '.join(kept)})"
    return repr(value)


if __name__ == "__main__":
    needed: set[type] = set()
    made = expression(load_rules(ROOT / "frameworks.yaml"), needed)
    imports = sorted(f"from {one.__module__} import {one.__name__}\n" for one in needed)
    MODULE.write_text(f"{HEADER}{''.join(imports)}\nRULES = {made}\n", "utf-8")
    for command in (["check", "--quiet", "--fix", "--select=I"], ["format", "--quiet"]):
        subprocess.run([sys.executable, "-m", "ruff", *command, MODULE], check=True)  # noqa: S603 - our own
    calculator = blank(load_rules(ROOT / "frameworks.yaml"), WHAT_IF_YEAR, Calendars(), None)
    WHAT_IF.with_suffix(".xlsx").write_bytes(xlsx.write([calculator]))
    WHAT_IF.with_suffix(".html").write_text(html.write(calculator), "utf-8")
    SCHEMA.write_text(json.dumps(rules_schema(), indent=2, ensure_ascii=False) + "\n", "utf-8")
