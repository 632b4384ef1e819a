"""An installation as JSON; its keys are an API."""

from collections.abc import Iterable

from jtai_cli.installation import Installation, Warned
from jtai_cli.render.json_text import written


def installation(held: Installation, warnings: Iterable[Warned]) -> str:
    """Write an installation: schema `jtai.doctor/1`; what is not there is null."""
    edition = held.rules.edition
    return written(
        {
            "schema": "jtai.doctor/1",
            "jtai": held.version,
            "python": held.python,
            "platform": held.platform,
            "packages": dict(held.packages),
            "extras": dict(held.extras),
            "rules": {
                "file": held.rules.file,
                "edition": None if edition is None else edition.isoformat(),
                "shipped": held.rules.is_shipped,
            },
            "bank_holidays": {
                "division": "england",
                "first": held.bank_holidays.first.isoformat(),
                "last": held.bank_holidays.last.isoformat(),
                "published_to": held.bank_holidays.published_to.isoformat(),
            },
            "stdout": {"encoding": held.stdout.encoding, "terminal": held.stdout.is_terminal},
            "warnings": [
                {"code": one.code, "text": one.text, "hint": one.hint} for one in warnings
            ],
        }
    )
