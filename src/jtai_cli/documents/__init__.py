"""Pages kept in step: markers refreshed, differences told, dates in prose checked.

Text in, text out: it reads no file and writes none.
"""

from jtai_cli.documents.found import Code, Mark, MarkKind, Page, Problem, Refreshed, Severity
from jtai_cli.documents.language import Language, language_of
from jtai_cli.documents.reference import Reference
from jtai_cli.documents.refreshing import refresh

__all__ = [
    "Code",
    "Language",
    "Mark",
    "MarkKind",
    "Page",
    "Problem",
    "Reference",
    "Refreshed",
    "Severity",
    "language_of",
    "refresh",
]
