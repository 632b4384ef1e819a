"""Files out: whole or not at all, and never over another by accident. The only writer of files.

A plan that is there is edited as text, so that people's comments and order stay. Each writer is
imported when it is asked for.
"""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from jtai_cli.save.files import several, spool, text
    from jtai_cli.save.locking import locked
    from jtai_cli.save.plans import Value, edited

__all__ = ["Value", "edited", "locked", "several", "spool", "text"]

_WHERE = {
    "Value": "plans",
    "edited": "plans",
    "locked": "locking",
    "several": "files",
    "spool": "files",
    "text": "files",
}


def __getattr__(name: str) -> object:
    """Import what is asked for (PEP 562)."""
    if name not in _WHERE:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_WHERE[name]}"), name)
