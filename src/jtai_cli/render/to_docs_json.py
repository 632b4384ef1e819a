"""What was found on pages, as JSON; its keys are an API."""

from collections.abc import Iterable
from typing import Any

from jtai_cli import __version__
from jtai_cli.render.findings import Finding, Marker, Tally
from jtai_cli.render.json_text import written


def checked(tally: Tally, findings: Iterable[Finding]) -> str:
    """Write what a check found: schema `jtai.docs/1`."""
    problems = [
        {
            "path": _path(one.path),
            "line": one.line,
            "code": one.code,
            "severity": one.severity,
            "message": one.message,
            "hint": one.hint,
        }
        for one in findings
    ]
    return _document("jtai.docs/1", tally, "problems", problems)


def listed(tally: Tally, markers: Iterable[Marker]) -> str:
    """Write the markers and dates: schema `jtai.markers/1`; `date` is null where there is none."""
    told = [
        {
            "path": _path(one.path),
            "line": one.line,
            "kind": one.kind,
            "name": one.name,
            "settings": one.settings,
            "date": one.says or None,
        }
        for one in markers
    ]
    return _document("jtai.markers/1", tally, "markers", told)


def _document(schema: str, tally: Tally, name: str, found: list[dict[str, Any]]) -> str:
    return written(
        {
            "schema": schema,
            "jtai": __version__,
            "files": tally.files,
            "blocks": tally.blocks,
            "dates": tally.dates,
            name: found,
        }
    )


def _path(path: str) -> str:
    r"""Write a path; bytes of its name that are no text stand as `\udcff`."""
    return path.encode(errors="backslashreplace").decode()
