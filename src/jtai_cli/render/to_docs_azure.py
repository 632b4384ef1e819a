"""What a check of pages found, as Azure Pipelines shows it among the issues of a run."""

from collections.abc import Iterable

from jtai_cli.errors import printable
from jtai_cli.render.findings import Finding

_IN_MESSAGES = str.maketrans({"%": "%AZP25", "\r": "%0D", "\n": "%0A"})
_IN_PROPERTIES = _IN_MESSAGES | str.maketrans({";": "%3B", "]": "%5D"})


def problems(findings: Iterable[Finding]) -> str:
    """Write each problem as a logging command of Azure Pipelines, one a line."""
    return "".join(
        f"##vso[task.logissue type={one.severity};"
        f"sourcepath={printable(one.path).translate(_IN_PROPERTIES)};linenumber={one.line};"
        f"code={one.code.translate(_IN_PROPERTIES)}]{_told(one).translate(_IN_MESSAGES)}\n"
        for one in findings
    )


def _told(one: Finding) -> str:
    message = printable(one.message)
    return f"{message} Try: {printable(one.hint)}" if one.hint else message
