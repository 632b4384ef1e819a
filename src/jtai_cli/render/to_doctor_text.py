"""An installation as text, to be pasted into a report of a fault."""

from jtai_cli.dates import say
from jtai_cli.errors import printable
from jtai_cli.installation import Installation, RulesInUse

_NOT_INSTALLED = "not installed"


def installation(held: Installation) -> str:
    """Write an installation, a line a fact."""
    packages = {name: version or _NOT_INSTALLED for name, version in held.packages.items()}
    extras = {
        f"extra {name}": "installed" if is_there else _NOT_INSTALLED
        for name, is_there in held.extras.items()
    }
    held_years = f"{held.bank_holidays.first.year} to {held.bank_holidays.last.year}"
    facts = {
        "jtai": held.version,
        "Python": held.python,
        "platform": held.platform,
        **packages,
        **extras,
        "rules": _rules(held.rules),
        "bank holidays": f"England, {held_years}",
        "published to": say(held.bank_holidays.published_to),
        "stdout": held.stdout.encoding or "none",
        "terminal": "yes" if held.stdout.is_terminal else "no",
    }
    wide = max(map(len, facts))
    return "".join(f"{name:<{wide}}  {printable(told)}\n" for name, told in facts.items())


def _rules(rules: RulesInUse) -> str:
    whose = "jtai's own" if rules.file is None else rules.file
    if rules.file is None and not rules.is_shipped:
        whose += ", changed since they were shipped"
    edition = "faulty" if rules.edition is None else f"edition of {say(rules.edition)}"
    return f"{whose}, {edition}"
