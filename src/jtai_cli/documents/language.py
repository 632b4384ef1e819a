"""The languages that pages are written in, known by a file's ending."""

from enum import StrEnum
from pathlib import PurePath


class Language(StrEnum):
    """What a page is written in: it decides how markers and blocks are written."""

    MARKDOWN = "Markdown"
    HTML = "HTML"
    REST = "reStructuredText"
    ASCIIDOC = "AsciiDoc"
    LATEX = "LaTeX"
    YAML = "YAML"
    INI = "INI"
    TEXT = "text"


_ENDINGS = {
    ".md": Language.MARKDOWN, ".markdown": Language.MARKDOWN, ".mdx": Language.MARKDOWN,
    ".html": Language.HTML, ".htm": Language.HTML, ".xhtml": Language.HTML,
    ".rst": Language.REST, ".rest": Language.REST,
    ".adoc": Language.ASCIIDOC, ".asciidoc": Language.ASCIIDOC,
    ".tex": Language.LATEX, ".ltx": Language.LATEX,
    ".yaml": Language.YAML, ".yml": Language.YAML,
    ".ini": Language.INI, ".cfg": Language.INI, ".conf": Language.INI,
    ".txt": Language.TEXT,
}  # fmt: skip


def language_of(path: str) -> Language | None:
    """Return the language of a page by its path; None where its ending tells none."""
    return _ENDINGS.get(PurePath(path).suffix.lower())
