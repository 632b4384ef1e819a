"""What a check of pages found, as GitHub shows it beside the lines of a change."""

from collections.abc import Iterable

from jtai_cli.errors import printable
from jtai_cli.render.findings import Finding

_IN_MESSAGES = str.maketrans({"%": "%25", "\r": "%0D", "\n": "%0A"})
_IN_PROPERTIES = _IN_MESSAGES | str.maketrans({":": "%3A", ",": "%2C"})


def problems(findings: Iterable[Finding]) -> str:
    """Write each problem as a workflow command of GitHub Actions, one a line."""
    return "".join(
        f"::{one.severity} file={printable(one.path).translate(_IN_PROPERTIES)},line={one.line},"
        f"title={one.code.translate(_IN_PROPERTIES)}::{_told(one).translate(_IN_MESSAGES)}\n"
        for one in findings
    )


def _told(one: Finding) -> str:
    message = printable(one.message)
    return f"{message}\nTry: {printable(one.hint)}" if one.hint else message
