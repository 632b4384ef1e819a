"""Every date of a joint targeted area inspection, counted from one known date.

What `__all__` names is the library, which `docs/library.md` shows at work. All else is private
and may change with any version. Each name is imported when it is asked for.
"""

TYPE_CHECKING = False  # type checkers take it for true; to import `typing` for it takes time
if TYPE_CHECKING:
    from jtai_cli.bankholidays import Division
    from jtai_cli.dated import DatedMilestone, DateIs, Note, Timeline
    from jtai_cli.errors import JtaiError
    from jtai_cli.explain import Explanation
    from jtai_cli.frameworks import Frameworks
    from jtai_cli.library.asking import (
        DatedInspection,
        date_inspection,
        explain_date,
        load_frameworks,
        load_plan,
    )
    from jtai_cli.library.writing import (
        to_csv,
        to_explained_json,
        to_explained_markdown,
        to_explained_text,
        to_html,
        to_ics,
        to_json,
        to_markdown,
        to_mermaid,
        to_plain,
        to_svg,
        to_table,
    )
    from jtai_cli.plan import Inspection, Known, Plan
    from jtai_cli.workingdays import Period
else:  # where a type checker would take every name to be there

    def __getattr__(name: str) -> object:
        """Import what is asked for (PEP 562)."""
        from importlib import import_module

        for module, names in _PLACES.items():
            if name in names:
                return getattr(import_module(f"{__name__}.{module}"), name)
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


__version__ = "0.1.0"
__all__ = [
    "DateIs",
    "DatedInspection",
    "DatedMilestone",
    "Division",
    "Explanation",
    "Frameworks",
    "Inspection",
    "JtaiError",
    "Known",
    "Note",
    "Period",
    "Plan",
    "Timeline",
    "__version__",
    "date_inspection",
    "explain_date",
    "load_frameworks",
    "load_plan",
    "to_csv",
    "to_explained_json",
    "to_explained_markdown",
    "to_explained_text",
    "to_html",
    "to_ics",
    "to_json",
    "to_markdown",
    "to_mermaid",
    "to_plain",
    "to_svg",
    "to_table",
]

_PLACES = {
    "bankholidays": ("Division",),
    "dated": ("DateIs", "DatedMilestone", "Note", "Timeline"),
    "errors": ("JtaiError",),
    "explain": ("Explanation",),
    "frameworks": ("Frameworks",),
    "library.asking": (
        "DatedInspection", "date_inspection", "explain_date", "load_frameworks", "load_plan",
    ),
    "library.writing": (
        "to_csv", "to_explained_json", "to_explained_markdown", "to_explained_text", "to_html",
        "to_ics", "to_json", "to_markdown", "to_mermaid", "to_plain", "to_svg", "to_table",
    ),
    "plan": ("Inspection", "Known", "Plan"),
    "workingdays": ("Period",),
}  # fmt: skip


def __dir__() -> list[str]:
    """List the library too, none of which is there before it is asked for."""
    return sorted({*globals(), *__all__})
