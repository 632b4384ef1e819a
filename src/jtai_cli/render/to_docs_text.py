"""What a check of pages found, as text: a line a problem, and what to try beneath it."""

from collections.abc import Iterable

from jtai_cli.errors import printable
from jtai_cli.render.findings import Finding


def problems(findings: Iterable[Finding]) -> str:
    """Write each problem as `path:line: code: message`; a warning says that it is one."""
    return "".join(map(_problem, findings))


def _problem(one: Finding) -> str:
    warning = "warning: " if one.is_warning else ""
    line = f"{one.path}:{one.line}: {one.code}: {warning}{one.message}"
    hint = f"  Try: {printable(one.hint)}\n" if one.hint else ""
    return f"{printable(line)}\n{hint}"
