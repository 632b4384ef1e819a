"""The formats: one registry of names, endings and writers, which serves every command."""

from collections.abc import Callable, Collection, Mapping, Sequence
from importlib import import_module
from pathlib import PurePath
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from jtai_cli.errors import UnknownNameError, UsageError, quoted
from jtai_cli.formats.text import defused
from jtai_cli.report.model import Report

if TYPE_CHECKING:  # for a fast start
    from jtai_cli.report.calculator import Calculator

    Wording: TypeAlias = Report | Calculator | Sequence[Report | Calculator]


class Page(NamedTuple):
    """Where a text is shown: how many columns there are, and whether colour can be used."""

    columns: int = 80
    has_color: bool = False


class Format(NamedTuple):
    """A format: its writer, the endings of its files (also its other names), and its needs."""

    module: str
    function: str = "write"
    endings: tuple[str, ...] = ()
    needs: str = ""  # "table", "bars" or "events"; if empty, any result can be written in it
    is_binary: bool = False  # it goes to a file, never to a terminal


FORMATS: Mapping[str, Format] = {
    "table": Format("terminal", endings=("txt",)),
    "plain": Format("lines", "write_plain", needs="table"),
    "json": Format("json", endings=("json",)),
    "csv": Format("lines", "write_csv", endings=("csv",), needs="table"),
    "markdown": Format("markdown", endings=("md", "markdown")),
    "html": Format("html", endings=("html", "htm")),
    "ics": Format("ics", endings=("ics",), needs="events"),
    "mermaid": Format("drawings", "write_mermaid", endings=("mmd", "mermaid"), needs="bars"),
    "svg": Format("drawings", "write_svg", endings=("svg",), needs="bars"),
    "gantt": Format("terminal", "write_gantt", needs="bars"),
    "xlsx": Format("xlsx", endings=("xlsx",), needs="table", is_binary=True),
    "docx": Format("docx", endings=("docx",), is_binary=True),
}


class Answer(NamedTuple):
    """One result, ready to be written: `report` and `data` make its words and its JSON.

    `made` makes other content for some formats: a briefing for docx, sheets for xlsx.
    """

    report: Callable[[], Report]
    data: Callable[[], Mapping[str, object]]
    made: Mapping[str, Callable[[], "Wording"]] = {}


def format_named(name: str, possible: Collection[str] = FORMATS) -> str:
    """Return the format that a name or a file ending stands for: "markdown" for "md"."""
    key = next((key for key, one in FORMATS.items() if name.lower() in (key, *one.endings)), "")
    if key in possible:
        return key
    if not key:
        raise UnknownNameError("format", name, possible, command="--format")
    hint = f"--format with one of: {', '.join(possible)}"
    raise UsageError(f"this cannot be written as {key}", hint)


def format_of_file(path: PurePath, possible: Collection[str] = FORMATS) -> str:
    """Return the format that the ending of a file stands for."""
    ending = path.suffix.lower().removeprefix(".")
    found = next((key for key, one in FORMATS.items() if ending in one.endings), "")
    if found in possible:
        return found
    problem = f"this cannot be written to a .{ending} file"
    if not found:
        problem = f"the ending of {quoted(path.name)} does not say how to write it"
    hint = ", ".join(f".{FORMATS[key].endings[0]}" for key in possible if FORMATS[key].endings)
    raise UsageError(problem, f"a name that ends in one of: {hint}; or --format")


def write(answer: Answer, format_name: str, page: Page) -> bytes:
    """Write a result in a format that it can be written in; text is encoded as UTF-8."""
    format_ = FORMATS[format_name]
    writer = getattr(import_module(f"{__name__}.{format_.module}"), format_.function)
    makes = answer.data if format_name == "json" else answer.made.get(format_name, answer.report)
    if format_.module == "terminal":  # its writers also need the page
        return defused(writer(makes(), page)).encode()
    written: str | bytes = writer(makes())
    return written if isinstance(written, bytes) else written.encode()


def fragment(answer: Answer, format_name: str) -> str:
    """Write a result for use inside someone's page, in Markdown or HTML: its blocks, no title."""
    return str(import_module(f"{__name__}.{format_name}").fragment(answer.report()))
