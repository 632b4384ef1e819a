"""Files in: read with care, proved, and turned into frozen objects. The only reader of files.

Every fault of a file is told at once, with its line and a remedy; nothing is guessed, repaired
or skipped. What is written badly, or to do harm, is refused at once. Each reader is imported
when it is asked for.
"""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from jtai_cli.load.editors import schema
    from jtai_cli.load.files import text
    from jtai_cli.load.letters import INSPECTIONS, inspections
    from jtai_cli.load.pages import PAGE_LIMIT, matching, page, page_in, refuse_changed
    from jtai_cli.load.plans import PLAN_NAME, names_in, plan, plan_in, plan_path, plan_text
    from jtai_cli.load.published import bank_holidays
    from jtai_cli.load.rules import faults, frameworks, is_as_shipped, shipped

__all__ = [
    "INSPECTIONS",
    "PAGE_LIMIT",
    "PLAN_NAME",
    "bank_holidays",
    "faults",
    "frameworks",
    "inspections",
    "is_as_shipped",
    "matching",
    "names_in",
    "page",
    "page_in",
    "plan",
    "plan_in",
    "plan_path",
    "plan_text",
    "refuse_changed",
    "schema",
    "shipped",
    "text",
]

_READERS = {
    "editors": ("schema",),
    "files": ("text",),
    "letters": ("INSPECTIONS", "inspections"),
    "pages": ("PAGE_LIMIT", "matching", "page", "page_in", "refuse_changed"),
    "plans": ("PLAN_NAME", "names_in", "plan", "plan_in", "plan_path", "plan_text"),
    "published": ("bank_holidays",),
    "rules": ("faults", "frameworks", "is_as_shipped", "shipped"),
}
_WHERE = {name: module for module, names in _READERS.items() for name in names}


def __getattr__(name: str) -> object:
    """Import what is asked for (PEP 562)."""
    if name not in _WHERE:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_WHERE[name]}"), name)
