"""Every date of a joint targeted area inspection, counted from one known date.

`__all__` lists the library, which `docs/library.md` explains; all else is private.
"""

# ruff: noqa: F405 - type checkers find these names through the star import
TYPE_CHECKING = False  # type checkers assume it is true; importing `typing` for it takes time
if TYPE_CHECKING:
    from jtai_cli.library import *  # noqa: F403 - `__all__` below lists the names

__version__ = "0.1.0"
__all__ = [
    "DateIs", "DatedInspection", "DatedMilestone", "Division", "Explanation", "Inspection",
    "JtaiError", "Known", "Note", "Period", "Plan", "Rules", "Timeline", "__version__",
    "date_inspection", "explain_date", "load_plan", "load_rules", "write_timeline",
]  # fmt: skip


def __getattr__(name: str) -> object:
    """Import the library when it is first used (PEP 562): the command line does not need it."""
    if name in __all__:
        from jtai_cli import library  # noqa: PLC0415 - the command line does not need it

        return getattr(library, name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def __dir__() -> list[str]:
    """List the library's names too."""
    return sorted({*globals(), *__all__})
